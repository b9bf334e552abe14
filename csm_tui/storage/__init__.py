"""Keeping the workspace: one TinyDB JSON file, replaced whole or not at all, with backups beside it.

Documents are plain dicts here; what they mean is known further up.
"""
