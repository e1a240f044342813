"""Sex, codes, names, hamlets, RT and RW out of dirty cells (kependudukan.md 5).

Rules: P-301 sex unclear, P-302 sex unknown, P-311 word unknown, P-312 widow or widower of whom, P-321 name
with odd signs, P-322 name empty, P-331 RT/RW unreadable, P-341 hamlet unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz, process

from desa_desktop.domain.penduduk.kode import DaftarKode, fold, is_empty_mark
from desa_desktop.domain.penduduk.nik import parse_nik
from desa_desktop.domain.penduduk.orang import CERAI_HIDUP, CERAI_MATI
from desa_desktop.domain.penduduk.terbaca import Terbaca, ragu, salah
from desa_desktop.domain.teks import squeeze
from desa_desktop.i18n import _

T = TypeVar("T")
_NEAR = 80  # of 100
_WIDOWED = frozenset({"janda", "duda", "janda/duda", "duda/janda", "jd", "dd"})


_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")  # control, bidi, no width


def cell_text(cell: object) -> str:
    """The text of any cell; a whole number without its point (`3.0` is `3`)."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return squeeze(_UNSEEN.sub(" ", unicodedata.normalize("NFKC", str(cell)).replace("\u00a0", " ")))


# ------------------------------------------------------------------ sex


@dataclass(frozen=True, slots=True)
class KolomJk:
    """What a column of sexes says as a whole: in some `P` means Pria beside `W` for Wanita."""

    is_p_meragukan: bool = False


def detect_jk(cells: Iterable[object]) -> KolomJk:
    """A column with both `P` and `W` and no `L` must be asked about its `P`."""
    seen = {fold(cell_text(cell)) for cell in cells}
    return KolomJk("p" in seen and "w" in seen and not seen & {"l", "lk"})


def read_jk(cell: object, daftar: DaftarKode, kolom: KolomJk = KolomJk(), *, nik: str = "") -> Terbaca[str]:
    """`L` or `P` out of `LK`, `Pria`, `1`, `Laki2`, ...; the NIK is a witness where `P` could be Pria."""
    text = cell_text(cell)
    if is_empty_mark(text) and text != "0":
        return Terbaca()
    word = fold(text)
    isi = parse_nik(nik)
    if kolom.is_p_meragukan and word == "p":
        if isi is not None:
            return Terbaca(isi.jk)
        return ragu("P-301", _("Di kolom ini P bisa berarti pria. Pilih laki-laki atau perempuan."), "L", "P")
    if kolom.is_p_meragukan and word == "w":
        return Terbaca("P")
    kode = daftar.find(text)
    if kode is not None:
        return Terbaca("L" if kode == 1 else "P")
    usul = (isi.jk,) if isi is not None else ()
    return salah("P-302", _("Jenis kelamin {kata} tidak dikenal. Tulis L atau P.").format(kata=text), *usul)


# ------------------------------------------------------------------ code or word


def read_kode(
    cell: object, daftar: DaftarKode, kata: Mapping[str, int] | None = None, *, is_opensid: bool = False
) -> Terbaca[int]:
    """The code for a number or word of the list; `kata` are words (folded) that this village has taught.

    `is_opensid`: numbers are OpenSID's, which differ in two lists. A widow without more is asked, a word
    that is only near one of the list is proposed.
    """
    text = cell_text(cell)
    if is_empty_mark(text):  # a list may have the words itself: TIDAK TAHU is a blood group
        known = daftar.by_word.get(fold(text)) if len(text) > 3 else None
        return Terbaca(known)
    word = fold(text)
    if kata is not None and word in kata:
        return Terbaca(kata[word])
    if daftar.nama == "status_kawin" and word in _WIDOWED:
        return ragu(
            "P-312", _("{kata}: cerai hidup atau cerai mati?").format(kata=text), CERAI_HIDUP, CERAI_MATI
        )
    if re.fullmatch(r"[0-9]{1,3}", text):
        kode = daftar.from_opensid(int(text)) if is_opensid else daftar.find(text)
        if kode is not None:
            return Terbaca(kode)
        return salah("P-311", _("Kode {kode} tidak ada di daftar.").format(kode=text))
    kode = daftar.find(text)
    if kode is not None:
        return Terbaca(kode)
    near = process.extractOne(word, daftar.by_word.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if near is None:
        return salah("P-311", _("{kata} tidak ada di daftar pilihan.").format(kata=text))
    meant = daftar.by_word[near[0]]
    return ragu(
        "P-311",
        _("{kata} tidak ada di daftar pilihan. Maksudnya {usul}?").format(kata=text, usul=daftar.word(meant)),
        meant,
    )


# ------------------------------------------------------------------ names


@dataclass(frozen=True, slots=True)
class Nama:
    """A name without its titles, in capitals. `is_almarhum`: the cell said so, which proposes a death."""

    nama: str
    gelar_depan: str = ""
    gelar_belakang: str = ""
    is_almarhum: bool = False


_LATE = re.compile(r"[(\[]?\s*\b(almarhumah|almarhum|almh|alm)\b\.?\s*[)\]]?", re.IGNORECASE)
_FRONT = frozenset(
    {"dr", "drs", "dra", "ir", "prof", "h", "hj", "kh", "hja", "kyai", "ust", "ustadz", "r", "rr", "rm", "ra"}
)
_REAL_FRONT = frozenset({"dr", "drs", "dra", "ir", "prof", "h", "hj", "kh", "hja"})
_BEHIND = re.compile(
    r"(s\.?\s?(pd|e|h|t|p|ag|kom|sos|ip|km|kep|si|kg|farm|psi|hum|ked|tr)(\.?\s?[a-z]{1,4})?|"
    r"a\.?\s?m(d|a)?\.?\s?(pd|keb|kep|kom|kl|ak)?|m\.?\s?(pd|si|m|kes|t|h|ag|kom|hum|e|p)(\.?\s?i)?|"
    r"b\.?\s?a|b\.?\s?sc|s\.?\s?st|m\.?\s?a|ph\.?\s?d|lc|apt|ners?|sp\.?\s?[a-z]{1,3})\.?",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"[^\W\d_]|[ .,'\-]")


def read_nama(cell: object) -> Terbaca[Nama]:
    """A name in capitals as it stands on the KK; titles apart; `(ALM)` becomes a proposal, not a letter.

    Stars and brackets fall away; a digit or another odd sign is asked about. Source: kependudukan.md 1.1.
    """
    text = cell_text(cell).replace("`", "'").replace("\u2019", "'")
    if is_empty_mark(text):
        return salah("P-322", _("Nama belum diisi."))
    late = bool(_LATE.search(text))
    bare = squeeze(re.sub(r"[*#\"_]+|\(\s*\)", " ", _LATE.sub(" ", text))).strip(" ,-")
    first, *titles = [one.strip() for one in bare.split(",")]
    behind = [one for one in titles if one]
    if behind and not all(_BEHIND.fullmatch(one) for one in behind):
        first, behind = bare, []
    front: list[str] = []
    words = first.split(" ")
    while len(words) > 1 and (words[0].endswith(".") or words[0].lower() in ("drs", "dra", "prof")):
        if words[0].rstrip(".").lower() not in _REAL_FRONT:
            break
        front.append(words.pop(0))
    nama = " ".join(words).upper()
    found = Nama(nama, " ".join(front).upper(), ", ".join(behind).upper(), late)
    odd = sorted({one for one in nama if not _ALLOWED.fullmatch(one)})
    if not nama.strip(" .,'-"):
        return salah("P-322", _("Nama belum diisi."))
    if odd:
        clean = squeeze("".join(one if _ALLOWED.fullmatch(one) else " " for one in nama))
        proposal = Nama(clean, found.gelar_depan, found.gelar_belakang, late)
        return ragu(
            "P-321",
            _("Nama {nama} berisi tanda {tanda} yang tidak ada di KK.").format(
                nama=nama, tanda=" ".join(odd)
            ),
            *((proposal,) if clean.strip(" .,'-") else ()),
        )
    return Terbaca(found)


# ------------------------------------------------------------------ places

_RT = re.compile(r"\bRT\b[ .:]*0*([0-9]{1,3})")
_RW = re.compile(r"\bRW\b[ .:]*0*([0-9]{1,3})")
_BOTH = re.compile(r"(0*[0-9]{1,3}|-)\s*[/\-]\s*(0*[0-9]{1,3}|-)")


def read_rt_rw(cell: object) -> Terbaca[tuple[str, str]]:
    """RT and RW of one cell as three digits each, "" for what is not said: `RT 01/RW 02`, `1/2`, `RT.3`.

    A bare number is an RT; `005/-` has no RW.
    """
    text = re.sub(r"([A-Z])([0-9])", r"\1 \2", cell_text(cell).upper())
    text = re.sub(r"([0-9])(R[TW])", r"\1 \2", text)
    if is_empty_mark(text) or not text.strip("-/ 0"):
        return Terbaca(("", ""))
    rt, rw = _RT.search(text), _RW.search(text)
    if rt or rw:
        return Terbaca((_three(rt[1]) if rt else "", _three(rw[1]) if rw else ""))
    if both := _BOTH.fullmatch(text):
        return Terbaca((_three(both[1].strip("-")), _three(both[2].strip("-"))))
    if alone := re.fullmatch(r"0*([0-9]{1,3})", text):
        return Terbaca((_three(alone[1]), ""))
    return salah("P-331", _("RT/RW {kata} tidak terbaca. Contoh: 001/002.").format(kata=cell_text(cell)))


def read_rw(cell: object) -> Terbaca[str]:
    """The RW of a column of its own."""
    found = read_rt_rw(cell)
    if found.nilai is None:
        return Terbaca(None, found.aturan, found.teks)
    rt, rw = found.nilai
    return Terbaca(rw or rt)


def read_rt(cell: object) -> Terbaca[str]:
    """The RT of a column of its own."""
    found = read_rt_rw(cell)
    if found.nilai is None:
        return Terbaca(None, found.aturan, found.teks)
    return Terbaca(found.nilai[0])


def _three(digits: str) -> str:
    return f"{int(digits):03d}" if digits and int(digits) else ""


def plain_dusun(text: str) -> str:
    """The name of a hamlet without `DUSUN`, with blanks for `_`, each word with a capital."""
    clean = squeeze(text.replace("_", " "))
    clean = re.sub(r"^(dusun|dsn|dukuh|dkh|lingkungan|kampung|kp)\b\.?\s*", "", clean, flags=re.IGNORECASE)
    return " ".join(word.upper() if _ROMAN.fullmatch(word) else word.title() for word in clean.split(" "))


_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})(?<=.)", re.IGNORECASE)
_ONES = {"i": 1, "v": 5, "x": 10}


def dusun_key(text: str) -> str:
    """How hamlets are compared: no prefix, case or blanks; `Dusun II` and `dusun 2` are one."""
    words = plain_dusun(text).split(" ")
    if _ROMAN.fullmatch(words[-1]):
        signs = [_ONES[one] for one in words[-1].lower()]
        pairs = zip(signs, [*signs[1:], 0], strict=True)
        words[-1] = str(sum(-one if one < after else one for one, after in pairs))
    elif words[-1].isdigit():
        words[-1] = str(int(words[-1]))
    return fold(" ".join(words))


def _number_in(key: str) -> str:
    return key[len(key.rstrip("0123456789")) :]


def near_dusun(wanted: str, keys: Iterable[str]) -> str:
    """Which of these keys of hamlets is nearly the wanted one, "" for none; numbers must be the same."""
    same = [one for one in keys if _number_in(one) == _number_in(wanted)]
    near = process.extractOne(wanted, same, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(near[0]) if near is not None else ""


def read_dusun(cell: object, dikenal: Mapping[str, T]) -> Terbaca[T]:
    """The hamlet of the village that is meant; `dikenal` are its hamlets by name. A near name is proposed."""
    text = cell_text(cell)
    if is_empty_mark(text):
        return Terbaca()
    names = {dusun_key(name): key for name, key in dikenal.items()}
    wanted = dusun_key(text)
    if not wanted:
        return Terbaca()
    exact = {fold(name): key for name, key in dikenal.items()}  # `Kampung Baru` beside `Dusun Baru`
    if fold(text) in exact:
        return Terbaca(exact[fold(text)])
    if wanted in names:
        return Terbaca(names[wanted])
    near = near_dusun(wanted, names)
    if not near:
        return salah("P-341", _("Dusun {nama} belum ada di Data Desa.").format(nama=plain_dusun(text)))
    return ragu(
        "P-341",
        _("Dusun {nama} belum ada di Data Desa, tetapi ada yang mirip.").format(nama=plain_dusun(text)),
        names[near],
    )
