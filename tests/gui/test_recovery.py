"""A power cut in the middle of a cell: the text is there again at the next start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton

from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing, usulan
from kantor_layar import Kantor, open_kantor
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


SECOND = "Sumur bor RT 01 untuk"


def leave_two_cells_open(folder: Path) -> None:
    """Two descriptions were being typed, one a minute after the other."""
    leave_a_cell_open(folder)
    with open_office(folder) as app:
        with app.database.read() as unit:
            daftar = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
        key = editing.add_row(app.database, Usulan, daftar, {"uraian": "Sumur"}, by=OLEH, at=PUKUL)
        later = PUKUL + timedelta(minutes=1)
        editing.save_draft(app.database, "usulan.daftar.tabel", str(key), "uraian", SECOND, at=later)


def press(kantor: Kantor, button: str) -> None:
    kantor.window.findChild(QPushButton, f"bingkai.pita.{button}").click()
    kantor.settle()


def typed(kantor: Kantor) -> list[str]:
    return [line.text() for line in kantor.shown.findChildren(QLineEdit)]


def said(kantor: Kantor) -> str:
    notice = kantor.window.notices.notice
    return notice.text if notice is not None else ""


def test_lihat_steps_through_every_text_that_was_being_typed(tmp_path: Path) -> None:
    leave_two_cells_open(tmp_path / "desa")
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert "2 isian" in said(kantor)
        press(kantor, "tombol")
        kantor.until(lambda: SECOND in typed(kantor))
        assert said(kantor) == f"Masih 1 isian yang belum selesai. Berikutnya: “{TYPED}”"
        press(kantor, "tombol")
        kantor.until(lambda: TYPED in typed(kantor))
        assert said(kantor) == ""
        kantor.shown.commit()
        kantor.settle()
    with open_office(tmp_path / "desa") as app:
        assert {row.uraian for row in usulan.list_usulan(app.database)} == {TYPED, SECOND}


def test_a_clean_closing_keeps_the_texts_that_nobody_has_looked_at(tmp_path: Path) -> None:
    leave_two_cells_open(tmp_path / "desa")
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        press(kantor, "tombol")
        kantor.until(lambda: SECOND in typed(kantor))
        kantor.shown.commit()
        kantor.settle()
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert "1 isian" in said(kantor)
        assert TYPED in said(kantor)


def test_abaikan_gives_up_the_text_that_the_strip_names_and_no_other(tmp_path: Path) -> None:
    leave_two_cells_open(tmp_path / "desa")
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert kantor.window.findChild(QPushButton, "bingkai.pita.tutup").text() == "Abaikan"
        press(kantor, "tutup")
        assert TYPED in said(kantor)
    with open_kantor(tmp_path / "desa", tmp_path) as kantor:
        assert "1 isian" in said(kantor)
        press(kantor, "tutup")
        assert said(kantor) == ""
    with open_office(tmp_path / "desa") as app:
        assert editing.get_drafts(app.database) == []
