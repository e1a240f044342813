"""A laptop's disk that runs full while somebody types: what the window says (reliability.md 3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desa_desktop.cli import main as command_line
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing, usulan
from desa_desktop.store.place import BALLAST_NAME
from disks import MIB, small_disk
from kantor_layar import Kantor, open_kantor

TURSINO = ("--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--tahun", "2027")


def type_proposal(k: Kantor, text: str) -> None:
    """A typed value on its way to the disk."""
    app, at = k.desk.app, k.desk.now()
    with app.database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=2027)[0].id
    k.desk.save(
        k.desk, lambda: editing.add_row(app.database, Usulan, parent, {"uraian": text}, by="uji", at=at)
    )


@pytest.mark.usefixtures("whole_ballast")
@pytest.mark.warns  # the backup of closing finds no room
def test_a_value_typed_on_a_full_disk_is_saved_and_the_strip_says_what_to_do(
    qapp: QApplication, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "kecil", 640 * MIB) as disk:
        (tmp_path / "flashdisk").mkdir()
        assert command_line(["kantor", "siapkan", *TURSINO, "--data", str(disk.folder)]) == 0
        with open_kantor(disk.folder, tmp_path / "flashdisk") as k:
            disk.shrink(0)
            type_proposal(k, "Talud RT 03")
            k.until(lambda: k.notice.startswith("Ruang laptop hampir habis"), "the person must be told")
            assert k.window.header.save_text.startswith("Tersimpan")
            assert [row.uraian for row in usulan.list_usulan(k.desk.app.database)] == ["Talud RT 03"]
            assert not (disk.folder / BALLAST_NAME).exists()
