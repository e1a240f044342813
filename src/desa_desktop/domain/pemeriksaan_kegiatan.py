"""Whether the figures and words of one activity are plausible (V-03, V-04, V-05, V-17, V-31, V-50, V-51)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.rkp import Kegiatan, RkpDesa
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.wording import show_money, show_number, show_percent
from desa_desktop.i18n import _

_FAMILIES = frozenset({"KK", "keluarga", "KPM", "orang", "jiwa"})
_PERSON_MONTHS = "OB"
_KPM = re.compile(r"([0-9][0-9.]*)\s*(?:kpm|kk|keluarga)\b", re.IGNORECASE)
_MEASURES = frozenset({"m", "m²", "m³", "km", "ha"})
_THOUSAND = 1000
_MOST_NUMBERS = 8
_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?)\s*([a-zA-Z²³]+)")
_PLAN = r"(?:du-?|p-?)?(?:rkp|rpjm)(?:[ -]?des(?:a)?)?"  # `RKPDes 2024`, `DU-RKP Desa 2024`
_OLD_YEAR = re.compile(
    rf"\b(?:(?:tahun|th\.?|t\.?a\.?)\s*(?:anggaran\s*)?|{_PLAN}\s*):?\s*((?:19|20)\d\d)\b", re.IGNORECASE
)
_SPAN = re.compile(r"\s*(?:[-–]|s\.?/?\s?d\b|sampai|hingga)", re.IGNORECASE)  # `2020 s.d. 2027`
_CITED = re.compile(r"\b(?:nomor|no\.?)\s*[\w./-]+\s*$", re.IGNORECASE)


def check_isi(
    rkp: RkpDesa,
    numbers: Mapping[UUID, int],
    aturan: Aturan,
    desa: LatarDesa | None,
    say: Callable[..., None],
) -> None:
    """What is odd in the rows of a plan, in the order of the matrix. Nothing here is a Galat."""
    lalu = _Lalu(desa.sebelum if desa is not None else None, aturan)
    rows = sorted(rkp.kegiatan, key=lambda one: numbers[one.id])
    for satu in rows:
        number = numbers[satu.id]
        check_satuan(satu.satuan, _row(number), aturan, satu.id, say)
        _check_konstruksi(satu, number, aturan, say)
        check_kewajaran(satu, _row(number), aturan, say)
        _check_rab_volume(satu, number, aturan, say)
        lalu.check(satu, number, aturan, say)
        _check_blt(satu, number, aturan, say)
        _check_old_year(satu, number, rkp.tahun, say)
        if desa is not None:
            check_penerima(satu, _row(number), desa, say)
    if desa is not None:
        _check_sdgs(rkp, numbers, say)
        _check_tanda(rkp, numbers, aturan, say)


def _row(number: int) -> str:
    return _("Kegiatan {n}").format(n=number)


def check_satuan(
    satuan: str, siapa: str, aturan: Aturan, record: UUID, say: Callable[..., None], field: str = "satuan"
) -> None:
    """A unit that is not in the list, or written in another way than the list has it (V-03)."""
    if not satuan.strip():
        return
    known = aturan.find_satuan(satuan)
    if not known:
        sentence = _('{baris}: satuan "{satuan}" tidak ada dalam daftar satuan.')
        say(Level.PERINGATAN, "V-03", sentence.format(baris=siapa, satuan=satuan), record, field)
    elif known != satuan.strip():
        sentence = _('{baris}: satuan "{satuan}" sebaiknya ditulis {baku}.')
        say(Level.PERINGATAN, "V-03", sentence.format(baris=siapa, satuan=satuan, baku=known), record, field)


class Berukuran(Protocol):
    """A row with a name and a quantity: of an RKP Desa, an RPJM Desa or a DU-RKP."""

    @property
    def id(self) -> UUID: ...

    @property
    def nama(self) -> str: ...

    @property
    def volume(self) -> Decimal | None: ...

    @property
    def satuan(self) -> str: ...


def check_kewajaran(satu: Berukuran, siapa: str, aturan: Aturan, say: Callable[..., None]) -> None:
    """A quantity nobody builds in a village: `Jembatan 1400 meter`, in the columns or in the name (V-05)."""
    name = satu.nama.lower()
    for rule in aturan.rencana.kewajaran:
        if rule.kata not in name:
            continue
        unit = aturan.find_satuan(satu.satuan) if satu.satuan else ""
        found = (
            satu.volume if unit == rule.satuan and satu.volume else _in_name(satu.nama, rule.satuan, aturan)
        )
        if found is not None and found > rule.paling_banyak:
            sentence = _(
                "{baris}: {nama} {volume} {satuan} tidak wajar (lebih dari {batas}). Periksa angkanya."
            )
            text = sentence.format(
                baris=siapa,
                nama=rule.kata,
                volume=show_number(found),
                satuan=rule.satuan,
                batas=show_number(rule.paling_banyak),
            )
            say(Level.PERINGATAN, "V-05", text, satu.id, "volume")
            return


def _in_name(nama: str, satuan: str, aturan: Aturan) -> Decimal | None:
    """The quantity of this unit that stands in a name; None if there is none."""
    for number, word in _QUANTITY.findall(nama):
        if aturan.find_satuan(word) == satuan:
            return Decimal(number.replace(".", "").replace(",", "."))
    return None


def _check_konstruksi(satu: Kegiatan, number: int, aturan: Aturan, say: Callable[..., None]) -> None:
    """`1 paket` of building work says nothing about how much is built (V-04)."""
    rule = aturan.rencana.konstruksi
    if not satu.satuan or aturan.find_satuan(satu.satuan) not in rule.satuan:
        return
    found = aturan.daftar_kode.get(satu.kode)
    name = found.nama.lower() if found is not None and satu.kode.startswith("02") else ""
    if any(word in name for word in rule.kata) and not any(word in name for word in rule.kecuali):
        sentence = _(
            "Kegiatan {n}: {volume} {satuan} untuk pekerjaan konstruksi. Isi ukuran yang sebenarnya."
        )
        text = sentence.format(n=number, volume=show_number(satu.volume or 0), satuan=satu.satuan)
        say(Level.PERINGATAN, "V-04", text, satu.id, "volume")


def _check_rab_volume(satu: Kegiatan, number: int, aturan: Aturan, say: Callable[..., None]) -> None:
    """A length in the plan that no length of its estimate comes near (V-05)."""
    if not satu.rab or not satu.volume or satu.volume <= 0:
        return
    unit = aturan.find_satuan(satu.satuan)
    if unit not in _MEASURES:
        return
    times = aturan.rencana.ambang.volume_kali
    same = [
        one.volume
        for one in satu.rab
        if one.volume and one.volume > 0 and aturan.find_satuan(one.satuan) == unit
    ]
    if same and all(satu.volume >= times * one or one >= times * satu.volume for one in same):
        sentence = _(
            "Kegiatan {n}: volume {volume} {satuan} jauh dari RAB ({rab} {satuan}). Periksa angkanya."
        )
        text = sentence.format(
            n=number, volume=show_number(satu.volume), satuan=unit, rab=show_number(max(same))
        )
        say(Level.PERINGATAN, "V-05", text, satu.id, "volume")


class _Lalu:
    """Last year's activities by what they are, to hold this year's figures against (V-05)."""

    def __init__(self, sebelum: RkpDesa | None, aturan: Aturan) -> None:
        self._tahun = sebelum.tahun if sebelum is not None else 0
        self._rows: dict[tuple[str, str, str], Kegiatan] = {}
        for one in sebelum.kegiatan if sebelum is not None else ():
            if one.volume and one.volume > 0 and one.nama.strip():
                self._rows.setdefault(self._key(one, aturan), one)

    @staticmethod
    def _key(one: Kegiatan, aturan: Aturan) -> tuple[str, str, str]:
        return one.kode, plain_words(one.nama), aturan.find_satuan(one.satuan)

    def check(self, satu: Kegiatan, number: int, aturan: Aturan, say: Callable[..., None]) -> None:
        """Say how far volume or unit cost are from last year's."""
        if not self._rows or not satu.volume or satu.volume <= 0:
            return
        before = self._rows.get(self._key(satu, aturan))
        if before is None or not before.volume:
            return
        rule = aturan.rencana.ambang
        big, small = max(satu.volume, before.volume), min(satu.volume, before.volume)
        if big >= rule.volume_kali * small:
            sentence = _(
                "Kegiatan {n}: volume {volume} {satuan}, tahun {tahun} {lalu} {satuan}. Periksa angkanya."
            )
            text = sentence.format(
                n=number,
                volume=show_number(satu.volume),
                satuan=satu.satuan,
                tahun=self._tahun,
                lalu=show_number(before.volume),
            )
            say(Level.PERINGATAN, "V-05", text, satu.id, "volume")
            return
        if not satu.biaya or not before.biaya:
            return
        now, then = Decimal(satu.biaya) / satu.volume, Decimal(before.biaya) / before.volume
        change = abs(now - then) * 100 / then
        if change > rule.harga_tahun_lalu:
            sentence = _(
                "Kegiatan {n}: biaya per {satuan} {biaya}, tahun {tahun} {lalu} (beda {persen}). "
                "Periksa angkanya."
            )
            text = sentence.format(
                n=number,
                satuan=satu.satuan or _("satuan"),
                biaya=show_money(int(now), rp=True),
                tahun=self._tahun,
                lalu=show_money(int(then), rp=True),
                persen=show_percent(round(change, 1)),
            )
            say(Level.PERINGATAN, "V-05", text, satu.id, "biaya")


def _check_blt(satu: Kegiatan, number: int, aturan: Aturan, say: Callable[..., None]) -> None:
    """BLT: the cost is KPM x months x rate, and the rate at most that of the rules (V-17)."""
    rule = aturan.rencana.blt
    if satu.kode not in rule.kode or not satu.biaya or satu.biaya < 0:
        return
    months = satu.bulan_selesai - satu.bulan_mulai + 1 if satu.bulan_mulai and satu.bulan_selesai else 0
    unit = aturan.find_satuan(satu.satuan)
    volume = satu.volume if satu.volume and satu.volume > 0 else None
    if unit == _PERSON_MONTHS and volume:
        payments, said = volume, _("{n} OB").format(n=show_number(volume))
    else:
        families = (volume if unit in _FAMILIES and volume else None) or Decimal(
            satu.penerima_rtm or (satu.penerima_l or 0) + (satu.penerima_p or 0) or _kpm_in(satu.sasaran)
        )
        if not families or months <= 0:
            sentence = _("Kegiatan {n}: isi jumlah KPM dan bulan BLT, supaya biayanya dapat dihitung.")
            say(Level.PERINGATAN, "V-17", sentence.format(n=number), satu.id, "volume")
            return
        payments = families * months
        said = _("{kpm} KPM x {bulan} bulan").format(kpm=show_number(families), bulan=months)
    rate = Decimal(satu.biaya) / payments
    expected = int(payments * rule.tarif)
    if satu.biaya > expected:
        sentence = _(
            "Kegiatan {n}: biaya BLT {biaya}, lebih {lebih} dari {rinci} x {batas} per bulan. "
            "Paling banyak {jumlah}."
        )
    elif rate % _THOUSAND:
        sentence = _(
            "Kegiatan {n}: biaya BLT {biaya} tidak cocok dengan {rinci}. Dengan {batas} per bulan: {jumlah}."
        )
    else:
        return
    text = sentence.format(
        n=number,
        rinci=said,
        lebih=show_money(abs(satu.biaya - expected), rp=True),
        batas=show_money(rule.tarif, rp=True),
        biaya=show_money(satu.biaya, rp=True),
        jumlah=show_money(expected, rp=True),
    )
    say(Level.PERINGATAN, "V-17", text, satu.id, "biaya")


def _kpm_in(sasaran: str) -> int:
    """How many families a text of the recipients names (`40 KPM`); 0 for none."""
    found = _KPM.search(sasaran)
    return int(found[1].replace(".", "")) if found is not None else 0


def _check_old_year(satu: Kegiatan, number: int, tahun: int, say: Callable[..., None]) -> None:
    """A year copied from an older plan in the name or the target (V-31)."""
    for field, text in (("nama", satu.nama), ("target", satu.target)):
        old = [year for year in years_named(text) if year < tahun - 1]
        if old:
            sentence = _("Kegiatan {n}: masih menyebut tahun {lama}, padahal rencana ini tahun {tahun}.")
            text = sentence.format(n=number, lama=old[0], tahun=tahun)
            say(Level.PERINGATAN, "V-31", text, satu.id, field)


@lru_cache(4096)
def years_named(text: str) -> tuple[int, ...]:
    """The years after `tahun`, `TA` or the name of a plan (`RKPDes 2024`); none of regulations and spans."""
    if "20" not in text and "19" not in text:
        return ()
    found = []
    for match in _OLD_YEAR.finditer(text):
        if not _CITED.search(text[: match.start()]) and not _SPAN.match(text, match.end()):
            found.append(int(match.group(1)))
    return tuple(found)


class Bermanfaat(Protocol):
    """A row with a place and those who benefit: of an RKP Desa, an RPJM Desa or a DU-RKP."""

    @property
    def id(self) -> UUID: ...

    @property
    def lokasi(self) -> str: ...

    @property
    def penerima_l(self) -> int | None: ...

    @property
    def penerima_p(self) -> int | None: ...


def check_penerima(
    satu: Bermanfaat, siapa: str, desa: LatarDesa, say: Callable[..., None], *, per_dusun: bool = True
) -> None:
    """More people benefit than live there (V-51). What a DU-RKP asks for serves more than one dusun."""
    people = (satu.penerima_l or 0) + (satu.penerima_p or 0)
    if not people:
        return
    where = f" {plain_words(satu.lokasi)} "
    named = [
        (nama, count)
        for nama, count in desa.penduduk_dusun.items()
        if per_dusun and count and nama.strip() and f" {plain_words(nama)} " in where
    ]
    if len(named) == 1 and people > named[0][1]:
        which, most = _("penduduk Dusun {nama}").format(nama=named[0][0]), named[0][1]
    elif desa.penduduk is not None and desa.penduduk and people > desa.penduduk:
        which, most = _("penduduk desa"), desa.penduduk
    else:
        return
    sentence = _(
        "{baris}: penerima manfaat {orang} orang, lebih banyak dari {mana} ({semua}). Periksa angkanya."
    )
    text = sentence.format(baris=siapa, orang=show_number(people), mana=which, semua=show_number(most))
    say(Level.PERINGATAN, "V-51", text, satu.id, "penerima_l")


def _check_sdgs(rkp: RkpDesa, numbers: Mapping[UUID, int], say: Callable[..., None]) -> None:
    """One finding for all of them: a plan of hundreds would drown in single ones (V-50)."""
    bare = sorted((one for one in rkp.kegiatan if not one.sdgs), key=lambda one: numbers[one.id])
    if bare:
        sentence = _("SDGs Desa yang didukung belum diisi untuk {n} kegiatan: nomor {nomor}.")
        text = sentence.format(n=len(bare), nomor=_listed([numbers[one.id] for one in bare]))
        say(Level.PERINGATAN, "V-50", text, bare[0].id, "sdgs")


def _check_tanda(rkp: RkpDesa, numbers: Mapping[UUID, int], aturan: Aturan, say: Callable[..., None]) -> None:
    """A code that usually carries an issue tag, and none of them is there (V-50)."""
    usual: dict[str, list[str]] = {}
    for tanda in aturan.tanda:
        for kode in tanda.kode:
            usual.setdefault(kode, []).append(tanda.kunci)
    names = {tanda.kunci: tanda.nama for tanda in aturan.tanda}
    bare: dict[str, list[Kegiatan]] = {}
    for one in rkp.kegiatan:
        wanted = usual.get(one.kode)
        if wanted and not set(wanted) & set(one.tanda):
            bare.setdefault(wanted[0], []).append(one)
    for kunci, rows in bare.items():
        rows.sort(key=lambda one: numbers[one.id])
        sentence = _("Tanda isu {tanda} biasanya dipakai untuk kode ini, tetapi belum ada: nomor {nomor}.")
        text = sentence.format(tanda=names[kunci], nomor=_listed([numbers[one.id] for one in rows]))
        say(Level.PERINGATAN, "V-50", text, rows[0].id, "tanda")


def _listed(numbers: list[int]) -> str:
    """`3, 7, 12` or the first eight and how many more."""
    shown = ", ".join(map(str, numbers[:_MOST_NUMBERS]))
    if len(numbers) <= _MOST_NUMBERS:
        return shown
    return _("{nomor} dan {n} lain").format(nomor=shown, n=len(numbers) - _MOST_NUMBERS)
