"""How one cell is read: a value, or the text as it stands with a question. Never a guess (ux.md 3.4, 3.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.kode import normalize_kode
from desa_desktop.domain.pemeriksaan_usulan import same_dusun
from desa_desktop.domain.rab import kelompok_name, read_kelompok
from desa_desktop.domain.rkp import KelompokRab, PolaPelaksanaan
from desa_desktop.domain.teks import compact, nearest, squeeze
from desa_desktop.domain.tempel.bagi import bare_source, named_sources, read_bagian
from desa_desktop.domain.tempel.isi import MEN, WOMEN, month_of, read_months, read_people
from desa_desktop.domain.tempel.masa import is_tick, read_years
from desa_desktop.domain.tempel.sel import (
    NOT_COUNTED,
    Bacaan,
    Cell,
    Masalah,
    cell_number,
    cell_text,
    is_sign,
)
from desa_desktop.domain.tempel.ukuran import read_ukuran, split_price
from desa_desktop.domain.usulan import Kewenangan
from desa_desktop.domain.wilayah import DESA_DIGITS, read_kode
from desa_desktop.domain.wording import (
    MONTHS,
    MOST_MONEY,
    Reading,
    read_date,
    read_integer,
    read_money,
    read_quantity,
    show_date_short,
    show_money,
    show_number,
)
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

V = TypeVar("V")
MEASURES = "K-134"  # a volume that holds several measures
UNIT_INSIDE = "V-03"
_GOODS = (
    (KelompokRab.UPAH, r"\b(upah|tenaga kerja|pekerja|tukang|hok)\b"),
    (KelompokRab.ALAT, r"\b(alat|peralatan|sewa|mesin)\b"),
    (KelompokRab.BAHAN, r"\b(bahan|material|semen|kayu|besi|pasir|batu)\b"),
    (KelompokRab.LAIN, r"\b(honor\w*|jasa|makan\w*|konsumsi|atk|alat tulis|perjalanan|uang)\b"),
)
_NUMBER_UNIT = re.compile(r"([0-9][0-9.,]*)\s*([^\W\d_].*)")
_BULLET = re.compile(r"^[•▪●◦‣►]\s*")  # comes along with a list out of Word
_AGE = re.compile(r"([0-9]{1,3})\s*(?:tahun|thn|th)?\.?", re.IGNORECASE)
_WITH_VILLAGE = 5  # parts of a code: kecamatan, village, bidang, sub bidang, kegiatan
_LEAST_MONEY = 1000  # rupiah: a smaller number in a column of a year is a count or a tick
_THOUSANDS_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Konteks:
    """What the cells are held against: the rules, the hamlets of the village, and the day.

    `dusun_bawaan`: rows without a dusun of their own belong to this one (paste into a group).
    `tahun` is the plan year, for an RPJM its first, `tahun_akhir` its last; 0 is unknown.
    `bagi`: how costs are parted, by the number of the row or the words of the cell (`ADD, DDS`).
    """

    aturan: Aturan
    today: date
    dusun: Sequence[str] = ()
    dusun_bawaan: str = ""
    tahun: int = 0
    tahun_akhir: int = 0
    bagi: Mapping[str, str] = field(default_factory=dict)
    satuan_ingat: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def find_satuan(self, text: str) -> str:
        """What `Aturan.find_satuan` says, remembered: a list has thousands of rows and a dozen units."""
        found = self.satuan_ingat.get(text)
        if found is None:
            found = self.satuan_ingat[text] = self.aturan.find_satuan(text)
        return found

    @property
    def akhir(self) -> int:
        """The last year of the plan; eight years when nobody said another."""
        return self.tahun_akhir or self.tahun + 7


_NOTHING = Bacaan()


def read_cell(baca: str, field: str, cell: Cell, konteks: Konteks, words: str | None = None) -> Bacaan:
    """The reading of one cell by the reader named `baca`; an empty cell is nothing at all.

    `words` is the text of the cell where it is known already.
    """
    text = cell_text(cell) if words is None else words
    if not text or baca == "abaikan":
        return _NOTHING
    if is_sign(text):
        return _kept(field, text, "K-132", _formula(text))
    return _READERS[baca](field, cell, text, konteks)


def _formula(sign: str) -> str:
    """What a cell needs whose formula gave an error, or whose result was never stored."""
    if sign.strip() == NOT_COUNTED:
        return _(
            "Sel ini berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu impor lagi."
        )
    sentence = _("Rumus di sel ini galat ({tanda}). Betulkan rumusnya di Excel, atau ketik nilainya.")
    return sentence.format(tanda=sign.strip())


@lru_cache(1024)
def price_kelompok(text: str) -> KelompokRab | None:
    """Bahan, alat, upah or other spending, as the title of a part of a price list names it."""
    exact = read_kelompok(text)
    if exact is not None:
        return exact
    if re.search(r"\balat tulis\b", text, re.IGNORECASE):
        return KelompokRab.LAIN
    return next((one for one, words in _GOODS if re.search(words, text, re.IGNORECASE)), None)


def _kept(field: str, text: str, rule: str, sentence: str, usul: str = "", **suggested: object) -> Bacaan:
    """The text stays as it is and a question goes with it."""
    return Bacaan({}, {field: text}, (Masalah(field, text, rule, sentence, usul, suggested),))


def _teks(field: str, cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    number = cell_number(cell)
    if number is not None:  # a NIP or a telephone number that Excel keeps as a number has no points
        text = f"{number:f}".replace(".", ",")
    return Bacaan({field: _BULLET.sub("", text) or text})


def _from_reading(field: str, text: str, found: Reading[V], shown: Callable[[V], str]) -> Bacaan:
    if found.value is not None:
        return Bacaan({field: found.value})
    if found.suggestion is not None:
        suggested = {field: found.suggestion}
        return _kept(field, text, found.code, found.problem, shown(found.suggestion), **suggested)
    return _kept(field, text, found.code, found.problem)


def _uang(field: str, cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    number = cell_number(cell)
    if number is not None and 0 <= number <= MOST_MONEY and number == int(number):
        return Bacaan({field: int(number)})
    return _from_reading(field, text, read_money(text), show_money)


def _bilangan(field: str, cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    number = cell_number(cell)
    if number is not None and number >= 0 and number == int(number):
        return Bacaan({field: int(number)})
    found = read_integer(text)
    unit = _NUMBER_UNIT.fullmatch(text)
    if found.value is None and found.suggestion is None and unit:
        count = read_integer(unit[1])
        if count.value is not None:
            sentence = _('"{teks}" bukan hanya angka. Maksud Anda {nilai}?')
            text_ = sentence.format(teks=text, nilai=show_number(count.value))
            return _kept(field, text, "K-101", text_, show_number(count.value), **{field: count.value})
    return _from_reading(field, text, found, show_number)


def _volume(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A volume. `12 jodoh` and `1,080` are asked: the unit has its own column, the comma two meanings."""
    number = cell_number(cell)
    if number is not None and number >= 0:
        return _from_reading(field, text, read_quantity(f"{number:f}".replace(".", ",")), show_number)
    return _with_price(field, text, konteks, _volume_words)


def _volume_words(field: str, text: str, konteks: Konteks) -> Bacaan:
    if _THOUSANDS_COMMA.fullmatch(text):
        meant = Decimal(text.replace(",", ""))
        sentence = _("Koma dipakai sebagai pemisah ribuan. Maksud Anda {nilai}?")
        shown = show_number(meant)
        return _kept(field, text, "K-102", sentence.format(nilai=shown), shown, **{field: meant})
    measured = _measured(field, text, konteks)
    if measured is not None:
        return measured
    found = read_quantity(text)
    parts = _NUMBER_UNIT.fullmatch(text)
    if found.value is None and found.suggestion is None and parts:
        count = read_quantity(parts[1])
        if count.value is not None and not _THOUSANDS_COMMA.fullmatch(parts[1]):
            unit = konteks.find_satuan(parts[2]) or squeeze(parts[2])
            shown = f"{show_number(count.value)} {unit}"
            sentence = _('Volume berisi satuan: "{teks}". Maksud Anda volume {volume}, satuan {satuan}?')
            question = sentence.format(teks=text, volume=show_number(count.value), satuan=unit)
            return _kept(field, text, UNIT_INSIDE, question, shown, volume=count.value, satuan=unit)
    return _from_reading(field, text, found, show_number)


def _measured(field: str, text: str, konteks: Konteks) -> Bacaan | None:
    """`120 m x 3 m` stays as it is and is asked; None for a text without several measures."""
    found = read_ukuran(text, konteks.find_satuan)
    parts = _NUMBER_UNIT.fullmatch(text)
    if found is None:
        if parts is None or konteks.find_satuan(parts[2]) or not re.search("[0-9]", parts[2]):
            return None
        return _kept(field, text, MEASURES, _("Berisi beberapa ukuran. Isi satu volume dan satuannya."))
    if found.hasil is None:
        return _kept(field, text, MEASURES, found.pertanyaan)
    volume, satuan = found.hasil
    shown = f"{show_number(volume)} {satuan}"
    sentence = _("Berisi ukuran. Hasil kalinya {nilai}: itu volumenya?")
    return _kept(field, text, MEASURES, sentence.format(nilai=shown), shown, volume=volume, satuan=satuan)


def _with_price(
    field: str, text: str, konteks: Konteks, read: Callable[[str, str, Konteks], Bacaan]
) -> Bacaan:
    """`2 unit @ 5.000.000`: the volume without its price; the price is settled with the cost of the row."""
    parted = split_price(text)
    if parted is None:
        return read(field, text, konteks)
    found = read(field, parted[0], konteks)
    return Bacaan({**found.nilai, "_harga": (parted[1], text)}, found.teks_asli, found.masalah)


def _volume_satuan(_field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A column `Volume dan satuan`: `12 bulan` fills both fields."""
    if cell_number(cell) is not None:
        return _volume("volume", cell, text, konteks)
    return _with_price("volume", text, konteks, _both_words)


def _both_words(field: str, text: str, konteks: Konteks) -> Bacaan:
    measured = _measured(field, text, konteks)
    if measured is not None:
        return measured
    parts = _NUMBER_UNIT.fullmatch(text)
    if parts is None:
        return _volume_words(field, text, konteks)
    count = _volume_words(field, parts[1], konteks)
    if not count.nilai:
        first = count.masalah[0]
        return _kept(field, text, first.aturan, first.teks, first.usul, **dict(first.nilai_usul))
    unit = _satuan("satuan", parts[2], squeeze(parts[2]), konteks)
    return Bacaan({**count.nilai, **unit.nilai}, unit.teks_asli, unit.masalah)


def _satuan(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A unit in the spelling of the list. Others are kept as they are, unless they look like a slip."""
    known = konteks.find_satuan(text)
    if known:
        return Bacaan({field: known})
    if re.fullmatch("[0-9][0-9.,]*", text):
        sentence = _('Satuan berisi angka: "{teks}". Isi satuannya.').format(teks=text)
        return _kept(field, text, "V-03", sentence)
    near = nearest(text, [one.nama for one in konteks.aturan.satuan if len(one.nama) > 2])
    if near:
        sentence = _('Satuan "{teks}" tidak dikenal. Maksud Anda {nama}?').format(teks=text, nama=near)
        return _kept(field, text, "V-03", sentence, near, **{field: near})
    return Bacaan({field: text})


def _tanggal(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    if isinstance(cell, datetime):
        return Bacaan({field: cell.date()})
    if isinstance(cell, date):
        return Bacaan({field: cell})
    return _from_reading(field, text, read_date(text, konteks.today), show_date_short)


def _lahir(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A day of birth. Two digits of a year mean 20yy everywhere else; nobody is born in a year to come."""
    found = _tanggal(field, cell, text, konteks)
    day = found.nilai.get(field)
    if not isinstance(day, date) or day <= konteks.today:
        return found
    meant = day.replace(year=day.year - 100, day=min(day.day, 28) if day.month == 2 else day.day)
    sentence = _("Tanggal lahir {tanggal} belum terjadi. Maksud Anda {nilai}?")
    question = sentence.format(tanggal=show_date_short(day), nilai=show_date_short(meant))
    return _kept(field, text, "P-704", question, show_date_short(meant), **{field: meant})


def _lahir_umur(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A column of book B.4, `SLEMAN, 12-03-1990` or `SLEMAN, 36 tahun`: what stands behind the last comma
    is a day or an age, else the whole is the place.
    """
    if isinstance(cell, date):
        return _lahir("tanggal_lahir", cell, text, konteks)
    number = cell_number(cell)
    if number is not None:
        return _bilangan("umur", cell, text, konteks)
    before, comma, behind = text.rpartition(",")
    place, rest = (before.strip(), behind.strip()) if comma else ("", text)
    found = {"tempat_lahir": place} if place else {}
    age = _AGE.fullmatch(rest)
    if age:
        return Bacaan({**found, "umur": int(age[1])})
    if not any(sign.isdigit() for sign in rest):
        return Bacaan({"tempat_lahir": text})
    day = _lahir("tanggal_lahir", rest, rest, konteks)
    return Bacaan({**found, **day.nilai}, day.teks_asli, day.masalah)


def _tanda_l(_field: str, _cell: Cell, _text: str, _konteks: Konteks) -> Bacaan:
    """A column headed L in which a mark stands."""
    return Bacaan({"jk": "L"})


def _tanda_p(_field: str, _cell: Cell, _text: str, _konteks: Konteks) -> Bacaan:
    return Bacaan({"jk": "P"})


def _jk(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    word = compact(text)
    if word in MEN:
        return Bacaan({field: "L"})
    if word in WOMEN:
        return Bacaan({field: "P"})
    sentence = _('"{teks}" bukan L atau P. Pilih L atau P.').format(teks=text)
    return _kept(field, text, "K-121", sentence)


def _dusun(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    if not konteks.dusun:
        return Bacaan({field: text})
    for nama in konteks.dusun:
        if same_dusun(nama, text):
            return Bacaan({field: nama})
    near = nearest(text, konteks.dusun)
    sentence = _("Dusun tidak dikenal: {dusun}.").format(dusun=text)
    if near:
        question = sentence + " " + _("Maksud Anda {nama}?").format(nama=near)
        return _kept(field, text, "K-122", question, near, **{field: near})
    return _kept(field, text, "K-122", sentence)


def _unsur(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    found = konteks.aturan.find_unsur(text)
    if found is not None:
        return Bacaan({field: found.kunci})
    near = nearest(text, [one.nama for one in konteks.aturan.unsur])
    meant = konteks.aturan.find_unsur(near)
    sentence = _('Unsur "{teks}" tidak dikenal.').format(teks=text)
    if meant is not None:
        question = sentence + " " + _("Maksud Anda {nama}?").format(nama=near)
        return _kept(field, text, "K-123", question, near, **{field: meant.kunci})
    return _kept(field, text, "K-123", sentence)


def _kode(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A code of the list; Siskeudes puts the village in front (`99.01.02.03.10.`, interop.md 6)."""
    parts = [part for part in text.split(".") if part]
    found = konteks.aturan.kegiatan(".".join(parts[-3:]) if len(parts) == _WITH_VILLAGE else text)
    if found is not None:
        return Bacaan({field: found.kode})
    sentence = _("Kode {kode} tidak ada dalam daftar.").format(kode=text)
    kode = normalize_kode(text)
    whole = konteks.aturan.kegiatan(f"{kode[:6]}00") if kode.startswith("05.") else None
    if whole is not None:
        question = sentence + " " + _("Maksud Anda {nama}?").format(nama=whole.kode)
        return _kept(field, text, "V-01", question, whole.kode, **{field: whole.kode})
    return _kept(field, text, "V-01", sentence)


def _kode_desa(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    try:
        kode = read_kode(text, DESA_DIGITS)
    except InvalidInput as failure:
        return _kept(field, text, "K-130", failure.fields["kode"])
    return Bacaan({field: kode})


def _bidang(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    kode = konteks.aturan.read_bidang(text)
    if kode:
        return Bacaan({field: kode})
    return _kept(
        field, text, "V-01", _('Bidang "{teks}" tidak dikenal. Pilih dari daftar.').format(teks=text)
    )


def _sumber(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """One source of village money, or several with their amounts (`ADD 90.000.000, DDS sisa`).

    Two without amounts cannot be split by anybody but the village (V-10).
    """
    found = konteks.aturan.read_sumber(text) or konteks.aturan.read_sumber(bare_source(text))
    if found is not None:
        sumber, is_silpa = found
        return Bacaan({field: sumber.kunci, **({"is_silpa": True} if is_silpa else {})})
    shares = read_bagian(text, konteks.aturan)
    if shares:
        return Bacaan({"_bagian": shares})
    named = named_sources(text, konteks.aturan)
    if len(named) > 1:
        sentence = _('"{teks}" berisi {n} sumber dana. Bagi biayanya per sumber dana.')
        example = _("Contoh: {satu} 50.000.000; {dua} sisanya.")
        said = sentence.format(teks=text, n=len(named))
        return _kept(field, text, "V-10", f"{said} {example.format(satu=named[0][0], dua=named[1][0])}")
    near = nearest(
        bare_source(text), [name for one in konteks.aturan.sumber_dana for name in (one.singkatan, one.nama)]
    )
    meant = konteks.aturan.sumber(near) if near else None
    sentence = _('Sumber dana "{teks}" tidak dikenal.').format(teks=text)
    if meant is not None:
        question = sentence + " " + _("Maksud Anda {nama}?").format(nama=meant.kunci)
        return _kept(field, text, "V-10", question, meant.kunci, **{field: meant.kunci})
    return _kept(field, text, "V-10", sentence)


def _sumber_durkp(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    found = konteks.aturan.sumber_durkp(text)
    if found is not None:
        return Bacaan({field: found.kunci})
    if konteks.aturan.sumber(text) is not None:
        sentence = _("{teks} adalah dana desa sendiri. Pilih sumber dana di luar desa.").format(teks=text)
    else:
        sentence = _('Sumber dana "{teks}" tidak dikenal. Pilih dari daftar.').format(teks=text)
        near = nearest(text, [one.singkatan for one in konteks.aturan.sumber_dana_durkp])
        meant = konteks.aturan.sumber_durkp("APBD KAB" if compact(text) == "apbd" else near)
        if meant is not None:
            question = sentence + " " + _("Maksud Anda {nama}?").format(nama=meant.singkatan)
            return _kept(field, text, "V-24", question, meant.singkatan, **{field: meant.kunci})
    return _kept(field, text, "V-24", sentence)


def _sumber_banyak(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """The sources an RPJM names for an activity: there one cell may hold several, amounts are not parted."""
    named = named_sources(text, konteks.aturan)
    if named:
        return Bacaan({field: tuple(dict.fromkeys(kunci for kunci, _silpa in named))})
    single = _sumber(field, text, text, konteks)
    meant = single.masalah[0].nilai_usul.get(field) if single.masalah else None
    if isinstance(meant, str):
        first = single.masalah[0]
        return _kept(field, text, first.aturan, first.teks, first.usul, **{field: (meant,)})
    return _kept(field, text, "V-10", _('Sumber dana "{teks}" tidak dikenal.').format(teks=text))


def _dana(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """The amount in a column of one source (forms G9 and G10); nought is no share."""
    found = _uang(field, cell, text, konteks)
    if found.masalah:
        first = found.masalah[0]
        nama = field.rpartition("_")[2]
        sentence = _("{sumber}: {teks}").format(sumber=nama, teks=first.teks)
        return _kept(field, text, first.aturan, sentence, first.usul, **dict(first.nilai_usul))
    return found if found.nilai.get(field) else Bacaan()


def _bidang_asal(_field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """The bidang an activity stands under in the file: a hint for its code, which alone counts (V-01)."""
    kode = konteks.aturan.read_bidang(text)
    names = {one.nama: one.kode for one in konteks.aturan.daftar_bidang}
    kode = kode or names.get(nearest(text, names), "")
    return Bacaan({"_bidang": kode} if kode else {})


def _sub_bidang_asal(_field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    subs = {one.nama: kode for kode, one in konteks.aturan.daftar_kode.items() if one.level == "subbidang"}
    kode = subs.get(nearest(f"Sub Bidang {text}", subs), "")
    return Bacaan({"_sub_bidang": kode} if kode else {})


def _tanda_pola(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    """A tick under Swakelola, Kerja sama antar desa or Pihak ketiga (forms A1 and B1)."""
    word = compact(text)
    if word in {"tidak", "0", "f", "false", "salah"}:
        return Bacaan()
    pola = PolaPelaksanaan(field.removeprefix("_pola_"))
    if is_tick(text) or word in {"true", "benar", compact(pola.value)} or compact(pola.value) in word:
        return Bacaan({"pola": pola})
    return _kept("pola", text, "V-02", _('Pola pelaksanaan "{teks}" tidak dikenal.').format(teks=text))


def _opd_di_pola(_field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """Villages write the office that should do it where the form of a DU-RKP asks for Pola (form C3)."""
    if _pola("pola", cell, text, konteks).nilai:
        return Bacaan()  # a DU-RKP keeps no pola: who carries it out is decided above
    return Bacaan({"opd_tujuan": text})


def _centang_tahun(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """A column of one year: a tick, an amount, or words about how much is done that year."""
    if compact(text) in {"tidak", "0", "false"}:
        return Bacaan()
    if is_tick(text) or compact(text) == "true":
        return Bacaan({field: True})
    money = _uang(field, cell, text, konteks).nilai.get(field)
    if isinstance(money, int) and money >= _LEAST_MONEY:
        return Bacaan({field: money})
    return Bacaan({field: text})


def _tahun_rpjm(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """The years of an activity in one cell: `THN 6`, `2027-2029`, `1, 3 dan 5`."""
    number = cell_number(cell)
    years = read_years(f"{number:f}" if number is not None else text, konteks.tahun, konteks.akhir)
    if not years or not konteks.tahun:
        sentence = _('Tahun "{teks}" tidak terbaca. Isi tahun, misalnya 2027, 2029.').format(teks=text)
        return _kept(field, text, "V-25", sentence)
    return Bacaan({field: years})


def _biaya_tahun(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """Amounts by year in one cell: `2027: 10.000.000; 2028: 12.000.000`."""
    found: dict[str, int] = {}
    for part in re.split(r"[;\n]", text):
        year, _colon, amount = part.partition(":")
        years, money = read_years(year, konteks.tahun, konteks.akhir), read_money(amount)
        if len(years) != 1 or money.value is None:
            sentence = _(
                'Biaya per tahun "{teks}" tidak terbaca. Contoh: 2027: 10.000.000; 2028: 12.000.000.'
            )
            return _kept(field, text, "V-25", sentence.format(teks=text))
        found[str(years[0])] = money.value
    return Bacaan({field: found})


def _satuan_harga(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """The unit of goods: goods have units of their own (`OJ`, `M1`, `Rit`), which are kept as they are."""
    return Bacaan({field: konteks.find_satuan(text) or text})


def _kelompok_harga(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    """The part of an estimate that goods belong to, by the words of their group; other groups say nothing."""
    found = price_kelompok(text)
    return Bacaan({field: found} if found is not None else {})


def _spesifikasi(_field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    return Bacaan({"_spesifikasi": text})


def _list_of(
    field: str, text: str, find: Callable[[str], object | None], key: Callable[[object], str]
) -> Bacaan:
    """Words parted by commas; all of them must be known, or the whole text stays."""
    found: dict[str, None] = {}
    for word in re.split(r"[,;]", text):
        if not word.strip():
            continue
        one = find(word)
        if one is None:
            sentence = _('"{teks}" tidak ada dalam daftar pilihan.').format(teks=squeeze(word))
            return _kept(field, text, "K-124", sentence)
        found[key(one)] = None
    return Bacaan({field: tuple(found)})


def _rentan(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    return _list_of(field, text, konteks.aturan.find_rentan, lambda one: str(getattr(one, "kunci", "")))


def _tanda(field: str, _cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    return _list_of(field, text, konteks.aturan.find_tanda, lambda one: str(getattr(one, "kunci", "")))


def _kewenangan(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    word = compact(text)
    if word in {"desa", "kewenangandesa", "dalam", "ya"}:
        return Bacaan({field: Kewenangan.DESA})
    if word in {"diluar", "diluarkewenangan", "diluarkewenangandesa", "luardesa", "durkp", "kabupaten"}:
        return Bacaan({field: Kewenangan.DI_LUAR})
    return _kept(field, text, "K-124", _('"{teks}" tidak ada dalam daftar pilihan.').format(teks=text))


def _pola(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    word = compact(text)
    if "swakelola" in word:
        return Bacaan({field: PolaPelaksanaan.SWAKELOLA})
    if "pihakketiga" in word or "pihak3" in word or "pihakke3" in word:
        return Bacaan({field: PolaPelaksanaan.PIHAK_KETIGA})
    if word in {"kerjasamaantardesa", "antardesa", "kerjasamadesa", "kad"}:
        return Bacaan({field: PolaPelaksanaan.KERJA_SAMA_DESA})
    return _kept(field, text, "V-02", _('Pola pelaksanaan "{teks}" tidak dikenal.').format(teks=text))


def _kelompok_rab(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    found = read_kelompok(text)
    if found is not None:
        return Bacaan({field: found})
    sentence = _('Kelompok "{teks}" tidak dikenal. Pilih Bahan, Alat, Upah, atau Belanja lain.')
    return _kept(field, text, "K-124", sentence.format(teks=text))


def _ya_tidak(field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    word = compact(text)
    if word in {"ya", "y", "1", "definitif", "sudah", "tetap"}:
        return Bacaan({field: True})
    if word in {"tidak", "t", "0", "belum", "indikatif", "perkiraan"}:
        return Bacaan({field: False})
    return _kept(field, text, "K-124", _('"{teks}" bukan ya atau tidak.').format(teks=text))


def _sasaran(_field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    """`LK 500; PR 400` fills the counts. Other words stay beside the counts: there is no field for them."""
    people = read_people(text)
    if people is None:
        sentence = _('Jumlah penerima tidak terbaca dari "{teks}". Isi L dan P.').format(teks=text)
        return _kept("penerima_l", text, "K-125", sentence)
    men, women = people
    counts = {"penerima_l": men, "penerima_p": women}
    return Bacaan({field: count for field, count in counts.items() if count is not None})


def _sasaran_teks(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    """In a plan the words are kept as Sasaran, and counts in them fill L and P as well."""
    people = read_people(text)
    counts = _sasaran(field, cell, text, konteks).nilai if people is not None else {}
    return Bacaan({field: text, **counts})


def _waktu(_field: str, _cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    months = read_months(text)
    if months is None:
        sentence = _('Waktu "{teks}" tidak terbaca. Isi bulan mulai dan selesai.').format(teks=text)
        return _kept("bulan_mulai", text, "V-02", sentence)
    return Bacaan({"bulan_mulai": months[0], "bulan_selesai": months[1]})


def _bulan(field: str, cell: Cell, text: str, _konteks: Konteks) -> Bacaan:
    if isinstance(cell, date):
        return Bacaan({field: cell.month})
    whole = re.fullmatch(r"[0-9]{1,2}[/-]([0-9]{1,2})[/-][0-9]{4}", text)
    text = whole[1] if whole else text
    number = cell_number(cell) if not isinstance(cell, str) else None
    typed = int(number) if number is not None and number == int(number) else _digits(text)
    month = typed if typed is not None and 1 <= typed <= len(MONTHS) else month_of(text.lower())
    if month is None:
        return _kept(field, text, "K-111", _('Bulan "{teks}" tidak dikenal.').format(teks=text))
    return Bacaan({field: month})


def _digits(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else None


def _sdgs(field: str, cell: Cell, text: str, konteks: Konteks) -> Bacaan:
    known = {one.nomor for one in konteks.aturan.sdgs}
    words = re.findall(r"[0-9]+", text)
    numbers = tuple(dict.fromkeys(int(word) for word in words))
    bare = re.sub(r"(?:tujuan|sdgs?)(?: desa)?(?: ke)?[ .:-]*", "", text, flags=re.IGNORECASE)
    is_clean = re.fullmatch(r"[0-9]+(?:[ ,;.&/]+(?:dan )?[0-9]+)*\.?", bare) is not None
    if not is_clean or not set(numbers) <= known:
        return _kept(
            field, text, "V-50", _('SDGs "{teks}" tidak terbaca. Isi 1 sampai 18.').format(teks=text)
        )
    return Bacaan({field: numbers})


_READERS: Mapping[str, Callable[[str, Cell, str, Konteks], Bacaan]] = {
    "teks": _teks,
    "uang": _uang,
    "bilangan": _bilangan,
    "volume": _volume,
    "volume_satuan": _volume_satuan,
    "satuan": _satuan,
    "tanggal": _tanggal,
    "jk": _jk,
    "lahir": _lahir,
    "lahir_umur": _lahir_umur,
    "tanda_l": _tanda_l,
    "tanda_p": _tanda_p,
    "dusun": _dusun,
    "unsur": _unsur,
    "kode": _kode,
    "kode_desa": _kode_desa,
    "bidang": _bidang,
    "sumber": _sumber,
    "sumber_durkp": _sumber_durkp,
    "sumber_banyak": _sumber_banyak,
    "dana": _dana,
    "bidang_asal": _bidang_asal,
    "sub_bidang_asal": _sub_bidang_asal,
    "tanda_pola": _tanda_pola,
    "opd_di_pola": _opd_di_pola,
    "centang_tahun": _centang_tahun,
    "tahun_rpjm": _tahun_rpjm,
    "biaya_tahun": _biaya_tahun,
    "satuan_harga": _satuan_harga,
    "spesifikasi": _spesifikasi,
    "kelompok_harga": _kelompok_harga,
    "rentan": _rentan,
    "tanda": _tanda,
    "kewenangan": _kewenangan,
    "pola": _pola,
    "kelompok_rab": _kelompok_rab,
    "ya_tidak": _ya_tidak,
    "sasaran": _sasaran,
    "sasaran_teks": _sasaran_teks,
    "waktu": _waktu,
    "bulan": _bulan,
    "sdgs": _sdgs,
}


def shown_value(value: object) -> str:
    """A value as it stands in a cell of the preview."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, int | Decimal):
        return show_number(value)
    if isinstance(value, date):
        return show_date_short(value)
    if isinstance(value, KelompokRab):
        return kelompok_name(value)
    if isinstance(value, PolaPelaksanaan | Kewenangan):
        return str(value.value).replace("_", " ")
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown_value(one)}" for key, one in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(shown_value(one) for one in value)
    return str(value)
