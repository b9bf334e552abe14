"""Safety: undo and redo of any edits. Textual's wraps some of the lines anew, at times the wrong ones, and ends."""

from collections.abc import Sequence

from textual.widgets import TextArea
from textual.widgets.text_area import Edit


class ManyLines(TextArea):
    """An editor of several lines that wraps all of them anew when edits are undone or made again.

    Textual's takes the ends of the edits, each of which holds for the text as it was at that edit, for places in the
    text as it is now, so that its table of wrapped lines is too short or too long; and it scrolls to the cursor
    before that is back in what is left of the text.
    """

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        for edit in reversed(edits):
            edit.undo(self)
        self._settle([*reversed(edits)])

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        for edit in edits:
            edit.do(self, record_selection=False)
        self._settle(edits)

    def _settle(self, edits: Sequence[Edit]) -> None:
        """Lay out the text and put the cursor where the last of these edits leaves it."""
        if not edits:
            return
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        for edit in edits:
            edit.after(self)
        self._refresh_size()  # scrolls to the cursor, which is in the text by now
        self._build_highlight_map()
        self.post_message(self.Changed(self))
        self.update_suggestion()
