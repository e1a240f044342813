"""What the kecamatan proposes for a cell of the plan, taken over by the village (ux.md 5.5, Telaah)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel import JenisTempel, kolom_of
from desa_desktop.domain.tempel.baca import read_cell
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import editing, exchange, intake, rkp
from desa_desktop.services.exchange import CatatanTampil
from desa_desktop.store.unit import Database

_COLUMN_OF = {"sumber_biaya": "sumber"}


def accept_suggestion(
    database: Database, aturan: Aturan, tahun: int, note: UUID, *, today: date, by: str, at: datetime
) -> CatatanTampil:
    """`Terima saran`: the proposed value goes into the cell the note hangs on, read as if it were typed.

    Raises NotFound for a note that is not in the newest review, InvalidInput when it proposes nothing that
    the cell can hold, Locked for a ratified plan; then nothing changed.
    """
    review = exchange.notes_for(database, "rkp-desa", tahun)
    notes = [one for rows in review.catatan.values() for one in rows] if review is not None else []
    found = next((one for one in notes if one.id == note), None)
    if found is None:
        raise NotFound(apa=_("Catatan kecamatan"))
    activity = _activity(database, aturan, tahun, found)
    values = _read(database, aturan, found, today)
    if "biaya" in values:
        biaya = values["biaya"]
        assert isinstance(biaya, int)
        rkp.set_cost(database, activity, biaya, by=by, at=at)
    elif "sumber" in values:
        rkp.set_source(database, [activity], str(values["sumber"]), by=by, at=at)
    else:
        name = _("terima saran kecamatan: {kolom}").format(kolom=field_name(found.kolom).lower())
        editing.change_many(database, Kegiatan, {activity: values}, by=by, at=at, name=name)
    return found


def _activity(database: Database, aturan: Aturan, tahun: int, note: CatatanTampil) -> UUID:
    for one in rkp.show_plan(database, aturan, tahun).rkp.kegiatan:
        if str(one.id) == note.record:
            return one.id
    raise NotFound(apa=_("Kegiatan yang diberi catatan"))


def _read(database: Database, aturan: Aturan, note: CatatanTampil, today: date) -> dict[str, object]:
    field = _COLUMN_OF.get(note.kolom, note.kolom)
    column = next((one for one in kolom_of(JenisTempel.RKP) if one.field == field), None)
    if column is not None and note.saran.strip():
        konteks = intake.context_of(database, aturan, today)
        read = read_cell(column.baca, field, note.saran.strip(), konteks)
        if read.nilai and not read.masalah:
            return {name: value for name, value in read.nilai.items() if name != "is_silpa"}
    sentence = _("Saran “{saran}” tidak bisa dimasukkan langsung. Buka kegiatannya dan isi sendiri.")
    raise InvalidInput({note.kolom: sentence.format(saran=note.saran or "–")})
