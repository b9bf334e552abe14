"""Storage of the workspace: the protocol of a store, one in a file with backups beside it, and half-typed text.

Documents are plain dicts here; what they mean is known further up.
"""
