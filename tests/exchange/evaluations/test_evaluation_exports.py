"""Evaluations as files: every format holds every text, and says that it is internal."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.record import Entity
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.domain.records.engagements.matrix import Matrix, MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer, Prompt, PromptGroup
from csm_tui.domain.text import clean
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_exports import evaluation_export
from csm_tui.exchange.evaluations.evaluation_form import blank_form
from csm_tui.exchange.reading.table import read_table
from csm_tui.exchange.tables import from_csv_text
from csm_tui.planning.evaluations.engagements import evaluation_rows
from csm_tui.planning.evaluations.prompts import USUAL_PROMPTS
from tests.support.builders import client
from tests.support.evaluation_builders import engagement, evaluated, evaluation
from tests.support.hostile import NAMES

TEXTS = (
    (st.text(max_size=30) | st.sampled_from(["- a\n- b", "# x\n\n## y", "=1+1", "a|b\n  c", "1. x", *NAMES]))
    .map(lambda text: clean(text).strip())
    .filter(bool)
)
TAGS = st.lists(st.sampled_from(["sponsor", "pilot", "data"]), max_size=2, unique=True).map(tuple)
ENTRIES = st.lists(
    st.builds(Entry, evaluation=st.just("e"), section=st.sampled_from(Section), text=TEXTS, tags=TAGS,
              reusable=st.booleans()), max_size=8,
)  # fmt: skip
ROWS = st.lists(
    st.builds(MatrixRow, engagement=st.just("g"), matrix=st.sampled_from(Matrix), customer=TEXTS, supplier=TEXTS,
              csm=TEXTS), max_size=4,
)  # fmt: skip


def exported(*records: Entity) -> dict[str, str]:
    workspace = Workspace().with_records(records)
    return dict(evaluation_export(workspace, evaluation_rows(workspace)).texts)


def engaged(entries: Sequence[Entry], rows: Sequence[MatrixRow], answer: str = "") -> list[Entity]:
    """A client with an engagement and all that belongs to it, each record at a place of its own."""
    owner = client("Acme")
    work = Engagement(id="g", client=owner.id, name="Teamwork")
    about = evaluation(work).changed(id="e")
    placed = [one.changed(place=place) for group in (entries, rows) for place, one in enumerate(group)]
    answered = [Answer(engagement=work.id, prompt=USUAL_PROMPTS[0].id, text=answer)] if answer else []
    return [owner, work, about, *placed, *answered]


def by_section(entries: Sequence[Entry]) -> list[Entry]:
    """In the order of the form."""
    return sorted(entries, key=lambda one: [*Section].index(one.section))


@given(ENTRIES, ROWS, TEXTS)
def test_json_holds_every_entry_row_and_answer_exactly(
    entries: list[Entry], rows: list[MatrixRow], answer: str
) -> None:
    document = json.loads(exported(*engaged(entries, rows, answer))[".json"])
    assert document["internal"] is True
    (found,) = document["engagements"]
    (one,) = found["evaluations"]
    wanted = [
        {"section": each.section, "text": each.text, "tags": [*each.tags], "reusable": each.reusable}
        for each in by_section(entries)
    ]
    assert one["entries"] == wanted
    assert [[row[name] for name in ("matrix", "customer", "supplier", "csm")] for row in found["rows"]] == [
        [matrix, *row.texts] for matrix in Matrix for row in rows if row.matrix is matrix
    ]
    assert [each["text"] for each in found["answers"]] == [answer]


@given(ENTRIES, ROWS, TEXTS)
def test_csv_holds_every_entry_row_and_answer_exactly(entries: list[Entry], rows: list[MatrixRow], answer: str) -> None:
    table = read_table(exported(*engaged(entries, rows, answer))[".csv"].encode())
    found = [dict(zip(table.header, map(from_csv_text, row.cells), strict=True)) for row in table.rows]
    assert {row["Marking"] for row in found} <= {"internal"}
    assert [(row["Part"], row["Text"], row["Tags"], row["Reusable"]) for row in found if row["Phase"]] == [
        (one.section, one.text, ";".join(one.tags), "yes" if one.reusable else "no") for one in by_section(entries)
    ]
    assert [(row["Part"], row["Customer"], row["Supplier"], row["CSM"]) for row in found if row["Customer"]] == [
        (matrix, *row.texts) for matrix in Matrix for row in rows if row.matrix is matrix
    ]
    assert [(row["Question"], row["Text"]) for row in found if row["Question"]] == [(USUAL_PROMPTS[0].question, answer)]


@given(ENTRIES, ROWS, TEXTS)
def test_markdown_holds_every_text(entries: list[Entry], rows: list[MatrixRow], answer: str) -> None:
    text = exported(*engaged(entries, rows, answer))[".md"]
    assert "\nInternal: " in text
    assert not re.search(r"(?<!\\)[<>*\[\]`]|^(?:- |  )#", text, re.MULTILINE), "no text formats anything"
    opened = re.sub(r"\\(.)", r"\1", re.sub(r"^(?:- |  )", "", text, flags=re.MULTILINE))
    for one in (*(entry.text for entry in entries), *(cell for row in rows for cell in row.texts), answer):
        assert one in opened


def test_markdown_reads_as_a_document() -> None:
    owner, work, about, *entries = evaluated("Acme", {Section.LESSONS: ["Ask early", "Name\n\na deputy"]})
    about = about.changed(authors="Robin Vale")
    assert isinstance(work, Engagement)
    own = Prompt(group=PromptGroup.LEARNING, question="Which of it\nis new?", place=0, retired=True)
    assert exported(
        owner, work.changed(aim="Two sites\non one system"), about, *entries,
        MatrixRow(engagement=work.id, customer="Half the typing", csm="A list"),
        MatrixRow(engagement=work.id, matrix=Matrix.IMPROVEMENTS, supplier="A case study"),
        own, Answer(engagement=work.id, prompt=own.id, text="The list"),
        Answer(engagement=work.id, prompt=USUAL_PROMPTS[1].id, skipped=True),
        Answer(engagement=work.id, prompt=USUAL_PROMPTS[0].id),
    )[".md"] == (
        "# Acme · Teamwork\n\nInternal: for our own company only, not for the customer.\n\n"
        "- Aim: Two sites\n  on one system\n\n"
        "## Adoption planning\n\n2026-03-02 · draft · Robin Vale\n\n"
        "### Challenges solved\n\n\n"
        "### Lessons learned\n\n- Ask early\n- Name\n\n  a deputy\n\n"
        "### Tools or templates\n\n\n### Other assets / resources\n\n\n### Process improvements\n\n\n"
        "### Systems improvements\n\n\n### Successes to celebrate\n\n\n"
        "## Value gained\n\n### Row 1\n\n- Customer: Half the typing\n- CSM: A list\n\n"
        "## Future improvements\n\n### Row 1\n\n- Supplier: A case study\n\n"
        "## Prompts for more value\n\n"
        f"### What they own\n\n- {USUAL_PROMPTS[1].question}\n\n  (skipped)\n\n"
        "### Learning\n\n- Which of it\n  is new?\n\n  The list\n"
    )  # fmt: skip


def test_what_is_of_an_engagement_is_there_once_for_all_its_phases() -> None:
    owner = client("Acme")
    work, other = engagement(owner), engagement(owner, "Second site")
    phases = [evaluation(work, "Onboarding"), evaluation(work), evaluation(other, "Onboarding")]
    workspace = Workspace().with_records(
        [owner, work, other, *phases, MatrixRow(engagement=work.id, customer="Half the typing")]
    )
    export = evaluation_export(workspace, evaluation_rows(workspace))
    assert export.said == "3 evaluations, 0 entries"
    found = json.loads(export.texts[".json"])["engagements"]
    assert [(one["name"], len(one["evaluations"]), len(one["rows"])) for one in found] == [
        ("Second site", 1, 0), ("Teamwork", 2, 1),
    ]  # fmt: skip
    assert export.texts[".csv"].count("Half the typing") == export.texts[".md"].count("Half the typing") == 1


def test_no_cell_is_a_formula() -> None:
    texts = exported(*evaluated("Acme", {Section.LESSONS: ["=1+1", "  @x", "+1\n-1"]}))
    cells = [cell for row in csv.reader(io.StringIO(texts[".csv"])) for cell in row]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)] == []


# The blank form


def test_the_blank_form_has_all_parts_and_the_prompts_in_use() -> None:
    gone = USUAL_PROMPTS[0].changed(retired=True)
    own = Prompt(group=PromptGroup.RELATIONS, question="Who else\ndecides?", place=99)
    export = blank_form(Workspace().with_records([gone, own]))
    assert (export.said, [*export.texts]) == ("7 sections, 2 matrices, 16 prompts", [".md", ".csv"])
    text = export.texts[".md"]
    assert "\nInternal: " in text
    titles: list[Any] = [*Section, *Matrix, "Prompts for more value"]
    assert re.findall("^## (.*)$", text, re.MULTILINE) == titles
    assert re.findall("^### (.*)$", text, re.MULTILINE) == [*PromptGroup]
    for place in ("One", "Two", "Three", "Four", "Five", "Six"):
        assert text.count(f"\n- {place}:\n") == len(Section)
    assert text.count("\n| Customer | Supplier | CSM |\n") == text.count("|  |  |  |\n" * 7) == len(Matrix)
    assert "\n- Who else\n  decides?\n\n  Answer:\n" in text
    assert gone.question not in text


def test_the_blank_form_as_a_table_has_a_row_for_each_place() -> None:
    rows = [*csv.DictReader(io.StringIO(blank_form(Workspace()).texts[".csv"]))]
    assert {row["Marking"] for row in rows} == {"internal"}
    parts = [row["Part"] for row in rows]
    assert [parts.count(section) for section in Section] == [6] * 7
    assert [parts.count(matrix) for matrix in Matrix] == [7] * 2
    assert [row["Question"] for row in rows if row["Question"]] == [one.question for one in USUAL_PROMPTS]
