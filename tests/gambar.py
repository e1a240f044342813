"""The pictures of the README, drawn anew from made-up offices with the program's own `cuplik`.

    python tests/gambar.py

A village walks through its plan year with commands, a kecamatan looks at what it sent; then each screen is
drawn at 1366x697 into `resources/help/gambar`, with the few colours a screen has, so that they stay small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from PIL import Image  # noqa: E402

from laptop import Laptop  # noqa: E402
from tahun_rencana import plan_the_year  # noqa: E402

TARGET = HERE.parent / "resources" / "help" / "gambar"
DESA = ("beranda", "pratinjau-tempel", "rkpdes", "pratinjau-cetak", "isi-daftar", "kirim")
RUANG = ("ruang-musyawarah", "--id", "penilaian")
COLOURS = 256
KECAMATAN = ("tinjau", "kompilasi")
PENDUDUK = HERE / "golden" / "samples" / "penduduk" / "format_bip_ektp.disamarkan.xlsx"


def village(folder: Path, kode: str, nama: str, usulan: str, wilayah: str) -> Laptop:
    """A village with a ratified plan."""
    laptop = Laptop(folder)
    laptop.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", kode, "--nama", nama, "--kecamatan", "Kutoarjo",
        "--kabupaten", "Purworejo", "--provinsi", "Jawa Tengah", "--kepala", "Suratman",
        "--sekretaris", "Ratna", "--bpd", "Harjono", "--tahun", "2027",
    )  # fmt: skip
    work = folder.with_name(f"kerja-{nama}")
    work.mkdir()
    plan_the_year(laptop, usulan, wilayah, work)
    return laptop


def enrol(desa: Laptop, kecamatan: Laptop, stick: Path) -> None:
    """Both sides type the other's digits."""
    desa.ask("kunci", "percaya", "--nomor", kecamatan.ask("kunci", "kartu")["nomor_kunci"])
    asked = desa.ask("kunci", "minta", "--ke", stick)["berkas"]
    own = desa.ask("kunci", "kartu")["nomor_kunci"]
    grant = kecamatan.ask("kunci", "kenalkan", asked, "--nomor", own, "--ke", stick)["berkas"]
    desa.ask("kunci", "pasang", grant)


def draw(laptop: Laptop, *screens: str | tuple[str, ...]) -> None:
    """Draw screens of one office, each by a program of its own; a tuple has options behind the name."""
    for screen in screens:
        name, *options = (screen,) if isinstance(screen, str) else screen
        target = TARGET / f"{name}.png"
        said = laptop.start("cuplik", name, *options, "--ukuran", "1366x697", "--ke", target)
        print(said.out.strip() or said.err.strip())  # noqa: T201
        with Image.open(target) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(target, optimize=True)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        stick = root / "FLASHDISK-DESA"
        stick.mkdir()
        os.environ |= {"DESA_TANGGAL": "2026-09-28", "DESA_FLASHDISK": str(stick)}
        first = village(
            root / "tursino", "33.06.99.2001", "Tursino", "usulan-barambang.csv", "wilayah-tursino.csv"
        )
        second = village(root / "wirun", "33.06.99.2002", "Wirun", "usulan-ciburuy.csv", "wilayah-wirun.csv")
        kecamatan = Laptop(root / "kutoarjo")
        kecamatan.ask(
            "kantor", "siapkan", "--peran", "kecamatan", "--kode", "33.06.99", "--nama", "Kutoarjo",
            "--kabupaten", "Purworejo", "--kepala", "Bambang Priyono", "--tahun", "2027",
        )  # fmt: skip
        (root / "desa.csv").write_text(
            "Kode desa,Desa\n33.06.99.2001,Tursino\n33.06.99.2002,Wirun\n33.06.99.2003,Kaligesing\n",
            encoding="utf-8",
        )
        kecamatan.ask("data", "impor", "desa", root / "desa.csv")
        for desa in (first, second):
            enrol(desa, kecamatan, stick)
            sent = desa.ask("kirim", "buat", "--ke", stick)["berkas"]
            kecamatan.ask("terima", "setujui", *sent)
        first.ask("rencana", "perubahan", "rkp", "--tahun", "2027")
        row = first.ask("data", "lihat", "rkp", "--tahun", "2027")["baris"][0]
        first.ask("rencana", "isi", row["id"], "--biaya", "96.500.000")
        (again,) = first.ask("kirim", "buat", "--ke", stick)["berkas"]
        kecamatan.run("terima", "tinjau", again)
        first.ask("isian", "isi", "layanan-dasar", "--periode", "2026-S2", answers(root))
        draw(first, *DESA, RUANG)
        first.ask("data", "impor", "penduduk", PENDUDUK)
        draw(first, "penduduk")
        draw(kecamatan, *KECAMATAN)


def answers(root: Path) -> Path:
    """A score card half filled."""
    target = root / "isian.json"
    target.write_text(
        '{"kes_bidan": "menetap", "kes_posyandu": 5, "kes_posyandu_aktif": 4, "kes_transport": "ya",'
        ' "kes_akses": "3", "kes_mutu": "3", "kes_jarak": "2.5"}',
        encoding="utf-8",
    )
    return target


if __name__ == "__main__":
    main()
