"""A program from which a part went missing says which one, and what to do; no data is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import RESOURCES
from desa_desktop import paths
from desa_desktop.app import read_rules
from desa_desktop.errors import NotFound, ProgramIncomplete


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of rules of an installation of its own."""
    shutil.copytree(RESOURCES / "rules", tmp_path / "resources" / "rules")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    return tmp_path / "resources" / "rules"


def test_a_whole_installation_has_its_rules(rules: Path) -> None:
    assert read_rules().nomor


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("*", "rules/paket-aturan"),
        ("paket-aturan-*.json", "rules/paket-aturan"),
        ("*.csv", "rules/kode-kegiatan.csv"),
    ],
)
def test_missing_rules_are_named_and_the_way_out_is_a_new_installation(
    rules: Path, pattern: str, name: str
) -> None:
    for one in rules.glob(pattern):
        one.unlink()
    with pytest.raises(ProgramIncomplete) as caught:
        read_rules()
    assert str(caught.value) == (
        f"Bagian program tidak lengkap atau rusak: {name}. Data aman dan tidak diubah."
        " Pasang ulang aplikasi dari berkas pemasang. (K-204)"
    )


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe\x00", b"{}"])
def test_rules_that_cannot_be_read_are_named_too(rules: Path, damage: bytes) -> None:
    [package] = rules.glob("paket-aturan-*.json")
    package.write_bytes(damage)
    with pytest.raises(ProgramIncomplete, match=f"rules/{package.name}"):
        read_rules()


def test_a_program_without_its_folder_of_parts_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "a" / "b" / "c")
    with pytest.raises(NotFound, match=r"Bagian program tidak lengkap atau rusak: resources\."):
        paths.resources()
