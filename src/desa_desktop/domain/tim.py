"""The teams of a plan: who is in them, how many women, and the usual lines of their work plan.

Source: perencanaan.md 2.1 (both rules alive, warn and never block) and 6 G12 (RKTL).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from desa_desktop.domain.aturan_tahap import AturanTim
from desa_desktop.domain.rkp import AnggotaTim, JenisTim, RkpDesa
from desa_desktop.domain.rpjm import AnggotaTimRpjm, RpjmDesa
from desa_desktop.domain.wording import show_percent
from desa_desktop.i18n import N_, _

NAMA_TIM: Mapping[JenisTim, str] = {
    JenisTim.PENYUSUN: N_("Tim Penyusun"),
    JenisTim.VERIFIKASI: N_("Tim Verifikasi"),
}
JABATAN_TIM = (N_("Pembina"), N_("Ketua"), N_("Sekretaris"), N_("Anggota"))
RKTL = (
    N_("Rembuk Stunting"),
    N_("Pembentukan Tim"),
    N_("Pencermatan dan penyelarasan"),
    N_("Pencermatan ulang RPJM"),
    N_("Rancangan RKP dan DU-RKP"),
    N_("Musrenbang Desa"),
    N_("Musdes pengesahan"),
)
"""The seven default lines of the work plan (form G12)."""


@dataclass(frozen=True, slots=True)
class SusunanTim:
    """How many people a team has; `persen_p` is the share of women with one decimal, None for no one."""

    orang: int
    l: int  # noqa: E741  the letter the form prints
    p: int
    persen_p: Decimal | None
    saran: tuple[str, ...]

    @property
    def teks(self) -> str:
        """`7 orang · L 4 · P 3 (42,9%)`, above the list."""
        share = f" ({show_percent(self.persen_p)})" if self.persen_p is not None else ""
        return _("{n} orang · L {l} · P {p}").format(n=self.orang, l=self.l, p=self.p) + share


def ketua_tim(plan: RkpDesa | RpjmDesa) -> str:
    """Who signs for the drafting team: the one named for it, else its member who is Ketua; "" without one."""
    if plan.ketua_tim.strip():
        return plan.ketua_tim
    team: list[AnggotaTim | AnggotaTimRpjm] = []
    if isinstance(plan, RkpDesa):
        team += [one for one in plan.tim if one.tim is JenisTim.PENYUSUN]
    else:
        team += plan.tim
    members = sorted(team, key=lambda one: one.urut)
    return next((one.nama for one in members if one.jabatan.casefold().startswith("ketua")), "")


def susunan_tim(anggota: Iterable[AnggotaTim], tim: JenisTim, aturan: AturanTim) -> SusunanTim:
    """Counts of one team and what its rule advises; `aturan` is the rule the office chose (`dasar_tim`).

    The Pembina counts as one of them, as real decisions list him. Only named people count; the rule is about
    the drafting team.
    """
    people = [one for one in anggota if one.tim is tim and one.nama.strip()]
    women = sum(one.jk == "P" for one in people)
    share = (Decimal(100 * women) / len(people)).quantize(Decimal("0.1"), ROUND_HALF_UP) if people else None
    advice: list[str] = []
    if tim is JenisTim.PENYUSUN and people:
        least, most = aturan.paling_sedikit, aturan.paling_banyak
        if len(people) < least or 0 < most < len(people):
            limits = (
                _("{a} sampai {b} orang").format(a=least, b=most)
                if most
                else _("paling sedikit {a} orang").format(a=least)
            )
            advice.append(_("Jumlah tim sebaiknya {batas}.").format(batas=limits))
        if women < aturan.perempuan_paling_sedikit:
            advice.append(_("Tim sebaiknya mengikutsertakan perempuan."))
        elif share is not None and share < aturan.perempuan_persen:
            least_share = show_percent(aturan.perempuan_persen)
            advice.append(_("Perempuan sebaiknya paling sedikit {persen}.").format(persen=least_share))
    return SusunanTim(len(people), sum(one.jk == "L" for one in people), women, share, tuple(advice))
