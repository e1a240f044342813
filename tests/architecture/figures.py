"""Guide figures of the code: printed at the end of every check, never failing it (architecture.md 3)."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOCK_WORDS = ("mock", "Mock", "monkeypatch", "patch(")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted; lengths in lines."""

    files: list[int]
    functions: list[int]
    typed: int
    definitions: int
    broad: int
    cycles: list[str]
    tests: int
    mock_words: int


def share(values: list[int], part: float) -> int:
    """The value below which `part` of the values lie."""
    ordered = sorted(values) or [0]
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def is_typed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether each parameter but self and cls, and the result, has a type."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [each for each in arguments if each.arg not in ("self", "cls")]
    return function.returns is not None and all(each.annotation is not None for each in named)


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether an except clause takes everything and keeps it."""
    if any(isinstance(each, ast.Raise) and each.exc is None for each in ast.walk(handler)):
        return False
    names = ast.walk(handler.type) if handler.type is not None else iter(())
    found = {each.id for each in names if isinstance(each, ast.Name)}
    return handler.type is None or bool(found & {"Exception", "BaseException"})


def cycles(packages: Path) -> list[str]:
    """The imports that lead back to where they came from, near or far."""
    import grimp

    graph = grimp.build_graph(packages.name)
    return sorted(
        f"{module} <-> {imported}".replace(f"{packages.name}.", "")
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if module < imported and graph.chain_exists(importer=imported, imported=module)
    )


def count(root: Path) -> Figures:
    """Read all modules of the program and all tests."""
    source = root / "src" / "desa_desktop"
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(source.rglob("*.py"))}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    test_texts = [file.read_text(encoding="utf-8") for file in sorted((root / "tests").rglob("test_*.py"))]
    return Figures(
        files=[len(file.read_text(encoding="utf-8").splitlines()) for file in trees],
        functions=[(each.end_lineno or each.lineno) - each.lineno + 1 for each in functions],
        typed=sum(map(is_typed, functions)),
        definitions=len(functions),
        broad=sum(1 for node in nodes if isinstance(node, ast.ExceptHandler) and is_broad(node)),
        cycles=cycles(source),
        tests=sum(text.count("def test_") for text in test_texts),
        mock_words=sum(text.count(word) for text in test_texts for word in MOCK_WORDS),
    )


def lines(figures: Figures) -> list[str]:
    """The figures beside their guide values."""
    typed = 100 * figures.typed / max(1, figures.definitions)
    words = figures.mock_words / max(1, figures.tests)
    return [
        f"berkas     {len(figures.files)} modul, {sum(figures.files)} baris; "
        f"terpanjang {max(figures.files)} (400), p95 {share(figures.files, 0.95)} (320)",
        f"fungsi     {figures.definitions}; terpanjang {max(figures.functions)} (50), p95 "
        f"{share(figures.functions, 0.95)} (25)",
        f"tipe       {typed:.1f}% definisi bertipe (100%)",
        f"lingkaran  {len(figures.cycles)} impor melingkar (0) {', '.join(figures.cycles)}",
        f"except     {figures.broad} yang luas (4)",
        f"pengujian  {figures.tests}; kata tiruan per pengujian {words:.2f} (0,30)",
    ]


def main() -> int:
    """Print and return 0, whatever the figures are."""
    print("\n".join(lines(count(ROOT))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
