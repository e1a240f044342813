"""The office itself on the command line: set up, look at, what is next."""

from __future__ import annotations

from desa_desktop import __version__, app, latihan
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, read_file
from desa_desktop.cli.kirim import with_stale
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.asal import Asal
from desa_desktop.domain.izin import Izin, Kata
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.wilayah import DESA_DIGITS, read_kode, show_kode
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import enrolment, exchange, export, jalan_rapat, kop, tasks, upkeep
from desa_desktop.services import kantor as office
from desa_desktop.services.kantor import Persiapan

IDENTITY = ("nama", "kecamatan", "kabupaten", "provinsi", "kepala", "alamat", "label")
CHOICES = {"urutan": "urutan_tahap", "dasar-tim": "dasar_tim", "label-durkp": "label_durkp"}
OFFICERS = {"kepala": N_("Kepala Desa"), "sekretaris": N_("Sekretaris Desa"), "bpd": N_("Ketua BPD")}


def siapkan(desk: Desk, given: Given) -> Answer:
    """`kantor siapkan`: keys, database, the office; a kecamatan gets its root key as well."""
    names = ("nama", "kecamatan", "kabupaten", "provinsi", "kepala", "sekretaris", "bpd", "label")
    wanted = Persiapan(
        peran=Peran(given.text("peran")),
        kode=given.text("kode"),
        tahun=given.number("tahun"),
        tambahan=given.has("tambahan"),
        **{name: given.text(name) for name in names},
    )
    now = app.clock(desk.environment)
    if wanted.tambahan and wanted.peran is not Peran.KECAMATAN:
        raise WrongUse(_("--tambahan hanya untuk laptop kecamatan."), "kantor siapkan")
    office.check_given(wanted, now())  # before anything is made
    app.create_profile(desk.places, password=desk.password)
    with app.open_app(desk.places, desk.environment, password=desk.password) as opened:
        kid = opened.laptop.keys.kid
        made = office.set_up(opened.database, wanted, opened.aturan, kid=kid, by=opened.person, at=now())
        if made.peran is Peran.KECAMATAN and not wanted.tambahan:
            opened = app.make_root(opened)
        number = enrolment.own_number(opened.database, opened.laptop)
    data = {"kode": number.kode, "nama": made.nama, "kid": number.kid, "nomor_kunci": number.nomor}
    text = _("{nama} ({kode}) siap dipakai. Data ada di {tempat}. Nomor Kunci: {nomor}.")
    return Answer(
        {**data, "kode": made.kode},
        text.format(nama=made.nama, kode=show_kode(made.kode), tempat=desk.places.data, nomor=number.nomor),
    )


def contoh(desk: Desk, given: Given) -> Answer:
    """`kantor contoh`: the sample kecamatan of Mode Latihan, or its village, in a fresh folder."""
    peran = given.text("peran") or latihan.KECAMATAN
    latihan.fill(desk.places, peran, desk.progress)
    text = _(
        "Data contoh siap di {tempat}. Ini Mode Latihan: semua cetakan bertanda CONTOH dan kirimannya tidak"
        " diterima kantor sungguhan."
    )
    return Answer({"peran": peran, "tempat": str(desk.places.data)}, text.format(tempat=desk.places.data))


def kop_surat(desk: Desk, given: Given) -> Answer:
    """`kantor kop`: logo, scheme of letter numbers, empty rows; changed by what is given, then shown."""
    database = desk.app.database
    if given.has("logo"):
        kop.set_logo(database, read_file(given.file("logo")), by=desk.by, at=desk.at)
    if given.has("hapus-logo"):
        kop.remove_logo(database, by=desk.by, at=desk.at)
    names = {"format-nomor": "format_nomor", "baris-kosong": "baris_kosong"}
    values = {name: given.text(option) for option, name in names.items() if given.has(option)}
    if values:
        kop.change(database, values, by=desk.by, at=desk.at)
    seen = kop.show(database)
    rows = [
        (_("Logo"), _("ada") if seen.logo else _("belum ada")),
        (_("Format nomor surat"), seen.format_nomor),
        (_("Baris kosong daftar hadir"), str(seen.baris_kosong)),
    ]
    data = {
        "logo": seen.logo is not None,
        "format_nomor": seen.format_nomor,
        "baris_kosong": seen.baris_kosong,
    }
    return Answer(data, table([_("Setelan"), _("Isi")], rows))


def tahun(desk: Desk, given: Given) -> Answer:
    """`kantor tahun`: work on another plan year."""
    text = given.text("tahun")
    if not text.isdecimal():
        raise WrongUse(_("{isi} bukan tahun. Contoh: 2028.").format(isi=text), "kantor tahun")
    office.change_year(desk.app.database, int(text), desk.app.aturan, by=desk.by, at=desk.at)
    return Answer({"tahun": int(text)}, _("Tahun Rencana sekarang {tahun}.").format(tahun=text))


def ubah(desk: Desk, given: Given) -> Answer:
    """`kantor ubah`: names and place of the office, its officials; a kecamatan's villages that were wrong."""
    identity = {name: given.text(name) for name in IDENTITY if given.has(name)}
    officers = {_(title): given.text(name) for name, title in OFFICERS.items() if given.has(name)}
    dropped = [read_kode(one, DESA_DIGITS) for one in given.text("hapus-desa").split(",") if one.strip()]
    choices = {name: given.text(option) for option, name in CHOICES.items() if given.has(option)}
    quorum = given.text("kuorum")
    if not identity and not officers and not dropped and not choices and not quorum:
        raise WrongUse(_("Sebutkan yang diubah, misalnya --nama atau --kepala."), "kantor ubah")
    is_desa = desk.kantor.peran is Peran.DESA
    if not is_desa and (choices or quorum):
        raise InvalidInput(
            {"urutan": _("Urutan langkah, dasar tim, tahun DURKP, dan kuorum hanya ada di kantor desa.")}
        )
    if is_desa and dropped:
        raise InvalidInput({"hapus-desa": _("Daftar desa hanya ada di kantor kecamatan.")})
    if not is_desa and officers.keys() - {_(OFFICERS["kepala"])}:
        raise InvalidInput({"sekretaris": _("Sekretaris desa dan ketua BPD hanya ada di kantor desa.")})
    if dropped:
        known = {one.kode for one in office.villages(desk.app.database)}
        for kode in dropped:
            if kode not in known:
                raise NotFound(apa=_("Desa {kode}").format(kode=show_kode(kode)))
    if identity:
        office.correct_identity(desk.app.database, identity, by=desk.by, at=desk.at)
    if is_desa and officers:
        office.set_officers(desk.app.database, officers, by=desk.by, at=desk.at)
    if choices:
        office.choose_rules(desk.app.database, choices, by=desk.by, at=desk.at)
    if quorum:
        wanted = "" if quorum == "bawaan" else quorum
        jalan_rapat.set_quorum(desk.app.database, wanted, by=desk.by, at=desk.at)
    gone = office.drop_villages(desk.app.database, dropped, by=desk.by, at=desk.at) if dropped else 0
    changed = [*identity, *(name for name in OFFICERS if given.has(name) and name not in identity)]
    changed += [name for name in (*CHOICES, "kuorum") if given.has(name)]
    lines = [_("Identitas kantor diubah: {isian}.").format(isian=", ".join(changed))] if changed else []
    if gone:
        lines.append(_("{n} desa dihapus dari daftar. Kirimannya tetap tersimpan.").format(n=gone))
    return Answer({"ubah": changed, "desa_dihapus": gone}, "\n".join(lines))


def laptop(desk: Desk, given: Given) -> Answer:
    """`kantor laptop`: what was said of a folder that is a copy; `--diganti` or `--salinan` says it."""
    if given.has("diganti") and given.has("salinan"):
        raise WrongUse(_("Pilih salah satu: --diganti atau --salinan."), "kantor laptop")
    opened = desk.app
    if given.has("diganti") or given.has("salinan"):
        wanted = Asal.DIGANTI if given.has("diganti") else Asal.SALINAN
        opened = app.say_origin(opened, wanted)
    words = {
        Asal.TETAP: _("Folder data ini tidak pernah disalin atau dipindahkan."),
        Asal.TANYA: _(
            "Folder data ini salinan, dipindahkan, atau lebih lama dari yang terakhir dipakai. Jawab dengan"
            " --diganti bila pekerjaan diteruskan di sini, atau --salinan bila hanya untuk coba-coba."
        ),
        Asal.DIGANTI: _("Laptop ini menggantikan laptop lama. Penomoran kiriman mulai dari 1 lagi."),
        Asal.SALINAN: _("Folder ini salinan untuk coba-coba: kiriman tidak dibuat di sini."),
    }
    return Answer({"asal": opened.asal.value or "tetap"}, words[opened.asal])


def izin(desk: Desk, given: Given) -> Answer:
    """`kantor izin penduduk`: what was asked and said about the register; `--setuju` or `--cabut` decides."""
    database, laptop = desk.app.database, desk.app.laptop
    if given.has("setuju") and given.has("cabut"):
        raise WrongUse(_("Pilih salah satu: --setuju atau --cabut."), "kantor izin")
    said = exchange.get_izin(database)
    if given.has("setuju") or given.has("cabut"):
        said = exchange.decide(
            database,
            laptop,
            setuju=given.has("setuju"),
            oleh=given.text("oleh"),
            jabatan=given.text("jabatan"),
            sampai=given.day("sampai") if given.has("sampai") else None,
            by=desk.by,
            at=desk.at,
        )
    data = {
        "diminta": said.is_diminta,
        "berlaku": said.is_berlaku,
        "riwayat": [
            {
                "kata": one.kata.value,
                "oleh": one.oleh,
                "jabatan": one.jabatan,
                "pada": one.pada,
                "sampai": one.sampai,
            }
            for one in said.riwayat
        ],
    }
    rows = [(show_date(one.pada.astimezone().date()), one.kata.value, one.oleh, one.jabatan)
            for one in said.riwayat]  # fmt: skip
    headings = [_("Pada"), _("Keputusan"), _("Oleh"), _("Jabatan")]
    return Answer(data, "\n".join([_izin_words(said), *([table(headings, rows)] if rows else [])]))


def _izin_words(said: Izin) -> str:
    last = said.terakhir
    if said.is_berlaku and last is not None and last.sampai is not None:
        words = _("Data penduduk lengkap ikut dalam setiap kiriman ke kecamatan sampai {tanggal}.")
        return words.format(tanggal=show_date(last.sampai))
    if last is not None and last.kata is Kata.HABIS:
        return _("Jangka waktu persetujuan sudah habis, jadi tidak ada yang dikirim.")
    if said.is_berlaku:
        return _("Data penduduk lengkap ikut dalam setiap kiriman ke kecamatan.")
    if said.terakhir is not None:
        return _("Persetujuan sudah dicabut, jadi tidak ada yang dikirim. Kecamatan masih memintanya.")
    if said.is_diminta:
        return _(
            "Kecamatan meminta data penduduk lengkap. Desa belum menyetujui, jadi tidak ada yang dikirim."
        )
    return _("Kecamatan tidak meminta data penduduk lengkap. Data penduduk tetap di laptop ini.")


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
    last = exchange.last_answer(desk.app.database, desk.app.laptop, at=desk.at)
    if last is not None:
        data["umpan_balik"] = {"nomor": last.nomor, "hari": last.hari}
    lines = [
        f"{kantor.nama} ({show_kode(kantor.kode)}) · {_('Tahun Rencana')} {kantor.tahun_rencana}",
        _("Data: {tempat}").format(tempat=desk.places.data),
        _("Versi {versi} · Paket Aturan {nomor}").format(versi=__version__, nomor=rules.nomor),
        _("Belum dikirim: {n} dokumen").format(n=unsent),
        *([last.teks] if last is not None else []),
        "",
        table([_("Jenis"), _("Jumlah")], [(name, number) for name, number in counts.items()]),
    ]
    return with_stale(Answer(data, "\n".join(lines)), last)


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
            "kunci": one.kunci,
            "judul": one.judul,
            "sebab": one.sebab,
            "batas": one.batas,
            "keadaan": one.keadaan,
            "hari": one.hari,
        }
        for one in found
    ]
    shown = [(show_date(one.batas), one.jarak, one.judul, one.sebab, one.kunci) for one in found]
    headings = [_("Batas"), _("Waktu"), _("Tugas"), _("Sebab"), _("Kunci")]
    return Answer({"tugas": rows}, table(headings, shown) if rows else _("Tidak ada tugas."))
