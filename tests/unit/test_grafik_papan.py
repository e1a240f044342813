"""What hangs on the wall: large numbers, bars with patterns, the year with its days."""

from __future__ import annotations

from datetime import date

import pytest

from desa_desktop.domain.grafik import Garis, Isi, Tulisan, layout
from desa_desktop.domain.grafik_kalender import Acara, KalenderDinding, TandaHari
from desa_desktop.domain.grafik_papan import AngkaBesar, BatangPapan, KotakTanya, Lajur


def measure(text: str, size: float, is_bold: bool) -> float:
    return len(text) * size * (0.6 if is_bold else 0.55)


def words(gambar: object) -> list[str]:
    return [one.text for one in gambar.tanda if isinstance(one, Tulisan)]  # type: ignore[attr-defined]


def test_a_number_too_wide_for_its_box_is_set_smaller_and_never_cut() -> None:
    drawn = layout(AngkaBesar("", (("Rp1.270.000.000.000", "belanja"), ("33", "kegiatan"))), 300, measure)
    long, short = (one for one in drawn.tanda if isinstance(one, Tulisan) and one.is_bold)
    assert long.text == "Rp1.270.000.000.000"
    assert long.size < short.size == 24.0
    assert long.x >= 0
    assert long.x + measure(long.text, long.size, True) <= 150


def test_each_bar_has_its_amount_written_and_a_pattern_of_its_own() -> None:
    lajur = tuple(Lajur(f"Bidang {n}", 100 * (6 - n), f"Rp{100 * (6 - n)}") for n in range(1, 6))
    drawn = layout(BatangPapan("Dipakai untuk apa", lajur), 400, measure)
    assert [one for one in words(drawn) if one.startswith("Rp")] == [
        "Rp500",
        "Rp400",
        "Rp300",
        "Rp200",
        "Rp100",
    ]
    kinds = []
    for place in range(5):
        alone = layout(
            BatangPapan("", tuple(Lajur("x", int(n == place), "") for n in range(5))), 400, measure
        )
        fields = sum(isinstance(one, Isi) for one in alone.tanda)
        level = sum(isinstance(one, Garis) and one.y1 == one.y2 for one in alone.tanda)
        slanted = sum(isinstance(one, Garis) and one.x1 != one.x2 and one.y1 != one.y2 for one in alone.tanda)
        kinds.append((fields, level, slanted))
    assert len(set(kinds)) == 5  # told apart without colour


def test_a_source_shows_its_ceiling_as_an_empty_frame_even_when_nothing_is_planned() -> None:
    drawn = layout(
        BatangPapan("", (Lajur("ADD", 0, "Rp0", 200), Lajur("DDS", 200, "Rp200", 200))), 400, measure
    )
    right = max(one.x2 for one in drawn.tanda if isinstance(one, Garis))
    assert right == pytest.approx(400)


def test_the_code_stands_beside_the_sentences_and_inside_the_box() -> None:
    code = ((True, True, False), (False, True, True), (True, False, True))
    drawn = layout(KotakTanya("Tempat bertanya", ("Kantor desa " * 20,), code, "kode"), 400, measure)
    fields = [one for one in drawn.tanda if isinstance(one, Isi)]
    assert len(fields) == 4  # neighbours are one field
    assert all(one.x + one.width <= 400 for one in fields)
    texts = [one for one in drawn.tanda if isinstance(one, Tulisan) and one.text.startswith("Kantor")]
    assert all(one.x + measure(one.text, one.size, False) < fields[0].x for one in texts)


def year(*acara: Acara) -> KalenderDinding:
    return KalenderDinding("2026", 2026, acara, 420.0)


def test_the_year_has_every_day_once_and_weeks_begin_on_monday() -> None:
    drawn = layout(year(), 820, measure)
    days = [one for one in words(drawn) if one.isdigit()]
    assert len(days) == 365
    assert words(drawn).count("Sn") == 12
    first = next(one for one in drawn.tanda if isinstance(one, Tulisan) and one.text == "1")
    thursday = next(one for one in drawn.tanda if isinstance(one, Tulisan) and one.text == "Km")
    assert abs(first.x - thursday.x) < 8  # 1 January 2026 is a Thursday


def test_an_open_day_is_never_hidden_by_what_is_done_on_it() -> None:
    done = Acara(date(2026, 6, 30), "Musdes", TandaHari.SELESAI)
    due = Acara(date(2026, 6, 30), "Tim", TandaHari.BATAS)
    both = layout(year(due, done), 820, measure)
    alone = layout(year(due), 820, measure)
    thick = [one for one in both.tanda if isinstance(one, Garis) and one.tebal == 1.6]
    assert len(thick) == len([one for one in alone.tanda if isinstance(one, Garis) and one.tebal == 1.6])
    assert "Musdes (selesai)" in " ".join(words(both))


def test_what_has_no_room_under_a_month_is_counted() -> None:
    many = tuple(
        Acara(date(2026, 3, day), f"Musyawarah Dusun {day}", TandaHari.RAPAT) for day in range(1, 29)
    )
    drawn = layout(year(*many), 820, measure)
    shown = sum(one.startswith("Musyawarah") for one in words(drawn))
    assert f"dan {28 - shown} lagi" in words(drawn)
    assert all(0 <= one.y <= 420 for one in drawn.tanda if isinstance(one, Tulisan))


def test_a_leap_year_has_its_day() -> None:
    drawn = layout(KalenderDinding("2028", 2028, (), 420.0), 820, measure)
    assert sum(one.isdigit() for one in words(drawn)) == 366
