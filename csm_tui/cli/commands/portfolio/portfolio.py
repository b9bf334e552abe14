"""`portfolio` and `totals`: what the portfolio screen shows, for eyes, scripts and spreadsheets."""

from typing import Any

import click

from csm_tui.cli.options import Options, answer, as_json, for_excel, pass_options
from csm_tui.cli.output.messages import say
from csm_tui.cli.output.text_table import text_table
from csm_tui.cli.typed_values import filter_help, where_option
from csm_tui.domain.values.money import money
from csm_tui.planning.filter_language import Query
from csm_tui.planning.portfolio.columns import ALL_COLUMNS, BY_KEY, SPECS, USUAL_COLUMNS, cell_in_words, in_order
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.totals import Sum, Totals
from csm_tui.planning.portfolio.totals import totals as totals_of


@click.command(help=f"List the clients with their scores.\n\n{filter_help(PORTFOLIO_FILTER)}")
@where_option(PORTFOLIO_FILTER)
@click.option(
    "--sort", "column", type=click.Choice(ALL_COLUMNS, case_sensitive=False), default="client", help="Sort by COLUMN."
)
@click.option("--reverse", is_flag=True, help="The other way round; no data stays last.")
@click.option("--csv", "as_csv", is_flag=True, help="Answer as CSV, for a spreadsheet.")
@for_excel
@as_json
@pass_options
def portfolio(options: Options, query: Query[Row], column: str, reverse: bool, as_csv: bool) -> None:
    if options.json and as_csv:
        raise click.UsageError("--json or --csv, not both")
    if options.excel and not as_csv:
        raise click.UsageError("--excel is for CSV")
    rows = in_order(query.select(_open_portfolio(options)), [(column, reverse)])
    if as_csv:
        from csm_tui.exchange.exports import portfolio_export

        export = portfolio_export(rows)
        say((export.for_excel if options.excel else export).text, "utf-8")
    else:
        answer(options, [as_object(row) for row in rows] if options.json else None, _text(rows))


def _open_portfolio(options: Options) -> Portfolio:
    session = options.open_to_show()
    rows = Portfolio()
    rows.update(session.workspace, session.today())
    return rows


def as_object(row: Row) -> dict[str, Any]:
    """One client as the JSON answer gives it; its form is described in docs/json.md."""
    client = row.client
    return {
        **{key: BY_KEY[key].exported(row) for key in USUAL_COLUMNS},
        "coverage": row.coverage,
        "bands": {spec.key: spec.band(row) for spec in SPECS if spec.band is not None},
        "worst_driver": row.worst_driver,
        "stale": list(row.stale),
        "override": None if row.override is None else row.override.model_dump(mode="json"),
        "tags": list(client.tags),
        "status": client.status,
    }


_WIDEST_TITLE = 8
"""What fits into 80 columns."""

_SHOWN = [BY_KEY[key] for key in USUAL_COLUMNS]


def _text(rows: list[Row]) -> str:
    if not rows:
        return "no clients"
    first, *others = _SHOWN
    body = [
        [f"{'!' if row.at_risk else ' '} {first.value(row)}", *(cell_in_words(row, spec) for spec in others)]
        for row in rows
    ]
    return text_table([spec.title if len(spec.title) <= _WIDEST_TITLE else spec.short for spec in _SHOWN], body)


@click.command()
@as_json
@pass_options
def totals(options: Options) -> None:
    """Sum the portfolio up: clients, ACV, what is at risk, and the bands."""
    found = totals_of(_open_portfolio(options))
    answer(options, _totals_object(found), _totals_text(found))


def _totals_object(found: Totals) -> dict[str, Any]:
    return {
        "clients": found.clients,
        "acv": found.acv,
        "at_risk": _sum_object(found.at_risk),
        "due": _sum_object(found.due),
        "health": {str(band): _sum_object(one) for band, one in found.health.items()},
        "renewal": {str(band): _sum_object(one) for band, one in found.renewal.items()},
    }


def _sum_object(one: Sum) -> dict[str, float]:
    return {"clients": one.clients, "acv": one.acv}


def _totals_text(found: Totals) -> str:
    rows = [[name, str(one.clients), money(one.acv)] for name, one, _ in found.sums]
    return text_table(["", "Clients", "ACV"], rows)
