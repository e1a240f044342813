"""What happens to residents: the events of kependudukan.md 6, as functions that say what changes.

An event never deletes a person and never writes: it answers with an `Akibat`, which the service carries
out in one step. Each `Mutasi` keeps in `rincian` what every field was before and is after, so that it can
be cancelled by a counter-entry long after the undo menu has forgotten it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from enum import Enum
from typing import Any, NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId, DusunId
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.orang import (
    ANAK,
    KEPALA,
    Keluarga,
    KeluargaId,
    Penduduk,
    PendudukId,
    StatusDasar,
)
from desa_desktop.i18n import _

MutasiId = NewType("MutasiId", UUID)
Values = Mapping[str, Any]


class Peristiwa(Enum):
    """What happened. The first seven change totals; the others stand only in the history."""

    LAHIR = "lahir"
    MATI = "mati"
    PINDAH = "pindah"
    HILANG = "hilang"
    DATANG = "datang"
    PERGI = "pergi"
    KEMBALI = "kembali"
    PECAH_KK = "pecah_kk"
    GABUNG_KK = "gabung_kk"
    GANTI_KEPALA = "ganti_kepala"
    PINDAH_DALAM_DESA = "pindah_dalam_desa"
    UBAH_BIODATA = "ubah_biodata"
    GABUNG_DATA = "gabung_data"
    PEMBATALAN = "pembatalan"

    @property
    def kode(self) -> int | None:
        """The number in the code list `peristiwa`; None for what has none there."""
        return _KODE.get(self)


_KODE: Mapping[Peristiwa, int] = {
    Peristiwa.LAHIR: 1,
    Peristiwa.MATI: 2,
    Peristiwa.PINDAH: 3,
    Peristiwa.HILANG: 4,
    Peristiwa.DATANG: 5,
    Peristiwa.PERGI: 6,
}
PENAMBAHAN = frozenset({Peristiwa.LAHIR, Peristiwa.DATANG, Peristiwa.KEMBALI})
PENGURANGAN = frozenset({Peristiwa.MATI, Peristiwa.PINDAH, Peristiwa.HILANG, Peristiwa.PERGI})
_STATUS_AFTER: Mapping[Peristiwa, StatusDasar] = {
    Peristiwa.MATI: StatusDasar.MATI,
    Peristiwa.PINDAH: StatusDasar.PINDAH,
    Peristiwa.HILANG: StatusDasar.HILANG,
    Peristiwa.PERGI: StatusDasar.PERGI,
}


@dataclass(eq=False, kw_only=True)
class Mutasi:
    """One event of one person. `keluarga_id`, `dusun_id`, `jk` and `warganegara` are those of that day.

    `kelompok_id` binds the persons of one event (a family that moves). `rincian` maps field -> [before,
    after] in plain values. A cancelled event stays, with `is_batal` and the reason; the counter-entry
    (PEMBATALAN) names it in `membatalkan_id`.
    """

    id: MutasiId = field(default_factory=lambda: MutasiId(new_id()))
    desa_id: DesaId
    penduduk_id: PendudukId
    keluarga_id: KeluargaId | None = None
    dusun_id: DusunId | None = None
    kelompok_id: UUID | None = None
    peristiwa: Peristiwa
    tanggal_peristiwa: date
    tanggal_lapor: date | None = None
    jk: str = ""
    warganegara: int | None = None
    tujuan_pindah: int | None = None
    alamat_tujuan: str = ""
    alamat_asal: str = ""
    meninggal_di: str = ""
    jam: time | None = None
    sebab: str = ""
    penolong: str = ""
    akta: str = ""
    anak_ke: int | None = None
    no_kk_asal: str = ""
    catatan: str = ""
    dokumen: str = ""
    is_batal: bool = False
    alasan_batal: str = ""
    membatalkan_id: MutasiId | None = None
    rincian: Mapping[str, Any] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None

    @property
    def sign(self) -> int:
        """+1, -1 or 0: how the event changes the number of residents; 0 once it was cancelled."""
        if self.is_batal:
            return 0
        return (self.peristiwa in PENAMBAHAN) - (self.peristiwa in PENGURANGAN)


@dataclass(frozen=True, slots=True)
class Rincian:
    """What a person types about an event: when it happened, when it was reported, and its details."""

    tanggal: date
    lapor: date | None = None
    dokumen: str = ""
    catatan: str = ""
    tujuan_pindah: int | None = None
    alamat_tujuan: str = ""
    alamat_asal: str = ""
    meninggal_di: str = ""
    jam: time | None = None
    sebab: str = ""
    penolong: str = ""
    akta: str = ""
    anak_ke: int | None = None
    no_kk_asal: str = ""


@dataclass(frozen=True, slots=True)
class Akibat:
    """What an event changes: new records, new values by id, its log lines, and what is to be decided yet.

    `pemeriksaan` are advice (a family without a head), never a refusal.
    """

    mutasi: tuple[Mutasi, ...]
    penduduk_baru: tuple[Penduduk, ...] = ()
    keluarga_baru: tuple[Keluarga, ...] = ()
    ubah_penduduk: Mapping[PendudukId, Values] = field(default_factory=dict)
    ubah_keluarga: Mapping[KeluargaId, Values] = field(default_factory=dict)
    ubah_mutasi: Mapping[MutasiId, Values] = field(default_factory=dict)
    pemeriksaan: tuple[Pemeriksaan, ...] = ()


# ------------------------------------------------------------------ people come


def catat_lahir(anak: Penduduk, keluarga: Keluarga, rincian: Rincian) -> Akibat:
    """A child is born into a family: a new person, hidup, `Anak` unless said otherwise (6, Lahir)."""
    anak.desa_id, anak.keluarga_id = keluarga.desa_id, keluarga.id
    anak.status_dasar = StatusDasar.HIDUP
    anak.shdk = anak.shdk or ANAK
    anak.tanggal_lahir = anak.tanggal_lahir or rincian.tanggal
    anak.anak_ke = anak.anak_ke or rincian.anak_ke
    anak.tanggal_mulai_tinggal = anak.tanggal_mulai_tinggal or anak.tanggal_lahir
    entry = _entry(Peristiwa.LAHIR, anak, rincian, {}, keluarga=keluarga)
    return Akibat((entry,), penduduk_baru=(anak,))


def catat_datang(
    orang: Sequence[Penduduk],
    keluarga: Keluarga | None,
    rincian: Rincian,
    *,
    is_keluarga_baru: bool = False,
) -> Akibat:
    """New people move in, into an existing family or with one of their own; a NIK keeps its old region."""
    entries: list[Mutasi] = []
    group = _group(orang)
    for one in orang:
        one.status_dasar = StatusDasar.HIDUP
        if keluarga is not None:
            one.desa_id, one.keluarga_id = keluarga.desa_id, keluarga.id
        one.tanggal_mulai_tinggal = one.tanggal_mulai_tinggal or rincian.tanggal
        one.alamat_sebelumnya = one.alamat_sebelumnya or rincian.alamat_asal
        entries.append(_entry(Peristiwa.DATANG, one, rincian, {}, keluarga=keluarga, group=group))
    new = (keluarga,) if keluarga is not None and is_keluarga_baru else ()
    return Akibat(tuple(entries), penduduk_baru=tuple(orang), keluarga_baru=new)


def catat_datang_kembali(
    orang: Sequence[Penduduk], keluarga: Keluarga | None, rincian: Rincian, *, is_keluarga_baru: bool = False
) -> Akibat:
    """Known people who had moved away or were lost live here again: their records are made active."""
    values: dict[str, Any] = {"status_dasar": StatusDasar.HIDUP, "tanggal_mulai_tinggal": rincian.tanggal}
    if keluarga is not None:
        values["keluarga_id"] = keluarga.id
    done = change_of(Peristiwa.DATANG, orang, rincian, {one.id: values for one in orang}, keluarga=keluarga)
    new = (keluarga,) if keluarga is not None and is_keluarga_baru else ()
    return Akibat(done.mutasi, keluarga_baru=new, ubah_penduduk=done.ubah_penduduk)


def catat_kembali(orang: Sequence[Penduduk], rincian: Rincian) -> Akibat:
    """Who had gone for a time (pergi) or was lost is back."""
    values = {"status_dasar": StatusDasar.HIDUP}
    return change_of(Peristiwa.KEMBALI, orang, rincian, {one.id: values for one in orang})


# ------------------------------------------------------------------ people go


def catat_mati(
    orang: Penduduk,
    rincian: Rincian,
    anggota: Iterable[Penduduk] = (),
    kepala_baru: PendudukId | None = None,
) -> Akibat:
    """A person died; of a head with living members, `kepala_baru` follows now or a check says so."""
    return _go(Peristiwa.MATI, [orang], rincian, anggota, kepala_baru)


def catat_pindah(
    orang: Sequence[Penduduk],
    rincian: Rincian,
    anggota: Iterable[Penduduk] = (),
    kepala_baru: PendudukId | None = None,
) -> Akibat:
    """One person, some of a family or all of it move out of the village."""
    return _go(Peristiwa.PINDAH, orang, rincian, anggota, kepala_baru)


def catat_hilang(
    orang: Penduduk,
    rincian: Rincian,
    anggota: Iterable[Penduduk] = (),
    kepala_baru: PendudukId | None = None,
) -> Akibat:
    """A person is missing."""
    return _go(Peristiwa.HILANG, [orang], rincian, anggota, kepala_baru)


def catat_pergi(
    orang: Sequence[Penduduk],
    rincian: Rincian,
    anggota: Iterable[Penduduk] = (),
    kepala_baru: PendudukId | None = None,
) -> Akibat:
    """People are away for a time; `catat_kembali` brings them back."""
    return _go(Peristiwa.PERGI, orang, rincian, anggota, kepala_baru)


def _go(
    peristiwa: Peristiwa,
    orang: Sequence[Penduduk],
    rincian: Rincian,
    anggota: Iterable[Penduduk],
    kepala_baru: PendudukId | None,
) -> Akibat:
    gone = {one.id for one in orang}
    members = list(anggota)
    values: dict[PendudukId, dict[str, Any]] = {
        one.id: {"status_dasar": _STATUS_AFTER[peristiwa]} for one in orang
    }
    staying = [one for one in members if one.id not in gone and one.is_hidup]
    people = list(orang)
    if kepala_baru is not None and any(one.is_kepala for one in orang):
        follower = next(one for one in staying if one.id == kepala_baru)
        values[follower.id] = {"shdk": KEPALA}
        people.append(follower)
        staying = [one for one in staying if one.id != follower.id]
        is_headless = False
    else:
        is_headless = any(one.is_kepala for one in orang) and not any(one.is_kepala for one in staying)
    findings = (
        [
            Pemeriksaan(
                Level.PERINGATAN,
                _("Keluarga ini sekarang tanpa kepala keluarga. Pilih kepala keluarga yang baru."),
                "P-401",
                orang[0].keluarga_id,
                "kepala",
            )
        ]
        if staying and is_headless
        else []
    )
    done = change_of(peristiwa, people, rincian, values, only=gone)
    return Akibat(done.mutasi, ubah_penduduk=done.ubah_penduduk, pemeriksaan=tuple(findings))


# ------------------------------------------------------------------ families change


def ganti_kepala(
    anggota: Sequence[Penduduk],
    kepala_baru: PendudukId,
    shdk: Mapping[PendudukId, int],
    rincian: Rincian,
) -> Akibat:
    """Another member becomes head. `shdk` gives the others their relation to the new head."""
    values: dict[PendudukId, dict[str, Any]] = {key: {"shdk": code} for key, code in shdk.items()}
    values[kepala_baru] = {"shdk": KEPALA}
    changed = [one for one in anggota if values.get(one.id, {}).get("shdk", one.shdk) != one.shdk]
    done = change_of(Peristiwa.GANTI_KEPALA, changed, rincian, values)
    return Akibat(
        done.mutasi,
        ubah_penduduk=done.ubah_penduduk,
        pemeriksaan=check_heads(anggota, values),
    )


def pecah_kk(
    orang: Sequence[Penduduk],
    anggota: Iterable[Penduduk],
    keluarga_baru: Keluarga,
    shdk: Mapping[PendudukId, int],
    rincian: Rincian,
) -> Akibat:
    """Some members leave for a new KK. `shdk` gives their relations there; the rest stay as they are."""
    values: dict[PendudukId, dict[str, Any]] = {
        one.id: {"keluarga_id": keluarga_baru.id, "shdk": shdk.get(one.id, one.shdk)} for one in orang
    }
    done = change_of(Peristiwa.PECAH_KK, orang, rincian, values)
    leaving = {one.id for one in orang}
    staying = [one for one in anggota if one.id not in leaving]
    findings = (*check_heads(staying, {}), *check_heads(orang, values, keluarga_baru.id))
    return Akibat(
        done.mutasi,
        keluarga_baru=(keluarga_baru,),
        ubah_penduduk=done.ubah_penduduk,
        pemeriksaan=findings,
    )


def gabung_kk(
    orang: Sequence[Penduduk],
    tujuan: Keluarga,
    anggota_tujuan: Sequence[Penduduk],
    shdk: Mapping[PendudukId, int],
    rincian: Rincian,
    tinggal: Iterable[Penduduk] = (),
) -> Akibat:
    """People join another family of the village with the relations in `shdk`; `tinggal` stay in their own."""
    values: dict[PendudukId, dict[str, Any]] = {
        one.id: {"keluarga_id": tujuan.id, "shdk": shdk.get(one.id)} for one in orang
    }
    done = change_of(Peristiwa.GABUNG_KK, orang, rincian, values)
    findings = (*check_heads(tinggal, {}), *check_heads([*anggota_tujuan, *orang], values, tujuan.id))
    return Akibat(done.mutasi, ubah_penduduk=done.ubah_penduduk, pemeriksaan=findings)


def pindah_dalam_desa(
    keluarga: Keluarga,
    anggota: Sequence[Penduduk],
    tempat: Values,
    rincian: Rincian,
) -> Akibat:
    """A family moves inside the village. `tempat`: any of dusun_id, rw, rt, alamat."""
    changed = {name: value for name, value in tempat.items() if getattr(keluarga, name) != value}
    before = {name: [_plain(getattr(keluarga, name)), _plain(value)] for name, value in changed.items()}
    living = [one for one in anggota if one.is_hidup]
    group = _group(living)
    entries = tuple(
        _entry(Peristiwa.PINDAH_DALAM_DESA, one, rincian, before, keluarga=keluarga, group=group)
        for one in living
    )
    return Akibat(entries, ubah_keluarga={keluarga.id: changed} if changed else {})


def ubah_biodata(orang: Penduduk, values: Values, rincian: Rincian) -> Akibat:
    """Facts of a person are corrected or change (education, work, name); no total changes."""
    known = {one.name for one in fields(Penduduk)} - {"id", "desa_id", "versi", "diubah_pada", "status_dasar"}
    if wrong := set(values) - known:
        raise AttributeError(f"Penduduk has no such field to change: {sorted(wrong)}")
    return change_of(Peristiwa.UBAH_BIODATA, [orang], rincian, {orang.id: values})


# ------------------------------------------------------------------ a wrong event


def batalkan(mutasi: Mutasi, orang: Penduduk, alasan: str, tanggal: date) -> Akibat:
    """Cancel a wrong event by a counter-entry; what it changed is put back where nobody changed it since.

    A field that was changed again later stays, and a check names it. A move of a family inside the village
    is taken back as a whole by `batalkan_pindah_dalam_desa`.
    """
    back: dict[str, Any] = {}
    findings: list[Pemeriksaan] = []
    for name, (before, after) in mutasi.rincian.items():
        if not hasattr(orang, name):
            continue
        if _plain(getattr(orang, name)) == after:
            back[name] = from_plain(name, before)
        else:
            findings.append(_changed_since(orang.id, name))
    if mutasi.peristiwa in (Peristiwa.LAHIR, Peristiwa.DATANG) and not mutasi.rincian:
        back["status_dasar"] = StatusDasar.TIDAK_VALID
    changes = {name: [_plain(getattr(orang, name)), _plain(value)] for name, value in back.items()}
    entry = _entry(Peristiwa.PEMBATALAN, orang, Rincian(tanggal, tanggal, catatan=alasan), changes)
    entry.membatalkan_id = mutasi.id
    entry.keluarga_id, entry.dusun_id = mutasi.keluarga_id, mutasi.dusun_id
    return Akibat(
        (entry,),
        ubah_penduduk={orang.id: back} if back else {},
        ubah_mutasi={mutasi.id: {"is_batal": True, "alasan_batal": alasan}},
        pemeriksaan=tuple(findings),
    )


def batalkan_pindah_dalam_desa(
    mutasi: Sequence[Mutasi],
    orang: Mapping[PendudukId, Penduduk],
    keluarga: Keluarga,
    alasan: str,
    tanggal: date,
) -> Akibat:
    """Cancel the move of a family: all its lines, with a counter-entry each, and the family is back.

    `mutasi` are the lines of that move, `orang` their people.
    """
    rincian = mutasi[0].rincian
    stays = [name for name, (_before, after) in rincian.items() if _plain(getattr(keluarga, name)) != after]
    back = {name: before for name, (before, _after) in rincian.items() if name not in stays}
    changes = {name: [_plain(getattr(keluarga, name)), before] for name, before in back.items()}
    group = _group([orang[one.penduduk_id] for one in mutasi])
    entries = []
    for one in mutasi:
        told = Rincian(tanggal, tanggal, catatan=alasan)
        person = orang[one.penduduk_id]
        entry = _entry(Peristiwa.PEMBATALAN, person, told, changes, keluarga=keluarga, group=group)
        entry.membatalkan_id = one.id
        entries.append(entry)
    values = {name: from_plain(name, value) for name, value in back.items()}
    return Akibat(
        tuple(entries),
        ubah_keluarga={keluarga.id: values} if values else {},
        ubah_mutasi={one.id: {"is_batal": True, "alasan_batal": alasan} for one in mutasi},
        pemeriksaan=tuple(_changed_since(keluarga.id, name) for name in stays),
    )


def _changed_since(key: UUID, name: str) -> Pemeriksaan:
    sentence = _("Isian ini sudah diubah lagi sesudah peristiwa itu, jadi tidak dikembalikan.")
    return Pemeriksaan(Level.PERINGATAN, sentence, "P-409", key, name)


# ------------------------------------------------------------------ parts


def change_of(
    peristiwa: Peristiwa,
    orang: Sequence[Penduduk],
    rincian: Rincian,
    values: Mapping[PendudukId, Values],
    *,
    keluarga: Keluarga | None = None,
    only: Iterable[PendudukId] | None = None,
) -> Akibat:
    """New values (only where they differ) and one log line a person; `only`: whose line is the event itself.

    Who is changed along with it (the new head) gets a line of GANTI_KEPALA.
    """
    group = _group(orang)
    wanted = None if only is None else set(only)
    entries: list[Mutasi] = []
    changes: dict[PendudukId, Values] = {}
    for one in orang:
        new = {name: value for name, value in values.get(one.id, {}).items() if getattr(one, name) != value}
        before = {name: [_plain(getattr(one, name)), _plain(value)] for name, value in new.items()}
        kind = peristiwa if wanted is None or one.id in wanted else Peristiwa.GANTI_KEPALA
        entries.append(_entry(kind, one, rincian, before, keluarga=keluarga, group=group))
        if new:
            changes[one.id] = new
    return Akibat(tuple(entries), ubah_penduduk=changes)


def _entry(
    peristiwa: Peristiwa,
    orang: Penduduk,
    rincian: Rincian,
    before: Mapping[str, Any],
    *,
    keluarga: Keluarga | None = None,
    group: UUID | None = None,
) -> Mutasi:
    return Mutasi(
        desa_id=orang.desa_id,
        penduduk_id=orang.id,
        keluarga_id=keluarga.id if keluarga is not None else orang.keluarga_id,
        dusun_id=keluarga.dusun_id if keluarga is not None else orang.dusun_id,
        kelompok_id=group,
        peristiwa=peristiwa,
        tanggal_peristiwa=rincian.tanggal,
        tanggal_lapor=rincian.lapor,
        jk=orang.jk,
        warganegara=orang.warganegara,
        tujuan_pindah=rincian.tujuan_pindah,
        alamat_tujuan=rincian.alamat_tujuan,
        alamat_asal=rincian.alamat_asal,
        meninggal_di=rincian.meninggal_di,
        jam=rincian.jam,
        sebab=rincian.sebab,
        penolong=rincian.penolong,
        akta=rincian.akta,
        anak_ke=rincian.anak_ke,
        no_kk_asal=rincian.no_kk_asal,
        catatan=rincian.catatan,
        dokumen=rincian.dokumen,
        rincian=dict(before),
    )


def _group(orang: Sequence[Penduduk]) -> UUID | None:
    return new_id() if len(orang) > 1 else None


def check_heads(
    anggota: Iterable[Penduduk], values: Mapping[PendudukId, Values], family: UUID | None = None
) -> tuple[Pemeriksaan, ...]:
    """What is wrong with the heads of these members once `values` are set; empty families are fine."""
    alive = StatusDasar.HIDUP
    living = [one for one in anggota if values.get(one.id, {}).get("status_dasar", one.status_dasar) is alive]
    heads = sum(values.get(one.id, {}).get("shdk", one.shdk) == KEPALA for one in living)
    if not living or heads == 1:
        return ()
    sentence = (
        _("Keluarga ini sekarang tanpa kepala keluarga. Pilih kepala keluarga yang baru.")
        if heads == 0
        else _("Keluarga ini sekarang punya lebih dari satu kepala keluarga. Pilih satu.")
    )
    rule = "P-401" if heads == 0 else "P-402"
    return (Pemeriksaan(Level.PERINGATAN, sentence, rule, family or living[0].keluarga_id, "kepala"),)


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return dict(value)
        case _:
            return value


_UUID_FIELDS = frozenset({"keluarga_id", "dusun_id", "digabung_ke_id"})


def from_plain(name: str, value: Any) -> Any:
    """A value out of `rincian` as the field of Penduduk `name` holds it."""
    if value is None:
        return None
    if name == "status_dasar":
        return StatusDasar(value)
    if name in _UUID_FIELDS:
        return UUID(value)
    if name == "waktu_lahir":
        return time.fromisoformat(value)
    if name.startswith("tanggal_"):
        return date.fromisoformat(value)
    return value
