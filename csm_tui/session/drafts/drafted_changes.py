"""Changes on their way to the disk that were typed in a form, and what becomes of their drafts."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from csm_tui.session.changes import Change

if TYPE_CHECKING:  # a change that nobody typed needs none of it
    from csm_tui.session.drafts.draft import Draft
    from csm_tui.session.drafts.drafts import Drafts
    from csm_tui.session.drafts.merge_base import Base


class DraftedChanges:
    """Remembers the draft of each typed change until the change is saved or refused.

    Args:
        drafts: Gives the drafts of the workspace.
        base_of: Gives what a draft keeps of the record of an id, as it is now.
    """

    def __init__(self, drafts: "Callable[[], Drafts]", base_of: "Callable[[str], Base]") -> None:
        self._drafts = drafts
        self._base_of = base_of
        self._typed: dict[Change, Draft] = {}

    def holds(self, draft: "Draft") -> bool:
        """Whether what was typed is on its way to the disk."""
        return draft in self._typed.values()

    def add(self, change: Change, draft: "Draft") -> None:
        """Remember the draft of a change that is to be saved."""
        self._typed[change] = draft

    def saved(self, change: Change) -> None:
        """Drop the draft of the change, unless more was typed since then."""
        draft = self._typed.pop(change, None)
        if draft is not None and self._drafts().get(draft.form, draft.record) is draft:
            self._drafts().drop(draft.form, draft.record)

    def refused(self, change: Change) -> "Draft | None":
        """The draft of the change, restored with what was typed in the same form since; None if it has none."""
        draft = self._typed.pop(change, None)
        if draft is None:
            return None
        since = self._drafts().get(draft.form, draft.record)
        if since is not draft:
            texts = draft.texts if since is None else {**draft.texts, **since.texts}
            self._drafts().note(replace(draft, texts=texts))
        self.told(draft)
        return self._drafts().get(draft.form, draft.record)

    def told(self, draft: "Draft") -> None:
        """Note that the person knows what others saved meanwhile: the draft is to be saved on top of that."""
        known = self._drafts().get(draft.form, draft.record)
        if known is not None and known.base:
            self._drafts().note(replace(known, base=self._base_of(known.base["id"])))
