"""Every kind of record holds what all of them promise."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain import records
from csm_tui.domain.record import Entity, FilledLine, FormLayout, Scope, as_named
from csm_tui.domain.records.kinds import TABLES, kind_of
from tests.support.kinds.kind_contract import CHECKS, Check, check_declaration, few
from tests.support.kinds.trial_kinds import Project, Remark, Report, know


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_declares_what_is_asked(table: str) -> None:
    assert table == kind_of(table).TABLE
    check_declaration(kind_of(table))


def test_every_kind_is_listed() -> None:
    modules = [import_module(found.name) for found in walk_packages(records.__path__, f"{records.__name__}.")]
    kinds = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    found = {one for one in kinds if issubclass(one, Entity) and one is not Entity}
    assert found == {kind_of(table) for table in TABLES}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
@pytest.mark.parametrize("table", TABLES)
@few(5)
@given(data=st.data())
def test_every_kind_holds_the_contract(table: str, check: Check, data: st.DataObject) -> None:
    check(kind_of(table), data)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_a_kind_far_below_others_holds_it(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    know(monkeypatch, Project, Report, Remark)

    @few(3)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        check(Remark, data)

    holds()


# A kind that lacks something is found


def _kind(**declared: object) -> type[Entity]:
    whole = {
        "TABLE": "plots", "NOUN": "plot", "PLURAL": "plots", "SCOPE": Scope.BOOK, "JSON": as_named("title"),
        "__doc__": "A plot.", "__module__": __name__, "label": property(lambda one: one.title),
        "__annotations__": {"title": FilledLine, "client": str},
    }  # fmt: skip
    present = {name: value for name, value in (whole | declared).items() if value is not None}
    return type("Plot", (Entity,), present)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"SCOPE": None}, "does not declare SCOPE"),
        ({"NOUN": None}, "does not declare NOUN"),
        ({"JSON": None}, "does not declare JSON"),
        ({"__doc__": None}, "does not declare __doc__"),
        ({"label": None}, "has no label"),
        ({"TABLE": "settings"}, "there already"),
        ({"TABLE": "deleted"}, "there already"),
        ({"OWNERS": {"clint": "clients"}}, "no field clint"),
        ({"OWNERS": {"client": "customers"}}, "leads to no table"),
        ({"OWNERS": {"client": "unplanned"}}, "one person's"),
        ({"REFERENCES": {"client": "leave"}}, "one person's"),
        ({"__annotations__": {"title": FilledLine, "author": str}}, "what the store sets"),
        ({"FORM": FormLayout("plot", ("titel",), "titel")}, "fields that it has not: titel"),
        ({"FORM": FormLayout("plot", ("title",), "client")}, "does not show all it begins with"),
    ],
)  # fmt: skip
def test_a_kind_that_lacks_something_is_found(declared, said, monkeypatch):
    kind = _kind(**declared)
    know(monkeypatch, kind)
    with pytest.raises(AssertionError, match=said):
        check_declaration(kind)


def test_a_kind_that_lacks_nothing_is_fine(monkeypatch):
    kind = _kind()
    know(monkeypatch, kind)
    check_declaration(kind)
