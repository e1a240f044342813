"""Forms of families on the command line: who is still to be asked, handed out, gathered back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desa_desktop.cli.answer import Answer, Pesan, table
from desa_desktop.cli.desk import Desk, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.wording import MONTHS
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian, isian_bagi, isian_bulanan, isian_kumpul
from desa_desktop.services import isian_keluarga as service

PARTLY = 3
WORDS = {
    "belum": "belum mulai",
    "berjalan": "berjalan",
    "selesai": "selesai",
    "tidak_perlu": "tidak perlu",
}


def _form(desk: Desk, given: Given) -> str:
    form_id = given.text("templat") or service.default_form(desk.app.templates)
    if form_id is None:
        raise InvalidInput({"templat": _("Tidak ada templat yang diisi per keluarga.")})
    return form_id


def _listed(desk: Desk, given: Given) -> tuple[service.DaftarKeluarga, service.Tempat]:
    app = desk.app
    periode, today = given.text("periode"), app.today()
    listed = service.list_keluarga(app.database, app.templates, _form(desk, given), periode, today=today)
    words = {name: given.text(name) for name in ("dusun", "rw", "rt")}
    return listed, service.read_tempat(listed.baris, **words) if any(words.values()) else service.Tempat()


def begin(desk: Desk, templat: str, periode: str, keluarga: str) -> UUID:
    """The form of a period, of the family with this KK, NIK or id where one is named."""
    app, key = desk.app, None
    if keluarga:
        listed = service.list_keluarga(app.database, app.templates, templat, periode, today=app.today())
        key = service.find_keluarga(app.database, listed.baris, keluarga).id
    period = periode or isian.current_periode(app.today(), app.templates[templat].period)
    return isian.open_isian(
        app.database, app.templates, templat, period, by=desk.by, at=desk.at, keluarga=key, kode=app.kode
    )


def facts(desk: Desk, form: Isian) -> dict[str, object]:
    """Which family a form is about, and the form of the period before."""
    family = service.keluarga_of(desk.app.database, form.id, today=desk.app.today())
    before = isian.previous_isian(desk.app.database, form.form_id, form.periode, form.keluarga_id)
    return {
        "keluarga": None if family is None else family.kepala or mask_nik(family.no_kk),
        "periode_lalu": before,
    }


def facts_text(data: Mapping[str, object]) -> list[str]:
    """The same as lines."""
    lines = []
    if data["keluarga"]:
        lines.append(_("Keluarga {nama}").format(nama=data["keluarga"]))
    if data["periode_lalu"]:
        lines.append(_("Periode sebelumnya: ID {id}").format(id=data["periode_lalu"]))
    return lines


def daftar(desk: Desk, given: Given) -> Answer:
    """`isian daftar --keluarga`: the families of a place with their state, and each RT with its counts."""
    listed, place = _listed(desk, given)
    rows = [row for row in listed.of(place) if row.is_menunggu or not given.has("belum")]
    done = service.count_progress(listed.of(place))
    data = {
        "templat": listed.form_id,
        "periode": listed.periode,
        "selesai": done.selesai,
        "berjalan": done.berjalan,
        "jumlah": done.jumlah,
        "tempat": [
            {
                "dusun": one.dusun,
                "rw": one.rw,
                "rt": one.rt,
                "selesai": counts.selesai,
                "berjalan": counts.berjalan,
                "jumlah": counts.jumlah,
            }
            for one, counts in listed.tempat
        ],
        "keluarga": [
            {
                "id": row.id,
                "no_kk": row.no_kk,
                "kepala": row.kepala,
                "dusun": row.dusun,
                "rw": row.rw,
                "rt": row.rt,
                "anggota": row.jumlah,
                "keadaan": row.keadaan.value,
                "isian": row.isian_id,
            }
            for row in rows
        ],
    }
    heading = _("{judul} {periode}, {tempat}: {n} dari {m} keluarga selesai, {k} berjalan").format(
        judul=listed.judul,
        periode=show_periode(listed.periode),
        tempat=service.show_tempat(place),
        n=done.selesai,
        m=done.jumlah,
        k=done.berjalan,
    )
    shown = [
        (WORDS[row.keadaan.value], row.kepala, mask_nik(row.no_kk), row.dusun, row.rw, row.rt, row.jumlah)
        for row in rows
    ]
    heads = [_("Keadaan"), _("Kepala keluarga"), _("Nomor KK"), _("Dusun"), "RW", "RT", _("Anggota")]
    return Answer(data, f"{heading}\n{table(heads, shown)}")


def bulan(desk: Desk, given: Given) -> Answer:
    """`isian bulan`: the people of the last month as rows of the next."""
    key, name = given.key("id"), given.text("tabel")
    app = desk.app
    month = isian_bulanan.add_month(app.database, app.templates, key, name, by=desk.by, at=desk.at)
    return Answer(
        {"id": key, "bulan": month}, _("Baris {bulan} ditambahkan.").format(bulan=MONTHS[month - 1])
    )


def bagi(desk: Desk, given: Given) -> Answer:
    """`isian bagi`: the families of an RT as a workbook for an enumerator."""
    listed, place = _listed(desk, given)
    target = given.file("ke")
    made = isian_bagi.hand_out(
        desk.app.database,
        desk.app.templates,
        listed.form_id,
        listed.periode,
        place,
        petugas=given.text("petugas"),
        semua=given.has("semua"),
        kode=desk.app.kode,
        today=desk.app.today(),
    )
    write_file(target, made.data, _("Berkas petugas"))
    text = _("{n} keluarga dari {tempat} ditulis ke {berkas}. Serahkan kepada petugas.").format(
        n=made.jumlah, tempat=service.show_tempat(place), berkas=target
    )
    return Answer({"berkas": str(target), "keluarga": made.jumlah}, text)


def kumpulkan(desk: Desk, given: Given) -> Answer:
    """`isian kumpulkan`: what an enumerator's workbook says goes in; exit code 3 when something did not."""
    app = desk.app
    read = isian_kumpul.read_file(given.file("file"), app.templates, today=app.today())
    found = isian_kumpul.review(app.database, app.templates, read)
    taken = {one.id for one in found.bentrok} if given.has("pakai-berkas") else set()
    if not given.has("uji"):
        found = isian_kumpul.accept(app.database, app.templates, read, taken, by=desk.by, at=desk.at)
    left = [one for one in found.bentrok if one.id not in taken]
    data = {
        "keluarga": found.jumlah_keluarga,
        "masuk": len(found.baru) + len(taken),
        "sama": found.sama,
        "bentrok": [
            {
                "keluarga": one.kepala,
                "kode": one.kode,
                "semula": one.semula,
                "menjadi": one.menjadi,
                "dipakai": one.id in taken,
            }
            for one in found.bentrok
        ],
        "terkunci": list(found.terkunci),
        "tidak_dikenal": list(found.tidak_dikenal),
        "masalah": [str(one) for one in read.masalah],
        "tersimpan": not given.has("uji"),
    }
    words = _("{judul}: {n} jawaban dari {k} keluarga masuk, {s} sudah sama.")
    if given.has("uji"):
        words = _(
            "{judul}: {n} jawaban dari {k} keluarga akan masuk, {s} sudah sama. Tidak ada yang disimpan."
        )
    lines = [
        words.format(
            judul=isian_kumpul.title_of(read), n=data["masuk"], k=found.jumlah_keluarga, s=found.sama
        )
    ]
    if left:
        lines.append(_("{n} jawaban bentrok dan tidak dimasukkan:").format(n=len(left)))
        rows = [(one.kepala, one.pertanyaan, one.semula, one.menjadi) for one in left]
        lines.append(table([_("Keluarga"), _("Pertanyaan"), _("Di aplikasi"), _("Di berkas")], rows))
        lines.append(_("Isi aplikasi tetap. Untuk memakai isi berkas, ulangi dengan --pakai-berkas."))
    for name in found.terkunci:
        lines.append(_("{nama}: isiannya sudah ditandai selesai, jadi tidak diubah.").format(nama=name))
    for name in found.tidak_dikenal:
        lines.append(_("{nama}: keluarga ini tidak ada di Data Penduduk.").format(nama=name))
    lines += [str(one) for one in read.masalah]
    is_partly = bool(left or read.masalah or found.terkunci or found.tidak_dikenal)
    messages = tuple(Pesan("K-100", "peringatan", str(one), {}) for one in read.masalah)
    return Answer(data, "\n".join(lines), PARTLY if is_partly else 0, messages)
