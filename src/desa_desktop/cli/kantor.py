"""The office itself on the command line: set up, look at, what is next."""

from __future__ import annotations

from desa_desktop import __version__, app
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _
from desa_desktop.services import enrolment, exchange, export, tasks, upkeep
from desa_desktop.services import kantor as office
from desa_desktop.services.kantor import Persiapan


def siapkan(desk: Desk, given: Given) -> Answer:
    """`kantor siapkan`: keys, database, the office; a kecamatan gets its root key as well."""
    names = ("nama", "kecamatan", "kabupaten", "provinsi", "kepala", "sekretaris", "bpd", "label")
    wanted = Persiapan(
        peran=Peran(given.text("peran")),
        kode=given.text("kode"),
        tahun=given.number("tahun"),
        **{name: given.text(name) for name in names},
    )
    now = app.clock(desk.environment)
    office.check_given(wanted, now())  # before anything is made
    app.create_profile(desk.places, password=desk.password)
    with app.open_app(desk.places, desk.environment, password=desk.password) as opened:
        kid = opened.laptop.keys.kid
        made = office.set_up(opened.database, wanted, opened.aturan, kid=kid, by=opened.person, at=now())
        if made.peran is Peran.KECAMATAN:
            opened = app.make_root(opened)
        number = enrolment.own_number(opened.database, opened.laptop)
    data = {"kode": number.kode, "nama": made.nama, "kid": number.kid, "nomor_kunci": number.nomor}
    text = _("{nama} ({kode}) siap dipakai. Data ada di {tempat}. Nomor Kunci: {nomor}.")
    return Answer(
        {**data, "kode": made.kode},
        text.format(nama=made.nama, kode=show_kode(made.kode), tempat=desk.places.data, nomor=number.nomor),
    )


def tahun(desk: Desk, given: Given) -> Answer:
    """`kantor tahun`: work on another plan year."""
    text = given.text("tahun")
    if not text.isdecimal():
        raise WrongUse(_("{isi} bukan tahun. Contoh: 2028.").format(isi=text), "kantor tahun")
    office.change_year(desk.app.database, int(text), desk.app.aturan, by=desk.by, at=desk.at)
    return Answer({"tahun": int(text)}, _("Tahun Rencana sekarang {tahun}.").format(tahun=text))


def info(desk: Desk, _given: Given) -> Answer:
    """`info`: whose data this is, and how much of it."""
    kantor, rules = desk.kantor, desk.app.aturan
    counts = export.counts(desk.app.database)
    unsent = exchange.unsent_count(desk.app.database)
    data = {
        "versi": __version__,
        "skema": upkeep.schema_version(),
        "peran": kantor.peran.value,
        "kode": kantor.kode,
        "nama": kantor.nama,
        "tahun": kantor.tahun_rencana,
        "tempat": str(desk.places.data),
        "jumlah": counts,
        "belum_dikirim": unsent,
        "paket_aturan": rules.nomor,
    }
    lines = [
        f"{kantor.nama} ({show_kode(kantor.kode)}) · {_('Tahun Rencana')} {kantor.tahun_rencana}",
        _("Data: {tempat}").format(tempat=desk.places.data),
        _("Versi {versi} · Paket Aturan {nomor}").format(versi=__version__, nomor=rules.nomor),
        _("Belum dikirim: {n} dokumen").format(n=unsent),
        "",
        table([_("Jenis"), _("Jumlah")], [(name, number) for name, number in counts.items()]),
    ]
    return Answer(data, "\n".join(lines))


def tugas(desk: Desk, given: Given) -> Answer:
    """`tugas`: what is next, with the days that are left."""
    found = tasks.list_tasks(
        desk.app.database,
        desk.app.laptop,
        desk.app.aturan,
        desk.app.templates,
        desk.today,
        by=desk.by,
        at=desk.at,
        sampai=given.day("sampai"),
    )
    rows = [
        {
            "judul": one.judul,
            "sebab": one.sebab,
            "batas": one.batas,
            "keadaan": one.keadaan,
            "hari": one.hari,
        }
        for one in found
    ]
    shown = [(show_date(one.batas), one.jarak, one.judul, one.sebab) for one in found]
    headings = [_("Batas"), _("Waktu"), _("Tugas"), _("Sebab")]
    return Answer({"tugas": rows}, table(headings, shown) if rows else _("Tidak ada tugas."))
