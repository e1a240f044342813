"""What an acceptance added, so that it can be taken back as one step; its receipt and its kode terima."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.telaah import KeadaanPenerimaan, TandaTerima
from desa_desktop.services import dokumen
from desa_desktop.services.exchange.results import DokumenTerkirim, KirimanMasuk, Laptop
from desa_desktop.services.exchange.trust import Circle
from desa_desktop.store import archive
from desa_desktop.store.unit import Unit
from desa_desktop.sync.certificates import kode_terima


@dataclass(slots=True)
class Brought:
    """What one acceptance added, so that it can be taken back as one step."""

    snapshot: list[str] = field(default_factory=list)
    past: dict[str, list[str]] = field(default_factory=dict)
    tabel: dict[str, list[Any]] = field(default_factory=dict)
    held: dict[str, Any] | None = None
    formulir: dict[str, str] = field(default_factory=dict)
    dokumen: list[DokumenTerkirim] = field(default_factory=list)

    def as_json(self, salt: bytes) -> dict[str, Any]:
        """As the ledger keeps it; with the salt that makes the kode terima."""
        return {
            "snapshot": self.snapshot,
            "past": self.past,
            "tabel": self.tabel,
            "held": self.held,
            "formulir": self.formulir,
            "salt": salt.hex(),
        }


def receipt_codes(unit: Unit) -> dict[str, str]:
    """The kode terima of every kiriman of a village that was accepted here, by its digest (14.3).

    Nothing at a village: it waits for these digits, it does not give them.
    """
    if any(one.peran is Peran.DESA for one in unit.select(Kantor)):
        return {}
    salts = archive.receipt_salts(unit)
    return {digest: kode_terima(bytes.fromhex(salt), bytes.fromhex(digest)) for digest, salt in salts.items()}


def give_receipt(
    unit: Unit,
    circle: Circle,
    laptop: Laptop,
    shown: KirimanMasuk,
    keadaan: KeadaanPenerimaan,
    alasan: str,
    brought: Brought,
    *,
    at: datetime,
) -> None:
    """Make or renew the Tanda Terima for a kiriman of a village, as a snapshot that travels back (14.2)."""
    assert shown.seq is not None
    found = unit.select(TandaTerima, chain=shown.chain, seq=shown.seq)
    receipt = found[0] if found else None
    if receipt is None:
        receipt = TandaTerima(
            desa=UUID(shown.pengirim.uid),
            chain=shown.chain,
            seq=shown.seq,
            digest=shown.digest,
            keadaan=keadaan,
            alasan=alasan,
            pada=at,
        )
        unit.add(receipt)
    receipt.keadaan, receipt.alasan, receipt.digest, receipt.pada = keadaan, alasan, shown.digest, at
    unit.flush()
    freeze_own(unit, circle, laptop, receipt, brought, at=at)


def freeze_own(
    unit: Unit, circle: Circle, laptop: Laptop, root: Any, brought: Brought, *, at: datetime
) -> None:
    """Freeze a dokumen of our own that belongs to this acceptance, so that it can be taken back with it."""
    row = archive.find_dokumen(unit, root.id)
    known = archive.past_of(unit, root.id)
    snapshot = dokumen.freeze(unit, root, circle.uid, kid=laptop.keys.kid, at=at)
    if snapshot is not None:
        brought.tabel[str(root.id)] = [row.digest_tabel, row.langkah_tabel] if row else [None, 0]
        brought.snapshot.append(snapshot.digest)
        brought.past.setdefault(str(root.id), []).extend(sorted(snapshot.ancestors - known))
