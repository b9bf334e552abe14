"""Kinds of record as they may come: a project for a client, its reports and the remarks in them."""

import sys
from types import ModuleType

import pytest

from csm_tui.domain.record import Entity, FilledLine, FormLayout, LongText, Scope, as_named
from csm_tui.domain.records import kinds


class _Titled(Entity):
    SCOPE = Scope.BOOK
    JSON = as_named("title", "notes")

    title: FilledLine
    notes: LongText = ""

    @property
    def label(self) -> str:
        return self.title


class Project(_Titled):
    """Work for a client."""

    TABLE, NOUN, PLURAL = "projects", "project", "projects"
    OWNERS = {"client": "clients"}
    client: str


class Report(_Titled):
    """How a project went."""

    TABLE, NOUN, PLURAL = "reports", "report", "reports"
    OWNERS = {"project": "projects"}
    project: str


class Remark(_Titled):
    """It belongs to a report; `see` names another remark, `about` any number of projects."""

    TABLE, NOUN, PLURAL = "remarks", "remark", "remarks"
    OWNERS = {"report": "reports"}
    REFERENCES = {"see": "remarks", "about": "projects"}
    FORM = FormLayout("remark", ("title", "notes"), "title", lambda today: {"title": f"Of {today}"})
    report: str
    see: str = ""
    about: tuple[str, ...] = ()


def know(monkeypatch: pytest.MonkeyPatch, *new: type[Entity]) -> None:
    """Let the program know more kinds, for the length of a test."""
    module = ModuleType("csm_tui.domain.records.trial")
    for kind in new:
        setattr(module, kind.__name__, kind)
        monkeypatch.setitem(kinds.PLACES, kind.TABLE, f"trial:{kind.__name__}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    kinds.kind_of.cache_clear()
