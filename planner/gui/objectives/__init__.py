"""The Objectives page: what one works towards, the asks, and who could help."""
