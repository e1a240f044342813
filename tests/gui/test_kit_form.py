"""A form saves by itself, is walked with Enter, and says in words what is missing or unclear."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.kinds import Choice, Kind

TODAY = datetime.date(2026, 11, 22)
DUSUN = (Choice("k", "Krajan"), Choice("l", "Kidul"))
RENTAN = (Choice("anak", "Anak"), Choice("lansia", "Lansia"), Choice("disabilitas", "Disabilitas"))
FIELDS = (
    Field(name="uraian", label="Uraian usulan", wajib=True, hint="Apa yang diusulkan warga"),
    Field(name="biaya", label="Perkiraan biaya", kind=Kind.MONEY, unit="rupiah"),
    Field(name="volume", label="Volume", kind=Kind.QUANTITY),
    Field(name="satuan", label="Satuan", beside=True, earlier=lambda: ("meter", "unit", "meter")),
    Field(name="dusun", label="Dusun", kind=Kind.CHOICE, choices=DUSUN),
    Field(name="tanggal", label="Tanggal", kind=Kind.DATE, wajib=True),
    Field(name="masalah", label="Masalah yang diatasi", kind=Kind.MULTILINE),
    Field(name="rentan", label="Kelompok rentan", kind=Kind.MANY, choices=RENTAN),
    Field(name="mendesak", label="Mendesak", kind=Kind.TICK),
)
K = Qt.Key


class Isian:
    """A form whose savings and drafts are written down."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, object]] = []
        self.drafts: list[tuple[str, str | None]] = []
        self.form = Form(
            "uji.formulir",
            FIELDS,
            today=lambda: TODAY,
            save=lambda name, value: self.saved.append((name, value)),
            draft=lambda name, text: self.drafts.append((name, text)),
        )

    def box(self, name: str) -> Any:
        return self.form.boxes[name]


@pytest.fixture
def isian(qtbot: QtBot) -> Isian:
    made = Isian()
    qtbot.addWidget(made.form)
    made.form.resize(600, 700)
    made.form.show()
    made.form.activateWindow()
    qtbot.waitUntil(made.form.isActiveWindow)
    made.form.go_to("uraian")
    return made


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.objectName()


def test_enter_saves_the_field_and_goes_to_the_next(qtbot: QtBot, isian: Isian) -> None:
    qtbot.keyClicks(isian.box("uraian").editor, "Talud RT 03")
    qtbot.keyClick(isian.box("uraian").editor, K.Key_Return)
    assert isian.saved == [("uraian", "Talud RT 03")]
    assert focused() == "uji.formulir.biaya.isian"
    qtbot.keyClick(isian.box("biaya").editor, K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert focused() == "uji.formulir.uraian.isian"


def test_the_whole_form_is_walked_with_tab_in_the_order_of_reading(qtbot: QtBot, isian: Isian) -> None:
    walked = [focused()]
    for _step in range(8):
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, K.Key_Tab)
        walked.append(focused())
    names = [name.split(".")[2] for name in walked[:7]]
    assert names == ["uraian", "biaya", "volume", "satuan", "dusun", "tanggal", "masalah"]


def test_what_is_typed_is_saved_after_a_pause_without_leaving(qtbot: QtBot, isian: Isian) -> None:
    isian.box("uraian")._clock.setInterval(1)
    qtbot.keyClicks(isian.box("uraian").editor, "Sumur")
    qtbot.waitUntil(lambda: isian.saved == [("uraian", "Sumur")])
    assert focused() == "uji.formulir.uraian.isian"


def test_an_unclear_amount_is_asked_about_on_leaving_and_taken_with_yes(qtbot: QtBot, isian: Isian) -> None:
    box = isian.box("biaya")
    isian.form.go_to("biaya")
    qtbot.keyClicks(box.editor, "1,250,000")
    assert box.message == ""
    qtbot.keyClick(box.editor, K.Key_Return)
    assert box.message == "Koma dipakai sebagai pemisah ribuan. Maksud Anda 1.250.000?"
    assert box.level is Level.GALAT
    assert isian.saved == []
    qtbot.keyClick(box._yes, K.Key_Space)
    assert isian.saved == [("biaya", 1_250_000)]
    assert box.editor.text() == "1.250.000"
    assert box.message == ""


@pytest.mark.parametrize(
    ("name", "typed", "value", "shown"),
    [
        ("biaya", "12,5 jt", 12_500_000, "12.500.000"),
        ("volume", "12,5", Decimal("12.5"), "12,5"),
        ("tanggal", "22 nov", TODAY, "22 November 2026"),
        ("dusun", "krajan", "k", "Krajan"),
        ("satuan", "  meter  persegi ", "meter persegi", "meter persegi"),
    ],
)
def test_each_kind_reads_what_people_type(
    qtbot: QtBot, isian: Isian, name: str, typed: str, value: object, shown: str
) -> None:
    isian.form.go_to(name)
    qtbot.keyClicks(isian.box(name).editor, typed)
    qtbot.keyClick(isian.box(name).editor, K.Key_Return)
    assert isian.saved == [(name, value)]
    assert isian.box(name).editor.text() == shown


def test_a_text_typed_before_is_completed_and_typing_on_ignores_it(qtbot: QtBot, isian: Isian) -> None:
    isian.form.go_to("satuan")
    editor = isian.box("satuan").editor
    qtbot.keyClicks(editor, "me")
    assert editor.text() == "meter"
    qtbot.keyClicks(editor, "ja")
    assert editor.text() == "meja"


def test_ticks_are_saved_at_once(qtbot: QtBot, isian: Isian) -> None:
    qtbot.keyClick(isian.box("mendesak").editor, K.Key_Space)
    qtbot.keyClick(isian.box("rentan").editor.boxes[1], K.Key_Space)
    qtbot.keyClick(isian.box("rentan").editor.boxes[0], K.Key_Space)
    assert isian.saved == [("mendesak", True), ("rentan", ("lansia",)), ("rentan", ("anak", "lansia"))]


def test_a_reload_does_not_touch_the_field_being_typed_in(qtbot: QtBot, isian: Isian) -> None:
    qtbot.keyClicks(isian.box("uraian").editor, "Tal")
    isian.form.set_values({"uraian": "lama", "satuan": "unit", "biaya": 5000, "mendesak": True})
    assert isian.box("uraian").editor.text() == "Tal"
    assert isian.box("satuan").editor.text() == "unit"
    assert isian.box("biaya").editor.text() == "5.000"
    isian.form.commit()
    assert isian.saved == [("uraian", "Tal")]


def test_a_half_typed_text_is_drafted_and_the_draft_goes_when_it_is_stored(
    qtbot: QtBot, isian: Isian
) -> None:
    isian.form._clock.setInterval(1)
    qtbot.keyClicks(isian.box("uraian").editor, "Posy")
    qtbot.waitUntil(lambda: ("uraian", "Posy") in isian.drafts)
    qtbot.keyClick(isian.box("uraian").editor, K.Key_Return)
    assert isian.drafts[-1] == ("uraian", None)


def test_f8_walks_over_empty_required_fields_and_findings(qtbot: QtBot, isian: Isian) -> None:
    isian.form.set_values({"uraian": "Talud"})
    assert isian.form.summary() == "1 dari 2 isian wajib belum diisi · Tunjukkan (F8)"
    isian.form.set_checks([Pemeriksaan(Level.PERINGATAN, "Biaya jauh di atas rata-rata.", field="biaya")])
    isian.form.go_to("uraian")
    assert isian.form.next_problem()
    assert focused() == "uji.formulir.biaya.isian"
    assert isian.form.next_problem()
    assert focused() == "uji.formulir.tanggal.isian"
    assert isian.form.next_problem(-1)
    assert focused() == "uji.formulir.biaya.isian"
    assert isian.box("biaya").editor.accessibleDescription() == "Biaya jauh di atas rata-rata."


def test_what_a_service_refused_stays_with_its_reason(qtbot: QtBot, isian: Isian) -> None:
    isian.form.refuse({"uraian": "Uraian ini sudah dipakai usulan nomor 4."})
    assert isian.box("uraian").message == "Uraian ini sudah dipakai usulan nomor 4."


def test_f4_opens_the_calendar_and_a_day_is_picked(qtbot: QtBot, isian: Isian) -> None:
    isian.form.go_to("tanggal")
    line = isian.box("tanggal").editor
    qtbot.keyClick(line, K.Key_F4)
    calendar = line._calendar
    assert calendar is not None
    assert calendar.isVisible()
    calendar._month.activated.emit(calendar._month.selectedDate())
    assert line.text() == "22 November 2026"
    assert not calendar.isVisible()


def test_the_list_of_a_choice_offers_recent_ones_first_and_a_word_of_ones_own(qtbot: QtBot) -> None:
    from desa_desktop.ui.kit.lines import ChoiceLine

    entry = Field(
        name="satuan", label="Satuan", kind=Kind.CHOICE, free=True,
        choices=(Choice("m", "meter"), Choice("u", "unit"), Choice("p", "paket")),
    )  # fmt: skip
    line = ChoiceLine(entry, recent=lambda: ["u"])
    qtbot.addWidget(line)
    line.show()
    line.open_list()
    assert line.offered == ["unit   (terakhir dipakai)", "meter", "unit", "paket"]
    qtbot.keyClicks(line, "rim")
    assert line.offered == ["Pakai “rim” (di luar daftar)"]
    line.pick(0)
    assert line.reading().value == "rim"
