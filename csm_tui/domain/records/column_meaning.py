"""What the user has said of a column of a table that came in, so that it need not be asked again."""

from csm_tui.domain.record import Entity, FilledLine, Record, Scope, TextLine, as_named


class WordMeaning(Record):
    """Our word for one of theirs in a column; theirs is folded."""

    theirs: FilledLine
    ours: FilledLine


class ColumnMeaning(Entity):
    """What a column means in every table of a kind: its field and unit, and what words in it mean.

    `table` is the name of the kind, `header` the folded header. `field` is "" for a column that is left out, and None
    if nothing was said of the column but of words in it. It is part of the book, as the exports that a team works with
    are the same for all.
    """

    TABLE = "column_meanings"
    NOUN = "meaning of a column"
    PLURAL = "meanings of columns"
    SCOPE = Scope.BOOK
    JSON = as_named("table", "header", "field", "unit")

    table: FilledLine
    header: FilledLine
    field: TextLine | None = None
    unit: TextLine = ""
    words: tuple[WordMeaning, ...] = ()

    @property
    def label(self) -> str:
        return f"meaning of {self.header}"
