"""Figures of residents on the command line: tables, the month, Angka Pokok out of the register."""

from __future__ import annotations

from collections.abc import Mapping

from desa_desktop import paths
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.statistik import Baris, Tabel
from desa_desktop.domain.statistik.angka import UsulAngka
from desa_desktop.domain.statistik.bentuk import finding, shown_lines
from desa_desktop.domain.statistik.rekap import KELOMPOK, BarisRekap, Bulan, Orang, Rekap
from desa_desktop.domain.wording import show_number, show_percent
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import penduduk_kecamatan as registers
from desa_desktop.services import printing
from desa_desktop.services import statistik as service

_COLUMNS = ("awal", "lahir", "datang", "mati", "pindah", "akhir")


def statistik(desk: Desk, given: Given) -> Answer:
    """`statistik`: tables of the residents, shown, or on paper or in a workbook.

    In a kecamatan: of the registers that villages sent, of one with `--desa`, else of all together.
    """
    if desk.kantor.peran is not Peran.DESA:
        return _of_villages(desk, given)
    if given.has("desa"):
        raise InvalidInput({"desa": _("Pilihan --desa hanya untuk kecamatan.")})
    kunci = service.read_kunci(given.text("menurut"))
    pada = given.day("pada") or desk.today
    made = service.count(desk.app.database, desk.app.kode, kunci, pada=pada, today=desk.today)
    data: dict[str, object] = {"pada": pada, "tabel": {one.kunci: _data(one) for one in made}}
    if not given.has("ke"):
        return Answer(data, "\n\n".join(map(_text, made)))
    target = given.file("ke")
    if pada != desk.today:
        raise InvalidInput({"pada": _("Berkas hanya memuat keadaan hari ini; pakai --pada tanpa --ke.")})
    drawn = printing.draw(
        desk.app.database,
        desk.app.aturan,
        printing.Pesanan("statistik-penduduk", pilihan=kunci),
        target.suffix.lstrip(".").lower(),
        fonts=paths.resources() / "fonts",
        today=desk.today,
        kode=lambda: desk.app.kode,
    )
    write_file(target, drawn.isi, _("Statistik"))
    data |= {"berkas": str(target), "halaman": drawn.halaman}
    return Answer(data, _("{berkas}: {n} halaman.").format(berkas=target, n=drawn.halaman))


def _of_villages(desk: Desk, given: Given) -> Answer:
    if given.has("ke") or given.has("pada"):
        sentence = _("Di kecamatan, statistik ditampilkan menurut keadaan hari ini, tanpa --ke dan --pada.")
        raise InvalidInput({"pada" if given.has("pada") else "ke": sentence})
    database = desk.app.database
    desa = registers.find_desa(database, given.text("desa")) if given.has("desa") else None
    kunci = registers.read_kunci(given.text("menurut"))
    made = registers.count(database, desk.app.kode, kunci, desa=desa, today=desk.today)
    data = {"pada": desk.today, "tabel": {one.kunci: _data(one) for one in made}}
    return Answer(data, "\n\n".join(map(_text, made)))


def _data(tabel: Tabel) -> Mapping[str, object]:
    return {
        "judul": tabel.judul,
        "satuan": tabel.satuan,
        "berimpit": tabel.is_berimpit,
        "temuan": finding(tabel),
        "baris": [_line(tabel, one) for one in tabel.baris],
        "total": _line(tabel, tabel.total),
    }


def _line(tabel: Tabel, one: Baris) -> Mapping[str, object]:
    return {
        "kunci": one.kunci,
        "nama": one.nama,
        "l": one.l,
        "p": one.p,
        "tanpa_jk": one.tanpa_jk,
        "jumlah": one.jumlah,
        "persen": tabel.persen(one),
    }


def _text(tabel: Tabel) -> str:
    headings = [tabel.kepala, "L", "P", *([_("Tanpa JK")] if tabel.has_tanpa_jk else []), _("Jumlah"), "%"]
    rows = []
    for one in (*shown_lines(tabel), tabel.total):
        share = tabel.persen(one)
        without = [one.tanpa_jk] if tabel.has_tanpa_jk else []
        shown = show_percent(share) if share is not None else ""
        rows.append([one.nama, one.l, one.p, *without, one.jumlah, shown])
    return f"{finding(tabel)}\n{table(headings, rows)}"


# ------------------------------------------------------------------ the month


def _month(desk: Desk, given: Given) -> Bulan:
    tahun = given.number("tahun") or desk.today.year
    bulan = given.number("bulan") or desk.today.month
    if not 1 <= bulan <= 12:
        raise InvalidInput({"bulan": _("Bulan adalah angka 1 sampai 12.")})
    return Bulan(tahun, bulan)


def rekap(desk: Desk, given: Given) -> Answer:
    """`statistik rekap`: book B.3 of a month."""
    return _shown(service.rekap(desk.app.database, _month(desk, given)))


def tutup(desk: Desk, given: Given) -> Answer:
    """`statistik tutup`: freeze a month."""
    made = service.close_month(
        desk.app.database, _month(desk, given), today=desk.today, by=desk.by, at=desk.at
    )
    return _shown(made)


def buka(desk: Desk, given: Given) -> Answer:
    """`statistik buka`: take the newest closing back."""
    bulan = service.open_month(desk.app.database, by=desk.by, at=desk.at, alasan=given.text("alasan"))
    data = {"tahun": bulan.tahun, "bulan": bulan.bulan}
    return Answer(data, _("{bulan} dibuka lagi.").format(bulan=bulan))


def _shown(made: Rekap) -> Answer:
    data = {
        "tahun": made.bulan.tahun,
        "bulan": made.bulan.bulan,
        "tertutup": made.is_tertutup,
        "cocok": not any(one.selisih for one in made.baris),
        "kalimat": made.sentence,
        "baris": [_rekap_line(one) for one in made.baris],
        "total": _rekap_line(made.total),
    }
    rows = [
        [one.nama, *(getattr(one, name).jumlah for name in _COLUMNS), one.kk_akhir, "; ".join(one.catatan)]
        for one in (*made.baris, made.total)
    ]
    headings = [_("Dusun"), _("Awal"), _("Lahir"), _("Datang"), _("Meninggal"), _("Pindah"), _("Akhir")]
    state = _("sudah ditutup") if made.is_tertutup else _("belum ditutup")
    title = f"{made.bulan}, {state}"
    return Answer(data, f"{title}\n{table([*headings, 'KK', _('Ket.')], rows)}\n{made.sentence}")


def _rekap_line(one: BarisRekap) -> Mapping[str, object]:
    parts = {name: _people(getattr(one, name)) for name in (*_COLUMNS, "selisih")}
    return {"dusun": one.nama, **parts, "kk_awal": one.kk_awal, "kk_akhir": one.kk_akhir, "ket": one.catatan}


def _people(orang: Orang) -> Mapping[str, int]:
    return dict(zip(KELOMPOK, orang.values, strict=True)) | {"jumlah": orang.jumlah}


# ------------------------------------------------------------------ Angka Pokok


def angka_pokok(desk: Desk, given: Given) -> Answer:
    """`statistik angka-pokok`: what the register offers, and with --ambil taken over as one step."""
    tahun = given.number("tahun") or desk.kantor.tahun_rencana - 1
    found = service.offer(desk.app.database, desk.app.kode, tahun, today=desk.today)
    chosen = found.usul if given.has("ganti") else found.baru
    count = 0
    if given.has("ambil"):
        count = service.take_over(desk.app.database, chosen, tahun, by=desk.by, at=desk.at)
    known = service.register_figures(desk.app.database, desk.app.kode, pada=desk.today, today=desk.today)
    data = {
        "tahun": tahun,
        "diambil": count,
        "usul": [_offer(one) for one in found.usul],
        "register": [
            {"kunci": one.kunci, "l": one.l, "p": one.p, "jumlah": one.jumlah, "sumber": one.sumber}
            for one in known.values()
        ],
    }
    rows = [
        [one.baris.nama, one.baris.jumlah, one.angka.l, one.angka.p, one.angka.jumlah, one.angka.catatan]
        for one in found.usul
    ]
    headings = [_("Angka"), _("Sekarang"), "L", "P", _("Register"), _("Catatan")]
    if not rows:
        return Answer(data, _("Angka Pokok {tahun} sudah sama dengan register penduduk.").format(tahun=tahun))
    text = table(headings, rows)
    if given.has("ambil"):
        text += "\n" + _("{n} angka diambil. Batalkan dengan: data urungkan.").format(n=show_number(count))
    return Answer(data, text)


def _offer(one: UsulAngka) -> Mapping[str, object]:
    return {
        "kunci": one.angka.kunci,
        "nama": one.baris.nama,
        "sekarang": one.baris.jumlah,
        "baru": one.is_new,
        "l": one.angka.l,
        "p": one.angka.p,
        "jumlah": one.angka.jumlah,
        "sumber": one.angka.sumber,
        "catatan": one.angka.catatan,
    }
