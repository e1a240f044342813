"""What the team of the RKP Desa puts on paper: programmes, evaluation, ceilings, work plan, money, partners.

Forms G3 and G8 to G12 of perencanaan.md 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from desa_desktop.documents import (
    masukan_rkp,
    pembiayaan,
)
from desa_desktop.documents.blocks import Level
from desa_desktop.documents.office import roman
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.matriks import (
    pemakaian_pagu,
    sumber_text,
)
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.rkp import (
    PolaPelaksanaan,
    RencanaTim,
    RkpDesa,
)
from desa_desktop.domain.tim import RKTL
from desa_desktop.domain.wording import (
    show_date,
    show_money,
)
from desa_desktop.errors import NothingToPrint
from desa_desktop.i18n import _
from desa_desktop.services.printing_rencana_dasar import (
    NO_BIDANG,
    by_column,
    daftar_bidang,
    head_of,
    in_order,
    lokasi_of,
    manfaat_of,
    plan_of,
    satuan_of,
)

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja


# ------------------------------------------------------------------ what the team weighs (G3, G8, G9, G12)


def collect_program(desk: Meja) -> masukan_rkp.ProgramMasuk:
    """G3: the programmes the kabupaten made known, in their order."""
    plan = plan_of(desk)
    if not plan.program:
        raise NothingToPrint(apa=_("Program masuk desa {tahun}").format(tahun=plan.tahun), layar=_("RKPDes"))
    rows = tuple(
        masukan_rkp.BarisProgram(
            nama=one.nama,
            bidang=_bidang_mark(one.bidang, desk.aturan),
            asal=one.asal,
            sdgs=one.sdgs,
            tahun=str(one.tahun or ""),
            lokasi=one.lokasi or one.teks_asli.get("lokasi", ""),
            volume=one.volume,
            satuan=satuan_of(one),
            pagu=one.pagu,
        )
        for one in sorted(plan.program, key=lambda one: one.urut)
    )
    return masukan_rkp.ProgramMasuk(**head_of(desk, plan), baris=rows)


def _bidang_mark(text: str, aturan: Aturan) -> str:
    """`II` of any way to write a bidang; the text itself if it is none."""
    kode = aturan.read_bidang(text)
    return roman(int(kode)) if kode else text


def collect_evaluasi(desk: Meja) -> masukan_rkp.EvaluasiRkp:
    """G8: what became of last year's plan; before anybody wrote it down, that plan with empty boxes."""
    plan = plan_of(desk)
    before = desk.unit.find(RkpDesa, dokumen_id(desk.kantor.id, "rkp-desa", str(desk.tahun - 1)))
    rows: list[tuple[str, masukan_rkp.BarisEvaluasi]] = []
    for one in sorted(plan.evaluasi, key=lambda one: one.urut):
        note = one.keterangan
        if one.realisasi is not None:
            spent = _("Realisasi {jumlah}").format(jumlah=show_money(one.realisasi, rp=True))
            note = f"{spent}. {note}".strip() if note else spent
        rows.append(
            (
                bidang_of(one.kode),
                masukan_rkp.BarisEvaluasi(
                    nama=one.nama,
                    lokasi=one.lokasi,
                    nominal=one.anggaran,
                    is_terlaksana=one.is_terlaksana,
                    keterangan=note,
                ),
            )
        )
    if not rows and before is not None:
        rows = [
            (
                bidang_of(one.kode),
                masukan_rkp.BarisEvaluasi(nama=one.nama, lokasi=lokasi_of(one), nominal=one.biaya),
            )
            for _number, one in in_order(before, desk.aturan)
        ]
    if not rows:
        raise NothingToPrint(apa=_("Evaluasi RKPDes {tahun}").format(tahun=desk.tahun - 1), layar=_("RKPDes"))
    known = {one.kode: one.nama for one in desk.aturan.daftar_bidang}
    groups = [(name, tuple(row for kode, row in rows if kode == wanted)) for wanted, name in known.items()]
    others = tuple(row for kode, row in rows if kode not in known)
    return masukan_rkp.EvaluasiRkp(**head_of(desk, plan), bidang=(*groups, (_("Tanpa kode"), others)))


_G9 = {"DDS": "dds", "ADD": "add", "PBH": "bagi_hasil", "PBP": "provinsi", "PBK": "kabupaten"}
_G10 = {**_G9, "PAD": "pad"}
"""Which column of a form a source belongs to; what is not there goes to the form's last one."""


def _add(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for part in parts:
        for key, rupiah in part.items():
            totals[key] = totals.get(key, 0) + rupiah
    return totals


def collect_pagu(desk: Meja) -> masukan_rkp.PaguIndikatif:
    """G9: ceilings and SiLPA by source, what is planned of them by bidang, and what is left."""
    plan = plan_of(desk)
    if not plan.pagu:
        raise NothingToPrint(apa=_("Pagu {tahun}").format(tahun=plan.tahun), layar=_("RKPDes, tab Pagu"))
    gauges = pemakaian_pagu(plan, desk.aturan)
    pagu = _add({_G9.get(one.sumber, "lain"): one.pagu or 0} for one in gauges)
    silpa = _add({_G9.get(one.sumber, "lain"): one.silpa} for one in gauges)
    limit = _add((pagu, silpa))
    rows = [
        masukan_rkp.BarisPagu(uraian=_("Pagu indikatif {tahun}").format(tahun=plan.tahun), jumlah=pagu),
        masukan_rkp.BarisPagu(uraian=_("SiLPA tahun sebelumnya"), jumlah=silpa),
        masukan_rkp.BarisPagu(uraian=_("JUMLAH TERSEDIA"), jumlah=limit, level=Level.SUBTOTAL),
    ]
    ordered = list(in_order(plan, desk.aturan))
    has_others = any(number == NO_BIDANG for number, _one in ordered)
    for number, name in daftar_bidang(desk.aturan, has_others=has_others):
        part = _add(by_column(one, _G9, "lain") for bidang, one in ordered if bidang == number)
        rows.append(masukan_rkp.BarisPagu(uraian=name, jumlah=part))
    used = _add(by_column(one, _G9, "lain") for _number, one in ordered)
    left = {key: limit.get(key, 0) - used.get(key, 0) for key in {*limit, *used}}
    rows.append(masukan_rkp.BarisPagu(uraian=_("JUMLAH RENCANA"), jumlah=used, level=Level.SUBTOTAL))
    rows.append(masukan_rkp.BarisPagu(uraian=_("SISA"), jumlah=left, level=Level.TOTAL))
    return masukan_rkp.PaguIndikatif(**head_of(desk, plan), baris=tuple(rows))


def collect_rktl(desk: Meja) -> masukan_rkp.Rktl:
    """G12: the team's work plan, or the seven usual lines when it wrote none.

    A line without a day of its own has that of the step it means, once that was held. The sheet is as old as
    the team: it is signed on the day of its decree.
    """
    plan = plan_of(desk)
    lines = sorted(plan.rencana_tim, key=lambda one: one.urut) or [RencanaTim(uraian=one) for one in RKTL]
    held = _held_steps(desk, plan)
    rows = []
    for one in lines:
        day, place = one.tanggal, one.tempat
        if day is None and not place:
            day, place = held.get(one.uraian.casefold(), (None, ""))
        when = ", ".join(part for part in (show_date(day) if day else "", place) if part)
        rows.append(masukan_rkp.BarisRktl(uraian=one.uraian, kapan=when, keterangan=one.keterangan))
    head = head_of(desk, plan)
    if plan.tanggal_sk is not None:
        officer = desk.officer(_("Kepala Desa"), plan.tanggal_sk)
        head |= {"tanggal": plan.tanggal_sk, "kepala_desa": officer}
    return masukan_rkp.Rktl(**head, baris=tuple(rows))


_STEPS = {
    JenisMusyawarah.REMBUK_STUNTING: RKTL[0],
    JenisMusyawarah.MUSRENBANGDES: RKTL[5],
    JenisMusyawarah.MUSDES_PENGESAHAN: RKTL[6],
}
"""The meetings that are a usual line of the work plan."""


def _held_steps(desk: Meja, plan: RkpDesa) -> dict[str, tuple[date | None, str]]:
    """Day and place of the usual lines that were carried out: ratified meetings, and the team's decree."""
    found = {RKTL[1].casefold(): (plan.tanggal_sk, "")}
    for meeting in desk.unit.select(Musyawarah, desa_id=plan.desa_id, tahun=plan.tahun):
        if meeting.jenis in _STEPS and meeting.status is StatusDokumen.DISAHKAN:
            found[_STEPS[meeting.jenis].casefold()] = (meeting.tanggal, meeting.tempat)
    return found


# ------------------------------------------------------------------ money and partners (G10, G11)


def collect_pembiayaan(desk: Meja) -> pembiayaan.Pembiayaan:
    """G10: the money of each activity by source."""
    plan = plan_of(desk)
    rows = tuple(
        pembiayaan.BarisPembiayaan(bidang=bidang, nama=one.nama, jumlah=by_column(one, _G10, "lain"))
        for bidang, one in in_order(plan, desk.aturan)
    )
    shown = daftar_bidang(desk.aturan, has_others=any(one.bidang == NO_BIDANG for one in rows))
    return pembiayaan.Pembiayaan(**head_of(desk, plan), bidang=shown, baris=rows)


def collect_kerja_sama(desk: Meja) -> pembiayaan.KerjaSama:
    """G11: what is done together with other villages and with third parties. Raises NotFound without any."""
    plan = plan_of(desk)
    kinds = {
        PolaPelaksanaan.KERJA_SAMA_DESA: _("Kerja sama antar desa"),
        PolaPelaksanaan.PIHAK_KETIGA: _("Kerja sama dengan pihak ketiga"),
    }
    groups: dict[PolaPelaksanaan, list[pembiayaan.BarisKerjaSama]] = {}
    for bidang, one in in_order(plan, desk.aturan):
        has_partner = bool(one.mitra or one.biaya_mitra)
        if one.pola not in kinds and not has_partner:
            continue
        pola = one.pola if one.pola in kinds else PolaPelaksanaan.PIHAK_KETIGA
        groups.setdefault(pola, []).append(
            pembiayaan.BarisKerjaSama(
                bidang=roman(bidang) if bidang != NO_BIDANG else "",
                nama=one.nama,
                sdgs=one.sdgs,
                lokasi=lokasi_of(one),
                volume=one.volume,
                satuan=satuan_of(one),
                penerima=manfaat_of(one),
                biaya=one.jumlah_sumber or one.biaya,
                sumber=sumber_text(one),
                biaya_mitra=one.biaya_mitra,
                mitra=one.mitra,
            )
        )
    if not groups:
        raise NothingToPrint(
            apa=_("Kegiatan kerja sama {tahun}").format(tahun=plan.tahun),
            layar=_("RKPDes, kolom pola pelaksanaan"),
        )
    lists = tuple((name, tuple(groups[pola])) for pola, name in kinds.items() if pola in groups)
    return pembiayaan.KerjaSama(**head_of(desk, plan), jenis=lists)
