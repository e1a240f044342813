"""Every row of kiriman-format.md 17 that a file makes: behaviour, sentence in both languages, mark.

The files are genuinely signed and wrong in one place. Each is looked at by the commands and by Kotak Masuk.
"""

from __future__ import annotations

import csv
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import kiriman_bengkok as forge
import kiriman_jahat as jahat
import kiriman_offices as walk
from baca_pdf import page_texts
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.i18n import use_language
from desa_desktop.services import exchange
from desa_desktop.services.exchange import KirimanMasuk
from desa_desktop.services.exchange.results import UmpanBalik
from desa_desktop.sync import container
from desa_desktop.ui.exchange_parts.words import mark_of, state_of, verdict_of
from desa_desktop.ui.kit.marks import Mark
from kiriman_jahat import JAHAT, NASTY, Bengkel, Jahat
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices
from laptop import Laptop

NAME = "D-3306992001-Tursino-0002-7K2M.kirim"
QUARANTINE, HELD, LEFT = "karantina", "masuk", ""
BROKEN, ASK = "Karantina: rusak atau berubah", "Karantina: periksa dengan desa"
CUT = (
    "Berkas kiriman terpotong ({n} dari {m} bita). Data tidak berubah. Minta desa menyalin ulang kiriman"
    " nomor 2 dari aplikasi."
)
CUT_EN = (
    "The kiriman file is cut short ({n} of {m} bytes). The data is unchanged. Ask the village to copy kiriman"
    " number 2 again from the application."
)
TRAILING = (
    "Ada data tambahan di akhir berkas. Berkas tidak dibuka. Salin ulang dari aplikasi dan periksa flashdisk"
    " dengan antivirus."
)
DAMAGED = "Isi berkas berubah atau rusak. Tidak ada data yang diterima. Coba flashdisk lain."
NEWER = (
    "Kiriman ini dibuat aplikasi yang lebih baru dan sudah disimpan. Perbarui aplikasi, lalu kiriman dibaca"
    " dengan sendirinya."
)
WHO = "Pengirim belum terdaftar."
UNKNOWN = f"{WHO} Jangan terima sebelum mengetik Nomor Kunci dari lembar bercap atau lewat telepon."
IMPOSTOR = (
    "PERINGATAN: tanda tangan tidak cocok dengan desa 3306992001. Mungkin ada yang mengaku sebagai desa ini."
    " Hubungi desa."
)
NO_RIGHT = "Pengirim tidak berhak membuat kiriman jenis ini. Kiriman ditahan."
NOT_ITS_OWN = "Isi kiriman bukan milik pengirimnya. Kiriman ditahan."
LOST_KEY = "Kunci penerima tidak cocok. Kiriman disimpan. Pulihkan kunci dari Kit Pemulihan."
PLAIN = "Kiriman ini tidak disandikan dan tidak dibuka. Minta desa mengirim dari aplikasi."
UNNATURAL = "Isi berkas tidak wajar besarnya. Berkas tidak dibuka."
MALFORMED = (
    "Susunan kiriman salah ({kode}). Tidak ada data yang diterima. Kirim laporan ini kepada pembuat aplikasi."
)
FALSE = "Umpan balik ini BUKAN dari kecamatan Anda. Jangan diikuti."
FOREIGN = (
    "Kiriman desa Tursino berisi dokumen yang bukan haknya ({jenis}). Seluruh kiriman ditahan. Hubungi desa."
)


@dataclass(frozen=True)
class Baris:
    """A row: its number, the hostile file by its name in `kiriman_jahat`, and what a person must meet."""

    nomor: int
    nama: str
    tempat: str
    teks: str
    tanda: Mark = Mark.GALAT
    kata: str = BROKEN
    is_alarm: bool = False


BARIS = (
    Baris(1, "an empty file", QUARANTINE, CUT.format(n=0, m="sedikitnya 91")),
    Baris(1, "a payload one byte longer than it is", QUARANTINE, CUT),
    Baris(2, "two kiriman in one file", QUARANTINE, TRAILING),
    Baris(3, "reserved 1", QUARANTINE, DAMAGED),
    Baris(3, "a header of 65537 bytes", QUARANTINE, DAMAGED),
    Baris(3, "a payload of 0 bytes", QUARANTINE, DAMAGED),
    Baris(3, "header: a space behind a colon", QUARANTINE, DAMAGED),
    Baris(3, "header without created", QUARANTINE, DAMAGED),
    Baris(3, "a false hash of the payload", QUARANTINE, DAMAGED),
    Baris(4, "a web page", LEFT, "Berkas ini bukan kiriman.", kata="Bukan kiriman"),
    Baris(5, "container version 2", HELD, NEWER, kata="Perlu aplikasi lebih baru"),
    Baris(5, "suite 2", HELD, NEWER, kata="Perlu aplikasi lebih baru"),
    Baris(6, "a village that vouches for itself", HELD, UNKNOWN, Mark.PERINGATAN, "Pengirim belum terdaftar"),
    Baris(7, "a signature of zeros", QUARANTINE, IMPOSTOR, is_alarm=True),
    Baris(8, "a certificate stolen from Wirun", QUARANTINE,
          "Sertifikat pengirim tidak sah. Tidak ada data yang diterima.", is_alarm=True),
    Baris(9, "a village that sends feedback", QUARANTINE, NO_RIGHT, is_alarm=True),
    Baris(9, "a village outside the area", QUARANTINE, NO_RIGHT, is_alarm=True),
    Baris(10, "a dokumen of Wirun", QUARANTINE, FOREIGN.format(jenis="konsultasi"), kata=ASK),
    Baris(10, "residents nobody asked for", QUARANTINE, FOREIGN.format(jenis="Data Penduduk"), kata=ASK),
    Baris(11, "the inside of Wirun sent by Tursino", QUARANTINE, NOT_ITS_OWN, is_alarm=True),
    Baris(11, "a false hash of the manifest", QUARANTINE, NOT_ITS_OWN, is_alarm=True),
    Baris(12, "a kiriman for another village", LEFT, "Kiriman ini untuk penerima lain.",
          kata="Untuk penerima lain"),
    Baris(13, "an age file for another key", HELD, LOST_KEY, Mark.PERINGATAN, "Ditahan: kunci tidak cocok"),
    Baris(14, "dokumen in the clear", QUARANTINE, PLAIN),
    Baris(18, "a new chain of a known laptop", HELD,
          "Laptop Sekdes dipulihkan atau dipasang ulang. Apakah desa membenarkan?",
          Mark.PERINGATAN, "Laptop dipulihkan?"),
    Baris(23, "a thousand times as much as is stored", QUARANTINE, UNNATURAL),
    Baris(23, "a bomb under the limit", QUARANTINE, UNNATURAL),
    Baris(24, "another mark inside", QUARANTINE, MALFORMED),
    Baris(24, "bytes behind the last section", QUARANTINE, MALFORMED),
    Baris(24, "manifest without app", QUARANTINE, MALFORMED),
    Baris(24, "a section twice", QUARANTINE, MALFORMED),
    Baris(24, "a section with a false hash", QUARANTINE, MALFORMED),
    Baris(24, "an empty stream", QUARANTINE, MALFORMED),
    Baris(24, "a snapshot without a line end", QUARANTINE, MALFORMED),
    Baris(25, "content: month 13", HELD, "1 isian tidak sah, contoh: ", kata="Ditahan: isi tidak sah"),
    Baris(39, "feedback of a stranger", QUARANTINE, FALSE, is_alarm=True),
    Baris(39, "feedback signed by a village", QUARANTINE, FALSE, is_alarm=True),
    # last: it blocks the numbers of the laptop until a person asked
    Baris(17, "number 1 once more with other content", QUARANTINE,
          "PERINGATAN: ada dua kiriman berbeda bernomor 1 dari laptop yang sama. Mungkin laptop disalin atau"
          " kuncinya bocor. Hubungi desa sebelum melanjutkan.", kata=ASK, is_alarm=True),
)  # fmt: skip
ENGLISH = {
    TRAILING: "There is extra data at the end of the file. The file was not opened. Copy it again from the"
    " application and check the flash disk with an antivirus.",
    DAMAGED: "The file contents were changed or damaged. No data was accepted. Try another flash disk.",
    "Berkas ini bukan kiriman.": "This file is not a kiriman.",
    NEWER: "This kiriman was made by a newer application and has been stored. Update the application, then"
    " the kiriman is read by itself.",
    UNKNOWN: "The sender is not registered. Do not accept before typing the key number from the stamped sheet"
    " or over the phone.",
    IMPOSTOR: "WARNING: the signature does not match village 3306992001. Someone may be posing as this"
    " village. Contact the village.",
    "Sertifikat pengirim tidak sah. Tidak ada data yang diterima.": "The sender's certificate is not valid."
    " No data were accepted.",
    NO_RIGHT: "The sender is not entitled to create this kind of kiriman. The kiriman is held.",
    NOT_ITS_OWN: "The contents of the kiriman do not belong to its sender. The kiriman is held.",
    "Kiriman ini untuk penerima lain.": "This kiriman is for another recipient.",
    LOST_KEY: "The recipient key does not match. The kiriman is stored. Restore the key from the Recovery"
    " Kit.",
    PLAIN: "This kiriman is not encrypted and was not opened. Ask the village to send from the application.",
    UNNATURAL: "The size of the file contents is not normal. The file was not opened.",
    MALFORMED: "The structure of the kiriman is wrong ({kode}). No data were accepted. Send this report to"
    " the maker of the application.",
    FALSE: "This feedback is NOT from your kecamatan. Do not follow it.",
    "Laptop Sekdes dipulihkan atau dipasang ulang. Apakah desa membenarkan?": "Laptop Sekdes was restored or"
    " reinstalled. Does the village confirm this?",
}  # fmt: skip
KINDS = {one.nama: one for one in JAHAT}
CATALOGUES = Path(__file__).resolve().parents[2] / "resources" / "locale"


@dataclass
class Kantor:
    """The offices, the forge, and what the commands and the screen must meet in them."""

    offices: Offices
    bengkel: Bengkel

    def laptop(self, kode: str = KUTOARJO) -> Laptop:
        return Laptop(self.offices.folder / kode)


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    offices = walk.make_offices(tmp_path_factory.mktemp("baris") / "kantor")
    return Kantor(offices, jahat.make_bengkel(offices))


@pytest.fixture
def fresh(kantor: Kantor, tmp_path: Path) -> Kantor:
    """The same before any hostile file came, to be changed freely."""
    return replace(kantor, offices=walk.copied(kantor.offices.folder, tmp_path / "kantor"))


def kind_of(row: Baris) -> Jahat:
    return KINDS.get(row.nama) or KINDS[f"a village brings {row.nama}"]


def expected(row: Baris, teks: str, whole: bytes) -> str:
    sizes = {"n": len(whole), "m": len(whole) + 1}
    return teks.format(kode=kind_of(row).kode, **sizes) if "{" in teks else teks


def in_english(app: Any, path: Path) -> KirimanMasuk:
    use_language("en", CATALOGUES)
    try:
        return exchange.check(app.database, app.laptop, app.files, [path])[0]
    finally:
        use_language("id")


def meet(fresh: Kantor, kode: str, folder: Path) -> Iterator[str]:
    """Look at every hostile file for this office; what differs from its row is named."""
    with fresh.offices.open(kode) as app:
        before = walk.picture(app)
        for number, row in enumerate(BARIS):
            if kind_of(row).di != kode:
                continue
            place = folder / f"{number:02}"
            place.mkdir()
            path, whole = place / NAME, kind_of(row).make(fresh.bengkel)
            path.write_bytes(whole)
            english = in_english(app, path).teks
            [found] = walk.look(fresh.offices, app, [path])
            teks = expected(row, row.teks, whole)
            met = (found.kode, found.tempat, mark_of(found), verdict_of(found), found.is_alarm)
            asked = (kind_of(row).kode, row.tempat, row.tanda, row.kata, row.is_alarm)
            if met != asked:
                yield f"{row.nomor} {row.nama}: {met}, not {asked}"
            if found.teks != teks and not (row.nomor == 25 and found.teks.startswith(teks)):
                yield f"{row.nomor} {row.nama}: {found.teks}"
            if row.teks in ENGLISH and english != expected(row, ENGLISH[row.teks], whole):
                yield f"{row.nomor} {row.nama}: {english}"
            kept = {QUARANTINE: app.files.quarantine, HELD: app.files.intake}.get(found.tempat)
            if kept is not None and (kept / f"{found.sha256}.kirim").read_bytes() != whole:
                yield f"{row.nomor} {row.nama}: it is not kept as it came"
            if path.read_bytes() != whole:
                yield f"{row.nomor} {row.nama}: the stick was written to"
            if found.bisa_diterima != (row.nomor == 18):
                yield f"{row.nomor} {row.nama}: Terima is offered"
            if found.tempat and walk.accept(fresh.offices, app, [found.sha256]).diterima:
                yield f"{row.nomor} {row.nama}: it came in"
        if walk.picture(app) != before:
            yield "something came in"


@pytest.mark.parametrize("kode", [KUTOARJO, TURSINO])
def test_every_row_that_a_file_makes_has_its_behaviour_its_sentence_and_its_mark(
    fresh: Kantor, kode: str, tmp_path: Path
) -> None:
    assert list(meet(fresh, kode, tmp_path)) == []
    # what row 25 held waits with everything else of that laptop since row 17 blocked its numbers
    rows = [one for one in BARIS if kind_of(one).di == kode and one.tempat and one.nomor != 25]
    listed = fresh.laptop(kode).ask("terima", "daftar")["kiriman"]
    assert {kind_of(one).kode for one in rows} <= {one["kode"] for one in listed}
    assert all(one["teks"] and one["status"] for one in listed)


def test_a_report_names_the_file_its_code_and_every_wrong_value(fresh: Kantor, tmp_path: Path) -> None:
    """Rows 24 and 25: there is something to send to the maker of the program, or to the village."""
    laptop = fresh.laptop()
    activities = [
        {"id": f"01990000-0000-7000-8000-0000000000{number:02x}", "nama": "Talud\u202e", "bulan_mulai": 13}
        for number in range(3)
    ]
    wrong = tmp_path / NAME
    wrong.write_bytes(fresh.bengkel.isi({"tahun": 2031, "kegiatan": activities}))
    laptop.ask("terima", "setujui", wrong, code=5)
    said = laptop.ask("terima", "laporan", NAME, "--ke", tmp_path)
    text = Path(said["berkas"]).read_text(encoding="utf-8")
    assert "Kode: E_ISI (isi_ditolak)" in text
    assert "Isian yang tidak sah (" in text
    assert "SHA-256: " in text
    assert "\u202e" not in text
    assert "tidak ditemukan" in laptop.refuse("terima", "laporan", NAME, "--ke", tmp_path / "x", code=1)


def test_who_comes_second_reads_who_was_first(fresh: Kantor, tmp_path: Path) -> None:
    """Rows 15 and 38, one after the other and at the same moment."""
    offices = fresh.offices
    path = tmp_path / NAME
    path.write_bytes(fresh.bengkel.data())
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])

        def first(known: KirimanMasuk) -> None:
            assert walk.accept(offices, kec, [known.sha256]).gagal == ()

        race = exchange.accept_one(
            kec.database, kec.laptop, kec.files, found.sha256, by="Siti", at=offices.at, before=first
        )
        assert (race.keadaan, race.teks) == ("sudah_diterima", f"Kiriman ini baru saja diterima oleh {OLEH}.")
        taken = walk.picture(kec)
        words = f"Kiriman nomor {found.seq} sudah diterima pada 12 Agustus 2026. Tidak ada yang diubah."
        same = exchange.accept(kec.database, kec.laptop, kec.files, [path], by=OLEH, at=offices.at)
        late = exchange.accept(
            kec.database, kec.laptop, kec.files, [path], by="Siti", at=offices.at + timedelta(hours=2)
        )
        assert [one.diterima[0].teks for one in (same, late)] == [words, words]
        [again] = walk.look(offices, kec, [path])
        assert (again.kode, again.teks, again.tempat) == ("D_DUPLICATE", words, "")
        assert (verdict_of(again), state_of(again)) == ("Sudah diterima 12 Agustus 2026", "Tidak disimpan")
        assert walk.picture(kec) == taken


def numbered(bengkel: Bengkel, seq: int, prev: str, **more: Any) -> bytes:
    chain = bengkel.parts["data"].header["chain"] | {"seq": seq, "prev": prev}
    return bengkel.data(header={"chain": chain}, manifest={"chain": chain}, **more)


def test_what_comes_out_of_order_or_forked_is_taken_in_with_its_word(fresh: Kantor, tmp_path: Path) -> None:
    """Rows 16 and 30."""
    bengkel, offices = fresh.bengkel, fresh.offices
    second = numbered(bengkel, 2, bengkel.parts["data"].header["chain"]["prev"])
    two = container.take_apart(second).digest
    heads = [bengkel.child(pada=f"2026-08-20T10:15:0{number}+07:00") for number in range(2)]
    five = numbered(bengkel, 5, jahat.ABSENT)
    six = numbered(bengkel, 6, container.take_apart(five).digest, raw={"dok": forge.dok(heads)})
    files = {5: five, 3: numbered(bengkel, 3, two), 6: six}
    late = "Kiriman nomor 3 datang terlambat; isinya sudah tercakup."
    fork = "1 dokumen berubah di dua laptop. Keduanya disimpan. Desa memilih di Kotak Selisih."
    with offices.open(KUTOARJO) as kec:
        for seq, kode, kata, teks in (
            (5, "D_JUMP", "Sah, nomor 2–4 belum datang", "Nomor 2–4 belum datang; isinya sudah tercakup."),
            (3, "D_LATE", "Datang terlambat, isinya sudah tercakup, nomor 2 belum datang", late),
            (6, "D_BERCABANG", "Sah, 1 dokumen bercabang, nomor 2, 4 belum datang", fork),
        ):
            path = tmp_path / f"{seq}.kirim"
            path.write_bytes(files[seq])
            [found] = walk.look(offices, kec, [path])
            assert (found.kode, verdict_of(found), found.teks) == (kode, kata, teks)
            assert walk.accept(offices, kec, [found.sha256]).gagal == ()


def test_what_only_warns_says_its_whole_sentence_when_it_was_taken_in(fresh: Kantor, tmp_path: Path) -> None:
    """Rows 22, 26 and 27 with what a kiriman can bring that is odd and the sender's right."""
    said: dict[str, set[str]] = {}
    with fresh.offices.open(KUTOARJO) as kec:
        for number, (_odd, whole) in enumerate(jahat.odd_files(fresh.bengkel)):
            path = tmp_path / f"{number:03}.kirim"
            path.write_bytes(whole)
            [taken] = walk.accept(fresh.offices, kec, [path]).diterima
            for one in taken.peringatan:
                said.setdefault(one.kode, set()).add(one.teks)
    clocks = said.pop("W_CLOCK")
    assert all(one.startswith("Jam laptop pengirim tampak salah (") for one in clocks)
    assert all(one.endswith("). Data tetap diterima.") and "?" not in one for one in clocks)
    assert said == {
        "W_SCHEMA": {
            "1 dokumen dibuat aplikasi yang lebih baru. Sudah disimpan dan terbaca setelah aplikasi"
            " diperbarui."
        },
        "W_ATTACHMENT": {
            "1 lampiran belum ikut. Dokumen diterima; lampiran diminta pada kiriman berikutnya."
        },
        "W_STATE": {"Data setelah diterima belum sama dengan laptop desa. Minta kiriman lengkap."},
    }


def test_an_umpan_balik_that_stays_away_is_said_with_its_age(
    fresh: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 40, in the commands; the screen and the band below are in tests/gui."""
    laptop = fresh.laptop(TURSINO)
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-15")
    words = "Umpan balik terakhir 34 hari lalu (nomor 1)."
    for command in (("kirim", "daftar"), ("info",)):
        answer = laptop.answer(*command)
        assert [(one["kode"], one["tingkat"], one["teks"]) for one in answer["pesan"]] == [
            ("W_STALE", "peringatan", words)
        ]
        assert answer["data"]["umpan_balik"] == {"nomor": 1, "hari": 34}
        assert words in laptop.run(*command).out
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    assert laptop.answer("info")["pesan"] == []
    assert [UmpanBalik(3, one).is_lama for one in (29, 30)] == [False, True]


HOSTILE = NASTY.replace("\0", "\x1b[2J") + "<img src=x>\u2028baris palsu"
OBEYED = {"Cc", "Cf"}  # control signs, and those that turn text around


def obeyed(text: str) -> set[str]:
    return {one for one in text if unicodedata.category(one) in OBEYED} - {"\n", "\r", "\ufeff"}


def inside(path: Path) -> str:
    """All text of a workbook or a Word file, as it is written there."""
    with zipfile.ZipFile(path) as parts:
        return "".join(
            parts.read(one).decode() for one in parts.namelist() if one.endswith((".xml", ".rels"))
        )


def test_hostile_text_is_stored_as_text_and_obeyed_nowhere(fresh: Kantor, tmp_path: Path) -> None:
    """Row 43: from the stick into the kecamatan, back to a laptop of the village, and out on paper."""
    laptop, path = fresh.laptop(), tmp_path / NAME
    desa = fresh.bengkel.desa.leaf.uid
    plan = {
        "tahun": 2031,
        "kegiatan": [{"id": jahat.RECORD, "urut": 1, "kode": "02.03.10", "nama": HOSTILE, "satuan": HOSTILE}],
    }
    passed = {"tahun": 2031, "baris": [{"id": jahat.OTHER_RECORD, "nama": HOSTILE, "sumber": HOSTILE}]}
    path.write_bytes(
        fresh.bengkel.dok(
            *(
                fresh.bengkel.snap(id=str(dokumen_id(desa, jenis, "2031")), jenis=jenis, isi=isi)
                for jenis, isi in (("rkp-desa", plan), ("durkp", passed))
            )
        )
    )
    said = laptop.run("terima", "tinjau", path).out + laptop.run("terima", "setujui", path).out
    assert "=cmd|' /C calc'!A0" in said
    assert "DROP TABLE usulan" in said
    book, stick = tmp_path / "kompilasi.xlsx", tmp_path / "flashdisk"
    stick.mkdir()
    laptop.ask("kompilasi", "durkp", "--tahun", 2031, "--ke", book)
    laptop.ask("kirim", "buat", "--ke", stick, "--untuk", TURSINO, "--lengkap")
    village = fresh.laptop(TURSINO)
    village.ask("terima", "setujui", *stick.rglob("*.kirim"))
    said += village.run("data", "lihat", "rkp", "--tahun", 2031).out
    answer = village.run("data", "lihat", "rkp", "--tahun", 2031, "--json").out
    assert not obeyed(said + answer)
    assert [one["nama"] for one in json.loads(answer)["data"]["baris"]] == [HOSTILE]  # stored as it came
    village.ask("data", "ekspor", "rkp", "--tahun", 2031, "--ke", tmp_path / "rkp.csv")
    for jenis, ending in (("matriks-rkp", "xlsx"), ("matriks-rkp", "pdf"), ("dokumen-rkp", "docx")):
        village.ask("cetak", jenis, "--tahun", 2031, "--ke", tmp_path / f"{jenis}.{ending}")
    rows = list(csv.reader((tmp_path / "rkp.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1].startswith("'=cmd|"), "a spreadsheet does not compute it"
    papers = [
        (tmp_path / "rkp.csv").read_text(encoding="utf-8-sig"),
        *(inside(one) for one in (book, tmp_path / "matriks-rkp.xlsx", tmp_path / "dokumen-rkp.docx")),
        " ".join(page_texts(tmp_path / "matriks-rkp.pdf")),
    ]
    for text in papers:
        assert "cmd|" in text
        assert not obeyed(text)
    for text in papers[1:4]:
        assert "<f>" not in text
        assert "<img" not in text
        assert "&lt;b&gt;" in text
