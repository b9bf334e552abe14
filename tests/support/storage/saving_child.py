"""Programs that save until they are killed or done: `python saving_child.py <what> <path> [name] [times]`.

After each save that counts as done its number goes to standard output.
"""

import os
import sys
from itertools import count
from pathlib import Path

from tinydb import TinyDB

from csm_tui.storage.documents import Tables
from csm_tui.storage.file.database import Database
from csm_tui.storage.store import Write
from tests.support.storage.storage_helpers import Clock, uid

CLIENTS = 1000


def note(number: int) -> str:
    """Text of another length each time, so that the file shrinks as often as it grows."""
    return "x" * (number * 37 % 101)


def acknowledge(number: int) -> None:
    os.write(1, b"%d\n" % number)


def save_all(path: Path) -> None:
    """Save all clients, again and again, with the number of the save in each."""
    database = Database(path, Clock())
    for number in count(1):
        writes = [Write("clients", uid(n), {"number": number, "note": note(number)}) for n in range(CLIENTS)]
        database.save(lambda _, writes=writes: writes)  # type: ignore[misc]
        acknowledge(number)


def save_all_with_stock_tinydb(path: Path) -> None:
    """The same with TinyDB's own storage."""
    with TinyDB(path) as database:
        database.insert_multiple({"number": 0, "note": ""} for _ in range(CLIENTS))
        for number in count(1):
            database.update({"number": number, "note": note(number)})
            acknowledge(number)


def edit_in_turn(path: Path, name: str, times: int) -> None:
    """Count up a field that all writers share, and add one document of our own, with each save."""
    database = Database(path, Clock())

    def decide(tables: Tables) -> list[Write]:
        shared = tables.get("clients", {}).get(uid(0), {"total": 0})
        mine = uid(int(name) * 10**6 + number)
        return [
            Write("clients", uid(0), {**shared, "total": shared["total"] + 1, name: number}),
            Write("clients", mine, {"by": name}),
        ]

    for number in range(1, times + 1):  # noqa: B007 (`decide` uses it)
        database.save(decide)


if __name__ == "__main__":
    what, target, *rest = sys.argv[1:]
    if what == "safe":
        save_all(Path(target))
    elif what == "stock":
        save_all_with_stock_tinydb(Path(target))
    else:
        edit_in_turn(Path(target), rest[0], int(rest[1]))
