### Choosing the language of a person or a group.
