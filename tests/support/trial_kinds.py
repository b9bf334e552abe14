"""Kinds of record as they may come: an engagement of a client, its evaluations, their entries, and a note on them."""

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


class Engagement(_Titled):
    """Work for a client."""

    TABLE, NOUN, PLURAL = "engagements", "engagement", "engagements"
    OWNERS = {"client": "clients"}
    client: str


class Evaluation(_Titled):
    """How an engagement went."""

    TABLE, NOUN, PLURAL = "evaluations", "evaluation", "evaluations"
    OWNERS = {"engagement": "engagements"}
    engagement: str


class Entry(_Titled):
    """It belongs to an evaluation; `see` names another entry, `about` any number of engagements."""

    TABLE, NOUN, PLURAL = "entries", "entry", "entries"
    OWNERS = {"evaluation": "evaluations"}
    REFERENCES = {"see": "entries", "about": "engagements"}
    FORM = FormLayout("entry", ("title", "notes"), "title", lambda today: {"title": f"Of {today}"})
    evaluation: str
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
