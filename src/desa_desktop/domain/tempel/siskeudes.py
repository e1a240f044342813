"""Tables of Siskeudes as the blocks of cells that a person would paste (interop.md 6, perencanaan.md 12).

Each kind of list becomes one table with the headings its columns are known by, so that everything after
it (questions, preview, one step) is the same as for a workbook. Nothing is written back to Siskeudes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from desa_desktop.domain.kode import normalize_kode
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.sel import Cell
from desa_desktop.domain.wording import MONTHS
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

Baris: TypeAlias = Mapping[str, str]
Tabel: TypeAlias = Mapping[str, Sequence[Baris]]

TABLES: Mapping[JenisTempel, tuple[str, ...]] = {
    JenisTempel.RPJM: (
        "Ta_RPJM_Visi",
        "Ta_RPJM_Misi",
        "Ta_RPJM_Tujuan",
        "Ta_RPJM_Sasaran",
        "Ta_RPJM_Kegiatan",
        "Ta_RPJM_Pagu_Tahunan",
        "Ta_RPJM_Pagu_Indikatif",
        "Ref_Sumber",
    ),
    JenisTempel.RKP: (
        "Ta_RPJM_Pagu_Tahunan",
        "Ta_RPJM_Kegiatan",
        "Ta_RPJM_Visi",
        "Ta_Kegiatan",
        "Ref_Kegiatan",
        "Ref_Sumber",
    ),
    JenisTempel.PAGU: ("Ta_RAB", "Ta_RPJM_Pagu_Tahunan", "Ta_RPJM_Visi", "Ref_Sumber"),
    JenisTempel.HARGA: ("Ref_SBU",),
}
_NEEDED: Mapping[JenisTempel, tuple[str, ...]] = {  # one of them must hold something
    JenisTempel.RPJM: ("Ta_RPJM_Kegiatan",),
    JenisTempel.RKP: ("Ta_RPJM_Pagu_Tahunan", "Ta_Kegiatan"),
    JenisTempel.PAGU: ("Ta_RAB", "Ta_RPJM_Pagu_Tahunan"),
    JenisTempel.HARGA: ("Ref_SBU",),
}
_SOURCES = ("PAD", "ADD", "DDS", "PBH", "PBK", "PBP", "SWD", "DLL")
_INCOME = (  # accounts of income and the source they are (perencanaan.md 7.2)
    ("4.2.1.", "DDS"),
    ("4.2.2.", "PBH"),
    ("4.2.3.", "ADD"),
    ("4.2.4.", "PBP"),
    ("4.2.5.", "PBK"),
    ("4.1.3.", "SWD"),
    ("4.1.", "PAD"),
    ("4.3.", "DLL"),
)
_TRUE = {"true", "1", "-1", "ya", "yes", "y", "t", "benar"}
_RPJM_YEARS = 8


@dataclass(frozen=True, slots=True)
class ArahAsal:
    """One misi, tujuan or sasaran of the tree: its key there, the key above it, its text."""

    tingkat: str
    kunci: str
    induk: str
    uraian: str


@dataclass(frozen=True, slots=True)
class PohonRpjm:
    """What stands above the activities of an RPJM: vision, years (0 unknown), and the tree below it."""

    visi: str = ""
    tahun: int = 0
    tahun_akhir: int = 0
    arah: tuple[ArahAsal, ...] = ()


def block_of(jenis: JenisTempel, tables: Tabel, tahun: int) -> list[tuple[Cell, ...]]:
    """The table of one kind of list as cells, headings first; above them a line that names the year taken.

    Raises InvalidInput when Siskeudes keeps no such list or the tables it needs are empty.
    """
    if jenis not in TABLES:
        raise InvalidInput({"file": _("Tabel Siskeudes hanya untuk RPJM Desa, RKPDes, pagu, dan harga.")})
    if not any(tables.get(name) for name in _NEEDED[jenis]):
        sentence = _("Berkas Siskeudes ini tidak berisi tabel {nama}. Minta operator mengekspor tabel itu.")
        names = _(" atau ").join(_NEEDED[jenis])
        raise InvalidInput({"file": sentence.format(nama=names)})
    makers = {
        JenisTempel.RPJM: lambda: _rpjm(tables),
        JenisTempel.RKP: lambda: _rkp(tables, tahun),
        JenisTempel.PAGU: lambda: _pagu(tables, tahun),
        JenisTempel.HARGA: lambda: _harga(tables),
    }
    return makers[jenis]()


def tree_of(tables: Tabel) -> PohonRpjm:
    """Vision, misi, tujuan and sasaran of an RPJM."""
    visions = list(tables.get("Ta_RPJM_Visi", ()))
    first, last = _years(tables)
    arah = [
        ArahAsal("misi", one["ID_Misi"], "", one.get("Uraian_Misi", ""))
        for one in tables.get("Ta_RPJM_Misi", ())
        if one.get("ID_Misi")
    ]
    arah += [
        ArahAsal("tujuan", one["ID_Tujuan"], one.get("ID_Misi", ""), one.get("Uraian_Tujuan", ""))
        for one in tables.get("Ta_RPJM_Tujuan", ())
        if one.get("ID_Tujuan")
    ]
    arah += [
        ArahAsal("sasaran", one["ID_Sasaran"], one.get("ID_Tujuan", ""), one.get("Uraian_Sasaran", ""))
        for one in tables.get("Ta_RPJM_Sasaran", ())
        if one.get("ID_Sasaran")
    ]
    visi = "; ".join(one.get("Uraian_Visi", "") for one in visions if one.get("Uraian_Visi"))
    return PohonRpjm(visi, first, last, tuple(arah))


# ------------------------------------------------------------------ RPJM


def _rpjm(tables: Tabel) -> list[tuple[Cell, ...]]:
    first, last = _years(tables)
    count = min(max(last - first + 1, 6), _RPJM_YEARS + 1) if first else _RPJM_YEARS
    money = _money_by_year(tables, first)
    labels = [str(first + place) if first else f"THN {place + 1}" for place in range(count)]
    heads: tuple[Cell, ...] = (
        "Kode",
        "Jenis Kegiatan",
        "Bidang",
        "Lokasi",
        "Volume",
        "Satuan",
        "Keluaran",
        "Sasaran",
        "L",
        "P",
        "A-RTM",
        *(f"Waktu Pelaksanaan {label}" for label in labels),
        *(f"Biaya {label}" for label in labels),
        "Sumber Dana",
        "Swakelola",
        "Kerjasama Antar Desa",
        "Pihak Ketiga",
        "Kd Sas",
    )
    block: list[tuple[Cell, ...]] = []
    if first:
        block.append((_("RPJM Desa tahun {awal} sampai {akhir}").format(awal=first, akhir=last),))
    block.append(heads)
    for one in tables.get("Ta_RPJM_Kegiatan", ()):
        key = one.get("Kd_Keg", "")
        detail = _first(tables.get("Ta_RPJM_Pagu_Tahunan", ()), key)
        amounts = money.get(key, {})
        sources = [*_words(one.get("Sumberdana", "")), *(name for name, _year in amounts)]
        by_year = [_sum(amounts, place + 1) for place in range(count)]
        block.append(
            (
                _kode(one.get("ID_Keg", "") or key),
                one.get("Nama_Kegiatan", ""),
                _kode(one.get("ID_Keg", "") or key)[:2],
                one.get("Lokasi", ""),
                _number(detail.get("Volume", "")),
                detail.get("Satuan", ""),
                one.get("Keluaran", ""),
                one.get("Sasaran", ""),
                *(_number(detail.get(f"Jml_Sas_{who}", "")) for who in ("Pria", "Wanita", "ARTM")),
                *("v" if _is_true(one.get(f"Tahun{n + 1}", "")) else None for n in range(count)),
                *by_year,
                ", ".join(dict.fromkeys(sources)),
                *(
                    "v" if _is_true(one.get(name, "")) else None
                    for name in ("Swakelola", "Kerjasama", "Pihak_Ketiga")
                ),
                one.get("Kd_Sas", ""),
            )
        )
    return block


def _money_by_year(tables: Tabel, first: int) -> dict[str, dict[tuple[str, int], int]]:
    """Rupiah by activity, then by (source, year from 1): the yearly ceilings, else the indicative ones."""
    found: dict[str, dict[tuple[str, int], int]] = {}
    for one in tables.get("Ta_RPJM_Pagu_Tahunan", ()):
        place = _place(one.get("Kd_Tahun", ""), first)
        amount = _number(one.get("Biaya", ""))
        if place and isinstance(amount, int):
            here = found.setdefault(one.get("Kd_Keg", ""), {})
            source = (_source(one.get("Kd_Sumber", ""), tables), place)
            here[source] = here.get(source, 0) + amount
    yearly = {(key, place) for key, amounts in found.items() for _source_, place in amounts}
    for one in tables.get("Ta_RPJM_Pagu_Indikatif", ()):
        key, name = one.get("Kd_Keg", ""), _source(one.get("Kd_Sumber", ""), tables)
        for place in range(1, _RPJM_YEARS + 1):
            amount = _number(one.get(f"Tahun{place}", ""))
            if isinstance(amount, int) and amount and (key, place) not in yearly:
                found.setdefault(key, {})[name, place] = amount
    return found


def _sum(amounts: Mapping[tuple[str, int], int], place: int) -> int | None:
    here = [amount for (_source, year), amount in amounts.items() if year == place]
    return sum(here) if here else None


# ------------------------------------------------------------------ RKP, pagu, prices


def _rkp(tables: Tabel, tahun: int) -> list[tuple[Cell, ...]]:
    """The rows of one year: the yearly ceilings (they are the RKP), else the budgeted activities.

    One activity at one place may have a row for each source; the amounts come side by side (form G10).
    """
    first, _last = _years(tables)
    rows = [
        (one, first + place - 1 if first else tahun)
        for one in tables.get("Ta_RPJM_Pagu_Tahunan", ())
        if (place := _place(one.get("Kd_Tahun", ""), first))
    ]
    year = _nearest_year((year for _one, year in rows), tahun)
    if year is None:
        return _rkp_of_budget(tables, tahun)
    heads: tuple[Cell, ...] = (
        *("Kode", "Jenis Kegiatan", "Lokasi", "Volume", "Satuan", "L", "P", "A-RTM", "Waktu"),
        *("Mulai", "Selesai", "Pola", "Pelaksana", *_SOURCES, "Sumber Dana", "Biaya"),
    )
    names = _names(tables)
    groups: dict[tuple[str, str], list[Baris]] = {}
    for one, row_year in rows:
        if row_year == year:
            groups.setdefault((one.get("Kd_Keg", ""), one.get("Lokasi_Spesifik", "")), []).append(one)
    block: list[tuple[Cell, ...]] = [(_("Siskeudes, rencana tahun {tahun}").format(tahun=year),), heads]
    for (key, lokasi), parts in groups.items():
        main = parts[0]
        shares, other = _shares(parts, tables)
        total = sum(amount for one in parts if isinstance(amount := _number(one.get("Biaya", "")), int))
        start, end = _month(main.get("Mulai", "")), _month(main.get("Selesai", ""))
        block.append(
            (
                _kode(key),
                names.get(_kode(key), ""),
                lokasi,
                _number(main.get("Volume", "")),
                main.get("Satuan", ""),
                *(_number(main.get(f"Jml_Sas_{who}", "")) for who in ("Pria", "Wanita", "ARTM")),
                "" if start and end else main.get("Waktu", ""),
                *(start, end),
                main.get("Pola_Kegiatan", ""),
                main.get("Pelaksana", ""),
                *(shares.get(name) for name in _SOURCES),
                other,
                total,
            )
        )
    return block


def _shares(parts: Sequence[Baris], tables: Tabel) -> tuple[dict[str, int], str]:
    """Rupiah by source; sources the list does not know stand as words."""
    shares: dict[str, int] = {}
    other: list[str] = []
    for one in parts:
        source, amount = _source(one.get("Kd_Sumber", ""), tables), _number(one.get("Biaya", ""))
        if source in _SOURCES and isinstance(amount, int):
            shares[source] = shares.get(source, 0) + amount
        elif source:
            other.append(source)
    return shares, ", ".join(dict.fromkeys(other))


def _rkp_of_budget(tables: Tabel, tahun: int) -> list[tuple[Cell, ...]]:
    rows = [
        (one, int(one["Tahun"])) for one in tables.get("Ta_Kegiatan", ()) if one.get("Tahun", "").isdigit()
    ]
    year = _nearest_year((year for _one, year in rows), tahun)
    heads: tuple[Cell, ...] = (
        *("Kode", "Jenis Kegiatan", "Lokasi", "Waktu", "Satuan", "Volume", "Biaya", "Sumber Dana"),
        *("Pelaksana", "Rencana pelaksanaan"),
    )
    block: list[tuple[Cell, ...]] = [
        (_("Siskeudes, anggaran tahun {tahun}").format(tahun=year or ""),),
        heads,
    ]
    for one, row_year in rows:
        if row_year != year:
            continue
        revised = _number(one.get("Pagu_PAK", ""))
        block.append(
            (
                _kode(one.get("ID_Keg", "") or one.get("Kd_Keg", "")),
                one.get("Nama_Kegiatan", ""),
                one.get("Lokasi", ""),
                one.get("Waktu", ""),
                one.get("Satuan", ""),
                _number(one.get("Nilai", "")),
                revised if isinstance(revised, int) and revised else _number(one.get("Pagu", "")),
                ", ".join(_words(one.get("Sumberdana", ""))),
                one.get("Nm_PPTKD", ""),
                one.get("Keluaran", ""),
            )
        )
    return block


def _pagu(tables: Tabel, tahun: int) -> list[tuple[Cell, ...]]:
    """Income by source of the year nearest below the plan year; without it what is planned to be spent."""
    income: dict[int, dict[str, int]] = {}
    for one in tables.get("Ta_RAB", ()):
        account = one.get("Kd_Rincian", "")
        source = next((name for begin, name in _INCOME if account.startswith(begin)), "")
        amount = _number(one.get("AnggaranStlhPAK", "")) or _number(one.get("Anggaran", ""))
        if source and isinstance(amount, int) and one.get("Tahun", "").isdigit():
            here = income.setdefault(int(one["Tahun"]), {})
            here[source] = here.get(source, 0) + amount
    year = _nearest_year(income, tahun)
    if year is not None:
        title = _("Siskeudes, pendapatan tahun {tahun}").format(tahun=year)
        return [(title,), ("Sumber dana", "Pagu"), *((name, amount) for name, amount in income[year].items())]
    first, _last = _years(tables)
    planned: dict[int, dict[str, int]] = {}
    for one in tables.get("Ta_RPJM_Pagu_Tahunan", ()):
        place, amount = _place(one.get("Kd_Tahun", ""), first), _number(one.get("Biaya", ""))
        if place and isinstance(amount, int):
            here = planned.setdefault(first + place - 1 if first else tahun, {})
            name = _source(one.get("Kd_Sumber", ""), tables)
            here[name] = here.get(name, 0) + amount
    year = _nearest_year(planned, tahun)
    title = _("Siskeudes, jumlah rencana belanja tahun {tahun}, bukan pagu").format(tahun=year or "")
    rows = planned.get(year, {}) if year is not None else {}
    return [(title,), ("Sumber dana", "Pagu"), *((name, amount) for name, amount in rows.items())]


def _harga(tables: Tabel) -> list[tuple[Cell, ...]]:
    block: list[tuple[Cell, ...]] = [("Kode SBU", "Nama SBU", "Satuan", "Harga satuan")]
    for one in tables.get("Ref_SBU", ()):
        kode = one.get("Kode_SBU", "") or one.get("Kd_Rincian", "")
        price = _number(one.get("Nilai", "") or one.get("Harga", ""))
        block.append((kode, one.get("Nama_SBU", ""), one.get("Satuan", ""), price))
    return block


# ------------------------------------------------------------------ values as Siskeudes writes them


def _years(tables: Tabel) -> tuple[int, int]:
    for one in tables.get("Ta_RPJM_Visi", ()):
        begin = re.search(r"20[0-9]{2}", one.get("TahunA", ""))
        end = re.search(r"20[0-9]{2}", one.get("TahunN", ""))
        if begin:
            first = int(begin[0])
            return first, int(end[0]) if end else first + 5
    return 0, 0


def _place(text: str, first: int) -> int:
    """The year of a row from 1: `THN3`, `3`, or a calendar year; 0 if it is none."""
    digits = re.search(r"[0-9]{1,4}", text)
    if digits is None:
        return 0
    number = int(digits[0])
    if number > 1000:
        return number - first + 1 if first and number >= first else 0
    return number if 1 <= number <= _RPJM_YEARS + 1 else 0


def _nearest_year(years: Iterable[int], wanted: int) -> int | None:
    """The year itself, else the newest before it, else the oldest there is; None if there is none."""
    there = sorted(set(years))
    if wanted in there or not there:
        return wanted if there else None
    before = [year for year in there if year < wanted]
    return before[-1] if before else there[0]


def _kode(text: str) -> str:
    """`01.01.02` out of `01.01.02.` or of a Kd_Keg with the village in front, `07.01.01.01.02.`."""
    parts = [part for part in text.strip().split(".") if part]
    return normalize_kode(".".join(parts[-3:])) or text.strip()


def _names(tables: Tabel) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("Ref_Kegiatan", "Ta_Kegiatan", "Ta_RPJM_Kegiatan"):
        for one in tables.get(table, ()):
            name = one.get("Nama_Kegiatan", "")
            if name:
                found[_kode(one.get("ID_Keg", "") or one.get("Kd_Keg", ""))] = name
    return found


def _first(rows: Iterable[Baris], key: str) -> Baris:
    return next((one for one in rows if one.get("Kd_Keg", "") == key), {})


def _source(text: str, tables: Tabel) -> str:
    """The source of a row: its short name, or what its number in Ref_Sumber is called."""
    clean = text.strip()
    if clean.upper() in _SOURCES:
        return clean.upper()
    for one in tables.get("Ref_Sumber", ()):
        if one.get("Kode", "") == clean or one.get("Urut", "") == clean:
            kode = one.get("Kode", "").upper()
            return kode if kode in _SOURCES else one.get("Nama_Sumber", "") or clean
    return clean


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;/]", text) if word.strip()]


def _number(text: str) -> Cell:
    """A number of a CSV of Access: `12500000.0000`, `12500000,00`; other texts stay texts."""
    clean = text.strip()
    if not clean:
        return None
    plain = clean.replace(",", ".") if clean.count(",") == 1 and "." not in clean else clean
    try:
        exact = Decimal(plain)
    except InvalidOperation:
        return clean
    if not exact.is_finite() or abs(exact) > Decimal(10) ** 18:
        return clean
    return int(exact) if exact == exact.to_integral_value() else exact


def _is_true(text: str) -> bool:
    return text.strip().lower() in _TRUE


def _month(text: str) -> str:
    """The month of `01/03/2026` or `2026-03-01 00:00:00`; "" for another text."""
    found = re.match(r"[0-9]{1,2}[/-]([0-9]{1,2})[/-][0-9]{4}|[0-9]{4}-([0-9]{2})-[0-9]{2}", text.strip())
    number = int(found[1] or found[2]) if found else 0
    return MONTHS[number - 1] if 1 <= number <= len(MONTHS) else ""
