"""Reading a sentence against a question."""
