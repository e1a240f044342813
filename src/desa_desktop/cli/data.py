"""Lists on the command line: read in, write out, look at, undo, history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from desa_desktop.cli import bantuan, penduduk, penduduk_berkas, rpjm, saring
from desa_desktop.cli.answer import Answer, Pesan, table
from desa_desktop.cli.desk import Desk, read_json, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.desa import AngkaPokok
from desa_desktop.domain.rpjm import KegiatanRpjm
from desa_desktop.domain.sebutan import field_name, show_value, summary_of
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.tempel import (
    BarisTempel,
    JenisTempel,
    KeadaanImpor,
    Peta,
    change_mapping,
    guess_mapping,
    most_rows,
)
from desa_desktop.domain.tempel.banding import DECIDED
from desa_desktop.domain.tempel.kolom import kolom_of
from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import (
    berkas_rencana,
    desa,
    editing,
    export,
    intake,
    rab,
    siskeudes,
    upkeep,
)

PENDUDUK, BANTUAN = "penduduk", "bantuan"
OF_RESIDENTS = tuple(penduduk.KINDS)
PARTLY, FAILED = 3, 1
COUNTED = ("dibaca", "baru", "berubah", "sama", "periksa", "ditolak", "dilewati")


def impor(desk: Desk, given: Given) -> Answer:
    """`data impor`: rows of a file against what is stored; with `--uji` nothing is written."""
    if given.text("jenis") == BANTUAN:
        return bantuan.impor(desk, given)
    if given.has("program"):
        raise InvalidInput({"program": _("Pilihan --program hanya untuk bantuan.")})
    if given.text("jenis") == PENDUDUK:
        return penduduk_berkas.impor(desk, given)
    jenis = JenisTempel(given.text("jenis"))
    export.require_own(desk.kantor, jenis)
    tahun = desk.tahun(given)
    found = berkas_rencana.read_list(given.file("file"), jenis, given.text("lembar"), tahun=tahun)
    rows = found.baris
    konteks = intake.context_of(desk.app.database, desk.app.aturan, desk.today)
    if given.has("bagi"):
        konteks = replace(konteks, bagi=_shares(jenis, read_json(given.file("bagi"))))
    induk = _activity(desk, given, jenis)
    peta = _mapping(jenis, rows, given) if given.has("peta") else None
    _stop_above_most(jenis, intake.rows_above(jenis, rows, konteks, peta))
    shown = intake.preview(
        desk.app.database,
        jenis,
        rows,
        konteks,
        tahun=given.number("tahun"),
        peta=peta,
        induk=induk,
        tersembunyi=found.tersembunyi,
    )
    stop_without_main_column(shown.peta, found)
    if given.has("terima-usul"):
        shown = intake.take_suggestions(desk.app.database, shown, _rules(given.text("terima-usul")))
    if given.has("sama") or given.has("timpa"):
        shown = intake.answer_rows(
            desk.app.database, shown, sama=_row_numbers(given, "sama"), timpa=_row_numbers(given, "timpa")
        )
    if given.has("tolakan"):
        write_file(given.file("tolakan"), export.rejected_rows(shown), _("Daftar tolakan"))
    name = _("impor {jenis} dari {berkas}").format(jenis=jenis.value, berkas=given.file("file").name)
    step = ""
    if not given.has("uji"):
        upkeep.require_room(desk.app.safe)
        step = intake.accept(
            desk.app.database, shown, by=desk.by, at=desk.at, name=name, pohon=found.pohon
        ).langkah
    data = {
        **{name: shown.hitung[name] for name in COUNTED},
        "langkah": step,
        "lembar": found.nama,
        "diabaikan": [one.judul for one in shown.peta.diabaikan if one.terisi],
        "temuan": [{"baris": one.baris, "aturan": one.aturan, "teks": one.teks} for one in shown.temuan],
        "baris": [_row(row, state) for row, state in shown.baris if state is not KeadaanImpor.DILEWATI],
    }
    said = _said(shown, step, given.has("uji"))
    if found.keterangan:
        said = _("Dibaca dari {lembar}.").format(lembar=found.keterangan) + "\n" + said
    return Answer(data, said, _exit_code(shown), _warnings(shown))


def _stop_above_most(jenis: JenisTempel, count: int) -> None:
    """Refuse a list longer than any village keeps, as the screen does. Raises InvalidInput."""
    if count:
        words = _("Ada {jumlah} baris. Sekali impor paling banyak {batas} baris. Bagi dulu di Excel.")
        text = words.format(jumlah=show_number(count), batas=show_number(most_rows(jenis)))
        raise InvalidInput({"berkas": text})


def _rules(text: str) -> frozenset[str]:
    """The rules named after `--terima-usul`; empty for all of them."""
    words = {one.strip().upper() for one in text.split(",") if one.strip()}
    return frozenset() if "SEMUA" in words else frozenset(words)


def _row_numbers(given: Given, name: str) -> frozenset[int]:
    """The rows of the file named after an option, `12,15`. Raises InvalidInput."""
    words = [one.strip() for one in given.text(name).split(",") if one.strip()]
    if not all(one.isdecimal() for one in words):
        sentence = _("Pilihan --{kata} berisi nomor baris, misalnya --{kata} 12,15.")
        raise InvalidInput({name: sentence.format(kata=name)})
    return frozenset(int(one) for one in words)


def _shares(jenis: JenisTempel, content: object) -> dict[str, str]:
    """How costs are parted, as `--bagi` says it: row number or words of the cell -> `ADD 60%; DDS sisa`."""
    if jenis is not JenisTempel.RKP:
        raise InvalidInput({"bagi": _("Pilihan --bagi hanya untuk rkp.")})
    if not isinstance(content, dict) or not all(isinstance(one, str) for one in content.values()):
        example = '{"ADD, DDS": "ADD 60%; DDS sisa", "14": "ADD 5.000.000; DDS 7.500.000"}'
        raise InvalidInput({"bagi": _("Isi --bagi belum benar. Contoh: {contoh}").format(contoh=example)})
    return {key if key.isdigit() else plain_words(key): value for key, value in content.items()}


def _activity(desk: Desk, given: Given, jenis: JenisTempel) -> UUID | None:
    """The activity whose estimate is meant; None where none was named. Raises InvalidInput, NotFound."""
    if not given.has("kegiatan"):
        return None
    if jenis is not JenisTempel.RAB:
        raise InvalidInput({"kegiatan": _("Pilihan --kegiatan hanya untuk rab.")})
    return rab.find_kegiatan(desk.app.database, desk.app.aturan, desk.tahun(given), given.text("kegiatan"))


def stop_without_main_column(peta: Peta, lembar: berkas_rencana.LembarTerbaca) -> None:
    """Refuse a table whose main column was not found. Raises InvalidInput naming it."""
    if not peta.lacks_kunci:
        return
    names = ", ".join(peta.lacks_kunci)
    if lembar.lain:
        sentence = _(
            "Kolom {nama} tidak ditemukan di lembar {lembar}. Lembar lain: {lain}. Pilih dengan --lembar, "
            "atau tunjuk kolomnya dengan --peta."
        )
        text = sentence.format(nama=names, lembar=lembar.nama, lain=", ".join(lembar.lain))
    else:
        text = _("Kolom {nama} tidak ditemukan. Tunjuk kolomnya dengan --peta.").format(nama=names)
    raise InvalidInput({"kolom": text})


def _mapping(jenis: JenisTempel, rows: Sequence[Sequence[Any]], given: Given) -> Peta:
    """The columns as `--peta` names them: heading -> field of the list, "" to leave one out."""
    content = read_json(given.file("peta"))
    guessed = guess_mapping(jenis, rows)
    fields = {one.field for one in kolom_of(jenis)}
    chosen: dict[int, str] = {}
    for heading, field in content.items() if isinstance(content, dict) else ():
        places = [
            place for place, one in enumerate(guessed.judul) if one.casefold() == str(heading).casefold()
        ]
        if not places or field not in {*fields, ""}:
            sentence = _("Peta: {judul} → {isian} tidak dikenal. Isian yang ada: {pilihan}.")
            known = ", ".join(sorted(one for one in fields if not one.startswith("_")))
            raise InvalidInput({"peta": sentence.format(judul=heading, isian=field, pilihan=known)})
        chosen[places[0]] = str(field)
    return change_mapping(guessed, rows, chosen)


def _row(row: BarisTempel, state: KeadaanImpor) -> dict[str, object]:
    problems = [
        {"kolom": one.kolom, "nilai": one.nilai, "aturan": one.aturan, "teks": one.teks, "usul": one.usul}
        for one in row.masalah
    ]
    if row.ditahan:
        problems.insert(0, {"kolom": "", "nilai": "", "aturan": DECIDED, "teks": row.ditahan, "usul": ""})
    elif row.alasan and not problems:
        problems.append({"kolom": "", "nilai": "", "aturan": "", "teks": row.alasan, "usul": ""})
    return {"nomor": row.nomor, "keadaan": state.value, "masalah": problems}


def _exit_code(shown: intake.Pratinjau) -> int:
    if not shown.hitung["ditolak"]:
        return 0
    return FAILED if shown.hitung["ditolak"] == shown.hitung["dibaca"] else PARTLY


def _warnings(shown: intake.Pratinjau) -> tuple[Pesan, ...]:
    """What is odd about the file, then one message per row that needs a person, with its number."""
    weights = {KeadaanImpor.PERIKSA: "peringatan", KeadaanImpor.DITOLAK: "galat"}
    about = tuple(Pesan(one.aturan, "peringatan", one.kalimat, {"baris": one.baris}) for one in shown.temuan)
    return about + tuple(
        Pesan(
            _rule_of(row),
            weights[state],
            row.teks_masalah,
            {"baris": row.nomor},
        )
        for row, state in shown.baris
        if state in weights
    )


def _rule_of(row: BarisTempel) -> str:
    if row.ditahan:
        return DECIDED
    return row.masalah[0].aturan if row.masalah else ""


def _said(shown: intake.Pratinjau, step: str, is_trial: bool) -> str:
    lines = [" · ".join(f"{name} {shown.hitung[name]}" for name in COUNTED)]
    if shown.temuan:
        lines += [_("Temuan di berkas:"), *(f"- {one.kalimat}" for one in shown.temuan)]
    odd = [
        (row.nomor, state.value, row.teks_masalah)
        for row, state in shown.baris
        if state in (KeadaanImpor.PERIKSA, KeadaanImpor.DITOLAK)
    ]
    if odd:
        lines.append(table([_("Baris"), _("Keadaan"), _("Masalah")], odd))
    lines += _ways_out(shown)
    ignored = ", ".join(one.judul for one in shown.peta.diabaikan if one.terisi)
    if ignored:
        lines.append(_("Kolom yang tidak dipakai: {kolom}.").format(kolom=ignored))
    if is_trial:
        lines.append(_("Hanya diperiksa. Tidak ada yang disimpan."))
    elif step:
        lines.append(_("Tersimpan sebagai satu langkah: {langkah}.").format(langkah=step))
    else:
        lines.append(_("Tidak ada yang perlu disimpan."))
    return "\n".join(lines)


def _ways_out(shown: intake.Pratinjau) -> list[str]:
    """How the person answers what only a person can: which proposals are the same, which may be changed."""
    alike = [row.nomor for row, state in shown.baris if state in intake.GOES_IN and _is_only_alike(row)]
    held = [row.nomor for row, _state in shown.baris if row.ditahan]
    lines = []
    if alike:
        sentence = _(
            "Usulan yang mirip masuk sebagai usulan baru. Bila sama, sebut barisnya: --sama {baris}."
        )
        lines.append(sentence.format(baris=",".join(map(str, alike))))
    if held:
        sentence = _(
            "Yang sudah diputuskan tidak ditimpa. Bila memang harus diubah, sebut barisnya: --timpa {baris}. "
            "Putusannya tetap."
        )
        lines.append(sentence.format(baris=",".join(map(str, held))))
    return lines


def _is_only_alike(row: BarisTempel) -> bool:
    return row.mirip is not None and row.cocok is None


def ekspor(desk: Desk, given: Given) -> Answer:
    """`data ekspor`: one list as a file."""
    if given.text("jenis") == BANTUAN and not given.has("kata"):
        return bantuan.ekspor(desk, given)
    if given.has("program"):
        raise InvalidInput({"program": _("Pilihan --program hanya untuk bantuan.")})
    if given.text("jenis") == PENDUDUK:
        return penduduk_berkas.ekspor(desk, given)
    if given.has("kata"):
        raise InvalidInput({"kata": _("Pilihan --kata hanya untuk penduduk.")})
    saring.stop_if_chosen(given)
    if given.text("jenis") == rpjm.JENIS:
        return rpjm.ekspor(desk, given)
    jenis = JenisTempel(given.text("jenis"))
    target = given.file("ke")
    form = given.text("bentuk") or target.suffix.lstrip(".").lower()
    if form == siskeudes.BENTUK:
        if jenis is not JenisTempel.RKP:
            raise InvalidInput({"bentuk": _("Bentuk siskeudes hanya untuk rkp.")})
        made = siskeudes.export_csv(desk.app.database, desk.app.aturan, given.number("tahun"))
    else:
        induk = _activity(desk, given, jenis)
        made = export.export_rows(desk.app.database, jenis, form, given.number("tahun"), induk)
    write_file(target, made.isi, _("Ekspor"))
    text = _("{n} baris ditulis ke {berkas}.").format(n=made.baris, berkas=target)
    return Answer({"berkas": str(target), "baris": made.baris}, text)


def lihat(desk: Desk, given: Given) -> Answer:
    """`data lihat`: the rows of one list, or the one with `--id`."""
    if given.text("jenis") == BANTUAN:
        saring.stop_if_chosen(given)
        return bantuan.lihat(desk, given)
    if given.text("jenis") in OF_RESIDENTS:
        return penduduk.lihat(desk, given)
    saring.stop_if_chosen(given)
    if given.has("desa"):
        raise InvalidInput({"desa": _("Pilihan --desa hanya untuk penduduk dan keluarga.")})
    if given.text("jenis") == rpjm.JENIS:
        return rpjm.lihat(desk, given)
    jenis = JenisTempel(given.text("jenis"))
    induk = _activity(desk, given, jenis)
    records = export.records_of(desk.app.database, jenis, given.number("tahun"), induk)
    if given.has("id"):
        key = given.key("id")
        records = [one for one in records if one.id == key]
        if not records:
            raise NotFound(apa=_("Baris {id}").format(id=key))
    rows = export.plain_rows(records)
    wanted = [one.field for one in kolom_of(jenis) if not one.field.startswith("_")][:7]
    names = [name for name in ("nomor", *wanted) if not rows or name in rows[0]]
    shown = [[_years(row[name]) if name == "tahun" else row[name] for name in names] for row in rows]
    text = table([field_name(name) for name in names], shown) if rows else _("Belum ada isinya.")
    return Answer({"baris": rows}, text)


def _years(value: object) -> object:
    """Years stand without points."""
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else value


def selesai(desk: Desk, given: Given) -> Answer:
    """`data selesai angka-pokok`: the figures are locked and travel with the next kiriman."""
    tahun = desk.tahun(given) - 1  # a plan rests on the figures of the year before
    desa.finish_figures(
        desk.app.database, tahun, kid=desk.kid, by=desk.by, at=desk.at, alasan=given.text("alasan")
    )
    made = desa.figures(desk.app.database, tahun)
    text = _("Angka Pokok {tahun} ditandai selesai (r{r:02d}).").format(tahun=tahun, r=made.revisi)
    return Answer({"jenis": "angka-pokok", "tahun": tahun, "revisi": made.revisi}, text)


def perubahan(desk: Desk, given: Given) -> Answer:
    """`data perubahan angka-pokok`: they can be changed again; what was signed keeps counting."""
    tahun = desk.tahun(given) - 1
    found = desa.figures(desk.app.database, tahun)
    desa.reopen(desk.app.database, AngkaPokok, found.id, by=desk.by, at=desk.at)
    text = _("Angka Pokok {tahun} dapat diubah lagi. Yang sudah selesai tetap berlaku sampai ditandai lagi.")
    return Answer({"jenis": "angka-pokok", "tahun": tahun, "revisi": found.revisi}, text.format(tahun=tahun))


def urungkan(desk: Desk, _given: Given) -> Answer:
    """`data urungkan`: take back the newest step."""
    step = editing.undo(desk.app.database, by=desk.by, at=desk.at)
    return Answer({"langkah": step}, _("Diurungkan: {langkah}.").format(langkah=step))


def ulangi(desk: Desk, _given: Given) -> Answer:
    """`data ulangi`: do again what was undone last."""
    step = editing.redo(desk.app.database, by=desk.by, at=desk.at)
    return Answer({"langkah": step}, _("Diulangi: {langkah}.").format(langkah=step))


def _in_history(field: str, value: object) -> str:
    """A value of a change; a whole row that came or went by its name, since its numbers fill no table."""
    if not field and isinstance(value, Mapping):
        return str(value.get("nama") or value.get("uraian") or summary_of(value))
    return show_value(field, value)


def riwayat(desk: Desk, given: Given) -> Answer:
    """`data riwayat`: every change of one row."""
    wanted = given.text("jenis")
    kind = penduduk.KINDS.get(wanted) or (
        KegiatanRpjm if wanted == rpjm.JENIS else intake.KIND_OF[JenisTempel(wanted)]
    )
    found = editing.history(desk.app.database, kind, given.key("id"))
    rows = [
        (
            f"{show_date_short(one.pada.astimezone().date())} {show_time(one.pada.astimezone())}",
            one.oleh,
            one.langkah,
            field_name(one.kolom),
            _in_history(one.kolom, one.semula),
            _in_history(one.kolom, one.menjadi),
        )
        for one in found
    ]
    headings = [_("Pada"), _("Oleh"), _("Langkah"), _("Kolom"), _("Semula"), _("Menjadi")]
    text = table(headings, rows) if rows else _("Belum ada perubahan.")
    return Answer({"perubahan": found}, text)
