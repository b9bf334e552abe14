"""How a command is declared: once, for its key, the footer, the palette, the help and the key table."""

from typing import Protocol

from textual.binding import Binding
from textual_enhanced.commands import Command as EnhancedCommand


class Context(Protocol):
    """What a command may ask before it runs."""

    @property
    def has_client(self) -> bool: ...
    @property
    def has_filter(self) -> bool: ...
    @property
    def read_only(self) -> str | None: ...
    @property
    def can_undo(self) -> bool: ...
    @property
    def can_redo(self) -> bool: ...


class Command(EnhancedCommand):
    """Something a user can do.

    The class's docstring is its help line. Its key is always bound; where it cannot run, `reason` says why, for
    Textual itself is silent about a key that is off.
    """

    ID = ""
    """A name that stays, for key maps: portfolio.sort."""

    CHANGES = False
    """Whether it changes the workspace."""

    @classmethod
    def reason(cls, context: Context) -> str | None:
        """Why the command cannot run now, None if it can."""
        return context.read_only if cls.CHANGES else None

    @classmethod
    def binding(cls) -> Binding:
        """The key, bound to an action that asks for the reason first."""
        keys, display = cls.BINDING_KEY if isinstance(cls.BINDING_KEY, tuple) else (cls.BINDING_KEY or "", None)
        return Binding(
            keys,
            f"perform({cls.ID!r})",
            cls.FOOTER_TEXT or cls.command(),
            show=cls.SHOW_IN_FOOTER,
            key_display=display,
            tooltip=cls.tooltip(),
            id=cls.ID,
        )

    @classmethod
    def keys(cls) -> str:
        """The keys as they are shown to people: ctrl+s, ?, S."""
        keys = cls.BINDING_KEY[0] if isinstance(cls.BINDING_KEY, tuple) else cls.BINDING_KEY or ""
        return " ".join(_SIGNS.get(key.strip(), key.strip()) for key in keys.split(","))


class ClientCommand(Command):
    """A command on the client under the cursor."""

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.has_client else "there is no client under the cursor")


_SIGNS = {"question_mark": "?", "slash": "/", "comma": ",", "escape": "esc"}
