"""A register of any size out of thin air: the same people at every run, with doubles and faults sown in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from builders import DESA_ID

_L = (
    "SUPARDI", "SUTRISNO", "AGUS", "BAMBANG", "EKO", "JOKO", "WAHYU", "DWI", "TRI", "YUSUF", "AHMAD",
    "MUHAMMAD", "RIZKI", "HENDRA", "SLAMET", "PAIJO",
)  # fmt: skip
_P = (
    "SUMINAH", "SITI", "SRI", "LESTARI", "WULANDARI", "DEWI", "RATNA", "ENDANG", "TITIK", "NUR", "FITRI",
    "RINA", "PARTINI", "TUMINAH", "YULI", "ANI",
)  # fmt: skip
_LAST = (
    "SANTOSO", "WIBOWO", "SAPUTRA", "HIDAYAT", "KURNIAWAN", "PRASETYO", "NUGROHO", "SETIAWAN", "RAHAYU",
    "HANDAYANI", "WAHYUNI", "MULYANI", "HARTONO", "SUSANTO", "PURNOMO", "UTOMO", "KARTIKA", "MAHARANI",
    "PERMATA", "ASTUTI", "KUSUMA", "HARYANTO", "SULISTYO", "MARYATI", "WARSITO",
)  # fmt: skip
_ENDS = ("", "NO", "TI", "WAN", "RI", "DI", "YO", "MI", "TO", "SIH")


def warga(count: int, *, seed: int = 7) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """(family, members) as plain rows for `Unit.load`, until there are `count` members."""
    rng = random.Random(seed)
    serial = 0
    while serial < count:
        family = str(UUID(int=rng.getrandbits(128), version=4))
        rumah = {
            "id": family,
            "desa_id": str(DESA_ID),
            "no_kk": f"330699{rng.randint(1, 28):02d}0615{serial % 10_000:04d}",
            "alamat": f"JL. MELATI {rng.randint(1, 90)}",
            "rw": f"{rng.randint(1, 12):03d}",
            "rt": f"{rng.randint(1, 8):03d}",
        }
        members = []
        for place in range(min(rng.randint(1, 6), count - serial)):
            serial += 1
            members.append(_member(rng, family, place, serial))
        yield rumah, members


def _member(rng: random.Random, family: str, place: int, serial: int) -> dict[str, Any]:
    is_woman = place == 1 or (place > 1 and rng.random() < 0.5)
    age = rng.randint(25, 75) if place < 2 else rng.randint(0, 24)
    lahir = date(2026, 1, 1) - timedelta(days=age * 365 + rng.randint(0, 364))
    first = rng.choice(_P if is_woman else _L) + rng.choice(_ENDS)
    return {
        "id": str(UUID(int=rng.getrandbits(128), version=4)),
        "desa_id": str(DESA_ID),
        "keluarga_id": family,
        "nama": f"{first} {rng.choice(_LAST)}{rng.choice(_ENDS)}",
        "nik": f"330699{lahir.day + 40 * is_woman:02d}{lahir:%m%y}{serial % 9_999 + 1:04d}",
        "jk": "P" if is_woman else "L",
        "shdk": (1, 3)[place] if place < 2 else 4,
        "urut": place + 1,
        "tempat_lahir": "PURWOREJO",
        "tanggal_lahir": lahir.isoformat(),
        "agama": 1,
        "pendidikan_kk": rng.randint(1, 10),
        "pekerjaan": rng.choice((1, 2, 3, 9, 15, 19, 88)),
        "status_kawin": 2 if place < 2 else 1,
        "warganegara": 1,
        "nama_ayah": "KARTO",
        "nama_ibu": "PONIYEM",
        "cacat": 1 if rng.random() < 0.02 else None,
    }
