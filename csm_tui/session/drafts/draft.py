"""What was typed in one form and is not saved, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from csm_tui.storage.drafts.draft_file import DAMAGED, DraftFile

__all__ = ["DAMAGED", "Draft", "read_draft", "typed_at"]


@dataclass(frozen=True)
class Draft:
    """The text typed in a form that is not saved. `form` and `record` name it. The mappings must not change any more.

    `form` is lower-case letters, digits and hyphens; `record` is the record's id, of a new one the id that it will
    have; `parent` what else it is about, as a rule the id of the record that it belongs to, or nothing; `title` is for
    people. `first` are the texts with which the form opened, `texts` those of the changed fields. `at` is the ISO time
    of the last keystroke. `base` is what the form was opened on (`merge_base`). `days` are the ISO days on which
    the texts were typed, by field: "in 2 weeks" counts from then.
    """

    form: str
    record: str
    parent: str
    title: str
    new: bool
    first: Mapping[str, str]
    texts: Mapping[str, str]
    at: str
    base: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)

    def typed_on(self, name: str) -> str:
        """The ISO day on which the text of a field was typed; older programs only kept that of the last key."""
        return self.days.get(name, self.at[:10])


def read_draft(kept: DraftFile) -> Draft:
    """The draft in a file."""
    return Draft(**{one.name: kept.document[one.name] for one in fields(Draft) if one.name in kept.document})


def typed_at(draft: Draft) -> float:
    """When its last key was typed, in seconds since the epoch; 0 if the file does not say it."""
    try:
        return datetime.fromisoformat(draft.at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
