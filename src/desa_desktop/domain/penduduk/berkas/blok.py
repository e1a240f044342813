"""The registers that Dukcapil prints (BIP): a block per family, its number and address above its members.

Four layouts (interop.md 3); each gives the members as flat rows with what stands above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desa_desktop.domain.penduduk.baca import cell_text
from desa_desktop.domain.penduduk.berkas.judul import Judul, is_penomoran, read_judul
from desa_desktop.domain.penduduk.berkas.kolom import Bentuk, plain
from desa_desktop.domain.penduduk.kode import is_empty_mark
from desa_desktop.i18n import _
from desa_desktop.sheets import Row

_LOOK = 40
_KK_IN_TEXT = re.compile(r"No\.?\s*KK\s*:\s*([0-9][0-9 \u00a0]*)", re.IGNORECASE)
_RT_RW = re.compile(r",?\s*\bRT\s*/\s*RW\b\s*:?\s*([0-9\-]+\s*/\s*[0-9\-]+)", re.IGNORECASE)
_DUSUN = re.compile(r",?\s*Nama Dusun\s*:\s*([^,]*)", re.IGNORECASE)
_TAIL = re.compile(r",?\s*(Kode\s?pos|Telp)\s*:\s*[0-9]*", re.IGNORECASE)
_SIXTEEN = re.compile(r"[0-9]{16}")
_LEAST = 4
_PART = 10  # digits: less is no number of a person or a KK


@dataclass(frozen=True, slots=True)
class Anggota:
    """One member: its row, cells, field -> place, and what stands above its family."""

    nomor: int
    sel: tuple[Any, ...]
    peta: Mapping[str, int]
    keluarga: Mapping[str, Any]


def bentuk_blok(rows: Sequence[Row]) -> Bentuk | None:
    """Which printed register the sheet is; None for any other sheet."""
    for row in rows[:_LOOK]:
        words = [plain(one) if isinstance(one, str) else "" for one in row.cells]
        texts = {one for one in words if one}
        if any(isinstance(one, str) and _KK_IN_TEXT.match(one.strip()) for one in row.cells):
            return Bentuk.BIP_2016
        if {"nokk", "namakk"} <= texts:
            return Bentuk.BIP_2012
        if {"nokk", "namakepalakeluarga"} <= texts:
            return Bentuk.BIP_EKTP
        if "nokk" in words and any(
            _SIXTEEN.fullmatch(cell_text(one)) for one in row.cells[words.index("nokk") + 1 :]
        ):
            return Bentuk.BIP_LUWU
    return None


def read_blok(
    rows: Sequence[Row], bentuk: Bentuk, pilihan: Mapping[str, str]
) -> tuple[Judul, list[Anggota], list[tuple[int, str]]]:
    """The headings, the members and the rows passed over (number, why) of one sheet."""
    chosen = {plain(name): field for name, field in pilihan.items()}
    reader = _Blok(bentuk, chosen)
    for row in rows:
        reader.take(row)
    return reader.judul, reader.anggota, reader.dilewati


class _Blok:
    """Walks down a sheet and remembers the family and the headings it is below."""

    def __init__(self, bentuk: Bentuk, chosen: Mapping[str, str]) -> None:
        self._bentuk, self._chosen = bentuk, chosen
        self._keluarga: Mapping[str, Any] = {}
        self._fields: dict[str, int] = {}
        self._labels: dict[str, int] = {}
        self._is_below_judul = False
        self.judul = Judul(0, 0, (), {})
        self.anggota: list[Anggota] = []
        self.dilewati: list[tuple[int, str]] = []

    def take(self, row: Row) -> None:
        """One row of the sheet."""
        if self._take_judul(row) or self._take_keluarga(row):
            return
        if is_penomoran(row.cells):
            return
        nama, nik = self._cell(row, "nama"), self._cell(row, "nik")
        if not self._fields or (is_empty_mark(nama) and is_empty_mark(nik)):
            if self.anggota and self._bentuk is not Bentuk.BIP_LUWU:
                self.dilewati.append((row.number, _("tanpa nama dan NIK")))
            return
        self.anggota.append(Anggota(row.number, row.cells, self._fields, self._keluarga))

    def _cell(self, row: Row, field: str) -> str:
        place = self._fields.get(field, -1)
        return cell_text(row.cells[place]) if 0 <= place < len(row.cells) else ""

    # -------------------------------------------------------------- headings

    def _take_judul(self, row: Row) -> bool:
        found = read_judul(row.cells, self._chosen)
        known = sum(bool(one) for one in found.values())
        is_sub = self._is_below_judul and known >= 2 and not self._cell(row, "nik")
        is_main = known >= _LEAST and {"nama", "nik"} <= set(found.values())
        if not (is_main or is_sub):
            self._is_below_judul = False
            return False
        peta = {**(self.judul.peta if is_sub else {}), **found}
        peta = {place: self._meaning(name, row, place) for place, name in peta.items()}
        teks = [cell_text(one) for one in row.cells]
        if is_sub:
            old = list(self.judul.teks) + [""] * (len(teks) - len(self.judul.teks))
            teks = [new or old[place] for place, new in enumerate(teks)] + old[len(teks) :]
        nomor = self.judul.nomor if is_sub else row.number
        self.judul = Judul(nomor, row.number, tuple(teks), peta)
        self._fields = {}
        for place in sorted(peta):
            if peta[place]:
                self._fields.setdefault(peta[place], place)
        self._is_below_judul = is_main
        return True

    def _meaning(self, name: str, row: Row, place: int) -> str:
        """What differs from the usual meaning of a heading in these layouts."""
        if name == "_status":
            return "" if self._bentuk is Bentuk.BIP_EKTP else "status_kawin"
        if name == "ktp_el" and self._bentuk is Bentuk.BIP_2012:
            return "status_rekam_ktp"  # the column holds CARD_SHIPPED and the like
        return name

    # -------------------------------------------------------------- families

    def _take_keluarga(self, row: Row) -> bool:
        match self._bentuk:
            case Bentuk.BIP_2016:
                return self._from_sentence(row)
            case Bentuk.BIP_LUWU:
                return self._from_pairs(row)
            case _:
                return self._from_labels(row)

    def _from_sentence(self, row: Row) -> bool:
        first = next((one for one in row.cells if one is not None), None)
        found = _KK_IN_TEXT.match(first.strip()) if isinstance(first, str) else None
        if found is None:
            return False
        whole = ", ".join(cell_text(one) for one in row.cells[1:] if one is not None)
        whole = re.sub(r"^Alamat\s*:\s*", "", whole, flags=re.IGNORECASE)
        self._keluarga = {"no_kk": found[1].strip(), **split_alamat(whole)}
        return True

    def _from_labels(self, row: Row) -> bool:
        words = [plain(one) if isinstance(one, str) else "" for one in row.cells]
        if "nokk" in words:
            self._labels = {word: place for place, word in enumerate(words) if word}
            return True
        place = self._labels.get("nokk")
        if place is None or not self._is_keluarga(row, place):
            return False
        start = self._labels.get("alamat", len(row.cells))
        alamat = next((cell_text(one) for one in row.cells[start:] if one is not None), "")
        number = row.cells[place] if place < len(row.cells) else None
        self._keluarga = {"no_kk": number, **split_alamat(alamat)}
        if self._bentuk is Bentuk.BIP_2012:
            self._labels = {}  # its labels stand above every family, those of the e-KTP only on each page
        return True

    def _is_keluarga(self, row: Row, place: int) -> bool:
        """Whether a row below the labels is a family: its number stands there, or only the head's name."""
        if self._bentuk is Bentuk.BIP_2012:
            return True
        number = cell_text(row.cells[place]) if place < len(row.cells) else ""
        if len(_digits(number)) >= _PART:
            return len(_digits(self._cell(row, "nik"))) < _PART
        nik = self._cell(row, "nik")
        return not self._cell(row, "nama") and bool(nik) and not _digits(nik)

    def _from_pairs(self, row: Row) -> bool:
        found = dict(_pairs(row.cells))
        if "nokk" in found:
            self._keluarga = {"no_kk": found["nokk"]}
            self._fields = {}
            return True
        if "alamat" in found:
            self._keluarga = {**self._keluarga, **split_alamat(cell_text(found["alamat"]))}
            return True
        place = found.get("nort/rw", found.get("rt/rw"))
        if place is not None:
            self._keluarga = {**self._keluarga, "_rt_rw": place}
            return True
        return False


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _pairs(cells: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """`ALAMAT :` with the cell that follows it."""
    label = ""
    for cell in cells:
        if isinstance(cell, str) and cell.rstrip().endswith(":"):
            label = plain(cell)
        elif cell is not None and label:
            yield label, cell
            label = ""


def split_alamat(text: str) -> dict[str, Any]:
    """An address of a printed register in its parts: hamlet and RT/RW often stand inside it."""
    found: dict[str, Any] = {}
    if place := _RT_RW.search(text):
        found["_rt_rw"] = place[1].replace(" ", "")
        text = text[: place.start()] + text[place.end() :]
    if hamlet := _DUSUN.search(text):
        if not is_empty_mark(hamlet[1].strip()):
            found["dusun_id"] = hamlet[1].strip()
        text = text[: hamlet.start()] + text[hamlet.end() :]
    text = _TAIL.sub("", text).strip(" ,")
    if text:
        found["alamat"] = text
    return found
