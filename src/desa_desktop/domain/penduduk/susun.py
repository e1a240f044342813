"""What is typed about an event, made into what it changes, or into one sentence that says what is missing.

A form and a command ask the same things and refuse the same things; neither of them knows the rules. Values
come by the names of the fields: those of `Rincian`, and beside them `siapa` (ids), `kepala_baru` (id),
`hubungan:<id>` (code of shdk), the place of a family, and for a newborn the fields of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk import mutasi as events
from desa_desktop.domain.penduduk.mutasi import Akibat, Rincian
from desa_desktop.domain.penduduk.orang import KEPALA, Keluarga, Penduduk, PendudukId, StatusDasar
from desa_desktop.i18n import N_, _


class Jenis(Enum):
    """One line of the menu `Catat peristiwa`."""

    LAHIR = "lahir"
    MATI = "mati"
    PINDAH = "pindah"
    DATANG = "datang"
    HILANG = "hilang"
    PERGI = "pergi"
    KEMBALI = "kembali"
    DATANG_KEMBALI = "datang_kembali"
    PECAH_KK = "pecah_kk"
    GABUNG_KK = "gabung_kk"
    GANTI_KEPALA = "ganti_kepala"
    PINDAH_DALAM_DESA = "pindah_dalam_desa"


STEP: Mapping[Jenis, str] = {
    Jenis.LAHIR: N_("catat lahir"),
    Jenis.MATI: N_("catat meninggal"),
    Jenis.PINDAH: N_("catat pindah keluar"),
    Jenis.DATANG: N_("catat datang"),
    Jenis.HILANG: N_("catat hilang"),
    Jenis.PERGI: N_("catat pergi sementara"),
    Jenis.KEMBALI: N_("catat kembali"),
    Jenis.DATANG_KEMBALI: N_("catat datang kembali"),
    Jenis.PECAH_KK: N_("pecah KK"),
    Jenis.GABUNG_KK: N_("gabung KK"),
    Jenis.GANTI_KEPALA: N_("ganti kepala keluarga"),
    Jenis.PINDAH_DALAM_DESA: N_("pindah dalam desa"),
}
LEAVING = frozenset({Jenis.MATI, Jenis.PINDAH, Jenis.HILANG, Jenis.PERGI})
BACK = frozenset({Jenis.KEMBALI, Jenis.DATANG_KEMBALI})
SOME = frozenset({Jenis.PINDAH, Jenis.PERGI, Jenis.PECAH_KK, Jenis.GABUNG_KK, *BACK})
"""Events of one person or of several of a family."""
_OF_FAMILY = (Jenis.LAHIR, Jenis.DATANG, Jenis.PECAH_KK, Jenis.GANTI_KEPALA, Jenis.PINDAH_DALAM_DESA)
HUBUNGAN = "hubungan:"
"""Before the id of a member: the field with the relation to a new head."""
_NEWBORN = (
    *("nama", "nik", "jk", "tempat_lahir", "shdk", "agama", "nama_ayah", "nama_ibu", "nik_ayah", "nik_ibu"),
    *("berat", "panjang", "anak_ke", "penolong", "warganegara"),
)
PLACE = ("alamat", "dusun_id", "rt", "rw")


@dataclass(frozen=True, slots=True)
class Sekitar:
    """Whose event it is: the person, the family with its members, and the family that is joined, if any."""

    orang: Penduduk
    keluarga: Keluarga | None
    anggota: Sequence[Penduduk]
    today: date
    tujuan: Keluarga | None = None
    anggota_tujuan: Sequence[Penduduk] = ()

    @property
    def living(self) -> list[Penduduk]:
        """The members who live here."""
        return [one for one in self.anggota if one.is_hidup]


def eligible(jenis: Jenis, orang: Penduduk, anggota: Iterable[Penduduk]) -> list[Penduduk]:
    """Who of a family an event of several may take: who lives here, or who is away like the person."""
    wanted = orang.status_dasar if jenis in BACK else StatusDasar.HIDUP
    return [one for one in anggota if one.status_dasar is wanted]


@dataclass(frozen=True, slots=True)
class Tersusun:
    """What the event would do, or in one sentence what is missing yet (with the field)."""

    akibat: Akibat | None = None
    kurang: str = ""
    field: str = ""


def offered(orang: Penduduk, keluarga: Keluarga | None, anggota: Iterable[Penduduk]) -> list[Jenis]:
    """What can be recorded about this person now, in the order of the menu."""
    match orang.status_dasar:
        case StatusDasar.HIDUP:
            found = {Jenis.MATI, Jenis.PINDAH, Jenis.HILANG, Jenis.PERGI, Jenis.GABUNG_KK}
            if keluarga is not None:
                found |= {*_OF_FAMILY}
                if sum(one.is_hidup for one in anggota) < 2:  # who is left alone becomes the head
                    found -= {Jenis.PECAH_KK, *((Jenis.GANTI_KEPALA,) if orang.is_kepala else ())}
        case StatusDasar.HILANG | StatusDasar.PERGI:
            found = {Jenis.KEMBALI}
        case StatusDasar.PINDAH:
            found = {Jenis.DATANG_KEMBALI}
        case _:
            found = set()
    return [one for one in Jenis if one in found]


def event_between(semula: StatusDasar, menjadi: StatusDasar) -> Jenis | None:
    """The event that leads from one state to another; None where only cancelling an event does (a death)."""
    if semula is StatusDasar.HIDUP:
        return {
            StatusDasar.MATI: Jenis.MATI,
            StatusDasar.PINDAH: Jenis.PINDAH,
            StatusDasar.HILANG: Jenis.HILANG,
            StatusDasar.PERGI: Jenis.PERGI,
        }.get(menjadi)
    if menjadi is not StatusDasar.HIDUP:
        return None
    if semula is StatusDasar.PINDAH:
        return Jenis.DATANG_KEMBALI
    return Jenis.KEMBALI if semula in (StatusDasar.HILANG, StatusDasar.PERGI) else None


# ------------------------------------------------------------------ what it becomes


def compose(jenis: Jenis, sekitar: Sekitar, given: Mapping[str, Any]) -> Tersusun:
    """The event with these values; nothing is stored. DATANG is `compose_arrival`."""
    rincian = _details(given, sekitar.today)
    if isinstance(rincian, Tersusun):
        return rincian
    orang, living = sekitar.orang, sekitar.living
    who = _chosen(jenis, sekitar, given) if jenis in SOME else [orang]
    if not who:
        return Tersusun(kurang=_("Pilih dulu siapa."), field="siapa")
    for one in who:
        if one.tanggal_lahir is not None and one.tanggal_lahir > rincian.tanggal and jenis is not Jenis.LAHIR:
            words = _("Pada tanggal itu {nama} belum lahir. Periksa tanggalnya.").format(nama=one.nama)
            return Tersusun(kurang=words, field="tanggal")
    follower = _follower(jenis, who, living, given.get("kepala_baru"))
    match jenis:
        case Jenis.LAHIR:
            return _born(sekitar, rincian, given)
        case Jenis.MATI:
            return Tersusun(events.catat_mati(orang, rincian, living, follower))
        case Jenis.PINDAH:
            return Tersusun(events.catat_pindah(who, rincian, living, follower))
        case Jenis.HILANG:
            return Tersusun(events.catat_hilang(orang, rincian, living, follower))
        case Jenis.PERGI:
            return Tersusun(events.catat_pergi(who, rincian, living, follower))
        case Jenis.KEMBALI:
            return _back(sekitar, who, events.catat_kembali(who, rincian))
        case Jenis.DATANG_KEMBALI:
            home = sekitar.tujuan or sekitar.keluarga
            return _back(sekitar, who, events.catat_datang_kembali(who, home, rincian))
        case Jenis.PINDAH_DALAM_DESA:
            return _move(sekitar, rincian, given)
        case Jenis.GABUNG_KK:
            return _join(sekitar, who, rincian, given)
        case _:
            return _families(jenis, sekitar, who, rincian, given)


def _details(given: Mapping[str, Any], today: date) -> Rincian | Tersusun:
    when, told = given.get("tanggal"), given.get("lapor")
    if not isinstance(when, date):
        return Tersusun(kurang=_("Isi dulu tanggalnya."), field="tanggal")
    for name, day in (("tanggal", when), ("lapor", told)):
        if isinstance(day, date) and day > today:
            return Tersusun(kurang=_("Tanggal itu belum tiba. Periksa tanggalnya."), field=name)
    names = Rincian.__dataclass_fields__
    return Rincian(**{name: value for name, value in given.items() if name in names})


def _chosen(jenis: Jenis, sekitar: Sekitar, given: Mapping[str, Any]) -> list[Penduduk]:
    people = eligible(jenis, sekitar.orang, sekitar.anggota)
    if len(people) < 2:
        return [sekitar.orang]
    wanted = set(given.get("siapa") or ())
    return [one for one in people if one.id in wanted]


def _follower(
    jenis: Jenis, who: Sequence[Penduduk], living: Sequence[Penduduk], key: UUID | None
) -> PendudukId | None:
    """The new head, if a head leaves and this one stays."""
    gone = {one.id for one in who}
    if jenis not in LEAVING or key is None or key in gone:
        return None
    if not any(one.is_kepala for one in who) or key not in {one.id for one in living}:
        return None
    return PendudukId(key)


def _back(sekitar: Sekitar, who: Sequence[Penduduk], akibat: Akibat) -> Tersusun:
    """Who comes back may find another head in the family by now."""
    home = sekitar.anggota_tujuan if sekitar.tujuan is not None else sekitar.anggota
    together = [*(one for one in home if one.is_hidup), *who]
    if sekitar.tujuan is None and sekitar.keluarga is None:
        return Tersusun(akibat)
    values = {one.id: {"status_dasar": StatusDasar.HIDUP} for one in who}
    return Tersusun(replace(akibat, pemeriksaan=events.check_heads(together, values)))


def _no_family() -> Tersusun:
    return Tersusun(kurang=_("Orang ini belum masuk keluarga."))


def _born(sekitar: Sekitar, rincian: Rincian, given: Mapping[str, Any]) -> Tersusun:
    keluarga = sekitar.keluarga
    if keluarga is None:
        return _no_family()
    for name, words in (("nama", _("Isi dulu namanya.")), ("jk", _("Isi dulu jenis kelaminnya."))):
        if not given.get(name):
            return Tersusun(kurang=words, field=name)
    values = {name: given[name] for name in _NEWBORN if given.get(name) not in (None, "")}
    new = Penduduk(desa_id=keluarga.desa_id, urut=_last_place(sekitar.anggota) + 1, **values)
    new.waktu_lahir, new.akta_lahir = rincian.jam, rincian.akta
    return Tersusun(events.catat_lahir(new, keluarga, rincian))


def _last_place(anggota: Iterable[Penduduk]) -> int:
    return max((one.urut for one in anggota), default=0)


def _move(sekitar: Sekitar, rincian: Rincian, given: Mapping[str, Any]) -> Tersusun:
    keluarga = sekitar.keluarga
    if keluarga is None:
        return _no_family()
    place = {name: given.get(name, getattr(keluarga, name)) for name in PLACE}
    place = {name: "" if value is None and name != "dusun_id" else value for name, value in place.items()}
    if all(getattr(keluarga, name) == value for name, value in place.items()):
        return Tersusun(kurang=_("Isi dulu alamat yang baru."), field="alamat")
    return Tersusun(events.pindah_dalam_desa(keluarga, sekitar.anggota, place, rincian))


def _join(sekitar: Sekitar, who: Sequence[Penduduk], rincian: Rincian, given: Mapping[str, Any]) -> Tersusun:
    home = sekitar.tujuan
    if home is None:
        return Tersusun(kurang=_("Pilih dulu keluarga yang dimasuki."), field="tujuan")
    if home.id == sekitar.orang.keluarga_id:
        words = _("{nama} sudah di keluarga itu. Pilih keluarga lain.").format(nama=sekitar.orang.nama)
        return Tersusun(kurang=words, field="tujuan")
    head = next((one for one in sekitar.anggota_tujuan if one.is_hidup and one.is_kepala), None)
    shdk: dict[PendudukId, int] = {}
    for one in who:
        name = f"{HUBUNGAN}{one.id}"
        relation = given.get(name)
        if relation is None:
            words = _("Isi dulu hubungan {nama} dengan kepala keluarga yang dimasuki.").format(nama=one.nama)
            return Tersusun(kurang=words, field=name)
        if relation == KEPALA and head is not None:
            words = _("Keluarga itu sudah punya kepala, {kepala}. Pilih hubungan lain untuk {nama}.")
            return Tersusun(kurang=words.format(kepala=head.nama, nama=one.nama), field=name)
        shdk[one.id] = relation
    stay = [one for one in sekitar.living if one.id not in shdk]
    return Tersusun(events.gabung_kk(who, home, sekitar.anggota_tujuan, shdk, rincian, stay))


def _families(
    jenis: Jenis, sekitar: Sekitar, who: Sequence[Penduduk], rincian: Rincian, given: Mapping[str, Any]
) -> Tersusun:
    keluarga, head, living = sekitar.keluarga, given.get("kepala_baru"), sekitar.living
    if keluarga is None:
        return _no_family()
    about = who if jenis is Jenis.PECAH_KK else living
    if head not in {one.id for one in about}:
        return Tersusun(kurang=_("Pilih dulu kepala keluarga yang baru."), field="kepala_baru")
    shdk: dict[PendudukId, int] = {
        one.id: given[f"{HUBUNGAN}{one.id}"]
        for one in about
        if one.id != head and given.get(f"{HUBUNGAN}{one.id}") is not None
    }
    for one in about:
        if one.id != head and shdk.get(one.id, KEPALA) == KEPALA:
            words = _("Isi dulu hubungan {nama} dengan kepala keluarga yang baru.").format(nama=one.nama)
            return Tersusun(kurang=words, field=f"{HUBUNGAN}{one.id}")
    if jenis is Jenis.GANTI_KEPALA:
        if next(one for one in living if one.id == head).is_kepala:
            return Tersusun(
                kurang=_("Orang itu sudah kepala keluarga. Pilih yang lain."), field="kepala_baru"
            )
        return Tersusun(events.ganti_kepala(living, PendudukId(head), shdk, rincian))
    if len(who) == len(living):
        return Tersusun(kurang=_("Paling sedikit satu orang tetap di KK lama."), field="siapa")
    shdk[PendudukId(head)] = KEPALA
    new = new_family(keluarga.desa_id, given, rincian.tanggal)
    return Tersusun(events.pecah_kk(who, living, new, shdk, rincian))


def new_family(desa_id: Any, given: Mapping[str, Any], day: date) -> Keluarga:
    """A family with the number and place that were typed, registered on that day."""
    return Keluarga(
        desa_id=desa_id,
        no_kk=given.get("no_kk") or "",
        alamat=given.get("alamat") or "",
        dusun_id=given.get("dusun_id"),
        rt=given.get("rt") or "",
        rw=given.get("rw") or "",
        kode_pos=given.get("kode_pos") or "",
        kelas_sosial=given.get("kelas_sosial"),
        tanggal_cetak_kk=given.get("tanggal_cetak_kk"),
        tanggal_daftar=given.get("tanggal_daftar") or day,
    )


# ------------------------------------------------------------------ people who move in


ANGGOTA = "anggota:"
"""Before the place of a newcomer (from 0) and a field: where a sentence of `compose_arrival` belongs."""


def compose_arrival(
    orang: Sequence[Penduduk],
    keluarga: Keluarga,
    anggota: Sequence[Penduduk],
    given: Mapping[str, Any],
    today: date,
    *,
    is_keluarga_baru: bool,
) -> Tersusun:
    """One or several people move in with one paper: as a family of their own, or into one of the village.

    `anggota` are those who are in the family already. The newcomers become the records that are stored.
    """
    rincian = _details(given, today)
    if isinstance(rincian, Tersusun):
        return rincian
    if not orang:
        return Tersusun(kurang=_("Isi dulu siapa yang datang."), field=f"{ANGGOTA}0:nama")
    head = next((one for one in anggota if one.is_hidup and one.is_kepala), None)
    for place, one in enumerate(orang):
        wrong = _newcomer(one, place, rincian.tanggal, head)
        if wrong is not None:
            return wrong
        if head is None and one.is_kepala:
            head = one
    if head is None:
        words = _("Isi dulu siapa kepala keluarganya.")
        return Tersusun(kurang=words, field=f"{ANGGOTA}0:shdk")
    last = _last_place(anggota)
    for place, one in enumerate(orang, start=1):
        one.urut = last + place
    return Tersusun(events.catat_datang(orang, keluarga, rincian, is_keluarga_baru=is_keluarga_baru))


def _newcomer(one: Penduduk, place: int, when: date, head: Penduduk | None) -> Tersusun | None:
    """What is missing or wrong about one who moves in; `head` is the head found so far."""

    def wrong(name: str, words: str) -> Tersusun:
        called = one.nama or _("anggota nomor {n}").format(n=place + 1)
        return Tersusun(kurang=words.format(nama=called, kepala=head.nama if head else ""),
                        field=f"{ANGGOTA}{place}:{name}")  # fmt: skip

    if not one.nama:
        return wrong("nama", _("Isi dulu nama {nama}."))
    if not one.jk:
        return wrong("jk", _("Isi dulu jenis kelamin {nama}."))
    if one.tanggal_lahir is not None and one.tanggal_lahir > when:
        return wrong("tanggal_lahir", _("{nama} lahir sesudah tanggal datang. Periksa tanggalnya."))
    if one.shdk is None:
        return wrong("shdk", _("Isi dulu hubungan {nama} dengan kepala keluarga."))
    if one.is_kepala and head is not None:
        return wrong("shdk", _("Kepala keluarganya sudah {kepala}. Pilih hubungan lain untuk {nama}."))
    return None
