"""`data impor penduduk` and `data ekspor penduduk`: residents in and out as files."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, Pesan, table, with_warning
from desa_desktop.cli.desk import Desk, read_json, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.cli.saring import chosen, read_saring
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.penduduk.berkas.banding import BarisNilai, Kelompok
from desa_desktop.domain.penduduk.berkas.masalah import jalan_keluar, judul_of
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _, ngettext
from desa_desktop.services import ekspor_penduduk, impor_penduduk
from desa_desktop.services.impor_penduduk import PratinjauPenduduk

PARTLY, FAILED = 3, 1
COUNTED = ("dibaca", "baru", "berubah", "sama", "periksa", "ditolak", "dilewati")
_SHOWN = 40  # rows in the sentences for people; --json and --tolakan have all
_ALL = "semua"
_PASSES = 3  # an answer can bring the next question to light


def impor(desk: Desk, given: Given) -> Answer:
    """The people of a workbook against the register; with `--uji` nothing is written."""
    _stop_outside_village(desk)
    app, path = desk.app, given.file("file")
    shown = impor_penduduk.preview(
        app.database, app.kode, path, desk.today, lembar=given.text("lembar"), progress=desk.progress
    )
    if given.has("peta"):
        chosen = impor_penduduk.pilihan_of(shown, read_json(given.file("peta")))
        shown = impor_penduduk.remap(app.database, shown, chosen, progress=desk.progress)
    impor_penduduk.stop_without_people(shown)
    if given.has("terima-usul"):
        shown = _with_proposals(shown, given.text("terima-usul"), desk)
    if given.has("tolakan"):
        write_file(given.file("tolakan"), impor_penduduk.rejected_rows(shown), _("Daftar tolakan"))
    made = None
    if not given.has("uji"):
        made = impor_penduduk.accept(
            app.database, shown, by=desk.by, at=desk.at, safe=app.safe, progress=desk.progress
        )
    data = {
        **{name: shown.hitung[name] for name in COUNTED},
        "langkah": made.langkah if made is not None else "",
        "bentuk": shown.berkas.bentuk.value,
        "lembar": [one.nama for one in shown.berkas.lembar],
        "lembar_lain": list(shown.berkas.lembar_lain),
        "masuk": made.baru + made.berubah if made is not None else 0,
        "keluarga_baru": made.keluarga_baru if made is not None else 0,
        "dusun_baru": list(made.dusun_baru) if made is not None else [],
        "diabaikan": _ignored(shown),
        "baris": [_row(shown, one) for one in shown.baris],
    }
    return Answer(data, _said(shown, made, is_trial=given.has("uji")), _exit_code(shown), _messages(shown))


def _stop_outside_village(desk: Desk) -> None:
    if desk.kantor.peran is not Peran.DESA:
        raise InvalidInput({"jenis": _("Data penduduk diisi di kantor desa.")})


def _with_proposals(shown: PratinjauPenduduk, wanted: str, desk: Desk) -> PratinjauPenduduk:
    """The preview once the first proposals of these rules (or of all) are accepted."""
    rules = {one.strip().upper() for one in wanted.split(",") if one.strip()}
    for _pass in range(_PASSES):
        answers = {}
        for group in shown.kelompok:
            if _ALL.upper() in rules or group.masalah.aturan in rules:
                answers.update(impor_penduduk.answers_of(shown, group))
        fresh = {key: answer for key, answer in answers.items() if key not in shown.jawaban}
        if not fresh:
            break
        shown = impor_penduduk.again(shown, fresh, progress=desk.progress)
    return shown


def _row(shown: PratinjauPenduduk, one: BarisNilai) -> dict[str, object]:
    problems = [
        {
            "kolom": each.kolom.lstrip("_"),
            "nilai": each.nilai,
            "aturan": each.aturan,
            "teks": each.teks,
            "usul": "; ".join(shown.word(each, usul) for usul in each.usul),
            "jalan": jalan_keluar(each),
        }
        for each in one.masalah
    ]
    row: dict[str, object] = {
        "nomor": one.warga.nomor,
        "lembar": one.warga.lembar,
        "keadaan": one.keadaan.value,
        "masalah": problems,
    }
    if one.peristiwa is not None and one.cocok is not None:  # the way out of another state: data peristiwa
        row["peristiwa"] = {"jenis": one.peristiwa.value.replace("_", "-"), "id": one.cocok.id}
    return row


def _ignored(shown: PratinjauPenduduk) -> list[str]:
    return [
        sheet.judul[place]
        for sheet in shown.berkas.lembar
        for place in range(len(sheet.judul))
        if sheet.judul[place] and place not in sheet.peta
    ]


def _exit_code(shown: PratinjauPenduduk) -> int:
    if not shown.hitung["ditolak"]:
        return 0
    return FAILED if shown.hitung["ditolak"] == shown.hitung["dibaca"] else PARTLY


def _messages(shown: PratinjauPenduduk) -> tuple[Pesan, ...]:
    """One message for each group of equal problems; the rows themselves are in the answer."""
    found = [Pesan("P-222", "peringatan", one.teks, {"kolom": one.satu}) for one in shown.pengamatan.tertukar]
    for group in shown.kelompok:
        one = group.masalah
        weight = "galat" if all(_is_refused(shown, place) for place in group.baris) else "peringatan"
        first = shown.baris[group.baris[0]].warga.nomor
        found.append(Pesan(one.aturan, weight, one.teks, {"baris": first, "jumlah": group.jumlah}))
    return tuple(found)


def _is_refused(shown: PratinjauPenduduk, place: int) -> bool:
    return shown.baris[place].keadaan is KeadaanImpor.DITOLAK


def _said(shown: PratinjauPenduduk, made: impor_penduduk.MasukPenduduk | None, *, is_trial: bool) -> str:
    lines = [" · ".join(f"{name} {shown.hitung[name]}" for name in COUNTED)]
    lines += [one.teks for one in shown.pengamatan.tertukar]
    if shown.kelompok:
        groups = [
            (
                one.jumlah,
                judul_of(one.masalah.kolom.lstrip("_")),
                one.masalah.teks,
                _proposal(shown, one),
            )
            for one in shown.kelompok[:_SHOWN]
        ]
        lines.append(table([_("Baris"), _("Kolom"), _("Masalah"), _("Jalan keluar")], groups))
    ignored = ", ".join(_ignored(shown))
    if ignored:
        lines.append(_("Kolom yang tidak dipakai: {kolom}.").format(kolom=ignored))
    if shown.berkas.lembar_lain:
        sheets = ", ".join(shown.berkas.lembar_lain)
        lines.append(_("Lembar lain tidak dibaca: {lembar}.").format(lembar=sheets))
    if is_trial:
        lines.append(_("Hanya diperiksa. Tidak ada yang disimpan."))
    elif made is not None and made.langkah:
        sentence = ngettext(
            "Masuk {n} penduduk, {k} keluarga baru. Tersimpan sebagai satu langkah: {langkah}.",
            "Masuk {n} penduduk, {k} keluarga baru. Tersimpan sebagai satu langkah: {langkah}.",
            made.baru + made.berubah,
        )
        lines.append(sentence.format(n=made.baru + made.berubah, k=made.keluarga_baru, langkah=made.langkah))
    else:
        lines.append(_("Tidak ada yang perlu disimpan."))
    return "\n".join(lines)


def _proposal(shown: PratinjauPenduduk, group: Kelompok) -> str:
    """What can be done about a group: its first proposal, or for another state the command of the event."""
    if group.masalah.usul:
        return shown.word(group.masalah, group.masalah.usul[0])
    row = shown.baris[group.baris[0]]
    if group.masalah.aturan != "P-704" or row.peristiwa is None:
        return jalan_keluar(group.masalah)
    return _("catat dengan: data peristiwa {jenis}").format(jenis=row.peristiwa.value.replace("_", "-"))


def ekspor(desk: Desk, given: Given) -> Answer:
    """Residents as OpenSID's sheet, OpenDK's ZIP or our own list."""
    _stop_outside_village(desk)
    target = given.file("ke")
    form = given.text("bentuk") or target.suffix.lstrip(".").lower()
    saring = read_saring(desk, given) if chosen(given) else None
    made = ekspor_penduduk.export_penduduk(
        desk.app.database, desk.app.kode, form, desk.today, saring=saring, is_kata=given.has("kata")
    )
    write_file(target, made.isi, _("Ekspor"))
    text = _("{n} penduduk ditulis ke {berkas}.").format(n=made.baris, berkas=target)
    answer = Answer({"berkas": str(target), "baris": made.baris}, text)
    note = ekspor_penduduk.size_note(form, len(made.isi))
    return with_warning(answer, "P-730", note) if note else answer
