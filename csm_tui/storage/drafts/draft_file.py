"""The file of one draft: its document as bytes, and what an editor saved of its texts."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csm_tui.domain.text import clean
from csm_tui.storage.disk.reading import read_whole
from csm_tui.storage.errors import Unreadable

WORD = re.compile(r"[a-z0-9-]{1,64}")
"""The name of a form, and the id of a record as it may stand in a file name."""

DAMAGED = "damaged"
"""What stands for the form of a draft whose file was damaged; there is no such form."""

_SHAPE = {
    "serial": int, "form": str, "record": str, "parent": str, "title": str, "new": bool, "at": str,
    "first": dict, "texts": dict,
}  # fmt: skip

DraftDocument = Mapping[str, Any]
"""What a file holds: the draft's fields and its `serial`, which grows with each state of it."""


@dataclass(frozen=True)
class DraftFile:
    """One file of the folder, and what it holds. `stem` is what it was called before it was claimed."""

    name: str
    document: DraftDocument
    stem: str = ""


def encode_draft(document: DraftDocument) -> bytes:
    """The bytes of a file. They are ASCII, so that they can hold any text, even half a surrogate pair."""
    return json.dumps(document).encode("ascii")


def decode_draft(data: bytes) -> DraftDocument | None:
    """The document in the bytes of a file; None if they are not a whole draft."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or any(type(found.get(name)) is not kind for name, kind in _SHAPE.items()):
        return None
    if any(type(found.get(name, {})) is not dict for name in ("base", "days")):  # older drafts have none
        return None
    texts = (*found["first"].values(), *found["texts"].values(), *found.get("days", {}).values())
    return found if WORD.fullmatch(found["form"]) and all(isinstance(text, str) for text in texts) else None


def damaged_document(stem: str, data: bytes, at: str) -> DraftDocument:
    """A draft made of the text that is left of a damaged file. `at` is when it was written, in ISO."""
    return {
        "serial": 1, "form": DAMAGED, "record": stem, "parent": "", "title": "A damaged draft", "new": False, "at": at,
        "first": {}, "texts": {"text": clean(data.decode("utf-8", "replace"))},
    }  # fmt: skip


def read_document(path: Path) -> tuple[DraftDocument, int] | None:
    """The draft in a file, and when that was written, in ns; None when there is none."""
    with suppress(Unreadable):
        found = read_whole(path)
        if found is not None and (document := decode_draft(found[0])) is not None:
            return document, found[1].modified_ns
    return None


def with_edited(document: DraftDocument, edited: Mapping[str, bytes]) -> DraftDocument:
    """The draft with what editors saved, by field; the same object when that changes nothing."""
    texts = dict(document["texts"])
    for field, data in edited.items():
        first = document["first"].get(field, "")
        before, texts[field] = texts.get(field, first), clean(data.decode("utf-8", "replace"))
        if not before.endswith("\n"):  # editors put one behind the last line
            texts[field] = texts[field].removesuffix("\n")
        if texts[field] == first:
            del texts[field]
    return document if texts == document["texts"] else {**document, "texts": texts, "serial": document["serial"] + 1}
