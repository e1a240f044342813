"""Dokumen as snapshots: freeze a working copy, say what changed since, and which state counts.

Made at a milestone, at sealing, and before an import that touches the dokumen (kiriman-format.md 12.5).
Everyday editing knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import JENIS, TANPA_SELISIH, StatusDokumen, dokumen_id
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.lain import keep_unknown
from desa_desktop.domain.plain import CLASSES, JENIS_OF, IsiWrong, from_isi, stays, to_isi
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.telaah import TandaTerima, Telaah
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.store import archive, journal
from desa_desktop.store.queries import history
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.snapshots import Descent, Snapshot, make_snapshot, read_snapshot, tidy_isi

NAMELESS = frozenset({"penduduk"})
"""The jenis whose title is the same whatever stands in them."""


class MasihBercabang(InvalidInput):
    """Two laptops changed this dokumen apart: nobody signs it before its owner has decided (ux.md 8.6)."""

    code = "K-320"

    def __init__(self) -> None:
        words = _("Dokumen ini bercabang dan punya selisih yang belum diputuskan. Buka Kotak Selisih dulu.")
        super().__init__({"": words})


@dataclass(frozen=True, slots=True)
class DokumenRingkas:
    """One dokumen as a list shows it; `keadaan` is `bercabang`, `berubah` (since its snapshot) or ''."""

    id: UUID
    jenis: str
    judul: str
    pemilik: UUID
    status: str
    revisi: int
    digest: str
    keadaan: str


def own_roots(unit: Unit, uid: UUID) -> Iterator[Any]:
    """Every aggregate of this office that travels, with its parts; a village's `desa_id` is its uid."""
    for jenis, cls in CLASSES.items():
        if jenis == "profil":
            found = unit.find(cls, uid)
            if found is not None:
                yield found
        elif cls is Isian:  # the forms about families are not read: there may be thousands
            forms = unit.select(cls, desa_id=uid, keluarga_id=None)
            yield from (one for one in forms if not stays(one))
        elif "desa_id" in cls.__dataclass_fields__:
            yield from unit.select(cls, desa_id=uid)


def office_roots(unit: Unit, kantor: Kantor) -> Iterator[Any]:
    """The same for any office: a kecamatan's own are its reviews and receipts."""
    if kantor.peran is Peran.DESA:
        yield from own_roots(unit, kantor.id)
    else:
        yield from unit.select(Telaah)
        yield from unit.select(TandaTerima)


def key_of(root: Any, pemilik: UUID) -> UUID:
    """The id of the dokumen that an aggregate is; a profile's row is named by its office instead."""
    return dokumen_id(pemilik, "profil") if isinstance(root, Desa) else root.id


def root_key(jenis: str, key: UUID, pemilik: UUID) -> UUID:
    """The id of the aggregate in the tables that a dokumen is; the way back from `key_of`."""
    return pemilik if jenis == "profil" else key


def shelf_of(unit: Unit, key: UUID) -> Shelf:
    """The history of one dokumen as the archive knows it."""
    shelf = Shelf()
    shelf.past |= archive.past_of(unit, key)
    for row in archive.snapshot_heads(unit, key):
        shelf.held[row.digest] = descent_of(row)
    return shelf


def all_shelves(unit: Unit) -> dict[UUID, Shelf]:
    """The histories of all dokumen, without their content."""
    shelves: dict[UUID, Shelf] = {}
    for key, past in archive.all_past(unit).items():
        shelves.setdefault(key, Shelf()).past |= past
    for row in archive.snapshot_heads(unit):
        shelves.setdefault(row.dokumen_id, Shelf()).held[row.digest] = descent_of(row)
    return shelves


def is_forked(shelf: Shelf) -> bool:
    """Whether two laptops changed the dokumen apart and a person has to choose (Kotak Selisih)."""
    return shelf.is_bercabang and shelf.held[shelf.heads[0]].jenis not in TANPA_SELISIH


def count_forks(unit: Unit) -> int:
    """How many dokumen wait for a person in Kotak Selisih, here or at their owner's."""
    return sum(is_forked(shelf) for shelf in all_shelves(unit).values())


def descent_of(row: archive.SnapshotRow) -> Descent:
    """A stored snapshot without its content, as `sync.history` decides from."""
    return Descent(
        digest=row.digest,
        id=str(row.dokumen_id),
        jenis=row.jenis,
        pemilik=str(row.pemilik),
        status=StatusDokumen(row.status),
        revisi=row.revisi,
        parents=row.parents,
        leluhur=row.leluhur,
    )


def row_of(snapshot: Snapshot, kiriman: str | None = None) -> archive.SnapshotRow:
    """A snapshot as the archive keeps it."""
    return archive.SnapshotRow(
        digest=snapshot.digest,
        dokumen_id=UUID(snapshot.id),
        jenis=snapshot.jenis,
        pemilik=UUID(snapshot.pemilik),
        skema=snapshot.schema,
        status=snapshot.status.value,
        revisi=snapshot.revisi,
        parents=snapshot.parents,
        leluhur=snapshot.leluhur,
        oleh=snapshot.oleh,
        pada=snapshot.pada,
        isi=snapshot.data,
        dari_kiriman=kiriman,
    )


def content_of(unit: Unit, digest: str) -> Snapshot:
    """The stored snapshot of that digest, read. Raises IndexError when it is not stored."""
    return read_snapshot(archive.snapshots_of(unit, digests=[digest])[0].isi)


def store_snapshot(unit: Unit, snapshot: Snapshot, kiriman: str | None = None) -> None:
    """Take a snapshot into the archive; its ancestors become past."""
    key = UUID(snapshot.id)
    archive.put_dokumen(unit, key, snapshot.jenis, UUID(snapshot.pemilik))
    archive.add_past(unit, key, snapshot.ancestors)
    archive.put_snapshots(unit, [row_of(snapshot, kiriman)])


def freeze(unit: Unit, root: Any, pemilik: UUID, *, kid: str, at: datetime) -> Snapshot | None:
    """Make the working copy a snapshot if it differs from its head; returns the new one, else None.

    `kid` names this laptop, `at` is the claimed moment. A dokumen that is Bercabang is left alone: its
    owner decides in Kotak Selisih. An empty dokumen that never was a snapshot makes none.
    """
    jenis, key = JENIS_OF[type(root)], key_of(root, pemilik)
    shelf = shelf_of(unit, key)
    if shelf.is_bercabang:
        return None
    status = _status_of(root)
    isi = to_isi(root)
    parents = [shelf.held[one] for one in shelf.heads]
    if parents:
        if is_frozen(unit, root, parents[0].digest):
            archive.tables_hold(unit, key, parents[0].digest)
            return None
    elif is_blank(isi) and (status is StatusDokumen.KONSEP or JENIS[jenis].is_hidup):
        return None
    return _write_upon(unit, key, jenis, pemilik, status, isi, parents, kid=kid, at=at)


def freeze_on(
    unit: Unit, root: Any, pemilik: UUID, digest: str, *, kid: str, at: datetime
) -> Snapshot | None:
    """Make a working copy of a forked dokumen a snapshot upon the head it stands on, if it differs from it.

    So what was typed while the dokumen was Bercabang takes part when it is joined.
    """
    if is_frozen(unit, root, digest):
        return None
    key, jenis = key_of(root, pemilik), JENIS_OF[type(root)]
    parents = [shelf_of(unit, key).held[digest]]
    return _write_upon(unit, key, jenis, pemilik, _status_of(root), to_isi(root), parents, kid=kid, at=at)


def _write_upon(
    unit: Unit,
    key: UUID,
    jenis: str,
    pemilik: UUID,
    status: StatusDokumen,
    isi: dict[str, Any],
    parents: Sequence[Descent],
    *,
    kid: str,
    at: datetime,
) -> Snapshot:
    """A snapshot upon its head, with what a newer program had written there and its higher schema (15)."""
    schema = None
    if parents:
        head = content_of(unit, parents[0].digest)
        if head.schema > JENIS[jenis].schema and head.is_readable:
            isi, schema = keep_unknown(jenis, head.isi, isi), head.schema
    return write_snapshot(unit, key, jenis, pemilik, status, isi, parents, kid=kid, at=at, schema=schema)


def is_frozen(unit: Unit, root: Any, digest: str) -> bool:
    """Whether the working copy is what this snapshot holds: typing that was taken back leaves no change."""
    head = content_of(unit, digest)
    if head.status is StatusDokumen.DICABUT and JENIS[JENIS_OF[type(root)]].is_hidup:
        return _is_as_withdrawn(unit, head, to_isi(root))
    return head.status is _status_of(root) and _is_content(head, to_isi(root))


def _is_as_withdrawn(unit: Unit, head: Snapshot, isi: dict[str, Any]) -> bool:
    """Whether nobody changed a living dokumen since it was withdrawn: its rows stay, and have no state that
    would say so."""
    before = [read_snapshot(one.isi) for one in archive.snapshots_of(unit, digests=list(head.parents))]
    return not before or any(_is_content(one, isi) for one in before)


def _status_of(root: Any) -> StatusDokumen:
    """The state that a snapshot of this working copy has; a living dokumen is always disahkan."""
    if JENIS[JENIS_OF[type(root)]].is_hidup:
        return StatusDokumen.DISAHKAN
    status: StatusDokumen = getattr(root, "status", StatusDokumen.KONSEP)
    return status


def ratify(unit: Unit, root: Any, pemilik: UUID, *, alasan: str, kid: str, at: datetime) -> tuple[int, str]:
    """Lock a working copy as r01, r02, ...; returns revision and digest of the snapshot that counts now.

    A dokumen that was opened again and not changed goes back to the revision it had: nothing new was
    decided. The caller has judged the content and commits with `kind="sahkan"`.
    Raises MasihBercabang (ux.md 8.6).
    """
    shelf = shelf_of(unit, key_of(root, pemilik))
    if shelf.is_bercabang:
        raise MasihBercabang
    root.status, root.alasan = StatusDokumen.DISAHKAN, alasan.strip()
    now = freeze(unit, root, pemilik, kid=kid, at=at) or shelf.held[shelf.heads[0]]
    root.revisi = now.revisi
    return now.revisi, now.digest


def reopen(root: Any) -> None:
    """`Buat perubahan`: konsep again; what was ratified keeps counting. Raises InvalidInput for a draft."""
    if root.status is not StatusDokumen.DISAHKAN:
        raise InvalidInput({"": _("Dokumen ini masih konsep dan bisa langsung diubah.")})
    root.status = StatusDokumen.KONSEP


def write_snapshot(
    unit: Unit,
    key: UUID,
    jenis: str,
    pemilik: UUID,
    status: StatusDokumen,
    isi: dict[str, Any],
    parents: Sequence[Descent],
    *,
    kid: str,
    at: datetime,
    schema: int | None = None,
) -> Snapshot:
    """Make, store and return a snapshot of this content; the tables hold it from now on.

    `schema` is that of the program unless a newer one's fields are in the content.
    """
    snapshot = make_snapshot(
        id=key,
        jenis=jenis,
        pemilik=pemilik,
        status=status,
        isi=isi,
        oleh=kid,
        pada=at,
        parents=parents,
        schema=schema,
    )
    store_snapshot(unit, snapshot)
    archive.tables_hold(unit, key, snapshot.digest)
    return snapshot


def _is_content(head: Snapshot, isi: dict[str, Any]) -> bool:
    """Whether `isi` says what the head says, both in today's fields: a field that a newer program added
    with its default value is no change, or every update would ratify plans anew."""
    if head.status is StatusDokumen.DICABUT:
        return True  # nothing but a person brings a withdrawn dokumen back
    tidy = tidy_isi(isi)
    if tidy == head.isi:
        return True
    try:
        known = root_of(head)
    except IsiWrong:
        return False
    return tidy == tidy_isi(to_isi(known))


def root_of(snapshot: Snapshot) -> Any:
    """The aggregate that a snapshot describes, not attached to any store. Raises IsiWrong, KeyError."""
    key, pemilik = UUID(snapshot.id), UUID(snapshot.pemilik)
    name = root_key(snapshot.jenis, key, pemilik)
    return from_isi(snapshot.jenis, name, pemilik, snapshot.status.value, snapshot.revisi, snapshot.isi)


def is_blank(isi: dict[str, Any]) -> bool:
    """Whether nothing but the key of the dokumen (its year, form, period) has been filled in."""
    keys = {
        "tahun",
        "nomor_terakhir",
        "form_id",
        "periode",
        "judul",
        "templat_versi",
        "templat_sha256",
        "tahun_target",
        "tahun_akhir",
        "tanggal_pelantikan",
    }
    return not any(value for key, value in isi.items() if key not in keys)


def title_of(jenis: str, isi: dict[str, Any]) -> str:
    """What people call the dokumen: `RKP Desa 2027`, `Kartu Skor ... 2026-S1`."""
    if jenis == "isian":
        name = str(isi.get("judul") or isi.get("form_id", ""))
        return f"{name} {show_periode(str(isi.get('periode', '')))}".strip()
    if jenis == "telaah":
        return str(isi.get("judul") or jenis_name(jenis))
    if jenis == "templat" and isi.get("judul"):  # one that was withdrawn says only why
        return _("Templat {judul} versi {n}").format(judul=isi["judul"], n=isi.get("versi", ""))
    if jenis.startswith("templat-") and isi.get("judul"):
        return _("Templat sendiri {judul}").format(judul=isi["judul"])
    if jenis == "paket-aturan" and isi.get("nomor"):
        return _("Paket Aturan {nomor}").format(nomor=isi["nomor"])
    if jenis == "rpjm-desa" and isi.get("tahun_akhir"):
        return _("RPJM Desa {awal}–{akhir}").format(awal=isi.get("tahun", ""), akhir=isi["tahun_akhir"])
    named = isi.get("nama") if jenis == "musyawarah" else ""
    year = isi.get("tahun")
    name = str(named or jenis_name(jenis))
    return f"{name} {year}" if year and str(year) not in name else name


def list_dokumen(database: Database, jenis: str = "", *, only_forks: bool = False) -> list[DokumenRingkas]:
    """All dokumen the archive knows, for `dokumen daftar` and the lists of the exchange."""
    with database.read() as unit:
        shelves = all_shelves(unit)
        steps = archive.newest_steps(unit)
        rows: list[DokumenRingkas] = []
        for one in archive.all_dokumen(unit, jenis=jenis):
            shelf = shelves.get(one.id)
            if shelf is None or not shelf.heads or (only_forks and not is_forked(shelf)):
                continue
            head = shelf.held[shelf.heads[0]]
            root = root_key(one.jenis, one.id, one.pemilik)
            changed = steps.get(root, 0) > one.langkah_tabel
            state = "bercabang" if is_forked(shelf) else "berubah" if changed else ""
            # a register of thousands is not read for a title that says nothing of it
            isi = {} if one.jenis in NAMELESS else dict(content_of(unit, head.digest).isi)
            rows.append(
                DokumenRingkas(
                    one.id,
                    one.jenis,
                    title_of(one.jenis, isi),
                    one.pemilik,
                    head.status.value,
                    head.revisi,
                    head.digest,
                    state,
                )
            )
    return rows


@dataclass(frozen=True, slots=True)
class KeadaanDokumen:
    """One stored state of a dokumen. `keadaan` is `berlaku` for what counts now, `bercabang` or `lama`.

    `oleh` is the kid of the laptop that froze it, `pada` the moment it claims.
    """

    id: UUID
    jenis: str
    status: str
    revisi: int
    digest: str
    keadaan: str
    oleh: str
    pada: datetime


EKSPOR = "ekspor"
"""The audit's word for a copy that may be changed outside the program."""


def note_export(unit: Unit, key: UUID, apa: str, *, by: str, at: datetime, laptop: str) -> None:
    """Note that a ratified dokumen left as a copy for editing; `apa` is the paper and its revision."""
    journal.note_act(
        unit.connection, by=by, at=at, laptop=laptop, act=EKSPOR, table="dokumen", key=key.hex, what=apa
    )


def exports_of(database: Database, key: UUID) -> list[history.ActRow]:
    """The copies for editing that were made of one ratified dokumen, newest first (ux.md 3.14)."""
    with database.read() as unit:
        return history.acts_with(unit.connection, EKSPOR, key)


def states_of(database: Database, key: UUID) -> list[KeadaanDokumen]:
    """Every state of one dokumen that is stored here, newest first; empty for an unknown one."""
    with database.read() as unit:
        shelf = shelf_of(unit, key)
        rows = archive.snapshots_of(unit, key)
    head = "bercabang" if shelf.is_bercabang else "berlaku"
    states = [
        KeadaanDokumen(
            key,
            one.jenis,
            one.status,
            one.revisi,
            one.digest,
            head if one.digest in shelf.heads else "lama",
            one.oleh,
            datetime.fromisoformat(one.pada),
        )
        for one in rows
    ]
    return sorted(states, key=lambda one: (one.pada, one.revisi), reverse=True)
