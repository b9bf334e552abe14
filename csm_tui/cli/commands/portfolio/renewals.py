"""`renewals`: what is coming and expected, what ended and how, and whether forecasts and scores told the truth."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from csm_tui.cli.completion.suggestions import clients
from csm_tui.cli.naming import client_named
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.page_lines import indented, section
from csm_tui.cli.output.text_table import text_table
from csm_tui.cli.typed_values import built, read_day, read_text
from csm_tui.domain.records.renewal import Cause, Forecast, ForecastCategory, Outcome, Renewal
from csm_tui.domain.values.money import money
from csm_tui.domain.values.reading.readers import read_money
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.renewals.book import RenewalBook, renewal_book
from csm_tui.planning.renewals.endings import why_none_ends, why_not_as
from csm_tui.planning.renewals.retention import Period, Rate
from csm_tui.planning.renewals.upcoming import Upcoming, forecast_of
from csm_tui.planning.renewals.wording import (
    band_in_words,
    brier_in_words,
    left_out_in_words,
    outcome_in_words,
    rates_in_words,
    tells_in_words,
)
from csm_tui.session.edits.renewal_changes import ended, facts_at_the_end, forecast_given, forecast_id


@click.group(invoke_without_command=True)
@click.option("--from", "start", metavar="DATE", help="First day of the period of the rates; a year ago by default.")
@click.option("--to", "end", metavar="DATE", help="Its last day; today by default.")
@as_json
@click.pass_context
@pass_options
def renewals(options: Options, context: click.Context, start: str | None, end: str | None) -> None:
    """List what is up for renewal and what is expected of it, and what was kept over a period."""
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    book = renewal_book(session.workspace, session.today(), _period(start, end, session.workspace, session.today()))
    answer(options, _object(book) if options.json else None, "\n".join(_lines(book)))


def _period(start: str | None, end: str | None, workspace: Workspace, today: date) -> Period:
    quarter = first_monday(workspace, today)
    last = today if end is None else read_day("--to", end, today, quarter)
    first = Period.of_twelve_months(last).start if start is None else read_day("--from", start, today, quarter)
    if first > last:
        raise click.BadParameter(f"--from: {first} is after {last}, the last day of the period")
    return Period(first, last)


@renewals.command()
@click.argument("client", shell_complete=clients)
@click.argument("category", type=click.Choice([one.value for one in ForecastCategory], case_sensitive=False))
@click.argument("evidence")
@click.option("--likelihood", type=click.IntRange(0, 100), metavar="PERCENT", help="If it is not the category's.")
@click.option("--signer", default="", metavar="NAME", help="Who signs; without a name it is no commit.")
@as_json
@pass_options
def forecast(
    options: Options, client: str, category: str, evidence: str, likelihood: int | None, signer: str
) -> None:  # fmt: skip
    """Say what you expect of CLIENT's next renewal, and the EVIDENCE for it.

    CLIENT is any part of the name that only one client has.
    """
    session = options.open_session()
    one = client_named(session.workspace, client)
    before = forecast_of(one, session.workspace)
    after = built(
        Forecast, {"evidence": "EVIDENCE"}, id=forecast_id(one) if before is None else before.id, client=one.id,
        category=category, evidence=read_text("EVIDENCE", evidence), likelihood=likelihood, signer=signer,
    )  # fmt: skip
    session.apply(forecast_given(one, after, before, session.today()))
    options.done = True
    book = renewal_book(session.workspace, session.today())
    found = next((each for each in book.upcoming if each.row.id == one.id), None)
    told = "no renewal date is known" if found is None else f"{found.category}, {found.likelihood} %"
    why = "" if found is None or not found.ceiling else f" ({found.ceiling})"
    answer(options, None if found is None else _upcoming_object(found), f"{one.name}: {told}{why}")


@renewals.command()
@click.argument("client", shell_complete=clients)
@click.argument("outcome", type=click.Choice([one.value for one in Outcome], case_sensitive=False))
@click.option("--acv", "amount", metavar="MONEY", help="What they pay per year from now on.")
@click.option("--due", metavar="DATE", help="The day on which the contract was to be renewed; theirs by default.")
@click.option("--next", "following", metavar="DATE", help="When the new contract ends; twelve months on by default.")
@click.option("--decided", metavar="DATE", help="The day of their decision.")
@click.option("--reason", default="", metavar="TEXT", help="What they say is the reason.")
@click.option(
    "--cause", type=click.Choice([one.value for one in Cause], case_sensitive=False), metavar="CAUSE",
    help=f"What you think is behind it: {', '.join(Cause)}.",
)  # fmt: skip
@as_json
@pass_options
def close(
    options: Options, client: str, outcome: str, amount: str | None, due: str | None, following: str | None,
    decided: str | None, reason: str, cause: str | None,
) -> None:  # fmt: skip
    """Write down how CLIENT's renewal ended: renewed, expanded, contracted or churned.

    The client gets the new ACV and the next renewal date, or the status churned. CLIENT is any part of the name that
    only one client has.
    """
    session = options.open_session()
    today, one = session.today(), client_named(session.workspace, client)
    quarter = first_monday(session.workspace, today)
    why = why_none_ends(one, session.workspace.table(Renewal).of(one.id)) or why_not_as(one, Outcome(outcome))
    if why:
        raise Refusal(f"{one.name}: {why}")
    given = {
        "outcome": outcome, "new_acv": _amount(amount), "reason": read_text("--reason", reason), "cause": cause,
        "next_renewal": _day("--next", following, today, quarter),
        "decided": _day("--decided", decided, today, quarter, past=True),
    }  # fmt: skip
    facts = facts_at_the_end(one, session.workspace, _day("--due", due, today, quarter), today)
    made = built(Renewal, {"new_acv": "--acv", "next_renewal": "--next"}, **facts, **given)
    session.apply(ended(one, made, session.workspace, today))
    options.done = True
    answer(options, _closed_object(made, one.name), f"{one.name}: {outcome_in_words(made)}")


def _amount(text: str | None) -> float | None:
    try:
        return None if text is None else read_money(text)
    except ValueError as error:
        raise click.BadParameter(f"--acv: {error}") from None


def _day(option: str, text: str | None, today: date, quarter: date, *, past: bool = False) -> date | None:
    return None if text is None else read_day(option, text, today, quarter, past=past)


def _object(book: RenewalBook) -> dict[str, Any]:
    rates = book.rates
    return {
        "from": book.period.start,
        "to": book.period.end,
        "upcoming": [_upcoming_object(one) for one in book.upcoming],
        "closed": [_closed_object(one, book.name(one)) for one in book.closed],
        "forecast": [
            {
                "month": f"{one.first:%Y-%m}", "due": one.due, "expected": one.expected, "committed": one.committed,
                "unjudged": one.unjudged,
            }
            for one in book.forecast
        ],
        "grr": _rate_object(rates.grr),
        "nrr": _rate_object(rates.nrr),
        "gross_renewal_rate": _rate_object(rates.gross_renewal_rate),
        "net_renewal_rate": _rate_object(rates.net_renewal_rate),
        "logo_churn": _rate_object(rates.logo_churn),
        "left_out": {"undated": rates.undated, "unpriced": rates.unpriced, "undecided": rates.undecided},
        "brier": {
            "value": book.brier.value, "base": book.brier.base, "base_rate": book.brier.base_rate,
            "count": book.brier.count, "enough": book.brier.is_enough,
        },
        "score_tells": {
            band_in_words(band): {"renewed": told.renewed, "lost": told.lost} for band, told in book.tells.items()
        },
        "green_and_left": [book.name(one) for one in book.trusted],
        "causes": [{"cause": cause or None, "count": count} for cause, count in book.causes],
    }  # fmt: skip


def _upcoming_object(one: Upcoming) -> dict[str, Any]:
    return {
        "client": one.row.client.name,
        "date": one.row.client.renewal_date,
        "decision": one.decision,
        "acv": one.row.client.acv,
        "category": one.category,
        "likelihood": None if one.likelihood is None else one.likelihood / 100,
        "ceiling": one.ceiling or None,
        "evidence": None if one.forecast is None else one.forecast.evidence,
        "signer": None if one.forecast is None else one.forecast.signer or None,
    }


def _closed_object(one: Renewal, name: str) -> dict[str, Any]:
    likelihood = None if one.likelihood is None else one.likelihood / 100
    return {"client": name, **one.as_json(), "category": one.category, "likelihood": likelihood}


def _rate_object(rate: Rate) -> Mapping[str, float | None]:
    return {"value": rate.value, "of": rate.of, "count": rate.count}


def _lines(book: RenewalBook) -> Iterator[str]:
    yield "Coming up"
    coming = [
        [
            one.row.client.name, str(one.decision), money(one.row.client.acv),
            "nothing said" if one.category is None else one.category.value,
            "" if one.likelihood is None else f"{one.likelihood} %", one.ceiling,
        ]
        for one in book.upcoming
    ]  # fmt: skip
    yield from _table(["Client", "Decision", "ACV", "Forecast", "", ""], coming, "nothing is coming up")
    yield from section("Forecast by month of decision", _forecast_lines(book))
    yield from section(f"From {book.period.start} to {book.period.end}", _rate_lines(book))
    closed = [[book.name(one), str(one.due), outcome_in_words(one), one.cause or ""] for one in book.closed]
    yield from section("Ended", _table(["Client", "Due", "Outcome", "Root cause"], closed, "", left=4))
    yield from section("Likelihoods", indented(brier_in_words(book.brier), 2))
    yield from section("Health 90 days before", (f"  {band:<8} {told}" for band, told in tells_in_words(book)))
    green = ", ".join(book.name(one) for one in book.trusted)
    yield from section("Green and left all the same", indented(green, 2) if green else ())
    yield from section(
        "Root causes of losses", (f"  {count:>3}  {cause or 'none given'}" for cause, count in book.causes)
    )


def _table(headers: list[str], rows: list[list[str]], empty: str, left: int = 2) -> list[str]:
    if not rows:
        return [f"  {empty}"] if empty else []
    return [f"  {line}" for line in text_table(headers, rows, left=left).split("\n")]


def _forecast_lines(book: RenewalBook) -> list[str]:
    rows = [
        [f"{one.first:%Y-%m}", money(one.due), money(one.expected), money(one.committed), money(one.unjudged)]
        for one in book.forecast
        if one.clients
    ]
    return _table(["Month", "Due", "Expected", "Committed", "Nothing said"], rows, "", left=1)


def _rate_lines(book: RenewalBook) -> Iterator[str]:
    yield from (f"  {name:<20}{told}" for name, told in rates_in_words(book))
    for line in left_out_in_words(book):
        yield from indented(line, 2)
