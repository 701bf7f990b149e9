"""The Today page: what is next, what is owed, and one step closer."""
