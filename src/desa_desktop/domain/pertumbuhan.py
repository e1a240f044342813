"""How a child grows beside the WHO child growth standards: z-scores and the words of Permenkes 2/2020.

Standards: WHO Child Growth Standards 2006, L, M and S by day of age (0 to 1856, which is 60 completed
months) and by length (45.0 to 110.0 cm, lying) or height (65.0 to 120.0 cm, standing). The tables are data
(`resources/rules/who-pertumbuhan.csv`); nothing here reads files. Method: WHO Anthro, with the restricted
application beyond 3 SD for what is made of weight. Words: Permenkes 2/2020, table 1.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum

from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import N_, _

OLDEST = 1856  # days
TWO_YEARS = 731  # days: from here on a child is measured standing
LYING_MORE = Decimal("0.7")  # cm; lying, a child is so much longer than standing
STEP = Decimal("0.1")
_CENT = Decimal("0.01")


class Tabel(Enum):
    """The standards: weight for age, length or height for age, weight for length, weight for height."""

    BB_U = "bb_u"
    TB_U = "tb_u"
    BB_PB = "bb_pb"
    BB_TB = "bb_tb"


class CaraUkur(Enum):
    """How the length was taken."""

    TELENTANG = "telentang"
    BERDIRI = "berdiri"


@dataclass(frozen=True, slots=True)
class Lms:
    """One line of a standard."""

    l: float  # noqa: E741  # the letters of the method
    m: float
    s: float


@dataclass(frozen=True, slots=True)
class Standar:
    """The standards by table and sex (L, P): the lines from `awal` on, a step of one day or 0.1 cm each."""

    baris: Mapping[tuple[Tabel, str], Sequence[Lms]]
    awal: Mapping[tuple[Tabel, str], Decimal]

    def at(self, tabel: Tabel, jk: str, x: Decimal) -> Lms | None:
        """The line at an age in days or a length in cm, between two lines in proportion; None outside."""
        lines = self.baris.get((tabel, jk))
        if not lines:
            return None
        step = Decimal(1) if tabel in (Tabel.BB_U, Tabel.TB_U) else STEP
        place = (x - self.awal[tabel, jk]) / step
        if not 0 <= place <= len(lines) - 1:
            return None
        below, part = int(place), float(place - int(place))
        if not part:
            return lines[below]
        a, b = lines[below], lines[below + 1]
        return Lms(*(p + (q - p) * part for p, q in ((a.l, b.l), (a.m, b.m), (a.s, b.s))))


def read_standar(text: str) -> Standar:
    """The standards from their CSV (`tabel,jk,x,l,m,s`), in rising order of x."""
    lines: dict[tuple[Tabel, str], list[Lms]] = {}
    first: dict[tuple[Tabel, str], Decimal] = {}
    for row in csv.DictReader(io.StringIO(text)):
        key = Tabel(row["tabel"]), row["jk"]
        first.setdefault(key, Decimal(row["x"]))
        lines.setdefault(key, []).append(Lms(float(row["l"]), float(row["m"]), float(row["s"])))
    return Standar(lines, first)


# ------------------------------------------------------------------ one measurement


@dataclass(frozen=True, slots=True)
class Ukuran:
    """A child measured on a day: `jk` L or P, weight in kg, length or height in cm.

    Without `cara` a child under two years was measured lying, an older one standing.
    """

    jk: str
    lahir: date
    tanggal: date
    bb: Decimal | None = None
    tb: Decimal | None = None
    cara: CaraUkur | None = None

    @property
    def umur_hari(self) -> int:
        """Age in days; negative before the birth."""
        return (self.tanggal - self.lahir).days

    @property
    def umur_bulan(self) -> int:
        """Completed months, as Permenkes 2/2020 counts them; negative before the birth."""
        months = (self.tanggal.year - self.lahir.year) * 12 + self.tanggal.month - self.lahir.month
        return months - (self.tanggal.day < self.lahir.day)

    @property
    def tb_baku(self) -> Decimal | None:
        """The length as the standard of its age wants it: lying under two years, standing from then on."""
        if self.tb is None:
            return None
        if self.umur_hari < TWO_YEARS:
            return self.tb + LYING_MORE if self.cara is CaraUkur.BERDIRI else self.tb
        return self.tb - LYING_MORE if self.cara is CaraUkur.TELENTANG else self.tb


@dataclass(frozen=True, slots=True)
class Indeks:
    """One index of a child: z to two digits and the word for it; `is_wajar` False asks to measure again."""

    z: Decimal
    status: str
    is_wajar: bool

    @property
    def kata(self) -> str:
        """The word for people: `Pendek`, `Gizi buruk`."""
        return _(_WORDS[self.status])


@dataclass(frozen=True, slots=True)
class Pertumbuhan:
    """The three indices of a measurement; None where something is missing or outside the standards."""

    bb_u: Indeks | None = None
    tb_u: Indeks | None = None
    bb_tb: Indeks | None = None


_WORDS = {
    "bb_sangat_kurang": N_("Berat badan sangat kurang"),
    "bb_kurang": N_("Berat badan kurang"),
    "bb_normal": N_("Berat badan normal"),
    "bb_risiko_lebih": N_("Risiko berat badan lebih"),
    "sangat_pendek": N_("Sangat pendek"),
    "pendek": N_("Pendek"),
    "tb_normal": N_("Normal"),
    "tinggi": N_("Tinggi"),
    "gizi_buruk": N_("Gizi buruk"),
    "gizi_kurang": N_("Gizi kurang"),
    "gizi_baik": N_("Gizi baik"),
    "berisiko_gizi_lebih": N_("Berisiko gizi lebih"),
    "gizi_lebih": N_("Gizi lebih"),
    "obesitas": N_("Obesitas"),
}
# below -3, below -2, then the upper limits that still belong to the word before (Permenkes 2/2020, table 1)
_BB_U = (("bb_sangat_kurang", -3), ("bb_kurang", -2)), (("bb_normal", 1), ("bb_risiko_lebih", None))
_TB_U = (("sangat_pendek", -3), ("pendek", -2)), (("tb_normal", 3), ("tinggi", None))
_BB_TB = (
    (("gizi_buruk", -3), ("gizi_kurang", -2)),
    (("gizi_baik", 1), ("berisiko_gizi_lebih", 2), ("gizi_lebih", 3), ("obesitas", None)),
)
# beyond these WHO Anthro takes a measurement for a mistake
_PLAUSIBLE = {Tabel.BB_U: (-6, 5), Tabel.TB_U: (-6, 6), Tabel.BB_PB: (-5, 5), Tabel.BB_TB: (-5, 5)}


def assess(standar: Standar, ukuran: Ukuran) -> Pertumbuhan:
    """The three indices of a child on the day it was measured."""
    age = ukuran.umur_hari
    if not 0 <= age <= OLDEST:
        return Pertumbuhan()
    days, tb = Decimal(age), ukuran.tb_baku
    by_length = Tabel.BB_PB if age < TWO_YEARS else Tabel.BB_TB
    return Pertumbuhan(
        bb_u=_index(standar, Tabel.BB_U, ukuran.jk, days, ukuran.bb, _BB_U),
        tb_u=_index(standar, Tabel.TB_U, ukuran.jk, days, tb, _TB_U),
        bb_tb=_index(standar, by_length, ukuran.jk, tb, ukuran.bb, _BB_TB),
    )


Limits = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int | None], ...]]


def _index(
    standar: Standar, tabel: Tabel, jk: str, x: Decimal | None, y: Decimal | None, limits: Limits
) -> Indeks | None:
    line = standar.at(tabel, jk, x) if x is not None else None
    if line is None or y is None or y <= 0:
        return None
    z = z_score(line, y, is_weight=tabel is not Tabel.TB_U)
    least, most = _PLAUSIBLE[tabel]
    return Indeks(z, _status(z, limits), least <= z <= most)


def _status(z: Decimal, limits: Limits) -> str:
    below, above = limits
    for word, limit in below:
        if z < limit:
            return word
    return next(word for word, limit in above if limit is None or z <= limit)


def z_score(line: Lms, y: Decimal, *, is_weight: bool) -> Decimal:
    """The z-score to two digits. Beyond 3 SD of a weight the distance is measured in the width between 2
    and 3 SD, because a fitted tail would exaggerate it (WHO 2006, chapter 7)."""
    value = float(y)
    z = ((value / line.m) ** line.l - 1) / (line.l * line.s) if line.l else _log_z(value, line)
    if is_weight and z > 3:
        z = 3 + (value - _at(line, 3)) / (_at(line, 3) - _at(line, 2))
    elif is_weight and z < -3:
        z = -3 + (value - _at(line, -3)) / (_at(line, -2) - _at(line, -3))
    return Decimal(repr(z)).quantize(_CENT, ROUND_HALF_UP)


def _log_z(value: float, line: Lms) -> float:
    return math.log(value / line.m) / line.s


def _at(line: Lms, z: int) -> float:
    """The measurement that has this z-score."""
    if not line.l:
        return line.m * math.exp(line.s * z)
    return float(line.m * (1 + line.l * line.s * z) ** (1 / line.l))


# ------------------------------------------------------------------ for the formulas of a template

_WAYS = {"1": CaraUkur.TELENTANG, "2": CaraUkur.BERDIRI}
SEHAT, KURANG, BURUK, STUNTING = "1", "2", "3", "4"  # codes of `Status gizi` in the scorecard of Kemenkes


def answer(standar: Standar, column: str, key: str) -> str | None:
    """What `pulldata('pertumbuhan', column, 'ukuran', key)` says; None where it cannot be worked out.

    `key` is sex, birth, day measured, kg, cm, way (1 lying, 2 standing, empty), a bar between. Columns:
    `z_bb_u`, `z_tb_u`, `z_bb_tb` (numbers), `bb_u`, `tb_u`, `bb_tb` (words with the number), `gizi` (code
    1 to 4: normal, gizi kurang, gizi buruk, stunting; the gravest one that holds).
    """
    ukuran = _read(key)
    if ukuran is None:
        return None
    found = assess(standar, ukuran)
    if column == "gizi":
        return _gizi(found)
    index: Indeks | None = getattr(found, column.removeprefix("z_"), None) if column in _COLUMNS else None
    if index is None:
        return None
    if column.startswith("z_"):
        return format(index.z, "f")
    words = f"{index.kata} ({show_number(index.z, decimals=2)})"
    return words if index.is_wajar else _("{kata}. Ukur ulang: nilainya tidak wajar").format(kata=words)


_COLUMNS = frozenset({"bb_u", "tb_u", "bb_tb", "z_bb_u", "z_tb_u", "z_bb_tb"})


def _gizi(found: Pertumbuhan) -> str | None:
    if not all(one is None or one.is_wajar for one in (found.bb_tb, found.tb_u)):
        return None
    if found.bb_tb is not None and found.bb_tb.status == "gizi_buruk":
        return BURUK
    if found.tb_u is not None and found.tb_u.status in ("sangat_pendek", "pendek"):
        return STUNTING
    if found.bb_tb is not None and found.bb_tb.status == "gizi_kurang":
        return KURANG
    return SEHAT if found.bb_tb is not None and found.tb_u is not None else None


def _read(key: str) -> Ukuran | None:
    parts = [part.strip() for part in key.split("|")]
    if len(parts) not in (5, 6):
        return None
    jk, lahir, tanggal, bb, tb = parts[:5]
    try:
        return Ukuran(
            jk,
            date.fromisoformat(lahir),
            date.fromisoformat(tanggal),
            Decimal(bb) if bb else None,
            Decimal(tb) if tb else None,
            _WAYS.get(parts[5]) if len(parts) == 6 else None,
        )
    except (ValueError, InvalidOperation):
        return None
