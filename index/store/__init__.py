"""The database of articles, passages and vectors: the one source of truth."""
