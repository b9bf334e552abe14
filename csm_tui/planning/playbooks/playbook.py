"""Playbooks: the plays of the program and of one's own file, and which of them applies to a client."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from csm_tui.planning.playbooks.conditions import Case, case_tests
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.reading import read_plays
from csm_tui.planning.playbooks.written import Problem


class Origin(StrEnum):
    """Where a play comes from."""

    BUILT_IN = "built in"
    CHANGED = "changed"
    OWN = "own"


class Playbook(NamedTuple):
    """The plays that are on, by rank; those that are switched off; where each comes from, by its id; and what could
    not be read."""

    plays: tuple[Play, ...] = ()
    problems: tuple[Problem, ...] = ()
    off: tuple[Play, ...] = ()
    origins: Mapping[str, Origin] = MappingProxyType({})

    def named(self, identity: str) -> Play | None:
        """The play with an id, if it is on."""
        return next((one for one in self.plays if one.id == identity), None)

    def own(self) -> list[Play]:
        """The plays that one's own file adds or changes, without those that it switches off."""
        return [one for one in self.plays if self.origins[one.id] is not Origin.BUILT_IN]


def read_playbook(text: str, own: str = "") -> Playbook:
    """The plays of a playbook, with those of one's own file added, changed by their ids, or switched off.

    A play that breaks a rule is left out and told; where it was to change another one, that one stands as it was.
    """
    plays, problems = read_plays(text, {})
    changes, wrong = read_plays(own, plays)
    chosen = sorted((plays | changes).values(), key=lambda one: (one.rank, one.id))
    origins = {one.id: Origin.BUILT_IN for one in chosen}
    origins |= {name: Origin.CHANGED if name in plays else Origin.OWN for name in changes}
    return Playbook(
        tuple(one for one in chosen if not one.off),
        (*problems, *wrong),
        tuple(one for one in chosen if one.off),
        origins,
    )


def applies(play: Play, case: Case) -> bool:
    """Whether the conditions of a play hold for a client."""
    when, need, unless = (case_tests(text) for text in (play.when, play.need, play.unless))
    return (
        all(test(case) for test in when)
        and (not need or any(test(case) for test in need))
        and not any(test(case) for test in unless)
    )


def plays_for(plays: Iterable[Play], case: Case) -> list[Play]:
    """The plays that apply to a client, the primary one first."""
    return [one for one in plays if applies(one, case)]
