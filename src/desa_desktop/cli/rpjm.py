"""RPJM Desa on the command line: begin, fill, spread over the years, look, change and extend."""

from __future__ import annotations

import re
from uuid import UUID

from desa_desktop.cli.answer import Answer, plain, table
from desa_desktop.cli.desk import Desk, read_file, read_json, write_file
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.matriks_rpjm import sumber_text, tahun_text, tingkat_name
from desa_desktop.domain.pemeriksaan_rpjm import span
from desa_desktop.domain.rpjm import ArahRpjm, KegiatanRpjm, RpjmDesa
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel.baca import read_cell
from desa_desktop.domain.wording import read_quantity, show_money
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import (
    dokumen,
    editing,
    intake,
    rkp_perubahan,
    rpjm,
    rpjm_berkas,
    rpjm_ekspor,
    sketsa_rpjm,
)

JENIS = "rpjm"
_READ_AS = {
    "kode": "kode",
    "nama": "teks",
    "lokasi": "teks",
    "volume": "volume",
    "satuan": "satuan",
    "sasaran": "teks",
    "sdgs": "sdgs",
    "pola": "pola",
    "data-eksisting": "teks",
    "indikator": "teks",
    "alasan": "teks",
}
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


def siapkan(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm siapkan`: a new plan with its first and last year."""
    mulai = given.number("mulai")
    assert mulai is not None
    key = rpjm.create(
        desk.app.database, mulai, given.number("sampai"), given.day("pelantikan"), by=desk.by, at=desk.at
    )
    plan = _plan(desk, mulai)
    text = _("RPJM Desa {rentang} siap diisi.").format(rentang=span(plan))
    return Answer({"id": key, "tahun": plan.tahun, "tahun_akhir": plan.tahun_akhir}, text)


def _plan(desk: Desk, tahun: int) -> RpjmDesa:
    return rpjm.show_plan(desk.app.database, desk.app.aturan, tahun).rpjm


def perpanjang(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm perpanjang`: six years become eight; a ratified plan is opened as a change."""
    first, last = rpjm.extend(desk.app.database, desk.tahun(given), by=desk.by, at=desk.at)
    text = _("RPJM Desa menjadi {awal}–{akhir}. Yang sudah disahkan tetap berlaku sampai disahkan lagi.")
    return Answer({"tahun": first, "tahun_akhir": last}, text.format(awal=first, akhir=last))


def ambil_gagasan(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm ambil-gagasan`: proposals become activities that know where they came from."""
    keys = [_id(one) for one in given.many("id")] if given.has("id") else None
    made = rpjm.take_gagasan(
        desk.app.database,
        desk.tahun(given),
        keys,
        tahun_usulan=given.number("usulan"),
        gabung=given.has("gabung"),
        by=desk.by,
        at=desk.at,
    )
    text = _("{n} kegiatan masuk RPJM Desa.").format(n=len(made))
    return Answer({"kegiatan": len(made), "id": made}, text)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        sentence = _("{isi} bukan ID. Salin ID dari daftarnya.").format(isi=text)
        raise WrongUse(sentence, "rencana rpjm ambil-gagasan") from None


def catat(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm catat`: what a JSON file says is added as one step."""
    content = read_json(given.file("file"), parse_float=str)
    counts = rpjm_berkas.write_down(
        desk.app.database, desk.app.aturan, desk.tahun(given), content, by=desk.by, at=desk.at
    )
    said = ", ".join(f"{field_name(name).lower()} {n}" for name, n in counts.items())
    text = _("Tercatat: {isi}.").format(isi=said) if said else _("Isian utama RPJM Desa tercatat.")
    return Answer({"baris": dict(counts)}, text)


def isi(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm isi`: fields of one activity, read as if they were typed; years, money and targets."""
    key, tahun = given.key("id"), desk.tahun(given)
    _activity(desk, key, tahun)
    konteks = intake.context_of(desk.app.database, desk.app.aturan, desk.today)
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for option, baca in _READ_AS.items():
        if not given.has(option):
            continue
        field = option.replace("-", "_")
        volume = read_quantity(given.text(option)).value if field == "volume" else None
        if volume is not None:  # typed by a person, the comma of `1,234` has one meaning (ux.md 3.4)
            values[field] = volume
            continue
        read = read_cell(baca, field, given.text(option), konteks)
        values.update(read.nilai)
        if read.masalah:
            wrong[option] = " ".join(one.teks for one in read.masalah)
    if given.has("sumber"):
        values["sumber"] = _sources(desk, given.text("sumber"), wrong)
    if given.has("arah"):
        values["arah_id"] = _arah_of(desk, given.text("arah"), tahun)
    if wrong:
        raise InvalidInput(wrong)
    _store(desk, given, key, values)
    one = _activity(desk, key, tahun)
    row = next(
        row
        for row in rpjm_ekspor.rows_of(desk.app.database, desk.app.aturan, tahun)[1]["kegiatan"]
        if row["id"] == key
    )
    text = _("{nama}: {tahun}, {biaya}, {sumber}").format(
        nama=one.nama or _("tanpa nama"),
        tahun=tahun_text(one.tahun) or _("tahun belum dicentang"),
        biaya=show_money(one.biaya, rp=True),
        sumber=sumber_text(one) or _("sumber dana belum diisi"),
    )
    return Answer({"kegiatan": row}, text)


def _store(desk: Desk, given: Given, key: UUID, values: dict[str, object]) -> None:
    database, by, at = desk.app.database, desk.by, desk.at
    ticks = _years_of(given.text("centang"), "centang") if given.has("centang") else None
    money = _amounts(given.text("biaya"), desk) if given.has("biaya") else {}
    targets = dict(_pairs(given.text("target"), "target")) if given.has("target") else {}
    if values:
        editing.change(database, KegiatanRpjm, key, values, by=by, at=at)
    if ticks is not None:
        here = set(_activity(desk, key, desk.tahun(given)).tahun)
        rpjm.set_years(database, {key: {y: y in ticks for y in here | ticks}}, by=by, at=at)
    if money:
        rpjm.set_amounts(database, {key: money}, by=by, at=at)
    if targets:
        rpjm.set_targets(database, {key: targets}, by=by, at=at)


def _activity(desk: Desk, key: UUID, tahun: int) -> KegiatanRpjm:
    found = next((one for one in _plan(desk, tahun).kegiatan if one.id == key), None)
    if found is None:
        raise NotFound(apa=_("Kegiatan RPJM Desa {id}").format(id=key))
    return found


def _sources(desk: Desk, text: str, wrong: dict[str, str]) -> tuple[str, ...]:
    found = []
    for word in filter(None, (one.strip() for one in text.split(","))):
        source = desk.app.aturan.sumber(word)
        if source is None:
            wrong["sumber"] = _("Sumber dana {sumber} tidak dikenal. Pilih dari daftar.").format(sumber=word)
        else:
            found.append(source.kunci)
    return tuple(dict.fromkeys(found))


def _arah_of(desk: Desk, text: str, tahun: int) -> UUID | None:
    """A line of the outline by its number (`1.2.1`) or its id; "" frees the activity."""
    if not text.strip():
        return None
    lines = rpjm.show_plan(desk.app.database, desk.app.aturan, tahun).arah
    for line in lines:
        if text.strip() in (line.nomor, str(line.arah.id)):
            return line.arah.id
    raise NotFound(apa=_("Misi, tujuan, atau sasaran {nomor}").format(nomor=text))


def _years_of(text: str, option: str) -> set[int]:
    """`2027,2029-2031` as years; an empty text is none. Raises InvalidInput."""
    years: set[int] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        found = _YEARS.fullmatch(part)
        if found is None:
            sentence = _("Tahun {teks} tidak jelas. Contoh: 2027,2029-2031.").format(teks=part)
            raise InvalidInput({option: sentence})
        years |= set(range(int(found[1]), int(found[2] or found[1]) + 1))
    return years


def _pairs(text: str, option: str) -> list[tuple[int, str]]:
    """`2027=100 m; 2028-2029=150 m` by year. Raises InvalidInput."""
    found = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        years, equals, value = part.partition("=")
        if not equals:
            sentence = _("Bagian {teks} tidak jelas. Contoh: 2027=...; 2028=...").format(teks=part)
            raise InvalidInput({option: sentence})
        found += [(year, value.strip()) for year in sorted(_years_of(years, option))]
    return found


def _amounts(text: str, desk: Desk) -> dict[int, int | None]:
    konteks = intake.context_of(desk.app.database, desk.app.aturan, desk.today)
    found: dict[int, int | None] = {}
    for year, amount in _pairs(text.replace(",", ";") if ";" not in text else text, "biaya"):
        if not amount:
            found[year] = None
            continue
        read = read_cell("uang", "biaya", amount, konteks)
        rupiah = read.nilai.get("biaya")
        if read.masalah or not isinstance(rupiah, int):
            sentence = _("Biaya {teks} tidak jelas. Contoh: 2027=60jt,2028=65jt.").format(teks=amount)
            raise InvalidInput({"biaya": sentence})
        found[year] = rupiah
    return found


def salin_biaya(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm salin-biaya`: the amount of a year goes into the later ticked years that have none."""
    tahun = desk.tahun(given)
    plan = _plan(desk, tahun)
    dari = given.number("dari") or plan.tahun
    keys = [_id(one) for one in given.many("id")] or [one.id for one in plan.kegiatan]
    written = rpjm.copy_amounts(
        desk.app.database, keys, dari, persen=given.number("persen") or 0, by=desk.by, at=desk.at
    )
    text = _("{n} biaya disalin dari tahun {tahun}.").format(n=written, tahun=dari)
    return Answer({"biaya": written, "dari": dari}, text)


def hapus(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm hapus`: one row of any list of the plan; a misi goes with what is below it."""
    key, tahun = given.key("id"), desk.tahun(given)
    plan = _plan(desk, tahun)
    for name in rpjm_ekspor.LISTS:
        found = next((one for one in getattr(plan, name) if one.id == key), None)
        if found is None:
            continue
        count = 1
        if isinstance(found, ArahRpjm):
            count = rpjm.remove_arah(desk.app.database, key, by=desk.by, at=desk.at)
        else:
            editing.remove_rows(desk.app.database, type(found), [key], by=desk.by, at=desk.at)
        text = _("{n} baris {daftar} dihapus. Kembalikan dengan data urungkan.")
        return Answer(
            {"daftar": name, "dihapus": count}, text.format(n=count, daftar=field_name(name).lower())
        )
    raise NotFound(apa=_("Baris {id} di RPJM Desa").format(id=key))


def geser(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm geser`: a misi, tujuan or sasaran among those beside it, deeper, or a level up."""
    key, tahun, arah = given.key("id"), desk.tahun(given), given.text("arah")
    act, step = {
        "naik": (rpjm.move_arah, -1),
        "turun": (rpjm.move_arah, 1),
        "dalam": (rpjm.shift_arah, 1),
        "luar": (rpjm.shift_arah, -1),
    }[arah]
    if not any(one.id == key for one in _plan(desk, tahun).arah):
        raise NotFound(apa=_("Misi, tujuan, atau sasaran {nomor}").format(nomor=key))
    if not act(desk.app.database, key, step, by=desk.by, at=desk.at):
        raise InvalidInput({"arah": _("Baris ini tidak bisa digeser ke sana. Tidak ada yang diubah.")})
    lines = rpjm.show_plan(desk.app.database, desk.app.aturan, tahun).arah
    line = next(one for one in lines if one.arah.id == key)
    return Answer({"id": key, "nomor": line.nomor}, f"{line.nomor} {line.arah.uraian}")


def sketsa(desk: Desk, given: Given) -> Answer:
    """`rencana rpjm sketsa`: keep a picture as the sketch, write it to a file, or take it away."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("ke"):
        picture = sketsa_rpjm.get_sketsa(database, tahun)
        if picture is None:
            raise NotFound(apa=_("Sketsa desa"))
        write_file(given.file("ke"), picture, _("Sketsa desa"))
        return Answer(
            {"berkas": str(given.file("ke"))}, _("Ditulis: {berkas}.").format(berkas=given.file("ke"))
        )
    if given.has("hapus"):
        sketsa_rpjm.remove_sketsa(database, tahun, by=desk.by, at=desk.at)
        return Answer({"sketsa": False}, _("Sketsa desa dihapus. Kembalikan dengan data urungkan."))
    if not given.has("file"):
        raise InvalidInput({"file": _("Sebut --file GAMBAR, --ke BERKAS, atau --hapus.")})
    sketsa_rpjm.set_sketsa(database, tahun, read_file(given.file("file")), by=desk.by, at=desk.at)
    return Answer({"sketsa": True}, _("Sketsa desa tersimpan."))


# ------------------------------------------------------------------ what `rencana` asks for every plan


def ringkas(desk: Desk, tahun: int) -> Answer:
    """`rencana ringkas rpjm`: sums by year, bidang and source."""
    shown = rpjm.show_plan(desk.app.database, desk.app.aturan, tahun)
    plan = shown.rpjm
    data = {
        "total": shown.total,
        "per_tahun": {str(year): rupiah for year, rupiah in shown.per_tahun.items()},
        "per_bidang": dict(shown.per_bidang),
        "per_sumber": {
            name: {"pagu": None, "terpakai": rupiah, "sisa": None}
            for name, rupiah in shown.per_sumber.items()
        },
        "kegiatan": len(plan.kegiatan),
        "status": plan.status,
        "revisi": plan.revisi,
        "tahun": plan.tahun,
        "tahun_akhir": plan.daftar_tahun[-1],
    }
    heading = _("RPJM Desa {rentang}: {n} kegiatan, {total}, {status} r{revisi:02d}").format(
        rentang=span(plan),
        n=len(plan.kegiatan),
        total=show_money(shown.total, rp=True),
        status=plain(plan.status),
        revisi=plan.revisi,
    )
    aturan = desk.app.aturan
    bidang = [
        (kode, aturan.bidang(kode) if kode else _("Tanpa kode"), n) for kode, n in shown.per_bidang.items()
    ]
    lines = [
        heading,
        "",
        table([_("Tahun"), _("Biaya")], [(str(year), n) for year, n in shown.per_tahun.items()]),
        "",
        table([_("Kode"), _("Bidang"), _("Biaya")], bidang),
        "",
        table(
            [_("Sumber dana"), _("Biaya")],
            [(name or _("Belum diisi"), n) for name, n in shown.per_sumber.items()],
        ),
    ]
    return Answer(data, "\n".join(lines))


def first_year(desk: Desk, tahun: int) -> int:
    """The year by which the plan that holds in `tahun` is named. Raises NotFound."""
    return _plan(desk, tahun).tahun


def sahkan(desk: Desk, given: Given, tahun: int) -> Answer:
    """`rencana sahkan rpjm`."""
    revisi, digest = rpjm.ratify(
        desk.app.database,
        desk.app.aturan,
        tahun,
        kid=desk.kid,
        by=desk.by,
        at=desk.at,
        nomor=given.text("nomor"),
        tanggal=given.day("tanggal"),
        alasan=given.text("alasan"),
    )
    text = _("RPJM Desa {rentang} disahkan (r{revisi:02d}) dan terkunci.")
    said = text.format(rentang=span(_plan(desk, tahun)), revisi=revisi)
    return Answer({"revisi": revisi, "digest": digest}, said)


def perubahan(desk: Desk, given: Given, tahun: int) -> Answer:
    """`rencana perubahan rpjm`: with the reason that allows a change."""
    database = desk.app.database
    rpjm.revise(
        database,
        tahun,
        rkp_perubahan.write_dasar(given.text("dasar"), given.text("uraian")),
        by=desk.by,
        at=desk.at,
    )
    plan = _plan(desk, tahun)
    head = next(one for one in dokumen.list_dokumen(database, rpjm.JENIS) if one.id == plan.id)
    text = _("RPJM Desa {rentang} terbuka untuk diubah. r{revisi:02d} tetap berlaku sampai disahkan lagi.")
    said = text.format(rentang=span(plan), revisi=head.revisi)
    return Answer({"revisi": head.revisi, "digest": head.digest}, said)


# ------------------------------------------------------------------ what `data` asks for every list


def lihat(desk: Desk, given: Given) -> Answer:
    """`data lihat rpjm`: the plan with its activities, outline, pengkajian and team."""
    tahun = desk.tahun(given)
    shown = rpjm.show_plan(desk.app.database, desk.app.aturan, tahun)
    plan, lists = rpjm_ekspor.rows_of(desk.app.database, desk.app.aturan, tahun)
    rows = lists["kegiatan"]
    if given.has("id"):
        key = given.key("id")
        rows = [row for row in rows if row["id"] == key]
        if not rows:
            raise NotFound(apa=_("Baris {id}").format(id=key))
    head = {
        name: getattr(plan, name)
        for name in (*rpjm_berkas.HEAD, "tahun", "tahun_akhir", "status", "revisi", "sketsa")
    }
    ranked = [
        {"id": one.masalah.id, "uraian": one.masalah.uraian, "jumlah": one.jumlah, "peringkat": one.peringkat}
        for one in shown.peringkat
    ]
    outline = [
        {**row, "nomor": line.nomor}
        for line in shown.arah
        for row in lists["arah"]
        if row["id"] == line.arah.id
    ]
    data = {"rpjm": head, "baris": rows, **lists, "arah": outline, "peringkat": ranked}
    wanted = {row["id"] for row in rows}
    shown_rows = [
        (number, one.kode, one.nama, tahun_text(one.tahun), one.biaya, sumber_text(one))
        for number, one in enumerate((k for k in _in_order(shown)), 1)
        if one.id in wanted
    ]
    lines = [_("RPJM Desa {rentang}").format(rentang=span(plan))]
    if shown_rows:
        headings = [_("No"), _("Kode"), _("Kegiatan"), _("Tahun"), _("Biaya"), _("Sumber")]
        lines.append(table(headings, shown_rows))
    else:
        lines.append(_("Belum ada kegiatan."))
    if shown.arah and not given.has("id"):
        lines += [
            "",
            *(f"{line.nomor} {tingkat_name(line.arah.tingkat)}: {line.arah.uraian}" for line in shown.arah),
        ]
    return Answer(data, "\n".join(lines))


def _in_order(shown: rpjm.RpjmTampil) -> list[KegiatanRpjm]:
    by_id = {one.id: one for one in shown.rpjm.kegiatan}
    return [by_id[one.id] for group in shown.kelompok for one in group.kegiatan]  # type: ignore[index]


def ekspor(desk: Desk, given: Given) -> Answer:
    """`data ekspor rpjm`: the activities as a file that the import can read."""
    target = given.file("ke")
    form = given.text("bentuk") or target.suffix.lstrip(".").lower()
    made = rpjm_ekspor.export_plan(desk.app.database, desk.app.aturan, desk.tahun(given), form)
    write_file(target, made.isi, _("Ekspor"))
    text = _("{n} baris ditulis ke {berkas}.").format(n=made.baris, berkas=target)
    return Answer({"berkas": str(target), "baris": made.baris}, text)
