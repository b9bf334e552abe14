"""The dialog in which each form is typed: the one that the registry names for it, or the one of all others."""

from importlib import import_module

from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.forms.registry import known_form
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.session import Session


def form_dialog(
    spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
) -> RecordForm[Result]:
    """The dialog that a form is typed in. `refused`: why it could not be taken before, "" if it was not. `unasked`:
    whether it opens by itself."""
    known = known_form(spec.form)
    kind: type[RecordForm[Result]] = RecordForm if known is None or not known.dialog else _loaded(known.dialog)
    return kind(spec, session, glyphs, refused, unasked=unasked)


def _loaded(place: str) -> type[RecordForm[Result]]:
    """The dialog that is named as "module:class" in this room: it is loaded when it is first opened."""
    module, name = place.split(":")
    kind: type[RecordForm[Result]] = getattr(import_module(f"csm_tui.screens.dialogs.forms.{module}"), name)
    return kind
