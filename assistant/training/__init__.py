"""Scripts that learn the weights beside this package; nothing at run time imports them. They import only downwards."""
