"""Commands that work on every table: declared once, and remapped once for all screens."""

from typing import ClassVar

from csm_tui.commands.base import Command, Need


class RowCommand(Command):
    """A command on the row under the cursor."""

    NEEDS: ClassVar[Need | None] = "row"
    WHY_NOT = "there is no row under the cursor"


class Filter(Command):
    """Show only the rows that fit, while you type"""

    ID = "table.filter"
    NAME = "Filter"
    KEYS = "slash"
    VERB = "find"
    GROUP = "Find and sort"
    FOOTER = "Filter"


class Clear(Command):
    """Take the marks off; without marks show all rows again"""

    ID = "table.clear"
    NAME = "Clear marks, then the filter"
    KEYS = "escape"
    VERB = "back"
    GROUP = "Find and sort"
    MARKED = "No marks"


class Sort(Command):
    """Sort by the highlighted column; once more turns the order"""

    ID = "table.sort"
    NAME = "Sort by the highlighted column"
    KEYS = "s"
    VERB = "sort"
    GROUP = "Find and sort"
    FOOTER = "Sort"


class SortFurther(Command):
    """Sort equals by the highlighted column, too; once more turns its order"""

    ID = "table.sort_further"
    NAME = "Add the highlighted column to the sort"
    KEYS = "S"
    VERB = "sort further"
    GROUP = "Find and sort"


class Mark(RowCommand):
    """Mark the row under the cursor, or take the mark off, and go on to the next"""

    ID = "table.mark"
    NAME = "Mark"
    KEYS = "space"
    VERB = "mark"
    GROUP = "Several at once"
    FOOTER = "Mark"
    MARKED = "Mark"


class MarkAll(RowCommand):
    """Mark all rows that are shown; once more takes all marks off"""

    ID = "table.mark_all"
    NAME = "Mark all"
    KEYS = "asterisk"
    VERB = "mark all"
    GROUP = "Several at once"
    MARKED = "All"


class Details(Command):
    """Show or hide what lies behind the row under the cursor"""

    ID = "table.details"
    NAME = "Detail pane"
    KEYS = "v"
    VERB = "details"


class Legend(Command):
    """Explain columns, bands and signs, with the figures in force"""

    ID = "table.legend"
    NAME = "Legend"
    KEYS = "L"
    VERB = "legend"


class Copy(RowCommand):
    """Copy the marked rows to the clipboard, or the row under the cursor, their cells separated by tabs"""

    ID = "table.copy"
    NAME = "Copy the row"
    KEYS = "Y"
    VERB = "copy"
    GROUP = "Files"
    MARKED = "Copy"


class CopyMarkdown(RowCommand):
    """Copy the marked rows to the clipboard, or the row under the cursor, as a Markdown table"""

    ID = "table.copy_markdown"
    NAME = "Copy as a Markdown table"
    KEYS = "ctrl+y"
    VERB = "copy as Markdown"
    GROUP = "Files"


COPIES: tuple[type[Command], ...] = (Copy, CopyMarkdown)


class Export(Command):
    """Write clients, plan, evaluations, roadmaps (also as a deck, .pptx) to a file, the calendar as appointments"""

    ID = "table.export"
    NAME = "Export to a file"
    KEYS = "X"
    VERB = "export"
    GROUP = "Files"
    FOOTER = "Export"
    LAST = True


class Report(Command):
    """Write what the screen is about as a page to print and hand on, internal as it is, and open it"""

    ID = "table.report"
    NAME = "Report"
    KEYS = "ctrl+t"
    VERB = "report"
    GROUP = "Files"


class Back(Command):
    """Back to where you came from"""

    ID = "back"
    NAME = "Back"
    KEYS = "escape"
    VERB = "back"
    GROUP = "Go"
    FOOTER = "Back"
    MARKED = "Back"


LIST: tuple[type[Command], ...] = (Mark, MarkAll, Filter, Clear, Sort, SortFurther, Details, Legend, *COPIES, Export)
"""What every list of records can do besides its own commands, in the order in which the help shows it."""
