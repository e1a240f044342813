"""What is asked on the small page of each event; what it becomes is `domain.penduduk.susun`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.penduduk.orang import ANAK, KEPALA, kepala_of
from desa_desktop.domain.penduduk.susun import HUBUNGAN, LEAVING, SOME, Jenis, eligible
from desa_desktop.domain.sebutan import field_name
from desa_desktop.i18n import N_, _
from desa_desktop.services.lihat_penduduk import KartuPenduduk, RumahPilihan
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.isian import WargaField, code, day, number, text
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.pilih_keluarga import family_field

MENU: Mapping[Jenis, str] = {
    Jenis.LAHIR: N_("Lahir: anak baru di keluarga ini"),
    Jenis.MATI: N_("Meninggal"),
    Jenis.PINDAH: N_("Pindah keluar desa"),
    Jenis.DATANG: N_("Datang: orang baru ke keluarga ini"),
    Jenis.HILANG: N_("Hilang"),
    Jenis.PERGI: N_("Pergi sementara"),
    Jenis.KEMBALI: N_("Kembali"),
    Jenis.DATANG_KEMBALI: N_("Datang kembali ke desa"),
    Jenis.PECAH_KK: N_("Pecah KK"),
    Jenis.GABUNG_KK: N_("Gabung KK: ke keluarga lain di desa"),
    Jenis.GANTI_KEPALA: N_("Ganti kepala keluarga"),
    Jenis.PINDAH_DALAM_DESA: N_("Pindah dalam desa"),
}

# ------------------------------------------------------------------ what is asked


def fields(
    jenis: Jenis, kartu: KartuPenduduk, kata: Kata, keluarga: Sequence[RumahPilihan] = ()
) -> list[WargaField]:
    """The fields of the small page, in its order; `keluarga` are those that can be joined."""
    return [*_who(jenis, kartu, kata, keluarga), *_when(jenis, kata), *_papers(jenis)]


def beginning(jenis: Jenis, kartu: KartuPenduduk, today: date) -> dict[str, Any]:
    """With what the fields begin."""
    values: dict[str, Any] = {"tanggal": today, "lapor": today, "siapa": (kartu.orang.id,)}
    living = [one for one in kartu.anggota if one.is_hidup]
    for one in living:
        is_kept = one.shdk != KEPALA and jenis is not Jenis.GABUNG_KK  # there the head is another
        values[f"{HUBUNGAN}{one.id}"] = one.shdk if is_kept else None
    if jenis is Jenis.LAHIR:
        values |= {"shdk": ANAK, "warganegara": 1} | _parents(living)
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


def _who(
    jenis: Jenis, kartu: KartuPenduduk, kata: Kata, keluarga: Sequence[RumahPilihan]
) -> list[WargaField]:
    living = eligible(jenis, kartu.orang, kartu.anggota)
    people = [Choice(one.id, one.nama or _("tanpa nama")) for one in living] or [
        Choice(kartu.orang.id, kartu.orang.nama)
    ]
    follower = text("kepala_baru", kind=Kind.CHOICE, choices=people, label=_("Kepala keluarga yang baru"))
    if jenis is Jenis.LAHIR:
        return _newborn(kata)
    found: list[WargaField] = []
    if jenis in SOME and len(people) > 1:
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
    if jenis is Jenis.GABUNG_KK:
        others = [one for one in keluarga if kartu.keluarga is None or one.id != kartu.keluarga.id]
        found.append(family_field("tujuan", _("Keluarga yang dimasuki"), others, kata, wajib=True))
        found += [
            text(f"{HUBUNGAN}{one.value}", kind=Kind.CHOICE, choices=kata.choices("shdk"),
                 label=_("Hubungan {nama} dengan kepala keluarga itu").format(nama=one.label))
            for one in people
        ]  # fmt: skip
    if jenis is Jenis.PINDAH_DALAM_DESA:
        found += [
            text("alamat", label=_("Alamat yang baru")),
            text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun")),
            text("rt", beside=True), text("rw", beside=True),
        ]  # fmt: skip
    leaving = living if any(one.name == "siapa" for one in found) else [kartu.orang]
    heads = any(one.is_kepala for one in leaving)
    if jenis in LEAVING and heads and len(people) > 1:
        found.append(
            WargaField(name="kepala_baru", kind=Kind.CHOICE, choices=people,
                       label=_("Kepala keluarga yang baru"), hint=_("Isi bila kepala keluarga yang keluar."))
        )  # fmt: skip
    return found


def _newborn(kata: Kata) -> list[WargaField]:
    return [
        text("nama", wajib=True, label=_("Nama anak")),
        number(kata, "nik", hint=_("Kosongkan bila belum punya.")),
        text("jk", kind=Kind.CHOICE, choices=isian.sex_choices(), wajib=True, label=_("Jenis kelamin"),
             beside=True),
        text("tempat_lahir"),
        code(kata, "shdk"), code(kata, "agama", beside=True),
        text("nama_ayah"), text("nama_ibu", beside=True),
        text("berat", kind=Kind.INTEGER, unit=_("gram"), label=_("Berat lahir")),
        text("panjang", kind=Kind.INTEGER, unit=_("mm"), label=_("Panjang lahir"), beside=True),
        text("anak_ke", kind=Kind.INTEGER),
    ]  # fmt: skip


_WHEN: Mapping[Jenis, str] = {
    Jenis.LAHIR: N_("Tanggal lahir"),
    Jenis.MATI: N_("Tanggal meninggal"),
    Jenis.PINDAH: N_("Tanggal pindah"),
    Jenis.HILANG: N_("Tanggal hilang"),
    Jenis.PERGI: N_("Tanggal pergi"),
    Jenis.KEMBALI: N_("Tanggal kembali"),
    Jenis.DATANG_KEMBALI: N_("Tanggal datang"),
    Jenis.PECAH_KK: N_("Tanggal pecah KK"),
    Jenis.GABUNG_KK: N_("Tanggal gabung KK"),
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
        case Jenis.DATANG_KEMBALI:
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
        *([] if has_akta else [text("sebab", label=_("Alasan"), beside=True)]),
        text("catatan", label=field_name("catatan")),
    ]
