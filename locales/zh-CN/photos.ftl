### Photos: what counts, what waits, what is missing.
