"""The rows of the portfolio: the values derived for each client."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from csm_tui.domain.records.activity import Activity, ActivityStatus, Category
from csm_tui.domain.records.client import Client, Override, stale_components
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import fold
from csm_tui.domain.values.bands import Band, Trend, trend_band
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, Overall, coverage, overall, round_score, trend_of, worst_driver
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Table, Workspace
from csm_tui.planning.lazy_property import lazy_property

if TYPE_CHECKING:  # loaded where there is a risk
    from csm_tui.domain.records.client import Feeling
    from csm_tui.domain.records.risk import Risk

_NO_RISKS: "Table[Risk]" = Table()


@dataclass(eq=False)
class Row:
    """A client as the portfolio shows it on a day with the settings.

    What the first screen needs of every client, for its order and totals, is computed at once: ten thousand clients
    are then gone through once and not five times, and in the order in which they lie in memory. Other values are
    computed when first used, then cached.
    """

    client: Client
    settings: Settings
    today: date
    touchpoints: tuple[Touchpoint, ...] = ()
    risks: "tuple[Risk, ...]" = ()
    asked: date | None = None
    """When the client was last asked to speak for us, as far as the plan says."""

    id: str = field(init=False)
    place: tuple[str, str] = field(init=False)
    """The sort key among equal rows; it does not change when the client is deleted and restored."""

    is_present: bool = field(init=False)
    """Whether the client has not churned."""

    acv: float = field(init=False)
    """What the client pays per year; 0 if that is not known."""

    exact: Overall | None = field(init=False)
    """The computed overall score, not rounded."""

    standing: int | None = field(init=False)
    """The score that counts: that of an override in force, or else `health`."""

    renewal: int | None = field(init=False)
    """Whole months to renewal."""

    health_band: Band | None = field(init=False)
    """The band of the standing; clients that are onboarding or churned have none."""

    renewal_band: Band | None = field(init=False)
    due: bool = field(init=False)
    """Whether the renewal is near or overdue, and the client has not churned."""

    def __post_init__(self) -> None:
        client, override, thresholds = self.client, self.override, self.settings.thresholds
        self.id = client.id
        self.place = natural_key(client.name), client.id
        self.is_present = client.status is not ClientStatus.CHURNED
        self.acv = client.acv or 0
        self.exact = overall(client.scores, self.settings.weights)
        self.standing = standing = self.health if override is None else round_score(override.score)
        self.renewal = renewal = client.months_to_renewal(self.today)
        rated = client.status is ClientStatus.ACTIVE
        self.health_band = thresholds.score.band(standing) if rated and standing is not None else None
        self.renewal_band = thresholds.renewal.band(renewal) if rated and renewal is not None else None
        self.due = self.is_present and renewal is not None and renewal <= thresholds.renewal.red

    @lazy_property
    def name_key(self) -> str:
        return fold(self.client.name)

    @property
    def natural_name(self) -> str:
        """The sort key of the name."""
        return self.place[0]

    @lazy_property
    def search_text(self) -> str:
        return "\n".join((self.name_key, *map(fold, self.client.tags)))

    @lazy_property
    def term(self) -> int | None:
        return self.client.term(self.today)

    @lazy_property
    def touched(self) -> int | None:
        """Days since the last touchpoint."""
        days = [one.day for one in self.touchpoints if one.day <= self.today]
        return (self.today - max(days)).days if days else None

    @lazy_property
    def followup(self) -> int | None:
        """Days until the first open follow-up; negative if it is overdue."""
        days = [one.follow_up for one in self.touchpoints if one.follow_up is not None and one.open]
        return (min(days) - self.today).days if days else None

    @lazy_property
    def decision(self) -> date | None:
        """The day by which the client has decided."""
        return self.client.decides_on(self.settings.decision.notice_days)

    @lazy_property
    def decides(self) -> int | None:
        """Days until the decision; negative if it is past."""
        return None if self.decision is None else (self.decision - self.today).days

    @property
    def feeling(self) -> "Feeling | None":
        """The CSM's own feeling about the client."""
        return None if self.client.sentiment is None else self.client.sentiment.feeling

    @lazy_property
    def open_risks(self) -> "tuple[Risk, ...]":
        return tuple(one for one in self.risks if one.is_open)

    @lazy_property
    def promise(self) -> int | None:
        """Days until our first open promise is due; negative if it is overdue."""
        days = [one.follow_up for one in self.touchpoints if one.promise and one.follow_up is not None and one.open]
        return (min(days) - self.today).days if days else None

    @lazy_property
    def trend(self) -> Trend | None:
        """The trend according to the history; the entered one while the history is too short."""
        history = self.client.history
        now = self.exact if history and history[-1][1:] == self.client.scores else None
        told = trend_of(history, self.settings.weights, self.settings.trend, now)
        return self.client.trend if told is None else told

    @property
    def health(self) -> int | None:
        """The computed overall score, rounded half up."""
        return None if self.exact is None else self.exact.rounded

    @property
    def override(self) -> Override | None:
        return self.client.override_on(self.today)

    @property
    def trend_band(self) -> Band | None:
        return None if self.trend is None else trend_band(self.trend)

    @property
    def at_risk(self) -> bool:
        """Whether the client is due or has a red health."""
        return self.due or self.health_band is Band.RED

    @property
    def coverage(self) -> float:
        """The share of the total weight whose components have data, 0-1."""
        return coverage(self.client.scores, self.settings.weights)

    @property
    def worst_driver(self) -> str | None:
        return worst_driver(self.client.scores, self.settings.weights)

    @lazy_property
    def stale(self) -> tuple[str, ...]:
        return stale_components(self.client, self.settings.stale.days, self.today)

    @lazy_property
    def reds(self) -> tuple[str, ...]:
        """Those of the COMPONENTS that are red."""
        least = self.settings.thresholds.score.amber
        scores = zip(COMPONENTS, self.client.scores, strict=True)
        return tuple([name for name, score in scores if score is not None and round_score(score) < least])

    def band(self, component: str) -> Band | None:
        """The band of one of the COMPONENTS; None without data."""
        score = getattr(self.client, component)
        return None if score is None else self.settings.thresholds.score.band(round_score(score))


def row_of(client: Client, workspace: Workspace, today: date) -> Row:
    """The row of one client, as the portfolio derives it."""
    risks = workspace.tables.get("risks", _NO_RISKS).of(client.id)
    asked = days_of_advocacy(workspace).get(client.id)
    return Row(client, workspace.settings, today, workspace.table(Touchpoint).of(client.id), risks, asked)


def days_of_advocacy(workspace: Workspace) -> Mapping[str, date]:
    """When each client was last asked to speak for us, by its id: the days of what the plans hold of that and is done.

    The day is that of the last hours logged on it, else its deadline or the end of its quarter. Who has something of it
    still to come is being asked, and was not yet.
    """
    found: dict[str, date] = {}
    coming: set[str] = set()
    for one in workspace.table(Activity).records.values():
        if one.category is not Category.ADVOCATE:
            continue
        if one.open:
            coming.update(one.clients)
        elif one.status is ActivityStatus.DONE:
            day = max((entry.day for entry in one.log), default=one.deadline or Quarter(one.quarter).end)
            found.update((client, max(day, found.get(client, day))) for client in one.clients)
    return {client: day for client, day in found.items() if client not in coming}


@dataclass
class Portfolio:
    """The rows of a workspace, by name. A row is reused as long as it would be the same."""

    settings: Settings = field(default_factory=Settings.usual)
    today: date = date.min
    _rows: dict[str, Row] = field(default_factory=dict)

    def update(self, workspace: Workspace, today: date) -> None:
        """Derive the rows of another workspace or day."""
        settings = workspace.settings
        touchpoints_of, risks_of = workspace.table(Touchpoint).of, workspace.tables.get("risks", _NO_RISKS).of
        asked_on = days_of_advocacy(workspace).get
        kept = self._rows if (settings, today) == (self.settings, self.today) else {}
        self.settings, self.today = settings, today
        rows = [
            row
            if (row := kept.get(identity)) is not None
            and row.client is client
            and row.touchpoints == touchpoints_of(identity)
            and row.risks == risks_of(identity)
            and row.asked == asked_on(identity)
            else Row(client, settings, today, touchpoints_of(identity), risks_of(identity), asked_on(identity))
            for identity, client in workspace.clients.items()
        ]
        # In their places, so that no sort has to find these again: that of 10,000 rows takes a third less.
        self._rows = {row.id: row for row in sorted(rows, key=attrgetter("place"))}

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, identity: str) -> Row:
        return self._rows[identity]

    def __contains__(self, identity: object) -> bool:
        return identity in self._rows
