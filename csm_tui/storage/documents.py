"""What is kept: tables of plain documents, each under its UUID."""

import re
from collections.abc import Mapping
from typing import Any

Document = dict[str, Any]
Tables = Mapping[str, Mapping[str, Document]]
"""Table name to document id to document, without the file's header."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(text: str) -> bool:
    """Whether the text has the form of a UUID."""
    return _UUID.fullmatch(text) is not None
