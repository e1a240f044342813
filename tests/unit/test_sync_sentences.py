"""Every refusal says what happened, whether the data is safe and what to do: the texts of section 17."""

from __future__ import annotations

import string

import pytest

from desa_desktop.i18n import use_language
from desa_desktop.sync.rejection import (
    INTERRUPTED,
    JUST_ACCEPTED,
    TABLE,
    Behaviour,
    Code,
    KirimanRejected,
    Sight,
    behaviour_of,
    sentence_of,
)

DAMAGED = "Isi berkas berubah atau rusak. Tidak ada data yang diterima. Coba flashdisk lain."
NEWER = (
    "Kiriman ini dibuat aplikasi yang lebih baru dan sudah disimpan. "
    "Perbarui aplikasi, lalu kiriman dibaca dengan sendirinya."
)
NO_RIGHT = "Pengirim tidak berhak membuat kiriman jenis ini. Kiriman ditahan."
FALSE = "Umpan balik ini BUKAN dari kecamatan Anda. Jangan diikuti."
NOT_ITS_OWN = "Isi kiriman bukan milik pengirimnya. Kiriman ditahan."
CUT = (
    "Berkas kiriman terpotong (10 dari 99 bita). Data tidak berubah. "
    "Minta desa menyalin ulang kiriman nomor 7 dari aplikasi."
)
ROWS = [
    (Code.E_SHORT, {"n": 10, "m": 99, "seq": 7}, CUT),
    (Code.E_TRUNCATED, {"n": 10, "m": 99, "seq": 7}, CUT),
    (
        Code.E_TRAILING,
        {},
        "Ada data tambahan di akhir berkas. Berkas tidak dibuka. "
        "Salin ulang dari aplikasi dan periksa flashdisk dengan antivirus.",
    ),
    *(
        (Code(f"E_{name}"), {}, DAMAGED)
        for name in ("RESERVED", "HLEN", "PLEN", "JSON", "HEADER", "PAYLOAD_HASH")
    ),
    (Code.E_MAGIC, {}, "Berkas ini bukan kiriman."),
    (Code.E_VERSION, {}, NEWER),
    (Code.E_SUITE, {}, NEWER),
    (
        Code.E_UNKNOWN_SENDER,
        {},
        "Pengirim belum terdaftar. Jangan terima sebelum mengetik Nomor Kunci dari lembar bercap "
        "atau lewat telepon.",
    ),
    (
        Code.E_SIGNATURE,
        {"kode": "3306992001"},
        "PERINGATAN: tanda tangan tidak cocok dengan desa 3306992001. "
        "Mungkin ada yang mengaku sebagai desa ini. Hubungi desa.",
    ),
    (Code.E_CERT, {}, "Sertifikat pengirim tidak sah. Tidak ada data yang diterima."),
    (Code.E_KIND, {}, NO_RIGHT),
    (Code.E_SCOPE, {}, NO_RIGHT),
    (
        Code.E_DOC_SCOPE,
        {"a": "Tursino", "jenis": "penduduk"},
        "Kiriman desa Tursino berisi dokumen yang bukan haknya (penduduk). "
        "Seluruh kiriman ditahan. Hubungi desa.",
    ),
    (Code.E_BINDING, {}, NOT_ITS_OWN),
    (Code.E_MANIFEST_HASH, {}, NOT_ITS_OWN),
    (Code.E_NOT_FOR_US, {}, "Kiriman ini untuk penerima lain."),
    (
        Code.E_DECRYPT,
        {},
        "Kunci penerima tidak cocok. Kiriman disimpan. Pulihkan kunci dari Kit Pemulihan.",
    ),
    (
        Code.E_PLAIN,
        {},
        "Kiriman ini tidak disandikan dan tidak dibuka. Minta desa mengirim dari aplikasi.",
    ),
    (
        Code.D_DUPLICATE,
        {"seq": 7, "tgl": "12 Agustus 2026"},
        "Kiriman nomor 7 sudah diterima pada 12 Agustus 2026. Tidak ada yang diubah.",
    ),
    (Code.D_LATE, {"seq": 7}, "Kiriman nomor 7 datang terlambat; isinya sudah tercakup."),
    (Code.D_JUMP, {"x": "6"}, "Nomor 6 belum datang; isinya sudah tercakup."),
    (
        Code.D_FORK,
        {"seq": 7},
        "PERINGATAN: ada dua kiriman berbeda bernomor 7 dari laptop yang sama. Mungkin laptop disalin "
        "atau kuncinya bocor. Hubungi desa sebelum melanjutkan.",
    ),
    (
        Code.D_NEW_INCARNATION,
        {"label": "Laptop Sekdes"},
        "Laptop Laptop Sekdes dipulihkan atau dipasang ulang. Apakah desa membenarkan?",
    ),
    (
        Code.D_REPLACED,
        {"label": "Sekdes"},
        "Kiriman ini memakai nomor lama laptop Sekdes yang sudah dipulihkan. "
        "Tanyakan desa: ditulis sebelum dipulihkan, atau laptopnya disalin?",
    ),
    (
        Code.E_REVOKED,
        {"alasan": "dicuri"},
        "Kunci laptop ini sudah dicabut (dicuri). Kiriman ditahan untuk diperiksa bersama desa.",
    ),
    (
        Code.W_CLOCK,
        {"waktu": "1 Januari 2001"},
        "Jam laptop pengirim tampak salah (1 Januari 2001). Data tetap diterima.",
    ),
    (Code.E_BOMB, {}, "Isi berkas tidak wajar besarnya. Berkas tidak dibuka."),
    (Code.E_SECTION_LEN, {}, "Isi berkas tidak wajar besarnya. Berkas tidak dibuka."),
    *(
        (
            Code(f"E_{name}"),
            {},
            f"Susunan kiriman salah (E_{name}). Tidak ada data yang diterima. "
            "Kirim laporan ini kepada pembuat aplikasi.",
        )
        for name in (
            "INNER",
            "INNER_LEN",
            "MANIFEST",
            "SECTION",
            "SECTION_HASH",
            "DEFLATE",
            "DOC",
            "HELD",
            "ATTACHMENT",
        )
    ),
    (
        Code.E_ISI,
        {"n": 3, "contoh": "biaya"},
        "3 isian tidak sah, contoh: biaya. Tidak ada yang diterima. Kirim laporan ini ke desa.",
    ),
    (
        Code.W_SCHEMA,
        {"n": 2},
        "2 dokumen dibuat aplikasi yang lebih baru. Sudah disimpan dan terbaca setelah aplikasi diperbarui.",
    ),
    (
        Code.W_ATTACHMENT,
        {"n": 2},
        "2 lampiran belum ikut. Dokumen diterima; lampiran diminta pada kiriman berikutnya.",
    ),
    (
        Code.W_STATE,
        {},
        "Data setelah diterima belum sama dengan laptop desa. Minta kiriman lengkap.",
    ),
    (
        Code.W_MASS_DELETE,
        {"n": 30, "m": 40, "catatan": "usulan"},
        "Kiriman ini menghapus 30 dari 40 usulan. Pastikan ke desa sebelum melanjutkan.",
    ),
    (
        Code.D_BERCABANG,
        {"n": 2},
        "2 dokumen berubah di dua laptop. Keduanya disimpan. Desa memilih di Kotak Selisih.",
    ),
    (
        Code.E_STICK_READ,
        {},
        "Flashdisk tercabut sebelum selesai dibaca. Pasang lagi. Data tidak berubah.",
    ),
    (
        Code.E_STICK_WRITE,
        {},
        "Kiriman BELUM tersimpan di flashdisk. Salinan aman ada di laptop ini. Pasang flashdisk dan ulangi.",
    ),
    (Code.E_STICK_FULL, {"n": 3}, "Flashdisk penuh (perlu 3 MB). Gunakan flashdisk lain."),
    (Code.E_STICK_RO, {}, "Flashdisk terkunci. Gunakan flashdisk lain."),
    (
        Code.E_STICK_VERIFY,
        {},
        "Flashdisk rusak: hasil baca ulang tidak sama. Gunakan flashdisk lain.",
    ),
    (
        Code.D_OK,
        {"seq": 7},
        "Kiriman nomor 7 sudah tertulis dan sudah dibaca ulang dengan benar. "
        "Keluarkan flashdisk dengan aman, lalu cabut.",
    ),
    (
        Code.W_STICK_INFECTED,
        {},
        "Flashdisk tampak terinfeksi virus pintasan. Kiriman tetap bisa dibaca dengan aman. "
        "Jangan membuka berkas lain.",
    ),
    (
        Code.E_DISK_FULL,
        {"n": 5},
        "Ruang laptop habis. Penerimaan dibatalkan, data lama utuh. Kosongkan 5 MB lalu ulangi.",
    ),
    (
        Code.D_OURS,
        {"seq": 4, "n": 2},
        "Kiriman nomor 4 ini ditulis laptop ini sendiri, sebelum datanya dipulihkan. 2 dokumen di dalamnya "
        "tidak ada lagi di sini. Terima untuk mengembalikannya.",
    ),
    (
        Code.W_LOST,
        {"n": 3},
        "Desa ini menyimpan 3 dokumen kecamatan yang belum ada di laptop ini. Data di sini tetap aman. "
        "Bila laptop ini pernah dipulihkan, terima juga berkas U- yang ditulis desa ke flashdisk; "
        "bila ada laptop kecamatan lain, terima kiriman antar laptop.",
    ),
    (Code.W_STALE, {"n": 34, "x": 12}, "Umpan balik terakhir 34 hari lalu (nomor 12)."),
    (
        Code.D_ROLLBACK_LOCAL,
        {},
        "Basis data ini lebih lama dari yang terakhir dipakai. "
        "Aplikasi memulai penomoran baru agar data tidak tertukar.",
    ),
    (Code.K_313, {}, "Ini kiriman latihan dan tidak dapat diterima."),
]


@pytest.mark.parametrize(
    ("code", "details", "sentence"), ROWS, ids=lambda one: one if isinstance(one, Code) else ""
)
def test_each_code_says_its_sentence(code, details, sentence):
    use_language("id")
    failure = KirimanRejected(code, **details)
    assert failure.sentence == sentence
    assert str(failure) == f"{sentence} ({code.value})"
    on_disk = code in (*STICK, Code.E_DISK_FULL)
    assert failure.exit_code == (1 if on_disk else 5), "the stick or the laptop failed, not the file"


STICK = (Code.E_STICK_READ, Code.E_STICK_WRITE, Code.E_STICK_FULL, Code.E_STICK_RO)


def test_every_code_has_its_sentence_tested_here():
    assert {row[0] for row in ROWS} == set(Code) == set(TABLE)


@pytest.mark.parametrize("code", [Code.E_UNKNOWN_SENDER, Code.E_CERT, Code.E_SIGNATURE])
def test_a_village_is_warned_of_forged_feedback(code):
    assert sentence_of(code, Sight.FEEDBACK) == FALSE
    assert behaviour_of(code, Sight.FEEDBACK) is Behaviour.QUARANTINE


def test_a_request_with_a_bad_signature_is_damage_and_accuses_nobody():
    assert sentence_of(Code.E_SIGNATURE, Sight.REQUEST) == DAMAGED
    assert behaviour_of(Code.E_SIGNATURE, Sight.REQUEST) is Behaviour.QUARANTINE
    assert behaviour_of(Code.E_SIGNATURE) is Behaviour.ALARM


def test_a_cut_file_of_which_nothing_is_known_has_a_sentence_without_question_marks():
    assert sentence_of(Code.E_SHORT, n=0) == (
        "Berkas kiriman terpotong (0 dari sedikitnya 91 bita). Data tidak berubah. "
        "Minta desa menyalin ulang kiriman itu dari aplikasi."
    )


def test_what_a_file_calls_itself_cannot_turn_a_sentence_around():
    said = sentence_of(Code.D_NEW_INCARNATION, label="Sekdes\u202e\x1b[2J\nKiriman sah.")
    assert said == "Laptop Sekdes[2J Kiriman sah. dipulihkan atau dipasang ulang. Apakah desa membenarkan?"


@pytest.mark.parametrize("code", sorted(set(Code) - {Code.E_SHORT, Code.E_TRUNCATED}))
def test_a_detail_that_could_not_be_known_is_a_question_mark(code):
    fields = [name for _text, name, _spec, _conversion in string.Formatter().parse(TABLE[code][1]) if name]
    assert sentence_of(code).count("?") >= len(set(fields) - {"kode"})


def test_the_two_sentences_without_a_code():
    assert INTERRUPTED == 'Penerimaan terakhir terputus. Data aman. Tekan "Lanjutkan".'
    assert JUST_ACCEPTED.format(nama="Siti") == "Kiriman ini baru saja diterima oleh Siti."


@pytest.mark.parametrize("code", [Code.E_REVOKED, Code.D_FORK, Code.D_NEW_INCARNATION, Code.D_REPLACED])
def test_a_village_asks_its_kecamatan_where_a_kecamatan_asks_its_village(code: Code):
    details = {"label": "PMD", "seq": 3, "alasan": "hilang"}
    village, kecamatan = sentence_of(code, Sight.FEEDBACK, **details), sentence_of(code, **details)
    assert village == kecamatan.replace("desa", "kecamatan") != kecamatan
    assert behaviour_of(code, Sight.FEEDBACK) is behaviour_of(code)
