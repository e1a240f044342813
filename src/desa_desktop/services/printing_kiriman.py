"""Collects what the Lembar Pengantar of one of our kiriman says (kiriman-format.md 16.3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desa_desktop.documents import pengantar_kiriman
from desa_desktop.documents.blocks import Page
from desa_desktop.domain.kantor import DesaBinaan, Peran
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.store import archive
from desa_desktop.sync.certificates import kode_lembar
from desa_desktop.sync.container import Kind

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

_CARRIES = (Kind.DATA.value, Kind.FEEDBACK.value, Kind.PEER.value)


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
        rows = [one for one in rows if one.digest == desk.pesanan.digest]
    if not rows:
        raise NotFound(apa=_("Kiriman {n}").format(n=wanted if wanted is not None else "–"))
    row = max(rows, key=lambda one: (one.pada, one.seq))
    counted = Counter((str(one["jenis"]), str(one["status"])) for one in row.dokumen)
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
        baris=tuple(
            pengantar_kiriman.BarisPengantar(dokumen=jenis_name(jenis), keadaan=status, jumlah=number)
            for (jenis, status), number in sorted(counted.items())
        ),
        bercabang=forks,
        umpan_balik=answers[-1].seq if is_desa and answers else None,
        nomor_kunci=desk.nomor_kunci,
        kode_lembar=kode_lembar(bytes.fromhex(row.digest or "")),
        digest=row.digest or "",
        berkas=row.berkas,
        penanda=desk.officer(_("Sekretaris Desa")) if is_desa else None,
    )


def _addressee(desk: Meja, row: archive.OutboxRow) -> str:
    if row.jenis == Kind.PEER.value:
        return _("Laptop lain {nama}").format(nama=desk.kantor.nama)
    if row.jenis == Kind.DATA.value:
        return _("Kecamatan {nama}").format(nama=desk.kantor.kecamatan)
    names = {str(one.id): one.nama for one in desk.unit.select(DesaBinaan)}
    return _("Desa {nama}").format(nama=names.get(row.kepada, "–"))


def _draw(desk: Meja) -> Page:
    return pengantar_kiriman.compose(collect_pengantar(desk))


COLLECTORS = {"pengantar-kiriman": _draw}
