"""What is odd about a register: every rule of kependudukan.md 2, 3 and 4, over one person or a whole village.

Nothing here ever blocks entry. A finding names its place (the record and the field), so that Mutu Data can
jump there. `Orang` and `Rumah` are what the rules need of a person and a family: the records themselves
have it, and so have the light rows that a register of 150,000 is checked with.

Rules: P-1xx numbers, P-4xx families, P-5xx persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.ganda import fold_nama
from desa_desktop.domain.penduduk.nik import check_nik, check_no_kk
from desa_desktop.domain.penduduk.orang import ANAK, ISTRI, KAWIN, KEPALA, SUAMI, StatusDasar, age_on
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

OLDEST = 110
YOUNGEST_MARRIED = 16
YOUNGEST_PARENT = 13
OLDEST_MOTHER = 55
WAJIB = ("nama", "jk", "tanggal_lahir")
DIANJURKAN = (
    "tempat_lahir",
    "shdk",
    "agama",
    "pendidikan_kk",
    "pekerjaan",
    "status_kawin",
    "warganegara",
)
_LEVEL = Level.PERINGATAN


class Orang(Protocol):
    """What the rules need of a person."""

    @property
    def id(self) -> UUID: ...

    @property
    def nik(self) -> str: ...

    @property
    def nama(self) -> str: ...

    @property
    def keluarga_id(self) -> UUID | None: ...

    @property
    def shdk(self) -> int | None: ...

    @property
    def jk(self) -> str: ...

    @property
    def tempat_lahir(self) -> str: ...

    @property
    def tanggal_lahir(self) -> date | None: ...

    @property
    def agama(self) -> int | None: ...

    @property
    def pendidikan_kk(self) -> int | None: ...

    @property
    def pekerjaan(self) -> int | None: ...

    @property
    def status_kawin(self) -> int | None: ...

    @property
    def warganegara(self) -> int | None: ...

    @property
    def hamil(self) -> int | None: ...

    @property
    def nik_ayah(self) -> str: ...

    @property
    def nik_ibu(self) -> str: ...

    @property
    def nama_ibu(self) -> str: ...

    @property
    def tanggal_kawin(self) -> date | None: ...

    @property
    def tanggal_cerai(self) -> date | None: ...

    @property
    def status_dasar(self) -> StatusDasar: ...

    @property
    def konfirmasi(self) -> Mapping[str, str]: ...

    @property
    def teks_asli(self) -> Mapping[str, str]: ...


class Rumah(Protocol):
    """What the rules need of a family."""

    @property
    def id(self) -> UUID: ...

    @property
    def no_kk(self) -> str: ...

    @property
    def dusun_id(self) -> UUID | None: ...

    @property
    def konfirmasi(self) -> Mapping[str, str]: ...

    @property
    def teks_asli(self) -> Mapping[str, str]: ...


O = TypeVar("O", bound=Orang)  # noqa: E741  a person
R = TypeVar("R", bound=Rumah)


@dataclass(frozen=True, slots=True)
class Latar:
    """Against what a register is held: the day, the own village, the known provinces and hamlets.

    `dusun` empty: the village has none, and a family without one is no finding.
    """

    today: date
    kode_desa: str = ""
    provinsi: frozenset[str] = frozenset()
    dusun: frozenset[UUID] = field(default_factory=frozenset)


# ------------------------------------------------------------------ confirming what is odd but right

_SUBJECT: Mapping[str, tuple[str, ...]] = {
    "P-103": ("nik",),
    "P-107": ("nik", "tanggal_lahir"),
    "P-108": ("nik", "jk"),
    "P-114": ("nik",),
    "P-125": ("no_kk",),
    "P-126": ("no_kk",),
    "P-507": ("tanggal_lahir",),
    "P-510": ("tanggal_lahir", "status_kawin"),
}


def is_confirmable(aturan: str) -> bool:
    """Whether a person may say of this finding that the record is right as it is."""
    return aturan in _SUBJECT


def confirmation(record: object, aturan: str) -> str:
    """What `konfirmasi` keeps for the rule: the values it was said for; with others it no longer counts.

    Raises KeyError for a rule that cannot be confirmed.
    """
    return "|".join(str(getattr(record, name) or "") for name in _SUBJECT[aturan])


def _unconfirmed(found: Iterator[Pemeriksaan], record: Orang | Rumah) -> Iterator[Pemeriksaan]:
    known = record.konfirmasi
    if not known:
        yield from found
        return
    for one in found:
        if known.get(one.aturan) is None or known[one.aturan] != confirmation(record, one.aturan):
            yield one


# ------------------------------------------------------------------ one person


def check_penduduk(orang: Orang, latar: Latar) -> list[Pemeriksaan]:
    """The findings about one person by itself, in the order of the form. Of the dead only what is counted."""
    if orang.status_dasar is StatusDasar.TIDAK_VALID:
        return []
    return list(_unconfirmed(_person(orang, latar), orang))


def _person(orang: Orang, latar: Latar) -> Iterator[Pemeriksaan]:
    key, lahir, today = orang.id, orang.tanggal_lahir, latar.today
    if orang.nik:
        for one in check_nik(
            orang.nik,
            lahir=lahir,
            jk=orang.jk,
            today=today,
            provinsi=latar.provinsi,
            kode_desa=latar.kode_desa,
        ):
            if one.level is not Level.SARAN:  # a NIK from elsewhere is ordinary; the form mentions it
                yield Pemeriksaan(one.level, one.teks, one.aturan, key, "nik")
    elif "nik" not in orang.teks_asli:
        yield Pemeriksaan(_LEVEL, _("Belum punya NIK."), "P-504", key, "nik")
    yield from _missing(orang)
    for name, text in orang.teks_asli.items():
        yield Pemeriksaan(
            _LEVEL,
            _("{isian} belum jelas: tertulis {teks}.").format(isian=field_name(name), teks=text),
            "P-516",
            key,
            name,
        )
    if lahir is not None:
        yield from _ages(orang, lahir, today)
    if orang.shdk == ISTRI and orang.jk == "L":
        yield Pemeriksaan(_LEVEL, _("Istri seharusnya perempuan."), "P-508", key, "jk")
    if orang.shdk == SUAMI and orang.jk == "P":
        yield Pemeriksaan(_LEVEL, _("Suami seharusnya laki-laki."), "P-509", key, "jk")
    if orang.hamil == 1 and orang.jk == "L":
        yield Pemeriksaan(_LEVEL, _("Laki-laki tidak mungkin hamil."), "P-511", key, "hamil")


def _missing(orang: Orang) -> Iterator[Pemeriksaan]:
    if not orang.nama:
        yield Pemeriksaan(_LEVEL, _("Nama belum diisi."), "P-501", orang.id, "nama")
    if not orang.jk and "jk" not in orang.teks_asli:
        yield Pemeriksaan(_LEVEL, _("Jenis kelamin belum diisi."), "P-502", orang.id, "jk")
    if orang.tanggal_lahir is None and "tanggal_lahir" not in orang.teks_asli:
        yield Pemeriksaan(_LEVEL, _("Tanggal lahir belum diisi."), "P-503", orang.id, "tanggal_lahir")
    if orang.status_dasar is not StatusDasar.HIDUP:
        return
    empty = [name for name in DIANJURKAN if not getattr(orang, name) and name not in orang.teks_asli]
    if empty:
        names = ", ".join(field_name(name).lower() for name in empty)
        yield Pemeriksaan(
            Level.SARAN, _("Belum diisi: {isian}.").format(isian=names), "P-515", orang.id, empty[0]
        )
    if orang.keluarga_id is None:
        yield Pemeriksaan(Level.SARAN, _("Belum masuk keluarga mana pun."), "P-517", orang.id, "keluarga_id")


def _ages(orang: Orang, lahir: date, today: date) -> Iterator[Pemeriksaan]:
    key = orang.id
    if lahir > today:
        yield Pemeriksaan(
            Level.GALAT,
            _("Tanggal lahir {tanggal} belum terjadi.").format(tanggal=show_date(lahir)),
            "P-505",
            key,
            "tanggal_lahir",
        )
        return
    is_living = orang.status_dasar is StatusDasar.HIDUP
    if is_living and today.year - lahir.year > OLDEST:
        yield Pemeriksaan(
            _LEVEL,
            _("Umurnya {umur} tahun. Apakah masih hidup?").format(umur=age_on(lahir, today)),
            "P-507",
            key,
            "tanggal_lahir",
        )
    if is_living and orang.status_kawin == KAWIN and age_on(lahir, today) < YOUNGEST_MARRIED:
        yield Pemeriksaan(
            _LEVEL,
            _("Tercatat kawin pada umur {umur} tahun.").format(umur=age_on(lahir, today)),
            "P-510",
            key,
            "status_kawin",
        )
    for name in ("tanggal_kawin", "tanggal_cerai"):
        day: date | None = getattr(orang, name)
        if day is not None and not lahir < day <= today:
            yield Pemeriksaan(
                _LEVEL,
                _("{isian} {tanggal} tidak mungkin.").format(isian=field_name(name), tanggal=show_date(day)),
                "P-506",
                key,
                name,
            )


# ------------------------------------------------------------------ one family


def check_keluarga(rumah: Rumah, anggota: Sequence[Orang], latar: Latar) -> list[Pemeriksaan]:
    """The findings about one family and between its members. None where nobody lives any more."""
    living = [one for one in anggota if one.status_dasar is StatusDasar.HIDUP]
    return list(_unconfirmed(_family(rumah, living, latar), rumah)) if living else []


def _family(rumah: Rumah, living: Sequence[Orang], latar: Latar) -> Iterator[Pemeriksaan]:
    key = rumah.id
    if rumah.no_kk:
        for one in check_no_kk(rumah.no_kk, kode_desa=latar.kode_desa):
            yield Pemeriksaan(one.level, one.teks, one.aturan, key, "no_kk")
        if any(one.nik == rumah.no_kk for one in living):
            yield Pemeriksaan(
                Level.GALAT, _("Nomor KK sama dengan NIK seorang anggota."), "P-404", key, "no_kk"
            )
    elif "no_kk" not in rumah.teks_asli:
        yield Pemeriksaan(Level.SARAN, _("Keluarga ini belum punya Nomor KK."), "P-403", key, "no_kk")
    for name, text in rumah.teks_asli.items():
        sentence = _("{isian} belum jelas: tertulis {teks}.").format(isian=field_name(name), teks=text)
        yield Pemeriksaan(_LEVEL, sentence, "P-516", key, name)
    if latar.dusun and rumah.dusun_id not in latar.dusun and "dusun_id" not in rumah.teks_asli:
        yield Pemeriksaan(_LEVEL, _("Dusun belum diisi."), "P-341", key, "dusun_id")
    heads = [one for one in living if one.shdk == KEPALA]
    if not heads:
        yield Pemeriksaan(_LEVEL, _("Keluarga tanpa kepala keluarga."), "P-401", key, "kepala")
    elif len(heads) > 1:
        names = ", ".join(one.nama for one in heads)
        sentence = _("Ada {n} kepala keluarga: {nama}. Pilih satu.").format(n=len(heads), nama=names)
        yield Pemeriksaan(_LEVEL, sentence, "P-402", key, "kepala")
    elif any(one.shdk == ANAK for one in living):
        yield from _children(heads[0], living)


def _children(kepala: Orang, living: Sequence[Orang]) -> Iterator[Pemeriksaan]:
    spouses = [one for one in living if one.shdk in (ISTRI, SUAMI)]
    mothers = [one for one in (kepala, *spouses) if one.jk == "P"]
    for anak in living:
        if anak.shdk == ANAK and anak.tanggal_lahir is not None:
            yield from check_parent(anak, kepala)
            mother = _mother_of(anak, mothers)
            if mother is not None and mother is not kepala:
                yield from check_parent(anak, mother)


def _mother_of(anak: Orang, mothers: Sequence[Orang]) -> Orang | None:
    """The mother on the KK: by her NIK or name; else the only woman, if the child names nobody else."""
    if anak.nik_ibu:
        return next((one for one in mothers if one.nik == anak.nik_ibu), None)
    if anak.nama_ibu:
        wanted = fold_nama(anak.nama_ibu)
        return next((one for one in mothers if fold_nama(one.nama) == wanted), None)
    return mothers[0] if len(mothers) == 1 else None


def check_parent(anak: Orang, parent: Orang) -> Iterator[Pemeriksaan]:
    """A child older than a parent, a parent of less than 13 years, a mother of more than 55."""
    if anak.tanggal_lahir is None or parent.tanggal_lahir is None:
        return
    age = age_on(parent.tanggal_lahir, anak.tanggal_lahir)
    if age < 0:
        sentence = _("{anak} lebih tua daripada {orang_tua}.")
    elif age < YOUNGEST_PARENT or (age > OLDEST_MOTHER and parent.jk == "P"):
        sentence = _("{orang_tua} berumur {umur} tahun ketika {anak} lahir.")
    else:
        return
    rule = "P-406" if age > OLDEST_MOTHER else "P-405"
    named = sentence.format(anak=anak.nama, orang_tua=parent.nama, umur=age)
    yield Pemeriksaan(_LEVEL, named, rule, anak.id, "tanggal_lahir")


# ------------------------------------------------------------------ the whole village


def check_warga(orang: Iterable[O], keluarga: Iterable[R], latar: Latar) -> list[Pemeriksaan]:
    """All findings of a register, person by person, then family by family, then what stands twice."""
    people, families = list(orang), list(keluarga)
    found: list[Pemeriksaan] = []
    members: dict[UUID, list[O]] = {}
    for one in people:
        if one.keluarga_id is not None:
            members.setdefault(one.keluarga_id, []).append(one)
        found += check_penduduk(one, latar)
    for rumah in families:
        found += check_keluarga(rumah, members.get(rumah.id, []), latar)
    found += _double_nik(people)
    found += _double_kk(families, members)
    return found


def _double_nik(people: Sequence[O]) -> Iterator[Pemeriksaan]:
    valid = [one for one in people if one.nik and one.status_dasar is not StatusDasar.TIDAK_VALID]
    for group in _twice(valid, lambda one: one.nik):
        for one in group:
            other = next(each for each in group if each is not one)
            sentence = (
                _("NIK ini juga dipakai {nama}.")
                if other.status_dasar is StatusDasar.HIDUP
                else _("NIK ini juga dipakai {nama}, yang sudah mati, pindah, atau hilang. Orang yang sama?")
            )
            yield Pemeriksaan(Level.GALAT, sentence.format(nama=other.nama), "P-109", one.id, "nik")


def _double_kk(families: Sequence[R], members: Mapping[UUID, Sequence[O]]) -> Iterator[Pemeriksaan]:
    active = [
        one
        for one in families
        if one.no_kk and any(each.status_dasar is StatusDasar.HIDUP for each in members.get(one.id, ()))
    ]
    for group in _twice(active, lambda one: one.no_kk):
        for one in group:
            yield Pemeriksaan(Level.GALAT, _("Nomor KK ini dipakai dua keluarga."), "P-127", one.id, "no_kk")


T = TypeVar("T")


def _twice(records: Iterable[T], key: Callable[[T], str]) -> Iterator[list[T]]:
    groups: dict[str, list[T]] = {}
    for one in records:
        groups.setdefault(key(one), []).append(one)
    return (group for group in groups.values() if len(group) > 1)
