"""Changes of touchpoints that are more than an edit of their fields."""

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.text import shortened
from csm_tui.session.changes import Change, Edit


def ticked_off(touchpoint: Touchpoint) -> Change:
    """The follow-up becomes done, or open again if it was; named by what was to be done."""
    what = "reopening" if touchpoint.done else "completion"
    edit = Edit(touchpoint, touchpoint.changed(done=not touchpoint.done))
    return Change(f"{what} of {shortened(touchpoint.what_follows)}", (edit,))
