"""kill -9 and errors of the system at every call that a piece of work makes, SQLite's own calls included.

    python tests/putus_strace.py [--kerja NAMA] [--paling 60]

A first run under strace lists the calls of the work that touch the office or the flash disk. Then the work is
done from the start for each of them: the process is killed as it makes the call, or the call fails. A failed
write or create for lack of room goes on failing, as on a disk that stays full; any other call fails once,
and the work is then tried again in the same process, as a person would. After each, invariant I of
reliability.md 10. Of each call and fault at most `--paling` points, evenly spread; the tests walk a sample.
"""

from __future__ import annotations

import argparse
import errno
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import kerja as works
import kiriman_offices as walk
from desa_desktop.store import place
from kiriman_offices import Offices
from pekerja import Nasib, Pekerja
from putus import KILL, broke

EIO, ENOSPC = errno.EIO, errno.ENOSPC
Gangguan = str | int
CHANGES = (KILL, EIO, ENOSPC)
FAULTS: dict[str, tuple[Gangguan, ...]] = {
    "write": CHANGES,
    "pwrite64": CHANGES,
    "ftruncate": CHANGES,
    "openat": CHANGES,
    "mkdir": CHANGES,
    "rename": CHANGES,
    "fsync": (KILL, EIO, ENOSPC),
    "fdatasync": (KILL, EIO, ENOSPC),
    "unlink": (KILL, EIO),
    "close": (KILL, EIO),
    "read": (EIO,),
    "pread64": (EIO,),
}
GROWS = frozenset({"write", "pwrite64", "openat", "mkdir"})
SOON, LATER = 100, 200  # minutes: the same day, or a backup would be made at each close
LINE = re.compile(r"(\w+)\((.*)")


@dataclass(frozen=True)
class Titik:
    """The `nomor`-th call of this name, what is done to it, and which file it is about."""

    panggilan: str
    nomor: int
    gangguan: Gangguan
    berkas: str

    def __str__(self) -> str:
        return f"{self.panggilan} ke-{self.nomor} ({self.berkas}): {self.kata}"

    @property
    def kata(self) -> str:
        """The fault in one word."""
        return self.gangguan if isinstance(self.gangguan, str) else errno.errorcode[self.gangguan]

    @property
    def stays(self) -> bool:
        """Whether the fault is there to stay: a full disk."""
        return self.gangguan == ENOSPC and self.panggilan in GROWS

    @property
    def expression(self) -> str:
        """As strace wants it."""
        fault = "signal=KILL" if self.gangguan == KILL else f"error={self.kata}"
        return f"inject={self.panggilan}:{fault}:when={self.nomor}{'+' if self.stays else ''}"


@dataclass
class Hasil:
    """What a walk reached: breaks of each kind per call; those after which the work was done or not."""

    titik: Counter[tuple[str, str]] = field(default_factory=Counter)
    sudah: int = 0
    belum: int = 0
    meleset: int = 0
    """Points whose call did not come in the second run."""
    buruk: list[str] = field(default_factory=list)
    """Points at which a promise was broken, each with what happened."""

    @property
    def jumlah(self) -> int:
        """All points that were reached."""
        return self.titik.total()


@cache
def why_not() -> str:
    """Why strace cannot be used here, or nothing."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return "strace tidak terpasang"
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if scope.is_file() and int(scope.read_text()) > 1 and os.geteuid():
        return f"strace tidak diizinkan: {scope} melarangnya"
    tried = subprocess.run(
        ["strace", "-o", "/dev/null", "-e", "inject=getpid:error=EIO", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"strace tidak diizinkan: {tried.stderr.strip()}" if tried.returncode else ""


class Strace:
    """strace on a process that waits; it ends with it. `log` is what it wrote."""

    def __init__(self, log: Path, *words: str) -> None:
        self.log, self._words = log, words

    def take_hold(self, pid: int) -> None:
        """Return once every call of `pid` is seen."""
        command = ["strace", "-f", "-o", str(self.log), "-y", "-p", str(pid), *self._words]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self._process.stderr is not None
        said = self._process.stderr.readline()
        if "attached" not in said:
            raise RuntimeError(said)

    def lines(self) -> list[str]:
        """All that it wrote, once the process has ended."""
        self._process.communicate()
        return [line.split(maxsplit=1)[1] for line in self.log.read_text().splitlines()]


def calls_of(pekerja: Pekerja, kerja: works.Kerja, offices: Offices) -> list[Titik]:
    """Do the work undisturbed; every call to the office or the flash disk, with each of its faults."""
    strace = Strace(offices.folder.with_suffix(".log"), "-e", f"trace={','.join(FAULTS)}")
    fate = pekerja.work(kerja, offices, strace.take_hold)
    if fate.jebol or fate.refused or fate.killed:
        raise AssertionError(f"{kerja.nama}: {fate}")
    numbers: Counter[str] = Counter()
    found = []
    for line in strace.lines():
        match = LINE.match(line)
        if match is None or match[1] not in FAULTS:
            continue
        name = match[1]
        numbers[name] += 1
        touched = _touched(match[2], offices.folder)
        if touched and (name != "openat" or "O_CREAT" in line):
            found += [Titik(name, numbers[name], one, touched) for one in FAULTS[name]]
    return found


def _touched(words: str, folder: Path) -> str:
    """The file of a call inside the folder, or nothing."""
    at = words.find(f"{folder}/")
    if at < 0:
        return ""
    return re.split(r'[>"(]', words[at + len(str(folder)) + 1 :])[0]


def spread(points: Sequence[Titik], most: int) -> list[Titik]:
    """At most so many of each call and fault, evenly over the work."""
    groups: dict[tuple[str, Gangguan], list[Titik]] = {}
    for one in points:
        groups.setdefault((one.panggilan, one.gangguan), []).append(one)
    chosen: list[Titik] = []
    for group in groups.values():
        step = -(-len(group) // most)
        chosen += group[step // 2 :: step]
    return chosen


def walk_points(
    pekerja: Pekerja,
    kerja: works.Kerja,
    before: Offices,
    awal: works.Awal,
    points: Sequence[Titik],
    folder: Path,
) -> Hasil:
    """Break the work at each of these points, each time on a copy of its own in `folder`."""
    found = Hasil()
    for point in points:
        offices = copied(before, folder / "putus")
        strace = Strace(
            offices.folder.with_suffix(".log"), "-e", f"trace={point.panggilan}", "-e", point.expression
        )
        fate = pekerja.work(kerja, offices, strace.take_hold, again=not point.stays)
        if _was_hit(strace.lines()):
            broke(point.gangguan)
            found.titik[point.panggilan, point.kata] += 1
            try:
                is_done = _judge(kerja, offices, awal, point, fate)
            except Exception:
                found.buruk.append(f"{kerja.nama}, {point}: {fate.refused} {traceback.format_exc()}")
            else:
                found.sudah += is_done
                found.belum += not is_done
        else:
            found.meleset += 1
        shutil.rmtree(offices.folder)
    return found


def _was_hit(lines: Sequence[str]) -> bool:
    return any("(INJECTED)" in one or "killed by SIGKILL" in one for one in lines)


def _judge(kerja: works.Kerja, offices: Offices, awal: works.Awal, point: Titik, fate: Nasib) -> bool:
    assert not fate.jebol, fate.jebol
    assert fate.killed == (point.gangguan == KILL)
    assert not [one for one in fate.refused if "rusak" in one], fate.refused  # nothing is damaged
    is_interrupted = fate.killed or point.stays
    if not is_interrupted:
        assert len(fate.refused) < 2, fate.refused  # trying again helped
    return works.examine(kerja, Offices(offices.folder, hari=LATER), awal, fate.said, again=is_interrupted)


def copied(before: Offices, folder: Path) -> Offices:
    walk.copied(before.folder, folder)
    return Offices(folder, hari=SOON)


def prepared(template: Path, kerja: works.Kerja, folder: Path) -> tuple[Offices, works.Awal]:
    """The offices where the work begins."""
    offices, awal = copied(Offices(template), folder), works.Awal()
    kerja.prepare(offices, awal)
    return offices, awal


def walks(names: Sequence[str], most: int) -> Iterator[tuple[str, int, Hasil]]:
    """Each kind of work, how many points it has, and what the walk over `most` of each kind reached."""
    with tempfile.TemporaryDirectory(prefix="putus-") as made, Pekerja() as pekerja:
        folder = Path(made)
        works.make_template(folder / "asal")
        for name in names:
            kerja = works.SEMUA[name]
            (folder / name).mkdir()
            before, awal = prepared(folder / "asal", kerja, folder / name / "awal")
            points = calls_of(pekerja, kerja, copied(before, folder / name / "hitung"))
            yield (
                name,
                len(points),
                walk_points(pekerja, kerja, before, awal, spread(points, most), folder / name),
            )


def main() -> None:
    """The command."""
    words = argparse.ArgumentParser(description="Putus di setiap panggilan sistem")
    words.add_argument("--kerja", action="append", choices=[one.nama for one in works.PUTUS])
    words.add_argument("--paling", type=int, default=60)
    given = words.parse_args()
    if why_not():
        sys.exit(why_not())
    logging.disable()  # what is logged of a failing disk is meant
    place.BALLAST_SIZE = 64 * 1024
    begun, bad = time.monotonic(), 0
    for name, whole, found in walks(given.kerja or [one.nama for one in works.PUTUS], given.paling):
        print(f"{name}: {found.jumlah} dari {whole} titik, sesudahnya {found.sudah} selesai dan ", end="")
        print(f"{found.belum} belum; {found.meleset} meleset, {len(found.buruk)} buruk ", end="")
        print(f"({time.monotonic() - begun:.0f} detik)")
        for (call, fault), times in sorted(found.titik.items()):
            print(f"    {call:10} {fault:7} {times:5}")
        for one in found.buruk:
            print(one)
        bad += len(found.buruk)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
