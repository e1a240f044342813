"""A Paket Aturan as the sheets of a workbook, there and back, so that a kabupaten edits it in Excel.

One sheet per table; single numbers stand in the sheet `Paket`, one a row. A sheet that is left out keeps what
the program ships. Lists in one cell are parted by `;`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias

from desa_desktop.domain.paket_bagian import BagianSalah
from desa_desktop.domain.teks import compact, squeeze
from desa_desktop.i18n import N_, _

PAKET = N_("Paket")
POSISI = N_("Posisi Beranda")


class Baca(Enum):
    """How a cell is read and written."""

    TEKS = "teks"
    ANGKA = "angka"
    PERSEN = "persen"
    YA = "ya"
    DAFTAR = "daftar"
    DAFTAR_ANGKA = "daftar_angka"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: the value it holds in the paket and its heading."""

    isian: str
    judul: str
    baca: Baca = Baca.TEKS
    lebar: float = 18.0


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet and the part of the paket it holds."""

    nama: str
    bagian: str
    kolom: tuple[Kolom, ...]


@dataclass(frozen=True, slots=True)
class Angka:
    """One single value: where it stands in the paket (`kuorum.pembilang`), its name, how it is read."""

    tempat: str
    nama: str
    baca: Baca = Baca.ANGKA


_KUNCI = Kolom("kunci", N_("Kunci"))
_NAMA = Kolom("nama", N_("Nama"), lebar=42)
_ALIAS = Kolom("alias", N_("Sebutan lain"), Baca.DAFTAR, 48)
_DASAR = Kolom("dasar", N_("Dasar aturan"), lebar=42)
_ANJURAN = Kolom("unconfirmed", N_("Anjuran saja"), Baca.YA, 14)
_BOBOT = Kolom("bobot", N_("Bobot"), Baca.ANGKA, 10)
_PENDEK = Kolom("pendek", N_("Nama pendek"))
_BUKTI = Kolom("bukti", N_("Bukti"), Baca.DAFTAR, 30)
_URUTAN = Kolom("urutan", N_("Urutan langkah"))
_SKEMA = Kolom("skema", N_("Skema"))
_KRITERIA = (_KUNCI, _NAMA, _PENDEK, _BOBOT)

LEMBAR: tuple[Lembar, ...] = (
    Lembar(
        N_("Kalender"),
        "langkah",
        (
            _KUNCI,
            Kolom("judul", N_("Judul"), lebar=36),
            _PENDEK,
            Kolom("selisih_tahun", N_("Selisih tahun"), Baca.ANGKA, 12),
            Kolom("bulan", N_("Bulan"), Baca.ANGKA, 10),
            Kolom("hari", N_("Hari"), Baca.ANGKA, 10),
            Kolom("tempat", N_("Layar")),
            Kolom("peran", N_("Peran")),
            Kolom("sebab", N_("Sebab"), lebar=60),
            _DASAR,
            _ANJURAN,
            Kolom("urutan", N_("Hanya urutan"), Baca.DAFTAR),
            Kolom("gugur", N_("Selesai bila"), Baca.DAFTAR),
        ),
    ),
    Lembar(N_("Urutan langkah"), "tahap", (_URUTAN, _KUNCI, _NAMA, _BUKTI)),
    Lembar(
        N_("Langkah RPJM"),
        "langkah_rpjm",
        (
            _KUNCI,
            Kolom("judul", N_("Judul"), lebar=36),
            Kolom("bulan", N_("Bulan sesudah pelantikan"), Baca.ANGKA, 14),
            Kolom("hari", N_("Ditambah hari"), Baca.ANGKA, 14),
            Kolom("sebab", N_("Sebab"), lebar=60),
            _BUKTI,
            _DASAR,
            _ANJURAN,
        ),
    ),
    Lembar(N_("Kriteria desa"), "kriteria", _KRITERIA),
    Lembar(N_("Kriteria kecamatan"), "kriteria_kecamatan", _KRITERIA),
    Lembar(
        N_("Skema penilaian"),
        "skema_nilai",
        (
            _KUNCI,
            _NAMA,
            Kolom("nilai_terendah", N_("Nilai terendah"), Baca.ANGKA),
            Kolom("nilai_tertinggi", N_("Nilai tertinggi"), Baca.ANGKA),
            _DASAR,
            _ANJURAN,
        ),
    ),
    Lembar(N_("Kriteria skema"), "skema_kriteria", (_SKEMA, *_KRITERIA)),
    Lembar(
        N_("Peringkat skema"),
        "skema_peringkat",
        (_SKEMA, _NAMA, Kolom("mulai", N_("Mulai dari jumlah"), Baca.ANGKA)),
    ),
    Lembar(N_("Pita skor"), "pita", (_KUNCI, _NAMA, Kolom("mulai", N_("Mulai dari"), Baca.PERSEN))),
    Lembar(
        N_("Tim"),
        "tim",
        (
            _KUNCI,
            _NAMA,
            Kolom("paling_sedikit", N_("Paling sedikit orang"), Baca.ANGKA),
            Kolom("paling_banyak", N_("Paling banyak (0: tanpa batas)"), Baca.ANGKA, 28),
            Kolom("perempuan_paling_sedikit", N_("Perempuan paling sedikit"), Baca.ANGKA, 24),
            Kolom("perempuan_persen", N_("Perempuan persen"), Baca.PERSEN),
            _DASAR,
        ),
    ),
    Lembar(
        N_("Porsi Dana Desa"),
        "earmark",
        (
            Kolom("tahun", N_("Tahun"), Baca.ANGKA, 10),
            _KUNCI,
            _NAMA,
            Kolom("sumber", N_("Sumber dana")),
            Kolom("arah", N_("Minimal atau maksimal"), lebar=22),
            Kolom("persen", N_("Persen"), Baca.PERSEN, 10),
            Kolom("tanda", N_("Tanda isu")),
            _DASAR,
            _ANJURAN,
        ),
    ),
    Lembar(
        N_("Tanda isu"),
        "tanda",
        (
            _KUNCI,
            _NAMA,
            _ALIAS,
            Kolom("kode", N_("Kode kegiatan"), Baca.DAFTAR, 60),
            Kolom("sdgs", N_("SDGs Desa"), Baca.DAFTAR_ANGKA),
        ),
    ),
    Lembar(
        N_("Unsur"),
        "unsur",
        (
            _KUNCI,
            _NAMA,
            Kolom("pokok", N_("Harus didengar"), Baca.YA, 16),
            Kolom("masyarakat", N_("Unsur masyarakat"), Baca.YA, 18),
            _ALIAS,
        ),
    ),
    Lembar(N_("Kelompok rentan"), "kelompok_rentan", (_KUNCI, _NAMA, _ALIAS)),
    Lembar(N_("Satuan"), "satuan", (_NAMA, _ALIAS)),
    Lembar(
        N_("Angka pokok"),
        "angka_pokok",
        (_KUNCI, _NAMA, Kolom("satuan", N_("Satuan")), Kolom("ada_lp", N_("Ada L dan P"), Baca.YA), _ALIAS),
    ),
    Lembar(
        N_("Hari libur"),
        "hari_libur",
        (
            Kolom("tanggal", N_("Tanggal"), lebar=14),
            _NAMA,
            Kolom("jenis", N_("Jenis")),
            Kolom("tiap_tahun", N_("Setiap tahun"), Baca.YA, 14),
        ),
    ),
    Lembar(
        N_("Kewajaran volume"),
        "kewajaran",
        (
            Kolom("kata", N_("Kata di nama kegiatan"), lebar=30),
            Kolom("satuan", N_("Satuan")),
            Kolom("paling_banyak", N_("Tanyakan bila lebih dari"), Baca.ANGKA, 24),
        ),
    ),
    Lembar(N_("Lembar verifikasi"), "verifikasi", (_KUNCI, _NAMA)),
    Lembar(
        N_("Dasar hukum"),
        "dasar_hukum",
        (
            _KUNCI,
            Kolom("teks", N_("Bunyi"), lebar=90),
            Kolom("dokumen", N_("Dokumen"), Baca.DAFTAR, 40),
            _ANJURAN,
        ),
    ),
    Lembar(N_("Kode kabupaten"), "kode_kabupaten", (Kolom("kode", N_("Kode")), _NAMA)),
)

ANGKA: tuple[Angka, ...] = (
    Angka("nomor", N_("Nomor paket"), Baca.TEKS),
    Angka("tanggal", N_("Tanggal paket"), Baca.TEKS),
    Angka("judul", N_("Judul paket"), Baca.TEKS),
    Angka("anjuran_perempuan", N_("Anjuran kehadiran perempuan (persen)"), Baca.PERSEN),
    Angka("nilai_terendah", N_("Nilai terendah penilaian")),
    Angka("nilai_tertinggi", N_("Nilai tertinggi penilaian")),
    Angka("seri", N_("Bila nilai sama di desa, lihat"), Baca.DAFTAR),
    Angka("seri_kecamatan", N_("Bila nilai sama di kecamatan, lihat"), Baca.DAFTAR),
    Angka("ambang_mirip", N_("Ambang usulan mirip (1 sampai 100)")),
    Angka("kuorum.pembilang", N_("Kuorum: pembilang")),
    Angka("kuorum.penyebut", N_("Kuorum: penyebut")),
    Angka("kuorum.jenis", N_("Kuorum: musyawarah yang wajib"), Baca.DAFTAR),
    Angka("kuorum.tunda_jam", N_("Kuorum: ditunda paling lama (jam)")),
    Angka("kuorum.rapat_ulang_hari", N_("Kuorum: rapat ulang paling lama (hari)")),
    Angka("kuorum.bpd_pembilang", N_("Kuorum rapat BPD: pembilang")),
    Angka("kuorum.bpd_penyebut", N_("Kuorum rapat BPD: penyebut")),
    Angka("kuorum.dasar", N_("Kuorum: dasar aturan"), Baca.TEKS),
    Angka("rpjm.tahun", N_("RPJM Desa: lama (tahun)")),
    Angka("rpjm.tahun_lama", N_("RPJM Desa: lama sebelum UU 3/2024 (tahun)")),
    Angka("rpjm.batas_bulan", N_("RPJM Desa: batas Perdes sesudah pelantikan (bulan)")),
    Angka("rpjm.dasar", N_("RPJM Desa: dasar aturan"), Baca.TEKS),
    Angka("operasional.kode", N_("Siltap dan operasional: kode"), Baca.DAFTAR),
    Angka("operasional.persen", N_("Siltap dan operasional: paling banyak (persen)"), Baca.PERSEN),
    Angka("operasional.dasar", N_("Siltap dan operasional: dasar aturan"), Baca.TEKS),
    Angka("blt.kode", N_("BLT Desa: kode"), Baca.DAFTAR),
    Angka("blt.tarif", N_("BLT Desa: paling banyak per KPM per bulan (rupiah)")),
    Angka("blt.bulan_sekaligus", N_("BLT Desa: dibayar sekaligus paling lama (bulan)")),
    Angka("blt.dasar", N_("BLT Desa: dasar aturan"), Baca.TEKS),
    Angka("ambang.harga_tahun_lalu_persen", N_("Tanyakan bila biaya satuan beda (persen)"), Baca.PERSEN),
    Angka("ambang.volume_kali", N_("Tanyakan bila volume beda (kali)")),
    Angka("ambang.harga_kompilasi_persen", N_("Kecamatan: beda dari harga tengah (persen)"), Baca.PERSEN),
    Angka("konstruksi.kata", N_("Pekerjaan konstruksi: kata di nama kode"), Baca.DAFTAR),
    Angka("konstruksi.kecuali", N_("Pekerjaan konstruksi: kecuali kata"), Baca.DAFTAR),
    Angka("konstruksi.satuan", N_("Pekerjaan konstruksi: satuan yang bukan ukuran"), Baca.DAFTAR),
    Angka("hari_kerja.hari", N_("Hari kerja (1 Senin sampai 7 Minggu)"), Baca.DAFTAR_ANGKA),
    Angka("hari_kerja.libur", N_("Hari libur tambahan (BB-HH tiap tahun, TTTT-BB-HH sekali)"), Baca.DAFTAR),
    Angka("pengingat.cadangan_hari", N_("Ingatkan cadangan sesudah (hari)")),
    Angka("pengingat.cadangan_mendesak_hari", N_("Cadangan mendesak sesudah (hari)")),
    Angka("pengingat.kirim_hari", N_("Ingatkan kirim sesudah disahkan (hari)")),
    Angka("pengingat.pengaman_hari", N_("Ingatkan pengaman sesudah (hari)")),
    Angka("pengingat.tunda_paling_lama_hari", N_("Tugas ditunda paling lama (hari)")),
)
PAKET_KOLOM = (
    Kolom("tempat", N_("Kunci"), lebar=34),
    Kolom("nama", N_("Keterangan"), lebar=52),
    Kolom("nilai", N_("Nilai"), lebar=60),
)
POSISI_KOLOM = (_URUTAN, Kolom("langkah", N_("Langkah"), Baca.DAFTAR, 90))

Sel: TypeAlias = str | int | Decimal | bool | date | datetime | time | None


def value_at(paket: Mapping[str, Any], tempat: str) -> Any:
    """The value at `kuorum.pembilang`; None where the paket says nothing."""
    value: Any = paket
    for name in tempat.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return value


def put_at(paket: dict[str, Any], tempat: str, value: Any) -> None:
    """Set the value at `kuorum.pembilang`, making the part where it is missing."""
    *parts, last = tempat.split(".")
    inner = paket
    for name in parts:
        inner = inner.setdefault(name, {})
    inner[last] = value


def sheets_of(paket: Mapping[str, Any]) -> list[tuple[str, list[str], list[list[str | int]], list[float]]]:
    """Every sheet as (name, headings, rows, widths), the sheet `Paket` first."""
    found = []
    single = [
        [one.tempat, _(one.nama), write_cell(value_at(paket, one.tempat), one.baca)]
        for one in ANGKA
        if value_at(paket, one.tempat) is not None
    ]
    found.append((_(PAKET), *_head(PAKET_KOLOM), single))
    places = [[name, write_cell(keys, Baca.DAFTAR)] for name, keys in (paket.get("posisi") or {}).items()]
    found.append((_(POSISI), *_head(POSISI_KOLOM), places))
    for sheet in LEMBAR:
        rows = [
            [write_cell(row.get(one.isian), one.baca) for one in sheet.kolom]
            for row in paket.get(sheet.bagian, ())
        ]
        found.append((_(sheet.nama), *_head(sheet.kolom), rows))
    return [(name, headings, rows, widths) for name, headings, widths, rows in found]


def _head(columns: Sequence[Kolom]) -> tuple[list[str], list[float]]:
    return [_(one.judul) for one in columns], [one.lebar for one in columns]


def write_cell(value: Any, baca: Baca) -> str | int:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if baca is Baca.YA:
        return _("ya") if value else _("tidak")
    if baca in (Baca.DAFTAR, Baca.DAFTAR_ANGKA):
        return "; ".join(str(one) for one in value)
    if baca is Baca.ANGKA:
        return int(value)
    return str(value)


def paket_of(
    sheets: Iterable[tuple[str, Sequence[tuple[int, Sequence[Sel]]]]],
    numbers: dict[str, list[int]] | None = None,
) -> dict[str, Any]:
    """The paket out of sheets, (name, rows with their numbers); sheets of other names are left out.

    `numbers` is filled with the row numbers of each part, for `in_words_of_sheets`. Raises BagianSalah naming
    sheet, row and column of the first cell that cannot be read.
    """
    paket: dict[str, Any] = {}
    for name, rows in sheets:
        wanted = compact(name)
        if wanted in _names(PAKET):
            _read_single(name, rows, paket)
        elif wanted in _names(POSISI):
            table = _read_table(name, rows, POSISI_KOLOM)
            paket["posisi"] = {str(row["urutan"]): row["langkah"] for row in table}
        else:
            sheet = next((one for one in LEMBAR if wanted in _names(one.nama)), None)
            if sheet is not None:
                paket[sheet.bagian] = _read_table(name, rows, sheet.kolom)
                if numbers is not None:
                    numbers[sheet.bagian] = [number for number, cells in rows[1:] if not _is_empty(cells)]
    if "nomor" not in paket or "tanggal" not in paket:
        sentence = _("lembar {lembar} dengan nomor dan tanggal paket tidak ada")
        raise BagianSalah(sentence.format(lembar=_(PAKET)))
    return paket


def _names(word: str) -> set[str]:
    return {compact(word), compact(_(word))}


def _read_single(name: str, rows: Sequence[tuple[int, Sequence[Sel]]], paket: dict[str, Any]) -> None:
    known = {one.tempat: one for one in ANGKA}
    for number, cells in rows[1:]:
        place = squeeze(str(cells[0] or "")) if cells else ""
        if not place:
            continue
        one = known.get(place)
        if one is None:
            sentence = _("lembar {lembar}, baris {n}: kunci {kunci} tidak dikenal")
            raise BagianSalah(sentence.format(lembar=name, n=number, kunci=place))
        value = read_cell(cells[2] if len(cells) > 2 else None, one.baca, _where(name, number, _(one.nama)))
        put_at(paket, place, value)


def _read_table(
    name: str, rows: Sequence[tuple[int, Sequence[Sel]]], columns: Sequence[Kolom]
) -> list[dict[str, Any]]:
    if not rows:
        return []
    places: dict[int, Kolom] = {}
    for position, cell in enumerate(rows[0][1]):
        heading = compact(str(cell or ""))
        found = next((one for one in columns if heading in (compact(one.judul), compact(_(one.judul)))), None)
        if found is not None:
            places[position] = found
        elif heading:
            sentence = _("lembar {lembar}: kolom {kolom} tidak dikenal")
            raise BagianSalah(sentence.format(lembar=name, kolom=str(cell)))
    missing = [_(one.judul) for one in columns[:2] if one not in places.values()]
    if missing:
        sentence = _("lembar {lembar}: kolom {kolom} tidak ada")
        raise BagianSalah(sentence.format(lembar=name, kolom=missing[0]))
    found_rows = []
    for number, cells in rows[1:]:
        if _is_empty(cells):
            continue
        row = {
            one.isian: read_cell(
                cells[position] if position < len(cells) else None,
                one.baca,
                _where(name, number, _(one.judul)),
            )
            for position, one in places.items()
        }
        found_rows.append(row)
    return found_rows


def _is_empty(cells: Sequence[Sel]) -> bool:
    return all(cell in (None, "") for cell in cells)


def in_words_of_sheets(failure: BagianSalah, numbers: Mapping[str, Sequence[int]]) -> str:
    """What is wrong, with the sheet, row and column where a person finds it in Excel."""
    sheet = next((one for one in LEMBAR if one.bagian == failure.nama), None)
    columns = sheet.kolom if sheet is not None else POSISI_KOLOM
    title = sheet.nama if sheet is not None else POSISI if failure.nama == "posisi" else ""
    if not title:
        one = next((each for each in ANGKA if each.tempat == _path(failure)), None)
        if one is None:
            return str(failure)
        sentence = _("lembar {lembar}, {nama}: {sebab}")
        return sentence.format(lembar=_(PAKET), nama=_(one.nama), sebab=failure.why)
    column = next((_(one.judul) for one in columns if one.isian == failure.isian), failure.isian)
    if failure.baris is None:
        where = _("lembar {lembar}, kolom {kolom}: ") if column else _("lembar {lembar}: ")
        return where.format(lembar=_(title), kolom=column) + failure.why
    known = numbers.get(failure.nama, ())
    row = known[failure.baris - 1] if failure.baris <= len(known) else failure.baris + 1
    return _where(_(title), row, column) + failure.why


def _path(failure: BagianSalah) -> str:
    return f"{failure.nama}.{failure.isian}" if failure.nama else failure.isian


def _where(sheet: str, number: int, column: str) -> str:
    where = _("lembar {lembar}, baris {n}, kolom {kolom}: ")
    return where.format(lembar=sheet, n=number, kolom=column)


def read_cell(cell: Sel, baca: Baca, where: str = "") -> Any:
    """The value of a cell. Raises BagianSalah beginning with `where`."""
    text = squeeze(_text(cell))
    if baca is Baca.TEKS:
        return text
    if baca is Baca.DAFTAR:
        return [one.strip() for one in text.split(";") if one.strip()]
    if baca is Baca.DAFTAR_ANGKA:
        parts = [one.strip() for one in text.replace(",", ";").split(";") if one.strip()]
        return [_whole(one, where) for one in parts]
    if baca is Baca.YA:
        word = text.lower()
        if word in ("ya", "y", "benar", "true", "1"):
            return True
        if word in ("tidak", "t", "salah", "false", "0", ""):
            return False
        raise BagianSalah(where + _('"{isi}" bukan ya atau tidak').format(isi=text))
    if baca is Baca.PERSEN:
        clean = text.rstrip("% ").replace(",", ".")
        try:
            number = Decimal(clean)
            if isinstance(cell, Decimal) and 0 < number < 1:  # Excel keeps 30% as 0.3
                number = (number * 100).normalize()
            return format(number, "f")
        except ArithmeticError as failure:
            raise BagianSalah(where + _('"{isi}" bukan angka').format(isi=text)) from failure
    return _whole(text, where)


def _text(cell: Sel) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return str(cell)


def _whole(text: str, where: str) -> int:
    clean = text.replace(".", "") if text.count(".") and len(text.rpartition(".")[2]) == 3 else text
    try:
        return int(clean)
    except ValueError as failure:
        raise BagianSalah(where + _('"{isi}" bukan bilangan bulat').format(isi=text)) from failure
