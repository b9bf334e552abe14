"""Between documents, as the file keeps them, and the frozen models of a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.client import Client
from csm_tui.domain.settings import SETTINGS_ID, Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.writes import Write

CLIENTS = "clients"
SETTINGS = "settings"
_ENVELOPE = ("rev", "updated_at")
_NO_DOCUMENTS: Mapping[str, Document] = {}


@dataclass(frozen=True)
class Loaded:
    """The tables as read, the workspace in them, and what could not be understood.

    A document with a fault stays in the file as it is; it is only not shown.
    """

    tables: Tables
    workspace: Workspace
    faults: tuple[str, ...] = ()
    settings_unread: bool = False


def load(tables: Tables, previous: Loaded | None = None) -> Loaded:
    """The workspace in the tables. Models whose document is as before are kept, the same objects."""
    if previous is not None and previous.tables is tables:
        return previous
    faults: list[str] = []
    clients = _load_clients(tables, previous, faults)
    sound = len(faults)
    settings = _load_settings(tables, faults)
    if previous is not None and settings == previous.workspace.settings:
        settings = previous.workspace.settings
    return Loaded(
        tables, Workspace().with_settings(settings).with_clients(clients.values()), tuple(faults), len(faults) > sound
    )


def _load_clients(tables: Tables, previous: Loaded | None, faults: list[str]) -> dict[str, Client]:
    old_documents = previous.tables.get(CLIENTS, _NO_DOCUMENTS) if previous else _NO_DOCUMENTS
    old_clients = previous.workspace.clients if previous else {}
    clients: dict[str, Client] = {}
    for identity, document in tables.get(CLIENTS, _NO_DOCUMENTS).items():
        known = old_documents.get(identity)
        if identity in old_clients and (known is document or known == document):
            clients[identity] = old_clients[identity]
            continue
        try:
            clients[identity] = Client.model_validate(_bare(document, identity))
        except ValidationError as error:
            faults.append(f"client {identity}: {_first_problem(error)}")
    return clients


def _load_settings(tables: Tables, faults: list[str]) -> Settings:
    document = tables.get(SETTINGS, _NO_DOCUMENTS).get(SETTINGS_ID)
    if document is None:
        return Settings.usual()
    try:
        return Settings.model_validate(_bare(document))
    except ValidationError as error:
        faults.append(f"settings: {_first_problem(error)}; the defaults are used")
        return Settings.usual()


def _bare(document: Document, identity: str | None = None) -> dict[str, Any]:
    fields = dict(document)
    for name in _ENVELOPE:
        fields.pop(name, None)
    if identity is not None:
        fields["id"] = identity
    return fields


def _first_problem(error: ValidationError) -> str:
    detail = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(map(str, detail['loc'])) or 'document'}: {detail['msg']}"


def writes(old: Workspace, new: Workspace) -> list[Write]:
    """What must be written so that the file holds the new workspace in place of the old one."""
    found = [
        Write(CLIENTS, identity, client.model_dump(mode="json"))
        for identity, client in new.clients.items()
        if old.clients.get(identity) is not client
    ]
    found += [Write(CLIENTS, identity, None) for identity in old.clients if identity not in new.clients]
    if old.settings != new.settings:
        found.append(Write(SETTINGS, SETTINGS_ID, new.settings.model_dump(mode="json")))
    return found
