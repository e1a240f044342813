"""The fields of a person and of a family, in the groups of the form (kependudukan.md 1.1 and 1.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desa_desktop.domain.penduduk.baca import read_jk, read_rt, read_rw
from desa_desktop.domain.penduduk.nik import read_nik, read_no_kk
from desa_desktop.domain.penduduk.tanggal import read_tanggal
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import Reading
from desa_desktop.i18n import _
from desa_desktop.ui.choices import jk_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.kinds import Choice, Entry, Kind
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.penduduk.kata import Kata

Today = Callable[[], date] | None


def read_number(text: str, *, is_kk: bool = False) -> Reading[object]:
    """A NIK or number of a KK as typed: whole, or a question; digits are never filled up."""
    found = read_no_kk(text) if is_kk else read_nik(text)
    if found.is_jelas:
        return Reading(found.nilai or "")
    return Reading(None, found.teks, found.aturan, found.usul[0] if found.usul else None)


def read_birth(text: str, today: date, plain: Reading[object]) -> Reading[object]:
    """A day that cannot be in the future: `17/8/90` is 1990 (ux.md 3.5 says 20yy for all others)."""
    if plain.value is None and not plain.problem:
        return plain
    if isinstance(plain.value, date) and plain.value <= today:
        return plain
    found = read_tanggal(text, today)
    if found.is_perkiraan and found.nilai is not None:
        sentence = _(
            "Tulis tanggal lengkap. Bila hanya tahunnya diketahui, tulis 1 Juli dan beri tanda perkiraan."
        )
        return Reading(None, sentence, "P-204", found.nilai)
    if found.nilai is not None:
        return Reading(found.nilai)
    if plain.problem:
        return plain
    return Reading(None, found.teks, found.aturan, found.usul[0] if found.usul else None)


def read_name(text: str) -> Reading[object]:
    """A name in capitals as on the KK."""
    return Reading(re.sub(r"\s+", " ", text).strip().upper())


def read_three(text: str, *, is_rw: bool) -> Reading[object]:
    """RT or RW with three digits."""
    found = read_rw(text) if is_rw else read_rt(text)
    if found.is_jelas:
        return Reading(found.nilai or "")
    return Reading(None, found.teks, found.aturan)


def _read(entry: Entry, text: str, today: Today, plain: Reading[object]) -> Reading[object]:
    """How the register understands what is typed into its own fields."""
    match entry.name:
        case "nik" | "nik_ayah" | "nik_ibu":
            return read_number(text)
        case "no_kk" | "no_kk_asal":
            return read_number(text, is_kk=True)
        case "tanggal_lahir" if today is not None:
            return read_birth(text, today(), plain)
        case "nama" | "nama_ayah" | "nama_ibu":
            return read_name(text)
        case "rt" | "rw":
            return read_three(text, is_rw=entry.name == "rw")
        case _:
            return plain


@dataclass(frozen=True, kw_only=True)
class WargaField(Field):
    """A field of the register in a form."""

    def read(self, text: str, today: Today) -> Reading[object]:
        """NIK, names, birth dates and RT/RW as the register reads them; the rest as everywhere."""
        return _read(self, text, today, super().read(text, today))


@dataclass(frozen=True, kw_only=True)
class WargaColumn(Column):
    """A field of the register in a table."""

    def read(self, text: str, today: Today) -> Reading[object]:
        """See `WargaField`."""
        return _read(self, text, today, super().read(text, today))


def text(name: str, **more: Any) -> WargaField:
    """A field of text under its usual label."""
    return WargaField(name=name, **({"label": field_name(name)} | more))


def number(kata: Kata, name: str, **more: Any) -> WargaField:
    """A NIK or number of a KK, masked while the cursor is elsewhere."""
    return text(name, masked=kata.masked, **more)


def day(name: str, **more: Any) -> WargaField:
    """A date."""
    return text(name, kind=Kind.DATE, **more)


def code(kata: Kata, name: str, **more: Any) -> WargaField:
    """A field chosen from a list of codes."""
    return text(name, kind=Kind.CHOICE, choices=kata.choices(name), **more)


def sex_choices() -> list[Choice]:
    """Men and women in words; the letter can be typed."""
    return [Choice(one.value, one.note, one.label) for one in jk_choices()]


def groups(kata: Kata) -> list[tuple[str, str, list[WargaField]]]:
    """(name, heading, fields) of the form, in its order. Together they are all fields of a person but what
    only events change."""
    return [
        ("pokok", _("Data pokok"), [
            text("nama", wajib=True),
            number(kata, "nik", hint=_("16 angka dari KK atau KTP. Kosongkan bila belum punya.")),
            text("jk", kind=Kind.CHOICE, choices=sex_choices(), wajib=True, label=_("Jenis kelamin"),
                 beside=True),
            text("tempat_lahir"), day("tanggal_lahir", wajib=True, beside=True),
            text("is_lahir_perkiraan", kind=Kind.TICK, label=_("Tanggal lahir hanya perkiraan")),
            text("gelar_depan"), text("gelar_belakang", beside=True), text("nama_panggilan", beside=True),
        ]),
        ("keluarga", _("Keluarga"), [
            code(kata, "shdk"), code(kata, "status_kawin", beside=True),
            text("nama_ayah"), number(kata, "nik_ayah", beside=True),
            text("nama_ibu"), number(kata, "nik_ibu", beside=True),
        ]),
        ("sosial", _("Agama, pendidikan, pekerjaan"), [
            code(kata, "agama"), code(kata, "golongan_darah", beside=True),
            code(kata, "pendidikan_kk"), code(kata, "pendidikan_sedang", beside=True),
            code(kata, "pekerjaan"), code(kata, "dapat_membaca", beside=True),
            code(kata, "warganegara"), text("suku", beside=True),
        ]),
        ("ktp", _("KTP"), [
            code(kata, "status_rekam_ktp"), code(kata, "ktp_el", beside=True),
            text("tempat_cetak_ktp"), day("tanggal_cetak_ktp", beside=True), text("tag_id_card"),
        ]),
        ("akta", _("Akta dan dokumen"), [
            text("akta_lahir"),
            text("kawin_tercatat", kind=Kind.CHOICE, label=_("Perkawinan"),
                 choices=[Choice("tercatat", _("Tercatat")), Choice("belum_tercatat", _("Belum tercatat"))]),
            text("akta_kawin", beside=True), day("tanggal_kawin", beside=True),
            text("akta_cerai"), day("tanggal_cerai", beside=True),
            text("dokumen_paspor"), day("tanggal_akhir_paspor", beside=True),
            text("dokumen_kitas"), day("tanggal_akhir_kitas", beside=True),
        ]),
        ("lahir", _("Kelahiran"), [
            text("waktu_lahir", kind=Kind.TIME), text("anak_ke", kind=Kind.INTEGER, beside=True),
            text("berat", kind=Kind.INTEGER, unit=_("gram"), label=_("Berat lahir")),
            text("panjang", kind=Kind.INTEGER, unit=_("mm"), label=_("Panjang lahir"), beside=True),
            text("tempat_dilahirkan"), text("penolong", beside=True),
        ]),
        ("kesehatan", _("Kesehatan"), [
            code(kata, "cacat"), code(kata, "disabilitas_ragam", beside=True),
            code(kata, "sakit_menahun"), code(kata, "hamil", beside=True), code(kata, "cara_kb"),
            code(kata, "asuransi", beside=True), text("no_asuransi"),
        ]),
        ("tinggal", _("Tempat tinggal dan kontak"), [
            code(kata, "status_penduduk"), day("tanggal_mulai_tinggal", beside=True),
            text("alamat_sekarang"), text("alamat_sebelumnya"),
            text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun (tanpa KK)"),
                 hint=_("Dipakai hanya bila orang ini belum masuk keluarga.")),
            text("rt", beside=True), text("rw", beside=True),
            text("telepon"), text("email", beside=True), text("lintang"), text("bujur", beside=True),
            text("catatan", kind=Kind.MULTILINE, lines=2),
        ]),
    ]  # fmt: skip


def family_fields(kata: Kata) -> list[WargaField]:
    """The head of a KK."""
    return [
        number(kata, "no_kk", hint=_("16 angka. Kosongkan bila belum punya KK.")),
        day("tanggal_cetak_kk", beside=True), day("tanggal_daftar", beside=True),
        text("alamat"),
        text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun"), beside=True),
        text("rt", beside=True), text("rw", beside=True),
        text("kode_pos"), code(kata, "kelas_sosial", beside=True), text("catatan", beside=True),
    ]  # fmt: skip


def read_cell(kata: Kata, column: Column, cell: str, today: Callable[[], date]) -> Reading[object]:
    """A pasted cell: words of lists and of L/P as the register's own readers know them (SMA, Tani, Laki2)."""
    if column.name == "jk":
        found = read_jk(cell, kata.kode["jenis_kelamin"])
        return Reading(found.nilai or "", "" if found.is_jelas else found.teks, found.aturan)
    daftar = kata.kode.of_field(column.name)
    if daftar is not None:
        known = daftar.find(cell)
        if known is not None:
            return Reading(known)
    return column.read(cell, today)
