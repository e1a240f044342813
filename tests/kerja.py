"""Work of an office that a fault may interrupt, and what must hold then (reliability.md 10, invariant I).

Each piece of work can be done again whatever became of it before: it finishes what is not finished. `say`
gets what the person is told at that moment; nothing that was said may be lost.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import kiriman_offices as walk
from desa_desktop import app as office_app
from desa_desktop import config, paths
from desa_desktop.app import App, open_app
from desa_desktop.domain.telaah import TandaTerima
from desa_desktop.domain.usulan import Usulan
from desa_desktop.files import TEMPORARY
from desa_desktop.keys import doors, read_key_file
from desa_desktop.services import editing, exchange
from desa_desktop.services.exchange.trust import read_circle
from desa_desktop.store import archive
from desa_desktop.store.guard import read_installation
from desa_desktop.sync.container import read_header, take_apart
from kiriman_offices import KUTOARJO, OLEH, TURSINO, Offices
from office import clock_at

SANDI = "gotong royong desa"
Said = list[Any]
Say = Callable[[Said], None]


@dataclass
class Awal:
    """What was true before the work began."""

    said: list[Said] = field(default_factory=list)
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kerja:
    """`prepare` brings fresh offices to where the work begins; `check` says whether it is done by now.

    `do` returns the office as it is from then on.
    """

    nama: str
    kode: str
    prepare: Callable[[Offices, Awal], None]
    do: Callable[[App, Offices, Say], App]
    check: Callable[[App, Offices, Awal, list[Said]], bool]


@contextlib.contextmanager
def opened(kerja: Kerja, offices: Offices) -> Iterator[App]:
    """The office at work, with its kata sandi if it has one by now."""
    folder = offices.folder / kerja.kode
    values = {"DESA_DATA": str(folder)}
    password = SANDI if read_key_file(folder).needs_password else None
    at = clock_at(offices.at)
    with open_app(paths.places(values), config.read_environment(values), password=password, now=at) as app:
        yield app


def examine(kerja: Kerja, offices: Offices, awal: Awal, said: list[Said], *, again: bool = True) -> bool:
    """Invariant I after a fault; returns whether the work had been done. AssertionError where it is broken.

    Without `again` it is not tried whether the work can be done now.
    """
    with opened(kerja, offices) as app:
        was_done = _check(kerja, app, offices, awal, said)
        if again:
            more: list[Said] = []
            app = kerja.do(app, offices, more.append)
            assert _check(kerja, app, offices, awal, [*said, *more])
    folder = offices.folder / kerja.kode
    assert not list(folder.glob("desa.db?*"))
    if again:  # what lies about is swept by the next work of its kind
        assert not [one for one in folder.rglob(f"*{TEMPORARY}*") if one.is_file()]
    return was_done


def _check(kerja: Kerja, app: App, offices: Offices, awal: Awal, said: list[Said]) -> bool:
    assert [one.teks for one in office_app.check_everything(app) if not one.baik] == []
    return kerja.check(app, offices, awal, said)


def of(said: list[Said], word: str) -> list[Said]:
    """What was said with this word, without the word."""
    return [one[1:] for one in said if one[0] == word]


# ------------------------------------------------------------------ saving


def _proposal(app: App) -> tuple[Usulan, str | None]:
    with app.database.read() as unit:
        [one] = unit.select(Usulan)
    drafts = [draft.isi for draft in editing.get_drafts(app.database) if draft.baris_id == str(one.id)]
    assert len(drafts) <= 1
    return one, drafts[0] if drafts else None


def _steps_done(app: App) -> int:
    """How many drafts and values of the one proposal were kept, one after the other."""
    one, draft = _proposal(app)
    value = int(one.uraian)
    assert draft in (None, str(value + 1))
    return 2 * value + (draft is not None)


def _saving(nama: str, times: int) -> Kerja:
    def prepare(offices: Offices, _awal: Awal) -> None:
        with offices.open(TURSINO) as app:
            walk.add_usulan(app, "0", offices.at)

    def do(app: App, offices: Offices, say: Say) -> App:
        one, _draft = _proposal(app)
        for step in range(_steps_done(app), 2 * times):
            text = str(step // 2 + 1)
            if step % 2:
                editing.change(app.database, Usulan, one.id, {"uraian": text}, by=OLEH, at=offices.at)
            else:
                editing.save_draft(app.database, "usulan", str(one.id), "uraian", text, at=offices.at)
            say(["langkah", step + 1])
        return app

    def check(app: App, _offices: Offices, _awal: Awal, said: list[Said]) -> bool:
        confirmed = max((one[0] for one in of(said, "langkah")), default=0)
        done = _steps_done(app)
        assert confirmed <= done <= confirmed + 1
        return done == 2 * times

    return Kerja(nama, TURSINO, prepare, do, check)


# ------------------------------------------------------------------ sealing and the flash disk


def carried(offices: Offices) -> list[Path]:
    """Every file that a person could carry away; hidden leftovers of a cut are none."""
    return [one for one in offices.stick.rglob("*.kirim") if not one.name.startswith(".")]


def _check_outbox(app: App, offices: Offices, said: list[Said]) -> list[archive.OutboxRow]:
    """Nothing left too early, nothing is half, no number means two kiriman; returns what is sealed."""
    with app.database.read() as unit:
        rows = archive.outbox(unit)
    sealed = {one.berkas: one for one in rows if one.digest is not None}
    noted = read_installation(app.files.places.data)
    assert noted is not None
    assert len({(one.chain, one.seq) for one in rows}) == len(rows)
    for row in sealed.values():
        data = (app.files.outbox / row.berkas).read_bytes()
        parts = take_apart(data)
        assert parts.digest == row.digest
        assert hashlib.sha256(parts.payload).hexdigest() == read_header(parts.header).payload_sha256
    for path in carried(offices):
        row = sealed[path.name]
        assert path.read_bytes() == (app.files.outbox / path.name).read_bytes()
        assert noted.high_water[row.chain] >= row.seq
    digests = {(one.seq, one.digest) for one in sealed.values()}
    assert {(seq, digest) for seq, digest in of(said, "segel")} <= digests
    on_stick = {sealed[path.name].digest for path in carried(offices)}
    for [digest] in of(said, "tulis"):
        assert digest in on_stick
        assert [one for one in sealed.values() if one.digest == digest and one.salinan]
    return [one for one in sealed.values() if one.jenis == "data"]


def _prepare_sending(offices: Offices, awal: Awal) -> None:
    with offices.open(TURSINO) as app:
        walk.add_usulan(app, "Sebelum mati listrik", offices.at)
        [first] = walk.send(offices, app)
        walk.add_usulan(app, "Sesudah yang pertama", offices.at)
    awal.said.append(["segel", first.seq, first.digest])
    offices.clear_stick()


def _send(app: App, offices: Offices, say: Say) -> App:
    [sealed] = exchange.seal_if_needed(app.database, app.laptop, app.files, by=OLEH, at=offices.at)
    say(["segel", sealed.seq, sealed.digest])
    exchange.copy_to(
        app.database, app.laptop, app.files, sealed.digest, offices.stick, by=OLEH, at=offices.at
    )
    say(["tulis", sealed.digest])
    return app


def _check_sending(app: App, offices: Offices, awal: Awal, said: list[Said]) -> bool:
    sealed = _check_outbox(app, offices, [*awal.said, *said])
    assert [one.seq for one in sealed] == list(range(1, len(sealed) + 1))  # none was skipped either
    return len(sealed) > 1 and bool(sealed[-1].salinan)


# ------------------------------------------------------------------ taking in, and taking it back


def _prepare_receiving(offices: Offices, awal: Awal) -> None:
    with offices.open(TURSINO) as desa:
        [sealed] = walk.send(offices, desa)
    awal.said.append(["digest", sealed.digest])
    with offices.open(KUTOARJO) as kec:
        awal.pictures["tanpa"] = walk.picture(kec)


def _receive(app: App, offices: Offices, say: Say) -> App:
    found = exchange.look(app.database, app.laptop, app.files, [offices.stick], at=offices.at)
    [one] = found
    say(["lihat", one.digest])
    key = one.sha256 or one.digest  # the digest when it was accepted before
    done = exchange.accept(app.database, app.laptop, app.files, [key], by=OLEH, at=offices.at)
    assert not done.gagal
    say(["terima", one.digest])
    return app


def _accepted(app: App, awal: Awal) -> bool:
    """Whether it is in, with everything that belongs to it, or out without a trace."""
    [[digest]] = of(awal.said, "digest")
    with app.database.read() as unit:
        ledger = [one.digest for one in archive.ledger(unit)]
        receipts = unit.select(TandaTerima)
    assert ledger in ([], [digest])
    assert len(receipts) == len(ledger)
    folders = (app.files.intake, app.files.archive, app.files.quarantine)
    lying = {path.stem: path for folder in folders for path in folder.glob("*.kirim")}
    rows = {one.sha256: one.tempat for one in exchange.inbox(app.database)}
    assert {sha256: path.parent.name for sha256, path in lying.items()} == rows
    for sha256, path in lying.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    assert bool(ledger) == bool(_waiting(app, awal, "arsip"))
    now = walk.picture(app)
    if ledger and "ada" in awal.pictures:
        assert now == awal.pictures["ada"]
    if not ledger:
        assert now == awal.pictures["tanpa"]
    return bool(ledger)


def _waiting(app: App, awal: Awal, *places: str) -> list[exchange.KirimanMasuk]:
    """Our kiriman in Kotak Masuk, if it lies in one of these places."""
    [[digest]] = of(awal.said, "digest")
    return [one for one in exchange.inbox(app.database) if one.digest == digest and one.tempat in places]


def _check_receiving(app: App, _offices: Offices, awal: Awal, said: list[Said]) -> bool:
    is_in = _accepted(app, awal)
    assert is_in or not of(said, "terima")
    assert _waiting(app, awal, "masuk", "arsip") or not of(said, "lihat")
    return is_in


def _prepare_undoing(offices: Offices, awal: Awal) -> None:
    _prepare_receiving(offices, awal)
    with offices.open(KUTOARJO) as kec:
        _receive(kec, offices, awal.said.append)
        awal.pictures["ada"] = walk.picture(kec)


def _undo(app: App, offices: Offices, say: Say) -> App:
    with app.database.read() as unit:
        ledger = archive.ledger(unit)
    for row in ledger:
        exchange.undo_acceptance(app.database, app.laptop, app.files, row.digest, by=OLEH, at=offices.at)
    say(["batal"])
    return app


def _check_undoing(app: App, _offices: Offices, awal: Awal, said: list[Said]) -> bool:
    is_in = _accepted(app, awal)
    assert not (is_in and ["batal"] in said)
    assert _waiting(app, awal, "arsip" if is_in else "masuk")
    return not is_in


# ------------------------------------------------------------------ keys


def _prepare_password(offices: Offices, awal: Awal) -> None:
    with offices.open(TURSINO) as app:
        awal.pictures["isi"] = walk.picture(app)


def _set_password(app: App, _offices: Offices, say: Say) -> App:
    if not office_app.has_password(app):
        with mock.patch.object(doors, "calibrate", return_value=doors.FLOOR):  # half a second of hashing else
            app = office_app.set_password(app, SANDI)
    say(["sandi"])
    return app


def _check_password(app: App, _offices: Offices, awal: Awal, said: list[Said]) -> bool:
    assert walk.picture(app) == awal.pictures["isi"]
    has_one = office_app.has_password(app)
    assert has_one or ["sandi"] not in said
    return has_one


def _root_of(app: App) -> str:
    with app.database.read() as unit:
        root = read_circle(unit, app.laptop).root
    assert root is not None
    return root.kid


def _prepare_root(offices: Offices, awal: Awal) -> None:
    with offices.open(KUTOARJO) as kec:
        awal.said.append(["induk", _root_of(kec)])


def _replace_root(app: App, offices: Offices, say: Say) -> App:
    app, written = office_app.replace_root(app, offices.stick, by=OLEH, at=offices.at)
    say(["putar", _root_of(app), [one.name for one in written]])
    return app


def _check_root(app: App, offices: Offices, awal: Awal, said: list[Said]) -> bool:
    """Whose card the villages type, this laptop can sign for: always."""
    _check_outbox(app, offices, said)
    root = _root_of(app)
    assert app.laptop.root is not None
    assert app.laptop.root.kid == root
    turned = of(said, "putar")
    for _kid, names in turned:
        assert {one.name for one in carried(offices)} >= {Path(name).name for name in names}
        assert len(names) == 2  # Tursino, Wirun
    if turned:
        assert root == turned[-1][0]
    return [root] not in of(awal.said, "induk")


SIMPAN = _saving("simpan", 2)
SIMPAN_LAMA = _saving("simpan lama", 30)
KIRIM = Kerja("segel dan tulis", TURSINO, _prepare_sending, _send, _check_sending)
TERIMA = Kerja("terima", KUTOARJO, _prepare_receiving, _receive, _check_receiving)
BATAL = Kerja("batal terima", KUTOARJO, _prepare_undoing, _undo, _check_undoing)
KATA_SANDI = Kerja("kata sandi", TURSINO, _prepare_password, _set_password, _check_password)
PUTAR = Kerja("kunci putar", KUTOARJO, _prepare_root, _replace_root, _check_root)
PUTUS = (SIMPAN, KIRIM, TERIMA, BATAL, KATA_SANDI, PUTAR)
PADAM = (SIMPAN_LAMA, KIRIM, TERIMA, BATAL, KATA_SANDI, PUTAR)
SEMUA = {one.nama: one for one in (*PUTUS, SIMPAN_LAMA)}


def make_template(folder: Path) -> Offices:
    """Three offices with a ratified plan, made once for all kinds of work."""
    made = walk.make_offices(folder)
    with made.open(TURSINO) as desa:
        walk.add_plan(desa, made.at)
        walk.ratify(desa, made.at)
    return made
