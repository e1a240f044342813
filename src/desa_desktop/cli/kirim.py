"""Sending on the command line: what travels, the kiriman itself, and the dokumen with their states."""

from __future__ import annotations

from dataclasses import fields, replace

from desa_desktop.cli.answer import Answer, Pesan, table, with_warning
from desa_desktop.cli.desk import Desk, target_folder
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen, exchange
from desa_desktop.services.exchange import KirimanRejected, Tertulis, UmpanBalik, hilang, titipan

PARTLY = 3
FIELDS = ("jenis", "id", "status", "revisi", "digest")


def daftar(desk: Desk, given: Given) -> Answer:
    """`kirim daftar`: what the next kiriman carries, and what was written before."""
    written = exchange.outbox(desk.app.database, desk.app.files, desk.app.laptop)
    data: dict[str, object] = {
        "berkas": [str(one.berkas) for one in written],
        "kiriman": written,
        "seq": None,  # without --untuk a kecamatan has no next number: each village has its own
        "digest": "",
        "dokumen": [],
    }
    lines, plan = [], None
    if desk.kantor.peran is Peran.DESA or given.has("untuk"):
        plan = exchange.what_travels(
            desk.app.database, desk.app.laptop, desk.app.files, untuk=given.text("untuk"), at=desk.at
        )
        data |= {"seq": plan.nomor, "digest": "", "dokumen": plan.baris, "kode": plan.kode}
        data["penduduk"] = plan.penduduk
        load = plan.lampiran
        data["lampiran"] = {
            "jumlah": load.jumlah, "bita": load.bita, "sisa": load.sisa, "tidak_ada": load.tidak_ada
        }  # fmt: skip
        lines.append(
            _("Kiriman nomor {n} ke {nama} memuat {m} dokumen.").format(
                n=plan.nomor, nama=plan.nama, m=len(plan.baris)
            )
        )
        last = plan.umpan_balik
        data["umpan_balik"] = {"nomor": last.nomor, "hari": last.hari} if last is not None else None
        lines += [last.teks] if last is not None else []
        rows = [(one.judul, one.status, f"r{one.revisi:02d}", one.sebab, one.ukuran) for one in plan.baris]
        if plan.penduduk is not None:
            lines.append(_("Data penduduk lengkap ikut: {n} orang.").format(n=show_number(plan.penduduk)))
        if load.jumlah or load.sisa or load.tidak_ada:
            words = _("Foto dan berkas: {n} ikut, {m} kiriman sesudahnya, {k} tidak ada di laptop ini.")
            lines.append(words.format(n=load.jumlah, m=load.sisa, k=load.tidak_ada))
        if rows:
            headings = [_("Dokumen"), _("Status"), _("Revisi"), _("Sebab"), _("Bita")]
            lines.append(table(headings, rows))
    if written:
        old = [(one.seq, one.nama, len(one.dokumen), len(one.salinan), one.nama_berkas) for one in written]
        headings = [_("Nomor"), _("Kepada"), _("Dokumen"), _("Salinan"), _("Berkas")]
        lines.append(table(headings, old))
    answer = Answer(data, "\n".join(lines) or _("Belum ada kiriman."))
    return with_stale(answer, plan.umpan_balik if plan is not None else None)


def with_stale(answer: Answer, last: UmpanBalik | None) -> Answer:
    """The same answer with W_STALE when the last umpan balik is old: it may have been kept back."""
    if last is None or not last.is_lama:
        return answer
    return replace(answer, pesan=(*answer.pesan, Pesan("W_STALE", "peringatan", last.teks, {})))


def buat(desk: Desk, given: Given) -> Answer:
    """`kirim buat`: sealed, kept in the outbox, written to the folder and read back.

    One that waits for a stick is written before a new one is made; exit code 3 when the stick took only some.
    `--titipan` gives one village an older deposit back instead of its newest.
    """
    if given.has("titipan"):
        if desk.kantor.peran is not Peran.KECAMATAN:
            raise InvalidInput({"titipan": _("Titipan hanya dikembalikan oleh kecamatan.")})
        if given.text("untuk") in ("", "semua", exchange.LAPTOP):
            raise WrongUse(_("Bersama --titipan, sebut satu desa lewat --untuk."), "kirim buat")
    app, target = desk.app, target_folder(given.file("ke"))
    hindered = None
    if given.text("untuk") != exchange.LAPTOP:
        hindered = titipan.deposit_for_kiriman(
            app.database, app.laptop, app.files, app.safe, by=desk.by, at=desk.at, progress=desk.progress
        )
    sealed = exchange.seal_if_needed(
        app.database,
        app.laptop,
        app.files,
        untuk=given.text("untuk"),
        lengkap=given.has("lengkap") or given.has("titipan"),
        deposit=given.text("titipan"),
        by=desk.by,
        at=desk.at,
        progress=desk.progress,
    )
    if not sealed:
        raise NotFound(apa=_("Yang perlu dikirim"))
    written: list[Tertulis] = []
    failed: KirimanRejected | None = None
    for one in sealed:
        try:
            written.append(
                exchange.copy_to(
                    app.database, app.laptop, app.files, one.digest, target, by=desk.by, at=desk.at
                )
            )
        except KirimanRejected as failure:  # the next one would meet the same stick
            if not written:
                raise
            failed = failure
            break
    last = sealed[-1]
    data = {
        "berkas": [str(one.berkas) for one in written],
        "seq": last.seq,
        "digest": last.digest,
        "kode_lembar": last.kode_lembar,
        "dokumen": [
            {name: getattr(document, name) for name in FIELDS} for one in sealed for document in one.dokumen
        ],
        "kiriman": [
            {"kode": one.kode, "nama": one.nama, "seq": one.seq, "digest": one.digest} for one in sealed
        ],
    }
    lines = [f"{one.berkas}\n{one.teks}" for one in written]
    if failed is None:
        answer = Answer(data, "\n".join(lines))
        return with_warning(answer, hindered.kode, hindered.teks) if hindered is not None else answer
    said = Pesan(failed.kode, "galat", failed.sentence, {"berkas": sealed[len(written)].nama_berkas})
    return Answer(data, "\n".join([*lines, str(failed)]), PARTLY, (said,))


def terima_lewat_telepon(desk: Desk, given: Given) -> Answer:
    """`kirim kode-terima`: the kecamatan read out the 8 digits, so the kiriman has arrived."""
    seq = exchange.note_kode_terima(
        desk.app.database, given.text("digest"), given.text("kode"), by=desk.by, at=desk.at
    )
    return Answer(
        {"diterima": True, "seq": seq}, _("Kiriman nomor {n}: diterima (lewat telepon).").format(n=seq)
    )


def flashdisk_hilang(desk: Desk, given: Given) -> Answer:
    """`kirim flashdisk-hilang`: what was on a lost stick, and what to do; without a name the sticks known."""
    name = given.text("flashdisk")
    if not name:
        rows = hilang.list_sticks(desk.app.database)
        shown = [
            (one.label, one.kali, show_date_short(one.terakhir.astimezone().date()), one.kunci)
            for one in rows
        ]
        headings = [_("Flashdisk"), _("Kiriman"), _("Terakhir"), _("Nomor seri")]
        none = _("Belum ada kiriman yang ditulis ke flashdisk.")
        return Answer({"flashdisk": rows}, table(headings, shown) if rows else none)
    lost = hilang.note_lost_stick(desk.app.database, name, by=desk.by, at=desk.at)
    data = {
        "flashdisk": lost.tempat.label,
        "nomor": lost.nomor,
        "dokumen": dict(lost.dokumen),
        "ada_penduduk": lost.ada_penduduk,
        "langkah": lost.sentences[2:],
    }
    return Answer(data, "\n".join(lost.sentences))


def dokumen_cabut(desk: Desk, given: Given) -> Answer:
    """`dokumen cabut`: one of our own dokumen no longer counts, here and at the kecamatan."""
    gone = exchange.withdraw(
        desk.app.database, desk.app.laptop, given.key("id"), given.text("alasan"), by=desk.by, at=desk.at
    )
    data = {"id": str(gone.id), "jenis": gone.jenis, "status": gone.status, "digest": gone.digest}
    return Answer(
        data, _("{judul} dicabut. Kecamatan tahu dengan kiriman berikutnya.").format(judul=gone.judul)
    )


def dokumen_daftar(desk: Desk, given: Given) -> Answer:
    """`dokumen daftar`: every dokumen that was ever frozen, what counts now, and whether it was sent."""
    found = dokumen.list_dokumen(desk.app.database, given.text("jenis"), only_forks=given.has("bercabang"))
    sent = exchange.transport_states(desk.app.database)
    rows, shown = [], []
    for one in found:
        state = sent.get(one.id)
        transport = {"keadaan": state.keadaan, "teks": state.teks, "nomor": state.nomor} if state else None
        rows.append({**{field.name: getattr(one, field.name) for field in fields(one)}, "kirim": transport})
        text = state.teks if state else ""
        revision = f"r{one.revisi:02d}"
        shown.append((jenis_name(one.jenis), one.judul, one.status, revision, one.keadaan, text, str(one.id)))
    headings = [_("Jenis"), _("Dokumen"), _("Status"), _("Revisi"), _("Keadaan"), _("Kiriman"), "ID"]
    return Answer({"dokumen": rows}, table(headings, shown) if rows else _("Belum ada dokumen."))


def dokumen_riwayat(desk: Desk, given: Given) -> Answer:
    """`dokumen riwayat`: the states of one dokumen, newest first."""
    key = given.key("id")
    rows = dokumen.states_of(desk.app.database, key)
    if not rows:
        raise NotFound(apa=_("Dokumen {id}").format(id=key))
    shown = [
        (
            f"{show_date_short(one.pada.astimezone().date())} {show_time(one.pada.astimezone())}",
            jenis_name(one.jenis),
            one.status,
            f"r{one.revisi:02d}",
            one.oleh[:8],
            one.digest[:12],
        )
        for one in rows
    ]
    headings = [_("Pada"), _("Dokumen"), _("Status"), _("Revisi"), _("Oleh"), _("Digest")]
    text, copies = table(headings, shown), dokumen.exports_of(desk.app.database, key)
    if copies:
        lines = [
            (
                f"{show_date_short(one.pada.astimezone().date())} {show_time(one.pada.astimezone())}",
                one.oleh,
                one.apa,
            )
            for one in copies
        ]
        text += "\n\n" + table([_("Pada"), _("Oleh"), _("Salinan untuk disunting")], lines)
    return Answer({"dokumen": rows, "ekspor": copies}, text)
