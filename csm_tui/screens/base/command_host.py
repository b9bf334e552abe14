"""Carrying out commands, or saying why they cannot run."""

from abc import abstractmethod
from typing import ClassVar

from textual.dom import DOMNode

from csm_tui.commands.base import Command, Context


class CommandHost:
    """A mixin for the app and its screens. Each command has a method, given by `Command.call`.

    It is not a DOM node itself, as stylesheets would then no longer match the screens.
    """

    COMMAND_TYPES: ClassVar[tuple[type[Command], ...]] = ()

    @property
    @abstractmethod
    def context(self) -> Context:
        """What commands check before they run."""

    async def perform(self, command: type[Command], *numbers: int) -> None:
        """Carry out a command, or say why it cannot run."""
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
        """The action of every command's key. The next key is handled when it is done, by whatever it opened."""
        await self.perform(next(command for command in self.COMMAND_TYPES if identity == command.ID), *numbers)
