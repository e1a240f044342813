"""Who uses which function of the services: read from the source, without running anything.

A name is followed through imports (`from desa_desktop.services import rkp`, `import ... as`, re-exports of a
package) and through the functions that call each other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = "desa_desktop"
SERVICES = f"{PACKAGE}.services"
Name = tuple[str, str]
"""Dotted module and top-level name in it."""


def module_of(file: Path) -> str:
    """The dotted name of a source file."""
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the program."""
    files = sorted((SOURCE / PACKAGE).rglob("*.py"))
    return {module_of(file): ast.parse(file.read_text(encoding="utf-8")) for file in files}


@cache
def imported(module: str) -> dict[str, Name]:
    """What each imported name of a module stands for; ("m", "") is the module m itself."""
    found: dict[str, Name] = {}
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Import):
            for one in node.names:
                if one.asname:
                    found[one.asname] = (one.name, "")
        elif isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                is_module = whole in trees()
                found[one.asname or one.name] = (whole, "") if is_module else (node.module, one.name)
    return found


@cache
def defined(module: str) -> dict[str, ast.stmt]:
    """The top-level functions, classes and constants of a module."""
    found: dict[str, ast.stmt] = {}
    for node in trees()[module].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({one.id: node for one in targets if isinstance(one, ast.Name)})
    return found


def origin(name: Name) -> Name:
    """Where a name is defined, through re-exports."""
    module, own = name
    seen: set[Name] = set()
    while module in trees() and own not in defined(module) and own in imported(module):
        if (module, own) in seen:
            break
        seen.add((module, own))
        module, own = imported(module)[own]
    return module, own


def uses(module: str, node: ast.AST) -> Iterator[Name]:
    """The names of our modules that a piece of source mentions."""
    known, own = imported(module), defined(module)
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            target = known.get(one.value.id)
            if target is not None and not target[1]:
                yield origin((target[0], one.attr))
        elif isinstance(one, ast.Name):
            if one.id in known and known[one.id][1]:
                yield origin(known[one.id])
            elif one.id in own:
                yield module, one.id


def public_functions() -> set[Name]:
    """What the services offer."""
    return {
        (module, name)
        for module in trees()
        if module == SERVICES or module.startswith(f"{SERVICES}.")
        for name, node in defined(module).items()
        if isinstance(node, ast.FunctionDef) and not name.startswith("_")
    }


def named_in(*packages: str) -> set[Name]:
    """What the modules below these packages mention themselves."""
    wanted = [
        one for one in trees() if any(one == package or one.startswith(f"{package}.") for package in packages)
    ]
    return {name for module in wanted for name in uses(module, trees()[module])}


def reached_from(names: Iterable[Name]) -> set[Name]:
    """These and everything that they use in turn."""
    found: set[Name] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        module, own = name
        if name in found or module not in trees() or own not in defined(module):
            continue
        found.add(name)
        waiting += uses(module, defined(module)[own])
    return found
