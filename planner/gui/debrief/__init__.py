"""How a meeting went: asked once it is over, and kept in one step."""
