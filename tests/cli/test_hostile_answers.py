"""Names that mean harm, in what the command line prints and exports."""

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csm_tui.domain.record import new_id
from csm_tui.domain.text import clean, clean_line
from csm_tui.exchange.markdown import block
from csm_tui.storage.file.database import Database
from csm_tui.storage.store import Write
from tests.support.driving import now
from tests.support.hostile import NAMES, TERMINAL, acting
from tests.support.shell import Shell
from tests.support.storage.raw_files import fill_raw


@pytest.fixture
def hostile(shell: Shell) -> Shell:
    shell.path.parent.mkdir(mode=0o700)
    fill_raw(shell.path, [{"name": one, "owner": one, "tags": [one], "notes": one, "product": 50} for one in NAMES])
    return shell


@pytest.fixture
def one_client(shell: Shell) -> Shell:
    """A client every text of which means harm, put into the file past the models that clean it."""
    shell.path.parent.mkdir(mode=0o700)
    who = new_id()
    people = [{"id": new_id(), "name": one, "role": one, "seniority": one, "attitude": one} for one in NAMES]
    override = {"score": 90, "reason": NAMES[0], "until": "2026-03-02"}
    texts = {"tags": [*NAMES], "notes": "\n".join(NAMES)}
    writes = [Write("clients", who, {"name": "Acme", "override": override, "stakeholders": people, **texts})]
    for one in NAMES:
        touchpoint = {"client": who, "day": "2026-03-01", "note": one, "follow_up": "2026-03-09"}
        writes.append(Write("touchpoints", new_id(), touchpoint))
        writes.append(Write("touchpoints", new_id(), touchpoint | {"note": "-", "task": one}))
        writes.append(Write("assumptions", new_id(), {"client": who, "text": one}))
        writes += evaluated_by(who, one)
    Database(shell.path, now).save(lambda _: writes)
    return shell


def evaluated_by(who: str, text: str) -> Iterator[Write]:
    """An engagement of a client with an evaluation, every text of which is this one."""
    engagement, about = new_id(), new_id()
    yield Write("engagements", engagement, {"client": who, "name": text, "aim": text})
    yield Write("evaluations", about, {"engagement": engagement, "phase": text, "day": "2026-03-01", "authors": text})
    yield Write("entries", new_id(), {"evaluation": about, "section": "Lessons learned", "text": text, "tags": [text]})
    yield Write("matrix_rows", new_id(), {"engagement": engagement, "customer": text, "supplier": text, "csm": text})
    yield Write("answers", new_id(), {"engagement": engagement, "prompt": new_id(), "text": text})


def reference_of(name: str) -> str:
    """The name as a reference, which may hold no semicolon."""
    return name.replace(";", ",")


@pytest.fixture
def hostile_plan(shell: Shell) -> Shell:
    """A plan every text of which means harm, with what stands on it, put into the file past the models."""
    shell.path.parent.mkdir(mode=0o700)
    who = [new_id() for _ in NAMES]
    writes = [Write("clients", key, {"name": one, "product": 20}) for key, one in zip(who, NAMES, strict=True)]
    for key, one in zip(who, NAMES, strict=True):
        identity = new_id()
        texts = dict.fromkeys(("description", "purpose", "results", "measurement", "notes"), one)
        texts["reference"] = reference_of(one)
        fields = {
            "quarter": "2026-03-02",
            "hours": 9,
            "category": "advocate",
            "clients": [key],
            "deadline": "2026-03-03",
        }
        writes.append(Write("activities", identity, texts | fields))
        writes.append(Write("assumptions", new_id(), {"activity": identity, "text": one, "validate_by": "2026-03-03"}))
        writes.append(
            Write("touchpoints", new_id(), {"client": key, "day": "2026-03-01", "note": one, "follow_up": "2026-03-03"})
        )
    Database(shell.path, now).save(lambda _: writes)
    return shell


@pytest.mark.parametrize(
    "words",
    [["portfolio"], ["portfolio", "--json"], ["portfolio", "--csv"], ["totals"], ["check"]],
    ids=" ".join,
)
def test_nothing_that_is_printed_acts(words: list[str], hostile: Shell) -> None:
    answer = hostile(*words)
    assert answer.code == 0
    assert acting(answer.out, "\n") == set()
    assert answer.err == ""


def test_each_name_is_printed_literally(hostile: Shell) -> None:
    wanted = sorted(map(clean_line, NAMES))
    assert sorted(row["client"] for row in hostile("portfolio", "--json").json) == wanted
    text = hostile("portfolio").out
    for name in wanted:
        assert name in text
    assert len(text.splitlines()) == len(NAMES) + 1


@pytest.mark.parametrize("words", [["client", "acme"], ["follow-ups"], ["evaluations"], ["lessons"]], ids=" ".join)
def test_nothing_acts_in_what_is_said_of_a_client(words: list[str], one_client: Shell) -> None:
    for more in ([], ["--json"]):
        answer = one_client(*words, *more)
        assert (answer.code, answer.err) == (0, "")
        assert acting(answer.out, "\n") == set()


def test_the_page_of_a_client_says_each_text_literally(one_client: Shell) -> None:
    page, due = one_client("client", "acme", "--json").json, one_client("follow-ups", "--json").json
    notes, lines = {clean(one).strip() for one in NAMES}, {clean_line(one) for one in NAMES}
    assert {one["name"] for one in page["stakeholders"]} == lines
    assert {one["text"] for one in page["assumptions"]} == notes
    assert {one["note"] for one in page["touchpoints"]} == {one["note"] for one in due} == notes | {"-"}
    assert {one["task"] for one in due} == lines | {""}
    found = one_client("evaluations", "--json").json
    assert {one["engagement"] for one in found} == {one["phase"] for one in found} == lines
    assert {text for one in found for text in one["sections"]["Lessons learned"]} == notes
    assert {one["text"] for one in one_client("lessons", "--json").json} == notes
    text = one_client("client", "acme").out
    for one in lines:
        if len(one) < 40 and "\t" not in one:
            assert one in text


@pytest.mark.thorough
def test_a_hostile_name_has_a_page_and_takes_notes(hostile: Shell) -> None:
    for name in NAMES:
        if "\x00" in name:
            continue
        for words in (["client", "--", name], ["touch", "--follow-up", "today", "--task", name, "--", name, name]):
            for more in ([], ["--json"]):
                answer = hostile(words[0], *more, *words[1:])
                assert (answer.code, answer.err) == (0, ""), name
                assert acting(answer.out, "\n") == set()
            assert answer.json["client"] == clean_line(name)
    assert len(hostile("follow-ups", "--json").json) == 2 * len([one for one in NAMES if "\x00" not in one])


@pytest.mark.parametrize("words", [["plan"], ["plan", "schedule"], ["today"]], ids=" ".join)
def test_nothing_acts_in_what_is_said_of_a_plan(words: list[str], hostile_plan: Shell) -> None:
    for more in ([], ["--json"]):
        answer = hostile_plan(*words, *more)
        assert answer.code == (1 if words == ["plan", "schedule"] else 0)
        assert answer.err == ""
        assert acting(answer.out, "\n") == set()


def test_a_plan_says_each_text_literally(hostile_plan: Shell) -> None:
    lines, texts = {clean_line(one) for one in NAMES}, {clean(one) for one in NAMES}
    found = hostile_plan("plan", "--json").json["activities"]
    references = {clean_line(reference_of(one)) for one in NAMES}
    assert {one["reference"] for one in found} == references
    assert {one["clients"][0] for one in found} == lines
    assert {one["description"] for one in found} == {one["notes"] for one in found} == texts
    day = hostile_plan("today", "--json").json
    assert {one["activity"] for one in day["assumptions"]} == {one["reference"] for one in day["due"]} == references


@pytest.fixture
def hostile_evaluations(shell: Shell) -> Shell:
    """Personal evaluations every text of which means harm, rated by others, put into the file past the models."""
    shell.path.parent.mkdir(mode=0o700)
    writes = []
    for place, one in enumerate(NAMES[:12]):
        aspect, about = new_id(), new_id()
        rated = {"day": "2026-03-01", "ratings": [{"id": aspect, "points": 5, "note": one}]}
        writes.append(Write("aspects", aspect, {"name": one, "definition": one, "place": place}))
        writes.append(Write("personal_evaluations", about, {"csm": one, "period": one, **rated}))
        others = {"evaluation": about, "rater": one, "relation": "manager", **rated}
        writes.append(Write("others_ratings", new_id(), others))
    Database(shell.path, now).save(lambda _: writes)
    return shell


@pytest.mark.parametrize("words", [["personal"], ["personal", "aspects"]], ids=" ".join)
def test_nothing_acts_in_what_is_said_of_personal_evaluations(words: list[str], hostile_evaluations: Shell) -> None:
    for more in ([], ["--json"]):
        answer = hostile_evaluations(*words, *more)
        assert (answer.code, answer.err) == (0, "")
        assert acting(answer.out, "\n") == set()


@pytest.mark.parametrize("suffix", [".md", ".csv", ".json"])
def test_nothing_acts_in_exported_ratings_and_no_cell_is_a_formula(
    suffix: str, hostile_evaluations: Shell, tmp_path: Path
) -> None:
    file = tmp_path / f"out{suffix}"
    assert hostile_evaluations("export", "personal", file).code == 0
    text = file.read_text(encoding="utf-8")
    assert acting(text, "\n\t") == set()
    if suffix == ".csv":
        for cell in (
            cell for row in csv.reader(io.StringIO(text)) for cell in row if not re.fullmatch(r"-\d+\.\d+", cell)
        ):
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell


@pytest.mark.thorough
def test_hostile_people_can_be_evaluated_and_asked(shell: Shell, tmp_path: Path) -> None:
    for name in (one for one in NAMES if "\x00" not in one):
        for words in (
            ["add", f"--csm={name}", f"--engagement={name}", "--scores=7,8,10,9,4,6,6,9"],
            ["request", f"--to={name}", "--relation=manager", tmp_path / "form.md"],
            ["request", f"--to={name}", "--relation=manager", tmp_path / "form.csv"],
        ):
            answer = shell("personal", *words)
            assert (answer.code, answer.err) == (0, ""), name
            assert acting(answer.out, "\n") == set()
        for suffix in (".md", ".csv"):
            assert acting((tmp_path / f"form{suffix}").read_text(encoding="utf-8"), "\n") == set()
    csms = {one["csm"] for one in shell("personal", "--json").json["evaluations"]}
    assert csms == {clean_line(one) for one in NAMES if "\x00" not in one}


@pytest.mark.thorough
def test_a_hostile_entry_can_be_added(hostile: Shell) -> None:
    names = [name for name in NAMES if "\x00" not in name]
    for name in names:
        texts = {"client": name, "engagement": name, "phase": name, "section": "lessons", "entry": name}
        answer = hostile("evaluations", "add", *(f"--{option}={text}" for option, text in texts.items()))
        assert (answer.code, answer.err) == (0, ""), name
        assert acting(answer.out, "\n") == set()
    found = hostile("evaluations", "--json").json
    assert {one["engagement"] for one in found} == {one["phase"] for one in found} == {*map(clean_line, names)}


@pytest.mark.thorough
def test_a_hostile_reference_can_be_added_worked_on_and_dropped(shell: Shell) -> None:
    for name in map(reference_of, NAMES):
        if "\x00" in name:
            continue
        more = [f"--{field}={name}" for field in ("description", "purpose", "results", "measurement", "notes")]
        said = (
            ["add", "--hours", "1", "--deadline", "today", *more, "--", name],
            ["log", f"--note={name}", "--", name, "30m"],
            ["done", "--", name],
            ["drop", "--", name],
        )
        for words in said:
            answer = shell("plan", *words)
            assert (answer.code, answer.err) == (0, ""), name
            assert acting(answer.out, "\n") == set()
        again = shell("plan", "--json", *said[0])
        assert (again.code, acting(again.out + again.err, "\n")) == (1, set())
    wanted = {clean_line(reference_of(one)) for one in NAMES if "\x00" not in one}
    assert {one["reference"] for one in shell("plan", "--json").json["activities"]} == wanted


def test_nothing_acts_in_exported_evaluations_and_no_cell_is_a_formula(one_client: Shell, tmp_path: Path) -> None:
    for ending in ("md", "csv", "json"):
        file = tmp_path / f"out.{ending}"
        assert one_client("export", "evaluation", file, "--client", "acme").code == 0
        text = file.read_text(encoding="utf-8")
        assert acting(text, "\n\t") == set()
        if ending == "md":
            assert [one for one in map(clean_line, NAMES) if block(one) not in text] == []
    for row in csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))):
        for cell in row:
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell


def test_no_cell_of_an_exported_plan_is_a_formula_and_no_event_acts(hostile_plan: Shell, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(hostile_plan("export", "plan", "-").out)))
    assert len(rows) == len(NAMES) + 1
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell
    calendar = hostile_plan("export", "calendar", "-", "--to", "2026-12-31").out
    assert acting(calendar, "\r\n\t") == set()
    assert calendar.count("BEGIN:VEVENT") == calendar.count("UID:") == calendar.count("END:VEVENT") > len(NAMES)
    for name in (b"\x1b]0;x\x07.csv", b"\xff\xfe.csv", b"\xc2\x9b31m.csv", b"[bold].csv"):
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        for more in ([], ["--json"]):
            answer = hostile_plan("export", "plan", file, *more)
            assert answer.code == 0, answer.err
            assert acting(answer.out + answer.err, "\n") == set(), name
        assert file.is_file()


def test_no_cell_of_the_csv_is_a_formula_and_all_come_back(hostile: Shell, tmp_path: Path) -> None:
    out = hostile("portfolio", "--csv").out
    rows = list(csv.reader(io.StringIO(out)))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows[1:]:
        for cell in row:
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell
    exported = tmp_path / "export.csv"
    exported.write_text(out, encoding="utf-8")
    answer = hostile("import", "portfolio", exported, "--json")
    assert answer.json == {"added": 0, "updated": 0, "unchanged": len(NAMES), "missing": [], "rejected": []}


def test_refused_cells_are_shown_without_acting(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Client", "ACV", "\x1b[31mWhat\x9b1m"])
        for number, name in enumerate(NAMES):
            if "\x00" not in name:
                writer.writerow([f"client {number}", f"x{name}", ""])
    for more in ([], ["--json"]):
        answer = shell("import", "portfolio", file, *more)
        assert answer.code == 1
        assert acting(answer.out, "\n") == set()
        assert acting(answer.err, "\n") == set()
    assert len(answer.json["rejected"]) == len([name for name in NAMES if "\x00" not in name])


def test_a_file_with_a_hostile_name(shell: Shell, tmp_path: Path) -> None:
    for name in (b"\x1b]0;x\x07.csv", b"\xff\xfe.csv", b"\xc2\x9b31m.csv", b"[bold].csv"):
        file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        file.write_bytes(b"")
        for more in ([], ["--json"]):
            answer = shell("import", "portfolio", file, *more)
            assert answer.code == 1, answer.err
            assert acting(answer.out + answer.err, "\n") == set(), name
            assert "refused" in answer.err
            if more:
                assert "refused" in answer.json["error"]


@pytest.mark.thorough
def test_words_of_the_call_are_repeated_without_acting(shell: Shell) -> None:
    for word in TERMINAL:
        if "\x00" in word:
            continue
        for words in (
            [word],
            ["restore", word],
            ["settings", word],
            ["portfolio", "--where", f"{word}:1"],
            ["import", word],
            ["client", word],
            ["score", word, word],
            ["touch", word, word, "--on", word],
            ["touch", word, word, "--kind", word],
            ["plan", word],
            ["plan", "--quarter", word],
            ["plan", "add", word, "--hours", word],
            ["plan", "add", "X", "--hours", "1", "--after", word],
            ["plan", "add", "X", "--hours", "1", "--client", word, "--category", word],
            ["plan", "log", word, word],
            ["plan", "done", word, "--result", word],
            ["plan", "drop", word],
            ["plan", "schedule", "--style", word],
            ["export", word],
            ["export", "calendar", "-", "--from", word],
            ["import", "plan", word],
            ["personal", word],
            ["personal", "add", "--csm", "x", "--engagement", word, "--scores", word],
            ["personal", "add", "--csm", "x", "--engagement", "x", "--date", word, "--scores", "1,2,3,4,5,6,7,8"],
            ["personal", "request", "--to", word, "--relation", word, word],
            ["personal", "import", word],
            ["personal", "aspects", "import", word],
            ["export", "personal", word],
            ["evaluations", "--where", f"{word}:1"],
            ["lessons", "--where", f"{word}:1"],
            ["export", "evaluation", "x.md", "--client", word, "--engagement", word],
            ["export", "evaluation", f"x.{word}", "--blank"],
            ["evaluations", "add", "--client", word, "--phase", word, "--section", "lessons", "--entry", word],
            ["evaluations", "add", "--client", "x", "--phase", "x", "--section", word, "--entry", "x"],
        ):
            answer = shell(*words)
            assert answer.code in (0, 1, 2)
            assert acting(answer.out + answer.err, "\n") == set(), words
            assert len(answer.err.splitlines()) <= 1


def test_settings_take_no_harm(shell: Shell) -> None:
    for word in ("\x1b[0", "[/]", "=1+1", "\u202e"):
        answer = shell("settings", "currency", word, "--json")
        assert acting(answer.out + answer.err, "\n") == set()


@pytest.mark.parametrize(
    "document",
    [
        {"name": "bad entry", "entered": {"\x1b]0;title\x07": "no date"}},
        {"name": "bad score", "product": "\x1b[31m"},
        {"name": "bad override", "override": {"score": 1, "reason": "\x9b31m", "until": "\x1b[31m"}},
        {"name": "x" * 5000},
        {"name": "\x1b"},
    ],
)
def test_faults_in_documents_are_told_without_acting(document: dict[str, Any], shell: Shell) -> None:
    shell.path.parent.mkdir(mode=0o700)
    fill_raw(shell.path, [{"name": "sound"}, document])
    for more in ([], ["--json"]):
        answer = shell("check", *more)
        assert answer.code == 1
        assert acting(answer.out + answer.err, "\n") == set()
        assert "00000000-0000-4000-8000-000000000001" in answer.out
        assert "damaged" not in answer.out
    listed = shell("portfolio", "--json")
    assert "sound" in [row["client"] for row in listed.json]
    assert len(listed.json) == 2
    assert acting(listed.out + listed.err, "\n") == set()
    assert "breaks a rule" in listed.err
    for way in ("--as-shown", "--set-aside"):
        mended = shell("mend", "00000000-0000-4000-8000-000000000001", way)
        assert acting(mended.out + mended.err, "\n") == set()
