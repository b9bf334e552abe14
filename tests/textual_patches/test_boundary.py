"""Only the patches touch private parts of Textual: what is theirs to change may change under no other module."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import csm_tui

_PUBLIC = {"_replace", "_asdict", "_fields", "_make", "_exit"}
"""Documented for all, though they begin so: of named tuples, and `os._exit`."""

_ROOM = "csm_tui.textual_patches"


def _modules() -> list[ModuleType]:
    found = (module.name for module in pkgutil.walk_packages(csm_tui.__path__, "csm_tui."))
    return [importlib.import_module(name) for name in found if not name.endswith("__main__")]


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in _PUBLIC


def _own(node: ast.AST) -> bool:
    """Whether it is `self`, `cls` or `super()`."""
    match node:
        case ast.Name(id="self" | "cls") | ast.Call(func=ast.Name(id="super")):
            return True
    return False


def _imported(tree: ast.AST) -> Iterator[str]:
    """What a module imports of Textual, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "textual":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "textual")


def _foreign(tree: ast.AST) -> set[str]:
    """The private parts that a module reads of anything but `self`: ours are read by nobody else either."""
    return {
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _private(node.attr) and not _own(node.value)
    }


@cache
def _names(kind: type) -> frozenset[str]:
    """The private names that a class defines, or reads or sets of `self`."""
    if not kind.__module__.startswith(("textual", "csm_tui")):
        return frozenset()
    found = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(kind)))):
        match node:
            case ast.Attribute(value=value, attr=name) if _own(value):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(name for name in found if _private(name))


def _shared_with_textual(kind: type) -> set[str]:
    """The private names of a class that its bases in Textual have too: read, overridden, or taken by accident."""
    bases = [base for base in kind.__mro__ if base.__module__.split(".")[0] == "textual"]
    return set(_names(kind)) & {name for base in bases for name in _names(base)}


@pytest.mark.thorough
def test_no_module_elsewhere_touches_private_parts_of_textual() -> None:
    found = set()
    for module in _modules():
        if module.__name__.startswith(_ROOM):
            continue
        tree = ast.parse(Path(str(module.__file__)).read_text())
        imports = {name for name in _imported(tree) if any(map(_private, name.split(".")))}
        found |= {(module.__name__, what) for what in imports | _foreign(tree)}
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__ == module.__name__:
                found |= {(f"{module.__name__}.{kind.__name__}", name) for name in _shared_with_textual(kind)}
    assert found == set()


@pytest.mark.parametrize(
    "source", ["from textual._compositor import Compositor", "import textual._xterm_parser", "from textual import _on"]
)
def test_an_import_is_seen(source: str) -> None:
    assert [name for name in _imported(ast.parse(source)) if any(map(_private, name.split(".")))]


def test_a_read_of_another_object_is_seen() -> None:
    tree = ast.parse("self.app._modes\nself._rows\nself.look._replace(a=1)\nself.app.screen.size")
    assert _foreign(tree) == {"self.app._modes"}


def test_what_a_class_shares_with_its_base_is_seen() -> None:
    from csm_tui.textual_patches.safety.crash import PrivateCrashApp
    from csm_tui.widgets.line_pane import LinePane

    assert {"_exception", "_fatal_error"} <= _shared_with_textual(PrivateCrashApp)
    assert _shared_with_textual(LinePane) == set()
