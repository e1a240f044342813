"""A Paket Aturan from the kecamatan to its villages: publish it, see what it would change, take it into use.

It travels as a dokumen `paket-aturan` of the kecamatan (kiriman-format.md 12.1) and changes nothing by
arriving: a village looks at every difference first and takes it into use itself. What is advice stays advice.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import load_paket, read_aturan, with_bawaan
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import id_by_key
from desa_desktop.domain.kalender import PaketBaru
from desa_desktop.domain.kantor import DesaBinaan, Kantor, Peran
from desa_desktop.domain.paket_aturan import PaketTersimpan
from desa_desktop.domain.paket_beda import BedaAturan, beda_paket
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import aturan, dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.aturan import BAWAAN, KECAMATAN, Bawaan, PaketTampil
from desa_desktop.services.templat_sendiri import addressees
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.snapshots import Snapshot

JENIS = "paket-aturan"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tawaran:
    """A paket of the kecamatan as this office sees it. `diterima`: the day it came here.

    `beda` is what would change against the rules in force. `is_baru`: it was never taken into use here;
    `masalah`: why it cannot be, "" if it can. `is_dicabut`: the kecamatan took it back.
    """

    dokumen: UUID
    nomor: str
    tanggal: date
    judul: str
    kecamatan: str
    diterima: date
    beda: tuple[BedaAturan, ...]
    is_baru: bool
    is_berlaku: bool = False
    is_dicabut: bool = False
    masalah: str = ""

    @property
    def kalimat(self) -> str:
        """What a person should know before anything is pressed."""
        named = {"nomor": self.nomor, "tanggal": show_date(self.tanggal), "n": len(self.beda)}
        if self.masalah:
            return self.masalah
        if self.is_dicabut:
            return _(
                "Kecamatan menarik Paket Aturan {nomor}, {tanggal}. Paket ini masih dipakai di sini; "
                "pilih Kembali ke bawaan atau pasang paket lain."
            ).format(**named)
        if self.is_berlaku:
            return _("Paket Aturan {nomor}, {tanggal} dari kecamatan sudah dipakai.").format(**named)
        return _(
            "Paket Aturan {nomor}, {tanggal} dari kecamatan belum dipakai. Yang akan berubah: {n} aturan."
        ).format(**named)


@dataclass(frozen=True, slots=True)
class Terbitan:
    """What the kecamatan published: number, date and to whom (`semua` or names); `is_baru`: by this step."""

    nomor: str
    tanggal: date
    desa: tuple[str, ...]
    is_baru: bool


# ------------------------------------------------------------------ the kecamatan


def publish(
    database: Database,
    bawaan: Bawaan,
    desa: Sequence[str] = (),
    *,
    kid: str,
    by: str,
    at: datetime,
) -> Terbitan:
    """`Terbitkan ke desa`: the paket in force goes in the next kiriman to all villages, or those of `desa`.

    `desa` are codes. The whole paket goes, so that every village reads the same rules whatever its program
    ships. Raises InvalidInput in a village, for the shipped paket, for an unknown village.
    """
    shown = aturan.in_force(database, bawaan).tampil
    if shown.asal == BAWAAN:
        raise InvalidInput(
            {
                "": _(
                    "Paket bawaan sudah ada di setiap aplikasi desa. "
                    "Pasang atau ubah paket dulu, lalu terbitkan."
                )
            }
        )
    text = json.dumps(aturan.whole_paket(database, bawaan), ensure_ascii=False)
    with database.unit() as unit:
        kantor = _kecamatan(unit)
        to, names = addressees(unit, desa)
        isi = {
            "desa": to,
            "nomor": shown.nomor,
            "tanggal": shown.tanggal.isoformat(),
            "judul": shown.judul,
            "paket": text,
        }
        key = _own(unit, kantor) or id_by_key(kantor.id, JENIS, "")
        shelf = dokumen.shelf_of(unit, key)
        counts = dokumen.content_of(unit, shelf.berlaku) if shelf.berlaku else None
        if counts is not None and dict(counts.isi) == isi:
            return Terbitan(shown.nomor, shown.tanggal, names, is_baru=False)
        parents = [shelf.held[one] for one in shelf.heads]
        dokumen.write_snapshot(
            unit, key, JENIS, kantor.id, StatusDokumen.DISAHKAN, isi, parents, kid=kid, at=at
        )
        reason = _("Diganti Paket Aturan {nomor}").format(nomor=shown.nomor)
        _withdraw(unit, kantor, [one for one in _living(unit, kantor) if one != key], reason, kid=kid, at=at)
        unit.commit(_("terbitkan Paket Aturan {nomor}").format(nomor=shown.nomor), by, at)
    return Terbitan(shown.nomor, shown.tanggal, names, is_baru=True)


def take_back(database: Database, alasan: str, *, kid: str, by: str, at: datetime) -> str:
    """`Tarik`: the published paket is not offered any more; villages that use it are told.

    Returns its number. Raises InvalidInput without a reason or in a village, NotFound when nothing is
    published.
    """
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis alasannya, supaya desa tahu.")})
    with database.unit() as unit:
        kantor = _kecamatan(unit)
        key = _own(unit, kantor)
        shelf = dokumen.shelf_of(unit, key) if key is not None else None
        if key is None or shelf is None or not shelf.berlaku:
            raise NotFound(apa=_("Paket Aturan yang diterbitkan"))
        nomor = str(dokumen.content_of(unit, shelf.berlaku).isi["nomor"])
        _withdraw(unit, kantor, _living(unit, kantor), alasan.strip(), kid=kid, at=at)
        unit.commit(_("tarik Paket Aturan {nomor}").format(nomor=nomor), by, at)
    return nomor


def published(database: Database) -> Terbitan | None:
    """What this kecamatan published and has not taken back."""
    with database.read() as unit:
        kantor = office.require(unit)
        key = _own(unit, kantor)
        shelf = dokumen.shelf_of(unit, key) if key is not None else None
        if shelf is None or not shelf.berlaku:
            return None
        isi: Mapping[str, Any] = dokumen.content_of(unit, shelf.berlaku).isi
        to = isi["desa"]
        names = (to,) if isinstance(to, str) else _names(unit, to)
        return Terbitan(str(isi["nomor"]), date.fromisoformat(str(isi["tanggal"])), names, is_baru=False)


def _names(unit: Unit, uids: Sequence[str]) -> tuple[str, ...]:
    return tuple(one.nama or one.kode for one in unit.select(DesaBinaan) if str(one.id) in uids)


def _kecamatan(unit: Unit) -> Kantor:
    kantor = office.require(unit)
    if kantor.peran is not Peran.KECAMATAN:
        raise InvalidInput({"": _("Hanya kecamatan yang menerbitkan Paket Aturan ke desa.")})
    return kantor


def _withdraw(
    unit: Unit, kantor: Kantor, keys: Sequence[UUID], alasan: str, *, kid: str, at: datetime
) -> None:
    for key in keys:
        shelf = dokumen.shelf_of(unit, key)
        parents = [shelf.held[one] for one in shelf.heads]
        isi = {"alasan": alasan}
        dokumen.write_snapshot(
            unit, key, JENIS, kantor.id, StatusDokumen.DICABUT, isi, parents, kid=kid, at=at
        )


def _own(unit: Unit, kantor: Kantor) -> UUID | None:
    """The one dokumen that carries this kecamatan's paket, whatever number it has.

    Two laptops that published apart with an earlier program made one each: the one that counts goes on.
    """
    mine = [row.id for row in archive.all_dokumen(unit, jenis=JENIS) if row.pemilik == kantor.id]
    living = _living(unit, kantor)
    return min(mine, key=lambda one: (one not in living, one), default=None)


def _living(unit: Unit, kantor: Kantor) -> list[UUID]:
    """The dokumen of this kecamatan whose paket counts now."""
    mine = [row.id for row in archive.all_dokumen(unit, jenis=JENIS) if row.pemilik == kantor.id]
    return [one for one in mine if dokumen.shelf_of(unit, one).berlaku]


# ------------------------------------------------------------------ the village


def list_offers(database: Database, bawaan: Bawaan) -> list[Tawaran]:
    """Every paket that the kecamatan sent, the newest first; one it took back only while it is in use."""
    with database.read() as unit:
        found = list(_offers(unit, bawaan))
    return sorted(found, key=lambda one: (one.tanggal, one.nomor), reverse=True)


def new_offers(unit: Unit) -> list[PaketBaru]:
    """Pakets of the kecamatan that were never taken into use here, for Beranda."""
    known = {one.nomor for one in unit.select(PaketTersimpan)}
    own = office.require(unit).id
    return [
        PaketBaru(str(row), head["nomor"], date.fromisoformat(head["tanggal"]), came)
        for row, pemilik, counts, _last, came in _sent(unit)
        if counts is not None and pemilik != own and (head := _head(counts)) and head["nomor"] not in known
    ]


def take(database: Database, bawaan: Bawaan, nomor: str, *, by: str, at: datetime) -> PaketTampil:
    """`Pakai paket ini`: the kecamatan's paket of this number is in force here from now on.

    Raises NotFound when no such paket was sent, InvalidInput when this program cannot read it.
    """
    offers = [one for one in list_offers(database, bawaan) if one.nomor == nomor.strip()]
    found = next((one for one in offers if not one.is_dicabut), None)
    if found is None:
        raise NotFound(apa=_("Paket Aturan {nomor} dari kecamatan").format(nomor=nomor.strip()))
    if found.masalah:
        raise InvalidInput({"paket": found.masalah})
    with database.read() as unit:
        text = next(
            str(counts.isi["paket"])
            for key, _pemilik, counts, _last, _came in _sent(unit)
            if key == found.dokumen and counts is not None
        )
    rules = read_aturan(text, bawaan.tabel, bawaan.paket)
    return aturan.store(
        database,
        load_paket(text),
        rules,
        f"{KECAMATAN}:{found.kecamatan}",
        bawaan,
        by=by,
        at=at,
        langkah=_("pakai Paket Aturan {nomor} dari kecamatan").format(nomor=found.nomor),
    )


def _sent(unit: Unit) -> Iterator[tuple[UUID, UUID, Snapshot | None, Snapshot | None, date]]:
    """Each dokumen: its id and owner, what counts, the last ratified state before, the day it came.

    A kecamatan that was put back to an old backup goes on beside what it sent since, and will never join the
    two: its last word counts, or its villages would stay with the rules of the backup.
    """
    accepted = {one.digest: one.pada for one in archive.ledger(unit)}
    order = {one: place for place, one in enumerate(accepted)}
    own = office.require(unit).id
    for row in archive.all_dokumen(unit, jenis=JENIS):
        held = archive.snapshots_of(unit, row.id)
        came_with = {one.digest: order.get(one.dari_kiriman or "", -1) for one in held}
        shelf = dokumen.shelf_of(unit, row.id)
        head = max(shelf.heads, key=lambda one: (came_with[one], one), default=None)
        line = shelf.held[head].line if head is not None else frozenset()
        states = [dokumen.content_of(unit, one.digest) for one in held if one.digest in line]
        readable = [one for one in states if one.is_readable and one.status is StatusDokumen.DISAHKAN]
        berlaku = head if shelf.is_bercabang and row.pemilik != own else shelf.berlaku
        counts = next((one for one in readable if one.digest == berlaku), None)
        last = max(readable, key=lambda one: one.revisi, default=None)
        if last is not None:
            stored = next(one for one in held if one.digest == (counts or last).digest)
            moment = accepted.get(stored.dari_kiriman or "") or datetime.fromisoformat(stored.pada)
            yield row.id, row.pemilik, counts, last, moment.astimezone().date()


def _head(one: Snapshot) -> dict[str, str]:
    """Number, date, title; empty for a foreign shape, which is left aside."""
    isi: Mapping[str, Any] = one.isi
    try:
        date.fromisoformat(str(isi["tanggal"]))
        return {name: str(isi[name]) for name in ("nomor", "tanggal", "judul", "paket")}
    except (KeyError, ValueError):
        log.warning("a published paket aturan of a foreign shape is left aside: %s", one.digest[:12])
        return {}


def _offers(unit: Unit, bawaan: Bawaan) -> Iterator[Tawaran]:
    kantor = office.require(unit)
    stored = {one.nomor: one for one in unit.select(PaketTersimpan)}
    now = next((one for one in stored.values() if one.is_berlaku), None)
    shipped = load_paket(bawaan.paket)
    used = with_bawaan(load_paket(now.isi), shipped) if now is not None else shipped
    for key, pemilik, counts, last, came in _sent(unit):
        shown = counts or last
        head = _head(shown) if shown is not None else {}
        if not head or (pemilik == kantor.id and head["nomor"] in stored):
            continue
        is_used = now is not None and now.nomor == head["nomor"]
        if counts is None and not is_used:
            continue
        problem, changes = _read(head["paket"], used, bawaan)
        yield Tawaran(
            dokumen=key,
            nomor=head["nomor"],
            tanggal=date.fromisoformat(head["tanggal"]),
            judul=head["judul"],
            kecamatan=kantor.kecamatan,
            diterima=came,
            beda=changes,
            is_baru=head["nomor"] not in stored,
            is_berlaku=is_used and counts is not None,
            is_dicabut=counts is None,
            masalah=problem,
        )


def _read(text: str, used: Mapping[str, Any], bawaan: Bawaan) -> tuple[str, tuple[BedaAturan, ...]]:
    """Why this program cannot use it ("" if it can), and what would change."""
    try:
        read_aturan(text, bawaan.tabel, bawaan.paket)
    except InvalidInput as failure:
        sentence = _("Paket Aturan dari kecamatan belum dapat dipakai. {sebab}")
        return sentence.format(sebab=failure.fields["paket"]), ()
    return "", beda_paket(used, with_bawaan(load_paket(text), load_paket(bawaan.paket)))
