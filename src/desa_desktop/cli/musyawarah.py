"""Meetings on the command line: recorded from a file, listed, ratified."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desa_desktop.cli.answer import Answer, findings_text, of_finding, table
from desa_desktop.cli.desk import Desk, read_json
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah, musyawarah_berkas, ruang, surat


def catat(desk: Desk, given: Given) -> Answer:
    """`musyawarah catat`: a whole meeting from a JSON file, as one step."""
    content = read_json(given.file("file"))
    if not isinstance(content, Mapping):
        raise InvalidInput({"file": _("Berkas ini bukan satu musyawarah.")})
    made = musyawarah_berkas.record(desk.app.database, desk.app.aturan, content, by=desk.by, at=desk.at)
    return _shown(desk, made.id, _("{nama} dicatat sebagai konsep.").format(nama=made.nama))


def sahkan(desk: Desk, given: Given) -> Answer:
    """`musyawarah sahkan`: the decisions count from now on."""
    key = given.key("id")
    made = musyawarah.ratify(
        desk.app.database,
        desk.app.aturan,
        key,
        kid=desk.kid,
        by=desk.by,
        at=desk.at,
        alasan=given.text("alasan"),
    )
    return _shown(desk, key, _("{nama} disahkan (r{r:02d}).").format(nama=made.nama, r=made.revisi))


def daftar(desk: Desk, given: Given) -> Answer:
    """`musyawarah daftar`: the meetings, newest first."""
    rows = musyawarah.list_musyawarah(desk.app.database, given.number("tahun"))
    shown = [
        (
            show_date_short(one.tanggal) if one.tanggal else "",
            one.nama,
            str(one.tahun),
            one.hadir,
            one.usulan,
            one.status,
            str(one.id),
        )
        for one in rows
    ]
    headings = [_("Tanggal"), _("Nama"), _("Tahun"), _("Hadir"), _("Usulan"), _("Status"), "ID"]
    return Answer({"musyawarah": rows}, table(headings, shown) if rows else _("Belum ada musyawarah."))


def hapus(desk: Desk, given: Given) -> Answer:
    """`musyawarah hapus`: a draft is removed; `data urungkan` brings it back."""
    key = given.key("id")
    meeting = musyawarah.room(desk.app.database, desk.app.aturan, key, desk.today).musyawarah
    musyawarah.remove(desk.app.database, [key], by=desk.by, at=desk.at)
    text = _("{nama} dihapus. Kembalikan dengan data urungkan.").format(nama=meeting.nama)
    return Answer({"id": key}, text)


def penanda_tangan(desk: Desk, given: Given) -> Answer:
    """`musyawarah penanda-tangan`: the usual signers that are not there yet."""
    made = ruang.propose_signers(desk.app.database, given.key("id"), desk.app.aturan, by=desk.by, at=desk.at)
    meeting = musyawarah.room(desk.app.database, desk.app.aturan, given.key("id"), desk.today).musyawarah
    rows = [(one.nama, one.jabatan, one.jk) for one in meeting.penandatangan]
    said = _("{n} penanda tangan ditambahkan.").format(n=len(made))
    people = [{"nama": nama, "jabatan": jabatan, "jk": jk} for nama, jabatan, jk in rows]
    headings = [_("Nama"), _("Jabatan"), _("L/P")]
    text = "\n".join([said, "", table(headings, rows)]) if rows else said
    return Answer({"tambah": len(made), "penanda_tangan": people}, text)


def surat_undangan(desk: Desk, given: Given) -> Answer:
    """`musyawarah surat`: the letter of a meeting, changed by what is given, and how it is numbered."""
    key, database = given.key("id"), desk.app.database
    values: dict[str, object] = {
        name: "\n".join(part.strip() for part in given.text(name).split("|"))
        for name in ("sifat", "lampiran", "hal", "nomor", "kepada", "tembusan")
        if given.has(name)
    }
    if given.has("tanggal"):
        values["tanggal"] = given.day("tanggal")
    if given.has("nomor-ba"):
        values[surat.NOMOR_BA] = given.text("nomor-ba")
    if values:
        surat.change(database, key, values, by=desk.by, at=desk.at)
    seen = surat.show(database, key)
    data = {
        "id": key,
        "surat": {**seen.isian, "nomor": seen.nomor},
        "nomor_ba": seen.nomor_ba,
        "nomor_berikut": seen.nomor_berikut,
    }
    rows = [
        (_("Nomor surat"), seen.nomor or "–"),
        (_("Tanggal surat"), show_date_short(seen.tanggal) if seen.tanggal else "–"),
        (_("Nomor berita acara"), seen.nomor_ba or "–"),
        (_("Nomor berikutnya"), str(seen.nomor_berikut)),
    ]
    return Answer(data, table([_("Isian"), _("Isi")], rows))


def _shown(desk: Desk, key: UUID, sentence: str) -> Answer:
    """The answer of cli.md: who was there, who was missing, the ranking; findings as messages."""
    room = musyawarah.room(desk.app.database, desk.app.aturan, key, desk.today)
    here, meeting = room.kehadiran, room.musyawarah
    ranking = [{"usulan": one.usulan.nomor, "skor": one.skor} for one in room.peringkat]
    data = {
        "id": key,
        "hadir": here.hadir,
        "l": here.l,
        "p": here.p,
        "unsur_kosong": here.unsur_kosong,
        "peringkat": ranking,
        "status": meeting.status,
        "revisi": meeting.revisi,
    }
    findings = room.pemeriksaan if meeting.revisi == 0 else ()
    shown = [
        (
            one.peringkat,
            one.usulan.nomor,
            "" if one.skor is None else f"{one.skor:.1f}".replace(".", ","),
            one.usulan.uraian,
        )
        for one in room.peringkat
    ]
    lines = [sentence, f"{here.teks} · ID {key}", *findings_text(findings)]
    if shown:
        lines.append(table([_("Peringkat"), _("Nomor"), _("Skor"), _("Usulan")], shown))
    return Answer(data, "\n".join(lines), pesan=tuple(of_finding(one) for one in findings))
