"""House rules no tool checks: texts at import time, broad excepts, docstrings, names of machines."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "desa_desktop"
MODULES = sorted(SOURCE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MIGRATIONS = sorted((ROOT / "migrations").rglob("*.py"))

# architecture.md 3: the four edges where a bug may be caught
BROAD_EXCEPT = {"ui/kit/jobs.py", "cli/__init__.py", "__main__.py", "services/upkeep.py"}
TRANSLATING = {"_", "ngettext"}


def place(file: Path) -> str:
    """The file as a reader of the repository names it."""
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(file.read_text(encoding="utf-8"))


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What Python runs while it imports: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*child.args.defaults, *child.args.kw_defaults, *child.decorator_list]
            for part in filter(None, defaults):
                yield from ast.walk(part)
        elif isinstance(child, ast.Lambda):
            continue
        else:
            yield child
            yield from at_import(child)


def texts_at_import(module: ast.Module) -> list[int]:
    """Lines where a text is translated before the language is known."""
    calls = [node for node in at_import(module) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in TRANSLATING]


def broad_excepts(module: ast.Module) -> list[int]:
    """Lines of `except:` and `except Exception` that do not raise again."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.ExceptHandler):
            continue
        names = (
            {each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)} if node.type else set()
        )
        is_broad = node.type is None or bool(names & {"Exception", "BaseException"})
        raises = any(isinstance(each, ast.Raise) and each.exc is None for each in ast.walk(node))
        if is_broad and not raises:
            found.append(node.lineno)
    return found


def untyped(module: ast.Module) -> list[str]:
    """Functions with a parameter or a result of no stated type."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            named = [each for each in arguments if each.arg not in ("self", "cls")]
            if node.returns is None or any(each.annotation is None for each in named):
                found.append(f"{node.name} ({node.lineno})")
    return found


@dataclass
class Found:
    """What each rule found, as `file: finding`."""

    early: list[str]
    swallowed: list[str]
    speechless: list[str]
    untyped: list[str]


@pytest.fixture(scope="module")
def found() -> Found:
    """Every module read once, for all rules together."""
    whole = Found([], [], [], [])
    for file in [*MODULES, *TESTS, *MIGRATIONS]:
        module = tree(file)
        said = ast.get_docstring(module) or ""
        if not said.split("\n\n")[0].rstrip().endswith((".", ":")):
            whole.speechless.append(place(file))
        if not file.is_relative_to(SOURCE):
            continue
        whole.early += [f"{place(file)}: {one}" for one in texts_at_import(module)]
        whole.untyped += [f"{place(file)}: {one}" for one in untyped(module)]
        if file.relative_to(SOURCE).as_posix() not in BROAD_EXCEPT:
            whole.swallowed += [f"{place(file)}: {one}" for one in broad_excepts(module)]
    return whole


def test_no_text_is_translated_before_the_language_is_known(found: Found) -> None:
    assert found.early == []


def test_only_the_four_edges_catch_bugs(found: Found) -> None:
    assert found.swallowed == []


def test_each_module_begins_by_saying_what_it_is_for(found: Found) -> None:
    assert found.speechless == [], "each begins with a sentence in words of the field"


def test_every_definition_states_its_types(found: Found) -> None:
    assert found.untyped == []


def test_a_code_read_over_the_telephone_means_one_thing() -> None:
    used = Counter(
        code
        for file in MODULES
        for code in re.findall(r'^    code = "(K-\d+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
    )
    told_alike = {"K-202", "K-241"}  # the data cannot be read; a kata sandi is needed
    assert {code for code, times in used.items() if times > 1} == told_alike


def test_the_rules_see_what_they_are_for() -> None:
    assert len(MODULES) > 700
    assert len(TESTS) > 250
    early = 'A = _("x")\nclass B:\n    c = _("y")\ndef d(e=_("z")):\n    return _("later")\n'
    assert texts_at_import(ast.parse(early)) == [1, 3, 4]
    swallow = "try:\n    a()\nexcept Exception:\n    b()\ntry:\n    a()\nexcept Exception:\n    raise\n"
    assert broad_excepts(ast.parse(swallow)) == [3]
    assert broad_excepts(ast.parse("try:\n    a()\nexcept:\n    b()\n")) == [3]
    assert untyped(ast.parse("def a(b) -> int: ...\nclass C:\n    def d(self) -> None: ...\n")) == ["a (1)"]


# put together from halves, so that this file does not hold what it looks for
NAMES = [
    "python" + "hosted",
    "pypi" + r"\.org",
    "registry" + r"\.npmjs",
    r"(?:deb|security)\.deb" + r"ian\.org",
]
PLACES = [r"/(?:work|farm)" + r"/\w", r"/root" + r"/\w", "/bash" + "_jobs"]
FOREIGN = re.compile("|".join([*NAMES, *[r"(?<![\w.$}/-])" + each for each in PLACES]]))


def tracked() -> list[Path]:
    """The files of the repository; every file of the tree where there is no git (an unpacked archive)."""
    if shutil.which("git"):
        answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
        if answer.returncode == 0:
            return [ROOT / name for name in answer.stdout.decode().split("\0") if name]
    folders = ("src", "tests", "resources", "migrations", ".ci")
    found = (file for folder in folders for file in (ROOT / folder).rglob("*"))
    return [file for file in found if file.is_file() and "__pycache__" not in file.parts]


def test_no_machine_and_no_package_server_is_named_in_the_repository() -> None:
    found = []
    for file in tracked():
        if not file.is_file() or file.suffix in (".ttf", ".mo", ".png", ".xlsx", ".kirim", ".pdf"):
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [f"{place(file)}: {each[0]}" for each in FOREIGN.finditer(text)]
    assert found == []


def test_a_named_machine_would_be_seen() -> None:
    for text in ("see /wor" + "k/main", "host py" + "pi.org", "cp /roo" + "t/x y"):
        assert FOREIGN.search(text), text
    assert not FOREIGN.search("kerja/work/lain dan /home/desa/berkas")
