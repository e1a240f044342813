"""Kotak Selisih on the command line: what two laptops changed apart, choosing, joining."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import selisih
from desa_desktop.services.selisih import Cabang, Digabung, SelisihTampil

SIDES = ("a", "b")


def daftar(desk: Desk, _given: Given) -> Answer:
    """`selisih daftar`: every dokumen that is Bercabang, with both sides and the values that differ."""
    found = selisih.list_forks(desk.app.database, desk.app.laptop, at=desk.at, templates=desk.app.templates)
    lines = [_shown(one) for one in found]
    return Answer(
        {"bercabang": [_fork(one, desk.kantor.nama) for one in found]},
        "\n\n".join(lines) or _("Tidak ada dokumen yang bercabang."),
    )


def _fork(one: Cabang, kecamatan: str) -> dict[str, object]:
    return {
        "id": str(one.dokumen),
        "jenis": one.jenis,
        "judul": one.judul,
        "pemilik": one.nama_pemilik,
        "milik_sendiri": one.is_milik,
        "sisi": [
            {
                "digest": side.digest,
                "laptop": side.laptop,
                "pada": side.pada.isoformat(),
                "status": side.status,
            }
            for side in one.sisi
        ],
        "siap": one.is_siap,
        "halangan": one.halangan,
        "surat": "" if one.is_milik else selisih.letter_to_owner(one, kecamatan),
        "selisih": [_question(each) for each in one.selisih],
        "ganda": [{"daftar": each.daftar, "a": each.teks, "b": each.lain} for each in one.ganda],
    }


def _question(one: SelisihTampil) -> dict[str, object]:
    return {
        "id": one.id,
        "tempat": one.tempat,
        "judul": one.judul,
        "kolom": one.kolom_teks,
        "dasar": one.dasar,
        "a": one.a,
        "b": one.b,
        "putusan": one.putusan,
        "hasil": one.hasil,
    }


def _shown(one: Cabang) -> str:
    head = _("{judul} ({pemilik}): A {a}; B {b}").format(
        judul=one.judul, pemilik=one.nama_pemilik, a=one.a.teks, b=one.b.teks
    )
    if one.halangan:
        return f"{head}\n{one.halangan}"
    if not one.selisih:
        return "\n".join(
            [head, _("Tanpa selisih; gabungkan dengan selisih gabung {id}.").format(id=one.dokumen)]
        )
    headings = [_("Baris"), _("Kolom"), _("Dasar"), "A", "B", _("Hasil"), _("ID")]
    rows = [
        (each.judul, each.kolom_teks, each.dasar, each.a, each.b, each.hasil, each.id) for each in one.selisih
    ]
    return "\n".join([head, table(headings, rows)])


def putuskan(desk: Desk, given: Given) -> Answer:
    """`selisih putuskan`: side a, side b, or a value of one's own; of a dokumen's ID all that are open."""
    app, wanted, pilih = desk.app, given.text("id"), given.text("pilih")
    found = selisih.list_forks(app.database, app.laptop, at=desk.at, templates=app.templates)
    ids = [wanted] if "/" in wanted else [one.id for one in _of_dokumen(found, wanted) if not one.putusan]
    is_side = pilih.lower() in SIDES
    count = selisih.decide(
        app.database,
        app.laptop,
        ids,
        pilih.lower() if is_side else "nilai",
        nilai="" if is_side else pilih,
        by=desk.by,
        at=desk.at,
    )
    text = _("{n} selisih diputuskan. Gabungkan dengan selisih gabung.").format(n=count)
    return Answer({"diputuskan": count}, text)


def _of_dokumen(found: Iterable[Cabang], key: str) -> tuple[SelisihTampil, ...]:
    for one in found:
        if str(one.dokumen) == key:
            return one.selisih
    raise NotFound(apa=_("Dokumen bercabang {id}").format(id=key))


def urungkan(desk: Desk, given: Given) -> Answer:
    """`selisih urungkan`: the last choice for a dokumen is open again."""
    done = selisih.undo_decision(desk.app.database, given.key("id"), by=desk.by, at=desk.at)
    text = _("Pilihan terakhir dibuka lagi.") if done else _("Tidak ada pilihan yang bisa diurungkan.")
    return Answer({"diurungkan": done}, text)


def gabung(desk: Desk, given: Given) -> Answer:
    """`selisih gabung`: one dokumen, or with `semua` every one that has nothing to be asked about."""
    app, wanted = desk.app, given.text("id")
    if wanted == "semua":
        made = selisih.merge_clean(app.database, app.laptop, by=desk.by, at=desk.at)
    else:
        try:
            key = UUID(wanted)
        except ValueError:
            raise NotFound(apa=_("Dokumen bercabang {id}").format(id=wanted)) from None
        made = (selisih.merge_fork(app.database, app.laptop, key, by=desk.by, at=desk.at),)
    lines = [_joined(one) for one in made]
    return Answer(
        {"digabung": [_row(one) for one in made]},
        "\n".join(lines) or _("Tidak ada dokumen yang bisa digabung tanpa selisih."),
    )


def _row(one: Digabung) -> dict[str, object]:
    return {
        "id": str(one.dokumen),
        "jenis": one.jenis,
        "judul": one.judul,
        "status": one.status,
        "revisi": one.revisi,
        "digest": one.digest,
        "nomor_baru": list(one.nomor_baru),
    }


def _joined(one: Digabung) -> str:
    text = _("{judul} digabung.").format(judul=one.judul)
    if one.nomor_baru:
        numbers = ", ".join(map(str, one.nomor_baru))
        text += " " + _("Usulan bernomor sama mendapat nomor baru: {nomor}.").format(nomor=numbers)
    return text
