"""Sets of aspects as files, and taking them in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.record import LINE_LIMIT, new_id
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.personal.aspect_files import read_aspects, write_aspects
from csm_tui.exchange.tables import FileRefused
from csm_tui.planning.personal.aspects import USUAL_ASPECTS, all_aspects, aspects_in_use
from csm_tui.session.edits.aspect_changes import take_aspects
from tests.support.files.workbooks import workbook
from tests.support.hostile import NAMES

SUFFIXES = (".csv", ".toml", ".json")
A, B, C, D = USUAL_ASPECTS[:4]


def members(*aspects: Aspect) -> list[tuple[str, str, str, int]]:
    return [(one.id, one.name, one.definition, one.place) for one in aspects]


def back(aspects: tuple[Aspect, ...], suffix: str, known: tuple[Aspect, ...] = ()) -> tuple[Aspect, ...]:
    return read_aspects(write_aspects(aspects)[suffix].encode(), suffix, known)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(NAMES)
names = texts.filter(lambda text: 0 < len(clean_line(text)) <= LINE_LIMIT)


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(found=st.lists(st.tuples(names, texts), min_size=3, max_size=12, unique_by=lambda one: fold(clean_line(one[0]))))
def test_any_set_comes_back(suffix: str, found: list[tuple[str, str]]) -> None:
    aspects = tuple(
        Aspect(name=name, definition=definition, place=place) for place, (name, definition) in enumerate(found)
    )
    assert members(*back(aspects, suffix)) == members(*aspects)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_aspect_without_an_id_is_the_one_of_that_name_or_a_new_one(suffix: str) -> None:
    gone = D.changed(retired=True)
    rows = [("time MANAGEMENT", ""), (D.name, "anew"), ("Writing", "")]
    files = {
        ".csv": "Aspect;Definition\n" + "".join(f"{name};{text}\n" for name, text in rows),
        ".toml": "".join(f'[[aspects]]\nname = "{name}"\ndefinition = "{text}"\n' for name, text in rows),
        ".json": json.dumps({"aspects": [{"name": name, "definition": text} for name, text in rows]}),
    }
    first, second, third = read_aspects(b"\xef\xbb\xbf" + files[suffix].encode(), suffix, (A, B, C, gone))
    assert (first.id, first.name) == (A.id, "time MANAGEMENT")
    assert (second.id, second.definition, second.retired) == (D.id, "anew", False)
    assert third.id not in all_aspects(Workspace())


def test_what_a_file_does_not_say_stays() -> None:
    first, *_ = read_aspects(f"Id,Name\n{A.id.upper()},Hours\n,B\n,C\n".encode(), ".csv", USUAL_ASPECTS)
    assert (first.id, first.name, first.definition) == (A.id, "Hours", A.definition)


@pytest.mark.parametrize(
    ("text", "suffix", "said"),
    [
        ("Aspect\nA\nB\n", ".csv", "it has 2 aspects: a set has 3 to 12"),
        ("Aspect\n" + "".join(f"{n}\n" for n in range(13)), ".csv", "it has 13 aspects: a set has 3 to 12"),
        ("Aspect,Id\nA,\nB,7\na,\n", ".csv", "row 3: '7' is no id; .*; row 4: the same name as in row 2"),
        (f"Aspect,Id\nA,{A.id}\nB,{A.id}\nC,\n", ".csv", "row 3: the same id as in row 2"),
        (f"Aspect,Id\nA,\n,{A.id}\nC,\n", ".csv", "row 3: name: must not be empty: a name that no other aspect has"),
        (f"Aspect\nA\n{'x' * 201}\nC\n", ".csv", "row 3: name: at most 200 characters"),
        ("What\nA\nB\nC\n", ".csv", 'no column has the header "Aspect"'),
        ("", ".csv", "the file is empty"),
        ("[[aspects]\n", ".toml", "it is no TOML: "),
        ("aspects = 3\n", ".toml", 'it has no list "aspects"'),
        ("{", ".json", "it is no JSON: "),
        ("[1]", ".json", 'it has no list "aspects"'),
        ('{"aspects": [{"name": "A"}, {"name": 3}, "x"]}', ".json", "aspect 2: name is no text"),
        ('{"aspects": [{"name": "A"}, {}, "x"]}', ".json", "aspect 2: name: must not be empty.*; aspect 3: name: must"),
        ("A", ".docx", "the name of a file of aspects ends in .csv, .toml or .json"),
        (f"Aspect,Id\nA,{'9' * 5_000}\nB,\nC,\n", ".csv", f"row 2: '{'9' * 40}' is no id"),
        ("Aspect\nA\na\n\u00e1\n", ".csv", "row 3: the same name as in row 2; row 4: the same name as in row 2"),
        ("Aspect\nA\n\u202eA\nC\n", ".csv", "row 3: the same name as in row 2"),
        ("Aspect,Definition\nA,\n\u200b,no name\nC,\n", ".csv", "row 3: name: must not be empty"),
        ("A\nB\nC\nD\n", ".csv", 'no column has the header "Aspect"'),
        ("Aspect,Name\nA,B\nC,D\nE,F\n", ".csv", 'several columns are headed "Aspect" or mean the same'),
        ("Aspect\nA\0\nB\nC\n", ".csv", "the file holds no text"),
        ("Aspect\n" + "x" * 200_000 + "\nB\nC\n", ".csv", "row 2: a cell holds more than 131,072 characters"),
        ('Aspect\n"A\nB\nC\n', ".csv", "row 2: a quotation mark is opened and never closed"),
        ("a," * 20_000, ".csv", "it has 20,001 columns"),
        ("Aspect\n" + "A\n" * 10_000, ".csv", "it has 10,000 aspects: a set has 3 to 12"),
        ("PK\x03\x04", ".csv", "the file is a workbook"),
        ("[" * 100_000, ".json", "it is no JSON of aspects: its lists lie too deep in each other"),
        ('{"aspects": ' + '{"a": ' * 50_000, ".json", "it is no JSON of aspects: its lists lie too deep"),
        (f'{{"aspects": [{{"name": {"9" * 10_000}}}]}}', ".json", "it is no JSON: Exceeds the limit"),
        ('{"aspects": [{"name": NaN}, {"name": "B"}, {"name": "C"}]}', ".json", "aspect 1: name is no text"),
        ('{"aspects": [{"name": 1e999}, {"name": "B"}, {"name": "C"}]}', ".json", "aspect 1: name is no text"),
        ('{"aspects": [{"name": "A", "id": 7}, {"name": "B"}, {}]}', ".json", "aspect 1: id is no text"),
        (r'{"aspects": [{"name": "\ud800"}, {"name": "B"}, {"name": "C"}]}', ".json", "aspect 1: name: must not be"),
        ('{"aspects": [[], [], []]}', ".json", "aspect 1: name: must not be empty.*; aspect 3: name: must"),
        ("aspects = " + "[" * 5_000, ".toml", "it is no TOML of aspects: its lists lie too deep in each other"),
        (f"aspects = [{{name = {'9' * 5_000}}}]", ".toml", "it is no TOML: Exceeds the limit"),
        ('aspects = [{name = 1979-05-27}, {name = "B"}, {name = "C"}]', ".toml", "aspect 1: name is no text"),
        ('aspects = "\0"', ".toml", "it is no TOML: Illegal character"),
        (b"\xff\xfe{", ".json", "it is no JSON: it is not UTF-8 text"),
        (b'aspects = [{name = "Gr\xf6\xdfe"}]', ".toml", "it is no TOML: it is not UTF-8 text"),
        (bytes(range(256)), ".csv", "the file is neither UTF-8 nor Windows-1252 text"),
    ],
)
def test_what_is_wrong_is_named(text: str | bytes, suffix: str, said: str) -> None:
    with pytest.raises(FileRefused, match=f"^{said}") as error:
        read_aspects(text if isinstance(text, bytes) else text.encode(), suffix, USUAL_ASPECTS)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x", "~", "=1+1", "@SUM(A1)", "[red]A[/]", "Gr\u00f6\u00dfe"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_name_that_acts_elsewhere_is_only_a_name(name: str, encoding: str) -> None:
    found = read_aspects(f"Aspect;Id\n{name};\nB;\nC;\n".encode(encoding), ".csv", ())
    assert [one.name for one in found] == [name, "B", "C"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    with pytest.raises(FileRefused):
        read_aspects(data, suffix, ())


# Taking a set in


def test_a_set_adds_renames_and_removes_in_one_step() -> None:
    workspace = Workspace()
    renamed, redefined = B.changed(name="Output per hour", place=0), A.changed(definition="Else", place=1)
    added = Aspect(id=new_id(), name="Writing", place=2)
    taken = take_aspects((renamed, redefined, added), workspace)
    after = taken.change.apply(workspace)
    assert members(*aspects_in_use(after)) == members(renamed, redefined, added)
    assert all_aspects(after)[C.id].name == C.name, "what is no longer rated keeps its name"
    assert [*taken.said] == [
        "added: Writing",
        "defined anew: Time management",
        "removed: Quality of output, Customer experience, Customer outcomes, Our outcomes, Technical skills, "
        "Soft skills",
        "renamed: Productivity / efficiency to Output per hour",
        "put in another order",
    ]
    assert aspects_in_use(taken.change.inverse().apply(after)) == USUAL_ASPECTS


def test_the_set_in_use_changes_nothing_and_a_removed_aspect_comes_back() -> None:
    assert take_aspects(USUAL_ASPECTS, Workspace()).change.edits == ()
    fewer = take_aspects(USUAL_ASPECTS[:3], Workspace()).change.apply(Workspace())
    again = take_aspects(USUAL_ASPECTS, fewer)
    assert [one.name for one in again.added] == [one.name for one in USUAL_ASPECTS[3:]]
    assert members(*aspects_in_use(again.change.apply(fewer))) == members(*USUAL_ASPECTS)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt", ".xlsx"])
def test_a_table_of_aspects_is_found_below_a_title_and_in_a_workbook(suffix: str) -> None:
    lines = [["Our aspects"], [], ["Aspect", "Meaning"], ["Time", "kept"], ["Quality", ""], ["Outcomes", "reached"]]
    text = "\n".join("\t".join(line) for line in lines).encode()
    found = read_aspects(workbook({"Set": lines}) if suffix == ".xlsx" else text, suffix, ())
    assert [(one.name, one.definition) for one in found] == [("Time", "kept"), ("Quality", ""), ("Outcomes", "reached")]
