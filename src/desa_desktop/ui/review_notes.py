"""The notes of a finished review as a village reads them: the table, its rows, and the verdict above it.

Used by the tabs Telaah of the RPJM Desa and of the RKP Desa (ux.md 8.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column

_KINDS = {
    "wajib_diperbaiki": (Mark.GALAT, N_("Wajib diperbaiki")),
    "saran": (Mark.SARAN, N_("Saran")),
    "pertanyaan": (Mark.PERINGATAN, N_("Pertanyaan")),
}


@dataclass(frozen=True, slots=True)
class BarisCatatan:
    """A note: how grave, at which activity and column, what is said and proposed.

    `record` is the id of the activity, empty for a note on the whole dokumen.
    """

    id: UUID
    record: str
    kolom: str
    jenis: str
    tempat: str
    teks: str
    saran: str

    @property
    def finding(self) -> Pemeriksaan:
        """The place of this note as the checks name theirs, for the way to its row."""
        return Pemeriksaan(Level.SARAN, self.teks, "", UUID(self.record), self.kolom)


def notes_grid(name: str) -> Grid:
    """The empty table of notes."""
    grid = Grid(
        name,
        (
            Column(name="jenis", label=_("Jenis"), width=160, text=_word, mark=_mark),
            Column(name="tempat", label=_("Kegiatan"), width=230),
            Column(name="kolom", label=_("Kolom"), width=120, text=lambda row: field_name(row.kolom)),
            Column(name="teks", label=_("Catatan kecamatan"), width=280, stretch=True),
            Column(name="saran", label=_("Saran isian"), width=180),
        ),
        total_label=lambda number: _("{n} catatan").format(n=number),
    )
    grid.setAccessibleName(_("Catatan kecamatan"))
    return grid


def note_rows(review: TelaahTampil | None, names: Mapping[str, str]) -> list[BarisCatatan]:
    """The notes of a review; `names` are the activities of the plan by their id as text."""
    if review is None:
        return []
    return [
        BarisCatatan(
            note.id,
            note.record if note.record in names else "",
            note.kolom,
            note.jenis,
            names.get(note.record, _("Seluruh dokumen")),
            note.teks,
            note.saran,
        )
        for notes in review.catatan.values()
        for note in notes
    ]


def show_verdict(line: MarkedText, review: TelaahTampil | None) -> None:
    """What the kecamatan decided, why, and whether the plan has changed since; nothing before a review."""
    line.setVisible(review is not None)
    if review is None:
        return
    good = review.hasil == HasilTelaah.SESUAI.value
    parts = [
        _("Sesuai") if good else _("Dikembalikan"),
        review.alasan,
        _("ditelaah sebelum perubahan terakhir") if review.is_lama else "",
    ]
    line.set_state(Mark.SELESAI if good else Mark.PERINGATAN, " · ".join(part for part in parts if part))


def _word(row: BarisCatatan) -> str:
    known = _KINDS.get(row.jenis)
    return _(known[1]) if known is not None else row.jenis


def _mark(row: BarisCatatan) -> Mark | None:
    known = _KINDS.get(row.jenis)
    return known[0] if known is not None else None
