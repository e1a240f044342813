"""How rows on their way into a list look in Pratinjau Tempel: states, cells, reasons, widths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel import BarisTempel, KeadaanImpor, Peta, kolom_of, shown_value
from desa_desktop.domain.tempel.bagi import named_sources, show_uang
from desa_desktop.domain.tempel.peta import column_name
from desa_desktop.i18n import _
from desa_desktop.services import intake
from desa_desktop.ui.kit.paste_preview import Preview, PreviewCell, PreviewRow, RowAnswer, RowState

_WIDE = {
    "sumber": 130,
    "biaya_tahun": 190,
    "tahun": 130,
    "uraian": 210,
    "nama": 200,
    "lokasi": 110,
    "masalah": 140,
    "sasaran": 130,
    "lembaga": 120,
}
_NARROW = {"penerima_l": 56, "penerima_p": 56, "l": 70, "p": 70, "jk": 50, "volume": 72, "satuan": 72}
_STATES = {
    KeadaanImpor.BARU: RowState.SIAP,
    KeadaanImpor.BERUBAH: RowState.SIAP,
    KeadaanImpor.PERIKSA: RowState.PERIKSA,
    KeadaanImpor.SAMA: RowState.DILEWATI,
    KeadaanImpor.DITOLAK: RowState.TIDAK_BISA,
    KeadaanImpor.DILEWATI: RowState.DILEWATI,
}


def preview_of(base: intake.Pratinjau, shown: intake.Pratinjau, aturan: Aturan) -> Preview:
    """What the kit's preview shows of a reading."""
    peta = shown.peta
    return Preview(
        fields=_fields(base),
        heads=[
            head or column_name(place)
            for place, head in enumerate([*peta.judul, *[""] * (len(peta.field) - len(peta.judul))])
        ],
        mapping=list(peta.field),
        rows=[
            _row(shown.peta, row, state, aturan)
            for row, state in shown.baris
            if state is not KeadaanImpor.DILEWATI or any(row.sel)
        ],
        notes=[(one.baris, one.kalimat) for one in shown.temuan],
    )


def _fields(base: intake.Pratinjau) -> list[tuple[str, str, int]]:
    """Every field that can be chosen; those no row fills take no room (width 0)."""
    used = {name for name in base.peta.field if name and not name.startswith("_")}
    for row, _state in base.baris:
        used.update(name for name in row.nilai if not name.startswith("_"))
        used.update(row.teks_asli)
        if "sumber_biaya" in row.nilai:
            used.add("sumber")
        for problem in row.masalah:
            used.update(problem.nilai_usul)
    return [
        (one.field, one.nama, _width(one.field) if one.field in used else 0) for one in kolom_of(base.jenis)
    ]


def _width(name: str) -> int:
    return _WIDE.get(name) or _NARROW.get(name) or 96


def _row(peta: Peta, row: BarisTempel, state: KeadaanImpor, aturan: Aturan) -> PreviewRow:
    shown = _STATES[state]
    if shown is RowState.PERIKSA and not row.masalah and not row.teks_asli:
        shown = RowState.SIAP
    goes_in = state not in (KeadaanImpor.SAMA, KeadaanImpor.DILEWATI)  # else there is nothing to ask
    problems = {one.kolom: one for one in reversed(row.masalah) if goes_in}
    cells: dict[str, PreviewCell] = {}
    for name in {*row.nilai, *row.teks_asli, *problems}:
        if name.startswith("_") and name not in problems and name not in row.teks_asli:
            continue
        text = row.teks_asli.get(name) or _shown(name, row.nilai.get(name), aturan)
        found = problems.get(name)
        cells[name] = PreviewCell(
            text, found.teks if found is not None else "", found.usul if found is not None else ""
        )
    _share(cells, row, aturan)
    if state is KeadaanImpor.DILEWATI:  # no record: its words stand where the main column is
        main = next((one.field for one in kolom_of(peta.jenis) if one.is_kunci), "")
        cells[main] = PreviewCell(" ".join(word for word in row.sel if word))
    return PreviewRow(row.nomor, shown, cells, _reason(row, state), row.sel, _answers(row, state))


SAME, OVERWRITE = "_sama", "_timpa"  # edits of a whole row, beside those of its cells


def _answers(row: BarisTempel, state: KeadaanImpor) -> list[RowAnswer]:
    """Is it the proposal it looks like; may it change what was decided. Only a person knows."""
    found = []
    if row.sama:
        found.append(RowAnswer(SAME, "", _("Bukan, ini usulan &baru")))
    elif row.mirip is not None and row.cocok is None and state in intake.GOES_IN:
        found.append(RowAnswer(SAME, "ya", _("Ini usulan yang s&ama")))
    if row.ditahan:
        found.append(RowAnswer(OVERWRITE, "ya", _("Tetap &perbarui, putusannya tetap")))
    return found


def _share(cells: dict[str, PreviewCell], row: BarisTempel, aturan: Aturan) -> None:
    """The cell of several sources: their amounts where they are known, else their names to ask for."""
    biaya = row.nilai.get("biaya")
    whole = biaya if isinstance(biaya, int) else None
    cell = cells.pop("sumber_biaya", None)
    money = row.nilai.get("sumber_biaya")
    if cell is not None and isinstance(money, tuple):
        about = cells.get("sumber", PreviewCell(""))
        parts = [f"s.{sumber}" if is_silpa else sumber for sumber, _jumlah, is_silpa in money]
        cells["sumber"] = replace(about, text=show_uang(money), parts=parts, whole=whole)
    elif "sumber" in row.teks_asli and "sumber" in cells:
        named = named_sources(row.teks_asli["sumber"], aturan)
        if len(named) > 1:
            parts = [f"s.{sumber}" if is_silpa else sumber for sumber, is_silpa in named]
            cells["sumber"] = replace(cells["sumber"], parts=parts, whole=whole)


def _reason(row: BarisTempel, state: KeadaanImpor) -> str:
    if state is KeadaanImpor.SAMA:
        return _("Sudah ada dan isinya sama.")
    if row.ditahan:
        return row.teks_masalah
    if row.cocok is not None and row.berubah:
        names = ", ".join(field_name(name).lower() for name in row.berubah)
        said = [_("Memperbarui baris yang sudah ada: {kolom}.").format(kolom=names), row.teks_masalah]
        if row.timpa:
            said.append(_("Putusannya tetap."))
        return " ".join(part for part in said if part)
    return row.teks_masalah


def _shown(name: str, value: object, aturan: Aturan) -> str:
    """A value as people read it; read again as a pasted text it gives the same value."""
    lists: Mapping[str, Sequence[Any]] = {
        "unsur": aturan.unsur,
        "tanda": aturan.tanda,
        "kelompok_rentan": aturan.kelompok_rentan,
    }
    if name == "bidang" and isinstance(value, str):
        return aturan.bidang(value) or value
    if name == "tahun" and isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    if name in lists:
        names = {one.kunci: one.nama for one in lists[name]}
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(names.get(str(key), str(key)) for key in keys if key)
    return shown_value(value)
