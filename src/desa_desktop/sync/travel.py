"""What a kiriman carries: every dokumen whose tips the addressee has not said it holds.

Loss, lateness and restored backups so heal by themselves. Source: kiriman-format.md 12.1, 12.6, 14.1.
Pure: the store says what there is, this says what goes, to whom, and what is stated as held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desa_desktop.domain.dokumen import JENIS, Kelas, Pihak, StatusDokumen, class_of, find_jenis
from desa_desktop.sync.certificates.statements import Role
from desa_desktop.sync.container import Kind

FULL, PENDING = "full", "pending"
SMALL_ENOUGH = 2 * 1024 * 1024
FULL_EVERY = 10
SILENT_AFTER = timedelta(days=90)
EVERY_DESA = "semua"
_RETURNED_IN_FULL_ONLY = frozenset({"titipan"})
_FOR_EVERYBODY = frozenset({"daftar-kunci", "paket-aturan", "templat", "acuan"})


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip of a dokumen. `desa`: the uids in its `isi.desa`, or {"semua"}; empty if it names none."""

    digest: str
    status: StatusDokumen
    desa: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stored:
    """A dokumen as the store knows it: id, jenis, uid of its owner, tips."""

    id: str
    jenis: str
    pemilik: str
    tips: tuple[Tip, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """From whom to whom: kind, role of the sending laptop, uids of both offices.

    `asks`: the `agregat` jenis the kecamatan asked for and the village agreed to.
    """

    kind: Kind
    role: Role
    sender_uid: str
    addressee_uid: str
    asks: frozenset[str] = frozenset()

    @property
    def answer(self) -> Audience:
        """The way back: what the addressee may send to us."""
        if self.kind is Kind.PEER:
            # what comes to an assistant's laptop for visits comes from one that may send everything
            role = Role.KECAMATAN if self.role is Role.PENDAMPING else self.role
            return Audience(self.kind, role, self.addressee_uid, self.sender_uid, self.asks)
        to_village = self.kind is Kind.DATA
        kind, role = (Kind.FEEDBACK, Role.KECAMATAN) if to_village else (Kind.DATA, Role.DESA)
        return Audience(kind, role, self.addressee_uid, self.sender_uid, self.asks)


def addressees_of(isi: Mapping[str, object]) -> frozenset[str]:
    """The uids in `isi.desa`: one, a list, or `semua`."""
    desa = isi.get("desa")
    if isinstance(desa, str):
        return frozenset({desa})
    if isinstance(desa, list):
        return frozenset(one for one in desa if isinstance(one, str))
    return frozenset()


def travelling_tips(dokumen: Stored, audience: Audience, mode: str = FULL) -> tuple[Tip, ...]:
    """The tips of a dokumen that may travel to this addressee; empty if none may."""
    if audience.role is Role.PENDAMPING and not _is_for_pendamping(dokumen.jenis):
        return ()
    kelas = class_of(dokumen.jenis)
    is_own = dokumen.pemilik == audience.sender_uid
    is_theirs = dokumen.pemilik == audience.addressee_uid
    if kelas is Kelas.LOKAL and not (audience.kind is Kind.PEER and is_own):
        return ()
    if kelas is Kelas.AGREGAT and not is_theirs and dokumen.jenis not in audience.asks:
        # what was withdrawn carries a reason and nobody's data, and must arrive to be obeyed
        if not is_own or audience.kind is not Kind.DATA:
            return ()
        return tuple(tip for tip in dokumen.tips if tip.status is StatusDokumen.DICABUT)
    if audience.kind is Kind.PEER:
        return dokumen.tips if is_own or audience.role is Role.KECAMATAN else ()
    if audience.kind is Kind.DATA:
        return dokumen.tips if is_own else ()
    if is_own:
        return tuple(tip for tip in dokumen.tips if _is_addressed(dokumen, tip, audience))
    if not is_theirs or (mode != FULL and dokumen.jenis in _RETURNED_IN_FULL_ONLY):
        return ()
    return dokumen.tips


def choose_what_travels(
    dokumen: Iterable[Stored],
    audience: Audience,
    statements: Mapping[str, frozenset[str]],
    mode: str,
) -> dict[str, tuple[Tip, ...]]:
    """The dokumen that travel, by id, each with all its tips that may.

    `statements`: per counted laptop of the addressee (`counted_statements`) what it said it holds. The
    kecamatan's laptops hold for each other; of a village or a peer each laptop must hold it itself.
    """
    chosen: dict[str, tuple[Tip, ...]] = {}
    for one in dokumen:
        tips = travelling_tips(one, audience, mode)
        if tips and (mode == FULL or _is_missing(tips, audience.kind, statements)):
            chosen[one.id] = tips
    return chosen


def counted_statements(
    laptops: Iterable[str],
    newest: Mapping[str, tuple[datetime, frozenset[str]]],
    *,
    kind: Kind,
    at: datetime,
) -> dict[str, frozenset[str]]:
    """What each active laptop of the addressee holds, as far as it counts.

    `newest`: per kid when its newest statement came and what it said. One never heard holds nothing;
    of a village or a peer, one silent for 90 days is left out until it sends again.
    """
    counted: dict[str, frozenset[str]] = {}
    for kid in laptops:
        known = newest.get(kid)
        if known is None:
            counted[kid] = frozenset()
        elif kind is Kind.DATA or at - known[0] < SILENT_AFTER:
            counted[kid] = known[1]
    return counted


def choose_mode(*, seq: int, is_wanted: bool, is_pressed: bool, full_size: int) -> str:
    """`full` or `pending` for the kiriman with number `seq`; `full_size` in bytes if all of it went."""
    is_full = seq == 1 or is_wanted or is_pressed or seq % FULL_EVERY == 0 or full_size < SMALL_ENOUGH
    return FULL if is_full else PENDING


def state_tips(dokumen: Iterable[Stored], audience: Audience) -> list[str]:
    """Digests over which sender and receiver compute the same state (12.7); see `history.state_of`.

    Deposits are left out: they stay with the kecamatan, and a laptop that was lost or restored lacks them.
    """
    among = [one for one in dokumen if one.jenis not in _RETURNED_IN_FULL_ONLY]
    return _tips_of(among, audience)


def held_statement(dokumen: Iterable[Stored], audience: Audience) -> list[str]:
    """What we state as held in a kiriman to this addressee: our tips of all it may send us, sorted."""
    return sorted(set(_tips_of(dokumen, audience.answer)))


def _tips_of(dokumen: Iterable[Stored], audience: Audience) -> list[str]:
    return [tip.digest for one in dokumen for tip in travelling_tips(one, audience)]


def _is_for_pendamping(nama: str) -> bool:
    jenis = JENIS.get(nama)
    return jenis is not None and jenis.is_pendamping


def _is_addressed(dokumen: Stored, tip: Tip, audience: Audience) -> bool:
    jenis = find_jenis(dokumen.jenis)
    if tip.status is StatusDokumen.KONSEP or (jenis is not None and jenis.pihak is not Pihak.KECAMATAN):
        return False
    if not tip.desa:
        return dokumen.jenis in _FOR_EVERYBODY
    return audience.addressee_uid in tip.desa or EVERY_DESA in tip.desa


def _is_missing(tips: tuple[Tip, ...], kind: Kind, statements: Mapping[str, frozenset[str]]) -> bool:
    wanted = {tip.digest for tip in tips}
    if kind is Kind.DATA:
        return not wanted <= frozenset().union(*statements.values())
    return any(not wanted <= held for held in statements.values())
