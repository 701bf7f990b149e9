"""The command palette: people, objectives, meetings and actions by a few letters."""
