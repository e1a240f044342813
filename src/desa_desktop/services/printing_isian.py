"""What papers of checklists say: blank and filled form, score card, and the village's book."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from desa_desktop.checklists import Kind, Place, Question, State, Template, recompute
from desa_desktop.checklists.score import FULL, points_of
from desa_desktop.checklists.values import Value, number
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.isian import formulir, kartu_skor, profil
from desa_desktop.documents.isian.kata import cell_of, words_of
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.statistik import TABEL, Tabel
from desa_desktop.domain.wording import show_number, show_percent
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import isian, statistik
from desa_desktop.services.isian import IsianTampil
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Unit

POTENSI, PERKEMBANGAN = "potensi-desa", "perkembangan-desa"
_MOST_SECTIONS = 20  # more are counted together by their chapter's number
_CHAPTER = re.compile(r"(?:[IVX]+\.[A-Z]|\d+)(?![A-Za-z])")
_ALMOST = Decimal("99.9")
_TENTH = Decimal("0.1")
_TABLES = ("umur", "dusun", "agama", "pendidikan", "pekerjaan", "kawin", "kk-kepala")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lemari:
    """What every collector here needs. `cetakan` says how a record is printed, None: one without a draft.

    A checklist is named by `key`, or by `form_id` and `periode` (the newest period without one).
    """

    unit: Unit
    kantor: UUID
    templates: Mapping[str, Template]
    identitas: Identitas
    cetakan: Callable[[Isian | None], Cetakan]
    kepala: Penanda
    pengisi: Penanda
    today: date
    kode: Callable[[], KodePenduduk] | None = None
    key: UUID | None = None
    form_id: str = ""
    periode: str = ""
    tahun: int | None = None
    is_ringkas: bool = False

    @property
    def at(self) -> datetime:
        """Noon of the day of printing: formulas with today() give what the screen gives."""
        return datetime.combine(self.today, time(12)).astimezone()

    def template(self, form_id: str) -> Template:
        """The template of that id. Raises NotFound."""
        if form_id not in self.templates:
            raise NotFound(apa=_("Templat {nama}").format(nama=form_id))
        return self.templates[form_id]

    def show(self, record: Isian) -> IsianTampil:
        """The record with all that follows from its answers."""
        return isian.read_isian(self.unit, self.templates, record, by="", at=self.at)

    def begun(self, form_id: str) -> list[Isian]:
        """The checklists of this template, the newest period first."""
        rows = lists.isian_rows(self.unit, self.kantor)
        return [self.unit.get(Isian, row.id) for row in rows if row.form_id == form_id]


def _record(desk: Lemari) -> Isian:
    """The checklist that is asked for. Raises NotFound, InvalidInput when none is named."""
    if desk.key is not None:
        return desk.unit.get(Isian, desk.key)
    if not desk.form_id:
        words = _("Sebutkan isian mana: ID dari isian daftar, atau templat dan periodenya.")
        raise InvalidInput({"id": words})
    template = desk.template(desk.form_id)
    periode = isian.read_periode(desk.periode) if desk.periode else ""
    for one in desk.begun(desk.form_id):
        if not periode or one.periode == periode:
            return one
    name = f"{template.title} {periode}".strip()
    raise NotFound(apa=_("Isian {nama}").format(nama=name))


# ------------------------------------------------------------------ forms


def collect_kosong(desk: Lemari) -> formulir.Formulir:
    """The blank form of a template, or of the checklist with this id, with its period if one is named."""
    form_id, periode = desk.form_id, desk.periode
    record = desk.unit.find(Isian, desk.key) if desk.key is not None else None
    if record is not None:
        form_id, periode = record.form_id, record.periode
    if not form_id:
        raise InvalidInput({"templat": _("Sebutkan templatnya, misalnya layanan-dasar.")})
    template = desk.template(form_id)
    context = isian.context_of(desk.unit, by="", at=desk.at)
    blank = recompute(template, {}, context)
    return formulir.Formulir(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        lembar=Lembar(template, blank, {}, is_blank=True),
        periode=isian.read_periode(periode) if periode else "",
        kepala_desa=desk.kepala,
        pengisi=Penanda(jabatan="Yang mengisi"),
    )


def collect_isi(desk: Lemari) -> formulir.Formulir:
    """The filled form in its own order; hidden answers are left out."""
    record = _record(desk)
    shown = desk.show(record)
    done = shown.state.progress()
    word = "Selesai" if record.status is StatusDokumen.DISAHKAN else "Berjalan"
    return formulir.Formulir(
        identitas=desk.identitas,
        cetakan=desk.cetakan(record),
        lembar=Lembar(shown.template, shown.state, shown.answers, is_short=desk.is_ringkas),
        periode=record.periode,
        kepala_desa=desk.kepala,
        pengisi=desk.pengisi,
        keadaan=f"{word}, {show_number(done.filled)} dari {show_number(done.total)} terisi",
    )


# ------------------------------------------------------------------ score card


def collect_kartu(desk: Lemari) -> kartu_skor.KartuSkor:
    """Points by dimension with the gaps and earlier periods; without points, how complete it is."""
    record = _record(desk)
    shown = desk.show(record)
    earlier = [desk.show(one) for one in reversed(_earlier(desk, record))]
    is_lengkap = not shown.template.dimensions
    make = _completeness if is_lengkap else _points
    now = make(shown)
    return kartu_skor.KartuSkor(
        identitas=desk.identitas,
        cetakan=desk.cetakan(record),
        form_id=record.form_id,
        judul=shown.template.title,
        periode=record.periode,
        dimensi=now.dimensi,
        total=now.total,
        kata=now.kata,
        dulu=tuple(
            kartu_skor.Masa(one.isian.periode, {dim.nama: dim.nilai for dim in then.dimensi}, then.total)
            for one, then in ((one, make(one)) for one in earlier)
        ),
        tertinggal=tuple(_unfilled(shown) if is_lengkap else _lagging(shown)),
        kepala_desa=desk.kepala,
        pengisi=desk.pengisi,
        is_lengkap=is_lengkap,
        catatan=tuple(_notes(shown, is_lengkap=is_lengkap)),
    )


def _earlier(desk: Lemari, record: Isian) -> list[Isian]:
    """Checklists of earlier periods of the same kind (half-years with half-years), the newest first."""
    kind = _kind(record.periode)
    before = [
        one
        for one in desk.begun(record.form_id)
        if one.periode < record.periode and _kind(one.periode) == kind and one.desa_id == record.desa_id
    ]
    return before[: kartu_skor.MOST_EARLIER]


def _kind(periode: str) -> str:
    return re.sub(r"[0-9]+", "0", periode)


@dataclass(frozen=True, slots=True)
class _Nilai:
    dimensi: tuple[kartu_skor.NilaiDimensi, ...]
    total: Decimal | None
    kata: str


def _points(shown: IsianTampil) -> _Nilai:
    dimensions = tuple(
        kartu_skor.NilaiDimensi(one.name, one.score, one.band.word, one.answered, one.relevant)
        for one in shown.score.dimensions
    )
    return _Nilai(dimensions, shown.score.total, shown.score.band.word)


def _completeness(shown: IsianTampil) -> _Nilai:
    """Percent answered of each section, or of each chapter where there are many sections."""
    counts: dict[str, tuple[str, int, int]] = {}
    sections = shown.template.sections
    for section in sections:
        found = _CHAPTER.match(section.label) if len(sections) > _MOST_SECTIONS else None
        key = found[0] if found else section.label
        done = shown.state.progress(section)
        title = profil.CHAPTERS.get(key)
        label, filled, total = counts.get(key, (f"{key} {title}" if title else section.label, 0, 0))
        counts[key] = (label, filled + done.filled, total + done.total)
    dimensions = tuple(
        kartu_skor.NilaiDimensi(label, _percent(filled, total), "", filled, total)
        for label, filled, total in counts.values()
        if total
    )
    whole = shown.state.progress()
    return _Nilai(dimensions, _percent(whole.filled, whole.total), "")


def _percent(part: int, whole: int) -> Decimal | None:
    """A share in percent with one decimal. Only what is whole is 100,0: one open question of 2,400 shows."""
    if not whole:
        return None
    found = (Decimal(part * 100) / whole).quantize(_TENTH, ROUND_HALF_UP)
    return found if part == whole else min(found, _ALMOST)


def _lagging(shown: IsianTampil) -> Iterator[kartu_skor.Tertinggal]:
    """Items that could bring more points: services that lag, the costliest first, then open questions."""
    state, template = shown.state, shown.template
    whole = {one.name: one.most for one in shown.score.dimensions}
    found: list[tuple[bool, Decimal, int, kartu_skor.Tertinggal]] = []
    for question in template.questions:
        if not question.dimension or not state.is_relevant(question.name):
            continue
        value = state.value(question.name)
        points = points_of(question, value) if value is not None else Decimal(0)
        if points is None or points >= FULL or not whole[question.dimension]:
            continue
        cost = (FULL - points) * question.weight / whole[question.dimension] * 100
        found.append((value is None, -cost, question.row, _gap(question, value, cost, state)))
    for *_order, gap in sorted(found, key=lambda one: one[:3]):
        yield gap


def _gap(question: Question, value: Value, cost: Decimal, state: State) -> kartu_skor.Tertinggal:
    words = words_of(cell_of(question, value, state.offered(question.name)))
    if question.unit == "%" and value is not None:
        words = show_percent(number(value) or Decimal(0))
    gain = show_number(cost.quantize(_TENTH, ROUND_HALF_UP), decimals=1)
    return kartu_skor.Tertinggal(
        nomor=question.number,
        uraian=question.label,
        dimensi=question.dimension,
        jawaban=words or "belum dijawab",
        tindakan=f"{_action(question, value)} Dimensi ini naik {gain}.",
    )


def _action(question: Question, value: Value) -> str:
    """What is to be done: what the template says, else the best answer as the aim."""
    if value is None:
        return "Isi dulu angkanya." if question.is_computed else "Tanyakan, lalu isi."
    if question.guidance:
        return question.guidance.rstrip(". ") + "."
    rated = [one for one in question.choices if one.score is not None]
    if question.kind is Kind.SELECT_ONE and rated:
        best = max(rated, key=lambda one: one.score or Decimal(0))
        return f"Usahakan menjadi: {best.label}."
    return "Naikkan menjadi 100%."


def _unfilled(shown: IsianTampil) -> Iterator[kartu_skor.Tertinggal]:
    """Questions without an answer, the required ones first, in form order."""
    state, template = shown.state, shown.template
    section_of = {
        question.name: section.label for section in template.sections for question in section.questions()
    }
    empty = [
        one
        for one in template.questions
        if not one.repeats
        and one.is_answerable
        and state.is_relevant(one.name)
        and Place(one.name) not in state.values
    ]
    for one in sorted(empty, key=lambda one: not state.is_required(one.name)):
        yield kartu_skor.Tertinggal(one.number, one.label, section_of[one.name], "", "")


def _notes(shown: IsianTampil, *, is_lengkap: bool) -> Iterator[str]:
    if is_lengkap:
        yield (
            "Perkiraan kelengkapan isian, bukan tingkat perkembangan resmi: "
            "bobot resminya ditetapkan kementerian."
        )
        return
    yield (
        "Baik mulai 80,0; Cukup 60,0 sampai 79,9; Kurang di bawah 60,0. "
        "Butir yang belum dijawab bernilai nol."
    )
    if any("belum dipastikan" in one.basis for one in shown.template.questions if one.dimension):
        yield "Penilaian butir ini rancangan sendiri dan belum dipastikan dengan aturan resmi."


# ------------------------------------------------------------------ the book


def collect_profil(desk: Lemari) -> profil.ProfilDesa:
    """The book of a year (default: that of the newest checklist). Raises NotFound without a checklist."""
    found = {form_id: _of_year(desk, form_id) for form_id in (POTENSI, PERKEMBANGAN)}
    years = [int(one.periode[:4]) for one in found.values() if one is not None]
    if not years:
        raise NotFound(apa=_("Isian Potensi Desa atau Perkembangan Desa"))
    tahun = desk.tahun if desk.tahun is not None else max(years)
    records = [one for one in found.values() if one is not None]
    is_done = all(one.status is StatusDokumen.DISAHKAN for one in records)
    draft = next((one for one in records if one.status is not StatusDokumen.DISAHKAN), None)
    pada, tables = _population(desk, tahun)
    return profil.ProfilDesa(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None if is_done else draft),
        tahun=tahun,
        kepala_desa=desk.kepala,
        sekretaris=desk.pengisi,
        potensi=_source(desk, found[POTENSI]),
        perkembangan=_source(desk, found[PERKEMBANGAN]),
        tabel=tables,
        pada=pada,
    )


def _of_year(desk: Lemari, form_id: str) -> Isian | None:
    """The newest checklist of the year, or of all years when none was asked for."""
    if form_id not in desk.templates:
        return None
    for one in desk.begun(form_id):
        if desk.tahun is None or one.periode.startswith(str(desk.tahun)):
            return one
    return None


def _source(desk: Lemari, record: Isian | None) -> profil.Sumber | None:
    if record is None:
        return None
    shown = desk.show(record)
    done = shown.state.progress()
    return profil.Sumber(
        lembar=Lembar(shown.template, shown.state, shown.answers, is_short=True),
        periode=record.periode,
        terisi=done.filled,
        semua=done.total,
        selesai=record.status is StatusDokumen.DISAHKAN,
    )


def _population(desk: Lemari, tahun: int) -> tuple[date | None, tuple[Tabel, ...]]:
    """Tables of the residents at the end of the year, of today in this year; none without residents."""
    if desk.kode is None:
        return None, ()
    pada = date(tahun, 12, 31) if tahun < desk.today.year else desk.today
    data = statistik.penghitung(desk.unit, desk.kode(), pada=pada, today=desk.today)
    if not data.warga:
        return None, ()
    return pada, tuple(TABEL[kunci](data) for kunci in _TABLES)


COLLECTORS: Mapping[str, Callable[[Lemari], Page]] = {
    "isian-kosong": lambda desk: formulir.compose(collect_kosong(desk)),
    "isian": lambda desk: formulir.compose(collect_isi(desk)),
    "kartu-skor": lambda desk: kartu_skor.compose(collect_kartu(desk)),
    "profil-desa": lambda desk: profil.compose(collect_profil(desk)),
}
