"""Every rule of the planning year finds its own mistake in a small village, and none in a clean year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from builders import (
    aturan,
    baris_durkp,
    baris_rab,
    desa,
    desa_id,
    durkp,
    everyone,
    kegiatan,
    musyawarah,
    pagu,
    perangkat,
    rkp_desa,
)
from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.identity import id_by_key
from desa_desktop.domain.musyawarah import JenisMusyawarah, Penandatangan
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp
from desa_desktop.domain.pemeriksaan_rpjm import LatarRpjm
from desa_desktop.domain.pemeriksaan_tahun import TahunRencana, check_year
from desa_desktop.domain.rkp import AnggotaTim, PolaPelaksanaan, SumberBiaya
from desa_desktop.domain.rpjm import AnggotaTimRpjm, KegiatanRpjm, RpjmDesa, RpjmDesaId

TODAY = date(2026, 11, 22)
G, P, S = Level.GALAT, Level.PERINGATAN, Level.SARAN


def team(kind=AnggotaTim, count=7, women=3, **values):
    return [
        kind(
            urut=n,
            nama=f"Anggota {n}",
            jk="P" if n <= women else "L",
            jabatan="Anggota",
            unsur="perangkat",
            **values,
        )
        for n in range(1, count + 1)
    ]


def rpjm_row(**bend):
    values = {
        "urut": 1,
        "kode": "02.03.10",
        "nama": "Talud RT 03",
        "lokasi": "RT 03/RW 01",
        "sdgs": (9,),
        "volume": Decimal(120),
        "satuan": "m",
        "tahun": (2027,),
        "biaya_tahun": {"2027": 85_000_000},
        "sumber": ("DDS",),
        "pola": PolaPelaksanaan.SWAKELOLA,
    }
    return KegiatanRpjm(**values | bend)


def rpjm(**bend):
    values = {
        "id": RpjmDesaId(id_by_key(desa_id(), "rpjm-desa", "2027")),
        "desa_id": desa_id(),
        "tahun": 2027,
        "tahun_akhir": 2034,
        "tanggal_pelantikan": date(2026, 6, 25),
        "visi": "Desa maju.",
        "nomor_perdes": "3",
        "tanggal_perdes": date(2026, 9, 20),
        "tim": team(AnggotaTimRpjm),
        "kegiatan": [rpjm_row()],
    }
    return RpjmDesa(**values | bend)


OFFICERS = [
    perangkat(nama="Suratman", jabatan="Kepala Desa", mulai=date(2026, 6, 1), selesai=date(2034, 5, 31)),
    perangkat(nama="Harjono", jabatan="Ketua BPD"),
]


def meeting(jenis, day, **bend):
    values = {
        "jenis": jenis,
        "nama": f"Musyawarah {jenis.value}",
        "tanggal": day,
        "status": StatusDokumen.DISAHKAN,
        "surat": {"nomor": "005/1", "tanggal": (day - timedelta(days=7)).isoformat()},
    }
    if "musdes" in jenis.value:
        values |= {"pimpinan": "Harjono", "pimpinan_dari": "Ketua BPD"}
    return musyawarah(**values | bend)


class Year:
    """A village that did everything in time; a test bends one thing of it."""

    def __init__(self):
        row = rpjm_row()
        self.rpjm = rpjm(kegiatan=[row])
        self.satu = kegiatan(sdgs=(9,), rpjm_id=row.id, penerima_l=60, penerima_p=70)
        self.rkp = rkp_desa(kegiatan=[self.satu], tim=team(), tanggal_sk=date(2026, 6, 20))
        self.durkp = durkp(tanggal=date(2026, 11, 2))
        self.meetings = [
            meeting(JenisMusyawarah.MUSDES, date(2026, 6, 25)),
            meeting(JenisMusyawarah.MUSRENBANGDES, date(2026, 8, 12)),
            meeting(JenisMusyawarah.MUSDES_PENGESAHAN, date(2026, 9, 22)),
        ]
        self.usulan = {}
        self.rpjm_meetings = [date(2026, 9, 1)]
        self.latar = {
            "today": TODAY,
            "perangkat": OFFICERS,
            "penduduk": 1240,
            "penduduk_dusun": {"Krajan": 400},
        }
        self.profil = desa(perangkat=OFFICERS)

    def findings(self, *, final=True):
        village = LatarDesa(
            rpjm=self.rpjm,
            rkp=self.rkp,
            durkp=self.durkp,
            musyawarah=self.meetings,
            **self.latar,
        )
        held = [one for one in self.meetings if one.jenis is JenisMusyawarah.MUSRENBANGDES]
        background = LatarRkp(
            usulan=list(self.usulan.values()),
            has_musrenbang=bool(held),
            tanggal_musrenbang=held[0].tanggal if held else None,
            desa=village,
        )
        year = TahunRencana(
            village,
            background,
            LatarRpjm(self.rpjm_meetings, dasar_tim=village.dasar_tim),
            self.rkp,
            self.durkp,
            self.rpjm,
            self.meetings,
            self.usulan,
            self.profil,
        )
        return check_year(year, aturan(), final=final)


def test_a_clean_year_has_no_finding_at_all():
    assert Year().findings() == []
    other = Year()
    other.latar |= {"urutan": "permendagri114", "dasar_tim": "permendagri114"}
    assert other.findings() == []


RULES = {}


def rule(number, level, dokumen="rkp-desa", field=None, *, also=()):
    """Say of a bend which finding it makes, and how it weighs; `also`: findings that must come with it."""

    def keep(bend):
        RULES.setdefault(f"{number} {bend.__name__}", (number, level, dokumen, field, also, bend))
        return bend

    return keep


def money(rupiah, sumber="DDS"):
    return {"biaya": rupiah, "sumber_biaya": [SumberBiaya(urut=1, sumber=sumber, jumlah=rupiah)]}


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)


def linked(year, **bend):
    """One more activity that has its row in the RPJM Desa."""
    row = rpjm_row(urut=len(year.rpjm.kegiatan) + 1, nama=bend.get("nama", "Lain"), kode=bend["kode"])
    year.rpjm.kegiatan.append(row)
    values = {"sdgs": (1,), "rpjm_id": row.id, "lokasi": "Balai Desa"}
    made = kegiatan(**values | bend)
    year.rkp.kegiatan.append(made)
    return made


@rule("V-01", G, field="kode", also=("V-11",))
def a_code_that_does_not_exist(year):
    year.satu.kode = "02.03.89"


@rule("V-02", G, field="volume")
def a_volume_that_is_missing(year):
    year.satu.volume = None


@rule("V-03", P, field="satuan")
def a_unit_outside_the_list(year):
    year.satu.satuan = "Pohong"


@rule("V-03", P, field="satuan")
def a_unit_in_another_spelling(year):
    year.satu.satuan = "Meter"


@rule("V-03", P, "rpjm-desa", "satuan")
def a_unit_of_the_rpjm(year):
    year.rpjm.kegiatan[0].satuan = "Klpk"


@rule("V-03", P, "durkp", "satuan")
def a_unit_of_the_durkp(year):
    year.durkp.baris[0].satuan = "Bualan"


@rule("V-04", P, field="volume")
def one_paket_of_building_work(year):
    change(year.satu, volume=Decimal(1), satuan="paket")


@rule("V-05", P, field="volume")
def ten_times_last_years_length(year):
    year.latar["sebelum"] = rkp_desa(tahun=2026, kegiatan=[kegiatan(volume=Decimal(12), biaya=8_500_000)])


@rule("V-05", P, field="biaya")
def a_metre_at_twice_last_years_cost(year):
    year.latar["sebelum"] = rkp_desa(tahun=2026, kegiatan=[kegiatan(biaya=40_000_000)])


@rule("V-05", P, field="volume")
def a_length_that_the_estimate_does_not_know(year):
    change(year.satu, volume=Decimal(1400))
    year.satu.rab = [
        baris_rab(volume=Decimal(140), satuan="m", harga_satuan=1),
        baris_rab(volume=1, harga_satuan=84_999_860),
    ]


@rule("V-05", P, "durkp", "volume")
def a_bridge_of_1400_metres_in_a_name(year):
    change(year.durkp.baris[0], nama="Jembatan 1400 meter RT 02")


@rule("V-05", P, field="volume")
def a_bridge_of_1400_metres(year):
    change(year.satu, nama="Jembatan Kali Jali", volume=Decimal(1400))


@rule("V-10", G, field="biaya")
def a_split_that_does_not_add_up(year):
    year.satu.biaya = 86_000_000


@rule("V-11", G, field="kode", also=("V-01",))
def money_outside_every_bidang(year):
    year.satu.kode = ""


@rule("V-12", G, field="sumber_biaya")
def more_than_the_definitive_pagu(year):
    year.rkp.pagu = [pagu(jumlah=80_000_000)]


@rule("V-12", P, field="sumber_biaya")
def more_than_an_estimated_pagu(year):
    year.rkp.pagu = [pagu(jumlah=80_000_000, is_definitif=False)]


@rule("V-13", P, field="rab")
def an_estimate_of_another_sum(year):
    year.satu.rab = [baris_rab()]


@rule("V-14", P, field="biaya")
def a_cost_of_nothing(year):
    change(year.satu, **money(0))


@rule("V-15", P, field="biaya")
def siltap_above_thirty_percent(year):
    linked(year, kode="01.01.01", nama="Siltap", satuan="OB", volume=Decimal(12), **money(60_000_000))


@rule("V-16", P, field="sumber_biaya")
def food_below_its_share_of_2025(year):
    move_to_2025(year)
    linked_row = year.rkp.kegiatan[0]
    linked_row.tanda = ()


def move_to_2025(year):
    """The same clean village two years earlier, when 20 % for food was the rule."""
    back = lambda day: day.replace(year=day.year - 2)  # noqa: E731
    for one in year.meetings:
        sent = back(one.tanggal) - timedelta(days=7)
        change(one, tanggal=back(one.tanggal), tahun=2025, surat={"nomor": "1", "tanggal": sent.isoformat()})
    change(
        year.rkp,
        tahun=2025,
        tanggal_perdes=back(year.rkp.tanggal_perdes),
        tanggal_sk=back(year.rkp.tanggal_sk),
    )
    change(year.durkp, tahun=2025, tanggal=back(year.durkp.tanggal))
    change(year.rpjm, tahun=2025, tahun_akhir=2032, tanggal_pelantikan=date(2024, 7, 1))
    change(year.rpjm, tanggal_perdes=back(year.rpjm.tanggal_perdes))
    change(year.rpjm.kegiatan[0], tahun=(2025,), biaya_tahun={"2025": 85_000_000})
    year.rpjm_meetings = [date(2024, 9, 1)]
    year.latar["today"] = date(2024, 11, 22)
    year.latar["perangkat"] = [replace(one, mulai=date(2020, 1, 1)) for one in OFFICERS]
    year.profil = desa(perangkat=year.latar["perangkat"])


@rule("V-17", P, field="biaya")
def blt_that_no_rate_explains(year):
    blt = {"kode": "05.03.00", "nama": "BLT Desa", "satuan": "KK", "volume": Decimal(40)}
    blt |= {"bulan_mulai": 1, "bulan_selesai": 12, "tanda": ("kemiskinan_ekstrem",)}
    linked(year, **blt, **money(128_000_000))


def test_blt_is_counted_in_kpm_as_villages_write_it():
    year = Year()
    blt = {"kode": "05.03.00", "nama": "BLT Desa", "satuan": "KPM", "volume": Decimal(40), "penerima_l": 2}
    blt |= {"bulan_mulai": 1, "bulan_selesai": 12, "tanda": ("kemiskinan_ekstrem",)}
    linked(year, **blt, **money(144_000_000))
    assert [one.aturan for one in year.findings() if one.aturan in ("V-03", "V-17")] == []


@rule("V-17", P, field="biaya")
def blt_above_the_rate(year):
    blt = {"kode": "05.03.00", "nama": "BLT Desa", "satuan": "KK", "volume": Decimal(40)}
    blt |= {"bulan_mulai": 1, "bulan_selesai": 12, "tanda": ("kemiskinan_ekstrem",)}
    linked(year, **blt, **money(192_000_000))


@rule("V-20", P, field="rpjm_id", also=("V-21", "V-32"))
def an_activity_outside_the_rpjm(year):
    year.satu.rpjm_id = None


@rule("V-20", P, field="rpjm_id")
def an_activity_of_another_year_of_the_rpjm(year):
    change(year.rpjm.kegiatan[0], tahun=(2028,), biaya_tahun={"2028": 85_000_000})


@rule("V-21", S, "rpjm-desa", "tahun")
def a_row_of_the_rpjm_that_was_left_out(year):
    year.rpjm.kegiatan.append(rpjm_row(urut=2, nama="Rabat jalan RT 05", lokasi="RT 05/RW 02"))


@rule("V-22", P, field="nama")
def the_same_activity_twice(year):
    linked(year, kode="02.03.10", nama="Talud  RT.03", lokasi="RT 3 RW 1", sdgs=(9,))
    year.rpjm.kegiatan[1].lokasi = "Krajan"


@rule("V-22", P, field="nama", also=("V-22",))
def the_same_in_plan_and_durkp(year):
    change(year.durkp.baris[0], nama="Talud RT 03", lokasi="RT 03/RW 01")


@rule("V-23", S, "durkp", "nama")
def a_proposal_of_last_year(year):
    old = baris_durkp(
        nama="Pengaspalan jalan kabupaten", jawaban="ditunda", jawaban_alasan="Anggaran terbatas"
    )
    year.latar["durkp_dulu"] = [durkp(tahun=2026, baris=[old])]


@rule("V-24", G, "durkp", "sumber")
def village_money_in_the_durkp(year):
    year.durkp.baris[0].sumber = "DDS"


@rule("V-24", P, "durkp", "volume")
def a_durkp_row_without_volume(year):
    change(year.durkp.baris[0], volume=None)


@rule("V-25", P, "rpjm-desa", "tahun_akhir")
def an_rpjm_of_six_years(year):
    year.rpjm.tahun_akhir = 2032


@rule("V-30", P, "musyawarah", "tanggal")
def a_musdes_after_june(year):
    year.latar |= {"urutan": "permendagri114", "dasar_tim": "permendagri114"}
    year.meetings[0].tanggal = date(2026, 7, 9)


@rule("V-30", P, field="tanggal_sk")
def a_team_after_july(year):
    year.rkp.tanggal_sk = date(2026, 8, 1)


@rule("V-30", P, field="tanggal_perdes")
def a_perdes_after_september(year):
    year.rkp.tanggal_perdes = date(2026, 12, 1)


@rule("V-30", S, "durkp", "tanggal")
def a_durkp_after_december_is_only_advised(year):
    year.durkp.tanggal = date(2027, 1, 5)


@rule("V-30", P, "rpjm-desa", "tanggal_perdes")
def an_rpjm_after_three_months(year):
    year.rpjm.tanggal_perdes = date(2026, 10, 20)


@rule("V-31", P, "musyawarah", "tanggal")
def a_musrenbangdes_before_the_musdes(year):
    change(year.meetings[0], tanggal=date(2026, 8, 20), surat={})


@rule("V-31", P, "musyawarah", "surat")
def an_invitation_of_the_same_day(year):
    year.meetings[0].surat = {"nomor": "005/1", "tanggal": "2026-06-25"}


@rule("V-31", P, field="teks.judul_perdes")
def an_old_year_in_a_title(year):
    year.rkp.teks = {"judul_perdes": "RENCANA KERJA PEMERINTAH DESA TAHUN ANGGARAN 2024"}


@rule("V-31", P, field="target")
def an_old_year_in_a_target(year):
    year.satu.target = "Target Capaian Tahun 2023: 100 m"


@rule("V-31", P, "musyawarah", "nama")
def an_old_year_in_the_name_of_a_meeting(year):
    year.meetings[1].nama = "Musrenbangdes Tahun 2024"


@rule("V-32", P, field="")
def no_musdes(year):
    del year.meetings[0]


@rule("V-32", P, field="tim")
def no_team(year):
    year.rkp.tim = []


@rule("V-40", P, field="tim")
def a_team_of_five(year):
    year.rkp.tim = team(count=5)


@rule("V-40", P, field="jk")
def a_team_with_one_woman(year):
    year.rkp.tim = team(women=1)


@rule("V-40", P, "rpjm-desa", "jk")
def an_rpjm_team_of_men(year):
    year.rpjm.tim = team(AnggotaTimRpjm, women=0)


@rule("V-41", P, "musyawarah", "unsur")
def nobody_of_the_poor_came(year):
    year.meetings[0].peserta = [one for one in everyone() if one.unsur != "miskin"]


@rule("V-42", G, "musyawarah", "notulis")
def no_notulis(year):
    year.meetings[0].notulis = ""


@rule("V-43", P, "musyawarah", "penandatangan")
def a_signer_after_his_term(year):
    old = Perangkat(nama="Karto", jabatan="Sekretaris Desa", mulai=date(2014, 1, 1), selesai=date(2020, 1, 1))
    year.latar["perangkat"] = [*OFFICERS, old]
    year.meetings[0].penandatangan.append(Penandatangan(urut=3, nama="Karto", jabatan="Sekretaris Desa"))


@rule("V-43", P, field="tanggal_perdes")
def a_perdes_after_the_term_of_the_kepala_desa(year):
    gone = [replace(one, selesai=date(2026, 9, 27)) for one in OFFICERS if one.jabatan == "Kepala Desa"]
    year.latar["perangkat"] = gone


@rule("V-43", P, "musyawarah", "surat")
def an_invitation_to_the_musdes_before_the_term_of_the_ketua_bpd(year):
    year.latar["perangkat"] = [
        replace(one, mulai=date(2026, 7, 1)) if one.jabatan == "Ketua BPD" else one for one in OFFICERS
    ]


@rule("V-43", P, "musyawarah", "surat")
def an_invitation_to_the_musrenbangdes_that_data_desa_lets_another_sign(year):
    year.latar["perangkat"] = [
        *OFFICERS,
        Perangkat(nama="Ratna", jabatan="Sekretaris Desa", tanda_tangan=("undangan",)),
    ]


@rule("V-50", P, field="sdgs")
def no_sdgs(year):
    year.satu.sdgs = ()


@rule("V-50", P, field="tanda")
def a_code_without_its_usual_tag(year):
    linked(
        year,
        kode="02.02.02",
        nama="PMT balita",
        satuan="bulan",
        volume=Decimal(12),
        sdgs=(2,),
        **money(1_000_000),
    )


@rule("V-51", P, field="penerima_l")
def more_people_than_the_village_has(year):
    change(year.satu, penerima_l=700, penerima_p=700)


@rule("V-51", P, field="penerima_l")
def more_people_than_the_dusun_has(year):
    change(year.satu, lokasi="Dusun Krajan RT 03", penerima_l=250, penerima_p=250)


@pytest.mark.parametrize("name", sorted(RULES))
def test_exactly_the_finding_of_the_rule_appears(name):
    number, level, dokumen, field, also, bend = RULES[name]
    year = Year()
    bend(year)
    found = year.findings()
    named = [one for one in found if one.aturan == number and one.dokumen == dokumen]
    shown = [(one.aturan, one.level.value, one.dokumen, one.field, one.teks) for one in found]
    assert [one.level for one in named] == [level], shown
    assert field is None or named[0].field == field, shown
    assert named[0].record is not None
    others = sorted(one.aturan for one in found if one is not named[0])
    assert others == sorted(also), shown


def test_every_rule_of_the_field_notes_is_tried():
    tried = {number for number, *_rest in RULES.values()}
    assert tried == {
        *(f"V-0{n}" for n in range(1, 6)),
        *(f"V-1{n}" for n in range(8)),
        *(f"V-2{n}" for n in range(6)),
        *("V-30", "V-31", "V-32", "V-40", "V-41", "V-42", "V-43", "V-50", "V-51"),
    }


def test_a_reason_and_a_berita_acara_answer_for_an_activity_outside_the_rpjm():
    year = Year()
    change(year.satu, rpjm_id=None, alasan_rpjm="Bencana longsor.", nomor_ba_rpjm="BA/7/2026")
    year.rpjm.kegiatan = []
    year.rpjm.kegiatan = [rpjm_row(tahun=(2028,), biaya_tahun={"2028": 1})]
    assert not [one for one in year.findings() if one.aturan == "V-20"]


def test_without_any_rpjm_one_sentence_says_so_and_only_a_ratification_needs_a_reason():
    year = Year()
    year.rpjm = None
    drafting = [one for one in year.findings(final=False) if one.aturan == "V-20"]
    assert [(one.level, one.teks) for one in drafting] == [
        (S, "RPJM Desa yang mencakup 2027 belum ada di aplikasi, jadi kegiatan belum bisa ditelusuri.")
    ]
    assert [one.level for one in year.findings() if one.aturan == "V-20"] == [P]


def test_a_step_noted_as_done_elsewhere_is_not_missed():
    year = Year()
    del year.meetings[0]
    year.latar["di_luar"] = frozenset({"musdes_rancangan"})
    assert year.findings() == []


def test_the_sentences_say_what_to_look_at():
    year = Year()
    blt_that_no_rate_explains(year)
    [found] = [one for one in year.findings() if one.aturan == "V-17"]
    assert found.teks == (
        "Kegiatan 2: biaya BLT Rp128.000.000 tidak cocok dengan 40 KPM x 12 bulan. "
        "Dengan Rp300.000 per bulan: Rp144.000.000."
    )
    year = Year()
    a_proposal_of_last_year(year)
    assert year.findings()[0].teks == (
        "Usulan DURKP 1 pernah diajukan dalam DURKP 2026: ditunda (Anggaran terbatas)."
    )


def test_regulations_and_spans_in_a_text_are_not_old_years():
    year = Year()
    year.rkp.teks = {
        "mengingat": "Peraturan Menteri Dalam Negeri Nomor 114 Tahun 2014 tentang Pedoman Pembangunan Desa",
        "bab1": "RPJM Desa Tahun 2020-2027; evaluasi RKP Desa Tahun 2026.",
        "tertunda/abc": "Ditunda sejak tahun 2023.",
    }
    assert year.findings() == []


def test_many_rows_left_out_of_the_plan_do_not_flood_the_list():
    year = Year()
    year.rpjm.kegiatan += [rpjm_row(urut=n, nama=f"Rabat jalan {n}", lokasi=f"RT {n}") for n in range(10, 50)]
    left = [one for one in year.findings() if one.aturan == "V-21"]
    assert len(left) == 26
    assert "masih ada 15 kegiatan lain" in left[-1].teks
