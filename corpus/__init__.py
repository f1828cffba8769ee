"""Newspaper files in, articles out: knows nothing of vectors, models or HTTP."""
