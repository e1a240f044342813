"""How a register of residents would change, as Tinjau says it: counts, then people by name, numbers masked.

Of thousands of differences the first are shown; what is gone comes first, since it is what may be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desa_desktop.domain.penduduk.dokumen import KELUARGA, LISTS, PENDUDUK, rows_of, travelling
from desa_desktop.domain.penduduk.kode import DAFTAR_OF_FIELD, KodePenduduk
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.plain import Tanda
from desa_desktop.domain.sebutan import field_name, show_value
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services.exchange.comparing import Compared
from desa_desktop.services.exchange.results import BedaTampil

MOST_LINES = 500
Words = Callable[[], KodePenduduk]
_MASKED = frozenset({"nik", "nik_ayah", "nik_ibu", "no_kk"})
# every registration renumbers a family, and nobody reads it
_UNSEEN = frozenset({"id", "urut"})
_NOUN = {PENDUDUK: N_("penduduk"), KELUARGA: N_("keluarga")}
_ORDER = (Tanda.DIHAPUS, Tanda.BERUBAH, Tanda.BARU)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Sides:
    """One list in both states, by id."""

    was: Mapping[str, Row]
    will: Mapping[str, Row]

    @property
    def gone(self) -> list[str]:
        return [key for key in self.was if key not in self.will]

    @property
    def fresh(self) -> list[str]:
        return [key for key in self.will if key not in self.was]

    def changed(self, fields: tuple[str, ...]) -> dict[str, list[str]]:
        """Id -> the fields that differ, those that people read."""
        found = {}
        for key, row in self.will.items():
            old = self.was.get(key)
            if old is not None and old != row:
                differs = [one for one in fields if one not in _UNSEEN and old.get(one) != row.get(one)]
                if differs:
                    found[key] = differs
        return found


def compare_register(old: Mapping[str, Any], new: Mapping[str, Any], kode: Words | None = None) -> Compared:
    """How the register `new` differs from `old` (`{}`: none is here). `kode` turns codes into words.

    The counts are those of the residents; `hilang` of both lists. A first register has no lines: all of
    it is new, and that is said in the sentence.
    """
    sides = {one: _Sides(_by_id(old, one), _by_id(new, one)) for one in LISTS}
    changed = {one: sides[one].changed(travelling(LISTS[one])) for one in LISTS}
    people = sides[PENDUDUK]
    counts = (len(people.fresh), len(changed[PENDUDUK]), len(people.gone))
    same = len(people.will) - counts[0] - counts[1]
    shown: list[BedaTampil] = []
    every = sum(
        len(one.gone) + len(one.fresh) + sum(map(len, changed[name].values())) for name, one in sides.items()
    )
    if old:
        for beda in _lines(sides, changed, kode):
            shown.append(beda)
            if len(shown) == MOST_LINES:
                break
    parts = [_sentence(name, sides[name], len(changed[name])) for name in (PENDUDUK, KELUARGA)]
    if old and every > len(shown):
        words = _("Ditampilkan {n} dari {semua} perbedaan, yang hilang lebih dahulu.")
        parts.append(words.format(n=show_number(len(shown)), semua=show_number(every)))
    gone = {name: (len(one.gone), len(one.was)) for name, one in sides.items() if one.was}
    return Compared(*counts, same, None, None, " ".join(parts), tuple(shown), gone)


def _by_id(isi: Mapping[str, Any], daftar: str) -> Mapping[str, Row]:
    return {str(one.get("id")): one for one in rows_of(isi, daftar)}


def _sentence(name: str, side: _Sides, changed: int) -> str:
    noun = _(_NOUN[name])
    if not side.was:
        return _("{n} {apa} baru.").format(n=show_number(len(side.will)), apa=noun)
    fresh, gone = len(side.fresh), len(side.gone)
    if not (fresh or gone or changed):
        return _("{n} {apa} sama.").format(n=show_number(len(side.will)), apa=noun)
    words = _("{apa}: {baru} baru, {berubah} berubah, {hilang} tidak ada lagi, {sama} sama.")
    return words.format(
        apa=noun.capitalize(),
        baru=show_number(fresh),
        berubah=show_number(changed),
        hilang=show_number(gone),
        sama=show_number(len(side.will) - fresh - changed),
    )


def _lines(
    sides: Mapping[str, _Sides], changed: Mapping[str, Mapping[str, list[str]]], kode: Words | None
) -> Iterator[BedaTampil]:
    for tanda in _ORDER:
        for name in (PENDUDUK, KELUARGA):
            side = sides[name]
            if tanda is Tanda.BERUBAH:
                for key, fields in changed[name].items():
                    for one in fields:
                        was, will = (
                            _words(one, row.get(one), kode) for row in (side.was[key], side.will[key])
                        )
                        yield _line(tanda, name, key, side.will[key], one, was, will)
            else:
                keys, rows = (side.gone, side.was) if tanda is Tanda.DIHAPUS else (side.fresh, side.will)
                for key in keys:
                    said = _who(rows[key])
                    was, will = (said, "") if tanda is Tanda.DIHAPUS else ("", said)
                    yield _line(tanda, name, key, rows[key], "", was, will)


def _line(tanda: Tanda, daftar: str, key: str, row: Row, kolom: str, was: str, will: str) -> BedaTampil:
    return BedaTampil(
        tanda=tanda.value,
        tempat=f"/{daftar}/{key}",
        daftar=_(_NOUN[daftar]),
        nomor=0,
        judul=_title(daftar, row),
        kolom=kolom,
        kolom_teks=field_name(kolom) if kolom else "",
        semula=was,
        menjadi=will,
        semula_teks=was,
        menjadi_teks=will,
    )


def _title(daftar: str, row: Row) -> str:
    if daftar == PENDUDUK:
        return str(row.get("nama") or _("tanpa nama"))
    number = row.get("no_kk")
    return _("KK {nomor}").format(nomor=mask_nik(str(number))) if number else _("keluarga tanpa KK")


def _who(row: Row) -> str:
    """What else is told of a whole record: its masked number and its day of birth, or its address."""
    parts = [mask_nik(str(row["nik"]))] if row.get("nik") else []
    if row.get("tanggal_lahir"):
        parts.append(_day(row["tanggal_lahir"]))
    if row.get("alamat"):
        parts.append(str(row["alamat"]))
    return " · ".join(parts)


def _words(name: str, value: Any, kode: Words | None) -> str:
    if value in (None, ""):
        return ""
    if name in _MASKED:
        return mask_nik(str(value))
    if name in ("keluarga_id", "dusun_id", "digabung_ke_id"):
        return _("diubah")
    if kode is not None and name in DAFTAR_OF_FIELD and isinstance(value, int):
        return kode().word(name, value)
    if name.startswith("tanggal_"):
        return _day(value)
    if name == "status_dasar":
        return str(value).replace("_", " ")
    return show_value(name, value)


def _day(value: Any) -> str:
    """`1990-03-02` as `02/03/1990`; what is no date as it stands."""
    parts = str(value).split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else str(value)
