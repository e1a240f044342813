"""What can be recorded about a person, what is asked for each, and what of the domain it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk import Akibat, Keluarga, Penduduk, PendudukId, Rincian, StatusDasar
from desa_desktop.domain.penduduk import mutasi as events
from desa_desktop.domain.penduduk.orang import ANAK, KEPALA, kepala_of
from desa_desktop.domain.sebutan import field_name
from desa_desktop.i18n import N_, _
from desa_desktop.services.lihat_penduduk import KartuPenduduk
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.isian import WargaField, code, day, number, text
from desa_desktop.ui.screens.penduduk.kata import Kata


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
    GANTI_KEPALA = "ganti_kepala"
    PINDAH_DALAM_DESA = "pindah_dalam_desa"


MENU: Mapping[Jenis, str] = {
    Jenis.LAHIR: N_("Lahir: anak baru di keluarga ini"),
    Jenis.MATI: N_("Meninggal"),
    Jenis.PINDAH: N_("Pindah keluar desa"),
    Jenis.DATANG: N_("Datang: orang baru di keluarga ini"),
    Jenis.HILANG: N_("Hilang"),
    Jenis.PERGI: N_("Pergi sementara"),
    Jenis.KEMBALI: N_("Kembali"),
    Jenis.DATANG_KEMBALI: N_("Datang kembali ke desa"),
    Jenis.PECAH_KK: N_("Pecah KK"),
    Jenis.GANTI_KEPALA: N_("Ganti kepala keluarga"),
    Jenis.PINDAH_DALAM_DESA: N_("Pindah dalam desa"),
}
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
    Jenis.GANTI_KEPALA: N_("ganti kepala keluarga"),
    Jenis.PINDAH_DALAM_DESA: N_("pindah dalam desa"),
}
_LEAVING = frozenset({Jenis.MATI, Jenis.PINDAH, Jenis.HILANG, Jenis.PERGI})
_OF_FAMILY = (
    Jenis.LAHIR, Jenis.DATANG, Jenis.PECAH_KK, Jenis.GANTI_KEPALA, Jenis.PINDAH_DALAM_DESA,
)  # fmt: skip
HUBUNGAN = "hubungan:"
"""Before the id of a member: the field with the relation to a new head."""


def offered(orang: Penduduk, keluarga: Keluarga | None, anggota: Sequence[Penduduk]) -> list[Jenis]:
    """What can be recorded about this person now, in the order of the menu."""
    match orang.status_dasar:
        case StatusDasar.HIDUP:
            found = {Jenis.MATI, Jenis.PINDAH, Jenis.HILANG, Jenis.PERGI}
            if keluarga is not None:
                found |= {*_OF_FAMILY}
                if sum(one.is_hidup for one in anggota) < 2:
                    found -= {Jenis.PECAH_KK, Jenis.GANTI_KEPALA}
        case StatusDasar.HILANG | StatusDasar.PERGI:
            found = {Jenis.KEMBALI}
        case StatusDasar.PINDAH:
            found = {Jenis.DATANG_KEMBALI}
        case _:
            found = set()
    return [one for one in Jenis if one in found]


@dataclass(frozen=True, slots=True)
class Tersusun:
    """What the event would do, or in one sentence what is missing yet (with the field)."""

    akibat: Akibat | None = None
    kurang: str = ""
    field: str = ""


# ------------------------------------------------------------------ what is asked


def fields(jenis: Jenis, kartu: KartuPenduduk, kata: Kata) -> list[WargaField]:
    """The fields of the small page, in its order."""
    return [*_who(jenis, kartu, kata), *_when(jenis, kata), *_papers(jenis)]


def beginning(jenis: Jenis, kartu: KartuPenduduk, today: date) -> dict[str, Any]:
    """With what the fields begin."""
    values: dict[str, Any] = {"tanggal": today, "lapor": today, "siapa": (kartu.orang.id,)}
    living = [one for one in kartu.anggota if one.is_hidup]
    for one in living:
        values[f"{HUBUNGAN}{one.id}"] = None if one.shdk == KEPALA else one.shdk
    if jenis in (Jenis.LAHIR, Jenis.DATANG):
        values |= {"shdk": ANAK if jenis is Jenis.LAHIR else None, "warganegara": 1}
        values |= _parents(living) if jenis is Jenis.LAHIR else {}
    if jenis is Jenis.GANTI_KEPALA:
        values["kepala_baru"] = kartu.orang.id if kartu.orang.shdk != KEPALA else None
    if jenis is Jenis.PECAH_KK:
        values["kepala_baru"] = kartu.orang.id
    if jenis in (Jenis.PECAH_KK, Jenis.PINDAH_DALAM_DESA) and kartu.keluarga is not None:
        for name in ("alamat", "dusun_id", "rt", "rw"):
            values[name] = getattr(kartu.keluarga, name)
    return values


def _parents(living: Sequence[Penduduk]) -> dict[str, Any]:
    couple = [one for one in living if one.shdk in (1, 2, 3)]
    father = next((one for one in couple if one.jk == "L"), None)
    mother = next((one for one in couple if one.jk == "P"), None)
    values: dict[str, Any] = {}
    for name, one in (("ayah", father), ("ibu", mother)):
        if one is not None:
            values |= {f"nama_{name}": one.nama, f"nik_{name}": one.nik}
    head = kepala_of(living)
    if head is not None and head.agama is not None:
        values["agama"] = head.agama
    return values


def _who(jenis: Jenis, kartu: KartuPenduduk, kata: Kata) -> list[WargaField]:
    living = [one for one in kartu.anggota if one.is_hidup]
    people = [Choice(one.id, one.nama or _("tanpa nama")) for one in living] or [
        Choice(kartu.orang.id, kartu.orang.nama)
    ]
    follower = text("kepala_baru", kind=Kind.CHOICE, choices=people, label=_("Kepala keluarga yang baru"))
    if jenis in (Jenis.LAHIR, Jenis.DATANG):
        return _newcomer(jenis, kata)
    found: list[WargaField] = []
    if jenis in (Jenis.PINDAH, Jenis.PERGI, Jenis.PECAH_KK) and len(people) > 1:
        label = _("Siapa yang masuk KK baru") if jenis is Jenis.PECAH_KK else _("Siapa saja")
        found.append(text("siapa", kind=Kind.MANY, choices=people, label=label, across=2, wajib=True))
    if jenis is Jenis.PECAH_KK:
        found += [
            number(kata, "no_kk", label=_("Nomor KK baru"), hint=_("Kosongkan bila belum terbit.")),
            text("alamat"),
            text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun")),
            text("rt", beside=True), text("rw", beside=True),
        ]  # fmt: skip
    if jenis in (Jenis.PECAH_KK, Jenis.GANTI_KEPALA):
        found.append(follower)
        found += [
            text(f"{HUBUNGAN}{one.id}", kind=Kind.CHOICE, choices=kata.choices("shdk"),
                 label=_("Hubungan {nama} dengan kepala baru").format(nama=one.nama or _("tanpa nama")))
            for one in living
        ]  # fmt: skip
    if jenis is Jenis.PINDAH_DALAM_DESA:
        found += [
            text("alamat", label=_("Alamat yang baru")),
            text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun")),
            text("rt", beside=True), text("rw", beside=True),
        ]  # fmt: skip
    leaving = living if any(one.name == "siapa" for one in found) else [kartu.orang]
    heads = any(one.is_kepala for one in leaving)
    if jenis in _LEAVING and heads and len(people) > 1:
        found.append(
            WargaField(name="kepala_baru", kind=Kind.CHOICE, choices=people,
                       label=_("Kepala keluarga yang baru"), hint=_("Isi bila kepala keluarga yang keluar."))
        )  # fmt: skip
    return found


def _newcomer(jenis: Jenis, kata: Kata) -> list[WargaField]:
    born = jenis is Jenis.LAHIR
    return [
        text("nama", wajib=True, label=_("Nama anak") if born else _("Nama")),
        number(kata, "nik", hint=_("Kosongkan bila belum punya.")),
        text("jk", kind=Kind.CHOICE, choices=isian.sex_choices(), wajib=True, label=_("Jenis kelamin"),
             beside=True),
        text("tempat_lahir"),
        *([] if born else [day("tanggal_lahir", beside=True)]),
        code(kata, "shdk"), code(kata, "agama", beside=True),
        *([] if born else [code(kata, "status_kawin"), code(kata, "pekerjaan", beside=True)]),
        text("nama_ayah"), text("nama_ibu", beside=True),
        *([text("berat", kind=Kind.INTEGER, unit=_("gram"), label=_("Berat lahir")),
           text("panjang", kind=Kind.INTEGER, unit=_("mm"), label=_("Panjang lahir"), beside=True),
           text("anak_ke", kind=Kind.INTEGER)] if born else []),
    ]  # fmt: skip


_WHEN: Mapping[Jenis, str] = {
    Jenis.LAHIR: N_("Tanggal lahir"),
    Jenis.MATI: N_("Tanggal meninggal"),
    Jenis.PINDAH: N_("Tanggal pindah"),
    Jenis.DATANG: N_("Tanggal datang"),
    Jenis.HILANG: N_("Tanggal hilang"),
    Jenis.PERGI: N_("Tanggal pergi"),
    Jenis.KEMBALI: N_("Tanggal kembali"),
    Jenis.DATANG_KEMBALI: N_("Tanggal datang"),
    Jenis.PECAH_KK: N_("Tanggal pecah KK"),
    Jenis.GANTI_KEPALA: N_("Tanggal ganti kepala"),
    Jenis.PINDAH_DALAM_DESA: N_("Tanggal pindah"),
}


def _when(jenis: Jenis, kata: Kata) -> list[WargaField]:
    found = [
        day("tanggal", label=_(_WHEN[jenis]), wajib=True),
        day("lapor", label=_("Tanggal lapor"), beside=True),
    ]
    match jenis:
        case Jenis.LAHIR:
            found += [text("jam", kind=Kind.TIME, label=_("Jam lahir")), text("penolong", beside=True)]
        case Jenis.MATI:
            found += [
                text("jam", kind=Kind.TIME, label=_("Jam meninggal")),
                text("meninggal_di", beside=True),
                text("sebab"),
                text("penolong", label=_("Yang menerangkan"), beside=True),
            ]
        case Jenis.PINDAH:
            found += [code(kata, "tujuan_pindah"), text("alamat_tujuan", label=_("Alamat tujuan"))]
        case Jenis.PERGI:
            found += [text("alamat_tujuan", label=_("Pergi ke"))]
        case Jenis.DATANG | Jenis.DATANG_KEMBALI:
            found += [
                text("alamat_asal", label=_("Alamat asal")),
                number(kata, "no_kk_asal", label=_("Nomor KK asal"), beside=True),
            ]
        case _:
            pass
    return found


def _papers(jenis: Jenis) -> list[WargaField]:
    has_akta = jenis in (Jenis.LAHIR, Jenis.MATI)
    akta = _("Nomor akta kelahiran") if jenis is Jenis.LAHIR else _("Nomor akta kematian")
    return [
        *([text("akta", label=akta)] if has_akta else []),
        text("dokumen", label=_("Nomor surat"), beside=has_akta),
        text("catatan", label=field_name("catatan")),
    ]


# ------------------------------------------------------------------ what it becomes


def compose(jenis: Jenis, kartu: KartuPenduduk, given: Mapping[str, Any]) -> Tersusun:
    """The event with these values; nothing is stored."""
    when = given.get("tanggal")
    if not isinstance(when, date):
        return Tersusun(kurang=_("Isi dulu tanggalnya."), field="tanggal")
    names = Rincian.__dataclass_fields__
    rincian = Rincian(**{name: value for name, value in given.items() if name in names})
    orang, keluarga = kartu.orang, kartu.keluarga
    living = [one for one in kartu.anggota if one.is_hidup]
    who = _chosen(kartu, living, given) if jenis in (Jenis.PINDAH, Jenis.PERGI, Jenis.PECAH_KK) else [orang]
    if not who:
        return Tersusun(kurang=_("Pilih dulu siapa."), field="siapa")
    follower = _follower(jenis, who, living, given.get("kepala_baru"))
    match jenis:
        case Jenis.LAHIR | Jenis.DATANG:
            return _come(jenis, kartu, rincian, given)
        case Jenis.MATI:
            return Tersusun(events.catat_mati(orang, rincian, living, follower))
        case Jenis.PINDAH:
            return Tersusun(events.catat_pindah(who, rincian, living, follower))
        case Jenis.HILANG:
            return Tersusun(events.catat_hilang(orang, rincian, living, follower))
        case Jenis.PERGI:
            return Tersusun(events.catat_pergi(who, rincian, living, follower))
        case Jenis.KEMBALI:
            return Tersusun(events.catat_kembali([orang], rincian))
        case Jenis.DATANG_KEMBALI:
            return Tersusun(events.catat_datang_kembali([orang], keluarga, rincian))
        case Jenis.PINDAH_DALAM_DESA:
            return _move(kartu, rincian, given)
        case _:
            return _families(jenis, kartu, who, rincian, given)


def _chosen(kartu: KartuPenduduk, living: Sequence[Penduduk], given: Mapping[str, Any]) -> list[Penduduk]:
    if len(living) < 2:
        return [kartu.orang]
    wanted = set(given.get("siapa") or ())
    return [one for one in living if one.id in wanted]


def _follower(
    jenis: Jenis, who: Sequence[Penduduk], living: Sequence[Penduduk], key: UUID | None
) -> PendudukId | None:
    """The new head, if a head leaves and this one stays."""
    gone = {one.id for one in who}
    if jenis not in _LEAVING or key is None or key in gone:
        return None
    if not any(one.is_kepala for one in who) or key not in {one.id for one in living}:
        return None
    return PendudukId(key)


def _come(jenis: Jenis, kartu: KartuPenduduk, rincian: Rincian, given: Mapping[str, Any]) -> Tersusun:
    keluarga = kartu.keluarga
    if keluarga is None:
        return Tersusun(kurang=_("Orang ini belum masuk keluarga."))
    for name, words in (("nama", _("Isi dulu namanya.")), ("jk", _("Isi dulu jenis kelaminnya."))):
        if not given.get(name):
            return Tersusun(kurang=words, field=name)
    known = {
        *("nama", "nik", "jk", "tempat_lahir", "tanggal_lahir", "shdk", "agama", "status_kawin", "pekerjaan"),
        *("nama_ayah", "nama_ibu", "nik_ayah", "nik_ibu", "berat", "panjang", "anak_ke", "penolong"),
        "warganegara",
    }
    values = {name: value for name, value in given.items() if name in known and value not in (None, "")}
    new = Penduduk(
        desa_id=keluarga.desa_id, urut=max((one.urut for one in kartu.anggota), default=0) + 1, **values
    )
    if jenis is Jenis.DATANG:
        return Tersusun(events.catat_datang([new], keluarga, rincian))
    new.waktu_lahir, new.akta_lahir = rincian.jam, rincian.akta
    return Tersusun(events.catat_lahir(new, keluarga, rincian))


def _move(kartu: KartuPenduduk, rincian: Rincian, given: Mapping[str, Any]) -> Tersusun:
    keluarga = kartu.keluarga
    if keluarga is None:
        return Tersusun(kurang=_("Orang ini belum masuk keluarga."))
    place = {name: given.get(name) for name in ("alamat", "dusun_id", "rt", "rw")}
    place = {name: "" if value is None and name != "dusun_id" else value for name, value in place.items()}
    if all(getattr(keluarga, name) == value for name, value in place.items()):
        return Tersusun(kurang=_("Isi dulu alamat yang baru."), field="alamat")
    return Tersusun(events.pindah_dalam_desa(keluarga, kartu.anggota, place, rincian))


def _families(
    jenis: Jenis, kartu: KartuPenduduk, who: Sequence[Penduduk], rincian: Rincian, given: Mapping[str, Any]
) -> Tersusun:
    keluarga, head = kartu.keluarga, given.get("kepala_baru")
    living = [one for one in kartu.anggota if one.is_hidup]
    if keluarga is None:
        return Tersusun(kurang=_("Orang ini belum masuk keluarga."))
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
    new = Keluarga(
        desa_id=keluarga.desa_id,
        no_kk=given.get("no_kk") or "",
        alamat=given.get("alamat") or "",
        dusun_id=given.get("dusun_id"),
        rt=given.get("rt") or "",
        rw=given.get("rw") or "",
        tanggal_daftar=rincian.tanggal,
    )
    return Tersusun(events.pecah_kk(who, living, new, shdk, rincian))
