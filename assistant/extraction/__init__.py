"""From articles found to the sentence and the value that answer."""
