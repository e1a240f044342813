"""Kop surat and letters of the office: its logo, the scheme of its letter numbers, rows for late guests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from desa_desktop.documents.foto import fit_logo
from desa_desktop.domain.nomor_surat import FORMAT_BAWAAN, check_format
from desa_desktop.domain.setelan_surat import (
    BARIS_BAWAAN,
    BARIS_KOSONG,
    FORMAT_NOMOR,
    LOGO,
    MOST_EMPTY,
    empty_rows,
)
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.store import archive
from desa_desktop.store.unit import Database


@dataclass(frozen=True, slots=True)
class Kop:
    """What the office's letters carry; `logo` is a PNG, `baris_kosong` how many rows a list leaves empty."""

    logo: bytes | None
    format_nomor: str
    baris_kosong: int


def show(database: Database) -> Kop:
    """The office's settings of letters, with the usual where it chose nothing."""
    with database.read() as unit:
        setelan = office.require(unit).setelan
        name = setelan.get(LOGO, "")
        return Kop(
            archive.attachment(unit, name) if name else None,
            setelan.get(FORMAT_NOMOR, "") or FORMAT_BAWAAN,
            empty_rows(setelan),
        )


def set_logo(database: Database, data: bytes, *, by: str, at: datetime) -> None:
    """Keep this picture as the logo of the kop surat, made small, as one step.

    Raises FotoTidakTerbaca, StorageFailed; then nothing changed.
    """
    content = fit_logo(data)
    name = sha256(content).hexdigest()
    with database.unit() as unit:
        kantor = office.require(unit)
        archive.put_attachment(unit, name, content)
        kantor.setelan = {**kantor.setelan, LOGO: name}
        unit.commit(_("ganti logo kop surat"), by, at)


def remove_logo(database: Database, *, by: str, at: datetime) -> None:
    """Print letters without a logo from now on; undo brings it back."""
    with database.unit() as unit:
        kantor = office.require(unit)
        kantor.setelan = {name: text for name, text in kantor.setelan.items() if name != LOGO}
        unit.commit(_("hapus logo kop surat"), by, at)


def change(database: Database, values: Mapping[str, object], *, by: str, at: datetime) -> None:
    """Store `format_nomor` or `baris_kosong`; an empty value means the usual one.

    Raises InvalidInput for a scheme that cannot be filled or a number outside 0 to 100; nothing changed then.
    """
    given: dict[str, str] = {}
    for name, value in values.items():
        text = "" if value is None else str(value).strip()
        if name == FORMAT_NOMOR and text:
            check_format(text)
        elif name == BARIS_KOSONG and text and not (text.isdecimal() and int(text) <= MOST_EMPTY):
            sentence = _("Baris kosong daftar hadir diisi 0 sampai {n}; biasanya {biasa}.")
            raise InvalidInput({name: sentence.format(n=MOST_EMPTY, biasa=BARIS_BAWAAN)})
        elif name not in (FORMAT_NOMOR, BARIS_KOSONG):
            raise InvalidInput({name: _("Setelan surat {nama} tidak dikenal.").format(nama=name)})
        given[name] = text
    with database.unit() as unit:
        kantor = office.require(unit)
        kept = {**kantor.setelan, **given}
        kantor.setelan = {name: text for name, text in kept.items() if text}
        unit.commit(_("ubah setelan surat"), by, at)
