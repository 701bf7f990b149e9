"""One person with everything around them: shown, and edited in place."""
