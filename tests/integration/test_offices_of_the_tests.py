"""The offices that tests copy are those the program itself makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desa_desktop import app, keys, paths
from desa_desktop.store import driver
from office import make_profile


def content(folder: Path) -> tuple[list[Any], list[Any]]:
    """Every table and index with the rows there are, and how the file is marked."""
    connection = driver.connect(folder / app.DATABASE, keys.open_with_file(folder).key, readonly=True)
    try:
        schema = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        rows = driver.row_counts(connection)
        marks = [
            connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("application_id", "user_version", "page_size", "auto_vacuum", "journal_mode")
        ]
    finally:
        connection.close()
    return [*schema, rows], marks


def test_a_copied_office_is_the_one_that_the_wizard_would_make(tmp_path: Path) -> None:
    app.create_profile(paths.places({"DESA_DATA": str(tmp_path / "program")}))
    make_profile(tmp_path / "uji")
    assert content(tmp_path / "uji") == content(tmp_path / "program")


def test_two_copied_offices_have_keys_of_their_own(tmp_path: Path) -> None:
    for name in ("tursino", "wirun"):
        make_profile(tmp_path / name)
    one, other = (keys.open_with_file(tmp_path / name) for name in ("tursino", "wirun"))
    assert one.key != other.key
