"""Keys on the command line: the 30 digits, the enrolment of a laptop, who is enrolled."""

from __future__ import annotations

from desa_desktop import app as office
from desa_desktop import paths, pemulihan
from desa_desktop.app import App
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, target_folder, typed_kit, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, printing


def kartu(desk: Desk, given: Given) -> Answer:
    """`kunci kartu`: the digits of this office (of a kecamatan: of its root), as a card if asked."""
    own = enrolment.own_number(desk.app.database, desk.app.laptop)
    data: dict[str, object] = {"kid": own.kid, "nomor_kunci": own.nomor}
    lines = [_("Nomor Kunci {nama}:").format(nama=desk.kantor.nama), f"  {own.nomor}"]
    if given.has("ke"):
        target = given.file("ke")
        made = printing.draw(
            desk.app.database,
            desk.app.aturan,
            printing.Pesanan("kartu-kunci"),
            "pdf",
            fonts=paths.resources() / "fonts",
            today=desk.today,
            nomor_kunci=own.nomor,
        )
        write_file(target, made.isi, _("Kartu"))
        data["berkas"] = str(target)
        lines.append(_("Kartu ditulis ke {berkas}.").format(berkas=target))
    return Answer(data, "\n".join(lines))


def percaya(desk: Desk, given: Given) -> Answer:
    """`kunci percaya`: the village typed the digits of its kecamatan; the key itself comes with the grant."""
    digits = enrolment.trust_digits(desk.app.database, given.text("nomor"), by=desk.by, at=desk.at)
    text = _("Nomor Kunci kecamatan disimpan. Lanjutkan dengan kunci minta.")
    return Answer({"nomor_kunci": digits}, text)


def minta(desk: Desk, given: Given) -> Answer:
    """`kunci minta`: the request of this laptop, written to a stick."""
    made = enrolment.write_request(
        desk.app.database,
        desk.app.laptop,
        desk.app.files,
        target_folder(given.file("ke")),
        by=desk.by,
        at=desk.at,
    )
    own = enrolment.laptop_number(desk.app.database, desk.app.laptop)
    text = _("Permintaan ditulis ke {berkas}. Bacakan Nomor Kunci ini ke kecamatan: {nomor}.")
    return Answer({"berkas": str(made.berkas)}, text.format(berkas=made.berkas, nomor=own.nomor))


def kenalkan(desk: Desk, given: Given) -> Answer:
    """`kunci kenalkan`: the kecamatan typed the digits of a laptop; wrong ones name the group."""
    made = enrolment.introduce(
        desk.app.database,
        _with_root(desk, given).laptop,
        desk.app.files,
        given.file("file"),
        given.text("nomor"),
        target_folder(given.file("ke")),
        by=desk.by,
        at=desk.at,
        minta=True if given.has("minta") else None,
    )
    text = _("{nama} ({kode}), {label}, terdaftar. Tanda terdaftar ditulis ke {berkas}.")
    said = text.format(nama=made.nama, kode=show_kode(made.kode), label=made.label, berkas=made.berkas)
    data = {"berkas": str(made.berkas), "kode": made.kode, "kid": made.kid, "nama": made.nama}
    return Answer(data, said)


def minta_data(desk: Desk, given: Given) -> Answer:
    """`kunci minta-data`: ask an enrolled village for its register of residents, or stop asking."""
    minta = not given.has("berhenti")
    made = enrolment.ask_register(
        desk.app.database,
        desk.app.laptop,
        desk.app.files,
        given.text("desa"),
        target_folder(given.file("ke")),
        minta=minta,
        by=desk.by,
        at=desk.at,
    )
    data = {
        "kode": made[0].kode,
        "minta": minta,
        "berkas": [str(one.berkas) for one in made],
        "laptop": [{"kid": one.kid, "label": one.label} for one in made],
    }
    if minta:
        text = _("Permintaan data penduduk untuk {nama} ditulis. Desa yang memutuskan di Pengaturan.")
    else:
        text = _(
            "{nama} tidak diminta lagi. Sesudah desa memasang berkas ini, kiriman berikutnya menghapus "
            "data penduduknya dari laptop ini."
        )
    lines = [text.format(nama=made[0].nama), *(str(one.berkas) for one in made)]
    return Answer(data, "\n".join(lines))


def pasang(desk: Desk, given: Given) -> Answer:
    """`kunci pasang`: the grant of the kecamatan; from now on this laptop may send."""
    made = enrolment.install_grant(
        desk.app.database, desk.app.laptop, desk.app.files, given.file("file"), by=desk.by, at=desk.at
    )
    state = enrolment.enrolment_state(desk.app.database, desk.app.laptop)
    return Answer({"keadaan": state, "pengirim": made.pengirim.kode, "digest": made.digest}, made.teks)


def cabut(desk: Desk, given: Given) -> Answer:
    """`kunci cabut`: a laptop's key ends for good; everybody hears of it with the next kiriman."""
    gone = enrolment.revoke_key(
        desk.app.database,
        _with_root(desk, given).laptop,
        given.text("kid"),
        given.text("alasan"),
        sampai=given.number("sampai"),
        by=desk.by,
        at=desk.at,
    )
    text = _(
        "Kunci {label} dari {nama} dicabut ({alasan}). Kirim umpan balik ke semua desa supaya mereka tahu."
    ).format(label=gone.label, nama=gone.nama, alasan=gone.alasan)
    if gone.nomor_terakhir is not None:
        text += " " + _("Kiriman sampai nomor {n} tetap sah.").format(n=gone.nomor_terakhir)
    data = {"kid": gone.kid, "kode": gone.kode, "alasan": gone.alasan, "nomor_terakhir": gone.nomor_terakhir}
    return Answer(data, text)


def putar(desk: Desk, given: Given) -> Answer:
    """`kunci putar`: a new root of the kecamatan, its card, and a grant for every laptop."""
    opened, written = office.replace_root(desk.app, target_folder(given.file("ke")), by=desk.by, at=desk.at)
    own = enrolment.own_number(opened.database, opened.laptop)
    text = _(
        "Kunci induk diganti. Nomor Kunci baru: {nomor}. {n} tanda terdaftar ditulis; tiap laptop mengetik"
        " nomor baru sekali, lalu memasang berkasnya."
    )
    data = {"kid": own.kid, "nomor_kunci": own.nomor, "berkas": [str(one) for one in written]}
    return Answer(data, text.format(nomor=own.nomor, n=len(written)))


def simpan_akar(desk: Desk, given: Given) -> Answer:
    """`kunci simpan-akar`: the root key leaves this laptop for its own stick."""
    stays = given.has("biarkan")
    _opened, written = pemulihan.store_root(desk.app, target_folder(given.file("ke")), biarkan=stays)
    if stays:
        text = _(
            "Salinan kunci induk ditulis ke {berkas} dan dibaca ulang. Kunci itu juga masih di laptop ini."
        )
    else:
        text = _(
            "Kunci induk ditulis ke {berkas}, dibaca ulang, lalu dihapus dari laptop ini. Simpan flashdisk"
            " itu di lemari besi, terpisah dari lembar Kit Pemulihan. Cadangan lama masih memuatnya,"
            " tersandi."
        )
    return Answer({"berkas": str(written), "di_laptop": stays}, text.format(berkas=written))


def _with_root(desk: Desk, given: Given) -> App:
    """The office, with the root key of the stick named by `--akar`."""
    if not given.has("akar"):
        return desk.app
    digits = typed_kit(given)
    if digits is None:
        raise WrongUse(_("Bersama --akar, berikan 30 angka Kit Pemulihan kecamatan lewat --kit-stdin."))
    return pemulihan.with_root(desk.app, given.file("akar"), digits)


def daftar(desk: Desk, _given: Given) -> Answer:
    """`kunci daftar`: every laptop this office knows, and whether its key still counts."""
    rows = enrolment.list_keys(desk.app.database, desk.app.laptop)
    shown = [
        (
            show_kode(one.kode),
            one.nama,
            one.label,
            one.keadaan,
            _("diminta") if one.minta_penduduk else "",
            one.kid,
        )
        for one in rows
    ]
    headings = [_("Kode"), _("Nama"), _("Laptop"), _("Keadaan"), _("Data penduduk"), "KID"]
    return Answer({"kunci": rows}, table(headings, shown) if rows else _("Belum ada laptop terdaftar."))
