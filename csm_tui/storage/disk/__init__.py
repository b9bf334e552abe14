"""Files on the disk as all stores need them: read whole, replaced whole or not at all, locked, and private."""
