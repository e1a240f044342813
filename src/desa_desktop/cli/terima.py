"""Receiving on the command line: verify, look at the differences, accept, send back, take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desa_desktop.cli.answer import Answer, Pesan, findings_data, findings_text, of_finding, table
from desa_desktop.cli.desk import Desk, read_json, target_folder, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, exchange
from desa_desktop.services.exchange import Diterima, HasilTerima, KirimanMasuk, TinjauanDokumen

REFUSED, PARTLY = 5, 3
GOOD, NEW = "sah", "baru"


def periksa(desk: Desk, given: Given) -> Answer:
    """`terima periksa`: what each file is, nothing stored; exit code 5 when one is not `sah`."""
    found = exchange.check(desk.app.database, desk.app.laptop, desk.app.files, _files(given))
    if not found:
        raise NotFound(apa=_("Kiriman"))
    bad = [one for one in found if one.keadaan != GOOD]
    messages = tuple(Pesan(one.kode, "galat", one.teks, {"berkas": one.berkas}) for one in bad)
    infected = _infected(desk, given)
    lines = [*([infected[0].teks] if infected else []), _list(found)]
    data = {"kiriman": [_row(one) for one in found]}
    return Answer(data, "\n".join(lines), REFUSED if bad else 0, (*infected, *messages))


def _infected(desk: Desk, given: Given) -> tuple[Pesan, ...]:
    """W_STICK_INFECTED for each folder on which a virus left its traces (kiriman-format.md 17 row 36)."""
    fs = desk.app.files.fs
    folders = [path for path in _files(given) if path.is_dir()]
    said = {str(one): exchange.list_kiriman(fs, one).teks for one in folders}
    return tuple(
        Pesan("W_STICK_INFECTED", "peringatan", teks, {"folder": one}) for one, teks in said.items() if teks
    )


def _files(given: Given) -> list[Path]:
    """The files named. Raises NotFound for one that is not there."""
    paths = [Path(one).expanduser() for one in given.many("file")]
    for path in paths:
        if not path.exists():
            raise NotFound(apa=_("Berkas {nama}").format(nama=path))
    return paths


def _row(one: KirimanMasuk) -> dict[str, object]:
    return {
        "berkas": one.berkas,
        "keadaan": one.keadaan,
        "kode": one.kode,
        "pengirim": one.pengirim.kode,
        "nama": one.pengirim.nama,
        "label": one.pengirim.label,
        "seq": one.seq,
        "digest": one.digest,
        "teks": one.teks,
    }


def _list(found: Sequence[KirimanMasuk]) -> str:
    rows = [(one.berkas, one.keadaan, one.pengirim.nama, one.seq, one.kode) for one in found]
    lines = [table([_("Berkas"), _("Keadaan"), _("Pengirim"), _("Nomor"), _("Kode")], rows)]
    lines += [f"{one.berkas}: {one.teks}" for one in found if one.teks and one.keadaan != GOOD]
    return "\n".join(lines)


def dicabut(desk: Desk, given: Given) -> Answer:
    """`terima dicabut`: honest work of a revoked key, vouched for by the village and its Lembar Pengantar."""
    done = enrolment.accept_revoked(
        desk.app.database,
        desk.app.laptop,
        desk.app.files,
        _one(given),
        given.text("kode"),
        given.text("alasan"),
        by=desk.by,
        at=desk.at,
    )
    data = {"digest": done.digest, "seq": done.seq, "kode_terima": done.kode_terima}
    return Answer(data, done.teks)


def daftar(desk: Desk, _given: Given) -> Answer:
    """`terima daftar`: Kotak Masuk."""
    found = exchange.inbox(desk.app.database)
    rows = [_waiting(one) for one in found]
    return Answer({"kiriman": rows}, _list(found) if found else _("Kotak Masuk kosong."))


def _one(given: Given) -> str | Path:
    """A kiriman as it was named: a file that is there, else the digest of one in Kotak Masuk."""
    text = given.text("file")
    return Path(text).expanduser() if Path(text).expanduser().exists() else text


def _digest(desk: Desk, typed: str) -> str:
    """The whole digest of a kiriman in Kotak Masuk named by its first letters; anything else as it is."""
    begin = typed.strip().lower()
    known = {
        one.digest for one in exchange.inbox(desk.app.database) if begin and one.digest.startswith(begin)
    }
    if len(known) > 1:
        sentence = _("Ada {n} kiriman yang mulai begitu. Tulis lebih panjang.")
        raise InvalidInput({"digest": sentence.format(n=len(known))})
    return known.pop() if known else typed


def tinjau(desk: Desk, given: Given) -> Answer:
    """`terima tinjau`: what would change, dokumen by dokumen."""
    app = desk.app
    shown = exchange.preview(
        app.database,
        app.laptop,
        app.files,
        _one(given),
        app.aturan,
        at=desk.at,
        kode=lambda: app.kode,
        templates=app.templates,
    )
    data = {
        "kiriman": _row(shown.kiriman),
        "dokumen": [_changes(one) for one in shown.dokumen],
        "pemeriksaan": findings_data(shown.pemeriksaan),
        "peringatan": shown.peringatan,
        "perlu_dikonfirmasi": shown.perlu_dikonfirmasi,
        "bisa_diterima": shown.kiriman.bisa_diterima,
    }
    lines = [shown.kiriman.teks, *(one.teks for one in shown.peringatan)]
    for document in shown.dokumen:
        lines += ["", f"{document.judul} r{document.revisi:02d} ({document.hasil}): {document.kalimat}"]
        rows = [
            (one.tanda, one.judul, one.kolom_teks, one.semula_teks, one.menjadi_teks, one.selisih_teks)
            for one in document.beda
            if document.hasil != NEW  # of a new dokumen every row is new; its sentence says how many
        ]
        if rows:
            headings = ["", _("Baris"), _("Kolom"), _("Semula"), _("Menjadi"), _("Selisih")]
            lines.append(table(headings, rows))
    lines += findings_text(shown.pemeriksaan)
    warnings = tuple(Pesan(one.kode, "peringatan", one.teks, {}) for one in shown.peringatan)
    return Answer(data, "\n".join(lines), pesan=(*warnings, *(of_finding(one) for one in shown.pemeriksaan)))


def foto(desk: Desk, given: Given) -> Answer:
    """`terima foto`: the photos that came with an accepted kiriman, listed or written into a folder."""
    app, named = desk.app, Path(given.text("file")).name  # a file on a stick is known by its name
    known = next(
        (one.digest for one in exchange.inbox(app.database) if named in (one.berkas, one.sha256)),
        _digest(desk, named),
    )
    found = exchange.photos_of(app.database, known, app.templates)
    folder = target_folder(given.file("ke")) if given.has("ke") else None
    written: dict[str, str] = {}
    for one in found if folder is not None else ():
        content = exchange.read_foto(app.database, app.laptop, app.files, "", one.sha256)
        if content is not None and folder is not None and one.sha256 not in written:
            path = folder / f"{one.sha256[:12]}.jpg"
            write_file(path, content, _("Foto"))
            written[one.sha256] = str(path)
    data = [
        {"dokumen": one.dokumen, "keterangan": one.keterangan, "sha256": one.sha256, "ada": one.ada,
         "berkas": written.get(one.sha256, "")}
        for one in found
    ]  # fmt: skip
    rows = [
        (one.dokumen, one.keterangan, _("ada") if one.ada else _("belum ikut"), written.get(one.sha256, ""))
        for one in found
    ]
    headings = [_("Dokumen"), _("Foto"), _("Keadaan"), _("Berkas")]
    return Answer({"foto": data}, table(headings, rows) if rows else _("Tidak ada foto dalam kiriman ini."))


def _changes(one: TinjauanDokumen) -> dict[str, object]:
    return {
        "jenis": one.jenis,
        "id": one.id,
        "judul": one.judul,
        "status": one.status,
        "revisi": one.revisi,
        "revisi_sekarang": one.revisi_sekarang,
        "hasil": one.hasil,
        "baru": one.baru,
        "berubah": one.berubah,
        "dihapus": one.dihapus,
        "sama": one.sama,
        "total_semula": one.total_semula,
        "total_menjadi": one.total_menjadi,
        "kalimat": one.kalimat,
        "beda": [
            {
                "tanda": beda.tanda,
                "tempat": beda.tempat,
                "judul": beda.judul,
                "kolom": beda.kolom,
                "semula": beda.semula,
                "menjadi": beda.menjadi,
                "foto": [beda.foto_semula, beda.foto_menjadi] if beda.is_foto else [],
            }
            for beda in one.beda
        ],
    }


def setujui(desk: Desk, given: Given) -> Answer:
    """`terima setujui`: each kiriman is a step of its own; exit code 3 when only some went in."""
    app = desk.app
    wanted = [_one(Given({"file": one})) for one in given.many("file")]
    _stop_if_missing(desk, wanted)
    made = exchange.accept(
        app.database,
        app.laptop,
        app.files,
        wanted,
        by=desk.by,
        at=desk.at,
        confirmed=[str(one) for one in wanted] if given.has("ya") else (),
        safe=app.safe,
        progress=desk.progress,
    )
    return _of_made(made)


def _made(made: HasilTerima) -> dict[str, object]:
    return {
        "diterima": [_accepted(one) for one in made.diterima],
        "kode_terima": made.diterima[0].kode_terima if made.diterima else "",
        "gagal": made.gagal,
    }


def _of_made(made: HasilTerima) -> Answer:
    lines = [one.teks for one in made.diterima] + [
        f"{one.berkas}: {one.teks} ({one.kode})" for one in made.gagal
    ]
    messages = tuple(Pesan(one.kode, "galat", one.teks, {"berkas": one.berkas}) for one in made.gagal)
    exit_code = 0 if not made.gagal else PARTLY if made.diterima else REFUSED
    return Answer(_made(made), "\n".join(lines), exit_code, messages)


def _stop_if_missing(desk: Desk, wanted: Sequence[str | Path]) -> None:
    """A name that means nothing stops all before the first is taken in. Raises NotFound, InvalidInput."""
    rows = exchange.inbox(desk.app.database)
    known = {key for one in rows for key in (one.sha256, one.digest, one.berkas)}
    for one in wanted:
        if isinstance(one, Path) and one.is_dir():
            sentence = _("{nama} adalah folder. Sebutkan satu berkas .kirim.").format(nama=one)
            raise InvalidInput({"file": sentence})
        if isinstance(one, str) and one not in known:
            raise NotFound(apa=_("Kiriman {nama}").format(nama=one))


def teruskan(desk: Desk, _given: Given) -> Answer:
    """`terima teruskan`: what a power cut interrupted is taken in."""
    app = desk.app
    made = exchange.go_on(
        app.database, app.laptop, app.files, by=desk.by, at=desk.at, safe=app.safe, progress=desk.progress
    )
    if not made.diterima and not made.gagal:
        return Answer(_made(made), _("Tidak ada penerimaan yang terputus."))
    return _of_made(made)


def laporan(desk: Desk, given: Given) -> Answer:
    """`terima laporan`: what is known of a kiriman that was not accepted, as a text file."""
    app = desk.app
    path = exchange.save_report(
        app.database, app.laptop, app.files, _one(given), target_folder(given.file("ke")), at=desk.at
    )
    return Answer({"berkas": str(path)}, _("Laporan disimpan: {nama}.").format(nama=path))


def _accepted(one: Diterima) -> dict[str, object]:
    return {
        "berkas": one.berkas,
        "digest": one.digest,
        "seq": one.seq,
        "pengirim": one.pengirim.kode,
        "keadaan": one.keadaan,
        "kode_terima": one.kode_terima,
        "dokumen": one.dokumen,
        "peringatan": one.peringatan,
    }


def kembalikan(desk: Desk, given: Given) -> Answer:
    """`terima kembalikan`: the data is taken in, the dokumen goes back with a reason and notes."""
    app = desk.app
    wanted = _one(given)
    made = exchange.send_back(
        app.database,
        app.laptop,
        app.files,
        wanted,
        given.text("alasan"),
        _notes(given),
        by=desk.by,
        at=desk.at,
        confirmed=[str(wanted)] if given.has("ya") else (),
        safe=app.safe,
    )
    data = {"diterima": [_accepted(made)], "kode_terima": made.kode_terima}
    return Answer(data, made.teks)


def _notes(given: Given) -> list[Mapping[str, str]]:
    """The list of notes: `{"dokumen", "record", "kolom", "jenis", "teks", "saran"}` each."""
    if not given.has("catatan"):
        return []
    content = read_json(given.file("catatan"))
    if not isinstance(content, list) or not all(isinstance(one, Mapping) for one in content):
        raise InvalidInput({"catatan": _("Tulis catatan sebagai daftar, masing-masing dengan teksnya.")})
    return [{str(name): str(value) for name, value in one.items()} for one in content]


def tahan(desk: Desk, given: Given) -> Answer:
    """`terima tahan`: nothing is taken in, the file waits with its reason."""
    app = desk.app
    held = exchange.hold(
        app.database, app.laptop, app.files, _one(given), given.text("alasan"), by=desk.by, at=desk.at
    )
    text = _("Kiriman nomor {n} ditahan. Data tidak berubah.").format(n=held.seq)
    return Answer({"kiriman": _waiting(held)}, text)


def tolak(desk: Desk, given: Given) -> Answer:
    """`terima tolak`: nothing is taken in, and the village reads why."""
    app = desk.app
    refused = exchange.refuse(
        app.database, app.laptop, app.files, _one(given), given.text("alasan"), by=desk.by, at=desk.at
    )
    text = _("Kiriman nomor {n} ditolak. Data tidak berubah; desa membaca alasannya.").format(n=refused.seq)
    return Answer({"kiriman": _waiting(refused)}, text)


def lanjutkan(desk: Desk, given: Given) -> Answer:
    """`terima lanjutkan`: the sender was asked about a double number; its next kiriman may come in."""
    app = desk.app
    settled = exchange.settle_double_number(
        app.database,
        app.laptop,
        app.files,
        _digest(desk, given.text("digest")),
        given.text("alasan"),
        by=desk.by,
        at=desk.at,
    )
    text = _("Jawaban dicatat. Kiriman berikutnya dari laptop itu dapat diterima; berkas ini tetap ditahan.")
    return Answer({"kiriman": _waiting(settled)}, text)


def _waiting(one: KirimanMasuk) -> dict[str, object]:
    more = {"status": one.status, "ringkas": one.ringkas, "alasan": one.alasan}
    return {**_row(one), **more, "kode_terima": one.kode_terima}


def batalkan(desk: Desk, given: Given) -> Answer:
    """`terima batalkan`: the dokumen are as before the acceptance."""
    app = desk.app
    digest = _digest(desk, given.text("digest"))
    exchange.undo_acceptance(app.database, app.laptop, app.files, digest, by=desk.by, at=desk.at)
    text = _("Penerimaan dibatalkan. Dokumen kembali seperti sebelum diterima.")
    return Answer({"diterima": [], "kode_terima": "", "digest": digest}, text)
