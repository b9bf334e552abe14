"""All that overrides or reads private parts of Textual, one patch a module: what it buys, how much, and its kind.

A patch for speed is in force only with a Textual of `versions.TRIED`, and otherwise leaves Textual's own way; one for
safety always is. Figures: bytes sent and processor time for a key at 80x24, unless said, without the
patch and with it, all others in force.
"""
