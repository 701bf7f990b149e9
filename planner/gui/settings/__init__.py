"""Settings, and what the program says about itself."""
