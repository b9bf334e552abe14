"""`present`: the notes to a presentation, on a second terminal."""

import sys
import time
from collections.abc import Iterator

import click

from csm_tui.cli.options import Options, pass_options
from csm_tui.cli.output.messages import say, warn_of_faults
from csm_tui.cli.output.page_lines import page_lines
from csm_tui.cli.roadmaps import roadmap_client, roadmap_engagement, roadmaps_named
from csm_tui.domain.text import safe_text
from csm_tui.exchange.roadmap.roadmap_sections import PresentedPart
from csm_tui.planning.roadmap.briefings import Briefing
from csm_tui.session.user_files.presentation_file import PresentationFile, SlidePlace

_SECONDS = 0.3
"""The seconds between two looks at which slide is shown."""
_CLEAR = "\x1b[2J\x1b[H"
_TITLES = "Title", *map(str, PresentedPart)


@click.command()
@roadmap_client
@roadmap_engagement
@click.option("--notes", is_flag=True, help="Show what the audience does not see, and follow the slides.")
@pass_options
def present(options: Options, part: str, engagement: str | None, notes: bool) -> None:
    """Show the notes to a roadmap beside its slides, which another terminal presents: there 7, enter and &.

    They follow the slides until ctrl+c; into a pipe they are written once.
    """
    if not notes:
        raise click.UsageError("the slides are shown in the app: 7, enter and &; --notes shows what only you see")
    session = options.open_session()
    warn_of_faults(session)
    found = roadmaps_named(session, part, engagement)
    file = PresentationFile(session.path)
    _show(found, file.place())
    if sys.stdout.isatty():
        _follow(found, file)


def _follow(found: list[Briefing], file: PresentationFile) -> None:
    """Show the notes anew with each slide, for as long as nobody breaks it off."""
    shown = file.place()
    while True:
        time.sleep(_SECONDS)
        place = file.place()
        if place != shown:
            shown = place
            _show(found, place)


def _show(found: list[Briefing], place: SlidePlace | None) -> None:
    one = next((each for each in found if place is not None and each.roadmap.id == place.roadmap), found[0])
    slide = place.slide if place is not None and place.roadmap == one.roadmap.id else None
    text = "\n".join(safe_text(line) for line in _lines(one, slide))
    say(f"{_CLEAR if sys.stdout.isatty() else ''}{text}")


def _lines(one: Briefing, slide: int | None) -> Iterator[str]:
    yield f"{one.client.name}: {one.roadmap.title}"
    if slide is None or not 0 <= slide < len(_TITLES):
        yield "not presented at the moment"
    else:
        following = _TITLES[slide + 1] if slide + 1 < len(_TITLES) else "the end"
        yield f"now {slide + 1} of {len(_TITLES)}, {_TITLES[slide]}; then {following}"
    yield ""
    yield from page_lines(one.roadmap.notes or "no notes: E on the page of the roadmap writes them")
    yield ""
    yield from (line for reason in one.status.reasons for line in page_lines(f"- {reason}"))
