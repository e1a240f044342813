"""Import of residents: any sheet that holds people, looked at before it goes in, stored as one step.

What a sheet and its cells mean is `domain.penduduk.berkas`; here rows meet the register (ux.md 3.9, cli.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.domain import desa
from desa_desktop.domain.desa import DesaId, Dusun
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penduduk import Keluarga, Penduduk, ProfilImpor
from desa_desktop.domain.penduduk.baca import cell_text
from desa_desktop.domain.penduduk.berkas.banding import (
    ORANG_FIELDS,
    BarisNilai,
    Kelompok,
    KeluargaBerkas,
    Terdaftar,
    bandingkan,
    hitung,
    iter_usul,
    kelompokkan,
)
from desa_desktop.domain.penduduk.berkas.baris import Konteks, Pengamatan, amati, read_semua
from desa_desktop.domain.penduduk.berkas.kolom import KELUARGA_FIELDS, plain
from desa_desktop.domain.penduduk.berkas.lembar import Berkas, Lembaran, read_berkas
from desa_desktop.domain.penduduk.berkas.masalah import Jawab, Masalah, Sikap, show_usul
from desa_desktop.domain.penduduk.kode import KodePenduduk, fold
from desa_desktop.domain.penduduk.orang import StatusDasar
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import N_, _
from desa_desktop.progress import Progress, Silent
from desa_desktop.services import kantor as office
from desa_desktop.services import upkeep
from desa_desktop.services.milik import stop_unless_village
from desa_desktop.services.penduduk import context_of
from desa_desktop.sheets import Sheet, read_sheets
from desa_desktop.store.backup_file import Reason
from desa_desktop.store.queries import impor as queries
from desa_desktop.store.queries import penduduk as register
from desa_desktop.store.types import to_plain
from desa_desktop.store.unit import Database, Unit

_LEARNED = ("P-311", "P-312")
_BLOCK = 500


class BukanPenduduk(DesaError):
    """A workbook in which no sheet has the columns of people."""

    message = N_("Di berkas {nama} tidak ada lembar berisi penduduk. Data Anda tidak berubah.")
    hint = N_(
        "Perlu baris judul dengan kolom Nama dan NIK atau Nomor KK. Tunjuk kolomnya, atau pilih berkas lain."
    )
    code = "K-511"


@dataclass(frozen=True, slots=True)
class PratinjauPenduduk:
    """What would go in: the sheets as recognised, each row with its state, groups of equal problems, counts.

    `jawaban` are the corrections so far, `pilihan` the columns chosen by hand (heading -> field).
    """

    nama: str
    lembar: str
    sheets: Sequence[Sheet]
    berkas: Berkas
    konteks: Konteks
    pengamatan: Pengamatan
    terdaftar: Terdaftar
    baris: Sequence[BarisNilai]
    keluarga: Sequence[KeluargaBerkas]
    hitung: Mapping[str, int]
    kelompok: Sequence[Kelompok]
    jawaban: Mapping[tuple[int, str], Jawab] = field(default_factory=dict)
    pilihan: Mapping[str, str] = field(default_factory=dict)
    profil: Sequence[ProfilImpor] = ()
    langkah: int = 0

    @property
    def jumlah_masuk(self) -> int:
        """How many rows go in when it is accepted now."""
        return sum(one.is_masuk for one in self.baris)

    def word(self, masalah: Masalah, usul: Any) -> str:
        """A proposal in words."""
        names = {key: name for name, key in self.konteks.dusun.items()}
        if isinstance(usul, UUID) and usul in self.terdaftar.orang_by_id:
            old = self.terdaftar.orang_by_id[usul].nilai
            return _("orang yang sama: {nama}").format(nama=old.get("nama", ""))
        if masalah.kolom == "_kk" and usul is Sikap.BENAR:
            return _("pindahkan ke KK di berkas")
        return show_usul(masalah.kolom, usul, self.konteks.kode, names)


@dataclass(frozen=True, slots=True)
class MasukPenduduk:
    """What went in: counts of people, families and hamlets; the step ('' when nothing did)."""

    baru: int
    berubah: int
    keluarga_baru: int
    dusun_baru: tuple[str, ...]
    langkah: str


# ------------------------------------------------------------------ looking


def preview(
    database: Database,
    kode: KodePenduduk,
    path: Path,
    today: date,
    *,
    lembar: str = "",
    pilihan: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    fs: Fs = FS,
) -> PratinjauPenduduk:
    """Read a workbook against the register; nothing is written. Seconds for 5,000 people.

    `pilihan` maps headings to fields by hand. A workbook without people gives an empty preview whose sheets
    still show their headings (`stop_without_people` refuses it). Raises SheetUnreadable, Cancelled.
    """
    watcher = progress or Silent()
    watcher.step(0, 0, _("Membaca berkas…"))
    sheets = read_sheets(path, fs=fs)
    return preview_sheets(
        database, kode, sheets, path.name, today, lembar=lembar, pilihan=pilihan, progress=watcher
    )


def preview_sheets(
    database: Database,
    kode: KodePenduduk,
    sheets: Sequence[Sheet],
    nama: str,
    today: date,
    *,
    lembar: str = "",
    pilihan: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> PratinjauPenduduk:
    """The preview of sheets that were read already."""
    watcher = progress or Silent()
    with database.read() as unit:
        stop_unless_village(unit)
        own = office.require(unit)
        found = unit.find(desa.Desa, own.id)
        profil = unit.select(ProfilImpor, desa_id=own.id)
        known, step = queries.terdaftar(unit), queries.newest_step(unit)
    konteks = Konteks(
        kode,
        today,
        context_of(database, kode, today),
        {one.nama: one.id for one in found.dusun if one.nama} if found is not None else {},
        _words(profil),
    )
    berkas = read_berkas(sheets, kode, lembar=lembar, pilihan=pilihan, profil=profil)
    pengamatan = amati(berkas.baris, berkas.bentuk, konteks, is_1904=berkas.is_1904)
    empty = PratinjauPenduduk(
        *(nama, lembar, sheets, berkas, konteks, pengamatan, known, (), (), {}, (), {}, pilihan or {}),
        profil,
        step,
    )
    return again(empty, {}, progress=watcher)


def _words(profil: Sequence[ProfilImpor]) -> dict[str, dict[str, int]]:
    """The words that the village taught, of all its profiles: field -> folded word -> code."""
    found: dict[str, dict[str, int]] = {}
    for one in profil:
        for entry in one.kata:
            name, _slash, word = str(entry["kata"]).partition("/")
            found.setdefault(name, {})[word] = int(entry["kode"])
    return found


def again(
    shown: PratinjauPenduduk,
    jawaban: Mapping[tuple[int, str], Jawab],
    *,
    progress: Progress | None = None,
) -> PratinjauPenduduk:
    """The preview with these answers, over those given before. (place of the row, field) -> answer."""
    watcher = progress or Silent()
    answers = {**shown.jawaban, **jawaban}
    total = len(shown.berkas.baris)
    label = _("Memeriksa penduduk…")
    rows = read_semua(
        shown.berkas.baris,
        shown.pengamatan,
        shown.konteks,
        answers,
        lambda done: watcher.step(done, total, label),
    )
    compared, families = bandingkan(rows, shown.terdaftar, shown.berkas.bentuk, shown.konteks, answers)
    watcher.step(total, total, label)
    return replace(
        shown,
        baris=compared,
        keluarga=families,
        hitung={**hitung(compared), "dilewati": len(shown.berkas.dilewati)},
        kelompok=kelompokkan(compared),
        jawaban=answers,
    )


def remap(
    database: Database,
    shown: PratinjauPenduduk,
    pilihan: Mapping[str, str],
    *,
    progress: Progress | None = None,
) -> PratinjauPenduduk:
    """The preview with other columns (heading -> field, "" leaves one out); answers are asked anew."""
    return preview_sheets(
        database,
        shown.konteks.kode,
        shown.sheets,
        shown.nama,
        shown.konteks.today,
        lembar=shown.lembar,
        pilihan={**shown.pilihan, **pilihan},
        progress=progress,
    )


def answers_of(
    shown: PratinjauPenduduk, kelompok: Kelompok, usul: Any = None
) -> dict[tuple[int, str], Jawab]:
    """One answer for all rows of a group; without `usul` each row's own first proposal."""
    if usul is not None:
        name = kelompok.masalah.kolom
        return {(place, name): Jawab(usul) for place in kelompok.baris}
    found: dict[tuple[int, str], Jawab] = {}
    for place, name, value in iter_usul(shown.baris, kelompok):
        is_birth = value is Sikap.TUKAR and name == "tanggal_lahir"
        found[place, "tempat_lahir" if is_birth else name] = Jawab(value)
    return found


def stop_without_people(shown: PratinjauPenduduk) -> None:
    """Refuse a workbook in which nobody was found. Raises BukanPenduduk."""
    if not shown.berkas.is_dikenal:
        raise BukanPenduduk(nama=shown.nama)


def pilihan_of(shown: PratinjauPenduduk, content: object) -> dict[str, str]:
    """A mapping as written in a file (`--peta`), checked. Raises InvalidInput naming what is unknown."""
    from desa_desktop.domain.penduduk.berkas.lembar import choices

    headings = {plain(one) for sheet in shown.berkas.lembar for one in sheet.judul if one}
    found: dict[str, str] = {}
    for heading, name in content.items() if isinstance(content, dict) else ():
        if plain(str(heading)) not in headings or name not in {*choices(), ""}:
            sentence = _("Peta: {judul} → {isian} tidak dikenal. Isian yang ada: {pilihan}.")
            known = ", ".join(one for one in choices() if not one.startswith("_"))
            raise InvalidInput({"peta": sentence.format(judul=heading, isian=name, pilihan=known)})
        found[str(heading)] = str(name)
    return found


# ------------------------------------------------------------------ going in


def accept(
    database: Database,
    shown: PratinjauPenduduk,
    *,
    by: str,
    at: datetime,
    safe: upkeep.Safe | None = None,
    progress: Progress | None = None,
) -> MasukPenduduk:
    """Store what the preview showed as one step; refused and waiting rows stay out.

    With `safe` a backup is made first (reliability.md 7). Raises BukanPenduduk, StorageFailed (also when the
    disk has no room for the backup), Cancelled; then nothing went in.
    """
    stop_without_people(shown)
    shown = up_to_date(database, shown)
    going = [one for one in shown.baris if one.is_masuk]
    if not going:
        return MasukPenduduk(0, 0, 0, (), "")
    watcher = progress or Silent()
    if safe is not None:
        upkeep.back_up(database, safe, Reason.IMPOR, progress=watcher)
    name = _("impor {n} penduduk dari {berkas}").format(n=len(going), berkas=shown.nama)
    with database.unit() as unit:
        stop_unless_village(unit)
        made = _Masukan(unit, shown, going, watcher).store()
        step = unit.commit(name, by, at)
    return replace(made, langkah=name if step is not None else "")


def up_to_date(database: Database, shown: PratinjauPenduduk) -> PratinjauPenduduk:
    """The preview against the register of now: somebody may have entered one of its people meanwhile."""
    with database.read() as unit:
        step = queries.newest_step(unit)
        if step == shown.langkah:
            return shown
        known = queries.terdaftar(unit)
    return again(replace(shown, terdaftar=known, langkah=step), {})


class _Masukan:
    """One import on its way into the store."""

    def __init__(
        self, unit: Unit, shown: PratinjauPenduduk, going: Sequence[BarisNilai], watcher: Progress
    ) -> None:
        self._unit, self._shown, self._going, self._watcher = unit, shown, going, watcher
        self._desa_id = DesaId(office.require(unit).id)
        self._dusun: dict[str, UUID] = {}
        self._families: dict[str, UUID] = {}
        self._places: dict[str, int] = {}

    def store(self) -> MasukPenduduk:
        """Hamlets, families, new people, changes, and what the import taught."""
        hamlets = self._add_dusun()
        fresh = [one for one in self._going if one.cocok is None]
        joining = [one for one in self._going if one.cocok is None or one.is_pindah_kk]
        families = self._new_families(joining)
        self._unit.load(Keluarga, (self._family_row(one) for one in families))
        self._unit.load(Penduduk, self._people(fresh))
        changed = self._change_people()
        self._change_families()
        self._remember()
        return MasukPenduduk(len(fresh), changed, len(families), hamlets, "")

    # -------------------------------------------------------------- places

    def _add_dusun(self) -> tuple[str, ...]:
        """The hamlets that the village did not have, written as the file first spells them."""
        wanted: dict[str, str] = {}
        for one in self._going:
            values = [one.warga.nilai.get("dusun_id")]
            if one.keluarga is not None:
                values.append(one.keluarga.nilai.get("dusun_id"))
            for value in values:
                if isinstance(value, str):
                    wanted.setdefault(fold(value), value)
        if not wanted:
            return ()
        village = self._unit.get(desa.Desa, self._desa_id)
        known = {fold(one.nama): one.id for one in village.dusun}
        last = max((one.urut for one in village.dusun), default=0)
        for place, (folded, name) in enumerate(sorted(wanted.items()), start=last + 1):
            if folded not in known:
                made = Dusun(nama=name, urut=place)
                village.dusun.append(made)
                known[folded] = made.id
        self._dusun = {folded: known[folded] for folded in wanted}
        self._unit.flush()
        return tuple(wanted.values())

    def _plain(self, name: str, value: Any) -> Any:
        if name == "dusun_id" and isinstance(value, str):
            return str(self._dusun[fold(value)])
        return to_plain(value)

    # -------------------------------------------------------------- families

    def _new_families(self, joining: Sequence[BarisNilai]) -> list[KeluargaBerkas]:
        """The families somebody goes into that the register does not have; the others are found."""
        fresh = []
        for one in joining:
            family = one.keluarga
            if family is None or family.kunci in self._families:
                continue
            if family.lama is not None:
                self._families[family.kunci] = family.lama.id
                self._places[family.kunci] = len(self._shown.terdaftar.anggota.get(family.lama.id, ()))
            else:
                self._families[family.kunci] = new_id()
                fresh.append(family)
        return fresh

    def _family_row(self, family: KeluargaBerkas) -> dict[str, Any]:
        row: dict[str, Any] = {"id": str(self._families[family.kunci]), "desa_id": str(self._desa_id)}
        row |= {name: self._plain(name, value) for name, value in family.nilai.items()}
        if family.teks_asli:
            row["teks_asli"] = family.teks_asli
        return row

    def _change_families(self) -> None:
        changing = [
            one for one in self._shown.keluarga if one.berubah and any(each.is_masuk for each in one.baris)
        ]
        keys = {one.lama.id: one for one in changing if one.lama is not None}
        for record in self._unit.many(Keluarga, list(keys)):
            for name, value in keys[record.id].berubah.items():
                is_new_hamlet = name == "dusun_id" and isinstance(value, str)
                setattr(record, name, self._dusun[fold(value)] if is_new_hamlet else value)

    # -------------------------------------------------------------- people

    def _people(self, fresh: Sequence[BarisNilai]) -> Iterator[dict[str, Any]]:
        number = register.last_nomor_sementara(self._unit, self._desa_id)
        label = _("Menyimpan penduduk…")
        for done, one in enumerate(fresh):
            if done % _BLOCK == 0:
                self._watcher.step(done, len(fresh), label)
            nilai = one.warga.nilai
            row: dict[str, Any] = {"id": str(new_id()), "desa_id": str(self._desa_id)}
            for name in ORANG_FIELDS:
                if name in nilai:
                    row[name] = to_plain(nilai[name])
            if "nik" not in nilai:
                number += 1
                row["nomor_sementara"] = number
            status = nilai.get("status_dasar", StatusDasar.HIDUP)
            if status is not StatusDasar.HIDUP:
                row["status_dasar"] = status.value
            self._place(row, one)
            yield row

    def _place(self, row: dict[str, Any], one: BarisNilai) -> None:
        texts = one.warga.teks_asli
        if one.keluarga is not None:
            kunci = one.keluarga.kunci
            row["keluarga_id"] = str(self._families[kunci])
            row["urut"] = self._places[kunci] = self._places.get(kunci, 0) + 1
            texts = {name: text for name, text in texts.items() if name not in KELUARGA_FIELDS}
        else:
            for name in ("dusun_id", "rw", "rt"):
                if name in one.warga.nilai:
                    row[name] = self._plain(name, one.warga.nilai[name])
            if "alamat" in one.warga.nilai:
                row.setdefault("alamat_sekarang", one.warga.nilai["alamat"])
        if texts:
            row["teks_asli"] = texts

    def _change_people(self) -> int:
        changing = {
            one.cocok.id: one
            for one in self._going
            if one.cocok is not None and (one.berubah or one.is_pindah_kk)
        }
        keys = list(changing)
        for start in range(0, len(keys), _BLOCK):
            self._watcher.step(start, len(keys), _("Menyimpan perubahan…"))
            for record in self._unit.many(Penduduk, keys[start : start + _BLOCK]):
                one = changing[record.id]
                for name, value in one.berubah.items():
                    setattr(record, name, value)
                if "nik" in one.berubah:
                    record.nomor_sementara = None
                if one.is_pindah_kk and one.keluarga is not None:
                    record.keluarga_id = self._families[one.keluarga.kunci]  # type: ignore[assignment]
            self._unit.flush()  # what is written can be let go: nobody holds a register of records
        return len(keys)

    # -------------------------------------------------------------- what was taught

    def _remember(self) -> None:
        """Columns chosen by hand and words answered, so that the next file of this kind asks less."""
        words = _taught(self._shown)
        if not self._shown.pilihan and not words:
            return
        for sheet in self._shown.berkas.lembar:
            self._remember_sheet(sheet, words)

    def _remember_sheet(self, sheet: Lembaran, words: Mapping[str, int]) -> None:
        known = self._unit.select(ProfilImpor, desa_id=self._desa_id, sidik=sheet.sidik)
        profil = known[0] if known else ProfilImpor(desa_id=self._desa_id, sidik=sheet.sidik)
        if not known:
            profil.nama = sheet.nama
            self._unit.add(profil)
        if self._shown.pilihan:
            columns = {one["judul"]: one["isian"] for one in profil.kolom} | {
                sheet.judul[place]: name for place, name in sheet.peta.items() if place < len(sheet.judul)
            }
            profil.kolom = tuple({"judul": judul, "isian": isian} for judul, isian in columns.items())
        if words:
            both = {str(one["kata"]): int(one["kode"]) for one in profil.kata} | dict(words)
            profil.kata = tuple({"kata": word, "kode": code} for word, code in both.items())


def _taught(shown: PratinjauPenduduk) -> dict[str, int]:
    """Words a person gave a code for: `<field>/<folded word>` -> code."""
    found: dict[str, int] = {}
    for (place, name), answer in shown.jawaban.items():
        if (
            answer.is_ketikan
            or not isinstance(answer.nilai, int)
            or shown.konteks.kode.of_field(name) is None
        ):
            continue
        word = fold(cell_text(shown.berkas.baris[place].cell(name)))
        if word and not word.isdigit():
            found[f"{name}/{word}"] = answer.nilai
    return found


# ------------------------------------------------------------------ what stays out


def waiting(shown: PratinjauPenduduk) -> list[BarisNilai]:
    """The rows that need a person: to be looked at, or refused."""
    odd = (KeadaanImpor.PERIKSA, KeadaanImpor.DITOLAK)
    return [one for one in shown.baris if one.keadaan in odd]


def rejected_rows(shown: PratinjauPenduduk, is_waiting: Callable[[BarisNilai], bool] | None = None) -> bytes:
    """A workbook of the rows that need a person, with the reasons, to be corrected and read in again.

    The headings and cells are those of the file; of a printed register, whose families stand as blocks, the
    rows are laid out flat. `is_waiting` chooses the rows (default: to be looked at, or refused).
    """
    from desa_desktop.services.ekspor_penduduk import write_rejected

    rows = waiting(shown) if is_waiting is None else [one for one in shown.baris if is_waiting(one)]
    return write_rejected(shown.berkas, rows)
