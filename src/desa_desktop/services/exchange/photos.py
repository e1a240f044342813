"""The photos that came with a kiriman, to be looked at after it was accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desa_desktop.checklists import Template
from desa_desktop.domain.lampiran import ANSWER, FIELDS, picture_in
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services.exchange.checklist_words import template_of
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from desa_desktop.sync.snapshots import Snapshot, read_snapshot


@dataclass(frozen=True, slots=True)
class FotoTampil:
    """One photo: of which dokumen, answering what, its SHA-256, whether its bytes have come."""

    dokumen: str
    keterangan: str
    sha256: str
    ada: bool


def photos_of(database: Database, digest: str, templates: Mapping[str, Template]) -> list[FotoTampil]:
    """The photos named by the dokumen of an accepted kiriman, as far as those states are still kept here.

    Raises NotFound for a kiriman that was not accepted on this laptop.
    """
    with database.read() as unit:
        row = next((one for one in archive.ledger(unit) if digest in (one.digest, one.berkas)), None)
        if row is None:
            raise NotFound(apa=_("Kiriman yang sudah diterima"))
        wanted = [str(one["digest"]) for one in row.dokumen]
        kept = archive.snapshots_of(unit, digests=wanted)
        named = [
            (dokumen.title_of(one.jenis, dict(one.isi)), words, name)
            for one in (read_snapshot(each.isi) for each in kept)
            if one.is_readable
            for words, name in _photos(one, templates)
        ]
        here = archive.attachment_sizes(unit, [name for _title, _words, name in named])
    return [FotoTampil(title, words, name, name in here) for title, words, name in named]


def _photos(snapshot: Snapshot, templates: Mapping[str, Template]) -> Iterator[tuple[str, str]]:
    field, isi = FIELDS.get(snapshot.jenis, ""), snapshot.isi
    if field and (name := picture_in(isi.get(field))):
        words = {"foto": _("Foto halaman bertanda tangan"), "sketsa": _("Sketsa desa")}
        yield words[field], name
    rows = isi.get("jawaban") if snapshot.jenis == "isian" else None
    template = template_of(isi, templates) if isinstance(rows, list) else None
    for row in rows if isinstance(rows, list) else ():
        name = picture_in(row.get(ANSWER)) if isinstance(row, Mapping) else ""
        if name:
            kode = str(row.get("kode", ""))
            item = template.by_name.get(kode) if template is not None else None
            yield (item.label if item is not None and item.label else kode), name
