"""Whose event it is: people and families found by the numbers on their papers, newcomers read from a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk import Keluarga, Penduduk, StatusDasar
from desa_desktop.domain.penduduk.berkas.banding import ORANG_FIELDS, BarisNilai
from desa_desktop.domain.penduduk.berkas.masalah import Berat
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.nik import read_nik, read_no_kk
from desa_desktop.domain.penduduk.susun import Sekitar
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import impor_penduduk
from desa_desktop.services import kantor as office
from desa_desktop.services.penduduk import get_keluarga
from desa_desktop.sheets import Row, Sheet, read_sheets
from desa_desktop.store.queries import penduduk as queries
from desa_desktop.store.unit import Database, Unit

_TEMPORARY = re.compile(r"SEM-0*([0-9]{1,9})", re.IGNORECASE)


def find_orang(database: Database, kata: str) -> Penduduk:
    """The person with this NIK, temporary number (`SEM-0007`) or id; of two with one NIK the living one.

    Raises NotFound, and InvalidInput when the words are none of these.
    """
    with database.read() as unit:
        key = _as_id(kata)
        if key is not None:
            return unit.get(Penduduk, key)
        keys = _with_number(unit, kata)
        people = [unit.get(Penduduk, one) for one in keys]
    people.sort(key=lambda one: not one.is_hidup)
    if not people or people[0].status_dasar is StatusDasar.TIDAK_VALID:
        raise NotFound(apa=_("Penduduk dengan nomor {nomor}").format(nomor=kata))
    return people[0]


def _with_number(unit: Unit, kata: str) -> list[UUID]:
    temporary = _TEMPORARY.fullmatch(kata.strip())
    if temporary is not None:
        number = int(temporary.group(1))
        own = office.require(unit).id
        return [one.id for one in unit.select(Penduduk, desa_id=own, nomor_sementara=number)]
    found = read_nik(kata)
    if not found.nilai:
        raise InvalidInput({"nik": found.teks or _("Tulis NIK, nomor SEM-..., atau ID orangnya.")})
    return queries.keys_with_nik(unit, [found.nilai]).get(found.nilai, [])


def find_keluarga(database: Database, kata: str) -> Keluarga:
    """The family with this number of its KK or this id; of two with one number the one that is lived in.

    Raises NotFound, and InvalidInput when the words are neither.
    """
    with database.read() as unit:
        key = _as_id(kata)
        if key is not None:
            return unit.get(Keluarga, key)
        found = read_no_kk(kata)
        if not found.nilai:
            raise InvalidInput({"kk": found.teks or _("Tulis Nomor KK atau ID keluarganya.")})
        families = unit.select(Keluarga, no_kk=found.nilai)
        if len(families) > 1:
            families.sort(key=lambda one: not any(each.is_hidup for each in _members(unit, one.id)))
    if not families:
        raise NotFound(apa=_("Keluarga dengan Nomor KK {nomor}").format(nomor=found.nilai))
    return families[0]


def _members(unit: Unit, key: UUID) -> list[Penduduk]:
    return unit.select(Penduduk, keluarga_id=key)


def _as_id(kata: str) -> UUID | None:
    try:
        return UUID(kata.strip()) if len(kata.strip()) > 32 else None
    except ValueError:
        return None


def around(database: Database, key: UUID, today: date, tujuan: UUID | None = None) -> Sekitar:
    """A person with the family, and the family that is to be joined. Raises NotFound."""
    with database.read() as unit:
        orang = unit.get(Penduduk, key)
    keluarga, anggota = get_keluarga(database, orang.keluarga_id) if orang.keluarga_id else (None, [])
    home, others = get_keluarga(database, tujuan) if tujuan is not None else (None, [])
    return Sekitar(orang, keluarga, anggota, today, home, others)


# ------------------------------------------------------------------ newcomers


def newcomers_of_file(
    database: Database, kode: KodePenduduk, path: Path, today: date
) -> tuple[list[Penduduk], Mapping[str, Any]]:
    """The people of a small sheet, and what it says of their family (number of the KK, place).

    Raises SheetUnreadable, BukanPenduduk, InvalidInput with each row that is not clear or known already.
    """
    return _newcomers(database, kode, read_sheets(path), path.name, today)


def newcomers_of_rows(
    database: Database,
    kode: KodePenduduk,
    rows: Sequence[Mapping[str, object]],
    nama: str,
    today: date,
    *,
    is_typed: bool = False,
) -> tuple[list[Penduduk], Mapping[str, Any]]:
    """The people of rows by the names of fields or by headings, read like those of a sheet.

    `is_typed`: the rows stand in no file, so that no sentence names one of them.
    """
    headings = list(dict.fromkeys(["nama", "nik", "no_kk", *(str(name) for row in rows for name in row)]))
    lines = [Row(nama, 1, tuple(_HEADING.get(one, one) for one in headings))]
    for number, row in enumerate(rows, start=2):
        lines.append(Row(nama, number, tuple(_cell(row.get(name)) for name in headings)))
    return _newcomers(database, kode, [Sheet(nama, tuple(lines))], nama, today, is_typed=is_typed)


_HEADING: Mapping[str, str] = {
    "jk": "Jenis Kelamin",
    "shdk": "SHDK",
    "hubungan": "SHDK",
    "dusun_id": "Dusun",
}
"""Our own names of fields that no sheet uses as a heading."""


def _cell(value: object) -> Any:
    return value if value is None or isinstance(value, int | date) else str(value)


def _newcomers(
    database: Database,
    kode: KodePenduduk,
    sheets: Sequence[Sheet],
    nama: str,
    today: date,
    *,
    is_typed: bool = False,
) -> tuple[list[Penduduk], Mapping[str, Any]]:
    shown = impor_penduduk.preview_sheets(database, kode, sheets, nama, today)
    impor_penduduk.stop_without_people(shown)
    wrong = {f"baris {one.warga.nomor}": _said(one, shown) for one in shown.baris if _is_unclear(one)}
    if wrong and is_typed:
        raise InvalidInput(wrong)
    if wrong:
        raise InvalidInput({place: f"{place.capitalize()}: {words}" for place, words in wrong.items()})
    with database.read() as unit:
        own = office.require(unit).id
    people = [
        Penduduk(
            desa_id=own,  # type: ignore[arg-type]
            teks_asli=one.warga.teks_asli,
            **{name: value for name, value in one.warga.nilai.items() if name in ORANG_FIELDS},
        )
        for one in shown.baris
    ]
    home: dict[str, Any] = {}
    for family in shown.keluarga:
        home = {**family.nilai, **home}
    if isinstance(home.get("dusun_id"), str):
        sentence = _("Dusun {nama} belum ada. Tambahkan dulu di Data Desa, atau periksa ejaannya.")
        raise InvalidInput({"dusun": sentence.format(nama=home["dusun_id"])})
    return people, home


def _is_unclear(one: BarisNilai) -> bool:
    return one.cocok is not None or one.berat >= Berat.TANYA


def _said(one: BarisNilai, shown: impor_penduduk.PratinjauPenduduk) -> str:
    if one.cocok is not None:
        sentence = _("{nama} sudah ada di register. Bila kembali ke desa, catat sebagai datang-kembali.")
        return sentence.format(nama=one.cocok.nilai.get("nama", ""))
    told = [each for each in one.masalah if each.berat >= Berat.TANYA]
    parts = []
    for each in told:
        words = each.teks
        if each.usul:
            words += " " + _("Usul: {usul}.").format(usul=shown.word(each, each.usul[0]))
        parts.append(words)
    return " ".join(dict.fromkeys(parts))
