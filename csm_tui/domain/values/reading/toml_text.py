"""Reading TOML that people write by hand, and saying where it is wrong."""

import re
from typing import Any

from csm_tui.domain.text import safe_text

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)


class TomlProblem(ValueError):
    """A text is no TOML. `line` counts from 1, 0 if it cannot be said; `why` is in words."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}" if line else why)
        self.line = line
        self.why = why


def decoded(data: bytes) -> str:
    """The text of a file, without a byte order mark. Raises TomlProblem: it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlProblem(data.count(b"\n", 0, error.start) + 1, "it is not UTF-8") from error


def read_toml(text: str) -> dict[str, Any]:
    """What a text says. Raises TomlProblem: it is no TOML."""
    import tomllib  # loaded with the first file that is there: most have none, and the start is not to wait

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.fullmatch(str(error))
        if place is None:
            raise TomlProblem(0, safe_text(str(error))) from error
        raise TomlProblem(int(place[2] or text.rstrip().count("\n") + 1), safe_text(place[1])) from error
    except (ValueError, RecursionError) as error:  # the limits of Python itself
        raise TomlProblem(0, "a number in it is too long, or lists in it lie too deep") from error
