"""A column of amounts: per year or month, in thousands, in one currency or several, with one decimal mark."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from csm_tui.domain.text import clean_line
from csm_tui.domain.values.reading.readers import read_number
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.columns.column import Cells, Circumstances, ReadColumn, read_each
from csm_tui.exchange.reading.columns.decimal_marks import MarksInDoubt, fraction_marks, marked
from csm_tui.exchange.reading.columns.units import CURRENCY, currency_of, units_in_words
from csm_tui.exchange.tables import number_text

_PERIODS = {"yearly": 1, "quarterly": 4, "monthly": 12}
_SCALES = {"k": 1_000, "M": 1_000_000}
_BEHIND = {
    1: re.compile(r"\s*(?:p\.?\s?a\.?|per (?:year|annum|yr)|/\s?(?:a|y|yr|year)|yearly|annually|a year)\s*\Z", re.I),
    12: re.compile(r"\s*(?:p\.?\s?m\.?|per (?:month|mo)|/\s?(?:mo|month)|monthly|a month)\s*\Z", re.I),
}
_WORDS = (
    (re.compile(r"(?<=\d)\s*(?:tsd\.?|thousand)(?![a-z])", re.I), "k"),
    (re.compile(r"(?<=\d)\s*(?:mio\.?|mln\.?|mn|million)(?![a-z])", re.I), "M"),
)
_SENSE = "an amount is a number, such as 35000 or 35,000"
_MOST = 10**12


def money_column(cells: Cells, by: Circumstances) -> ReadColumn:
    """The amounts per year, in the currency of the workspace, in full."""
    per_year, factor = _factor(cells)
    questions: list[Question] = []
    try:
        marks = _marks(cells)
    except MarksInDoubt as doubt:
        questions.append(_about_marks(cells, doubt.samples))
        marks = {}
    rates = _rates(cells, by)
    if isinstance(rates, Question):
        questions.append(rates)
        rates = {}
    signed = cells.field.signed
    texts, problems = read_each(cells.rows, lambda cell: _amount(cell, marks, per_year, factor, rates, signed))
    notes = tuple(_notes(cells, rates))
    return ReadColumn(texts, problems, tuple(questions), notes, cells.units - {"point", "comma"})


def _factor(cells: Cells) -> tuple[int, int]:
    """How many of the amounts make a year, and how many ones are one of them."""
    per_year = next((times for unit, times in _PERIODS.items() if unit in cells.units and times > 1), 1)
    return per_year, next((times for unit, times in _SCALES.items() if unit in cells.units), 1)


def _marks(cells: Cells) -> Mapping[str, bool]:
    if cells.units & {"point", "comma"}:
        return {".": "point" in cells.units, ",": "comma" in cells.units}
    return fraction_marks(cells.filled)


def _about_marks(cells: Cells, samples: tuple[str, ...]) -> Question:
    others = cells.units - {"point", "comma"}
    choices = (
        cells.as_unit("1.5 is one and a half, 1,500 is a thousand and more", units_in_words({*others, "point"})),
        cells.as_unit("1,5 is one and a half, 1.500 is a thousand and more", units_in_words({*others, "comma"})),
    )
    return cells.question("a mark before three digits could begin a fraction or part thousands", samples, choices)


def _rates(cells: Cells, by: Circumstances) -> Mapping[str, Decimal] | Question:
    """What to multiply amounts by for each currency in the column; a question if that is not known of all."""
    usual = {unit for unit in cells.units if currency_of(unit)}
    first: dict[str, str] = {}
    for cell in cells.filled:
        for code in _currencies(cell) or usual:
            first.setdefault(code, f"{code} (row {cells.rows[cell]})")
    base = currency_of(by.currency) or by.currency
    unknown = [code for code in first if code != base and code not in by.rates]
    if len(unknown) > (0 if base else 1):
        choices = [Choice(f"say what 1 {code} is worth in {base or 'your currency'}", "rate", f"{code}=", "0.92")
                   for code in unknown]  # fmt: skip
        said = f", which is not {base}" if base else ""
        needed = "the rate of each is needed" if base else "the rates of all but your own are needed"
        why = f"amounts in {', '.join(first.values())}{said}: {needed}"
        return cells.question(why, cells.filled, choices)
    rates = {code: by.rates.get(code, Decimal(1)) if code != base else Decimal(1) for code in first}
    return {**rates, "": rates[next(iter(usual))]} if usual & rates.keys() else rates


def _currencies(cell: str) -> set[str]:
    return {currency_of(word) or word.upper() for word in CURRENCY.findall(cell)}


def _amount(
    cell: str, marks: Mapping[str, bool], per_year: int, factor: int, rates: Mapping[str, Decimal], signed: bool
) -> str:
    bare = clean_line(cell)
    for times, behind in _BEHIND.items():
        if match := behind.search(bare):
            bare, per_year = bare[: match.start()], times
    for word, letter in _WORDS:
        bare = word.sub(letter, bare)
    try:
        number = Decimal(str(read_number(marked(bare, marks))))
    except ValueError:
        raise ValueError(_SENSE) from None
    rate = next((rates[code] for code in _currencies(bare) if code in rates), rates.get("", Decimal(1)))
    amount = number * per_year * factor * rate
    if not (-_MOST if signed else 0) <= amount <= _MOST:
        raise ValueError("an amount is 0 or more" if amount < 0 else "an amount is a million millions at most")
    if rate != 1:
        amount = amount.quantize(Decimal("0.01"))
    return number_text(int(amount) if amount == amount.to_integral_value() else float(amount))


def _notes(cells: Cells, rates: Mapping[str, Decimal]) -> Iterator[str]:
    per_year, factor = _factor(cells)
    said = [f"amounts per {'month' if per_year == 12 else 'quarter'}, taken {per_year} times"] if per_year > 1 else []
    said += (
        [f"amounts in {'thousands' if factor == 1_000 else 'millions'}, taken {factor:,} times"] if factor > 1 else []
    )
    said += [f"1 {code} taken as {rate}" for code, rate in rates.items() if code and rate != 1]
    if said:
        yield f'"{clean_line(cells.header)}": {"; ".join(said)}'
