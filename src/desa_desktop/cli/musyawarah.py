"""Meetings on the command line: recorded from a file, listed, ratified."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desa_desktop.cli.answer import Answer, findings_text, of_finding, table
from desa_desktop.cli.desk import Desk, read_file, read_json, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.acara import acara_berjalan, agenda_of
from desa_desktop.domain.kuorum import status_kuorum
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.penilaian import show_skor
from desa_desktop.domain.wording import show_date, show_date_short
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import jalan_rapat, musyawarah, musyawarah_berkas, ruang, surat
from desa_desktop.services.musyawarah import RuangTampil


def catat(desk: Desk, given: Given) -> Answer:
    """`musyawarah catat`: a whole meeting from a JSON file, as one step."""
    content = read_json(given.file("file"))
    if not isinstance(content, Mapping):
        raise InvalidInput({"file": _("Berkas ini bukan satu musyawarah.")})
    made = musyawarah_berkas.record(desk.app.database, desk.app.aturan, content, by=desk.by, at=desk.at)
    return _shown(desk, made.id, _("{nama} dicatat sebagai konsep.").format(nama=made.nama))


def siapkan(desk: Desk, given: Given) -> Answer:
    """`musyawarah siapkan JENIS`: a meeting with its usual agenda, invited people and proposals."""
    jenis = JenisMusyawarah(given.text("jenis"))
    part = {JenisMusyawarah.MUSDUS: "dusun", JenisMusyawarah.KELOMPOK: "kelompok"}.get(jenis, "")
    for name in ("dusun", "kelompok"):
        if given.has(name) and name != part:
            raise WrongUse(
                _("--{pilihan} hanya untuk {jenis}.").format(
                    pilihan=name, jenis="musdus" if name == "dusun" else "kelompok"
                ),
                "musyawarah siapkan",
            )
    key = musyawarah.prepare(
        desk.app.database,
        jenis,
        desk.tahun(given),
        by=desk.by,
        at=desk.at,
        tanggal=given.day("tanggal"),
        tempat=given.text("tempat"),
        bagian=given.text(part) if part else "",
    )
    meeting = musyawarah.room(desk.app.database, desk.app.aturan, key, desk.today).musyawarah
    text = _("{nama} disiapkan: {acara} acara, {orang} undangan, {usulan} usulan. ID {id}").format(
        nama=meeting.nama,
        acara=len(meeting.agenda),
        orang=len(meeting.peserta),
        usulan=len(meeting.bahasan),
        id=key,
    )
    data = {
        "id": key,
        "nama": meeting.nama,
        "pimpinan": meeting.pimpinan,
        "agenda": [one.uraian for one in agenda_of(meeting)],
        "undangan": len(meeting.peserta),
        "usulan": len(meeting.bahasan),
    }
    return Answer(data, text)


def mulai(desk: Desk, given: Given) -> Answer:
    """`musyawarah mulai`: the first item begins, or the next one of a meeting under way."""
    key, database = given.key("id"), desk.app.database
    meeting = musyawarah.room(database, desk.app.aturan, key, desk.today).musyawarah
    if meeting.dibuka_pada is None:
        jalan_rapat.begin(database, key, by=desk.by, at=desk.at)
    elif not jalan_rapat.next_item(database, key, by=desk.by, at=desk.at):
        return Answer({"id": key, "acara": ""}, _("Semua acara sudah dimulai."))
    begun = acara_berjalan(musyawarah.room(database, desk.app.aturan, key, desk.today).musyawarah, desk.at)
    item = begun.agenda.uraian if begun is not None else ""
    text = _("Acara {n}: {nama}").format(n=begun.nomor, nama=item) if begun else _("Musyawarah dimulai.")
    return Answer({"id": key, "acara": item}, text)


def tunda(desk: Desk, given: Given) -> Answer:
    """`musyawarah tunda`: too few are here; the meeting waits at most three hours."""
    key = given.key("id")
    until = jalan_rapat.postpone(desk.app.database, key, desk.app.aturan, by=desk.by, at=desk.at)
    meeting = musyawarah.room(desk.app.database, desk.app.aturan, key, desk.today)
    state = status_kuorum(meeting.musyawarah, meeting.aturan, desk.at)
    return Answer({"id": key, "ditunda_sampai": until, "kuorum": _kuorum(meeting, desk)}, state.kalimat)


def rapat_kedua(desk: Desk, given: Given) -> Answer:
    """`musyawarah rapat-kedua`: a second meeting within three days, held with whoever comes."""
    key = jalan_rapat.second_meeting(
        desk.app.database,
        given.key("id"),
        desk.app.aturan,
        by=desk.by,
        at=desk.at,
        tanggal=given.day("tanggal"),
    )
    meeting = musyawarah.room(desk.app.database, desk.app.aturan, key, desk.today).musyawarah
    assert meeting.tanggal is not None
    text = _("{nama} disiapkan untuk {tanggal}. Rapat berlangsung dengan peserta yang hadir. ID {id}")
    shown = text.format(nama=meeting.nama, tanggal=show_date(meeting.tanggal), id=key)
    return Answer({"id": key, "tanggal": meeting.tanggal, "rapat_sebelum": given.key("id")}, shown)


def kuorum(desk: Desk, given: Given) -> Answer:
    """`musyawarah kuorum [PECAHAN]`: the village's own quorum; `bawaan` goes back to that of the rules."""
    text, database = given.text("pecahan"), desk.app.database
    if text:
        jalan_rapat.set_quorum(database, "" if text == "bawaan" else text, by=desk.by, at=desk.at)
    found = jalan_rapat.get_quorum(database, desk.app.aturan)
    return Answer({"kuorum": found}, _("Kuorum musyawarah desa: {n} undangan.").format(n=found))


def foto(desk: Desk, given: Given) -> Answer:
    """`musyawarah foto`: keep the picture of the signed page, write it to a file, or take it off."""
    database, key = desk.app.database, given.key("id")
    asked = [name for name in ("file", "ke", "hapus") if given.has(name)]
    if len(asked) != 1:
        raise InvalidInput({"file": _("Pilih satu: --file untuk menyimpan, --ke untuk mengambil, --hapus.")})
    if asked == ["file"]:
        jalan_rapat.set_foto(database, key, read_file(given.file("file")), by=desk.by, at=desk.at)
        text = _("Foto disimpan. Foto ikut dalam kiriman berikutnya.")
    elif asked == ["hapus"]:
        jalan_rapat.remove_foto(database, key, by=desk.by, at=desk.at)
        text = _("Foto dilepas. Batalkan dengan: data urungkan.")
    else:
        content = jalan_rapat.get_foto(database, key)
        if content is None:
            raise NotFound(apa=_("Foto"))
        write_file(given.file("ke"), content, _("Foto"))
        text = _("Foto ditulis ke berkas.")
    return Answer({"id": key, "berkas": given.text("ke")}, text)


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
        "cara_nilai": meeting.cara_nilai,
        "penilai": [{"nama": one.nama, "dinilai": done} for one, done in room.kemajuan],
        "seri": [one.kalimat for one in room.seri],
        "kuorum": _kuorum(room, desk),
        "status": meeting.status,
        "revisi": meeting.revisi,
    }
    findings = room.pemeriksaan if meeting.revisi == 0 else ()
    shown = [
        (
            one.peringkat,
            one.usulan.nomor,
            "" if one.skor is None else show_skor(one.skor),
            one.usulan.uraian,
        )
        for one in room.peringkat
    ]
    lines = [sentence, f"{here.teks} · ID {key}", *findings_text(findings)]
    lines += [one.kalimat for one in room.seri]
    if shown:
        lines.append(table([_("Peringkat"), _("Nomor"), _("Skor"), _("Usulan")], shown))
    return Answer(data, "\n".join(lines), pesan=tuple(of_finding(one) for one in findings))


def _kuorum(room: RuangTampil, desk: Desk) -> dict[str, object]:
    """Where the meeting stands on its way to a quorum, in figures and in words."""
    state = status_kuorum(room.musyawarah, room.aturan, desk.at)
    found = state.keadaan
    return {
        "tahap": state.tahap,
        "perlu": found.perlu if found else None,
        "undangan": found.undangan if found else None,
        "hadir": found.hadir if found else None,
        "wajib": state.is_wajib,
        "teks": state.kalimat,
    }
