"""What all papers of the plan are made of: the plan or its revision, who signs, texts of an activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desa_desktop.documents.office import Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.matriks import (
    months_text,
    order_for_matrix,
)
from desa_desktop.domain.rkp import (
    Kegiatan,
    RkpDesa,
)
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.domain.usulan import Usulan
from desa_desktop.domain.wording import (
    show_number,
)
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.store import archive

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

NO_BIDANG = 6
"""The number of what has no code, after the five bidang."""


# ------------------------------------------------------------------ the plan and who signs it


def plan_of(desk: Meja) -> RkpDesa:
    """The RKP Desa of the year, or the ratified revision that was asked for. Raises NotFound."""
    key = dokumen_id(desk.kantor.id, "rkp-desa", str(desk.tahun))
    name = _("RKPDes {tahun}").format(tahun=desk.tahun)
    found: RkpDesa = revision_of(desk, RkpDesa, key, name)
    return found


def revision_of(desk: Meja, cls: type[Any], key: UUID, name: str) -> Any:
    """The working copy, or with `revisi` the state that was ratified under this number. Raises NotFound."""
    wanted = desk.pesanan.revisi
    if wanted is None:
        found = desk.unit.find(cls, key)
        if found is None:
            raise NotFound(apa=name)
        return found
    for row in archive.snapshots_of(desk.unit, key):
        if row.revisi == wanted and row.status == StatusDokumen.DISAHKAN:
            return dokumen.root_of(dokumen.content_of(desk.unit, row.digest))
    raise NotFound(apa=_("{dokumen} revisi r{n:02d} yang disahkan").format(dokumen=name, n=wanted))


def head_of(desk: Meja, plan: RkpDesa) -> dict[str, Any]:
    """The head of every list made from the RKP Desa, with the KONSEP of a draft."""
    return {
        "identitas": desk.identitas,
        "cetakan": desk.cetakan(plan.status, plan.id, plan.revisi),
        "tahun": plan.tahun,
        "kepala_desa": desk.officer(_("Kepala Desa"), plan.tanggal_perdes),
        "ketua_tim": Penanda(jabatan=_("Ketua Tim Penyusun RKP Desa"), nama=ketua_tim(plan)),
        "tanggal": plan.tanggal_perdes,
    }


def daftar_bidang(aturan: Aturan, *, has_others: bool) -> tuple[tuple[int, str], ...]:
    """Number and name of every bidang, with one for what has no code if there is any."""
    shown = [(int(one.kode), one.nama) for one in aturan.daftar_bidang]
    if has_others:
        shown.append((NO_BIDANG, _("Tanpa kode")))
    return tuple(shown)


def in_order(plan: RkpDesa, aturan: Aturan) -> Iterator[tuple[int, Kegiatan]]:
    """The activities in the order of the matrix, each with the number of its bidang."""
    for group in order_for_matrix(plan.kegiatan, aturan):
        for one in group.kegiatan:
            yield (int(group.kode) if group.kode else NO_BIDANG), one


def money_of(one: Kegiatan) -> list[tuple[int | None, str]]:
    """The money rows as printed, SiLPA marked; a cost without a source has the text that was pasted."""
    money = [(row.jumlah, ("s." if row.is_silpa else "") + row.sumber) for row in one.sumber_biaya]
    if not money and one.biaya is not None:
        return [(one.biaya, one.teks_asli.get("sumber", ""))]
    return money


def lokasi_of(one: Kegiatan | Usulan) -> str:
    """The place, or the text that was pasted and could not be read."""
    return one.lokasi or one.teks_asli.get("lokasi", "")


def satuan_of(one: Any) -> str:
    """The unit, or the text that was pasted as volume and could not be read."""
    unit: str = one.satuan or one.teks_asli.get("volume", "")
    return unit


def waktu_of(mulai: int | None, selesai: int | None) -> str:
    """The months of an activity; long names are shortened so that the narrow column breaks no word."""
    whole = months_text(mulai, selesai)
    return whole if len(whole) <= 12 else months_text(mulai, selesai, short=True)


def penerima_text(men: int | None, women: int | None, poor: int | None) -> str:
    """`L 120, P 98, RTM 34`; what was not counted is left out."""
    parts = [("L", men), ("P", women), ("RTM", poor)]
    return ", ".join(f"{label} {show_number(number)}" for label, number in parts if number is not None)


def manfaat_of(one: Any) -> str:
    """Who benefits: counted, else in words."""
    return penerima_text(one.penerima_l, one.penerima_p, one.penerima_rtm) or str(one.sasaran)


def by_column(one: Kegiatan, columns: Mapping[str, str], rest: str) -> dict[str, int]:
    """Rupiah of an activity by column of a form; together always its cost."""
    totals: dict[str, int] = {}
    for row in one.sumber_biaya:
        key = columns.get(row.sumber, rest)
        totals[key] = totals.get(key, 0) + (row.jumlah or 0)
    if not one.sumber_biaya and one.biaya:
        totals[rest] = one.biaya
    return totals
