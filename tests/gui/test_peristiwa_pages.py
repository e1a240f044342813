"""Families that join or arrive, half-typed events that outlive a power cut, records that were mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.services import editing
from desa_desktop.services import penduduk as service
from desa_desktop.ui.kit.clipboard import to_text
from desa_desktop.ui.kit.clipped import clipped_widgets
from desa_desktop.ui.recovery import Recovery, forget_drafts
from desa_desktop.ui.screens.penduduk.screen import PendudukScreen
from desa_desktop.ui.style import Theme, apply
from layar import Meja, is_focused, open_village, open_window
from lembar_penduduk import orang, write
from warga_layar import Warga, move_in

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desa(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Meja, Warga]]:
    """A village of seven people in three families."""
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        with open_window(app, qtbot, "penduduk") as opened:
            yield opened, people


def screen(meja: Meja) -> PendudukScreen:
    shown = meja.window.shown
    assert isinstance(shown, PendudukScreen)
    return shown


def begin(meja: Meja, page: str, key: Any, field: str = "") -> Any:
    screen(meja).open(page, key, field)
    for _time in range(3):
        meja.settle()
    return screen(meja).pages[page]


def fill(meja: Meja, page: Any, **texts: str) -> None:
    """Type into fields of the form."""
    for name, typed in texts.items():
        page.form.go_to(name)
        meja.press((K.Key_A, CTRL), typed, K.Key_Return)
    meja.settle()


def person(meja: Meja, key: Any) -> Penduduk:
    meja.settle()
    return service.get_penduduk(meja.app.database, key)


def members(meja: Meja, family: Any) -> list[str]:
    meja.settle()
    return [one.nama.split()[0] for one in service.get_keluarga(meja.app.database, family.id)[1]]


def record(meja: Meja) -> None:
    meja.window.press_primary()
    meja.settle()
    meja.settle()


# ------------------------------------------------------------------ one family joins another


def test_a_grandmother_joins_the_family_of_her_other_son(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    grandmother, home = people.orang["PARTI"], people.keluarga["WAGIMAN"]
    begin(meja, "orang", grandmother.id)
    page = begin(meja, "peristiwa", grandmother.id, "gabung_kk")
    assert page.lines == ["Pilih dulu keluarga yang dimasuki."]
    fill(meja, page, tujuan="wagiman")
    assert page.lines == ["Isi dulu hubungan PARTI dengan kepala keluarga yang dimasuki."]
    fill(meja, page, **{f"hubungan:{grandmother.id}": "orang tua"}, tanggal="3/11/2026", dokumen="470/8")
    assert page.lines == [
        "PARTI: KK dari KK sekarang menjadi KK WAGIMAN",
        "Tercatat di Mutasi tanggal 3 November 2026",
        "Sesudahnya di KK yang dimasuki: WAGIMAN (kepala keluarga), PARTI (orangtua)",
        "Tetap di KK lama: SUTRISNO HADI (kepala keluarga), SITI MA'RUFAH (istri), RIZKI PRATAMA (anak)",
    ]
    assert members(meja, home) == ["WAGIMAN"], "nothing is stored before Catat"
    record(meja)
    assert members(meja, home) == ["WAGIMAN", "PARTI"]
    [entry] = service.list_riwayat(meja.app.database, grandmother.id)
    assert (entry.peristiwa.value, entry.tanggal_peristiwa, entry.dokumen) == (
        "gabung_kk", date(2026, 11, 3), "470/8",
    )  # fmt: skip
    meja.shortcut("sunting.urungkan")
    assert members(meja, home) == ["WAGIMAN"]
    assert members(meja, people.keluarga["SUTRISNO"])[-1] == "PARTI"


def test_a_whole_family_joins_by_the_number_of_the_kk(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    father, baby, home = people.orang["SUPARDI"], people.orang["BAYI"], people.keluarga["WAGIMAN"]
    page = begin(meja, "peristiwa", father.id, "gabung_kk")
    page.form.go_to("siapa")
    for box in page.form.boxes["siapa"].editor.boxes:
        if not box.isChecked():
            box.click()
    fill(meja, page, tujuan=home.no_kk, **{f"hubungan:{father.id}": "famili lain"})
    fill(meja, page, **{f"hubungan:{baby.id}": "kepala keluarga"})
    assert page.lines == ["Keluarga itu sudah punya kepala, WAGIMAN. Pilih hubungan lain untuk BAYI."]
    fill(meja, page, **{f"hubungan:{baby.id}": "famili lain"})
    assert page.lines[-1] == "Di KK lama tidak ada lagi yang tinggal; KK itu tidak dihitung lagi."
    record(meja)
    assert members(meja, home) == ["WAGIMAN", "SUPARDI", "BAYI"]


def test_an_unknown_number_is_told_at_the_field(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "peristiwa", people.orang["WAGIMAN"].id, "gabung_kk")
    fill(meja, page, tujuan="3306991203159999")
    assert page.form.boxes["tujuan"].message.startswith("Tidak ada keluarga dengan Nomor KK itu.")


# ------------------------------------------------------------------ a whole family arrives


def type_family(meja: Meja, page: Any) -> None:
    """The day, the paper and three people, as a secretary types them."""
    fill(
        meja, page, tanggal="5/11/2026", dokumen="475/3", alamat_asal="Kab. Sleman", no_kk="3306991203160001"
    )
    fill(meja, page, dusun_id="kraj", rt="1", rw="2")
    page.grid.setFocus()
    page.grid.go_first()
    for row in (
        ("Sugeng", "3306991203850001", "L", "Sleman", "12-3-1985", ""),
        ("Ratmi", "", "P", "Sleman", "4-5-1988", "istri"),
        ("Bima", "", "L", "Sleman", "1-2-2015", "anak"),
    ):
        for typed in row:
            if typed:
                meja.press(typed)
            meja.press(K.Key_Tab)
        meja.settle()
        if row[0] != "Bima":
            page.add_person()
            meja.settle()


def test_a_whole_family_is_typed_and_recorded_as_one_event(desa: tuple[Meja, Warga]) -> None:
    meja, _people = desa
    screen(meja).tabs.turn_to("keluarga")
    meja.settle()
    screen(meja).add_arrival()
    for _time in range(3):
        meja.settle()
    page = screen(meja).pages["kedatangan"]
    assert is_focused(page.form.boxes["tanggal"].editor)
    assert page.card.lines == ["Isi dulu siapa yang datang."]
    type_family(meja, page)
    assert [one.nama for one in page.people] == ["SUGENG", "RATMI", "BIMA"]
    assert page.card.lines == [
        "Orang baru: SUGENG",
        "Orang baru: RATMI, dengan nomor sementara",
        "Orang baru: BIMA, dengan nomor sementara",
        "KK baru: 330699******0001",
        "Tercatat di Mutasi tanggal 5 November 2026",
    ]
    assert screen(meja).title == "Datang · SUGENG"
    assert service.list_keluarga(meja.app.database)[1] == 3
    record(meja)
    rows, count = service.list_keluarga(meja.app.database, kata="sugeng")
    assert (count, rows[0].jumlah, rows[0].rt) == (1, 3, "001")
    _family, people = service.get_keluarga(meja.app.database, rows[0].id)
    entries = [service.list_riwayat(meja.app.database, one.id)[0] for one in people]
    assert len({one.kelompok_id for one in entries}) == 1
    assert {(one.dokumen, one.alamat_asal) for one in entries} == {("475/3", "Kab. Sleman")}
    assert [one.nomor_sementara for one in people] == [None, 2, 3]
    assert editing.get_drafts(meja.app.database) == []
    meja.shortcut("sunting.urungkan")
    assert service.list_keluarga(meja.app.database)[1] == 3


def test_people_from_elsewhere_join_a_family_of_the_village(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    assert not page.form.boxes["alamat"].editor.isEnabled(), "the family's place stands already"
    QGuiApplication.clipboard().setText(
        to_text([["Nama", "L/P", "Tgl Lahir", "Hubungan"], ["Tuminah", "Perempuan", "17-8-1992", "Istri"],
                 ["Joko", "L", "2015-03-04", "Anak"]])
    )  # fmt: skip
    page.grid.setFocus()
    meja.press((K.Key_V, CTRL))
    meja.settle()
    assert page.card.lines[:2] == [
        "Orang baru: TUMINAH, dengan nomor sementara", "Orang baru: JOKO, dengan nomor sementara",
    ]  # fmt: skip
    record(meja)
    assert members(meja, people.keluarga["WAGIMAN"]) == ["WAGIMAN", "TUMINAH", "JOKO"]


def test_what_is_odd_or_unclear_is_marked_before_anything_is_stored(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    QGuiApplication.clipboard().setText(
        to_text([["Nama", "NIK", "L/P", "Tgl Lahir", "Hubungan"],
                 ["Tuminah", "3306991708900099", "P", "17-8-1992", "Istri"],
                 ["Joko", "12345", "L", "2015-03-04", "Anak"]])
    )  # fmt: skip
    page.grid.setFocus()
    meja.press((K.Key_V, CTRL))
    meja.settle()
    marked = {(one.record, one.field) for one in page._odd()}
    tuminah, joko = page.people
    assert {(tuminah.id, "nik"), (joko.id, "nik")} <= marked
    assert page.grid.next_problem()
    record(meja)
    stored = next(one for one in service.get_keluarga(meja.app.database, people.keluarga["WAGIMAN"].id)[1]
                  if one.nama == "JOKO")  # fmt: skip
    assert (stored.nik, stored.teks_asli, stored.nomor_sementara) == ("", {"nik": "12345"}, 2)


def test_a_nik_that_is_known_is_refused_and_what_was_typed_stays(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    page.grid.setFocus()
    page.grid.go_first()
    nik = people.orang["SITI"].nik
    meja.press("Siti", K.Key_Tab, nik, K.Key_Tab, "P", K.Key_Tab, K.Key_Tab, K.Key_Tab, "istri", K.Key_Tab)
    meja.settle()
    record(meja)
    notice = meja.window.notices.notice
    assert notice is not None
    assert "NIK SITI sudah dipakai SITI MA'RUFAH di register." in notice.text
    assert [one.nama for one in page.people if one.nama] == ["SITI"]
    assert members(meja, people.keluarga["WAGIMAN"]) == ["WAGIMAN"]


def test_a_return_before_the_leaving_is_refused_and_what_was_typed_stays(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "peristiwa", people.orang["WAGIMAN"].id, "pindah")
    fill(meja, page, tanggal="10/11/2026")
    record(meja)
    page = begin(meja, "peristiwa", people.orang["WAGIMAN"].id, "datang_kembali")
    fill(meja, page, tanggal="1/11/2026")
    record(meja)
    notice = meja.window.notices.notice
    assert notice is not None
    assert "WAGIMAN tercatat pindah keluar pada 10 November 2026, sesudah tanggal itu." in notice.text
    assert screen(meja).page is page
    fill(meja, page, tanggal="12/11/2026")
    record(meja)
    assert person(meja, people.orang["WAGIMAN"].id).is_hidup


def test_ctrl_z_takes_nothing_back_while_an_event_is_typed(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    meja.settle()
    meja.window.menus.refresh()
    assert not meja.window.menus.action("sunting.urungkan").isEnabled()
    meja.window.step_back()
    meja.settle()
    assert service.list_keluarga(meja.app.database)[1] == 3, "the family entered last is still there"
    meja.window.go_back()
    for _time in range(3):
        meja.settle()
    meja.window.menus.refresh()
    assert meja.window.menus.action("sunting.urungkan").isEnabled()


def test_what_is_missing_is_where_the_cursor_goes(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    page.grid.setFocus()
    page.grid.go_first()
    meja.press("Tuminah", K.Key_Tab)
    meja.settle()
    page.record()
    assert page.grid.model.columns[page.grid.view.currentIndex().column()].name == "jk"


# ------------------------------------------------------------------ drafts


def offer(meja: Meja) -> Any:
    """The strip of the next start."""
    recovery = Recovery(meja.desk, meja.window)
    meja.settle()
    return recovery


def test_a_half_typed_event_is_offered_after_a_power_cut(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        people = move_in(app.database)
        key = people.orang["SUTRISNO"].id
        with open_window(app, qtbot, "penduduk") as meja:
            page = begin(meja, "peristiwa", key, "mati")
            fill(meja, page, kepala_baru="siti", tanggal="3/11/2026", sebab="sakit")
            # the power goes here: nothing is closed
            [kept] = editing.get_drafts(app.database)
            assert kept.baris_id == str(key)
        with open_window(app, qtbot, "penduduk") as meja:
            recovery = offer(meja)
            notice = meja.window.notices.notice
            assert notice is not None
            assert notice.text == "1 peristiwa belum selesai dicatat: “Meninggal · SUTRISNO HADI”"
            recovery._see(recovery.waiting[-1])
            for _time in range(3):
                meja.settle()
            page = screen(meja).pages["peristiwa"]
            assert page.form.boxes["sebab"].value == "sakit"
            assert page.form.boxes["tanggal"].value == date(2026, 11, 3)
            assert "SITI MA'RUFAH: hubungan" in page.lines[1]
            record(meja)
            assert not person(meja, key).is_hidup
            assert editing.get_drafts(app.database) == []


def test_a_half_typed_family_is_there_again_with_every_row(qtbot: QtBot, tmp_path: Path) -> None:
    with open_village(tmp_path) as app:
        move_in(app.database)
        with open_window(app, qtbot, "penduduk") as meja:
            assert app.kantor is not None
            type_family(meja, begin(meja, "kedatangan", app.kantor.id))
        forget_drafts(app)  # the program was closed properly in between
        with open_window(app, qtbot, "penduduk") as meja:
            recovery = offer(meja)
            recovery._see(recovery.waiting[-1])
            for _time in range(3):
                meja.settle()
            page = screen(meja).pages["kedatangan"]
            rows = [(one.nama, one.jk, one.tanggal_lahir, one.shdk) for one in page.people]
            assert rows == [
                ("SUGENG", "L", date(1985, 3, 12), 1),
                ("RATMI", "P", date(1988, 5, 4), 3),
                ("BIMA", "L", date(2015, 2, 1), 4),
            ]
            assert page.form.boxes["no_kk"].value == "3306991203160001"
            record(meja)
            assert service.list_keluarga(app.database, kata="sugeng")[1] == 1


def test_kembali_gives_a_half_typed_event_up_and_one_word_brings_it_back(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    begin(meja, "orang", people.orang["PARTI"].id)
    page = begin(meja, "peristiwa", people.orang["PARTI"].id, "pindah")
    fill(meja, page, alamat_tujuan="Kab. Sleman")
    meja.window.go_back()
    meja.settle()
    assert editing.get_drafts(meja.app.database) == []
    notice = meja.window.notices.notice
    assert notice is not None
    assert (notice.text, notice.action) == ("Pindah keluar desa · PARTI belum dicatat.", "Lanjutkan")
    assert notice.act is not None
    notice.act()
    for _time in range(3):
        meja.settle()
    assert screen(meja).page is page
    assert page.form.boxes["alamat_tujuan"].value == "Kab. Sleman"


def test_an_untouched_event_leaves_no_draft_and_no_question(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    begin(meja, "peristiwa", people.orang["PARTI"].id, "pindah")
    meja.window.go_back()
    meja.settle()
    assert meja.window.notices.notice is None
    assert editing.get_drafts(meja.app.database) == []


# ------------------------------------------------------------------ what a file says became of somebody


def test_a_death_that_a_file_speaks_of_is_recorded_from_the_preview(
    desa: tuple[Meja, Warga], tmp_path: Path
) -> None:
    meja, people = desa
    dead = people.orang["WAGIMAN"]
    row = orang(
        1, nama=dead.nama, nik=dead.nik, no_kk=people.keluarga["WAGIMAN"].no_kk, tanggallahir="1990-08-17",
        pekerjaan_id="15", status_kawin="2", alamat="JL. MELATI", dusun="Krajan", rt="004", status_dasar="2",
    )  # fmt: skip
    shown = screen(meja)
    shown.layers.setCurrentWidget(shown.importing)
    shown.importing.open(write(tmp_path, [row]))
    for _time in range(3):
        meja.settle()
    assert shown.importing.shown is not None
    [found] = shown.importing.shown.baris
    assert (found.keadaan.value, [one.aturan for one in found.masalah]) == ("periksa", ["P-704"])
    button = shown.importing.panel.catat
    assert button.isVisible()
    button.click()
    for _time in range(3):
        meja.settle()
    page: Any = shown.pages["peristiwa"]
    assert shown.page is page
    assert shown.title == "Meninggal · WAGIMAN"
    fill(meja, page, tanggal="3/11/2026", sebab="sakit")
    meja.window.go_back()
    for _time in range(3):
        meja.settle()
    assert shown.is_importing, "Kembali leads to the preview"
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.act is not None
    notice.act()  # Lanjutkan
    for _time in range(3):
        meja.settle()
    assert page.form.boxes["sebab"].value == "sakit"
    record(meja)
    for _time in range(3):
        meja.settle()
    assert shown.is_importing, "back in the preview"
    [found] = shown.importing.shown.baris
    assert [one.aturan for one in found.masalah] == []
    assert not button.isVisible()
    assert not person(meja, dead.id).is_hidup
    [entry] = service.list_riwayat(meja.app.database, dead.id)
    assert (entry.peristiwa.value, entry.sebab) == ("mati", "sakit")


# ------------------------------------------------------------------ a record that was a mistake


def remove(meja: Meja, page: Any, why: str | None) -> None:
    """`Hapus catatan keliru…` of the menu Alat, answered with a reason."""
    page.ask_why = lambda _nama: why
    command = next(one for one in page.commands() if one.text == "Hapus catatan keliru…")
    command.act()
    for _time in range(3):
        meja.settle()


def test_a_person_typed_by_mistake_goes_with_a_reason_and_comes_back(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    home = people.keluarga["SUPARDI"]
    begin(meja, "keluarga", home.id)
    page = begin(meja, "orang", people.orang["BAYI"].id)
    remove(meja, page, None)
    assert "BAYI" in members(meja, home), "without an answer nothing goes"
    remove(meja, page, "Tertulis dua kali")
    assert members(meja, home) == ["SUPARDI"]
    assert screen(meja).page is screen(meja).pages["keluarga"], "back where it was asked for"
    notice = meja.window.notices.notice
    assert notice is not None
    assert (notice.text, notice.action) == ("Catatan BAYI dihapus.", "Urungkan")
    assert notice.act is not None
    notice.act()
    assert members(meja, home) == ["SUPARDI", "BAYI"]


def test_with_its_last_record_a_mistaken_family_goes_too(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    begin(meja, "keluarga", people.keluarga["WAGIMAN"].id)
    remove(meja, begin(meja, "orang", people.orang["WAGIMAN"].id), "Warga desa lain")
    assert screen(meja).page is None, "neither leads back to a record that is gone"
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text == "Catatan WAGIMAN dihapus. Keluarganya yang menjadi kosong ikut dihapus."
    assert service.list_keluarga(meja.app.database, is_semua=True)[1] == 2
    meja.shortcut("sunting.urungkan")
    assert members(meja, people.keluarga["WAGIMAN"]) == ["WAGIMAN"]


def test_a_member_with_events_is_not_removed_from_the_card(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    grandmother = people.orang["PARTI"]
    begin(meja, "peristiwa", grandmother.id, "pergi")
    record(meja)
    page = begin(meja, "keluarga", people.keluarga["SUTRISNO"].id)
    page.grid.select_row(grandmother.id)
    page.grid.setFocus()
    remove(meja, page, "Keliru")
    notice = meja.window.notices.notice
    assert notice is not None
    assert notice.text.startswith(
        "Catatan PARTI tidak dihapus, karena masih disebut 1 peristiwa di tab Mutasi."
    )
    assert not person(meja, grandmother.id).is_hidup


# ------------------------------------------------------------------ all the form asks


def test_the_forms_ask_for_every_field_of_a_person_and_a_family(desa: tuple[Meja, Warga]) -> None:
    meja, people = desa
    page = begin(meja, "orang", people.orang["SITI"].id)
    asked = {name for form in page.forms for name in form.boxes}
    of_program = {
        *("id", "desa_id", "nomor_sementara", "keluarga_id", "urut", "status_dasar", "digabung_ke_id"),
        *("konfirmasi", "teks_asli", "versi", "diubah_pada", "foto"),  # the photo has a panel of its own
    }
    assert set(Penduduk.__dataclass_fields__) - of_program <= asked
    family = begin(meja, "keluarga", people.keluarga["SUTRISNO"].id)
    of_program = {"id", "desa_id", "konfirmasi", "teks_asli", "versi", "diubah_pada"}
    assert set(Keluarga.__dataclass_fields__) - of_program == set(family.form.boxes)


def test_a_photo_is_chosen_shown_and_taken_back(desa: tuple[Meja, Warga], tmp_path: Path) -> None:
    meja, people = desa
    file = tmp_path / "siti.png"
    Image.new("RGB", (600, 800), "teal").save(file)
    page = begin(meja, "orang", people.orang["SITI"].id)
    assert not page.foto.has_picture
    page.foto.ask_file = lambda: file
    page.foto.menu().actions()[0].trigger()
    for _time in range(3):
        meja.settle()
    assert page.foto.has_picture
    begin(meja, "orang", people.orang["PARTI"].id)
    assert not page.foto.has_picture, "nobody wears the face of another"
    begin(meja, "orang", people.orang["SITI"].id)
    assert page.foto.has_picture
    meja.shortcut("sunting.urungkan")
    meja.settle()
    assert not page.foto.has_picture


# ------------------------------------------------------------------ every size


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("what", ["gabung", "datang"])
def test_nothing_is_cut_at_any_size(
    desa: tuple[Meja, Warga], qapp: QApplication, scale: int, what: str
) -> None:
    meja, people = desa
    apply(qapp, Theme.TERANG, scale)
    if what == "gabung":
        begin(meja, "peristiwa", people.orang["PARTI"].id, "gabung_kk")
    else:
        begin(meja, "kedatangan", people.keluarga["WAGIMAN"].id)
    for size in ((1366, 697), (1024, 640))[: 1 if scale == 150 else 2]:  # smaller, the body scrolls
        meja.window.resize(*size)
        meja.settle()
        meja.settle()
        assert clipped_widgets(screen(meja)) == []
        assert (meja.window.width(), meja.window.height()) == size
