"""One file a format: each turns bytes into articles and counts what it rejects."""
