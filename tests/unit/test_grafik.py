"""One geometry for every chart: from zero, in its order, nothing outside its edges, the number at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.domain.grafik import (
    Batang,
    Gambar,
    Garis,
    Grafik,
    GrafikBatang,
    Isi,
    Piramida,
    Tulisan,
    layout,
    paint,
)
from desa_desktop.domain.statistik import Baris, Tabel
from desa_desktop.domain.statistik.bentuk import chart_of, finding, shown_lines

GOLDEN = Path(__file__).parents[1] / "golden" / "charts"


def measure(text: str, size: float, is_bold: bool) -> float:
    """Letters of one width, so that the golden places do not hang on a font."""
    return len(text) * size * (0.6 if is_bold else 0.5)


def drawn(grafik: Grafik, width: float = 300.0) -> Gambar:
    return layout(grafik, width, measure)


def picture(gambar: Gambar) -> str:
    """Every mark on a line, with whole points."""
    lines = [f"{gambar.width:.0f} x {gambar.height:.0f}"]
    for one in gambar.tanda:
        match one:
            case Isi():
                lines.append(f"isi {one.x:.1f} {one.y:.1f} {one.width:.1f} {one.height:.1f} {one.tone}")
            case Garis():
                lines.append(f"garis {one.x1:.1f} {one.y1:.1f} {one.x2:.1f} {one.y2:.1f} {one.tebal}")
            case Tulisan():
                lines.append(f"tulisan {one.x:.1f} {one.y:.1f} {one.size} {one.is_bold} {one.text}")
    return "\n".join(lines) + "\n"


CHARTS: dict[str, Grafik] = {
    "batang": GrafikBatang(
        "Krajan terbanyak, 1.240 dari 1.900 jiwa (65,3%).",
        (Batang("Krajan", (1240,), "65,3%"), Batang("Kidul", (660,), "34,7%"), Batang("Lor", (0,), "0%")),
    ),
    "batang-dua": GrafikBatang(
        "Laki-laki lebih banyak di setiap dusun.",
        (Batang("Krajan", (12, 9)), Batang("Dusun dengan nama yang panjang sekali", (3, 2))),
        ("Laki-laki", "Perempuan"),
    ),
    "piramida": Piramida(
        "Terbanyak 20–24 tahun.", (("0–4", 10, 8), ("5–9", 0, 20), ("75+", 1, 3)), "2 orang tidak digambar."
    ),
}


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_bar_lies_where_it_always_lay(name: str) -> None:
    # Changed on purpose? `python tests/golden/renew_pages.py`, and read the difference.
    assert picture(drawn(CHARTS[name])) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def bars(gambar: Gambar) -> list[float]:
    return [one.width for one in gambar.tanda if isinstance(one, Isi)]


def test_bars_start_at_zero_and_twice_as_many_people_are_twice_as_long() -> None:
    gambar = drawn(GrafikBatang("x", (Batang("a", (200,)), Batang("b", (100,)), Batang("c", (0,)))))
    long, half = bars(gambar)
    assert long == pytest.approx(2 * half)
    starts = {one.x for one in gambar.tanda if isinstance(one, Isi)}
    assert len(starts) == 1


def test_both_sides_of_the_pyramid_have_one_scale() -> None:
    gambar = drawn(Piramida("x", (("0–4", 100, 50),)))
    (men,) = [one for one in gambar.tanda if isinstance(one, Isi)]
    edges = [one.x2 - one.x1 for one in gambar.tanda if isinstance(one, Garis) and one.y1 == one.y2]
    assert men.width == pytest.approx(2 * min(edge for edge in edges if edge > 0))


NUMBERS = st.integers(0, 2_000_000)
LABELS = st.text("abcdefgh WMI", max_size=60)


@given(
    st.lists(st.tuples(LABELS, NUMBERS, NUMBERS), max_size=20),
    st.integers(1, 2),
    st.floats(260, 900),
)
def test_no_bar_and_no_number_leaves_the_chart_whatever_the_figures(
    rows: list[tuple[str, int, int]], series: int, width: float
) -> None:
    names = ("L", "P")[:series]
    chart = GrafikBatang("Judul", tuple(Batang(a, (b, c)[:series], "12,3%") for a, b, c in rows), names)
    pyramid = Piramida("Judul", tuple((str(n), b, c) for n, (_a, b, c) in enumerate(rows)))
    for grafik in (chart, pyramid):
        gambar = drawn(grafik, width)
        for one in gambar.tanda:
            match one:
                case Isi():
                    edges = (one.x, one.x + one.width, one.y, one.y + one.height)
                case Garis():
                    edges = (
                        min(one.x1, one.x2),
                        max(one.x1, one.x2),
                        min(one.y1, one.y2),
                        max(one.y1, one.y2),
                    )
                case Tulisan():
                    edges = (one.x, one.x + measure(one.text, one.size, one.is_bold), one.y, one.y)
            assert edges[0] >= -0.1
            assert edges[1] <= width + 0.1
            assert edges[3] <= gambar.height + 3


def test_four_series_or_a_missing_value_are_refused() -> None:
    with pytest.raises(ValueError, match="one to three"):
        GrafikBatang("x", (), ("a", "b", "c", "d"))
    with pytest.raises(ValueError, match="one value"):
        GrafikBatang("x", (Batang("a", (1, 2)),))


def test_a_painter_gets_fields_first_and_words_last() -> None:
    class Notes:
        def __init__(self) -> None:
            self.kinds: list[str] = []

        def fill(self, x: float, y: float, width: float, height: float, tone: float) -> None:
            self.kinds.append("fill")

        def line(self, x1: float, y1: float, x2: float, y2: float, thickness: float) -> None:
            self.kinds.append("line")

        def text(self, x: float, y: float, text: str, size: float, is_bold: bool) -> None:
            self.kinds.append("text")

    notes = Notes()
    paint(drawn(CHARTS["piramida"]), notes)
    assert notes.kinds == sorted(notes.kinds, key=["fill", "line", "text"].index)


# ------------------------------------------------------------------ tables as charts


def tabel(*rows: tuple[str, int], **bend: object) -> Tabel:
    lines = tuple(
        Baris(nama if nama == "belum_terisi" else str(n), nama, jumlah)
        for n, (nama, jumlah) in enumerate(rows)
    )
    total = Baris("jumlah", "Jumlah", sum(one.l for one in lines))
    return Tabel("agama", "Penduduk menurut agama", "Agama", lines, total, **bend)  # type: ignore[arg-type]


def test_the_largest_comes_first_and_what_is_not_filled_in_last() -> None:
    chart = chart_of(tabel(("ISLAM", 5), ("KRISTEN", 9), ("HINDU", 0), ("belum_terisi", 3)))
    assert isinstance(chart, GrafikBatang)
    assert [one.label for one in chart.batang] == ["KRISTEN", "ISLAM", "belum_terisi"]
    assert [one.catatan for one in chart.batang] == ["52,9%", "29,4%", "17,6%"]


def test_a_scale_keeps_its_order() -> None:
    chart = chart_of(tabel(("SD", 5), ("SMP", 9), ("SMA", 0), is_terurut=True))
    assert isinstance(chart, GrafikBatang)
    assert [one.label for one in chart.batang] == ["SD", "SMP", "SMA"]


def test_a_long_list_shows_its_nineteen_largest_and_the_others_as_one() -> None:
    chart = chart_of(tabel(*((f"kerja {n}", 100 - n) for n in range(40))))
    assert isinstance(chart, GrafikBatang)
    assert len(chart.batang) == 20
    assert chart.batang[-1].label == "21 lainnya"
    assert sum(one.nilai[0] for one in chart.batang) == sum(100 - n for n in range(40))
    assert len(shown_lines(tabel(*((f"kerja {n}", n % 2) for n in range(40))))) == 20


def test_the_title_says_what_the_table_says_or_that_too_much_is_missing() -> None:
    assert finding(tabel(("ISLAM", 5), ("KRISTEN", 1500))) == (
        "Penduduk menurut agama: terbanyak KRISTEN, 1.500 dari 1.505 jiwa (99,7%)."
    )
    assert finding(tabel(("ISLAM", 5), ("belum_terisi", 5))) == (
        "Penduduk menurut agama: 5 dari 10 jiwa (50%) belum terisi."
    )
    assert finding(tabel()) == "Penduduk menurut agama: belum ada data."
