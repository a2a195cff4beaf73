"""What the app costs in a terminal: its first frame, its screens, its keys, at rest."""
