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
        made["jawaban"] = [_marked(row, ANSWER) for row in made["jawaban"]]
    if _has_people(jenis, made):
        made["penduduk"] = [_marked(row, "foto") for row in made["penduduk"]]
    return made


def unmark(jenis: str, isi: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what follows from its other fields: nobody is asked or told the same twice."""
    made = dict(isi)
    if jenis in FIELDS:
        made.pop(LAMPIRAN, None)
    for daftar, is_there in (("jawaban", _has_answers), ("penduduk", _has_people)):
        if is_there(jenis, made):
            made[daftar] = [_bare(row) for row in made[daftar]]
    return made


def _has_answers(jenis: str, isi: Mapping[str, Any]) -> bool:
    return jenis.removesuffix(LOKAL_SUFFIX) == "isian" and isinstance(isi.get("jawaban"), list)


def _has_people(jenis: str, isi: Mapping[str, Any]) -> bool:
    """Photos of residents stay in their office: only the part of the register that does names them."""
    return jenis == f"penduduk{LOKAL_SUFFIX}" and isinstance(isi.get("penduduk"), list)


def _marked(row: Any, field: str) -> Any:
    name = picture_in(row.get(field)) if isinstance(row, Mapping) else ""
    return {**row, LAMPIRAN: name} if name else row


def _bare(row: Any) -> Any:
    return {key: one for key, one in row.items() if key != LAMPIRAN} if isinstance(row, Mapping) else row
