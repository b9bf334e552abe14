"""Keeping a draft up to date with every keystroke in a form."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Generic

from csm_tui.forms.field_conflicts import field_conflicts, rebased
from csm_tui.forms.form_spec import FieldConflict, FormSpec, Result, Texts
from csm_tui.forms.read_back import counted_from
from csm_tui.forms.registry import known_form
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.session import Session
from csm_tui.widgets.form.field import Field
from csm_tui.widgets.guard import guarded


class DraftKeeper(Generic[Result]):
    """Keeps what is typed in a form, from the first keystroke until it is safely saved.

    What was typed for a change that is still being saved is left alone: it is not this form's.
    """

    def __init__(self, spec: FormSpec[Result], session: Session) -> None:
        """Raises LookupError for a form that could not be opened again: its draft would be lost."""
        known_form(spec.form)
        self._spec = spec
        self._session = session
        self._today = session.today()
        found = session.drafts.get(spec.form, spec.record)
        self.resumed = None if found is None or session.is_saving(found) else found
        self._own = self.resumed
        self._base = self._present_base() if self.resumed is None else self.resumed.base
        self._opened = dict(spec.first) if self.resumed is None else self._opened_with(self.resumed)

    @property
    def texts(self) -> dict[str, str]:
        """The texts to begin with: as the record has them, with what was typed before.

        Of a new one, and of one that was deleted meanwhile, they are those that the form had.
        """
        return {**self._untyped, **(self.resumed.texts if self.resumed is not None else {})}

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the form. A day that was typed loosely on another day is read back as it was meant then."""
        earlier = dict(self._earlier(self.texts))
        return tuple(_counted(field, earlier[field.name], self.texts[field.name]) if field.name in earlier else field
                     for field in self._spec.fields)  # fmt: skip

    def meant(self, texts: Texts) -> dict[str, str]:
        """The texts as they are to be read: a day that was typed loosely on another day is written in full."""
        earlier = dict(self._earlier(texts))
        fields = (field for field in self._spec.fields if field.name in earlier)
        return {**texts, **{field.name: field.fixed(texts[field.name], earlier[field.name]) for field in fields}}

    def conflicts(self, now: FormSpec[Result], texts: Texts) -> tuple[FieldConflict, ...]:
        """The fields in which something was typed and that others changed; `now` is the form as it would open now."""
        return field_conflicts(now, self._opened, self.meant(self.rebased(now, texts)))

    def rebased(self, now: FormSpec[Result], texts: Texts) -> dict[str, str]:
        """The texts with what is saved by now where nobody typed."""
        return rebased(now, self._untyped, texts)

    def go_on_from(self, now: FormSpec[Result]) -> None:
        """All that others changed is known: what is typed is meant on top of what is saved now."""
        self._spec, self._opened, self._base = now, dict(now.first), self._present_base()

    def typed(self, texts: Texts) -> Draft | None:
        """Keep the texts as they are now; the draft of them, None if they are as they were at first."""
        if self._changed(texts):
            return self.hold(texts)
        if self._own is not None and self._known is self._own:
            self._session.drafts.drop(self._spec.form, self._spec.record)
        return None

    def hold(self, texts: Texts) -> Draft:
        """Keep the texts even if they are as they were at first."""
        spec, changed, known = self._spec, self._changed(texts), self._known
        own = known is self._own
        if known is not None and own and (known.texts, known.first, known.base) == (changed, self._opened, self._base):
            return known
        if known is not None and not own and not self._session.is_saving(known):  # a save of it was refused
            changed, self._base = {**known.texts, **changed}, known.base
            self._opened |= {name: known.first.get(name, "") for name in known.texts}
        self._own = Draft(
            spec.form, spec.record, spec.parent, spec.title, spec.new, dict(self._opened), changed,
            self._session.now().isoformat(timespec="seconds"), self._base, self._days(changed),
        )  # fmt: skip
        self._session.drafts.note(self._own)
        return self._own

    def throw_away(self) -> None:
        """Put what was typed into the trash."""
        self._session.drafts.discard(self._spec.form, self._spec.record)

    @property
    def _known(self) -> Draft | None:
        return self._session.drafts.get(self._spec.form, self._spec.record)

    @property
    def _untyped(self) -> Texts:
        """What stands in the form where nothing is typed."""
        return self._opened if self._spec.new else self._spec.first

    def _present_base(self) -> "dict[str, object]":
        spec = self._spec
        return {**self._session.base_of(*(() if spec.new else (spec.record, spec.parent)))}

    def _opened_with(self, draft: Draft) -> dict[str, str]:
        """What the form was opened on: of a new one all, else where somebody typed, and what it does not show."""
        shown = {field.name for field in self._spec.fields}
        kept = {name for name in draft.first if self._spec.new or name in draft.texts or name not in shown}
        return {**self._spec.first, **{name: text for name, text in draft.first.items() if name in kept}}

    def _changed(self, texts: Texts) -> dict[str, str]:
        return {name: text for name, text in texts.items() if text != self._untyped.get(name, "")}

    def _days(self, changed: Texts) -> dict[str, str]:
        """The day on which each text was typed, of a new one also that of those it began with."""
        texts = {**self._opened, **changed} if self._spec.new else changed
        earlier = self._typed_before(texts)
        return {name: earlier.get(name, self._today).isoformat() for name in texts}

    def _typed_before(self, texts: Texts) -> dict[str, date]:
        """The days on which the texts were typed that are as they were when the form was opened once more."""
        draft = self.resumed
        if draft is None:
            return {}
        before = self.texts
        return {name: self._day(draft, name) for name in texts if texts[name] == before.get(name)}

    def _day(self, draft: Draft, name: str) -> date:
        try:
            return date.fromisoformat(draft.typed_on(name))
        except ValueError:  # the file does not say it
            return self._today

    def _earlier(self, texts: Texts) -> Iterator[tuple[str, date]]:
        """The fields whose texts meant another day when they were typed, and when that was."""
        typed = self._typed_before(texts)
        for field in self._spec.fields:
            day, text = typed.get(field.name, self._today), texts.get(field.name, "")
            if day != self._today and self._was_meant_otherwise(field, text, day):
                yield field.name, day

    def _was_meant_otherwise(self, field: Field, text: str, day: date) -> bool:
        """Whether a text named another day on the day on which it was typed."""
        with guarded({}, field.name):  # what is wrong with it is said when the form reads it
            return field.fixed(text, day) not in (text, field.fixed(text, self._today))
        return False


def _counted(field: Field, day: date, text: str) -> Field:
    """The field whose text is read back as it was meant on a day, as long as it stands there."""
    meant = counted_from(field.fixed(text, day), day)
    return replace(field, read_back=lambda now: meant if now == text else field.read_back(now))
