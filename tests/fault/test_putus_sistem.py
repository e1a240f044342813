"""Faults under the program: any system call may be its last or fail, the power may go between any two."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import acak
import kerja as works
import padam
import putus_strace
from kerja import Awal, Kerja
from kiriman_offices import Offices
from padam import Nama, Peristiwa, Rekaman, Sinkron, Tulis, rebuild
from pekerja import Pekerja
from putus_strace import EIO, calls_of, copied, prepared, spread, walk_points, why_not

POINTS, POWER_CUTS = 10, 30  # of each kind of work
by_strace = pytest.mark.skipif(
    bool(why_not()),
    reason=f"{why_not()}; kegagalan lewat Fs tetap diuji di test_exchange_cut dan test_store_cut",
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return works.make_template(tmp_path_factory.mktemp("kantor") / "asal").folder


@pytest.fixture(scope="module")
def pekerja() -> Iterator[Pekerja]:
    with Pekerja() as running:
        yield running


Begun = tuple[Offices, Awal]


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kerja], Begun]:
    """The offices where a piece of work begins, made once for each and only copied after that."""
    folder = tmp_path_factory.mktemp("awal")
    return cache(lambda kerja: prepared(template, kerja, folder / kerja.nama))


@by_strace
@pytest.mark.warns  # what a failing disk does is named in the log
@pytest.mark.parametrize("kerja", works.PUTUS, ids=lambda one: one.nama)
def test_killed_or_refused_at_a_system_call_nothing_is_lost_or_half_and_doing_it_again_helps(
    begun: Callable[[Kerja], Begun], pekerja: Pekerja, tmp_path: Path, kerja: Kerja
) -> None:
    before, awal = begun(kerja)
    points = calls_of(pekerja, kerja, copied(before, tmp_path / "hitung"))
    assert len(points) > 200
    each, first, count = spread(points, acak.examples(1)), works.PUTUS.index(kerja), acak.examples(POINTS)
    # other calls and faults for other work
    chosen = [each[(first + number * len(each) // count) % len(each)] for number in range(count)]
    found = walk_points(pekerja, kerja, before, awal, chosen, tmp_path)
    assert found.buruk == []
    assert found.jumlah > POINTS // 2


@by_strace
def test_a_disk_that_could_not_be_read_once_is_not_called_a_damaged_file(
    begun: Callable[[Kerja], Begun], pekerja: Pekerja, tmp_path: Path
) -> None:
    """SQLite says "malformed" then, and people were sent to an older backup."""
    before, awal = begun(works.SIMPAN)
    points = calls_of(pekerja, works.SIMPAN, copied(before, tmp_path / "hitung"))
    reads = [one for one in points if one.panggilan == "pread64" and one.berkas.endswith("desa.db")]
    found = walk_points(pekerja, works.SIMPAN, before, awal, reads[3:4], tmp_path)
    assert found.titik == {("pread64", "EIO"): 1}
    assert found.buruk == []


@by_strace
@pytest.mark.parametrize("kerja", [works.SIMPAN_LAMA, works.TERIMA, works.KIRIM], ids=lambda one: one.nama)
def test_whenever_the_power_goes_what_was_confirmed_is_there_and_nothing_is_half(
    begun: Callable[[Kerja], Begun], pekerja: Pekerja, tmp_path: Path, kerja: Kerja
) -> None:
    before, awal = begun(kerja)
    rekaman = padam.record(pekerja, kerja, copied(before, tmp_path / "rekam"))
    found = padam.cut_power(kerja, rekaman, awal, tmp_path, acak.examples(POWER_CUTS))
    assert found.buruk == []


@by_strace
@pytest.mark.warns
@pytest.mark.parametrize("kerja", [works.SIMPAN_LAMA, works.KIRIM], ids=lambda one: one.nama)
def test_a_program_that_never_waited_for_the_disk_would_be_found_out(
    begun: Callable[[Kerja], Begun], pekerja: Pekerja, tmp_path: Path, kerja: Kerja
) -> None:
    """The check of the checker (reliability.md 10.2)."""
    before, awal = begun(kerja)
    rekaman = padam.record(pekerja, kerja, copied(before, tmp_path / "rekam"), syncs=False)
    assert not [one for one in rekaman.peristiwa if isinstance(one, Sinkron)]
    found = padam.cut_power(kerja, rekaman, awal, tmp_path, 12, count=False)
    assert len(found.buruk) > 3


# ------------------------------------------------------------------ the disks that the cuts leave


def disks(rekaman: Rekaman, folder: Path) -> set[tuple[tuple[str, bytes], ...]]:
    """Every disk that some chance builds after the whole run: names with contents."""
    seen = set()
    for number in range(60):
        root = folder / str(number)
        rebuild(rekaman, len(rekaman.peristiwa), random.Random(number), root)
        files = sorted(one for one in root.rglob("*") if one.is_file())
        seen.add(tuple((one.relative_to(root).as_posix(), one.read_bytes()) for one in files))
    return seen


def test_what_was_synced_survives_and_of_the_rest_each_write_may_be_gone(tmp_path: Path) -> None:
    run: list[Peristiwa] = [Tulis(0, 0, b"AA"), Sinkron(0), Tulis(0, 2, b"BB"), Tulis(0, 4, b"CC")]
    rekaman = Rekaman({"d/a": 0}, {0: b"...."}, ["d"], run)
    assert disks(rekaman, tmp_path) == {
        (("d/a", content),) for content in (b"AA..", b"AABB", b"AA..CC", b"AABBCC")
    }


def test_a_new_name_that_was_not_synced_may_be_gone_with_its_synced_content(tmp_path: Path) -> None:
    run: list[Peristiwa] = [Nama("d/a", berkas=0), Tulis(0, 0, b"isi"), Sinkron(0), Nama("d/b", lama="d/a")]
    rekaman = Rekaman({}, {}, ["d"], run)
    assert disks(rekaman, tmp_path / "1") == {(), (("d/a", b"isi"),), (("d/b", b"isi"),)}
    rekaman.peristiwa.append(Sinkron("d"))
    assert disks(rekaman, tmp_path / "2") == {(("d/b", b"isi"),)}


def test_a_large_write_may_be_torn_at_a_sector_and_a_flash_disk_has_changes_of_its_own(
    tmp_path: Path,
) -> None:
    rekaman = Rekaman({"d/a": 0}, {0: b""}, ["d"], [Tulis(0, 0, b"x" * 1024)])
    lengths = {len(files[0][1]) for files in disks(rekaman, tmp_path / "1")}
    assert lengths == {0, 512, 1024}
    run: list[Peristiwa] = [Nama("flashdisk/k", berkas=0), Nama("d/a", berkas=1), Sinkron("d")]
    rekaman = Rekaman({}, {}, ["d", "flashdisk"], run)
    assert disks(rekaman, tmp_path / "2") == {
        (("d/a", b""),),
        (("d/a", b""), ("flashdisk/k", b"")),
    }


def test_what_strace_tells_is_followed_through_names_and_short_writes(tmp_path: Path) -> None:
    def hexed(text: str | bytes) -> str:
        return "".join(f"\\x{one:02x}" for one in (text.encode() if isinstance(text, str) else text))

    (tmp_path / "3306992001").mkdir()
    (tmp_path / "flashdisk").mkdir()
    (tmp_path / "3306992001" / "desa.db").write_bytes(b"lama")
    recorder = padam.Perekam(tmp_path, "3306992001")
    here, there = f"{tmp_path}/3306992001/.a.sementara", f"{tmp_path}/3306992001/a"
    told = json.dumps(["kata", ["batal"]])
    for line in (
        f'openat(AT_FDCWD<{hexed("/")}>, "{hexed(here)}", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 5<{hexed(here)}>',
        f'write(5<{hexed(here)}>, "{hexed(b"satu")}", 4) = 4',
        f'write(5<{hexed(here)}>, "{hexed(b"dua")}", 3) = 2',
        f"fsync(5<{hexed(here)}>) = 0",
        f'write(5<{hexed(here)}>, "{hexed(b"x")}", 1) = -1 ENOSPC (No space left on device)',
        f'rename("{hexed(here)}", "{hexed(there)}") = 0',
        f'sendto(4<{hexed("socket:[1]")}>, "{hexed(told)}", 17, 0, NULL, 0) = 17',
        f'unlink("{hexed(there)}") = 0',
        'openat(AT_FDCWD, "\\x2f\\x65\\x74\\x63", O_RDONLY) = 6<\\x2f\\x65\\x74\\x63>',
    ):
        recorder.hear(line)
    assert recorder.rekaman.peristiwa == [
        Nama("3306992001/.a.sementara", berkas=1),
        Tulis(1, 0, b"satu"),
        Tulis(1, 4, b"du"),
        Sinkron(1),
        Nama("3306992001/a", lama="3306992001/.a.sementara"),
        ["batal"],
        Nama("3306992001/a", is_hapus=True),
    ]


def test_where_strace_is_missing_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert putus_strace.why_not.__wrapped__() == "strace tidak terpasang"


def test_points_are_spread_over_calls_and_faults() -> None:
    points = [
        putus_strace.Titik("write", number, fault, "a") for number in range(1, 10) for fault in ("kill", EIO)
    ]
    chosen = spread(points, 3)
    assert [(one.nomor, one.kata) for one in chosen] == [
        (2, "kill"), (5, "kill"), (8, "kill"), (2, "EIO"), (5, "EIO"), (8, "EIO"),
    ]  # fmt: skip
