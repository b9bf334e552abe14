"""An evaluation as one Markdown text, handed out and taken back."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.text import clean
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.evaluations.evaluation_edits import EntryEdit, from_markdown
from csm_tui.exchange.evaluations.evaluation_text import Marks, TextEntry, TextProblem, text_entries, to_markdown
from csm_tui.planning.evaluations.engagements import EvaluationRow, evaluation_rows
from tests.support.evaluation_builders import entries, evaluated

LIKELY = st.sampled_from(
    [
        "- ",
        "# ",
        "## ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "1. ",
        "* ",
        "<!--",
        "-->",
        "x",
        "é",
        "日本",
        " ",
        "##",
        "-",
        "\n#x",
        "reusable",
    ]
)
TEXTS = st.one_of(st.lists(LIKELY, min_size=1, max_size=12).map("".join), st.text(max_size=30)).filter(
    lambda text: bool(clean(text).strip())
)
SECTIONS = st.dictionaries(st.sampled_from(Section), st.lists(TEXTS, max_size=4), max_size=7)


def row_of(texts: dict[Section, list[str]], **fields: object) -> EvaluationRow:
    (row,) = evaluation_rows(Workspace().with_records(evaluated("Customer 3", texts, **fields)))
    return row


def after(row: EvaluationRow, edits: Sequence[EntryEdit]) -> EvaluationRow:
    """The evaluation with the edits made."""
    before = Workspace().with_records((row.client, row.engagement, row.evaluation, *row.entries))
    made = [one.after for one in edits if one.after is not None]
    gone = [one.before for one in edits if one.before is not None and one.after is None]
    (found,) = evaluation_rows(before.with_records(made, gone))
    return found


def said(row: EvaluationRow) -> list[TextEntry]:
    return [TextEntry(one.section, one.text, Marks(one.tags, one.reusable)) for one in row.entries]


@given(SECTIONS, st.lists(st.text(alphabet="a#é-·", max_size=4), max_size=3).map(tuple), st.booleans())
def test_what_goes_out_and_comes_back_is_the_same(
    texts: dict[Section, list[str]], tags: tuple[str, ...], reusable: bool
) -> None:
    row = row_of(texts, tags=tags, reusable=reusable)
    text = to_markdown(row)
    assert text_entries(text) == said(row)
    assert from_markdown(text, row) == []
    assert from_markdown(text.rstrip() + "\n\n\n", row) == [], "editors end a text as they like"


@given(SECTIONS, SECTIONS)
def test_whatever_a_text_says_is_what_there_is_then(
    old: dict[Section, list[str]], new: dict[Section, list[str]]
) -> None:
    row, wanted = row_of(old), row_of(new)
    edits = from_markdown(to_markdown(wanted), row)
    made = after(row, edits)
    assert said(made) == said(wanted)
    same = Counter(one.text for one in row.entries) & Counter(one.text for one in wanted.entries)
    known = {one.id for one in row.entries}
    assert sum(one.id in known for one in made.entries) >= same.total(), "the same text is the same entry"


@given(st.data())
def test_any_edit_of_the_text_loses_no_line(data: st.DataObject) -> None:
    row = row_of(data.draw(SECTIONS))
    lines = to_markdown(row).split("\n")
    at = data.draw(st.integers(0, len(lines)))
    line = data.draw(
        st.text(alphabet="ab -#\t*1.", min_size=1, max_size=8).filter(lambda text: bool(text.strip(" \t-*+#")))
    )
    text = "\n".join([*lines[:at], line, *lines[at:]])
    try:
        edits = from_markdown(text, row)
    except TextProblem:
        return  # nothing is taken back then
    kept = "\n".join("\n".join((one.text, *one.tags)) for one in after(row, edits).entries)
    assert line.startswith(("# ", "#\t")) or line.strip(" \t-*+#1.") in kept
    for one in row.entries:
        assert one.text.split("\n")[0].rstrip() in kept


OLD = {
    Section.CHALLENGES: ["Kept the pilot alive although the sponsor had left", "Moved two sites in one night"],
    Section.LESSONS: ["Name a deputy for every sponsor", "Ask"],
}
Edited = Callable[[str], str]


def swap(old: str, new: str) -> Edited:
    return lambda text: text.replace(old, new)


def move(line: str, below: str) -> Edited:
    return lambda text: text.replace(f"{line}\n", "").replace(f"{below}\n", f"{below}\n{line}\n")


@pytest.mark.parametrize(
    ("edit", "kinds"),
    [
        (lambda text: text, ""),
        (swap("the sponsor had left", "their sponsor left us"), "changed"),
        (swap("- Ask\n", "- Ask who else should be asked,\n  and why\n"), "changed"),
        (swap("- Ask\n", "- Ask\n\nA line of its own\n* Another\n"), "new new"),
        (swap("- Ask\n", "- Ask\nright below\n"), "changed"),
        (swap("- Ask\n", "- Zebras graze at dawn\n"), "changed"),
        (swap("- Ask\n", "- Zebras graze at dawn\n- Then they sleep\n"), "changed new"),
        (lambda text: swap("- Ask\n", "")(swap("## Tools", "- Zebras\n\n## Tools")(text)), "changed"),
        (lambda text: swap("- Ask\n", "")(text) + "- Zebras graze at dawn\n", "new deleted"),
        (swap("- Ask\n", ""), "deleted"),
        (move("- Moved two sites in one night", "- Ask"), "moved"),
        (move("- Ask", "## Successes to celebrate"), "moved"),
        (swap("## Lessons learned", "### lessons LEARNED ###"), ""),
        (swap("\n- ", "\n-\t"), ""),
        (swap("\n", "\r\n"), ""),
    ],
)  # fmt: skip
def test_an_entry_stays_the_same_one(edit: Edited, kinds: str) -> None:
    row = row_of(OLD)
    edits = from_markdown(edit(to_markdown(row)), row)
    found = [
        "new" if before is None else "deleted" if now is None else "moved" if now.text == before.text else "changed"
        for before, now in edits
    ]
    assert " ".join(found) == kinds
    assert all(now.id == before.id for before, now in edits if before is not None and now is not None)


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("#sponsor\n\n##", "#sponsor #pilot reusable\n\n##", Marks(("sponsor", "pilot"), reusable=True)),
        ("  #sponsor\n\n##", "\n##", Marks()),  # taken out of the same text
        ("- Ask\n  #sponsor\n", "- Zebras graze at dawn\n", Marks(("sponsor",))),  # nothing is said of them
        ("- Ask\n  #sponsor\n", "- Zebras graze at dawn\n  #Zoo_2\n", Marks(("zoo_2",))),
        ("- Ask\n  #sponsor\n", "- Ask\n  reusable\n", Marks((), reusable=True)),
        ("- Ask\n", "- Ask\n  #hash is no tag\n", Marks(("sponsor",))),
    ],
)
def test_the_last_line_of_an_entry_holds_its_tags_and_its_mark(old: str, new: str, marks: Marks) -> None:
    row = row_of({Section.LESSONS: ["Name a deputy", "Ask"]}, tags=("sponsor",))
    text = to_markdown(row)
    assert old in text
    ((before, now),) = from_markdown(text.replace(old, new, 1), row)
    assert before is not None
    assert now is not None
    assert (now.id, now.tags, now.reusable) == (row.entries[1].id, *marks)


def test_a_text_that_was_handed_out_without_tags_takes_none_away() -> None:
    row = row_of(OLD, tags=("sponsor",), reusable=True)
    opened = to_markdown(row_of(OLD))
    ((before, now),) = from_markdown(opened.replace("- Ask\n", "- Ask who else\n"), row, opened)
    assert before is not None
    assert now == before.changed(text="Ask who else")


@pytest.mark.thorough
def test_a_thousand_entries_that_all_changed_stay_the_same_ones() -> None:
    """Each of them compared with each other one."""
    words = ("sponsor", "deputy", "weekly", "half-hour", "figures", "pilot", "night", "weekend", "note", "room")
    texts = [" ".join(words[(number * step) % 10] for step in range(1, 16)) + f" {number}" for number in range(1_000)]
    row = row_of({Section.LESSONS: texts})
    edits = from_markdown(to_markdown(row).replace("\n- ", "\n- Also: "), row)
    assert [one.before and f"Also: {one.before.text}" for one in edits] == [
        one.after and one.after.text for one in edits
    ]
    assert len(edits) == len(texts)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (swap("## Lessons learned", "## Lesons learnt"), 'Line 9: no section is called "Lesons learnt"'),
        (swap("# Customer 3", "Hello\n# Customer 3"), "Line 1 stands above the first section: move it below one"),
        (lambda _: "", "There is no section left in it: a heading such as ## Lessons learned names one"),
    ],
)
def test_what_cannot_be_taken_back_is_told(edit: Edited, says: str) -> None:
    row = row_of(OLD)
    with pytest.raises(TextProblem) as told:
        from_markdown(edit(to_markdown(row)), row)
    assert str(told.value) == says


def test_what_others_did_meanwhile_is_left_alone() -> None:
    row = row_of(OLD)
    opened = to_markdown(row)
    kept, moved, deputy, ask = row.entries
    new = entries(row.evaluation, {Section.LESSONS: ["Theirs"]})[0].changed(place=7)
    now = EvaluationRow(
        row.client, row.engagement, row.evaluation, (kept.changed(text="Changed there"), deputy, ask, new)
    )
    edits = from_markdown(opened.replace("- Ask", "- Ask who else"), now, opened)
    assert edits == [EntryEdit(ask, ask.changed(text="Ask who else"))]
    mine = from_markdown(opened.replace("in one night", "in one weekend"), now, opened)
    assert [(before, after and after.text) for before, after in mine] == [(None, "Moved two sites in one weekend")]
    assert moved.id not in {one.id for one in now.entries}
