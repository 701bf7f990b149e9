"""The People page: everybody in the file, found as you type."""
