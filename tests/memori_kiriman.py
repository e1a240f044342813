"""What a hostile kiriman costs: the peak of memory over the start in MiB, and the seconds to its refusal.

    python tests/memori_kiriman.py NAMA BERKAS

Reads the file in a process of its own, as `terima periksa` reads one from a stick, and prints one JSON line.
`NAMA` is the key of the vectors that reads. The files are made by `BERAT`; only Linux tells the peak.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from desa_desktop.files import FS
from desa_desktop.sync.container import Kind
from desa_desktop.sync.on_disk import find_on_disk
from desa_desktop.sync.rejection import KirimanRejected
from kiriman_bench import certificate, keys, reader, seal, snapshot
from kiriman_bengkok import Parts, take_apart, write
from kiriman_bengkok import seal as seal_bent

MIB = 1024 * 1024
LIMIT = 64


@cache
def parts() -> Parts:
    """A good kiriman of Tursino for the kecamatan, to be bent."""
    made = seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("angka")])
    by, to = keys("tursino-1"), keys("kecamatan")
    return take_apart(made.data, by, to.age_secret, (by.age, to.age))


@cache
def packed(zeros: int) -> tuple[str, bytes]:
    return "deflate", zlib.compress(bytes(zeros), 9)


def padded(raw: bytes) -> bytes:
    """The packed bytes filled up with empty blocks until the lengths alone show no bomb."""
    machine = zlib.compressobj(1)
    stream = machine.compress(raw)
    need = len(raw) // 200 + 64 - len(stream)
    # an empty stored block of five bytes changes nothing in what comes out
    return stream + machine.flush(zlib.Z_FULL_FLUSH) + b"\0\0\0\xff\xff" * max(0, need // 5) + machine.flush()


def with_dok(raw: bytes) -> bytes:
    """A genuinely signed kiriman whose snapshots are these bytes, within every limit of the lengths."""
    return seal_bent(parts(), raw={"dok": raw}, stored={"dok": ("deflate", padded(raw))})


def snap(isi: bytes, *, id: str = "01990000-0000-7000-8000-0000000000c1") -> bytes:
    """A line of a snapshot that Tursino may send, whatever its content."""
    fields = {
        "id": id, "isi": "@", "jenis": "konsultasi", "leluhur": [], "oleh": keys("tursino-1").kid,
        "pada": "2026-08-20T10:15:00+07:00", "parents": [], "pemilik": certificate("tursino-1").uid,
        "revisi": 1, "schema": 100, "status": "disahkan",
    }  # fmt: skip
    return write(fields).replace(b'"@"', isi)


def filled(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


def _huge(size: int, change: Callable[[bytearray], None] = lambda _file: None) -> bytes:
    """A kiriman of `size` bytes of payload that says so truly, signed; what is inside is noise."""
    file = bytearray(seal_bent(parts(), payload=lambda _p: bytes(size)))
    change(file)
    return bytes(file)


def _age_header(size: int) -> bytes:
    """An age file that begins well and whose header goes on and on."""
    start = b"age-encryption.org/v1\n-> X25519 "
    return seal_bent(parts(), payload=lambda _p: start + b"A" * size)


def _many_small() -> bytes:
    """Small snapshots, all alike: much too much for what they are stored in."""
    return with_dok((snap(b"{}") + b"\n") * 100_000)


def _request() -> bytes:
    """Anybody can sign a request for himself."""
    keys_, raw = keys("baru"), b'{"nama":"' + b"x" * (40 * MIB) + b'","v":1}'
    made = seal("baru", Kind.REQUEST, [], certificates=[certificate("baru-sendiri")], nama="Baru")
    asked = take_apart(made.data, keys_, keys_.age_secret, ())
    return seal_bent(asked, raw={"request": raw}, stored={"request": ("deflate", padded(raw))})


@dataclass(frozen=True)
class Berat:
    """A heavy file and the code it must get."""

    nama: str
    kode: str
    make: Callable[[], bytes]


def _signature_bit(file: bytearray) -> None:
    file[24 + int.from_bytes(file[12:16], "big")] ^= 1


def _payload_bit(file: bytearray) -> None:
    file[-1] ^= 1


def _nothing(size: int, **row: int) -> bytes:
    """A section of zeros, packed a thousand to one."""
    return seal_bent(parts(), raw={"held": bytes(size)}, stored={"held": packed(size)}, row={"held": row})


def _held() -> bytes:
    raw = (b"0" * 64 + b"\n") * (MIB * 64 // 65)
    return seal_bent(parts(), raw={"held": raw}, stored={"held": ("deflate", padded(raw))})


def _manifest() -> bytes:
    heavy = b'{"aa":[' + filled(b"{},", 4 * MIB - 4_096) + b"{}],"
    return seal_bent(parts(), manifest_bytes=lambda data: heavy + data[1:])


def _list_of(piece: bytes) -> bytes:
    return with_dok(snap(b'{"a":[' + filled(piece, 24 * MIB) + b"{}]}") + b"\n")


def _as_it_is(name: str, size: int) -> bytes:
    """A section of zeros that says truly how long it is, stored as it is: nothing in the lengths is odd."""
    raw = bytes(size)
    return seal_bent(parts(), raw={name: raw}, stored={name: ("none", raw)})


def _nobodys_attachment(size: int) -> bytes:
    return _as_it_is(f"lampiran/{hashlib.sha256(bytes(size)).hexdigest()}", size)


BERAT = (
    Berat("a bomb that declares all it is", "E_BOMB", lambda: _nothing(48 * MIB)),
    Berat("a bomb that declares little", "E_SECTION_LEN", lambda: _nothing(48 * MIB, raw_len=8 * MIB)),
    Berat("zeros for snapshots, as many as are allowed", "E_BOMB", lambda: with_dok(bytes(256 * MIB))),
    Berat("a snapshot without an end", "E_BOMB", lambda: with_dok(snap(b'{"a":"' + b"x" * (60 * MIB)))),
    Berat("a snapshot of empty lists", "E_BOMB", lambda: _list_of(b"[],")),
    Berat("a snapshot of empty objects", "E_BOMB", lambda: _list_of(b"{},")),
    Berat("a snapshot of small objects", "E_BOMB", lambda: _list_of(b'{"a":1},')),
    Berat("a snapshot of numbers", "E_BOMB", lambda: _list_of(b"257,")),
    Berat("a snapshot of short texts", "E_BOMB", lambda: _list_of(b'"ab",')),
    Berat("one snapshot a hundred thousand times", "E_BOMB", _many_small),
    Berat("72 MiB of an age header without an end", "E_DECRYPT", lambda: _age_header(72 * MIB)),
    Berat("a manifest of empty objects", "E_MANIFEST", _manifest),
    Berat("held five times as long as any office's", "E_HELD", _held),
    Berat("a request of 40 MiB by nobody we know", "E_SECTION", _request),
    Berat("a stranger's file of 72 MiB", "E_SIGNATURE", lambda: _huge(72 * MIB, _signature_bit)),
    Berat("72 MiB of zeros for an age file", "E_DECRYPT", lambda: _huge(72 * MIB)),
    Berat(
        "an age file of 72 MiB of zeros",
        "E_INNER",
        lambda: seal_bent(parts(), inside=lambda _i: bytes(72 * MIB)),
    ),
    Berat("72 MiB of zeros for snapshots, as they are", "E_DOC", lambda: _as_it_is("dok", 72 * MIB)),
    Berat("72 MiB of zeros for held, as they are", "E_HELD", lambda: _as_it_is("held", 72 * MIB)),
    Berat("72 MiB of an attachment that nobody named", "E_ATTACHMENT", lambda: _nobodys_attachment(72 * MIB)),
    Berat("72 MiB with one bit changed at the end", "E_PAYLOAD_HASH", lambda: _huge(72 * MIB, _payload_bit)),
)


def measure(nama: str, path: Path) -> dict[str, object]:
    """Read the file in a process of its own; raises CalledProcessError when it breaks down."""
    command = [sys.executable, __file__, nama, str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def peak() -> int:
    """The most memory this process ever held since `forget_peak`, in KiB. Linux alone tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])  # type: ignore[index]


def forget_peak() -> int:
    """Begin anew; what is held now, in KiB. (`getrusage` would count what the parent held at the fork.)"""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()


def main() -> None:
    """Read one file and say what it cost."""
    who, path = reader(sys.argv[1]), Path(sys.argv[2])
    # the libraries do their first work, which no hostile file can be blamed for
    small = path.with_suffix(".kecil")
    small.write_bytes(seal("tursino-1", Kind.DATA, ["kecamatan"], [snapshot("angka")]).data)
    find_on_disk(FS, small).open(who)
    before, start, worked = forget_peak(), time.perf_counter(), time.process_time()
    try:
        kode = "diterima"
        find_on_disk(FS, path).open(who)
    except KirimanRejected as refusal:
        kode = refusal.kode
    took, cpu = time.perf_counter() - start, time.process_time() - worked
    said = {
        "kode": kode,
        "mib": round((peak() - before) / 1024, 1),
        "detik": round(took, 3),
        "cpu": round(cpu, 3),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
