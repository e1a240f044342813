"""The rows of OpenSID, of OpenDK and of our own list, written by the table that reads them.

OpenSID gets text in every cell: codes (or its words), dates as `Y-m-d`, `-` for a place that is not known and
`0` for a NIK that nobody has yet (interop.md 1.2). What it has no code for stays blank, so that nothing false
arrives and reading it back changes nothing: KTP-el 3 (KIA), which its import refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk.berkas.kolom import (
    BY_OPENDK,
    KOLOM,
    OPENDK_JUDUL,
    OPENSID_KOLOM,
    Baca,
    Kolom,
)
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.orang import StatusDasar
from desa_desktop.domain.wording import show_time

SHEET_OPENSID = "Data Penduduk"
OPENSID_JUDUL = tuple(one.opensid for one in OPENSID_KOLOM)
_KIA = 3
_NO_NIK = "0"
_NO_PLACE = "-"
# our own list: what people want to see first, in their words; every heading is one that the import knows
_DEPAN = (
    *("no_kk", "nik", "nama", "jk", "tempat_lahir", "tanggal_lahir", "shdk", "agama", "pendidikan_kk"),
    *("pekerjaan", "status_kawin", "alamat", "dusun_id", "rt", "rw"),
)


def _daftar_kolom() -> tuple[Kolom, ...]:
    by_field = {one.field: one for one in KOLOM if not one.field.startswith("_")}
    first = [by_field[name] for name in _DEPAN]
    return (*first, *(one for one in by_field.values() if one not in first))


DAFTAR_KOLOM = _daftar_kolom()


def daftar_judul() -> tuple[str, ...]:
    """The headings of our own list."""
    return tuple(one.siak or (one.alias[0] if one.alias else one.opensid) for one in DAFTAR_KOLOM)


def opensid_row(
    orang: Mapping[str, Any], kode: KodePenduduk, dusun: Mapping[UUID, str], *, is_kata: bool = False
) -> list[str]:
    """One person in OpenSID's 43 columns; `is_kata` writes its words in place of codes."""
    return [_text(one, orang, kode, dusun, is_kata=is_kata) for one in OPENSID_KOLOM]


def opendk_row(
    orang: Mapping[str, Any], kode: KodePenduduk, dusun: Mapping[UUID, str], *, nomor: int, desa: str
) -> list[str]:
    """One person in OpenDK's 42 columns. `nomor` is the person's number there, `desa` the dotted code."""
    diubah: datetime | None = orang.get("diubah_pada")
    moment = diubah.astimezone().strftime("%Y-%m-%d %H:%M:%S") if diubah is not None else ""
    own = {"id": str(nomor), "foto": "", "created_at": moment, "updated_at": moment, "desa_id": desa}
    return [
        own[name] if name in own else _text(BY_OPENDK[name], orang, kode, dusun, is_kata=False)
        for name in OPENDK_JUDUL
    ]


def nomor_opendk(key: UUID, taken: set[int]) -> int:
    """A number of at most 31 bits for a person, the same at every export while nobody else has it."""
    number = (key.int & 0x7FFFFFFF) or 1
    while number in taken:
        number = number % 0x7FFFFFFF + 1
    taken.add(number)
    return number


def _text(
    kolom: Kolom, orang: Mapping[str, Any], kode: KodePenduduk, dusun: Mapping[UUID, str], *, is_kata: bool
) -> str:
    value = orang.get(kolom.field)
    match kolom.baca:
        case Baca.KODE:
            return _kode(kolom.field, value, kode, is_kata=is_kata)
        case Baca.JK:
            daftar = kode["jenis_kelamin"]
            number = {"L": 1, "P": 2}.get(str(value or ""))
            return "" if number is None else daftar.word(number) if is_kata else str(number)
        case Baca.STATUS:
            assert isinstance(value, StatusDasar)
            return kode["status_dasar"].word(value.kode) if is_kata else str(value.kode)
        case Baca.DUSUN:
            return dusun.get(value, "") or _NO_PLACE if value is not None else _NO_PLACE
        case Baca.RT | Baca.RW:
            return str(value or _NO_PLACE)
        case Baca.NAMA:
            return nama_lengkap(orang)
        case Baca.NIK:
            return str(value or (_NO_NIK if kolom.field == "nik" else ""))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _kode(field: str, value: int | None, kode: KodePenduduk, *, is_kata: bool) -> str:
    if value is None or (field == "ktp_el" and value == _KIA):
        return ""
    daftar = kode.of_field(field)
    assert daftar is not None
    if is_kata:
        return daftar.word(value)
    number = daftar.to_opensid(value)
    return "" if number is None else str(number)


def nama_lengkap(orang: Mapping[str, Any]) -> str:
    """The name with its titles."""
    front = f"{orang.get('gelar_depan', '')} {orang.get('nama', '')}".strip()
    behind = orang.get("gelar_belakang", "")
    return f"{front}, {behind}" if behind else front


def daftar_row(
    orang: Mapping[str, Any], kode: KodePenduduk, dusun: Mapping[UUID, str]
) -> list[str | date | None]:
    """One person in our own list: words, dates as dates, empty cells for what is not known."""
    return [_cell(one, orang, kode, dusun) for one in DAFTAR_KOLOM]


def _cell(
    kolom: Kolom, orang: Mapping[str, Any], kode: KodePenduduk, dusun: Mapping[UUID, str]
) -> str | date | None:
    value = orang.get(kolom.field)
    if value is None or value == "":
        # said, not left blank: a reader could take the number of the row above
        return _NO_PLACE if kolom.baca is Baca.KK else None
    match kolom.baca:
        case Baca.KODE:
            return kode.word(kolom.field, value)
        case Baca.STATUS:
            return kode["status_dasar"].word(value.kode)
        case Baca.DUSUN:
            return dusun.get(value) or None
        case Baca.NAMA:
            return nama_lengkap(orang)
        case Baca.TANDA:
            return "ya" if value else None
        case Baca.TERCATAT:
            return {"tercatat": "Tercatat", "belum_tercatat": "Belum tercatat"}.get(value)
        case Baca.JAM:
            return show_time(value)
    return value if isinstance(value, date) else str(value)
