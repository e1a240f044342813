"""Months of an office's life as short words: two laptops of a village, their kecamatan, and what goes wrong.

Everything is real: folders, encrypted stores, sealed files, the guard at start. A history is a list of
`Langkah`; `Riwayat.live` walks through it and checks after every step, `settle` lets everybody meet in the
end. Source: kiriman-format.md 11, 12.3, 14.1, 18.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import dua_laptop
import kiriman_offices as walk
import office
from desa_desktop.app import App, restore_backup
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.services import dokumen, exchange, rkp, selisih, upkeep
from desa_desktop.store import archive, guard
from desa_desktop.store.backup_file import Reason
from desa_desktop.store.place import BALLAST_NAME
from desa_desktop.sync import travel
from dua_laptop import OPERATOR, SEKDES
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from office import TAHUN

KECAMATAN, KEMBARAN = KUTOARJO, "kembaran"
VILLAGE = (SEKDES, OPERATOR)
WRITTEN = ("profil", "rkp-desa", "daftar-usulan")
"""The dokumen of the village that the histories write."""
ROUNDS = 6
GOOD = frozenset({"D_OK", "D_JUMP", "D_LATE", "D_BERCABANG", "D_DUPLICATE"})
ASKED = frozenset({"D_NEW_INCARNATION", "D_REPLACED"})
"""What a person at the receiving laptop answers with yes."""

Langkah = tuple[str, str, int]
"""What happens, at which laptop, and a number that chooses among sticks, ways or days."""


@dataclass(frozen=True)
class Stick:
    """A sealed kiriman on its way; the laptops that may open it."""

    path: Path
    digest: str
    number: tuple[str, str, int]
    kepada: tuple[str, ...]


@dataclass
class Riwayat:
    """The offices of one history, opened; `folder` is a copy of `template` of its own."""

    folder: Path
    open: dict[str, App] = field(default_factory=dict)
    sticks: list[Stick] = field(default_factory=list)
    lost: int = 0
    used: dict[tuple[str, str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    """(kid, chain, seq) -> digests of the kiriman that left under this number."""
    twins: set[str] = field(default_factory=set)
    """Keys of laptops that were copied or put back whole on the same machine: no guard sees that."""
    seen: list[str] = field(default_factory=list)
    _stacks: dict[str, ExitStack] = field(default_factory=dict)
    _made: int = 0
    _clock: timedelta = timedelta()

    @property
    def at(self) -> datetime:
        """A minute later at each call, but for the days by which the clock is wrong."""
        self._made += 1
        return office.PUKUL + timedelta(days=1, minutes=self._made) + self._clock

    # ------------------------------------------------------------------ laptops

    def start(self, name: str, machine: str = "") -> App:
        """Start the program on this laptop; `machine` is another one than all share."""
        stack = ExitStack()
        kode = name if name == KECAMATAN else TURSINO
        with patch.object(guard, "_machine_id", lambda: machine or "mesin"):
            app = stack.enter_context(
                office.open_office(self.folder / name, kode=kode, nama="Kantor", at=self.at)
            )
        self.open[name], self._stacks[name] = app, stack
        return app

    def stop(self, name: str) -> None:
        """Close it properly."""
        if name in self.open:
            self._stacks.pop(name).close()
            del self.open[name]

    def stop_all(self) -> None:
        for name in list(self.open):
            self.stop(name)

    # ------------------------------------------------------------------ one step

    def live(self, history: list[Langkah]) -> None:
        """Walk through a history; a step that has nothing to work on is none."""
        for what, who, which in history:
            if who in self.open or what == "gandakan":
                getattr(self, f"do_{what}")(who, which)

    def do_tulis(self, name: str, which: int) -> None:
        """A proposal more."""
        walk.add_usulan(self.open[name], f"Usulan {name} {self._made} {which}", self.at)

    def do_ubah(self, name: str, which: int) -> None:
        """The address of the village office, which the other laptop may be changing too."""
        app = self.open[name]
        assert app.kantor is not None
        with app.database.unit() as unit:
            unit.get(Desa, app.kantor.id).alamat = f"Jalan {which} dari {name} {self._made}"
            unit.commit("ubah alamat", OLEH, self.at)

    def do_sahkan(self, name: str, which: int) -> None:
        """The plan is ratified, or taken up again and changed; one that forked is left to Kotak Selisih."""
        app = self.open[name]
        key = rkp.rkp_key(app.database, TAHUN)
        with app.database.read() as unit:
            if dokumen.shelf_of(unit, key).is_bercabang:
                return
            plan = unit.get(RkpDesa, key)
        if plan.status is StatusDokumen.DISAHKAN:
            rkp.revise(app.database, "rkp", TAHUN, by=OLEH, at=self.at)
            walk.set_cost(app, plan.kegiatan[0].id, 1_000_000 * (which + 1), self.at)
        else:
            rkp.ratify_rkp(
                app.database, app.aturan, TAHUN, kid=app.laptop.keys.kid, by=OLEH, at=self.at, nomor="5",
                tanggal=date(2026, 9, 20), alasan="Contoh.",
            )  # fmt: skip

    def do_gabung(self, name: str, _which: int) -> None:
        """A person joins what forked: on every question side A."""
        app = self.open[name]
        forks = selisih.list_forks(app.database, app.laptop, at=self.at)
        asked = [one.id for fork in forks if fork.is_milik for one in fork.selisih]
        if asked:
            selisih.decide(app.database, app.laptop, asked, "a", by=OLEH, at=self.at)
        selisih.merge_clean(app.database, app.laptop, by=OLEH, at=self.at)
        for fork in selisih.list_forks(app.database, app.laptop, at=self.at):
            if fork.is_siap:
                selisih.merge_fork(app.database, app.laptop, fork.dokumen, by=OLEH, at=self.at)

    def do_jam(self, _name: str, which: int) -> None:
        """The clock is set wrong, forwards or backwards."""
        self._clock = timedelta(days=(0, -400, 30, -3)[which % 4])

    def do_kirim(self, name: str, which: int) -> None:
        """Seal and write to a stick: to the kecamatan, or to the other laptop."""
        app = self.open[name]
        untuk = "laptop" if which % 2 and name != KECAMATAN else ""
        sealed = exchange.seal(app.database, app.laptop, app.files, untuk=untuk, by=OLEH, at=self.at)
        for one in sealed:
            if one.kode != TURSINO and name == KECAMATAN:
                continue
            folder = self.folder / "jalan" / str(self._made)
            folder.mkdir(parents=True)
            written = exchange.copy_to(
                app.database, app.laptop, app.files, one.digest, folder, by=OLEH, at=self.at
            )
            with app.database.read() as unit:
                [row] = [each for each in archive.outbox(unit) if each.digest == one.digest]
            number = (app.laptop.keys.kid, row.chain, row.seq)
            self.used[number].add(one.digest)
            self._require_once(number)
            self.sticks.append(Stick(written.berkas, one.digest, number, self._addressees(name, untuk)))

    def _addressees(self, name: str, untuk: str) -> tuple[str, ...]:
        if name == KECAMATAN:
            return (*VILLAGE, KEMBARAN)
        if not untuk:
            return (KECAMATAN,)
        other = SEKDES if name == OPERATOR else OPERATOR
        return (other, KEMBARAN) if other == SEKDES else (other,)

    def _require_once(self, number: tuple[str, str, int]) -> None:
        if number[0] not in self.twins:
            assert len(self.used[number]) == 1, f"nomor {number[2]} dipakai dua kali"

    def do_hilang(self, _name: str, which: int) -> None:
        """A stick is lost for good."""
        if self.sticks:
            self.sticks.pop(which % len(self.sticks))
            self.lost += 1

    def do_sampai(self, _name: str, which: int) -> None:
        """Some stick arrives somewhere: late, out of order, once more."""
        if self.sticks:
            stick = self.sticks[which % len(self.sticks)]
            self.deliver(stick, stick.kepada[which // 7 % len(stick.kepada)])

    def deliver(self, stick: Stick, name: str) -> None:
        """A person looks at the stick and accepts what may be accepted, answering what is asked with yes."""
        app = self.open.get(name)
        if app is None:
            return
        [found] = exchange.look(app.database, app.laptop, app.files, [stick.path], at=self.at)
        self.seen.append(found.kode)
        if found.kode == "E_NOT_FOR_US":
            assert name == KEMBARAN or stick.number[0] == app.laptop.keys.kid
            return
        if found.kode == "D_FORK":
            assert stick.number[0] in self.twins, "laptop yang jujur dituduh"
            return
        assert found.kode in GOOD | ASKED, (found.kode, found.teks)
        with app.database.read() as unit:
            others = {one.digest for one in archive.ledger(unit)} & self.used[stick.number] - {stick.digest}
        assert not others, "nomor ganda tidak diketahui"
        if found.kode == "D_DUPLICATE":
            return
        done = exchange.accept(
            app.database,
            app.laptop,
            app.files,
            [found.sha256],
            confirmed=[found.sha256],
            by=OLEH,
            at=self.at,
        )
        assert not done.gagal, done.gagal
        self._require_all_kept(app, done.diterima[0])

    def _require_all_kept(self, app: App, taken: exchange.Diterima) -> None:
        """Every snapshot of an accepted kiriman is held, or a newer one that is held names it."""
        with app.database.read() as unit:
            shelves = dokumen.all_shelves(unit)
        known = {one for shelf in shelves.values() for one in (*shelf.held, *shelf.past)}
        assert {one.digest for one in taken.dokumen} <= known, "keadaan dokumen hilang diam-diam"

    # ------------------------------------------------------------------ copies

    def do_simpan(self, name: str, _which: int) -> None:
        """A copy of the whole folder, as people make it, and a backup by the program."""
        app = self.open[name]
        for old in app.safe.backups.glob("*.cadangan"):
            old.unlink()
        upkeep.back_up(app.database, app.safe, Reason.MANUAL)
        self.stop(name)
        copy = self.folder / "simpanan" / name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder / name, copy, ignore=shutil.ignore_patterns(BALLAST_NAME))
        self.start(name, self._machine_of(name))

    def _machine_of(self, name: str) -> str:
        return "mesin lain" if (self.folder / name / "mesin-lain").exists() else ""

    def do_pulih(self, name: str, which: int) -> None:
        """The older state comes back: by the program, the database alone, or the whole folder."""
        copy = self.folder / "simpanan" / name
        if not copy.is_dir():
            return
        way = ("cadangan", "berkas", "folder")[which % 3]
        if way == "cadangan":
            [backup] = (copy / "Cadangan").glob("*.cadangan")
            app, _done = restore_backup(self.open[name], backup)
            self.open[name] = app
            return
        self.twins |= {self.open[name].laptop.keys.kid} if way == "folder" else set()
        self.stop(name)
        if way == "folder":
            shutil.rmtree(self.folder / name)
            shutil.copytree(copy, self.folder / name)
        else:
            for old in (self.folder / name).glob("desa.db*"):
                old.unlink()
            shutil.copy(copy / "desa.db", self.folder / name / "desa.db")
        self.start(name, self._machine_of(name))

    def do_gandakan(self, _name: str, which: int) -> None:
        """The secretary's laptop is cloned: onto another machine, or onto one that says it is the same."""
        if KEMBARAN in self.open:
            return
        kid = self.open[SEKDES].laptop.keys.kid
        self.stop(SEKDES)
        shutil.copytree(
            self.folder / SEKDES, self.folder / KEMBARAN, ignore=shutil.ignore_patterns(BALLAST_NAME)
        )
        self.start(SEKDES)
        if which % 2:
            self.twins.add(kid)
        else:
            (self.folder / KEMBARAN / "mesin-lain").touch()
        self.start(KEMBARAN, self._machine_of(KEMBARAN))

    # ------------------------------------------------------------------ the end

    def heads(self, name: str) -> dict[tuple[str, str], tuple[tuple[str, ...], str | None]]:
        """Heads and what counts, of every dokumen of the village that travels."""
        with self.open[name].database.read() as unit:
            shelves = dokumen.all_shelves(unit)
            rows = archive.all_dokumen(unit, walk.uid(TURSINO))
        return {
            (one.jenis, str(one.id)): (tuple(sorted(shelves[one.id].heads)), shelves[one.id].berlaku)
            for one in rows
            if one.jenis in WRITTEN and one.id in shelves
        }

    def known(self, name: str) -> set[str]:
        """Every snapshot that this laptop holds or knows to be an ancestor of one it holds."""
        with self.open[name].database.read() as unit:
            shelves = dokumen.all_shelves(unit)
        return {one for shelf in shelves.values() for one in (*shelf.heads, *shelf.past)}

    def settle(self) -> int:
        """The copied laptop is put away, what is still on its way arrives, then all meet until all agree.

        Returns how many rounds it took. Nothing that was a head anywhere may be unknown anywhere then.
        """
        self.stop(KEMBARAN)
        for stick in list(self.sticks):
            for name in stick.kepada:
                self.deliver(stick, name)
        everybody = (*VILLAGE, KECAMATAN)
        before = {one for name in everybody for heads, _counts in self.heads(name).values() for one in heads}
        for turn in range(1, ROUNDS + 1):
            self._decide_doubles()
            self._meet()
            if self._agree(everybody):
                for name in everybody:
                    assert before <= self.known(name), "keadaan dokumen hilang diam-diam"
                return turn
        raise AssertionError(f"sesudah {ROUNDS} putaran keadaan dokumen masih berbeda")

    def _agree(self, names: tuple[str, ...]) -> bool:
        first, *others = (self.heads(name) for name in names)
        return all(one == first for one in others)

    def _decide_doubles(self) -> None:
        """People asked about every double number, and it was a copied laptop."""
        for name, app in self.open.items():
            for one in exchange.inbox(app.database):
                if one.kode == "D_FORK" and one.tempat == "karantina" and not one.alasan:
                    exchange.settle_double_number(
                        app.database, app.laptop, app.files, one.sha256, "laptop disalin", by=OLEH, at=self.at
                    )
            assert name != KEMBARAN

    def _meet(self) -> None:
        for name in (*VILLAGE, KECAMATAN):
            first = len(self.sticks)
            self.do_kirim(name, 0)
            for stick in self.sticks[first:]:
                for to in stick.kepada:
                    self.deliver(stick, to)


def make_template(folder: Path) -> Path:
    """Two enrolled laptops with one plan that both know, closed; made once for many histories."""
    made = dua_laptop.make_laptops(folder)
    with made.at_laptop(SEKDES) as app:
        walk.add_plan(app, made.at, kegiatan=1)
        dua_laptop.to_other_laptop(made, app)
    with made.at_laptop(OPERATOR) as app:
        dua_laptop.take_all(made, app)
    for path in folder.rglob(BALLAST_NAME):
        path.unlink()
    return folder


@contextmanager
def begun(template: Path, folder: Path) -> Iterator[Riwayat]:
    """The offices of a new history at work, closed and removed at its end.

    No kiriman counts as small: it carries what is not yet held, as that of a large village does.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    made = Riwayat(folder)
    try:
        with patch.object(travel, "SMALL_ENOUGH", 0):
            for name in (*VILLAGE, KECAMATAN):
                made.start(name)
            yield made
    finally:
        made.stop_all()
        shutil.rmtree(folder, ignore_errors=True)
