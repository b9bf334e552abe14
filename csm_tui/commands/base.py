"""How a command is declared: once, for its key, the footer, the palette, the help and the key table.

The shape is that of textual-enhanced's commands. They are not built upon because importing them loads the palette and
the metadata of packages, a fifteenth of the whole start, for three lines that we would have used.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

if TYPE_CHECKING:  # loaded where keys are bound, in the app: to ask what a command is called needs no Textual
    from textual.binding import Binding, BindingType

from csm_tui.domain.values.keyboard import shown_key

Need = Literal[
    "undo",
    "redo",
    "row",
    "chosen",
    "activity",
    "entry",
    "state",
    "list",
    "source",
    "placed",
    "lesson",
    "prompt",
    "dated",
    "later",
    "play",
    "snooze",
    "kpi",
    "milestone",
    "amount",
]
"""What a command works on: a change to take back or to make again, the row under the cursor, the marked rows or else
that one, a row that is an activity, an entry of a client's page, one that has a next state, or a list there that takes
new ones; in the form of an evaluation what becomes an activity, what has a place among others, an entry of a section,
or a prompt; in the list of the day a dated line, one that can be put off, a client for whom a play is proposed, and
one that is put off; on the page of a roadmap a KPI, a milestone, or an amount that is entered."""


class Context(Protocol):
    """What a command may ask before it runs."""

    @property
    def read_only(self) -> str | None: ...
    def has(self, need: Need) -> bool: ...


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

    VERB: ClassVar[str] = ""
    """What its key means, in one word or two. A key has one meaning on all screens; "": it is used on one only."""

    GROUP: ClassVar[str] = "Look"
    """The task under which the help lists it."""

    FOOTER: ClassVar[str] = ""
    """What stands beside the key at the foot of the screen; nothing: it is not shown there."""

    LAST: ClassVar[bool] = False
    """Whether it stands there behind all others, where there is room."""

    MARKED: ClassVar[str] = ""
    """What stands there while rows are marked; nothing: it is not shown then."""

    CHANGES: ClassVar[bool] = False
    """Whether it changes the workspace."""

    NEEDS: ClassVar[Need | None] = None
    """What must be there for it to work on; the screen's `has` knows whether it is."""

    WHY_NOT: ClassVar[str] = ""
    """What is said when that is not there."""

    @classmethod
    def reason(cls, context: Context) -> str | None:
        """Why the command cannot run now, None if it can."""
        if cls.CHANGES and context.read_only is not None:
            return context.read_only
        return cls.WHY_NOT if cls.NEEDS is not None and not context.has(cls.NEEDS) else None

    @classmethod
    def help(cls) -> str:
        """What it does, in one line."""
        return cls.__doc__ or ""

    @classmethod
    def verb(cls) -> str:
        """The meaning of its key."""
        return cls.VERB or cls.ID

    @classmethod
    def call(cls) -> tuple[str, tuple[object, ...]]:
        """The method that does it, and what it is given: client.edit is done by `do_client_edit`."""
        return "do_" + cls.ID.replace(".", "_"), ()

    @classmethod
    def binding(cls) -> "Binding":
        """The keys, bound to an action that asks for the reason first."""
        from textual.binding import Binding

        action = f"perform({cls.ID!r})"
        return Binding(cls.KEYS, action, cls.FOOTER or cls.NAME, show=bool(cls.FOOTER), tooltip=cls.help(), id=cls.ID)

    @classmethod
    def bindings(cls) -> "list[BindingType]":
        """All its bindings; a command that takes a number has one for each."""
        return [cls.binding()]

    @classmethod
    def keys(cls, remapped: Mapping[str, str]) -> frozenset[str]:
        """The names of its keys. `remapped` are the user's own by command id."""
        return frozenset(key.strip() for key in remapped.get(cls.ID, cls.KEYS).split(","))

    @classmethod
    def shown_keys(cls, remapped: Mapping[str, str]) -> str:
        """The keys as people write them: ctrl+s, ?, S. `remapped` are the user's own by command id."""
        return shown(remapped.get(cls.ID, cls.KEYS))


class Numbered(Command):
    """A command with several keys, the first for number 0, the second for number 1 and so on."""

    @classmethod
    def bindings(cls) -> "list[BindingType]":
        from textual.binding import Binding

        return [
            Binding(key, f"perform({cls.ID!r}, {number})", cls.NAME, show=False, id=f"{cls.ID}.{number + 1}")
            for number, key in enumerate(cls.KEYS.split(","))
        ]

    @classmethod
    def shown_keys(cls, remapped: Mapping[str, str]) -> str:  # noqa: ARG003
        """The first and the last of its keys."""
        first, *_, last = cls.KEYS.split(",")
        return f"{shown(first)} - {shown(last)}"


def bindings(commands: Iterable[type[Command]]) -> "list[BindingType]":
    """The bindings of several commands."""
    return [binding for command in commands for binding in command.bindings()]


def shown(keys: str) -> str:
    """Textual's names of keys, separated by commas, as people write them."""
    return " ".join(shown_key(key.strip()) for key in keys.split(","))
