"""Where is my proposal? The line from gagasan to the answer of the kabupaten, over years."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.jejak import (
    BahanJejak,
    Keadaan,
    MiripTahunLalu,
    Tahap,
    check_tahun_lalu,
    jejak_usulan,
)
from desa_desktop.domain.musyawarah import Bahasan, JenisMusyawarah, Musyawarah
from desa_desktop.domain.rkp import BarisDurkp, Durkp, DurkpId, Kegiatan, RkpDesa, RkpDesaId
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.domain.usulan import DaftarUsulan, DaftarUsulanId, StatusUsulan, Usulan

DESA = DesaId(uuid4())
NAMES = {JenisMusyawarah.MUSDUS: "Musyawarah Dusun", JenisMusyawarah.MUSRENBANGDES: "Musrenbangdes"}
SAH = StatusDokumen.DISAHKAN


def listed(tahun: int, *usulan: Usulan) -> DaftarUsulan:
    return DaftarUsulan(id=DaftarUsulanId(uuid4()), desa_id=DESA, tahun=tahun, usulan=list(usulan))


def talked(
    usulan: Usulan, jenis: JenisMusyawarah, day: date, putusan: StatusUsulan, alasan: str = ""
) -> Musyawarah:
    talk = Bahasan(usulan_id=usulan.id, putusan=putusan, alasan=alasan)
    return Musyawarah(desa_id=DESA, jenis=jenis, tahun=2027, tanggal=day, status=SAH, bahasan=[talk])


def steps(bahan: BahanJejak, usulan: Usulan) -> list[tuple[Tahap, int]]:
    found = jejak_usulan(bahan, usulan.id)
    assert found is not None
    return [(one.tahap, one.tahun) for one in found.langkah]


def test_a_proposal_goes_from_the_hamlet_through_meetings_into_rpjm_and_plan() -> None:
    talud = Usulan(nomor=4, uraian="Talud jalan", dusun="Krajan", status=StatusUsulan.DISEPAKATI)
    row = KegiatanRpjm(nama="Talud", usulan_id=talud.id, tahun=(2027, 2028))
    rpjm = RpjmDesa(id=RpjmDesaId(uuid4()), desa_id=DESA, tahun=2025, status=SAH, kegiatan=[row])
    plan = RkpDesa(id=RkpDesaId(uuid4()), desa_id=DESA, tahun=2027, status=SAH, nomor_perdes="4 Tahun 2026")
    plan.kegiatan = [Kegiatan(nama="Talud RT 3", rpjm_id=row.id, biaya=85_000_000)]
    bahan = BahanJejak(
        [listed(2027, talud)],
        [
            talked(talud, JenisMusyawarah.MUSRENBANGDES, date(2026, 8, 12), StatusUsulan.DISEPAKATI),
            talked(talud, JenisMusyawarah.MUSDUS, date(2026, 6, 3), StatusUsulan.DITERUSKAN),
        ],
        [rpjm],
        [plan],
        nama_musyawarah=NAMES,
    )
    found = jejak_usulan(bahan, talud.id)
    assert found is not None
    assert [one.judul for one in found.langkah] == [
        "Diusulkan untuk 2027 sebagai usulan nomor 4",
        "Musyawarah Dusun: Diteruskan ke kabupaten",
        "Musrenbangdes: Disepakati",
        "Masuk RPJM Desa 2025–2032",
        "Masuk RKP Desa 2027",
    ]
    assert found.langkah[3].keterangan == "dijadwalkan tahun 2027, 2028"
    assert found.langkah[4].keterangan == "Talud RT 3 · Rp85.000.000 · Perdes 4 Tahun 2026"
    assert found.posisi == "Masuk RKP Desa 2027 dan dibiayai desa."


def plan_of(revisi: int, status: StatusDokumen, *kegiatan: Kegiatan, **facts: object) -> RkpDesa:
    return RkpDesa(
        id=RkpDesaId(uuid4()), desa_id=DESA, tahun=2027, revisi=revisi, status=status,
        kegiatan=list(kegiatan), **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def test_what_a_change_threw_out_of_the_plan_is_told_with_day_and_reason() -> None:
    talud = Usulan(nomor=4, uraian="Talud jalan", status=StatusUsulan.DISEPAKATI)
    work = Kegiatan(nama="Talud RT 3", usulan_id=talud.id, biaya=85_000_000)
    murni = plan_of(1, SAH, work, nomor_perdes="4 Tahun 2026", tanggal_perdes=date(2026, 9, 28))
    change = {"dasar_perubahan": "Peristiwa khusus: banjir Maret."}
    draft = plan_of(1, StatusDokumen.KONSEP, **change)
    found = jejak_usulan(BahanJejak([listed(2027, talud)], rkp=[draft], rkp_sah=[murni]), talud.id)
    assert found is not None
    assert found.posisi == "Akan keluar dari RKP Desa 2027 oleh perubahan ke-1, masih rancangan."
    signed = plan_of(2, SAH, nomor_perdes="2 Tahun 2027", tanggal_perdes=date(2027, 4, 2), **change)
    bahan = BahanJejak([listed(2027, talud)], rkp=[signed], rkp_sah=[murni, signed])
    found = jejak_usulan(bahan, talud.id)
    assert found is not None
    assert [(one.judul, one.kapan) for one in found.langkah[-2:]] == [
        ("Masuk RKP Desa 2027 (murni)", "28 September 2026"),
        ("Dikeluarkan dari RKP Desa 2027 oleh perubahan ke-1", "2 April 2027"),
    ]
    assert found.langkah[-1].keterangan == "Peristiwa khusus: banjir Maret · Perdes 2 Tahun 2027"
    assert found.posisi == (
        "Dikeluarkan dari RKP Desa 2027 oleh perubahan ke-1. "
        "Alasan: Peristiwa khusus: banjir Maret · Perdes 2 Tahun 2027."
    )
    assert found.keadaan is Keadaan.DITUNDA


def test_what_stayed_or_came_back_in_a_change_was_never_lost() -> None:
    """Also a row that lost its link to the proposal: it is the same activity."""
    talud = Usulan(nomor=4, uraian="Talud jalan", status=StatusUsulan.DISEPAKATI)
    work = Kegiatan(nama="Talud RT 3", usulan_id=talud.id)
    unlinked = Kegiatan(id=work.id, nama="Talud RT 3")
    murni, kept = plan_of(1, SAH, work), plan_of(2, SAH, unlinked)
    assert steps(BahanJejak([listed(2027, talud)], rkp=[kept], rkp_sah=[murni, kept]), talud) == [
        (Tahap.GAGASAN, 2027),
        (Tahap.MUSYAWARAH, 2027),
    ]
    without, again = plan_of(2, SAH), plan_of(3, SAH, Kegiatan(nama="Talud", usulan_id=talud.id))
    bahan = BahanJejak([listed(2027, talud)], rkp=[again], rkp_sah=[murni, without, again])
    assert steps(bahan, talud)[-1] == (Tahap.RKP, 2027)
    found = jejak_usulan(bahan, talud.id)
    assert found is not None
    assert found.posisi == "Masuk RKP Desa 2027 dan dibiayai desa."


def test_one_passed_upwards_ends_with_the_answer_and_its_reason() -> None:
    jembatan = Usulan(nomor=1, uraian="Jembatan", status=StatusUsulan.DITERUSKAN, alasan="Di luar kewenangan")
    line = BarisDurkp(
        usulan_id=jembatan.id, prioritas=2, opd_tujuan="DPUPR", jawaban="ditolak",
        jawaban_alasan="Bukan jalan kabupaten.", jawaban_tanggal=date(2027, 7, 1),
    )  # fmt: skip
    durkp = Durkp(id=DurkpId(uuid4()), desa_id=DESA, tahun=2027, status=SAH, baris=[line])
    found = jejak_usulan(BahanJejak([listed(2027, jembatan)], durkp=[durkp]), jembatan.id)
    assert found is not None
    assert [one.tahap for one in found.langkah] == [
        Tahap.GAGASAN,
        Tahap.MUSYAWARAH,
        Tahap.DURKP,
        Tahap.JAWABAN,
    ]
    assert found.langkah[2].keterangan == "prioritas 2 · kepada DPUPR"
    assert found.posisi == "Jawaban kabupaten: Ditolak. Alasan: Bukan jalan kabupaten."
    assert found.keadaan is Keadaan.DITOLAK


def test_a_line_goes_on_over_years_whichever_of_them_is_asked_for() -> None:
    old = Usulan(
        nomor=7, uraian="Air bersih", dusun="Lor", status=StatusUsulan.DITUNDA, alasan="Dana belum cukup"
    )
    new = Usulan(nomor=2, uraian="Air bersih", dusun="Lor", asal_usulan_id=old.id)
    bahan = BahanJejak([listed(2028, new), listed(2027, old)])
    wanted = [(Tahap.GAGASAN, 2027), (Tahap.MUSYAWARAH, 2027), (Tahap.KEMBALI, 2028)]
    assert steps(bahan, old) == steps(bahan, new) == wanted
    found = jejak_usulan(bahan, old.id)
    assert found is not None
    assert found.posisi == "Usulan ini menunggu dibahas dalam musyawarah."
    assert found.mirip == (), "its own line is no look-alike"


def test_what_came_back_before_the_origin_was_kept_still_belongs_to_the_line() -> None:
    old = Usulan(nomor=7, uraian="Air bersih", status=StatusUsulan.DITUNDA)
    new = Usulan(nomor=2, uraian="Air bersih", gabungan_dari=(str(old.id),))
    bahan = BahanJejak([listed(2027, old), listed(2028, new)])
    assert steps(bahan, old)[-1] == (Tahap.KEMBALI, 2028)


def test_merged_proposals_keep_their_sources_and_lead_to_where_they_went() -> None:
    one, two = Usulan(nomor=1, uraian="Talud RT 1"), Usulan(nomor=2, uraian="Talud RT 2")
    both = Usulan(nomor=3, uraian="Talud RT 1 dan 2", gabungan_dari=(str(one.id), str(two.id)))
    bahan = BahanJejak([listed(2027, one, two, both)])
    found = jejak_usulan(bahan, one.id)
    assert found is not None
    assert [step.judul for step in found.langkah] == [
        "Diusulkan untuk 2027 sebagai usulan nomor 1",
        "Digabung ke usulan nomor 3",
        "Menjadi usulan nomor 3 untuk 2027",
    ]
    whole = jejak_usulan(bahan, both.id)
    assert whole is not None
    assert [ref.nomor for ref in whole.gabungan] == [1, 2]
    assert whole.langkah[0].tahap is Tahap.GAGASAN


def test_look_alikes_of_other_years_are_named_and_never_joined() -> None:
    old = Usulan(
        nomor=9,
        uraian="Pembangunan talud jalan",
        dusun="Krajan",
        status=StatusUsulan.DITUNDA,
        alasan="Lahan.",
    )
    new = Usulan(nomor=1, uraian="Talud jalan pembangunan", dusun="Krajan")
    bahan = BahanJejak([listed(2026, old), listed(2027, new)])
    found = jejak_usulan(bahan, new.id)
    assert found is not None
    assert [(ref.tahun, ref.nomor) for ref in found.mirip] == [(2026, 9)]
    (hint,) = check_tahun_lalu([new], MiripTahunLalu([(2026, old)]))
    assert hint.teks == (
        "Usulan 1 mirip dengan usulan nomor 9 tahun 2026 (ditunda). Alasan waktu itu: Lahan."
    )
    assert check_tahun_lalu([Usulan(uraian="Talud jalan pembangunan", dusun="Krajan", asal_usulan_id=old.id)],
                            MiripTahunLalu([(2026, old)])) == []  # fmt: skip


def test_a_meeting_that_is_still_open_has_decided_nothing() -> None:
    talud = Usulan(nomor=1, uraian="Talud")
    meeting = talked(talud, JenisMusyawarah.MUSDUS, date(2026, 6, 3), StatusUsulan.DITUNDA, "Dana")
    meeting.status = StatusDokumen.KONSEP
    found = jejak_usulan(BahanJejak([listed(2027, talud)], [meeting], nama_musyawarah=NAMES), talud.id)
    assert found is not None
    assert found.langkah[-1].judul == "Musyawarah Dusun: Dibahas, belum diputuskan"
    assert found.posisi == "Usulan ini sedang dibahas."


def test_a_proposal_nobody_holds_has_no_line() -> None:
    assert jejak_usulan(BahanJejak(), uuid4()) is None
