"""Which plays are offered for a client, which of them first, and which are put off for now."""
