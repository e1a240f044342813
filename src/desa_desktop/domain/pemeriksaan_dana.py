"""Shares of the money that rules ask for: siltap and operations, the earmarks of Dana Desa (V-15, V-16)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.matriks import jumlah_biaya, pemakaian_earmark
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.wording import show_money, show_percent
from desa_desktop.i18n import _


def check_dana(rkp: RkpDesa, aturan: Aturan, say: Callable[..., None]) -> None:
    """The ceiling of sub bidang 01.01 and the shares of the year, from the pagu without SiLPA."""
    _check_operasional(rkp, aturan, say)
    first = {satu.sumber: satu.id for satu in reversed(rkp.pagu)}
    for row in pemakaian_earmark(rkp, aturan):
        if row.is_terpenuhi:
            continue
        rule = row.earmark
        sentence = (
            _("{aturan}: baru {jumlah} dari {batas} (kurang {selisih}), dihitung dari pagu {sumber}.")
            if rule.is_minimal
            else _("{aturan}: {jumlah}, lebih {selisih} dari batas {batas}, dihitung dari pagu {sumber}.")
        )
        text = sentence.format(
            aturan=rule.nama,
            jumlah=show_money(row.jumlah, rp=True),
            batas=show_money(row.batas, rp=True),
            selisih=show_money(abs(row.batas - row.jumlah), rp=True),
            sumber=rule.sumber,
        )
        level = Level.SARAN if rule.unconfirmed else Level.PERINGATAN
        say(level, "V-16", text, first.get(rule.sumber), "sumber_biaya")


def _check_operasional(rkp: RkpDesa, aturan: Aturan, say: Callable[..., None]) -> None:
    rule = aturan.rencana.operasional
    rows = [satu for satu in rkp.kegiatan if satu.kode in rule.kode]
    total, part = jumlah_biaya(rkp.kegiatan), jumlah_biaya(rows)
    if total <= 0 or part * 100 <= rule.persen * total:
        return
    share = round(Decimal(part) * 100 / total, 1)
    most = int(rule.persen * total / 100)
    sentence = _(
        "Penghasilan tetap dan operasional (01.01 kegiatan 1-7) {jumlah} atau {persen} dari RKPDes, "
        "lebih {selisih} dari batas {batas} ({paling}). Kurangi, atau sahkan dengan alasan."
    )
    text = sentence.format(
        jumlah=show_money(part, rp=True),
        persen=show_percent(share),
        selisih=show_money(part - most, rp=True),
        batas=show_percent(rule.persen),
        paling=show_money(most, rp=True),
    )
    largest = max(rows, key=lambda one: one.biaya or 0)
    say(Level.PERINGATAN, "V-15", text, largest.id, "biaya")
