"""The dialog of each form: ratings, trials and imports have one of their own, all others the same one."""

from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.forms.import_draft import IMPORT
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.session import Session


def form_dialog(
    spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
) -> RecordForm[Result]:
    """The dialog that a form is typed in. `refused`: why it could not be taken before, "" if it was not. `unasked`:
    whether it opens by itself."""
    if any(field.kind == "rating" for field in spec.fields):
        from csm_tui.screens.dialogs.forms.rating_form import RatingForm

        return RatingForm(spec, session, glyphs, refused, unasked=unasked)
    if spec.form == "what-if":
        from csm_tui.screens.dialogs.forms.what_if_dialog import WhatIfDialog

        return WhatIfDialog(spec, session, glyphs, refused)
    if spec.form == IMPORT:
        from csm_tui.screens.dialogs.forms.import_form import ImportForm

        return ImportForm(spec, session, glyphs, refused, unasked=unasked)
    return RecordForm(spec, session, refused, unasked=unasked)
