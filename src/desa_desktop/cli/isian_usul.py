"""`isian usul`: what the office can answer of a form by itself, listed, and accepted where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desa_desktop.checklists import Template
from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isi_awal, isian
from desa_desktop.services.isi_awal import Usul
from desa_desktop.services.isian import IsianTampil

ALL = "semua"


def usul(desk: Desk, given: Given) -> Answer:
    """`isian usul`: proposals with origin and coverage; with --terima those named are taken over."""
    app, key = desk.app, given.key("id")
    offered = isi_awal.proposals(
        app.database, app.templates, key, kode=app.kode, petunjuk=app.petunjuk_isi_awal, today=desk.today
    )
    shown = isian.show_isian(app.database, app.templates, key, by=desk.by, at=desk.at)
    empty = isi_awal.still_open(shown, offered.usul.values())
    other = isi_awal.different(shown, offered.usul.values())
    count = 0
    if given.has("terima"):
        replaces = given.has("ganti")
        chosen = _chosen(shown.template, [*empty, *other] if replaces else empty, given.text("terima"))
        count = isi_awal.accept(
            app.database, app.templates, key, chosen, by=desk.by, at=desk.at, ganti=replaces
        )
    now = isian.show_isian(app.database, app.templates, key, by=desk.by, at=desk.at) if count else shown
    data = {
        "id": key,
        "pada": offered.pada,
        "diterima": count,
        "usul": [_row(shown, one, "kosong") for one in empty] + [_row(shown, one, "beda") for one in other],
        "dipakai": [
            {
                "kode": place.name,
                "baris": place.rows[0] + 1 if place.rows else None,
                "nilai": one.nilai,
                "sumber": one.sumber,
                "pada": one.pada,
                "terjawab": one.terjawab,
                "dari": one.dari,
            }
            for place, one in isi_awal.accepted(now).items()
        ],
        "tanpa_usul": dict(offered.tanpa),
        "pertentangan": [
            {"kode": place.name, "kalimat": words} for place, words in isi_awal.contradictions(shown, offered)
        ],
    }
    return Answer(data, _text(shown, offered, empty, other, count if given.has("terima") else None))


def _chosen(template: Template, usul: Sequence[Usul], words: str) -> list[Usul]:
    """All, those of a section by its number, or those of questions and tables by their codes."""
    if words.strip().lower() == ALL:
        return list(usul)
    if words.strip().isdecimal():
        number = int(words)
        if not 1 <= number <= len(template.sections):
            sentence = _("Bagian {n} tidak ada. Isian ini punya bagian 1 sampai {semua}.")
            raise InvalidInput({"terima": sentence.format(n=number, semua=len(template.sections))})
        return isi_awal.of_section(template, template.sections[number - 1], usul)
    codes = [one.strip() for one in words.split(",") if one.strip()]
    unknown = [one for one in codes if one not in template.by_name]
    if unknown:
        sentence = _("Pertanyaan {kode} tidak ada di templat ini.")
        raise InvalidInput({"terima": sentence.format(kode=", ".join(unknown))})
    return [one for one in usul if one.place.name in codes or _table_of(template, one) in codes]


def _table_of(template: Template, usul: Usul) -> str:
    return template.question(usul.place.name).repeats[0] if usul.place.rows else usul.place.name


def _row(shown: IsianTampil, one: Usul, keadaan: str) -> Mapping[str, object]:
    hasil = one.hasil
    return {
        "kode": one.place.name,
        "baris": one.place.rows[0] + 1 if one.place.rows else None,
        "nilai": one.nilai,
        "sekarang": isi_awal.current(shown.template, shown.answers, one.place),
        "keadaan": keadaan,
        "sumber": one.sumber,
        "pada": one.pada,
        "terjawab": hasil.terjawab if hasil is not None else None,
        "dari": hasil.dari if hasil is not None else None,
        "cakupan": one.cakupan,
    }


def _text(
    shown: IsianTampil,
    offered: isi_awal.UsulIsian,
    empty: Sequence[Usul],
    other: Sequence[Usul],
    count: int | None,
) -> str:
    heading = _(
        "{judul}, {periode}: {n} usulan untuk jawaban yang masih kosong, {b} berbeda dari yang tertulis"
    )
    lines = [
        heading.format(
            judul=shown.template.title, periode=show_periode(shown.isian.periode), n=len(empty), b=len(other)
        ),
        _("Angka dihitung per {tanggal}.").format(tanggal=show_date(offered.pada)),
    ]
    rows = [
        (
            one.place.name,
            isi_awal.label_of(shown.template, one.place),
            isi_awal.show_value(shown.template, one.place.name, one.nilai),
            isi_awal.show_value(
                shown.template,
                one.place.name,
                isi_awal.current(shown.template, shown.answers, one.place),
            ),
            one.sumber,
            one.cakupan,
        )
        for one in (*empty, *other)
    ]
    if rows:
        headings = [_("Kode"), _("Pertanyaan"), _("Usulan"), _("Sekarang"), _("Asal"), _("Cakupan")]
        lines.append(table(headings, rows))
    for place, words in isi_awal.contradictions(shown, offered):
        lines.append(f"{place.name}: {words}")
    if offered.tanpa:
        words = _("{n} pertanyaan bertanda isi-awal belum ada usulannya; sebabnya ada di --json.")
        lines.append(words.format(n=show_number(len(offered.tanpa))))
    if count is not None:
        words = _("{n} usulan dipakai. Batalkan dengan: data urungkan.")
        lines.append(words.format(n=show_number(count)))
    return "\n".join(lines)
