"""The lock file holds what pyproject.toml asks for, with hashes and without addresses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "resources" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY = re.compile(
    r"^([a-z0-9-]+)==([^\s;\\]+)[^\\\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def locked() -> dict[str, str]:
    """Name -> version of every entry of the lock."""
    return {canonicalize_name(each[1]): each[2] for each in ENTRY.finditer(LOCK)}


def wanted() -> list[Requirement]:
    """What the program and its tests ask for."""
    texts = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return [Requirement(text) for text in texts]


def test_every_dependency_is_locked_to_a_version_that_fits() -> None:
    versions = locked()
    unfit = [
        str(each)
        for each in wanted()
        if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"), prereleases=True)
    ]
    assert unfit == []


def test_qts_binding_is_the_one_build_that_was_measured() -> None:
    pins = [str(each.specifier) for each in wanted() if each.name == "PySide6-Essentials"]
    assert pins == ["==6.9.3"]
    assert (locked()["pyside6-essentials"], locked()["shiboken6"]) == ("6.9.3", "6.9.3")


def test_the_lock_is_nothing_but_names_versions_and_hashes() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert ENTRY.sub("", LOCK).strip() == ""


def test_each_entry_has_a_hash() -> None:
    assert len(locked()) == LOCK.count("==", 0) - LOCK.count(" == ")
    assert len(locked()) > 40
