"""Rows of a table of cases, of which only some are tried in the default run."""

from collections.abc import Iterable
from typing import Any

import pytest


def first_rows(values: Iterable[Any], number: int) -> list[Any]:
    """The values for `parametrize`, all but the first so many as thorough: where a row takes long and all are alike."""
    return [
        value if place < number else pytest.param(value, marks=pytest.mark.thorough)
        for place, value in enumerate(values)
    ]
