"""Collects what the papers of the exchange say: Lembar Pengantar, Tanda Terima, Daftar Kiriman.

Sources: kiriman-format.md 14.2, 14.3, 16.3; ux.md 6.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desa_desktop.documents import daftar_kiriman, isi_kiriman, pengantar_kiriman, tanda_terima
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.inbox import shown_of
from desa_desktop.services.exchange.judging import MAIN_JENIS, ranges_text
from desa_desktop.services.exchange.receipts import receipt_codes
from desa_desktop.services.exchange.results import claimed_moment
from desa_desktop.store import archive
from desa_desktop.sync.certificates import kode_lembar
from desa_desktop.sync.container import Kind
from desa_desktop.sync.numbers import missing_before

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja, Pesanan

_CARRIES = (Kind.DATA.value, Kind.FEEDBACK.value, Kind.PEER.value)
_PLAIN = {Kind.REQUEST.value: N_("Permintaan pendaftaran"), Kind.GRANT.value: N_("Tanda terdaftar")}
_MOST_TITLES = 4
_ONE_KIRIMAN = ("pengantar-kiriman", "tanda-terima")
_CHOICES = {"nomor": _ONE_KIRIMAN, "digest": _ONE_KIRIMAN, "desa": ("tanda-terima", "daftar-kiriman")}


def collect_pengantar(desk: Meja) -> pengantar_kiriman.PengantarKiriman:
    """The sheet of the kiriman with the number of the order, the newest of several; else of the newest.

    Raises NotFound when there is none, or the Nomor Kunci of this laptop is not known.
    """
    if not desk.nomor_kunci:
        raise NotFound(apa=_("Nomor Kunci"))
    wanted = desk.pesanan.nomor
    rows = [one for one in archive.outbox(desk.unit) if one.digest is not None and one.jenis in _CARRIES]
    rows = [one for one in rows if wanted is None or one.seq == wanted]
    if desk.pesanan.digest:
        rows = [one for one in rows if (one.digest or "").startswith(desk.pesanan.digest)]
    if not rows:
        raise NotFound(apa=_("Kiriman {n}").format(n=wanted if wanted is not None else "–"))
    row = max(rows, key=lambda one: (one.pada, one.seq))
    forks = dokumen.count_forks(desk.unit)
    answers = [one for one in archive.ledger(desk.unit) if one.jenis != Kind.GRANT.value]
    is_desa = desk.kantor.peran is Peran.DESA
    return pengantar_kiriman.PengantarKiriman(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        kode=desk.kantor.kode,
        nama=desk.kantor.nama,
        kepada=_addressee(desk, row),
        nomor=row.seq,
        pada=row.pada,
        mode=row.mode,
        baris=_counted(row.dokumen),
        bercabang=forks,
        umpan_balik=answers[-1].seq if is_desa and answers else None,
        nomor_kunci=desk.nomor_kunci,
        kode_lembar=kode_lembar(bytes.fromhex(row.digest or "")),
        digest=row.digest or "",
        berkas=row.berkas,
        penanda=desk.officer(_("Sekretaris Desa")) if is_desa else None,
    )


def collect_receipt(desk: Meja) -> tanda_terima.TandaTerima:
    """The receipt for an accepted kiriman of a village: the one whose digest begins as the order says, else
    the newest with its number and of its village.

    Raises InvalidInput at a village and for a village nobody knows, NotFound when none such was accepted.
    """
    _require_kecamatan(desk)
    wanted = desk.pesanan
    kode = office.find_village(desk.unit, wanted.desa).kode if wanted.desa else ""
    codes = receipt_codes(desk.unit)
    shown = {one.digest: shown_of(one) for one in archive.inbox(desk.unit) if one.digest}
    ledger = archive.ledger(desk.unit)
    rows = [
        one
        for one in ledger
        if one.digest in codes
        and one.digest.startswith(wanted.digest)
        and wanted.nomor in (None, one.seq)
        and one.digest in shown
        and (not kode or shown[one.digest].pengirim.kode == kode)
    ]
    if not rows:
        raise NotFound(apa=_("Kiriman {n}").format(n=wanted.nomor if wanted.nomor is not None else "–"))
    row = max(rows, key=lambda one: one.pada)
    came = shown[row.digest]
    known = [one.seq for one in ledger if (one.kid, one.jenis, one.chain) == (row.kid, row.jenis, row.chain)]
    return tanda_terima.TandaTerima(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        kode=came.pengirim.kode,
        desa=came.pengirim.nama or came.pengirim.kode,
        laptop=came.pengirim.label,
        nomor=row.seq,
        dibuat=claimed_moment(came.dibuat),
        diterima=row.pada,
        oleh=row.oleh,
        berkas=came.berkas,
        baris=_counted(row.dokumen),
        hilang=ranges_text(missing_before(known, row.seq)),
        kode_terima=codes[row.digest],
        kode_lembar=kode_lembar(bytes.fromhex(row.digest)),
        digest=row.digest,
    )


def collect_list(desk: Meja) -> daftar_kiriman.DaftarKiriman:
    """Every kiriman received or written, of the calendar year of the order or of all, oldest first.

    Raises InvalidInput at a village and for a village nobody knows, NotFound when there is none.
    """
    _require_kecamatan(desk)
    tahun = desk.pesanan.tahun
    village = office.find_village(desk.unit, desk.pesanan.desa) if desk.pesanan.desa else None
    rows = [*_received(desk, village), *_written(desk, village)]
    rows = [(at, one) for at, one in rows if tahun in (None, one.tanggal.year)]
    if not rows:
        raise NotFound(apa=_("Kiriman {n}").format(n=tahun if tahun is not None else "–"))
    return daftar_kiriman.DaftarKiriman(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=tahun,
        desa=village.nama if village is not None else "",
        baris=tuple(one for _at, one in sorted(rows, key=lambda row: row[0])),
        penanda=Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala),
    )


_Dated = tuple[datetime, daftar_kiriman.BarisKiriman]


def _received(desk: Meja, village: DesaBinaan | None) -> list[_Dated]:
    codes = receipt_codes(desk.unit)
    accepted = {one.berkas: one.pada for one in archive.ledger(desk.unit)}
    found: list[_Dated] = []
    for row in archive.inbox(desk.unit):
        one = shown_of(row)
        if village is not None and one.pengirim.kode != village.kode:
            continue
        is_accepted = one.sha256 in accepted
        at = accepted.get(one.sha256, row.dibaca_pada)
        state = f"{one.status_kata}: {one.alasan}" if one.alasan else one.status_kata
        found.append(
            (
                at,
                daftar_kiriman.BarisKiriman(
                    tanggal=at.astimezone().date(),
                    is_keluar=False,
                    desa=one.pengirim.nama or one.pengirim.kode or _("tidak diketahui"),
                    laptop=one.pengirim.label,
                    nomor=one.seq if one.jenis in _CARRIES else None,
                    isi=_(_PLAIN[one.jenis]) if one.jenis in _PLAIN else one.ringkas or one.berkas,
                    keadaan=state,
                    is_diterima=is_accepted,
                    kode_terima=codes.get(one.digest, "") if is_accepted else "",
                ),
            )
        )
    return found


def _written(desk: Meja, village: DesaBinaan | None) -> list[_Dated]:
    names = {str(one.id): one.nama for one in desk.unit.select(DesaBinaan)}
    found: list[_Dated] = []
    for row in archive.outbox(desk.unit):
        if row.digest is None or (village is not None and row.kepada != str(village.id)):
            continue
        to_ourselves = row.jenis == Kind.PEER.value
        found.append(
            (
                row.pada,
                daftar_kiriman.BarisKiriman(
                    tanggal=row.pada.astimezone().date(),
                    is_keluar=True,
                    desa=_("Laptop lain kantor ini") if to_ourselves else names.get(row.kepada, "–"),
                    laptop="",
                    nomor=row.seq if row.jenis in _CARRIES else None,
                    isi=_(_PLAIN[row.jenis]) if row.jenis in _PLAIN else _in_short(row.dokumen),
                    keadaan=_written_to(row),
                ),
            )
        )
    return found


def _written_to(row: archive.OutboxRow) -> str:
    if not row.salinan:
        return _("Belum ditulis ke flashdisk")
    last = row.salinan[-1]
    return _("Ditulis ke {tempat}").format(tempat=last["label"] or last["tempat"])


def _in_short(rows: Sequence[Mapping[str, Any]]) -> str:
    """The plans and reviews by title, the first few; what goes along with every kiriman only if alone."""
    titles = [str(one["judul"]) for one in rows if one["jenis"] in MAIN_JENIS] or [
        str(one["judul"]) for one in rows
    ]
    told = list(dict.fromkeys(title for title in titles if title))
    words = ", ".join(told[:_MOST_TITLES])
    rest = len(told) - _MOST_TITLES
    return _("{isi}, dan {n} lagi").format(isi=words, n=rest) if rest > 0 else words


def stop_on_other_choices(pesanan: Pesanan) -> None:
    """Refuse a choice about kiriman that this paper does not know. Raises InvalidInput."""
    given = {"nomor": pesanan.nomor is not None, "digest": pesanan.digest, "desa": pesanan.desa}
    for name, papers in _CHOICES.items():
        if given[name] and pesanan.jenis not in papers:
            sentence = _("Pilihan --{nama} hanya untuk {jenis}.")
            raise InvalidInput({name: sentence.format(nama=name, jenis=", ".join(papers))})


def _require_kecamatan(desk: Meja) -> None:
    if desk.kantor.peran is Peran.DESA:
        raise InvalidInput({"jenis": _("Dokumen ini hanya dicetak di kecamatan. Tidak ada yang berubah.")})


def _counted(rows: Sequence[Mapping[str, Any]]) -> tuple[isi_kiriman.BarisIsi, ...]:
    counted = Counter((str(one["jenis"]), str(one["status"])) for one in rows)
    return tuple(
        isi_kiriman.BarisIsi(dokumen=jenis_name(jenis), keadaan=status, jumlah=number)
        for (jenis, status), number in sorted(counted.items())
    )


def _addressee(desk: Meja, row: archive.OutboxRow) -> str:
    if row.jenis == Kind.PEER.value:
        return _("Laptop lain {nama}").format(nama=desk.kantor.nama)
    if row.jenis == Kind.DATA.value:
        return _("Kecamatan {nama}").format(nama=desk.kantor.kecamatan)
    names = {str(one.id): one.nama for one in desk.unit.select(DesaBinaan)}
    return _("Desa {nama}").format(nama=names.get(row.kepada, "–"))


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "pengantar-kiriman": lambda desk: pengantar_kiriman.compose(collect_pengantar(desk)),
    "tanda-terima": lambda desk: tanda_terima.compose(collect_receipt(desk)),
    "daftar-kiriman": lambda desk: daftar_kiriman.compose(collect_list(desk)),
}
