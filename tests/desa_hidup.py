"""A village in the middle of its planning year: hamlets, notables, proposals, a plan with its money."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from builders import aturan
from desa_desktop.domain.desa import Desa, Dusun, Tokoh
from desa_desktop.domain.kantor import KeadaanTahap
from desa_desktop.domain.rkp import Kegiatan, Pagu, PolaPelaksanaan
from desa_desktop.domain.usulan import DaftarUsulan, Kewenangan, Usulan
from desa_desktop.services import editing, kantor, musyawarah, musyawarah_berkas, rkp
from desa_desktop.store.unit import Database
from office import KID, OLEH, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": datetime(2026, 8, 12, 3, 15, tzinfo=UTC)}
DUSUN = ("Krajan", "Kidul", "Lor")
TOKOH = (
    ("Wagiman", "L", "tokoh_adat", "Krajan", "Kelompok adat"),
    ("Ahmad Fauzi", "L", "tokoh_agama", "Kidul", "Takmir masjid"),
    ("Paiman", "L", "tokoh_masyarakat", "Lor", "Ketua RW 02"),
    ("Sri Utami", "P", "perempuan", "Krajan", "PKK"),
    ("Siti Aminah", "P", "perempuan", "Kidul", "Kelompok Wanita Tani"),
    ("Joko Santoso", "L", "tani", "Lor", "Gapoktan Makmur"),
    ("Lastri", "P", "kader_kesehatan", "Krajan", "Posyandu Melati"),
    ("Endang Rahayu", "P", "tokoh_pendidikan", "Kidul", "PAUD Tunas"),
    ("Slamet Riyadi", "L", "perajin", "Lor", "Kelompok anyaman"),
    ("Tukinah", "P", "miskin", "Krajan", ""),
    ("Bagus Prasetyo", "L", "pemuda", "Kidul", "Karang Taruna"),
    ("Rubiyem", "P", "lansia", "Lor", "Posyandu lansia"),
)
USULAN = (
    ("Talud RT 03", "Krajan", "RT 03/RW 01", "02.03.10", 120, "m", 85_000_000, 64, 71),
    (
        "Makanan tambahan balita stunting",
        "Kidul",
        "Posyandu Melati",
        "02.02.02",
        12,
        "bulan",
        18_000_000,
        22,
        25,
    ),
    ("Rehab posyandu Melati", "Krajan", "RT 01/RW 01", "02.02.04", 1, "unit", 74_000_000, 40, 95),
    ("Drainase RT 02", "Lor", "RT 02/RW 02", "02.03.17", 80, "m", 42_000_000, 50, 52),
    ("Lampu jalan dusun", "Lor", "RW 02", "02.03.12", 15, "unit", 27_500_000, 120, 131),
    ("Pelatihan menjahit", "Kidul", "Balai Desa", "04.05.01", 20, "orang", 22_000_000, 0, 20),
    ("Sumur bor RT 01", "Kidul", "RT 01/RW 02", "02.04.02", 1, "unit", 61_000_000, 88, 92),
    ("Bantuan bibit padi", "Lor", "Sawah Lor", "04.02.01", 500, "kg", 15_000_000, 45, 12),
    ("Rabat jalan RT 05", "Krajan", "RT 05/RW 02", "02.03.11", 180, "m", 37_500_000, 70, 66),
    ("Insentif guru PAUD", "Kidul", "PAUD Tunas", "02.01.01", 4, "orang", 19_200_000, 0, 4),
    ("Perpustakaan desa", "Krajan", "Balai Desa", "02.01.08", 1, "paket", 12_000_000, 60, 60),
    ("Pelatihan tanggap bencana", "Lor", "Balai Desa", "05.01.00", 30, "orang", 9_000_000, 18, 12),
    ("Jembatan antar desa Kali Jali", "Lor", "Kali Jali", "02.03.14", 1, "unit", 900_000_000, 400, 410),
    ("Bantuan kursi roda", "Kidul", "RT 04/RW 02", "04.04.02", 3, "unit", 9_600_000, 2, 1),
)
FULL = {"manfaat": 5, "kemendesakan": 4, "keberpihakan": 3, "kesesuaian": 4, "kesiapan": 3}


def own_id(database: Database) -> UUID:
    """The village's own id."""
    with database.read() as unit:
        return unit.select(Desa)[0].id


def people(database: Database) -> None:
    """Hamlets and notables in Data Desa."""
    key = own_id(database)
    editing.add_rows(database, Dusun, key, [{"nama": one} for one in DUSUN], **STEP)
    names = ("nama", "jk", "unsur", "dusun", "lembaga")
    rows = [dict(zip(names, one, strict=True)) for one in TOKOH]
    editing.add_rows(database, Tokoh, key, rows, **STEP)


def propose(database: Database, number: int = len(USULAN)) -> list[UUID]:
    """The first proposals of the year, in their order."""
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    rows = [
        {
            "uraian": uraian, "dusun": dusun, "lokasi": lokasi, "kode_kegiatan": kode,
            "volume": Decimal(volume), "satuan": satuan, "perkiraan_biaya": biaya,
            "penerima_l": men, "penerima_p": women, "masalah": "Warga sudah lama menunggu.",
            "kewenangan": Kewenangan.DI_LUAR if biaya > 500_000_000 else Kewenangan.DESA,
        }
        for uraian, dusun, lokasi, kode, volume, satuan, biaya, men, women in USULAN[:number]
    ]  # fmt: skip
    return editing.add_rows(database, Usulan, parent, rows, **STEP)


def meeting_file(number: int = len(USULAN), **bend: Any) -> dict[str, Any]:
    """A meeting as `musyawarah catat` takes it: everyone of TOKOH came, all is decided."""
    heard = [one.kunci for one in aturan().unsur if one.is_pokok]
    named = [
        {"nama": nama, "jk": jk, "unsur": unsur, "dusun": dusun} for nama, jk, unsur, dusun, _where in TOKOH
    ]
    named += [
        {"nama": f"Warga {n}", "jk": "P" if n % 2 else "L", "unsur": unsur, "dusun": "Krajan"}
        for n, unsur in enumerate(heard)
    ]
    decided: list[dict[str, Any]] = [
        {"usulan": n, "putusan": "disepakati"}
        if USULAN[n - 1][6] < 500_000_000
        else {"usulan": n, "putusan": "diteruskan", "alasan": "Di luar kewenangan desa"}
        for n in range(1, number + 1)
    ]
    content: dict[str, Any] = {
        "jenis": "musrenbangdes", "tahun": TAHUN, "tanggal": "2026-08-12", "mulai": "09.10",
        "selesai": "12.00", "tempat": "Balai Desa Tursino",
        "pimpinan": {"nama": "Sutrisno Hadi", "dari": "Kepala Desa"},
        "notulis": {"nama": "Lestari Wulandari", "dari": "Sekretaris Desa"},
        "hadir": named,
        "nilai": {str(n): {k: 1 + (v + n) % 5 for k, v in FULL.items()} for n in range(1, number + 1)},
        "keputusan": [*decided, {"uraian": "Tim RKP melanjutkan penyusunan."}],
        "penandatangan": [
            {"nama": "Sutrisno Hadi", "jabatan": "Kepala Desa", "jk": "L"},
            {"nama": "Sri Utami", "jabatan": "Wakil masyarakat", "jk": "P"},
        ],
        "catatan": [{"pembicara": "Bu Lastri", "isi": "Minta sumur dekat posyandu."}],
    }  # fmt: skip
    return content | bend


def agree(database: Database, number: int = len(USULAN)) -> UUID:
    """Hold and ratify the meeting over the first proposals; returns its id."""
    meeting = musyawarah_berkas.record(database, aturan(), meeting_file(number), **STEP)
    musyawarah.ratify(database, aturan(), meeting.id, kid=KID, alasan="Lengkap", **STEP)
    return meeting.id


def give_pagu(database: Database, **jumlah: int) -> list[UUID]:
    """Definitive ceilings of the plan: `DDS=850_000_000`."""
    plan = rkp.rkp_key(database, TAHUN)
    rows = [{"sumber": sumber, "jumlah": amount, "is_definitif": True} for sumber, amount in jumlah.items()]
    return editing.add_rows(database, Pagu, plan, rows, **STEP)


def complete(database: Database, keys: list[UUID], sumber: str = "DDS") -> None:
    """Everything an activity needs to be ratified."""
    rkp.set_source(database, keys, sumber, **STEP)
    values = {"bulan_mulai": 5, "bulan_selesai": 7, "pola": PolaPelaksanaan.SWAKELOLA, "pelaksana": "TPK"}
    editing.change_many(database, Kegiatan, dict.fromkeys(keys, values), **STEP)


def office_work(database: Database) -> list[UUID]:
    """Twenty activities beside those of the citizens, over the other bidang."""
    plan = rkp.rkp_key(database, TAHUN)
    found = aturan().daftar_kegiatan
    wanted = [one for one in found if one.kode[:2] in ("01", "03", "04")][::7][:20]
    rows = [
        {"kode": one.kode, "nama": one.nama_pendek, "lokasi": "Tursino", "volume": Decimal(1),
         "satuan": "paket",
         "biaya": 9_500_000 + n * 1_250_000}
        for n, one in enumerate(wanted)
    ]  # fmt: skip
    return editing.add_rows(database, Kegiatan, plan, rows, **STEP)


PERDES = {"nomor": "4 Tahun 2026", "tanggal": date(2026, 9, 20)}


def done_on_paper(database: Database, made: list[UUID]) -> None:
    """The steps of the year that this village took outside the program, and the tags of its activities."""
    for kunci in ("musdes_rancangan", "tim", "pencermatan_rpjm", "musdes_pengesahan"):
        kantor.note_step(database, TAHUN, f"langkah:{kunci}", KeadaanTahap.DI_LUAR, **STEP)
    plan = rkp.show_plan(database, aturan(), TAHUN).rkp
    for one in plan.kegiatan:
        usual = tuple(tag.kunci for tag in aturan().tanda if one.kode in tag.kode)
        if one.id in made:
            editing.change(database, Kegiatan, one.id, {"sdgs": (9,), "tanda": usual}, **STEP)
