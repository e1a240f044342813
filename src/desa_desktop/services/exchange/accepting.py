"""Accepting a kiriman: one transaction with snapshots, tables, statements, ledger, receipt and audit.

Either all of it is there afterwards or nothing, whatever happens to the power (kiriman-format.md D13, 16.1).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import LOKAL_SUFFIX
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.telaah import KeadaanPenerimaan
from desa_desktop.errors import DiskFull
from desa_desktop.i18n import _
from desa_desktop.progress import Progress, Silent
from desa_desktop.services import dokumen, upkeep
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import (
    holdings,
    izin,
    lokal,
    own_forms,
    preparing,
    pulang,
    register,
    register_lokal,
    sapu,
    titipan,
    wanted,
)
from desa_desktop.services.exchange.accepted import accepted_before
from desa_desktop.services.exchange.inbox import (
    ARSIP,
    DITERIMA,
    find,
    judge_again,
    move_after_commit,
    row_of,
)
from desa_desktop.services.exchange.judging import WORDS, Judged
from desa_desktop.services.exchange.previewing import NotAcceptable, clock_warning, find_mass_deletion
from desa_desktop.services.exchange.receipts import Brought, give_receipt
from desa_desktop.services.exchange.results import (
    SIGHTS,
    Diterima,
    Folders,
    Gagal,
    HasilTerima,
    KirimanMasuk,
    Laptop,
    Pengirim,
    Peringatan,
)
from desa_desktop.services.exchange.settling import settle
from desa_desktop.services.exchange.trust import (
    AKAR,
    SENDIRI,
    Circle,
    keep_statements,
    read_circle,
)
from desa_desktop.store import archive
from desa_desktop.store.backup_file import Reason
from desa_desktop.store.place import disk_errors, require_space
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync import numbers
from desa_desktop.sync.certificates import Role, statements_of
from desa_desktop.sync.container import Kind
from desa_desktop.sync.history import Taken, is_kept, state_of
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.rejection import Code, KirimanRejected, Sight, sentence_of
from desa_desktop.sync.travel import Audience, state_tips

Extra = Callable[[Unit, Circle, OpenedKiriman, Brought], None]
_ROOM = 200  # megabytes; what an import asks for at least (reliability.md 3)
CONFIRMABLE = frozenset({Code.D_NEW_INCARNATION, Code.D_REPLACED})


def accept(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: Sequence[str | Path],
    *,
    by: str,
    at: datetime,
    confirmed: Collection[str] = (),
    safe: upkeep.Safe | None = None,
    progress: Progress | None = None,
) -> HasilTerima:
    """Accept files of Kotak Masuk (SHA-256, digest, name) or paths, each in a transaction of its own.

    `confirmed` names those for which a person confirmed what must be asked: a restored laptop, an old
    number, a mass deletion. With `safe` a backup is made first (ux.md 8.5). One that was accepted before
    is answered from the ledger. What cannot be accepted is in `gagal` with its code; the others go on.
    Raises KirimanRejected (E_DISK_FULL when there is too little room), StorageFailed, Cancelled.
    """
    watcher = progress or Silent()
    with disk_full_cancels(), disk_errors():
        require_space(files.fs, files.database)
    before = backup_before(database, safe)
    done: list[Diterima] = []
    failed: list[Gagal] = []
    ordered = _in_order(database, kiriman)

    def begin(known: KirimanMasuk) -> None:
        later = [str(one) for one in ordered if one not in started]
        wanted.note_wanted(database, files, [known.sha256, *later], confirmed)
        before()

    started: list[str | Path] = []
    try:
        for one in ordered:
            watcher.step(len(started), len(kiriman), _("Menerima {nama}").format(nama=Path(one).name))
            started.append(one)
            try:
                with disk_full_cancels():
                    done.append(
                        accept_one(
                            database, laptop, files, one, by=by, at=at, confirmed=confirmed, before=begin
                        )
                    )
            except KirimanRejected as failure:
                if failure.reason is Code.E_DISK_FULL and not done:
                    raise  # none of the others would fit either
                failed.append(
                    Gagal(Path(one).name, failure.kode, failure.sentence, WORDS.get(failure.reason, "rusak"))
                )
    finally:
        wanted.forget_wanted(files)
    if done:
        sapu.sweep_if_due(database, by=by, at=at)
    return HasilTerima(tuple(done), tuple(failed))


def backup_before(database: Database, safe: upkeep.Safe | None) -> Callable[[], None]:
    """Makes one backup, the first time that something really is about to come in (reliability.md 7)."""
    waiting = [safe] if safe is not None else []

    def make() -> None:
        if waiting:
            upkeep.back_up(database, waiting.pop(), Reason.IMPOR)

    return make


@contextlib.contextmanager
def disk_full_cancels() -> Iterator[None]:
    """A full disk stops an acceptance in the words of kiriman-format.md 17 row 37; the file stays."""
    try:
        yield
    except DiskFull as failure:
        raise KirimanRejected(Code.E_DISK_FULL, n=failure.details.get("mb", _ROOM)) from failure


def _in_order(database: Database, kiriman: Sequence[str | Path]) -> list[str | Path]:
    """The lower number first, so that nothing is reported missing that comes a moment later."""
    with database.read() as unit:
        rows = archive.inbox(unit)
    known = {key: one.pengirim["seq"] or 0 for one in rows for key in (one.nama, one.digest, one.sha256)}
    return sorted(kiriman, key=lambda one: known.get(str(one), 0))


def accept_one(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    *,
    by: str,
    at: datetime,
    confirmed: Collection[str] = (),
    extra: Extra | None = None,
    before: Callable[[KirimanMasuk], None] | None = None,
) -> Diterima:
    """Accept one kiriman. `extra` adds the kecamatan's own dokumen in the same transaction; `before` is done
    when nothing stands in the way any more.

    Raises KirimanRejected with the code that stands in the way; then nothing was taken in.
    """
    known = find(database, laptop, files, kiriman, at=at)
    if known.keadaan == "sudah_diterima" or known.tempat == ARSIP:
        return accepted_before(database, known, by=by, at=at)
    if not known.tempat:
        raise NotAcceptable(known)
    judged = judge_again(database, laptop, files, known)
    if judged.shown.keadaan == "sudah_diterima":
        return accepted_before(database, judged.shown, by=by, at=at)
    is_confirmed = bool({known.sha256, known.digest, known.berkas, str(kiriman)} & set(confirmed))
    _require_acceptable(judged, is_confirmed=is_confirmed)
    assert judged.opened is not None
    if before is not None:
        before(judged.shown)
    titipan.keep_files(files, judged.opened)
    try:
        result = _take_in(
            database, laptop, judged, judged.opened, by=by, at=at, is_confirmed=is_confirmed, extra=extra
        )
    except KirimanRejected as failure:
        if failure.reason is not Code.D_DUPLICATE:
            raise
        return accepted_before(database, judged.shown, by=by, at=at)  # by somebody else, a moment ago
    move_after_commit(files, known.sha256, ARSIP)
    titipan.prune(database, files, by=by, at=at)
    return result


def accept_judged(
    database: Database,
    laptop: Laptop,
    files: Folders,
    judged: Judged,
    *,
    by: str,
    at: datetime,
    note: str = "",
) -> Diterima:
    """Accept a kiriman that a person vouched for; `note` is kept with its row in Kotak Masuk.

    Raises KirimanRejected with the code that stands in the way; then nothing was taken in.
    """
    _require_acceptable(judged, is_confirmed=True)
    assert judged.opened is not None
    with disk_full_cancels(), disk_errors():
        require_space(files.fs, files.database)
        titipan.keep_files(files, judged.opened)
        result = _take_in(
            database, laptop, judged, judged.opened, by=by, at=at, is_confirmed=True, extra=None, note=note
        )
    move_after_commit(files, judged.shown.sha256, ARSIP)
    titipan.prune(database, files, by=by, at=at)
    return result


def _require_acceptable(judged: Judged, *, is_confirmed: bool) -> None:
    if judged.opened is None or judged.opened.header.kind is Kind.REQUEST:
        raise NotAcceptable(judged.shown)
    failure = judged.failure
    if failure is not None and not (is_confirmed and failure.reason in CONFIRMABLE):
        raise failure


def _take_in(
    database: Database,
    laptop: Laptop,
    judged: Judged,
    opened: OpenedKiriman,
    *,
    by: str,
    at: datetime,
    is_confirmed: bool,
    extra: Extra | None,
    note: str = "",
) -> Diterima:
    """The transaction."""
    shown = judged.shown
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        is_ours = pulang.is_our_own(opened, laptop)
        _judge_in_transaction(unit, opened, is_confirmed=is_confirmed or is_ours)
        if not is_confirmed:
            mass = find_mass_deletion(unit, opened, circle.uid)
            if mass is not None:
                raise mass
        _freeze_touched(unit, opened, laptop.keys.kid, at)
        brought = Brought()
        _take_snapshots(unit, opened, brought)
        deposits = titipan.enter(unit, opened)
        _keep_attachments(unit, opened, deposits)
        _take_statements(unit, opened, laptop, by=by, at=at)
        forms = own_forms.notes(unit)
        _settle_all(unit, opened, circle.uid)
        brought.formulir = own_forms.changed_notes(unit, forms)
        if opened.header.kind is Kind.PEER and not circle.is_desa:
            _know_villages(unit, opened)
        if not is_ours:
            _take_held(unit, opened, brought, at)
        if opened.header.kind is Kind.DATA and not is_ours:
            give_receipt(unit, circle, laptop, shown, KeadaanPenerimaan.DITERIMA, "", brought, at=at)
        if extra is not None:
            extra(unit, circle, opened, brought)
        warnings = () if is_ours else _warn(unit, circle, opened, at)
        said = izin.read_izin(unit)
        is_asked = said.is_diminta and said.terakhir is None
        _enter_ledger(unit, opened, shown.sha256, brought, by=by, at=at)
        archived = replace(shown, tempat=ARSIP, status=DITERIMA, alasan=note)
        archive.put_inbox(unit, row_of(archived, at))
        unit.commit(_step_name(shown), by, at, kind="terima")
    return Diterima(
        berkas=shown.berkas,
        sha256=shown.sha256,
        digest=opened.digest,
        seq=opened.header.chain.seq,
        jenis=opened.header.kind.value,
        pengirim=shown.pengirim,
        keadaan="diterima",
        kode_terima=opened.kode_terima,
        teks=_sentence(opened, shown.pengirim, is_asked=is_asked),
        dokumen=tuple(brought.dokumen),
        peringatan=warnings,
    )


def _step_name(shown: KirimanMasuk) -> str:
    return _("terima kiriman nomor {n} dari {nama}").format(
        n=shown.seq, nama=shown.pengirim.nama or shown.pengirim.kode
    )


def _sentence(opened: OpenedKiriman, sender: Pengirim, *, is_asked: bool) -> str:
    """`is_asked`: the kecamatan waits for an answer about the register of residents."""
    if opened.header.kind is Kind.GRANT:
        words = _("Laptop ini terdaftar.")
        more = _("Kecamatan meminta data penduduk lengkap. Putuskan di Pengaturan, tab Berbagi data.")
        return f"{words} {more}" if is_asked else words
    return _("Kiriman nomor {n} dari {nama} sudah diterima.").format(
        n=opened.header.chain.seq, nama=sender.nama or sender.kode
    )


def _judge_in_transaction(unit: Unit, opened: OpenedKiriman, *, is_confirmed: bool) -> None:
    """The numbers once more, now that nobody else can write: two may have accepted at the same moment."""
    verdict = numbers.judge(holdings.ledger_of(unit), opened.numbered)
    seq, sight = opened.header.chain.seq, SIGHTS.get(opened.header.kind.value, Sight.USUAL)
    if verdict.code in (Code.D_DUPLICATE, Code.D_FORK):
        raise KirimanRejected(verdict.code, sight, seq=seq)
    if opened.header.kind is not Kind.GRANT and not verdict.is_applied and not is_confirmed:
        label = opened.sender.label.removeprefix("Laptop ")  # the sentence says the word itself
        raise KirimanRejected(verdict.code, sight, seq=seq, label=label)


def _freeze_touched(unit: Unit, opened: OpenedKiriman, kid: str, at: datetime) -> None:
    """Incoming content always meets a snapshot (12.5 d)."""
    kantor = office.require(unit)
    touched = {UUID(one.id) for one in opened.snapshots if UUID(one.pemilik) == kantor.id}
    if not touched:
        return
    for root in dokumen.office_roots(unit, kantor):
        if dokumen.key_of(root, kantor.id) in touched:
            dokumen.freeze(unit, root, kantor.id, kid=kid, at=at)
    lokal.freeze_touched(unit, kantor, opened.snapshots, kid=kid, at=at)
    own_forms.freeze_touched(unit, kantor, opened.snapshots, kid=kid, at=at)
    register_lokal.freeze_touched(unit, kantor.id, opened.snapshots, kid=kid, at=at)
    if register.key_of(kantor.id) in touched:
        register.freeze_against(unit, kantor.id, opened.snapshots, kid=kid, at=at)


def _take_snapshots(unit: Unit, opened: OpenedKiriman, brought: Brought) -> None:
    shelves: dict[UUID, Any] = {}
    # ancestors first, so that a draft that something in the same kiriman replaced is not counted as lost
    for one in sorted(opened.snapshots, key=lambda each: (len(each.ancestors), each.digest)):
        key = UUID(one.id)
        if key not in shelves:
            archive.put_dokumen(unit, key, one.jenis, UUID(one.pemilik))
            shelves[key] = dokumen.shelf_of(unit, key)
        taken = shelves[key].take(one)
        if taken is not Taken.SAME:
            fresh = archive.add_past(unit, key, one.ancestors)
            brought.past.setdefault(str(key), []).extend(fresh)
        # an earlier register that comes late is nobody's history to keep: it may have been withdrawn since
        is_old_register = one.jenis == PENDUDUK and taken is Taken.ANCESTOR
        if is_kept(one, taken) and not is_old_register:
            archive.put_snapshots(unit, [dokumen.row_of(one, opened.digest)])
            brought.snapshot.append(one.digest)
        brought.dokumen.append(preparing.sent_of(one))


def _keep_attachments(unit: Unit, opened: OpenedKiriman, deposits: Collection[str]) -> None:
    """Store what came along, one after the other, so that two never lie in memory."""
    whole, now = bytearray(), ""

    def take(sha256: str, piece: bytes) -> None:
        nonlocal now
        if sha256 != now:
            keep()
            now = sha256
        whole.extend(piece)

    def keep() -> None:
        if now:
            archive.put_attachment(unit, now, bytes(whole))
        whole.clear()

    with disk_errors():  # those of a large file are read from it only now
        opened.lampiran.pour(opened.lampiran.keys() - set(deposits), take)
    keep()


def _settle_all(unit: Unit, opened: OpenedKiriman, uid: UUID) -> None:
    # a companion needs the records of its main dokumen
    ordered = sorted(opened.snapshots, key=lambda one: one.jenis.endswith(LOKAL_SUFFIX))
    for key, jenis, pemilik in dict.fromkeys((UUID(one.id), one.jenis, UUID(one.pemilik)) for one in ordered):
        settle(unit, key, jenis, pemilik, uid)


def _know_villages(unit: Unit, opened: OpenedKiriman) -> None:
    """A laptop of the kecamatan that has no list of its own learns the villages from their profiles.

    The kecamatan's list is no dokumen; what one laptop names itself is never changed by another.
    """
    known = {one.id for one in unit.select(DesaBinaan)}
    for one in opened.snapshots:
        kode, nama = one.isi.get("kode"), one.isi.get("nama")
        key = UUID(one.pemilik)
        if one.jenis == "profil" and key not in known and isinstance(kode, str) and isinstance(nama, str):
            known.add(key)
            unit.add(DesaBinaan(id=key, kode=kode, nama=nama, urut=len(known)))


def _take_statements(unit: Unit, opened: OpenedKiriman, laptop: Laptop, *, by: str, at: datetime) -> None:
    """Keys: whatever a Daftar Kunci says, the sender's own certificates, and in a grant ours and the root."""
    grant = opened.grant
    if grant is not None:
        if grant.root is not None:
            archive.drop_root(unit)
            archive.put_statements(
                unit, [archive.StatementRow(grant.root.text, grant.root.kid, AKAR, at, by)]
            )
        mine = archive.StatementRow(grant.certificate.text, laptop.keys.kid, SENDIRI, at, by)
        archive.put_statements(unit, [mine])
        if grant.certificate.role is Role.DESA:
            izin.take_request(unit, laptop, grant.asks, opened.sender.label, at=at)
    roots = {one.teks for one in archive.statements(unit, AKAR)}
    keep_statements(unit, [one for one in opened.header.certs if one not in roots], [], by=by, at=at)
    for one in opened.snapshots:
        if one.jenis == "daftar-kunci" and one.is_readable:
            certificates, revocations = statements_of(one.isi)
            keep_statements(unit, certificates, revocations, by=by, at=at)


def _take_held(unit: Unit, opened: OpenedKiriman, brought: Brought, at: datetime) -> None:
    """The sender's statement replaces an older one of the same laptop (14.1)."""
    chain, kid = opened.header.chain, opened.sender.kid
    before = next((one for one in archive.held_statements(unit) if one.kid == kid), None)
    if before is not None and not _is_newer(unit, opened, before):
        return
    brought.held = {"kid": kid, "before": _held_json(before)}
    row = archive.HeldRow(
        kid, chain.id, chain.seq, tuple(sorted(opened.held)), at, dict(opened.manifest.seen)
    )
    archive.put_held(unit, row)
    uid = opened.sender.uid
    if opened.manifest.is_full_wanted:
        archive.put_meta(unit, preparing.wish_key(uid), "1")


def _held_json(row: archive.HeldRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {**asdict(row), "digest": list(row.digest), "pada": row.pada.isoformat()}


def _is_newer(unit: Unit, opened: OpenedKiriman, before: archive.HeldRow) -> bool:
    """The greatest number of the newest chain; a closed chain is older than the one that took over."""
    chain = opened.header.chain
    if before.chain == chain.id:
        return chain.seq > before.seq
    if opened.header.kind is Kind.GRANT:
        return False
    ledger = holdings.ledger_of(unit)
    if ledger.closed_at(opened.numbered.key) is not None:
        return False
    met = {one.chain for one in archive.ledger(unit, opened.sender.kid)}
    return chain.id not in met


def _warn(unit: Unit, circle: Circle, opened: OpenedKiriman, at: datetime) -> tuple[Peringatan, ...]:
    found = [Peringatan(one.code.value, one.sentence) for one in opened.warnings]
    clock = clock_warning(unit, opened, at)
    if clock is not None:
        found.append(clock)
    uid = opened.sender.uid
    needs_all = any(one.code is Code.W_ATTACHMENT for one in opened.warnings)
    if opened.header.kind is Kind.DATA and _is_latest(unit, opened):
        asks = circle.asks.get(uid, frozenset())
        audience = Audience(Kind.DATA, opened.sender.role, uid, str(circle.uid), asks)
        count, digest = state_of(state_tips(holdings.stored_dokumen(unit), audience))
        stated = opened.manifest.state
        if (count, digest) == (stated.count, stated.digest):
            archive.put_meta(unit, preparing.need_key(uid), "")
            # all of theirs is here, so what they hold beside it and we do not know is ours
            if lost := pulang.count_unknown(unit, circle, opened):
                found.append(Peringatan(Code.W_LOST.value, sentence_of(Code.W_LOST, n=lost)))
        elif len(circle.trust.active_of(uid)) == 1:
            needs_all = True
            found.append(Peringatan(Code.W_STATE.value, sentence_of(Code.W_STATE)))
    if needs_all and archive.meta(unit, preparing.need_key(uid)) != "sudah":
        archive.put_meta(unit, preparing.need_key(uid), "perlu")
    return tuple(found)


def _is_latest(unit: Unit, opened: OpenedKiriman) -> bool:
    ledger = holdings.ledger_of(unit)
    key = opened.numbered.key
    return ledger.closed_at(key) is None and opened.header.chain.seq > ledger.last(key)


def _enter_ledger(
    unit: Unit, opened: OpenedKiriman, sha256: str, brought: Brought, *, by: str, at: datetime
) -> None:
    header, replaces = opened.header, opened.manifest.replaces
    for key in {one.id for one in opened.snapshots}:
        row = archive.find_dokumen(unit, UUID(key))
        if row is not None and key not in brought.tabel:
            brought.tabel[key] = [row.digest_tabel, row.langkah_tabel]

    def note() -> None:
        archive.add_ledger(
            unit,
            archive.LedgerRow(
                chain=header.chain.id,
                seq=header.chain.seq,
                digest=opened.digest,
                prev=header.chain.prev,
                kid=opened.sender.kid,
                jenis=header.kind.value,
                berkas=sha256,
                replaces=asdict(replaces) if replaces is not None else None,
                dokumen=[asdict(one) for one in brought.dokumen],
                pada=at,
                oleh=by,
                keadaan="diterima",
                langkah_id=unit.step,
                baru=brought.as_json(opened.manifest.salt),
            ),
        )

    unit.after_step(note)
