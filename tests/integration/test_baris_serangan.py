"""Rows of the attack table that lie behind a genuine signature, as a real Kotak Masuk shows them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kiriman_bengkok as forge
import kiriman_offices as walk
from desa_desktop.services import exchange
from desa_desktop.sync.certificates.statements import new_keys
from kiriman_offices import KUTOARJO, OLEH, TURSINO, WIRUN, Offices

MALFORMED = "Susunan kiriman salah ({kode}). Tidak ada data yang diterima."
NOT_ITS_OWN = "Isi kiriman bukan milik pengirimnya. Kiriman ditahan."
UNNATURAL = "Isi berkas tidak wajar besarnya. Berkas tidak dibuka."
CHANGED = "Isi berkas berubah atau rusak. Tidak ada data yang diterima."
LOST_KEY = "Kunci penerima tidak cocok. Kiriman disimpan. Pulihkan kunci dari Kit Pemulihan."
MANY = bytes(30_000_000)
ZEROS = ("deflate", zlib.compress(MANY, 9))


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    """Tursino has sent a plan that the kecamatan has not looked at."""
    made = walk.make_offices(tmp_path_factory.mktemp("serangan") / "kantor")
    with made.open(TURSINO) as desa:
        walk.add_plan(desa, made.at)
        walk.send(made, desa)
    return made


@pytest.fixture(scope="module")
def parts(offices: Offices) -> forge.Parts:
    """That kiriman taken apart, with the keys of those who can open it."""
    [path] = offices.on_stick("D")
    with offices.open(TURSINO) as desa, offices.open(KUTOARJO) as kec:
        mine, theirs = desa.laptop.keys, kec.laptop.keys
    return forge.take_apart(path.read_bytes(), mine, mine.age_secret, (mine.age, theirs.age))


def with_key(age: str) -> Callable[[forge.Parts], bytes]:
    return lambda parts: forge.seal(parts.but(age=(age,)))


def bent(**how: Any) -> Callable[[forge.Parts], bytes]:
    return lambda parts: forge.seal(parts, **how)


def spoil(data: bytes) -> bytes:
    return b"X" + data[1:]


STRANGER = new_keys().age
ROWS: list[tuple[str, Callable[[forge.Parts], bytes], str, str, str]] = [
    ("3 reserved", bent(prefix=lambda p: p[:10] + b"\0\1" + p[12:]), "E_RESERVED", "karantina", CHANGED),
    ("3 header without a key", bent(without_header=["created"]), "E_HEADER", "karantina", CHANGED),
    ("3 header with spaces", bent(header_bytes=lambda h: h + b" "), "E_JSON", "karantina", CHANGED),
    ("11 bound to another", bent(manifest={"sender_kid": "0" * 32}), "E_BINDING", "karantina", NOT_ITS_OWN),
    ("13 sealed for a key we lost", with_key(STRANGER), "E_DECRYPT", "ditahan", LOST_KEY),
    ("23 bomb", bent(raw={"held": MANY}, stored={"held": ZEROS}), "E_BOMB", "karantina", UNNATURAL),
    ("24 inner magic", bent(inside=spoil), "E_INNER", "karantina", MALFORMED),
    ("24 more inside", bent(inside=lambda d: d + b"x"), "E_INNER_LEN", "karantina", MALFORMED),
    ("24 manifest key", bent(without_manifest=["app"]), "E_MANIFEST", "karantina", MALFORMED),
    ("24 no such section", bent(raw={"lain": b"x"}), "E_SECTION", "karantina", MALFORMED),
    ("24 no such snapshot", bent(raw={"dok": b"{}\n"}), "E_DOC", "karantina", MALFORMED),
    ("24 statement", bent(raw={"held": b"zz\n"}), "E_HELD", "karantina", MALFORMED),
    ("24 attachment", bent(raw={"lampiran/" + "0" * 64: b"x"}), "E_ATTACHMENT", "karantina", MALFORMED),
]  # fmt: skip


def test_what_is_wrong_behind_a_genuine_signature_has_its_row_in_kotak_masuk(
    offices: Offices, parts: forge.Parts, tmp_path: Path
) -> None:
    with offices.open(KUTOARJO) as kec:
        before = walk.picture(kec)
        for name, make, kode, status, words in ROWS:
            path = tmp_path / "D-3306992001-Tursino-0001-7K2M.kirim"
            path.write_bytes(make(parts))
            [found] = walk.look(offices, kec, [path])
            assert (name, found.kode, found.status) == (name, kode, status)
            assert found.teks.startswith(words.format(kode=kode)), name
            place = kec.files.intake if status == "ditahan" else kec.files.quarantine
            assert (place / f"{found.sha256}.kirim").read_bytes() == path.read_bytes()
            assert [one.kode for one in walk.accept(offices, kec, [found.sha256]).gagal] == [kode]
        assert walk.picture(kec) == before


def test_a_stolen_payload_under_another_signature_is_an_alarm(
    offices: Offices, parts: forge.Parts, tmp_path: Path
) -> None:
    """Row 11: Wirun signs what Tursino sealed."""
    with offices.open(WIRUN) as desa:
        [own] = exchange.seal(desa.database, desa.laptop, desa.files, by=OLEH, at=offices.at)
        keys = desa.laptop.keys
        mine = forge.take_apart(own.berkas.read_bytes(), keys, keys.age_secret, (keys.age,))
    path = tmp_path / "D.kirim"
    path.write_bytes(
        forge.seal(parts.but(keys=keys, header=mine.header | {"recipients": parts.header["recipients"]}))
    )
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        assert (found.kode, found.status) == ("E_BINDING", "karantina")
        assert found.teks.startswith(NOT_ITS_OWN)
        assert found.pengirim.kode == WIRUN


def test_a_dokumen_of_a_newer_program_is_kept_unopened_and_named(
    offices: Offices, parts: forge.Parts, tmp_path: Path
) -> None:
    """Row 26: the rest is taken in, and the dokumen waits for the update."""
    uid = str(walk.uid(TURSINO))
    newer = {
        "id": "01990000-0000-7000-8000-0000000000c1", "isi": {"gambar": "baru"}, "jenis": "peta-desa",
        "leluhur": [], "oleh": parts.keys.kid, "pada": "2026-08-20T10:15:00+07:00", "parents": [],
        "pemilik": uid, "revisi": 1, "schema": 700, "status": "disahkan",
    }  # fmt: skip
    lines = [*parts.raw["dok"].splitlines(), forge.write(newer)]
    path = tmp_path / "D.kirim"
    path.write_bytes(forge.seal(parts, raw={"dok": forge.dok(lines)}))
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec, [path])
        shown = walk.preview(offices, kec, found.sha256)
        [card] = [one for one in shown.dokumen if one.jenis == "peta-desa"]
        assert card.hasil == "belum_terbaca"
        done = walk.accept(offices, kec, [found.sha256])
        assert done.gagal == ()
        said = {one.kode: one.teks for one in done.diterima[0].peringatan}
        assert said["W_SCHEMA"].startswith("1 dokumen dibuat aplikasi yang lebih baru. Sudah disimpan")
