"""Names that mean harm: to terminals, to markup, to spreadsheets, to the shell, to whoever reads them."""

ESC = "\x1b"

TERMINAL = (
    "\x1b[31mred",
    "\x1b]0;owned title\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07clipboard",
    "\x1b[2J\x1b[Hcleared",
    "\x1b[?1049lleft",
    "\x1bPq#0;2;0;0;0\x1b\\sixel",
    "\x1bcreset",
    "\x9b31mC1 colour",
    "\x9d0;C1 title\x9c",
    "\x90C1 string\x9c",
    "bell\x07 back\x08\x08 del\x7f",
    "carriage\rreturn",
    "two\nlines\r\nthree",
    "tab\there",
    "nul\x00inside",
    "shift\x0eout\x0f",
    "line\u2028and\u2029paragraph",
)
"""Bytes that would act on a terminal."""

MARKUP = (
    "[/]",
    "[@click=app.quit]click me[/]",
    "[bold red]bold[/bold red]",
    "[link=https://evil.example]x[/link]",
    "[unclosed",
    "\\[escaped\\]",
    "$primary [on $error]x",
    "<script>alert(1)</script>",
    "**md** `code` # title",
)
"""Text that a reader of markup would take for more than text."""

READERS = (
    "safe\u202eexe.gpj",
    "\u2066\u2067iso\u2069late",
    "\u05e9\u05dc\u05d5\u05dd \u0639\u0631\u0628\u064a",
    "zero\u200bwidth\u2060joined\ufeff",
    "soft\u00adhyphen",
    "tag\U000e0041\U000e0042s",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "pile" + "\u0301\u0323\u0489" * 30,
    "\uff37\uff49\uff44\uff45 \u6f22\u5b57",
    "\ufff9ruby\ufffaanno\ufffb",
)
"""Text that deceives, or that is hard to measure."""

PROGRAMS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\uff1dHYPERLINK(1)",
    "../../etc/passwd",
    "%s%n%x",
    "{0}{self.__class__}",
    "${HOME}`id`$(id)",
    "Robert'); DROP TABLE clients;--",
    "NULL",
    '"quoted", and; more',
)
"""Text that another program would read as an instruction."""

SURROGATE = "lone\ud800surrogate"
"""No file format takes it: it must be gone, or refused, before it reaches one."""

LONG = "long " + "n" * 4_995
"""Far longer than a name may be."""

NAMES = (*TERMINAL, *MARKUP, *READERS, *PROGRAMS)
"""Every one that a file can hold as a client's name."""

ACTING = frozenset(
    [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
)
"""The characters that must never be among what is shown on a line."""


def acting(text: str, allowed: str = "") -> set[str]:
    """Which characters of a text would act."""
    return {char for char in text if char in ACTING and char not in allowed}
