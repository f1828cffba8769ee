"""Whether a quote carries a sentence."""
