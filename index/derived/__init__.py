"""The indexes, all made of the database and made again from it."""
