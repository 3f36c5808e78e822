### Joining, leaving, the questions after it, what is stored of a person.
