"""From the candidates of the indexes to one order."""
