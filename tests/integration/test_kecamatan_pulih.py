"""A kecamatan with one laptop is put back to a backup: what it wrote since then comes home from the villages.

Nobody else may write its dokumen; its own sealed kiriman may be read again (kiriman-format.md 8, 10.4, 12.6).
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import kiriman_offices as walk
import office
from desa_desktop.app import App
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.identity import office_uid
from desa_desktop.domain.telaah import HasilTelaah
from desa_desktop.errors import InvalidInput
from desa_desktop.services import aturan, aturan_terbit, dokumen, exchange, kecamatan, selisih, upkeep
from desa_desktop.store import archive
from kiriman_offices import KUTOARJO, OLEH, TURSINO, WIRUN, Offices
from laptop import Laptop

HOME = ("telaah", "paket-aturan", "jawaban", "tanda-terima", "daftar-kunci")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both villages sent their plan; the kecamatan answered, backed itself up, and wrote on; all arrived."""
    made = walk.make_offices(tmp_path_factory.mktemp("pulih") / "asal")
    for kode in (TURSINO, WIRUN):
        with made.open(kode) as desa:
            walk.add_plan(desa, made.at)
            walk.send(made, desa)
    with made.open(KUTOARJO) as kec:
        take(made, kec)
        review(made, kec, TURSINO, "Volume talud belum jelas")
        rules(made, kec, "2026.1-kec", "250000")
        answer(made, kec, "Boleh.")
    to_villages(made)
    with made.open(KUTOARJO) as kec:
        upkeep.back_up(kec.database, kec.safe)
        review(made, kec, WIRUN, "Lokasi belum disebut")
        review(made, kec, TURSINO, "Tambahkan nomor RT")
        rules(made, kec, "2026.2-kec", "260000")
        answer(made, kec, "Boleh, setelah musdes.")
    to_villages(made)
    return made.folder


@pytest.fixture
def offices(template: Path, tmp_path: Path) -> Offices:
    return walk.copied(template, tmp_path / "kantor")


def take(made: Offices, app: App) -> list[exchange.Diterima]:
    found = [one for one in walk.look(made, app) if one.bisa_diterima]
    keys = [one.sha256 for one in found]
    done = walk.accept(made, app, keys, confirmed=keys)
    assert not done.gagal, done.gagal
    return list(done.diterima)


def review(made: Offices, kec: App, kode: str, teks: str) -> None:
    key = dokumen_id(office_uid(kode), "rkp-desa", str(office.TAHUN))
    kecamatan.add_note(kec.database, key, teks, by=OLEH, at=made.at)
    kid = kec.laptop.keys.kid
    kecamatan.finish_review(kec.database, key, HasilTelaah.DIKEMBALIKAN, kid=kid, by=OLEH, at=made.at)


def rules(made: Offices, kec: App, nomor: str, tarif: str) -> None:
    day, kid = date(2026, 11, 21), kec.laptop.keys.kid
    aturan.change_numbers(kec.database, kec.bawaan, {"blt.tarif": tarif}, nomor, day, by=OLEH, at=made.at)
    aturan_terbit.publish(kec.database, kec.bawaan, kid=kid, by=OLEH, at=made.at)


def answer(made: Offices, kec: App, teks: str) -> None:
    """An answer to a question of Tursino: a living dokumen that has no screen yet."""
    assert kec.kantor is not None
    key = dokumen_id(kec.kantor.id, "jawaban", "satu")
    with kec.database.unit() as unit:
        shelf = dokumen.shelf_of(unit, key)
        dokumen.write_snapshot(
            unit, key, "jawaban", kec.kantor.id, StatusDokumen.DISAHKAN,
            {"desa": str(office_uid(TURSINO)), "teks": teks}, [shelf.held[one] for one in shelf.heads],
            kid=kec.laptop.keys.kid, at=made.at,
        )  # fmt: skip
        unit.commit("jawab", OLEH, made.at)


def to_villages(made: Offices) -> None:
    made.clear_stick()
    with made.open(KUTOARJO) as kec:
        walk.send(made, kec, untuk="semua")
    for kode in (TURSINO, WIRUN):
        with made.open(kode) as desa:
            take(made, desa)


def from_villages(made: Offices) -> list[str]:
    """Each village writes on an empty stick of its own; what each was told."""
    said = []
    made.clear_stick()
    for kode in (TURSINO, WIRUN):
        with made.open(kode) as desa:
            for one in exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=made.at):
                written = exchange.copy_to(
                    desa.database, desa.laptop, desa.files, one.digest, made.stick, by=OLEH, at=made.at
                )
                said.append(written.teks)
    return said


def put_back(made: Offices, *, is_disk_lost: bool) -> None:
    """The data of the backup takes the place of what was written since, sealed files too if the disk died."""
    folder = made.folder / KUTOARJO
    [backup] = [one for one in (folder / "Cadangan").glob("*.cadangan") if "manual" in one.name.lower()]
    assert Laptop(folder).run("cadangan", "pulihkan", backup).code == 0
    if is_disk_lost:
        with made.open(KUTOARJO) as kec:
            shutil.rmtree(kec.files.outbox)


def heads(app: App, owner: str = KUTOARJO) -> dict[tuple[str, str], tuple[str, ...]]:
    """Of every dokumen of the kecamatan its heads."""
    with app.database.read() as unit:
        shelves = dokumen.all_shelves(unit)
        rows = archive.all_dokumen(unit, office_uid(owner))
    return {
        (one.jenis, str(one.id)): shelves[one.id].heads
        for one in rows
        if one.jenis in HOME and one.id in shelves and shelves[one.id].heads
    }


def all_heads(made: Offices) -> dict[str, dict[tuple[str, str], tuple[str, ...]]]:
    found = {}
    for kode in (KUTOARJO, TURSINO, WIRUN):
        with made.open(kode) as app:
            found[kode] = heads(app)
    return found


def test_what_a_restored_kecamatan_wrote_comes_home_and_all_agree(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        before = heads(kec)
    put_back(offices, is_disk_lost=True)
    with offices.open(KUTOARJO) as kec:
        assert heads(kec) != before
        rules(offices, kec, "2026.3-kec", "270000")  # it works on, and knows nothing of 2026.2
        review(offices, kec, WIRUN, "Pagu belum pasti")
    to_villages(offices)
    with offices.open(TURSINO) as desa:
        assert [one.jenis for one in dokumen.list_dokumen(desa.database, only_forks=True)] == ["paket-aturan"]
    said = from_villages(offices)
    assert all("1 kiriman kecamatan yang hilang di sana ikut ditulis" in one for one in said)
    with offices.open(KUTOARJO) as kec:
        found = walk.look(offices, kec)
        ours = [one for one in found if one.kode == "D_OURS"]
        assert [one.keadaan for one in ours] == ["sah", "sah"]
        assert "ditulis laptop ini sendiri, sebelum datanya dipulihkan" in ours[0].teks
        lines = walk.preview(offices, kec, ours[0].sha256).dokumen
        assert {one.pemilik for one in lines} == {office_uid(KUTOARJO)}
        done = take(offices, kec)
        assert any(one.kode == "W_LOST" for each in done for one in each.peringatan)
        assert all(
            known in {*shelf.held, *shelf.past}
            for (_jenis, key), digests in before.items()
            for known in digests
            for shelf in [_shelf(kec, UUID(key))]
        ), "nothing is dropped silently"
        [fork] = selisih.list_forks(kec.database, kec.laptop, at=offices.at)
        assert (fork.jenis, fork.is_milik) == ("paket-aturan", True)
        asked = [one.id for one in fork.selisih]
        newer = next(
            side for side in ("a", "b") if "2026.3-kec" in str(fork.selisih[0].__getattribute__(side))
        )
        selisih.decide(kec.database, kec.laptop, asked, newer, by=OLEH, at=offices.at)
        selisih.merge_fork(kec.database, kec.laptop, fork.dokumen, by=OLEH, at=offices.at)
        aturan_terbit.publish(kec.database, kec.bawaan, kid=kec.laptop.keys.kid, by=OLEH, at=offices.at)
        assert [one.kode for one in walk.look(offices, kec) if "U-" in one.berkas] == ["D_DUPLICATE"] * 2
    to_villages(offices)
    everywhere = all_heads(offices)
    assert all(len(one) == 1 for rows in everywhere.values() for one in rows.values())
    for kode in (TURSINO, WIRUN):
        assert everywhere[kode].items() <= everywhere[KUTOARJO].items()
    assert [one for one in from_villages(offices) if "hilang" in one] == [], "nobody carries it home again"
    with offices.open(KUTOARJO) as kec:
        assert not [one for each in take(offices, kec) for one in each.peringatan if one.kode == "W_LOST"]


def test_what_lies_in_its_own_outbox_comes_back_without_a_village(offices: Offices) -> None:
    with offices.open(KUTOARJO) as kec:
        before = heads(kec)
    put_back(offices, is_disk_lost=False)
    with offices.open(KUTOARJO) as kec:
        rows = [one for one in exchange.inbox(kec.database) if one.kode == "D_OURS"]
        assert len(rows) == 2, "the start has found them, though nothing lay in the intake"
        walk.send(offices, kec, untuk=TURSINO)  # sealing sweeps the outbox
        with pytest.raises(InvalidInput, match="ditulis laptop ini sendiri"):
            exchange.send_back(
                kec.database, kec.laptop, kec.files, rows[0].sha256, "Salah", by=OLEH, at=offices.at
            )
        done = walk.accept(offices, kec, [one.sha256 for one in rows])
        assert not done.gagal
        assert {key: row for key, row in heads(kec).items() if key in before} == before
        exchange.undo_acceptance(
            kec.database, kec.laptop, kec.files, done.diterima[-1].digest, by=OLEH, at=offices.at
        )
        assert exchange.inbox(kec.database)[0].keadaan == "sah"


def _shelf(app: App, key: UUID) -> dokumen.Shelf:
    with app.database.read() as unit:
        return dokumen.shelf_of(unit, key)


def test_a_village_reads_again_what_never_left_its_stick(offices: Offices) -> None:
    """Its kiriman lies on the flash disk, the kecamatan has not seen it, and the laptop is put back."""
    folder = offices.folder / TURSINO
    with offices.open(TURSINO) as desa:
        upkeep.back_up(desa.database, desa.safe)
        offices.clear_stick()
        walk.add_usulan(desa, "Jembatan Dukuh Lor", offices.at)
        [sealed] = walk.send(offices, desa)
    [backup] = [one for one in (folder / "Cadangan").glob("*.cadangan") if "manual" in one.name.lower()]
    assert Laptop(folder).run("cadangan", "pulihkan", backup).code == 0
    with offices.open(TURSINO) as desa:
        shutil.rmtree(desa.files.outbox)
        walk.add_usulan(desa, "Talud Dukuh Kidul", offices.at)
        [found] = walk.look(offices, desa)
        assert (found.kode, found.digest) == ("D_OURS", sealed.digest)
        done = walk.accept(offices, desa, [found.sha256])
        assert not done.gagal
        [fork] = selisih.list_forks(desa.database, desa.laptop, at=offices.at)
        assert (fork.jenis, fork.is_milik) == ("daftar-usulan", True)
        offices.clear_stick()
        assert walk.send(offices, desa)[0].seq == 1, "a new row of numbers"
