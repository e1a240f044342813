"""Where each dokumen of this office stands on its way: unsent, written, accepted, refused, changed since.

Document state and transport state are never mixed (ux.md 8.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.plain import CLASSES, stays, to_isi
from desa_desktop.domain.telaah import CatatanTelaah, KeadaanPenerimaan, TandaTerima, Telaah
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import holdings, izin, register
from desa_desktop.services.exchange.results import (
    CatatanTampil,
    KeadaanKirim,
    Laptop,
    TelaahTampil,
    UmpanBalik,
)
from desa_desktop.services.exchange.sending import PHONE
from desa_desktop.services.exchange.trust import read_circle
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.certificates import kode_terima
from desa_desktop.sync.container import Kind
from desa_desktop.sync.history import Shelf

BELUM, DIKIRIM, DITERIMA = "belum_dikirim", "dikirim", "diterima"
DITAHAN, DITOLAK, BERUBAH = "ditahan", "ditolak", "berubah"
UNSENT = frozenset({BELUM, BERUBAH})


def transport_states(database: Database) -> dict[UUID, KeadaanKirim]:
    """The state of every dokumen of this village that has content, by id of the dokumen."""
    with database.read() as unit:
        kantor = office.require(unit)
        if kantor.peran is not Peran.DESA:
            return {}
        shelves = dokumen.all_shelves(unit)
        rows = {one.id: one for one in archive.all_dokumen(unit, pemilik=kantor.id)}
        steps = archive.newest_steps(unit)
        sent = _Sent(unit)
        states: dict[UUID, KeadaanKirim] = {}
        for root, jenis in archive.root_ids(unit, kantor.id).items():
            key = dokumen_id(root, jenis) if jenis == "profil" else root
            row, shelf = rows.get(key), shelves.get(key)
            if row is None or shelf is None or not shelf.heads:
                found = unit.get(CLASSES[jenis], root)
                if not stays(found) and not dokumen.is_blank(to_isi(found)):
                    states[key] = _unsent()
                continue
            changed = steps.get(root, 0) > row.langkah_tabel and not (
                len(shelf.heads) == 1
                and dokumen.is_frozen(unit, unit.get(CLASSES[jenis], root), shelf.heads[0])
            )
            states[key] = sent.state(key, shelf, is_changed=changed)
        key = register.key_of(kantor.id)
        found = _register_state(unit, kantor.id, rows.get(key), shelves.get(key), sent)
        if found is not None:
            states[key] = found
    return states


def _register_state(
    unit: Unit, uid: UUID, row: archive.DokumenRow | None, shelf: Shelf | None, sent: _Sent
) -> KeadaanKirim | None:
    """Where the register stands; None where it does not travel. Its withdrawal travels without a consent."""
    is_agreed = izin.read_izin(unit).is_berlaku
    if row is None or shelf is None or not shelf.heads:
        return _unsent() if is_agreed and register.held_isi(unit, uid) else None
    head = shelf.held[shelf.heads[0]]
    if not is_agreed:
        is_gone = head.status is StatusDokumen.DICABUT
        return sent.state(UUID(head.id), shelf, is_changed=False) if is_gone else None
    changed = not shelf.is_bercabang and register.is_changed(unit, uid, head.digest, row.langkah_tabel)
    return sent.state(UUID(head.id), shelf, is_changed=changed)


def note_kode_terima(database: Database, digest: str, kode: str, *, by: str, at: datetime) -> int:
    """Mark a kiriman of ours `Diterima (lewat telepon)` by the 8 digits the kecamatan read out (14.3).

    `digest` may be shortened. It is information only: what is sent again depends on `held` alone. Returns
    the number of the kiriman. Raises NotFound, InvalidInput for other digits.
    """
    typed = "".join(one for one in kode if one.isdigit())
    with database.unit() as unit:
        clean = digest.strip().lower()
        rows = [one for one in archive.outbox(unit) if clean and (one.digest or "").startswith(clean)]
        if len(rows) != 1 or rows[0].jenis != Kind.DATA.value:
            raise NotFound(apa=_("Kiriman {digest}").format(digest=digest))
        row = rows[0]
        expected = kode_terima(bytes.fromhex(row.salt), bytes.fromhex(row.digest or ""))
        if typed != "".join(one for one in expected if one.isdigit()):
            sentence = _("Kode terima tidak cocok dengan kiriman nomor {n}. Minta kecamatan membacakan lagi.")
            raise InvalidInput({"kode": sentence.format(n=row.seq)})
        archive.put_meta(unit, f"{PHONE}{row.digest}", f"{at.isoformat()} {by}")
        unit.commit(_("catat kode terima kiriman nomor {n}").format(n=row.seq), by, at)
    return row.seq


def unsent_count(database: Database) -> int:
    """How many dokumen of this village wait to be sent: new, or changed since they were written to a stick.

    For the status bar; 0 in a kecamatan.
    """
    return sum(one.keadaan in UNSENT for one in transport_states(database).values())


def _unsent() -> KeadaanKirim:
    return KeadaanKirim(BELUM, _("Belum dikirim"))


class _Sent:
    """What left this laptop and what came back about it, read once for all dokumen."""

    def __init__(self, unit: Unit) -> None:
        rows = [
            one
            for one in archive.outbox(unit)
            if one.jenis == Kind.DATA.value and one.digest is not None and one.salinan
        ]
        self.sent: dict[str, set[str]] = {}
        self.rows: dict[str, list[archive.OutboxRow]] = {}
        for row in rows:
            for one in row.dokumen:
                self.rows.setdefault(str(one["digest"]), []).append(row)
                self.sent.setdefault(str(one["id"]), set()).add(str(one["digest"]))
        self.held = archive.held_statements(unit)
        self.told = {key.removeprefix(PHONE) for key in archive.metas(unit, PHONE)}
        self.receipts = {(one.chain, one.seq): one for one in unit.select(TandaTerima)}

    def state(self, key: UUID, shelf: Shelf, *, is_changed: bool) -> KeadaanKirim:
        """The transport state of one dokumen."""
        was_sent = bool(self.sent.get(str(key)))
        tips = set(shelf.tips)
        if is_changed or not all(one in self.rows or self._holder({one}) for one in tips):
            if was_sent or self._holder(set(list(tips)[:1])):
                return KeadaanKirim(BERUBAH, _("Ada perubahan sejak dikirim"))
            return _unsent()
        holder = self._holder(tips)
        if holder is not None:
            text = _("Diterima kecamatan (umpan balik {n})").format(n=holder.seq)
            return KeadaanKirim(DITERIMA, text, holder.seq)
        rows = [row for one in tips for row in self.rows.get(one, ())]
        newest = max(rows, key=lambda row: (row.pada, row.seq))
        told = [row for row in rows if row.digest in self.told]
        if told and len(told) >= len(tips):
            return KeadaanKirim(DITERIMA, _("Diterima (lewat telepon)"), newest.seq)
        return self._judged(rows) or KeadaanKirim(
            DIKIRIM, _("Dikirim (kiriman {n})").format(n=newest.seq), newest.seq
        )

    def _holder(self, tips: set[str]) -> archive.HeldRow | None:
        """The statement of a laptop of the kecamatan that holds all of these."""
        return next((one for one in self.held if tips and tips <= set(one.digest)), None)

    def _judged(self, rows: list[archive.OutboxRow]) -> KeadaanKirim | None:
        """Held or refused at the kecamatan, by the newest kiriman that it judged."""
        for row in sorted(rows, key=lambda one: (one.pada, one.seq), reverse=True):
            receipt = self.receipts.get((row.chain, row.seq))
            if receipt is None or receipt.digest != row.digest:
                continue
            if receipt.keadaan is KeadaanPenerimaan.DITAHAN:
                text = _("Ditahan: {alasan}").format(alasan=receipt.alasan)
                return KeadaanKirim(DITAHAN, text, row.seq, receipt.alasan)
            if receipt.keadaan is KeadaanPenerimaan.DITOLAK:
                text = _("Ditolak: {alasan}").format(alasan=receipt.alasan)
                return KeadaanKirim(DITOLAK, text, row.seq, receipt.alasan)
            return None
        return None


def last_answer(database: Database, laptop: Laptop, *, at: datetime) -> UmpanBalik | None:
    """The last umpan balik that came to this village; None before the first, and in other offices."""
    with database.read() as unit:
        circle = read_circle(unit, laptop)
        if not circle.is_desa or circle.root is None:
            return None
        kids = [one.kid for one in holdings.laptops_of(circle, circle.root.uid)]
        row = holdings.last_from(unit, kids)
    return UmpanBalik(row.seq, (at - row.pada).days) if row is not None else None


# ------------------------------------------------------------------ notes of the kecamatan


def notes_for(database: Database, jenis: str, tahun: int) -> TelaahTampil | None:
    """The newest finished review of this village's dokumen of a year, its notes by record id; or None."""
    with database.read() as unit:
        uid = office.require(unit).id
        return newest_review(unit, dokumen_id(uid, jenis, str(tahun)))


def notes_of(database: Database, key: UUID) -> TelaahTampil | None:
    """The newest finished review of the dokumen `key`, its notes by record id; or None."""
    with database.read() as unit:
        return newest_review(unit, key)


def newest_review(unit: Unit, key: UUID) -> TelaahTampil | None:
    """The newest finished review of a dokumen."""
    found = [one for one in unit.select(Telaah, dokumen=key) if one.status is StatusDokumen.DISAHKAN]
    if not found:
        return None
    moments = _moments(unit, [one.id for one in found])
    telaah = max(found, key=lambda one: (moments.get(one.id, ""), str(one.id)))
    shelf = dokumen.shelf_of(unit, key)
    now = shelf.berlaku or (shelf.heads[0] if shelf.heads else "")
    return shown_review(telaah, is_old=telaah.digest != now)


def _moments(unit: Unit, keys: list[Any]) -> Mapping[Any, str]:
    """When each review was finished, as its snapshot says."""
    found = {}
    for key in keys:
        rows = archive.snapshots_of(unit, key)
        if rows:
            found[key] = datetime.fromisoformat(rows[-1].pada).astimezone().isoformat()
    return found


def shown_review(telaah: Telaah, *, is_old: bool) -> TelaahTampil:
    """A review as screens show it, its notes by record id."""
    notes: dict[str, list[CatatanTampil]] = {}
    for one in sorted(telaah.catatan, key=lambda each: (each.urut, str(each.id))):
        notes.setdefault(one.record, []).append(shown_note(one))
    return TelaahTampil(
        dokumen=telaah.dokumen,
        jenis=telaah.jenis,
        judul=telaah.judul,
        hasil=telaah.hasil.value,
        alasan=telaah.alasan,
        digest=telaah.digest,
        is_lama=is_old,
        catatan=notes,
    )


def shown_note(note: CatatanTelaah) -> CatatanTampil:
    """A note as screens show it."""
    return CatatanTampil(note.id, note.record, note.kolom, note.jenis.value, note.teks, note.saran)


def require_root(unit: Unit, cls: type[Any], key: UUID) -> Any:
    """The aggregate of a dokumen in the tables. Raises NotFound."""
    found = unit.find(cls, key)
    if found is None:
        raise NotFound(apa=_("Dokumen"))
    return found
