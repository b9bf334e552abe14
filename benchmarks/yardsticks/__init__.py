"""Programs of Textual's own parts, to measure against. They know nothing of csm_tui."""
