"""The one guard of all forms: no text that is typed ends the program, whatever its readers raise."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)


@contextmanager
def guarded(problems: dict[str, str], name: str, step: str = "read") -> Iterator[None]:
    """Whatever is raised inside becomes the problem of a field. Where it came from is logged, so that it is no secret.

    Args:
        problems: Where the problem is put, by the name of its field.
        name: The field.
        step: What is done inside to what was typed, as in "this cannot be read".
    """
    try:
        yield
    except Exception as error:  # any: readers are many, and what is typed is any text
        _log.exception("what was typed in %s could not be %s", name, step)
        problems[name] = f"this cannot be {step} ({type(error).__name__})"
