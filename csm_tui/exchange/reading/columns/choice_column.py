"""A column of words of which we have a few of our own."""

from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.columns.column import Cells, ReadColumn, read_each

_MOST_QUESTIONS = 12
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "\u2713", "\u2714"})
_NO = frozenset({"no", "n", "false", "0", "nein"})


def choice_column(cells: Cells) -> ReadColumn:
    """Our words. Under a header that is a yes-or-no question the field says what yes and no mean."""
    means = cells.field.yes_and_no.get(fold(clean_line(cells.header)).strip(" ?"))

    def read(cell: str) -> str:
        word = fold(clean_line(cell))
        if means is not None and word in _YES | _NO:
            return means[word in _NO]
        return cells.field.read_word(cell)

    texts, problems = read_each(cells.rows, read)
    unknown = list({fold(clean_line(cell)): cell for cell in problems}.values())
    if not unknown or len(unknown) > _MOST_QUESTIONS:
        return ReadColumn(texts, problems)
    return ReadColumn(texts, {}, tuple(_about(cells, cell) for cell in unknown))


def _about(cells: Cells, cell: str) -> Question:
    header, theirs = clean_line(cells.header).partition(":")[0].strip(), clean_line(cell)
    ours = [Choice(word, "value", f"{header}:{theirs}={word}") for word in cells.field.words]
    none = Choice("leave these cells out", "value", f"{header}:{theirs}=-")
    return cells.question(f'"{theirs[:60]}" is no {cells.field.word} of ours', [cell], [*ours, none])
