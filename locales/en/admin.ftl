### What admins and leads set up and look after.
