"""Carrying out commands: ask for the reason first, and say it."""

from abc import abstractmethod
from typing import ClassVar

from textual.dom import DOMNode

from csm_tui.commands.base import Command, Context


class CommandHost:
    """Mixed into the app and its screens. Each command has its method, as its `call` says.

    It is no node itself, or stylesheets would no longer take the screens for screens.
    """

    COMMAND_TYPES: ClassVar[tuple[type[Command], ...]] = ()

    @property
    @abstractmethod
    def context(self) -> Context:
        """What commands ask before they run."""

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry a command out, or say why it cannot be."""
        why = command.reason(self.context)
        if why is None:
            method, given = command.call()
            done = getattr(self, method)(*given, *numbers)
            if done is not None:
                await done
        else:
            assert isinstance(self, DOMNode)
            self.app.notify(f"{command.NAME}: {why}", severity="warning", markup=False)

    async def action_perform(self, identity: str, *numbers: int) -> None:
        """The action behind every command's key. The next key waits until it is done, and meets what it opened."""
        await self.perform(next(command for command in self.COMMAND_TYPES if identity == command.ID), *numbers)
