"""A roadmap presented: its slides, and what is behind each."""
