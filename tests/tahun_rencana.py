"""How a village of the journeys works through a plan year with commands only."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from laptop import Laptop

SAMPLES = Path(__file__).parent / "journeys" / "samples"
TAHUN = 2027
CODES = (
    ("jembatan", "02.03.13"),
    ("rabat", "02.03.11"),
    ("talud", "02.03.14"),
    ("tpt", "02.03.14"),
    ("drainese", "02.03.14"),
    ("pemeliharaan jalan", "02.03.01"),
    ("jalan", "02.03.10"),
    ("posyandu", "02.02.09"),
    ("paud", "02.01.06"),
    ("pagar kantor", "01.02.03"),
)
UPWARDS = ("irigasi", "jaringan internet", "lampu jalan", "pengaspalan", "air bersih")
PEOPLE = (
    ("Suratman", "L", "pemdes", "Katute"),
    ("Harjono", "L", "bpd", "Balang"),
    ("Karto Wijoyo", "L", "tokoh_adat", "Katute"),
    ("Ahmad Zuhri", "L", "tokoh_agama", "Balang"),
    ("Sri Rahayu", "P", "tokoh_pendidikan", "Bonto Manai"),
    ("Tumiran", "L", "tani", "Batu Massompo"),
    ("Lastri", "P", "perempuan", "Katute"),
    ("Wulandari", "P", "anak", "Balang"),
    ("Painem", "P", "miskin", "Bonto Manai"),
    ("Nurhayati", "P", "kader_kesehatan", "Katute"),
    ("Gunarto", "L", "disabilitas", "Batu Massompo"),
    ("Mbah Sastro", "L", "lansia", "Katute"),
    ("Slamet Riyadi", "L", "perajin", "Balang"),
    ("Kasirin", "L", "nelayan", "Bonto Manai"),
    ("Dwi Astuti", "P", "pemuda", "Katute"),
)
CRITERIA = ("manfaat", "kemendesakan", "keberpihakan", "kesesuaian", "kesiapan")


def code_of(uraian: str) -> str:
    """The kegiatan code a secretary would choose, '' when the village puts the proposal off."""
    text = uraian.casefold()
    return next((kode for word, kode in CODES if word in text), "")


def decision_of(uraian: str) -> tuple[str, str]:
    """What the meeting decided about a proposal, with the reason."""
    if any(word in uraian.casefold() for word in UPWARDS):
        return "diteruskan", "Di luar kewenangan desa."
    if code_of(uraian):
        return "disepakati", ""
    return "ditunda", "Dana belum cukup tahun ini."


def meeting_of(laptop: Laptop, target: Path) -> Path:
    """The musrenbangdes of the year, with a decision about each proposal, as the JSON of cli.md."""
    usulan = laptop.ask("data", "lihat", "usulan")["baris"]
    decisions = [(one["nomor"], *decision_of(one["uraian"])) for one in usulan]
    agreed = [nomor for nomor, putusan, _alasan in decisions if putusan == "disepakati"]
    content = {
        "jenis": "musrenbangdes",
        "tahun": TAHUN,
        "tanggal": "2026-08-12",
        "mulai": "09.10",
        "selesai": "12.45",
        "tempat": "Balai Desa",
        "pimpinan": {"nama": "Suratman", "dari": "Kepala Desa"},
        "notulis": {"nama": "Ratna", "dari": "Sekretaris Desa"},
        "hadir": [{"nama": a, "jk": b, "unsur": c, "dusun": d} for a, b, c, d in PEOPLE],
        "nilai": {
            str(nomor): {name: 1 + (nomor + place) % 5 for place, name in enumerate(CRITERIA)}
            for nomor in agreed
        },
        "keputusan": [
            *(
                {"usulan": nomor, "putusan": putusan, "alasan": alasan}
                for nomor, putusan, alasan in decisions
            ),
            {"uraian": "Menyepakati rancangan RKP Desa."},
        ],
        "catatan": ["Rabat jalan menuju posyandu didahulukan."],
        "penandatangan": [
            {"nama": "Suratman", "jabatan": "Kepala Desa", "jk": "L"},
            {"nama": "Lastri", "jabatan": "Wakil masyarakat", "jk": "P"},
        ],
    }
    target.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return target


def fill_plan(laptop: Laptop, folder: Path) -> Path:
    """The plan exported, completed as in Excel, ready to be read back."""
    return _edited(laptop, "rkp", folder, _complete_activity)


def _complete_activity(row: dict[str, str], place: int) -> None:
    row["Kode"] = code_of(row["Jenis kegiatan"])
    row["Lokasi"] = row["Lokasi"] or "Desa"
    row["Volume"] = row["Volume"] or "100"
    row["Satuan"] = row["Satuan"] or "m"
    row["Biaya"] = f"{18 + place % 5}.500.000"
    row["Sumber dana"] = "Dana Desa" if place % 3 else "ADD"
    row["Mulai"], row["Selesai"] = "Mei", "Juli"
    row["Pola pelaksanaan"] = "swakelola"
    row["Pelaksana kegiatan"] = "Kaur Perencanaan"


def fill_upwards(laptop: Laptop, folder: Path) -> Path:
    """The DU-RKP completed with costs and where the money is asked for."""
    return _edited(laptop, "durkp", folder, _complete_upwards)


def _complete_upwards(row: dict[str, str], place: int) -> None:
    row["Volume"] = row["Volume"] or "1"
    row["Lokasi"] = row["Lokasi"] or "Desa"
    row["Perkiraan biaya"] = f"{150 + place}.000.000"
    row["Sumber dana"] = "APBD Kabupaten"
    row["Perangkat daerah"] = ("DPUPR", "Dinkes")[place % 2]


def _edited(laptop: Laptop, jenis: str, folder: Path, edit: Any) -> Path:
    target = folder / f"{jenis}.csv"
    laptop.ask("data", "ekspor", jenis, "--ke", target)
    with target.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    for place, row in enumerate(rows):
        edit(row, place)
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


def plan_the_year(laptop: Laptop, usulan: str, wilayah: str, folder: Path) -> dict[str, Any]:
    """From the proposals of the hamlets to the ratified RKP Desa and DU-RKP; returns what was answered."""
    said: dict[str, Any] = {}
    laptop.ask("data", "impor", "wilayah", SAMPLES / wilayah)
    said["usulan"] = laptop.ask("data", "impor", "usulan", SAMPLES / usulan)
    meeting = laptop.ask("musyawarah", "catat", meeting_of(laptop, folder / "musrenbang.json"))
    said["musyawarah"] = laptop.ask(
        "musyawarah", "sahkan", meeting["id"], "--alasan", "Perwakilan cukup lengkap."
    )
    said["ambil"] = laptop.ask("rencana", "ambil-usulan", "--tahun", TAHUN)
    laptop.ask("data", "impor", "pagu", SAMPLES / "pagu.csv")
    said["rkp"] = laptop.ask("data", "impor", "rkp", fill_plan(laptop, folder))
    said["durkp"] = laptop.ask("data", "impor", "durkp", fill_upwards(laptop, folder))
    said["sahkan_rkp"] = laptop.ask(
        "rencana", "sahkan", "rkp", "--nomor", "5 Tahun 2026", "--tanggal", "2026-09-25", "--alasan", "Cukup."
    )
    said["sahkan_durkp"] = laptop.ask("rencana", "sahkan", "durkp", "--nomor", "140/12", "--alasan", "Cukup.")
    return said
