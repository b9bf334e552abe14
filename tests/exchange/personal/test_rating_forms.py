"""Forms by which others rate: written, filled in by hand, and taken in again."""

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.record import LINE_LIMIT
from csm_tui.domain.records.person.personal_evaluation import Aspect, Relation
from csm_tui.domain.text import clean, clean_line
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.personal.rating_answers import TakenAnswer, form_export, read_answer, read_form, take_answer
from csm_tui.exchange.personal.rating_form import RaterForm, rating_form
from csm_tui.exchange.tables import FileRefused, csv_text
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from tests.support.builders import TODAY
from tests.support.evaluation_builders import by_other, personal
from tests.support.files.workbooks import workbook
from tests.support.hostile import NAMES

OWN = personal(id="00000000-0000-4000-8000-000000000001")
FORM, ELSEWHERE = "00000000-0000-4000-8000-000000000002", "00000000-0000-4000-8000-000000000003"
SPACE = Workspace().with_records([OWN])
A, B, C = USUAL_ASPECTS[:3]
NOT_RATED = ("",) * 8

Filled = Sequence[tuple[str, str]]
"""What is typed for each aspect: the rating and the note."""


def form(rater: str = "Kim Berg", relation: Relation = Relation.COLLEAGUE, workspace: Workspace = SPACE) -> RaterForm:
    return rating_form(OWN, workspace, rater, relation)


def filled_csv(text: str, filled: Filled, delimiter: str = ",") -> str:
    """The form after it was filled in with a spreadsheet program."""
    rows = [*csv.reader(io.StringIO(text))]
    top = next(place for place, row in enumerate(rows) if row[0] == "Aspect") + 1
    for row, (rating, note) in zip(rows[top:], filled, strict=False):
        row[2:4] = [rating, csv_text(note)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def filled_markdown(text: str, filled: Filled) -> str:
    """The form after it was filled in with an editor."""
    head, *sections = re.split(r"(?m)^(?=## )", text)
    typed = []
    for section, (rating, note) in zip(sections, filled, strict=False):
        whole = section.replace("Rating (0-10):", f"Rating (0-10): {rating}", 1)
        before, colon, behind = whole.rpartition("\nNote:")
        typed.append(f"{before}{colon} {note}{behind}")
    return head + "".join((*typed, *sections[len(typed) :]))


FILLERS = {".csv": filled_csv, ".md": filled_markdown}


def taken(text: str | bytes, suffix: str, workspace: Workspace = SPACE) -> TakenAnswer:
    data = text if isinstance(text, bytes) else text.encode()
    return take_answer(read_form(data, Path(f"x{suffix}")), workspace, TODAY)


def answered(suffix: str, filled: Filled, asked: RaterForm | None = None, workspace: Workspace = SPACE) -> TakenAnswer:
    text = form_export(asked or form()).texts[suffix]
    return taken(FILLERS[suffix](text, filled), suffix, workspace)


def said(found: TakenAnswer) -> list[tuple[str, int | None, str]]:
    assert found.after is not None, found.bad
    return [(one.id, one.points, one.note) for one in found.after.ratings]


def is_note(text: str) -> bool:
    """Whether a note has no line that would be a heading of an aspect, which is refused."""
    return not re.search(r"(?m)^\s*##", clean(text))


anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
words = (anything | st.sampled_from([one for one in NAMES if "\0" not in one])).filter(is_note)
named = words.filter(lambda text: 0 < len(clean_line(text)) <= LINE_LIMIT and clean_line(text).strip("*_`~ "))
points = st.none() | st.integers(0, 10)


@pytest.mark.parametrize("suffix", FILLERS)
@given(filled=st.lists(st.tuples(points, words), min_size=8, max_size=8))
def test_any_ratings_and_notes_come_back(suffix: str, filled: list[tuple[int | None, str]]) -> None:
    typed = [("" if each is None else str(each), note) for each, note in filled]
    wanted = [
        (one.id, each, clean(note).strip())
        for one, (each, note) in zip(USUAL_ASPECTS, filled, strict=True)
        if each is not None or clean(note).strip()
    ]
    if all(each is None for each, _ in filled):
        with pytest.raises(FileRefused, match="no aspect is rated in it"):
            answered(suffix, typed)
    else:
        assert said(answered(suffix, typed)) == wanted


@pytest.mark.parametrize("suffix", FILLERS)
@given(texts=st.lists(st.tuples(named, words), min_size=3, max_size=5), rater=named, csm=named)
def test_any_names_and_definitions_stay_apart_from_what_is_filled_in(
    suffix: str, texts: list[tuple[str, str]], rater: str, csm: str
) -> None:
    aspects = [Aspect(name=name, definition=text, place=place) for place, (name, text) in enumerate(texts)]
    retired = [one.changed(retired=True) for one in USUAL_ASPECTS]
    own = personal(()).changed(csm=csm, period=csm)
    workspace = Workspace().with_records([own, *aspects, *retired])
    asked = rating_form(own, workspace, clean_line(rater), Relation.MANAGER)
    found = answered(suffix, [(str(place), "noted") for place in range(len(aspects))], asked, workspace)
    assert said(found) == [(one.id, place, "noted") for place, one in enumerate(aspects)]
    assert found.after is not None
    assert (found.after.rater, found.after.relation) == (clean_line(rater), Relation.MANAGER)


@pytest.mark.parametrize("suffix", FILLERS)
def test_a_form_says_whom_it_is_for_and_how_to_fill_it_in(suffix: str) -> None:
    text = form_export(form()).texts[suffix]
    for wanted in ("Kim Berg", "Robin Vale", "2026 Q1", "2026-03-02", "0 to 10", A.name, A.definition, OWN.id):
        assert wanted in text, wanted


@pytest.mark.parametrize("suffix", FILLERS)
def test_an_anonymous_form_names_nobody_and_nor_does_its_answer(suffix: str) -> None:
    asked = form("")
    assert "Kim" not in form_export(asked).texts[suffix]
    found = answered(suffix, [("8", "")], asked).after
    assert found is not None
    assert (found.rater, found.relation, found.id) == ("", Relation.COLLEAGUE, asked.id)
    text = FILLERS[suffix](form_export(asked).texts[suffix], [("8", "")])
    named_all_the_same = text.replace("Work of", "For")
    again = taken(named_all_the_same, suffix).after
    assert again is not None
    assert again.rater == ""


# As people mangle them


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8", (8, "")), (" 8 ", (8, "")), ("**8**", (8, "")), ("__8__", (8, "")), ("[8]", (8, "")), ("8/10", (8, "")),
        ("8 / 10", (8, "")), ("8 out of 10", (8, "")), ("10/10 - superb", (10, "superb")), ("8 - good", (8, "good")),
        ("8: good", (8, "good")), ("8 (good)", (8, "good")), ("8 good", (8, "good")), ("8.0", (8, "")),
        ("8,00", (8, "")), ("8.", (8, "")), ("8 \u2013 good, mostly", (8, "good, mostly")), ("t", (10, "")),
        ("0", (0, "")), ("", (None, "")),
        ("-", (None, "")), ("n/a", (None, "")), ("?", (None, "")), ("____", (None, "")),
    ],
)  # fmt: skip
def test_a_rating_as_people_write_it(text: str, found: tuple[int | None, str]) -> None:
    assert read_answer(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "11",
        "-1",
        "x",
        "7.5",
        "7,5",
        "7-8",
        "8/5",
        "10 /100",
        "8 of 5",
        "ten",
        "8x",
        "٣",
        "1e1",
        "110",
        "9" * 5000,
        "1e400",
        "NaN",
        "-inf",
        "+8",
        "=8",
        "=1+1",
        "@SUM(A1)",
        "'8",
        "0x8",
        "8;9",
        "8 9",
        "1_0",
        "1*0",
        "08",
        "-0",
        "\u22121",
        "\uff18",
        "\u2167",
        "\u00bd",
        "\u2713",
        "true",
        "8/100",
        "11/10",
        "(8)",
        "\x1b[31m8",
        "8" + "x" * 10_000_000,
    ],
)
def test_what_is_no_rating_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"0 to 10"):
        read_answer(text)


def mangled_csv(text: str) -> str:
    """Another order of rows and columns, other names, a column more, and a word of thanks."""
    rows = [*csv.reader(io.StringIO(text))]
    top = next(place for place, row in enumerate(rows) if row[0] == "Aspect")
    head, body, end = rows[:top], rows[top : top + 9], rows[top + 9 :]
    body = [[row[4], row[3], row[2], f" **{row[0]}** ", "more"] for row in [body[0], *reversed(body[1:])]]
    body[1][3] = "People skills"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([*head, *body, ["", "", "", "Thanks for asking!"], [], *end])
    return out.getvalue()


def mangled_markdown(text: str) -> str:
    """Another order of the aspects, bold names, a new name, and ratings below their line."""
    head, *sections = re.split(r"(?m)^(?=## )", text)
    last, rule, end = sections[-1].rpartition("---")
    sections = [last, *sections[-2::-1]]
    whole = head + "\n".join(sections) + rule + end
    whole = whole.replace("H. Soft skills", "**H. People skills**")
    whole = re.sub(r"Rating \(0-10\): (\S+)", r"**Rating:**\n\n  **\1/10**", whole)
    return whole.replace("\nNote:", "\n- **Note**:").replace(" csm", "\n> csm").replace("evaluation ", "evaluation\n")


@pytest.mark.parametrize(("suffix", "mangled"), [(".csv", mangled_csv), (".md", mangled_markdown)])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_form_that_was_mangled_is_understood(suffix: str, mangled, encoding: str) -> None:
    filled = [(str(place), f"note — {place}") for place in range(8)]
    text = mangled(FILLERS[suffix](form_export(form()).texts[suffix], filled))
    found = taken(text.replace("\n", "\r\n").encode(encoding), suffix)
    wanted = [(one.id, place, f"note — {place}") for place, one in enumerate(USUAL_ASPECTS)]
    assert sorted(said(found)) == sorted(wanted)
    assert found.missing == ()


def test_a_form_that_is_quoted_in_an_answer_is_understood() -> None:
    text = filled_markdown(form_export(form()).texts[".md"], [("8", "a"), ("7", "")]).replace(A.name, "Hours")
    found = taken("Hi,\n\nhere it is:\n" + "".join(f"> {line}\n" for line in text.splitlines()), ".md")
    assert said(found) == [(A.id, 8, "a"), (B.id, 7, "")]


def test_an_aspect_whose_id_is_lost_is_found_by_its_name() -> None:
    text = filled_markdown(form_export(form()).texts[".md"], [("8", "a"), ("7", "b")])
    found = taken(re.sub("<!--.*-->", "", text).replace("B. Productivity", "productivity"), ".md")
    assert said(found) == [(A.id, 8, "a"), (B.id, 7, "b")]


def test_a_rating_of_a_removed_or_renamed_aspect_is_kept() -> None:
    text = filled_csv(form_export(form()).texts[".csv"], [("8", ""), ("7", "")])
    later = SPACE.with_records([A.changed(retired=True), B.changed(name="Output per hour")])
    assert said(taken(text, ".csv", later)) == [(A.id, 8, ""), (B.id, 7, "")]


# What is wrong


def test_bad_lines_are_named_and_nothing_comes_in() -> None:
    filled = [("11", ""), ("-1", ""), ("x", "good"), ("7.5", ""), ("8", "")]
    rule = "whole numbers, 0 to 10; - is not rated"
    found = answered(".csv", filled)
    assert found.after is None
    assert found.unit == "row"
    assert [one[1:] for one in found.bad] == [(typed, rule) for typed, _ in filled[:4]]
    text = filled_csv(form_export(form()).texts[".csv"], filled)
    lines = text.splitlines()
    assert [lines[one.number - 1].split(",")[0] for one in found.bad] == [one.name for one in USUAL_ASPECTS[:4]]
    found = answered(".md", filled)
    lines = filled_markdown(form_export(form()).texts[".md"], filled).splitlines()
    assert [lines[one.number - 1] for one in found.bad] == [
        f"Rating (0-10): {typed} ".rstrip() for typed, _ in filled[:4]
    ]
    assert found.unit == "line"


def test_an_aspect_that_is_none_or_stands_twice_is_named() -> None:
    text = filled_markdown(form_export(form()).texts[".md"], [("8", ""), ("7", "well\n## Else\nmore")])
    assert text.count("<!-- aspect") == 8
    twice = text.replace(C.id, A.id).replace(USUAL_ASPECTS[3].id, ELSEWHERE).replace("Customer experience", "Care")
    found = taken(twice, ".md")
    line = twice.splitlines().index
    assert found.bad[0].problem.startswith("below this heading no line begins with Rating")
    assert found.bad == (
        (
            line("## Else") + 1,
            "Else",
            "below this heading no line begins with Rating; in a note no line begins with ##",
        ),
        (
            line("## C. Quality of output") + 5,
            "C. Quality of output",
            f"the same aspect as in line {line('Rating (0-10): 8') + 1}",
        ),
        (line("## D. Care") + 5, "D. Care", "no aspect has this name; put it as it was in the form"),
    )


def test_an_aspect_that_the_form_lacks_is_said() -> None:
    text = filled_csv(form_export(form()).texts[".csv"], [("8", "")])
    found = taken("".join(line for line in text.splitlines(keepends=True) if not line.startswith(C.name)), ".csv")
    assert found.missing == (C,)


@pytest.mark.parametrize(
    ("text", "suffix", "problem"),
    [
        ("Reference,Duration\nR1,5\n", ".csv", "this is no form of csm-tui personal request"),
        ("# Notes\n\n## Things\n", ".md", "this is no form of csm-tui personal request"),
        ("", ".md", "this is no form of csm-tui personal request"),
        ("", ".csv", "the file is empty"),
        ("%PDF-1.4", ".md", "the file is a PDF document"),
        ("x", ".docx", "the name of a form ends in .csv or .md"),
        (f"form {FORM}, evaluation {OWN.id}, colleague", ".md", 'the line "For" names nobody'),
        (f"form {FORM},evaluation {OWN.id},colleague\n", ".csv", 'no row has the headers "Aspect" and "Rating'),
        (f"form {FORM}, evaluation {ELSEWHERE}, anonymous manager", ".md", "the evaluation that it is for is not in"),
        (f"form {FORM}, evaluation {OWN.id}, anonymous manager", ".md", "no aspect is rated in it"),
        (f"form {FORM}, evaluation {OWN.id}, boss", ".md", "this is no form of csm-tui personal request"),
        (f"form {FORM[:-1]}, evaluation {OWN.id}, manager", ".md", "this is no form of csm-tui personal request"),
        ("PK\x03\x04", ".csv", "the file is a workbook"),
        ("\xd0\xcf", ".csv", "this is no form of csm-tui personal request"),
        ("a," * 20_000, ".csv", "it has 20,001 columns"),
        ("x" * 200_000, ".csv", "row 1: a cell holds more than 131,072 characters"),
        ('a,b\n"c,d\n', ".csv", "row 2: a quotation mark is opened and never closed"),
        ("\0", ".md", "the file holds no text"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_form_is_refused_in_one_line(text: str, suffix: str, problem: str) -> None:
    with pytest.raises(FileRefused, match=f"^{re.escape(problem)}") as error:
        taken(text, suffix)
    assert "\n" not in str(error.value)


def test_a_name_that_is_too_long_is_refused() -> None:
    text = form_export(form()).texts[".csv"].replace("For,Kim Berg", f"For,{'x' * 201}")
    with pytest.raises(FileRefused, match="For: at most 200 characters"):
        taken(filled_csv(text, [("8", "")]), ".csv")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Aspect,", "Thing,", 'no row has the headers "Aspect" and "Rating 0-10"'),
        ("Rating 0-10", "Points", 'no row has the headers "Aspect" and "Rating 0-10"'),
        ("For,Kim Berg", "For,", 'the line "For" names nobody'),
        ("Soft skills", 'So"ft skills', ""),
        (",8,", ",8\0,", "the file holds no text"),
        ("Soft skills", '"Soft" skills', "row 17: text stands behind a closing quotation mark"),
        (",8,", f",8{'x' * 200_000},", "row 10: a cell holds more than 131,072 characters"),
        ("Kim Berg", "../../etc/passwd", ""), ("Kim Berg", "=cmd|' /C calc'!A0", ""), ("Kim Berg", "\u202eKim", ""),
        ("Soft skills", "=HYPERLINK(1)", ""), (OWN.id, OWN.id.upper(), ""), ("\n", "\r", ""), ("\n", "\r\r\n", ""),
    ],
)  # fmt: skip
def test_a_form_that_was_spoilt_is_refused_or_taken_right(old: str, new: str, problem: str) -> None:
    whole = filled_csv(form_export(form()).texts[".csv"], [("8", "")])
    assert old in whole
    if problem:
        with pytest.raises(FileRefused, match=f"^{problem}"):
            taken(whole.replace(old, new), ".csv")
    else:
        assert said(taken(whole.replace(old, new), ".csv")) == [(A.id, 8, "")]


def test_a_note_of_ten_million_letters_is_read_in_one_go() -> None:
    text = filled_markdown(form_export(form()).texts[".md"], [("8", "x" * 10_000_000)])
    ((_, points, note),) = said(taken(text, ".md"))
    assert (points, len(note)) == (8, 10_000_000)


@pytest.mark.parametrize("suffix", FILLERS)
@given(data=st.binary(max_size=60), at=st.integers(0, 400))
def test_any_bytes_in_a_form_are_taken_in_or_refused(suffix: str, data: bytes, at: int) -> None:
    whole = form_export(form()).texts[suffix].encode()
    with suppress(FileRefused):
        found = taken(whole[:at] + data + whole[at:], suffix)
        assert (found.after is None) == bool(found.bad)


# Twice


@pytest.mark.parametrize("suffix", FILLERS)
def test_a_second_answer_replaces_the_first_of_that_rater(suffix: str) -> None:
    asked = form()
    first = answered(suffix, [("8", "once"), ("5", "")], asked).after
    assert first is not None
    earlier = first.changed(day=date(2026, 2, 1))
    workspace = SPACE.with_records([earlier])
    again = answered(suffix, [("9", "")], asked, workspace)
    assert (again.before, said(again)) == (earlier, [(A.id, 9, "")])
    other_form = answered(suffix, [("9", "")], form("kim BERG"), workspace)
    assert other_form.before == earlier
    assert other_form.after is not None
    assert other_form.after.id == earlier.id
    assert answered(suffix, [("9", "")], form("Lee"), workspace).before is None


def test_anonymous_raters_are_not_taken_for_one() -> None:
    workspace = SPACE.with_records([by_other(OWN, (8,), "")])
    assert answered(".csv", [("9", "")], form(""), workspace).before is None


def test_a_form_that_came_back_as_a_workbook_is_read() -> None:
    rows = [*csv.reader(filled_csv(form_export(form()).texts[".csv"], [("8", "well done"), ("3", "")]).splitlines())]
    found = taken(workbook({"Form": rows}), ".xlsx")
    assert said(found)[:2] == [(USUAL_ASPECTS[0].id, 8, "well done"), (USUAL_ASPECTS[1].id, 3, "")]
