"""Everything that overrides or reads private parts of Textual: one patch per module, with its purpose and its gain.

Patches for speed are active only with versions of Textual in `versions.TRIED`; otherwise Textual works as usual.
Patches for safety are always active. Figures are bytes sent or processor time for a key at 80x24, unless stated
otherwise, without and with the patch while all others are active.
"""
