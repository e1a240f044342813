"""The Paket Aturan on the command line: look at it, bring one in, change numbers, hand it out, go back."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import aturan, aturan_libur, aturan_terbit
from desa_desktop.services.aturan import PaketTampil
from desa_desktop.services.aturan_terbit import Tawaran


def lihat(desk: Desk, _given: Given) -> Answer:
    """`aturan lihat`: number, date and origin of the paket in force, what is in it, its common numbers."""
    shown, app = desk.app.paket, desk.app
    numbers = aturan.common_numbers(app.database, app.bawaan)
    others = [one for one in aturan.list_paket(app.database) if one.nomor != shown.nomor]
    data: dict[str, object] = {
        **_data(shown),
        "isi": dict(shown.isi),
        "angka": {one.tempat: one.nilai for one in numbers},
        "tersimpan": [{"nomor": one.nomor, "tanggal": one.tanggal, "judul": one.judul} for one in others],
    }
    lines = [_words(shown), _("Hari libur: {kalimat}").format(kalimat=shown.libur_teks)]
    if shown.dari_bawaan:
        lines.append(_from_shipped(shown))
    done = aturan_terbit.published(app.database)
    data["terbit"] = {"nomor": done.nomor, "tanggal": done.tanggal, "desa": list(done.desa)} if done else None
    if done is not None:
        to = _("semua desa") if done.desa == ("semua",) else ", ".join(done.desa)
        lines.append(_("Terbit ke {desa}: Paket Aturan {nomor}.").format(desa=to, nomor=done.nomor))
    offers = aturan_terbit.list_offers(app.database, app.bawaan)
    data["dari_kecamatan"] = [_offer_data(one) for one in offers]
    lines += [one.kalimat for one in offers]
    lines += [
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


def libur(desk: Desk, given: Given) -> Answer:
    """`aturan libur`: the days off of a list join the rules, as a paket with its own number."""
    app = desk.app
    done = aturan_libur.add_holidays(
        app.database,
        given.file("file"),
        app.bawaan,
        tanggal=given.day("tanggal") or desk.today,
        nomor=given.text("nomor"),
        by=desk.by,
        at=desk.at,
        fs=app.files.fs,
    )
    said = [*done.catatan, _("Sekarang berlaku: {paket}").format(paket=_words(done))]
    return Answer({**_data(done), "catatan": list(done.catatan)}, "\n".join(said))


def terbitkan(desk: Desk, given: Given) -> Answer:
    """`aturan terbitkan`: the paket in force goes to the villages with the next kiriman."""
    app = desk.app
    desa = [one.strip() for one in given.text("desa").split(",") if one.strip()]
    done = aturan_terbit.publish(
        app.database, app.bawaan, desa, kid=app.laptop.keys.kid, by=desk.by, at=desk.at
    )
    to = _("semua desa") if done.desa == ("semua",) else ", ".join(done.desa)
    sentence = (
        _("Paket Aturan {nomor} ikut kiriman berikutnya ke {desa}. Desa melihat isinya dulu sebelum memakai.")
        if done.is_baru
        else _("Paket Aturan {nomor} sudah diterbitkan ke {desa}; tidak ada yang berubah.")
    )
    data = {"nomor": done.nomor, "tanggal": done.tanggal, "desa": list(done.desa), "baru": done.is_baru}
    return Answer(data, sentence.format(nomor=done.nomor, desa=to))


def tarik(desk: Desk, given: Given) -> Answer:
    """`aturan tarik`: the published paket is not offered to villages any more."""
    app = desk.app
    nomor = aturan_terbit.take_back(
        app.database, given.text("alasan"), kid=app.laptop.keys.kid, by=desk.by, at=desk.at
    )
    words = _("Paket Aturan {nomor} ditarik. Desa yang memakainya diberi tahu lewat kiriman berikutnya.")
    return Answer({"nomor": nomor}, words.format(nomor=nomor))


def tawaran(desk: Desk, _given: Given) -> Answer:
    """`aturan tawaran`: what the kecamatan sent, and every rule that would change."""
    app = desk.app
    offers = aturan_terbit.list_offers(app.database, app.bawaan)
    lines = []
    for one in offers:
        lines += [one.kalimat, *(f"  {change.teks}" for change in one.beda)]
    if not offers:
        lines = [_("Belum ada Paket Aturan dari kecamatan.")]
    return Answer({"tawaran": [_offer_data(one) for one in offers]}, "\n".join(lines))


def pakai(desk: Desk, given: Given) -> Answer:
    """`aturan pakai`: the kecamatan's paket of this number is in force from now on."""
    app = desk.app
    done = aturan_terbit.take(app.database, app.bawaan, given.text("nomor"), by=desk.by, at=desk.at)
    return Answer(_data(done), _("Sekarang berlaku: {paket}").format(paket=_words(done)))


def _offer_data(one: Tawaran) -> dict[str, object]:
    return {
        "nomor": one.nomor,
        "tanggal": one.tanggal,
        "judul": one.judul,
        "diterima": one.diterima,
        "baru": one.is_baru,
        "berlaku": one.is_berlaku,
        "dicabut": one.is_dicabut,
        "masalah": one.masalah,
        "kalimat": one.kalimat,
        "beda": [
            {
                "tanda": change.tanda,
                "lembar": change.lembar,
                "baris": change.baris,
                "kolom": change.kolom,
                "semula": change.semula,
                "menjadi": change.menjadi,
                "anjuran": change.is_anjuran,
            }
            for change in one.beda
        ],
    }


def _from_shipped(shown: PaketTampil) -> str:
    return _("Diisi dari paket bawaan: {nama}.").format(nama=", ".join(shown.dari_bawaan))


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
        "dari_bawaan": list(shown.dari_bawaan),
        "tahun_libur": list(shown.tahun_libur),
    }


def _words(shown: PaketTampil) -> str:
    sentence = _("Paket Aturan {nomor}, {tanggal}: {judul} ({asal})")
    return sentence.format(
        nomor=shown.nomor, tanggal=show_date(shown.tanggal), judul=shown.judul, asal=shown.asal_teks
    )
