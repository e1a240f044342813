"""What the next kiriman to an office carries: every dokumen it has not said it holds in its newest state.

Nothing is picked and nothing can be forgotten (kiriman-format.md 14.1, ux.md 8.1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.penduduk.dokumen import count
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange import (
    holdings,
    izin,
    lampiran,
    lokal,
    numbering,
    own_forms,
    register,
    register_lokal,
    titipan,
)
from desa_desktop.services.exchange.results import (
    BarisKirim,
    DokumenTerkirim,
    Folders,
    Laptop,
    Muatan,
    RencanaKirim,
)
from desa_desktop.services.exchange.trust import Circle, read_circle, require_own
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.certificates import Role
from desa_desktop.sync.container import Kind
from desa_desktop.sync.history import state_of
from desa_desktop.sync.inner import Counted
from desa_desktop.sync.snapshots import Snapshot, read_snapshot
from desa_desktop.sync.travel import (
    FULL,
    PENDING,
    Stored,
    Tip,
    choose_mode,
    choose_what_travels,
    held_statement,
    state_tips,
)

EVERYBODY = ("", "semua")
LAPTOP = "laptop"
"""For whom a kiriman to the other laptops of our own office is: a word of cli.md."""
PACKED = 3  # deflate makes dokumen about a third; an estimate for people
OVERHEAD = 4_000


@dataclass(frozen=True, slots=True)
class Target:
    """The office a kiriman goes to. `kode` and `nama` stand in lists, `file_*` in the file's name."""

    uid: str
    kode: str
    nama: str
    file_kode: str
    file_nama: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A kiriman about to be built: its number, mode, snapshots and statements.

    `titipan`: the bytes of the deposits that go along; of those in `deposits_held` only the dokumen does.
    `deposit` is the digest of an older one that a person chose, else "".
    """

    number: numbering.Number
    mode: str
    snapshots: tuple[Snapshot, ...]
    held: tuple[str, ...]
    state: Counted
    seen: Mapping[str, int]
    is_full_wanted: bool
    muatan: Muatan
    titipan: int
    deposits_held: frozenset[str]
    deposit: str = ""


def wish_key(uid: str) -> str:
    """Meta key: that office asked us for everything (`want` of its last kiriman)."""
    return f"diminta:{uid}"


def need_key(uid: str) -> str:
    """Meta key: we ask that office for everything in our next kiriman (W_STATE, W_ATTACHMENT)."""
    return f"minta:{uid}"


def targets(unit: Unit, circle: Circle, untuk: str) -> list[Target]:
    """The offices meant by `untuk`: a village's code or `semua`; a village has only its kecamatan.

    `laptop` are the other laptops of our own office; an assistant's laptop for visits (pendamping) writes to
    those alone. Raises NotFound for a village that is not in the list or
    has no enrolled laptop, and for an office with one laptop.
    """
    if untuk == LAPTOP or circle.role is Role.PENDAMPING:
        own = Target(str(circle.uid), circle.kode, circle.nama, circle.kode.ljust(10, "0"), circle.nama)
        if not holdings.laptops_of(circle, own.uid):
            raise NotFound(apa=_("Laptop lain kantor ini yang terdaftar"))
        return [own]
    if circle.is_desa:
        root = circle.root
        if root is None:
            return []
        return [Target(root.uid, root.kode, root.label, circle.kode, circle.nama)]
    rows = sorted(unit.select(DesaBinaan), key=lambda one: (one.urut, one.kode))
    wanted = "".join(letter for letter in untuk if letter.isdigit())
    if untuk not in EVERYBODY:
        rows = [one for one in rows if one.kode == wanted]
    found = [
        Target(str(one.id), one.kode, one.nama, one.kode, one.nama)
        for one in rows
        if holdings.laptops_of(circle, str(one.id))
    ]
    if not found:
        raise NotFound(apa=_("Desa dengan laptop terdaftar"))
    return found


def has_other_laptops(database: Database, laptop: Laptop) -> bool:
    """Whether our own office has another enrolled laptop to choose beside its usual addressee.

    An assistant's laptop for visits has no other addressee. Raises NotFound before the set-up.
    """
    with database.read() as unit:
        circle = read_circle(unit, laptop)
    return circle.role is not Role.PENDAMPING and bool(holdings.laptops_of(circle, str(circle.uid)))


def freeze_changed(
    unit: Unit, circle: Circle, kid: str, at: datetime, *, to_laptops: bool = False
) -> list[Snapshot]:
    """A snapshot of every own dokumen that differs from its newest one (12.5 b).

    The register of residents is frozen when it may leave: to the kecamatan by consent, to our own laptops
    (`to_laptops`) as soon as the kecamatan has obeyed an earlier withdrawal.
    """
    kantor = office.require(unit)
    made = (
        dokumen.freeze(unit, root, kantor.id, kid=kid, at=at) for root in dokumen.office_roots(unit, kantor)
    )
    found = [one for one in made if one is not None]
    if izin.read_izin(unit).is_berlaku or (to_laptops and _may_begin_anew(unit, circle, kantor.id)):
        people = register.freeze(unit, kantor.id, kid=kid, at=at)
        found += [people] if people is not None else []
    if to_laptops:
        found += lokal.freeze(unit, kantor, kid=kid, at=at)
        people_here = register_lokal.freeze(unit, kantor.id, kid=kid, at=at) if circle.is_desa else None
        found += [people_here] if people_here is not None else []
        found += own_forms.freeze(unit, kantor, kid=kid, at=at)
    return found


def _may_begin_anew(unit: Unit, circle: Circle, uid: UUID) -> bool:
    """Whether a new state of the register hides no withdrawal that the kecamatan does not know yet.

    The new state would take the place of the withdrawal as what we are; the people would stay there.
    """
    if not circle.is_desa:
        return False
    shelf = dokumen.shelf_of(unit, register.key_of(uid))
    gone = {one for one in shelf.heads if shelf.held[one].status is StatusDokumen.DICABUT}
    known = {digest for row in archive.held_statements(unit) for digest in row.digest}
    return gone <= known


def prepare(
    unit: Unit,
    circle: Circle,
    target: Target,
    *,
    lengkap: bool,
    at: datetime,
    is_grant: bool = False,
    deposit: str = "",
) -> Draft:
    """Number, mode and content of the next kiriman to `target`, from what is frozen.

    A grant brings no deposits: they come back only when they are asked for. `deposit` are the first letters
    of the SHA-256 of one that goes back instead of the newest. Raises NotFound, InvalidInput for that.
    """
    audience = holdings.audience_of(circle, target.uid)
    known = holdings.stored_dokumen(unit)
    statements = holdings.partner_statements(unit, circle, target.uid, at)
    everything = choose_what_travels(known, audience, statements, FULL)
    number = numbering.next_number(unit, target.uid, audience.kind)
    content = load(unit, everything)
    mode = choose_mode(
        seq=number.chain.seq,
        is_wanted=bool(archive.meta(unit, wish_key(target.uid))),
        is_pressed=lengkap,
        full_size=sum(len(one.data) for one in content.values()),
    )
    chosen = everything
    if mode != FULL:
        chosen = choose_what_travels(known, audience, statements, PENDING)
        for key, tips in everything.items():  # one whose photo did not fit before, or was missing there
            named = [content[tip.digest] for tip in tips]
            if key not in chosen and lampiran.is_wanted(unit, named, statements, audience.kind):
                chosen[key] = tips
    is_asked = not is_grant and (lengkap or bool(archive.meta(unit, wish_key(target.uid))))
    chosen = titipan.leave_out(chosen, {one.id: one.jenis for one in known}, audience.kind, is_asked=is_asked)
    digests = sorted({tip.digest for tips in chosen.values() for tip in tips})
    snapshots = tuple(content[one] for one in digests)
    held = held_statement(known, audience)
    if audience.kind is Kind.FEEDBACK:  # else a village would never send again what did not arrive whole
        held = sorted(set(held) - titipan.not_here(unit))
    # what one of its laptops holds, the kecamatan holds; a village that asks gets its deposits again
    there = frozenset().union(*statements.values()) if audience.kind is Kind.DATA else frozenset()
    chosen_deposit = ""
    if deposit and audience.kind is Kind.FEEDBACK:
        older, stays = titipan.choose_returned(unit, target.uid, deposit, snapshots)
        every = {one.digest: one for one in (*snapshots, older)}
        snapshots = tuple(every[one] for one in sorted(every))
        chosen_deposit, there = older.digest, there | stays
    sealed = titipan.weight(unit, snapshots, there)
    return Draft(
        number=number,
        mode=mode,
        snapshots=snapshots,
        held=tuple(sorted({*held, *lampiran.stated(unit, held)})),
        state=counted(known, circle, target),
        seen=holdings.seen_of(unit, [one.kid for one in holdings.laptops_of(circle, target.uid)]),
        is_full_wanted=archive.meta(unit, need_key(target.uid)) == "perlu",
        muatan=lampiran.choose(unit, snapshots, statements, audience.kind, semua=lengkap, terpakai=sealed),
        titipan=sealed,
        deposits_held=there,
        deposit=chosen_deposit,
    )


def counted(known: list[Stored], circle: Circle, target: Target) -> Counted:
    """The state that sender and receiver compare (12.7)."""
    return Counted(*state_of(state_tips(known, holdings.audience_of(circle, target.uid))))


def load(unit: Unit, chosen: Mapping[str, tuple[Tip, ...]]) -> dict[str, Snapshot]:
    """The snapshots that travel, by digest."""
    digests = sorted({tip.digest for tips in chosen.values() for tip in tips})
    found: dict[str, Snapshot] = {}
    for start in range(0, len(digests), 400):
        for row in archive.snapshots_of(unit, digests=digests[start : start + 400]):
            found[row.digest] = read_snapshot(row.isi)
    return found


def sent_of(snapshot: Snapshot) -> DokumenTerkirim:
    """A snapshot as the lists of a kiriman show it."""
    title = dokumen.title_of(snapshot.jenis, dict(snapshot.isi))
    return DokumenTerkirim(
        snapshot.jenis, snapshot.id, snapshot.status.value, snapshot.revisi, snapshot.digest, title
    )


# ------------------------------------------------------------------ what the screen shows


def what_travels(
    database: Database,
    laptop: Laptop,
    files: Folders,
    *,
    untuk: str = "",
    lengkap: bool = False,
    at: datetime,
) -> RencanaKirim:
    """What the next kiriman carries, exactly as `seal` would make it now; nothing is stored.

    `untuk` is the code of a village (kecamatan only). Raises BelumTerdaftar, KunciDicabut, NotFound.
    """
    with database.unit() as unit:  # left without a commit: the snapshots made here are only looked at
        izin.end_if_over(unit, laptop, at=at)
        circle = read_circle(unit, laptop)
        require_own(circle, laptop)
        target = targets(unit, circle, untuk)[0]
        made = freeze_changed(unit, circle, laptop.keys.kid, at, to_laptops=untuk == LAPTOP)
        fresh = {one.digest for one in made}
        draft = prepare(unit, circle, target, lengkap=lengkap, at=at)
        statements = holdings.partner_statements(unit, circle, target.uid, at)
        sent = _sent_before(unit, target)
        is_enough = holdings.audience_of(circle, target.uid).kind is Kind.DATA
        photos = {} if lengkap else draft.muatan.ukuran
        rows = [
            _row(unit, one, fresh, sent, statements, photos, is_enough=is_enough) for one in draft.snapshots
        ]
        number, when = _accepted(unit, circle, target)
        partner = [one.kid for one in holdings.laptops_of(circle, target.uid)]
        last = holdings.last_from(unit, partner)
        waiting = _unwritten(unit, files, target)
        people = [one for one in draft.snapshots if one.jenis == PENDUDUK and "penduduk" in one.isi]
        said = izin.read_izin(unit)
        forks = dokumen.count_forks(unit)
    return RencanaKirim(
        kepada=target.uid,
        kode=target.kode,
        nama=target.nama,
        nomor=draft.number.chain.seq,
        mode=draft.mode,
        baris=tuple(sorted(rows, key=lambda one: (one.sebab == "lengkap", one.jenis, one.judul))),
        ukuran=OVERHEAD + sum(one.ukuran for one in rows) // PACKED + draft.muatan.bita + draft.titipan,
        lampiran=draft.muatan,
        nomor_diterima=number,
        diterima_pada=when,
        umpan_balik_nomor=last.seq if last is not None else None,
        umpan_balik_hari=(at - last.pada).days if last is not None else None,
        bercabang=forks,
        tertunda=waiting,
        penduduk=max(count(one.isi)[0] for one in people) if people else None,
        izin=said,
    )


def _row(
    unit: Unit,
    snapshot: Snapshot,
    fresh: set[str],
    sent: Mapping[str, set[str]],
    statements: Mapping[str, frozenset[str]],
    photos: Collection[str],
    *,
    is_enough: bool,
) -> BarisKirim:
    """`is_enough`: one laptop that holds it will do. `sent` maps a dokumen to its states that an earlier
    kiriman carried: what Sahkan froze may be new. `photos` are those that the addressee lacks.
    """
    said = list(statements.values())
    held = (
        any(snapshot.digest in one for one in said)
        if is_enough
        else all(snapshot.digest in one for one in said)
    )
    if held:
        why = "lampiran" if snapshot.lampiran & set(photos) else "lengkap"
    elif snapshot.digest in sent.get(snapshot.id, ()):
        why = "belum_diterima"
    else:
        why = "berubah" if snapshot.id in sent else "baru"
    return BarisKirim(
        UUID(snapshot.id),
        snapshot.jenis,
        dokumen.title_of(snapshot.jenis, dict(snapshot.isi)),
        snapshot.status.value,
        snapshot.revisi,
        "" if snapshot.digest in fresh else snapshot.digest,
        why,
        len(snapshot.data),
    )


def _sent_before(unit: Unit, target: Target) -> dict[str, set[str]]:
    """Id of a dokumen -> digests of its states in our kiriman to this office so far."""
    found: dict[str, set[str]] = {}
    for row in archive.outbox(unit):
        for one in row.dokumen if row.kepada == target.uid else ():
            found.setdefault(str(one["id"]), set()).add(str(one["digest"]))
    return found


def _unwritten(unit: Unit, files: Folders, target: Target) -> str:
    """The newest kiriman to this office, if it waits in the outbox without a copy on any stick."""
    rows = [one for one in archive.outbox(unit) if one.kepada == target.uid and one.digest is not None]
    if not rows or rows[-1].salinan or not (files.outbox / rows[-1].berkas).is_file():
        return ""
    return rows[-1].digest or ""


def _accepted(unit: Unit, circle: Circle, target: Target) -> tuple[int | None, datetime | None]:
    """Our last kiriman that the addressee named in `seen`, and when we sealed it."""
    kids = {one.kid for one in holdings.laptops_of(circle, target.uid)}
    seen: dict[str, int] = {}
    for one in archive.held_statements(unit):
        if one.kid in kids:
            for chain, seq in one.seen.items():
                seen[chain] = max(seq, seen.get(chain, 0))
    counted = (Kind.DATA.value, Kind.FEEDBACK.value, Kind.PEER.value)
    ours = [one for one in archive.outbox(unit) if one.jenis in counted]
    known = [one for one in ours if seen.get(one.chain, 0) == one.seq]
    newest = max(known, key=lambda one: (one.pada, one.seq), default=None)
    return (newest.seq, newest.pada) if newest is not None else (None, None)
