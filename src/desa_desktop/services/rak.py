"""Every checklist this office can fill: shipped with the program, installed here, sent by the kecamatan.

Installed ones lie in the office's database, so that they are encrypted and every backup carries them:
the workbook as an attachment, what the list says of it as a fact of the store. What a kecamatan
publishes is a dokumen `templat` (kiriman-format.md 12.1) with the same workbook as its attachment.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.checklists import Filler, Office, Period, Problem, Template, TemplateInvalid, load_template
from desa_desktop.checklists.template import Lookup
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.kantor import Kantor
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services.isian import Sampul, Shelf, cover_of
from desa_desktop.sheets import Cause, SheetUnreadable
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.snapshots import Snapshot

log = logging.getLogger(__name__)
JENIS = "templat"
META = "templat:"  # facts of the store: `templat:<form_id>`
_TABLES = frozenset({"meta", "snapshot", "dokumen", "lampiran"})


class Asal(StrEnum):
    """Where a form comes from."""

    BAWAAN = "bawaan"
    SENDIRI = "sendiri"
    KECAMATAN = "kecamatan"


@dataclass(frozen=True, slots=True)
class Versi:
    """One version of an own form. `sha256` names its workbook; `nama` is what the file was called."""

    form_id: str
    versi: int
    sha256: str
    nama: str
    sampul: Sampul
    asal: Asal
    pada: str = ""
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class Terpasang:
    """An own form with all its versions, the newest first. `dilepas`: why it is not offered any more.

    `dikirim`: to whom its newest published version goes (`semua` or uids); empty when it is not published.
    """

    form_id: str
    versi: tuple[Versi, ...]
    dilepas: str = ""
    dikirim: tuple[str, ...] = ()
    versi_terbit: int = 0

    @property
    def newest(self) -> Versi:
        """The version that is filled from now on."""
        return self.versi[0]


# ------------------------------------------------------------------ what the store says


def read_own(unit: Unit) -> dict[str, Terpasang]:
    """The forms installed in this office, by form id."""
    found: dict[str, Terpasang] = {}
    for key, text in archive.metas(unit, META).items():
        form_id, fields = key.removeprefix(META), json.loads(text)
        versions = tuple(from_fields(form_id, one) for one in fields["versi"])
        if versions:
            found[form_id] = Terpasang(form_id, versions, dilepas=str(fields.get("dilepas", "")))
    return found


def write_own(unit: Unit, one: Terpasang) -> None:
    """Note an installed form; its versions stay listed for ever, answers may belong to them."""
    fields = {"versi": [to_fields(each) for each in one.versi], "dilepas": one.dilepas}
    archive.put_meta(unit, f"{META}{one.form_id}", json.dumps(fields, ensure_ascii=False))


def to_fields(one: Versi) -> dict[str, Any]:
    """One version of an own form in plain values."""
    return {
        "versi": one.versi,
        "sha256": one.sha256,
        "nama": one.nama,
        "pada": one.pada,
        "oleh": one.oleh,
        **cover_fields(one.sampul),
    }


def cover_fields(cover: Sampul) -> dict[str, Any]:
    """What the list says of a form, in plain values."""
    return {
        "judul": cover.title,
        "periode": cover.period.value,
        "kantor": cover.office.value,
        "per": cover.filler.value,
        "pertanyaan": cover.count,
    }


def _cover(fields: Mapping[str, Any]) -> Sampul:
    """The cover out of plain values. Raises KeyError, ValueError, TypeError for a foreign shape."""
    return Sampul(
        title=str(fields["judul"]),
        period=Period(fields["periode"]),
        office=Office(fields["kantor"]),
        filler=Filler(fields["per"]),
        count=int(fields["pertanyaan"]),
    )


def from_fields(form_id: str, fields: Mapping[str, Any]) -> Versi:
    """A version out of plain values. Raises KeyError, ValueError, TypeError for a foreign shape."""
    return Versi(
        form_id,
        int(fields["versi"]),
        str(fields["sha256"]),
        str(fields["nama"]),
        _cover(fields),
        Asal.SENDIRI,
        str(fields.get("pada", "")),
        str(fields.get("oleh", "")),
    )


@dataclass(frozen=True, slots=True)
class Terbitan:
    """A dokumen `templat`: its id, owner, form, every ratified version stored here, who gets it."""

    id: UUID
    pemilik: UUID
    form_id: str
    versi: tuple[Versi, ...]
    desa: tuple[str, ...]
    is_berlaku: bool


def read_published(unit: Unit) -> list[Terbitan]:
    """The forms that were published and whose content is stored here; a foreign shape is left aside."""
    found = []
    for row in archive.all_dokumen(unit, jenis=JENIS):
        held = [dokumen.content_of(unit, one.digest) for one in archive.snapshots_of(unit, row.id)]
        counts = dokumen.shelf_of(unit, row.id).berlaku
        found += _published(row.id, row.pemilik, held, counts)
    return found


def _published(key: UUID, pemilik: UUID, held: list[Snapshot], counts: str | None) -> list[Terbitan]:
    """One dokumen, or nothing when none of its states says which form it is."""
    versions: dict[str, tuple[int, Versi, tuple[str, ...], str]] = {}
    for one in held:
        if one.status is not StatusDokumen.DISAHKAN or not one.is_readable:
            continue
        try:
            made = _version_of(one)
        except (KeyError, ValueError, TypeError):
            log.warning("a published form of a foreign shape is left aside: %s", one.digest[:12])
            continue
        desa = one.isi.get("desa")
        to = (desa,) if isinstance(desa, str) else tuple(desa) if isinstance(desa, list) else ()
        versions[one.digest] = (one.revisi, made, to, made.form_id)
    if not versions:
        return []
    current = versions.get(counts or "") or max(versions.values(), key=lambda each: each[0])
    form_id = current[3]
    rest = sorted(
        (each for each in versions.values() if each[3] == form_id and each is not current),
        key=lambda each: -each[0],
    )
    ordered = (current[1], *(each[1] for each in rest))
    return [Terbitan(key, pemilik, form_id, ordered, current[2], counts in versions)]


def _version_of(snapshot: Snapshot) -> Versi:
    isi: Mapping[str, Any] = snapshot.isi
    file = isi["berkas"]
    return Versi(
        str(isi["form_id"]),
        int(isi["versi"]),
        str(file["lampiran"]),
        str(file["nama"]),
        _cover(isi),
        Asal.KECAMATAN,
        snapshot.pada,
        "",
    )


# ------------------------------------------------------------------ the shelf


class Rak(Shelf):
    """The shipped templates and, behind them, those of this office and of its kecamatan.

    A shipped form id belongs to the program. Of an own and a published form with the same id the
    kecamatan's is filled in a village: what all villages are asked must be the same everywhere.
    Looking is cheap: the store is read again only after a commit that touched such things.
    """

    def __init__(
        self, folder: Path, database: Database | None = None, lookups: Mapping[str, Lookup] | None = None
    ) -> None:
        super().__init__(folder, lookups)
        self._database = database
        self._own_lock = threading.RLock()
        self._known: dict[str, Terpasang] | None = None
        self._loaded: dict[str, Template] = {}
        if database is not None:
            database.listen(self._hear)

    @classmethod
    def of_one(cls, template: Template) -> Rak:
        """A shelf with this template alone, for trying it out before it is installed."""
        rak = cls(Path())
        made = Versi(
            template.form_id, template.version, template.digest, "", cover_of(template), Asal.SENDIRI
        )
        rak._known = {template.form_id: Terpasang(template.form_id, (made,))}
        rak._loaded = {template.digest: template}
        rak._files = {}
        return rak

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self.forget()

    def forget(self) -> None:
        """Read the store again at the next look: it was changed, or another backup stands in its place."""
        with self._own_lock:
            self._known = None

    @property
    def own(self) -> Mapping[str, Terpasang]:
        """The forms that did not come with the program."""
        with self._own_lock:
            if self._known is None:
                self._known = self._read_store()
            return self._known

    def _read_store(self) -> dict[str, Terpasang]:
        if self._database is None:
            return {}
        with self._database.read() as unit:
            own, published = read_own(unit), read_published(unit)
            kantor = next(iter(unit.select(Kantor)), None)
        found = dict(own)
        for one in published:
            known = found.get(one.form_id)
            if kantor is not None and one.pemilik == kantor.id:
                found[one.form_id] = _joined(known, one)
            else:  # the kecamatan's stands before our own
                dilepas = "" if one.is_berlaku else _("Dicabut oleh kecamatan.")
                behind = known.versi if known is not None else ()
                found[one.form_id] = Terpasang(one.form_id, (*one.versi, *behind), dilepas)
        return {form_id: one for form_id, one in found.items() if form_id not in self._files}

    # -- as a mapping --------------------------------------------------------------------------------

    def __contains__(self, form_id: object) -> bool:
        return form_id in self._files or form_id in self.own

    def __iter__(self) -> Iterator[str]:
        yield from self._files
        yield from list(self.own)

    def __len__(self) -> int:
        return len(self._files) + len(self.own)

    def __getitem__(self, form_id: str) -> Template:
        if form_id in self._files:
            return super().__getitem__(form_id)
        versions = self.own[form_id].versi
        for number, one in enumerate(versions):
            try:
                return self.load(one)
            except (TemplateInvalid, SheetUnreadable):
                # one that a newer program wrote: what was begun goes on with the version before
                if number == len(versions) - 1:
                    raise
        raise KeyError(form_id)

    def cover(self, form_id: str) -> Sampul:
        """The cover of one form; the form itself is not read for it."""
        return self.own[form_id].newest.sampul if form_id in self.own else super().cover(form_id)

    def shipped_version(self, form_id: str) -> int:
        """The version of a shipped form, which its file's name says."""
        return int(self._files[form_id].stem.rpartition(".v")[2])

    def is_offered(self, form_id: str) -> bool:
        """Whether it may be begun: not one that was taken off the shelf."""
        return form_id not in self.own or not self.own[form_id].dilepas

    def label_before(self, form_id: str, kode: str, versi: int | None = None) -> str:
        """The question that the newest earlier version, or this one, asked under the code."""
        for one in self.own[form_id].versi if form_id in self.own else ():
            if versi not in (None, one.versi):
                continue
            before = self.of_version(form_id, one.sha256)
            item = before.by_name.get(kode) if before is not None else None
            if item is not None:
                return item.label
        return ""

    def of_version(self, form_id: str, digest: str) -> Template | None:
        """The version whose workbook has this SHA-256, when it is still here."""
        if form_id in self._files:
            return super().of_version(form_id, digest)
        one = next((each for each in self.own[form_id].versi if each.sha256 == digest), None)
        if one is None:
            return None
        try:
            return self.load(one)
        except (TemplateInvalid, SheetUnreadable):
            return None

    def load(self, one: Versi) -> Template:
        """The template of one version. Raises TemplateInvalid, SheetUnreadable when its file is missing."""
        with self._own_lock:
            if one.sha256 not in self._loaded:
                data = self.workbook(one)
                # what was installed here was checked then, in a process of its own
                read = load_template(data, is_own=one.asal is Asal.SENDIRI)
                if (read.form_id, read.version) != (one.form_id, one.versi):
                    raise TemplateInvalid([_other_form(one, read)])
                self._loaded[one.sha256] = replace(read, lookups=self._lookups)
            return self._loaded[one.sha256]

    def workbook(self, one: Versi) -> bytes:
        """The workbook of one version as it was given. Raises SheetUnreadable when it has not arrived."""
        data = None
        if self._database is not None:
            with self._database.read() as unit:
                data = archive.attachment(unit, one.sha256)
        if data is None:
            raise SheetUnreadable(Cause.MISSING, nama=one.nama)
        return data


def _other_form(one: Versi, read: Template) -> Problem:
    """What is said of a file that is not the form it was announced as."""
    words = _("berkas ini templat {ini} versi {n}, bukan {itu} versi {m}.")
    text = words.format(ini=read.form_id, n=read.version, itu=one.form_id, m=one.versi)
    return Problem("settings", 2, "form_id", read.form_id, text)


def _joined(known: Terpasang | None, one: Terbitan) -> Terpasang:
    """Our own form and its published states: each version once, the newest first."""
    if known is None:  # published on another laptop of this office
        one = replace(one, versi=tuple(replace(each, asal=Asal.SENDIRI) for each in one.versi))
        dilepas = "" if one.is_berlaku else _("Sudah ditarik dari desa.")
        to = one.desa if one.is_berlaku else ()
        return Terpasang(one.form_id, one.versi, dilepas, to, one.versi[0].versi if to else 0)
    have = {each.sha256 for each in known.versi}
    theirs = (replace(each, asal=Asal.SENDIRI) for each in one.versi if each.sha256 not in have)
    every = (*known.versi, *theirs)
    versions = tuple(sorted(every, key=lambda each: -each.versi))
    to = one.desa if one.is_berlaku else ()
    return Terpasang(one.form_id, versions, known.dilepas, to, one.versi[0].versi if to else 0)
