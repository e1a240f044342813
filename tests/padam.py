"""Power loss: what a disk may hold after a cut, with the writes that were never confirmed partly gone.

    python tests/padam.py [--jumlah 2000] [--kerja NAMA] [--benih 1]

kill -9 loses nothing that was written, so it does not test whether the program waits for the disk. Here
strace records every write, fsync, creation, renaming, truncation and removal of one run together with what
the person was told; then the disk is built as it may be after a cut at a random moment (reliability.md
10.2): every synced write, a random half of the others, of the large ones 15 % torn at a boundary of 512
bytes, and an ordered prefix of the changes of folders that holds at least what was synced. Laptop and flash
disk are two disks. A synced file whose name was not synced may be gone: that is stricter than most file
systems. After each cut invariant I of reliability.md 10. Run without any fsync the same work must lose
something.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import kerja as works
from desa_desktop.store import place
from kiriman_offices import Offices
from pekerja import Pekerja
from putus import broke
from putus_strace import LATER, Strace, copied, prepared, why_not

POWER = "padam"
CALLS = "openat,write,pwrite64,writev,pwritev,sendfile,copy_file_range,ftruncate,truncate,fallocate,fsync,"
CALLS += (
    "fdatasync,sync_file_range,mkdir,rmdir,rename,renameat,renameat2,unlink,unlinkat,link,read,lseek,sendto"
)
LINE = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'["<]((?:\\x[0-9a-f]{2})*)[">]')
UNDONE = ("-shm", "profil.lock")  # the one is made anew at each start, the other is always empty
EVERY = 10
"""At each so-many-th cut the work is also done again; that it can be, the other faults show at length."""


@dataclass(frozen=True, slots=True)
class Tulis:
    """Bytes at a place of a file, or (data None) its new length."""

    berkas: int
    tempat: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Nama:
    """A change of a folder: a new file (`berkas`), a new folder, another name (`lama`), or a removal."""

    path: str
    berkas: int | None = None
    lama: str = ""
    is_hapus: bool = False


@dataclass(frozen=True, slots=True)
class Sinkron:
    """The disk confirmed a file (its number) or a folder (its path)."""

    apa: int | str


Peristiwa = Tulis | Nama | Sinkron | works.Said


@dataclass
class Rekaman:
    """One run: the files it found by path, and what happened in order."""

    awal: dict[str, int]
    isi: dict[int, bytes]
    folders: list[str]
    peristiwa: list[Peristiwa]


@dataclass
class Hasil:
    """What the cuts left: how often the work was done, how often not, and broken promises in words."""

    sudah: int = 0
    belum: int = 0
    buruk: list[str] = field(default_factory=list)


# ------------------------------------------------------------------ recording


class Perekam:
    """Follows the lines of strace; paths are those inside `root`. What it cannot follow is an error."""

    def __init__(self, root: Path, kode: str) -> None:
        self._root = f"{root}/"
        disks = [root / kode, root / "flashdisk"]
        found = sorted(path for disk in disks for path in (disk, *disk.rglob("*")))
        files = [self._inside(str(one)) for one in found if one.is_file()]
        names = {name: number for number, name in enumerate(one for one in files if not one.endswith(UNDONE))}
        isi = {number: (root / name).read_bytes() for name, number in names.items()}
        folders = [self._inside(str(one)) for one in found if one.is_dir()]
        self.rekaman = Rekaman(dict(names), isi, folders, [])
        self._names, self._next = names, len(names)
        self._places: dict[str, int] = {}

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._root) if path.startswith(self._root) else ""

    def hear(self, line: str) -> None:
        """One line of strace; a call that failed changed nothing."""
        match = LINE.match(line)
        if match is None or int(match[3]) < 0:
            return
        call, words, answer = match[1], match[2], int(match[3])
        texts = [bytes.fromhex(one.replace("\\x", "")) for one in TEXT.findall(words)]
        if call == "sendto":
            word, value = json.loads(texts[-1])
            if word == "kata":
                self.rekaman.peristiwa.append(value)
            return
        handle = words.partition("<")[0]
        if call == "openat":
            self._open(self._inside(texts[-1].decode()), words, str(answer))
            return
        paths = [self._inside(one.decode("utf-8", "replace")) for one in texts[:2]]
        if not paths[0] or paths[0].endswith(UNDONE) or paths[0].endswith(" (deleted)"):
            return
        self._change(call, paths, texts, words, handle, answer)

    def _open(self, path: str, words: str, handle: str) -> None:
        self._places[handle] = 0
        if not path or path.endswith(UNDONE):
            return
        if "O_CREAT" in words and path not in self._names:
            self._names[path], self._next = self._next, self._next + 1
            self.rekaman.peristiwa.append(Nama(path, berkas=self._names[path]))
        elif "O_TRUNC" in words:
            self.rekaman.peristiwa.append(Tulis(self._names[path], 0, None))

    def _change(
        self, call: str, paths: list[str], texts: list[bytes], words: str, handle: str, answer: int
    ) -> None:
        path, add = paths[0], self.rekaman.peristiwa.append
        if call == "pwrite64":
            add(Tulis(self._names[path], int(words.rpartition(",")[2]), texts[1][:answer]))
        elif call == "write":
            add(Tulis(self._names[path], self._places[handle], texts[1][:answer]))
            self._places[handle] += answer
        elif call == "lseek":
            self._places[handle] = answer
        elif call == "read":
            self._places[handle] += answer
        elif call == "ftruncate":
            add(Tulis(self._names[path], int(words.rpartition(",")[2], 0), None))
        elif call in ("fsync", "fdatasync"):
            add(Sinkron(self._names.get(path, path)))
        elif call == "mkdir":
            add(Nama(path))
        elif call == "rename":
            self._names[paths[1]] = self._names.pop(path)
            add(Nama(paths[1], lama=path))
        elif call == "unlink":
            self._names.pop(path, None)
            add(Nama(path, is_hapus=True))
        else:
            raise AssertionError(f"cannot follow {call}")


def record(pekerja: Pekerja, kerja: works.Kerja, offices: Offices, *, syncs: bool = True) -> Rekaman:
    """One whole run from before the office is opened until it is closed."""
    recorder = Perekam(offices.folder, kerja.kode)
    log = offices.folder.with_suffix(".rekam")
    strace = Strace(log, "-xx", "-s", "100000000", "-e", f"trace={CALLS}")
    fate = pekerja.work(kerja, offices, strace.take_hold, whole=True, syncs=syncs)
    if fate.jebol or fate.refused or fate.killed:
        raise AssertionError(fate)
    for line in strace.lines():
        recorder.hear(line)
    log.unlink()
    return recorder.rekaman


# ------------------------------------------------------------------ the disk after a cut


def disk_of(path: str) -> bool:
    """Whether it lies on the flash disk."""
    return path.startswith("flashdisk")


def rebuild(rekaman: Rekaman, cut: int, chance: random.Random, root: Path) -> list[works.Said]:
    """Build one possible disk after the first `cut` events in `root`; returns what had been said by then."""
    happened = rekaman.peristiwa[:cut]
    names, folders = dict(rekaman.awal), list(rekaman.folders)
    for is_stick in (False, True):
        for one in _kept_names(happened, is_stick, chance):
            if one.is_hapus:
                names.pop(one.path, None)
            elif one.lama:
                names[one.path] = names.pop(one.lama)
            elif one.berkas is not None:
                names[one.path] = one.berkas
            else:
                folders.append(one.path)
    contents = _contents(rekaman, happened, chance)
    for folder in folders:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, number in names.items():
        (root / name).write_bytes(contents.get(number, b""))
    return [one for one in happened if isinstance(one, list)]


def _kept_names(happened: Sequence[Peristiwa], is_stick: bool, chance: random.Random) -> list[Nama]:
    changes: list[Nama] = []
    safe = 0
    for one in happened:
        if isinstance(one, Nama) and disk_of(one.path) == is_stick:
            changes.append(one)
        elif isinstance(one, Sinkron) and isinstance(one.apa, str) and disk_of(one.apa) == is_stick:
            safe = len(changes)
    return changes[: chance.randint(safe, len(changes))]


def _contents(rekaman: Rekaman, happened: Sequence[Peristiwa], chance: random.Random) -> dict[int, bytes]:
    synced = {one.apa: number for number, one in enumerate(happened) if isinstance(one, Sinkron)}
    made = {number: bytearray(content) for number, content in rekaman.isi.items()}
    for number, one in enumerate(happened):
        if not isinstance(one, Tulis):
            continue
        content = made.setdefault(one.berkas, bytearray())
        is_safe = number < synced.get(one.berkas, -1)
        if not is_safe and chance.random() < 0.5:
            continue
        if one.data is None:
            del content[one.tempat :]
            content.extend(bytes(one.tempat - len(content)))
            continue
        data = one.data
        if not is_safe and len(data) > 512 and chance.random() < 0.15:
            end = (one.tempat + chance.randrange(len(data))) // 512 * 512
            data = data[: max(0, end - one.tempat)]
        content.extend(bytes(max(0, one.tempat - len(content))))
        content[one.tempat : one.tempat + len(data)] = data
    return {number: bytes(content) for number, content in made.items()}


# ------------------------------------------------------------------ many cuts


def cut_power(
    kerja: works.Kerja,
    rekaman: Rekaman,
    awal: works.Awal,
    folder: Path,
    times: int,
    benih: str = "1",
    *,
    count: bool = True,
) -> Hasil:
    """So many random cuts of one recorded run, each looked at as the next start finds it.

    `count=False` for runs that are meant to lose something.
    """
    found = Hasil()
    for number in range(times):
        chance = random.Random(f"{benih}-{number}")
        cut = chance.randint(0, len(rekaman.peristiwa))
        root = folder / "padam"
        said = rebuild(rekaman, cut, chance, root)
        if count:
            broke(POWER)
        try:
            is_done = works.examine(kerja, Offices(root, hari=LATER), awal, said, again=number % EVERY == 0)
        except Exception:
            found.buruk.append(
                f"{kerja.nama}, benih {benih}-{number}, sesudah {cut} dari {len(rekaman.peristiwa)}: "
                f"{traceback.format_exc()}"
            )
        else:
            found.sudah += is_done
            found.belum += not is_done
        shutil.rmtree(root)
    return found


def cuts(
    names: Sequence[str], times: int, *, benih: str = "1", syncs: bool = True
) -> Iterator[tuple[str, Hasil]]:
    """Each kind of work with what so many cuts left of it."""
    with tempfile.TemporaryDirectory(prefix="padam-") as made, Pekerja() as pekerja:
        folder = Path(made)
        works.make_template(folder / "asal")
        for name in names:
            kerja = works.SEMUA[name]
            (folder / name).mkdir()
            before, awal = prepared(folder / "asal", kerja, folder / name / "awal")
            rekaman = record(pekerja, kerja, copied(before, folder / name / "rekam"), syncs=syncs)
            yield name, cut_power(kerja, rekaman, awal, folder / name, times, benih)


def main() -> None:
    """The command."""
    words = argparse.ArgumentParser(description="Listrik padam pada saat apa pun")
    words.add_argument("--kerja", action="append", choices=list(works.SEMUA))
    words.add_argument("--jumlah", type=int, default=2_000)
    words.add_argument("--benih", default="1")
    words.add_argument("--tanpa-sinkron", action="store_true", help="harus menemukan yang hilang")
    given = words.parse_args()
    if why_not():
        sys.exit(why_not())
    logging.disable()
    place.BALLAST_SIZE = 64 * 1024
    begun, bad = time.monotonic(), 0
    names = given.kerja or [one.nama for one in works.PADAM]
    for name, found in cuts(names, given.jumlah, benih=given.benih, syncs=not given.tanpa_sinkron):
        print(f"{name}: {given.jumlah} kali padam, sesudahnya {found.sudah} selesai, ", end="")
        print(f"{found.belum} belum, {len(found.buruk)} buruk ({time.monotonic() - begun:.0f} detik)")
        for one in found.buruk[:5]:
            print(one)
        bad += len(found.buruk)
    sys.exit((bad > 0) != given.tanpa_sinkron)


if __name__ == "__main__":
    main()
