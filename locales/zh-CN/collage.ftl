### The day's picture and what is sent up with it.
