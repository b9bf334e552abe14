"""The form in which weights, thresholds and the scores of a client are tried, and taken over as one step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError

from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.bands import Thresholds
from csm_tui.domain.values.health import COMPONENTS, Weights
from csm_tui.domain.values.names import some_names
from csm_tui.domain.values.reading.readers import read_number, read_score, read_whole_number
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.fields import field_text
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.portfolio.what_if import Trial, scaled_weights
from csm_tui.session.changes import Change, Edit
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field

_WEIGHTS = {f"weight_{name}": name for name in COMPONENTS}
_THRESHOLDS = {
    "score_green": ("score", "green", "Green from", "The lowest score that is green"),
    "score_amber": ("score", "amber", "Amber from", "The lowest score that is amber; below it is red"),
    "renewal_red": ("renewal", "red", "Due up to, m", "Months to the renewal up to which a client is due, and red"),
    "renewal_amber": ("renewal", "amber", "Amber up to, m", "Months to the renewal up to which it is amber"),
}
_SCORES = {f"score_{name}": name for name in COMPONENTS}
_PERCENT = "a percentage from 0 to 100"
_BOOK = "book"
"""Stands for the client in the draft of a form without one."""


class _Understood(NamedTuple):
    """What the texts mean, as far as they mean something."""

    weights: Mapping[str, float]
    thresholds: Thresholds
    scores: Mapping[str, float | None]
    problems: Problems


@dataclass(frozen=True)
class Tried:
    """What is tried against: the settings, and a client if there is one."""

    settings: Settings
    client: Client | None
    today: date

    @property
    def first(self) -> dict[str, str]:
        """The texts as they stand now."""
        thresholds, weights = self.settings.thresholds, self.settings.weights
        texts = {name: field_text(getattr(weights, component)) for name, component in _WEIGHTS.items()}
        texts |= {name: str(getattr(getattr(thresholds, part), edge)) for name, (part, edge, *_) in _THRESHOLDS.items()}
        if self.client is not None:
            texts |= {name: field_text(getattr(self.client, component)) for name, component in _SCORES.items()}
        return texts

    def trial(self, texts: Texts) -> tuple[Trial | None, str]:
        """What to try with these texts, and what is assumed if the weights do not sum to 100; None if a text means
        nothing."""
        found = self._understood(texts)
        if found.problems:
            return None, ""
        note = ""
        if _sum(found.weights) == 100:
            weights = Weights.model_validate(found.weights)
        else:
            try:
                weights = scaled_weights(found.weights, self._typed(texts))
            except ValueError:
                return None, ""
            shares = ", ".join(f"{share:g}" for share in weights.shares)
            note = f"as if the weights were {shares}"
        return Trial(self._settings(weights, found.thresholds), self._client(found)), note

    def scaled(self, texts: Texts) -> dict[str, str]:
        """The texts of the weights that must change so that all sum to 100; those that were typed stay.

        Raises:
            ValueError: that cannot be done; the message says why.
        """
        found = self._understood(texts)
        if wrong := [problem for name, problem in found.problems.items() if name in _WEIGHTS]:
            raise ValueError(wrong[0])
        weights = scaled_weights(found.weights, self._typed(texts))
        scaled = {name: field_text(getattr(weights, component)) for name, component in _WEIGHTS.items()}
        return {name: text for name, text in scaled.items() if text != texts[name]}

    def read(self, texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        """The change that takes over what is tried, None if nothing differs, and what is wrong."""
        found = self._understood(texts)
        problems = dict(found.problems)
        total = _sum(found.weights)
        if total != 100 and not problems.keys() & _WEIGHTS.keys():
            off = f"{abs(total - 100):g} too {'much' if total > 100 else 'little'}"
            typed = self._typed(texts) or COMPONENTS
            at = [name for name, component in _WEIGHTS.items() if component in typed]
            problems |= dict.fromkeys(at, f"the weights sum to {total:g}, {off}: ctrl+g scales the others")
        if problems:
            return None, problems
        settings = self._settings(Weights.model_validate(found.weights), found.thresholds)
        client = self._client(found)
        words = [
            *(["weights"] if settings.weights != self.settings.weights else []),
            *(["thresholds"] if settings.thresholds != self.settings.thresholds else []),
            *([f"scores of {client.name}"] if client is not None and client is not self.client else []),
        ]
        if not words:
            return None, {}
        edits = (Edit(self.client, client),) if client is not self.client else ()
        changed = None if settings == self.settings else (self.settings, settings)
        return Change(f"what if: {some_names(words)}", edits, changed), {}

    def _settings(self, weights: Weights, thresholds: Thresholds) -> Settings:
        return self.settings.changed(weights=weights, thresholds=thresholds)

    def _client(self, found: _Understood) -> Client | None:
        """The client with the scores that differ; the client itself if none does."""
        client = self.client
        if client is None:
            return None
        changed = {name: score for name, score in found.scores.items() if score != getattr(client, name)}
        return with_typed(client, changed, self.today) if changed else client

    def _typed(self, texts: Texts) -> list[str]:
        """The components whose weights were typed."""
        first = self.first
        return [component for name, component in _WEIGHTS.items() if texts[name].strip() != first[name]]

    def _understood(self, texts: Texts) -> _Understood:
        problems: Problems = {}

        def read(name: str, reader: Any) -> Any:
            try:
                return reader(texts[name])
            except ValueError as error:
                problems[name] = str(error)

        weights = {component: read(name, _percent) for name, component in _WEIGHTS.items()}
        edges: dict[str, dict[str, Any]] = {"score": {}, "renewal": {}}
        for name, (part, edge, *_) in _THRESHOLDS.items():
            edges[part][edge] = read(name, read_whole_number)
        scores = {} if self.client is None else {one: read(name, read_score) for name, one in _SCORES.items()}
        thresholds = self.settings.thresholds
        if not problems.keys() & _THRESHOLDS.keys():
            try:
                thresholds = Thresholds.model_validate(edges)
            except ValidationError as error:
                problems |= _of_thresholds(error)
        return _Understood(weights, thresholds, scores, problems)


def _percent(text: str) -> float:
    try:
        number = read_number(text, thousands=False)
    except ValueError:
        raise ValueError(_PERCENT) from None
    if not 0 <= number <= 100:
        raise ValueError(_PERCENT)
    return float(number)


def _sum(weights: Mapping[str, float]) -> float:
    """The exact sum; nan where a weight could not be read."""
    known = [weight for weight in weights.values() if weight is not None]
    return float(sum(Decimal(repr(weight)) for weight in known)) if len(known) == len(weights) else float("nan")


def _of_thresholds(error: ValidationError) -> Problems:
    """What is wrong with thresholds that are numbers: of the edge that is meant, or of both of a pair."""
    problems: Problems = {}
    for detail in error.errors():
        part, *edge = map(str, detail["loc"])
        names = [name for name, (whose, of, *_) in _THRESHOLDS.items() if whose == part and (not edge or of in edge)]
        limits = detail.get("ctx", {})
        said = str(limits["error"]) if "error" in limits else "a number out of reach"
        problems |= dict.fromkeys(names, said)
    return problems


@dataclass(frozen=True)
class WhatIfSpec(FormSpec[Change]):
    """The form, with what it is tried against."""

    tried: Tried = field(kw_only=True)


def what_if_form(workspace: Workspace, today: date, client: Client | None = None) -> WhatIfSpec:
    """The form of a trial with the settings, and with the scores of a client if one is given."""
    tried = Tried(workspace.settings, client, today)
    fields = [
        Field(name, f"{component.capitalize()} %", f"Percent of {component} in the overall score; they sum to 100")
        for name, component in _WEIGHTS.items()
    ]
    fields += [Field(name, label, rule) for name, (*_, label, rule) in _THRESHOLDS.items()]
    if client is not None:
        fields += [
            Field(name, component.capitalize(), f"The score of {client.name}: 0 to 100, empty for no data")
            for name, component in _SCORES.items()
        ]
    title = "What if" if client is None else f"What if · {client.name}"
    return WhatIfSpec(
        "what-if", _BOOK if client is None else client.id, title, tuple(fields), tried.first, tried.read,
        parent="" if client is None else client.id, focus="weight_product", tried=tried,
    )  # fmt: skip


def what_if_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form on what holds now; None if its client was deleted."""
    client = ground.workspace.clients.get(draft.parent)
    if draft.parent and client is None:
        return None
    return what_if_form(ground.workspace, ground.today, client)
