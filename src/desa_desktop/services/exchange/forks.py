"""The list of Kotak Selisih: what two laptops changed apart, side by side (ux.md 8.6, format 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.checklists import Question, Template
from desa_desktop.domain.dokumen import TANPA_SELISIH, StatusDokumen
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.lampiran import is_picture_field, picture_in
from desa_desktop.domain.plain import title_of
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.exchange.checklist_words import answer_words, template_of
from desa_desktop.services.exchange.comparing import show_plain
from desa_desktop.services.exchange.joining import WITHDRAW, Way, choices_of, freeze_typed, picked_side, walk
from desa_desktop.services.exchange.results import Laptop
from desa_desktop.services.exchange.trust import read_circle, village_names
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit
from desa_desktop.sync.certificates import read_certificate
from desa_desktop.sync.history import Shelf
from desa_desktop.sync.merge import Selisih
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.snapshots import Snapshot, is_record_list

ABSENT = "(tidak ada)"


@dataclass(frozen=True, slots=True)
class SisiTampil:
    """One head: whose laptop wrote it, when it claims to, and what state it is in."""

    digest: str
    laptop: str
    pada: datetime
    status: str
    revisi: int

    @property
    def tanggal(self) -> date:
        """The day it claims, on this laptop's calendar."""
        return self.pada.astimezone().date()

    @property
    def teks(self) -> str:
        """`laptop Sekdes, 12 Agustus 2026 10.15`, by the clock on this wall."""
        here = self.pada.astimezone()
        when = f"{show_date(here.date())} {here:%H.%M}"
        return _("{laptop}, {waktu}").format(laptop=self.laptop, waktu=when)


@dataclass(frozen=True, slots=True)
class SelisihTampil:
    """One value that both sides changed. `id` names it in commands, `putusan` is `a`, `b`, `nilai` or ``.

    `daftar` and `judul` say which list and record it is in, the texts are for people, those that end in
    `_nilai` are the plain values.
    """

    id: str
    dokumen: UUID
    tempat: str
    daftar: str
    judul: str
    kolom: str
    kolom_teks: str
    dasar_nilai: Any
    a_nilai: Any
    b_nilai: Any
    dasar: str
    a: str
    b: str
    putusan: str = ""
    hasil: str = ""

    @property
    def foto_a(self) -> str:
        """The SHA-256 of A's picture, "" when the value is none."""
        return picture_in(self.a_nilai) if is_picture_field(self.kolom) else ""

    @property
    def foto_b(self) -> str:
        """The same of B."""
        return picture_in(self.b_nilai) if is_picture_field(self.kolom) else ""

    @property
    def is_foto(self) -> bool:
        """Whether the value is a picture, on either side."""
        return bool(self.foto_a or self.foto_b)


@dataclass(frozen=True, slots=True)
class GandaTampil:
    """Two records that are probably the same person or proposal; the program never joins them."""

    daftar: str
    teks: str
    lain: str


@dataclass(frozen=True, slots=True)
class Cabang:
    """One dokumen that is Bercabang: its sides (A and B, of more the two at hand) and what is open.

    `is_milik`: we are the owner and decide. `halangan` is why it cannot be joined here, else "".
    `tahap` counts from 1 to `dari_tahap`: more than two heads are joined one after the other.
    """

    dokumen: UUID
    jenis: str
    judul: str
    pemilik: UUID
    nama_pemilik: str
    is_milik: bool
    sisi: tuple[SisiTampil, ...]
    a: SisiTampil
    b: SisiTampil
    selisih: tuple[SelisihTampil, ...]
    ganda: tuple[GandaTampil, ...]
    tahap: int
    dari_tahap: int
    halangan: str = ""

    @property
    def terbuka(self) -> int:
        """How many values still wait for a person."""
        return sum(not one.putusan for one in self.selisih)

    @property
    def is_siap(self) -> bool:
        """Whether it can be joined now: ours, nothing in the way, nothing open in any step."""
        return self.is_milik and not self.halangan and not self.terbuka and self.tahap == self.dari_tahap

    @property
    def is_tanpa_selisih(self) -> bool:
        """Whether nothing has to be asked at all."""
        return self.is_siap and not self.selisih


def list_forks(
    database: Database,
    laptop: Laptop,
    *,
    at: datetime,
    templates: Mapping[str, Template] | None = None,
) -> tuple[Cabang, ...]:
    """Every dokumen that is Bercabang, ours first, with what is to be decided; nothing is stored.

    With `templates` the answers of checklists are said in words.
    """
    with database.read() as unit:
        shelves = dokumen.all_shelves(unit)
    if not any(shelf.is_bercabang for shelf in shelves.values()):
        return ()
    with database.unit() as unit:  # left without a commit: what is typed meanwhile is only looked at
        kantor = office.require(unit)
        freeze_typed(unit, laptop, at)
        names = _laptops(unit, laptop)
        owners = _owners(unit, laptop)
        found = []
        for row in archive.all_dokumen(unit):
            if row.jenis in TANPA_SELISIH or row.id not in shelves or not shelves[row.id].is_bercabang:
                continue
            shelf = dokumen.shelf_of(unit, row.id)  # anew: what was typed is a head now
            is_own = row.pemilik == kantor.id
            one = _shown(unit, row, shelf, names, owners.get(row.pemilik, ""), is_own=is_own)
            found.append(_in_words(unit, one, shelf, templates) if templates is not None else one)
    return tuple(sorted(found, key=lambda one: (not one.is_milik, one.nama_pemilik, one.judul)))


def _in_words(unit: Unit, one: Cabang, shelf: Shelf, templates: Mapping[str, Template]) -> Cabang:
    """A checklist with its questions instead of their codes."""
    living = [dokumen.content_of(unit, head) for head in shelf.heads]
    isi = next((each.isi for each in living if _has_content(each)), None)
    template = template_of(isi, templates) if one.jenis == "isian" and isi is not None else None
    if template is None:
        return one
    return replace(one, selisih=tuple(_question_words(each, template, living) for each in one.selisih))


def _question_words(one: SelisihTampil, template: Template, sides: Sequence[Snapshot]) -> SelisihTampil:
    steps = one.tempat.split("/")
    kode = _code_of(steps[2], sides) if steps[1:2] == ["jawaban"] and len(steps) > 2 else ""
    item = template.by_name.get(kode)
    if item is None or one.is_foto or one.kolom not in ("nilai", ""):
        return replace(one, judul=item.label) if item is not None and item.label else one
    question = item if isinstance(item, Question) else None

    def words(value: object, shown: str) -> str:
        return shown if value is None else answer_words(_answer_in(value), question)

    texts = {
        "dasar": words(one.dasar_nilai, one.dasar),
        "a": words(one.a_nilai, one.a),
        "b": words(one.b_nilai, one.b),
    }
    return replace(
        one,
        judul=item.label or one.judul,
        dasar=texts["dasar"],
        a=texts["a"],
        b=texts["b"],
        hasil=texts.get(one.putusan, one.hasil),
    )


def _answer_in(value: object) -> object:
    """Of a whole row, where one side removed it, the answer alone."""
    return value.get("nilai") if isinstance(value, Mapping) else value


def _code_of(record: str, sides: Sequence[Snapshot]) -> str:
    found = (_rows(side, "jawaban").get(record) for side in sides)
    return next((str(row.get("kode", "")) for row in found if row is not None), "")


def _shown(
    unit: Unit,
    row: archive.DokumenRow,
    shelf: Shelf,
    names: Mapping[str, str],
    owner: str,
    *,
    is_own: bool,
) -> Cabang:
    chosen = choices_of(unit, row.id)
    heads = [dokumen.content_of(unit, one) for one in shelf.heads]
    sides = tuple(_side(one, names) for one in heads)
    title = next((dokumen.title_of(one.jenis, dict(one.isi)) for one in heads if _has_content(one)), "")
    way = walk(unit, shelf, chosen)
    by_digest = {one.digest: one for one in sides}
    a, b = (by_digest.get(one.digest, _side(one, names)) for one in way.sides)
    return Cabang(
        dokumen=row.id,
        jenis=row.jenis,
        judul=title or dokumen.title_of(row.jenis, {}),
        pemilik=row.pemilik,
        nama_pemilik=owner,
        is_milik=is_own,
        sisi=sides,
        a=a,
        b=b,
        selisih=tuple(_question(row, way, place, one, chosen) for place, one in way.asked),
        ganda=tuple(_doubles(row.jenis, way.sides)),
        tahap=way.stage,
        dari_tahap=way.stages,
        halangan=way.reason,
    )


def _has_content(one: Snapshot) -> bool:
    return one.status is not StatusDokumen.DICABUT


def _side(one: Snapshot, names: Mapping[str, str]) -> SisiTampil:
    laptop = names.get(one.oleh) or _("laptop lain")
    return SisiTampil(one.digest, laptop, datetime.fromisoformat(one.pada), one.status.value, one.revisi)


def _question(
    row: archive.DokumenRow, way: Way, place: str, one: Selisih, chosen: Mapping[str, Any]
) -> SelisihTampil:
    daftar, judul, kolom = _where(row.jenis, one.jalan, way.sides)
    texts = {
        name: _("(tidak ada)") if name in one.absent else show_plain(kolom, value)
        for name, value in (("dasar", one.dasar), ("a", one.a), ("b", one.b))
    }
    if place.endswith(f":{WITHDRAW}"):
        texts = _withdraw_texts(way.sides)
    picked = picked_side(one, chosen[place]) if place in chosen else ""
    result = "" if not picked else texts.get(picked) or show_plain(kolom, chosen[place].get("nilai"))
    return SelisihTampil(
        id=f"{row.id}/{place}",
        dokumen=row.id,
        tempat=one.tempat or WITHDRAW,
        daftar=daftar,
        judul=judul,
        kolom=kolom,
        kolom_teks=field_name(kolom) if kolom else _("Dokumen"),
        dasar_nilai=one.dasar,
        a_nilai=one.a,
        b_nilai=one.b,
        dasar=texts["dasar"],
        a=texts["a"],
        b=texts["b"],
        putusan=picked,
        hasil=result,
    )


def _withdraw_texts(sides: tuple[Snapshot, Snapshot]) -> dict[str, str]:
    def words(one: Snapshot) -> str:
        if one.status is StatusDokumen.DICABUT:
            return _("Dicabut: {alasan}").format(alasan=one.isi["alasan"])
        return _("Tetap dipakai")

    return {"dasar": "", "a": words(sides[0]), "b": words(sides[1])}


def _where(jenis: str, jalan: Sequence[str], sides: Iterable[Snapshot]) -> tuple[str, str, str]:
    """List, record and column of a place, in words of people."""
    if not jalan:
        return "", "", ""
    if len(jalan) == 1:
        return "", "", jalan[0]
    daftar, key = jalan[0], jalan[1]
    title = ""
    for side in sides:
        rows = side.isi.get(daftar)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("id") == key:
                number = next((row[name] for name in ("nomor", "urut") if isinstance(row.get(name), int)), 0)
                title = title or f"{number or ''} {title_of(row)}".strip()
    column = jalan[-1] if len(jalan) > 2 else ""
    if len(jalan) > 4:  # a record inside a record, such as a line of an estimate
        column = jalan[2]
    return field_name(daftar), title, column


def _doubles(jenis: str, sides: tuple[Snapshot, Snapshot]) -> Iterable[GandaTampil]:
    """Records that only one side has and that look like one that only the other has (13)."""
    if jenis == PENDUDUK:
        yield from _double_people(sides)
    elif jenis == "daftar-usulan":
        yield from _double_rows(sides, "usulan", _proposal_key, _("Usulan"))
    elif jenis == "rkp-desa":
        yield from _double_rows(sides, "kegiatan", _activity_key, _("Kegiatan"))


def _only(sides: tuple[Snapshot, Snapshot], daftar: str) -> tuple[list[Any], list[Any]]:
    """The records of a list that only the first side has, and those that only the second has."""
    first, second = (_rows(side, daftar) for side in sides)
    return (
        [one for key, one in first.items() if key not in second],
        [one for key, one in second.items() if key not in first],
    )


def _rows(side: Snapshot, daftar: str) -> dict[str, Any]:
    rows = side.isi.get(daftar)
    return {str(one["id"]): one for one in rows} if is_record_list(rows) else {}


def _words(text: object) -> str:
    return " ".join(sorted("".join(c if c.isalnum() else " " for c in str(text or "").lower()).split()))


def _proposal_key(row: Mapping[str, Any]) -> str:
    return f"{_words(row.get('uraian'))}|{_words(row.get('dusun'))}"


def _activity_key(row: Mapping[str, Any]) -> str:
    return f"{_words(row.get('nama'))}|{_words(row.get('lokasi'))}"


def _double_rows(
    sides: tuple[Snapshot, Snapshot], daftar: str, key: Callable[[Mapping[str, Any]], str], label: str
) -> Iterable[GandaTampil]:
    mine, theirs = _only(sides, daftar)
    known = {key(one): one for one in mine if title_of(one)}
    for one in theirs:
        if title_of(one) and key(one) in known:
            yield GandaTampil(label, title_of(known[key(one)]), title_of(one))


def _double_people(sides: tuple[Snapshot, Snapshot]) -> Iterable[GandaTampil]:
    mine, theirs = _only(sides, "penduduk")
    by_nik = {one["nik"]: one for one in mine if one.get("nik")}
    by_birth = {
        (_words(one.get("nama")), one["tanggal_lahir"]): one for one in mine if one.get("tanggal_lahir")
    }
    for one in theirs:
        same = by_nik.get(one.get("nik")) or by_birth.get((_words(one.get("nama")), one.get("tanggal_lahir")))
        if same is not None:
            yield GandaTampil(_("Penduduk"), str(same.get("nama", "")), str(one.get("nama", "")))


def _laptops(unit: Unit, laptop: Laptop) -> dict[str, str]:
    """What the laptops that ever showed a certificate are called, by kid."""
    names: dict[str, str] = {}
    for row in archive.statements(unit):
        try:
            one = read_certificate(row.teks)
        except KirimanRejected:
            continue  # a revocation, or a statement that counts as absent
        names[one.kid] = one.label
    same = Counter(names.values())
    for kid, label in names.items():  # every village laptop begins as `Laptop Sekdes`
        if same[label] > 1:
            names[kid] = _("{label} [{tanda}]").format(label=label, tanda=kid[:4])
    names[laptop.keys.kid] = _("laptop ini ({label})").format(label=office.require(unit).label or "–")
    return names


def _owners(unit: Unit, laptop: Laptop) -> dict[UUID, str]:
    """What the offices are called, by uid."""
    circle = read_circle(unit, laptop)
    names = village_names(unit)
    known = {UUID(one.uid): names.get(one.kode, one.label) for one in circle.trust.active.values()}
    return known | {circle.uid: circle.nama}


def letter_to_owner(fork: Cabang, kecamatan: str) -> str:
    """What the kecamatan writes to a village that has to choose (`Minta desa memilih`)."""
    return _(
        "Kepada Pemerintah Desa {desa}\n\n{judul} berubah di dua laptop: {a} dan {b}. Keduanya tersimpan."
        " Mohon buka Kotak Selisih di aplikasi, pilih isi yang benar, lalu kirim lagi. Sebelum itu yang"
        " dipakai adalah keadaan sebelum bercabang.\n\nKecamatan {kecamatan}"
    ).format(
        desa=fork.nama_pemilik,
        judul=fork.judul,
        a=fork.sisi[0].teks,
        b=fork.sisi[1].teks,
        kecamatan=kecamatan,
    )
