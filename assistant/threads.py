"""How many threads the libraries may start; imports nothing, so that it can be read before any of them."""

# One request, one thread. Where several people ask at once, the threads that matrix products and tokenizing start for
# each of them would wait for one another; measured, they also cost a lone answer twice the processor time.
THREADS = ("OMP_NUM_THREADS", "RAYON_NUM_THREADS")
