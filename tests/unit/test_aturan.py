"""The rules of the planning year are data that can be looked up the way people write."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from builders import RESOURCES, aturan
from desa_desktop.domain.aturan import PAKET, TABLES, read_aturan
from desa_desktop.domain.kode import normalize_kode
from desa_desktop.errors import InvalidInput


@pytest.mark.parametrize("typed", ["1.1.1", "01.01.01", "01.01.01.", "1.1.01", " 01.01.01 ", "010101"])
def test_a_kegiatan_code_is_understood_in_every_spelling_in_use(typed):
    assert normalize_kode(typed) == "01.01.01"
    assert aturan().kegiatan(typed).nama == "Penyediaan Penghasilan Tetap dan Tunjangan Kepala Desa"


@pytest.mark.parametrize("typed", ["", "2.2", "02.02", "9.1.1", "02.03.89", "RT 3", "1.1.1.1", "02.99.90"])
def test_what_is_no_kegiatan_code_is_not_taken_for_one(typed):
    assert aturan().kegiatan(typed) is None


@pytest.mark.parametrize("typed", ["02.03.90", "2.3.91", "02.03.99"])
def test_the_kabupatens_own_codes_are_always_allowed(typed):
    found = aturan().kegiatan(typed)
    assert found.kode == normalize_kode(typed)
    assert found.nama.startswith("Lain-lain")


def test_the_code_list_has_all_bidang_sub_bidang_and_kegiatan_of_both_lists():
    levels = [satu.level for satu in aturan().daftar_kode.values()]
    assert (levels.count("bidang"), levels.count("subbidang"), levels.count("kegiatan")) == (5, 27, 183)
    added = {kode for kode, satu in aturan().daftar_kode.items() if satu.asal == "tambahan"}
    assert added == {
        "01.01.08",
        "01.01.09",
        "01.04.12",
        "01.05.08",
        "02.03.21",
        "02.06.04",
        "02.06.05",
        "04.02.06",
    }


def test_short_names_carry_no_marks_of_another_program():
    assert not [satu for satu in aturan().daftar_kode.values() if "*" in satu.nama_pendek]
    assert aturan().bidang("02.03.10") == "Pelaksanaan Pembangunan Desa"
    assert aturan().sub_bidang("02.03.10") == "Pekerjaan Umum dan Penataan Ruang"


@pytest.mark.parametrize(
    ("written", "kunci"),
    [
        ("DDS", "DDS"),
        ("dd", "DDS"),
        ("Dana Desa", "DDS"),
        ("PADes", "PAD"),
        ("PADesa", "PAD"),
        ("BHP", "PBH"),
        ("PBHPR", "PBH"),
        ("Bankeu Prov.", "PBP"),
        ("Bankeu Kab", "PBK"),
        ("Swadaya", "SWD"),
        ("Alokasi Dana Desa", "ADD"),
    ],
)
def test_sources_of_money_are_understood_as_villages_call_them(written, kunci):
    assert aturan().sumber(written).kunci == kunci


def test_silpa_is_a_mark_on_a_source_and_not_a_source():
    sumber, is_silpa = aturan().read_sumber("s.DDS")
    assert (sumber.kunci, is_silpa) == ("DDS", True)
    assert aturan().read_sumber("ADD") == (aturan().sumber("ADD"), False)
    assert aturan().read_sumber("ADD, DDS") is None
    assert aturan().read_sumber("") is None


def test_village_money_is_no_payer_of_a_durkp_and_a_bare_apbd_is_not_guessed():
    assert aturan().sumber_durkp("APBD Kabupaten").kunci == "U1"
    assert aturan().sumber_durkp("u2").kunci == "U2"
    assert aturan().sumber_durkp("DDS") is None
    assert aturan().sumber_durkp("APBD") is None


def test_the_weights_of_the_ranking_stand_in_the_order_of_the_form_and_make_a_hundred():
    assert aturan().bobot == {
        "manfaat": 25,
        "kemendesakan": 25,
        "keberpihakan": 20,
        "kesesuaian": 15,
        "kesiapan": 15,
    }
    assert sum(aturan().bobot_kecamatan.values()) == 100


@pytest.mark.parametrize(
    ("skor", "nama"), [("80.0", "Baik"), ("79.9", "Cukup"), ("60.0", "Cukup"), ("59.9", "Kurang")]
)
def test_bands_begin_where_the_form_says(skor, nama):
    assert aturan().pita_skor(Decimal(skor)).nama == nama


def test_deadlines_of_2027_lie_in_2026_except_the_musrenbang_kecamatan():
    batas = {langkah.kunci: langkah.batas(2027) for langkah in aturan().langkah}
    assert batas == {
        "musdes": date(2026, 6, 30),
        "tim": date(2026, 6, 30),
        "pagu": date(2026, 7, 31),
        "musrenbangdes": date(2026, 8, 31),
        "rkpdes": date(2026, 9, 30),
        "rancangan_apbdes": date(2026, 10, 31),
        "durkp": date(2026, 12, 31),
        "apbdes": date(2026, 12, 31),
        "musrenbang_kecamatan": date(2027, 2, 28),
    }


def test_exactly_the_ten_groups_of_the_regulation_must_be_heard():
    assert [satu.kunci for satu in aturan().unsur if satu.is_pokok] == [
        "tokoh_adat",
        "tokoh_agama",
        "tokoh_masyarakat",
        "tokoh_pendidikan",
        "tani",
        "nelayan",
        "perajin",
        "perempuan",
        "anak",
        "miskin",
    ]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Klpk", "kelompok"),
        ("Klp", "kelompok"),
        ("Org", "orang"),
        ("Meter", "m"),
        ("THN", "tahun"),
        ("m2", "m²"),
    ],
)
def test_units_are_brought_to_one_spelling(written, printed):
    assert aturan().find_satuan(written) == printed


def test_a_unit_outside_the_list_is_not_forced_into_it():
    assert aturan().find_satuan("Pohong") == ""
    assert aturan().find_satuan("") == ""


@pytest.mark.parametrize(
    "written",
    [
        "2",
        "02",
        "II",
        "Bidang 2",
        "BIDANG PELAKSANAAN PEMBANGUNAN DESA",
        "Pembangunan Desa",
        "Pelaksanaan Pembangunan",
    ],
)
def test_a_bidang_is_read_from_its_number_or_name(written):
    assert aturan().read_bidang(written) == "02"


def test_a_bidang_that_is_none_stays_unknown():
    assert aturan().read_bidang("Jalan") == ""
    assert aturan().read_bidang("Desa") == ""
    assert aturan().read_bidang("6") == ""


def test_shares_of_dana_desa_are_known_by_year_and_not_invented_for_others():
    assert [satu.kunci for satu in aturan().earmark(2025)] == ["blt", "pangan", "operasional"]
    assert aturan().earmark(2031) == ()


def test_every_key_of_a_list_is_there_once():
    rules = aturan()
    for rows in (rules.unsur, rules.kelompok_rentan, rules.tanda, rules.kriteria, rules.langkah):
        keys = [row.kunci for row in rows]
        assert len(keys) == len(set(keys))
    names = [name.lower() for satu in rules.satuan for name in (satu.nama, *satu.alias)]
    assert len(names) == len(set(names))


def bent(**bend):
    folder = RESOURCES / "rules"
    tables = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}
    paket = json.loads((folder / f"{PAKET}.json").read_text(encoding="utf-8"))
    return read_aturan(json.dumps(paket | bend), tables)


@pytest.mark.parametrize(
    "bend",
    [
        {"kriteria": None},
        {"kriteria": [{"kunci": "manfaat", "nama": "Manfaat", "pendek": "Manfaat", "bobot": 90}]},
        {"tanggal": "kemarin"},
        {"posisi": {"permendesa21": ["musdes", "syukuran"]}},
        {"posisi": {}},
    ],
)
def test_a_broken_paket_says_so_in_one_sentence(bend):
    with pytest.raises(InvalidInput, match="Aturan yang lama tetap dipakai"):
        bent(**bend)


def test_a_paket_that_is_no_paket_is_refused_and_a_changed_one_is_read():
    with pytest.raises(InvalidInput):
        read_aturan("{", {})
    assert bent(anjuran_perempuan="40").anjuran_perempuan == Decimal(40)
