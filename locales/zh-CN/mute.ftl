### What the bot says of its own accord, and who wants to hear it.
