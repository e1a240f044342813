"""How people on their way into the register look: columns, states, values, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial
from typing import Any, cast
from uuid import UUID

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.penduduk.berkas.banding import BarisNilai
from desa_desktop.domain.penduduk.berkas.kolom import BY_FIELD, KELUARGA_FIELDS, Bentuk
from desa_desktop.domain.penduduk.berkas.masalah import Berat
from desa_desktop.domain.penduduk.orang import StatusDasar
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.i18n import N_, _
from desa_desktop.services.impor_penduduk import PratinjauPenduduk
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column

STATES: dict[KeadaanImpor, tuple[Mark, str]] = {
    KeadaanImpor.BARU: (Mark.SIAP, N_("baru")),
    KeadaanImpor.BERUBAH: (Mark.BERJALAN, N_("berubah")),
    KeadaanImpor.SAMA: (Mark.TIDAK_ADA, N_("sama")),
    KeadaanImpor.PERIKSA: (Mark.PERINGATAN, N_("periksa")),
    KeadaanImpor.DITOLAK: (Mark.TIDAK_BISA, N_("ditolak")),
}
_LAYOUTS = {
    Bentuk.OPENSID: N_("berkas OpenSID"),
    Bentuk.OPENDK: N_("berkas OpenDK"),
    Bentuk.SIAK: N_("berkas SIAK"),
    Bentuk.BIP_2012: N_("Buku Induk Penduduk 2012"),
    Bentuk.BIP_2016: N_("Buku Induk Penduduk 2016"),
    Bentuk.BIP_LUWU: N_("Buku Induk Penduduk 2016, satu halaman per keluarga"),
    Bentuk.BIP_EKTP: N_("Buku Induk Penduduk e-KTP"),
    Bentuk.BEBAS: N_("tabel penduduk"),
}
# what stands first; the other columns of the file follow in the order of the table
_FIRST = ("nama", "nik", "no_kk", "shdk", "jk", "tanggal_lahir", "tempat_lahir", "dusun_id", "rt", "rw")
_SHORT = {"jk": lambda _name: _("L/P"), "shdk": lambda _name: _("SHDK")}
_WIDTHS = {
    "nama": 180,
    "nik": 158,  # 16 digits and the mark of a problem
    "no_kk": 158,
    "jk": 46,
    "rt": 46,
    "rw": 46,
    "tanggal_lahir": 96,
    "shdk": 150,
}


def mark_of(row: BarisNilai) -> Mark:
    """The figure of a row's state."""
    return STATES[row.keadaan][0]


def word_of(row: BarisNilai) -> str:
    """The word of a row's state; a row that waits for an answer says so."""
    if row.keadaan is KeadaanImpor.PERIKSA and row.berat >= Berat.TAHAN:
        return _("menunggu")
    return _(STATES[row.keadaan][1])


def columns_of(shown: PratinjauPenduduk) -> list[Column]:
    """State and row number, then every field that the file fills, then the reasons."""
    used: set[str] = set()
    for row in shown.baris:
        used.update(row.warga.nilai, row.warga.teks_asli)
        used.update(one.kolom for one in row.masalah)
    names = [name for name in _FIRST if name in used or name == "nama"]
    names += [name for name in BY_FIELD if name in used and name not in names and not name.startswith("_")]
    several = len({row.lembar for row in shown.berkas.baris}) > 1
    place = [
        Column(name="lembar", label=_("Lembar"), width=90, editable=False, value=lambda row: row.warga.lembar)
    ]
    return [
        Column(
            name="keadaan",
            label=_("Keadaan"),
            width=116,
            editable=False,
            mark=mark_of,
            text=word_of,
            value=word_of,
        ),
        Column(
            name="nomor",
            label=_("Baris"),
            width=52,
            editable=False,
            value=lambda row: row.warga.nomor,
            text=lambda row: show_number(row.warga.nomor),
        ),
        *(place if several else []),
        *[
            Column(
                name=name,
                label=_SHORT.get(name, field_name)(name),
                width=_WIDTHS.get(name, 110),
                frozen=False,
                value=partial(cell_text, shown=shown, name=name),
            )
            for name in names
        ],
        Column(name="alasan", label=_("Keterangan"), width=300, stretch=True, editable=False, value=reason),
    ]


def cell_text(row: BarisNilai, shown: PratinjauPenduduk, name: str) -> str:
    """A value as it will be stored; a cell that could not be read shows its own text."""
    value = row.warga.nilai.get(name)
    if value is None and name in KELUARGA_FIELDS and row.keluarga is not None:
        value = row.keluarga.nilai.get(name)
    if value is None:
        problem = next((one for one in row.masalah if one.kolom == name), None)
        return row.warga.teks_asli.get(name) or (problem.nilai if problem is not None else "")
    return show(shown, name, value)


def show(shown: PratinjauPenduduk, name: str, value: Any) -> str:
    """A value of a field in words; typed again it gives the same value."""
    match value:
        case date():
            return show_date_short(value)
        case StatusDasar():
            return shown.konteks.kode["status_dasar"].word(value.kode)
        case UUID():
            return next((word for word, key in shown.konteks.dusun.items() if key == value), "")
        case bool():
            return _("ya") if value else ""
        case time():
            return show_time(value)
        case "tercatat" | "belum_tercatat":
            return _("Tercatat") if value == "tercatat" else _("Belum tercatat")
        case int():
            return shown.konteks.kode.word(name, value)
    return str(value)


def reason(row: BarisNilai) -> str:
    """Why the row is what it is, in sentences."""
    said = list(dict.fromkeys(one.teks for one in row.masalah))
    if row.keadaan is KeadaanImpor.SAMA:
        return _("Sudah ada dan isinya sama.")
    if row.cocok is not None and row.berubah:
        names = ", ".join(field_name(name).lower() for name in row.berubah if name != "teks_asli")
        if names:
            said.insert(0, _("Memperbarui: {kolom}.").format(kolom=names))
    return " ".join(said)


def findings(rows: Sequence[BarisNilai]) -> list[Pemeriksaan]:
    """A mark for each problem in its cell; those about a whole row stand at the name."""
    found = []
    for row in rows:
        for one in row.masalah:
            level = Level.GALAT if one.berat is Berat.TOLAK else Level.PERINGATAN
            record = cast(UUID, row.warga.urut)  # rows of a preview are known by their place
            found.append(Pemeriksaan(level, one.teks, one.aturan, record, column_of(one.kolom)))
    return found


def column_of(kolom: str) -> str:
    """The column of the table where a problem stands."""
    return {"_cocok": "nama", "_kk": "no_kk"}.get(kolom, kolom.removeprefix("_"))


def recognised(shown: PratinjauPenduduk) -> str:
    """What the file was taken for: layout, sheets, columns used and left out."""
    berkas = shown.berkas
    if not berkas.is_dikenal:
        return _("Kolom berkas ini belum dikenal. Tunjuk kolom Nama dan NIK atau Nomor KK di bawah ini.")
    sheets = ", ".join(one.nama for one in berkas.lembar)
    words = _("Dikenali sebagai {bentuk}, lembar {lembar}: {dipakai} kolom dipakai.")
    used = len({name for one in berkas.lembar for name in one.peta.values() if name})
    text = words.format(bentuk=_(_LAYOUTS[berkas.bentuk]), lembar=sheets, dipakai=used)
    if berkas.profil:
        text += " " + _("Kolomnya diingat dari impor sebelumnya.")
    if berkas.lembar_lain:
        text += " " + _("Lembar lain tidak dibaca: {lembar}.").format(lembar=", ".join(berkas.lembar_lain))
    if berkas.dilewati:
        text += " " + _("{n} baris bukan penduduk dilewati.").format(n=show_number(len(berkas.dilewati)))
    return text


def counts(shown: PratinjauPenduduk) -> str:
    """`5.000 dibaca · 4.800 baru · …` in the words of the commands."""
    parts = [_("{n} dibaca").format(n=show_number(shown.hitung.get("dibaca", 0)))]
    for state, (_mark, word) in STATES.items():
        number = shown.hitung.get(state.value, 0)
        if number:
            parts.append(f"{show_number(number)} {_(word)}")
    waiting = sum(one.berat >= Berat.TAHAN and one.keadaan is KeadaanImpor.PERIKSA for one in shown.baris)
    if waiting:
        parts.append(_("{n} menunggu jawaban").format(n=show_number(waiting)))
    return " · ".join(parts)
