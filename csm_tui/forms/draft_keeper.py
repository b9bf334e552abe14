"""The draft that follows every keystroke in a form."""

from csm_tui.forms.form_spec import FormSpec, Result, Texts
from csm_tui.forms.registry import known_form
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.session import Session


class DraftKeeper:
    """Keeps what is typed about a subject, from the first keystroke until it is safely saved.

    What was typed for a change that is still being saved is left alone: it is not this form's.
    """

    def __init__(self, spec: FormSpec[Result], session: Session) -> None:
        """Raises LookupError for a form that could not be opened again: its draft would be lost."""
        known_form(spec.form)
        self._spec = spec
        self._session = session
        found = session.drafts.get(spec.form, spec.record)
        self.resumed = None if found is None or session.is_saving(found) else found
        self._own = self.resumed
        self._base = session.base_of(*(() if spec.new else (spec.record, spec.parent)))
        if self.resumed is not None:
            self._base = self.resumed.base

    @property
    def texts(self) -> dict[str, str]:
        """The texts to begin with: as the record has them, with what was typed before.

        Of a new one, and of one that was deleted meanwhile, they are those that the form had.
        """
        draft, first = self.resumed, dict(self._spec.first)
        if draft is None:
            return first
        lost = draft.first if self._spec.new else {}
        return {**first, **lost, **draft.texts}

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
        if known is not None and known is self._own and known.texts == changed:
            return known
        if known is not None and known is not self._own and not self._session.is_saving(known):
            changed, self._base = {**known.texts, **changed}, known.base  # given back by a save that was refused
        self._own = Draft(
            spec.form, spec.record, spec.parent, spec.title, spec.new, spec.first, changed,
            self._session.now().isoformat(timespec="seconds"), self._base,
        )  # fmt: skip
        self._session.drafts.note(self._own)
        return self._own

    @property
    def _known(self) -> Draft | None:
        return self._session.drafts.get(self._spec.form, self._spec.record)

    def _changed(self, texts: Texts) -> dict[str, str]:
        return {name: text for name, text in texts.items() if text != self._spec.first.get(name, "")}

    def start_over(self) -> None:
        """Put what was typed away."""
        self._session.drafts.discard(self._spec.form, self._spec.record)
        self.resumed = self._own = None
