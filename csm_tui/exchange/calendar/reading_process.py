"""Reading a calendar file in a process of its own, which cannot hold the program up whatever the file holds.

The module is also that process: it is given a line of JSON and the file by standard input, and answers in JSON.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import csm_tui
from csm_tui.exchange.calendar.found import CalendarFound, EventSeries, Spell, UnreadEvent
from csm_tui.exchange.tables import FileRefused

_PROCESSOR_SECONDS = 2
"""What the process may take of the processor; it ends then, whatever it is doing."""

_CLOCK_SECONDS = 20
"""How long it may take by the clock on a computer with no time for it."""

_TOO_LONG = "it takes too long to read; export it for fewer months, or without events of the past"


def read_calendar_apart(data: bytes, first: date, last: date, titles: Collection[str]) -> CalendarFound:
    """As `read_calendar`, in the zone of this computer and in a process of its own.

    Raises:
        FileRefused: it is no calendar, or takes longer to read than two seconds of the processor.
    """
    asked = {"first": first.isoformat(), "last": last.isoformat(), "titles": [*titles]}
    # Without -P a file of the present folder could stand in for one of Python's.
    command = [sys.executable, "-P", "-m", __name__]
    search = [str(Path(csm_tui.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(search)}
    try:
        done = subprocess.run(
            command, input=json.dumps(asked).encode() + b"\n" + data, capture_output=True, check=False,
            timeout=_CLOCK_SECONDS, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise FileRefused(_TOO_LONG) from None
    if done.returncode < 0:  # ended by the bound
        raise FileRefused(_TOO_LONG)
    if done.returncode:
        raise RuntimeError(f"the reader of calendars ended with {done.returncode}")
    return _found(json.loads(done.stdout))


def _found(answer: dict[str, Any]) -> CalendarFound:
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    series = (
        EventSeries(**{**one, "spells": tuple(Spell(date.fromisoformat(day), *times) for day, *times in one["spells"])})
        for one in answer["series"]
    )
    unread = (UnreadEvent(*one) for one in answer["unread"])
    return CalendarFound(**{**answer, "series": tuple(series), "unread": tuple(unread)})


def _answer() -> dict[str, Any]:
    from csm_tui.exchange.calendar.reading import read_calendar

    asked = json.loads(sys.stdin.buffer.readline())
    first, last = date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"])
    try:
        return asdict(read_calendar(sys.stdin.buffer.read(), first, last, asked["titles"]))
    except FileRefused as error:
        return {"refused": str(error)}


def main() -> None:
    """Answer what is asked by standard input, within the bound."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    print(json.dumps(_answer(), default=date.isoformat))  # noqa: T201 - the answer of the process


if __name__ == "__main__":
    main()
