"""One village through a whole planning year with commands only: the steps, and what was answered to each.

The village is that of perencanaan.md's examples; names are made up. 2026 is the year of the work (T),
2027 the plan year (N).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from baca_pdf import page_texts
from laptop import Laptop

TAHUN = 2027


@dataclass
class Setahun:
    """The laptop of the village, the folder of its files, and what the commands answered."""

    laptop: Laptop
    work: Path
    said: dict[str, Any] = field(default_factory=dict)
    rapat: dict[str, str] = field(default_factory=dict)
    tugas: dict[str, dict[str, str]] = field(default_factory=dict)

    def on(self, day: str) -> None:
        """From now on the calendar on the wall shows this day."""
        os.environ["DESA_TANGGAL"] = day

    def ask(self, *words: object, code: int = 0) -> dict[str, Any]:
        return self.laptop.ask(*words, code=code)

    def file(self, name: str, text: str) -> Path:
        """A file of the village with this text."""
        target = self.work / name
        target.write_text(text.strip() + "\n", encoding="utf-8")
        return target

    def imported(self, jenis: str, text: str, *more: object) -> dict[str, Any]:
        """A list read from a CSV with these lines."""
        return self.ask("data", "impor", jenis, self.file(f"{jenis}.csv", text), *more)

    def undone(self, jenis: str, text: str) -> dict[str, Any]:
        """The same, taken back in between: nothing of it stays, and done again it is the same."""
        before = self.ask("data", "lihat", jenis)
        said = self.imported(jenis, text)
        after = self.ask("data", "lihat", jenis)
        assert after != before
        assert self.ask("data", "urungkan")["langkah"] == said["langkah"]
        assert self.ask("data", "lihat", jenis) == before, f"undoing the import of {jenis} leaves something"
        self.ask("data", "ulangi")
        assert self.ask("data", "lihat", jenis) == after
        return said

    def rules(self, jenis: str, code: int = 0) -> dict[str, list[str]]:
        """What is found as if it were ratified now: rule -> its sentences."""
        found: dict[str, list[str]] = {}
        for one in self.ask("rencana", "periksa", jenis, "--akhir", code=code)["pemeriksaan"]:
            found.setdefault(one["aturan"], []).append(one["teks"])
        return found

    def number(self, nama: str) -> str:
        """An activity of the plan by its name: its ID."""
        rows = self.ask("data", "lihat", "rkp", "--tahun", TAHUN)["baris"]
        return next(one["id"] for one in rows if one["nama"] == nama)

    def printed(self, jenis: str, name: str, *more: object) -> str:
        """The text of a paper printed as PDF, page after page."""
        target = self.work / name
        self.ask("cetak", jenis, "--ke", target, *more)
        return "\n".join(page_texts(target))

    def see(self, name: str) -> None:
        """Keep what Beranda shows now: key of a task -> how pressing it is, in its order."""
        rows = self.ask("tugas")["tugas"]
        self.tugas[name] = {one["kunci"]: one["keadaan"] for one in rows}

    def steps(self, name: str) -> dict[str, str]:
        """The steps of the calendar that Beranda showed at this point."""
        return {
            key.removeprefix("langkah:"): state
            for key, state in self.tugas[name].items()
            if key.startswith("langkah:")
        }


PERANGKAT = """
Nama,Jabatan,L/P,Mulai menjabat,Selesai menjabat
Suratman,Kepala Desa,L,15/12/2025,14/12/2033
Ratna,Sekretaris Desa,P,01/03/2020,
Bambang,Kaur Perencanaan,L,01/03/2020,
Endang,Kasi Kesejahteraan,P,01/03/2020,
Wagiman,Kepala Dusun Krajan,L,01/03/2020,
Parjono,Kepala Dusun Kidul,L,01/03/2020,
Harjono,Ketua BPD,L,01/01/2024,31/12/2031
Sulastri,Sekretaris BPD,P,01/01/2024,31/12/2031
"""
TOKOH = """
Nama,L/P,Unsur masyarakat,Lembaga,Dusun
Karto Wijoyo,L,tokoh adat,,Krajan
Ahmad Zuhri,L,tokoh agama,Masjid Al-Falah,Kidul
Slamet Riyadi,L,tokoh masyarakat,,Krajan
Sri Rahayu,P,tokoh pendidikan,TK Pertiwi,Krajan
Tumiran,L,kelompok tani,Tani Makmur,Kidul
Kasirin,L,nelayan,Mina Jaya,Kidul
Gunarto,L,perajin,,Krajan
Lastri,P,kelompok perempuan,PKK,Krajan
Wulandari,P,perlindungan anak,Forum Anak,Kidul
Painem,P,masyarakat miskin,,Kidul
Nurhayati,P,kader kesehatan,Posyandu Melati,Krajan
"""
WILAYAH = """
Dusun,Kepala dusun,RW,RT,KK
Krajan,Wagiman,2,6,180
Kidul,Parjono,1,4,140
"""
ANGKA = """
Angka,L,P,Jumlah
Jumlah penduduk,620,600,1220
"""
GAGASAN = """
Usulan,Dusun,Kelompok,Lokasi,Volume,Satuan,Perkiraan biaya,LK,PR,A-RTM,Kode kegiatan,SDGs,Tanda isu
Rabat beton jalan dusun,Krajan,,RT 02 RW 01,400,m,120000000,90,85,12,02.03.11,9,
Talud jalan usaha tani,Kidul,,RT 03 RW 01,150,m,90000000,60,55,10,02.03.14,9,
Pemberian makanan tambahan balita,Krajan,,Posyandu Melati,12,bulan,36000000,20,22,15,02.02.02,"2,3",stunting
Pelatihan pengolahan hasil panen,,Tani Makmur,Balai Desa,1,paket,25000000,20,10,8,04.03.03,8,
"""

LAST_YEAR = """
Kode,Jenis kegiatan,Lokasi,Volume,Satuan,Sasaran,Waktu,Biaya,Sumber dana,Pola pelaksanaan,Pelaksana,SDGs
01.01.01,Penghasilan tetap Kepala Desa,Desa,12,bulan,Kades,12 bulan,59520000,ADD,swakelola,Kaur Keuangan,16
02.03.14,Drainase jalan dusun,RT 01 Krajan,100,m,Warga,Mei-Juli,80000000,DDS,swakelola,Kasi Kesra,9
02.02.02,PMT balita,Posyandu Melati,12,bulan,Balita,12 bulan,30000000,DDS,swakelola,Kader,2
"""
RPJM = {
    "visi": "Tursino rukun, sehat, dan sejahtera",
    "tanggal_pelantikan": "2025-12-15",
    "nomor_sk": "141/2/2026",
    "tanggal_sk": "2026-01-21",
    "ketua_tim": "Ratna",
    "misi": [
        {
            "uraian": "Membangun jalan dan air bersih",
            "tujuan": [{"uraian": "Jalan dusun dapat dilalui", "sasaran": ["Rabat beton di semua dusun"]}],
        },
        "Menjaga kesehatan ibu dan anak",
    ],
    "musim": [{"uraian": "Kekeringan", "bulan": [7, 8, 9]}],
    "kelembagaan": [{"lembaga": "PKK", "peran": "Posyandu", "masalah": "Kader kurang", "potensi": "Kader"}],
    "masalah": [
        {
            "kategori": "Sarana",
            "uraian": "Jalan dusun rusak",
            "penyebab": "Aspal tua",
            "potensi": "Batu dan pasir",
            "tindakan": "Rabat beton",
            "nilai": {"dirasakan": 5, "parah": 4, "pendapatan": 4, "berulang": 5, "potensi": 3},
        }
    ],
    "program": [{"nama": "Sanitasi perdesaan", "asal": "kabupaten", "tahun": 2028, "pagu": 100000000}],
    "tim": [
        {"nama": "Suratman", "jk": "L", "jabatan": "Pembina", "unsur": "Kepala Desa"},
        {"nama": "Ratna", "jk": "P", "jabatan": "Ketua", "unsur": "Sekretaris Desa"},
        {"nama": "Slamet Riyadi", "jk": "L", "jabatan": "Sekretaris", "unsur": "LPMD"},
        {"nama": "Bambang", "jk": "L", "jabatan": "Anggota", "unsur": "Perangkat desa"},
        {"nama": "Nurhayati", "jk": "P", "jabatan": "Anggota", "unsur": "KPMD"},
        {"nama": "Lastri", "jk": "P", "jabatan": "Anggota", "unsur": "PKK"},
        {"nama": "Tumiran", "jk": "L", "jabatan": "Anggota", "unsur": "Kelompok tani"},
    ],
}
HADIR = (
    ("Suratman", "L", "pemdes", "Krajan"),
    ("Harjono", "L", "bpd", "Kidul"),
    ("Karto Wijoyo", "L", "tokoh_adat", "Krajan"),
    ("Ahmad Zuhri", "L", "tokoh_agama", "Kidul"),
    ("Slamet Riyadi", "L", "tokoh_masyarakat", "Krajan"),
    ("Sri Rahayu", "P", "tokoh_pendidikan", "Krajan"),
    ("Tumiran", "L", "tani", "Kidul"),
    ("Kasirin", "L", "nelayan", "Kidul"),
    ("Gunarto", "L", "perajin", "Krajan"),
    ("Lastri", "P", "perempuan", "Krajan"),
    ("Wulandari", "P", "anak", "Kidul"),
    ("Painem", "P", "miskin", "Kidul"),
    ("Nurhayati", "P", "kader_kesehatan", "Krajan"),
)
"""Everybody who comes to a meeting of the village: ten groups and the officers."""


def meeting(jenis: str, tanggal: str, **more: Any) -> dict[str, Any]:
    """A meeting as the JSON of cli.md, of the people of HADIR; `more` are further keys."""
    is_bpd = jenis.startswith("musdes")
    lead = ("Harjono", "Ketua BPD") if is_bpd else ("Suratman", "Kepala Desa")
    note = ("Sulastri", "Sekretaris BPD") if is_bpd else ("Ratna", "Sekretaris Desa")
    return {
        "jenis": jenis,
        "tahun": TAHUN,
        "tanggal": tanggal,
        "mulai": "09.10",
        "selesai": "12.45",
        "tempat": "Balai Desa",
        "pimpinan": {"nama": lead[0], "dari": lead[1]},
        "notulis": {"nama": note[0], "dari": note[1]},
        "undangan": [{"nama": a, "jk": b, "unsur": c, "dusun": d} for a, b, c, d in HADIR],
        "hadir": [{"nama": a, "jk": b, "unsur": c, "dusun": d} for a, b, c, d in HADIR],
        "keputusan": [{"uraian": "Menyepakati hasil pembahasan."}],
        "penandatangan": [
            {"nama": "Suratman", "jabatan": "Kepala Desa", "jk": "L"},
            {"nama": "Harjono", "jabatan": "Ketua BPD", "jk": "L"},
            {"nama": "Lastri", "jabatan": "Wakil masyarakat", "jk": "P"},
        ],
        **more,
    }


def people(dusun: str = "", lembaga: Sequence[str] = ()) -> list[dict[str, str]]:
    """Who is called: everybody, those of one hamlet, or those named."""
    return [
        {"nama": a, "jk": b, "unsur": c, "dusun": d}
        for a, b, c, d in HADIR
        if dusun in ("", d) and (not lembaga or a in lembaga)
    ]


def hold(year: Setahun, content: Mapping[str, Any], *ratify: object) -> str:
    """A meeting invited three days before, written down and ratified; returns its id."""
    target = year.work / "rapat.json"
    target.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    said = year.laptop.answer("musyawarah", "catat", target)
    key: str = said["data"]["id"]
    year.rapat[content["jenis"]] = key
    year.said[content["jenis"]] = said
    day = date.fromisoformat(content["tanggal"]) - timedelta(days=3)
    year.ask("musyawarah", "surat", key, "--nomor", len(year.rapat), "--tanggal", day.isoformat(),
             "--nomor-ba", len(year.rapat))  # fmt: skip
    year.said[f"{content['jenis']}/sah"] = year.ask("musyawarah", "sahkan", key, *ratify)
    return key


def agreed(*numbers: int, **other: tuple[Sequence[int], str]) -> list[dict[str, Any]]:
    """Decisions: the numbers agreed to, and under another word numbers with their reason."""
    rows: list[dict[str, Any]] = [{"usulan": one, "putusan": "disepakati"} for one in numbers]
    for word, (some, why) in other.items():
        rows += [{"usulan": one, "putusan": word, "alasan": why} for one in some]
    return [*rows, {"uraian": "Menyepakati hasil pembahasan untuk tahun rencana 2027."}]


# ------------------------------------------------------------------ January: the office and last year's plan


def set_up(year: Setahun) -> None:
    """The office, Data Desa by import, the order of Permendagri 114/2014."""
    year.on("2026-01-12")
    year.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino",
        "--kecamatan", "Kutoarjo", "--kabupaten", "Purworejo", "--provinsi", "Jawa Tengah",
        "--kepala", "Suratman", "--sekretaris", "Ratna", "--bpd", "Harjono", "--tahun", TAHUN,
    )  # fmt: skip
    year.ask("kantor", "ubah", "--urutan", "permendagri114", "--dasar-tim", "permendagri114")
    year.see("awal")
    for jenis, text in (
        ("wilayah", WILAYAH), ("perangkat", PERANGKAT), ("tokoh", TOKOH), ("angka-pokok", ANGKA)
    ):  # fmt: skip
        year.said[jenis] = year.imported(jenis, text)
    year.see("data desa")


def last_year(year: Setahun) -> None:
    """The plan of 2026, which lies in a spreadsheet, is imported and ratified."""
    year.on("2026-01-14")
    year.said["tahun belum dibuka"] = year.laptop.run(
        "data", "impor", "rkp", year.file("rkp.csv", LAST_YEAR), "--tahun", TAHUN - 1
    )
    year.ask("kantor", "tahun", TAHUN - 1)
    year.said["rkp lalu"] = year.imported("rkp", LAST_YEAR)
    year.imported("pagu", "Sumber dana,Pagu,Definitif\nADD,400000000,ya\nDDS,800000000,ya")
    words = ("rencana", "sahkan", "rkp", "--nomor", "6 Tahun 2025", "--tanggal", "26/09/2025")
    year.said["tolak rkp lalu"] = year.laptop.run(*words)
    year.said["sahkan rkp lalu"] = year.ask(*words, "--alasan", "Disalin dari arsip.")
    year.ask("kantor", "tahun", TAHUN)


# ------------------------------------------------------------------ January to March: the RPJM Desa


def gather(year: Setahun) -> None:
    """Gagasan of a hamlet and of a group, agreed to in their own meetings."""
    year.on("2026-01-22")
    year.said["gagasan"] = year.undone("usulan", GAGASAN)
    year.on("2026-01-25")
    krajan = people("Krajan")
    hold(
        year,
        meeting(
            "musdus", "2026-01-24", nama="Musyawarah Dusun Krajan", undangan=krajan, hadir=krajan,
            pimpinan={"nama": "Wagiman", "dari": "Kepala Dusun Krajan"}, keputusan=agreed(1, 3),
        ),
        "--alasan", "Unsur lain dari dusun sebelah.",
    )  # fmt: skip
    hold(
        year,
        meeting("kelompok", "2026-01-25", nama="Musyawarah Kelompok Tani Makmur", keputusan=agreed(4)),
    )


SHEET = (
    ["RANCANGAN RPJM DESA"],
    ["TAHUN 2020 S.D 2027"],
    [],
    ["No", "Kode", "Jenis Kegiatan", "Lokasi", "Volume", "Satuan", "Sasaran", "THN 1", "THN 2", "THN 3",
     "Jumlah (Rp)", "Sumber", "Pola Pelaksanaan", "SDGs"],
    [1, "01.01.01", "Penghasilan tetap Kepala Desa", "Desa", 12, "bulan", "Kades", "v", "v", "v",
     180000000, "ADD", "swakelola", 16],
    [2, "04.02.01", "Ketahanan pangan desa", "Desa", 1, "paket", "Petani", None, "v", "v",
     400000000, "DDS", "swakelola", 2],
    [3, "02.03.13", "Jembatan antardusun", "Kidul", 1, "unit", "Warga", None, "v", None,
     900000000, "DDS", "swakelola", 9],
)  # fmt: skip
"""The RPJM Desa as the village keeps it: old years in the title, ticks, one sum for all years."""


def rpjm(year: Setahun) -> None:
    """RPJM Desa 2026-2033: begun, from gagasan and a spreadsheet, musrenbangdes, ratified."""
    year.on("2026-02-10")
    year.ask("rencana", "rpjm", "siapkan", "--mulai", TAHUN - 1, "--pelantikan", "15/12/2025")
    target = year.file("rpjm.json", json.dumps(RPJM))
    year.said["rpjm catat"] = year.ask("rencana", "rpjm", "catat", target)
    year.said["rpjm gagasan"] = year.ask("rencana", "rpjm", "ambil-gagasan")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in SHEET:
        sheet.append(row)
    book.save(year.work / "rpjm.xlsx")
    words = ("data", "impor", "rpjm", year.work / "rpjm.xlsx", "--terima-usul", "semua")
    year.said["rpjm impor"] = year.ask(*words)
    year.ask("data", "urungkan")
    year.said["rpjm urung"] = year.ask("rencana", "ringkas", "rpjm")["kegiatan"]
    year.ask("data", "ulangi")
    rows = {one["nama"]: one["id"] for one in year.ask("data", "lihat", "rpjm")["baris"]}
    for nama, centang, biaya in (
        ("Rabat beton jalan dusun", "2027,2029", "2027=120jt,2029=130jt"),
        ("Talud jalan usaha tani", "2027", "2027=90jt"),
        ("Pemberian makanan tambahan balita", "2027-2033", "2027=36jt"),
        ("Pelatihan pengolahan hasil panen", "2028", "2028=25jt"),
    ):
        year.ask("rencana", "rpjm", "isi", rows[nama], "--centang", centang, "--biaya", biaya,
                 "--sumber", "DDS", "--pola", "swakelola")  # fmt: skip
    year.ask("rencana", "rpjm", "isi", rows["Rabat beton jalan dusun"], "--arah", "1.1.1")
    year.said["salin biaya"] = year.ask("rencana", "rpjm", "salin-biaya", "--dari", TAHUN, "--persen", 5)
    year.see("rancangan rpjm")
    year.on("2026-02-26")
    hold(year, meeting("musrenbangdes_rpjm", "2026-02-26", keputusan=agreed(1, 2, 3, 4)))
    year.see("musrenbangdes rpjm")
    year.on("2026-03-10")
    year.said["periksa rpjm"] = year.rules("rpjm", code=4)
    year.said["sahkan rpjm"] = year.ask(
        "rencana", "sahkan", "rpjm", "--nomor", "2 Tahun 2026", "--tanggal", "09/03/2026"
    )
    year.see("rpjm sah")


# ------------------------------------------------------------------ June and July: musdes, team, pagu


def june(year: Setahun) -> None:
    """Rembuk stunting, musdes perencanaan, the team with its SK; what is late when nobody moves."""
    year.on("2026-06-10")
    year.see("juni")
    year.on("2026-08-03")
    year.see("agustus, belum apa-apa")
    year.on("2026-06-16")
    hold(year, meeting("rembuk_stunting", "2026-06-16", keputusan=agreed()))
    year.see("rembuk")
    year.said["usulan baru"] = year.undone("usulan", USULAN)
    year.on("2026-06-24")
    hold(year, meeting("musdes", "2026-06-24", keputusan=agreed(5, 6, 7, 8, 9)))
    year.see("musdes")
    for nama, jk, jabatan, unsur in TIM:
        year.said["tim"] = year.ask(
            "rencana", "tim", "--tambah", nama, "--jk", jk, "--jabatan", jabatan, "--unsur", unsur,
            "--tempat-lahir", "Purworejo", "--tanggal-lahir", "02/01/1980",
        )  # fmt: skip
    for nama, jk, jabatan in (("Gunarto", "L", "Ketua"), ("Sri Rahayu", "P", "Anggota")):
        year.ask("rencana", "tim", "--tim", "verifikasi", "--tambah", nama, "--jk", jk, "--jabatan", jabatan)
    year.said["sk"] = year.ask(
        "rencana", "tim", "--rktl", "--nomor-sk", "188/5/2026", "--tanggal-sk", "25/06/2026"
    )
    year.ask("rencana", "rktl", "1", "--tanggal", "16/06/2026", "--tempat", "Balai Desa")
    year.see("tim")


USULAN = """
Usulan,Dusun,Lokasi,Volume,Satuan,Perkiraan biaya,LK,PR,A-RTM,Kode kegiatan,SDGs
Lampu jalan tenaga surya,Krajan,RT 04 RW 02,10,unit,45000000,70,70,9,02.03.16,7
Rehab irigasi tersier,Kidul,Blok Kulon,800,m,450000000,110,90,30,02.03.14,2
Gapura dusun,Kidul,RT 01 RW 01,1,unit,20000000,140,140,5,02.03.15,11
Rabat beton jalan dusun lanjutan,Krajan,RT 03 RW 01,200,m,60000000,90,85,12,02.03.11,9
Pembangunan embung desa,Kidul,Blok Wetan,1,unit,900000000,200,180,40,02.03.14,6
"""
TIM = (
    ("Suratman", "L", "Pembina", "Kepala Desa"),
    ("Ratna", "P", "Ketua", "Sekretaris Desa"),
    ("Slamet Riyadi", "L", "Sekretaris", "LPMD"),
    ("Bambang", "L", "Anggota", "Perangkat desa"),
    ("Nurhayati", "P", "Anggota", "KPMD"),
    ("Lastri", "P", "Anggota", "Unsur masyarakat"),
    ("Tumiran", "L", "Anggota", "Unsur masyarakat"),
)


def july(year: Setahun) -> None:
    """The pagu arrives, programmes enter the village, last year is judged."""
    year.on("2026-07-20")
    year.said["pagu"] = year.undone("pagu", PAGU)
    year.see("pagu")
    year.said["program"] = year.ask(
        "rencana", "program", "--tambah", "Sanitasi perdesaan", "--asal", "Kabupaten", "--bidang", 2,
        "--sdgs", 6, "--lokasi", "Kidul", "--volume", 40, "--satuan", "unit", "--pagu", "300jt",
    )  # fmt: skip
    year.ask("rencana", "evaluasi", "--ambil")
    year.ask("rencana", "evaluasi", 1, "--realisasi", "59.520.000", "--terlaksana", "ya")
    year.ask("rencana", "evaluasi", 2, "--realisasi", "29jt", "--terlaksana", "ya")
    year.said["evaluasi"] = year.ask(
        "rencana", "evaluasi", 3, "--realisasi", "0", "--terlaksana", "tidak", "--keterangan", "Lahan."
    )


PAGU = """
Sumber dana,Pagu,SiLPA,Definitif
DDS,900.000.000,12.500.000,tidak
ADD,420.000.000,,tidak
PAD,35 jt,,tidak
"""


# ------------------------------------------------------------------ August: the draft, the musrenbangdes


def draft(year: Setahun) -> None:
    """RKP out of the RPJM Desa; what is not taken says why; the musrenbangdes decides with two scorers."""
    year.on("2026-08-05")
    waiting = year.ask("rencana", "tertunda")["tertunda"]
    year.said["tertunda"] = waiting
    bridge = next(one["id"] for one in waiting if one["nama"] == "Jembatan antardusun")
    year.said["ambil rpjm"] = year.ask(
        "rencana", "ambil-rpjm", *(a["id"] for a in waiting if a["id"] != bridge)
    )
    year.said["sisa rpjm"] = year.ask(
        "rencana", "tertunda", "--kegiatan", bridge, "--alasan", "Dana desa tidak cukup."
    )["tertunda"]
    year.see("rancangan")
    year.said["rumus"] = [
        year.ask("rencana", "rumus", year.number("Ketahanan pangan desa"), "--isi", "20% DDS")
    ]
    year.said["pagu naik"] = year.undone("pagu", PAGU.replace("DDS,900.000.000", "DDS,950.000.000"))
    year.said["rumus"].append(year.ask("rencana", "rumus"))
    year.imported("harga", HARGA)
    year.said["rab"] = year.imported("rab", RAB, "--kegiatan", year.number("Rabat beton jalan dusun"))
    lines = {one["uraian"]: one["id"] for one in year.ask("data", "lihat", "rab")["baris"]}
    year.said["harga"] = year.ask("rencana", "harga", "semen", "--pakai", lines["Semen"])
    year.ask("rencana", "harga", "pasir", "--pakai", lines["Pasir"])
    year.said["rab jadi"] = year.ask(
        "rencana", "rab", year.number("Rabat beton jalan dusun"), "--jadikan-biaya"
    )
    year.imported("rab", RAB_PMT, "--kegiatan", year.number("Pemberian makanan tambahan balita"))
    for nama in ("Rabat beton jalan dusun", "Talud jalan usaha tani"):
        year.said["verifikasi"] = year.ask(
            "rencana", "verifikasi", year.number(nama), "--butir", "rab=ada_memenuhi",
            "--semua", "ada_memenuhi", "--hasil", "layak",
        )  # fmt: skip


HARGA = """
Kode,Uraian,Satuan,Harga satuan
1.01,Semen PC 40 kg,zak,68000
1.02,Pasir pasang,m3,250000
1.03,Batu pecah,m3,300000
"""
RAB = """
Uraian,Volume,Volume swadaya,Satuan,Harga satuan,Kelompok
Semen,900,,zak,,bahan
Pasir,120,20,m3,,bahan
Molen,10,,hari,400000,alat
Tukang,150,,HOK,120000,upah
"""
RAB_PMT = """
Uraian,Volume,Satuan,Harga satuan,Kode
Makanan tambahan,12,bulan,3000000,5.2.1
"""


def musrenbang(year: Setahun) -> None:
    """Two people score, the mean decides; four answers are given, each where it needs one with a reason."""
    year.on("2026-08-20")
    scores = {str(one): {name: 40 + one + at for at, name in enumerate(CRITERIA)} for one in range(5, 10)}
    others = {key: {name: 10 + value for name, value in one.items()} for key, one in scores.items()}
    hold(
        year,
        meeting(
            "musrenbangdes", "2026-08-20",
            skema_nilai="permendesa21",
            penilai=[
                {"nama": "Sri Rahayu", "unsur": "tokoh_pendidikan", "nilai": scores},
                {"nama": "Tumiran", "unsur": "tani", "nilai": others},
            ],
            catatan=[
                {"isi": "Lampu didahulukan di tikungan.", "pembicara": "Lastri", "unsur": "perempuan",
                 "tanggapan": "Disetujui.", "pukul": "10.15", "agenda": 3},
            ],
            keputusan=agreed(
                5, 8,
                diteruskan=([6], "Di luar kewenangan desa."),
                ditunda=([7], "Dana belum cukup tahun ini."),
                tidak_disepakati=([9], "Lahan milik perorangan."),
            ),
        ),
    )  # fmt: skip
    year.see("musrenbangdes")
    year.said["ambil usulan"] = year.ask("rencana", "ambil-usulan")


CRITERIA = ("kewenangan", "sdgs", "kabupaten", "sumber_daya")


# ------------------------------------------------------------------ September: mended, checked, ratified


def finish(year: Setahun) -> None:
    """Everything the checks name is mended; what is left are the Perdes and what was decided so."""
    year.on("2026-09-10")
    year.said["sebelum"] = year.rules("semua", code=4)
    for nama, waktu, pola, bagi in (
        ("Rabat beton jalan dusun", "Mei-Juli", "swakelola", "DDS=100jt,ADD=13.200.000"),
        ("Talud jalan usaha tani", "Juni-Agustus", "swakelola", "DDS=90jt"),
        ("Pemberian makanan tambahan balita", "12 bulan", "swakelola", "DDS=36jt"),
        ("Penghasilan tetap Kepala Desa", "12 bulan", "swakelola", "ADD=60jt"),
        ("Ketahanan pangan desa", "Maret-Oktober", "kerja sama pihak ketiga", ""),
        ("Pelatihan pengolahan hasil panen", "April", "swakelola", "DDS=25jt"),
        ("Lampu jalan tenaga surya", "Mei", "kerja sama pihak ketiga", "ADD=45jt"),
        ("Rabat beton jalan dusun lanjutan", "Agustus", "swakelola", "DDS=60jt"),
    ):
        words = ["--bagi", bagi] if bagi else []
        year.ask("rencana", "isi", year.number(nama), "--waktu", waktu, "--pola", pola, *words,
                 "--pelaksana", "Kasi Kesejahteraan")  # fmt: skip
    for nama in ("Pelatihan pengolahan hasil panen", "Lampu jalan tenaga surya",
                 "Rabat beton jalan dusun lanjutan"):  # fmt: skip
        year.ask("rencana", "isi", year.number(nama), "--alasan-rpjm", "Usulan baru warga.",
                 "--nomor-ba-rpjm", "BA 6/2026")  # fmt: skip
    year.ask("rencana", "isi", year.number("Ketahanan pangan desa"), "--mitra", "BUM Desa Makmur",
             "--biaya-mitra", "20jt")  # fmt: skip
    year.said["tanda"] = year.imported(
        "rkp",
        "Kode,Jenis kegiatan,Lokasi,Tanda isu,SDGs\n04.02.01,Ketahanan pangan desa,Desa,Ketahanan pangan,2",
    )
    year.said["durkp"] = year.undone("durkp", DURKP)
    year.said["sesudah"] = year.rules("semua", code=4)
    year.see("sebelum sah")


DURKP = """
Prioritas,Bidang,Uraian,Lokasi,Volume,Satuan,Perkiraan biaya,L,P,Sumber dana,OPD,Waktu,Alasan,SDGs
1,02,Jembatan antardusun,Kidul,1,unit,900000000,200,180,APBD Kabupaten,DPUPR,Juni-Oktober,Bentang 40 m,9
2,02,Rehab irigasi tersier,"Blok Kulon, Kidul",800,m,450000000,110,90,APBD Kabupaten,Dispertan,Mei,Bocor,2
"""


def ratify(year: Setahun) -> None:
    """The Perdes in time; the DU-RKP before the end of the year."""
    year.on("2026-10-04")
    year.see("oktober, belum sah")
    year.on("2026-09-24")
    year.said["rancangan"] = year.printed("matriks-rkp", "rancangan.pdf")
    words = ("--nomor", "5 Tahun 2026", "--tanggal", "24/09/2026")
    year.said["sahkan rkp"] = year.ask("rencana", "sahkan", "rkp", *words)
    year.said["terkunci"] = year.laptop.run("rencana", "ambil-rpjm")
    year.see("rkp sah")
    year.on("2026-11-12")
    year.said["sahkan durkp"] = year.ask(
        "rencana", "sahkan", "durkp", "--nomor", "140/12/2026", "--tanggal", "12/11/2026"
    )
    year.see("durkp sah")


# ------------------------------------------------------------------ the change, the answers, the next year


def change(year: Setahun) -> None:
    """A flood in January: special musrenbangdes, perubahan-1; one activity falls out, one comes in."""
    year.on("2027-01-18")
    year.said["matriks r01"] = year.printed("matriks-rkp", "r01.pdf")
    year.said["ringkas r01"] = year.ask("rencana", "ringkas", "rkp")
    year.said["buka"] = year.ask(
        "rencana", "perubahan", "rkp", "--dasar", "peristiwa", "--uraian", "Banjir 4 Januari 2027"
    )
    fallen = year.number("Lampu jalan tenaga surya")
    year.ask("rencana", "hapus", fallen)
    year.imported(
        "rkp",
        "Kode,Jenis kegiatan,Lokasi,Volume,Satuan,Sasaran,Waktu,Biaya,Sumber dana,Pola pelaksanaan,Pelaksana,"
        "Tanda isu,SDGs\n"
        "05.01.00,Penanganan banjir Krajan,RT 02 RW 01 Krajan,1,paket,Warga,Januari-Maret,45000000,ADD,"
        "swakelola,Kasi Kesejahteraan,Iklim dan bencana,13",
    )
    year.ask("rencana", "isi", year.number("Penanganan banjir Krajan"), "--alasan-rpjm", "Banjir.",
             "--nomor-ba-rpjm", "BA 8/2027")  # fmt: skip
    year.said["banding"] = year.ask("rencana", "banding", "rkp")
    year.said["periksa perubahan"] = year.rules("rkp", code=4)
    year.said["siapkan khusus"] = year.ask("rencana", "musyawarah-khusus")
    year.ask("musyawarah", "hapus", year.said["siapkan khusus"]["id"])
    year.on("2027-01-25")
    hold(
        year, meeting("musrenbangdes_khusus", "2027-01-25", keputusan=[{"uraian": "Menyepakati perubahan."}])
    )
    year.said["sahkan perubahan"] = year.ask(
        "rencana", "sahkan", "rkp", "--nomor", "1 Tahun 2027", "--tanggal", "25/01/2027"
    )
    year.said["matriks r01 lagi"] = year.printed("matriks-rkp", "r01-lagi.pdf", "--revisi", 1)
    year.said["matriks r02"] = year.printed("matriks-rkp", "r02.pdf")
    year.said["usulkan lagi"] = year.ask("rencana", "usulkan-lagi", fallen)


def answers(year: Setahun) -> None:
    """The kabupaten answers the DU-RKP in July; one proposal is accepted, one refused."""
    year.on("2027-06-20")
    year.ask("kantor", "tahun", TAHUN + 1)
    year.see("tahun berikut")
    year.on("2027-08-02")
    year.see("jawaban terlambat")
    year.ask("rencana", "jawaban", 1, "--jawaban", "diterima", "--tanggal", "10/07/2027", "--tahun", TAHUN)
    year.said["jawaban"] = year.ask(
        "rencana", "jawaban", 2, "--jawaban", "ditolak", "--alasan", "Anggaran terbatas.",
        "--tanggal", "10/07/2027", "--tahun", TAHUN,
    )  # fmt: skip
    year.see("jawaban dicatat")


def next_year(year: Setahun) -> None:
    """2028: what was put off or refused is proposed again; a look-alike is seen; the line goes on."""
    old = {one["nomor"]: one["id"] for one in year.ask("data", "lihat", "usulan", "--tahun", TAHUN)["baris"]}
    year.said["ajukan usulan"] = year.ask("usulan", "ajukan-lagi", old[7], old[9])
    year.said["ajukan durkp"] = year.ask("rencana", "ajukan-lagi")
    year.said["mirip"] = year.laptop.answer(
        "data", "impor", "usulan",
        year.file("mirip.csv", "Usulan,Dusun,Lokasi\nGapura dusun baru,Kidul,RT 01 RW 01"), "--uji",
    )  # fmt: skip
    for number in (1, 4, 5, 6, 7):
        year.said[f"jejak {number}"] = year.ask("usulan", "jejak", number, "--tahun", TAHUN)
    year.said["durkp baru"] = year.ask("rencana", "jawaban")
    year.said["periksa durkp baru"] = year.ask("rencana", "periksa", "durkp")["pemeriksaan"]
