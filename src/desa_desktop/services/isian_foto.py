"""The photo or scan that answers a question: kept small and once by its content, in the locked office.

The answer is the SHA-256 (hex) of the picture. A kiriman carries both (`exchange.lampiran`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from desa_desktop.checklists import Kind, Question, Template
from desa_desktop.documents.foto import fit_evidence
from desa_desktop.domain.isian import Isian
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.isian import answers_of, store_answers, template_of
from desa_desktop.store import archive
from desa_desktop.store.unit import Database

PICTURES = frozenset({Kind.IMAGE, Kind.FILE})


def set_foto(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    kode: str,
    data: bytes,
    *,
    by: str,
    at: datetime,
) -> None:
    """Keep this picture as the answer, made small and upright, as one step that can be undone.

    Raises FotoTidakTerbaca, NotFound for a code that asks for no photo, Locked; then nothing changed.
    """
    content = fit_evidence(data)
    name = sha256(content).hexdigest()
    with database.unit() as unit:
        isian = unit.get(Isian, key)
        stop_if_locked(unit, Isian, isian)
        template = template_of(templates, isian.form_id)
        question = _question(template, kode)
        archive.put_attachment(unit, name, content)
        store_answers(template, isian, {kode: (name, "")})
        unit.commit(_("tambah foto: {pertanyaan}").format(pertanyaan=question.label[:50]), by, at)


def get_foto(database: Database, templates: Mapping[str, Template], key: UUID, kode: str) -> bytes | None:
    """The picture as JPEG; None without one, or where it stayed on another laptop. Raises NotFound."""
    with database.read() as unit:
        isian = unit.get(Isian, key)
        _question(template_of(templates, isian.form_id), kode)
        name = answers_of(isian).get(kode)
        return archive.attachment(unit, name) if isinstance(name, str) and name else None


def remove_foto(
    database: Database, templates: Mapping[str, Template], key: UUID, kode: str, *, by: str, at: datetime
) -> None:
    """Take the picture off the answer as one step; undo shows it again. Raises NotFound, Locked."""
    with database.unit() as unit:
        isian = unit.get(Isian, key)
        stop_if_locked(unit, Isian, isian)
        template = template_of(templates, isian.form_id)
        question = _question(template, kode)
        store_answers(template, isian, {kode: (None, "")})
        unit.commit(_("hapus foto: {pertanyaan}").format(pertanyaan=question.label[:50]), by, at)


def _question(template: Template, kode: str) -> Question:
    item = template.by_name.get(kode)
    if not isinstance(item, Question) or item.kind not in PICTURES or item.repeats:
        raise NotFound(apa=_("Pertanyaan foto {kode}").format(kode=kode))
    return item
