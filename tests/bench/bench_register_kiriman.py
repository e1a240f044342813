"""What accepting registers costs beside the bare work, in one run: thirty villages of five thousand people.

    python tests/bench/bench_register_kiriman.py [villages] [people] [runs]

Each run seals one kiriman of each village and prints one JSON line: seconds of looking at all of them
(`periksa`, every file verified, opened and judged) and of accepting them (`terima`, with tables, search
index, journal, audit and receipt), and of the bare way: hash, decrypt, inflate, parse and a raw insert of
the same values; `_cpu` is what of it this process computed, which other work on the machine does not
change. `mib` is what looking and accepting took of memory over the start. The last line has the medians
and the ratio (aim 3) of the sums, of both.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pyrage

import kiriman_offices as walk
from desa_desktop.domain.identity import office_uid
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.services import enrolment, exchange
from desa_desktop.store import driver
from desa_desktop.sync.container import read_header, take_apart
from desa_desktop.sync.inner import split_manifest
from kiriman_offices import KUTOARJO, OLEH, Offices
from office import KEY, PUKUL, open_store
from warga_banyak import warga


def make_offices(folder: Path, villages: int, people: int) -> tuple[Offices, Path]:
    """The kecamatan, and a folder with one kiriman of each village."""
    codes = [f"33069920{number:02d}" for number in range(1, villages + 1)]
    walk.VILLAGES.clear()
    walk.VILLAGES.update({kode: f"Desa {kode[-2:]}" for kode in codes})
    offices, out = walk.make_offices(folder / "kantor"), folder / "kiriman"
    out.mkdir()
    for kode in codes:
        offices.clear_stick()
        with offices.open(KUTOARJO) as kec:
            [made] = enrolment.ask_register(
                kec.database, kec.laptop, kec.files, kode, offices.stick, minta=True, by=OLEH, at=offices.at
            )
        with offices.open(kode) as desa:
            fill(desa.database, kode, people)
            enrolment.install_grant(
                desa.database, desa.laptop, desa.files, made.berkas, by=OLEH, at=offices.at
            )
            exchange.decide(
                desa.database, desa.laptop, setuju=True, oleh="Kades", jabatan="", by=OLEH, at=offices.at
            )
            [sealed] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
            exchange.copy_to(
                desa.database, desa.laptop, desa.files, sealed.digest, out, by=OLEH, at=offices.at
            )
    return offices, out


def fill(database: Any, kode: str, people: int) -> None:
    """People of its own in each village."""
    uid = str(office_uid(kode))
    families = list(warga(people, seed=int(kode)))
    with database.unit() as unit:
        unit.load(Keluarga, ({**rumah, "desa_id": uid} for rumah, _members in families))
        unit.load(Penduduk, ({**one, "desa_id": uid} for _rumah, members in families for one in members))
        unit.commit("contoh", OLEH, PUKUL + timedelta(seconds=1))


def bare(offices: Offices, files: list[Path], store: Path, line: dict[str, float]) -> None:
    """Hash, decrypt, inflate, parse, insert; nothing is checked and nothing is kept besides."""
    with offices.open(KUTOARJO) as kec:
        secret = kec.laptop.keys.age_secret
    with open_store(store.parent):
        pass
    connection = driver.connect(store, KEY)
    identity = pyrage.x25519.Identity.from_str(secret)
    with clocked(line, "telanjang"):
        connection.execute("BEGIN IMMEDIATE")
        for file in files:
            take_bare(connection, file, identity)
        connection.execute("COMMIT")
    connection.close()


@contextmanager
def clocked(line: dict[str, float], name: str) -> Iterator[None]:
    """Seconds by the clock on the wall and of this process alone."""
    start, computed = time.perf_counter(), time.process_time()
    yield
    line[f"{name}_s"] = time.perf_counter() - start
    line[f"{name}_cpu"] = time.process_time() - computed


def take_bare(connection: Any, file: Path, identity: Any) -> None:
    """One kiriman of the bare way."""
    parts = take_apart(file.read_bytes())
    header = read_header(parts.header)
    assert hashlib.sha256(parts.payload).hexdigest() == header.payload_sha256
    whole = bytes(pyrage.decrypt(bytes(parts.payload), [identity]))
    manifest, at = split_manifest(whole)
    for row in json.loads(manifest)["sections"]:
        stored = whole[at : at + row["stored_len"]]
        at += row["stored_len"]
        if row["name"] == "dok":
            insert(connection, zlib.decompress(stored) if row["codec"] == "deflate" else stored)


def insert(connection: Any, raw: bytes) -> None:
    """The families and people of one kiriman, raw."""
    for snapshot in raw.splitlines():
        value = json.loads(snapshot)
        if value["jenis"] != "penduduk":
            continue
        for table in ("keluarga", "penduduk"):
            for row in value["isi"][table]:
                names = [*row, "desa_id"]
                values = [row[name] for name in row]
                for place, name in enumerate(names[:-1]):
                    if name == "id" or name.endswith("_id"):
                        values[place] = values[place].replace("-", "")
                connection.execute(
                    f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join('?' * len(names))})",
                    [*values, value["pemilik"].replace("-", "")],
                )


def memory() -> float:
    """What this process holds, in MiB."""
    text = Path("/proc/self/statm").read_text(encoding="ascii")
    return int(text.split()[1]) * 4096 / 1024 / 1024


def one_run(villages: int, people: int) -> dict[str, float]:
    """All figures of one new set of offices."""
    line: dict[str, float] = {"desa": villages, "orang": villages * people}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        offices, out = make_offices(folder, villages, people)
        files = sorted(out.rglob("*.kirim"))
        line["mb_berkas"] = round(sum(one.stat().st_size for one in files) / 1e6, 1)
        (folder / "telanjang").mkdir()
        bare(offices, files, folder / "telanjang" / "desa.db", line)
        with offices.open(KUTOARJO) as kec:
            before = memory()
            with clocked(line, "periksa"):
                found = exchange.look(kec.database, kec.laptop, kec.files, [out], at=offices.at)
            names = [one.sha256 for one in found]
            with clocked(line, "terima"):
                done = exchange.accept(kec.database, kec.laptop, kec.files, names, by=OLEH, at=offices.at)
            line["mib"] = memory() - before
            line["diterima"] = len(done.diterima)
    print(json.dumps({key: round(value, 2) for key, value in line.items()}), flush=True)
    return line


def main() -> None:
    """Run and sum up."""
    villages, people, runs = (
        int(one) for one in [*sys.argv[1:], *("30", "5000", "1")[len(sys.argv) - 1 :]][:3]
    )
    lines = [one_run(villages, people) for _run in range(runs)]
    medians = {key: round(statistics.median(one[key] for one in lines), 2) for key in lines[0]}
    ratios = {
        f"kali{of}": round((medians[f"periksa{of}"] + medians[f"terima{of}"]) / medians[f"telanjang{of}"], 1)
        for of in ("_s", "_cpu")
    }
    print(json.dumps({"median": medians, **ratios}))


if __name__ == "__main__":
    main()
