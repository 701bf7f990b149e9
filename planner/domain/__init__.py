"""Values and rules. Standard library only, no I/O, no clock: `now` is always an argument."""
