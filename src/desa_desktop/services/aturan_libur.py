"""Days off of a year into the rules: the list that the ministers decree, as rows of the Paket Aturan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from desa_desktop.domain.aturan import read_aturan
from desa_desktop.domain.hari_libur import rows_of_list, with_libur
from desa_desktop.domain.paket_bagian import BagianSalah
from desa_desktop.errors import InvalidInput
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.services.aturan import (
    UBAHAN,
    Bawaan,
    PaketTampil,
    list_paket,
    sheet_rows,
    store,
    whole_paket,
)
from desa_desktop.store.unit import Database


def add_holidays(
    database: Database,
    source: Path,
    bawaan: Bawaan,
    *,
    tanggal: date,
    nomor: str = "",
    by: str,
    at: datetime,
    fs: Fs = FS,
) -> PaketTampil:
    """`Pasang hari libur`: the days off of a list (columns Tanggal and Nama) join the paket in force.

    They make a new paket, `2026.1-libur-2027` without another `nomor`. Raises InvalidInput (`paket`) naming
    sheet and row of what cannot be read; then nothing changed.
    """
    try:
        rows = rows_of_list(sheet_rows(source, fs))
    except BagianSalah as failure:
        sentence = _("Daftar hari libur tidak dapat dibaca ({bagian}). Aturan yang lama tetap dipakai.")
        raise InvalidInput({"paket": sentence.format(bagian=failure)}) from failure
    paket = with_libur(whole_paket(database, bawaan), rows)
    years = sorted({str(one["tanggal"])[:4] for one in rows})
    paket["nomor"] = nomor.strip() or _free_number(database, paket["nomor"], "-".join(years))
    paket["tanggal"] = tanggal.isoformat()
    rules = read_aturan(json.dumps(paket), bawaan.tabel, bawaan.paket)
    shown = store(database, paket, rules, UBAHAN, bawaan, by=by, at=at)
    words = _("{n} hari libur tahun {tahun} dipasang.").format(n=len(rows), tahun=", ".join(years))
    return replace(shown, catatan=(words,))


def _free_number(database: Database, before: str, years: str) -> str:
    base = f"{before.partition('-libur-')[0]}-libur-{years}"
    taken = {one.nomor for one in list_paket(database)}
    return next(
        name for name in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )
