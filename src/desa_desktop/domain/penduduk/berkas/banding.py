"""Rows of a file held against the register and against each other: new, changed, same, odd, refused.

Matched on the NIK, else on name, birth and family. A change never empties what the file leaves empty. Whether
somebody lives here is changed only by an event, so a file that says otherwise is a question, never a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from rapidfuzz import fuzz

from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.penduduk.berkas.baris import BarisWarga, Konteks
from desa_desktop.domain.penduduk.berkas.kolom import KELUARGA_FIELDS, KK_FIELDS, TEMPAT_FIELDS, Bentuk
from desa_desktop.domain.penduduk.berkas.masalah import Berat, Jawaban, Masalah, Sikap
from desa_desktop.domain.penduduk.ganda import fold_nama
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.orang import KEPALA, StatusDasar
from desa_desktop.domain.penduduk.periksa import check_keluarga, check_penduduk
from desa_desktop.domain.penduduk.susun import Jenis, event_between
from desa_desktop.domain.teks import squeeze
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

_ALIKE = 60  # of 100: below it and with another birth date, a NIK belongs to somebody else
_PART_OF = 80  # of 100: one name is a part of the other
# findings of the register that an import does not repeat: what is only empty, and what the cells said already
_QUIET = frozenset({"P-504", "P-515", "P-516", "P-517", "P-341", "P-403"})
_TOGETHER, _FEW = 0.8, 3
_TWO_WAYS = frozenset({"P-203", "P-204", "P-207", "P-208"})
_SPACE = UUID("5f2c1a52-7f0e-5c56-9d39-6b0d4b0a3306")
# what a row of the file can change of a person; the rest is the family's, or changes only by an event
ORANG_FIELDS = (
    *("nik", "nama", "gelar_depan", "gelar_belakang", "nama_panggilan", "shdk", "jk", "tempat_lahir"),
    *("tanggal_lahir", "is_lahir_perkiraan", "agama", "pendidikan_kk", "pendidikan_sedang", "pekerjaan"),
    *("status_kawin", "golongan_darah", "warganegara", "suku", "dapat_membaca", "nik_ayah", "nama_ayah"),
    *("nik_ibu", "nama_ibu", "akta_lahir", "akta_kawin", "tanggal_kawin", "akta_cerai", "tanggal_cerai"),
    *("dokumen_paspor", "tanggal_akhir_paspor", "dokumen_kitas", "tanggal_akhir_kitas", "status_rekam_ktp"),
    *("ktp_el", "tempat_cetak_ktp", "tanggal_cetak_ktp", "tag_id_card", "cacat", "disabilitas_ragam"),
    *("sakit_menahun", "cara_kb", "hamil", "asuransi", "no_asuransi", "kawin_tercatat", "status_penduduk"),
    *("waktu_lahir", "berat", "panjang", "anak_ke", "tempat_dilahirkan", "penolong", "alamat_sebelumnya"),
    *("alamat_sekarang", "telepon", "email", "lintang", "bujur", "tanggal_mulai_tinggal", "catatan"),
)
_OF_FAMILY = (*TEMPAT_FIELDS, *KK_FIELDS)


@dataclass(frozen=True, slots=True)
class OrangLama:
    """Somebody in the register: `nilai` are the filled fields only."""

    id: UUID
    keluarga_id: UUID | None
    status_dasar: StatusDasar
    nilai: Mapping[str, Any]
    teks_asli: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KeluargaLama:
    """A family in the register, with the filled fields only."""

    id: UUID
    nilai: Mapping[str, Any]
    teks_asli: Mapping[str, str]


@dataclass(frozen=True)
class Terdaftar:
    """The whole register, as an import meets it; merged records are not in it."""

    orang: Sequence[OrangLama]
    keluarga: Sequence[KeluargaLama]

    @cached_property
    def by_nik(self) -> Mapping[str, OrangLama]:
        """By NIK; of two with the same, the living one."""
        found: dict[str, OrangLama] = {}
        for one in self.orang:
            nik = one.nilai.get("nik", "")
            if nik and (nik not in found or one.status_dasar is StatusDasar.HIDUP):
                found[nik] = one
        return found

    @cached_property
    def by_nama(self) -> Mapping[tuple[str, date | None], list[OrangLama]]:
        """By folded name and birth date."""
        found: dict[tuple[str, date | None], list[OrangLama]] = {}
        for one in self.orang:
            key = (fold_nama(one.nilai.get("nama", "")), one.nilai.get("tanggal_lahir"))
            found.setdefault(key, []).append(one)
        return found

    @cached_property
    def by_nama_saja(self) -> Mapping[str, list[OrangLama]]:
        """By folded name alone."""
        found: dict[str, list[OrangLama]] = {}
        for (nama, _lahir), people in self.by_nama.items():
            found.setdefault(nama, []).extend(people)
        return found

    @cached_property
    def by_no_kk(self) -> Mapping[str, KeluargaLama]:
        """By the number of the KK."""
        return {one.nilai["no_kk"]: one for one in self.keluarga if one.nilai.get("no_kk")}

    @cached_property
    def by_id(self) -> Mapping[UUID, KeluargaLama]:
        """Families by their id."""
        return {one.id: one for one in self.keluarga}

    @cached_property
    def orang_by_id(self) -> Mapping[UUID, OrangLama]:
        """People by their id."""
        return {one.id: one for one in self.orang}

    @cached_property
    def anggota(self) -> Mapping[UUID, list[OrangLama]]:
        """The members of each family."""
        found: dict[UUID, list[OrangLama]] = {}
        for one in self.orang:
            if one.keluarga_id is not None:
                found.setdefault(one.keluarga_id, []).append(one)
        return found


@dataclass(slots=True)
class KeluargaBerkas:
    """A family of the file: what its rows say of it, which one of the register it is, what changes there."""

    kunci: str
    lama: KeluargaLama | None = None
    nilai: dict[str, Any] = field(default_factory=dict)
    teks_asli: dict[str, str] = field(default_factory=dict)
    berubah: dict[str, Any] = field(default_factory=dict)
    baris: list[BarisNilai] = field(default_factory=list)


@dataclass(slots=True)
class BarisNilai:
    """A row with its state. `berubah` are the fields (of the person) that differ from the register.

    `is_masuk`: it goes in when the import is accepted; `is_pindah_kk`: into another family than before.
    `peristiwa` is the event that would make the register say what the file says; an import records none.
    """

    warga: BarisWarga
    keadaan: KeadaanImpor = KeadaanImpor.BARU
    cocok: OrangLama | None = None
    keluarga: KeluargaBerkas | None = None
    masalah: list[Masalah] = field(default_factory=list)
    berubah: dict[str, Any] = field(default_factory=dict)
    is_pindah_kk: bool = False
    peristiwa: Jenis | None = None

    @property
    def berat(self) -> int:
        """The gravest of its problems, 0 for none."""
        return max((one.berat for one in self.masalah), default=0)

    @property
    def is_masuk(self) -> bool:
        """Whether the row goes in as it is."""
        return self.berat < Berat.TAHAN and self.keadaan is not KeadaanImpor.SAMA


def bandingkan(
    rows: Sequence[BarisWarga], terdaftar: Terdaftar, bentuk: Bentuk, konteks: Konteks, jawaban: Jawaban
) -> tuple[list[BarisNilai], list[KeluargaBerkas]]:
    """Every row with its state, and the families of the file."""
    return _Banding(terdaftar, bentuk, konteks, jawaban).run(rows)


class _Banding:
    """One comparison of a whole file."""

    def __init__(self, terdaftar: Terdaftar, bentuk: Bentuk, konteks: Konteks, jawaban: Jawaban) -> None:
        self._old, self._bentuk, self._konteks, self._jawaban = terdaftar, bentuk, konteks, jawaban
        self._niks: dict[str, int] = {}
        self._persons: dict[tuple[str, date | None, str], int] = {}
        self._families: dict[str, KeluargaBerkas] = {}
        self._taken: set[UUID] = set()  # who was found by name alone

    def run(self, rows: Sequence[BarisWarga]) -> tuple[list[BarisNilai], list[KeluargaBerkas]]:
        """Match, group into families, compare, check."""
        self._is_by_family = _is_by_family(rows)
        self._in_file = {nik for row in rows if (nik := row.nilai.get("nik"))}
        found = [BarisNilai(row, masalah=list(row.masalah)) for row in rows]
        above: BarisNilai | None = None
        for one in found:
            self._twice(one)
            self._match(one)
            self._known_birth(one)
            self._join(one, above)
            above = one
        for keluarga in self._families.values():
            self._compare_family(keluarga)
        for one in found:
            self._compare(one)
        self._check(found)
        for one in found:
            one.keadaan = self._state(one)
        return found, list(self._families.values())

    def _answer(self, one: BarisNilai, name: str) -> Any:
        found = self._jawaban.get((one.warga.urut, name))
        return found.nilai if found is not None else None

    # -------------------------------------------------------------- the same row twice

    def _twice(self, one: BarisNilai) -> None:
        nilai, nomor = one.warga.nilai, one.warga.nomor
        if one.berat >= Berat.TOLAK:
            return
        nik = nilai.get("nik", "")
        if nik:
            if nik in self._niks:
                sentence = _("NIK ini sudah ada di baris {nomor} berkas ini.").format(nomor=self._niks[nik])
                one.masalah.append(Masalah("nik", nik, "P-701", sentence, Berat.TOLAK))
            else:
                self._niks[nik] = nomor
        elif "tanggal_lahir" in nilai or "no_kk" in nilai:
            key = (fold_nama(nilai.get("nama", "")), nilai.get("tanggal_lahir"), nilai.get("no_kk", ""))
            if key in self._persons:
                sentence = _("Orang yang sama sudah ada di baris {nomor} berkas ini.")
                text = sentence.format(nomor=self._persons[key])
                one.masalah.append(Masalah("nama", nilai.get("nama", ""), "P-702", text, Berat.TOLAK))
            else:
                self._persons[key] = nomor

    # -------------------------------------------------------------- who it is

    def _match(self, one: BarisNilai) -> None:
        nilai = one.warga.nilai
        answer = self._answer(one, "_cocok")
        if isinstance(answer, UUID):
            one.cocok = self._old.orang_by_id.get(answer)
            return
        nik = nilai.get("nik", "")
        if nik and nik in self._old.by_nik:
            one.cocok = self._old.by_nik[nik]
            if self._is_somebody_else(nilai, one.cocok.nilai):
                before = one.cocok.nilai.get("tanggal_lahir")
                day = _(", lahir {tanggal}").format(tanggal=show_date(before)) if before is not None else ""
                sentence = _("Di register, NIK ini milik {nama}{lahir}. Orang yang sama?")
                text = sentence.format(nama=one.cocok.nilai.get("nama", ""), lahir=day)
                one.masalah.append(
                    Masalah("_cocok", nilai.get("nama", ""), "P-707", text, Berat.TAHAN, (one.cocok.id,))
                )
            return
        if answer is Sikap.ORANG_LAIN or not self._old.orang:
            return
        before = len(one.masalah)
        if "tanggal_lahir" in nilai:
            self._match_by_name(one, nik)
        if one.cocok is None and len(one.masalah) == before:
            self._match_without_birth(one, nik)

    def _match_without_birth(self, one: BarisNilai, nik: str) -> None:
        """Where the file or the register has no birth: the only one of that name in the same family.

        Else whoever has neither NIK nor birth would come in anew with each import.
        """
        nilai = one.warga.nilai
        no_kk, born = nilai.get("no_kk", ""), nilai.get("tanggal_lahir")
        if not no_kk and (born is not None or one.berat >= Berat.TAHAN):
            return  # what waits must not stand for somebody who came in before
        found = [
            other
            for other in self._old.by_nama_saja.get(fold_nama(nilai.get("nama", "")), ())
            if self._kk_of(other) == no_kk
            and not (nik and other.nilai.get("nik"))
            and other.nilai.get("nik", "") not in self._in_file
            and other.id not in self._taken
            and (other.nilai.get("tanggal_lahir") is None or (born is None and bool(no_kk)))
        ]
        bare = [other for other in found if other.nilai.get("tanggal_lahir") is None]
        if born is None and len(bare) == 1:
            found = bare
        if not found or (no_kk and len(found) > 1):
            return
        # of several with a name and nothing else, one is as good as another
        self._taken.add(found[0].id)
        shdk, before = nilai.get("shdk"), found[0].nilai.get("shdk")
        if shdk is None or before is None or shdk == before:
            one.cocok = found[0]
            return
        sentence = _("Di KK ini sudah ada {nama} tanpa tanggal lahir yang sama. Orang yang sama?")
        text = sentence.format(nama=nilai.get("nama", ""))
        usul = (found[0].id, Sikap.ORANG_LAIN)
        one.masalah.append(Masalah("_cocok", nilai.get("nama", ""), "P-706", text, Berat.TAHAN, usul))

    @staticmethod
    def _known_birth(one: BarisNilai) -> None:
        """A date that can be read two ways is no question where the register holds one of the two."""
        known = one.cocok.nilai.get("tanggal_lahir") if one.cocok is not None else None
        if known is None:
            return
        kept = [each for each in one.masalah if not (each.aturan in _TWO_WAYS and known in each.usul)]
        if len(kept) < len(one.masalah):
            one.masalah = kept
            one.warga.teks_asli.pop("tanggal_lahir", None)

    @staticmethod
    def _is_somebody_else(nilai: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
        """Another name, and what else is known does not make it the same person: twins share their birth."""
        new_name, old_name = fold_nama(nilai.get("nama", "")), fold_nama(old.get("nama", ""))
        if not old_name or fuzz.ratio(new_name, old_name) >= _ALIKE:
            return False
        born, before = nilai.get("tanggal_lahir"), old.get("tanggal_lahir")
        if born is not None and before is not None and born != before:
            return True
        return fuzz.partial_ratio(new_name, old_name) < _PART_OF  # `SITI` may be `SITI AMINAH`

    def _match_by_name(self, one: BarisNilai, nik: str) -> None:
        nilai = one.warga.nilai
        same = self._old.by_nama.get((fold_nama(nilai.get("nama", "")), nilai["tanggal_lahir"]), ())
        no_kk = nilai.get("no_kk", "")
        for other in sorted(same, key=lambda each: self._kk_of(each) != no_kk):
            other_nik = other.nilai.get("nik", "")
            if other_nik and other_nik in self._in_file:
                continue  # that one stands in another row
            is_family = self._kk_of(other) == no_kk
            is_open = not nik or not other_nik
            if is_family and is_open:
                one.cocok = other
                return
            sentence = (
                _("Di KK ini sudah ada {nama} yang lahir {tanggal} dengan NIK lain. Orang yang sama?")
                if is_family
                else _("Di register sudah ada {nama} yang lahir {tanggal}, di KK lain. Orang yang sama?")
            )
            text = sentence.format(nama=nilai["nama"], tanggal=show_date(nilai["tanggal_lahir"]))
            berat = Berat.TAHAN if is_family or is_open else Berat.INGAT
            usul = (other.id, Sikap.ORANG_LAIN)
            one.masalah.append(Masalah("_cocok", nilai["nama"], "P-706", text, berat, usul))
            return

    def _kk_of(self, other: OrangLama) -> str:
        family = self._old.by_id.get(other.keluarga_id) if other.keluarga_id is not None else None
        return str(family.nilai.get("no_kk", "")) if family is not None else ""

    # -------------------------------------------------------------- families

    def _join(self, one: BarisNilai, above: BarisNilai | None) -> None:
        """Find or make the family of the file that the row belongs to."""
        if one.berat >= Berat.TOLAK:
            return
        row = one.warga
        kunci = row.nilai.get("no_kk", "")
        if not kunci and not row.is_kk_kosong:
            return
        if not kunci and row.nilai.get("shdk") == KEPALA:
            kunci = f"#{row.urut}"
        elif (
            not kunci
            and above is not None
            and above.keluarga is not None
            and "shdk" in row.nilai
            and self._is_by_family
        ):
            is_near = above.warga.lembar == row.lembar and row.nomor - above.warga.nomor <= 2
            kunci = above.keluarga.kunci if is_near and above.keluarga.kunci.startswith("#") else ""
        if not kunci:
            return
        family = self._families.get(kunci)
        if family is None:
            family = self._families[kunci] = KeluargaBerkas(kunci, self._old.by_no_kk.get(kunci))
            if kunci.startswith("#") and one.cocok is not None and one.cocok.keluarga_id is not None:
                family.lama = self._old.by_id.get(one.cocok.keluarga_id)
        one.keluarga = family
        family.baris.append(one)

    def _compare_family(self, family: KeluargaBerkas) -> None:
        head = next((one for one in family.baris if one.warga.nilai.get("shdk") == KEPALA), None)
        order = [head, *(one for one in family.baris if one is not head)] if head else family.baris
        if not family.kunci.startswith("#"):
            family.nilai["no_kk"] = family.kunci
        for one in order:
            for name in _OF_FAMILY:
                value = one.warga.nilai.get(name)
                if value is not None and name not in family.nilai:
                    family.nilai[name] = value
            for name in _OF_FAMILY:
                if name in one.warga.teks_asli and name not in family.nilai:
                    family.teks_asli.setdefault(name, one.warga.teks_asli[name])
        for name in family.nilai:  # what one row leaves unread another may say
            family.teks_asli.pop(name, None)
        if head is not None:
            self._other_places(family, head)
        if family.lama is not None:
            old = family.lama.nilai
            family.berubah = {
                name: value
                for name, value in family.nilai.items()
                if name != "no_kk" and _differs(name, value, old.get(name), self._bentuk, self._konteks.kode)
            }
            fresh = {
                name: text
                for name, text in family.teks_asli.items()
                if name not in old and family.lama.teks_asli.get(name) != text
            }
            kept = {name: text for name, text in family.lama.teks_asli.items() if name not in family.nilai}
            if {**kept, **fresh} != dict(family.lama.teks_asli):
                family.berubah["teks_asli"] = {**kept, **fresh}

    def _other_places(self, family: KeluargaBerkas, head: BarisNilai) -> None:
        """A member whose dusun, RW or RT is not the head's: the family has one place, the head's."""
        for one in family.baris:
            if one is head:
                continue
            for name in ("dusun_id", "rw", "rt"):
                value, wanted = one.warga.nilai.get(name), head.warga.nilai.get(name)
                if value is not None and wanted is not None and value != wanted:
                    sentence = _(
                        "Berbeda dengan kepala keluarganya di baris {nomor}. Yang dipakai milik kepala."
                    )
                    text = sentence.format(nomor=head.warga.nomor)
                    shown = str(value) if name != "dusun_id" else self._dusun(value)
                    one.masalah.append(Masalah(name, shown, "P-708", text, Berat.INGAT))
                    break

    def _dusun(self, value: object) -> str:
        return next((name for name, key in self._konteks.dusun.items() if key == value), str(value))

    # -------------------------------------------------------------- what changes

    def _compare(self, one: BarisNilai) -> None:
        if one.berat >= Berat.TOLAK:
            return
        self._status(one)
        if one.cocok is None:
            return
        old, new = one.cocok, one.warga.nilai
        for name in ORANG_FIELDS:
            value = new.get(name)
            if value is not None and _differs(
                name, value, old.nilai.get(name), self._bentuk, self._konteks.kode
            ):
                one.berubah[name] = value
        self._birth(one, old)
        self._notes(one, old)
        self._family_of(one, old)

    def _birth(self, one: BarisNilai, old: OrangLama) -> None:
        """An estimate never takes the place of a date; a date takes the mark of an estimate away."""
        before = old.nilai.get("tanggal_lahir")
        if one.warga.nilai.get("is_lahir_perkiraan"):
            if before is not None:
                one.berubah.pop("tanggal_lahir", None)
                one.berubah.pop("is_lahir_perkiraan", None)
        elif "tanggal_lahir" in one.berubah and old.nilai.get("is_lahir_perkiraan"):
            one.berubah["is_lahir_perkiraan"] = False

    def _notes(self, one: BarisNilai, old: OrangLama) -> None:
        """Texts nobody could read are kept beside an empty field; a value answers the old question."""
        own = {name: text for name, text in one.warga.teks_asli.items() if name not in KELUARGA_FIELDS}
        kept = {name: text for name, text in old.teks_asli.items() if name not in one.warga.nilai}
        fresh = {name: text for name, text in own.items() if name not in old.nilai}
        if {**kept, **fresh} != dict(old.teks_asli):
            one.berubah["teks_asli"] = {**kept, **fresh}

    def _family_of(self, one: BarisNilai, old: OrangLama) -> None:
        family = one.keluarga
        if family is None or (family.lama is not None and family.lama.id == old.keluarga_id):
            return
        if old.keluarga_id is None and family.kunci.startswith("#") and len(family.baris) == 1:
            return  # a head alone without a number is no news
        if old.keluarga_id is None or self._answer(one, "_kk") is Sikap.BENAR:
            one.is_pindah_kk = True
            return
        if family.kunci.startswith("#"):
            return  # a file without the number says nothing about the family
        before = self._kk_of(old) or _("tanpa nomor")
        sentence = _("Di register ada di KK {lama}, di berkas di KK {baru}. Pindahkan ke KK di berkas?")
        text = sentence.format(lama=before, baru=family.kunci)
        one.masalah.append(Masalah("_kk", family.kunci, "P-705", text, Berat.TANYA, (Sikap.BENAR,)))

    def _status(self, one: BarisNilai) -> None:
        said = one.warga.nilai.get("status_dasar", StatusDasar.HIDUP)
        word = self._konteks.kode["status_dasar"].word(said.kode).lower()
        if one.cocok is None:
            if said is not StatusDasar.HIDUP and self._answer(one, "status_dasar") is None:
                sentence = _("Di berkas tertulis {status}. Masukkan dengan keadaan itu?")
                usul: tuple[StatusDasar, ...] = (said, StatusDasar.HIDUP)
                if said is StatusDasar.TIDAK_VALID:
                    sentence = _(
                        "Di berkas tertulis {status}: datanya batal. Masukkan bila masih tinggal di sini."
                    )
                    usul = (StatusDasar.HIDUP,)
                text = sentence.format(status=word)
                one.masalah.append(Masalah("status_dasar", word, "P-703", text, Berat.TAHAN, usul))
            return
        before = one.cocok.status_dasar
        if before is StatusDasar.MATI:  # the mark in the name is known already
            one.masalah = [each for each in one.masalah if each.aturan != "P-323"]
            said = before if any(each.aturan == "P-323" for each in one.warga.masalah) else said
        if said is before or one.berat >= Berat.TAHAN:
            return
        one.peristiwa = event_between(before, said)
        sentence = (
            _(
                "Di berkas {baru}, di register {lama}. Impor tidak mengubahnya: catat peristiwa dan "
                "tanggalnya."
            )
            if one.peristiwa is not None
            else _(
                "Di berkas {baru}, di register {lama}. Impor tidak mengubahnya: bila register keliru, "
                "batalkan peristiwanya di tab Mutasi."
            )
        )
        text = sentence.format(baru=word, lama=self._konteks.kode["status_dasar"].word(before.kode).lower())
        one.masalah.append(Masalah("status_dasar", word, "P-704", text, Berat.INGAT))

    # -------------------------------------------------------------- the checks of the register

    def _check(self, found: Sequence[BarisNilai]) -> None:
        latar = self._konteks.latar
        for one in found:
            if one.berat < Berat.TOLAK and (one.cocok is None or one.berubah):
                person = _Orang(one)
                asked = {each.kolom for each in one.masalah}
                for finding in check_penduduk(person, latar):
                    is_guess = finding.aturan == "P-107" and bool(one.warga.nilai.get("is_lahir_perkiraan"))
                    is_new = finding.field not in asked and not is_guess
                    if _is_told(finding.level, finding.aturan) and is_new:
                        one.masalah.append(_warning(one, finding.field, finding.aturan, finding.teks))
        for family in self._families.values():
            first = next((one for one in family.baris if one.berat < Berat.TOLAK), None)
            if first is None:
                continue
            if family.lama is not None and all(one.cocok and not one.berubah for one in family.baris):
                continue
            self._check_family(family, first)

    def _check_family(self, family: KeluargaBerkas, first: BarisNilai) -> None:
        members = [_Orang(one) for one in family.baris if one.berat < Berat.TOLAK]
        rows = {one.id: one.baris for one in members}
        seen = {one.cocok.id for one in family.baris if one.cocok is not None}
        if family.lama is not None:
            others = self._old.anggota.get(family.lama.id, ())
            members += [_Orang(_stored(one)) for one in others if one.id not in seen]
        for finding in check_keluarga(_Rumah(family), members, self._konteks.latar):
            if _is_told(finding.level, finding.aturan):
                target = rows.get(finding.record, first) if finding.record is not None else first
                target.masalah.append(_warning(target, finding.field, finding.aturan, finding.teks))

    # -------------------------------------------------------------- the state

    def _state(self, one: BarisNilai) -> KeadaanImpor:
        if one.berat >= Berat.TOLAK:
            return KeadaanImpor.DITOLAK
        family = one.keluarga
        is_first = family is not None and family.baris and family.baris[0] is one
        changes = bool(one.berubah) or one.is_pindah_kk or bool(is_first and family and family.berubah)
        if one.cocok is not None and not changes:
            texts = {**(family.lama.teks_asli if family and family.lama else {}), **one.cocok.teks_asli}
            asked = any(
                each.berat > Berat.INGAT and not (each.nilai and texts.get(each.kolom) == each.nilai)
                for each in one.masalah  # a text the register keeps as unread already is not asked again
            )
            status = any(each.aturan == "P-704" for each in one.masalah)
            return KeadaanImpor.PERIKSA if asked or status else KeadaanImpor.SAMA
        if one.masalah:
            return KeadaanImpor.PERIKSA
        return KeadaanImpor.BARU if one.cocok is None else KeadaanImpor.BERUBAH


def _is_by_family(rows: Sequence[BarisWarga]) -> bool:
    """Whether families stand together, so that a row without a number belongs to the head above it.

    A list in the order of names tears them apart.
    """
    names = [row.nilai.get("nama", "") for row in rows]
    if len(set(names)) > _FEW and names == sorted(names):
        return False
    count: Counter[str] = Counter()
    runs: Counter[str] = Counter()
    before = ""
    for row in rows:
        number = row.nilai.get("no_kk", "")
        count[number] += 1
        runs[number] += number != before
        before = number
    several = [number for number, size in count.items() if number and size > 1]
    together = sum(runs[number] == 1 for number in several)
    return together >= _TOGETHER * len(several)


def _is_told(level: Level, aturan: str) -> bool:
    return level is not Level.SARAN and aturan not in _QUIET


def _warning(one: BarisNilai, kolom: str, aturan: str, teks: str) -> Masalah:
    value = one.warga.nilai.get("shdk" if kolom == "kepala" else kolom, "")
    shown = value.isoformat() if isinstance(value, date) else str(value)
    return Masalah("shdk" if kolom == "kepala" else kolom, shown, aturan, teks, Berat.INGAT)


def _differs(name: str, new: Any, old: Any, bentuk: Bentuk, kode: KodePenduduk) -> bool:
    """Whether a filled cell says something else than the register; case and blanks say nothing."""
    if new == old:
        return False
    if isinstance(new, str) and isinstance(old, str):
        return squeeze(new).casefold() != squeeze(old).casefold()
    if bentuk.is_opensid and isinstance(new, int) and isinstance(old, int):
        daftar = kode.of_field(name)  # OpenSID knows one LAINNYA for several of our words
        return daftar is None or daftar.to_opensid(new) != daftar.to_opensid(old)
    return True


def id_of_baris(one: BarisNilai) -> UUID:
    """An id for a row while it is looked at, always the same."""
    return uuid5(_SPACE, str(one.warga.urut))


def _stored(old: OrangLama) -> BarisNilai:
    return BarisNilai(BarisWarga(-1, "", 0, {"status_dasar": old.status_dasar}, [], {}), cocok=old)


_NO_MAP: Mapping[str, str] = {}


class _Orang:
    """A row as the checks see a person: the file's values over those of the register."""

    __slots__ = (
        *("agama", "baris", "hamil", "id", "jk", "keluarga_id", "konfirmasi", "nama", "nama_ibu", "nik"),
        *("nik_ayah", "nik_ibu", "pekerjaan", "pendidikan_kk", "shdk", "status_dasar", "status_kawin"),
        *("tanggal_cerai", "tanggal_kawin", "tanggal_lahir", "teks_asli", "tempat_lahir", "warganegara"),
    )

    def __init__(self, one: BarisNilai) -> None:
        new = one.warga.nilai
        both = new if one.cocok is None else {**one.cocok.nilai, **new}
        self.baris = one
        self.id: UUID = id_of_baris(one) if one.warga.urut >= 0 else _SPACE
        self.nik: str = both.get("nik", "")
        self.nama: str = both.get("nama", "")
        self.keluarga_id: UUID | None = self.id
        self.shdk: int | None = both.get("shdk")
        self.jk: str = both.get("jk", "")
        self.tempat_lahir: str = both.get("tempat_lahir", "")
        self.tanggal_lahir: date | None = both.get("tanggal_lahir")
        self.agama: int | None = both.get("agama")
        self.pendidikan_kk: int | None = both.get("pendidikan_kk")
        self.pekerjaan: int | None = both.get("pekerjaan")
        self.status_kawin: int | None = both.get("status_kawin")
        self.warganegara: int | None = both.get("warganegara")
        self.hamil: int | None = both.get("hamil")
        self.nik_ayah: str = both.get("nik_ayah", "")
        self.nik_ibu: str = both.get("nik_ibu", "")
        self.nama_ibu: str = both.get("nama_ibu", "")
        self.tanggal_kawin: date | None = both.get("tanggal_kawin")
        self.tanggal_cerai: date | None = both.get("tanggal_cerai")
        self.status_dasar: StatusDasar = (
            one.cocok.status_dasar if one.cocok is not None else new.get("status_dasar", StatusDasar.HIDUP)
        )
        self.konfirmasi: Mapping[str, str] = _NO_MAP
        self.teks_asli: Mapping[str, str] = one.warga.teks_asli


class _Rumah:
    """A family of the file as the checks see it."""

    __slots__ = ("dusun_id", "id", "konfirmasi", "no_kk", "teks_asli")

    def __init__(self, family: KeluargaBerkas) -> None:
        self.id: UUID = uuid5(_SPACE, family.kunci)
        self.no_kk: str = family.nilai.get("no_kk", "")
        dusun = family.nilai.get("dusun_id")
        self.dusun_id: UUID | None = dusun if isinstance(dusun, UUID) else None
        self.konfirmasi: Mapping[str, str] = _NO_MAP
        self.teks_asli: Mapping[str, str] = family.teks_asli


def hitung(rows: Iterable[BarisNilai]) -> dict[str, int]:
    """How many rows have which state; `dibaca` is their sum."""
    found = dict.fromkeys(("baru", "berubah", "sama", "periksa", "ditolak"), 0)
    total = 0
    for one in rows:
        found[one.keadaan.value] += 1
        total += 1
    return {"dibaca": total, **found}


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Equal problems of many rows, to be answered once."""

    masalah: Masalah
    baris: tuple[int, ...]

    @property
    def jumlah(self) -> int:
        """How many rows have it."""
        return len(self.baris)


def kelompokkan(rows: Iterable[BarisNilai]) -> list[Kelompok]:
    """The problems of a file, equal ones together, the gravest and most frequent first.

    Before all stand columns in each other's place: whoever swaps them has answered most of the others.
    """
    found: dict[tuple[str, str, str], tuple[Masalah, list[int]]] = {}
    for one in rows:
        if one.keadaan not in (KeadaanImpor.PERIKSA, KeadaanImpor.DITOLAK):
            continue
        for each in one.masalah:
            found.setdefault(each.kunci, (each, []))[1].append(one.warga.urut)
    groups = [Kelompok(masalah, tuple(places)) for masalah, places in found.values()]
    return sorted(groups, key=lambda one: (one.masalah.aturan != "P-222", -one.masalah.berat, -one.jumlah))


def iter_usul(rows: Iterable[BarisNilai], kelompok: Kelompok) -> Iterator[tuple[int, str, Any]]:
    """The first proposal of each row of a group: (place of the row, field, value)."""
    places = set(kelompok.baris)
    for one in rows:
        if one.warga.urut in places:
            for each in one.masalah:
                if each.kunci == kelompok.masalah.kunci and each.usul:
                    yield one.warga.urut, each.kolom, each.usul[0]
