"""Reports: what they say as blocks, and the two formats in which that is written, Markdown and HTML."""
