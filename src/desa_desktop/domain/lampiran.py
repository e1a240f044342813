"""Photos and scans in the content of a dokumen: the object that names one carries it as an attachment.

An attachment is an object with `"lampiran": "<sha256>"` (kiriman-format.md 12.2). The tables keep only the
SHA-256 in a field of its own (`foto`, `sketsa`, the answer of a question); a snapshot says it twice, so that
a program which knows nothing of photos reads the field and still passes the attachment on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from desa_desktop.domain.dokumen import LOKAL_SUFFIX

LAMPIRAN = "lampiran"
ANSWER = "nilai"
FIELDS: Mapping[str, str] = {"musyawarah": "foto", "rpjm-desa": "sketsa"}
"""The field of a jenis that names the picture of the whole dokumen."""
_NAME = re.compile(r"[0-9a-f]{64}")


def is_picture_field(name: str) -> bool:
    """Whether a field of this name may say a picture; other fields name templates by their SHA-256."""
    return name == ANSWER or name in FIELDS.values()


def picture_in(value: object) -> str:
    """The SHA-256 that a field, an answer or a whole row says; "" when it says none."""
    if isinstance(value, Mapping):
        return next(
            (found for name in (ANSWER, *FIELDS.values()) if (found := picture_in(value.get(name)))), ""
        )
    return value if isinstance(value, str) and _NAME.fullmatch(value) else ""


def mark(jenis: str, isi: Mapping[str, Any]) -> dict[str, Any]:
    """The content with an attachment wherever a picture is named, and nowhere else."""
    made = unmark(jenis, isi)
    field = FIELDS.get(jenis, "")
    if field and (name := picture_in(made.get(field))):
        made[LAMPIRAN] = name
    if _has_answers(jenis, made):
        made["jawaban"] = [_marked(row) for row in made["jawaban"]]
    return made


def unmark(jenis: str, isi: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what follows from its other fields: nobody is asked or told the same twice."""
    made = dict(isi)
    if jenis in FIELDS:
        made.pop(LAMPIRAN, None)
    if _has_answers(jenis, made):
        made["jawaban"] = [_bare(row) for row in made["jawaban"]]
    return made


def _has_answers(jenis: str, isi: Mapping[str, Any]) -> bool:
    return jenis.removesuffix(LOKAL_SUFFIX) == "isian" and isinstance(isi.get("jawaban"), list)


def _marked(row: Any) -> Any:
    name = picture_in(row.get(ANSWER)) if isinstance(row, Mapping) else ""
    return {**row, LAMPIRAN: name} if name else row


def _bare(row: Any) -> Any:
    return {key: one for key, one in row.items() if key != LAMPIRAN} if isinstance(row, Mapping) else row
