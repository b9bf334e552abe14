"""Commands about the workspace itself: its settings, its file, and records that break a rule."""
