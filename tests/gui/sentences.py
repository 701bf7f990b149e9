"""Every sentence of the windows that is translated, found in their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

GUI = Path(__file__).parents[2] / "planner" / "gui"
_ONE = frozenset({"tr", "_tr"})
_TWO = frozenset({"translate", "QT_TRANSLATE_NOOP"})


def sentences() -> dict[str, str]:
    """English sentences, each with the file that says it."""
    return {
        sentence: str(file.relative_to(GUI))
        for file in sorted(GUI.rglob("*.py"))
        for sentence in _in(ast.parse(file.read_text(encoding="utf-8")))
    }


def not_plain() -> list[str]:
    """Calls whose sentence is put together, so that no catalogue can have it."""
    found = []
    for file in sorted(GUI.rglob("*.py")):
        for call, argument in _calls(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                found.append(f"{file.relative_to(GUI)}:{call.lineno}")
    return found


def _in(tree: ast.AST) -> Iterator[str]:
    for _, argument in _calls(tree):
        yield from _strings(argument)


def _strings(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _strings(argument.body)
        yield from _strings(argument.orelse)


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in _ONE and node.args:
            yield node, node.args[0]
        elif name in _TWO and len(node.args) > 1 and _is_text(node.args[0]):
            yield node, node.args[1]


def _is_text(argument: ast.expr) -> bool:
    """A painter translates too, but has no context in words."""
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)
