"""Speed: styles are parsed once, not each time the app sets its variables. The start: 387 -> 371 ms."""

from textual.css.stylesheet import Stylesheet

from csm_tui.textual_patches.versions import speed


class CachedStylesheet(Stylesheet):
    """Parses a source once for as long as the variables are the same.

    Textual's parses everything again, and forgets it, whenever its app sets the variables: at the start and when a
    screen with styles of its own is opened for the first time.
    """

    if speed():

        def set_variables(self, variables: dict[str, str]) -> None:
            """Take other variables. What was parsed with the former ones is dropped."""
            if variables != self._variables:
                super().set_variables(variables)

        def reparse(self) -> None:
            """Make the rules anew from what is parsed, and parse the rest.

            Raises:
                StylesheetError: a source cannot be read.
                StylesheetParseError: a source is wrong; the rules stay as they were.
            """
            self.parse()
