"""Borders of the planning rules: one rupiah too many, one day too late, one letter wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders import aturan, baris_durkp, desa_id, durkp, kegiatan, musyawarah, rkp_desa
from desa_desktop.domain.dokumen import StatusDokumen, nomor_perubahan
from desa_desktop.domain.identity import id_by_key
from desa_desktop.domain.kembar import Kembar
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_kegiatan import years_named
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.pemeriksaan_rkp import LatarRkp, check_durkp, check_rkp
from desa_desktop.domain.pemeriksaan_rpjm import LatarRpjm, check_rpjm
from desa_desktop.domain.rkp import SumberBiaya
from desa_desktop.domain.rpjm import AnggotaTimRpjm, RpjmDesa, RpjmDesaId

TODAY = date(2026, 11, 22)


def rpjm(**bend):
    values = {
        "id": RpjmDesaId(id_by_key(desa_id(), "rpjm-desa", "2027")),
        "desa_id": desa_id(),
        "tahun": 2027,
        "tahun_akhir": 2034,
        "tanggal_pelantikan": date(2026, 6, 25),
        "nomor_perdes": "3",
        "tanggal_perdes": date(2026, 9, 20),
    }
    return RpjmDesa(**values | bend)


def of_rpjm(plan, rules=None, **latar):
    found = check_rpjm(plan, rules or aturan(), LatarRpjm(**latar), final=True)
    return {(one.aturan, one.field): one.teks for one in found}


def money(rupiah, kode="DDS"):
    return {"biaya": rupiah, "sumber_biaya": [SumberBiaya(urut=1, sumber=kode, jumlah=rupiah)]}


def of_rkp(*rows, desa=None, **bend):
    plan = rkp_desa(kegiatan=list(rows), **bend)
    latar = LatarRkp(has_musrenbang=True, tanggal_musrenbang=date(2026, 8, 12), desa=desa)
    return check_rkp(plan, aturan(), latar, final=True)


def texts(found, rule):
    return [one.teks for one in found if one.aturan == rule]


# ------------------------------------------------------------------ changes of a plan


def test_the_first_ratified_version_is_no_change():
    assert nomor_perubahan(0, StatusDokumen.KONSEP) == 0
    assert nomor_perubahan(1, StatusDokumen.DISAHKAN) == 0
    assert nomor_perubahan(1, StatusDokumen.KONSEP) == 1
    assert nomor_perubahan(2, StatusDokumen.DISAHKAN) == 1


def test_a_ratified_rpjm_is_held_against_its_own_deadline_and_needs_no_reason_of_a_change():
    plan = rpjm(revisi=1, status=StatusDokumen.DISAHKAN, tanggal_perdes=date(2026, 9, 26))
    found = of_rpjm(plan, musrenbang=[date(2026, 9, 1)])
    assert not [key for key in found if key[0] == "V-32"]
    assert "sesudah batas 25 September 2026" in found["V-30", "tanggal_perdes"]
    opened = of_rpjm(replace(plan, status=StatusDokumen.KONSEP), musrenbang=[date(2026, 9, 1)])
    assert ("V-32", "dasar_perubahan") in opened
    assert ("V-30", "tanggal_perdes") not in opened


def test_a_change_of_the_rkp_needs_a_reason_and_a_special_musrenbangdes_but_has_no_september():
    special = musyawarah(
        jenis=JenisMusyawarah.MUSRENBANGDES_KHUSUS, tanggal=date(2027, 4, 1), status=StatusDokumen.DISAHKAN
    )
    change = {"revisi": 1, "status": StatusDokumen.KONSEP, "tanggal_perdes": date(2027, 4, 10)}
    alone = of_rkp(kegiatan(), desa=LatarDesa(TODAY), **change)
    assert "Dasar perubahan RKPDes belum diisi." in texts(alone, "V-32")
    assert any("khusus" in one for one in texts(alone, "V-32"))
    assert not texts(alone, "V-30")
    held = LatarDesa(TODAY, musyawarah=[special])
    done = of_rkp(kegiatan(), desa=held, dasar_perubahan="Bencana: longsor", **change)
    assert not [one for one in texts(done, "V-32") if "khusus" in one or "Dasar" in one]
    early = of_rkp(kegiatan(), desa=held, **change | {"tanggal_perdes": date(2027, 3, 31)})
    assert "lebih awal dari Musrenbangdes 1 April 2027" in " ".join(texts(early, "V-31"))
    again = of_rkp(kegiatan(), desa=held, **change | {"revisi": 2})
    assert any("khusus" in one for one in texts(again, "V-32"))


# ------------------------------------------------------------------ the Paket Aturan decides


def test_years_months_and_team_of_the_rpjm_are_those_of_the_paket_aturan():
    rules = aturan()
    own = replace(rules.rencana.rpjm, tahun=6, batas_bulan=4)
    team = tuple(replace(one, paling_sedikit=3, perempuan_persen=Decimal(50)) for one in rules.rencana.tim)
    rules = replace(rules, rencana=replace(rules.rencana, rpjm=own, tim=team))
    people = [AnggotaTimRpjm(urut=n, nama=f"A{n}", jk="P" if n == 1 else "L") for n in range(1, 4)]
    plan = rpjm(tahun_akhir=2032, tanggal_perdes=date(2026, 10, 25), tim=people)
    found = of_rpjm(plan, rules, dasar_tim="permendesa21")
    assert not [key for key in found if key[0] in ("V-25", "V-30")]
    assert [found[key] for key in found if key[0] == "V-40"] == [
        "Tim penyusun RPJM Desa: perempuan 1 dari 3 orang, seharusnya paling sedikit 50% "
        "(Permendesa 21/2020)."
    ]
    late = of_rpjm(replace(plan, tanggal_perdes=date(2026, 10, 26)), rules)
    assert "(4 bulan sejak pelantikan)" in late["V-30", "tanggal_perdes"]


# ------------------------------------------------------------------ one rupiah too many


@pytest.mark.parametrize("rupiah", [30_000_000, 30_000_001])
def test_siltap_of_thirty_percent_is_allowed_and_one_rupiah_more_is_named(rupiah):
    siltap = kegiatan(kode="01.01.01", nama="Siltap", **money(rupiah, "ADD"))
    found = texts(of_rkp(siltap, kegiatan(**money(70_000_000))), "V-15")
    if rupiah == 30_000_000:
        assert found == []
    else:
        assert "lebih Rp1 dari batas 30% (Rp30.000.000)" in found[0]


@pytest.mark.parametrize("rupiah", [144_000_000, 144_000_001])
def test_blt_of_exactly_the_rate_is_allowed_and_one_rupiah_more_is_named(rupiah):
    blt = kegiatan(
        kode="05.03.00", nama="BLT Desa", volume=Decimal(40), satuan="KK", bulan_mulai=1, bulan_selesai=12,
        **money(rupiah),
    )  # fmt: skip
    found = texts(of_rkp(blt), "V-17")
    if rupiah == 144_000_000:
        assert found == []
    else:
        assert (
            "lebih Rp1 dari 40 KPM x 12 bulan x Rp300.000 per bulan. Paling banyak Rp144.000.000" in found[0]
        )


def test_a_wrong_code_is_not_called_an_empty_one():
    found = texts(of_rkp(kegiatan(kode="02.03.55")), "V-11")
    assert found
    assert "betulkan kode yang salah" in found[0]


# ------------------------------------------------------------------ more people than live there


def test_a_durkp_row_for_more_people_than_the_village_has_is_named():
    village = LatarDesa(TODAY, penduduk=1000, penduduk_dusun={"Krajan": 100})
    equal = durkp(baris=[baris_durkp(lokasi="Krajan", penerima_l=500, penerima_p=500)])
    assert not texts(check_durkp(equal, aturan(), final=True, desa=village), "V-51")
    more = durkp(baris=[baris_durkp(lokasi="Krajan", penerima_l=501, penerima_p=500)])
    [found] = texts(check_durkp(more, aturan(), final=True, desa=village), "V-51")
    assert found.startswith("Usulan DURKP 1: penerima manfaat 1.001 orang")


# ------------------------------------------------------------------ one letter wrong


@pytest.mark.parametrize(
    ("nama", "lokasi", "is_same"),
    [
        ("JALAN  lingkungan, Beton", "RT 3/RW 1", True),
        ("Jln lingkungan beton", "RT.003 RW.001", True),
        ("Jalan lingkugan beton", "RT 03 RW 01", True),
        ("Jalan ling-kungan beton", "RT 03 RW 01", True),
        ("Jalan lingkungan beton", "RT 04 RW 01", False),
        ("Jalan lingkungan paving", "RT 03 RW 01", False),
        ("Jalan lingkungan beton tahap 2", "RT 03 RW 01", False),
        ("", "RT 03 RW 01", False),
    ],
)
def test_a_slip_of_the_pen_does_not_hide_a_twin(nama, lokasi, is_same):
    rows: Kembar[str] = Kembar()
    rows.add("Jalan lingkungan beton", "RT 03 RW 01", "jalan")
    assert (rows.find(nama, lokasi) == "jalan") is is_same
    [*twins] = texts(
        of_rkp(
            kegiatan(nama="Jalan lingkungan beton", lokasi="RT 03 RW 01"),
            kegiatan(nama=nama, lokasi=lokasi),
            desa=LatarDesa(TODAY),
        ),
        "V-22",
    )
    assert bool(twins) is is_same


def test_other_numbers_and_other_short_words_are_other_things():
    rows: Kembar[str] = Kembar()
    rows.add("Insentif guru PAUD 1", "Balai Desa", "paud")
    assert rows.find("Insentif guru PAUD 2", "Balai Desa") is None
    assert rows.find("Insentif guru TPQ 1", "Balai Desa") is None
    rows.add("Pelatihan pemasaran", "Balai Desa", "jual")
    assert rows.find("Pelatihan pemasangan", "Balai Desa") is None


# ------------------------------------------------------------------ old years in titles


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("RANCANGAN RKP DESA 2024", (2024,)),
        ("Musrenbangdes RKPDes 2024", (2024,)),
        ("DU-RKP DESA TA 2024", (2024,)),
        ("PERATURAN DESA NOMOR 5 TAHUN 2024", ()),
        ("RPJM DESA TAHUN 2020 S.D. 2027", ()),
        ("RPJM Desa 2020-2027", ()),
    ],
)
def test_a_year_behind_the_name_of_a_plan_is_a_year_of_the_plan(text, years):
    assert years_named(text) == years


def test_an_old_year_behind_the_name_of_the_plan_is_found_in_a_title():
    title = {"perdes-rkp.judul": "RKP DESA 2024"}
    found = of_rkp(kegiatan(), desa=LatarDesa(TODAY), teks=title)
    assert [one.level for one in found if one.field == "teks.perdes-rkp.judul"] == [Level.PERINGATAN]
