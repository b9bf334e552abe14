"""A cached property."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class lazy_property(Generic[Value]):  # noqa: N801
    """A property that is computed when first read and then cached. `functools.cached_property` is slower: it locks."""

    def __init__(self, derive: Callable[[Any], Value]) -> None:
        self._derive = derive

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type) -> "lazy_property[Value]": ...
    @overload
    def __get__(self, row: object, owner: type) -> Value: ...
    def __get__(self, row: object | None, owner: type) -> "Value | lazy_property[Value]":
        if row is None:
            return self
        value = row.__dict__[self._name] = self._derive(row)
        return value
