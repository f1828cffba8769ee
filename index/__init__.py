"""Articles in, ranked passages out: knows corpus, nothing of answers or HTTP."""
