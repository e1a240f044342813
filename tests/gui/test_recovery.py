"""A power cut in the middle of a cell: the text is there again at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing, usulan
from kantor_layar import open_kantor
from office import OLEH, PUKUL, TAHUN, open_office

TYPED = "Perbaikan talud RT 03 sepanjang lima pu"


def leave_a_cell_open(folder: Path) -> None:
    """A proposal whose description was being typed when the power went."""
    with open_office(folder) as app:
        with app.database.read() as unit:
            daftar = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
        key = editing.add_row(app.database, Usulan, daftar, {"uraian": "Talud"}, by=OLEH, at=PUKUL)
        editing.save_draft(app.database, "usulan.daftar.tabel", str(key), "uraian", TYPED, at=PUKUL)


def test_what_was_being_typed_is_offered_after_a_crash_and_never_again(tmp_path: Path) -> None:
    leave_a_cell_open(tmp_path / "desa")
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        notice = kantor.window.notices.notice
        assert notice is not None
        assert "Aplikasi ditutup tiba-tiba. 1 isian" in notice.text
        assert notice.act is not None
        notice.act()
        kantor.until(lambda: any(line.text() == TYPED for line in kantor.shown.findChildren(QLineEdit)))
        kantor.shown.commit()
        kantor.settle()
    with open_office(tmp_path / "desa") as app:
        [row] = usulan.list_usulan(app.database)
        assert row.uraian == TYPED
        assert editing.get_drafts(app.database) == []


def test_a_draft_that_was_given_up_is_forgotten_at_a_clean_closing(tmp_path: Path) -> None:
    leave_a_cell_open(tmp_path / "desa")
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert kantor.window.notices.notice is not None
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert kantor.window.notices.notice is None
