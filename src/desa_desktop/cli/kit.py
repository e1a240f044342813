"""The Kit Pemulihan on the command line, and new keys after a theft."""

from __future__ import annotations

from desa_desktop import keys, paths, pemulihan
from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk, typed_kit, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, printing


def buat(desk: Desk, given: Given) -> Answer:
    """`kunci kit`: 30 digits, shown once; the sheet is written before they count, so none can be lost."""
    if pemulihan.has_kit(desk.app) and not given.has("ganti"):
        raise pemulihan.KitSudahAda
    digits = typed_kit(given) or keys.new_digits()
    keys.typed_digits(digits)
    data: dict[str, object] = {"angka": digits}
    lines = [
        _("Kit Pemulihan {nama}. Tulis atau cetak sekarang; angka ini tidak disimpan dan tidak tampil lagi:")
    ]
    lines = [lines[0].format(nama=desk.kantor.nama), f"  {digits}"]
    if given.has("ke"):
        target = given.file("ke")
        sheet = printing.draw(
            desk.app.database,
            desk.app.aturan,
            printing.Pesanan("kit-pemulihan"),
            "pdf",
            fonts=paths.resources() / "fonts",
            today=desk.today,
            nomor_kunci=digits,
        )
        write_file(target, sheet.isi, _("Lembar Kit Pemulihan"))
        data["berkas"] = str(target)
        lines.append(_("Lembar ditulis ke {berkas}. Hapus berkas itu sesudah dicetak.").format(berkas=target))
    made = pemulihan.make_kit(desk.app, digits, ganti=given.has("ganti"), progress=desk.progress)
    data["cadangan"] = str(made.cadangan.path)
    words = _("Cadangan {nama} sudah bisa dibuka dengan kit ini. Salin cadangan itu ke flashdisk.")
    lines.append(words.format(nama=made.cadangan.path.name))
    return Answer(data, "\n".join(lines))


def uji(desk: Desk, given: Given) -> Answer:
    """`kunci uji-kit`: the paper in the safe is the right one."""
    pemulihan.check_kit(desk.app, _required(given, "kunci uji-kit"))
    return Answer({"cocok": True}, _("Kit Pemulihan cocok: ke-30 angka membuka data laptop ini."))


def buka(desk: Desk, given: Given) -> Answer:
    """`kunci buka`: a new kata sandi for one that was forgotten."""
    if desk.password is None:
        raise WrongUse(_("Berikan kata sandi baru lewat --sandi-stdin, lalu 30 angka kit."), "kunci buka")
    pemulihan.reset_password(desk.places, _required(given, "kunci buka"), desk.password)
    return Answer({"terbuka": True}, _("Kata sandi baru terpasang. Data tidak berubah."))


def baru(desk: Desk, _given: Given) -> Answer:
    """`kunci baru`: new keys of this laptop; it must be enrolled again."""
    old = desk.kid
    fresh = pemulihan.renew_keys(desk.app)
    own = enrolment.own_number(fresh.database, fresh.laptop)
    state = enrolment.enrolment_state(fresh.database, fresh.laptop)
    text = _(
        "Laptop ini memakai kunci baru. Minta kecamatan mencabut kunci lama {lama}, lalu daftarkan "
        "laptop ini lagi. Nomor Kunci: {nomor}."
    )
    data = {"kid": fresh.laptop.keys.kid, "kid_lama": old, "nomor_kunci": own.nomor, "keadaan": state}
    return Answer(data, text.format(lama=old[:8], nomor=own.nomor))


def _required(given: Given, words: str) -> str:
    digits = typed_kit(given)
    if digits is None:
        raise WrongUse(_("Berikan 30 angka Kit Pemulihan lewat --kit-stdin."), words)
    return digits
