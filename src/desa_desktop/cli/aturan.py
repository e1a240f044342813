"""The Paket Aturan on the command line: look at it, bring one in, change numbers, hand it out, go back."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import aturan
from desa_desktop.services.aturan import PaketTampil


def lihat(desk: Desk, _given: Given) -> Answer:
    """`aturan lihat`: number, date and origin of the paket in force, what is in it, its common numbers."""
    shown, app = desk.app.paket, desk.app
    numbers = aturan.common_numbers(app.database, app.bawaan)
    others = [one for one in aturan.list_paket(app.database) if one.nomor != shown.nomor]
    data = {
        **_data(shown),
        "isi": dict(shown.isi),
        "angka": {one.tempat: one.nilai for one in numbers},
        "tersimpan": [{"nomor": one.nomor, "tanggal": one.tanggal, "judul": one.judul} for one in others],
    }
    lines = [
        _words(shown),
        "",
        table([_("Isi"), _("Jumlah")], shown.isi),
        "",
        table([_("Kunci"), _("Angka"), _("Nilai")], [(one.tempat, one.nama, one.nilai) for one in numbers]),
    ]
    if others:
        lines += ["", _("Pernah dipasang:")]
        lines += [f"{one.nomor}, {show_date(one.tanggal)}: {one.judul}" for one in others]
    return Answer(data, "\n".join(lines))


def pasang(desk: Desk, given: Given) -> Answer:
    """`aturan pasang`: the paket of a file is in force from now on, or what is wrong in it."""
    app = desk.app
    done = aturan.install(
        app.database, given.file("file"), app.bawaan, by=desk.by, at=desk.at, fs=app.files.fs
    )
    said = [_("Sekarang berlaku: {paket}").format(paket=_words(done)), *done.catatan]
    return Answer({**_data(done), "catatan": list(done.catatan)}, "\n".join(said))


def ubah(desk: Desk, given: Given) -> Answer:
    """`aturan ubah`: numbers changed, as a new paket with its own number."""
    values: dict[str, str] = {}
    for part in given.many("angka"):
        place, equals, value = part.partition("=")
        if not equals or not place.strip():
            raise WrongUse(
                _("Bagian {isi} tidak jelas. Contoh: langkah:musdes=15/6.").format(isi=part.strip()),
                "aturan ubah",
            )
        values[place.strip()] = value.strip()
    app = desk.app
    done = aturan.change_numbers(
        app.database,
        app.bawaan,
        values,
        given.text("nomor"),
        given.day("tanggal") or desk.today,
        by=desk.by,
        at=desk.at,
    )
    return Answer(_data(done), _("Sekarang berlaku: {paket}").format(paket=_words(done)))


def ekspor(desk: Desk, given: Given) -> Answer:
    """`aturan ekspor`: the whole paket as a workbook to edit, or as JSON."""
    app = desk.app
    target = given.file("ke")
    bentuk = target.suffix.lower().removeprefix(".")
    if bentuk not in ("xlsx", "json"):
        raise InvalidInput({"ke": _("Tulis ke berkas .xlsx atau .json.")})
    write_file(target, aturan.export(app.database, app.bawaan, bentuk), _("Paket Aturan"))
    words = _("Paket Aturan {nomor} ditulis ke {berkas}.").format(nomor=app.paket.nomor, berkas=target)
    return Answer({"berkas": str(target), "nomor": app.paket.nomor}, words)


def bawaan(desk: Desk, _given: Given) -> Answer:
    """`aturan bawaan`: the shipped paket is in force again."""
    done = aturan.back_to_shipped(desk.app.database, desk.app.bawaan, by=desk.by, at=desk.at)
    return Answer(_data(done), _("Sekarang berlaku: {paket}").format(paket=_words(done)))


def _data(shown: PaketTampil) -> dict[str, object]:
    return {
        "nomor": shown.nomor,
        "tanggal": shown.tanggal,
        "judul": shown.judul,
        "asal": shown.asal,
        "berkas": shown.berkas,
    }


def _words(shown: PaketTampil) -> str:
    sentence = _("Paket Aturan {nomor}, {tanggal}: {judul} ({asal})")
    return sentence.format(
        nomor=shown.nomor, tanggal=show_date(shown.tanggal), judul=shown.judul, asal=shown.asal_teks
    )
