"""The period a form is filled for: a month, a quarter, a half-year or a year, as it is written and shown.

Written `2026-08`, `2026-TW3`, `2026-S1`, `2026`. Which kind a form has is said by its template (x_periode).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desa_desktop.domain.wording import MONTHS
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

_WRITTEN = re.compile(r"(20[0-9]{2})(?:-(?:S([12])|TW([1-4])|(0[1-9]|1[0-2])))?\Z")
_ROMAN = ("I", "II", "III", "IV")


class JenisPeriode(StrEnum):
    """How long a period is; the words are those of the template."""

    BULAN = "bulan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"

    @property
    def bulan(self) -> int:
        """Its length in months."""
        return _MONTHS_OF[self]


_MONTHS_OF = {
    JenisPeriode.BULAN: 1,
    JenisPeriode.TRIWULAN: 3,
    JenisPeriode.SEMESTER: 6,
    JenisPeriode.TAHUN: 12,
}


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """One period: the `nomor`-th of its kind in the year, from 1."""

    tahun: int
    jenis: JenisPeriode
    nomor: int = 1

    def __str__(self) -> str:
        match self.jenis:
            case JenisPeriode.BULAN:
                return f"{self.tahun}-{self.nomor:02d}"
            case JenisPeriode.TRIWULAN:
                return f"{self.tahun}-TW{self.nomor}"
            case JenisPeriode.SEMESTER:
                return f"{self.tahun}-S{self.nomor}"
        return str(self.tahun)

    @property
    def mulai(self) -> date:
        """Its first day."""
        return date(self.tahun, (self.nomor - 1) * self.jenis.bulan + 1, 1)

    @property
    def akhir(self) -> date:
        """Its last day."""
        months = self.nomor * self.jenis.bulan
        return date(self.tahun + months // 12, months % 12 + 1, 1) - timedelta(days=1)

    def before(self, steps: int = 1) -> Periode:
        """The period of the same kind so many steps earlier (later, where negative)."""
        each = 12 // self.jenis.bulan
        number = self.tahun * each + self.nomor - 1 - steps
        return Periode(number // each, self.jenis, number % each + 1)

    def show(self) -> str:
        """`Semester I 2026`, `Triwulan III 2026`, `Agustus 2026`, `2026`."""
        match self.jenis:
            case JenisPeriode.BULAN:
                return f"{MONTHS[self.nomor - 1]} {self.tahun}"
            case JenisPeriode.TRIWULAN:
                return _("Triwulan {n} {tahun}").format(n=_ROMAN[self.nomor - 1], tahun=self.tahun)
            case JenisPeriode.SEMESTER:
                return _("Semester {n} {tahun}").format(n=_ROMAN[self.nomor - 1], tahun=self.tahun)
        return str(self.tahun)


def parse_periode(text: str) -> Periode | None:
    """The period written so; None for anything else."""
    found = _WRITTEN.match(text)
    if found is None:
        return None
    tahun, semester, triwulan, bulan = found.groups()
    if semester:
        return Periode(int(tahun), JenisPeriode.SEMESTER, int(semester))
    if triwulan:
        return Periode(int(tahun), JenisPeriode.TRIWULAN, int(triwulan))
    if bulan:
        return Periode(int(tahun), JenisPeriode.BULAN, int(bulan))
    return Periode(int(tahun), JenisPeriode.TAHUN)


def read_periode(text: str) -> Periode:
    """A period as a person types it. Raises InvalidInput with examples."""
    found = parse_periode(text.strip().upper().replace(" ", "-"))
    if found is None:
        sentence = _("Periode {isi} tidak dikenal. Contoh: 2026, 2026-S1, 2026-TW3.")
        raise InvalidInput({"periode": sentence.format(isi=text)})
    return found


def periode_of(day: date, jenis: JenisPeriode) -> Periode:
    """The period of that kind that this day lies in."""
    return Periode(day.year, jenis, (day.month - 1) // jenis.bulan + 1)


def recent(day: date, jenis: JenisPeriode, most: int = 8) -> list[Periode]:
    """The period of this day and those before it, newest first: what opening a form offers."""
    now = periode_of(day, jenis)
    return [now.before(steps) for steps in range(most)]


def last_before(periode: str, known: list[str]) -> str | None:
    """Of the periods `known`, the newest of the same kind before `periode`; None where there is none."""
    now = parse_periode(periode)
    if now is None:
        return None
    earlier = [one for one in map(parse_periode, known) if one and one.jenis is now.jenis and one < now]
    return str(max(earlier)) if earlier else None
