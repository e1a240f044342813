"""Which steps of the planning year are taken, as the data itself shows (perencanaan.md 4.3).

The words of evidence are those of `bukti` in the Paket Aturan; Beranda and the checks ask here alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import Tahap
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.rkp import Durkp, JenisTim, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa

TIM, PAGU, RPJM, RANCANGAN, RKP, DURKP = "tim", "pagu", "rpjm", "rancangan", "rkp", "durkp"


def bukti_rkp(
    rkp: RkpDesa | None, durkp: Durkp | None, musyawarah: Iterable[Musyawarah] = ()
) -> frozenset[str]:
    """What the plan, the DU-RKP and the meetings of one year show: words of `bukti`.

    The RPJM Desa counts as looked through when every activity says where it comes from (V-20).
    """
    found = {f"musyawarah:{one.jenis.value}" for one in musyawarah if one.status is StatusDokumen.DISAHKAN}
    if rkp is not None:
        has_team = any(one.tim is JenisTim.PENYUSUN and one.nama.strip() for one in rkp.tim)
        shown = {
            TIM: has_team or bool(rkp.ketua_tim.strip()),
            PAGU: any(one.jumlah is not None for one in rkp.pagu),
            RPJM: bool(rkp.kegiatan)
            and all(one.rpjm_id is not None or one.alasan_rpjm.strip() for one in rkp.kegiatan),
            RANCANGAN: bool(rkp.kegiatan),
            RKP: rkp.revisi > 0,
        }
        found |= {word for word, is_there in shown.items() if is_there}
    if durkp is not None and durkp.revisi > 0:
        found.add(DURKP)
    return frozenset(found)


def bukti_rpjm(rpjm: RpjmDesa | None, musyawarah: Iterable[Musyawarah] = ()) -> frozenset[str]:
    """The same for the steps of an RPJM Desa."""
    found = {f"musyawarah:{one.jenis.value}" for one in musyawarah if one.status is StatusDokumen.DISAHKAN}
    if rpjm is not None:
        shown = {
            "tim_rpjm": any(one.nama.strip() for one in rpjm.tim) or bool(rpjm.ketua_tim.strip()),
            "pengkajian_rpjm": bool(rpjm.masalah or rpjm.kelembagaan or rpjm.musim),
            "rancangan_rpjm": bool(rpjm.kegiatan and rpjm.visi.strip()),
            "rpjm_sah": rpjm.revisi > 0 and rpjm.status is StatusDokumen.DISAHKAN,
        }
        found |= {word for word, is_there in shown.items() if is_there}
    return frozenset(found)


def langkah_musyawarah(aturan: Aturan, urutan: str, jenis: JenisMusyawarah) -> str:
    """The key of the calendar step that a meeting of this kind takes in this order of steps; "" for none.

    The two orders hold one meeting at different times: the musdes comes first in one, after the draft in the
    other (perencanaan.md 4.3). A meeting that is no step of the order has its own name as key.
    """
    word = f"musyawarah:{jenis.value}"
    found = next((one.kunci for one in aturan.tahap(urutan) if word in one.bukti), jenis.value)
    return found if aturan.find_langkah(found) is not None else ""


def terpenuhi(tahap: Iterable[Tahap], bukti: Collection[str]) -> frozenset[str]:
    """The keys of the steps that one of these words shows as taken."""
    return frozenset(one.kunci for one in tahap if any(word in bukti for word in one.bukti))


def tahap_hilang(
    aturan: Aturan,
    urutan: str,
    bukti: Collection[str],
    di_luar: Collection[str] = (),
    sebelum: str = "rkpdes",
) -> list[Tahap]:
    """The steps of this order before `sebelum` that nothing shows; `di_luar`: noted by a person (V-32)."""
    steps = aturan.tahap(urutan)
    done = terpenuhi(steps, bukti) | set(di_luar)
    found = []
    for one in steps:
        if one.kunci == sebelum:
            break
        if one.kunci not in done:
            found.append(one)
    return found
