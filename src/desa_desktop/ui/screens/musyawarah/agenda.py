"""Tab Acara: when, where and who leads; the agenda, and the notes taken while people speak."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desa_desktop.domain.acara import acara_berikut, acara_berjalan, agenda_of, is_acara
from desa_desktop.domain.musyawarah import Agenda, Catatan, Musyawarah
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.i18n import _
from desa_desktop.services import editing, jalan_rapat
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.choices import named_choices
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.saving import bind_grid, form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.papers import RoomPapers, with_papers
from desa_desktop.ui.tab_page import heading, lock_grid

_WHEN = ("tanggal", "mulai", "selesai")
PEOPLE = {"pimpinan": "pimpinan_dari", "notulis": "notulis_dari"}
"""Choosing an officer fills the group he or she comes from, while it is empty."""


class AgendaTab(Tab):
    """A form at the left; agenda and notes at the right."""

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "acara")
        self.papers = RoomPapers(meeting, self)
        self._save, self._draft = form_callbacks(
            meeting.desk, lambda: self.form, Musyawarah, lambda: meeting.key
        )
        self.form = Form(
            "musyawarah.acara.isian",
            self._fields(),
            today=meeting.desk.today,
            save=self._store,
            draft=self._draft,
        )
        names = {one.kunci: one.nama for one in meeting.desk.app.aturan.unsur}
        self.agenda = Grid(
            "musyawarah.acara.agenda",
            (
                Column(name="urut", label=_("No"), kind=Kind.INTEGER, width=44, editable=False),
                Column(name="uraian", label=_("Acara"), width=260, stretch=True, mark=self._mark),
                Column(name="menit", label=_("Menit"), kind=Kind.INTEGER, width=72, total=True),
            ),
            total_label=lambda number: _("{n} acara").format(n=number),
        )
        self.agenda.setAccessibleName(_("Susunan acara"))
        self.notes = Grid(
            "musyawarah.acara.catatan",
            (
                Column(name="pukul", label=_("Pukul"), kind=Kind.TIME, width=62),
                Column(name="pembicara", label=_("Pembicara"), kind=Kind.CHOICE, free=True, width=116,
                       choices=self._speakers, mark=lambda row: Mark.BERJALAN if is_acara(row) else None,
                       text=lambda row: _("Acara dimulai") if is_acara(row) else row.pembicara),
                Column(name="isi", label=_("Catatan"), width=140, stretch=True),
                Column(name="tanggapan", label=_("Tanggapan"), width=104),
                Column(name="unsur", label=_("Unsur"), kind=Kind.CHOICE, width=84, choices=_groups(meeting),
                       text=lambda row: "" if is_acara(row) else names.get(row.unsur, row.unsur)),
                Column(name="agenda_id", label=_("Acara"), kind=Kind.CHOICE, width=70,
                       choices=self._items),
            ),
            today=meeting.desk.today,
        )  # fmt: skip
        self.notes.setAccessibleName(_("Catatan musyawarah"))
        bind_grid(meeting.desk, self.agenda, Agenda, lambda: meeting.key, describe=lambda row: row.uraian)
        bind_grid(
            meeting.desk,
            self.notes,
            Catatan,
            lambda: meeting.key,
            new_values=lambda _after: {"pukul": self._clock()},
            describe=lambda row: row.isi,
        )
        self.next = self.button("berikut", _("Acara berikutnya"), self.next_item)
        self._lay_out()

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 16, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(heading(_("Susunan acara")))
        head.addStretch(1)
        head.addWidget(self.next)
        column.addLayout(head)
        column.addWidget(self.agenda, 3)
        column.addSpacing(4)
        column.addWidget(heading(_("Catatan (Ctrl+M)")))
        column.addWidget(self.notes, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._left = scrolled(self.form, "musyawarah.acara.gulung")
        row.addWidget(with_papers(self.papers, self._left), 9)
        row.addWidget(right, 10)

    def _fields(self) -> Sequence[Field]:
        return (
            Field(name="tanggal", label=_("Tanggal"), kind=Kind.DATE, wajib=True),
            Field(name="mulai", label=_("Mulai pukul"), kind=Kind.TIME, beside=True),
            Field(name="selesai", label=_("Selesai pukul"), kind=Kind.TIME, beside=True),
            Field(name="tempat", label=_("Tempat")),
            Field(name="pimpinan", label=_("Pimpinan musyawarah"), kind=Kind.CHOICE, free=True, wajib=True,
                  choices=self._people),
            Field(name="pimpinan_dari", label=_("Unsur pimpinan"), beside=True),
            Field(name="notulis", label=_("Notulis"), kind=Kind.CHOICE, free=True, wajib=True,
                  choices=self._people),
            Field(name="notulis_dari", label=_("Unsur notulis"), beside=True),
            Field(name="narasumber", label=_("Narasumber"), hint=_("Beberapa nama dipisah titik koma (;)")),
            Field(name="jumlah_undangan", label=_("Jumlah undangan"), kind=Kind.INTEGER, unit=_("orang"),
                  hint=_("Kosong: dihitung dari daftar")),
            Field(name="cara_putusan", label=_("Cara pengambilan keputusan"), kind=Kind.CHOICE, beside=True,
                  choices=_ways),
        )  # fmt: skip

    def _people(self) -> Sequence[Choice]:
        return [Choice(one.nama, one.nama, one.jabatan) for one in self.meeting.background.pejabat]

    def _clock(self) -> object:
        return self.meeting.desk.now().astimezone().time().replace(second=0, microsecond=0)

    def _store(self, name: str, value: object) -> None:
        key, other = self.meeting.key, PEOPLE.get(name, "")
        officer = next((one for one in self.meeting.background.pejabat if one.nama == value), None)
        if key is None or officer is None or not other or self.form.values()[other]:
            self._save(name, value)
            return
        self.form.boxes[other].set_value(officer.jabatan)
        desk = self.meeting.desk
        values = {name: value, other: officer.jabatan}
        at = desk.now()
        desk.save(
            self.form,
            lambda: editing.change(desk.app.database, Musyawarah, key, values, by=desk.person, at=at),
            place=("Musyawarah", key, name),
        )

    def show_room(self, room: RuangTampil) -> None:
        """Fill form and tables."""
        meeting = room.musyawarah
        values = {name: getattr(meeting, name) for name in self.form.boxes}
        self.form.set_values({name: None if _is_empty_choice(self.form, name, one) else one
                              for name, one in values.items()})  # fmt: skip
        self.form.set_checks(self._checks_of(room))
        self.form.set_locked(self.meeting.is_locked)
        lock_grid(self.agenda, self.meeting.is_locked)
        lock_grid(self.notes, self.meeting.is_locked)
        self.next.setEnabled(not self.meeting.is_locked and acara_berikut(meeting) is not None)
        self.agenda.show_rows(sorted(meeting.agenda, key=lambda one: one.urut))
        self.notes.show_rows(sorted(meeting.catatan, key=lambda one: one.urut))

    def _checks_of(self, room: RuangTampil) -> list[Pemeriksaan]:
        """Findings beside the fields; before its day nobody is told that the meeting has no end yet."""
        day = room.musyawarah.tanggal
        is_ahead = day is None or day > self.meeting.desk.today()
        hidden = _WHEN if is_ahead and room.musyawarah.dibuka_pada is None else ()
        return [one for one in room.pemeriksaan if one.field in self.form.boxes and one.field not in hidden]

    def primary(self) -> Primary:
        """Before its day the invitation, on it `Mulai musyawarah`; once begun, or held on paper and written
        down later, it leads on. The hour alone begins nothing: it stands in the invitation long before.
        """
        room = self.meeting.room
        if room is None or self.meeting.is_locked or room.musyawarah.dibuka_pada is not None:
            return Primary(_("Lanjut ke kehadiran"), lambda: self.turn_to.emit("kehadiran"))
        day, today = room.musyawarah.tanggal, self.meeting.desk.today()
        if day is not None and day > today:
            return Primary(_("Cetak undangan"), lambda: self.papers.print_paper("undangan"))
        if day is not None and day < today and room.musyawarah.mulai is not None:
            return Primary(_("Lanjut ke kehadiran"), lambda: self.turn_to.emit("kehadiran"))
        return Primary(_("Mulai musyawarah"), self._begin)

    def _begin(self) -> None:
        """`Mulai musyawarah`: date and hour, the first item; then on to the attendance."""
        self.meeting.save(self.form, jalan_rapat.begin, then=lambda _done: self.turn_to.emit("kehadiran"))

    def next_item(self) -> None:
        """The next item of the agenda begins; its clock runs from now on."""

        def done(item: str) -> None:
            words = _("Acara dimulai: {nama}").format(nama=item) if item else _("Semua acara sudah dimulai.")
            self.meeting.desk.notice(words, Tone.SARAN, seconds=6)

        self.meeting.save(self, jalan_rapat.next_item, then=done)

    def _running(self) -> UUID | None:
        room = self.meeting.room
        now = acara_berjalan(room.musyawarah, self.meeting.desk.now()) if room is not None else None
        return now.agenda.id if now is not None else None

    def _mark(self, row: Agenda) -> Mark | None:
        return Mark.BERJALAN if row.id == self._running() else None

    def _items(self) -> list[Choice]:
        room = self.meeting.room
        items = agenda_of(room.musyawarah) if room is not None else []
        return [Choice(one.id, f"{n}. {one.uraian}") for n, one in enumerate(items, 1)]

    def _speakers(self) -> list[Choice]:
        """People who are here, with their group."""
        room = self.meeting.room
        here = [one for one in room.musyawarah.peserta if one.is_hadir] if room is not None else []
        names = {one.kunci: one.nama for one in self.meeting.desk.app.aturan.unsur}
        return [Choice(one.nama, one.nama, names.get(one.unsur, "")) for one in here]

    def arrive(self) -> None:
        """Into the first field."""
        self.form.go_to("tanggal")

    def jump(self, record: UUID | None, field: str) -> bool:
        """The fields of the form; a finding about the invitation opens its letter."""
        if field == "surat":
            self.papers.show_letter()
            return True
        if field not in self.form.boxes:
            return False
        self.form.go_to(field)
        return True


def _is_empty_choice(form: Form, name: str, value: object) -> bool:
    """An empty choice reads as None; shown as an empty text it would look changed on every visit."""
    return form.boxes[name].field.kind is Kind.CHOICE and value == ""


def _groups(meeting: OpenMeeting) -> list[Choice]:
    return named_choices(meeting.desk.app.aturan.unsur)


def _ways() -> Sequence[Choice]:
    return (
        Choice("mufakat", _("Musyawarah mufakat")),
        Choice("aklamasi", _("Aklamasi")),
        Choice("suara", _("Pemungutan suara")),
    )
