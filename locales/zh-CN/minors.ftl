### Children, their guardians, and those who post for them.
