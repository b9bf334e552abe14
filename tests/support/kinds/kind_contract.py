"""What holds for every kind of record. Each check takes the kind and hypothesis' data; `CHECKS` are all of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, assume, reject, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.preferences import Preferences
from csm_tui.domain.record import Entity, Scope
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.domain.text import safe_text
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import fields_of
from csm_tui.forms.draft_keeper import DraftKeeper
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.forms.registry import reopened_form
from csm_tui.session.changes import Change, Edit, addition, deletion, edition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.merging import Conflict
from csm_tui.session.session import Session
from csm_tui.session.workspace_file.mending import ASIDE, SETTINGS_TABLE
from csm_tui.storage.documents import DELETED, ENVELOPE
from csm_tui.storage.file.database import Database
from csm_tui.storage.file.file_format import HEADER
from csm_tui.storage.store import Write
from tests.support.hostile import LONG, NAMES, SURROGATE, acting
from tests.support.kinds.instances import families, records
from tests.support.sessions import now, opened

_FEW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a failure is told at once: records are small as they are
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)


def few(examples: int) -> settings:
    """How a check is tried: each example writes files. In the default run, which has few examples, with two."""
    return settings(_FEW, max_examples=min(examples, max(2, settings().max_examples // 20)))


IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where files are quick, if there is such a place: here nobody cuts the power, so none need reach the disk."""

Kind = type[Entity]
Check = Callable[[Kind, st.DataObject], None]


def check_declaration(kind: Kind) -> None:
    """A kind says of itself all that is asked, and it agrees with the others."""
    for name in ("TABLE", "NOUN", "PLURAL", "SCOPE", "JSON", "__doc__"):
        assert vars(kind).get(name), f"{kind.__name__} does not declare {name}"
    assert kind_of(kind.TABLE) is kind, f"{kind.TABLE} is the table of another kind"
    assert kind.TABLE not in (HEADER, DELETED, SETTINGS_TABLE, ASIDE), f"a table named {kind.TABLE} is there already"
    assert kind.label is not Entity.label, f"{kind.__name__} has no label"
    assert not {*ENVELOPE} & {*kind.model_fields}, f"a field of {kind.__name__} is called as what the store sets"
    for name, table in (kind.OWNERS | kind.REFERENCES).items():
        assert name in kind.model_fields, f"{kind.__name__} has no field {name}"
        assert table in TABLES, f"{name} leads to no table"
        other = kind_of(table)
        assert kind.SCOPE is Scope.PERSON or other.SCOPE is Scope.BOOK, f"{name} leads all to what is one person's"
    for name in kind.OWNERS:
        assert kind.model_fields[name].annotation is str, f"{name} is to hold one id"
    layout = getattr(kind, "FORM", None)
    if layout is not None:
        given = layout.given(date(2026, 3, 2))
        unknown = {*layout.fields, layout.focus, *given} - kind.model_fields.keys()
        assert not unknown, f"the form of {kind.__name__} knows fields that it has not: {', '.join(sorted(unknown))}"
        assert {layout.focus, *given} <= {*layout.fields}, (
            f"the form of {kind.__name__} does not show all it begins with"
        )


def check_comes_back_from_the_file(kind: Kind, data: st.DataObject) -> None:
    family = data.draw(families(kind))
    with workspace_of(*family) as path:
        found = opened(path).workspace
        assert [found.find(one) for one in family] == family
        assert opened(path).file.faults == ()


def check_answers_as_json(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(families(kind))[-1]
    answer = record.as_json()
    assert answer.keys() == kind.JSON.keys()
    assert record.id not in orjson.dumps(answer).decode()


def check_is_undone_and_redone(kind: Kind, data: st.DataObject) -> None:
    *owners, before = data.draw(families(kind))
    after = data.draw(like(before))
    with workspace_of(*owners) as path:
        session = opened(path)
        states: list[Entity | None] = [None, before, after, None]
        session.apply(addition(before))
        session.apply(edition(before, after))
        session.apply(deletion([after], session.workspace))
        for state in states[2::-1]:
            assert session.undo()
            assert session.workspace.find(before) == opened(path).workspace.find(before) == state
        for state in states[1:]:
            assert session.redo()
            assert session.workspace.find(before) == opened(path).workspace.find(before) == state


def check_two_writers_merge_different_fields(kind: Kind, data: st.DataObject) -> None:
    *owners, before = data.draw(families(kind))
    other = data.draw(like(before))
    differing = [name for name in simple_fields(before, other) if getattr(before, name) != getattr(other, name)]
    assume(len(differing) > 1)
    mine, theirs = data.draw(st.permutations(differing))[:2]
    try:
        here, there = (before.changed(**{name: getattr(other, name)}) for name in (mine, theirs))
        both = here.changed(**{theirs: getattr(other, theirs)})
    except ValidationError:
        reject()
    with workspace_of(*owners, before) as path:
        ours, others = opened(path), opened(path)
        others.apply(edition(before, there))
        ours.apply(edition(before, here))
        assert opened(path).workspace.find(before) == ours.workspace.find(before) == both
        ours.undo()
        assert opened(path).workspace.find(before) == there


def check_two_writers_of_one_field_are_told_both_values(kind: Kind, data: st.DataObject) -> None:
    *owners, before = data.draw(families(kind))
    here, there = data.draw(like(before)), data.draw(like(before))
    three = (before, here, there)
    names = [
        name
        for name in simple_fields(*three)
        if all(getattr(one, name) != getattr(other, name) for one, other in combinations(three, 2))
    ]
    assume(names)
    name = data.draw(st.sampled_from(names))
    wanted, met = getattr(here, name), getattr(there, name)
    try:
        mine, theirs = before.changed(**{name: wanted}), before.changed(**{name: met})
    except ValidationError:
        reject()
    with workspace_of(*owners, before) as path:
        session = opened(path)
        opened(path).apply(edition(before, theirs))
        with pytest.raises(Conflict) as told:
            session.apply(edition(before, mine))
        message = str(told.value)
        assert all((f'"{one}"' if one not in (None, "") else "nothing") in message for one in (wanted, met))
        assert opened(path).workspace.find(before) == theirs


def check_goes_and_comes_back_with_its_owner(kind: Kind, data: st.DataObject) -> None:
    family = data.draw(families(kind))
    stranger = data.draw(families(kind))
    assume(all(one.unique != other.unique for one in family for other in stranger if one.unique))
    with workspace_of(*family, *stranger) as path:
        session = opened(path)
        for owner in family:
            session.apply(deletion([owner], session.workspace))
            assert session.workspace.find(family[-1]) is None or owner.id not in ids_above(family[-1], family)
            session.undo()
            found = opened(path).workspace
            assert [found.find(one) for one in (*family, *stranger)] == [*family, *stranger]
        session.apply(deletion(family, session.workspace))
        left = opened(path).workspace
        assert [left.find(one) for one in family] == [None] * len(family)
        assert [left.find(one) for one in stranger] == stranger


def check_is_freed_of_what_it_names(kind: Kind, data: st.DataObject) -> None:
    for name, table in kind.REFERENCES.items():
        *others, record = data.draw(families(kind))
        target = data.draw(families(kind_of(table)))
        assume(all(one.unique != record.unique for one in target if type(one) is kind and one.unique))
        many = isinstance(getattr(record, name), tuple)
        naming = record.changed(**{name: (target[-1].id,) if many else target[-1].id})
        with workspace_of(*others, *target, naming) as path:
            session = opened(path)
            session.apply(deletion([target[-1]], session.workspace))
            assert opened(path).workspace.find(record) == record
            session.undo()
            assert opened(path).workspace.find(record) == naming


def check_holds_hostile_text(kind: Kind, data: st.DataObject) -> None:
    """Whatever text comes in is kept so that it acts on nothing, in the record and in what names it."""
    *owners, record = data.draw(families(kind))
    document = record.model_dump(mode="json")
    ids = {"id", *kind.OWNERS, *kind.REFERENCES}
    held: list[Entity] = []
    for path in text_paths(document, ids):
        text = data.draw(st.sampled_from((*NAMES, SURROGATE, LONG)))
        try:
            one = kind.model_validate({**with_text(document, path, text), "id": record.id})
        except ValidationError:  # too long, or none of those that there are
            continue
        for leaf in text_paths(one.model_dump(mode="json"), ids):
            kept = at(one.model_dump(mode="json"), leaf)
            assert not acting(kept, allowed="\n\t"), f"{kind.__name__} keeps what acts in {leaf}"
        assert not acting(safe_text(one.label))
        held.append(one)
    for one in held[:3]:
        with workspace_of(*owners, one) as file:
            assert opened(file).workspace.find(one) == one


def check_takes_hostile_text_in_a_text(kind: Kind, data: st.DataObject) -> None:
    """A field that is for text takes any text in which something can be seen."""
    record = data.draw(families(kind))[-1]
    free = [name for name, field in kind.model_fields.items() if field.annotation is str]
    for name in {*free} - {"id", *kind.OWNERS}:
        taken = [one for text in NAMES if (one := accepted(record, name, text)) is not None]
        assert len(taken) > len(NAMES) / 2, f"{kind.__name__} refuses most texts as its {name}"


def check_keeps_fields_of_a_newer_program(kind: Kind, data: st.DataObject) -> None:
    *owners, record = data.draw(families(kind))
    after = data.draw(like(record))
    newer = {"of_a_newer_program": {"a": [1, None, "é"]}}
    with workspace_of(*owners, record) as path:
        document = {**record.model_dump(mode="json"), **newer}
        Database(path, now).save(lambda _: [Write(kind.TABLE, record.id, document)])
        session = opened(path)
        before = session.workspace.find(record)
        assert before is not None
        session.apply(edition(before, before.merged(simple(after))))
        kept = Database(path, now).read()[kind.TABLE][record.id]
        assert kept["of_a_newer_program"] == newer["of_a_newer_program"]


def check_is_cut_off_and_gone_on_with(kind: Kind, data: st.DataObject) -> None:
    """What is half typed about a record, or a new one, is met by the next program as it was, and saved by it."""
    if not hasattr(kind, "FORM"):
        return
    *owners, record = data.draw(families(kind))
    other = data.draw(like(record))
    begun = draft_about(record, owners)
    for known in ([], [record]):
        with workspace_of(*owners, *known) as path:
            session = opened(path)
            spec = reopened_form(begun, ground(session))
            assert spec is not None
            if not spec.new or not known:  # a kind of which none is ever edited has no form for one that is there
                resumes(spec, path, {name: data.draw(st.sampled_from(NAMES)) for name in texts_of(spec)}, saves=False)
                resumes(spec, path, {**texts_of(spec), **simple_texts(other)}, saves=True)


def check_names_all_that_others_changed_while_it_was_typed(kind: Kind, data: st.DataObject) -> None:
    """Each field that was typed in and that another program changed otherwise is named, with both values, no other."""
    if not hasattr(kind, "FORM"):
        return
    *owners, record = data.draw(families(kind))
    mine, theirs = data.draw(like(record)), data.draw(like(record))
    with workspace_of(*owners, record) as path:
        session = opened(path)
        spec = reopened_form(draft_about(record, owners), ground(session))
        assert spec is not None
        typed, was = {**texts_of(spec), **simple_texts(mine)}, texts_of(spec)
        DraftKeeper(spec, session).typed(typed)
        session.close()
        opened(path).apply(edition(record, record.merged(simple(theirs))))
        later = opened(path)
        for draft in later.drafts.found():
            again = reopened_form(draft, ground(later))
            assert again is not None
            keeper, saved = DraftKeeper(again, later), texts_of(again)
            collided = {
                name for name in saved if typed[name] != was[name] and saved[name] not in (typed[name], was[name])
            }
            found = {one.name: (one.mine, one.saved) for one in keeper.conflicts(again, keeper.texts)}
            assert found == ({} if again.new else {name: (typed[name], saved[name]) for name in collided})
        later.close()


def draft_about(record: Entity, owners: list[Entity]) -> Draft:
    """A draft of the form of a record in which nothing is typed."""
    about = str(getattr(record, "quarter", getattr(record, "start", owners[-1].id if owners else "")))
    return Draft(type(record).FORM.name, record.id, about, "", False, {}, {}, "")


def resumes(spec: FormSpec[Change], path: Path, typed: dict[str, str], *, saves: bool) -> None:
    """Type into a form and end the program: the next one has all of it, and saves it if it is right."""
    session = opened(path)
    DraftKeeper(spec, session).typed(typed)
    session.close()
    later = opened(path)
    (draft,) = later.drafts.found() or [None]
    if draft is None:
        assert typed == texts_of(spec), "nothing was typed, so nothing is kept"
        return
    again = reopened_form(draft, ground(later))
    assert again is not None
    keeper = DraftKeeper(again, later)
    assert (again.record, again.parent, again.new) == (spec.record, spec.parent, spec.new)
    assert texts_of(again) | typed == {name: keeper.texts[name] for name in texts_of(again) | typed}
    change, problems = again.read(keeper.texts, ())
    if saves and not problems:
        assert change is not None, "something was typed, so something is to be saved"
        later.apply(change, draft)
        assert later.drafts.all() == ()
        saved = reopened_form(draft, ground(opened(path)))
        assert saved is not None
        known = texts_of(saved)  # what is asked of a new record only is no field of it
        assert saved.new or all(known.get(name, text) == text for name, text in typed.items())
    later.drafts.discard(draft.form, draft.record)
    later.close()


def texts_of(spec: FormSpec[Change]) -> dict[str, str]:
    return {field.name: spec.first[field.name] for field in spec.fields}


def simple_texts(record: Entity) -> dict[str, str]:
    """The texts of a record but for those that name others."""
    fields = fields_of(type(record))
    left_out = {one.name for one in fields.fields if one.attribute in record.REFERENCES}
    return {name: text for name, text in fields.texts(record).items() if name not in left_out}


def ground(session: Session) -> Ground:
    """What forms are opened on, on a day on which all days that the records know are past."""
    return Ground(session.workspace, date(2027, 1, 4), Preferences())


CHECKS: tuple[Check, ...] = (
    check_comes_back_from_the_file,
    check_answers_as_json,
    check_is_undone_and_redone,
    check_two_writers_merge_different_fields,
    check_two_writers_of_one_field_are_told_both_values,
    check_goes_and_comes_back_with_its_owner,
    check_is_freed_of_what_it_names,
    check_holds_hostile_text,
    check_takes_hostile_text_in_a_text,
    check_keeps_fields_of_a_newer_program,
    check_is_cut_off_and_gone_on_with,
    check_names_all_that_others_changed_while_it_was_typed,
)


@contextmanager
def workspace_of(*kept: Entity) -> Iterator[Path]:
    """The file of a workspace that holds these records."""
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = Path(folder) / "workspace.json"
        if kept:
            opened(path).apply(Change("all", tuple(Edit(None, one) for one in kept)))
        yield path


def like(record: Entity) -> st.SearchStrategy[Entity]:
    """The record with anything else in it; what it belongs to and what it names stay."""
    fields = ("id", *record.OWNERS, *record.REFERENCES)
    return records(type(record), **{name: getattr(record, name) for name in fields})


def simple_fields(*alike: Entity) -> list[str]:
    """The fields that are merged as a whole: those whose value has no parts in any of the records."""
    kind = type(alike[0])
    names = kind.model_fields.keys() - {"id", *kind.OWNERS, *kind.REFERENCES}
    return sorted(name for name in names if all(_is_simple(getattr(one, name)) for one in alike))


def simple(record: Entity) -> dict[str, Any]:
    return {name: getattr(record, name) for name in simple_fields(record)}


def _is_simple(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | date)


def ids_above(record: Entity, family: list[Entity]) -> set[str]:
    """The ids of the record and of all that it belongs to."""
    return {record.id, *(owner.id for owner in Workspace().with_records(family).owners(record))}


Leaf = tuple[str | int, ...]


def text_paths(value: Any, ids: set[str], path: Leaf = ()) -> Iterator[Leaf]:
    """Where in a document there is text, but for ids."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ids:
                yield from text_paths(inner, ids, (*path, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from text_paths(inner, ids, (*path, place))


def at(document: Any, path: Leaf) -> Any:
    for step in path:
        document = document[step]
    return document


def with_text(document: dict[str, Any], path: Leaf, text: str) -> dict[str, Any]:
    changed = deepcopy(document)
    at(changed, path[:-1])[path[-1]] = text
    return changed


def accepted(record: Entity, name: str, text: str) -> Entity | None:
    try:
        return record.changed(**{name: text})
    except ValidationError:
        return None
