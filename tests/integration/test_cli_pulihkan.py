"""`cadangan pulihkan`: the data of a backup comes back, what was there stays, no number is used twice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from desa_desktop import config, paths
from desa_desktop.app import open_app, set_password
from desa_desktop.services import pulih, upkeep
from desa_desktop.store import archive
from laptop import Laptop, Said

SANDI = "sawah di lereng bukit"
HEAD = "Dusun;Uraian;Biaya\n"


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Desa Tursino with two proposals."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-09-28")
    return village(tmp_path / "data")


def village(folder: Path, kode: str = "33.06.99.2001", nama: str = "Tursino") -> Laptop:
    made = Laptop(folder)
    words = ["kantor", "siapkan", "--peran", "desa", "--kode", kode, "--nama", nama, "--tahun", "2027"]
    made.ask(*words)
    propose(made, "Talud RT 03", "Sumur bor")
    return made


def propose(laptop: Laptop, *names: str) -> None:
    file = laptop.folder.parent / f"{laptop.folder.name}-usulan.csv"
    file.write_text(HEAD + "".join(f"Krajan;{one};1000000\n" for one in names), encoding="utf-8")
    assert laptop.run("data", "impor", "usulan", file).code in (0, 3)


def names(laptop: Laptop) -> list[str]:
    return [row["uraian"] for row in laptop.ask("data", "lihat", "usulan")["baris"]]


def backup_of(laptop: Laptop) -> Path:
    return Path(laptop.ask("cadangan", "buat")["berkas"])


def aside(laptop: Laptop) -> list[Path]:
    return sorted(laptop.folder.glob("sebelum-pulih-*"))


def test_the_data_of_the_backup_comes_back_and_what_is_lost_by_it_is_named(laptop: Laptop) -> None:
    file = backup_of(laptop)
    propose(laptop, "Talud RT 03", "Sumur bor", "Posyandu Krajan", "Jalan usaha tani", "Gapura")
    answer = laptop.ask("cadangan", "pulihkan", file)
    assert names(laptop) == ["Talud RT 03", "Sumur bor"]
    assert answer["berkas"] == str(file)
    assert answer["teruji"] is True
    assert answer["jumlah"]["usulan"] == 2
    assert answer["hilang"] == {"usulan": 3}
    assert answer["penomoran_baru"] is True
    kept = aside(laptop)
    assert [str(one) for one in kept] == [answer["disisihkan"]]
    assert (kept[0] / "desa.db").is_file()
    assert laptop.ask("periksa")["hasil"]


def test_the_state_before_the_restore_is_itself_a_backup_that_can_be_restored(laptop: Laptop) -> None:
    file = backup_of(laptop)
    propose(laptop, "Talud RT 03", "Sumur bor", "Gapura")
    before = laptop.ask("cadangan", "pulihkan", file)["salinan"]
    assert before.endswith("-pulih.cadangan")
    laptop.ask("cadangan", "pulihkan", before)
    assert names(laptop) == ["Talud RT 03", "Sumur bor", "Gapura"]
    assert len(aside(laptop)) == 2


def test_the_sentence_says_what_is_lost_and_where_the_old_files_lie(laptop: Laptop) -> None:
    file = backup_of(laptop)
    propose(laptop, "Talud RT 03", "Sumur bor", "Gapura")
    said = laptop.run("cadangan", "pulihkan", file)
    assert said.code == 0
    assert "1 usulan yang dibuat setelah cadangan ini tidak ada di dalamnya." in said.out
    assert "sebelum-pulih-" in said.out
    assert "dibuka lagi dan dihitung" in said.out


def test_a_restore_begins_a_new_numbering_and_stands_in_the_audit(laptop: Laptop) -> None:
    file = backup_of(laptop)
    with opened(laptop) as office, office.database.read() as unit:
        old = archive.meta(unit, upkeep.INCARNATION)
    laptop.ask("cadangan", "pulihkan", file)
    with opened(laptop) as office, office.database.read() as unit:
        new = archive.meta(unit, upkeep.INCARNATION)
        assert new != old
        assert archive.meta(unit, f"sebab:{new}") == "dipulihkan"
        row = unit.connection.exec_driver_sql(
            "SELECT tindakan, tabel, baris_id FROM audit WHERE tindakan = 'pulih'"
        )
        assert row.fetchall() == [("pulih", "cadangan", file.name)]
        assert office.finding.value == "normal"  # it began once, at the restore
        assert office.asal.value == ""  # and whoever restored need not say what happened
    assert all(one["baik"] for one in laptop.ask("periksa")["hasil"])


def test_a_power_cut_right_after_the_swap_still_begins_a_new_numbering(laptop: Laptop) -> None:
    file = backup_of(laptop)  # as new as the data: nothing but the note before the swap could tell
    with opened(laptop) as office:
        safe = office.safe
    pulih.put_back(safe, file, safe.key, paths.migrations())
    with opened(laptop) as office:
        assert office.finding.value == "dipulihkan"
    with opened(laptop) as office:
        assert office.finding.value == "normal"


def test_nothing_that_was_done_before_the_restore_can_be_undone_after_it(laptop: Laptop) -> None:
    laptop.ask("cadangan", "pulihkan", backup_of(laptop))
    assert laptop.answer("data", "urungkan", code=1)
    assert len(names(laptop)) == 2


@pytest.mark.parametrize("how", ["lost", "cut", "overwritten", "emptied"])
def test_a_lost_or_damaged_database_comes_back_while_the_key_lies_there(laptop: Laptop, how: str) -> None:
    file = backup_of(laptop)
    database = laptop.folder / "desa.db"
    content = database.read_bytes()
    if how == "lost":
        database.unlink()
    else:
        database.write_bytes({"cut": content[:5000], "overwritten": b"x" * len(content), "emptied": b""}[how])
    assert laptop.answer("info", code=1)["pesan"][0]["kode"] == "K-202"
    answer = laptop.ask("cadangan", "pulihkan", file)
    assert names(laptop) == ["Talud RT 03", "Sumur bor"]
    assert answer["hilang"] is None, "nobody can say what an unreadable file held"
    assert answer["salinan"] is None
    if how != "lost":
        assert (Path(answer["disisihkan"]) / "desa.db").is_file()


def test_a_write_ahead_log_without_its_database_is_kept_too(laptop: Laptop) -> None:
    file = backup_of(laptop)
    (laptop.folder / "desa.db").rename(laptop.folder / "desa.db-wal")
    answer = laptop.ask("cadangan", "pulihkan", file)
    assert (Path(answer["disisihkan"]) / "desa.db-wal").stat().st_size


def test_a_damaged_backup_changes_nothing(laptop: Laptop) -> None:
    file = backup_of(laptop)
    content = bytearray(file.read_bytes())
    content[-3000] ^= 1
    file.write_bytes(bytes(content))
    propose(laptop, "Talud RT 03", "Sumur bor", "Gapura")
    said = laptop.answer("cadangan", "pulihkan", file, code=5)
    assert said["pesan"][0]["kode"] == "K-702"
    assert len(names(laptop)) == 3
    assert aside(laptop) == []


def test_the_backup_of_another_office_is_refused(laptop: Laptop, tmp_path: Path) -> None:
    other = village(tmp_path / "lain", "33.06.99.2002", "Kaliwungu")
    assert "laptop lain" in laptop.refuse("cadangan", "pulihkan", backup_of(other), code=12)
    with opened(other) as office:
        office = set_password(office, SANDI)
        made = upkeep.back_up(office.database, office.safe)
    said = with_password(laptop, SANDI, "cadangan", "pulihkan", made.path)
    assert said.code == 5
    assert "Kaliwungu" in said.err
    assert len(names(laptop)) == 2


def test_a_backup_of_our_other_laptop_asks_for_its_kata_sandi(laptop: Laptop, tmp_path: Path) -> None:
    other = village(tmp_path / "lain")
    propose(other, "Talud RT 03", "Sumur bor", "Embung")
    with opened(other) as office:
        office = set_password(office, SANDI)
        made = upkeep.back_up(office.database, office.safe)
    assert "kata sandi" in laptop.refuse("cadangan", "pulihkan", made.path, code=12)
    assert with_password(laptop, "salah sama sekali", "cadangan", "pulihkan", made.path).code == 12
    assert with_password(laptop, SANDI, "cadangan", "pulihkan", made.path).code == 0
    assert names(laptop) == ["Talud RT 03", "Sumur bor", "Embung"]


def test_a_backup_from_before_the_kata_sandi_comes_back_under_it(laptop: Laptop) -> None:
    file = backup_of(laptop)
    with opened(laptop) as office:
        set_password(office, SANDI)
    assert laptop.answer("cadangan", "pulihkan", file, code=12)["pesan"][0]["kode"] == "K-241"
    said = with_password(laptop, SANDI, "cadangan", "pulihkan", file)
    assert said.code == 0, said
    assert laptop.answer("info", code=12)["pesan"][0]["kode"] == "K-241"


def test_on_a_new_laptop_the_sentence_asks_for_the_kit_or_the_kata_sandi(
    laptop: Laptop, tmp_path: Path
) -> None:
    fresh = Laptop(tmp_path / "baru")
    said = fresh.refuse("cadangan", "pulihkan", backup_of(laptop), code=12)
    assert "laptop baru" in said
    assert "Kit Pemulihan" in said
    assert not fresh.folder.exists()


def opened(laptop: Laptop) -> Any:
    surroundings = {"DESA_DATA": str(laptop.folder)}
    return open_app(paths.places(surroundings), config.read_environment(surroundings))


def with_password(laptop: Laptop, password: str, *words: object) -> Said:
    """The command with the kata sandi on its standard input."""
    patch = pytest.MonkeyPatch()
    with patch.context() as here:
        here.setattr("sys.stdin", io.StringIO(password + "\n"))
        return laptop.run(*words, "--sandi-stdin")
