"""The form that changes the tags of several entries at once."""

from collections.abc import Collection, Sequence
from datetime import date

from pydantic import Field, ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import Record, fixed_id
from csm_tui.domain.records.client import Tags
from csm_tui.domain.records.engagements.evaluation import Entry
from csm_tui.forms.fields import RecordFields
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.evaluation_changes import retagged, some_entries


class TagsEdit(Record):
    """Tags to add and to take out; all others stay, whatever others did with them."""

    add_tags: Tags = Field((), description="Words separated by commas; the others stay")
    remove_tags: Tags = Field((), description="Words separated by commas")


_FIELDS = RecordFields(TagsEdit, ("add_tags", "remove_tags"))


def tags_form(entries: Sequence[Entry], today: date, identity: str = "") -> FormSpec[Change]:
    """The form for several entries, saved and undone as one step. `identity` is that of their draft."""
    ids = [one.id for one in entries]

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Change | None, Problems]:
        values, problems = _FIELDS.read(texts, [*texts], today)
        try:
            typed = TagsEdit.model_validate(values)
        except ValidationError as error:
            return None, explain(TagsEdit, error) | problems
        change = retagged(entries, typed.add_tags, typed.remove_tags)
        return (change if change.edits and not problems else None), problems

    return FormSpec(
        "tags", identity or fixed_id(f"tags {' '.join(sorted(ids))}"), f"Tags of {some_entries(entries)}",
        _FIELDS.fields, _FIELDS.texts(None), read, parent=" ".join(ids), focus="add_tags",
    )  # fmt: skip


def tags_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form for those of its entries that still exist; None if there are none."""
    known = ground.workspace.table(Entry).records
    entries = [known[key] for key in draft.parent.split() if key in known]
    return tags_form(entries, ground.today, draft.record) if entries else None
