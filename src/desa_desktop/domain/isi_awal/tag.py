"""The language of `isi-awal` tags: which stored figure a question of a form may be filled from.

`penduduk.hitung(umur 7-15, sekolah)`, `keluarga.hitung(kepala P)`, `mutasi mati(umur<1)`, `desa.nama`,
`perkembangan(tahun-1).pdk_ini_l`, `rekap ddk.k1_11=3`. What cannot be understood has no proposal.
Source of the words: prodeskel.md 8, checklists/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CALL = re.compile(
    r"(?P<nama>[a-z][a-z0-9_. /]*?)\s*(?:\((?P<isi>[^()]*)\))?"
    r"(?:\.(?P<medan>[a-z0-9_]+))?(?:=(?P<nilai>\w+))?"
)
_SYARAT = re.compile(
    r"(?P<bukan>tidak |bukan )?(?P<kunci>[a-zA-Z_]+(?: [LP])?)"
    r"(?:\s*(?P<banding><=|>=|!=|=|<|>)\s*(?P<nilai>[\w .,/-]+?)|\s+(?P<dari>[0-9]+)\s*-\s*(?P<ke>[0-9]+))?"
)
_FORM = {
    "potensi": "potensi-desa",
    "perkembangan": "perkembangan-desa",
    "stunting": "konvergensi-stunting",
    "layanan": "layanan-dasar",
}
"""How a tag calls the other forms that an answer may come from."""
_WORDS = {
    "tahun-1": "tahun_lalu",
    **{one: one for one in ("kepala L", "kepala P", "no_kk sah", "lansia sendiri")},
}
_ALIAS = {"keluarga 1 anggota umur>=60": "keluarga.hitung(lansia sendiri)"}

PENDUDUK, KELUARGA, MUTASI, BANTUAN = "penduduk.hitung", "keluarga.hitung", "mutasi", "bantuan.hitung"
DESA, APARAT, APARAT_HITUNG = "desa", "aparat", "aparat.hitung"
DUSUN, DUSUN_HITUNG = "wilayah.dusun", "wilayah.dusun.hitung"
REGISTER, REGISTER_MUTAKHIR = "register.status", "register.tanggal_entri_terakhir"
MUSYAWARAH, ISIAN, DDK, RKP = "musyawarah", "isian", "ddk", "rkp"
_SINGLE = frozenset(
    {PENDUDUK, KELUARGA, BANTUAN, APARAT, APARAT_HITUNG, DUSUN, DUSUN_HITUNG, REGISTER, REGISTER_MUTAKHIR}
    | {MUSYAWARAH, RKP}
)


@dataclass(frozen=True, slots=True)
class Syarat:
    """One condition between the brackets. `banding` "" is the bare word, ".." the range of `nilai`."""

    kunci: str
    banding: str = ""
    nilai: tuple[str, ...] = ()
    is_bukan: bool = False


@dataclass(frozen=True, slots=True)
class Sumber:
    """Where a figure comes from; with `kurang` that other figure is taken off.

    `medan` is the field that is asked for: of the village, of an officer, of another form.
    """

    nama: str
    syarat: tuple[Syarat, ...] = ()
    medan: str = ""
    kurang: Sumber | None = None

    def has(self, kunci: str) -> bool:
        """Whether this condition is named."""
        return any(one.kunci == kunci for one in self.syarat)

    def value(self, kunci: str) -> str:
        """The value a condition compares with, "" without it."""
        return next((one.nilai[0] for one in self.syarat if one.kunci == kunci and one.nilai), "")


def parse_tag(text: str) -> Sumber | None:
    """The source a tag names, None for one that is not of this language."""
    clean = re.sub(r"\s+lewat peta\w*", "", text.partition(";")[0].strip())
    clean = re.sub(r"\s+", " ", clean)
    clean = _ALIAS.get(clean, clean)
    first, minus, second = clean.partition(" - ")
    if minus:
        left, right = parse_tag(first), parse_tag(second)
        if left is None or right is None or left.nama not in (PENDUDUK, KELUARGA) or left.kurang is not None:
            return None
        return Sumber(left.nama, left.syarat, left.medan, right)
    match = _CALL.fullmatch(clean)
    if match is None:
        return None
    syarat = _conditions(match["isi"]) if match["isi"] is not None else ()
    return None if syarat is None else _source(match["nama"].strip(), syarat, match)


def _source(nama: str, syarat: tuple[Syarat, ...], match: re.Match[str]) -> Sumber | None:
    medan, nilai = match["medan"] or "", match["nilai"] or ""
    head, dot, rest = nama.partition(".")
    if nama.startswith("mutasi ") and nama.removeprefix("mutasi ") in ("lahir", "mati"):
        return Sumber(MUTASI, (Syarat(nama.removeprefix("mutasi ")), *syarat))
    if nama == "rekap ddk" and medan:
        return Sumber(DDK, (Syarat("pilihan", "=", (nilai,)),) if nilai else (), medan)
    if head in _FORM and (dot or medan):
        if dot and not re.fullmatch(r"[a-z0-9_]+", rest):
            return None
        return Sumber(ISIAN, (Syarat("form", "=", (_FORM[head],)), *syarat), medan or rest)
    if nilai:
        return None
    if nama == "desa" and medan and not syarat:
        return Sumber(DESA, (), medan)
    if medan and f"{nama}.{medan}" in _SINGLE:
        return Sumber(f"{nama}.{medan}", syarat)
    if nama == "register" and not medan:
        return Sumber(REGISTER, syarat)
    return Sumber(nama, syarat, medan) if nama in _SINGLE else None


def _conditions(text: str) -> tuple[Syarat, ...] | None:
    found = list(_each(text))
    return None if None in found else tuple(one for one in found if one is not None)


def _each(text: str) -> Iterator[Syarat | None]:
    for part in text.split(","):
        if part.strip() in _WORDS:
            yield Syarat(_WORDS[part.strip()])
            continue
        match = _SYARAT.fullmatch(part.strip())
        if match is None:
            yield None
            continue
        nilai: tuple[str, ...] = ()
        banding = match["banding"] or ""
        if banding:
            nilai = (match["nilai"].strip(),)
        elif match["dari"]:
            banding, nilai = "..", (match["dari"], match["ke"])
        yield Syarat(match["kunci"], banding, nilai, bool(match["bukan"]))
