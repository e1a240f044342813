"""The whole journey in a shell: two villages and their kecamatan, from the first proposal to the answer.

Each step is a command, as on a computer without a screen. The proposals are those of real villages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from baca_pdf import page_texts
from desa_desktop.sheets import read_sheets
from laptop import Laptop, digest_of
from lembar_word import outline
from tahun_rencana import plan_the_year

TODAY = "2026-09-28"


@dataclass
class Cerita:
    """Three offices and the flash disk that goes between them."""

    tursino: Laptop
    wirun: Laptop
    kecamatan: Laptop
    stick: Path
    work: Path
    said: dict[str, Any]

    def desa(self) -> tuple[Laptop, Laptop]:
        return self.tursino, self.wirun

    def sent(self, letter: str, name: str) -> list[str]:
        """Files of a kind that were written for or by a village."""
        return sorted(str(one) for one in self.stick.rglob(f"{letter}-*-{name}-*.kirim"))


@pytest.fixture(scope="module")
def cerita(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cerita]:
    """Three offices set up and both villages enrolled by typed digits."""
    work = tmp_path_factory.mktemp("cerita")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESA_TANGGAL", TODAY)
        story = Cerita(
            Laptop(work / "tursino"),
            Laptop(work / "wirun"),
            Laptop(work / "kutoarjo"),
            work / "stik",
            work,
            {},
        )
        story.stick.mkdir()
        set_up(story)
        enrol(story)
        for laptop, usulan, wilayah in (
            (story.tursino, "usulan-barambang.csv", "wilayah-tursino.csv"),
            (story.wirun, "usulan-ciburuy.csv", "wilayah-wirun.csv"),
        ):
            folder = work / f"kerja-{laptop.folder.name}"
            folder.mkdir()
            story.said[laptop.folder.name] = plan_the_year(laptop, usulan, wilayah, folder)
        yield story


def set_up(story: Cerita) -> None:
    """The offices; the first by a program of its own, as a person starts it."""
    words = ["kantor", "siapkan", "--peran", "desa", "--kabupaten", "Purworejo", "--tahun", "2027"]
    people = ["--kepala", "Suratman", "--sekretaris", "Ratna", "--bpd", "Harjono"]
    made = story.tursino.start(
        *words, *people, "--kode", "33.06.99.2001", "--nama", "Tursino", "--kecamatan", "Kutoarjo"
    )
    assert made.code == 0, made
    assert made.out.startswith("Tursino (33.06.99.2001) siap dipakai.")
    story.wirun.ask(*words, "--kode", "33.06.99.2002", "--nama", "Wirun", "--kecamatan", "Kutoarjo")
    story.kecamatan.ask(
        *words[:3], "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo", "--kabupaten", "Purworejo",
        "--kepala", "Bambang Priyono", "--tahun", "2027",
    )  # fmt: skip
    villages = story.work / "desa.csv"
    villages.write_text(
        "Kode desa,Desa\n33.06.99.2001,Tursino\n33.06.99.2002,Wirun\n33.06.99.2003,Kaligesing\n",
        encoding="utf-8",
    )
    assert story.kecamatan.ask("data", "impor", "desa", villages)["baru"] == 3


def enrol(story: Cerita) -> None:
    """The village types the digits of the kecamatan, the kecamatan those of the village."""
    number = story.kecamatan.ask("kunci", "kartu")["nomor_kunci"]
    for laptop in story.desa():
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        assert "Kelompok ke-6 tidak cocok." in laptop.refuse("kunci", "percaya", "--nomor", wrong, code=5)
        laptop.ask("kunci", "percaya", "--nomor", number)
        asked = laptop.ask("kunci", "minta", "--ke", story.stick)["berkas"]
        own = laptop.ask("kunci", "kartu")["nomor_kunci"]
        other = " ".join([*own.split()[:2], number.split()[2], *own.split()[3:]])
        before = digest_of(story.stick)
        said = story.kecamatan.refuse(
            "kunci", "kenalkan", asked, "--nomor", other, "--ke", story.stick, code=5
        )
        assert "Kelompok ke-3 tidak cocok." in said
        assert digest_of(story.stick) == before
        made = story.kecamatan.ask("kunci", "kenalkan", asked, "--nomor", own, "--ke", story.stick)
        assert made["kode"] == laptop.ask("info")["kode"]
        assert laptop.ask("kunci", "pasang", made["berkas"])["keadaan"] == "terdaftar"
    assert len(story.kecamatan.ask("kunci", "daftar")["kunci"]) == 3


def test_proposals_become_a_ratified_plan(cerita: Cerita) -> None:
    said = cerita.said["tursino"]
    assert (said["usulan"]["dibaca"], said["usulan"]["ditolak"]) == (71, 0)
    assert (said["musyawarah"]["hadir"], said["musyawarah"]["p"]) == (15, 6)
    assert said["musyawarah"]["unsur_kosong"] == ["tokoh_masyarakat"]
    assert said["ambil"]["kegiatan"] == said["rkp"]["dibaca"] > 20
    assert said["rkp"]["baru"] == said["durkp"]["baru"] == 0, "the plan is completed, not doubled"
    assert said["sahkan_rkp"]["revisi"] == said["sahkan_durkp"]["revisi"] == 1
    usulan = cerita.tursino.ask("data", "lihat", "usulan")["baris"]
    assert {one["status"] for one in usulan} == {"disepakati", "diteruskan", "ditunda"}
    assert all(one["alasan"] for one in usulan if one["status"] == "ditunda")


def test_sums_agree_wherever_they_are_shown(cerita: Cerita) -> None:
    short = cerita.tursino.ask("rencana", "ringkas", "rkp")
    rows = cerita.tursino.ask("data", "lihat", "rkp")["baris"]
    assert short["kegiatan"] == len(rows)
    assert short["total"] == sum(one["biaya"] for one in rows) == sum(short["per_bidang"].values())
    assert short["total"] == sum(one["terpakai"] for one in short["per_sumber"].values())
    dds = short["per_sumber"]["DDS"]
    assert (dds["pagu"], dds["sisa"]) == (900_000_000, 912_500_000 - dds["terpakai"])
    assert (short["status"], short["revisi"]) == ("disahkan", 1)


@pytest.mark.parametrize(
    ("jenis", "form", "wanted"),
    [
        ("matriks-rkp", "pdf", "Rhabilitasi Rabat Beton"),
        ("matriks-rkp", "xlsx", "Rhabilitasi Rabat Beton Jln. Barambang Manggappa"),
        ("durkp", "pdf", "Pengadaan Jaringan Internet"),
        ("daftar-usulan", "pdf", "Pengadaan Bibit Pala"),
        ("berita-acara", "pdf", "15"),
        ("berita-acara", "docx", "15"),
        ("daftar-hadir", "pdf", "Dwi Astuti"),
        ("daftar-hadir", "docx", "Dwi Astuti"),
        ("kartu-kunci", "pdf", "3306992001"),
    ],
)
def test_the_papers_are_printed(cerita: Cerita, jenis: str, form: str, wanted: str) -> None:
    target = cerita.work / f"{jenis}.{form}"
    made = cerita.tursino.ask("cetak", jenis, "--tahun", 2027, "--kertas", "f4", "--ke", target)
    assert made["berkas"] == str(target)
    if form == "xlsx":
        text = " ".join(
            str(cell) for sheet in read_sheets(target) for row in sheet.rows for cell in row.cells
        )
    elif form == "docx":
        assert made["halaman"] is None  # Word counts them
        text = outline(target.read_bytes())
    else:
        pages = page_texts(target)
        assert len(pages) == made["halaman"]
        text = " ".join(pages)
    assert wanted in " ".join(text.split())
    assert "KONSEP" not in text or jenis == "daftar-usulan"


def test_the_plan_travels_is_answered_and_comes_back_with_notes(cerita: Cerita) -> None:
    kecamatan, tursino = cerita.kecamatan, cerita.tursino
    planned = tursino.ask("kirim", "daftar")
    first = tursino.ask("kirim", "buat", "--ke", cerita.stick)
    assert first["seq"] == planned["seq"] == 1
    assert {one["jenis"] for one in first["dokumen"]} >= {"rkp-desa", "durkp", "musyawarah", "daftar-usulan"}
    cerita.wirun.ask("kirim", "buat", "--ke", cerita.stick)
    files = [*cerita.sent("D", "Tursino"), *cerita.sent("D", "Wirun")]
    assert first["berkas"] == files[:1]

    before = kecamatan.content()
    checked = kecamatan.ask("terima", "periksa", *files)["kiriman"]
    assert [(one["keadaan"], one["kode"], one["pengirim"], one["seq"]) for one in checked] == [
        ("sah", "D_OK", "3306992001", 1),
        ("sah", "D_OK", "3306992002", 1),
    ]
    assert kecamatan.content() == before, "looking stores nothing"
    shown = kecamatan.ask("terima", "tinjau", files[0])["dokumen"]
    plan = next(one for one in shown if one["jenis"] == "rkp-desa")
    total = tursino.ask("rencana", "ringkas", "rkp")
    assert (plan["hasil"], plan["baru"], plan["total_menjadi"]) == ("baru", total["kegiatan"], total["total"])
    taken = kecamatan.ask("terima", "setujui", *files)
    assert [one["keadaan"] for one in taken["diterima"]] == ["diterima", "diterima"]
    assert taken["kode_terima"] == taken["diterima"][0]["kode_terima"]
    assert len(taken["kode_terima"]) == 9

    before = kecamatan.content()
    again = kecamatan.ask("terima", "setujui", files[0])
    assert again["diterima"][0]["keadaan"] == "sudah_diterima"
    assert kecamatan.content() == before, "the same file twice changes nothing"
    assert "sudah diterima pada" in kecamatan.refuse("terima", "periksa", files[0], code=5)

    compile_all(cerita)
    change_and_return(cerita)
    answer(cerita)


def compile_all(cerita: Cerita) -> None:
    """The compilation holds both villages, says who is missing, and knows where a line comes from."""
    kecamatan = cerita.kecamatan
    made = kecamatan.ask("kompilasi", "durkp", "--tahun", 2027, "--ke", cerita.work / "kompilasi.xlsx")
    sums = [laptop.ask("rencana", "ringkas", "durkp") for laptop in cerita.desa()]
    assert made["total"] == sum(one["total"] for one in sums)
    assert made["baris"] == sum(one["kegiatan"] for one in sums)
    assert [one["nama"] for one in made["desa"]] == ["Tursino", "Wirun"]
    assert made["belum"] == ["Kaligesing"]
    sheets = read_sheets(cerita.work / "kompilasi.xlsx")
    assert len(sheets) == 4
    printed = {row.cells[0]: row.cells[3] for row in sheets[0].rows if isinstance(row.cells[0], int | float)}
    assert len(printed) == made["baris"]
    for number, uraian in printed.items():
        asked = kecamatan.ask("kompilasi", "asal", "--baris", int(number))["asal"]
        assert asked["nama"] == uraian, "the number on the paper leads to its own source"
    drawn = kecamatan.ask("kompilasi", "durkp", "--ke", cerita.work / "kompilasi.pdf")
    assert len(PdfReader(cerita.work / "kompilasi.pdf").pages) == drawn["halaman"]
    origin = kecamatan.ask("kompilasi", "asal", "--baris", 1)["asal"]
    assert origin["digest"] == cerita.said[origin["desa"].casefold()]["sahkan_durkp"]["digest"]
    assert (origin["kiriman"], origin["revisi"]) == (1, 1)
    assert kecamatan.ask("kompilasi", "kunci", "durkp")["revisi"] == 1


def change_and_return(cerita: Cerita) -> None:
    """r02 with one change: the preview shows exactly that, and it goes back with a note at its row."""
    kecamatan, tursino = cerita.kecamatan, cerita.tursino
    tursino.refuse("rencana", "isi", row_of(tursino)["id"], "--biaya", "31 jt", code=1)  # ratified: locked
    assert tursino.ask("rencana", "perubahan", "rkp")["revisi"] == 1
    row = row_of(tursino)
    tursino.ask("rencana", "isi", row["id"], "--bagi", "DDS=20jt,ADD=11jt")
    second = tursino.ask("rencana", "sahkan", "rkp", "--alasan", "Harga naik.")
    assert second["revisi"] == 2
    key = next(one["id"] for one in dokumen_of(tursino) if one["jenis"] == "rkp-desa")
    states = tursino.ask("dokumen", "riwayat", key)["dokumen"]
    assert [(one["revisi"], one["keadaan"]) for one in states] == [(2, "berlaku"), (1, "lama")]
    sent = tursino.ask("kirim", "buat", "--ke", cerita.stick)
    assert sent["seq"] == 2
    shown = kecamatan.ask("terima", "tinjau", sent["berkas"][0])["dokumen"]
    plan = next(one for one in shown if one["jenis"] == "rkp-desa")
    assert (plan["revisi_sekarang"], plan["revisi"], plan["berubah"], plan["baru"], plan["dihapus"]) == (
        1,
        2,
        1,
        0,
        0,
    )
    assert plan["total_menjadi"] - plan["total_semula"] == 31_000_000 - row["biaya"]
    [cost] = [one for one in plan["beda"] if one["kolom"] == "biaya"]
    assert (cost["semula"], cost["menjadi"]) == (row["biaya"], 31_000_000)
    assert row["id"] in cost["tempat"]
    assert [one["berubah"] for one in shown if one["jenis"] == "durkp"] == [0]
    notes = cerita.work / "catatan.json"
    note = {"dokumen": "rkp-desa", "record": row["id"], "kolom": "biaya", "teks": "Lampirkan RAB."}
    notes.write_text(json.dumps([note]), encoding="utf-8")
    kecamatan.ask(
        "terima", "kembalikan", sent["berkas"][0], "--alasan", "Biaya belum jelas.", "--catatan", notes
    )


def row_of(laptop: Laptop) -> dict[str, Any]:
    """The activity that the story is about."""
    rows: list[dict[str, Any]] = laptop.ask("data", "lihat", "rkp")["baris"]
    return rows[0]


def answer(cerita: Cerita) -> None:
    """The umpan balik reaches the village: Diterima, and the note at its row."""
    tursino = cerita.tursino
    assert {one["kirim"]["keadaan"] for one in dokumen_of(tursino)} == {"dikirim"}
    made = cerita.kecamatan.ask("kirim", "buat", "--untuk", "semua", "--ke", cerita.stick)
    assert [one["kode"] for one in made["kiriman"]] == ["3306992001", "3306992002"]
    mine, other = made["berkas"]
    assert "Kiriman ini untuk penerima lain." in tursino.refuse("terima", "setujui", other, code=5)
    tursino.ask("terima", "setujui", mine)
    assert {one["kirim"]["keadaan"] for one in dokumen_of(tursino)} == {"diterima"}
    review = tursino.ask("rencana", "catatan", "rkp")
    assert (review["hasil"], review["alasan"], review["is_lama"]) == (
        "dikembalikan",
        "Biaya belum jelas.",
        False,
    )
    [note] = review["catatan"]
    assert (note["record"], note["kolom"], note["teks"]) == (row_of(tursino)["id"], "biaya", "Lampirkan RAB.")
    assert any("catatan telaah" in one["judul"] for one in tursino.ask("tugas")["tugas"])


def dokumen_of(laptop: Laptop) -> list[dict[str, Any]]:
    """The village's own dokumen that travel."""
    rows = laptop.ask("dokumen", "daftar")["dokumen"]
    return [
        one for one in rows if one["jenis"] in ("rkp-desa", "durkp", "musyawarah", "daftar-usulan", "profil")
    ]


# ------------------------------------------------------------------ files that must not be believed


@pytest.fixture
def bad(cerita: Cerita, tmp_path: Path) -> Path:
    """A fresh, sound kiriman of Tursino in a folder of its own."""
    stick = tmp_path / "stik"
    assert f"Folder {stick} tidak ditemukan." in cerita.tursino.refuse("kirim", "buat", "--ke", stick, code=1)
    stick.mkdir()
    return Path(cerita.tursino.ask("kirim", "buat", "--ke", stick)["berkas"][0])


@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_a_flipped_byte_is_refused_and_nothing_is_taken_in(cerita: Cerita, bad: Path, part: float) -> None:
    content = bytearray(bad.read_bytes())
    content[int(len(content) * part)] ^= 0x40
    bad.write_bytes(content)
    said = cerita.kecamatan.answer("terima", "periksa", bad, code=5)
    assert said["data"]["kiriman"][0]["keadaan"] in ("rusak", "tidak_bertanda_tangan")
    refuse_everything(cerita.kecamatan, bad)


def test_a_cut_file_is_refused_and_asks_for_a_new_copy(cerita: Cerita, bad: Path) -> None:
    whole = bad.read_bytes()
    bad.write_bytes(whole[: len(whole) // 2])
    said = cerita.kecamatan.refuse("terima", "periksa", bad, code=5)
    assert f"Berkas kiriman terpotong ({len(whole) // 2} dari {len(whole)} bita). Data tidak berubah." in said
    refuse_everything(cerita.kecamatan, bad)


def test_a_kiriman_for_another_office_is_left_where_it_is(cerita: Cerita, bad: Path) -> None:
    before = digest_of(bad.parent)
    assert "Kiriman ini untuk penerima lain." in cerita.wirun.refuse("terima", "periksa", bad, code=5)
    assert "Kiriman ini untuk penerima lain." in cerita.wirun.refuse("terima", "setujui", bad, code=5)
    assert digest_of(bad.parent) == before


def test_an_unknown_sender_is_not_believed(cerita: Cerita, tmp_path: Path) -> None:
    """Somebody made a kecamatan and a village of our codes at home; here nobody ever typed their digits."""
    forger, village = Laptop(tmp_path / "kecamatan"), Laptop(tmp_path / "desa")
    forger.ask("kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo")
    villages = tmp_path / "desa.csv"
    villages.write_text("Kode desa,Desa\n33.06.99.2003,Kaligesing\n", encoding="utf-8")
    forger.ask("data", "impor", "desa", villages)
    village.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2003", "--nama", "Kaligesing")
    village.ask("kunci", "percaya", "--nomor", forger.ask("kunci", "kartu")["nomor_kunci"])
    asked = village.ask("kunci", "minta", "--ke", tmp_path)["berkas"]
    assert (
        cerita.kecamatan.ask("terima", "periksa", asked, code=5)["kiriman"][0]["keadaan"]
        == "kunci_belum_dikenal"
    )
    own = village.ask("kunci", "kartu")["nomor_kunci"]
    granted = forger.ask("kunci", "kenalkan", asked, "--nomor", own, "--ke", tmp_path)["berkas"]
    village.ask("kunci", "pasang", granted)
    sent = village.ask("kirim", "buat", "--ke", tmp_path)["berkas"][0]
    found = cerita.kecamatan.answer("terima", "periksa", sent, code=5)
    assert found["data"]["kiriman"][0]["keadaan"] == "kunci_belum_dikenal"
    assert "Pengirim belum terdaftar. Jangan terima" in found["pesan"][0]["teks"]
    refuse_everything(cerita.kecamatan, Path(sent))


def test_a_name_that_means_nothing_stops_before_anything_is_accepted(cerita: Cerita, bad: Path) -> None:
    empty = bad.parent / "kosong"
    empty.mkdir()
    kecamatan = cerita.kecamatan
    assert "hilang.kirim tidak ditemukan." in kecamatan.refuse(
        "terima", "setujui", bad, "hilang.kirim", code=1
    )
    assert "kosong adalah folder." in kecamatan.refuse("terima", "setujui", bad, empty, code=2)
    for words in (["terima", "tinjau", empty], ["kunci", "pasang", empty],
                  ["terima", "kembalikan", empty, "--alasan", "Salah."]):  # fmt: skip
        assert "kosong adalah folder." in kecamatan.refuse(*words, code=2)
    assert kecamatan.ask("terima", "periksa", bad)["kiriman"][0]["keadaan"] == "sah"


def test_what_is_no_kiriman_is_named_as_such(cerita: Cerita, tmp_path: Path) -> None:
    letter = tmp_path / "surat.kirim"
    letter.write_text("Dengan hormat, ...", encoding="utf-8")
    said = cerita.kecamatan.refuse("terima", "periksa", letter, code=5)
    assert said
    assert "surat.kirim" in cerita.kecamatan.refuse(
        "terima", "periksa", tmp_path / "lain" / "surat.kirim", code=1
    )


def refuse_everything(laptop: Laptop, file: Path) -> None:
    """Neither preview nor acceptance opens such a file; the dokumen stay as they are."""
    before = laptop.ask("dokumen", "daftar")
    assert laptop.answer("terima", "tinjau", file, code=5)["pesan"][0]["tingkat"] == "galat"
    assert laptop.answer("terima", "setujui", file, code=5)["data"]["diterima"] == []
    assert laptop.ask("dokumen", "daftar") == before


# ------------------------------------------------------------------ as a program of its own


def test_a_person_reads_tables_and_a_script_reads_one_object(cerita: Cerita) -> None:
    person = cerita.tursino.start("rencana", "ringkas", "rkp")
    assert person.code == 0
    assert person.err == "", "no progress where nobody watches"
    assert "Sumber dana" in person.out
    script = cerita.tursino.start("--json", "tugas")
    assert json.loads(script.out)["perintah"] == "tugas"
    assert script.out.count("\n") == 1
    missing = cerita.tursino.start("terima", "periksa", "tidak-ada.kirim")
    assert (missing.code, missing.out) == (1, "")
    assert "tidak-ada.kirim tidak ditemukan." in missing.err
