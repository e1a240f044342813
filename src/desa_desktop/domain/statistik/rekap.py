"""Book B.3 and the monthly report: awal + lahir + datang - meninggal - pindah = akhir (kependudukan.md 6).

Opening and closing of an open month are counted from the register, taken back event by event; what was
closed stays as it was frozen. Where the register changed without an event (an import, a corrected sex,
a child typed in without `lahir`), the line does not add up, and says by how much instead of hiding it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from desa_desktop.domain.penduduk.mutasi import Peristiwa
from desa_desktop.domain.statistik.warga import WNA, MutasiRow, Warga, events_of
from desa_desktop.domain.wording import MONTHS, show_date_short
from desa_desktop.i18n import _

KELOMPOK = ("wna_l", "wna_p", "wni_l", "wni_p", "tanpa_jk")
"""The four columns of B.3, and those without a sex, who fit into none of them but are counted."""
KOLOM = ("lahir", "datang", "mati", "pindah")
_COLUMN: Mapping[Peristiwa, str] = {
    Peristiwa.LAHIR: "lahir",
    Peristiwa.DATANG: "datang",
    Peristiwa.KEMBALI: "datang",
    Peristiwa.MATI: "mati",
    Peristiwa.PINDAH: "pindah",
    Peristiwa.HILANG: "pindah",
    Peristiwa.PERGI: "pindah",
}


class Bulan(NamedTuple):
    """A month of a year; months compare and count in their order."""

    tahun: int
    bulan: int

    @property
    def awal(self) -> date:
        """Its first day."""
        return date(self.tahun, self.bulan, 1)

    @property
    def akhir(self) -> date:
        """Its last day."""
        return date(self.tahun, self.bulan, calendar.monthrange(self.tahun, self.bulan)[1])

    @property
    def berikut(self) -> Bulan:
        """The month after."""
        return Bulan.of(self.akhir + timedelta(days=1))

    @property
    def sebelum(self) -> Bulan:
        """The month before."""
        return Bulan.of(self.awal - timedelta(days=1))

    @classmethod
    def of(cls, day: date) -> Bulan:
        """The month of a day."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{MONTHS[self.bulan - 1]} {self.tahun}"


@dataclass(frozen=True, slots=True)
class Orang:
    """Numbers of people in the columns of B.3; a counter-entry can make one negative."""

    wna_l: int = 0
    wna_p: int = 0
    wni_l: int = 0
    wni_p: int = 0
    tanpa_jk: int = 0

    def __add__(self, other: Orang) -> Orang:
        return Orang(*(a + b for a, b in zip(self.values, other.values, strict=True)))

    def __sub__(self, other: Orang) -> Orang:
        return Orang(*(a - b for a, b in zip(self.values, other.values, strict=True)))

    @property
    def values(self) -> tuple[int, int, int, int, int]:
        """In the order of KELOMPOK."""
        return self.wna_l, self.wna_p, self.wni_l, self.wni_p, self.tanpa_jk

    @property
    def jumlah(self) -> int:
        """All people, those without a sex too."""
        return sum(self.values)

    @property
    def l(self) -> int:  # noqa: E743  the letter of the form
        """Men."""
        return self.wna_l + self.wni_l

    @property
    def p(self) -> int:
        """Women."""
        return self.wna_p + self.wni_p

    def __bool__(self) -> bool:
        return any(self.values)


@dataclass(frozen=True, slots=True)
class BarisRekap:
    """The line of one dusun (None: without a dusun) and month.

    `selisih` is what `akhir` has more than the events explain; `catatan` are the sentences for Ket.
    """

    dusun_id: str | None
    nama: str
    awal: Orang
    akhir: Orang
    lahir: Orang = Orang()
    datang: Orang = Orang()
    mati: Orang = Orang()
    pindah: Orang = Orang()
    kk_awal: int = 0
    kk_akhir: int = 0
    catatan: tuple[str, ...] = ()

    @property
    def selisih(self) -> Orang:
        """What is left once the events are counted; nothing when the line adds up."""
        return self.akhir - (self.awal + self.lahir + self.datang - self.mati - self.pindah)

    @property
    def is_empty(self) -> bool:
        """A line about nobody and nothing."""
        return not (self.awal or self.akhir or self.lahir or self.datang or self.mati or self.pindah)


@dataclass(frozen=True, slots=True)
class Tertutup:
    """A closed month: its frozen lines, and which events were known then.

    `mutasi` are the ids of all events up to this month that no earlier closing knew.
    """

    bulan: Bulan
    baris: tuple[BarisRekap, ...]
    mutasi: frozenset[str]
    antardusun: Orang = Orang()


@dataclass(frozen=True, slots=True)
class Rekap:
    """B.3 of one month: a line for each dusun and their sum.

    `antardusun` are those who only changed the dusun: in `datang` and `pindah` of the lines, but no change
    for the village.
    """

    bulan: Bulan
    baris: tuple[BarisRekap, ...]
    is_tertutup: bool
    antardusun: Orang = Orang()

    @property
    def total(self) -> BarisRekap:
        """The sum of all lines."""
        whole = BarisRekap(None, _("Jumlah"), Orang(), Orang())
        for one in self.baris:
            whole = replace(
                whole,
                **{name: getattr(whole, name) + getattr(one, name) for name in _SUMMED},
            )
        return whole

    @property
    def selisih(self) -> Orang:
        """What the register has more (or less) than the events of the month explain."""
        return self.total.selisih

    @property
    def sentence(self) -> str:
        """Whether the month adds up, as a sentence for the screen and the foot of the report."""
        off = [one for one in self.baris if one.selisih]
        if not off:
            return _("Hitungan bulan ini cocok dengan register penduduk.")
        parts = ", ".join(f"{one.nama} {show_difference(one.selisih)}" for one in off)
        return _(
            "Register berubah tanpa peristiwa: {rincian}. Angka akhir bulan mengikuti register. Catat "
            "peristiwanya (lahir, datang, meninggal, pindah) bila memang terjadi."
        ).format(rincian=parts)


_SUMMED = ("awal", "akhir", *KOLOM, "kk_awal", "kk_akhir")


def show_difference(orang: Orang) -> str:
    """`L +2, P -1` with a real minus sign."""
    parts = [("L", orang.l), ("P", orang.p), (_("tanpa jenis kelamin"), orang.tanpa_jk)]
    shown = [f"{name} {'+' if number > 0 else '−'}{abs(number)}" for name, number in parts if number]
    return ", ".join(shown) if shown else _("WNI/WNA bertukar")


# ------------------------------------------------------------------ the course of each life


_Moment = tuple[date, str]


class _State(NamedTuple):
    """Where a person was counted, None as `dusun` without one; `is_here` False: nowhere."""

    is_here: bool
    dusun: str | None
    keluarga: str | None


class _Step(NamedTuple):
    """An event on the day on which it counts, with the state before it."""

    day: date
    before: _State
    event: MutasiRow
    sign: int
    column: str


@dataclass(frozen=True)
class Perjalanan:
    """The register, its events and its closed months, ready to be counted at any day.

    `dusun` are (id, name) in their order; `tempat` is the dusun of each family today, with those families
    that nobody is left in; `tertutup` in the order of time.
    """

    warga: Sequence[Warga]
    mutasi: Sequence[MutasiRow]
    dusun: Sequence[tuple[str, str]]
    tempat: Mapping[str, str | None] = field(default_factory=dict)
    tertutup: Sequence[Tertutup] = ()

    @cached_property
    def _booked(self) -> Mapping[str, Tertutup]:
        """Which closing knew an event."""
        return {key: one for one in self.tertutup for key in one.mutasi}

    def effective(self, one: MutasiRow) -> date:
        """The day on which an event counts: its own, or the 1st of the month it was late for."""
        known = self._booked.get(one.id)
        if known is not None:
            is_first = known is self.tertutup[0]
            return one.tanggal if is_first else max(one.tanggal, known.bulan.awal)
        if not self.tertutup:
            return one.tanggal
        return max(one.tanggal, self.tertutup[-1].bulan.berikut.awal)

    def is_late(self, one: MutasiRow) -> bool:
        """Whether the event is counted in a later month than the one it happened in."""
        return self.effective(one) != one.tanggal

    @cached_property
    def _order(self) -> Mapping[str, _Moment]:
        """When each event counts; on one day in the order of their recording, which ids of ours keep."""
        return {one.id: (self.effective(one), one.id) for one in self.mutasi}

    @cached_property
    def _family_moves(self) -> Mapping[str, list[tuple[_Moment, str | None]]]:
        """By family: (moment, dusun before it), oldest first; the members of one move move together."""
        found: dict[str, dict[str, tuple[_Moment, str | None]]] = {}
        moves_of = {one.id for one in self.mutasi if one.peristiwa is Peristiwa.PINDAH_DALAM_DESA}
        for one in sorted(self.mutasi, key=lambda one: self._order[one.id]):
            if (one.id in moves_of or one.membatalkan_id in moves_of) and one.dusun and one.keluarga_id:
                moves = found.setdefault(one.keluarga_id, {})
                moves.setdefault(one.kelompok or one.id, (self._order[one.id], one.dusun[0]))
        return {key: list(moves.values()) for key, moves in found.items()}

    def _dusun_of(self, family: str, moment: _Moment) -> str | None:
        """Where a family lived at a moment."""
        for moved, before in self._family_moves.get(family, ()):
            if moved > moment:
                return before
        return self.tempat.get(family)

    @cached_property
    def _courses(self) -> Mapping[str, list[_Step]]:
        """The steps of each person who has any, oldest first."""
        by_id = {one.id: one for one in self.mutasi}
        persons = {one.id: one for one in self.warga}
        found: dict[str, list[_Step]] = {}
        for key, events in events_of(self.mutasi).items():
            person = persons.get(key)
            if person is None:
                continue
            relevant = sorted(
                (one for one in events if self._counts(one, by_id, person) or one.keluarga or one.dusun),
                key=lambda one: self._order[one.id],
            )
            if relevant:
                found[key] = self._course(person, relevant, by_id)
        return found

    def _counts(self, one: MutasiRow, by_id: Mapping[str, MutasiRow], person: Warga) -> int:
        """How the event changes the number of residents.

        One that a closed month counted stays counted when it is cancelled or its record is merged; its
        counter-entry then takes it back in an open month.
        """
        wrong = by_id.get(one.membatalkan_id or "")
        if wrong is not None:
            return -wrong.kind_sign if wrong.id in self._booked else 0
        is_true = person.is_valid and not one.is_batal
        return one.kind_sign if is_true or one.id in self._booked else 0

    def _course(
        self,
        person: Warga,
        events: Sequence[MutasiRow],
        by_id: Mapping[str, MutasiRow],
    ) -> list[_Step]:
        family, own, is_here = person.keluarga_id, person.dusun_id, person.is_hidup
        steps: list[_Step] = []
        for one in reversed(events):
            sign = self._counts(one, by_id, person)
            if one.keluarga is not None:
                family = one.keluarga[0]
            if sign:
                is_here = sign < 0
            moment = self._order[one.id]
            moved = by_id.get(one.membatalkan_id or "", one)  # a move taken back is a move as well
            if moved.peristiwa is Peristiwa.PINDAH_DALAM_DESA and one.dusun is not None:
                dusun = one.dusun[0]
            else:
                own = one.dusun[0] if one.dusun is not None else own
                dusun = self._dusun_of(family, moment) if family is not None else own
            what = by_id.get(one.membatalkan_id or "", one)
            column = _COLUMN.get(what.peristiwa, "") if sign else ""
            steps.append(_Step(moment[0], _State(is_here, dusun, family), one, sign, column))
        steps.reverse()
        return steps

    def _now(self, person: Warga) -> _State:
        dusun = self.tempat.get(person.keluarga_id) if person.keluarga_id is not None else person.dusun_id
        return _State(person.is_hidup, dusun, person.keluarga_id)

    def states(self, day: date) -> Iterable[tuple[Warga, _State]]:
        """Everybody who lived here at the end of a day, and where."""
        courses = self._courses
        for person in self.warga:
            steps = courses.get(person.id, ())
            following = next((one for one in steps if one.day > day), None)
            state = self._now(person) if following is None else following.before
            if state.is_here and person.lahir is not None and person.lahir > day:
                came = any(one.day <= day and one.sign > 0 for one in steps)
                state = state._replace(is_here=came)
            if state.is_here:
                yield person, state

    def count(self, day: date) -> Mapping[str | None, tuple[Orang, int]]:
        """People and families by dusun at the end of a day."""
        people: dict[str | None, dict[str, int]] = {}
        families: dict[str | None, set[str]] = {}
        known = {key for key, _nama in self.dusun}
        for person, state in self.states(day):
            dusun = state.dusun if state.dusun in known else None
            group = people.setdefault(dusun, dict.fromkeys(KELOMPOK, 0))
            group[_kelompok(person)] += 1
            if state.keluarga is not None:
                families.setdefault(dusun, set()).add(state.keluarga)
        return {key: (Orang(**group), len(families.get(key, ()))) for key, group in people.items()}

    # -------------------------------------------------------------- one month

    def rekap(self, bulan: Bulan) -> Rekap:
        """B.3 of a month: as it was frozen, else as register and events have it."""
        closed = next((one for one in self.tertutup if one.bulan == bulan), None)
        if closed is not None:
            return Rekap(bulan, closed.baris, True, closed.antardusun)
        before = next((one for one in self.tertutup if one.bulan == bulan.sebelum), None)
        after = self.count(bulan.akhir)
        if before is not None:
            opening = {one.dusun_id: (one.akhir, one.kk_akhir) for one in before.baris}
        else:
            opening = dict(self.count(bulan.sebelum.akhir))
        entries, notes, moved = self._entries(bulan)
        names: list[tuple[str | None, str]] = [*self.dusun]
        names += [(None, _("Tanpa dusun") if self.dusun else _("Seluruh desa"))]
        gone = {one.dusun_id: one.nama for one in before.baris} if before is not None else {}
        names += [(key, nama) for key, nama in gone.items() if key not in dict(names)]
        nothing = (Orang(), 0)
        lines = []
        for key, nama in names:
            columns = {column: Orang(**entries.get((key, column), {})) for column in KOLOM}
            line = BarisRekap(
                key,
                nama,
                awal=opening.get(key, nothing)[0],
                akhir=after.get(key, nothing)[0],
                lahir=columns["lahir"],
                datang=columns["datang"],
                mati=columns["mati"],
                pindah=columns["pindah"],
                kk_awal=opening.get(key, nothing)[1],
                kk_akhir=after.get(key, nothing)[1],
            )
            if key is not None or not self.dusun or not line.is_empty:
                lines.append(replace(line, catatan=(*notes.get(key, ()), *_own_notes(line))))
        return Rekap(bulan, tuple(lines), False, moved)

    def _entries(
        self, bulan: Bulan
    ) -> tuple[dict[tuple[str | None, str], dict[str, int]], dict[str | None, list[str]], Orang]:
        """What happened in a month by (dusun, column), what Ket. says of it, who moved inside the village."""
        found: dict[tuple[str | None, str], dict[str, int]] = {}
        tally: dict[tuple[str | None, str], int] = {}
        late: dict[str | None, list[str]] = {}
        moved = Orang()
        known = {key for key, _nama in self.dusun}
        persons = {one.id: one for one in self.warga}

        def put(dusun: str | None, column: str, person: Warga, number: int) -> str | None:
            place = dusun if dusun in known else None
            group = found.setdefault((place, column), {})
            kelompok = _kelompok(person)
            group[kelompok] = group.get(kelompok, 0) + number
            return place

        for key, steps in self._courses.items():
            person = persons[key]
            for number, step in enumerate(steps):
                if Bulan.of(step.day) != bulan:
                    continue
                after = steps[number + 1].before if number + 1 < len(steps) else self._now(person)
                if step.sign:
                    is_counter = step.event.peristiwa is Peristiwa.PEMBATALAN
                    where = step.before.dusun if step.before.is_here else after.dusun
                    place = put(where, step.column, person, -1 if is_counter else 1)
                    kind = step.event.peristiwa.value
                    tally[place, kind] = tally.get((place, kind), 0) + 1
                    if is_counter or self.is_late(step.event):
                        late.setdefault(place, []).append(self._explain(step, person))
                elif (
                    step.before.is_here
                    and after.is_here
                    and _place(step.before, known) != _place(after, known)
                ):
                    moved += Orang(**{_kelompok(person): 1})
                    place = put(step.before.dusun, "pindah", person, 1)
                    tally[place, "keluar"] = tally.get((place, "keluar"), 0) + 1
                    place = put(after.dusun, "datang", person, 1)
                    tally[place, "masuk"] = tally.get((place, "masuk"), 0) + 1
        return found, _notes(tally, late), moved

    def _explain(self, step: _Step, person: Warga) -> str:
        """The true date of a late event, or which event a counter-entry takes back."""
        name = _NAMES[step.column]
        if step.event.peristiwa is Peristiwa.PEMBATALAN:
            return _("pembatalan {peristiwa} {nama}").format(peristiwa=name, nama=step.event.nama).strip()
        text = _("{peristiwa} {nama} {tanggal}, terlambat dicatat")
        return text.format(
            peristiwa=name, nama=step.event.nama, tanggal=show_date_short(step.event.tanggal)
        ).replace("  ", " ")

    # -------------------------------------------------------------- closing

    @property
    def next_to_close(self) -> Bulan | None:
        """The month whose turn it is; None before the first closing, when any month may begin."""
        return self.tertutup[-1].bulan.berikut if self.tertutup else None

    def close(self, bulan: Bulan) -> Tertutup:
        """Freeze a month. Raises ValueError when it is not its turn: a gap would have no opening."""
        if self.next_to_close is not None and bulan != self.next_to_close:
            raise ValueError(f"{self.next_to_close} comes first")
        known = frozenset(
            one.id
            for one in self.mutasi
            if one.id not in self._booked and self.effective(one) <= bulan.akhir and not one.is_batal
        )
        frozen = self.rekap(bulan)
        return Tertutup(bulan, frozen.baris, known, frozen.antardusun)


_NAMES: Mapping[str, str] = {"lahir": "lahir", "datang": "datang", "mati": "meninggal", "pindah": "pindah"}


def _kelompok(person: Warga) -> str:
    if person.jk not in ("L", "P"):
        return "tanpa_jk"
    return f"{'wna' if person.warganegara == WNA else 'wni'}_{person.jk.lower()}"


def _place(state: _State, known: set[str]) -> str | None:
    return state.dusun if state.dusun in known else None


def _notes(
    tally: Mapping[tuple[str | None, str], int], late: Mapping[str | None, list[str]]
) -> dict[str | None, list[str]]:
    """The sentences of Ket. by dusun: who is lost or away, who came back, who only changed the dusun."""
    words = {
        "hilang": _("{n} hilang"),
        "pergi": _("{n} pergi"),
        "kembali": _("{n} kembali"),
        "keluar": _("{n} pindah ke dusun lain"),
        "masuk": _("{n} dari dusun lain"),
    }
    found: dict[str | None, list[str]] = {}
    for kind, sentence in words.items():
        for (place, what), number in tally.items():
            if what == kind:
                found.setdefault(place, []).append(sentence.format(n=number))
    for place, texts in late.items():
        found.setdefault(place, []).extend(texts)
    return found


def _own_notes(line: BarisRekap) -> tuple[str, ...]:
    """What a line says of itself: people without a sex, and what the events do not explain."""
    notes = []
    if line.akhir.tanpa_jk:
        notes.append(_("{n} jiwa tanpa jenis kelamin").format(n=line.akhir.tanpa_jk))
    if line.selisih:
        notes.append(_("selisih tanpa peristiwa: {rincian}").format(rincian=show_difference(line.selisih)))
    return tuple(notes)


# ------------------------------------------------------------------ frozen lines as plain values


def freeze(tertutup: Tertutup) -> tuple[Mapping[str, Any], ...]:
    """The closed month as `TutupBulan.baris` keeps it: a mapping a line, then the ids it knew."""
    lines: list[Mapping[str, Any]] = [
        {
            "dusun_id": one.dusun_id,
            "nama": one.nama,
            **{name: list(getattr(one, name).values) for name in ("awal", *KOLOM, "akhir")},
            "kk_awal": one.kk_awal,
            "kk_akhir": one.kk_akhir,
            "catatan": list(one.catatan),
        }
        for one in tertutup.baris
    ]
    return (*lines, {"mutasi": sorted(tertutup.mutasi), "antardusun": list(tertutup.antardusun.values)})


def thaw(bulan: Bulan, baris: Iterable[Mapping[str, Any]]) -> Tertutup:
    """The closed month out of `TutupBulan.baris`."""
    lines, known, moved = [], frozenset[str](), Orang()
    for one in baris:
        if "mutasi" in one:
            known, moved = frozenset(one["mutasi"]), Orang(*one["antardusun"])
            continue
        lines.append(
            BarisRekap(
                one["dusun_id"],
                one["nama"],
                kk_awal=one["kk_awal"],
                kk_akhir=one["kk_akhir"],
                catatan=tuple(one["catatan"]),
                **{name: Orang(*one[name]) for name in ("awal", *KOLOM, "akhir")},
            )
        )
    return Tertutup(bulan, tuple(lines), known, moved)
