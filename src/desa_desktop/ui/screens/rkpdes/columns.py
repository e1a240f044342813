"""The columns of activities, ceilings and the DU-RKP, and how a typed code, month or source is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.durkp import nama_jawaban
from desa_desktop.domain.matriks import months_text, order_for_matrix, pola_name, sumber_text
from desa_desktop.domain.rab import rupiah_rab
from desa_desktop.domain.rkp import BarisDurkp, Kegiatan, PolaPelaksanaan
from desa_desktop.domain.rumus import Rumus, read_rumus, rumus_of
from desa_desktop.domain.tempel.isi import read_months
from desa_desktop.domain.turunan_rkp import (
    BEDA_TAHUN,
    BERALASAN,
    HILANG,
    TANPA,
    TERCENTANG,
    AsalRpjm,
)
from desa_desktop.domain.verifikasi import HASIL
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import N_, _
from desa_desktop.services.rkp import RencanaTampil
from desa_desktop.ui import choices
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.smart import SmartColumn
from desa_desktop.ui.kit.table import Column, Grouping

Months = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class BarisKegiatan:
    """An activity where it stands in the matrix: its number, its group, the proposal it came from."""

    id: UUID
    nomor: int
    bidang: str
    sub: str
    kegiatan: Kegiatan
    sumber: str
    usulan: int | None
    rpjm: AsalRpjm
    rumus: Rumus | None


def rows_of(shown: RencanaTampil, aturan: Aturan, asal: Mapping[UUID, AsalRpjm]) -> list[BarisKegiatan]:
    """All activities in the order of the matrix; `asal` says where each stands to the RPJM Desa."""
    rows: list[BarisKegiatan] = []
    for bidang in order_for_matrix(shown.rkp.kegiatan, aturan):
        bidang_label = f"{int(bidang.kode)} {bidang.nama}" if bidang.kode else bidang.nama
        for sub in bidang.sub_bidang:
            number = ".".join(str(int(part)) for part in sub.kode.split(".")) if sub.kode else ""
            sub_label = f"{number} {sub.nama}".strip() or _("Pilih kode supaya masuk bidangnya")
            for one in sub.kegiatan:
                usulan = shown.usulan.get(one.usulan_id) if one.usulan_id is not None else None
                rows.append(
                    BarisKegiatan(
                        one.id,
                        len(rows) + 1,
                        bidang_label,
                        sub_label,
                        one,
                        sumber_text(one),
                        usulan.nomor if usulan is not None else None,
                        asal.get(one.id, AsalRpjm("")),
                        rumus_of(one),
                    )
                )
    return rows


def by_bidang() -> Sequence[Grouping]:
    """Group lines bidang and sub bidang with the number of their activities."""

    def count(number: int) -> str:
        return _("{n} kegiatan").format(n=number)

    return (
        Grouping(key=lambda row: row.bidang, label=lambda row: row.bidang, count=count),
        Grouping(key=lambda row: row.sub, label=lambda row: row.sub, count=count),
    )


def activity_columns(aturan: Aturan) -> tuple[Column, ...]:
    """The columns of ux.md 5.5; those of the rest of the form can be chosen under `Kolom…`."""

    def of(name: str, label: str, **more: object) -> Column:
        given = {"name": name, "label": label, "value": lambda row: getattr(row.kegiatan, name)}
        return Column(**{**given, **more})  # type: ignore[arg-type]

    return (
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46, editable=False, frozen=True),
        SmartColumn(name="kode", label=_("Kode"), kind=Kind.CHOICE, width=82, wajib=True, frozen=True,
                    choices=choices.kegiatan_choices(aturan), hint=_("Ketik kode atau nama kegiatan"),
                    value=lambda row: row.kegiatan.kode or None, understand=_kode_reader(aturan),
                    text=lambda row: row.kegiatan.kode),
        of("nama", _("Jenis kegiatan"), width=280, stretch=True, wajib=True, frozen=True),
        Column(name="usulan", label=_("Usulan"), kind=Kind.INTEGER, width=72, editable=False,
               hint=_("Nomor usulan asal kegiatan ini")),
        of("lokasi", _("Lokasi"), width=112),
        of("volume", _("Volume"), kind=Kind.QUANTITY, width=74),
        of("satuan", _("Satuan"), width=70, earlier=lambda: [one.nama for one in aturan.satuan]),
        SmartColumn(name="waktu", label=_("Waktu"), width=92, understand=read_months, wording=months_words,
                    value=lambda row: (row.kegiatan.bulan_mulai, row.kegiatan.bulan_selesai),
                    hint=_("Misalnya Mei – Jul, atau 12 bulan"),
                    problem=_("Waktu ini tidak jelas. Contoh: Mei – Jul, atau 12 bulan.")),
        of("biaya", _("Biaya"), kind=Kind.MONEY, width=116, total=True),
        SmartColumn(name="sumber", label=_("Sumber"), kind=Kind.CHOICE, width=96,
                    choices=_sources(aturan), understand=_sumber_reader(aturan),
                    value=lambda row: row.sumber or None, mark=_formula_mark,
                    text=lambda row: row.rumus.teks if row.rumus is not None else row.sumber,
                    hint=_("Satu sumber, atau 20% DDS supaya biaya mengikuti pagu")),
        of("pola", _("Pola"), kind=Kind.CHOICE, width=100,
           choices=[Choice(one, pola_name(one)) for one in PolaPelaksanaan]),
        Column(name="rpjm", label=_("RPJM"), width=120, editable=False, mark=_origin_mark,
               text=lambda row: origin_words(row.rpjm),
               hint=_("Dari mana kegiatan ini dalam RPJM Desa")),
        Column(name="jumlah_rab", label=_("Jumlah RAB"), kind=Kind.MONEY, width=116, shown=False,
               editable=False, total=True,
               value=lambda row: rupiah_rab(row.kegiatan.rab) if row.kegiatan.rab else None),
        of("sasaran", _("Sasaran/manfaat"), width=150, shown=False),
        of("sdgs", _("SDGs"), kind=Kind.MANY, width=80, shown=False,
           choices=[Choice(one.nomor, str(one.nomor), one.nama) for one in aturan.sdgs]),
        of("data_eksisting", _("Data eksisting"), width=140, shown=False),
        of("target", _("Target capaian"), width=120, shown=False),
        of("penerima_l", _("L"), kind=Kind.INTEGER, width=56, shown=False, hint=_("Penerima laki-laki")),
        of("penerima_p", _("P"), kind=Kind.INTEGER, width=56, shown=False, hint=_("Penerima perempuan")),
        of("penerima_rtm", _("RTM"), kind=Kind.INTEGER, width=60, shown=False,
           hint=_("Penerima rumah tangga miskin")),
        of("pelaksana", _("Pelaksana kegiatan"), width=140, shown=False),
        of("rencana", _("Rencana pelaksanaan"), width=140, shown=False),
        of("mitra", _("Mitra"), width=130, shown=False),
        of("biaya_mitra", _("Biaya mitra"), kind=Kind.MONEY, width=116, shown=False, total=True),
        of("hasil_verifikasi", _("Verifikasi"), width=100, shown=False, editable=False,
           text=lambda row: result_words(row.kegiatan.hasil_verifikasi)),
        of("tanda", _("Tanda isu"), kind=Kind.MANY, width=120, shown=False,
           choices=choices.named_choices(aturan.tanda)),
    )  # fmt: skip


ORIGIN: Mapping[str, tuple[str, Mark]] = {
    TERCENTANG: (N_("Dicentang"), Mark.SIAP),
    BEDA_TAHUN: (N_("Beda tahun"), Mark.PERINGATAN),
    BERALASAN: (N_("Beralasan"), Mark.SELESAI),
    TANPA: (N_("Belum ada"), Mark.PERINGATAN),
    HILANG: (N_("Terhapus"), Mark.PERINGATAN),
    "": (N_("Tanpa RPJM"), Mark.TIDAK_ADA),
}
"""What the column RPJM says: word and mark."""


def origin_words(asal: AsalRpjm) -> str:
    """Where an activity stands to the RPJM Desa, in a word."""
    return _(ORIGIN[asal.kunci][0])


def result_words(hasil: str) -> str:
    """The result of a verification; "" while there is none."""
    return _(HASIL[hasil]) if hasil in HASIL else ""


def _origin_mark(row: BarisKegiatan) -> Mark:
    return ORIGIN[row.rpjm.kunci][1]


def _formula_mark(row: BarisKegiatan) -> Mark | None:
    return Mark.SARAN if row.rumus is not None else None


def durkp_columns(
    aturan: Aturan,
    offices: Callable[[], Sequence[str]],
    scores: Callable[[], Sequence[str]],
    before: Callable[[UUID], str],
) -> tuple[Column, ...]:
    """The columns of the DU-RKP; `sumber` is shown by its short name and stored as U1 to U5.

    `offices` were addressed before, `scores` are those of finished checklists, `before(row)` says what was
    answered in an earlier year.
    """
    payers = [Choice(one.kunci, one.singkatan, one.nama) for one in aturan.sumber_dana_durkp]

    def payer(text: str) -> object | None:
        found = aturan.sumber_durkp(text)
        return found.kunci if found is not None else None

    return (
        Column(name="prioritas", label=_("Prioritas"), kind=Kind.INTEGER, width=80, frozen=True),
        Column(name="nama", label=_("Usulan"), width=300, stretch=True, wajib=True, frozen=True),
        Column(name="bidang", label=_("Bidang"), kind=Kind.CHOICE, width=150,
               choices=choices.bidang_choices(aturan), value=lambda row: row.bidang or None),
        Column(name="lokasi", label=_("Lokasi"), width=110),
        Column(name="volume", label=_("Volume"), kind=Kind.QUANTITY, width=74),
        Column(name="satuan", label=_("Satuan"), width=70,
               earlier=lambda: [one.nama for one in aturan.satuan]),
        Column(name="perkiraan_biaya", label=_("Biaya"), kind=Kind.MONEY, width=124, total=True),
        SmartColumn(name="sumber", label=_("Sumber"), kind=Kind.CHOICE, width=100, choices=payers,
                    understand=payer, value=lambda row: row.sumber or None,
                    hint=_("APBD kabupaten, APBD provinsi, APBN, kerja sama antar desa, atau pihak ketiga")),
        Column(name="opd_tujuan", label=_("Perangkat daerah"), width=140, earlier=offices),
        Column(name="jawaban", label=_("Jawaban"), width=104, editable=False, mark=_answer_mark,
               text=lambda row: nama_jawaban(row.jawaban), hint=_("Jawaban kabupaten; Catat jawaban…")),
        Column(name="lalu", label=_("Tahun sebelumnya"), width=190, editable=False,
               value=lambda row: before(row.id), hint=_("Jawaban atas usulan yang sama atau mirip")),
        SmartColumn(name="waktu", label=_("Waktu"), width=92, shown=False, understand=read_months,
                    wording=months_words, value=durkp_months,
                    problem=_("Waktu ini tidak jelas. Contoh: Mei – Jul, atau 12 bulan.")),
        Column(name="penerima_l", label=_("L"), kind=Kind.INTEGER, width=56, shown=False),
        Column(name="penerima_p", label=_("P"), kind=Kind.INTEGER, width=56, shown=False),
        Column(name="kode", label=_("Kode"), width=82, shown=False),
        Column(name="alasan", label=_("Alasan"), width=150, shown=False),
        Column(name="jawaban_alasan", label=_("Alasan jawaban"), width=160, shown=False, editable=False),
        Column(name="data_pendukung", label=_("Data pendukung"), width=160, shown=False, earlier=scores),
        Column(name="sdgs", label=_("SDGs"), kind=Kind.MANY, width=80, shown=False,
               choices=choices.sdgs_choices(aturan)),
        Column(name="data_eksisting", label=_("Data eksisting"), width=140, shown=False),
        Column(name="sasaran", label=_("Sasaran/manfaat"), width=140, shown=False),
        Column(name="penerima_rtm", label=_("RTM"), kind=Kind.INTEGER, width=60, shown=False),
        Column(name="koordinat", label=_("Koordinat"), width=130, shown=False),
        Column(name="tanda", label=_("Tanda isu"), kind=Kind.MANY, width=120, shown=False,
               choices=choices.named_choices(aturan.tanda)),
    )  # fmt: skip


def _answer_mark(row: BarisDurkp) -> Mark | None:
    marks = {"diterima": Mark.SIAP, "ditunda": Mark.PERINGATAN, "ditolak": Mark.TIDAK_BISA}
    return marks.get(row.jawaban)


def _sources(aturan: Aturan) -> list[Choice]:
    return [Choice(one.kunci, one.kunci, one.nama) for one in aturan.sumber_dana]


def source_choices(aturan: Aturan) -> list[Choice]:
    """The village's sources of money by their short names."""
    return _sources(aturan)


def _kode_reader(aturan: Aturan) -> Callable[[str], object | None]:
    def read(text: str) -> object | None:
        found = aturan.kegiatan(text)
        return found.kode if found is not None else None

    return read


def _sumber_reader(aturan: Aturan) -> Callable[[str], object | None]:
    def read(text: str) -> object | None:
        if "%" in text or "persen" in text.casefold():
            try:
                return read_rumus(text, aturan)
            except InvalidInput:
                return None
        found = aturan.sumber(text)
        return found.kunci if found is not None else None

    return read


def months_words(value: object) -> str:
    """`Mei – Jul`; empty while no month is known."""
    if not isinstance(value, tuple):
        return ""
    return months_text(value[0], value[1], short=True)


def durkp_months(row: BarisDurkp) -> Months:
    """First and last month of a DU-RKP row."""
    return row.bulan_mulai, row.bulan_selesai
