"""Figures out of the register of residents: tables, the monthly balance, what Angka Pokok takes over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.desa import AngkaPokok, BarisAngka, DesaId
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.penduduk import TutupBulan
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.statistik import TABEL, Penghitung, Tabel, living_on
from desa_desktop.domain.statistik.angka import AngkaRegister, UsulAngka, figures_of, propose
from desa_desktop.domain.statistik.rekap import Bulan, Perjalanan, Rekap, freeze, thaw
from desa_desktop.errors import InvalidInput, StaleRecord
from desa_desktop.i18n import _
from desa_desktop.services import editing
from desa_desktop.services import kantor as office
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.store.queries import statistik as queries
from desa_desktop.store.unit import Database, Unit

Kode = Callable[[], KodePenduduk]
"""The code lists of residents, read when they are first needed."""

BAWAAN = ("jk", "umur", "usia-perencanaan", "dusun", "agama", "pendidikan", "pekerjaan", "kawin", "kk-kepala")
"""The tables that are printed when none are named."""


def read_kunci(text: str) -> tuple[str, ...]:
    """The tables named in `umur,jk,dusun`. Raises InvalidInput with the words that are known."""
    wanted = tuple(word.strip().lower() for word in text.split(",") if word.strip())
    unknown = [word for word in wanted if word not in TABEL]
    if unknown:
        sentence = _("Tabel {kata} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"menurut": sentence.format(kata=", ".join(unknown), pilihan=", ".join(TABEL))})
    return wanted or BAWAAN


def penghitung(unit: Unit, kode: KodePenduduk, *, pada: date, today: date) -> Penghitung:
    """What tables of the residents of `pada` are counted from. Raises NotFound without an office."""
    uid = office.require(unit).id
    if pada >= today:
        people = queries.warga_rows(unit, uid, only_living=True)
    else:
        events = queries.mutasi_rows(unit, uid, since=None)
        people = living_on(queries.warga_rows(unit, uid), events, pada, today)
    return Penghitung(people, queries.keluarga_rows(unit, uid), kode, queries.dusun_names(unit, uid), pada)


def count(
    database: Database, kode: KodePenduduk, kunci: Sequence[str], *, pada: date, today: date
) -> list[Tabel]:
    """Tables of the residents of a day, in the order of `kunci` (words of TABEL)."""
    with database.read() as unit:
        data = penghitung(unit, kode, pada=pada, today=today)
    return [TABEL[one](data) for one in kunci]


def names_of_tables(kode: KodePenduduk, today: date) -> Mapping[str, str]:
    """The title of every table by its word, for choosing."""
    empty = Penghitung((), (), kode, (), today)
    return {kunci: menghitung(empty).judul for kunci, menghitung in TABEL.items()}


# ------------------------------------------------------------------ the monthly balance


def perjalanan(unit: Unit, desa: UUID) -> Perjalanan:
    """Register, events and closed months of a village."""
    closed = sorted(unit.select(TutupBulan, desa_id=desa), key=lambda one: (one.tahun, one.bulan))
    return Perjalanan(
        queries.warga_rows(unit, desa),
        queries.mutasi_rows(unit, desa),
        queries.dusun_names(unit, desa),
        {one.id: one.dusun_id for one in queries.keluarga_rows(unit, desa)},
        [thaw(Bulan(one.tahun, one.bulan), one.baris) for one in closed],
    )


def rekap(database: Database, bulan: Bulan) -> Rekap:
    """Book B.3 of a month. Raises NotFound without an office."""
    with database.read() as unit:
        return perjalanan(unit, office.require(unit).id).rekap(bulan)


def close_month(database: Database, bulan: Bulan, *, today: date, by: str, at: datetime) -> Rekap:
    """`Tutup bulan`: freeze the lines of a month; what is recorded later goes into the open month.

    Raises InvalidInput for a month that is not over, closed already, or not the next one.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        uid = office.require(unit).id
        course = perjalanan(unit, uid)
        if bulan.akhir >= today:
            raise InvalidInput(
                {"bulan": _("{bulan} belum berakhir. Tutup bulan sesudah akhir bulan.").format(bulan=bulan)}
            )
        due = course.next_to_close
        if due is not None and bulan < due:
            raise InvalidInput({"bulan": _("{bulan} sudah ditutup.").format(bulan=bulan)})
        if due is not None and bulan != due:
            sentence = _("Tutup {dulu} lebih dahulu, supaya angka awal bulan berikutnya benar.")
            raise InvalidInput({"bulan": sentence.format(dulu=due)})
        made = course.close(bulan)
        unit.add(
            TutupBulan(
                desa_id=DesaId(uid),
                tahun=bulan.tahun,
                bulan=bulan.bulan,
                baris=freeze(made),
                oleh=by,
                pada=at,
            )
        )
        unit.commit(_("tutup bulan {bulan}").format(bulan=bulan), by, at)
        return Rekap(bulan, made.baris, True, made.antardusun)


@dataclass(frozen=True, slots=True)
class BulanTutup:
    """A closed month, by whom and when."""

    bulan: Bulan
    oleh: str
    pada: datetime | None


@dataclass(frozen=True, slots=True)
class LaporanBulan:
    """B.3 of a month, the closed months oldest first, and the month whose turn it is to be closed."""

    rekap: Rekap
    tertutup: tuple[BulanTutup, ...]
    giliran: Bulan | None


def monthly(database: Database, bulan: Bulan | None, *, today: date) -> LaporanBulan:
    """What the page of monthly reports shows. `bulan` None: the one whose turn it is, if it is over, else
    the last one that is over. Raises NotFound without an office.
    """
    with database.read() as unit:
        uid = office.require(unit).id
        course = perjalanan(unit, uid)
        found = {Bulan(one.tahun, one.bulan): one for one in unit.select(TutupBulan, desa_id=uid)}
        due = course.next_to_close
        wanted = bulan or (due if due is not None and due.akhir < today else Bulan.of(today).sebelum)
        return LaporanBulan(
            course.rekap(wanted),
            tuple(BulanTutup(key, found[key].oleh, found[key].pada) for key in sorted(found)),
            due,
        )


def open_month(database: Database, *, by: str, at: datetime, alasan: str = "") -> Bulan:
    """Take the newest closing back; `alasan` stands in the history with the step.

    Raises InvalidInput when no month is closed.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        uid = office.require(unit).id
        closed = sorted(unit.select(TutupBulan, desa_id=uid), key=lambda one: (one.tahun, one.bulan))
        if not closed:
            raise InvalidInput({"bulan": _("Belum ada bulan yang ditutup.")})
        bulan = Bulan(closed[-1].tahun, closed[-1].bulan)
        unit.remove(closed[-1])
        name = _("buka lagi bulan {bulan}").format(bulan=bulan)
        unit.commit(f"{name}: {alasan.strip()}" if alasan.strip() else name, by, at)
        return bulan


# ------------------------------------------------------------------ Angka Pokok and checklists


def register_figures(
    database: Database, kode: KodePenduduk, *, pada: date, today: date
) -> Mapping[str, AngkaRegister]:
    """The key figures that the register knows, by their key: for Angka Pokok and to fill checklists."""
    with database.read() as unit:
        return {one.kunci: one for one in figures_of(penghitung(unit, kode, pada=pada, today=today))}


@dataclass(frozen=True, slots=True)
class Tawaran:
    """What Angka Pokok of a year could take over; `key` is its dokumen."""

    key: UUID
    tahun: int
    usul: tuple[UsulAngka, ...]

    @property
    def baru(self) -> tuple[UsulAngka, ...]:
        """Figures for rows in which nothing stands yet."""
        return tuple(one for one in self.usul if one.is_new)

    @property
    def beda(self) -> tuple[UsulAngka, ...]:
        """Figures that would replace what somebody wrote."""
        return tuple(one for one in self.usul if not one.is_new)


def offer(database: Database, kode: KodePenduduk, tahun: int, *, today: date) -> Tawaran:
    """The figures of the register that Angka Pokok of `tahun` does not say yet.

    They are those of today, for an earlier year those of its last day. Raises NotFound when the year was
    never begun.
    """
    pada = min(today, date(tahun, 12, 31))
    with database.read() as unit:
        uid = office.require(unit).id
        angka = unit.get(AngkaPokok, dokumen_id(uid, "angka-pokok", str(tahun)))
        found = figures_of(penghitung(unit, kode, pada=pada, today=today))
    return Tawaran(angka.id, tahun, tuple(propose(angka.baris, found)))


def take_over(database: Database, usul: Sequence[UsulAngka], tahun: int, *, by: str, at: datetime) -> int:
    """Write the chosen figures with their origin as one step that can be undone; returns how many.

    Raises Locked when the year is finished, StaleRecord when a row says something else than was shown.
    """
    if not usul:
        return 0
    with database.read() as unit:
        for one in usul:
            now = unit.get(BarisAngka, one.baris.id)
            shown = (one.baris.l, one.baris.p, one.baris.jumlah)
            if (now.l, now.p, now.jumlah) != shown:
                raise StaleRecord(jenis=_("Angka Pokok"))
    editing.change_many(
        database,
        BarisAngka,
        {one.baris.id: one.values for one in usul},
        by=by,
        at=at,
        name=_("ambil {n} angka {tahun} dari register penduduk").format(n=len(usul), tahun=tahun),
    )
    return len(usul)
