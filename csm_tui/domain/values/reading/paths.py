"""Reading paths as people type and paste them: quoted, escaped, as a file: URI, or beginning with a home folder."""

import re
from collections.abc import Callable
from urllib.parse import unquote

Home = Callable[[str], str | None]
"""Returns the home folder of a named user ("" is the current one); None if there is no such user."""

_URI = re.compile(r"file:(?://(?P<host>[^/]*))?(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\(\W)")
_IN_DOUBLE_QUOTES = re.compile(r"\\([\"\\$`])")
_HERE = ("", "localhost")
_QUOTES = ("'", '"')


def read_path(text: str, home: Home) -> str:
    """The path in a text, in the form that the system uses.

    Quotes around the whole text are removed, and so is a backslash before anything except a letter or digit; `~` and
    `~name` are home folders; file:///tmp/a%20b is /tmp/a b. Spaces need no quotes.

    Raises:
        ValueError: the text is not a path; the message says why.
    """
    bare = _stripped(text)
    path = _of_uri(bare) if _is_uri(bare) else _at_home(bare, _unquoted(bare), home)
    if not path:
        raise ValueError("must not be empty: the path of a file")
    if "\0" in path:
        raise ValueError("no path holds such a character")
    return path


def shown_path(path: str) -> str:
    """The path in a form that `read_path` can read, escaped only where necessary."""
    shown = shown_tail(path)
    if _is_uri(shown):
        return shown.replace(":", "\\:", 1)
    return f"\\{shown}" if shown[:1] in ("~", *_QUOTES) or shown[:1].isspace() else shown


def shown_tail(tail: str) -> str:
    """The later part of a path in a form that `read_path` can read."""
    shown = tail.replace("\\", "\\\\")
    return f"{shown[:-1]}\\{shown[-1]}" if shown[-1:].isspace() else shown


def without_open_quote(text: str) -> str:
    """The text without an opening quotation mark that is not closed."""
    bare = text.lstrip()
    return bare[1:] if bare[:1] in _QUOTES and not _is_quoted(_stripped(text)) else text


def home_part(text: str) -> str:
    """The `~` or `~name` at the beginning of a text, "" if there is none."""
    bare = _stripped(text)
    whole = bare[1:-1] if _is_quoted(bare) else bare
    return whole.partition("/")[0] if whole.startswith("~") else ""


def _stripped(text: str) -> str:
    """The text without surrounding white space, except for an escaped space."""
    bare = text.strip()
    behind = text.lstrip()[len(bare) :]
    is_escaped = (len(bare) - len(bare.rstrip("\\"))) % 2
    return bare + behind[:1] if is_escaped else bare


def _is_uri(bare: str) -> bool:
    return bare[:5].lower() == "file:"


def _is_quoted(bare: str) -> bool:
    return len(bare) > 1 and bare[0] in _QUOTES and bare[-1] == bare[0]


def _unquoted(bare: str) -> str:
    if not _is_quoted(bare):
        return _ESCAPED.sub(r"\1", bare)
    inner = bare[1:-1]
    return _IN_DOUBLE_QUOTES.sub(r"\1", inner) if bare[0] == '"' else inner.replace("'\\''", "'")


def _of_uri(uri: str) -> str:
    match = _URI.fullmatch(uri)
    if match is None:
        raise ValueError("a file: address has a path that begins with /, such as file:///tmp/plan.csv")
    if (match["host"] or "").lower() not in _HERE:
        raise ValueError("that file lies on another computer")
    return unquote(match["path"], errors="surrogateescape")


def _at_home(bare: str, path: str, home: Home) -> str:
    """The path with an unescaped `~` replaced by the home folder."""
    part = home_part(bare)
    if not part:
        return path
    folder = home(part[1:])
    if folder is None:
        raise ValueError(f"there is no user {part[1:]}" if part[1:] else "the home folder is not known")
    return folder.rstrip("/") + path[len(part) :] if path != part else folder
