"""The compilation of a kecamatan on the command line: made, locked, and where a line comes from."""

from __future__ import annotations

from desa_desktop import paths
from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.services import kecamatan, printing


def durkp(desk: Desk, given: Given) -> Answer:
    """`kompilasi durkp`: all that counts of the year, on paper or in a workbook if asked."""
    tahun = desk.tahun(given)
    made = kecamatan.compile_durkp(desk.app.database, desk.app.aturan, tahun)
    data = _facts(made) | {"susulan": made.susulan, "status": made.status, "revisi": made.revisi}
    lines = [made.kalimat, _("Jumlah: {total}").format(total=show_money(made.total, rp=True))]
    if given.has("ke"):
        target = given.file("ke")
        drawn = printing.draw(
            desk.app.database,
            desk.app.aturan,
            printing.Pesanan("kompilasi-durkp", tahun, kertas=given.text("kertas") or "f4"),
            target.suffix.lstrip(".").lower(),
            fonts=paths.resources() / "fonts",
            today=desk.today,
        )
        write_file(target, drawn.isi, _("Kompilasi"))
        data |= {"berkas": str(target), "halaman": drawn.halaman}
        lines.append(_("{berkas}: {n} halaman.").format(berkas=target, n=drawn.halaman))
    return Answer(data, "\n".join(lines))


def _facts(made: kecamatan.KompilasiTampil) -> dict[str, object]:
    """What every command of the compilation answers."""
    return {"baris": len(made.baris), "total": made.total, "desa": made.desa, "belum": made.belum}


def kunci(desk: Desk, given: Given) -> Answer:
    """`kompilasi kunci durkp`: the compilation as a dokumen with its sources."""
    tahun = desk.tahun(given)
    done = kecamatan.lock(desk.app.database, desk.app.aturan, tahun, kid=desk.kid, by=desk.by, at=desk.at)
    text = _("Kompilasi DURKP {tahun} dikunci (r{revisi:02d}).")
    if not done.is_baru:
        text = _(
            "Kompilasi DURKP {tahun} sudah terkunci (r{revisi:02d}) dan tidak ada yang berubah sejak itu."
        )
    locked = kecamatan.compile_durkp(desk.app.database, desk.app.aturan, tahun)
    facts = {"revisi": done.revisi, "digest": done.digest, "berubah": done.is_baru}
    return Answer(_facts(locked) | facts, text.format(tahun=tahun, revisi=done.revisi))


def asal(desk: Desk, given: Given) -> Answer:
    """`kompilasi asal`: the village, the dokumen and the row behind one line."""
    number = given.number("baris") or 0
    found = kecamatan.origin_of(desk.app.database, desk.app.aturan, desk.tahun(given), number)
    row, source = found.baris, found.sumber
    data = {
        "nomor": row.nomor,
        "desa": row.desa,
        "nama": row.baris.nama,
        "biaya": row.biaya,
        "urusan": row.urusan,
        "revisi": source.revisi,
        "digest": source.digest,
        "kiriman": source.kiriman,
        "berkas": source.berkas,
    }
    text = _("{nama}: {biaya}, dari DURKP {desa} r{revisi:02d}, kiriman nomor {kiriman}.")
    said = text.format(
        nama=row.baris.nama,
        biaya=show_money(row.biaya, rp=True),
        desa=row.desa,
        revisi=source.revisi,
        kiriman=source.kiriman or "?",
    )
    made = kecamatan.compile_durkp(desk.app.database, desk.app.aturan, desk.tahun(given))
    return Answer(_facts(made) | {"asal": data}, said)
