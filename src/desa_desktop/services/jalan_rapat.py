"""A meeting as it runs: begun, one item after the other, put off for lack of a quorum, held a second time.

Also who may come in without an invitation, and the photo of the signed page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from desa_desktop.documents.foto import fit_evidence
from desa_desktop.domain.acara import ACARA, acara_berikut, acara_berjalan, agenda_of
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.kuorum import (
    SETELAN,
    TahapKuorum,
    last_day_of_second,
    read_kuorum,
    status_kuorum,
)
from desa_desktop.domain.musyawarah import Agenda, Bahasan, Catatan, Musyawarah, Peserta
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import kantor as office
from desa_desktop.services import penduduk
from desa_desktop.services.editing import number, stop_if_locked
from desa_desktop.services.musyawarah import rules_of
from desa_desktop.services.penduduk import SaringPenduduk
from desa_desktop.store import archive
from desa_desktop.store.unit import Database

_SHORTEST, _MOST, _LOOKED_AT = 3, 8, 40


def begin(database: Database, key: UUID, *, by: str, at: datetime) -> None:
    """`Mulai musyawarah`: date and hour are written where they are empty, the first item begins.

    Raises NotFound, Locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        _open(meeting, at)
        items = agenda_of(meeting)
        if items and acara_berikut(meeting) is items[0]:
            _begin_item(meeting, items[0], at)
        unit.commit(_("mulai {nama}").format(nama=meeting.nama), by, at)


def _open(meeting: Musyawarah, at: datetime) -> None:
    """Date and hour where they are empty, and the moment from which the clock of the items counts.

    A meeting that was opened on an earlier day (tried out, or put off) is opened anew: its clock has stopped.
    """
    local = at.astimezone()
    meeting.tanggal = meeting.tanggal or local.date()
    if meeting.mulai is None:
        meeting.mulai = local.time().replace(second=0, microsecond=0)
    if meeting.dibuka_pada is None or acara_berjalan(meeting, at) is None:
        meeting.dibuka_pada = at


def next_item(database: Database, key: UUID, *, by: str, at: datetime) -> str:
    """The next item of the agenda begins; its text, "" after the last one. The first one opens the meeting.

    Raises NotFound, Locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        item = acara_berikut(meeting)
        if item is None:
            return ""
        _open(meeting, at)
        _begin_item(meeting, item, at)
        unit.commit(_("mulai acara {nama}").format(nama=item.uraian), by, at)
    return item.uraian


def _begin_item(meeting: Musyawarah, item: Agenda, at: datetime) -> None:
    """A note with the hour: it stands in the minutes and survives a crash (see domain.acara)."""
    meeting.catatan.append(
        Catatan(
            pukul=at.astimezone().time().replace(microsecond=0, tzinfo=None),
            unsur=ACARA,
            isi=item.uraian,
            agenda_id=item.id,
            urut=max((one.urut for one in meeting.catatan), default=0) + 1,
        )
    )


def postpone(database: Database, key: UUID, aturan: Aturan, *, by: str, at: datetime) -> datetime:
    """`Tunda (kuorum)`: the meeting waits; returns when the waiting ends (perencanaan.md 5.3).

    Raises InvalidInput if enough people are here, if nobody is on the list or if it waits already.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        own = rules_of(unit, aturan)
        tahap = status_kuorum(meeting, own, at).tahap
        if tahap is not TahapKuorum.KURANG:
            raise InvalidInput({"kuorum": _(_WHY_NOT[tahap])})
        meeting.ditunda_pada = at
        unit.commit(_("tunda {nama} karena kuorum").format(nama=meeting.nama), by, at)
    return at + timedelta(hours=own.kuorum.tunda_jam)


_WHY_NOT = {
    TahapKuorum.TANPA_DAFTAR: N_("Kuorum belum dapat dihitung. Isi daftar atau jumlah undangan dulu."),
    TahapKuorum.TERCAPAI: N_("Kuorum sudah tercapai. Musyawarah dapat dimulai."),
    TahapKuorum.DITUNDA: N_("Musyawarah sudah ditunda. Tunggu sampai waktunya habis."),
    TahapKuorum.HABIS: N_("Waktu tunda sudah habis. Siapkan rapat kedua."),
    TahapKuorum.RAPAT_KEDUA: N_("Rapat kedua tidak perlu kuorum. Musyawarah dapat dimulai."),
}


def set_quorum(database: Database, text: str, *, by: str, at: datetime) -> None:
    """The village's own quorum from its rules of order, `1/2`; empty: that of the Paket Aturan again.

    Raises InvalidInput for anything that is not a fraction up to the whole.
    """
    clean = text.strip()
    fraction = read_kuorum(clean) if clean else None
    if clean and fraction is None:
        raise InvalidInput({"kuorum": _("Tulis kuorum sebagai pecahan, misalnya 2/3.")})
    with database.unit() as unit:
        kantor = office.require(unit)
        rest = {name: value for name, value in kantor.setelan.items() if name != SETELAN}
        kantor.setelan = rest if fraction is None else {**rest, SETELAN: f"{fraction[0]}/{fraction[1]}"}
        unit.commit(_("kuorum desa {pecahan}").format(pecahan=clean or _("bawaan")), by, at)


def get_quorum(database: Database, aturan: Aturan) -> str:
    """The quorum in force, as a fraction."""
    with database.read() as unit:
        rule = rules_of(unit, aturan).kuorum
    return f"{rule.pembilang}/{rule.penyebut}"


def second_meeting(
    database: Database,
    key: UUID,
    aturan: Aturan,
    *,
    by: str,
    at: datetime,
    tanggal: date | None = None,
) -> UUID:
    """`Rapat kedua`: a meeting like the first within three days, held with whoever comes.

    Agenda, invited people and proposals are taken over; without a date it is tomorrow, at the latest the last
    day allowed. Raises InvalidInput when enough are here after all, when one was prepared already or when the
    date is too late; then nothing is made.
    """
    with database.unit() as unit:
        first = unit.get(Musyawarah, key)
        own = rules_of(unit, aturan)
        if not status_kuorum(first, own, at).is_kurang:
            raise InvalidInput(
                {"kuorum": _("Rapat kedua hanya untuk musyawarah yang belum mencapai kuorum.")}
            )
        if unit.select(Musyawarah, rapat_sebelum_id=first.id):
            raise InvalidInput({"kuorum": _("Rapat kedua untuk musyawarah ini sudah disiapkan.")})
        today = at.astimezone().date()
        limit = last_day_of_second(first, own) or today + timedelta(days=own.kuorum.rapat_ulang_hari)
        day = tanggal or min(today + timedelta(days=1), limit)
        if not (first.tanggal or today) <= day <= limit:
            sentence = _("Rapat kedua diadakan paling lambat {batas}. Pilih tanggal {mulai} sampai {batas}.")
            text = sentence.format(batas=show_date(limit), mulai=show_date(first.tanggal or today))
            raise InvalidInput({"tanggal": text})
        second = _second_of(first, day)
        unit.add(second)
        if first.ditunda_pada is None:
            first.ditunda_pada = at
        unit.commit(_("siapkan rapat kedua {nama}").format(nama=first.nama), by, at)
    return second.id


def _second_of(first: Musyawarah, day: date) -> Musyawarah:
    invited = [one for one in first.peserta if not one.is_tamu]
    made = Musyawarah(
        desa_id=first.desa_id,
        jenis=first.jenis,
        tahun=first.tahun,
        nama=_("{nama} (rapat kedua)").format(nama=first.nama),
        tanggal=day,
        tempat=first.tempat,
        pimpinan=first.pimpinan,
        pimpinan_dari=first.pimpinan_dari,
        notulis=first.notulis,
        notulis_dari=first.notulis_dari,
        narasumber=first.narasumber,
        jumlah_undangan=first.jumlah_undangan,
        cara_putusan=first.cara_putusan,
        unsur_tidak_ada=first.unsur_tidak_ada,
        cara_nilai=first.cara_nilai,
        skema_nilai=first.skema_nilai,
        rapat_sebelum_id=first.id,
        agenda=[Agenda(uraian=one.uraian, menit=one.menit) for one in agenda_of(first)],
        peserta=[
            Peserta(
                nama=one.nama,
                jk=one.jk,
                unsur=one.unsur,
                dusun=one.dusun,
                lembaga=one.lembaga,
                kelompok_rentan=one.kelompok_rentan,
            )
            for one in sorted(invited, key=lambda one: one.urut)
        ],
        bahasan=[Bahasan(usulan_id=one.usulan_id) for one in sorted(first.bahasan, key=lambda one: one.urut)],
    )
    for rows in (made.agenda, made.peserta, made.bahasan):
        number(rows)
    return made


# ------------------------------------------------------------------ who may come in


@dataclass(frozen=True, slots=True)
class Warga:
    """A resident by name, for the list of a meeting: nothing of the register but name, L/P and hamlet."""

    nama: str
    jk: str
    dusun: str


def find_residents(database: Database, text: str, today: date) -> list[Warga]:
    """Residents whose name contains what was typed, from three letters on; empty without a register.

    Digits find nobody: a number of the register is not looked up in front of everybody.
    """
    words = " ".join(text.split())
    if len(words) < _SHORTEST or any(sign.isdigit() for sign in words):
        return []
    page = penduduk.list_penduduk(database, SaringPenduduk(kata=words), today, banyak=_LOOKED_AT)
    if page.dibaca:  # nobody of this name: the people nearly called so would hide the new guest
        return []
    parts = words.casefold().split()
    named = [one for one in page.baris if all(part in one.nama.casefold() for part in parts)]
    with database.read() as unit:
        hamlets: dict[UUID, str] = {one.id: one.nama for one in unit.select(Dusun)} if named else {}
    return [
        Warga(one.nama, one.jk, hamlets.get(one.dusun_id, "") if one.dusun_id else "")
        for one in named[:_MOST]
    ]


def parts_of_village(database: Database) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hamlets, and the groups of Lembaga & Tokoh, that a meeting can be called after."""
    with database.read() as unit:
        desa = unit.get(Desa, office.require(unit).id)
    hamlets = tuple(one.nama for one in desa.dusun if one.nama.strip())
    return hamlets, tuple(dict.fromkeys(one.lembaga for one in desa.tokoh if one.lembaga.strip()))


# ------------------------------------------------------------------ the signed page


def set_foto(database: Database, key: UUID, data: bytes, *, by: str, at: datetime) -> None:
    """Keep a picture of the signed page with the meeting, made small and upright.

    Raises FotoTidakTerbaca, NotFound, Locked; then nothing changed.
    """
    content = fit_evidence(data)
    name = sha256(content).hexdigest()
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        archive.put_attachment(unit, name, content)
        meeting.foto = name
        unit.commit(_("foto halaman bertanda tangan"), by, at)


def get_foto(database: Database, key: UUID) -> bytes | None:
    """The picture of the signed page as JPEG; None without one, or where it stayed on another laptop."""
    with database.read() as unit:
        name = unit.get(Musyawarah, key).foto
        return archive.attachment(unit, name) if name else None


def remove_foto(database: Database, key: UUID, *, by: str, at: datetime) -> None:
    """Take the picture away; undo shows it again. Raises NotFound, Locked."""
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        if not meeting.foto:
            raise NotFound(apa=_("Foto halaman bertanda tangan"))
        meeting.foto = ""
        unit.commit(_("hapus foto halaman bertanda tangan"), by, at)
