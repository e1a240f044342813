"""Own form templates: look at a workbook, install it, take it off the shelf, publish it to villages.

Installing a file again, taking it off and installing it again are each other's undo: no answer is ever
touched by any of them, an Isian keeps its answers by code (ux.md 7.4).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from desa_desktop.checklists import Filler, Group, Problem, Template, TemplateInvalid, load_template
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import DesaBinaan, Kantor, Peran
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.services import dokumen, isian
from desa_desktop.services import kantor as office
from desa_desktop.services.rak import (
    JENIS,
    Asal,
    Rak,
    Terpasang,
    Versi,
    cover_fields,
    read_own,
    read_published,
    write_own,
)
from desa_desktop.sheets import Cause, SheetUnreadable
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.snapshots import Descent

LARGEST = 5_000_000  # bytes; the largest shipped form has 200,000
SEMUA = "semua"


@dataclass(frozen=True, slots=True)
class Bacaan:
    """A workbook that was looked at. `masalah`: everything its author should know, in workbook order.

    `template` is None while a GALAT in it stops it. `halangan` says why a sound template still cannot
    be installed here, with the cell to change; `sebelumnya` is the version it follows, 0 for a new form.
    """

    nama: str
    data: bytes
    template: Template | None
    masalah: tuple[Problem, ...]
    halangan: Problem | None = None
    sebelumnya: int = 0
    is_terpasang: bool = False

    @property
    def bisa_dipasang(self) -> bool:
        """Whether `Pasang` would work."""
        return self.template is not None and self.halangan is None

    @property
    def semua_masalah(self) -> tuple[Problem, ...]:
        """What stops it here first, then the rest."""
        return (*([self.halangan] if self.halangan is not None else []), *self.masalah)

    @property
    def tabel(self) -> int:
        """How many tables it has."""
        if self.template is None:
            return 0
        return sum(1 for one in self.template.by_name.values() if isinstance(one, Group) and one.is_repeat)

    @property
    def pertanyaan(self) -> int:
        """How many questions a person answers."""
        return sum(1 for one in self.template.questions if one.is_answerable) if self.template else 0


def look_at(database: Database, rak: Rak, source: Path, *, fs: Fs = FS) -> Bacaan:
    """Read and check a workbook; nothing is stored. Raises SheetUnreadable when it cannot be opened."""
    try:
        data = fs.read(source, LARGEST + 1)
    except OSError as failure:
        raise SheetUnreadable(Cause.MISSING, nama=source.name) from failure
    if len(data) > LARGEST:
        raise InvalidInput({"file": _("Berkas templat ini terlalu besar (lebih dari 5 MB).")})
    try:
        template = load_template(data)
    except TemplateInvalid as failure:
        return Bacaan(source.name, data, None, failure.problems)
    with database.read() as unit:
        halangan, before, is_same = _obstacle(unit, rak, template, data)
    return Bacaan(source.name, data, template, template.notes, halangan, before, is_same)


def _obstacle(unit: Unit, rak: Rak, template: Template, data: bytes) -> tuple[Problem | None, int, bool]:
    """Why it cannot be installed, the version before it, whether it is that very file."""
    form_id = template.form_id
    if form_id in rak and form_id not in rak.own:
        words = _('"{nama}" sudah dipakai templat bawaan program.').format(nama=form_id)
        return _in_settings("form_id", form_id, words, _("Beri nama lain.")), rak[form_id].version, False
    kantor = office.require(unit)
    if any(one.form_id == form_id and one.pemilik != kantor.id for one in read_published(unit)):
        words = _('"{nama}" dipakai templat dari kecamatan.').format(nama=form_id)
        return _in_settings("form_id", form_id, words, _("Beri nama lain.")), 0, False
    if template.filler is not Filler.KANTOR:
        words = _("templat sendiri diisi sekali tiap periode oleh kantor.")
        return _in_settings("x_per", template.filler.value, words, _("Kosongkan kolom ini.")), 0, False
    known = rak.own.get(form_id)
    if known is None:
        return None, 0, False
    newest = known.newest
    if hashlib.sha256(data).hexdigest() == newest.sha256:
        return None, newest.versi, True
    if template.version <= newest.versi:
        words = _("versi harus naik. Yang terpasang versi {lama}.").format(lama=newest.versi)
        todo = _("Tulis {n}.").format(n=newest.versi + 1)
        return _in_settings("version", str(template.version), words, todo), newest.versi, False
    return None, newest.versi, False


def _in_settings(column: str, snippet: str, sentence: str, suggestion: str) -> Problem:
    return Problem("settings", 2, column, snippet, sentence, suggestion)


def install(database: Database, rak: Rak, bacaan: Bacaan, *, by: str, at: datetime) -> Terpasang:
    """`Pasang`: the workbook into the database; from now on its newest version is filled.

    A form that was taken off the shelf is offered again. Raises TemplateInvalid with every problem, also
    when the id belongs to another form or the version does not rise; then nothing changed.
    """
    template = bacaan.template
    if template is None:
        raise TemplateInvalid(bacaan.masalah)
    with database.unit() as unit:
        halangan, _before, is_same = _obstacle(unit, rak, template, bacaan.data)
        if halangan is not None:
            raise TemplateInvalid([halangan])
        known = read_own(unit).get(template.form_id)
        versions = known.versi if known is not None else ()
        made = Versi(
            template.form_id,
            template.version,
            hashlib.sha256(bacaan.data).hexdigest(),
            bacaan.nama,
            isian.cover_of(template),
            Asal.SENDIRI,
            at.isoformat(timespec="seconds"),
            by,
        )
        if not is_same or not versions:
            archive.put_attachment(unit, made.sha256, bacaan.data)
            versions = (made, *(one for one in versions if one.sha256 != made.sha256))
        write_own(unit, Terpasang(template.form_id, versions))
        unit.commit(_("pasang templat {judul}").format(judul=template.title), by, at)
    return rak.own[template.form_id]


def withdraw(
    database: Database, rak: Rak, form_id: str, *, alasan: str = "", kid: str, by: str, at: datetime
) -> Terpasang:
    """`Lepas`: not offered any more, here and, when it was published, in the villages after the next kiriman.

    Every answer stays and can be read. Raises NotFound, InvalidInput for a form of the program or of the
    kecamatan.
    """
    known = _own_form(database, rak, form_id)
    reason = alasan.strip() or _("Tidak dipakai lagi.")
    with database.unit() as unit:
        kantor = office.require(unit)
        mine = read_own(unit).get(form_id)
        if mine is not None:
            write_own(unit, replace(mine, dilepas=reason))
        if known.dikirim:
            _withdraw_published(unit, kantor, form_id, reason, kid=kid, at=at)
        unit.commit(_("lepas templat {judul}").format(judul=known.newest.sampul.title), by, at)
    return rak.own[form_id]


def offer_again(database: Database, rak: Rak, form_id: str, *, by: str, at: datetime) -> Terpasang:
    """Take a `Lepas` back: offered again in this office. Villages get it again when it is published.

    Raises NotFound, InvalidInput for a form of the program or of the kecamatan.
    """
    known = _own_form(database, rak, form_id)
    with database.unit() as unit:
        mine = read_own(unit).get(form_id, known)
        write_own(unit, replace(mine, dilepas="", dikirim=(), versi_terbit=0))
        unit.commit(_("pakai lagi templat {judul}").format(judul=known.newest.sampul.title), by, at)
    return rak.own[form_id]


def _own_form(database: Database, rak: Rak, form_id: str) -> Terpasang:
    if form_id not in rak:
        raise NotFound(apa=_("Templat {nama}").format(nama=form_id))
    known = rak.own.get(form_id)
    if known is None:
        raise InvalidInput({"templat": _("Templat bawaan program tidak dapat dilepas atau diterbitkan.")})
    with database.read() as unit:
        uid = office.require(unit).id
        if any(one.form_id == form_id and one.pemilik != uid for one in read_published(unit)):
            raise InvalidInput(
                {"templat": _("Templat ini milik kecamatan. Hanya kecamatan yang mengubahnya.")}
            )
    return known


def _withdraw_published(
    unit: Unit, kantor: Kantor, form_id: str, alasan: str, *, kid: str, at: datetime
) -> None:
    for one in read_published(unit):
        if one.form_id == form_id and one.pemilik == kantor.id:
            shelf = dokumen.shelf_of(unit, one.id)
            parents = [shelf.held[head] for head in shelf.heads]
            dokumen.write_snapshot(
                unit, one.id, JENIS, kantor.id, StatusDokumen.DICABUT, {"alasan": alasan}, parents,
                kid=kid, at=at,
            )  # fmt: skip


def publish(
    database: Database,
    rak: Rak,
    form_id: str,
    desa: Sequence[str] = (),
    *,
    kid: str,
    by: str,
    at: datetime,
) -> tuple[str, ...]:
    """`Terbitkan`: the newest version goes in the next kiriman to all villages, or to those named by code.

    Returns the names of the villages, or ("semua",). Only a kecamatan publishes; what it published stays
    in the villages it named before. Raises NotFound, InvalidInput.
    """
    known = _own_form(database, rak, form_id)
    if known.dilepas:
        raise InvalidInput({"templat": _("Templat ini sudah dilepas. Pasang lagi dulu, lalu terbitkan.")})
    with database.unit() as unit:
        kantor = office.require(unit)
        if kantor.peran is not Peran.KECAMATAN:
            raise InvalidInput({"": _("Hanya kecamatan yang menerbitkan templat ke desa.")})
        to, names = addressees(unit, desa)
        newest = known.newest
        isi = {
            "desa": to,
            "form_id": form_id,
            "versi": newest.versi,
            "berkas": {"lampiran": newest.sha256, "nama": newest.nama},
            **cover_fields(newest.sampul),
        }
        key, parents = _history(unit, kantor, form_id)
        dokumen.write_snapshot(
            unit, key, JENIS, kantor.id, StatusDokumen.DISAHKAN, isi, parents, kid=kid, at=at
        )
        unit.commit(_("terbitkan templat {judul}").format(judul=newest.sampul.title), by, at)
    return names


def _history(unit: Unit, kantor: Kantor, form_id: str) -> tuple[UUID, list[Descent]]:
    """The dokumen of a form and its heads; a new one when it was never published."""
    for one in read_published(unit):
        if one.form_id == form_id and one.pemilik == kantor.id:
            shelf = dokumen.shelf_of(unit, one.id)
            return one.id, [shelf.held[head] for head in shelf.heads]
    return dokumen_id(kantor.id, JENIS), []


def addressees(unit: Unit, desa: Sequence[str]) -> tuple[str | list[str], tuple[str, ...]]:
    """`isi.desa` and the names for people. Raises InvalidInput for a code that is not in the list."""
    if not desa or list(desa) == [SEMUA]:
        return SEMUA, (SEMUA,)
    known = {one.kode: one for one in unit.select(DesaBinaan)}
    wanted = ["".join(letter for letter in one if letter.isdigit()) for one in desa]
    missing = [given for given, kode in zip(desa, wanted, strict=True) if kode not in known]
    if missing:
        words = _("Desa {kode} tidak ada di daftar desa kecamatan ini.")
        raise InvalidInput({"desa": words.format(kode=", ".join(missing))})
    rows = [known[kode] for kode in dict.fromkeys(wanted)]
    return sorted(str(one.id) for one in rows), tuple(one.nama for one in rows)
