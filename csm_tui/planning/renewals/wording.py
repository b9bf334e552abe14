"""Renewals in words: the same in the shell, on the screen and in reports."""

from collections.abc import Iterator

from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.money import money
from csm_tui.domain.values.shares import percent
from csm_tui.planning.renewals.book import RenewalBook
from csm_tui.planning.renewals.judgement import ENOUGH, Brier
from csm_tui.planning.renewals.retention import Rate
from csm_tui.planning.renewals.upcoming import Upcoming

NO_BAND = "no data"


def rate_in_words(rate: Rate, what: str = "") -> str:
    """A rate with what it is taken of: 93.8 % of 450,000 (15 clients)."""
    noun = f"{what}{'' if rate.count == 1 else 's'}"
    return f"{percent(rate.value)} of {money(rate.of)} ({rate.count:,} {noun})"


def rates_in_words(book: RenewalBook) -> Iterator[tuple[str, str]]:
    """Each rate with its name."""
    rates = book.rates
    yield "GRR", rate_in_words(rates.grr, "client")
    yield "NRR", rate_in_words(rates.nrr, "client")
    yield "Gross renewal rate", rate_in_words(rates.gross_renewal_rate, "renewal")
    yield "Net renewal rate", rate_in_words(rates.net_renewal_rate, "renewal")
    yield "Logo churn", f"{percent(rates.logo_churn.value)} of {rates.logo_churn.count:,} clients"


def left_out_in_words(book: RenewalBook) -> Iterator[str]:
    """What the rates do not take in."""
    rates = book.rates
    if rates.undated:
        yield f"{counted(rates.undated, 'client')} left out: nothing says when they came or went"
    if rates.unpriced:
        yield f"{rates.unpriced} left out of the shares of money: the ACV is not known"
    if rates.undecided:
        yield f"{counted(rates.undecided, 'renewal')} due in the period without an outcome"


def brier_in_words(found: Brier) -> str:
    """How good the likelihoods were, beside always saying the base rate."""
    if found.value is None or found.base is None or found.base_rate is None:
        return "no outcome had a likelihood before it"
    if not found.is_enough:
        return f"too few to tell: {counted(found.count, 'outcome')} with a likelihood, {ENOUGH} are needed"
    better = "better" if found.value < found.base else "no better"
    return (
        f"Brier score {found.value:.3f}, {better} than {found.base:.3f} of always saying "
        f"{percent(found.base_rate)} ({found.count} outcomes; 0 is perfect)"
    )


def tells_in_words(book: RenewalBook) -> Iterator[tuple[str, str]]:
    """How the renewals of each band ended; bands without any are left out."""
    for band, told in book.tells.items():
        total = told.renewed + told.lost
        if total:
            kept = percent(told.renewed / total)
            yield band_in_words(band), f"{told.renewed} renewed, {told.lost} lost: {kept} of {total} kept"


def band_in_words(band: Band | None) -> str:
    return NO_BAND if band is None else band.value


def outcome_in_words(renewal: Renewal) -> str:
    """How a renewal ended, with the ACV before and after where it changed."""
    return " ".join(filter(None, [renewal.outcome.value, acv_in_words(renewal)]))


def acv_in_words(renewal: Renewal) -> str:
    """The ACV before and after; "" where it did not change, or is not known."""
    if renewal.acv is None or renewal.acv_after is None or renewal.acv == renewal.acv_after:
        return ""
    return f"{money(renewal.acv)} > {money(renewal.acv_after)}"


def expected_in_words(one: Upcoming) -> str:
    """What is expected of a renewal to come, why it counts for less than what was said, and the evidence."""
    if one.category is None:
        return "nothing said"
    said = "" if one.forecast is None else one.forecast.evidence
    signer = f"signed by {one.forecast.signer}" if one.forecast is not None and one.forecast.signer else ""
    return "; ".join(filter(None, (f"{one.category}, {one.likelihood} %", one.ceiling, said, signer)))
