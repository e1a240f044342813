"""Papers on the command line: which there are, and one of them as a file."""

from __future__ import annotations

from desa_desktop import paths
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, printing, tasks


def daftar(_desk: Desk, _given: Given) -> Answer:
    """`cetak daftar`: the papers of this version."""
    found = printing.list_documents()
    rows = [{"jenis": one.kind, "judul": _(one.title), "bentuk": one.formats} for one in found]
    shown = [(one.kind, _(one.title), ", ".join(one.formats)) for one in found]
    return Answer({"dokumen": rows}, table([_("Jenis"), _("Judul"), _("Bentuk")], shown))


def cetak(desk: Desk, given: Given) -> Answer:
    """`cetak JENIS`: one paper as PDF, Word document or workbook, the form taken from the file's name."""
    jenis, target = given.text("jenis"), given.file("ke")
    stop_if_unknown(jenis)
    form = target.suffix.lstrip(".").lower()
    if not form:
        raise InvalidInput({"ke": _("Beri nama berkas yang berakhir .pdf, .docx, atau .xlsx.")})
    order = printing.Pesanan(
        jenis,
        given.number("tahun"),
        given.key("id") if given.has("id") else None,
        given.text("kertas") or "f4",
        bulan=given.number("bulan"),
        templat=given.text("templat"),
        periode=given.text("periode"),
        is_ringkas=given.has("ringkas"),
        tanda=given.text("tanda"),
        bentuk_rab=given.text("bentuk"),
        revisi=given.number("revisi"),
        nomor=given.number("nomor"),
        digest=given.text("digest").strip().lower(),
        desa=given.text("desa"),
    )
    with_key = jenis in ("kartu-kunci", "pengantar-kiriman")
    number = enrolment.own_number(desk.app.database, desk.app.laptop).nomor if with_key else ""
    made = printing.draw(
        desk.app.database,
        desk.app.aturan,
        order,
        form,
        fonts=paths.resources() / "fonts",
        today=desk.today,
        nomor_kunci=number,
        kode=lambda: desk.app.kode,
        templates=desk.app.templates,
        naskah=lambda: desk.app.naskah,
        beranda=lambda: tasks.show(
            desk.app.database,
            desk.app.laptop,
            desk.app.aturan,
            desk.app.templates,
            desk.today,
            by=desk.by,
            at=desk.at,
        ),
    )
    write_file(target, made.isi, _("Dokumen"))
    if form == "docx":
        printing.note_word(desk.app.database, jenis, made, by=desk.by, at=desk.at)
    if made.halaman:
        text = _("{berkas}: {n} halaman.").format(berkas=target, n=made.halaman)
    else:
        text = _("{berkas} sudah ditulis. Jumlah halamannya terlihat di Word.").format(berkas=target)
    return Answer({"berkas": str(target), "halaman": made.halaman or None}, text)


def stop_if_unknown(jenis: str) -> None:
    """Refuse a paper that nobody knows. Raises WrongUse."""
    known = [one.kind for one in printing.list_documents()]
    if jenis in known:
        return
    sentence = _("Dokumen {jenis} tidak dikenal. Pilihan: {pilihan}.")
    raise WrongUse(sentence.format(jenis=jenis, pilihan=", ".join(known)), "cetak")
