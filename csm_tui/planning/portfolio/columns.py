"""The columns of the portfolio. The first one is always shown in the first place."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from csm_tui.domain.records.client import Feeling
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import fold
from csm_tui.domain.values.bands import Band, Trend
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.money import money
from csm_tui.planning.columns import Caveat, ColumnKind, ColumnSpec, sort_by
from csm_tui.planning.filter_term import Term, Test, one_of, tag_term
from csm_tui.planning.portfolio.rows import Row

if TYPE_CHECKING:  # loaded with the first view
    from csm_tui.domain.records.person.view import SortKey


def _component(key: str, short: str, width: int, example: str, meaning: str, in_full: str) -> ColumnSpec[Row]:
    """The column of one of the four components of the health."""
    return ColumnSpec(
        key, key.capitalize(), short, width, 5, ColumnKind.SCORE, lambda row: getattr(row.client, key), meaning,
        legend=lambda settings: f"{getattr(settings.weights, key):g} %: {in_full}",
        band=lambda row: row.band(key),
        caveat=lambda row: Caveat.STALE if key in row.stale else None,
        example=example,
    )  # fmt: skip


def _trend_in_full(settings: Settings) -> str:
    trend = settings.trend
    return (
        f"where the overall score goes: the newest snapshot against one at least {trend.days} days older, Level "
        f"within {trend.points:g} points; as entered until the history can tell"
    )


def _has_owner(wanted: str) -> Test[Row]:
    return lambda row: wanted in fold(row.client.owner)


SPECS: tuple[ColumnSpec[Row], ...] = (
    ColumnSpec(
        "client", "Client", "Client", 22, 16, ColumnKind.TEXT, lambda row: row.client.name,
        "the name; it always comes first",
        sort=lambda row: row.natural_name, field="name",
    ),
    ColumnSpec(
        "term", "Term", "Term", 5, 4, ColumnKind.YEARS, lambda row: row.term, "whole years as a customer",
        example="term>=2", field="customer_since",
    ),
    ColumnSpec(
        "acv", "ACV", "ACV", 10, 8, ColumnKind.MONEY, lambda row: row.client.acv, "annual contract value",
        legend=lambda _: "annual contract value: money per year", example="acv>=30000",
    ),
    ColumnSpec(
        "renewal", "Renewal", "Renew", 10, 6, ColumnKind.MONTHS, lambda row: row.renewal, "whole months to the renewal",
        band=lambda row: row.renewal_band, example="renewal<=3", field="renewal_date",
    ),
    ColumnSpec(
        "trend", "Trend", "Trend", 7, 7, ColumnKind.TREND, lambda row: row.trend, "where the overall score goes",
        legend=_trend_in_full, band=lambda row: row.trend_band,
        terms=(
            Term(
                "trend", "trend:down",
                choices={**one_of(Trend, lambda row: row.trend), "none": lambda row: row.trend is None},
            ),
        ),
    ),
    ColumnSpec(
        "health", "Health", "Hlth", 8, 5, ColumnKind.SCORE, lambda row: row.standing, "the overall score",
        legend=lambda _: (
            "the overall score of those components that have data; what is missing shares its weight out"
        ),
        band=lambda row: row.health_band,
        caveat=lambda row: Caveat.OVERRIDDEN if row.override else None,
        plain=lambda row: row.health, example="health<=50", field="override",
        terms=(
            Term(
                "band", "band:red", band=lambda row: row.health_band,
                choices={"none": lambda row: row.standing is None},
            ),
        ),
    ),
    _component(
        "product", "Prod", 8, "product<50", "logins, their length, features used",
        "number of logins, their length, features used",
    ),
    _component(
        "satisfaction", "Sat", 12, "satisfaction:none", "survey and NPS", "the yearly survey and the half-yearly NPS"
    ),
    _component(
        "support", "Supp", 8, "support:none", "cases and requests",
        "cases closed well within 48 h; help requests against problem reports",
    ),
    _component(
        "sponsorship", "Spons", 11, "sponsorship:red", "seniority of the decision maker",
        "seniority of the buying decision maker",
    ),
    ColumnSpec(
        "decides", "Decides", "Decides", 10, 7, ColumnKind.DAYS_LEFT, lambda row: row.decides,
        "days until they have decided",
        legend=lambda settings: (
            "days until they have decided: the renewal less the notice period, "
            f"{settings.decision.notice_days} days where a client has none of its own"
        ),
        example="decides<=60", computed="follows from the renewal and the notice period", usual=False,
    ),
    ColumnSpec(
        "notice", "Notice", "Notice", 7, 6, ColumnKind.COUNT, lambda row: row.client.notice_days,
        "days of notice before the renewal", example="notice>=90", field="notice_days", usual=False,
    ),
    ColumnSpec(
        "sentiment", "Sentiment", "Feel", 9, 6, ColumnKind.CHOICE, lambda row: row.feeling, "what you think yourself",
        terms=(
            Term(
                "sentiment", "sentiment:bad",
                choices={**one_of(Feeling, lambda row: row.feeling), "none": lambda row: row.feeling is None},
            ),
        ),
        usual=False,
    ),
    ColumnSpec(
        "risks", "Risks", "Risks", 6, 5, ColumnKind.COUNT, lambda row: len(row.open_risks) or None, "open risks",
        computed="follows from the risks; enter opens the client", example="risks>=2", usual=False,
    ),
    ColumnSpec(
        "promise", "Promise", "Prom", 9, 6, ColumnKind.DAYS_LEFT, lambda row: row.promise,
        "days until our next promise is due",
        computed="follows from the touchpoints; enter opens the client",
        terms=(
            Term(
                "promise", "promise:overdue", number=lambda row: row.promise, unit="d",
                choices={
                    "overdue": lambda row: row.promise is not None and row.promise < 0,
                    "open": lambda row: row.promise is not None,
                },
            ),
        ),
        usual=False,
    ),
    ColumnSpec(
        "id", "External id", "Ext id", 20, 10, ColumnKind.TEXT, lambda row: row.client.external_id,
        "the id of the client in the CRM", field="external_id",
        terms=(
            Term("id", "id:0015", word=lambda wanted: lambda row: wanted in fold(row.client.external_id)),
        ),
        usual=False,
    ),
    ColumnSpec(
        "status", "Status", "Status", 10, 10, ColumnKind.TEXT, lambda row: row.client.status,
        "onboarding, active or churned",
        terms=(
            Term("status", "status:active", choices=one_of(ClientStatus, lambda row: row.client.status)),
        ),
        usual=False,
    ),
    ColumnSpec(
        "owner", "Owner", "Owner", 12, 8, ColumnKind.TEXT, lambda row: row.client.owner, "who looks after the client",
        terms=(
            Term("owner", "owner:kim", word=_has_owner, choices={"none": lambda row: not row.client.owner}),
        ),
        usual=False,
    ),
    ColumnSpec(
        "tags", "Tags", "Tags", 20, 12, ColumnKind.TEXT, lambda row: " ".join(row.client.tags), "your own words",
        plain=lambda row: row.client.tags,
        terms=(tag_term("tag:emea", lambda row: row.client.tags),),
        usual=False,
    ),
    ColumnSpec(
        "coverage", "Coverage", "Cover", 8, 5, ColumnKind.SHARE, lambda row: row.coverage,
        "share of the weight that has data",
        example="coverage<1", computed="is the share of the weight that has data", usual=False,
    ),
    ColumnSpec(
        "touched", "Touched", "Touch", 9, 6, ColumnKind.DAYS_AGO, lambda row: row.touched,
        "days since the last touchpoint",
        example="touched>60", computed="follows from the touchpoints; t notes one", usual=False,
    ),
    ColumnSpec(
        "followup", "Follow-up", "Follow", 10, 6, ColumnKind.DAYS_LEFT, lambda row: row.followup,
        "days until the next follow-up", example="followup<=7",
        computed="follows from the touchpoints; enter opens the client", usual=False,
    ),
)  # fmt: skip

BY_KEY: Mapping[str, ColumnSpec[Row]] = {spec.key: spec for spec in SPECS}
ALL_COLUMNS = tuple(BY_KEY)
USUAL_COLUMNS = tuple(spec.key for spec in SPECS if spec.usual)
"""The keys of the columns that are shown by default."""


def in_order(rows: Iterable[Row], keys: "Sequence[SortKey]") -> list[Row]:
    """The rows sorted by several columns, the most important first, and equal rows by name."""
    return sort_by(sorted(rows, key=attrgetter("place")), keys, BY_KEY)


LETTERS = {Band.RED: "r", Band.AMBER: "a", Band.GREEN: "g", None: " "}
"""What stands behind a value for its band where there are no colours."""


def cell_in_words(row: Row, spec: ColumnSpec[Row]) -> str:
    """A value as text, with its caveat before it and the letter of its band behind it."""
    value = spec.value(row)
    text = "-" if value is None else money(value) if spec.kind is ColumnKind.MONEY else str(value)
    text = f"{spec.caveat(row) or ''}{text}"
    return text if spec.band is None else f"{text} {LETTERS[spec.band(row)]}"
