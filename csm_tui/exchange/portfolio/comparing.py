"""The health that a file has for a client beside the one that follows from the scores."""

from collections.abc import Iterator
from datetime import date

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import Scores, overall, round_score
from csm_tui.domain.values.reading.readers import is_no_data, read_score

_COLOURS = {
    **dict.fromkeys(("red", "r", "poor", "critical", "bad", "\U0001f534", "\U0001f7e5"), Band.RED),
    **dict.fromkeys(
        ("amber", "a", "yellow", "y", "orange", "fair", "\U0001f7e1", "\U0001f7e8", "\U0001f7e0"), Band.AMBER
    ),
    **dict.fromkeys(("green", "g", "good", "healthy", "\U0001f7e2", "\U0001f7e9"), Band.GREEN),
}


def health_warnings(client: Client, text: str, as_of: date, settings: Settings) -> Iterator[str]:
    """A warning if the health in the file, a score or a colour, differs from the one computed from the client's scores
    on that day."""
    if is_no_data(text):
        return
    exact = overall(_scores_on(client, as_of), settings.weights)
    computed = None if exact is None else exact.rounded
    band = _COLOURS.get(fold(clean_line(text)))
    if band is not None:
        ours = None if computed is None else settings.thresholds.score.band(computed)
        if ours is not band:
            yield f"{client.name}: health is {band} in the file, {_or_no_data(ours)} computed"
        return
    try:
        score = read_score(text)
    except ValueError:
        said = clean_line(text)[:60]
        yield f"{client.name}: health {said} in the file is neither score nor colour; it was not compared"
        return
    if score is not None and round_score(score) != computed:
        yield f"{client.name}: health is {score:g} in the file, {_or_no_data(computed)} computed"


def _or_no_data(value: object) -> object:
    return "no data" if value is None else value


def _scores_on(client: Client, day: date) -> Scores:
    return next((snapshot[1:] for snapshot in client.history if snapshot[0] == day), client.scores)
