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
        "rembuk_stunting": date(2026, 6, 30),
        "musdes": date(2026, 6, 30),
        "tim": date(2026, 7, 31),
        "pagu": date(2026, 7, 31),
        "jawaban_durkp": date(2026, 7, 31),
        "pencermatan_rpjm": date(2026, 8, 15),
        "rancangan": date(2026, 8, 15),
        "musdes_rancangan": date(2026, 8, 31),
        "musdes_pengesahan": date(2026, 9, 30),
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
        {"kuorum": [2, 3]},
        {"tim": []},
        {"blt": {"kode": ["05.03.00"], "tarif": "300ribu", "bulan_sekaligus": 3}},
    ],
)
def test_a_broken_paket_says_so_in_one_sentence(bend):
    with pytest.raises(InvalidInput, match="Aturan yang lama tetap dipakai"):
        bent(**bend)


def test_a_paket_that_is_no_paket_is_refused_and_a_changed_one_is_read():
    with pytest.raises(InvalidInput):
        read_aturan("{", {})
    assert bent(anjuran_perempuan="40").anjuran_perempuan == Decimal(40)


def wrong(**bend):
    with pytest.raises(InvalidInput) as caught:
        bent(**bend)
    return caught.value.fields["paket"]


def test_a_broken_row_is_named_with_its_table_its_number_and_its_column():
    rows = json.loads((RESOURCES / "rules" / f"{PAKET}.json").read_text(encoding="utf-8"))["langkah"]
    rows[2] = rows[2] | {"bulan": 13}
    assert wrong(langkah=rows) == (
        "Paket Aturan tidak dapat dibaca (bagian langkah, baris 3, isian bulan: 13 tidak antara 1 dan 12). "
        "Aturan yang lama tetap dipakai."
    )
    rows[2] = rows[2] | {"bulan": 2, "hari": 30}
    assert "bagian langkah, baris 3: tanggal 30/2 tidak ada" in wrong(langkah=rows)


def test_what_is_missing_wrong_or_twice_is_said_in_the_words_of_the_sheet():
    assert "isian nomor: belum diisi" in wrong(nomor=" ")
    assert 'isian tanggal: "kemarin" bukan tanggal' in wrong(tanggal="kemarin")
    assert "isian anjuran_perempuan: 130 tidak antara 0 dan 100" in wrong(anjuran_perempuan="130")
    assert "bagian kriteria: jumlah bobot 90, seharusnya 100" in wrong(
        kriteria=[{"kunci": "manfaat", "nama": "Manfaat", "pendek": "Manfaat", "bobot": 90}]
    )
    twice = [{"nama": "m", "alias": []}, {"nama": "m", "alias": []}]
    assert "bagian satuan, baris 2: m tertulis dua kali" in wrong(satuan=twice)
    assert "langkah syukuran tidak ada di lembar Kalender" in wrong(posisi={"permendesa21": ["syukuran"]})


def test_a_paket_of_an_earlier_program_takes_what_it_lacks_from_the_shipped_one():
    folder = RESOURCES / "rules"
    tables = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}
    shipped = (folder / f"{PAKET}.json").read_text(encoding="utf-8")
    old = {"nomor": "KAB-1", "tanggal": "2026-03-01", "judul": "Aturan kabupaten"}
    old |= {"anjuran_perempuan": "35", "kuorum": {"pembilang": 1, "penyebut": 2}}
    read = read_aturan(json.dumps(old), tables, shipped)
    assert (read.nomor, read.anjuran_perempuan, read.kuorum.pembilang) == ("KAB-1", Decimal(35), 1)
    assert read.kuorum.jenis == aturan().kuorum.jenis
    assert read.rencana == aturan().rencana
    with pytest.raises(InvalidInput, match="isian nomor: tidak ada"):
        read_aturan("{}", tables, shipped)


def test_both_orders_of_steps_are_there_with_what_shows_each_step():
    domestic = [one.kunci for one in aturan().tahap("permendagri114")]
    village = [one.kunci for one in aturan().tahap("permendesa21")]
    assert domestic[:6] == ["musdes", "tim", "pagu", "pencermatan_rpjm", "rancangan", "musrenbangdes"]
    assert village[:4] == ["tim", "pagu", "pencermatan_rpjm", "rancangan"]
    assert village[4:7] == ["musdes_rancangan", "musrenbangdes", "musdes_pengesahan"]
    assert all(one.bukti for one in aturan().rencana.tahap)
    assert not any(one.kunci == "musdes_pengesahan" for one in aturan().langkah_of("permendagri114"))


def test_advice_is_marked_and_never_cited():
    for one in (*aturan().langkah, *aturan().daftar_earmark, *aturan().rencana.langkah_rpjm):
        assert one.kutipan == ("" if one.unconfirmed else one.dasar)
    assert aturan().find_langkah("durkp").kutipan == ""
    assert aturan().find_langkah("rkpdes").kutipan
    cited = [one.kunci for one in aturan().dasar_hukum("perdes-rkp")]
    assert "permendagri114" in cited
    assert "pp16_2026" not in cited


def test_the_perdes_of_the_rpjm_is_due_three_months_after_the_pelantikan():
    last = aturan().rencana.langkah_rpjm[-1]
    assert (last.kunci, last.batas(date(2026, 11, 30))) == ("rpjm", date(2027, 2, 28))


def test_the_other_ways_of_scoring_rank_as_their_forms_say():
    h2 = aturan().skema("permendesa21")
    assert h2.tertinggi == 400
    assert [h2.golongan(total) for total in (301, 300, 101, 100, 1)] == ["I", "II", "III", "IV", "IV"]
    h1 = aturan().skema("rpjm")
    assert (len(h1.kriteria), h1.jumlah({one.kunci: 5 for one in h1.kriteria})) == (5, 25)
    assert h1.jumlah({"mendesak": 5}) is None
    assert aturan().skema("") is None


def test_teams_follow_the_rule_the_office_chose():
    assert (aturan().tim("permendagri114").paling_banyak, aturan().tim("permendesa21").paling_banyak) == (
        11,
        0,
    )
    assert aturan().tim("permendesa21").perempuan_persen == 30
    assert aturan().tim("").kunci == "permendagri114"


def test_working_days_leave_out_weekends_and_holidays():
    days = aturan().rencana.hari_kerja
    monday = date(2026, 11, 23)
    assert [days.sesudah(monday, n) for n in (3, 5, 14)] == [
        date(2026, 11, 26),
        date(2026, 11, 30),
        date(2026, 12, 11),
    ]
    assert days.sesudah(date(2026, 12, 24), 1) == date(2026, 12, 28)


def test_the_verification_sheet_asks_for_fourteen_papers():
    assert len(aturan().rencana.verifikasi) == 14
