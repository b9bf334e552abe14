"""Exports in one format or several: which one a file gets."""

from datetime import date
from pathlib import Path

import pytest

from csm_tui.exchange.exports import Export

ONE = Export("plan", {".csv": "a,b"}, {"activities": 1})
SEVERAL = Export("form", {".md": "# a", ".csv": "a,b", ".json": "{}"}, {}, {".pptx": lambda: b"PK"})


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.md", "# a"), ("x.CSV", "a,b"), ("folder.md/x.json", "{}"), ("x.csv.md", "# a"), ("x.PPTX", "PK")],
)
def test_the_suffix_of_a_file_chooses_the_format(name: str, text: str) -> None:
    assert SEVERAL.data_for(Path(name)) == text.encode()


@pytest.mark.parametrize("name", ["x", "x.txt", "x.md.bak", ".csv", "md", "x."])
def test_a_suffix_that_is_that_of_no_format_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"the name must end in \.md, \.csv, \.json or \.pptx$"):
        SEVERAL.data_for(Path(name))


def test_the_only_format_goes_into_any_file() -> None:
    assert ONE.data_for(Path("x.txt")) == ONE.data_for(Path("x")) == ONE.text.encode() == b"a,b"


@pytest.mark.parametrize("name", ["x.md", "x.XLSX", "x.ics"])
def test_a_suffix_that_promises_another_format_than_the_only_one_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"the name must end in \.csv$"):
        ONE.data_for(Path(name))


def test_the_usual_format_is_proposed() -> None:
    assert SEVERAL.file_name(date(2026, 3, 2)) == "form-2026-03-02.md"
    assert (SEVERAL.text, SEVERAL.said, ONE.said) == ("# a", "", "1 activity")
