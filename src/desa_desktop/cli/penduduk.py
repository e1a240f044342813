"""Residents on the command line: looked at, their history, and what is odd about the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from desa_desktop.cli.answer import Answer, Pesan, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.cli.saring import read_saring, stop_if_chosen
from desa_desktop.cli.saring_pilihan import CARI
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.penduduk import Keluarga, Mutasi, Penduduk, show_nomor_sementara
from desa_desktop.domain.penduduk.mutu import count_rules
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import export
from desa_desktop.services import lihat_penduduk as shown
from desa_desktop.services import penduduk as service
from desa_desktop.services import penduduk_kecamatan as registers

FINDINGS = 4  # exit code: there are findings of level Galat
KINDS: Mapping[str, type[Any]] = {"penduduk": Penduduk, "keluarga": Keluarga, "mutasi": Mutasi}
_PAGE = 1000


def lihat(desk: Desk, given: Given) -> Answer:
    """`data lihat penduduk|keluarga|mutasi`: everybody, who is asked for, or the one with `--id`."""
    match given.text("jenis"):
        case "keluarga":
            stop_if_chosen(given, (CARI.name,))
            return _families(desk, given)
        case "mutasi":
            stop_if_chosen(given)
            return _events(desk, given)
        case _:
            return _people(desk, given)


def _people(desk: Desk, given: Given) -> Answer:
    database = desk.app.database
    if given.has("id"):
        return _records([service.get_penduduk(database, given.key("id"))])
    saring = replace(read_saring(desk, given), desa=_desa(desk, given))
    village = _village_names(desk)
    keys = service.keys_of_penduduk(database, saring, desk.today)
    rows = service.rows_of_penduduk(database, keys)
    lines = [
        (
            *([village.get(one.desa_id, "")] if village else []),
            mask_nik(one.nik) if one.nik else _temporary(one.nomor_sementara),
            one.nama,
            one.jk,
            show_date_short(one.tanggal_lahir) if one.tanggal_lahir is not None else "",
            desk.app.kode.word("shdk", one.shdk),
            f"{one.rt}/{one.rw}",
        )
        for one in rows
    ]
    headings = [
        *([_("Desa")] if village else []),
        *(_("NIK"), _("Nama"), _("L/P"), _("Tanggal lahir"), _("Hubungan"), _("RT/RW")),
    ]
    text = table(headings, lines) if lines else _("Tidak ada yang ditemukan.")
    return Answer({"baris": _plain(rows, village)}, text)


def _plain(rows: Sequence[Any], village: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """The rows as data; in a kecamatan each with its village."""
    found = [dict(one) for one in export.plain_rows(rows)]
    if village:
        for row, plain in zip(rows, found, strict=True):
            plain["desa"] = village.get(row.desa_id, "")
    return found


def _village_names(desk: Desk) -> Mapping[UUID, str]:
    """In a kecamatan the villages by uid, elsewhere none."""
    if desk.kantor.peran is Peran.DESA:
        return {}
    return {one.id: one.nama for one in registers.list_registers(desk.app.database)}


def _desa(desk: Desk, given: Given) -> tuple[UUID, ...]:
    """The village named with `--desa`."""
    if not given.has("desa"):
        return ()
    if desk.kantor.peran is Peran.DESA:
        raise InvalidInput({"desa": _("Pilihan --desa hanya untuk kecamatan.")})
    return (registers.find_desa(desk.app.database, given.text("desa")),)


def _temporary(nomor: int | None) -> str:
    return show_nomor_sementara(nomor) if nomor is not None else ""


def _records(found: list[Any]) -> Answer:
    rows = export.plain_rows(found)
    lines = [(name, value) for name, value in rows[0].items() if value not in (None, "", {}, [])]
    return Answer({"baris": rows}, table([_("Isian"), _("Isi")], lines))


def _families(desk: Desk, given: Given) -> Answer:
    database = desk.app.database
    if given.has("id"):
        keluarga, anggota = service.get_keluarga(database, given.key("id"))
        answer = _records([keluarga])
        return Answer({**answer.data, "anggota": export.plain_rows(anggota)}, answer.text)
    rows: list[service.KeluargaRow] = []
    count, village, desa = 1, _village_names(desk), _desa(desk, given)
    while len(rows) < count:
        page, count = service.list_keluarga(
            database, kata=given.text("cari"), desa=desa, mulai=len(rows), banyak=_PAGE
        )
        rows += page
        if not page:
            break
    lines = [
        (
            *([village.get(one.desa_id, "")] if village else []),
            *(mask_nik(one.no_kk), one.kepala, one.jumlah, f"{one.rt}/{one.rw}", one.alamat),
        )
        for one in rows
    ]
    headings = [
        *([_("Desa")] if village else []),
        _("Nomor KK"),
        _("Kepala keluarga"),
        _("Anggota"),
        _("RT/RW"),
        _("Alamat"),
    ]
    text = table(headings, lines) if lines else _("Tidak ada yang ditemukan.")
    return Answer({"baris": _plain(rows, village)}, text)


def _events(desk: Desk, given: Given) -> Answer:
    database = desk.app.database
    rows: list[Any]
    if given.has("id"):
        orang = service.get_penduduk(database, given.key("id"))
        rows = list[Any](service.list_riwayat(database, orang.id))
        names = [orang.nama] * len(rows)
    else:
        rows = list[Any](shown.list_mutasi(database, given.number("tahun")))
        names = [one.nama for one in rows]
    lines = [
        (
            show_date_short(one.tanggal_peristiwa),
            one.peristiwa.value.replace("_", " "),
            nama,
            one.dokumen,
            _("dibatalkan") if one.is_batal else "",
        )
        for one, nama in zip(rows, names, strict=True)
    ]
    headings = [_("Tanggal"), _("Peristiwa"), _("Nama"), _("Nomor surat"), _("Keadaan")]
    text = table(headings, lines) if lines else _("Belum ada peristiwa.")
    return Answer({"baris": export.plain_rows(rows)}, text)


def mutu(desk: Desk, _given: Given) -> Answer:
    """`data mutu`: what is odd in the register by rule, and the likely doubles."""
    data = shown.look_mutu(desk.app.database, desk.app.kode, desk.today, desk.progress)
    rules = count_rules(data.temuan)
    found: list[dict[str, object]] = [
        {
            "aturan": one.aturan,
            "tingkat": one.level.value,
            "teks": one.teks,
            "jenis": "keluarga" if one.record in data.keluarga else "penduduk",
            "id": one.record,
            "kolom": one.field,
        }
        for one in data.temuan
    ]
    found += [
        {
            "aturan": one.aturan,
            "tingkat": Level.PERINGATAN.value,
            "teks": one.alasan,
            "jenis": "ganda",
            "id": one.satu_id,
            "id_kedua": one.dua_id,
            "persen": one.persen,
            "ditunda": is_later,
        }
        for one, is_later in data.ganda
    ]
    counted = {one.aturan: one.jumlah for one in rules}
    for one, _is_later in data.ganda:
        counted[one.aturan] = counted.get(one.aturan, 0) + 1
    lines: list[tuple[object, ...]] = [(one.aturan, one.level.value, one.judul, one.jumlah) for one in rules]
    if data.ganda:
        lines.append(("P-60x", Level.PERINGATAN.value, _("Kemungkinan data ganda"), len(data.ganda)))
    headings = [_("Aturan"), _("Tingkat"), _("Yang diperiksa"), _("Jumlah")]
    text = table(headings, lines) if lines else _("Tidak ada yang perlu diperbaiki.")
    grave = any(one.level is Level.GALAT for one in rules)
    messages = tuple(
        Pesan(one.aturan, one.level.value, f"{one.judul}: {one.jumlah}", {"aturan": one.aturan})
        for one in rules
    )
    return Answer({"hitung": counted, "baris": found}, text, FINDINGS if grave else 0, messages)
