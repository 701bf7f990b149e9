"""The demo: a small made-up network on its day, a meeting planned in it, and pictures of it all."""
