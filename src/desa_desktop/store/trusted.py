"""Certificates and revocations carried over a restore: their set only grows (kiriman-format.md D6, 9.3).

A backup is older than the data it replaces. Without this a restored office would trust again the key of a
stolen laptop, until the next kiriman told it otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desa_desktop.store import archive, driver
from desa_desktop.store.unit import Unit, plain_errors

_STATEMENTS = "SELECT teks, kid, jenis, pada, oleh FROM sertifikat"
_TYPED = "SELECT kode, angka, pada, oleh FROM nomor_diketik"
_ROOT = "akar"


@dataclass(frozen=True, slots=True)
class Trusted:
    """Rows as they lie in the database: statements, and the digits typed from the kecamatan's card."""

    statements: tuple[tuple[Any, ...], ...] = ()
    typed: tuple[tuple[Any, ...], ...] = ()


def read_trusted(database: Path, key: bytes) -> Trusted:
    """What a closed database knows of keys. Raises KeyProblem, StoreDamaged, StorageFailed."""
    connection = driver.connect(database, key, readonly=True)
    try:
        with driver.raw_errors():
            found = [tuple(map(tuple, connection.execute(one).fetchall())) for one in (_STATEMENTS, _TYPED)]
    finally:
        connection.close()
    return Trusted(*found)


def put_trusted(unit: Unit, known: Trusted) -> None:
    """Put them into the restored store; the root and the digits of before are the newer ones."""
    if any(row[2] == _ROOT for row in known.statements):
        archive.drop_root(unit)
    with plain_errors():
        for row in known.statements:
            unit.connection.exec_driver_sql(
                "INSERT OR IGNORE INTO sertifikat (teks, kid, jenis, pada, oleh) VALUES (?, ?, ?, ?, ?)", row
            )
        for row in known.typed:
            unit.connection.exec_driver_sql("DELETE FROM nomor_diketik")
            unit.connection.exec_driver_sql(
                "INSERT INTO nomor_diketik (kode, angka, pada, oleh) VALUES (?, ?, ?, ?)", row
            )
