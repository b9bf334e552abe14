"""Which mark parts the whole of a number from its fraction: what one cell leaves open, the column decides."""

import re
from collections.abc import Iterable, Mapping

_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_OPEN = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+")
_MARKED = re.compile(r"\d*([.,])\d+")
_BOTH = re.compile(r"[\d.,]*[.,]\d*([.,])\d+")


class MarksInDoubt(ValueError):
    """The column does not tell what a mark means; `samples` are cells that could be two numbers."""

    def __init__(self, samples: tuple[str, ...]) -> None:
        super().__init__("the decimal mark is in doubt")
        self.samples = samples


def fraction_marks(cells: Iterable[str]) -> Mapping[str, bool]:
    """Whether each mark before exactly three digits, which could part thousands as well, begins a fraction.

    A mark that begins one anywhere in the column does so everywhere, and the other one then does not. Without any such
    cell a mark parts thousands.

    Raises:
        MarksInDoubt: cells speak against each other, or both marks stand before three digits and nothing tells them.
    """
    fractions: set[str] = set()
    groups: set[str] = set()
    unclear: dict[str, str] = {}
    for cell in cells:
        for digits in _DIGITS.findall(cell)[:1]:
            _learn(digits, cell, fractions, groups, unclear)
    found = {}
    for mark in unclear:
        other = "," if mark == "." else "."
        if {mark, other} <= fractions or (mark in fractions and mark in groups):
            raise MarksInDoubt(tuple(unclear.values()))
        if mark in fractions:
            found[mark] = True
        elif mark in groups or other in fractions:
            found[mark] = False
        elif other in groups or other in unclear:
            raise MarksInDoubt(tuple(unclear.values()))
        else:
            found[mark] = False
    return found


def _learn(digits: str, cell: str, fractions: set[str], groups: set[str], unclear: dict[str, str]) -> None:
    if match := _OPEN.fullmatch(digits):
        unclear.setdefault(match[1], cell)
    elif match := _GROUPED.fullmatch(digits):
        groups.add(match[1])
    elif (match := _MARKED.fullmatch(digits)) or (match := _BOTH.fullmatch(digits)):
        fractions.add(match[1])


def marked(cell: str, fractions: Mapping[str, bool]) -> str:
    """The cell with one more digit where a mark before three digits begins a fraction, so that none can misread it."""
    match = _DIGITS.search(cell) if fractions else None
    if match is None:
        return cell
    unclear = _OPEN.fullmatch(match[0])
    if unclear is None or not fractions.get(unclear[1]):
        return cell
    return f"{cell[: match.end()]}0{cell[match.end() :]}"
