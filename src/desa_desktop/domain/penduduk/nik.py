"""NIK and nomor KK: read from a dirty cell without padding or inventing a digit, and held against the person.

Source: kependudukan.md 2, 3 and 5. The rules have the numbers P-101 to P-114 (NIK) and P-121 to P-126 (KK).
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.penduduk.kode import is_empty_mark
from desa_desktop.domain.penduduk.terbaca import Terbaca, ragu, salah
from desa_desktop.i18n import _

DIGITS = 16
_WOMAN = 40
_OLDEST = 110
_SIXTEEN = re.compile(r"[0-9]{16}")
_WITHIN = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
_FLOATED = re.compile(r"[0-9]{1,20}[.,]0{1,4}")
# a number with a sign between its thousands, as Excel shows one and a CSV then keeps it
_GROUPED = re.compile(r"[0-9]([.,])[0-9]{3}(?:\1[0-9]{3}){4}(?:[.,]0{1,4})?")
_EXPONENT = re.compile(r"[0-9](?:[.,][0-9]{1,20})?[eE]\+?[0-9]{1,2}")
_WHOLE = 2**53  # above it a number-typed cell keeps even digits only (NIK of Papua)
# what people write where somebody has no number yet, besides the marks of `is_empty_mark`
_NONE = re.compile(
    r"(belum|tidak|tdk|tak|blm|ga|gak|nggak)\s*(ada|punya|memiliki|mempunyai|bikin|buat|rekam|terbit|ber|dibuat)"
    r"\s*(nik|kk|no|nomor|ktp)?|belum|tidak|0[0 ./\-]{0,14}",
)
BUKAN_NOMOR = frozenset({"1234567890123456", *(str(digit) * DIGITS for digit in range(10))})


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding about a number: how serious, which rule, in which words."""

    level: Level
    aturan: str
    teks: str


@dataclass(frozen=True, slots=True)
class IsiNik:
    """What the digits say: region (6 digits), day (without the 40), month, two digits of the year, sex."""

    wilayah: str
    hari: int
    bulan: int
    tahun: int
    jk: str
    nomor: str


def parse_nik(nik: str) -> IsiNik | None:
    """What the digits of a NIK say; None when it is not 16 digits. Nothing is checked further."""
    if not _SIXTEEN.fullmatch(nik):
        return None
    day = int(nik[6:8])
    woman = day > _WOMAN
    return IsiNik(
        nik[:6],
        day - _WOMAN if woman else day,
        int(nik[8:10]),
        int(nik[10:12]),
        "P" if woman else "L",
        nik[12:],
    )


def birth_of(nik: str, today: date) -> date | None:
    """The birth date in a NIK, the century by section 2 (20YY unless in the future); None if impossible."""
    isi = parse_nik(nik)
    if isi is None:
        return None
    for year in (2000 + isi.tahun, 1900 + isi.tahun):
        if 1 <= isi.bulan <= 12 and 1 <= isi.hari <= calendar.monthrange(year, isi.bulan)[1]:
            found = date(year, isi.bulan, isi.hari)
            if found <= today:
                return found
    return None


# ------------------------------------------------------------------ reading a cell


def read_nik(cell: object) -> Terbaca[str]:
    """The NIK in a cell as it came from a sheet: text, or a number that may have lost its last digits.

    Empty marks, `0` and `BELUM ADA` are an empty value. Only the form is judged (checks 1 and 2); what the
    digits say is `check_nik`. P-101 no 16 digits, P-102 no real number, P-111 number-typed cell,
    P-112 two numbers in one cell, P-113 a stand-in of 17 digits (interop.md 7.2).
    """
    return _read_number(cell, "NIK")


_ENOUGH, _MOSTLY = 6, 0.8


def is_cut_off(numbers: Collection[str]) -> bool:
    """Whether a column of numbers lost its last digits on the way through Excel: nearly all end in 0.

    A number-typed cell keeps 15 digits; saved as CSV or copied as text, the 0 in the 16th place looks real.
    `numbers` are distinct and of 16 digits; one in ten ends in 0 by itself.
    """
    zero = sum(one.endswith("0") for one in numbers)
    return len(numbers) >= _ENOUGH and zero >= _MOSTLY * len(numbers)


def cut_off(what: str) -> Terbaca[str]:
    """The doubt about a number that ends in 0 in such a column; `what` is NIK or KK."""
    name = "NIK" if what == "NIK" else _("Nomor KK")
    sentence = _(
        "Hampir semua {nama} di kolom ini berakhir 0: angka terakhirnya hilang di Excel. "
        "Tulis ulang dari KK, atau minta berkas yang kolomnya berisi teks."
    )
    return ragu(_RULES[what][2], sentence.format(nama=name))


def read_no_kk(cell: object) -> Terbaca[str]:
    """The number of a KK in a cell; the same form and the same care as a NIK (P-121, P-122, P-123, P-124)."""
    return _read_number(cell, "KK")


_RULES = {
    "NIK": ("P-101", "P-102", "P-111", "P-112"),
    "KK": ("P-121", "P-122", "P-123", "P-124"),
}


def _read_number(cell: object, what: str) -> Terbaca[str]:
    length_rule, bad_rule, typed_rule, two_rule = _RULES[what]
    name = "NIK" if what == "NIK" else _("Nomor KK")
    if cell is None or isinstance(cell, bool):
        return Terbaca()
    if isinstance(cell, float) and not math.isfinite(cell):
        return salah(length_rule, _("{nama} harus 16 angka, bukan huruf.").format(nama=name))
    if isinstance(cell, int | float):
        return _numeric(cell, name, typed_rule, length_rule)
    text = unicodedata.normalize("NFKC", str(cell)).strip().lstrip("'`\u2019").strip()
    if is_empty_mark(text) or _NONE.fullmatch(text.casefold()):
        return Terbaca()
    if _EXPONENT.fullmatch(text):
        kept = re.sub(r"[^0-9]", "", re.split("[eE]", text)[0])
        sentence = _("{nama} tinggal {angka}…: angka lainnya hilang di Excel. Tulis ulang dari KK.")
        return ragu(typed_rule, sentence.format(nama=name, angka=kept))
    if _FLOATED.fullmatch(text):
        return _numeric(int(re.split("[.,]", text)[0]), name, typed_rule, length_rule)
    if _GROUPED.fullmatch(text):
        kept = re.sub(r"[.,]", "", text)[:DIGITS]
        return _numeric(int(kept), name, typed_rule, length_rule)
    groups = re.findall(r"[0-9]{15,17}", text)
    digits = "".join(one for one in text if one.isascii() and one.isdigit())
    if len(groups) > 1:
        return salah(
            two_rule,
            _("Satu sel berisi dua nomor: {satu} dan {dua}. Pilih yang benar.").format(
                satu=groups[0], dua=groups[1]
            ),
            *(one for one in groups if len(one) == DIGITS),
        )
    if what == "NIK" and len(digits) == DIGITS + 1:
        return salah(
            "P-113",
            _("{nomor} berisi 17 angka: nomor pengganti anak tanpa NIK. Kosongkan NIK-nya.").format(
                nomor=digits
            ),
        )
    if len(digits) != DIGITS:
        if not digits:
            return salah(length_rule, _("{nama} harus 16 angka, bukan huruf.").format(nama=name))
        return salah(
            length_rule,
            _("{nama} harus 16 angka. {nomor} berisi {n} angka.").format(
                nama=name, nomor=digits, n=len(digits)
            ),
        )
    if re.search(r"[A-Za-z]", text):
        return ragu(
            length_rule,
            _("Di antara angka {nama} ada huruf. Periksa apakah nomornya benar.").format(nama=name),
            digits,
        )
    if digits in BUKAN_NOMOR:
        return salah(bad_rule, _("{nomor} bukan {nama} yang sah.").format(nomor=digits, nama=name))
    return Terbaca(digits)


def _numeric(value: float, name: str, typed_rule: str, length_rule: str) -> Terbaca[str]:
    """A number-typed cell keeps 15 digits: what stands at the 16th place is no longer known."""
    if value == 0:
        return Terbaca()
    digits = str(int(value))
    if len(digits) != DIGITS or value < 0:
        return salah(
            length_rule,
            _("{nama} harus 16 angka. {nomor} berisi {n} angka.").format(
                nama=name, nomor=digits, n=len(digits)
            ),
        )
    sentence = _(
        "{nama} disimpan Excel sebagai bilangan, sehingga angka terakhirnya bisa hilang: {nomor}… "
        "Tulis angka terakhirnya dari KK."
    ).format(nama=name, nomor=digits[:15])
    if digits[-1] == "0" or value > _WHOLE:
        return ragu(typed_rule, sentence)
    return ragu(typed_rule, sentence, digits)


# ------------------------------------------------------------------ held against the person


def check_nik(
    nik: str,
    *,
    lahir: date | None,
    jk: str,
    today: date,
    provinsi: Collection[str],
    kode_desa: str = "",
) -> Iterator[Temuan]:
    """Checks 2 to 8 and 10 of a stored NIK of 16 digits (9, whether it is unique, needs the whole village).

    `provinsi` are the two digits of the known provinces; `kode_desa` the ten digits of the own village.
    """
    isi = parse_nik(nik)
    if isi is None:
        yield Temuan(Level.GALAT, "P-101", _("NIK harus 16 angka."))
        return
    if nik in BUKAN_NOMOR:
        yield Temuan(Level.GALAT, "P-102", _("{nomor} bukan NIK yang sah.").format(nomor=nik))
        return
    yield from _region(isi, provinsi, kode_desa)
    is_date = 1 <= isi.hari <= 31 and 1 <= isi.bulan <= 12
    if not is_date:
        yield Temuan(
            Level.GALAT,
            "P-104",
            _("Angka ke-7 sampai ke-10 NIK ({angka}) bukan tanggal dan bulan lahir.").format(angka=nik[6:10]),
        )
    elif not _fits(isi, lahir, today):
        yield Temuan(
            Level.GALAT,
            "P-105",
            _("Tanggal {hari} bulan {bulan} dalam NIK tidak ada.").format(hari=isi.hari, bulan=isi.bulan),
        )
    if isi.nomor == "0000":
        yield Temuan(
            Level.GALAT,
            "P-106",
            _("NIK berakhir 0000: angka terakhirnya hilang saat disimpan di Excel. Tulis ulang dari KK."),
        )
    if is_date and lahir is not None:
        if (isi.hari, isi.bulan, isi.tahun) != (lahir.day, lahir.month, lahir.year % 100):
            yield Temuan(
                Level.PERINGATAN,
                "P-107",
                _("NIK menyebut lahir {nik}, isian tanggal lahir {isian}. Periksa dengan KK.").format(
                    nik=f"{isi.hari:02d}-{isi.bulan:02d}-{isi.tahun:02d}",
                    isian=f"{lahir.day:02d}-{lahir.month:02d}-{lahir.year}",
                ),
            )
    elif is_date and (found := birth_of(nik, today)) is not None and today.year - found.year > _OLDEST:
        yield Temuan(
            Level.PERINGATAN, "P-114", _("Menurut NIK, umurnya lebih dari 110 tahun. Periksa dengan KK.")
        )
    if jk and isi.jk != jk and isi.hari:
        yield Temuan(
            Level.PERINGATAN,
            "P-108",
            _("Menurut NIK {nik}, menurut isian {isian}. Periksa dengan KK.").format(
                nik=_sex(isi.jk), isian=_sex(jk)
            ),
        )


def _sex(jk: str) -> str:
    return _("perempuan") if jk == "P" else _("laki-laki")


def _fits(isi: IsiNik, lahir: date | None, today: date) -> bool:
    """Whether the day exists in that month of the century of the birth date, else of any that is possible."""
    years = (
        [lahir.year]
        if lahir is not None and lahir.year % 100 == isi.tahun
        else [year for year in (1900 + isi.tahun, 2000 + isi.tahun) if year <= today.year]
    )
    return any(isi.hari <= calendar.monthrange(year, isi.bulan)[1] for year in years)


def is_known_region(wilayah: str, provinsi: Collection[str]) -> bool:
    """Whether six digits can be the code of a kecamatan in one of these provinces."""
    if not re.fullmatch("[0-9]{6}", wilayah):
        return False
    kabupaten = int(wilayah[2:4])
    is_kabupaten = 1 <= kabupaten <= 69 or 71 <= kabupaten <= 99
    return wilayah[:2] in provinsi and is_kabupaten and wilayah[4:] != "00"


def _region(isi: IsiNik, provinsi: Collection[str], kode_desa: str) -> Iterator[Temuan]:
    wilayah = isi.wilayah
    if not is_known_region(wilayah, provinsi):
        yield Temuan(
            Level.PERINGATAN,
            "P-103",
            _("Enam angka pertama NIK ({wilayah}) bukan kode wilayah yang dikenal.").format(wilayah=wilayah),
        )
    elif kode_desa and wilayah != kode_desa[:6]:
        yield Temuan(
            Level.SARAN,
            "P-110",
            _("NIK diterbitkan di wilayah lain ({wilayah}); itu boleh.").format(wilayah=wilayah),
        )


def check_no_kk(no_kk: str, *, kode_desa: str = "") -> Iterator[Temuan]:
    """The form of a stored number of a KK; what it says of date and region is never more than a warning."""
    if not _SIXTEEN.fullmatch(no_kk):
        yield Temuan(Level.GALAT, "P-121", _("Nomor KK harus 16 angka."))
        return
    if no_kk in BUKAN_NOMOR:
        yield Temuan(Level.GALAT, "P-122", _("{nomor} bukan Nomor KK yang sah.").format(nomor=no_kk))
        return
    if not (1 <= int(no_kk[6:8]) <= 31 and 1 <= int(no_kk[8:10]) <= 12):
        yield Temuan(
            Level.PERINGATAN,
            "P-125",
            _(
                "Angka ke-7 sampai ke-12 Nomor KK ({angka}) biasanya tanggal terbit. Periksa dengan KK."
            ).format(angka=no_kk[6:12]),
        )
    if kode_desa and no_kk[:6] != kode_desa[:6]:
        yield Temuan(
            Level.PERINGATAN,
            "P-126",
            _("Enam angka pertama Nomor KK ({wilayah}) bukan kode kecamatan ini.").format(wilayah=no_kk[:6]),
        )


def mask_numbers(text: str) -> str:
    """A text in which each number of 16 digits is masked: `KTP 330215******0001`."""
    return _WITHIN.sub(lambda found: mask_nik(found[0]), text)


def mask_nik(nik: str) -> str:
    """A NIK on a list, `330215******0001`; what is not 16 digits is shown as it is."""
    return f"{nik[:6]}******{nik[12:]}" if _SIXTEEN.fullmatch(nik) else nik
