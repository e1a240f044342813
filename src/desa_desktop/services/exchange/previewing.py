"""Tinjau: what a kiriman would change here, with its checks and guards, before anything is taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.checklists import Template
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import TANPA_SELISIH, StatusDokumen, find_jenis
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.lain import count_unknown
from desa_desktop.domain.matriks import nomor_kegiatan
from desa_desktop.domain.matriks_rpjm import numbers_of
from desa_desktop.domain.plain import CLASSES, IsiWrong, to_isi
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.wording import show_date, show_time
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services.exchange import register
from desa_desktop.services.exchange.checking import check_plan
from desa_desktop.services.exchange.checklist_words import in_words
from desa_desktop.services.exchange.comparing import Compared, compare_isi, mass_deletion
from desa_desktop.services.exchange.comparing_register import Words, compare_register
from desa_desktop.services.exchange.comparing_rules import PAKET_ATURAN, compare_rules
from desa_desktop.services.exchange.inbox import find, inbox, judge_again
from desa_desktop.services.exchange.judging import Judged
from desa_desktop.services.exchange.results import (
    Folders,
    KirimanMasuk,
    Laptop,
    Peringatan,
    Tinjauan,
    TinjauanDokumen,
)
from desa_desktop.services.exchange.settling import target_of
from desa_desktop.services.exchange.trust import read_circle
from desa_desktop.store import archive
from desa_desktop.store.place import disk_errors
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.history import Shelf, Taken
from desa_desktop.sync.numbers import is_clock_wrong
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.rejection import Code, KirimanRejected, sentence_of
from desa_desktop.sync.snapshots import Snapshot

# no kiriman can be older than the format itself
FORMAT_BORN = datetime(2026, 1, 1, tzinfo=UTC)


class NotAcceptable(KirimanRejected):
    """A file that was looked at and may not be opened or accepted; says what was said then."""

    def __init__(self, shown: KirimanMasuk) -> None:
        super().__init__(Code(shown.kode))
        self.text = shown.teks

    @property
    def sentence(self) -> str:
        """The sentence of its row."""
        return self.text


@dataclass(frozen=True, slots=True)
class _Case:
    """One dokumen of a kiriman: its snapshots, what the shelf makes of them, and which one is shown."""

    jenis: str
    key: UUID
    pemilik: UUID
    shelf: Shelf
    taken: Mapping[str, Taken]
    shown: Snapshot
    now: str | None
    is_own: bool
    is_unfrozen: bool

    @property
    def is_fork(self) -> bool:
        """Whether two laptops changed it apart: both states stay, and its owner joins them.

        So it is on a new laptop of the village, whose own beginning never was a snapshot: accepting makes it
        one first (12.5 d), and nothing of it is deleted.
        """
        return self.shelf.is_bercabang or (self.is_own and self.is_unfrozen)


def preview(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    aturan: Aturan,
    *,
    at: datetime,
    kode: Words | None = None,
    templates: Mapping[str, Template] | None = None,
) -> Tinjauan:
    """What accepting would change, dokumen by dokumen, against what counts here now. Stores nothing of it.

    `kiriman`: SHA-256, digest or name of a file in Kotak Masuk, or a path (looked at first). `kode`: the
    code lists of residents, to say their changes in words; `templates`: the same for answers of checklists.
    Raises KirimanRejected for a file that may not be opened, NotFound, StorageFailed.
    """
    known = find(database, laptop, files, kiriman, at=at)
    if not known.tempat:
        raise NotAcceptable(known)
    judged = judge_again(database, laptop, files, known)
    if judged.opened is None:
        raise NotAcceptable(judged.shown)
    with database.read() as unit:
        uid = read_circle(unit, laptop).uid
        cases = _cases(unit, judged.opened, uid)
        words = _Kata(kode, templates)
        coming = [_root(one.shown) for one in cases]  # read once: each plan is checked against all of them
        shown = [
            _show(unit, one, root, aturan, coming, words) for one, root in zip(cases, coming, strict=True)
        ]
        warnings = _warnings(unit, judged, [pair[1] for pair in shown], cases, at)
    rows = tuple(pair[0] for pair in shown)
    return Tinjauan(
        kiriman=judged.shown,
        dokumen=rows,
        pemeriksaan=tuple(finding for one in rows for finding in one.pemeriksaan),
        peringatan=warnings,
        perlu_dikonfirmasi=judged.shown.bisa_diterima
        and (judged.failure is not None or any(one.kode == "W_MASS_DELETE" for one in warnings)),
    )


def read_foto(database: Database, laptop: Laptop, files: Folders, kiriman: str, sha256: str) -> bytes | None:
    """A picture of a preview: stored here, or in the file of Kotak Masuk that brings it; None where neither.

    `kiriman` is the SHA-256 of that file, "" for none. Raises StorageFailed.
    """
    with database.read() as unit:
        content = archive.attachment(unit, sha256)
    if content is not None:
        return content
    known = next((one for one in inbox(database) if one.sha256 == kiriman), None)
    if known is None or not known.tempat:
        return None
    opened = judge_again(database, laptop, files, known).opened
    with disk_errors():  # that of a large file is read from it only now
        came = opened.lampiran.get(sha256) if opened is not None else None
    return bytes(came) if came is not None else None


def find_mass_deletion(unit: Unit, opened: OpenedKiriman, uid: UUID) -> KirimanRejected | None:
    """The guard of section 13 over the whole kiriman, for accepting.

    A fork deletes nothing: both states stay, and a person joins them.
    """
    cases = [one for one in _cases(unit, opened, uid) if not one.is_fork]
    return _mass([_compare(unit, one) for one in cases], cases)


def _cases(unit: Unit, opened: OpenedKiriman, uid: UUID) -> list[_Case]:
    groups: dict[str, list[Snapshot]] = {}
    for one in opened.snapshots:
        groups.setdefault(one.id, []).append(one)
    return [_case(unit, group, uid) for group in groups.values()]


def _case(unit: Unit, group: Sequence[Snapshot], uid: UUID) -> _Case:
    first = group[0]
    key, pemilik = UUID(first.id), UUID(first.pemilik)
    shelf = dokumen.shelf_of(unit, key)
    is_unfrozen = not shelf.heads
    taken = {one.digest: shelf.take(one) for one in sorted(group, key=lambda each: len(each.ancestors))}
    row = archive.find_dokumen(unit, key)
    now = row.digest_tabel if row is not None else None
    target = target_of(shelf, now, is_own=pemilik == uid)
    by_digest = {one.digest: one for one in group}
    shown = by_digest.get(target or "") if target != now else None
    if shown is None:  # nothing the tables will hold: the newest of what came, a draft or a fork
        heads = [one for one in group if one.digest in shelf.heads]
        shown = max(heads or group, key=lambda each: (each.revisi, len(each.ancestors), each.digest))
    return _Case(first.jenis, key, pemilik, shelf, taken, shown, now, pemilik == uid, is_unfrozen)


def _old(unit: Unit, case: _Case) -> tuple[Mapping[str, Any], int | None]:
    """Content and revision that count here now; of our own office the working copy."""
    if case.jenis == PENDUDUK:
        return register.held_isi(unit, case.pemilik), None
    if case.is_own and case.jenis in CLASSES:
        root = unit.find(CLASSES[case.jenis], dokumen.root_key(case.jenis, case.key, case.pemilik))
        if root is not None:
            return to_isi(root), getattr(root, "revisi", None)
    if case.now is None:
        return {}, None
    snapshot = dokumen.content_of(unit, case.now)
    return snapshot.isi, snapshot.revisi


def _compare(unit: Unit, case: _Case, aturan: Aturan | None = None, kode: Words | None = None) -> Compared:
    if case.shown.status is StatusDokumen.DICABUT:
        text = _("Dicabut: {alasan}").format(alasan=case.shown.isi["alasan"])
        return Compared(0, 0, 0, 0, None, None, text, (), {})
    if case.jenis == PENDUDUK and case.shown.is_readable:
        return compare_register(register.held_isi(unit, case.pemilik), case.shown.isi, kode)
    if case.jenis == PAKET_ATURAN and case.shown.is_readable and aturan is not None:
        return compare_rules(case.shown.isi, aturan)
    if case.jenis not in CLASSES or not case.shown.is_readable:
        return Compared(0, 0, 0, 0, None, None, _about_form(case.shown), (), {})
    old, _revisi = _old(unit, case)
    return compare_isi(case.jenis, old, case.shown.isi, _row_numbers(case.shown, aturan))


def _about_form(snapshot: Snapshot) -> str:
    """What a published form template brings, in the words of the village; '' for every other jenis."""
    if snapshot.jenis != "templat" or not snapshot.is_readable:
        return ""
    isi: Mapping[str, Any] = snapshot.isi
    words = _("Templat baru dari kecamatan: {judul}, versi {versi}, {n} pertanyaan.")
    return words.format(judul=isi.get("judul", ""), versi=isi.get("versi", ""), n=isi.get("pertanyaan", 0))


def _row_numbers(snapshot: Snapshot, aturan: Aturan | None) -> dict[str, int]:
    """The numbers that activities have in the printed matrix."""
    if aturan is None or snapshot.jenis not in ("rkp-desa", "rpjm-desa"):
        return {}
    root = _root(snapshot)
    if isinstance(root, RpjmDesa):
        return {str(key): number for key, number in numbers_of(root.kegiatan, aturan).items()}
    if not isinstance(root, RkpDesa):
        return {}
    return {str(key): number for key, number in nomor_kegiatan(root.kegiatan, aturan).items()}


def _root(snapshot: Snapshot) -> Any:
    if snapshot.jenis not in CLASSES or not snapshot.is_readable or snapshot.status is StatusDokumen.DICABUT:
        return None
    try:
        return dokumen.root_of(snapshot)
    except IsiWrong:
        return None  # E_ISI stands in the row already


@dataclass(frozen=True, slots=True)
class _Kata:
    """What says changes in words: code lists of residents, and the questions of checklists."""

    kode: Words | None
    templates: Mapping[str, Template] | None


def _show(
    unit: Unit, case: _Case, root: Any, aturan: Aturan, coming: Sequence[Any], kata: _Kata
) -> tuple[TinjauanDokumen, Compared]:
    compared = _compare(unit, case, aturan, kata.kode)
    if case.jenis == "isian" and kata.templates is not None:
        compared = replace(compared, beda=in_words(compared.beda, case.shown.isi, kata.templates))
    snapshot = case.shown
    outcome = _outcome(case)
    sentence = compared.kalimat
    if snapshot.is_readable and (unknown := _from_newer(snapshot)):
        more = _("{n} isian dari aplikasi lebih baru disimpan apa adanya.").format(n=unknown)
        sentence = f"{sentence} {more}".strip()
    if outcome == "belum_terbaca":
        sentence = sentence_of(Code.W_SCHEMA, n=1)
    revisi = _old(unit, case)[1] if case.jenis != PENDUDUK else None
    row = TinjauanDokumen(
        id=case.key,
        jenis=case.jenis,
        judul=dokumen.title_of(case.jenis, dict(snapshot.isi)),
        pemilik=case.pemilik,
        status=snapshot.status.value,
        revisi=snapshot.revisi,
        revisi_sekarang=revisi,
        digest=snapshot.digest,
        hasil=outcome,
        baru=compared.baru,
        berubah=compared.berubah,
        dihapus=compared.dihapus,
        sama=compared.sama,
        total_semula=compared.total_semula,
        total_menjadi=compared.total_menjadi,
        kalimat=sentence,
        beda=compared.beda,
        pemeriksaan=tuple(check_plan(unit, root, aturan, list(coming))),
    )
    return row, compared


def _from_newer(snapshot: Snapshot) -> int:
    """How many fields of it only a newer program knows (format 15)."""
    known = find_jenis(snapshot.jenis)
    is_newer = known is not None and snapshot.schema > known.schema
    return count_unknown(snapshot.jenis, snapshot.isi) if is_newer else 0


def _outcome(case: _Case) -> str:
    if case.shown.status is StatusDokumen.DICABUT:
        return "dicabut"
    if not case.shown.is_readable:
        return "belum_terbaca"
    taken = set(case.taken.values())
    is_asked = case.shown.jenis not in TANPA_SELISIH
    if is_asked and case.shelf.is_bercabang and any(one in case.shelf.heads for one in case.taken):
        return "bercabang"
    if taken & {Taken.SUPERSEDES, Taken.FORK}:
        return "pengganti"
    if Taken.NEW in taken:
        return "baru"
    return "sama" if taken == {Taken.SAME} else "lama"


# ------------------------------------------------------------------ checks and guards


def _warnings(
    unit: Unit, judged: Judged, compared: Sequence[Compared], cases: Sequence[_Case], at: datetime
) -> tuple[Peringatan, ...]:
    opened = judged.opened
    assert opened is not None
    found = []
    if judged.shown.kode not in ("D_OK", ""):
        found.append(Peringatan(judged.shown.kode, judged.shown.teks))
    found += [Peringatan(one.code.value, one.sentence) for one in opened.warnings]
    clock = clock_warning(unit, opened, at)
    if clock is not None:
        found.append(clock)
    pairs = [(one, case) for one, case in zip(compared, cases, strict=True) if not case.is_fork]
    mass = _mass([one for one, _case in pairs], [case for _one, case in pairs])
    if mass is not None:
        found.append(Peringatan(mass.kode, mass.sentence))
    return tuple(found)


def _mass(compared: Sequence[Compared], cases: Sequence[_Case]) -> KirimanRejected | None:
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for case, one in zip(cases, compared, strict=True):
        for daftar, (gone, total) in one.hilang.items():
            before = sums.get((case.jenis, daftar), (0, 0))
            sums[case.jenis, daftar] = (before[0] + gone, before[1] + total)
    found = mass_deletion(sums)
    if found is None:
        return None
    gone, total, catatan = found
    return KirimanRejected(Code.W_MASS_DELETE, n=gone, m=total, catatan=catatan)


def clock_warning(unit: Unit, opened: OpenedKiriman, at: datetime) -> Peringatan | None:
    """W_CLOCK: the sender's claimed time cannot be right; the data is taken all the same."""
    created = datetime.fromisoformat(opened.header.created)
    rows = archive.inbox(unit)
    before = [
        datetime.fromisoformat(one.pengirim["dibuat"])
        for one in rows
        if one.pengirim["chain"] == opened.header.chain.id
        and one.pengirim["seq"] == opened.header.chain.seq - 1
        and one.pengirim["dibuat"]
    ]
    previous = before[0] if before else None
    if not is_clock_wrong(created, now=at, built=FORMAT_BORN, previous=previous):
        return None
    local = created.astimezone()
    shown = f"{show_date(local.date())} {show_time(local)}"
    return Peringatan(Code.W_CLOCK.value, sentence_of(Code.W_CLOCK, waktu=shown))
