"""Importing files: progress, cancel, what came of it, and taking it back."""
