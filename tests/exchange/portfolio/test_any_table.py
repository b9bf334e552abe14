"""Any table of clients comes in the same in whatever form it is written; a table that is broken in any way is read or
refused, and what is taken in is mentioned."""

import csv
import random
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from csm_tui.domain.record import field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.portfolio_import import PortfolioImport, import_clients
from csm_tui.exchange.portfolio.values import CLIENT_FIELDS
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers
from csm_tui.exchange.tables import FileRefused

TODAY = date(2026, 5, 15)
HEADERS = "Client", "ACV", "Renewal", "Product", "Satisfaction"
SEPARATORS = ",", ";", "\t", "|"
ENCODINGS = "utf-8", "utf-8-sig", "utf-16", "cp1252"

rows_of_clients = st.lists(
    st.tuples(
        st.sampled_from(["Birch", "Oak & Sons", "Zo\u00eb", "M\u00fchle", "North; West", "A, B", "The 'Inn'"]),
        st.integers(0, 9_999_999).map(lambda cents: cents / 4),
        st.dates(date(2026, 1, 1), date(2030, 12, 31)),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 100),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda row: row[0],
).filter(lambda rows: all(len({row[at] for row in rows} - {None}) > 1 for at in (3, 4)))

FORMS = "%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y", "%Y/%m/%d", "%Y-%m-%dT00:00:00Z", "%B %d, %Y"

Scale = tuple[str, Callable[[int], float]]
SCALES: list[Scale] = [
    ("points", lambda score: score),
    ("0-1", lambda score: score / 100),
    ("0-10", lambda score: score / 10),
    ("1-5", lambda score: 1 + score / 25),
]


def number(value: float, mark: str, group: str) -> str:
    whole, _, rest = f"{value:,.4f}".partition(".")
    return whole.replace(",", group) + mark + rest


@given(data=st.data(), rows=rows_of_clients)
def test_any_table_comes_in_the_same(data: st.DataObject, rows: Sequence[tuple[str, float, date, int, int]]) -> None:
    scale, scaled = data.draw(st.sampled_from(SCALES))
    mark, group = data.draw(st.sampled_from([(".", ""), (",", ""), (".", ","), (",", "."), (",", " "), (".", "'")]))
    form = data.draw(
        st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y", "%Y/%m/%d", "%Y-%m-%dT00:00:00Z", "%B %d, %Y"])
    )
    order = data.draw(st.permutations(range(len(HEADERS))))
    titles = data.draw(st.lists(st.sampled_from(["All clients", "As of today", "Filtered by: mine"]), max_size=3))
    footer = data.draw(st.sampled_from([(), ("", "Confidential", "Made by Kim"), ("total",)]))
    separator = data.draw(st.sampled_from(SEPARATORS))
    cells = [
        [name, number(acv, mark, group), renewal.strftime(form),
         *("" if one is None else number(scaled(one), mark, "") for one in scores)]
        for name, acv, renewal, *scores in rows
    ]  # fmt: skip
    lines: list[list[str]] = [[text] for text in titles]
    lines += [[""]] * bool(titles)
    lines += [[line[at] for at in order] for line in [HEADERS, *cells]]
    if footer == ("total",):
        total = ["Total", number(sum(row[1] for row in rows), mark, group), "", "", ""]
        lines.append([total[at] for at in order])
    else:
        lines += [[text] for text in footer]
    if data.draw(st.booleans()):
        file = in_workbook(lines)
    else:
        stream = StringIO()
        csv.writer(stream, delimiter=separator).writerows(lines)
        file = stream.getvalue().encode(data.draw(st.sampled_from(ENCODINGS)))
    answers = NO_ANSWERS
    for header in ("Product", "Satisfaction"):
        answers = answers.with_option("map", f"{header}={header}:{scale}")
    made = import_clients(file, Workspace(), TODAY, answers)
    assert (made.questions, made.rejected) == ((), ())
    assert {(one.name, one.acv, one.renewal_date, one.product, one.satisfaction) for _, one in made.clients} == set(
        rows
    )
    assert len(made.left_out_rows) == len([text for text in footer if text])


def in_workbook(lines: Sequence[Sequence[str]]) -> bytes:
    """The lines on the second sheet of a workbook, all as text."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Cover").write_string(0, 0, "Clients")
        sheet = book.add_worksheet("Table")
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(at, column, cell)
    return stream.getvalue()


# Tables that are broken

_PIECES = (
    "Client", "Account Name", "ACV", "MRR (k)", "Renewal", "Renewal (days)", "Term", "Product", "CSAT (1-5)", "NPS",
    "Status", "Health", "Account ID", "Last Activity", "Tags", "Total", "Birch", "Oak", "Birch", "1,200.5", "1.200,5",
    "416.667", "12,000", "$5", "\u20ac 7k", "USD 1", "3", "-2", "4.5/5", "72%", "0.4", "99", "2027-03-01", "03/04/2027",
    "15-Mar-27", "46096", "Live", "gone", "green", "", "-", "n/a", "=1+1", '="x"', "[/]", "\x1b[31m", "\u202ex", "'",
    '"', "a\nb", "x" * 300, "9" * 80, "1e9", "\u0661\u0662", "2027-13-45", "0000-00-00", "99999", "((3))", "\ufeff",
)  # fmt: skip


def mutated(seed: int) -> bytes:
    """A table of clients that went through some accidents, always the same for a seed."""
    chance = random.Random(seed)
    width = chance.randint(1, 8)
    lines = [[chance.choice(_PIECES) for _ in range(width)] for _ in range(chance.randint(0, 12))]
    if lines and chance.random() < 0.8:
        lines[chance.randint(0, min(3, len(lines) - 1))] = ["Client", *chance.sample(_PIECES[2:15], width - 1)]
    if chance.random() < 0.15:
        return in_workbook(lines)[: None if chance.random() < 0.5 else chance.randint(1, 6000)]
    stream = StringIO()
    csv.writer(stream, delimiter=chance.choice(SEPARATORS)).writerows(lines)
    data = bytearray(stream.getvalue().encode(chance.choice(ENCODINGS), "replace"))
    for _ in range(chance.choice((0, 0, 1, 3, 20))):
        at = chance.randint(0, len(data))
        data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(data)


def is_mentioned(made: PortfolioImport) -> bool:
    """Whether all that changes is of a column that is listed, and each client is named by its row."""
    told = {one.field for one in made.columns} | {"name", *Client.FOLLOWING}
    told |= {"sentiment"} if "sentiment_why" in told else set()
    for before, after in made.clients:
        old = dict(before or Client(name="?"))
        changed = {name for name, value in dict(after).items() if name != "id" and old[name] != value}
        if not changed <= told:
            return False
    return all(one.client in {after.id for _, after in made.clients} for one in made.touchpoints)


def check(seeds: Sequence[int]) -> None:
    stored = Workspace().with_records([Client(name="Birch", external_id="3", acv=5), Client(name="Oak", product=50)])
    answers = [NO_ANSWERS, Answers(combine=True), NO_ANSWERS.with_option("rate", "USD=0.9")]
    for seed in seeds:
        data = mutated(seed)
        try:
            made = import_clients(data, stored, TODAY, answers[seed % 3])
        except FileRefused:
            continue
        assert is_mentioned(made), seed
        assert not (made.questions and made.would_do), seed
        names = [fold(after.name) for _, after in made.clients]
        assert len(names) == len(set(names)), seed
        assert all(clean_line(after.name) == after.name for _, after in made.clients), seed
        assert all(field_label(Client, one.field) for one in made.columns if one.field in CLIENT_FIELDS), seed


def test_broken_tables_are_read_or_refused() -> None:
    check(range(50))


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(4))
def test_two_thousand_broken_tables_are_read_or_refused(part: int) -> None:
    check(range(500 * part, 500 * (part + 1)))
