"""What else a person does with a kiriman: hold it, refuse it, send dokumen back, take an acceptance back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import Pengesahan, StatusDokumen, find_jenis
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.telaah import (
    CatatanTelaah,
    HasilTelaah,
    JenisCatatan,
    KeadaanPenerimaan,
    Telaah,
)
from desa_desktop.errors import DesaError, InvalidInput, NotFound, StaleRecord
from desa_desktop.i18n import N_, _
from desa_desktop.services import dokumen, upkeep
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import own_forms, pulang, register
from desa_desktop.services.exchange.accepting import accept_one, backup_before, disk_full_cancels
from desa_desktop.services.exchange.inbox import (
    DITAHAN,
    DITOLAK,
    KARANTINA,
    MASUK,
    find,
    judge_again,
    move_after_commit,
    resume,
    row_of,
    shown_of,
)
from desa_desktop.services.exchange.judging import WORDS
from desa_desktop.services.exchange.previewing import NotAcceptable
from desa_desktop.services.exchange.receipts import Brought, freeze_own, give_receipt
from desa_desktop.services.exchange.results import Diterima, Folders, KirimanMasuk, Laptop
from desa_desktop.services.exchange.trust import Circle, read_circle
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.container import Kind
from desa_desktop.sync.opening import OpenedKiriman
from desa_desktop.sync.rejection import Code
from desa_desktop.sync.snapshots import read_snapshot

ALIASES = {"rkp": "rkp-desa", "rkpdes": "rkp-desa", "usulan": "daftar-usulan"}


class TidakBisaDibatalkan(DesaError):
    """An acceptance stands, because others know of it already or newer things were built upon it."""

    message = N_("Penerimaan ini tidak dapat dibatalkan karena {sebab}. Data tidak berubah.")
    hint = N_("Gunakan Kembalikan bila isinya perlu diperbaiki desa.")
    code = "K-322"


def hold(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    alasan: str,
    *,
    by: str,
    at: datetime,
) -> KirimanMasuk:
    """`Tahan...`: the file waits, and the village will read why. Raises like `refuse`."""
    return _put_aside(database, laptop, files, kiriman, alasan, KeadaanPenerimaan.DITAHAN, by=by, at=at)


def refuse(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    alasan: str,
    *,
    by: str,
    at: datetime,
) -> KirimanMasuk:
    """Refuse a whole kiriman: nothing of it is taken in, and the village will read why.

    Raises InvalidInput without a reason, KirimanRejected for a file that is not authentic or was accepted.
    """
    return _put_aside(database, laptop, files, kiriman, alasan, KeadaanPenerimaan.DITOLAK, by=by, at=at)


def _put_aside(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    alasan: str,
    keadaan: KeadaanPenerimaan,
    *,
    by: str,
    at: datetime,
) -> KirimanMasuk:
    _require_reason(alasan)
    known = find(database, laptop, files, kiriman, at=at)
    if known.tempat != MASUK:
        raise NotAcceptable(known)
    judged = judge_again(database, laptop, files, known)
    if judged.opened is None:
        raise NotAcceptable(judged.shown)
    word = DITAHAN if keadaan is KeadaanPenerimaan.DITAHAN else DITOLAK
    shown = replace(
        judged.shown, status=word, tempat=MASUK, alasan=alasan.strip(), dibaca_pada=known.dibaca_pada
    )
    name = _("tahan kiriman nomor {n}") if word == DITAHAN else _("tolak kiriman nomor {n}")
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        if judged.opened.header.kind is Kind.DATA and not pulang.is_our_own(judged.opened, laptop):
            give_receipt(unit, circle, laptop, shown, keadaan, alasan.strip(), Brought(), at=at)
        archive.put_inbox(unit, row_of(shown, at))
        unit.commit(name.format(n=shown.seq), by, at)
    return shown


def _require_reason(alasan: str) -> None:
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Isi alasannya supaya desa tahu apa yang perlu diperbaiki.")})


def settle_double_number(
    database: Database, laptop: Laptop, files: Folders, kiriman: str, alasan: str, *, by: str, at: datetime
) -> KirimanMasuk:
    """A person asked the sender about two kiriman with one number: the chain goes on, and what was held
    because of it is judged anew. The file itself stays in quarantine with the answer.

    Raises InvalidInput without an answer, NotFound for anything but such a file in quarantine.
    """
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis jawaban pengirim tentang nomor ganda ini.")})
    known = find(database, laptop, files, kiriman, at=at)
    if known.keadaan != WORDS[Code.D_FORK] or known.tempat != KARANTINA:
        raise NotFound(apa=_("Kiriman bernomor ganda di karantina"))
    shown = replace(known, alasan=alasan.strip())
    with database.unit() as unit:
        archive.put_inbox(unit, row_of(shown, at))
        unit.commit(_("putuskan nomor ganda"), by, at)
    resume(database, laptop, files, at=at)
    return shown


# ------------------------------------------------------------------ accept and send back


def send_back(
    database: Database,
    laptop: Laptop,
    files: Folders,
    kiriman: str | Path,
    alasan: str,
    catatan: Sequence[Mapping[str, str]] = (),
    *,
    by: str,
    at: datetime,
    confirmed: Collection[str] = (),
    safe: upkeep.Safe | None = None,
) -> Diterima:
    """`Terima dan kembalikan...`: the data is accepted, the named dokumen get a telaah Dikembalikan.

    `catatan` rows: `dokumen` (id, or jenis such as `rkp-desa`), `record` (id of a row, name of a field of
    the dokumen itself, "" for the whole),
    `kolom`, `jenis` (`wajib_diperbaiki`, `saran`, `pertanyaan`), `teks`, `saran`. Without rows every
    dokumen that is ratified by Sahkan is returned with the reason alone. A kiriman that was accepted
    before is sent back all the same. With `safe` a backup is made first. Raises InvalidInput,
    KirimanRejected; then nothing changed.
    """
    _require_reason(alasan)
    rows = [_note(number, one) for number, one in enumerate(catatan, start=1)]

    def add(unit: Unit, circle: Circle, opened: OpenedKiriman, brought: Brought) -> None:
        if pulang.is_our_own(opened, laptop):
            raise InvalidInput({"": _("Kiriman ini ditulis laptop ini sendiri, jadi tidak dikembalikan.")})
        sent = [(UUID(one.id), one.jenis) for one in opened.snapshots]
        _return_dokumen(unit, circle, laptop, dict.fromkeys(sent), alasan, rows, brought, at=at)

    back_up = backup_before(database, safe)
    with disk_full_cancels():
        result = accept_one(
            database,
            laptop,
            files,
            kiriman,
            by=by,
            at=at,
            confirmed=confirmed,
            extra=add,
            before=lambda _known: back_up(),
        )
    if result.keadaan == "sudah_diterima":
        _send_back_later(database, laptop, result, alasan, rows, by=by, at=at)
    return result


def _send_back_later(
    database: Database,
    laptop: Laptop,
    result: Diterima,
    alasan: str,
    rows: Sequence[tuple[str, CatatanTelaah]],
    *,
    by: str,
    at: datetime,
) -> None:
    with database.unit() as unit:
        circle = read_circle(unit, laptop)
        sent = dict.fromkeys((UUID(one.id), one.jenis) for one in result.dokumen)
        _return_dokumen(unit, circle, laptop, sent, alasan, rows, Brought(), at=at)
        unit.commit(_("kembalikan dokumen kiriman nomor {n}").format(n=result.seq), by, at)


def _note(number: int, given: Mapping[str, str]) -> tuple[str, CatatanTelaah]:
    """One row of `catatan`, read. Raises InvalidInput naming its number."""
    text = str(given.get("teks", "")).strip()
    if not text:
        sentence = _("Catatan {n}: isi teksnya.").format(n=number)
        raise InvalidInput({"catatan": sentence})
    try:
        jenis = JenisCatatan(str(given.get("jenis") or JenisCatatan.WAJIB.value))
    except ValueError as failure:
        words = ", ".join(one.value for one in JenisCatatan)
        sentence = _("Catatan {n}: jenis harus salah satu dari {kata}.").format(n=number, kata=words)
        raise InvalidInput({"catatan": sentence}) from failure
    note = CatatanTelaah(
        urut=number,
        record=str(given.get("record", "")),
        kolom=str(given.get("kolom", "")),
        jenis=jenis,
        teks=text,
        saran=str(given.get("saran", "")),
    )
    return str(given.get("dokumen", "")), note


def _return_dokumen(
    unit: Unit,
    circle: Circle,
    laptop: Laptop,
    sent: Mapping[tuple[UUID, str], None],
    alasan: str,
    rows: Sequence[tuple[str, CatatanTelaah]],
    brought: Brought,
    *,
    at: datetime,
) -> None:
    chosen: dict[UUID, list[CatatanTelaah]] = {}
    named = dict(sent.keys())
    for name, note in rows:
        chosen.setdefault(_named(named, name), []).append(note)
    if not rows:
        chosen = {key: [] for key, jenis in named.items() if _is_signed(jenis)} or {key: [] for key in named}
    for key, notes in chosen.items():
        _require_places(unit, key, named[key], notes)
        telaah = _telaah(unit, key, named[key], alasan, notes)
        unit.add(telaah)
        unit.flush()
        freeze_own(unit, circle, laptop, telaah, brought, at=at)


def _require_places(unit: Unit, key: UUID, jenis: str, notes: Sequence[CatatanTelaah]) -> None:
    """A note hangs on a row or a field of its dokumen. Raises InvalidInput naming the first that does not.

    A row that this kiriman removed is known from the state before.
    """
    wanted = {one.record for one in notes if one.record}
    if not wanted:
        return
    known: set[str] = set()
    for row in archive.snapshots_of(unit, key):
        known |= _places(read_snapshot(row.isi).isi)
    for one in notes:
        if one.record and one.record not in known:
            sentence = _(
                "Catatan {n}: baris {baris} tidak ada dalam {dokumen}. Tidak ada yang diterima."
                " Salin ID barisnya dari terima tinjau --json."
            )
            text = sentence.format(n=one.urut, baris=one.record, dokumen=jenis_name(jenis))
            raise InvalidInput({"catatan": text})


def _places(isi: Mapping[str, Any]) -> set[str]:
    """Names of the fields and ids of the rows, those inside rows (money, estimates) too."""
    found = set(isi)
    for value in isi.values():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, Mapping) and "id" in row:
                found |= {str(row["id"])} | {one for one in _places(row) if one not in row}
    return found


def _is_signed(jenis: str) -> bool:
    known = find_jenis(jenis)
    return known is not None and known.pengesahan is Pengesahan.SAHKAN


def _named(named: Mapping[UUID, str], name: str) -> UUID:
    """The dokumen of the kiriman that a row of notes means; "" is the first that people sign."""
    wanted = ALIASES.get(name, name)
    for key, jenis in named.items():
        if wanted in (str(key), jenis) or (not wanted and _is_signed(jenis)):
            return key
    raise NotFound(apa=_("Dokumen {nama} dalam kiriman ini").format(nama=name))


def _telaah(unit: Unit, key: UUID, jenis: str, alasan: str, notes: list[CatatanTelaah]) -> Telaah:
    shelf = dokumen.shelf_of(unit, key)
    digest = shelf.berlaku or shelf.heads[0]
    snapshot = dokumen.content_of(unit, digest)
    return Telaah(
        desa=UUID(snapshot.pemilik),
        dokumen=key,
        jenis=jenis,
        judul=dokumen.title_of(jenis, dict(snapshot.isi)),
        digest=digest,
        hasil=HasilTelaah.DIKEMBALIKAN,
        alasan=alasan.strip(),
        status=StatusDokumen.DISAHKAN,
        revisi=1,
        catatan=notes,
    )


# ------------------------------------------------------------------ taking an acceptance back


def undo_acceptance(
    database: Database, laptop: Laptop, files: Folders, digest: str, *, by: str, at: datetime
) -> None:
    """`Batalkan penerimaan`: everything as it was before, as one step; the file waits in Kotak Masuk again.

    `digest` of the kiriman, or its SHA-256 or name. Raises NotFound, TidakBisaDibatalkan once a kiriman
    that reports it as held was sealed, or newer things stand on it.
    """
    with database.unit() as unit:
        row = _accepted(unit, digest)
        _require_undoable(unit, row)
        name = _("batalkan penerimaan kiriman nomor {n}").format(n=row.seq)
        _take_out(unit, row, office.require(unit).id)
        again = _waiting(unit, row)
        archive.put_inbox(unit, row_of(again, at))
        try:
            if row.langkah_id is not None:
                unit.take_back(row.langkah_id, name, by, at, kind="batal")
            else:
                unit.commit(name, by, at)
        except StaleRecord as failure:
            raise TidakBisaDibatalkan(sebab=_("isinya sudah diubah lagi sesudahnya")) from failure
    move_after_commit(files, row.berkas, MASUK)


def _accepted(unit: Unit, name: str) -> archive.LedgerRow:
    by_name = {one.nama: one.sha256 for one in archive.inbox(unit)}
    for row in archive.ledger(unit):
        if name in (row.digest, row.berkas) or by_name.get(name) == row.berkas:
            return row
    raise NotFound(apa=_("Penerimaan kiriman"))


def _require_undoable(unit: Unit, row: archive.LedgerRow) -> None:
    if row.jenis == Kind.GRANT.value:
        raise TidakBisaDibatalkan(sebab=_("laptop ini sudah terdaftar dengannya"))
    if any(one["jenis"] == PENDUDUK and one["status"] == StatusDokumen.DICABUT.value for one in row.dokumen):
        raise TidakBisaDibatalkan(
            sebab=_("desa mencabut izinnya, dan data penduduknya sudah dihapus di sini")
        )
    before = [str(was) for was, _step in row.baru["tabel"].values() if was is not None]
    if len(archive.held_digests(unit, before)) < len(set(before)):
        raise TidakBisaDibatalkan(sebab=_("isi yang lebih lama sudah tidak disimpan"))
    if own_forms.used_since(unit, row.baru.get("formulir", {})):
        raise TidakBisaDibatalkan(sebab=_("templat yang dibawanya sudah dipakai untuk mengisi"))
    brought = set(row.baru["snapshot"])
    for one in archive.outbox(unit):
        told = set(one.held) | {str(each["digest"]) for each in one.dokumen}
        if one.keadaan != "dipesan" and brought & told:
            sentence = _("kiriman nomor {n} yang memuatnya sudah dibuat").format(n=one.seq)
            raise TidakBisaDibatalkan(sebab=sentence)
    touched = {str(one["id"]) for one in row.dokumen}
    rows = archive.ledger(unit)
    later = rows[rows.index(row) + 1 :]
    if any(touched & {str(each["id"]) for each in one.dokumen} for one in later):
        raise TidakBisaDibatalkan(sebab=_("kiriman yang lebih baru sudah diterima sesudahnya"))


def _take_out(unit: Unit, row: archive.LedgerRow, uid: UUID) -> None:
    """Archive, statements and ledger as they were; the rows of the tables follow with the step."""
    baru = row.baru
    archive.drop_snapshots(unit, list(baru["snapshot"]))
    for key, digests in baru["past"].items():
        archive.drop_past(unit, UUID(key), list(digests))
    step = archive.newest_step(unit) + 1  # the step that takes it back
    for key, (digest, _old) in baru["tabel"].items():
        known = archive.find_dokumen(unit, UUID(key))
        if known is not None and known.jenis == PENDUDUK and known.pemilik != uid:
            register.put_back(unit, UUID(key), digest)  # its rows are in no step
        archive.put_back_tables(unit, UUID(key), digest, step)
    own_forms.put_notes_back(unit, baru.get("formulir", {}))
    if baru["held"] is not None:
        _put_back_held(unit, baru["held"])
    archive.remove_ledger(unit, row.digest)


def _put_back_held(unit: Unit, held: Mapping[str, Any]) -> None:
    before = held["before"]
    if before is None:
        archive.remove_held(unit, held["kid"])
        return
    archive.put_held(
        unit,
        archive.HeldRow(
            before["kid"],
            before["chain"],
            before["seq"],
            tuple(before["digest"]),
            datetime.fromisoformat(before["pada"]),
            before["seen"],
        ),
    )


def _waiting(unit: Unit, row: archive.LedgerRow) -> KirimanMasuk:
    found = [shown_of(one) for one in archive.inbox(unit) if one.sha256 == row.berkas]
    if not found:
        raise NotFound(apa=_("Berkas kiriman"))
    return replace(found[0], tempat=MASUK, status="baru", alasan="")
