"""Kotak Selisih on the command line: what two laptops changed apart, choosing, joining."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import selisih
from desa_desktop.services.selisih import Cabang, Digabung, Saringan, SelisihTampil

SIDES = ("a", "b")


def daftar(desk: Desk, given: Given) -> Answer:
    """`selisih daftar`: every dokumen that is Bercabang, with both sides and the values that differ.

    `--laptop`, `--tabel` and `--tanggal` narrow what is shown; what a dokumen needs to be joined stays.
    """
    every = selisih.list_forks(desk.app.database, desk.app.laptop, at=desk.at, templates=desk.app.templates)
    wanted = _wanted(every, given)
    found = selisih.sift(every, wanted)
    lines = [_shown(one, selisih.values_of(one, wanted)) for one in found]
    hidden = len(every) - len(found)
    if hidden:
        lines.append(_("{n} dokumen bercabang lain tidak cocok dengan saringan.").format(n=hidden))
    return Answer(
        {
            "bercabang": [_fork(one, desk.kantor.nama, selisih.values_of(one, wanted)) for one in found],
            "di_luar_saringan": hidden,
        },
        "\n\n".join(lines) or _("Tidak ada dokumen yang bercabang."),
    )


def _wanted(forks: Sequence[Cabang], given: Given) -> Saringan:
    offered = selisih.offer(forks)
    return Saringan(
        _named(given.text("laptop"), offered.laptop, _("Laptop {nama}")),
        _named(given.text("tabel"), offered.tabel, _("Tabel {nama}")),
        given.day("tanggal") if given.has("tanggal") else None,
    )


def _named(text: str, offered: Sequence[str], what: str) -> str:
    """The one of these names that is meant; a part of it is enough. Raises NotFound, InvalidInput."""
    found = [one for one in offered if text.casefold() in one.casefold()] if text else [""]
    exact = [one for one in found if one.casefold() == text.casefold()]
    if not found:
        raise NotFound(apa=what.format(nama=text))
    if len(found) > 1 and not exact:
        words = _("{nama} bisa berarti: {pilihan}. Tulis lebih lengkap.")
        raise InvalidInput({"": words.format(nama=text, pilihan=", ".join(found))})
    return (exact or found)[0]


def _fork(one: Cabang, kecamatan: str, values: Iterable[SelisihTampil]) -> dict[str, object]:
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
        "selisih": [_question(each) for each in values],
        "ganda": [{"daftar": each.daftar, "a": each.teks, "b": each.lain} for each in one.ganda],
    }


def _question(one: SelisihTampil) -> dict[str, object]:
    return {
        "id": one.id,
        "tempat": one.tempat,
        "tabel": selisih.table_of(one),
        "judul": one.judul,
        "kolom": one.kolom_teks,
        "dasar": one.dasar,
        "a": one.a,
        "b": one.b,
        "putusan": one.putusan,
        "hasil": one.hasil,
    }


def _shown(one: Cabang, values: Sequence[SelisihTampil]) -> str:
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
    rows = [(each.judul, each.kolom_teks, each.dasar, each.a, each.b, each.hasil, each.id) for each in values]
    return "\n".join([head, table(headings, rows)])


def putuskan(desk: Desk, given: Given) -> Answer:
    """`selisih putuskan`: side a, side b, or a value of one's own; of a dokumen's ID all that are open.

    With `--tabel` those of one table only.
    """
    app, wanted, pilih = desk.app, given.text("id"), given.text("pilih")
    found = selisih.list_forks(app.database, app.laptop, at=desk.at, templates=app.templates)
    ids = [wanted] if "/" in wanted else _open_ids(found, wanted, given)
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


def _open_ids(found: Iterable[Cabang], key: str, given: Given) -> list[str]:
    for one in found:
        if str(one.dokumen) == key:
            values = selisih.values_of(one, _wanted([one], given))
            return [each.id for each in values if not each.putusan]
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
