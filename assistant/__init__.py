"""Question in, proven answer out, on the command line and over HTTP: knows index."""
