"""Everything of one CSM: the clients and the settings, as one immutable value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from csm_tui.domain.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import fold

NOBODY: Mapping[str, Client] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Workspace:
    """`clients` maps the id to the client. Two workspaces are equal only if they are the same object."""

    clients: Mapping[str, Client] = field(default_factory=lambda: NOBODY)
    settings: Settings = field(default_factory=Settings.usual)

    def with_clients(self, changed: Iterable[Client] = (), removed: Iterable[str] = ()) -> "Workspace":
        """This workspace with some clients added, replaced or removed."""
        clients = {**self.clients, **{client.id: client for client in changed}}
        for identity in removed:
            clients.pop(identity, None)
        return replace(self, clients=MappingProxyType(clients))

    def with_settings(self, settings: Settings) -> "Workspace":
        return replace(self, settings=settings)

    def named(self, name: str) -> Client | None:
        """The client of that name, whatever its case and accents."""
        return self._by_name.get(fold(name))

    @cached_property
    def _by_name(self) -> Mapping[str, Client]:
        return {fold(client.name): client for client in reversed([*self.clients.values()])}

    def matching(self, part: str) -> list[Client]:
        """The client of that name, else all with that part in the name, whatever case and accents."""
        exact = self.named(part)
        if exact is not None:
            return [exact]
        wanted = fold(part)
        return [client for client in self.clients.values() if wanted in fold(client.name)]
