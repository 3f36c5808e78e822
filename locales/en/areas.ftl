### The tree of areas: importing, binding, picking.
