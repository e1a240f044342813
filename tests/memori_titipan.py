"""What the walk of a large deposit costs: the peak of memory over the start in MiB, step by step.

    python tests/memori_titipan.py [MIB]
    python tests/memori_titipan.py LANGKAH FOLDER

Each step is a process of its own over offices that are really there; the first form prints a line for each.
Only Linux tells the peak.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import kiriman_offices as walk
from desa_desktop.app import App
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.services import dokumen, exchange
from desa_desktop.services.exchange import titipan
from desa_desktop.store import archive
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices
from memori_kiriman import forget_peak, peak

MIB = 1024 * 1024
STEPS = ("kirim", "terima", "kembalikan", "terima-kembali")
HOURS = {name: place * 600 for place, name in enumerate(STEPS, 1)}


def prepare(folder: Path, mib: int) -> Offices:
    """Enrolled offices; Tursino has a deposit of so many MiB, as `deposit_if_due` leaves one."""
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        place = titipan.folder_of(desa.files)
        place.mkdir()
        piece, hashed = os.urandom(MIB), hashlib.sha256()
        with (place / "baru").open("wb") as target:
            for number in range(mib):
                part = number.to_bytes(4, "big") + piece[4:]
                hashed.update(part)
                target.write(part)
        name, kid = hashed.hexdigest(), desa.laptop.keys.kid
        (place / "baru").rename(place / name)
        assert desa.kantor is not None
        uid = desa.kantor.id
        with desa.database.unit() as unit:
            dokumen.write_snapshot(
                unit, dokumen_id(uid, titipan.TITIPAN, kid), titipan.TITIPAN, uid, StatusDokumen.DISAHKAN,
                {"lampiran": name, "laptop": kid, "ukuran": mib * MIB}, [], kid=kid, at=made.at,
            )  # fmt: skip
            archive.put_meta(unit, f"titipan:{name}", str(mib * MIB))
            unit.commit("titip", OLEH, made.at)
    return made


def measure(step: str, folder: Path) -> dict[str, object]:
    """Do one step in a process of its own; raises CalledProcessError when it breaks down."""
    command = [sys.executable, __file__, step, str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def _send(made: Offices, app: App, untuk: str) -> str:
    made.clear_stick()
    [sealed] = walk.send(made, app, untuk=untuk, lengkap=True)
    return f"{sealed.ukuran // MIB} MiB"


def _take(made: Offices, app: App) -> str:
    [found] = walk.look(made, app)
    done = walk.accept(made, app, [found.sha256])
    assert not done.gagal, done.gagal
    [kept] = titipan.show_deposits(app.database, app.laptop, app.files).daftar
    assert kept.is_di_sini
    return found.kode


def do(step: str, folder: Path) -> dict[str, object]:
    """One step, here."""
    made = Offices(folder, hari=HOURS[step])
    with made.open(KUTOARJO if step in ("terima", "kembalikan") else TURSINO) as app:
        if step == "terima-kembali":  # the laptop that made it has burnt
            for one in titipan.folder_of(app.files).iterdir():
                one.unlink()
            titipan.prune(app.database, app.files, by=OLEH, at=made.at)
        exchange.inbox(app.database)
        before = forget_peak()
        is_sending = step in ("kirim", "kembalikan")
        said = _send(made, app, TURSINO if step == "kembalikan" else "") if is_sending else _take(made, app)
        return {"langkah": step, "hasil": said, "mib": round((peak() - before) / 1024, 1)}


def main() -> None:
    """One step, or all of them over a deposit of 200 MiB."""
    if len(sys.argv) == 3:
        print(json.dumps(do(sys.argv[1], Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        made = prepare(Path(folder) / "asal", int(sys.argv[1]) if sys.argv[1:] else 200)
        for step in STEPS:
            print(measure(step, made.folder))


if __name__ == "__main__":
    main()
