"""The specification of a form: its fields, its initial texts, and what saving it does."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from csm_tui.widgets.form.field import Field
from csm_tui.widgets.guard import guarded

Result = TypeVar("Result")

Texts = Mapping[str, str]
"""The text of each field, by name."""

Problems = dict[str, str]
"""What is wrong with fields, by name."""


class FieldConflict(NamedTuple):
    """A field that others changed while somebody typed in it. `name` is that of a field of the form; another one
    stands for a part that the form does not show, which is left out of the change if what is saved is to stay."""

    name: str
    label: str
    opened: str
    mine: str
    saved: str


@dataclass(frozen=True)
class FormSpec(Generic[Result]):
    """What is edited, as texts.

    `form`, `record` and `parent` name it in its draft. `read` gives what saving these texts means, None if nothing
    differs, and what is wrong by field name; its second argument are the fields in which something was typed.
    `first` may hold more than the fields show. `compare` finds, of the texts that the form was opened on and those in
    it, what others changed in it, where that is not seen from the fields.
    """

    form: str
    record: str
    title: str
    fields: tuple[Field, ...]
    first: Texts
    read: Callable[[Texts, Collection[str]], tuple[Result | None, Problems]]
    parent: str = ""
    new: bool = False
    focus: str = ""
    compare: Callable[[Texts, Texts], tuple[FieldConflict, ...]] | None = None

    def understood(self, texts: Texts, touched: Collection[str], at: str = "") -> tuple[Result | None, Problems]:
        """What `read` gives. Whatever it raises is a problem, too: of the field `at`, in which something was typed
        last, so that no text can end the program."""
        problems: Problems = {}
        with guarded(problems, at if at in {field.name for field in self.fields} else self.focus):
            return self.read(texts, touched)
        return None, problems

    @property
    def required(self) -> frozenset[str]:
        """The names of the fields that must not be empty."""
        _, problems = self.understood({**self.first, **{field.name: "" for field in self.fields}}, ())
        return frozenset(field.name for field in self.fields if field.name in problems and field.kind != "choice")

    def only(self, name: str) -> "FormSpec[Result]":
        """The same record with one field to be typed, or those of a record inside it; its draft is its own."""
        fields = tuple(field for field in self.fields if field.name == name or field.name.startswith(f"{name}_"))
        form = f"{self.form}-{name.replace('_', '-')}"
        return replace(self, form=form, title=f"{self.title}: {fields[0].label}", fields=fields, focus=fields[0].name)
