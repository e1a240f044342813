"""All checks of one planning year in one list, each finding with the dokumen it is in (perencanaan.md 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.matriks_rpjm import numbers_of
from desa_desktop.domain.musyawarah import Musyawarah
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_desa import check_desa
from desa_desktop.domain.pemeriksaan_kegiatan import check_kewajaran, check_penerima, check_satuan
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_musyawarah import check_musyawarah
from desa_desktop.domain.pemeriksaan_pejabat import check_kepala_desa
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, check_durkp, check_rkp
from desa_desktop.domain.pemeriksaan_rpjm import LatarRpjm, check_rpjm
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.usulan import Usulan
from desa_desktop.i18n import _

RKP, DURKP, RPJM, MUSYAWARAH, PROFIL = "rkp-desa", "durkp", "rpjm-desa", "musyawarah", "profil"


@dataclass(frozen=True, slots=True)
class TahunRencana:
    """The dokumen of one planning year of a village and all that they are held against.

    `musyawarah`: the meetings of the year; `usulan`: its proposals by id; `desa`: the village's profile.
    """

    latar: LatarDesa
    latar_rkp: LatarRkp
    latar_rpjm: LatarRpjm = field(default_factory=LatarRpjm)
    rkp: RkpDesa | None = None
    durkp: Durkp | None = None
    rpjm: RpjmDesa | None = None
    musyawarah: Sequence[Musyawarah] = ()
    usulan: Mapping[UUID, Usulan] = field(default_factory=dict)
    desa: Desa | None = None


def check_year(tahun: TahunRencana, aturan: Aturan, *, final: bool) -> list[Pemeriksaan]:
    """Every finding of the year, the gravest first; `final` judges as `Sahkan` would."""
    found = [
        *check_rkp_tahun(tahun, aturan, final=final),
        *check_durkp_tahun(tahun, aturan, final=final),
        *check_rpjm_tahun(tahun, aturan, final=final),
        *check_meetings(tahun, aturan),
    ]
    if tahun.desa is not None:
        found += _in(PROFIL, check_desa(tahun.desa, tahun.latar.today))
    return by_weight(found)


def by_weight(findings: Iterable[Pemeriksaan]) -> list[Pemeriksaan]:
    """The gravest first, else in their order."""
    weight = list(Level)
    return sorted(findings, key=lambda one: weight.index(one.level))


def _in(dokumen: str, findings: Iterable[Pemeriksaan]) -> list[Pemeriksaan]:
    return [replace(one, dokumen=one.dokumen or dokumen) for one in findings]


def check_rkp_tahun(tahun: TahunRencana, aturan: Aturan, *, final: bool) -> list[Pemeriksaan]:
    """The findings of the RKP Desa."""
    if tahun.rkp is None:
        return []
    return with_place(check_rkp(tahun.rkp, aturan, tahun.latar_rkp, final=final), tahun.latar)


def with_place(findings: Iterable[Pemeriksaan], latar: LatarDesa | None) -> list[Pemeriksaan]:
    """The findings of an RKP Desa with the dokumen each leads to: some are about meetings or the RPJM."""
    places: dict[UUID | None, str] = {}
    if latar is not None:
        rpjm = latar.rpjm.kegiatan if latar.rpjm is not None else ()
        places |= {one.id: RPJM for one in rpjm}
        places |= {one.id: MUSYAWARAH for one in latar.musyawarah}
    return [replace(one, dokumen=places.get(one.record, RKP)) for one in findings]


def check_durkp_tahun(tahun: TahunRencana, aturan: Aturan, *, final: bool) -> list[Pemeriksaan]:
    """The findings of the DU-RKP."""
    if tahun.durkp is None:
        return []
    found = check_durkp(tahun.durkp, aturan, final=final, usulan=tahun.usulan, desa=tahun.latar)
    return _in(DURKP, found)


def check_rpjm_tahun(tahun: TahunRencana, aturan: Aturan, *, final: bool) -> list[Pemeriksaan]:
    """The findings of the RPJM Desa, with those that other dokumen have as well (V-03, V-05, V-43, V-51)."""
    rpjm = tahun.rpjm
    if rpjm is None:
        return []
    more: list[Pemeriksaan] = []
    say = _sayer(more, rpjm.id)
    numbers = numbers_of(rpjm.kegiatan, aturan)
    for one in sorted(rpjm.kegiatan, key=lambda row: numbers[row.id]):
        row = _("Kegiatan {n}").format(n=numbers[one.id])
        check_satuan(one.satuan, row, aturan, one.id, say)
        check_kewajaran(one, row, aturan, say)
        check_penerima(one, row, tahun.latar, say)
    check_kepala_desa(
        tahun.latar.perangkat, rpjm.tanggal_perdes, _("Perdes RPJM Desa"), "tanggal_perdes", say
    )
    check_kepala_desa(tahun.latar.perangkat, rpjm.tanggal_sk, _("SK tim penyusun"), "tanggal_sk", say)
    return _in(RPJM, [*check_rpjm(rpjm, aturan, tahun.latar_rpjm, final=final), *more])


def check_meetings(tahun: TahunRencana, aturan: Aturan) -> list[Pemeriksaan]:
    """The findings of the meetings that were held: those ratified, and drafts whose day is past."""
    found: list[Pemeriksaan] = []
    by_id: dict[UUID, Musyawarah] = {one.id: one for one in tahun.musyawarah}
    for meeting in tahun.musyawarah:
        if meeting.status is not StatusDokumen.DISAHKAN and not _is_over(meeting, tahun.latar.today):
            continue
        before = by_id.get(meeting.rapat_sebelum_id) if meeting.rapat_sebelum_id is not None else None
        found += check_musyawarah(
            meeting,
            tahun.usulan,
            aturan,
            tahun.latar.today,
            meeting.alasan,
            sebelum=before,
            perangkat=tahun.latar.perangkat,
        )
    return _in(MUSYAWARAH, found)


def _is_over(meeting: Musyawarah, today: date) -> bool:
    return meeting.tanggal is not None and meeting.tanggal <= today


def _sayer(findings: list[Pemeriksaan], root: UUID) -> Callable[..., None]:
    def say(level: Level, rule: str, text: str, record: UUID | None = None, field: str = "") -> None:
        findings.append(Pemeriksaan(level, text, rule, record or root, field))

    return say
