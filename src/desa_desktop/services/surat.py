"""The letter of a meeting: number, day, recipients and the rest of it, and the number that comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.nomor_surat import FORMAT_BAWAAN, next_nomor, nomor_surat
from desa_desktop.domain.setelan_surat import FORMAT_NOMOR
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.printing_musyawarah import letter_date
from desa_desktop.store.unit import Database, Unit

FIELDS = ("nomor", "tanggal", "sifat", "lampiran", "hal", "kepada", "tembusan", "isi", "penutup")
"""What `Musyawarah.surat` holds; `kepada` and `tembusan` are lists, one a line (`Nama; unsur`)."""
NOMOR_BA = "nomor_ba"


@dataclass(frozen=True, slots=True)
class SuratTampil:
    """The letter as the form shows it: its fields as texts, numbers as they are printed, what comes next."""

    isian: Mapping[str, str]
    tanggal: date | None
    nomor: str
    nomor_ba: str
    nomor_berikut: int


def show(database: Database, key: UUID) -> SuratTampil:
    """The letter of the meeting `key`. Raises NotFound; InvalidInput for a scheme that cannot be filled."""
    with database.read() as unit:
        meeting = unit.get(Musyawarah, key)
        pola = _scheme(unit)
        day = letter_date(meeting)
        year = (day or meeting.tanggal or date(meeting.tahun - 1, 1, 1)).year
        return SuratTampil(
            {name: meeting.surat.get(name, "") for name in FIELDS} | {NOMOR_BA: meeting.nomor_ba},
            day,
            nomor_surat(meeting.surat.get("nomor", ""), pola, day),
            nomor_surat(meeting.nomor_ba, pola, meeting.tanggal),
            next_nomor(pola, year, _used(unit, meeting, pola)),
        )


def _scheme(unit: Unit) -> str:
    return office.require(unit).setelan.get(FORMAT_NOMOR, "") or FORMAT_BAWAAN


def _used(unit: Unit, meeting: Musyawarah, pola: str) -> list[str]:
    """The numbers of letters and records of the other meetings, as they are printed."""
    used = []
    for one in unit.select(Musyawarah, desa_id=meeting.desa_id):
        if one.id != meeting.id:
            used.append(nomor_surat(one.surat.get("nomor", ""), pola, letter_date(one)))
            used.append(nomor_surat(one.nomor_ba, pola, one.tanggal))
    return used


def change(database: Database, key: UUID, values: Mapping[str, object], *, by: str, at: datetime) -> None:
    """Store fields of the letter (FIELDS, or NOMOR_BA) as one step; a day is a date or 2026-08-05.

    Raises InvalidInput for another field or a day that is none, NotFound, Locked; then nothing changed.
    """
    given = {name: _text(name, value) for name, value in values.items()}
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        if NOMOR_BA in given:
            meeting.nomor_ba = given.pop(NOMOR_BA)
        if given:
            kept = {**meeting.surat, **given}
            meeting.surat = {name: text for name, text in kept.items() if text}
        unit.commit(_("ubah surat {nama}").format(nama=meeting.nama), by, at)


def _text(name: str, value: object) -> str:
    if name not in (*FIELDS, NOMOR_BA):
        raise InvalidInput({name: _("Isian surat {nama} tidak dikenal.").format(nama=name)})
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if name == "tanggal" and text:
        try:
            date.fromisoformat(text)
        except ValueError as problem:
            sentence = _("Tanggal surat {teks} tidak dikenal. Contoh: 2026-08-05.")
            raise InvalidInput({name: sentence.format(teks=text)}) from problem
    return text
