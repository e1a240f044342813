"""Workbooks that are broken or made to do harm: one clear sentence each, and nobody else is hurt."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acak import examples
from buku_kerja import changed, compound, ods, ods_text, part, xls, xlsx
from desa_desktop import sheets
from desa_desktop.files import Fs
from desa_desktop.sheets import Cause, Limits, SheetUnreadable, read_sheets
from desa_desktop.sheets.scan import kind_of, scan
from desa_desktop.sheets.tables import has_tables

PLAIN = xlsx({"A1": "Nama", "B2": 5})
PAGE = "xl/worksheets/sheet1.xml"


def refused(data: bytes, **limits: int) -> SheetUnreadable:
    with pytest.raises(SheetUnreadable) as caught:
        read_sheets(data, name="kiriman.xlsx", limits=Limits(**limits))
    assert str(caught.value).endswith("(K-510)")
    assert "{" not in str(caught.value)
    return caught.value


def many_parts() -> bytes:
    return changed(PLAIN, **{f"xl/media/{number}.bin": b"x" for number in range(300)})


def bomb() -> bytes:
    return changed(PLAIN, **{"xl/media/besar.xml": b"\0" * (63 * 1024 * 1024)})


def bigger_than_said() -> bytes:
    """The directory says 200 MiB less than what comes out."""
    whole = bytearray(changed(PLAIN, **{"xl/besar.xml": b"A" * (70 * 1024 * 1024)}))
    place = whole.rindex(b"PK\x01\x02")
    whole[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    return bytes(whole)


def with_part(name: str, content: bytes = b"x") -> bytes:
    return changed(PLAIN, **{name: content})


def with_page(old: bytes, new: bytes) -> bytes:
    page = part(PLAIN, PAGE)
    assert old in page
    return changed(PLAIN, **{PAGE: page.replace(old, new)})


def twice_the_same_part() -> bytes:
    target = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as parcel:
        parcel.writestr(PAGE, b"<x/>")
    return target.getvalue()


def locked_zip() -> bytes:
    whole = bytearray(PLAIN)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = whole.index(magic)
        whole[place + offset] |= 1
    return bytes(whole)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet/>'
HOSTILE: dict[str, tuple[Callable[[], bytes], Cause]] = {
    "empty file": (lambda: b"", Cause.EMPTY),
    "cut in the middle": (lambda: PLAIN[: len(PLAIN) // 2], Cause.DAMAGED),
    "first bytes only": (lambda: PLAIN[:6], Cause.DAMAGED),
    "zip with no workbook": (lambda: changed(PLAIN, **{"xl/workbook.xml": None}), Cause.NOT_WORKBOOK),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, Cause.NOT_WORKBOOK),
    "pdf": (lambda: b"%PDF-1.7 ...", Cause.NOT_WORKBOOK),
    "program": (lambda: b"MZ\x90\x00" + b"\x00" * 50, Cause.NOT_WORKBOOK),
    "web page called xls": (lambda: b"<html><table><tr><td>Nama</td></tr></table>", Cause.WEB_PAGE),
    "binary workbook": (lambda: with_part("xl/workbook.bin"), Cause.OTHER_WORKBOOK),
    "excel kata sandi": (lambda: compound("EncryptedPackage", b"x"), Cause.PASSWORD),
    "zip kata sandi": (locked_zip, Cause.PASSWORD),
    "ods kata sandi": (lambda: ods("", "<manifest:encryption-data/>"), Cause.PASSWORD),
    "old excel without a book": (lambda: compound("Lain", b"x"), Cause.DAMAGED),
    "three hundred parts": (many_parts, Cause.BOMB),
    "63 MiB out of nothing": (bomb, Cause.BOMB),
    "directory that lies": (bigger_than_said, Cause.DAMAGED),
    "way out of the folder": (lambda: with_part("../../jahat.xml"), Cause.BOMB),
    "absolute name": (lambda: with_part("/tmp/jahat.xml"), Cause.BOMB),
    "drive letter": (lambda: with_part("C:\\jahat.xml"), Cause.BOMB),
    "one part twice": (twice_the_same_part, Cause.BOMB),
    "entities": (lambda: with_part("xl/worksheets/sheet9.xml", ENTITIES), Cause.BOMB),
    "cell Z1048576": (lambda: xlsx({"A1": 1, "Z1048576": 1}), Cause.TOO_MANY_ROWS),
    "cell XFD1048576": (lambda: xlsx({"A1": 1, "XFD1048576": 1}), Cause.TOO_MANY_COLUMNS),
    "column 201": (lambda: xlsx({"GS1": 1}), Cause.TOO_MANY_COLUMNS),
    "row 100,001": (lambda: xlsx({"A100001": 1}), Cause.TOO_MANY_ROWS),
    "address of no sheet": (lambda: with_page(b'r="B2"', b'r="ZZZZZZ2"'), Cause.TOO_MANY_COLUMNS),
    "long cell": (lambda: xlsx({"C7": "x" * 1_001}), Cause.LONG_CELL),
    "long csv cell": (lambda: b"a;" + b"x" * 1_001, Cause.LONG_CELL),
    "wide csv": (lambda: b";".join([b"x"] * 201), Cause.TOO_MANY_COLUMNS),
    "long csv": (lambda: b"x\n" * 100_001, Cause.TOO_MANY_ROWS),
    "csv of one endless cell": (lambda: b'"' + b"x" * 200_000, Cause.DAMAGED),
    "bytes that are no text": (lambda: bytes(range(256)) * 4, Cause.NOT_WORKBOOK),
    "ods repeats a cell": (
        lambda: ods(f"<table:table-row>{ods_text('x', 16384)}</table:table-row>"),
        Cause.TOO_MANY_COLUMNS,
    ),
    "ods repeats a row": (
        lambda: ods(
            f'<table:table-row table:number-rows-repeated="1048576">{ods_text("x")}</table:table-row>'
        ),
        Cause.TOO_MANY_ROWS,
    ),
    "ods that breaks off": (lambda: ods("<table:table-row>"), Cause.DAMAGED),
    "xml that breaks off": (lambda: with_page(b"</sheetData>", b""), Cause.DAMAGED),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_cause(name: str) -> None:
    make, cause = HOSTILE[name]
    assert refused(make()).cause is cause


def test_sentences_name_sheet_cell_and_limit() -> None:
    assert str(refused(xlsx({"C7": "x" * 1_001}, "Usulan"))) == (
        "Sel C7 di lembar Usulan berisi lebih dari 1000 huruf. Data Anda tidak berubah."
        " Pendekkan isinya, simpan, lalu ulangi. (K-510)"
    )
    assert "Lembar Usulan berisi data sampai kolom XFD, lebih dari 200 kolom." in str(
        refused(xlsx({"XFD1": 1}, "Usulan"))
    )
    assert "Berkas kiriman.xlsx dikunci dengan kata sandi." in str(
        refused(compound("EncryptedPackage", b"x"))
    )


def test_rows_left_empty_are_counted_on_the_way_to_a_filled_one() -> None:
    far = (
        '<table:table-row table:number-rows-repeated="100000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{ods_text('x')}</table:table-row>"
    )
    with pytest.raises(SheetUnreadable) as caught:
        scan(ods(far), "ods")
    assert caught.value.cause is Cause.TOO_MANY_ROWS


def test_files_larger_than_anyone_needs_are_not_opened() -> None:
    assert refused(xls({(0, 0): "x"}), xls=100).cause is Cause.TOO_BIG
    assert refused(PLAIN, packed=1_000).cause is Cause.TOO_BIG


def test_a_reader_that_takes_too_long_is_ended() -> None:
    assert refused(PLAIN, seconds=0).cause is Cause.TIMEOUT


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is RLIMIT_AS")
def test_a_reader_out_of_memory_dies_alone() -> None:
    """18 million cells in a rectangle: allowed by the addresses, too much for this little memory."""
    assert refused(xlsx({"A1": 1, "GQ90000": 1}), memory=200 * 1024 * 1024).cause is Cause.TOO_HEAVY


@pytest.mark.skipif(sys.platform == "win32", reason="looks for children by /proc")
def test_no_reading_process_is_left_behind() -> None:
    for data in (PLAIN, compound("Lain", b"x")):
        try:
            read_sheets(data)
        except SheetUnreadable:
            continue
    with pytest.raises(SheetUnreadable):
        read_sheets(PLAIN, limits=Limits(seconds=0))
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    assert not [pid for pid in children if b"serve_child" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_stick_pulled_while_reading_is_one_sentence(tmp_path: Path) -> None:
    class Pulled(Fs):
        def read(self, path: Path, limit: int | None = None) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(SheetUnreadable) as caught:
        read_sheets(tmp_path / "data.xlsx", fs=Pulled())
    assert caught.value.cause is Cause.MISSING


def test_a_frozen_program_is_asked_by_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert sheets._child_command() == [sys.executable, sheets.CHILD_WORD]


def test_the_reading_process_does_not_obey_the_folder_it_is_started_in(tmp_path: Path) -> None:
    """A json.py beside the workbook on a stick must not be run."""
    (tmp_path / "json.py").write_text("raise SystemExit('dijalankan')")
    done = subprocess.run(sheets._child_command(), input=b"", capture_output=True, cwd=tmp_path, check=False)
    assert b"dijalankan" not in done.stderr


@settings(max_examples=examples(60))
@given(st.integers(0, len(PLAIN) - 1), st.integers(1, 255))
def test_a_bent_workbook_never_leaves_another_exception(place: int, change: int) -> None:
    """The look before opening, on flipped bytes: refused in words or let through, nothing else."""
    bent = bytearray(PLAIN)
    bent[place] ^= change
    try:
        kind = kind_of(bytes(bent))
        scan(bytes(bent), kind)
    except SheetUnreadable:
        pass


@pytest.mark.parametrize("step", range(12))
def test_a_torn_workbook_is_refused_wherever_it_was_torn(step: int) -> None:
    assert refused(PLAIN[: len(PLAIN) * step // 12]).cause in {Cause.EMPTY, Cause.DAMAGED}


@pytest.mark.parametrize("place", range(40, len(PLAIN), len(PLAIN) // 14))
def test_a_scratched_workbook_gives_rows_or_one_sentence(place: int) -> None:
    bent = bytearray(PLAIN)
    bent[place : place + 3] = b"\xff\x00\xff"
    causes: set[Cause] = set()
    found = []
    try:
        found = read_sheets(bytes(bent))
    except SheetUnreadable as refusal:
        causes.add(refusal.cause)
    assert found or causes <= {Cause.DAMAGED, Cause.NOT_WORKBOOK, Cause.BOMB, Cause.TOO_HEAVY}


def test_a_parcel_of_tables_that_asks_for_a_newer_unpacker_is_refused_in_words(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parcel:
        parcel.writestr("Ta_RPJM_Kegiatan.csv", "Kd_Keg,Nama_Kegiatan\n02.03.10,Talud\n")
    data = bytearray(made.getvalue())
    data[data.index(b"PK\x01\x02") + 6] = 97  # version 9.7
    path = tmp_path / "siskeudes.zip"
    path.write_bytes(data)
    with pytest.raises(SheetUnreadable) as caught:
        has_tables(path)
    assert caught.value.cause is Cause.DAMAGED
