### The privacy notice, what is stored of a person, and erasing it.
