"""A follow-up, written out in full."""
