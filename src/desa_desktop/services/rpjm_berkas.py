"""An RPJM Desa written down as JSON: its head, misi with what is below, activities, pengkajian, team.

What stands in the file is added to the plan as one step; nothing that is there already is changed but the
fields of the head that the file names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import Skema
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.matriks_rpjm import skema_tindakan
from desa_desktop.domain.plain import IsiWrong, from_isi
from desa_desktop.domain.rpjm import RpjmDesa, TingkatArah
from desa_desktop.domain.sebutan import field_name
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services.editing import number, stop_if_locked
from desa_desktop.services.rpjm import JENIS, find_plan
from desa_desktop.store.unit import Database

HEAD = (
    *("visi", "tanggal_pelantikan", "nomor_perdes", "tanggal_perdes", "nomor_sk", "tanggal_sk"),
    *("ketua_tim", "dasar_perubahan", "teks"),
)
LISTS = ("kegiatan", "musim", "kelembagaan", "masalah", "program", "tim")
_NOT_WRITTEN = ("id", "rpjm_desa_id", "urut", "teks_asli", "induk_id")


def write_down(
    database: Database, aturan: Aturan, tahun: int, content: object, *, by: str, at: datetime
) -> Mapping[str, int]:
    """Add what the file says to the plan that holds in `tahun`; returns how many rows went into each list.

    Misi stand under `misi`: `{"uraian", "tujuan": [{"uraian", "sasaran": ["...", ...]}]}`; a plain text is
    a line without anything below. Raises InvalidInput naming every value that cannot be, NotFound, Locked.
    """
    if not isinstance(content, dict):
        raise InvalidInput({"file": _("Berkas ini bukan RPJM Desa: isinya harus satu objek JSON.")})
    _stop_at_unknown(content)
    with database.unit() as unit:
        rpjm = find_plan(unit, tahun)
        stop_if_locked(unit, RpjmDesa, rpjm)
        isi = {name: content[name] for name in HEAD if name in content}
        isi |= {name: list(_rows(name, content[name])) for name in LISTS if name in content}
        if "misi" in content:
            isi["arah"] = list(_arah(content["misi"], TingkatArah.MISI, None))
        read = _typed(rpjm, isi)
        _put_births(read, content.get("tim", ()))
        _stop_at_values(read, skema_tindakan(aturan))
        for name in HEAD:
            if name in content:
                setattr(rpjm, name, getattr(read, name))
        counts = {}
        for name in (*LISTS, "arah"):
            fresh = list(getattr(read, name))
            if not fresh:
                continue
            number([*sorted(getattr(rpjm, name), key=lambda one: one.urut), *fresh])
            getattr(rpjm, name).extend(fresh)
            counts[name] = len(fresh)
        _stop_outside(rpjm)
        unit.commit(_("catat isi RPJM Desa"), by, at)
    return counts


def _stop_at_unknown(content: Mapping[str, Any]) -> None:
    known = (*HEAD, *LISTS, "misi")
    for name in content:
        if name not in known:
            sentence = _("{nama} tidak dikenal. Yang dikenal: {daftar}.")
            raise InvalidInput({"file": sentence.format(nama=name, daftar=", ".join(known))})


def _rows(name: str, given: object) -> Iterator[dict[str, Any]]:
    """Each row with an id of its own; a volume may be a number. Raises InvalidInput for a strange key."""
    if not isinstance(given, list):
        raise InvalidInput({"file": _("{nama} harus berupa daftar.").format(nama=name)})
    known = {one.name for one in fields(_part_of(name)) if one.name not in _NOT_WRITTEN}
    for place, row in enumerate(given, 1):
        if not isinstance(row, dict) or not set(row) <= known:
            odd = ", ".join(sorted(set(row) - known)) if isinstance(row, dict) else str(row)[:40]
            sentence = _("{nama} baris {n}: {aneh} tidak dikenal. Yang dikenal: {daftar}.")
            text = sentence.format(nama=name, n=place, aneh=odd, daftar=", ".join(sorted(known)))
            raise InvalidInput({"file": text})
        volume = row.get("volume")
        if isinstance(volume, int | float) and not isinstance(volume, bool):
            row = {**row, "volume": str(volume)}
        yield {**row, **_as_lists(name, row), "id": str(new_id())}


_MANY = {"kegiatan": ("sdgs", "sumber", "tahun", "tanda"), "musim": ("bulan",)}


def _as_lists(name: str, row: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What may be several, written as one number or as a text with commas: `"sumber": "ADD, DDS"`."""
    found: dict[str, list[Any]] = {}
    for key in _MANY.get(name, ()):
        value = row.get(key)
        if isinstance(value, str):
            parts = [part for part in map(str.strip, value.split(",")) if part]
            found[key] = [int(part) if part.isascii() and part.isdigit() else part for part in parts]
        elif isinstance(value, int) and not isinstance(value, bool):
            found[key] = [value]
    return found


def _part_of(name: str) -> type[Any]:
    from typing import get_args, get_type_hints

    part: type[Any] = get_args(get_type_hints(RpjmDesa)[name])[0]
    return part


_DEEPER = {TingkatArah.MISI: TingkatArah.TUJUAN, TingkatArah.TUJUAN: TingkatArah.SASARAN}


def _arah(given: object, level: TingkatArah, above: str | None) -> Iterator[dict[str, Any]]:
    if not isinstance(given, list):
        raise InvalidInput({"file": _("{nama} harus berupa daftar.").format(nama=level.value)})
    below = _DEEPER.get(level)
    for row in given:
        one = {"uraian": row} if isinstance(row, str) else row
        known = {"uraian"} | ({below.value} if below is not None else set())
        if not isinstance(one, dict) or not isinstance(one.get("uraian"), str) or not set(one) <= known:
            sentence = _("{nama}: tulis uraian, dan yang di bawahnya sebagai {bawah}.")
            text = sentence.format(nama=level.value, bawah=below.value if below is not None else "-")
            raise InvalidInput({"file": text})
        key = str(new_id())
        yield {"id": key, "tingkat": level.value, "induk_id": above, "uraian": one["uraian"]}
        if below is not None and below.value in one:
            yield from _arah(one[below.value], below, key)


def _typed(rpjm: RpjmDesa, isi: Mapping[str, Any]) -> RpjmDesa:
    try:
        read: RpjmDesa = from_isi(JENIS, rpjm.id, rpjm.desa_id, "konsep", 0, {"tahun": rpjm.tahun, **isi})
    except IsiWrong as failure:
        places = {
            name: {str(row["id"]): n for n, row in enumerate(rows, 1)}
            for name, rows in isi.items()
            if isinstance(rows, list)
        }
        texts = []
        for one in failure.wrong[:5]:
            _empty, name, *rest = one.tempat.split("/")
            row = places.get(name, {}).get(rest[0]) if rest else None
            where = f"{name} baris {row}, {field_name(rest[-1])}" if row is not None else field_name(name)
            texts.append(_('{tempat}: "{nilai}" tidak dapat dipakai.').format(tempat=where, nilai=one.nilai))
        raise InvalidInput({"file": " ".join(texts)}) from failure
    return read


def _put_births(read: RpjmDesa, rows: Sequence[Mapping[str, Any]]) -> None:
    """Place and day of birth of the team: they never travel, so the reader of what travels passes them by."""
    for place, (one, row) in enumerate(zip(read.tim, rows, strict=True), 1):
        one.tempat_lahir = str(row.get("tempat_lahir", ""))
        day = row.get("tanggal_lahir")
        try:
            one.tanggal_lahir = date.fromisoformat(day) if day else None
        except (TypeError, ValueError):
            sentence = _('{tempat}: "{nilai}" tidak dapat dipakai.')
            where = f"tim baris {place}, {field_name('tanggal_lahir')}"
            raise InvalidInput({"file": sentence.format(tempat=where, nilai=day)}) from None


def _stop_at_values(read: RpjmDesa, skema: Skema) -> None:
    known, least, most = skema.kunci_kriteria, skema.nilai_terendah, skema.nilai_tertinggi
    for place, one in enumerate(read.masalah, 1):
        wrong = [key for key, points in one.nilai.items() if key not in known or not least <= points <= most]
        if wrong:
            sentence = _("masalah baris {n}: nilai {kunci} harus {awal} sampai {akhir}. Kriteria: {daftar}.")
            text = sentence.format(n=place, kunci=wrong[0], awal=least, akhir=most, daftar=", ".join(known))
            raise InvalidInput({"file": text})
    for place, activity in enumerate(read.kegiatan, 1):
        if any(rupiah < 0 for rupiah in activity.biaya_tahun.values()):
            sentence = _("kegiatan baris {n}: biaya tidak boleh kurang dari nol.")
            raise InvalidInput({"file": sentence.format(n=place)})
        if any(not year.isdigit() for year in (*activity.biaya_tahun, *activity.target)):
            sentence = _("kegiatan baris {n}: tulis tahun sebagai empat angka.")
            raise InvalidInput({"file": sentence.format(n=place)})


def _stop_outside(rpjm: RpjmDesa) -> None:
    known: set[UUID] = {one.id for one in rpjm.arah}
    for one in rpjm.kegiatan:
        years = {*one.tahun, *(int(year) for year in (*one.biaya_tahun, *one.target))}
        outside = sorted(years - set(rpjm.daftar_tahun))
        if outside:
            sentence = _("{nama}: tahun {tahun} di luar RPJM Desa {awal}–{akhir}.")
            text = sentence.format(
                nama=one.nama or _("tanpa nama"),
                tahun=outside[0],
                awal=rpjm.tahun,
                akhir=rpjm.daftar_tahun[-1],
            )
            raise InvalidInput({"file": text})
        if one.arah_id is not None and one.arah_id not in known:
            sentence = _("{nama}: arah_id bukan misi, tujuan, atau sasaran RPJM Desa ini.")
            raise InvalidInput({"file": sentence.format(nama=one.nama or _("tanpa nama"))})
