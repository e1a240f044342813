"""A full planning year of one village by commands: from gagasan to the answers of the kabupaten.

The story is told once (`setahun.py`), with the calendar on the wall moved along; what was answered at each
step and the papers at the end are looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from openpyxl import load_workbook

import setahun
from baca_pdf import page_texts
from laptop import Laptop
from lembar_word import outline
from setahun import TAHUN, Setahun

STORY = (
    *(setahun.set_up, setahun.last_year, setahun.gather, setahun.rpjm, setahun.june, setahun.july),
    *(setahun.draft, setahun.musrenbang, setahun.finish, setahun.ratify, setahun.change),
    *(setahun.answers, setahun.next_year),
)
TOTAL = 619_200_000
KABUPATEN = 1_350_000_000


@pytest.fixture(scope="module")
def tahun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setahun]:
    """Desa Tursino after its year: RKP 2027 as perubahan-1, DU-RKP answered, 2028 begun."""
    work = tmp_path_factory.mktemp("setahun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESA_TANGGAL", "2026-01-12")
        year = Setahun(Laptop(work / "tursino"), work)
        for chapter in STORY:
            chapter(year)
        yield year


# ------------------------------------------------------------------ what Beranda says through the year


def test_beranda_tells_what_is_next_and_what_is_late_from_pelantikan_to_the_perdes(tahun: Setahun) -> None:
    assert tahun.steps("data desa")["sk_tim_rpjm"] == "terlambat", "14 days after the pelantikan"
    assert list(tahun.steps("rancangan rpjm"))[:2] == ["musrenbangdes_rpjm", "rpjm"]
    assert next(iter(tahun.steps("musrenbangdes rpjm"))) == "rpjm"
    assert not {"rpjm", "musrenbangdes_rpjm"} & tahun.steps("rpjm sah").keys()
    june, late = tahun.steps("juni"), tahun.steps("agustus, belum apa-apa")
    assert [june[one] for one in ("musdes", "rembuk_stunting")] == ["bulan_ini"] * 2
    assert june["tim"] == "nanti", "the team may still be formed in July"
    assert [late[one] for one in ("musdes", "rembuk_stunting", "tim")] == ["terlambat"] * 3
    assert "musdes_pengesahan" not in june, "a step of the other order"
    for before, after, gone in (
        ("juni", "rembuk", "rembuk_stunting"),
        ("rembuk", "musdes", "musdes"),
        ("musdes", "tim", "tim"),
        ("tim", "pagu", "pagu"),
        ("rancangan", "musrenbangdes", "musrenbangdes"),
        ("sebelum sah", "rkp sah", "rkpdes"),
        ("rkp sah", "durkp sah", "durkp"),
    ):
        assert gone in tahun.steps(before), f"{gone} before {after}"
        assert gone not in tahun.steps(after), f"{gone} after {after}"
    assert tahun.steps("oktober, belum sah")["rkpdes"] == "terlambat"
    assert "jawaban_durkp" in tahun.steps("tahun berikut")
    assert tahun.steps("jawaban terlambat")["jawaban_durkp"] == "terlambat"
    assert "jawaban_durkp" not in tahun.steps("jawaban dicatat")


def test_what_was_ratified_asks_to_be_sent(tahun: Setahun) -> None:
    keys = [key for key in tahun.tugas["durkp sah"] if key.startswith("kirim:")]
    durkp = {one["jenis"]: one["id"] for one in tahun.ask("dokumen", "daftar")["dokumen"]}["durkp"]
    assert f"kirim:{durkp}" in keys


# ------------------------------------------------------------------ imports and the RPJM Desa


def test_data_desa_and_last_years_plan_come_from_files(tahun: Setahun) -> None:
    assert [tahun.said[one]["baru"] for one in ("wilayah", "tokoh")] == [2, 11]
    assert (tahun.said["perangkat"]["baru"], tahun.said["perangkat"]["berubah"]) == (5, 3)
    assert "Tahun Rencana 2026 belum dibuka" in tahun.said["tahun belum dibuka"].err
    assert (tahun.said["rkp lalu"]["baru"], tahun.said["rkp lalu"]["periksa"]) == (3, 0)
    assert tahun.said["tolak rkp lalu"].code == 4
    assert tahun.said["sahkan rkp lalu"]["revisi"] == 1


def test_the_rpjm_comes_from_gagasan_and_a_spreadsheet_with_its_old_years_left_out(tahun: Setahun) -> None:
    assert tahun.said["gagasan"]["baru"] == tahun.said["rpjm gagasan"]["kegiatan"] == 4
    assert tahun.said["rpjm catat"]["baris"]["arah"] == 4
    found = tahun.said["rpjm impor"]
    assert (found["baru"], [one["aturan"] for one in found["temuan"]]) == (3, ["V-31"])
    assert tahun.said["rpjm urung"] == 4, "the import was taken back"
    assert tahun.said["salin biaya"]["biaya"] == 6
    short = tahun.ask("rencana", "ringkas", "rpjm", "--tahun", TAHUN)
    assert (short["status"], short["revisi"], short["tahun"], short["tahun_akhir"]) == (
        "disahkan",
        1,
        2026,
        2033,
    )
    assert short["per_tahun"]["2027"] == 1_406_000_000
    assert sum(short["per_tahun"].values()) == short["total"] == sum(short["per_bidang"].values())
    assert set(tahun.said["periksa rpjm"]) == {"V-31"}, "only the Perdes was missing"


# ------------------------------------------------------------------ team, pagu, draft, meeting


def test_the_team_keeps_its_rule_and_last_year_is_judged(tahun: Setahun) -> None:
    assert tahun.said["tim"]["susunan"]["penyusun"]["saran"] == []
    assert tahun.said["sk"]["susunan"]["verifikasi"]["orang"] == 2
    assert len(tahun.said["sk"]["rktl"]) == 7
    said = tahun.said["evaluasi"]
    assert (said["kegiatan"], said["terlaksana"], said["anggaran"], said["realisasi"]) == (
        *(3, 2, 169_520_000, 88_520_000),
    )
    assert tahun.said["program"]["total"] == 300_000_000


def test_the_draft_follows_rpjm_pagu_and_prices(tahun: Setahun) -> None:
    assert len(tahun.said["tertunda"]) == 6
    assert tahun.said["ambil rpjm"]["kegiatan"] == 5
    assert [one["alasan"] for one in tahun.said["sisa rpjm"]] == ["Dana desa tidak cukup."]
    first, second = tahun.said["rumus"]
    assert (first["rumus"][0]["biaya"], second["rumus"][0]["biaya"]) == (180_000_000, 190_000_000)
    rab = tahun.said["rab jadi"]
    assert (rab["jumlah"], rab["biaya"], rab["selisih"]) == (113_200_000, 113_200_000, 0)
    assert [one["harga_satuan"] for one in rab["baris"][:2]] == [68_000, 250_000]
    assert (tahun.said["verifikasi"]["hasil"], tahun.said["verifikasi"]["dijawab"]) == ("layak", 14)


def test_two_scorers_rank_the_proposals_and_each_goes_its_way(tahun: Setahun) -> None:
    said = tahun.said["musrenbangdes"]["data"]
    assert (said["cara_nilai"], said["unsur_kosong"]) == ("penilai", [])
    assert [one["usulan"] for one in said["peringkat"]] == [9, 8, 7, 6, 5]
    assert said["peringkat"][0]["skor"] == 4 * (40 + 9) + 6 + 4 * 5, "the mean of both"
    assert said["kuorum"]["tahap"] == "tercapai"
    assert (tahun.said["ambil usulan"]["kegiatan"], tahun.said["ambil usulan"]["durkp"]) == (3, 1)
    rows = tahun.ask("data", "lihat", "usulan", "--tahun", TAHUN)["baris"]
    assert {one["nomor"]: one["status"] for one in rows} == {
        **dict.fromkeys((1, 2, 3, 4, 5, 8), "disepakati"),
        6: "diteruskan",
        7: "ditunda",
        9: "tidak_disepakati",
    }


# ------------------------------------------------------------------ checks before and after mending


def test_the_checks_find_exactly_what_is_missing_and_nothing_after_mending(tahun: Setahun) -> None:
    before, after = tahun.said["sebelum"], tahun.said["sesudah"]
    assert set(before) == {"V-02", "V-14", "V-20", "V-21", "V-24", "V-31", "V-32", "V-41", "V-50"}
    assert len(before["V-02"]) == 8
    assert len(before["V-20"]) == len(before["V-14"]) == 3
    assert ["Pencermatan ulang RPJM" in text for text in before["V-32"]] == [True]
    assert set(after) == {"V-21", "V-31", "V-41"}
    assert after["V-31"] == ["Nomor Perdes RKPDes belum diisi.", "Tanggal Perdes RKPDes belum diisi."]
    assert "Dana desa tidak cukup." in after["V-21"][0]


def test_the_plans_are_ratified_and_locked(tahun: Setahun) -> None:
    assert tahun.said["sahkan rkp"]["revisi"] == tahun.said["sahkan durkp"]["revisi"] == 1
    assert "terkunci" in tahun.said["terkunci"].err
    assert tahun.said["ringkas r01"]["total"] == TOTAL


# ------------------------------------------------------------------ change, answers, next year


def test_a_change_asks_for_its_meeting_and_leaves_r01_as_it_was(tahun: Setahun) -> None:
    asked = tahun.said["periksa perubahan"]
    assert set(asked) == {"V-21", "V-31", "V-32"}
    assert "Musrenbangdes khusus" in asked["V-32"][0]
    banding = tahun.said["banding"]
    assert (banding["terhadap"], banding["baru"], banding["dihapus"], banding["sama"]) == ("r01", 1, 1, 7)
    assert [one["nama"] for one in banding["gugur"]] == ["Lampu jalan tenaga surya"]
    assert tahun.said["sahkan perubahan"]["revisi"] == 2

    def without_day(text: str) -> str:
        return "\n".join(line.partition(" · Dicetak ")[0] for line in text.splitlines())

    first, again = tahun.said["matriks r01"], tahun.said["matriks r01 lagi"]
    assert without_day(first) == without_day(again)
    assert "Lampu jalan tenaga surya" in again
    assert "PERUBAHAN KE-1" not in again
    changed = tahun.said["matriks r02"]
    assert "PERUBAHAN KE-1" in changed
    assert "Penanganan banjir Krajan" in changed
    assert "Lampu jalan tenaga surya" not in changed


def test_the_kabupaten_answers_and_the_refused_is_asked_again(tahun: Setahun) -> None:
    answers = [(one["nama"], one["jawaban"], one["alasan"]) for one in tahun.said["jawaban"]["baris"]]
    assert answers == [
        ("Jembatan antardusun", "diterima", ""),
        ("Rehab irigasi tersier", "ditolak", "Anggaran terbatas."),
    ]
    assert tahun.said["ajukan durkp"]["durkp"] == 1
    [row] = tahun.said["durkp baru"]["baris"]
    assert row["lalu"] == "2027: ditolak, Anggaran terbatas, 10 Juli 2027"
    assert [one["aturan"] for one in tahun.said["periksa durkp baru"]] == ["V-23"]


def test_what_was_put_off_returns_and_a_look_alike_is_seen(tahun: Setahun) -> None:
    assert len(tahun.said["usulkan lagi"]["usulan"]) == 1
    assert len(tahun.said["ajukan usulan"]["usulan"]) == 2
    said = tahun.said["mirip"]["pesan"][0]
    assert said["kode"] == "K-129"
    assert "Mirip usulan nomor 7 tahun 2027." in said["teks"]


@pytest.mark.parametrize(
    ("nomor", "stages", "posisi"),
    [
        (1, ["gagasan", "musyawarah", "musyawarah", "rpjm", "rkp"], "Masuk RKP Desa 2027"),
        (4, ["gagasan", "musyawarah", "musyawarah", "rpjm", "rkp"], "Masuk RKP Desa 2027"),
        (5, ["gagasan", "musyawarah", "musyawarah", "rkp", "rkp", "kembali"], "menunggu dibahas"),
        (6, ["gagasan", "musyawarah", "musyawarah", "durkp", "jawaban"], "Anggaran terbatas."),
        (7, ["gagasan", "musyawarah", "musyawarah", "kembali"], "menunggu dibahas"),
    ],
)
def test_the_life_line_tells_the_whole_way(
    tahun: Setahun, nomor: int, stages: list[str], posisi: str
) -> None:
    line = tahun.said[f"jejak {nomor}"]
    assert [one["tahap"] for one in line["langkah"]] == stages
    assert posisi in line["posisi"]


# ------------------------------------------------------------------ every paper of the year

MATRIX, UPWARDS = "619.200.000", "1.350.000.000"
PAPERS = {  # kind -> what must stand on it beside the name of the village
    "matriks-rkp": ("RENCANA KERJA PEMERINTAH DESA (RKPDESA)", "TAHUN ANGGARAN 2027", MATRIX),
    "matriks-rkp-a1": ("RENCANA KERJA PEMERINTAH DESA (RKP-DESA)", "TAHUN : 2027", MATRIX),
    "matriks-rkp-lpr": ("TAHUN ANGGARAN 2027", "RTM", MATRIX),
    "matriks-rkp-a3": ("RENCANA KERJA KEGIATAN DESA", "TAHUN ANGGARAN 2027", MATRIX),
    "durkp": ("DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN 2027", UPWARDS, "PAGU"),
    "durkp-c2": ("DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN 2027", UPWARDS),
    "durkp-c3": ("DAFTAR USULAN RENCANA KERJA PEMERINTAH DESA (DU-RKPDESA)", "2027", UPWARDS),
    "rpjm": ("RPJM DESA", "2026 - 2033", "2.138.112.000"),
    "rpjm-b2": ("RPJM DESA", "TAHUN 2026 S.D 2033", "2.138.112.000"),
    "rpjm-b3": ("RPJM DESA", "2026 - 2033", "2.138.112.000"),
    "kalender-musim": ("KALENDER MUSIM", "Kekeringan"),
    "kelembagaan": ("BAGAN KELEMBAGAAN", "PKK"),
    "masalah": ("INVENTARIS MASALAH DAN POTENSI", "Aspal tua"),
    "peringkat-tindakan": ("PENENTUAN PERINGKAT TINDAKAN", "21"),
    "sketsa-desa": ("SKETSA DESA",),
    "berita-acara": ("BERITA ACARA KEGIATAN MUSYAWARAH RENCANA PEMBANGUNAN DESA", "TAHUN 2027"),
    "daftar-hadir": ("DAFTAR HADIR", "20 Agustus 2026", "Nurhayati"),
    "undangan": ("17 Agustus 2026", "Musrenbangdes"),
    "notulen": ("NOTULEN RAPAT", "Lampu didahulukan di tikungan."),
    "rekap-penilaian": ("REKAP PENILAIAN USULAN", "Lampu jalan tenaga surya"),
    "rekap-prioritas": ("Rabat beton jalan dusun lanjutan",),
    "berita-acara-tim": ("PEMBENTUKAN TIM", "TAHUN 2027"),
    "berita-acara-rancangan": ("RANCANGAN RKP DESA", "TAHUN 2027", MATRIX),
    "sk-tim": ("NOMOR 188/5/2026", "TAHUN 2027", "Purworejo, 2 Januari 1980"),
    "sk-tim-rpjm": ("NOMOR 141/2/2026", "Slamet Riyadi"),
    "sk-tim-verifikasi": ("TIM VERIFIKASI", "Gunarto"),
    "verifikasi": ("LEMBAR VERIFIKASI", "2027", "LAYAK"),
    "daftar-usulan": ("DAFTAR USULAN MASYARAKAT UNTUK RKP DESA TAHUN 2027", "Gapura dusun"),
    "jejak-usulan": ("Rehab irigasi tersier", "Anggaran terbatas."),
    "formulir-usulan": ("FORMULIR USULAN MASYARAKAT UNTUK RKP DESA TAHUN 2027",),
    "gagasan": ("DAFTAR GAGASAN", "TANI MAKMUR", "Pelatihan pengolahan hasil panen"),
    "rekap-gagasan": ("REKAPITULASI GAGASAN", "Tani Makmur"),
    "program-masuk": ("TAHUN 2027", "Sanitasi perdesaan", "300.000.000"),
    "evaluasi-rkp": ("EVALUASI PELAKSANAAN RKP DESA TAHUN 2026", "169.520.000"),
    "pagu": ("PAGU INDIKATIF DESA", "TAHUN 2027", "950.000.000"),
    "pembiayaan": ("RENCANA PEMBIAYAAN", "TAHUN 2027", "501.000.000", "118.200.000"),
    "kerja-sama": ("TAHUN 2027", "BUM Desa Makmur", "20.000.000"),
    "rktl": ("RENCANA KERJA TINDAK LANJUT", "16 Juni 2026", "25 Juni 2026", "20 Agustus 2026, Balai Desa"),
    "rab": ("RENCANA ANGGARAN BIAYA", "2027", "113.200.000"),
    "daftar-stunting": ("DAFTAR KEGIATAN STUNTING", "TAHUN 2027", "36.000.000"),
    "daftar-prioritas": ("TAHUN 2027", "190.000.000"),
    "buku-rencana": ("BUKU RENCANA PEMBANGUNAN", "TAHUN 2027", MATRIX),
    "entri-siskeudes": ("LEMBAR ENTRI SISKEUDES", "2027", MATRIX),
    "pemeriksaan": ("LEMBAR PEMERIKSAAN", "TAHUN 2027", "0 galat"),
    "perdes-rkp": ("NOMOR 1 TAHUN 2027", "NOMOR 5 TAHUN 2026", "25 Januari 2027"),
    "perdes-rpjm": ("NOMOR 2 TAHUN 2026", "9 Maret 2026"),
    "dokumen-rkp": ("PERUBAHAN RENCANA KERJA PEMERINTAH DESA", "BAB VI", "620", "1.220", MATRIX),
    "dokumen-rpjm": ("RENCANA PEMBANGUNAN JANGKA MENENGAH", "BAB VII", "rukun, sehat, dan sejahtera"),
    "laporan-rkp": ("LAPORAN TIM PENYUSUN", "TAHUN 2027", MATRIX, UPWARDS),
    "infografis": ("PERUBAHAN RKP DESA TURSINO TAHUN 2027", "Rp619,2 juta"),
    "kalender": ("KALENDER PERENCANAAN DESA TURSINO TAHUN 2026",),
    "daftar-tugas": ("DAFTAR TUGAS",),
}
MEETING_PAPERS = (
    *("berita-acara", "daftar-hadir", "undangan", "notulen", "rekap-penilaian", "rekap-prioritas"),
)


def test_no_paper_of_planning_is_left_out_here(tahun: Setahun) -> None:
    others = {
        *("kartu-kunci", "kit-pemulihan", "pengantar-kiriman", "kompilasi-durkp", "profil-desa"),
        *("tanda-terima", "daftar-kiriman"),
        *("lembar-keluarga", "daftar-posyandu", "daftar-pemilih-dusun", "daftar-bantuan"),
        *("statistik-penduduk", "laporan-penduduk", "isian-kosong", "isian", "kartu-skor"),
        *("buku-aparat-pemerintah-desa", "buku-induk-penduduk", "buku-mutasi-penduduk-desa"),
        *("buku-rekapitulasi-jumlah-penduduk", "buku-penduduk-sementara", "buku-ktp-dan-kk"),
    }
    known = {one["jenis"] for one in tahun.ask("cetak", "daftar")["dokumen"]}
    assert known - others == set(PAPERS)


@pytest.mark.parametrize("jenis", PAPERS)
def test_every_paper_opens_in_each_form_with_its_title_year_and_totals(tahun: Setahun, jenis: str) -> None:
    forms = next(one["bentuk"] for one in tahun.ask("cetak", "daftar")["dokumen"] if one["jenis"] == jenis)
    for form in forms:
        target = tahun.work / f"{jenis}.{form}"
        words = ["cetak", jenis, "--tahun", TAHUN, "--ke", target, *_which(tahun, jenis)]
        made = tahun.ask(*words)
        assert made["berkas"] == str(target)
        text = " ".join(READERS[form](target, made).split())
        for wanted in PAPERS[jenis]:
            found = wanted if form != "xlsx" else wanted.replace(".", "") if wanted[0].isdigit() else wanted
            assert wanted in text or found in text, f"{wanted} in {jenis}.{form}"
        assert "KONSEP" not in text or jenis in ("daftar-usulan", "formulir-usulan")
        assert "RANCANGAN RPJM" not in text, "a plan with its Perdes is no draft"
        assert "RANCANGAN RENCANA" not in text


def _which(tahun: Setahun, jenis: str) -> list[object]:
    """The record a paper is about, where it is about one."""
    if jenis in MEETING_PAPERS:
        return ["--id", tahun.rapat["musrenbangdes"]]
    if jenis == "verifikasi":
        return ["--id", tahun.number("Rabat beton jalan dusun")]
    if jenis == "jejak-usulan":
        return ["--id", tahun.said["jejak 6"]["id"]]
    return []


def _pdf(path: Path, made: dict[str, Any]) -> str:
    pages = page_texts(path)
    assert len(pages) == made["halaman"]
    return "\n".join(pages)


def _word(path: Path, _made: dict[str, Any]) -> str:
    assert WordFile(str(path)).paragraphs, "real paragraphs"
    return outline(path.read_bytes())


def _workbook(path: Path, _made: dict[str, Any]) -> str:
    sheets = load_workbook(path).worksheets
    return " ".join(
        str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


READERS = {"pdf": _pdf, "docx": _word, "xlsx": _workbook}


def test_the_matrices_are_drafts_by_name_only_until_they_are_ratified(tahun: Setahun) -> None:
    assert "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKPDESA)" in tahun.said["rancangan"]
    assert "RANCANGAN" not in tahun.said["matriks r01"]


def test_a_word_copy_of_a_ratified_plan_stands_in_its_history_and_a_pdf_does_not(tahun: Setahun) -> None:
    rows = tahun.ask("dokumen", "daftar")["dokumen"]
    key = next(one["id"] for one in rows if (one["jenis"], one["judul"][-4:]) == ("rkp-desa", str(TAHUN)))
    before = tahun.ask("dokumen", "riwayat", key)["ekspor"]
    for name in ("salinan.docx", "salinan.pdf"):
        tahun.ask("cetak", "perdes-rkp", "--tahun", TAHUN, "--ke", tahun.work / name)
    made = tahun.ask("dokumen", "riwayat", key)["ekspor"]
    assert [one["apa"] for one in made[: len(made) - len(before)]] == ["perdes-rkp.docx r02"]
    assert "perdes-rkp.docx r02" in tahun.laptop.run("dokumen", "riwayat", key).out
    assert all(one["baik"] for one in tahun.ask("periksa")["hasil"]), "the audit chain holds"


def test_the_totals_on_paper_are_those_of_ringkas(tahun: Setahun) -> None:
    plan = tahun.ask("rencana", "ringkas", "rkp", "--tahun", TAHUN)
    assert plan["total"] == TOTAL == sum(plan["per_bidang"].values())
    assert plan["total"] == sum(one["terpakai"] for one in plan["per_sumber"].values())
    assert plan["per_sumber"]["DDS"] == {"pagu": 950_000_000, "terpakai": 501_000_000, "sisa": 461_500_000}
    assert tahun.ask("rencana", "ringkas", "durkp", "--tahun", TAHUN)["total"] == KABUPATEN
    assert (plan["status"], plan["revisi"]) == ("disahkan", 2)


# ------------------------------------------------------------------ the other order of steps


def test_the_other_order_asks_for_the_musdes_pengesahan(tahun: Setahun) -> None:
    tahun.ask("kantor", "ubah", "--urutan", "permendesa21")
    try:
        tahun.see("urutan lain")
        steps = [key for key in tahun.steps("urutan lain") if not key.endswith("apbdes")]
        assert "musdes_pengesahan" in steps
        assert steps.index("tim") < steps.index("musdes_pengesahan")
        texts = [
            one["teks"]
            for one in tahun.ask("rencana", "periksa", "rkp", "--tahun", TAHUN)["pemeriksaan"]
            if one["aturan"] == "V-32"
        ]
        assert len(texts) == 1, texts
        assert "pengesahan" in texts[0].casefold()
    finally:
        tahun.ask("kantor", "ubah", "--urutan", "permendagri114")
