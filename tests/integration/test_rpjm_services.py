"""The RPJM Desa of a village, from gagasan to the Perdes and its change from six to eight years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

import builders
import papers
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.domain.pemeriksaan import Level, RuleBroken
from desa_desktop.domain.rkp import PolaPelaksanaan
from desa_desktop.domain.rpjm import (
    AnggotaTimRpjm,
    ArahRpjm,
    KalenderMusim,
    KegiatanRpjm,
    Masalah,
    RpjmDesa,
    TingkatArah,
)
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import dokumen, editing, kantor, printing, rpjm, sketsa_rpjm
from desa_desktop.services.editing import Locked
from desa_desktop.store.unit import Database
from office import KID, OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
RULES = builders.aturan()
PELANTIKAN = date(2026, 12, 14)
JALAN = {
    "kode": "02.03.10",
    "nama": "Rabat beton jalan usaha tani",
    "lokasi": "Dusun Krajan",
    "volume": Decimal(400),
    "satuan": "m",
    "sdgs": (9,),
    "sumber": ("DDS",),
    "pola": PolaPelaksanaan.SWAKELOLA,
}


def begin(database: Database, *rows: dict[str, Any], years: int = 8) -> tuple[UUID, list[UUID]]:
    """A plan from 2027 on with these activities."""
    key = rpjm.create(database, TAHUN, TAHUN + years - 1, PELANTIKAN, **STEP)
    keys = editing.add_rows(database, KegiatanRpjm, key, rows, **STEP) if rows else []
    return key, keys


def shown(database: Database, **how: Any) -> rpjm.RpjmTampil:
    return rpjm.show_plan(database, RULES, TAHUN, **how)


def one(database: Database, key: UUID) -> KegiatanRpjm:
    return next(row for row in shown(database).rpjm.kegiatan if row.id == key)


def propose(database: Database, tahun: int, *rows: dict[str, Any]) -> list[UUID]:
    """Proposals in the list of a year."""
    kantor.change_year(database, tahun, RULES, **STEP)
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=tahun)[0].id
    return editing.add_rows(database, Usulan, parent, rows, **STEP)


def ready(database: Database, years: int = 8) -> UUID:
    """A plan that can be ratified: one whole activity, a vision, its meeting."""
    key, [jalan] = begin(database, JALAN, years=years)
    rpjm.set_amounts(database, {jalan: {2027: 60_000_000, 2029: 75_000_000}}, **STEP)
    editing.change(database, RpjmDesa, key, {"visi": "Tursino rukun dan sejahtera"}, **STEP)
    held = builders.musyawarah(
        jenis=JenisMusyawarah.MUSRENBANGDES_RPJM,
        tanggal=date(2027, 2, 20),
        status=StatusDokumen.DISAHKAN,
        revisi=1,
    )
    with database.unit() as unit:
        unit.add(held)
        unit.commit("catat", OLEH, PUKUL)
    return key


def ratify(database: Database, **how: Any) -> tuple[int, str]:
    given = {"nomor": "2 Tahun 2027", "tanggal": date(2027, 3, 2)} | how
    return rpjm.ratify(database, RULES, TAHUN, kid=KID, **given, **STEP)


# ------------------------------------------------------------------ begin and look


def test_a_plan_has_eight_years_unless_others_are_named(database: Database) -> None:
    key = rpjm.create(database, TAHUN, pelantikan=PELANTIKAN, **STEP)
    plan = shown(database).rpjm
    assert (plan.id, plan.daftar_tahun) == (key, tuple(range(2027, 2035)))
    assert rpjm.key_for(database, 2034) == key
    assert rpjm.key_for(database, 2035) is None
    with pytest.raises(NotFound, match="RPJM Desa untuk tahun 2035"):
        rpjm.show_plan(database, RULES, 2035)


@pytest.mark.parametrize(("tahun", "akhir"), [(2027, 2026), (2027, 2036), (1900, 1907)])
def test_years_that_cannot_be_are_refused(database: Database, tahun: int, akhir: int) -> None:
    with pytest.raises(InvalidInput, match="ahun"):
        rpjm.create(database, tahun, akhir, **STEP)
    assert rpjm.key_for(database, 2027) is None


def test_a_second_plan_of_the_same_first_year_is_refused_a_later_term_is_not(database: Database) -> None:
    begin(database)
    with pytest.raises(InvalidInput, match="sudah ada"):
        rpjm.create(database, TAHUN, **STEP)
    later = rpjm.create(database, 2033, **STEP)
    assert rpjm.key_for(database, 2034) == later  # the plan that began last holds
    assert rpjm.key_for(database, 2032) != later


def test_money_is_added_up_by_year_by_bidang_and_by_source(database: Database) -> None:
    mixed = {**JALAN, "nama": "Talud", "sumber": ("ADD", "DDS")}
    _key, [jalan, talud] = begin(database, JALAN, mixed)
    rpjm.set_amounts(database, {jalan: {2027: 60, 2030: 70}, talud: {2030: 5}}, **STEP)
    seen = shown(database)
    assert seen.total == 135
    assert (seen.per_tahun[2027], seen.per_tahun[2028], seen.per_tahun[2030]) == (60, 0, 75)
    assert seen.per_bidang["02"] == 135
    assert dict(seen.per_sumber) == {"DDS": 130, "ADD, DDS": 5}


# ------------------------------------------------------------------ gagasan


GAGASAN = {
    "uraian": "Talud jalan RT 03",
    "masalah": "Tebing longsor tiap hujan",
    "dusun": "Krajan",
    "lokasi": "RT 03",
    "kode_kegiatan": "02.03.10",
    "volume": Decimal(120),
    "satuan": "m",
    "perkiraan_biaya": 85_000_000,
    "penerima_l": 64,
    "penerima_p": 71,
}


def test_a_gagasan_becomes_an_activity_that_knows_where_it_came_from(database: Database) -> None:
    [asal] = propose(database, 2027, GAGASAN)
    begin(database)
    [made] = rpjm.take_gagasan(database, TAHUN, **STEP)
    activity = one(database, made)
    assert activity.usulan_id == asal
    assert (activity.nama, activity.lokasi, activity.kode) == (
        "Talud jalan RT 03",
        "RT 03, Krajan",
        "02.03.10",
    )
    assert (activity.tahun, dict(activity.biaya_tahun)) == ((2027,), {"2027": 85_000_000})
    assert activity.penerima_l == 64
    assert shown(database).usulan[asal].uraian == "Talud jalan RT 03"
    assert rpjm.gagasan_of(database, TAHUN) == []
    assert rpjm.take_gagasan(database, TAHUN, **STEP) == []


def test_gagasan_of_several_hamlets_are_joined_into_one_activity_that_keeps_them_all(
    database: Database,
) -> None:
    other = {**GAGASAN, "uraian": "Talud Kidul", "dusun": "Kidul", "penerima_l": 6, "volume": Decimal(30)}
    first, second = propose(database, 2027, GAGASAN, other)
    begin(database)
    [made] = rpjm.take_gagasan(database, TAHUN, [second, first], gabung=True, **STEP)
    activity = one(database, made)
    assert activity.nama == "Talud Kidul"
    assert activity.usulan_id == second
    assert activity.gabungan_dari == (str(first),)
    assert (activity.penerima_l, activity.volume, activity.biaya) == (70, Decimal(150), 170_000_000)
    assert rpjm.gagasan_of(database, TAHUN) == []


def test_what_was_refused_or_lies_outside_the_years_is_not_ticked(database: Database) -> None:
    propose(database, 2026, GAGASAN)
    propose(database, 2027, {**GAGASAN, "status": StatusUsulan.TIDAK_DISEPAKATI})
    begin(database)
    assert [row.tahun for row in rpjm.gagasan_of(database, TAHUN)] == [2026]
    assert rpjm.gagasan_of(database, TAHUN, 2027) == []
    [made] = rpjm.take_gagasan(database, TAHUN, **STEP)
    assert one(database, made).tahun == ()


def test_a_gagasan_that_is_not_there_is_named_and_nothing_is_made(database: Database) -> None:
    begin(database)
    with pytest.raises(NotFound, match="Usulan yang belum dipakai"):
        rpjm.take_gagasan(database, TAHUN, [UUID(int=7)], **STEP)


# ------------------------------------------------------------------ years and money


def test_an_amount_ticks_its_year_and_a_cleared_year_loses_its_amount(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    rpjm.set_amounts(database, {jalan: {2028: 40_000_000}}, **STEP)
    rpjm.set_years(database, {jalan: {2027: True}}, **STEP)
    assert one(database, jalan).tahun == (2027, 2028)
    rpjm.set_years(database, {jalan: {2028: False}}, **STEP)
    assert (one(database, jalan).tahun, one(database, jalan).biaya) == ((2027,), 0)
    editing.undo(database, **STEP)
    assert (one(database, jalan).tahun, one(database, jalan).biaya) == ((2027, 2028), 40_000_000)


def test_a_year_outside_the_plan_or_a_negative_amount_is_refused(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    with pytest.raises(InvalidInput, match="Tahun 2035 di luar RPJM Desa 2027–2034"):
        rpjm.set_years(database, {jalan: {2035: True}}, **STEP)
    with pytest.raises(InvalidInput, match="kurang dari nol"):
        rpjm.set_amounts(database, {jalan: {2027: -1}}, **STEP)
    assert one(database, jalan).tahun == ()


def test_an_amount_is_copied_into_the_later_ticked_years_that_have_none(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    rpjm.set_amounts(database, {jalan: {2027: 50_000_000, 2030: 1}}, **STEP)
    rpjm.set_years(database, {jalan: {2028: True, 2029: True}}, **STEP)
    assert rpjm.copy_amounts(database, [jalan], 2027, **STEP) == 2
    assert dict(one(database, jalan).biaya_tahun) == {
        "2027": 50_000_000,
        "2028": 50_000_000,
        "2029": 50_000_000,
        "2030": 1,
    }
    assert rpjm.copy_amounts(database, [jalan], 2027, **STEP) == 0


def test_copied_amounts_can_grow_from_year_to_year(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    rpjm.set_amounts(database, {jalan: {2027: 50_000_000}}, **STEP)
    rpjm.set_years(database, {jalan: {2028: True, 2029: True}}, **STEP)
    rpjm.copy_amounts(database, [jalan], 2027, persen=5, **STEP)
    assert one(database, jalan).biaya_tahun["2028"] == 52_500_000
    assert one(database, jalan).biaya_tahun["2029"] == 55_125_000
    with pytest.raises(InvalidInput, match="persen"):
        rpjm.copy_amounts(database, [jalan], 2027, persen=500, **STEP)


def test_what_is_to_be_reached_is_kept_by_year(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    rpjm.set_targets(database, {jalan: {2027: "100 m", 2028: " 250 m "}}, **STEP)
    rpjm.set_targets(database, {jalan: {2027: ""}}, **STEP)
    assert dict(one(database, jalan).target) == {"2028": "250 m"}


# ------------------------------------------------------------------ visi, misi, tujuan, sasaran


def test_a_misi_has_tujuan_and_these_have_sasaran_with_numbers(database: Database) -> None:
    begin(database)
    misi = rpjm.add_arah(database, TAHUN, "Infrastruktur mantap", **STEP)
    tujuan = rpjm.add_arah(database, TAHUN, "Jalan baik", di_bawah=misi, **STEP)
    sasaran = rpjm.add_arah(database, TAHUN, "Semua dusun terhubung", di_bawah=tujuan, **STEP)
    rpjm.add_arah(database, TAHUN, "Warga sehat", **STEP)
    lines = [(line.nomor, line.arah.tingkat, line.arah.uraian) for line in shown(database).arah]
    assert lines == [
        ("1", TingkatArah.MISI, "Infrastruktur mantap"),
        ("1.1", TingkatArah.TUJUAN, "Jalan baik"),
        ("1.1.1", TingkatArah.SASARAN, "Semua dusun terhubung"),
        ("2", TingkatArah.MISI, "Warga sehat"),
    ]
    with pytest.raises(InvalidInput, match="tidak ada tingkat lagi"):
        rpjm.add_arah(database, TAHUN, "x", di_bawah=sasaran, **STEP)


def test_a_line_moves_deeper_and_back_with_what_is_below_it(database: Database) -> None:
    begin(database)
    rpjm.add_arah(database, TAHUN, "Infrastruktur", **STEP)
    jalan = rpjm.add_arah(database, TAHUN, "Jalan", **STEP)
    rpjm.add_arah(database, TAHUN, "Semua dusun", di_bawah=jalan, **STEP)
    assert rpjm.shift_arah(database, jalan, 1, **STEP)
    assert [line.nomor for line in shown(database).arah] == ["1", "1.1", "1.1.1"]
    assert not rpjm.shift_arah(database, jalan, 1, **STEP)
    assert rpjm.shift_arah(database, jalan, -1, **STEP)
    assert [line.arah.tingkat.value for line in shown(database).arah] == ["misi", "misi", "tujuan"]
    assert not rpjm.shift_arah(database, jalan, -1, **STEP)


def test_a_removed_misi_takes_what_is_below_and_frees_the_activities(database: Database) -> None:
    _key, [jalan] = begin(database, JALAN)
    misi = rpjm.add_arah(database, TAHUN, "Infrastruktur", **STEP)
    tujuan = rpjm.add_arah(database, TAHUN, "Jalan", di_bawah=misi, **STEP)
    editing.change(database, KegiatanRpjm, jalan, {"arah_id": tujuan}, **STEP)
    assert rpjm.remove_arah(database, misi, **STEP) == 2
    assert shown(database).arah == ()
    assert one(database, jalan).arah_id is None
    editing.undo(database, **STEP)
    assert len(shown(database).arah) == 2
    assert one(database, jalan).arah_id == tujuan


# ------------------------------------------------------------------ H1


def test_problems_are_ranked_by_the_sum_and_equal_sums_share_a_rank(database: Database) -> None:
    key, _none = begin(database)
    rows = [{"uraian": name} for name in ("air", "jalan", "gizi", "sampah")]
    air, jalan, gizi, sampah = editing.add_rows(database, Masalah, key, rows, **STEP)
    full = dict.fromkeys(("dirasakan", "parah", "pendapatan", "berulang", "potensi"), 4)
    rpjm.set_values(database, RULES, {air: full, jalan: {**full, "parah": 5}, gizi: full}, **STEP)
    rpjm.set_values(database, RULES, {sampah: {"dirasakan": 5}}, **STEP)
    ranked = [(row.masalah.uraian, row.jumlah, row.peringkat) for row in shown(database).peringkat]
    assert ranked == [("jalan", 21, 1), ("air", 20, 2), ("gizi", 20, 2), ("sampah", None, None)]
    with pytest.raises(InvalidInput, match="Isi 1 sampai 5"):
        rpjm.set_values(database, RULES, {air: {"parah": 6}}, **STEP)
    with pytest.raises(InvalidInput, match="tidak dikenal"):
        rpjm.set_values(database, RULES, {air: {"warna": 3}}, **STEP)


# ------------------------------------------------------------------ checks


def rules_of(database: Database, **how: Any) -> list[tuple[str, Level]]:
    return [(found.aturan, found.level) for found in shown(database, **how).pemeriksaan]


def test_an_empty_draft_is_only_warned_about_and_cannot_be_ratified(database: Database) -> None:
    begin(database)
    assert ("V-02", Level.PERINGATAN) in rules_of(database)
    assert ("V-02", Level.GALAT) in rules_of(database, final=True)
    with pytest.raises(RuleBroken, match="belum berisi kegiatan"):
        ratify(database)


def test_what_is_wrong_with_an_activity_is_named_by_its_number_and_place(database: Database) -> None:
    bad = {"kode": "09.09.09", "nama": "", "sumber": ("XYZ",)}
    begin(database, bad, JALAN, {**JALAN, "lokasi": " dusun krajan "})
    found = {(row.aturan, row.field): row.teks for row in shown(database, final=True).pemeriksaan}
    assert "kode 09.09.09 tidak ada dalam daftar" in found["V-01", "kode"]
    assert "lengkapi nama kegiatan, lokasi, volume, satuan, tahun pelaksanaan" in found["V-02", "nama"]
    assert "sumber dana XYZ tidak dikenal" in found["V-14", "sumber"]
    assert "sama dengan kegiatan" in found["V-22", "nama"]


def test_a_plan_of_six_years_and_one_that_begins_in_a_wrong_year_are_warned_about(database: Database) -> None:
    key, _rows = begin(database, JALAN, years=6)
    editing.change(database, RpjmDesa, key, {"tanggal_pelantikan": date(2021, 5, 1)}, **STEP)
    texts = [row.teks for row in shown(database).pemeriksaan if row.aturan == "V-25"]
    assert texts == [
        "RPJM Desa 2027–2032 mencakup 6 tahun. Sejak UU 3/2024 seharusnya 8 tahun. "
        "Pilih Perpanjang ke 8 tahun.",
        "RPJM Desa mulai 2027, padahal Kepala Desa dilantik 1 Mei 2021. Periksa tahunnya.",
    ]


def test_the_perdes_has_three_months_from_the_swearing_in(database: Database) -> None:
    key = ready(database)
    editing.change(database, RpjmDesa, key, {"tanggal_perdes": date(2027, 3, 15)}, **STEP)
    late = [row.teks for row in shown(database).pemeriksaan if row.aturan == "V-30"]
    assert late == [
        "Perdes bertanggal 15 Maret 2027, sesudah batas 14 Maret 2027 (3 bulan sejak pelantikan)."
    ]
    editing.change(database, RpjmDesa, key, {"tanggal_perdes": date(2027, 3, 14)}, **STEP)
    assert not [row for row in shown(database).pemeriksaan if row.aturan == "V-30"]
    editing.change(database, RpjmDesa, key, {"tanggal_perdes": date(2027, 2, 1)}, **STEP)
    assert any("lebih awal dari Musrenbangdes" in row.teks for row in shown(database).pemeriksaan)


def test_the_team_is_held_against_the_regulation_the_village_chose(database: Database) -> None:
    key, _rows = begin(database)
    editing.add_rows(database, AnggotaTimRpjm, key, [{"nama": f"A{n}", "jk": "L"} for n in range(12)], **STEP)
    with database.unit() as unit:
        kantor.require(unit).setelan = {"dasar_tim": "permendagri114"}
        unit.commit("setelan", OLEH, PUKUL)
    texts = [row.teks for row in shown(database).pemeriksaan if row.aturan == "V-40"]
    assert "berisi 12 orang, seharusnya 7 sampai 11 orang" in texts[0]
    assert "perempuan 0 dari 12 orang, seharusnya paling sedikit 1 orang" in texts[1]
    with database.unit() as unit:
        kantor.require(unit).setelan = {"dasar_tim": "permendesa21"}
        unit.commit("setelan", OLEH, PUKUL)
    texts = [row.teks for row in shown(database).pemeriksaan if row.aturan == "V-40"]
    assert texts == [
        "Tim penyusun RPJM Desa: perempuan 0 dari 12 orang, "
        "seharusnya paling sedikit 30% (Permendesa 21/2020)."
    ]


# ------------------------------------------------------------------ milestones


def test_a_whole_plan_is_ratified_with_its_perdes_and_locked(database: Database) -> None:
    key = ready(database)
    revisi, digest = ratify(database)
    plan = shown(database).rpjm
    assert (revisi, plan.status, plan.nomor_perdes) == (1, StatusDokumen.DISAHKAN, "2 Tahun 2027")
    assert [row.digest for row in dokumen.list_dokumen(database, "rpjm-desa")] == [digest]
    assert rpjm.revisions(database, 2034)[0].revisi == 1
    for act in (
        lambda: rpjm.set_amounts(database, {plan.kegiatan[0].id: {2027: 1}}, **STEP),
        lambda: rpjm.add_arah(database, TAHUN, "x", **STEP),
        lambda: editing.add_row(database, KalenderMusim, key, {}, **STEP),
        lambda: rpjm.take_gagasan(database, TAHUN, **STEP),
        lambda: ratify(database),
    ):
        with pytest.raises(Locked, match="RPJM Desa ini sudah disahkan"):
            act()


def test_a_warning_needs_a_reason(database: Database) -> None:
    ready(database)
    with pytest.raises(RuleBroken, match="sesudah batas"):
        ratify(database, tanggal=date(2027, 6, 1))
    assert ratify(database, tanggal=date(2027, 6, 1), alasan="menunggu evaluasi")[0] == 1


def test_a_change_names_its_reason_and_keeps_the_signed_version(database: Database) -> None:
    ready(database)
    _revisi, signed = ratify(database)
    with pytest.raises(InvalidInput, match="dasar perubahannya"):
        rpjm.revise(database, TAHUN, " ", **STEP)
    rpjm.revise(database, TAHUN, "Banjir bandang 4 Januari 2028", **STEP)
    plan = shown(database).rpjm
    assert (plan.status, plan.dasar_perubahan) == (StatusDokumen.KONSEP, "Banjir bandang 4 Januari 2028")
    assert (plan.nomor_perdes, plan.tanggal_perdes) == ("", None)
    rpjm.set_amounts(database, {plan.kegiatan[0].id: {2028: 10_000_000}}, **STEP)
    texts = [row.teks for row in shown(database, final=True).pemeriksaan]
    assert any("Musrenbangdes Khusus" in text for text in texts)
    revisi, digest = ratify(database, nomor="1 Tahun 2028", tanggal=date(2028, 2, 1), alasan="darurat")
    assert revisi == 2
    assert digest != signed
    assert [row.revisi for row in rpjm.revisions(database, TAHUN)] == [2, 1]


def test_six_years_become_eight_by_a_change_that_cites_the_circular(database: Database) -> None:
    ready(database, years=6)
    _revisi, signed = ratify(database, alasan="RPJM lama enam tahun")
    assert rpjm.extend(database, TAHUN, **STEP) == (2027, 2034)
    plan = shown(database).rpjm
    assert plan.daftar_tahun == tuple(range(2027, 2035))
    assert plan.status is StatusDokumen.KONSEP
    assert "100.3.5.5/2625/SJ" in plan.dasar_perubahan
    rpjm.set_years(database, {plan.kegiatan[0].id: {2033: True, 2034: True}}, **STEP)
    with database.read() as unit:
        kept = dokumen.content_of(unit, signed)
    assert kept.isi["tahun_akhir"] == 2032
    with pytest.raises(InvalidInput, match="sudah mencakup 8 tahun"):
        rpjm.extend(database, TAHUN, **STEP)


def test_a_draft_of_six_years_is_only_made_longer(database: Database) -> None:
    begin(database, years=6)
    rpjm.extend(database, TAHUN, **STEP)
    assert (shown(database).rpjm.dasar_perubahan, shown(database).rpjm.tahun_akhir) == ("", 2034)
    assert editing.undo(database, **STEP) == "perpanjang RPJM Desa menjadi 2027–2034"
    assert shown(database).rpjm.tahun_akhir == 2032


# ------------------------------------------------------------------ papers and sketch


def picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (2400, 1600), "green").save(target, "PNG")
    return target.getvalue()


def test_the_sketch_is_kept_small_and_printed(database: Database) -> None:
    begin(database)
    assert sketsa_rpjm.get_sketsa(database, TAHUN) is None
    sketsa_rpjm.set_sketsa(database, TAHUN, picture(), **STEP)
    kept = sketsa_rpjm.get_sketsa(database, TAHUN)
    assert kept is not None
    assert Image.open(BytesIO(kept)).size == (1600, 1067)
    sketsa_rpjm.remove_sketsa(database, TAHUN, **STEP)
    assert sketsa_rpjm.get_sketsa(database, TAHUN) is None
    editing.undo(database, **STEP)
    assert sketsa_rpjm.get_sketsa(database, TAHUN) == kept


@pytest.mark.parametrize(
    ("jenis", "words"),
    [
        (
            "rpjm",
            ["RANCANGAN RPJM DESA", "Rabat beton jalan usaha tani", "135.000.000", "400 m", "Siti Aminah"],
        ),
        ("rpjm-b2", ["TAHUN 2027 S.D 2034", "JUMLAH PER BIDANG"]),
        ("rpjm-b3", ["SUB TOTAL BIDANG II", "120 m"]),
        ("kalender-musim", ["Kekeringan"]),
        ("kelembagaan", ["BAGAN KELEMBAGAAN"]),
        ("masalah", ["Air keruh"]),
        ("peringkat-tindakan", ["Dirasakan", "Air keruh"]),
        ("sketsa-desa", ["SKETSA DESA", "belum dilampirkan"]),
    ],
)
def test_every_paper_of_the_plan_says_what_is_stored(
    database: Database, jenis: str, words: list[str]
) -> None:
    key = ready(database)
    plan = shown(database).rpjm
    editing.change(database, RpjmDesa, key, {"ketua_tim": "Siti Aminah"}, **STEP)
    rpjm.set_targets(database, {plan.kegiatan[0].id: {2027: "120 m"}}, **STEP)
    editing.add_row(database, KalenderMusim, key, {"uraian": "Kekeringan", "bulan": (7, 8)}, **STEP)
    editing.add_row(database, Masalah, key, {"uraian": "Air keruh", "kategori": "Air"}, **STEP)
    order = printing.Pesanan(jenis, tahun=2030)  # any year of the plan
    drawn = printing.draw(database, RULES, order, "pdf", fonts=papers.FONTS, today=PUKUL.date())
    said = papers.picture(drawn.isi)
    whole = " ".join(part.partition(":")[2] for part in said.split() if ":" in part)
    for word in words:
        assert word in whole


def test_an_old_revision_is_printed_as_it_was_signed(database: Database) -> None:
    ready(database, years=6)
    ratify(database, alasan="RPJM lama enam tahun")
    rpjm.extend(database, TAHUN, **STEP)
    old = printing.Pesanan("rpjm", tahun=TAHUN, revisi=1)
    drawn = printing.draw(database, RULES, old, "pdf", fonts=papers.FONTS, today=PUKUL.date())
    said = papers.picture(drawn.isi)
    assert ":2032" in said
    assert ":2034" not in said
    assert "PERUBAHAN" not in said
    now = printing.draw(
        database, RULES, printing.Pesanan("rpjm", tahun=TAHUN), "pdf", fonts=papers.FONTS, today=PUKUL.date()
    )
    assert ":2034" in papers.picture(now.isi)
    assert "PERUBAHAN" in papers.picture(now.isi)
    with pytest.raises(NotFound, match="revisi r07"):
        printing.draw(
            database, RULES, printing.Pesanan("rpjm", tahun=TAHUN, revisi=7), "pdf", fonts=papers.FONTS,
            today=PUKUL.date(),
        )  # fmt: skip


def test_months_are_added_to_those_that_are_there(database: Database) -> None:
    key, _rows = begin(database)
    musim = editing.add_row(database, KalenderMusim, key, {"uraian": "Kering", "bulan": (8,)}, **STEP)
    rpjm.set_months(database, {musim: {7: True, 9: True}}, **STEP)
    rpjm.set_months(database, {musim: {8: False}}, **STEP)
    assert shown(database).rpjm.musim[0].bulan == (7, 9)
    with pytest.raises(InvalidInput, match="Bulan antara 1 dan 12"):
        rpjm.set_months(database, {musim: {13: True}}, **STEP)


def test_a_paper_of_a_village_without_a_plan_says_so(database: Database) -> None:
    order = printing.Pesanan("rpjm", tahun=TAHUN)
    with pytest.raises(NotFound, match="RPJM Desa untuk tahun 2027"):
        printing.draw(database, RULES, order, "pdf", fonts=papers.FONTS, today=PUKUL.date())


def test_an_arah_row_can_be_typed_over_like_any_cell(database: Database) -> None:
    begin(database)
    misi = rpjm.add_arah(database, TAHUN, "Infrastruktur", **STEP)
    editing.change(database, ArahRpjm, misi, {"uraian": "Prasarana"}, **STEP)
    assert shown(database).arah[0].arah.uraian == "Prasarana"
