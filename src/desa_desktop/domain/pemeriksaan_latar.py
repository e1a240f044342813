"""What only the village itself knows when its plan is checked: other years, its meetings, its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa


@dataclass(frozen=True, slots=True)
class LatarDesa:
    """The village around one plan year. `services.latar_rencana` fills it.

    `urutan`, `dasar_tim`: the orders and rules this office follows. `rpjm`: the RPJM Desa of the year, None
    without one. `sebelum`: the plan of the year before. `durkp`: the list of this year, `durkp_dulu` those
    of earlier ones, the newest first. `musyawarah`: all meetings of the year, drafts too. `di_luar`: keys of
    calendar steps a person noted as done elsewhere. `penduduk`: people of the village, None if nobody
    counted them; `penduduk_dusun`: by the name of the dusun as written.
    """

    today: date
    urutan: str = "permendesa21"
    dasar_tim: str = "permendesa21"
    rpjm: RpjmDesa | None = None
    sebelum: RkpDesa | None = None
    rkp: RkpDesa | None = None
    durkp: Durkp | None = None
    durkp_dulu: Sequence[Durkp] = ()
    musyawarah: Sequence[Musyawarah] = ()
    di_luar: frozenset[str] = frozenset()
    perangkat: Sequence[Perangkat] = ()
    penduduk: int | None = None
    penduduk_dusun: Mapping[str, int] = field(default_factory=dict)
