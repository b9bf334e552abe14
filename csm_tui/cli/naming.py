"""Finding the client that a command names."""

from csm_tui.cli.options import Refusal
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.values.text import clean_line, fold
from csm_tui.domain.workspace import Workspace

_MOST_NAMES = 10


def client_named(workspace: Workspace, part: str) -> Client:
    """The client of that name, or the only one whose name contains it, ignoring case and accents.

    Raises:
        Refusal: there is none, or there are several; it names them.
    """
    wanted = clean_line(part)
    if not fold(wanted):  # an empty text is part of every name, and would choose the only client of a workspace
        raise Refusal("no client is named; any part of the name will do")
    found = workspace.matching(wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refusal(f"no client has {part!r} in the name")
    names = sorted((client.name for client in found), key=natural_key)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    raise Refusal(f"several clients have {part!r} in the name: {', '.join(names[:_MOST_NAMES])}{more}")
