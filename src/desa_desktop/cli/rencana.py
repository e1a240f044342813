"""RKP Desa and DU-RKP on the command line: take proposals, complete, check, ratify."""

from __future__ import annotations

from desa_desktop.cli import rpjm as rpjm_desa
from desa_desktop.cli.answer import Answer, findings_data, findings_text, of_finding, plain, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.rab import kelompok_name
from desa_desktop.domain.rkp import Kegiatan
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.tempel import JenisTempel, Konteks, kolom_of
from desa_desktop.domain.tempel.baca import read_cell
from desa_desktop.domain.wording import read_money, read_quantity, show_money
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import (
    dokumen,
    editing,
    exchange,
    export,
    intake,
    pemeriksaan,
    rab,
    rkp,
    rkp_perubahan,
    rkp_susun,
    saran,
)

FINDINGS = 4
RPJM = rpjm_desa.JENIS
COLUMN_OF = {"waktu": "_waktu"}
MONEY = ("biaya", "sumber", "bagi")


def ambil_usulan(desk: Desk, given: Given) -> Answer:
    """`rencana ambil-usulan`: agreed proposals become activities, those passed on rows of the DU-RKP."""
    made, passed = rkp.take_usulan(
        desk.app.database, desk.app.aturan, desk.tahun(given), by=desk.by, at=desk.at
    )
    text = _("{n} kegiatan masuk RKPDes, {m} usulan masuk DURKP.").format(n=len(made), m=len(passed))
    return Answer({"kegiatan": len(made), "durkp": len(passed), "id": made, "id_durkp": passed}, text)


def salin(desk: Desk, given: Given) -> Answer:
    """`rencana salin`: last year's activities that are not there yet."""
    tahun = desk.tahun(given)
    made = rkp_susun.copy_last_year(desk.app.database, tahun, by=desk.by, at=desk.at)
    text = _("{n} kegiatan disalin dari RKPDes {tahun}.").format(n=len(made), tahun=tahun - 1)
    return Answer({"kegiatan": len(made), "id": made}, text)


def isi(desk: Desk, given: Given) -> Answer:
    """`rencana isi`: fields of one activity, read as if they were typed into the grid."""
    key = given.key("id")
    konteks = intake.context_of(desk.app.database, desk.app.aturan, desk.today)
    columns = {one.field: one for one in kolom_of(JenisTempel.RKP)}
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for option in given.values:
        field = COLUMN_OF.get(option, option)
        if field not in columns:
            continue
        volume = read_quantity(given.text(option)).value if field == "volume" else None
        if volume is not None:  # typed by a person, the comma of `1,234` has one meaning (ux.md 3.4)
            values[field] = volume
            continue
        read = read_cell(columns[field].baca, field, given.text(option), konteks)
        values.update(read.nilai)
        if read.masalah:
            wrong[option] = " ".join(one.teks for one in read.masalah)
    values.update(_of_rpjm(given, wrong))
    shares = _shares(given.text("bagi"), konteks) if given.has("bagi") else []
    if wrong:
        raise InvalidInput(wrong)
    _store(desk, given, values, shares)
    kegiatan = next(one for one in _activities(desk, given) if one.id == key)
    row = export.plain_rows([kegiatan])[0]
    text = _("{nama}: {biaya}, {sumber}").format(
        nama=kegiatan.nama,
        biaya=show_money(kegiatan.biaya or 0, rp=True),
        sumber=", ".join(one.sumber for one in kegiatan.sumber_biaya) or _("sumber dana belum diisi"),
    )
    return Answer({"kegiatan": row}, text)


def _of_rpjm(given: Given, wrong: dict[str, str]) -> dict[str, object]:
    """What links an activity to the RPJM Desa and to a partner; what is not clear goes into `wrong`."""
    values: dict[str, object] = {}
    if given.has("rpjm"):
        values["rpjm_id"] = None if given.text("rpjm") == "hapus" else given.key("rpjm")
    for option in ("alasan-rpjm", "nomor-ba-rpjm", "mitra"):
        if given.has(option):
            values[option.replace("-", "_")] = given.text(option)
    if given.has("biaya-mitra"):
        read = read_money(given.text("biaya-mitra"))
        values["biaya_mitra"] = read.value
        if read.problem:
            wrong["biaya-mitra"] = read.problem
    return values


def _shares(text: str, konteks: Konteks) -> list[tuple[str, int, bool]]:
    """`DDS=60jt,ADD=25jt` as (source, rupiah, is SiLPA). Raises InvalidInput for a part that is not clear."""
    rows = []
    for part in text.split(","):
        name, _equals, amount = part.partition("=")
        source = read_cell("sumber", "sumber", name.strip(), konteks)
        money = read_cell("uang", "biaya", amount.strip(), konteks)
        problems = [one.teks for one in (*source.masalah, *money.masalah)]
        if problems or "sumber" not in source.nilai or "biaya" not in money.nilai:
            sentence = _("Bagian {teks} tidak jelas. Contoh: DDS=60jt,ADD=25jt.").format(teks=part.strip())
            raise InvalidInput({"bagi": " ".join([sentence, *problems])})
        rupiah = money.nilai["biaya"]
        assert isinstance(rupiah, int)
        rows.append((str(source.nilai["sumber"]), rupiah, bool(source.nilai.get("is_silpa", False))))
    return rows


def _store(desk: Desk, given: Given, values: dict[str, object], shares: list[tuple[str, int, bool]]) -> None:
    database, by, at, key = desk.app.database, desk.by, desk.at, given.key("id")
    before = next((one for one in _activities(desk, given) if one.id == key), None)
    if before is None:
        raise NotFound(apa=_("Kegiatan {id}").format(id=key))
    plain_fields = {name: value for name, value in values.items() if name not in (*MONEY, "is_silpa")}
    if plain_fields:
        editing.change(database, Kegiatan, key, plain_fields, by=by, at=at)
    if shares:
        rkp.split_sources(database, key, shares, by=by, at=at, lepas_rumus=given.has("lepas-rumus"))
    elif "biaya" in values or "sumber" in values:
        biaya = values.get("biaya", before.biaya)
        sumber = str(values["sumber"]) if "sumber" in values else None
        assert biaya is None or isinstance(biaya, int)
        rkp.set_cost(database, key, biaya, sumber, by=by, at=at, lepas_rumus=given.has("lepas-rumus"))


def _activities(desk: Desk, given: Given) -> list[Kegiatan]:
    """The activities of the plan year that is meant."""
    return list(export.records_of(desk.app.database, JenisTempel.RKP, desk.tahun(given)))


def tampil_rab(desk: Desk, given: Given) -> Answer:
    """`rencana rab`: the lines of one estimate with their sums; `--jadikan-biaya` takes the total over."""
    database = desk.app.database
    key = rab.find_kegiatan(database, desk.app.aturan, desk.tahun(given), given.text("kegiatan"))
    if given.has("jadikan-biaya"):
        rab.take_total(database, key, by=desk.by, at=desk.at, lepas_rumus=given.has("lepas-rumus"))
    shown = rab.show_rab(database, key)
    data = {
        "kegiatan": key,
        "nama": shown.kegiatan.nama,
        "biaya": shown.kegiatan.biaya,
        "jumlah": shown.jumlah,
        "selisih": shown.selisih,
        "subtotal": {plain(name) if name else "": total for name, total in shown.subtotal.items()},
        "baris": export.plain_rows(shown.baris),
    }
    return Answer(data, _rab_text(shown))


def _rab_text(shown: rab.RabTampil) -> str:
    sentence = _("{nama}: RAB {jumlah}, biaya {biaya}.")
    said = sentence.format(
        nama=shown.kegiatan.nama or _("tanpa nama"),
        jumlah=show_money(shown.jumlah, rp=True),
        biaya=show_money(shown.kegiatan.biaya or 0, rp=True),
    )
    if shown.selisih:
        change = _("{kalimat} Selisih {selisih}.")
        said = change.format(kalimat=said, selisih=show_money(abs(shown.selisih), rp=True))
    if not shown.baris:
        return _("{kalimat} Belum ada rinciannya.").format(kalimat=said)
    headings = [_("Kelompok"), _("Uraian"), _("Volume"), _("Satuan"), _("Harga satuan"), _("Jumlah")]
    rows = [
        (kelompok_name(one.kelompok), one.uraian, one.volume, one.satuan, one.harga_satuan, one.jumlah)
        for one in shown.baris
    ]
    return "\n".join([said, "", table(headings, rows)])


def ringkas(desk: Desk, given: Given) -> Answer:
    """`rencana ringkas`: the sums a person reads off the gauges."""
    jenis, tahun = given.text("jenis"), desk.tahun(given)
    if jenis == RPJM:
        return rpjm_desa.ringkas(desk, tahun)
    if jenis == "durkp":
        upwards = rkp.show_durkp(desk.app.database, desk.app.aturan, tahun)
        per: dict[str, int] = {}
        for row in upwards.durkp.baris:
            kode = bidang_of(row.kode) or row.bidang
            per[kode] = per.get(kode, 0) + (row.perkiraan_biaya or 0)
        sources: dict[str, dict[str, object]] = {}
        for row in upwards.durkp.baris:
            used = sources.setdefault(row.sumber, {"pagu": None, "terpakai": 0, "sisa": None})
            used["terpakai"] = int(str(used["terpakai"])) + (row.perkiraan_biaya or 0)
        root, count = upwards.durkp, len(upwards.durkp.baris)
        total = upwards.total
    else:
        plan = rkp.show_plan(desk.app.database, desk.app.aturan, tahun)
        per = dict(plan.per_bidang)
        sources = {
            one.sumber: {"pagu": one.pagu, "terpakai": one.terpakai, "sisa": one.sisa} for one in plan.gauges
        }
        root, count, total = plan.rkp, len(plan.rkp.kegiatan), plan.total  # type: ignore[assignment]
    data = {
        "total": total,
        "per_bidang": per,
        "per_sumber": sources,
        "kegiatan": count,
        "status": root.status,
        "revisi": root.revisi,
    }
    return Answer(data, _summary(desk, data, jenis, tahun))


def _summary(desk: Desk, data: dict[str, object], jenis: str, tahun: int) -> str:
    per, sources = data["per_bidang"], data["per_sumber"]
    assert isinstance(per, dict)
    assert isinstance(sources, dict)
    heading = _("{jenis} {tahun}: {n} kegiatan, {total}, {status} r{revisi:02d}").format(
        jenis=jenis.upper(),
        tahun=tahun,
        n=data["kegiatan"],
        total=show_money(int(str(data["total"])), rp=True),
        status=plain(data["status"]),
        revisi=data["revisi"],
    )
    bidang = [
        (kode, desk.app.aturan.bidang(kode) if kode else _("Tanpa kode"), rupiah)
        for kode, rupiah in per.items()
    ]
    money = [(name, one["pagu"], one["terpakai"], one["sisa"]) for name, one in sources.items()]
    return "\n".join(
        [
            heading,
            "",
            table([_("Kode"), _("Bidang"), _("Biaya")], bidang),
            "",
            table([_("Sumber dana"), _("Pagu"), _("Terpakai"), _("Sisa")], money),
        ]
    )


def periksa(desk: Desk, given: Given) -> Answer:
    """`rencana periksa`: every finding; exit code 4 when one is a Galat."""
    findings = _findings(desk, given.text("jenis"), desk.tahun(given), final=given.has("akhir"))
    is_stopped = any(one.level is Level.GALAT for one in findings)
    lines = findings_text(findings) or [_("Tidak ada yang perlu dilengkapi.")]
    return Answer(
        {"pemeriksaan": findings_data(findings)},
        "\n".join(lines),
        FINDINGS if is_stopped else 0,
        tuple(of_finding(one) for one in findings),
    )


def _findings(desk: Desk, jenis: str, tahun: int, *, final: bool) -> list[Pemeriksaan]:
    app = desk.app
    return pemeriksaan.of_plan(app.database, app.aturan, jenis, tahun, desk.today, final=final)


def sahkan(desk: Desk, given: Given) -> Answer:
    """`rencana sahkan`: locks the dokumen as r01, r02, ..."""
    jenis, tahun = given.text("jenis"), desk.tahun(given)
    if jenis == RPJM:
        return rpjm_desa.sahkan(desk, given, tahun)
    ratify = rkp.ratify_rkp if jenis == "rkp" else rkp.ratify_durkp
    revisi, digest = ratify(
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
    text = _("{jenis} {tahun} disahkan (r{revisi:02d}) dan terkunci.")
    said = text.format(jenis=jenis.upper(), tahun=tahun, revisi=revisi)
    return Answer({"revisi": revisi, "digest": digest}, said)


def perubahan(desk: Desk, given: Given) -> Answer:
    """`rencana perubahan`: the ratified dokumen is konsep again; what was ratified keeps counting."""
    jenis, tahun = given.text("jenis"), desk.tahun(given)
    if jenis == RPJM:
        return rpjm_desa.perubahan(desk, given, tahun)
    if jenis == "rkp" and (given.has("dasar") or given.has("uraian")):
        rkp_perubahan.begin_change(
            desk.app.database, tahun, given.text("dasar"), given.text("uraian"), by=desk.by, at=desk.at
        )
    elif given.has("dasar") or given.has("uraian"):
        raise InvalidInput({"dasar": _("Pilihan --dasar dan --uraian hanya untuk rkp dan rpjm.")})
    else:
        rkp.revise(desk.app.database, jenis, tahun, by=desk.by, at=desk.at)
    find_key = rkp.rkp_key if jenis == "rkp" else rkp.durkp_key
    key = find_key(desk.app.database, tahun)
    head = next(one for one in dokumen.list_dokumen(desk.app.database) if one.id == key)
    text = _("{jenis} {tahun} terbuka untuk diubah. r{revisi:02d} tetap berlaku sampai disahkan lagi.")
    said = text.format(jenis=jenis.upper(), tahun=tahun, revisi=head.revisi)
    return Answer({"revisi": head.revisi, "digest": head.digest}, said)


def terima_saran(desk: Desk, given: Given) -> Answer:
    """`rencana terima-saran`: the proposed value goes into the cell of its note."""
    note = saran.accept_suggestion(
        desk.app.database,
        desk.app.aturan,
        desk.tahun(given),
        given.key("id"),
        today=desk.today,
        by=desk.by,
        at=desk.at,
    )
    text = _("{kolom} diisi dengan saran kecamatan: {saran}.")
    said = text.format(kolom=field_name(note.kolom), saran=note.saran)
    return Answer({"kegiatan": note.record, "kolom": note.kolom, "saran": note.saran}, said)


def catatan(desk: Desk, given: Given) -> Answer:
    """`rencana catatan`: what the kecamatan wrote beside the dokumen, newest review."""
    jenis, tahun = given.text("jenis"), desk.tahun(given)
    name = {"rkp": "rkp-desa", RPJM: "rpjm-desa"}.get(jenis, jenis)
    if jenis == RPJM:
        tahun = rpjm_desa.first_year(desk, tahun)
    review = exchange.notes_for(desk.app.database, name, tahun)
    if review is None:
        return Answer({"hasil": "", "alasan": "", "catatan": []}, _("Belum ada catatan dari kecamatan."))
    notes = [note for rows in review.catatan.values() for note in rows]
    data = {
        "hasil": review.hasil,
        "alasan": review.alasan,
        "digest": review.digest,
        "is_lama": review.is_lama,
        "catatan": notes,
    }
    shown = [(one.jenis.replace("_", " "), field_name(one.kolom), one.teks, one.saran) for one in notes]
    lines = [f"{review.judul}: {review.hasil}. {review.alasan}"]
    if shown:
        lines.append(table([_("Jenis"), _("Kolom"), _("Catatan"), _("Saran")], shown))
    return Answer(data, "\n".join(lines))
