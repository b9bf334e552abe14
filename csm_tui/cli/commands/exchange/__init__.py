"""Commands that bring files in and hand files out."""
