"""How a command is declared: once, for its key, the footer, the palette, the help and the key table.

The shape is that of textual-enhanced's commands. They are not built upon because importing them loads the palette and
the metadata of packages, a fifteenth of the whole start, for three lines that we would have used.
"""

from typing import ClassVar, Protocol

from textual.binding import Binding


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


class Command:
    """Something a user can do. Never made an object of: the class says it all.

    The class's docstring is its help line. Its key is always bound; where it cannot run, `reason` says why, for
    Textual itself is silent about a key that is off.
    """

    ID: ClassVar[str]
    """A name that stays, for key maps: portfolio.sort."""

    NAME: ClassVar[str]
    """What the palette calls it."""

    KEYS: ClassVar[str]
    """Textual's names of its keys, separated by commas; the first is the one that is shown."""

    FOOTER: ClassVar[str] = ""
    """What stands beside the key at the foot of the screen; nothing: it is not shown there."""

    CHANGES: ClassVar[bool] = False
    """Whether it changes the workspace."""

    @classmethod
    def reason(cls, context: Context) -> str | None:
        """Why the command cannot run now, None if it can."""
        return context.read_only if cls.CHANGES else None

    @classmethod
    def help(cls) -> str:
        """What it does, in one line."""
        return cls.__doc__ or ""

    @classmethod
    def binding(cls) -> Binding:
        """The keys, bound to an action that asks for the reason first."""
        action = f"perform({cls.ID!r})"
        return Binding(cls.KEYS, action, cls.FOOTER or cls.NAME, show=bool(cls.FOOTER), tooltip=cls.help(), id=cls.ID)

    @classmethod
    def shown_keys(cls) -> str:
        """The keys as people write them: ctrl+s, ?, S."""
        return " ".join(_SIGNS.get(key, key) for key in cls.KEYS.split(","))


class ClientCommand(Command):
    """A command on the client under the cursor."""

    @classmethod
    def reason(cls, context: Context) -> str | None:
        return super().reason(context) or (None if context.has_client else "there is no client under the cursor")


_SIGNS = {"question_mark": "?", "slash": "/", "comma": ",", "escape": "esc"}
