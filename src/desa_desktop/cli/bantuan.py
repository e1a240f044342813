"""`data impor`, `data ekspor` and `data lihat bantuan`: assistance programmes and who is in them."""

from __future__ import annotations

from datetime import date

from desa_desktop.cli.answer import Answer, Pesan, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import bantuan as service
from desa_desktop.services import ekspor_bantuan, upkeep

PARTLY, FAILED = 3, 1
COUNTED = ("dibaca", "baru", "berubah", "sama", "periksa", "ditolak", "dilewati")
_SHOWN = 40  # rows in the sentences for people; --json and --tolakan have all
_ODD = (KeadaanImpor.PERIKSA, KeadaanImpor.DITOLAK)


def impor(desk: Desk, given: Given) -> Answer:
    """The participants of a file against the register; with `--uji` nothing is written."""
    _stop_outside_village(desk)
    for word in ("peta", "terima-usul", "kegiatan", "lembar", "sama", "timpa"):
        if given.has(word):
            raise InvalidInput({word: _("Pilihan --{kata} tidak dipakai untuk bantuan.").format(kata=word)})
    app, program = desk.app, None
    if given.has("program"):
        program = service.find_program(app.database, given.text("program")).id
    shown = service.preview_file(app.database, given.file("file"), desk.today, program=program)
    if given.has("tolakan"):
        write_file(given.file("tolakan"), service.rejected_rows(shown), _("Daftar tolakan"))
    step = ""
    if not given.has("uji"):
        upkeep.require_room(app.safe)
        step = service.accept(app.database, shown, by=desk.by, at=desk.at).langkah
    data = {
        **{name: shown.hitung[name] for name in COUNTED},
        "program": shown.nama,
        "program_baru": shown.baru is not None,
        "sasaran": shown.sasaran.value,
        "langkah": step,
        "baris": [_row(one) for one in shown.baris],
    }
    return Answer(data, _said(shown, step, is_trial=given.has("uji")), _exit_code(shown), _messages(shown))


def _stop_outside_village(desk: Desk) -> None:
    if desk.kantor.peran is not Peran.DESA:
        raise InvalidInput({"jenis": _("Data bantuan diisi di kantor desa.")})


def _row(one: service.BarisPeserta) -> dict[str, object]:
    problem = {"kolom": "peserta", "nilai": one.asal.teks, "aturan": one.aturan, "teks": one.masalah}
    return {
        "nomor": one.asal.nomor,
        "keadaan": one.keadaan.value,
        "masalah": [{**problem, "usul": one.asal.usul}] if one.keadaan in _ODD else [],
    }


def _exit_code(shown: service.PratinjauPeserta) -> int:
    if not shown.hitung["ditolak"]:
        return 0
    return FAILED if shown.hitung["ditolak"] == shown.hitung["dibaca"] else PARTLY


def _messages(shown: service.PratinjauPeserta) -> tuple[Pesan, ...]:
    notes = shown.baru.catatan if shown.baru is not None else ()
    return (
        *(Pesan("P-718", "peringatan", note, {}) for note in notes),
        *(
            Pesan(
                one.aturan,
                "galat" if one.keadaan is KeadaanImpor.DITOLAK else "peringatan",
                one.masalah,
                {"baris": one.asal.nomor},
            )
            for one in shown.baris
            if one.keadaan in _ODD
        ),
    )


def _said(shown: service.PratinjauPeserta, step: str, *, is_trial: bool) -> str:
    made = _("program baru") if shown.baru is not None else _("program yang sudah ada")
    lines = [f"{shown.nama} ({made})", " · ".join(f"{name} {shown.hitung[name]}" for name in COUNTED)]
    odd = [(one.asal.nomor, one.keadaan.value, one.masalah) for one in shown.baris if one.keadaan in _ODD]
    if odd:
        lines.append(table([_("Baris"), _("Keadaan"), _("Masalah")], odd[:_SHOWN]))
    if is_trial:
        lines.append(_("Hanya diperiksa. Tidak ada yang disimpan."))
    elif step:
        lines.append(_("Tersimpan sebagai satu langkah: {langkah}.").format(langkah=step))
    else:
        lines.append(_("Tidak ada yang perlu disimpan."))
    return "\n".join(lines)


def ekspor(desk: Desk, given: Given) -> Answer:
    """One programme (`--program`) in OpenSID's layout, or all of them as two lists."""
    _stop_outside_village(desk)
    target = given.file("ke")
    form = given.text("bentuk") or target.suffix.lstrip(".").lower()
    if form != "xlsx":
        raise InvalidInput({"bentuk": _("Bantuan ditulis sebagai xlsx.")})
    database = desk.app.database
    program = service.find_program(database, given.text("program")).id if given.has("program") else None
    made = ekspor_bantuan.export_bantuan(database, program)
    write_file(target, made.isi, _("Ekspor"))
    text = _("{n} peserta ditulis ke {berkas}.").format(n=made.baris, berkas=target)
    if made.tanpa_nomor:
        sentence = _("{n} peserta tidak punya NIK atau nomor KK di register; program lain menolak barisnya.")
        text += "\n" + sentence.format(n=made.tanpa_nomor)
    return Answer({"berkas": str(target), "baris": made.baris, "tanpa_nomor": made.tanpa_nomor}, text)


def lihat(desk: Desk, given: Given) -> Answer:
    """The programmes; with `--id` of one its participants, with masked numbers."""
    _stop_outside_village(desk)
    programs = service.list_program(desk.app.database)
    if not given.has("id"):
        rows = [
            (one.nama, one.sasaran.value, one.asal_dana, _day(one.mulai), _day(one.selesai), one.peserta)
            for one in programs
        ]
        headings = [_("Program"), _("Sasaran"), _("Asal dana"), _("Mulai"), _("Selesai"), _("Peserta")]
        return Answer({"baris": programs}, table(headings, rows) if rows else _("Belum ada isinya."))
    key = given.key("id")
    if key not in {one.id for one in programs}:
        raise NotFound(apa=_("Program bantuan {id}").format(id=key))
    people = service.list_peserta(desk.app.database, key, desk.today)
    shown = [(one.nama, one.nik, one.no_kk, one.dusun, one.lain, one.keadaan) for one in people]
    headings = [_("Nama"), "NIK", _("Nomor KK"), _("Dusun"), _("Program lain"), _("Keadaan")]
    return Answer({"baris": people}, table(headings, shown) if shown else _("Belum ada peserta."))


def _day(day: date | None) -> str:
    return show_date_short(day) if day is not None else ""
