"""Taking in a set of aspects: what it adds, renames and removes, as one change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import all_aspects, aspects_in_use
from csm_tui.session.changes import Change, Edit
from csm_tui.session.edits.evaluation_changes import retired


@dataclass(frozen=True)
class AspectsTaken:
    """What a set does to the aspects in use. `change` has no edits if it is the set in use already."""

    change: Change
    added: tuple[Aspect, ...]
    renamed: tuple[tuple[Aspect, Aspect], ...]
    """Each before and after."""
    redefined: tuple[Aspect, ...]
    removed: tuple[Aspect, ...]
    reordered: bool

    @property
    def said(self) -> Iterator[str]:
        """What it does, in lines."""
        for verb, found in (("added", self.added), ("defined anew", self.redefined), ("removed", self.removed)):
            if found:
                yield f"{verb}: {', '.join(one.name for one in found)}"
        for before, after in self.renamed:
            yield f"renamed: {before.name} to {after.name}"
        if self.reordered:
            yield "put in another order"


def take_aspects(aspects: Sequence[Aspect], workspace: Workspace) -> AspectsTaken:
    """Rate these aspects, in this order, from now on. Those in use that are not among them are retired."""
    stored, known = workspace.table(Aspect).records, all_aspects(workspace)
    present = aspects_in_use(workspace)
    used = {one.id: one for one in present}
    given = {one.id: one for one in aspects}
    kept = [(used[key], one) for key, one in given.items() if key in used]
    removed = tuple(one for one in present if one.id not in given)
    edits = [Edit(stored.get(key), one) for key, one in given.items() if known.get(key) != one]
    for one in removed:
        edits += retired(one, is_stored=one.id in stored).edits
    return AspectsTaken(
        Change("import of aspects", tuple(edits), backup="import"),
        added=tuple(one for key, one in given.items() if key not in used),
        renamed=tuple((before, after) for before, after in kept if before.name != after.name),
        redefined=tuple(after for before, after in kept if before.definition != after.definition),
        removed=removed,
        reordered=[one.id for one in present if one.id in given] != [before.id for before, _ in kept],
    )
