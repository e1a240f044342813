"""What the rows of a plan say beyond their cells: shares of money, years of an RPJM, a code by the name.

Whatever is only probable is a question with a suggestion (ux.md 3.9); sums are computed anew whenever a
person changes a cell of the preview.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from desa_desktop.domain.rab import rupiah_rab
from desa_desktop.domain.rkp import BarisRab
from desa_desktop.domain.tempel.baca import UNIT_INSIDE, Konteks
from desa_desktop.domain.tempel.bagi import Bagian, money_of, show_uang
from desa_desktop.domain.tempel.bebas import take_apart
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.lewat import Lewat
from desa_desktop.domain.tempel.peta import Peta, year_of
from desa_desktop.domain.tempel.sel import Bacaan, Masalah
from desa_desktop.domain.tempel.usul_kode import suggest_kode
from desa_desktop.domain.usulan import PARTS
from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import _

SHARED = "K-131"  # the shares of the sources do not add up, or cannot be counted yet
AGREED = "K-135"  # the cost that was asked for is not the one that was agreed
_CODED = (JenisTempel.RKP, JenisTempel.RPJM)
_ONE_SUM = (JenisTempel.USULAN, JenisTempel.RPJM)


def complete_plan(jenis: JenisTempel, read: Bacaan, peta: Peta, konteks: Konteks, above: Lewat) -> Bacaan:
    """The row with what its columns mean together; `above` are the group titles it stands under."""
    read = _certain_unit(read, konteks)
    if jenis is JenisTempel.RPJM:
        read = _years(read, peta, konteks)
    if "_biaya_disepakati" in read.nilai:
        read = _agreed(jenis, read)
    if jenis in _CODED:
        read = _code(read, konteks, above)
    if {"bulan_mulai", "bulan_selesai"} <= read.nilai.keys() and "bulan_mulai" in read.teks_asli:
        read = _without(read, "bulan_mulai")  # `3 Bulan` beside a first and a last month says nothing new
    if jenis is JenisTempel.DURKP:
        read = _free_text(read, konteks)
    if jenis is JenisTempel.PAGU and read.nilai.get("is_silpa"):
        read = _left_over(read)
    if jenis is JenisTempel.HARGA and read.nilai.get("_spesifikasi"):
        words = (str(read.nilai.get("uraian", "")), str(read.nilai["_spesifikasi"]))
        read = replace(read, nilai={**read.nilai, "uraian": ", ".join(word for word in words if word)})
    return read


def _certain_unit(read: Bacaan, konteks: Konteks) -> Bacaan:
    """`1 paket` below Volume, where Satuan is empty or says the same: there is nothing to ask."""
    for problem in read.masalah:
        meant = problem.nilai_usul
        if (
            problem.aturan == UNIT_INSIDE
            and set(meant) == {"volume", "satuan"}
            and "volume" in read.teks_asli
        ):
            unit, own = str(meant["satuan"]), read.nilai.get("satuan", "")
            if "satuan" not in read.teks_asli and own in ("", unit) and konteks.find_satuan(unit):
                left = _without(read, "volume")
                return replace(left, nilai={**left.nilai, **meant})
    return read


_COST = {
    JenisTempel.USULAN: "perkiraan_biaya",
    JenisTempel.DURKP: "perkiraan_biaya",
    JenisTempel.RKP: "biaya",
    JenisTempel.RPJM: "_biaya",
}


def _price_of_one(jenis: JenisTempel, read: Bacaan) -> Bacaan:
    """The price of one in the cell of the volume (`2 unit @ 5.000.000`) against the cost of the row."""
    nilai = {name: value for name, value in read.nilai.items() if name != "_harga"}
    given = read.nilai["_harga"]
    assert isinstance(given, tuple)
    price, text = int(given[0]), str(given[1])
    if jenis is JenisTempel.RAB and nilai.get("harga_satuan", price) == price:
        return replace(read, nilai={**nilai, "harga_satuan": price})
    field, volume = _COST.get(jenis, ""), nilai.get("volume")
    if not field or not isinstance(volume, Decimal):
        name = field or "volume"
        sentence = _('Harga satuan di "{teks}" belum dipakai. Isi volume dan biayanya.').format(teks=text)
        teks = {name: text, **read.teks_asli}
        return Bacaan(nilai, teks, (*read.masalah, Masalah(name, text, "V-13", sentence)))
    total = rupiah_rab([BarisRab(volume=volume, harga_satuan=price)])
    if nilai.get(field) == total or field in read.teks_asli:
        return replace(read, nilai=nilai)
    shown = show_money(total)
    if field in nilai:
        sentence = _('"{teks}" berarti {hasil}, biayanya {biaya}. Periksa mana yang benar.')
        said = sentence.format(teks=text, hasil=shown, biaya=show_money(nilai[field]))  # type: ignore[arg-type]
        problem = Masalah(field, show_money(nilai[field]), "V-13", said)  # type: ignore[arg-type]
        return Bacaan(nilai, read.teks_asli, (*read.masalah, problem))
    said = _('Biaya kosong. "{teks}" berarti {hasil}: itu biayanya?').format(teks=text, hasil=shown)
    problem = Masalah(field, text, "V-13", said, shown, {field: total})
    return Bacaan(nilai, {**read.teks_asli, field: text}, (*read.masalah, problem))


def settle(jenis: JenisTempel, read: Bacaan) -> Bacaan:
    """The sums of a row counted anew: shares against the cost, amounts by year against the total."""
    if "_harga" in read.nilai:
        read = _price_of_one(jenis, read)
    if jenis in (JenisTempel.RKP, *_ONE_SUM):
        read = _shares_of_columns(jenis, read)
    if jenis is JenisTempel.RKP:
        return _settle_money(read)
    if jenis in _ONE_SUM:
        read = _settle_parts(jenis, read)
    if jenis is JenisTempel.RPJM:
        return _settle_years(read)
    return read


def _without(read: Bacaan, name: str) -> Bacaan:
    """The row without the text kept for a field, and what was asked about it."""
    left = {field: text for field, text in read.teks_asli.items() if field != name}
    return Bacaan(read.nilai, left, tuple(one for one in read.masalah if one.kolom != name))


# ------------------------------------------------------------------ money of several sources


def _shares_of_columns(jenis: JenisTempel, read: Bacaan) -> Bacaan:
    """One column for each source (forms G9 and G10): each amount is a share."""
    shares = tuple(
        Bagian(name.rpartition("_")[2], name.startswith("_silpa_"), amount)
        for name, amount in read.nilai.items()
        if name.startswith(("_dana_", "_silpa_")) and isinstance(amount, int)
    )
    if not shares:
        return read
    nilai = dict(read.nilai)
    nilai["_bagian"] = shares
    if jenis is JenisTempel.RPJM:
        if not nilai.get("sumber"):
            nilai["sumber"] = tuple(dict.fromkeys(one.sumber for one in shares))
    else:
        for name in ("sumber", "is_silpa"):
            nilai.pop(name, None)
    return replace(read, nilai=nilai)


def _agreed(jenis: JenisTempel, read: Bacaan) -> Bacaan:
    """The cost a meeting agreed on counts; the one that was asked for is named when it is another."""
    field = _COST[jenis]
    nilai = {name: value for name, value in read.nilai.items() if name != "_biaya_disepakati"}
    agreed, asked = read.nilai["_biaya_disepakati"], read.nilai.get(field)
    kept = _without(replace(read, nilai=nilai), field)
    if not isinstance(asked, int) or asked == agreed or not isinstance(agreed, int):
        return replace(kept, nilai={**nilai, field: agreed})
    sentence = _("Biaya usulan {usul}, disepakati {sepakat}. Yang disimpan biaya disepakati.")
    text = sentence.format(usul=show_money(asked), sepakat=show_money(agreed))
    problem = Masalah(field, show_money(asked), AGREED, text)
    return Bacaan({**nilai, field: agreed}, kept.teks_asli, (*kept.masalah, problem))


def _settle_parts(jenis: JenisTempel, read: Bacaan) -> Bacaan:
    """A proposal has one cost and an activity of an RPJM one for each year: the parts stay as a note."""
    shares, field = read.nilai.get("_bagian"), _COST[jenis]
    if not isinstance(shares, tuple):
        return read
    problems = tuple(one for one in read.masalah if one.aturan != SHARED)
    nilai = dict(read.nilai)
    biaya = nilai.get(field)
    money, problem = money_of(shares, biaya if isinstance(biaya, int) else None)
    if _is_open(read):
        problem = ""
    elif field not in nilai and field not in read.teks_asli:
        nilai[field] = sum(jumlah or 0 for _sumber, jumlah, _silpa in money)
    if problem:
        problems = (*problems, Masalah(field, show_uang(money), SHARED, problem))
    return Bacaan(nilai, {**read.teks_asli, PARTS: show_uang(money)}, problems)


def _settle_money(read: Bacaan) -> Bacaan:
    shares = read.nilai.get("_bagian")
    problems = tuple(one for one in read.masalah if one.aturan != SHARED)
    nilai = dict(read.nilai)
    nilai.pop("sumber_biaya", None)
    if not isinstance(shares, tuple):
        return Bacaan(nilai, read.teks_asli, problems)
    biaya = nilai.get("biaya")
    money, problem = money_of(shares, biaya if isinstance(biaya, int) else None)
    if money:
        nilai["sumber_biaya"] = money
        if not {"biaya"} & {*nilai, *read.teks_asli} and not _is_open(read):
            nilai["biaya"] = sum(jumlah or 0 for _sumber, jumlah, _silpa in money)
    if problem and not _is_open(read):
        problems = (*problems, Masalah("sumber", show_uang(money), SHARED, problem))
    return Bacaan(nilai, read.teks_asli, problems)


def _is_open(read: Bacaan) -> bool:
    """Whether a share of a source is still asked: before that the sum of the others says nothing."""
    return any(name.startswith(("_dana_", "_silpa_")) for name in read.teks_asli)


def _left_over(read: Bacaan) -> Bacaan:
    """A ceiling written as `s.DDS` is the SiLPA of that source, and no source of its own (V-12)."""
    nilai = {name: value for name, value in read.nilai.items() if name != "is_silpa"}
    if "jumlah" in nilai and "silpa" not in nilai:
        nilai["silpa"] = nilai.pop("jumlah")
    teks = {("silpa" if name == "jumlah" else name): text for name, text in read.teks_asli.items()}
    return Bacaan({**nilai, "_silpa": True}, teks, read.masalah)


# ------------------------------------------------------------------ years of an RPJM


def _years(read: Bacaan, peta: Peta, konteks: Konteks) -> Bacaan:
    """Ticks, amounts and targets of the columns of single years as `tahun`, `biaya_tahun`, `target`."""
    nilai = {name: value for name, value in read.nilai.items() if not _is_year_field(name)}
    ticked: list[int] = list(_numbers(nilai.get("tahun")))
    money: dict[str, int] = dict(_amounts(nilai.get("biaya_tahun")))
    target: dict[str, str] = {}
    for place, name in enumerate(peta.field):
        if name not in read.nilai or not _is_year_field(name):
            continue
        year, value = year_of(peta, place, konteks.tahun), read.nilai[name]
        if name.startswith("_target_") or isinstance(value, str):
            target[str(year)] = str(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            if not value:
                continue
            money[str(year)] = value
        ticked.append(year)
    if ticked:
        nilai["tahun"] = tuple(sorted(set(ticked)))
    if money:
        nilai["biaya_tahun"] = money
    if target:
        nilai["target"] = target
    return Bacaan({**nilai, "_masa": (konteks.tahun, konteks.akhir)}, read.teks_asli, read.masalah)


def _is_year_field(name: str) -> bool:
    return name.startswith(("_tahun_", "_biaya_", "_target_"))


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, tuple) else ()


def _amounts(value: object) -> Mapping[str, int]:
    if not isinstance(value, Mapping):
        return {}
    return {str(year): amount for year, amount in value.items() if isinstance(amount, int)}


def _settle_years(read: Bacaan) -> Bacaan:
    """The total of an activity falls to its year; over several years it is asked (V-25)."""
    nilai = dict(read.nilai)
    problems = tuple(
        one for one in read.masalah if one.aturan not in (SHARED, "V-25") or one.kolom == "tahun"
    )
    problems = tuple(one for one in problems if one.nilai != _OUTSIDE)
    teks = {
        name: text for name, text in read.teks_asli.items() if name != "biaya_tahun" or "_biaya" not in nilai
    }
    years, total, money = (
        _numbers(nilai.get("tahun")),
        nilai.get("_biaya"),
        _amounts(nilai.get("biaya_tahun")),
    )
    problems = (*problems, *_outside(years, nilai.get("_masa")))
    if not isinstance(total, int):
        return Bacaan(nilai, teks, problems)
    if money and sum(money.values()) != total:
        sentence = _("Jumlah biaya {jumlah}, biaya per tahun bersama-sama {hitung}.")
        text = sentence.format(
            jumlah=show_money(total, rp=True), hitung=show_money(sum(money.values()), rp=True)
        )
        return Bacaan(nilai, teks, (*problems, Masalah("biaya_tahun", "", SHARED, text)))
    if money or not total:
        return Bacaan(nilai, teks, problems)
    if len(years) == 1:
        nilai["biaya_tahun"] = {str(years[0]): total}
        return Bacaan(nilai, teks, problems)
    teks["biaya_tahun"] = show_money(total)
    return Bacaan(nilai, teks, (*problems, _ask_for_years(years, total)))


_OUTSIDE = "masa"


def _outside(years: Sequence[int], masa: object) -> tuple[Masalah, ...]:
    if not isinstance(masa, tuple) or not masa[0]:
        return ()
    odd = [year for year in years if not masa[0] <= year <= masa[1]]
    if not odd:
        return ()
    sentence = _(
        "Tahun {tahun} di luar masa RPJM Desa {awal}–{akhir}. "
        "Bila masa itu yang keliru, siapkan RPJM Desa dengan masa yang benar, lalu impor lagi."
    )
    text = sentence.format(tahun=", ".join(map(str, odd)), awal=masa[0], akhir=masa[1])
    return (Masalah("tahun", _OUTSIDE, "V-25", text),)


def _ask_for_years(years: Sequence[int], total: int) -> Masalah:
    shown = show_money(total, rp=True)
    if not years:
        text = _("Biaya {jumlah} belum punya tahun. Isi tahunnya.").format(jumlah=shown)
        return Masalah("biaya_tahun", show_money(total), SHARED, text)
    share, rest = divmod(total, len(years))
    even = {str(year): share + (rest if place == 0 else 0) for place, year in enumerate(years)}
    sentence = _("Biaya {jumlah} untuk {n} tahun. Bagi rata per tahun?")
    text = sentence.format(jumlah=shown, n=show_number(len(years)))
    usul = "; ".join(f"{year}: {show_money(amount)}" for year, amount in even.items())
    return Masalah("biaya_tahun", show_money(total), SHARED, text, usul, {"biaya_tahun": even})


# ------------------------------------------------------------------ what the name says


def _code(read: Bacaan, konteks: Konteks, above: Lewat) -> Bacaan:
    """A row without a code gets one suggested by its name (V-01, fault 8)."""
    nama = str(read.nilai.get("nama", "") or "")
    if not nama or "kode" in read.nilai or "kode" in read.teks_asli:
        return read
    sub = str(read.nilai.get("_sub_bidang", "") or above.sub)
    bidang = str(read.nilai.get("_bidang", "") or above.bidang)
    meant = suggest_kode(nama, konteks.aturan, sub or bidang)
    if meant is None:
        return read
    sentence = _("Belum ada kode. Mungkin {kode} {nama}?").format(kode=meant.kode, nama=meant.nama_pendek)
    problem = Masalah("kode", "", "V-01", sentence, meant.kode, {"kode": meant.kode})
    return Bacaan(read.nilai, read.teks_asli, (*read.masalah, problem))


def _free_text(read: Bacaan, konteks: Konteks) -> Bacaan:
    """`RT 12 Drainase 120 m` with empty columns: place, volume and unit are proposed (V-24, fault 7)."""
    nama = str(read.nilai.get("nama", "") or "")
    unread = {"lokasi", "volume", "satuan"} & set(read.teks_asli)
    if not nama or unread or read.nilai.get("volume") is not None:
        return read
    found = dict(take_apart(nama, konteks.aturan, konteks.dusun))
    if read.nilai.get("lokasi"):
        if "volume" not in found:
            return read
        found["lokasi"] = read.nilai["lokasi"]
    if not found:
        return read
    parts = [str(found["nama"])]
    if "lokasi" in found:
        parts.append(_("lokasi {nama}").format(nama=found["lokasi"]))
    if "volume" in found:
        volume = found["volume"]
        parts.append(f"volume {show_number(volume)} {found['satuan']}")  # type: ignore[arg-type]
    sentence = _('Nama berisi tempat atau volume: "{teks}". Maksud Anda {arti}?')
    text = sentence.format(teks=nama, arti=", ".join(parts))
    problem = Masalah("nama", nama, "V-24", text, str(found["nama"]), found)
    return Bacaan(read.nilai, read.teks_asli, (*read.masalah, problem))
