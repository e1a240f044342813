"""Deciding in Kotak Selisih and joining: the owner makes one state of a dokumen again (format 13).

Each choice is kept at once, so a power cut in the middle costs none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from desa_desktop.domain import lampiran
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.plain import CLASSES, IsiWrong, from_isi
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _, ngettext
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import register
from desa_desktop.services.exchange.comparing_rules import PAKET_ATURAN
from desa_desktop.services.exchange.forks import SelisihTampil, list_forks
from desa_desktop.services.exchange.joining import (
    KEY,
    WITHDRAW,
    Way,
    choices_of,
    freeze_typed,
    picked_side,
    walk,
)
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.services.exchange.settling import settle
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.merge import Selisih
from desa_desktop.sync.snapshots import make_snapshot


@dataclass(frozen=True, slots=True)
class Digabung:
    """A dokumen that was joined into one state; `nomor_baru` are numbers that proposals got instead of double
    ones."""

    dokumen: UUID
    jenis: str
    judul: str
    status: str
    revisi: int
    digest: str
    nomor_baru: tuple[int, ...] = ()


# ------------------------------------------------------------------ choosing


def decide(
    database: Database,
    laptop: Laptop,
    ids: Sequence[str],
    pilih: str,
    *,
    nilai: str = "",
    by: str,
    at: datetime,
) -> int:
    """Keep what a person chose for these selisih: `a`, `b`, or `nilai` with the text typed; how many.

    Several at once are one step of `undo_decision`. Raises NotFound, InvalidInput for a text that is no
    value of that column, or where the owner is another office.
    """
    forks = {one.dokumen: one for one in list_forks(database, laptop, at=at)}
    questions = {one.id: one for fork in forks.values() for one in fork.selisih}
    wanted: dict[UUID, dict[str, Any]] = {}
    for name in ids:
        question = questions.get(name)
        if question is None:
            raise NotFound(apa=_("Selisih {nama}").format(nama=name))
        if not forks[question.dokumen].is_milik:
            raise InvalidInput({"": _("Menunggu keputusan desa. Hanya pemilik dokumen yang memilih.")})
        place = name.partition("/")[2]
        wanted.setdefault(question.dokumen, {})[place] = _choice(question, pilih, nilai)
    with database.unit() as unit:
        for key, choices in wanted.items():
            _keep(unit, key, choices)
        unit.commit(_("pilih {n} selisih").format(n=len(ids)), by, at)
    return len(ids)


def _choice(question: SelisihTampil, pilih: str, nilai: str) -> dict[str, Any]:
    if pilih == "nilai":
        if question.tempat == WITHDRAW:
            raise InvalidInput({"nilai": _("Pilih a atau b: dokumen ini dicabut atau tetap dipakai.")})
        if question.is_foto:
            raise InvalidInput(
                {"nilai": _("Pilih foto A atau foto B. Foto lain ditambahkan sesudah digabung.")}
            )
        return {"nilai": _read_value(question, nilai), "sendiri": True}
    value = question.a_nilai if pilih == "a" else question.b_nilai
    shown = question.a if pilih == "a" else question.b
    if value is None and shown == _("(tidak ada)"):
        return {"absen": True}
    return {"nilai": value}


def _read_value(question: SelisihTampil, text: str) -> Any:
    """A typed text as a value of the same kind as those that differ. Raises InvalidInput."""
    known = [one for one in (question.a_nilai, question.b_nilai, question.dasar_nilai) if one is not None]
    like, clean = (known[0] if known else ""), text.strip()
    problem = InvalidInput({"nilai": _("{teks} bukan isi yang sah untuk kolom {kolom}. Tulis lagi.").format(
        teks=text, kolom=question.kolom_teks)})  # fmt: skip
    if isinstance(like, bool):
        words = {_("ya"): True, _("tidak"): False}
        if clean.lower() not in words:
            raise problem
        return words[clean.lower()]
    if isinstance(like, int):
        digits = clean.removeprefix("Rp").replace(".", "").strip()
        if not digits.isdigit():
            raise problem
        return int(digits)
    if isinstance(like, str):
        return _read_text(like, clean, problem)
    raise problem  # a list or a record: one side or the other


def _read_text(like: str, clean: str, problem: InvalidInput) -> str:
    try:
        date.fromisoformat(like)
    except ValueError:
        return _read_quantity(like, clean)
    day, _slash, rest = clean.partition("/")
    month, _slash, year = rest.partition("/")
    try:
        return (
            date(int(year), int(month), int(day)).isoformat()
            if year
            else date.fromisoformat(clean).isoformat()
        )
    except ValueError as failure:
        raise problem from failure


def _read_quantity(like: str, clean: str) -> str:
    """A quantity is text too; a comma typed in one becomes the point of the format."""
    try:
        Decimal(like)
        return format(Decimal(clean.replace(".", "").replace(",", ".") if "," in clean else clean), "f")
    except InvalidOperation:
        return clean


def _keep(unit: Unit, key: UUID, choices: Mapping[str, Any]) -> None:
    text = archive.meta(unit, f"{KEY}{key}")
    kept = json.loads(text) if text else {"putusan": {}, "sebelum": []}
    kept["sebelum"].append(kept["putusan"])
    kept["putusan"] = kept["putusan"] | choices
    archive.put_meta(unit, f"{KEY}{key}", json.dumps(kept, ensure_ascii=False, sort_keys=True))


def undo_decision(database: Database, key: UUID, *, by: str, at: datetime) -> bool:
    """Take the last choice for this dokumen back, whole if it was made for many; False if none is left."""
    with database.unit() as unit:
        text = archive.meta(unit, f"{KEY}{key}")
        kept = json.loads(text) if text else {"sebelum": []}
        if not kept["sebelum"]:
            return False
        kept["putusan"] = kept["sebelum"].pop()
        archive.put_meta(unit, f"{KEY}{key}", json.dumps(kept, ensure_ascii=False, sort_keys=True))
        unit.commit(_("urungkan pilihan selisih"), by, at)
    return True


# ------------------------------------------------------------------ joining


def merge_fork(database: Database, laptop: Laptop, key: UUID, *, by: str, at: datetime) -> Digabung:
    """Join one dokumen into a new state with all heads as parents; it travels with the next kiriman.

    A plan is `konsep` again, a living dokumen stays. Raises NotFound for one that is not Bercabang,
    InvalidInput while a selisih is open or the owner is another office; then nothing changed.
    """
    with database.unit() as unit:
        made = _merge_one(unit, laptop, key, at)
        unit.commit(_("gabungkan {judul}").format(judul=made.judul), by, at)
    return made


def merge_clean(database: Database, laptop: Laptop, *, by: str, at: datetime) -> tuple[Digabung, ...]:
    """Join every own dokumen that has nothing to be asked about, as one step."""
    ready = [one.dokumen for one in list_forks(database, laptop, at=at) if one.is_tanpa_selisih]
    if not ready:
        return ()
    with database.unit() as unit:
        made = tuple(_merge_one(unit, laptop, key, at) for key in ready)
        step = ngettext("gabungkan {n} dokumen", "gabungkan {n} dokumen", len(made)).format(n=len(made))
        unit.commit(step, by, at)
    return made


def _merge_one(unit: Unit, laptop: Laptop, key: UUID, at: datetime) -> Digabung:
    kantor = office.require(unit)
    row = archive.find_dokumen(unit, key)
    if row is None:
        raise NotFound(apa=_("Dokumen {id}").format(id=key))
    if row.pemilik != kantor.id:
        raise InvalidInput({"": _("Menunggu keputusan desa. Hanya pemilik dokumen yang menggabungkan.")})
    freeze_typed(unit, laptop, at)
    shelf = dokumen.shelf_of(unit, key)
    if not shelf.is_bercabang:
        raise NotFound(apa=_("Selisih pada dokumen {id}").format(id=key))
    way = walk(unit, shelf, choices_of(unit, key))
    if way.reason:
        raise InvalidInput({"": way.reason})
    if way.is_open:
        left = sum(1 for place, one in way.asked if not _is_chosen(unit, key, place, one))
        raise InvalidInput({"": _("{n} selisih belum diputuskan. Tidak ada yang digabung.").format(n=left)})
    _check(unit, row, way)
    made = make_snapshot(
        id=key,
        jenis=row.jenis,
        pemilik=row.pemilik,
        status=way.status,
        isi=lampiran.mark(row.jenis, way.isi),
        oleh=laptop.keys.kid,
        pada=at,
        parents=way.parents,
        schema=max(dokumen.content_of(unit, one.digest).schema for one in way.parents),
    )
    dokumen.store_snapshot(unit, made)
    settle(unit, key, row.jenis, row.pemilik, kantor.id)
    if row.jenis == PENDUDUK:
        register.forget_content(unit, key, keep=made.parents)
    archive.put_meta(unit, f"{KEY}{key}", "")
    title = dokumen.title_of(row.jenis, dict(made.isi))
    return Digabung(key, row.jenis, title, made.status.value, made.revisi, made.digest, way.renumbered)


def _is_chosen(unit: Unit, key: UUID, place: str, one: Selisih) -> bool:
    choices = choices_of(unit, key)
    return place in choices and bool(picked_side(one, choices[place]))


def _check(unit: Unit, row: archive.DokumenRow, way: Way) -> None:
    """Whether the joined content is one that the tables take. Raises InvalidInput."""
    if row.jenis == PAKET_ATURAN and way.status is not StatusDokumen.DICABUT:
        whole = [{**dokumen.content_of(unit, one.digest).isi, "desa": None} for one in way.parents]
        if {**way.isi, "desa": None} not in whole:
            sentence = _("Satu Paket Aturan tidak dicampur. Pilih semua isian dari laptop yang sama.")
            raise InvalidInput({"": sentence})
    if way.status is StatusDokumen.DICABUT or row.jenis not in CLASSES:
        return
    revisi = max(one.revisi for one in way.parents) + (way.status is StatusDokumen.DISAHKAN)
    root = dokumen.root_key(row.jenis, row.id, row.pemilik)
    try:
        from_isi(row.jenis, root, row.pemilik, way.status.value, revisi, way.isi)
    except IsiWrong as failure:
        places = ", ".join(one.tempat for one in failure.wrong[:3])
        sentence = _("Hasil gabungan tidak sah di {tempat}. Pilih lagi; tidak ada yang digabung.")
        raise InvalidInput({"": sentence.format(tempat=places)}) from failure
