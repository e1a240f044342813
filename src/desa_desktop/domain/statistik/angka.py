"""What the register of residents offers for Angka Pokok and for the pre-fill of checklists (ux.md 5.2).

A figure that the register knows nothing about is not offered: no recorded disability is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desa_desktop.domain.desa import BarisAngka
from desa_desktop.domain.statistik.tabel import Penghitung
from desa_desktop.domain.statistik.warga import HAMIL, Warga, months_old
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

MISKIN = frozenset({4, 5})  # codes of `kelas_sosial`: miskin, sangat miskin


@dataclass(frozen=True, slots=True)
class AngkaRegister:
    """A figure of Angka Pokok as the register has it. `catatan` says what the count leaves out.

    Where only the sum is asked for (ibu hamil), `l` and `p` are None.
    """

    kunci: str
    l: int | None  # noqa: E741  the letter of the form
    p: int | None
    jumlah: int
    sumber: str
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class UsulAngka:
    """A figure to take over into the row `baris`, beside what stands there now."""

    baris: BarisAngka
    angka: AngkaRegister

    @property
    def is_new(self) -> bool:
        """Nothing stands there yet, so nothing is overwritten."""
        return self.baris.l is None and self.baris.p is None and self.baris.jumlah is None

    @property
    def is_same(self) -> bool:
        """The same figure stands there already."""
        return self.baris.jumlah == self.angka.jumlah and (
            self.angka.l is None or (self.baris.l, self.baris.p) == (self.angka.l, self.angka.p)
        )

    @property
    def values(self) -> dict[str, object]:
        """The fields of the row as they are after taking over."""
        found: dict[str, object] = {"jumlah": self.angka.jumlah, "sumber": self.angka.sumber}
        if self.angka.l is not None:
            found |= {"l": self.angka.l, "p": self.angka.p}
        return found


def figures_of(data: Penghitung) -> list[AngkaRegister]:
    """Every key figure that the register can answer on the day of `data`, in the order of the form."""
    if not data.warga:
        return []
    source = _("register penduduk, {tanggal}").format(tanggal=show_date(data.pada))
    aged = [(one, umur) for one, umur in zip(data.warga, data.umur, strict=True) if umur is not None]
    ageless = len(data.warga) - len(aged)
    no_age = _("{n} orang tanpa tanggal lahir tidak terhitung").format(n=ageless) if ageless else ""

    def figure(kunci: str, people: Iterable[Warga], note: str = "") -> AngkaRegister:
        men = women = other = 0
        for one in people:
            men, women, other = men + (one.jk == "L"), women + (one.jk == "P"), other + (one.jk == "")
        if other:
            without = _("{n} tanpa jenis kelamin").format(n=other)
            note = f"{note}; {without}" if note else without
        return AngkaRegister(kunci, men, women, men + women + other, source, note)

    def aged_in(kunci: str, holds: Callable[[int], bool]) -> AngkaRegister:
        return figure(kunci, (one for one, umur in aged if holds(umur)), no_age)

    found = [
        figure("penduduk", data.warga),
        aged_in("usia_0_4", lambda umur: umur <= 4),
        aged_in("usia_5_17", lambda umur: 5 <= umur <= 17),
        aged_in("usia_18_59", lambda umur: 18 <= umur <= 59),
        aged_in("lansia", lambda umur: umur >= 60),
        figure("kk", data.kepala.values()),
        *_poor(data, figure),
        *_disabled(data, figure),
        *_pregnant(data, source),
    ]
    babies = [one for one, _umur in aged if one.lahir is not None and months_old(one.lahir, data.pada) <= 23]
    return [*found, figure("baduta", babies, no_age)]


Figure = Callable[[str, Iterable[Warga], str], AngkaRegister]


def _poor(data: Penghitung, figure: Figure) -> list[AngkaRegister]:
    classes = {one.id: one.kelas_sosial for one in data.keluarga if one.kelas_sosial is not None}
    known = [key for key in data.kepala if key in classes]
    if not known:
        return []
    poor = [data.kepala[key] for key in known if classes[key] in MISKIN]
    return [figure("kk_miskin", poor, _unknown(len(data.kepala) - len(known), _("KK")))]


def _disabled(data: Penghitung, figure: Figure) -> list[AngkaRegister]:
    known = [one for one in data.warga if one.is_difabel is not None]
    if not known:
        return []
    disabled = [one for one in known if one.is_difabel]
    return [figure("disabilitas", disabled, _unknown(len(data.warga) - len(known), _("orang")))]


def _pregnant(data: Penghitung, source: str) -> list[AngkaRegister]:
    asked = [one for one in data.warga if one.hamil is not None]
    if not asked:
        return []
    count = sum(one.hamil == HAMIL for one in asked)
    return [AngkaRegister("ibu_hamil", None, None, count, source)]


def _unknown(count: int, what: str) -> str:
    return _("{n} {apa} belum terisi").format(n=count, apa=what) if count else ""


def propose(baris: Sequence[BarisAngka], angka: Iterable[AngkaRegister]) -> list[UsulAngka]:
    """What could be taken over: figures of rows that exist and say something else, in the rows' order."""
    by_key = {one.kunci: one for one in angka}
    pairs = [UsulAngka(row, by_key[row.kunci]) for row in baris if row.kunci in by_key]
    return [one for one in pairs if not one.is_same]
