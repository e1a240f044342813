"""`isian lalu`, `isian nihil`, `isian foto`: many answers in one step, and an answer that is a picture."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, read_file, write_file
from desa_desktop.cli.isian_usul import chosen
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import isi_awal, isian_foto, isian_lalu, isian_salin


def lalu(desk: Desk, given: Given) -> Answer:
    """`isian lalu`: the last period beside a form; with --salin copied, with --pastikan confirmed."""
    app, key = desk.app, given.key("id")
    shown = isian_salin.show_beside(app.database, app.templates, key, by=desk.by, at=desk.at)
    if not shown.lalu.periode:
        raise NotFound(apa=_("Isian ini di periode sebelumnya"))
    empty = isi_awal.still_open(shown, isian_salin.offered(shown))
    copied = confirmed = 0
    if given.has("salin"):
        wanted = chosen(shown.template, empty, given.text("salin"))
        copied = isi_awal.accept(app.database, app.templates, key, wanted, by=desk.by, at=desk.at)
    if given.has("pastikan"):
        places = isian_lalu.copied(shown.state, shown.isian)
        confirmed = isian_salin.confirm(app.database, app.templates, key, places, by=desk.by, at=desk.at)
    now = isian_salin.show_beside(app.database, app.templates, key, by=desk.by, at=desk.at)
    waiting = [
        place for place, asal in isian_lalu.copied(now.state, now.isian).items() if not asal.dipastikan
    ]
    data = {
        "id": key,
        "periode_lalu": shown.lalu.periode,
        "bisa_disalin": [
            {
                "kode": one.place.name,
                "baris": one.place.rows[0] + 1 if one.place.rows else None,
                "nilai": one.nilai,
            }
            for one in empty
        ],
        "lonjakan": [
            {"kode": one.place.name, "tingkat": one.level.value, "kalimat": one.sentence}
            for one in now.lonjakan
        ],
        "disalin": copied,
        "dipastikan": confirmed,
        "belum_dipastikan": [place.name for place in waiting],
    }
    heading = _("{judul}, {periode}: {n} jawaban kosong punya isi di {lalu}, {b} salinan belum dipastikan")
    lines = [
        heading.format(
            judul=shown.template.title,
            periode=show_periode(shown.isian.periode),
            n=len(empty),
            lalu=shown.lalu.nama,
            b=len(waiting),
        )
    ]
    rows = [
        (
            one.place.name,
            isi_awal.label_of(shown.template, one.place),
            isi_awal.show_value(shown.template, one.place.name, one.nilai),
        )
        for one in empty
    ]
    if rows:
        lines.append(table([_("Kode"), _("Pertanyaan"), shown.lalu.nama], rows))
    lines += [isian_lalu.in_row(now.state, one.place, one.sentence) for one in now.lonjakan]
    if given.has("salin"):
        words = _("{n} jawaban disalin. Batalkan dengan: data urungkan.")
        lines.append(words.format(n=show_number(copied)))
    if given.has("pastikan"):
        lines.append(_("{n} salinan dipastikan.").format(n=show_number(confirmed)))
    return Answer(data, "\n".join(lines))


def nihil(desk: Desk, given: Given) -> Answer:
    """`isian nihil`: zero in every empty count of a section, subsection or table."""
    app, key, code = desk.app, given.key("id"), given.text("bagian")
    if code.isdecimal():
        template = isian_salin.show_beside(app.database, app.templates, key, by=desk.by, at=desk.at).template
        if not 1 <= int(code) <= len(template.sections):
            sentence = _("Bagian {n} tidak ada. Isian ini punya bagian 1 sampai {semua}.")
            raise InvalidInput({"bagian": sentence.format(n=code, semua=len(template.sections))})
        code = template.sections[int(code) - 1].name
    count = isian_salin.write_nihil(app.database, app.templates, key, code, by=desk.by, at=desk.at)
    words = _("{n} jumlah diisi 0. Batalkan dengan: data urungkan.")
    return Answer({"id": key, "bagian": code, "diisi": count}, words.format(n=show_number(count)))


def foto(desk: Desk, given: Given) -> Answer:
    """`isian foto`: keep the photo that answers a question, write it to a file, or take it off."""
    app, key, code = desk.app, given.key("id"), given.text("kode")
    asked = [name for name in ("file", "ke", "hapus") if given.has(name)]
    if len(asked) != 1:
        raise InvalidInput({"file": _("Pilih satu: --file untuk menyimpan, --ke untuk mengambil, --hapus.")})
    if asked == ["file"]:
        data = read_file(given.file("file"))
        isian_foto.set_foto(app.database, app.templates, key, code, data, by=desk.by, at=desk.at)
        text = _("Foto disimpan. Foto ikut dalam kiriman berikutnya.")
    elif asked == ["hapus"]:
        isian_foto.remove_foto(app.database, app.templates, key, code, by=desk.by, at=desk.at)
        text = _("Foto dilepas. Batalkan dengan: data urungkan.")
    else:
        content = isian_foto.get_foto(app.database, app.templates, key, code)
        if content is None:
            raise NotFound(apa=_("Foto"))
        write_file(given.file("ke"), content, _("Foto"))
        text = _("Foto ditulis ke berkas.")
    return Answer({"id": key, "kode": code, "berkas": given.text("ke")}, text)
