"""Residents and families: entered, found, changed by what happens to them, checked, merged.

Single fields are saved through `services.editing` like those of every other screen
(`editing.change(database, Penduduk, key, {...})`); what changes several records at once, or stands in the
books of the village, goes through here as one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain import desa
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.penduduk import (
    Akibat,
    Keluarga,
    Mutasi,
    Penduduk,
    PendudukId,
    PesertaBantuan,
    Putusan,
    PutusanGanda,
    StatusDasar,
    pair_of,
)
from desa_desktop.domain.penduduk import mutasi as events
from desa_desktop.domain.penduduk.ganda import Dugaan, find_ganda, gabung_data, not_mergeable
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.periksa import Latar, check_warga, confirmation
from desa_desktop.domain.penduduk.urut import not_cancellable, too_early
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _, ngettext
from desa_desktop.progress import Progress, Silent
from desa_desktop.services import kantor as office
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.store.queries import penduduk as queries
from desa_desktop.store.queries.mutu import sweep
from desa_desktop.store.queries.penduduk import (
    Halaman,
    KelompokRentan,
    KeluargaRow,
    PendudukRow,
    SaringPenduduk,
    Urutan,
)
from desa_desktop.store.unit import Database, Unit

_SILENT = Silent()
__all__ = [
    "Halaman",
    "KelompokRentan",
    "KeluargaRow",
    "PendudukRow",
    "SaringPenduduk",
    "Temuan",
    "Urutan",
    "add_keluarga",
    "add_penduduk",
    "cancel_event",
    "check_register",
    "confirm",
    "context_of",
    "decide",
    "find_doubles",
    "get_keluarga",
    "get_penduduk",
    "keys_of_penduduk",
    "list_keluarga",
    "list_penduduk",
    "list_riwayat",
    "merge",
    "number_without_nik",
    "read_register",
    "record",
    "rows_of_penduduk",
    "stop_if_known",
]

# ------------------------------------------------------------------ entering


def add_keluarga(
    database: Database, keluarga: Keluarga, anggota: Sequence[Penduduk], *, by: str, at: datetime
) -> None:
    """Store a new family with its members as one step; who has no NIK gets a temporary number.

    This is for people who lived here before the register was kept; who is born or moves in comes through
    `record`. Raises InvalidInput, StorageFailed; then nothing was stored.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        unit.add(keluarga)
        for place, one in enumerate(anggota, start=1):
            one.keluarga_id, one.desa_id = keluarga.id, keluarga.desa_id
            one.urut = one.urut or place
            unit.add(one)
        number_without_nik(unit, anggota)
        name = ngettext("tambah keluarga, {n} anggota", "tambah keluarga, {n} anggota", len(anggota))
        unit.commit(name.format(n=len(anggota)), by, at)


def add_penduduk(database: Database, orang: Penduduk, *, by: str, at: datetime) -> None:
    """Store one new person as one step."""
    with database.unit() as unit:
        stop_unless_village(unit)
        unit.add(orang)
        number_without_nik(unit, [orang])
        unit.commit(_("tambah penduduk"), by, at)


def number_without_nik(unit: Unit, orang: Sequence[Penduduk]) -> None:
    """A temporary number, never given twice, for each person without NIK."""
    without = [one for one in orang if not one.nik and one.nomor_sementara is None]
    if without:
        last = queries.last_nomor_sementara(unit, without[0].desa_id)
        for nomor, one in enumerate(without, start=last + 1):
            one.nomor_sementara = nomor


# ------------------------------------------------------------------ what happens to people


def record(
    database: Database, akibat: Akibat, name: str, *, by: str, at: datetime
) -> tuple[Pemeriksaan, ...]:
    """Carry out what an event changes (`domain.penduduk.mutasi`) as one step called `name`.

    Returns what is to be decided yet (a family without a head). Raises NotFound, StaleRecord,
    InvalidInput (the same event of the same day stands already, a later one does, a number belongs to
    somebody else); then nothing was stored.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        _stop_if_known(unit, akibat)
        _carry_out(unit, akibat)
        unit.commit(name, by, at)
    return akibat.pemeriksaan


def stop_if_known(database: Database, akibat: Akibat) -> None:
    """What `record` would refuse without storing anything. Raises InvalidInput."""
    with database.read() as unit:
        _stop_if_known(unit, akibat)


def _stop_if_known(unit: Unit, akibat: Akibat) -> None:
    _stop_known_nik(unit, akibat.penduduk_baru)
    _stop_known_kk(unit, akibat.keluarga_baru)
    _stop_too_early(unit, akibat)


def _stop_known_nik(unit: Unit, orang: Sequence[Penduduk]) -> None:
    """Nobody comes with a NIK that the register knows (kependudukan.md 2, check 9). Raises InvalidInput."""
    niks = [one.nik for one in orang if one.nik]
    known = queries.keys_with_nik(unit, niks)
    wrong: dict[str, str] = {}
    for one in orang:
        if one.nik and niks.count(one.nik) > 1:
            wrong["nik"] = _("NIK {nama} tertulis dua kali.").format(nama=one.nama)
        for key in known.get(one.nik, ()) if one.nik else ():
            other = unit.get(Penduduk, key)
            sentence = _("NIK {nama} sudah dipakai {lain} di register.")
            if other.status_dasar is StatusDasar.PINDAH:
                sentence = _(
                    "NIK {nama} sudah ada di register: {lain}, pindah keluar. Catat Datang kembali pada "
                    "orang itu, supaya datanya tidak ganda."
                )
            wrong["nik"] = sentence.format(nama=one.nama, lain=other.nama)
    if wrong:
        raise InvalidInput(wrong)


def _stop_known_kk(unit: Unit, keluarga: Sequence[Keluarga]) -> None:
    """No new family has the number of one that is lived in (kependudukan.md 3). Raises InvalidInput."""
    for family in keluarga:
        for other in unit.select(Keluarga, no_kk=family.no_kk) if family.no_kk else ():
            living = [one for one in unit.select(Penduduk, keluarga_id=other.id) if one.is_hidup]
            if living:
                head = next((one.nama for one in living if one.is_kepala), living[0].nama)
                sentence = _("Nomor KK ini sudah dipakai keluarga {nama}. Periksa nomornya.")
                raise InvalidInput({"no_kk": sentence.format(nama=head)})


def _stop_too_early(unit: Unit, akibat: Akibat) -> None:
    """Nobody comes back before leaving, or goes before coming. Raises InvalidInput."""
    new = {one.id for one in akibat.penduduk_baru}
    for entry in akibat.mutasi:
        if entry.sign and entry.penduduk_id not in new:
            before = unit.select(Mutasi, penduduk_id=entry.penduduk_id)
            nama = unit.get(Penduduk, entry.penduduk_id).nama
            if wrong := too_early(entry, before, nama):
                raise InvalidInput({"tanggal": wrong})


def _carry_out(unit: Unit, akibat: Akibat) -> None:
    for keluarga in akibat.keluarga_baru:
        unit.add(keluarga)
    for orang in akibat.penduduk_baru:
        unit.add(orang)
    number_without_nik(unit, akibat.penduduk_baru)
    kinds: tuple[tuple[type[Any], Mapping[Any, Mapping[str, Any]]], ...] = (
        (Penduduk, akibat.ubah_penduduk),
        (Keluarga, akibat.ubah_keluarga),
        (Mutasi, akibat.ubah_mutasi),
    )
    for kind, changes in kinds:
        for key, values in changes.items():
            kept = unit.get(kind, key)
            for field, value in values.items():
                setattr(kept, field, value)
    known = {one.id: one for one in akibat.keluarga_baru}
    for entry in akibat.mutasi:
        if entry.keluarga_id is not None and entry.dusun_id is None:
            family = known.get(entry.keluarga_id) or unit.find(Keluarga, entry.keluarga_id)
            entry.dusun_id = family.dusun_id if family is not None else None
        unit.add(entry)


def cancel_event(
    database: Database, key: UUID, alasan: str, tanggal: date, *, by: str, at: datetime
) -> tuple[Pemeriksaan, ...]:
    """Cancel a wrong event by a counter-entry with its reason, a move inside the village for all who moved.

    Returns what could not be put back, and what is to be decided yet (two heads). Raises NotFound,
    InvalidInput when it is cancelled already or a later event builds upon it; then nothing was stored.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        mutasi = unit.get(Mutasi, key)
        if why := not_cancellable(mutasi, unit.select(Mutasi, penduduk_id=mutasi.penduduk_id)):
            raise InvalidInput({"id": why})
        akibat = _cancelling(unit, mutasi, alasan, tanggal)
        _carry_out(unit, akibat)
        unit.commit(_("batalkan peristiwa"), by, at)
        heads = _heads_after(unit, akibat)
    return (*akibat.pemeriksaan, *heads)


def _cancelling(unit: Unit, mutasi: Mutasi, alasan: str, tanggal: date) -> Akibat:
    orang = unit.get(Penduduk, mutasi.penduduk_id)
    if mutasi.peristiwa is not events.Peristiwa.PINDAH_DALAM_DESA or mutasi.keluarga_id is None:
        return events.batalkan(mutasi, orang, alasan, tanggal)
    lines = [mutasi]
    if mutasi.kelompok_id is not None:
        lines = [one for one in unit.select(Mutasi, kelompok_id=mutasi.kelompok_id) if not one.is_batal]
    people = {one.penduduk_id: unit.get(Penduduk, one.penduduk_id) for one in lines}
    family = unit.get(Keluarga, mutasi.keluarga_id)
    return events.batalkan_pindah_dalam_desa(lines, people, family, alasan, tanggal)


def _heads_after(unit: Unit, akibat: Akibat) -> tuple[Pemeriksaan, ...]:
    """What is wrong with the heads of the families whose members an event changed."""
    homes = {unit.get(Penduduk, key).keluarga_id for key in akibat.ubah_penduduk}
    return tuple(
        found
        for home in sorted(homes - {None}, key=str)
        for found in events.check_heads(unit.select(Penduduk, keluarga_id=home), {}, home)
    )


# ------------------------------------------------------------------ finding


def list_penduduk(
    database: Database,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> Halaman:
    """One page of residents: what was typed and chosen in `saring`, from row `mulai` on."""
    with database.read() as unit:
        return queries.page_of_penduduk(
            unit, saring, today, urutan=urutan, is_turun=is_turun, mulai=mulai, banyak=banyak
        )


def read_register(database: Database, progress: Progress) -> None:
    """Read the register into memory, so that searching it is quick from the first letter on.

    Long work: seconds for 150,000. Every question does the same at its first time.
    """
    with database.read() as unit:
        queries.read_register(unit, progress)


def keys_of_penduduk(
    database: Database,
    saring: SaringPenduduk,
    today: date,
    *,
    urutan: Urutan = Urutan.NAMA,
    is_turun: bool = False,
) -> list[UUID]:
    """The ids of the whole filtered list in its order, for exports and free scrolling."""
    with database.read() as unit:
        return queries.keys_of_penduduk(unit, saring, today, urutan=urutan, is_turun=is_turun)


def rows_of_penduduk(database: Database, keys: Sequence[UUID]) -> tuple[PendudukRow, ...]:
    """The rows of these ids, in their order."""
    with database.read() as unit:
        return queries.rows_of_penduduk(unit, keys)


def list_keluarga(
    database: Database,
    *,
    kata: str = "",
    dusun: Sequence[UUID] = (),
    rw: str = "",
    rt: str = "",
    desa: Sequence[UUID] = (),
    is_semua: bool = False,
    mulai: int = 0,
    banyak: int = 200,
) -> tuple[tuple[KeluargaRow, ...], int]:
    """One page of families with head and counts, and how many there are."""
    with database.read() as unit:
        return queries.page_of_keluarga(
            unit,
            kata=kata,
            dusun=dusun,
            rw=rw,
            rt=rt,
            desa=desa,
            is_semua=is_semua,
            mulai=mulai,
            banyak=banyak,
        )


def get_penduduk(database: Database, key: UUID) -> Penduduk:
    """One person. Raises NotFound."""
    with database.read() as unit:
        return unit.get(Penduduk, key)


def get_keluarga(database: Database, key: UUID) -> tuple[Keluarga, list[Penduduk]]:
    """One family with its members in the order of the KK, merged records left out. Raises NotFound."""
    with database.read() as unit:
        family = unit.get(Keluarga, key)
        members = unit.select(Penduduk, keluarga_id=key)
    shown = [one for one in members if one.status_dasar is not StatusDasar.TIDAK_VALID]
    return family, sorted(shown, key=lambda one: (one.urut or 99, one.shdk or 99, str(one.tanggal_lahir)))


def list_riwayat(database: Database, key: UUID) -> list[Mutasi]:
    """The events of a person, newest first."""
    with database.read() as unit:
        return [unit.get(Mutasi, one) for one in queries.events_of(unit, key)]


# ------------------------------------------------------------------ checks and doubles


def context_of(database: Database, kode: KodePenduduk, today: date) -> Latar:
    """Against what the own register is held. Raises NotFound before the office is set up."""
    with database.read() as unit:
        kantor = office.require(unit)
        found = unit.find(desa.Desa, kantor.id)
    hamlets = frozenset(one.id for one in found.dusun) if found is not None else frozenset()
    provinces = frozenset(f"{one.kode}" for one in kode["provinsi"].isi)
    return Latar(today, kantor.kode, provinces, hamlets)


@dataclass(frozen=True, slots=True)
class Temuan:
    """What is odd in the register, and whom the search for doubles has to look at."""

    pemeriksaan: list[Pemeriksaan]
    kembar: Sequence[UUID]


def check_register(database: Database, latar: Latar, progress: Progress = _SILENT) -> Temuan:
    """Every finding of the whole register, for Mutu Data (long work: seconds for 150,000)."""
    with database.read() as unit:
        swept = sweep(unit, latar, progress, _("Memeriksa isian penduduk…"))
        people, families = queries.orang_rows(unit, swept.orang), queries.rumah_rows(unit, swept.rumah)
    return Temuan(check_warga(people, families, latar), swept.kembar)


def confirm(
    database: Database, kind: type[Penduduk | Keluarga], key: UUID, aturan: str, *, by: str, at: datetime
) -> None:
    """Say of a finding that the record is right as it is; it stays quiet until one of its values changes.

    Raises KeyError for a rule that cannot be confirmed (`periksa.is_confirmable`).
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        kept = unit.get(kind, key)
        kept.konfirmasi = {**kept.konfirmasi, aturan: confirmation(kept, aturan)}
        unit.commit(_("benarkan peringatan"), by, at)


def find_doubles(database: Database, kembar: Sequence[UUID] | None = None) -> list[tuple[Dugaan, bool]]:
    """Likely doubles, the likeliest first, without those kept apart for ever; True: put off to later.

    `kembar`: only these people need to be looked at (`Temuan`).
    """
    with database.read() as unit:
        people, decided = queries.orang_rows(unit, kembar), queries.decided_pairs(unit)
    apart = {pair for pair, word in decided.items() if word == Putusan.BUKAN_GANDA.value}
    found = find_ganda(people, apart)
    return [(one, (one.satu_id, one.dua_id) in decided) for one in found]


def decide(
    database: Database,
    satu: PendudukId,
    dua: PendudukId,
    putusan: Putusan,
    *,
    by: str,
    at: datetime,
    alasan: str = "",
) -> None:
    """Keep two records apart for ever (BUKAN_GANDA) or put the question off (NANTI), with who and when."""
    with database.unit() as unit:
        stop_unless_village(unit)
        _decide(unit, satu, dua, putusan, by=by, at=at, alasan=alasan)
        name = _("bukan data ganda") if putusan is Putusan.BUKAN_GANDA else _("tunda putusan data ganda")
        unit.commit(name, by, at)


def _decide(
    unit: Unit,
    satu: PendudukId,
    dua: PendudukId,
    putusan: Putusan,
    *,
    by: str,
    at: datetime,
    alasan: str = "",
) -> None:
    first, second = pair_of(satu, dua)
    known = unit.select(PutusanGanda, satu_id=first, dua_id=second)
    if known:
        one = known[0]
    else:
        one = PutusanGanda(desa_id=unit.get(Penduduk, satu).desa_id, satu_id=first, dua_id=second)
        unit.add(one)
    one.putusan, one.oleh, one.pada, one.alasan = putusan, by, at, alasan


def merge(
    database: Database,
    simpan: PendudukId,
    lepas: PendudukId,
    nilai: Mapping[str, Any],
    tanggal: date,
    *,
    by: str,
    at: datetime,
) -> None:
    """Make one person of two records as one step that can be undone (`domain.penduduk.ganda.gabung_data`).

    `nilai` are the values of `lepas` to be kept. Events and programmes of `lepas` become those of `simpan`.
    Raises NotFound, InvalidInput when one lives here and the other is gone; then nothing was stored.
    """
    with database.unit() as unit:
        stop_unless_village(unit)
        kept, gone = unit.get(Penduduk, simpan), unit.get(Penduduk, lepas)
        if why := not_mergeable(kept, gone):
            raise InvalidInput({"status_dasar": why})
        riwayat = [*unit.select(Mutasi, penduduk_id=simpan), *unit.select(Mutasi, penduduk_id=lepas)]
        _carry_out(unit, gabung_data(kept, gone, nilai, tanggal, riwayat))
        held = {one.program_id for one in unit.select(PesertaBantuan, penduduk_id=simpan)}
        for peserta in unit.select(PesertaBantuan, penduduk_id=lepas):
            if peserta.program_id in held:
                unit.remove(peserta)
            else:
                peserta.penduduk_id = simpan
        _decide(unit, simpan, lepas, Putusan.GABUNG, by=by, at=at)
        unit.commit(_("gabung data ganda"), by, at)
