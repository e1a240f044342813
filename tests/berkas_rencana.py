"""Workbooks as villages keep them: plan, DU-RKP, ceilings and estimates in one file, with their faults.

Built anew from the description in perencanaan.md 6, 8 and 11: columns, group rows, letters under the
headings, merged cells, control boxes and signatures are those of real files; names are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEAD = [
    "No",
    "Bidang",
    "Jenis Kegiatan",
    "Data Eksisting Tahun Berjalan",
    "Target Capaian Tahun 2023",
    "Lokasi",
    "Volume dan Satuan",
    "Penerima Manfaat",
    "Waktu Pelaksanaan",
    "Biaya dan Sumber Pembiayaan",
    None,
    "Pola Pelaksanaan (swakelola/ Kerjasama Antar Desa/ Kerjasama pihak Ketiga)",
]
BELOW = [*[None] * 9, "Jumlah (Rp)", "Sumber Biaya", None]
LETTERS = ["a", "b", "d", "f", "g", "h", "i", "j", "k", "l", "m", "n"]


def _heading(sheet: Worksheet, title: Sequence[str]) -> int:
    """Title lines, the two heading rows with their merged cells, and the letters; returns the next row."""
    for number, text in enumerate(title, start=1):
        sheet.cell(number, 1, text)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=12)
    top = len(title) + 2
    for column, (above, below) in enumerate(zip(HEAD, BELOW, strict=True), start=1):
        sheet.cell(top, column, above)
        sheet.cell(top + 1, column, below)
        if column not in (10, 11):
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    sheet.merge_cells(start_row=top, end_row=top, start_column=10, end_column=11)
    for column, letter in enumerate(LETTERS, start=1):
        sheet.cell(top + 2, column, letter)
    return top + 3


def _rows(sheet: Worksheet, start: int, rows: Sequence[Sequence[Any]]) -> int:
    for number, row in enumerate(rows, start=start):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    return start + len(rows)


def _signed(sheet: Worksheet, row: int, day: str) -> None:
    sheet.cell(row + 1, 10, f"Tursino, {day}")
    sheet.cell(row + 2, 3, "Mengetahui :")
    sheet.cell(row + 2, 10, "Disusun oleh :")
    sheet.cell(row + 3, 3, "Kepala Desa Tursino,")
    sheet.cell(row + 3, 10, "Ketua/Tim Penyusun RKP Desa")
    sheet.cell(row + 6, 3, "SURATMAN")
    sheet.cell(row + 6, 10, "RATNA")


def _table(text: str) -> list[list[Any]]:
    """Rows written one a line, cells parted by `|`; a plain number is a number, an empty cell is none."""
    return [
        [int(cell) if cell.isdigit() else cell or None for cell in (part.strip() for part in line.split("|"))]
        for line in text.strip().splitlines()
    ]


# No, bidang, kegiatan, eksisting, target, lokasi, volume, penerima, waktu, jumlah, sumber, pola
RKP_ROWS = _table("""
    I|PENYELENGGARAAN PEMERINTAHAN DESA|||||||| 165198261
    1|| Penghasilan Tetap Kepala Desa|||Desa|12 Bulan|Kepala Desa|12 Bulan|11520000|ADD|Swakelola
    2|| Operasional Pemerintah Desa|||Desa|12 Bualan|Perangkat|Jan-Des|153678261|ADD, DDS|Swakelola
    II|PELAKSANAAN PEMBANGUNAN DESA|||||||| 1500000000
    7|| Insentif Guru TPQ dan PAUD|10|12|Desa|12 OB|L 4; P 8|TW I-IV|24000000|DDS|Swakelola
    8|| Rabat beton|||RT 03|1400 meter|Warga|Juni|Rp 1.250.000.000,-|DDS|Kerjasama pihak Ketiga
    10|| Pengadaan bibit|||RT 01|200 Pohong|Petani|Juli|226,000,000|DDS|Swakelola
    V|PENANGGULANGAN BENCANA, DARURAT DAN MENDESAK|||||||| 128000000
    1|| BLT Desa|||Desa|40 Klpk|40 KPM|12 Bulan|128000000|DDS|Swakelola
    2|| Kesiapsiagaan bencana|||Desa|1 Pkt|Warga|12 Bulan|0|| Swakelola
    |JUMLAH RKPDESA TAHUN ANGGARAN 2024|||||||| 2241895523
""")
DURKP_ROWS = _table("""
    I|PENYELENGGARAAN PEMERINTAHAN DESA|||||||| 47400000
    1|| Rehab balai desa|||Krajan|1 unit|Warga|12 Bulan|47400000|APBD|Dinas Terkait
    2|| Pagar kantor desa|||Krajan|160 m|Warga|12 Bulan|527621500|APBD|Dinas Terkait
    II|PELAKSANAAN PEMBANGUNAN DESA
    1|| RT 12 Drainase 120 m
    2|| Jembatan 1400 meter|||RT 01 Balang|||||APBD|DPUPR
""")


def eleven_faults(path: Path) -> Path:
    """The workbook of perencanaan.md 11: a cover, a hidden old plan, DU-RKP, plan, ceilings, an estimate."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "SAMPUL"
    cover["A1"] = "DOKUMEN PERENCANAAN DESA TURSINO"
    old = book.create_sheet("RKP LAMA")
    _rows(old, _heading(old, ["RANCANGAN RKPDESA", "TAHUN ANGGARAN 2023"]), [[1, None, "Kegiatan lama"]])
    old.sheet_state = "hidden"
    durkp = book.create_sheet("DU-RKPDESA")
    title = "DAFTAR USULAN RENCANA KERJA PEMERINTAH DESA (DU-RKPDESA)"
    _rows(durkp, _heading(durkp, [title, "TAHUN ANGGARAN 2024"]), DURKP_ROWS)
    _plan(book.create_sheet("RKPDESA"))
    pagu = book.create_sheet("PAGU")
    _rows(
        pagu,
        1,
        [
            ["PAGU INDIKATIF"],
            [],
            ["No", "Sumber Dana", "Pagu"],
            [1, "ADD", 700_000_000],
            [2, "DDS", 1_270_999_000],
            [3, "s.DDS", 1_000_000],
            [None, "Jumlah", 1_971_999_000],
        ],
    )
    rab = book.create_sheet("RAB Kades")
    _rows(
        rab,
        1,
        [
            ["RENCANA ANGGARAN BIAYA"],
            ["Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah"],
            ["Penghasilan tetap kepala desa", 12, "bulan", 4_960_000, 59_520_000],
        ],
    )
    book.save(path)
    return path


def _plan(sheet: Worksheet) -> None:
    start = _heading(
        sheet,
        [
            "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKPDESA)",
            "TAHUN ANGGARAN 2024",
            "DESA TURSINO KECAMATAN KUTOARJO KABUPATEN PURWOREJO",
        ],
    )
    end = _rows(sheet, start, RKP_ROWS)
    for row, line in enumerate(  # the control box beside the table, typed by hand
        [
            ["JUMLAH PENGELUARAN PER SUMBER DANA", "SISA DARI PAGU", "PAGU"],
            [2_032_351_158, None, 1_270_999_000],
        ],
        start=start,
    ):
        for column, value in enumerate(line, start=15):
            sheet.cell(row, column, value)
    sheet.row_dimensions[start + 5].hidden = True
    _signed(sheet, end, "15 Desember 2023")


SISKEUDES = {
    "Ta_RPJM_Visi": "ID_Visi,Kd_Desa,No_Visi,No_RPJM,Tgl_RPJM,Uraian_Visi,TahunA,TahunN\n"
    '01.01.01.,01.01.,01,5/2020,01/02/2020,"Desa maju, rukun",2020,2027\n',
    "Ta_RPJM_Misi": "ID_Misi,Kd_Desa,ID_Visi,No_Misi,Uraian_Misi\nM1,01.01.,01.01.01.,1,Jalan yang baik\n",
    "Ta_RPJM_Tujuan": "ID_Tujuan,Kd_Desa,ID_Misi,No_Tujuan,Uraian_Tujuan\nT1,01.01.,M1,1,Akses lancar\n",
    "Ta_RPJM_Sasaran": "ID_Sasaran,Kd_Desa,ID_Tujuan,No_Sasaran,Uraian_Sasaran\nS1,01.01.,T1,1,Semua dusun\n",
    "Ta_RPJM_Kegiatan": "Kd_Desa,Kd_Bid,Kd_Keg,ID_Keg,Nama_Kegiatan,Lokasi,Keluaran,Kd_Sas,Sasaran,Tahun1,"
    "Tahun2,Tahun3,Tahun4,Tahun5,Tahun6,Tahun7,Tahun8,Swakelola,Kerjasama,Pihak_Ketiga,Sumberdana,Kd_Sub\n"
    "01.01.,01.01.02.,01.01.02.03.10.,02.03.10.,Pengerasan jalan desa,Krajan,Jalan 100 m,S1,Warga,True,False,"
    "False,False,False,False,False,True,True,False,False,DDS,02.03.\n"
    "01.01.,01.01.01.,01.01.01.01.01.,01.01.01.,Siltap kepala desa,Desa,,S1,Kepala Desa,True,True,True,True,"
    "True,True,True,True,True,False,False,ADD,01.01.\n",
    "Ta_RPJM_Pagu_Tahunan": "Kd_Desa,Kd_Keg,Kd_Tahun,Kd_Sumber,Biaya,Volume,Satuan,Lokasi_Spesifik,"
    "Jml_Sas_Pria,Jml_Sas_Wanita,Jml_Sas_ARTM,Waktu,Mulai,Selesai,Pola_Kegiatan,Pelaksana,No_ID\n"
    "01.01.,01.01.02.03.10.,THN8,DDS,85000000.0000,120,Meter,RT 03,"
    "64,71,12,3 bulan,01/05/2027,31/07/2027,Swakelola,Kasi Kesejahteraan,1\n"
    "01.01.,01.01.02.03.10.,THN8,ADD,15000000.0000,120,Meter,RT 03,"
    "64,71,12,3 bulan,01/05/2027,31/07/2027,Swakelola,Kasi Kesejahteraan,2\n"
    "01.01.,01.01.01.01.01.,THN8,ADD,59520000.0000,12,Bulan,Desa,"
    "1,0,0,12 Bulan,01/01/2027,31/12/2027,Swakelola,Kaur Keuangan,3\n"
    "01.01.,01.01.01.01.01.,THN7,ADD,58000000.0000,12,Bulan,Desa,"
    "1,0,0,12 Bulan,01/01/2026,31/12/2026,Swakelola,Kaur Keuangan,4\n",
    "Ta_RAB": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Anggaran,AnggaranPAK,AnggaranStlhPAK,Kd_SubRinci\n"
    "2027,01.01.,01.01.,4.2.1.01.,1270999000.0000,0,1270999000.0000,\n"
    "2027,01.01.,01.01.,4.2.3.01.,700000000.0000,0,0,\n"
    "2027,01.01.,01.01.02.03.10.,5.3.1.01.,100000000.0000,0,100000000.0000,\n",
    "Ref_SBU": "Kd_Rincian,Kode_SBU,NoUrut_SBU,Nama_SBU,Nilai,Satuan\n"
    "5.3.1.,01.001,1,Semen 40 kg,65000.0000,Zak\n5.3.1.,01.002,2,Pasir,250000.0000,M3\n",
    "Ref_Sumber": "Kode,Nama_Sumber,Urut\nDDS,Dana Desa,1\nADD,Alokasi Dana Desa,2\n",
}


def siskeudes_folder(folder: Path) -> Path:
    """The tables of Siskeudes that planning needs, one CSV each, as OpenSID's helper writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in SISKEUDES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
