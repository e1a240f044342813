"""The kecamatan's own work on what villages sent: reviews with notes, and the compilation of the DU-RKP.

Only what is disahkan and accepted counts in a compilation; drafts never do (ux.md 6.4, 6.12).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from desa_desktop.domain import kompilasi as rules
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.domain.kompilasi import BarisKompilasi, DurkpDesa, KelompokMirip, RekapKompilasi
from desa_desktop.domain.matriks_rpjm import plan_for
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.plain import CLASSES, to_isi
from desa_desktop.domain.rkp import BarisDurkp, Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.telaah import (
    CatatanTelaah,
    HasilTelaah,
    JenisCatatan,
    Kompilasi,
    KompilasiId,
    Telaah,
)
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.checking import check_plan
from desa_desktop.services.exchange.results import CatatanTampil, TelaahTampil
from desa_desktop.services.exchange.states import newest_review, require_root, shown_review
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.history import Shelf

DURKP = "durkp"
REVIEWED = ("rkp-desa", "durkp", "rpjm-desa")
"""The plans that a kecamatan reviews, of the RPJM Desa the one that holds in the year."""
MENUNGGU, DIBACA, SESUAI, DIKEMBALIKAN, KOSONG = "menunggu", "ditelaah", "sesuai", "dikembalikan", "belum_ada"


@dataclass(frozen=True, slots=True)
class SumberAngka:
    """Where one village's rows come from. `kiriman` and `tanggal` are None for what came in a backup.

    `is_bercabang`: the village has two states; its last one from before counts. `is_mutakhir` is False
    when what counts was made by a newer program, so that the tables still hold the state before.
    """

    desa_id: UUID
    kode: str
    desa: str
    revisi: int
    digest: str
    kiriman: int | None
    kiriman_digest: str
    berkas: str
    tanggal: datetime | None
    baris: int
    is_bercabang: bool = False
    is_mutakhir: bool = True


@dataclass(frozen=True, slots=True)
class AsalAngka:
    """`Asal angka` of one row: the row and the kiriman behind it."""

    baris: BarisKompilasi
    sumber: SumberAngka


@dataclass(frozen=True, slots=True)
class KompilasiTampil:
    """The DU-RKP of all villages. `status` is `konsep` until it is locked; then `revisi` counts from 1.

    `belum`: villages of the list without an accepted, ratified DU-RKP. `susulan`: villages whose list
    changed or came after the lock; the locked rows stay as they were. Money in rupiah.
    """

    tahun: int
    status: str
    revisi: int
    baris: tuple[BarisKompilasi, ...]
    total: int
    desa: tuple[RekapKompilasi, ...]
    urusan: tuple[RekapKompilasi, ...]
    sumber: tuple[SumberAngka, ...]
    belum: tuple[str, ...]
    susulan: tuple[str, ...]
    mirip: tuple[KelompokMirip, ...]
    kalimat: str


@dataclass(frozen=True, slots=True)
class BarisTelaah:
    """One dokumen of one village in Telaah; `keadaan`: menunggu, ditelaah, sesuai, dikembalikan,
    belum_ada. `digest` is the state that counts (or the draft)."""

    desa_id: UUID
    kode: str
    desa: str
    jenis: str
    dokumen: UUID
    judul: str
    status: str
    revisi: int
    digest: str
    keadaan: str
    catatan: int
    is_bercabang: bool


# ------------------------------------------------------------------ compilation


def compile_durkp(database: Database, aturan: Aturan, tahun: int) -> KompilasiTampil:
    """The compilation of a year: locked if it was locked, else made from what counts now."""
    with database.read() as unit:
        return compiled(unit, aturan, tahun)


def compiled(unit: Unit, aturan: Aturan, tahun: int) -> KompilasiTampil:
    """The compilation of a year as it stands in this unit."""
    now, missing = _current(unit, tahun)
    locked = _find(unit, tahun)
    if locked is None or locked.status is not StatusDokumen.DISAHKAN:
        return _shown(aturan, tahun, now, missing, locked)
    rows, sources = _thaw(locked)
    late = _late(now, sources)
    return _assemble(aturan, tahun, rows, sources, tuple(locked.belum), locked, late)


def origin_of(database: Database, aturan: Aturan, tahun: int, nomor: int) -> AsalAngka:
    """Which kiriman, revision and file stand behind row `nomor` of the compilation. Raises NotFound."""
    shown = compile_durkp(database, aturan, tahun)
    for row in shown.baris:
        if row.nomor == nomor:
            source = next(one for one in shown.sumber if one.desa_id == row.desa_id)
            return AsalAngka(row, source)
    raise NotFound(apa=_("Baris {n}").format(n=nomor))


@dataclass(frozen=True, slots=True)
class Terkunci:
    """The locked compilation: its revision and digest; `is_baru` is False where nothing had changed."""

    revisi: int
    digest: str
    is_baru: bool


def lock(database: Database, aturan: Aturan, tahun: int, *, kid: str, by: str, at: datetime) -> Terkunci:
    """`Kunci kompilasi`: freeze rows, sources and missing villages as r01, r02.

    Locking again takes in what came since; where nothing came, nothing is written. Raises InvalidInput
    when no village has a list that counts.
    """
    with database.unit() as unit:
        now, missing = _current(unit, tahun)
        if not now:
            raise InvalidInput(
                {"tahun": _("Belum ada DURKP {tahun} yang disahkan dan diterima.").format(tahun=tahun)}
            )
        uid = office.require(unit).id
        root = _find(unit, tahun)
        if root is None:
            root = Kompilasi(
                id=KompilasiId(dokumen_id(uid, "kompilasi", str(tahun))), jenis=DURKP, tahun=tahun
            )
            unit.add(root)
        shown = _shown(aturan, tahun, now, missing, None)  # what is locked is what was on the screen
        rows = tuple(_frozen(one) for one in shown.baris)
        sources = tuple(_frozen_source(one) for one in shown.sumber)
        if root.status is StatusDokumen.DISAHKAN and (
            (list(rows), list(sources), list(missing))
            == (list(root.baris), list(root.sumber), list(root.belum))
        ):
            return Terkunci(root.revisi, dokumen.shelf_of(unit, root.id).heads[0], is_baru=False)
        root.baris, root.sumber, root.belum = rows, sources, missing
        root.status = StatusDokumen.DISAHKAN
        root.revisi += 1
        unit.flush()
        shelf = dokumen.shelf_of(unit, root.id)
        snapshot = dokumen.write_snapshot(
            unit,
            root.id,
            "kompilasi",
            uid,
            StatusDokumen.DISAHKAN,
            to_isi(root),
            [shelf.held[one] for one in shelf.heads],
            kid=kid,
            at=at,
        )
        root.revisi = snapshot.revisi
        unit.commit(_("kunci kompilasi DURKP {tahun}").format(tahun=tahun), by, at)
    return Terkunci(snapshot.revisi, snapshot.digest, is_baru=True)


@dataclass(frozen=True, slots=True)
class _Village:
    lists: DurkpDesa
    source: SumberAngka


def _find(unit: Unit, tahun: int) -> Kompilasi | None:
    found = unit.select(Kompilasi, jenis=DURKP, tahun=tahun)
    return found[0] if found else None


def _current(unit: Unit, tahun: int) -> tuple[list[_Village], tuple[str, ...]]:
    """The villages with a list that counts, and the names of those without."""
    shelves = dokumen.all_shelves(unit)
    villages = sorted(unit.select(DesaBinaan), key=lambda one: (one.urut, one.kode))
    lists = {one.desa_id: one for one in unit.select(Durkp, tahun=tahun)}
    ledger = {one.digest: one for one in archive.ledger(unit)}
    found: list[_Village] = []
    missing: list[str] = []
    for village in villages:
        durkp = lists.get(village.id)  # type: ignore[call-overload]
        key = dokumen_id(village.id, DURKP, str(tahun))
        shelf = shelves.get(key)
        counts = durkp is not None and durkp.status is StatusDokumen.DISAHKAN
        if durkp is None or shelf is None or shelf.berlaku is None or not counts:
            missing.append(village.nama)
            continue
        found.append(_village(unit, village, durkp, key, shelf, ledger))
    return found, tuple(missing)


def _village(
    unit: Unit,
    village: DesaBinaan,
    durkp: Durkp,
    key: UUID,
    shelf: Shelf,
    ledger: Mapping[str, archive.LedgerRow],
) -> _Village:
    row = archive.find_dokumen(unit, key)
    digest = (row.digest_tabel if row is not None else None) or ""
    stored = archive.snapshots_of(unit, digests=[digest]) if digest else []
    sent = ledger.get(stored[0].dari_kiriman or "") if stored else None
    source = SumberAngka(
        desa_id=village.id,
        kode=village.kode,
        desa=village.nama,
        revisi=durkp.revisi,
        digest=digest,
        kiriman=sent.seq if sent is not None else None,
        kiriman_digest=sent.digest if sent is not None else "",
        berkas=sent.berkas if sent is not None else "",
        tanggal=sent.pada if sent is not None else None,
        baris=len(durkp.baris),
        is_bercabang=shelf.is_bercabang,
        is_mutakhir=shelf.berlaku == digest,
    )
    return _Village(DurkpDesa(village.id, village.nama, durkp, digest, durkp.revisi), source)


def _late(now: Sequence[_Village], sources: Sequence[SumberAngka]) -> tuple[str, ...]:
    known = {one.desa_id: one.digest for one in sources}
    return tuple(one.source.desa for one in now if known.get(one.source.desa_id) != one.source.digest)


def _shown(
    aturan: Aturan, tahun: int, now: Sequence[_Village], missing: tuple[str, ...], locked: Kompilasi | None
) -> KompilasiTampil:
    rows = rules.compile_durkp([one.lists for one in now])
    return _assemble(aturan, tahun, rows, [one.source for one in now], missing, locked, ())


def _assemble(
    aturan: Aturan,
    tahun: int,
    rows: Sequence[BarisKompilasi],
    sources: Sequence[SumberAngka],
    missing: tuple[str, ...],
    locked: Kompilasi | None,
    late: tuple[str, ...],
) -> KompilasiTampil:
    return KompilasiTampil(
        tahun=tahun,
        status=locked.status.value if locked is not None else StatusDokumen.KONSEP.value,
        revisi=locked.revisi if locked is not None else 0,
        baris=tuple(rows),
        total=rules.total_biaya(rows),
        desa=tuple(rules.rekap_desa(rows)),
        urusan=tuple(rules.rekap_urusan(rows)),
        sumber=tuple(sources),
        belum=missing,
        susulan=late,
        mirip=tuple(rules.usulan_mirip(rows, aturan.ambang_mirip)),
        kalimat=rules.sumber_sentence([one.desa for one in sources], missing),
    )


# ------------------------------------------------------------------ a locked compilation, there and back

_KEPT = (
    "prioritas", "bidang", "kode", "nama", "alasan", "lokasi", "volume", "satuan", "perkiraan_biaya",
    "penerima_l", "penerima_p", "sumber", "opd_tujuan", "urut",
)  # fmt: skip


def _frozen(row: BarisKompilasi) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(row.baris, name) for name in _KEPT}
    values["volume"] = format(row.baris.volume, "f") if row.baris.volume is not None else None
    values |= {"id": str(row.baris.id), "nomor": row.nomor, "desa_id": str(row.desa_id), "desa": row.desa}
    return values | {"urusan": row.urusan, "digest": row.digest}


def _frozen_source(source: SumberAngka) -> dict[str, object]:
    return {
        "desa_id": str(source.desa_id),
        "kode": source.kode,
        "desa": source.desa,
        "revisi": source.revisi,
        "digest": source.digest,
        "kiriman": source.kiriman,
        "kiriman_digest": source.kiriman_digest,
        "berkas": source.berkas,
        "tanggal": source.tanggal.isoformat() if source.tanggal is not None else None,
        "baris": source.baris,
        "is_bercabang": source.is_bercabang,
        "is_mutakhir": source.is_mutakhir,
    }


def _thaw(locked: Kompilasi) -> tuple[list[BarisKompilasi], list[SumberAngka]]:
    return [_thawed(one) for one in locked.baris], [_thawed_source(one) for one in locked.sumber]


def _thawed(one: Mapping[str, Any]) -> BarisKompilasi:
    values = {name: one[name] for name in _KEPT}
    values["volume"] = Decimal(one["volume"]) if one["volume"] is not None else None
    row = BarisDurkp(id=UUID(one["id"]), **values)
    return BarisKompilasi(one["nomor"], UUID(one["desa_id"]), one["desa"], one["urusan"], row, one["digest"])


def _thawed_source(one: Mapping[str, Any]) -> SumberAngka:
    tanggal = datetime.fromisoformat(one["tanggal"]) if one["tanggal"] is not None else None
    return SumberAngka(**{**one, "desa_id": UUID(one["desa_id"]), "tanggal": tanggal})


# ------------------------------------------------------------------ review


def review_list(database: Database, tahun: int, jenis: Sequence[str] = REVIEWED) -> list[BarisTelaah]:
    """The villages' plans of a year with the state of their review, in the order of the village list."""
    with database.read() as unit:
        shelves = dokumen.all_shelves(unit)
        villages = sorted(unit.select(DesaBinaan), key=lambda one: (one.urut, one.kode))
        return [_review_row(unit, one, name, tahun, shelves) for one in villages for name in jenis]


def _review_row(
    unit: Unit, village: DesaBinaan, jenis: str, tahun: int, shelves: Mapping[UUID, Shelf]
) -> BarisTelaah:
    key = _plan_key(unit, village, jenis, tahun)
    shelf = shelves.get(key)
    digest = (shelf.berlaku or shelf.heads[0]) if shelf is not None and shelf.heads else ""
    if shelf is None or not digest:
        return BarisTelaah(
            village.id, village.kode, village.nama, jenis, key, "", "", 0, "", KOSONG, 0, False
        )
    snapshot = dokumen.content_of(unit, digest)
    rounds = unit.select(Telaah, dokumen=key)
    state, notes = MENUNGGU, 0
    for one in rounds:
        if one.digest == digest:
            done = one.status is StatusDokumen.DISAHKAN
            state, notes = (one.hasil.value if done else DIBACA), len(one.catatan)
            if not done:
                break
    return BarisTelaah(
        village.id,
        village.kode,
        village.nama,
        jenis,
        key,
        dokumen.title_of(jenis, dict(snapshot.isi)),
        snapshot.status.value,
        snapshot.revisi,
        digest,
        state,
        notes,
        shelf.is_bercabang,
    )


def _plan_key(unit: Unit, village: DesaBinaan, jenis: str, tahun: int) -> UUID:
    """The id of the plan for a year; an RPJM Desa is named by its first year and holds in several."""
    held = plan_for(unit.select(RpjmDesa, desa_id=village.id), tahun) if jenis == "rpjm-desa" else None
    return held.id if held is not None else dokumen_id(village.id, jenis, str(tahun))


def plan_of(
    database: Database, aturan: Aturan, key: UUID, jenis: str
) -> tuple[RkpDesa | Durkp | RpjmDesa, list[Pemeriksaan]]:
    """The village's plan as the tables hold it, for the read-only grid, and its checks. Raises NotFound."""
    with database.read() as unit:
        found: RkpDesa | Durkp | RpjmDesa = require_root(unit, CLASSES[jenis], key)
        return found, check_plan(unit, found, aturan)


def review_of(database: Database, key: UUID) -> TelaahTampil | None:
    """The open review of a dokumen, else the newest finished one, else None."""
    with database.read() as unit:
        opened = _open_review(unit, key)
        return shown_review(opened, is_old=False) if opened is not None else newest_review(unit, key)


def add_note(
    database: Database,
    key: UUID,
    teks: str,
    *,
    record: str = "",
    kolom: str = "",
    jenis: JenisCatatan = JenisCatatan.WAJIB,
    saran: str = "",
    by: str,
    at: datetime,
) -> CatatanTampil:
    """Hang a note on a row (`record`, its id) or on the whole dokumen; a review is begun if none is open.

    Raises InvalidInput for an empty note, NotFound for a dokumen that never came.
    """
    if not teks.strip():
        raise InvalidInput({"teks": _("Isi catatannya dulu.")})
    with database.unit() as unit:
        telaah = _begin(unit, key)
        note = CatatanTelaah(
            urut=len(telaah.catatan) + 1,
            record=record,
            kolom=kolom,
            jenis=jenis,
            teks=teks.strip(),
            saran=saran,
        )
        telaah.catatan.append(note)
        unit.commit(_("tambah catatan telaah"), by, at)
    return CatatanTampil(note.id, record, kolom, jenis.value, note.teks, saran)


def remove_note(database: Database, note: UUID, *, by: str, at: datetime) -> None:
    """Take a note out of an open review. Raises NotFound, InvalidInput once the review is finished."""
    with database.unit() as unit:
        found = unit.get(CatatanTelaah, note)
        telaah = require_root(unit, Telaah, found.telaah_id or UUID(int=0))
        if telaah.status is StatusDokumen.DISAHKAN:
            raise InvalidInput({"": _("Telaah ini sudah selesai. Catatannya tidak dapat dihapus.")})
        unit.remove(found)
        unit.commit(_("hapus catatan telaah"), by, at)


def finish_review(
    database: Database, key: UUID, hasil: HasilTelaah, alasan: str = "", *, kid: str, by: str, at: datetime
) -> tuple[int, str]:
    """`Selesaikan telaah`: Sesuai or Dikembalikan; it travels with the next umpan balik.

    Returns revision and digest. Raises InvalidInput when it is returned without reason or note, or is
    called Sesuai with a note that must be followed; NotFound.
    """
    with database.unit() as unit:
        telaah = _begin(unit, key)
        if hasil is HasilTelaah.DIKEMBALIKAN and not alasan.strip() and not telaah.catatan:
            raise InvalidInput(
                {"alasan": _("Isi alasan atau catatan supaya desa tahu yang perlu diperbaiki.")}
            )
        if hasil is HasilTelaah.SESUAI and any(one.jenis is JenisCatatan.WAJIB for one in telaah.catatan):
            raise InvalidInput(
                {"hasil": _("Masih ada catatan yang wajib diperbaiki. Kembalikan, atau hapus catatannya.")}
            )
        telaah.hasil, telaah.alasan = hasil, alasan.strip()
        telaah.status = StatusDokumen.DISAHKAN
        telaah.revisi += 1
        unit.flush()
        snapshot = dokumen.freeze(unit, telaah, office.require(unit).id, kid=kid, at=at)
        assert snapshot is not None  # the status has just changed
        telaah.revisi = snapshot.revisi
        unit.commit(_("selesaikan telaah {judul}").format(judul=telaah.judul), by, at)
    return snapshot.revisi, snapshot.digest


def _open_review(unit: Unit, key: UUID) -> Telaah | None:
    found = [one for one in unit.select(Telaah, dokumen=key) if one.status is StatusDokumen.KONSEP]
    return found[0] if found else None


def _begin(unit: Unit, key: UUID) -> Telaah:
    """The open review of a dokumen, held to the state that counts now; begun if there is none.

    Raises InvalidInput on an assistant's laptop for visits: its reviews could never leave it (format 12.1).
    """
    if office.require(unit).peran is Peran.PENDAMPING:
        raise InvalidInput({"": _("Telaah ditulis di laptop kecamatan. Laptop pendamping hanya membaca.")})
    row = archive.find_dokumen(unit, key)
    shelf = dokumen.shelf_of(unit, key)
    if row is None or not shelf.heads:
        raise NotFound(apa=_("Dokumen"))
    digest = shelf.berlaku or shelf.heads[0]
    telaah = _open_review(unit, key)
    if telaah is None:
        title = dokumen.title_of(row.jenis, dict(dokumen.content_of(unit, digest).isi))
        telaah = Telaah(desa=row.pemilik, dokumen=key, jenis=row.jenis, judul=title)
        unit.add(telaah)
    telaah.digest = digest
    return telaah
