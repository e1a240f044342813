"""The plain shape of an aggregate: the `isi` of a snapshot, there and back, and how two of them differ.

What a ratified revision freezes, a kiriman carries, a preview compares and a merge joins is this one
shape (kiriman-format.md 12.2). A field of class `lokal` is never in the `isi` that travels (12.6).
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any
from uuid import UUID

from desa_desktop.domain import desa, isian, lampiran, musyawarah, rkp, rpjm, telaah, usulan
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.penduduk.orang import KeluargaId

Isi = dict[str, Any]
TEXT_LIMIT = 65_536
NUMBER_LIMIT = 2**53 - 1  # the whole numbers that every reader of JSON keeps exactly (kiriman-format.md 4)
KEY = re.compile(r"[A-Za-z0-9_:/.\-]{1,64}")  # the alphabet of keys of the same section
DIGITS_LIMIT = 30  # before and behind the point of a quantity
_QUANTITY = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")

CLASSES: Mapping[str, type[Any]] = {
    "profil": desa.Desa,
    "angka-pokok": desa.AngkaPokok,
    "daftar-usulan": usulan.DaftarUsulan,
    "musyawarah": musyawarah.Musyawarah,
    "rpjm-desa": rpjm.RpjmDesa,
    "rkp-desa": rkp.RkpDesa,
    "durkp": rkp.Durkp,
    "isian": isian.Isian,
    "telaah": telaah.Telaah,
    "tanda-terima": telaah.TandaTerima,
}
JENIS_OF: Mapping[type[Any], str] = {cls: jenis for jenis, cls in CLASSES.items()}

# what the envelope of a snapshot says already, or what only this store knows
_ENVELOPE = frozenset({"id", "desa_id", "status", "revisi", "versi", "diubah_pada"})
_PARENT_FIELDS = frozenset(
    {
        "desa_id", "angka_pokok_id", "daftar_usulan_id", "musyawarah_id", "rkp_desa_id", "kegiatan_id",
        "durkp_id", "isian_id", "telaah_id", "rpjm_desa_id",
    }
)  # fmt: skip
# a field that is named like a parent of others but says something of its own here
_OWN_LINKS: Mapping[type[Any], frozenset[str]] = {rkp.Evaluasi: frozenset({"kegiatan_id"})}
# contact data of officers and notables and when team members were born stay in the village
# (kiriman-format.md 12.6), and which family a form is about: that form stays as a whole
LOKAL: Mapping[type[Any], frozenset[str]] = {
    desa.Perangkat: frozenset({"kontak"}),
    desa.Tokoh: frozenset({"kontak"}),
    isian.Isian: frozenset({"keluarga_id"}),
    # what the kabupaten answered comes after the list was ratified, and is no part of what was decided
    rkp.BarisDurkp: frozenset({"jawaban", "jawaban_alasan", "jawaban_tanggal"}),
    rkp.AnggotaTim: frozenset({"tempat_lahir", "tanggal_lahir"}),
    rpjm.AnggotaTimRpjm: frozenset({"tempat_lahir", "tanggal_lahir"}),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that its jenis does not allow: where (`/kegiatan/<id>/biaya`) and what stands there."""

    tempat: str
    nilai: str


class IsiWrong(Exception):
    """The content of a snapshot breaks the rules of its jenis; `wrong` lists every place."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(f"{len(wrong)} values")
        self.wrong = tuple(wrong)


def stays(record: object) -> bool:
    """Whether a record never leaves its office: in no snapshot, and kept when a snapshot is placed."""
    return isinstance(record, isian.Isian | isian.Jawaban) and record.is_lokal


# ------------------------------------------------------------------ reading the classes


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: Any
    optional: bool
    part: type[Any] | None


_known: dict[type[Any], tuple[_Field, ...]] = {}


def _fields(cls: type[Any]) -> tuple[_Field, ...]:
    if cls not in _known:
        _known[cls] = _read_fields(cls)
    return _known[cls]


def _read_fields(cls: type[Any]) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(cls)
    found: list[_Field] = []
    for one in dataclasses.fields(cls):
        kind, optional = _unwrap(hints[one.name])
        part = None
        if typing.get_origin(kind) is list:
            part = typing.get_args(kind)[0]
        found.append(_Field(one.name, kind, optional, part))
    return tuple(found)


def _unwrap(kind: Any) -> tuple[Any, bool]:
    """The kind without `| None` and without NewType."""
    optional = False
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        members = [one for one in typing.get_args(kind) if one is not type(None)]
        optional = len(members) < len(typing.get_args(kind))
        kind = members[0] if len(members) == 1 else object
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    return kind, optional


def _content(cls: type[Any], *, is_root: bool) -> Iterator[_Field]:
    lokal = LOKAL.get(cls, frozenset())
    for one in _fields(cls):
        if one.name in lokal or (is_root and one.name in _ENVELOPE):
            continue
        if not is_root and one.name in _PARENT_FIELDS - _OWN_LINKS.get(cls, frozenset()):
            continue
        yield one


def known_fields(cls: type[Any], *, is_root: bool) -> dict[str, type[Any] | None]:
    """The fields of a class that stand in a content, each with the class of its rows where it is a list."""
    return {one.name: one.part for one in _content(cls, is_root=is_root)}


def is_quantity(value: Decimal) -> bool:
    """Whether a quantity is a number that can be written out: finite, at most 30 digits on either side."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.adjusted() < DIGITS_LIMIT and isinstance(exponent, int) and exponent >= -DIGITS_LIMIT


# ------------------------------------------------------------------ aggregate -> isi


def to_isi(root: object) -> Isi:
    """The content of an aggregate as a snapshot carries it: record lists sorted by id, no local fields."""
    return lampiran.mark(JENIS_OF.get(type(root), ""), _record(root, is_root=True))


def _record(record: object, *, is_root: bool) -> Isi:
    isi: Isi = {}
    for one in _content(type(record), is_root=is_root):
        value = getattr(record, one.name)
        if one.part is not None:
            isi[one.name] = sorted(
                (_record(part, is_root=False) for part in value if not stays(part)),
                key=lambda row: str(row["id"]),
            )
        else:
            isi[one.name] = _plain(value)
    return isi


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case Decimal():
            return format(value, "f")
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no plain form")


# ------------------------------------------------------------------ isi -> aggregate


def from_isi(jenis: str, key: UUID, pemilik: UUID, status: str, revisi: int, isi: Mapping[str, Any]) -> Any:
    """The aggregate that an `isi` describes, for the tables.

    Unknown keys are left out here (the snapshot keeps them); a missing one takes the field's default.
    Raises IsiWrong with every value that its field does not allow, KeyError for an unknown jenis.
    """
    cls = CLASSES[jenis]
    wrong: list[Wrong] = []
    values = _values(cls, isi, "", wrong, is_root=True)
    names = {one.name for one in _fields(cls)}
    values["id"] = key
    if "desa_id" in names:
        values["desa_id"] = pemilik
    if "status" in names:
        values["status"] = dict(_kinds(cls))["status"](status)
        values["revisi"] = revisi
    missing = _missing(cls, values)
    wrong += [Wrong(f"/{name}", "") for name in missing]
    if wrong:
        raise IsiWrong(wrong)
    return cls(**values)


def complete(jenis: str, isi: Mapping[str, Any]) -> Isi:
    """An `isi` in today's fields: what an older program did not know has its usual value, here and in every
    record; what a newer one added stays. Without this a merge would take an older state for a removal (15).
    Attachments are left out: they follow from the fields that name them (`lampiran.mark`).
    """
    cls, plain = CLASSES.get(jenis), lampiran.unmark(jenis, isi)
    return _completed(cls, plain, is_root=True) if cls is not None else plain


def _completed(cls: type[Any], row: Mapping[str, Any], *, is_root: bool) -> Isi:
    full: Isi = dict(row)
    defaults = {one.name: one for one in dataclasses.fields(cls)}
    for one in _content(cls, is_root=is_root):
        if one.part is not None:
            rows = row.get(one.name, [])
            full[one.name] = [_completed(one.part, part, is_root=False) for part in rows]
        elif one.name not in row and one.name != "id":
            known = defaults[one.name]
            if known.default is not dataclasses.MISSING:
                full[one.name] = _plain(known.default)
            elif known.default_factory is not dataclasses.MISSING:
                full[one.name] = _plain(known.default_factory())
    return full


def _kinds(cls: type[Any]) -> list[tuple[str, Any]]:
    return [(one.name, one.kind) for one in _fields(cls)]


def _missing(cls: type[Any], values: Mapping[str, Any]) -> list[str]:
    return [
        one.name
        for one in dataclasses.fields(cls)
        if one.default is dataclasses.MISSING
        and one.default_factory is dataclasses.MISSING
        and one.name not in values
    ]


def _values(
    cls: type[Any], isi: Mapping[str, Any], place: str, wrong: list[Wrong], *, is_root: bool
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in _content(cls, is_root=is_root):
        if one.name not in isi:
            continue
        here, given = f"{place}/{one.name}", isi[one.name]
        if one.part is not None:
            values[one.name] = list(_parts(one.part, given, here, wrong))
            continue
        try:
            values[one.name] = _value(one.kind, given, optional=one.optional)
        except (ValueError, TypeError, InvalidOperation, OverflowError):
            wrong.append(Wrong(here, _short(given)))
    return values


def _parts(cls: type[Any], given: Any, place: str, wrong: list[Wrong]) -> Iterator[Any]:
    if not isinstance(given, list) or not all(isinstance(row, dict) and "id" in row for row in given):
        wrong.append(Wrong(place, _short(given)))
        return
    for row in given:
        before = len(wrong)
        values = _values(cls, row, f"{place}/{row['id']}", wrong, is_root=False)
        if len(wrong) == before:
            yield cls(**values)


def _short(value: Any) -> str:
    return str(value)[:60]


def _value(kind: Any, given: Any, *, optional: bool) -> Any:
    if given is None:
        if not optional and kind is not object:
            raise ValueError("empty")
        return None
    if kind is object:
        return given
    origin = typing.get_origin(kind)
    if origin is tuple:
        inner, _ = _unwrap(typing.get_args(kind)[0])
        return tuple(_value(inner, one, optional=False) for one in _expect(given, list))
    if origin is not None and issubclass(origin, Mapping):
        inner, _ = _unwrap(typing.get_args(kind)[1])
        return {str(key): _value(inner, one, optional=False) for key, one in _expect(given, dict).items()}
    return _scalar(kind, given)


def _scalar(kind: Any, given: Any) -> Any:
    if kind is bool:
        return _expect(given, bool)
    if kind is int:
        if isinstance(given, bool):
            raise TypeError("a truth value is no number")
        if abs(_expect(given, int)) > NUMBER_LIMIT:
            raise ValueError("too large")
        return given
    text: str = _expect(given, str)
    if len(text) > TEXT_LIMIT:
        raise ValueError("too long")
    if kind is str:
        return text
    if kind is Decimal:
        if not _QUANTITY.fullmatch(text):  # Decimal itself takes 1E+999999999, which fills the memory
            raise ValueError("no decimal number")
        return Decimal(text)
    if kind is datetime:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no offset")
        return moment.astimezone(UTC)  # the first and last years have moments that UTC has not
    if kind is time and not _CLOCK.fullmatch(text):
        raise ValueError("hours and minutes only")  # seconds or an offset would not come back from the table
    if kind in (date, time):
        return kind.fromisoformat(text)
    return kind(text)  # UUID and the enums


def _expect(given: Any, kind: type[Any]) -> Any:
    if not isinstance(given, kind):
        raise TypeError(f"{kind.__name__} expected")
    return given


# ------------------------------------------------------------------ what stays in the office (12.6)


def has_lokal(cls: type[Any]) -> bool:
    """Whether an aggregate of this class has anything that never leaves its office."""
    parts = (one.part for one in _fields(cls) if one.part is not None)
    return cls in LOKAL or cls is isian.Isian or any(has_lokal(one) for one in parts)


def to_isi_lokal(root: object) -> Isi:
    """The content of the companion dokumen `<jenis>-lokal`: local fields that say something, by record id.

    Of a form the answers that stay; of a form that stays as a whole everything.
    """
    if isinstance(root, isian.Isian):
        return _form_lokal(root)
    return _record_lokal(root, is_root=True)


def _form_lokal(root: isian.Isian) -> Isi:
    answers = [one for one in root.jawaban if root.is_lokal or one.is_lokal]
    isi: Isi = {"jawaban": sorted((_all_of(one) for one in answers), key=lambda row: str(row["id"]))}
    if root.is_lokal:
        names = ("form_id", "periode", "judul", "templat_versi", "templat_sha256", "keluarga_id", "alasan")
        isi |= {name: _plain(getattr(root, name)) for name in names}
    return lampiran.mark(JENIS_OF[isian.Isian], isi)


def _all_of(answer: isian.Jawaban) -> Isi:
    return {name: _plain(getattr(answer, name)) for name in ("id", "kode", "nilai", "asal")}


def _record_lokal(record: object, *, is_root: bool) -> Isi:
    cls = type(record)
    names = LOKAL.get(cls, frozenset())
    isi: Isi = {}
    for one in _fields(cls):
        value = getattr(record, one.name)
        if one.part is not None and has_lokal(one.part):
            rows = (_record_lokal(part, is_root=False) for part in value)
            isi[one.name] = sorted((row for row in rows if len(row) > 1), key=lambda row: str(row["id"]))
        elif one.name in names and value not in (None, "", (), {}):
            isi[one.name] = _plain(value)
    return isi if is_root else {"id": str(record.id), **isi}  # type: ignore[attr-defined]


def put_lokal(root: Any, isi: Mapping[str, Any]) -> None:
    """Bring the local fields of an aggregate of the tables to the content of its companion.

    Records that are not there are passed over: their dokumen has not come yet, or they were removed.
    Raises IsiWrong with every value that its field does not allow; then nothing was changed.
    """
    wrong: list[Wrong] = []
    changes: list[tuple[Any, str, Any]] = []
    if isinstance(root, isian.Isian):
        answers = _answers(isi, wrong)
    else:
        _plan_lokal(root, isi, "", changes, wrong)
    if wrong:
        raise IsiWrong(wrong)
    if isinstance(root, isian.Isian):
        _put_answers(root, answers)
    for record, name, value in changes:
        if getattr(record, name) != value:
            setattr(record, name, value)


def _plan_lokal(
    record: Any, isi: Mapping[str, Any], place: str, changes: list[tuple[Any, str, Any]], wrong: list[Wrong]
) -> None:
    cls = type(record)
    names = LOKAL.get(cls, frozenset())
    defaults = {one.name: one for one in dataclasses.fields(cls)}
    for one in _fields(cls):
        if one.part is not None and has_lokal(one.part):
            given = {str(row.get("id")): row for row in isi.get(one.name, ()) if isinstance(row, dict)}
            for part in getattr(record, one.name):
                where = f"{place}/{one.name}/{part.id}"
                _plan_lokal(part, given.get(str(part.id), {}), where, changes, wrong)
        elif one.name in names:
            try:
                value = (
                    _value(one.kind, isi[one.name], optional=one.optional)
                    if one.name in isi
                    else _default_of(defaults[one.name])
                )
            except (ValueError, TypeError, InvalidOperation, OverflowError):
                wrong.append(Wrong(f"{place}/{one.name}", _short(isi[one.name])))
                continue
            changes.append((record, one.name, value))


def _default_of(known: dataclasses.Field[Any]) -> Any:
    if known.default_factory is not dataclasses.MISSING:
        return known.default_factory()
    return known.default


def _answers(isi: Mapping[str, Any], wrong: list[Wrong]) -> list[isian.Jawaban]:
    return list(_parts(isian.Jawaban, isi.get("jawaban", []), "/jawaban", wrong))


def _put_answers(root: isian.Isian, answers: Sequence[isian.Jawaban]) -> None:
    """The answers that stay become these; those that travel are not touched."""
    fresh = {one.id: one for one in answers}
    for one in [one for one in root.jawaban if root.is_lokal or one.is_lokal]:
        new = fresh.pop(one.id, None)
        if new is None:
            root.jawaban.remove(one)
        else:
            one.nilai, one.asal = new.nilai, new.asal
    root.jawaban.extend(fresh.values())


def form_of_lokal(key: UUID, pemilik: UUID, status: str, revisi: int, isi: Mapping[str, Any]) -> isian.Isian:
    """The form that stays as a whole, from its dokumen `isian-lokal`. Raises IsiWrong."""
    wrong: list[Wrong] = []
    answers = _answers(isi, wrong)
    texts = {name: isi.get(name, "") for name in ("form_id", "periode", "judul", "templat_versi")}
    texts |= {name: isi.get(name, "") for name in ("templat_sha256", "alasan")}
    wrong += [Wrong(f"/{name}", _short(text)) for name, text in texts.items() if not isinstance(text, str)]
    family = isi.get("keluarga_id")
    try:
        home = KeluargaId(UUID(family)) if family is not None else None
    except (ValueError, TypeError, AttributeError):
        wrong.append(Wrong("/keluarga_id", _short(family)))
    if wrong:
        raise IsiWrong(wrong)
    return isian.Isian(
        id=isian.IsianId(key),
        desa_id=desa.DesaId(pemilik),
        keluarga_id=home,
        status=StatusDokumen(status),
        revisi=revisi,
        jawaban=answers,
        **texts,
    )


# ------------------------------------------------------------------ comparing two isi


class Tanda(Enum):
    """The mark of a difference in the preview."""

    BARU = "+"
    BERUBAH = "~"
    DIHAPUS = "-"


@dataclass(frozen=True, slots=True)
class Beda:
    """One difference: `daftar` is the record list (empty: the dokumen's own field), `record` the row's id.

    For a new or removed row `kolom` is empty and `semula`/`menjadi` hold the whole row.
    """

    tanda: Tanda
    daftar: str
    record: str
    judul: str
    kolom: str
    semula: Any
    menjadi: Any


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """What a preview says of a dokumen: counts of records and the list of differences."""

    baru: int
    berubah: int
    dihapus: int
    sama: int
    beda: tuple[Beda, ...]


_TITLES = ("uraian", "nama", "judul", "sumber", "kode", "isi", "teks")


def title_of(row: Mapping[str, Any]) -> str:
    """What a person would call this record."""
    return next((str(row[key]) for key in _TITLES if row.get(key)), "")


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Perbandingan:
    """How `new` differs from `old`, record by record and field by field (ux.md 8.5)."""
    beda: list[Beda] = []
    counts = {Tanda.BARU: 0, Tanda.BERUBAH: 0, Tanda.DIHAPUS: 0}
    same = 0
    for key in _keys(old, new):
        a, b = old.get(key), new.get(key)
        if not (_is_records(a) and _is_records(b) and (a or b)):
            if _differs(key, old, new):
                beda.append(Beda(Tanda.BERUBAH, "", "", "", key, a, b))
            continue
        rows_a, rows_b = _by_id(a), _by_id(b)
        for record in dict.fromkeys([*rows_a, *rows_b]):
            found = list(_record_differences(key, record, rows_a.get(record), rows_b.get(record)))
            if found:
                counts[found[0].tanda] += 1
                beda += found
            else:
                same += 1
    return Perbandingan(counts[Tanda.BARU], counts[Tanda.BERUBAH], counts[Tanda.DIHAPUS], same, tuple(beda))


def _record_differences(
    daftar: str, record: str, a: Mapping[str, Any] | None, b: Mapping[str, Any] | None
) -> Iterable[Beda]:
    if a is None and b is not None:
        yield Beda(Tanda.BARU, daftar, record, title_of(b), "", None, b)
    elif b is None and a is not None:
        yield Beda(Tanda.DIHAPUS, daftar, record, title_of(a), "", a, None)
    elif a is not None and b is not None:
        for key in _keys(a, b):
            if _differs(key, a, b):
                yield Beda(
                    Tanda.BERUBAH, daftar, record, title_of(b) or title_of(a), key, a.get(key), b.get(key)
                )


def _differs(key: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether a field changed. One that only the newer program knows and that is empty is no change."""
    if (key in a) != (key in b) and (a[key] if key in a else b[key]) in (None, "", [], {}):
        return False
    return bool(a.get(key) != b.get(key))


def _keys(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys([*a, *b]))


def _is_records(value: Any) -> bool:
    return value is None or (
        isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _by_id(rows: Sequence[Mapping[str, Any]] | None) -> dict[str, Mapping[str, Any]]:
    return {str(row["id"]): row for row in rows or ()}
