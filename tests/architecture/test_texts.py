"""The catalogues of texts: what is collected, that nothing of a translation is lost, that they are fresh."""

from __future__ import annotations

import gettext
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from desa_desktop import i18n

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    """The tool behind `poe texts` and `poe extract`."""
    spec = importlib.util.spec_from_file_location("texts_tool", Path(__file__).with_name("texts.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["texts_tool"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def village(tmp_path: Path, texts: ModuleType) -> Path:
    """A small checkout with two texts and their fresh catalogues."""
    source = tmp_path / "src" / "desa_desktop"
    source.mkdir(parents=True)
    (source / "a.py").write_text('x = N_("Simpan")\ny = _("{jumlah} baris")\n', encoding="utf-8")
    for file, content in texts.fresh(tmp_path).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path


def test_a_new_text_makes_the_catalogue_stale(village: Path, texts: ModuleType) -> None:
    assert texts.stale(village) == []
    (village / "src/desa_desktop/b.py").write_text(
        'z = ngettext("{n} desa", "{n} desa", 2)\n', encoding="utf-8"
    )
    assert texts.stale(village) == [
        "resources/locale/desa_desktop.pot",
        "resources/locale/en/LC_MESSAGES/desa_desktop.po",
    ]


def test_moving_code_about_does_not_make_it_stale(village: Path, texts: ModuleType) -> None:
    file = village / "src/desa_desktop/a.py"
    file.write_text("# satu baris lagi\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert texts.stale(village) == []


def test_a_translation_survives_an_update_and_reaches_the_reader(village: Path, texts: ModuleType) -> None:
    po = village / "resources/locale/en/LC_MESSAGES/desa_desktop.po"
    content = po.read_text(encoding="utf-8").replace(
        'msgid "Simpan"\nmsgstr ""', 'msgid "Simpan"\nmsgstr "Save"'
    )
    po.write_text(content, encoding="utf-8")
    assert texts.stale(village) == ["resources/locale/en/LC_MESSAGES/desa_desktop.mo"]
    for file, made in texts.fresh(village).items():
        file.write_bytes(made)
    english = gettext.translation("desa_desktop", village / "resources/locale", languages=["en"])
    assert english.gettext("Simpan") == "Save"
    assert english.gettext("{jumlah} baris") == "{jumlah} baris"


def test_the_catalogues_of_the_program_are_readable() -> None:
    try:
        i18n.use_language("en", ROOT / "resources" / "locale")
        assert i18n._("Bukan teks program") == "Bukan teks program"
    finally:
        i18n.use_language("id")


def test_a_compiled_catalogue_does_not_know_the_minute_it_was_made(village: Path, texts: ModuleType) -> None:
    [compiled] = village.rglob("*.mo")
    dates = [line for line in compiled.read_bytes().splitlines() if b"-Date: " in line]
    assert [line[-21:] for line in dates] == [b"2026-01-01 00:00+0000"] * 2
