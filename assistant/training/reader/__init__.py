"""Scripts that make the reader: a small pretrained transformer, taught to tell answers and to point at values."""
