"""How many threads the libraries may start; imports none of them, so that it can be read before."""

import os

# One request, one thread. Where several people ask at once, the threads that matrix products and tokenizing start for
# each of them would wait for one another; measured, they also cost a lone answer twice the processor time.
THREADS = ("OMP_NUM_THREADS", "RAYON_NUM_THREADS")


def one_each() -> None:
    """Allow the libraries one thread, where nothing else is set; they read it when they are loaded."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
