"""An installed program finds its own files as well as a checkout does."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from desa_desktop import __file__ as here, paths
print(here, paths.resources(), paths.migrations(), sep="\\n")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `pip install .` would build it."""
    return Path(next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel"))))))


def committed(folder: str) -> list[str]:
    """The files of one folder that belong to the program."""
    files = (file for file in (ROOT / folder).rglob("*") if file.is_file())
    return sorted(file.relative_to(ROOT).as_posix() for file in files if "__pycache__" not in file.parts)


def test_the_wheel_carries_resources_and_migrations(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        f"desa_desktop/_data/{name}" for folder in ("resources", "migrations") for name in committed(folder)
    ]
    assert [name for name in wanted if name not in inside] == []
    assert "desa_desktop/_data/resources/requirements.lock" in inside


def test_an_installed_program_uses_its_own_files_and_not_those_of_a_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")  # what installing a pure wheel is
    answer = subprocess.check_output(
        [sys.executable, "-I", "-c", ASK, str(tmp_path / "site")], cwd=tmp_path, text=True
    )
    package = tmp_path / "site" / "desa_desktop"
    assert answer.splitlines() == [
        str(package / "__init__.py"),
        str(package / "_data" / "resources"),
        str(package / "_data" / "migrations"),
    ]


def test_the_wheel_names_the_command_and_the_exact_binding_of_qt(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = archive.read(info).decode("utf-8")
    assert "Requires-Dist: pyside6-essentials==6.9.3" in metadata.lower().replace(
        "requires-dist", "Requires-Dist"
    )
    assert "Requires-Python: <3.14,>=3.11" in metadata
    entries = archive.read(info.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "desa-desktop = desa_desktop.__main__:main" in entries


def test_a_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    import tarfile

    source = next(iter(SdistBuilder(str(ROOT)).build(directory=str(tmp_path))))
    with tarfile.open(source) as archive:
        careful = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # new in Python 3.11.4
        archive.extractall(tmp_path / "x", **careful)  # type: ignore[arg-type]
    unpacked = next((tmp_path / "x").iterdir())
    again = next(iter(WheelBuilder(str(unpacked)).build(directory=str(tmp_path / "again"))))
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(wheel).namelist())
