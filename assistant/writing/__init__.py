"""From findings to the words of an answer."""
