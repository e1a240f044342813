"""Change, evaluation, team and verification of the yearly plan on the command line."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, plain, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.cli.usulan import read_key
from desa_desktop.domain.rkp import AnggotaTim, JenisTim, RkpDesa
from desa_desktop.domain.tim import NAMA_TIM
from desa_desktop.domain.verifikasi import KEADAAN, butir_of, ringkas_verifikasi
from desa_desktop.domain.wording import read_money, show_date, show_money
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import editing, export, rab, rkp, rkp_evaluasi, rkp_perubahan, rkp_tim

_OF_MEMBER = ("tim", "jk", "jabatan", "unsur", "tempat-lahir", "tanggal-lahir")


def banding(desk: Desk, given: Given) -> Answer:
    """`rencana banding`: what changed against a ratified revision, and which activities fell out."""
    jenis, tahun = given.text("jenis"), desk.tahun(given)
    shown = rkp_perubahan.show_banding(
        desk.app.database, desk.app.aturan, jenis, tahun, given.number("terhadap")
    )
    if shown is None:
        words = _("Belum ada revisi {jenis} {tahun} yang disahkan untuk dibandingkan.")
        return Answer(
            {"terhadap": "", "beda": [], "gugur": []}, words.format(jenis=jenis.upper(), tahun=tahun)
        )
    data = {
        "terhadap": shown.terhadap,
        "nama": shown.nama,
        "dasar": shown.dasar,
        "baru": shown.beda.baru,
        "berubah": shown.beda.berubah,
        "dihapus": shown.beda.dihapus,
        "sama": shown.beda.sama,
        "beda": shown.beda.beda,
        "gugur": [{"id": one.id, "nama": one.nama, "biaya": one.biaya} for one in shown.gugur],
    }
    head = _("{jenis} {tahun}, {nama}, terhadap {revisi}: {kalimat}")
    said = [
        head.format(
            jenis=jenis.upper(),
            tahun=tahun,
            nama=shown.nama,
            revisi=shown.terhadap,
            kalimat=shown.beda.kalimat,
        )
    ]
    if shown.dasar:
        said.append(_("Dasar: {dasar}").format(dasar=shown.dasar))
    rows = [
        (one.tanda, one.judul, one.kolom_teks, one.semula_teks, one.menjadi_teks) for one in shown.beda.beda
    ]
    if rows:
        headings = [_("Tanda"), _("Baris"), _("Kolom"), _("Semula"), _("Menjadi")]
        said += ["", table(headings, rows)]
    return Answer(data, "\n".join(said))


def usulkan_lagi(desk: Desk, given: Given) -> Answer:
    """`rencana usulkan-lagi`: activities that a change dropped become proposals of next year."""
    tahun = desk.tahun(given)
    keys = [read_key(one, "rencana usulkan-lagi") for one in given.many("id")]
    made = rkp_perubahan.propose_dropped(
        desk.app.database, desk.app.aturan, tahun, keys, by=desk.by, at=desk.at
    )
    text = _("{n} kegiatan diusulkan lagi untuk {tahun}.").format(n=len(made), tahun=tahun + 1)
    return Answer({"usulan": made, "tahun": tahun + 1}, text)


def musyawarah_khusus(desk: Desk, given: Given) -> Answer:
    """`rencana musyawarah-khusus`: the special musrenbangdes of a change, prepared."""
    key = rkp_perubahan.prepare_special_meeting(desk.app.database, desk.tahun(given), by=desk.by, at=desk.at)
    return Answer({"id": key}, _("Musrenbangdes Khusus disiapkan. Lengkapi undangan dan acaranya."))


def evaluasi(desk: Desk, given: Given) -> Answer:
    """`rencana evaluasi`: last year's activities, what became of them, and the totals."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("ambil"):
        rkp_evaluasi.take_last_year(database, desk.app.aturan, tahun, by=desk.by, at=desk.at)
    if given.has("nomor"):
        _judge(desk, given, tahun)
    shown = rkp_evaluasi.show_evaluasi(database, tahun)
    total = shown.jumlah
    data = {
        "baris": export.plain_rows(shown.baris),
        "kegiatan": total.kegiatan,
        "terlaksana": total.terlaksana,
        "anggaran": total.anggaran,
        "realisasi": total.realisasi,
        "sisa": total.sisa,
        "persen": total.persen,
    }
    if not shown.baris:
        return Answer(data, _("Evaluasi belum berisi. Ambil kegiatan tahun lalu dengan --ambil."))
    rows = [
        (
            number,
            one.nama,
            one.lokasi,
            one.anggaran,
            one.realisasi,
            _("ya") if one.is_terlaksana else _("tidak"),
            one.keterangan,
        )
        for number, one in enumerate(shown.baris, start=1)
    ]
    headings = [
        *(_("No"), _("Kegiatan"), _("Lokasi"), _("Anggaran"), _("Realisasi")),
        *(_("Terlaksana"), _("Keterangan")),
    ]
    words = _("{n} kegiatan, {m} terlaksana. Anggaran {anggaran}, realisasi {realisasi}.")
    said = words.format(
        n=total.kegiatan,
        m=total.terlaksana,
        anggaran=show_money(total.anggaran, rp=True),
        realisasi=show_money(total.realisasi, rp=True),
    )
    return Answer(data, "\n".join([said, "", table(headings, rows)]))


def _judge(desk: Desk, given: Given, tahun: int) -> None:
    rows = rkp_evaluasi.show_evaluasi(desk.app.database, tahun).baris
    text = given.text("nomor")
    if not text.isdigit() or not 1 <= int(text) <= len(rows):
        raise NotFound(apa=_("Baris evaluasi {n}").format(n=text))
    money: int | None = None
    if given.has("realisasi"):
        read = read_money(given.text("realisasi"))
        if read.value is None:
            raise InvalidInput({"realisasi": read.problem or _("Realisasi tidak terbaca.")})
        money = read.value
    rkp_evaluasi.set_realisasi(
        desk.app.database,
        [rows[int(text) - 1].id],
        by=desk.by,
        at=desk.at,
        realisasi=money,
        is_terlaksana=given.text("terlaksana") == "ya" if given.has("terlaksana") else None,
        keterangan=given.text("keterangan") if given.has("keterangan") else None,
    )


def tim(desk: Desk, given: Given) -> Answer:
    """`rencana tim`: both teams with their counts, and the work plan."""
    database, tahun = desk.app.database, desk.tahun(given)
    key = rkp.rkp_key(database, tahun)
    step = {"by": desk.by, "at": desk.at}
    decree: dict[str, object] = {}
    if given.has("nomor-sk"):
        decree["nomor_sk"] = given.text("nomor-sk")
    if given.has("tanggal-sk"):
        decree["tanggal_sk"] = given.day("tanggal-sk")
    if decree:
        editing.change(database, RkpDesa, key, decree, **step)  # type: ignore[arg-type]
    if given.has("salin"):
        rkp_tim.copy_team(database, tahun, by=desk.by, at=desk.at)
    if given.has("rktl"):
        rkp_tim.fill_rktl(database, tahun, by=desk.by, at=desk.at)
    if given.has("tambah"):
        member = {
            "nama": given.text("tambah").strip(),
            "tim": JenisTim(given.text("tim") or "penyusun"),
            "jk": given.text("jk"),
            "jabatan": given.text("jabatan"),
            "unsur": given.text("unsur"),
            "tempat_lahir": given.text("tempat-lahir"),
            "tanggal_lahir": given.day("tanggal-lahir"),
        }
        editing.add_row(database, AnggotaTim, key, member, by=desk.by, at=desk.at)
    elif any(given.has(one) for one in _OF_MEMBER):
        raise WrongUse(_("Sebut nama anggotanya dengan --tambah."), "rencana tim")
    shown = rkp_tim.show_tim(database, desk.app.aturan, tahun)
    data = {
        "nomor_sk": shown.rkp.nomor_sk,
        "tanggal_sk": shown.rkp.tanggal_sk,
        "susunan": {
            team.value: {
                "orang": one.orang,
                "l": one.l,
                "p": one.p,
                "persen_p": one.persen_p,
                "saran": one.saran,
            }
            for team, one in shown.susunan.items()
        },
        "anggota": export.plain_rows(shown.anggota),
        "rktl": export.plain_rows(shown.rencana),
    }
    said: list[str] = []
    for team, counted in shown.susunan.items():
        said.append(f"{_(NAMA_TIM[team])}: {counted.teks}")
        said += list(counted.saran)
        rows = [(one.nama, one.jk, one.jabatan, one.unsur) for one in shown.anggota if one.tim is team]
        if rows:
            said.append(table([_("Nama"), _("L/P"), _("Jabatan"), _("Unsur")], rows))
    if shown.rencana:
        days = [
            (one.uraian, show_date(one.tanggal) if one.tanggal else "", one.tempat, one.keterangan)
            for one in shown.rencana
        ]
        said += ["", table([_("RKTL"), _("Tanggal"), _("Tempat"), _("Keterangan")], days)]
    return Answer(data, "\n".join(said))


def verifikasi(desk: Desk, given: Given) -> Answer:
    """`rencana verifikasi`: the sheet of one activity, item by item."""
    database, rules, tahun = desk.app.database, desk.app.aturan, desk.tahun(given)
    key = rab.find_kegiatan(database, rules, tahun, given.text("kegiatan"))
    items = butir_of(rules)
    found = next(one for one in rkp.show_plan(database, rules, tahun).rkp.kegiatan if one.id == key)
    wanted: dict[str, str] = {}
    if given.has("semua"):
        wanted = {name: given.text("semua") for name in items if not found.verifikasi.get(name)}
    for part in given.text("butir").split(",") if given.has("butir") else ():
        name, equals, state = part.partition("=")
        if not equals:
            raise InvalidInput({"butir": _("Contoh: --butir rab=ada_memenuhi,gambar=tidak_ada.")})
        wanted[name.strip()] = state.strip()
    if wanted or given.has("hasil"):
        result = given.text("hasil") if given.has("hasil") else None
        rkp_tim.set_verifikasi(database, rules, key, wanted, result, by=desk.by, at=desk.at)
        found = next(one for one in rkp.show_plan(database, rules, tahun).rkp.kegiatan if one.id == key)
    summary = ringkas_verifikasi(found.verifikasi, found.hasil_verifikasi, items)
    data = {
        "kegiatan": key,
        "butir": {name: found.verifikasi.get(name, "") for name in items},
        "hasil": found.hasil_verifikasi,
        "dijawab": summary.dijawab,
        "memenuhi": summary.memenuhi,
    }
    rows = [
        (name, title, _(KEADAAN[found.verifikasi[name]]) if found.verifikasi.get(name) in KEADAAN else "")
        for name, title in items.items()
    ]
    said = [f"{found.nama}: {summary.teks}", "", table([_("Kunci"), _("Butir"), _("Keadaan")], rows)]
    return Answer({name: plain(value) for name, value in data.items()}, "\n".join(said))
