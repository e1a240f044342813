"""What the meeting room needs beside `services.musyawarah`: many values at once, signers to propose, pagu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.matriks import pemakaian_pagu
from desa_desktop.domain.musyawarah import (
    Bahasan,
    CaraNilai,
    JenisMusyawarah,
    Musyawarah,
    Penandatangan,
    Penilai,
    Peserta,
    skema_musyawarah,
)
from desa_desktop.domain.pemeriksaan_desa import is_in_office, office_of
from desa_desktop.domain.pemeriksaan_usulan import mirip
from desa_desktop.domain.penilaian import daftar_skema
from desa_desktop.domain.rapat import NOTULIS, PIMPINAN, RANCANGAN, STUNTING, Bahan, bagian_rapat, undangan
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import Locked, insert_rows, number, stop_if_locked
from desa_desktop.services.musyawarah import check_nilai
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

Nilai = tuple[UUID, str, int | None]


@dataclass(frozen=True, slots=True)
class Pejabat:
    """Somebody who may chair, write or sign: name, office, L or P ("" if not known)."""

    nama: str
    jabatan: str
    jk: str


@dataclass(frozen=True, slots=True)
class LatarRuang:
    """What surrounds a meeting and does not change with it: officers, hamlets, the pagu per source in rupiah.

    `tokoh` are the officers and notables of Data Desa, as participants who might come without an invitation.
    """

    pejabat: tuple[Pejabat, ...]
    dusun: tuple[str, ...]
    pagu: Mapping[str, int]
    tokoh: tuple[Peserta, ...] = ()


def background(database: Database, aturan: Aturan, key: UUID) -> LatarRuang:
    """The surroundings of the meeting `key`. Raises NotFound."""
    with database.read() as unit:
        meeting = unit.bare(Musyawarah, key)
        desa = unit.get(Desa, meeting.desa_id)
        rkp = unit.find(RkpDesa, dokumen_id(meeting.desa_id, "rkp-desa", str(meeting.tahun)))
    gauges = pemakaian_pagu(rkp, aturan) if rkp is not None else []
    return LatarRuang(
        tuple(Pejabat(one.nama, one.jabatan, one.jk) for one in desa.perangkat if one.nama.strip()),
        tuple(one.nama for one in desa.dusun if one.nama),
        {one.sumber: one.batas for one in gauges if one.pagu is not None or one.silpa},
        tuple(undangan(JenisMusyawarah.MUSRENBANGDES, desa)),
    )


def propose_here(
    database: Database, key: UUID, values: Mapping[str, object], aturan: Aturan, *, by: str, at: datetime
) -> tuple[UUID, tuple[int, ...]]:
    """A proposal made in the meeting itself: into the list of the year and onto this table, as one step.

    Returns its place on the table (the id of the Bahasan) and the numbers of proposals that look alike, the
    most alike first. A hamlet's or a group's meeting gives it its name. Raises InvalidInput without words,
    Locked, NotFound; then nothing changed.
    """
    if not str(values.get("uraian") or "").strip():
        raise InvalidInput({"uraian": _("Isi uraian usulan.")})
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        year = unit.get(DaftarUsulan, dokumen_id(meeting.desa_id, "daftar-usulan", str(meeting.tahun)))
        earlier = list(year.usulan)
        (made,) = insert_rows(year, KINDS[Usulan], [{**_of_meeting(meeting), **values}])
        fresh = next(one for one in year.usulan if one.id == made)
        place = Bahasan(usulan_id=made)
        meeting.bahasan.append(place)
        place.urut = max(one.urut for one in meeting.bahasan) + 1
        unit.commit(_("usulan baru nomor {n}").format(n=fresh.nomor), by, at)
    alike = mirip(fresh, earlier, aturan.ambang_mirip)
    return place.id, tuple(one.usulan.nomor for one in alike)


def _of_meeting(meeting: Musyawarah) -> dict[str, object]:
    """What a proposal gets from the meeting in which it was made."""
    found: dict[str, object] = {"asal": meeting.nama}
    part = bagian_rapat(meeting.jenis, meeting.nama)
    bahan = RANCANGAN[meeting.jenis].bahan
    if part and bahan is Bahan.DUSUN:
        found["dusun"] = part
    elif part and bahan is Bahan.KELOMPOK:
        found["kelompok"] = part
    elif bahan is Bahan.STUNTING:
        found["tanda"] = (STUNTING,)
    return found


def value_many(
    database: Database,
    key: UUID,
    values: Sequence[Nilai],
    aturan: Aturan,
    *,
    by: str,
    at: datetime,
    penilai: UUID | None = None,
) -> None:
    """Values of several proposals as one step: (proposal, criterion, value or None to empty it).

    The agreed values, or those of one scorer. Raises InvalidInput for another value or criterion, NotFound
    for a scorer or proposal that is gone, Locked once the scoring is locked; then nothing changed.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        _stop_if_frozen(unit, meeting)
        skema = skema_musyawarah(meeting, aturan)
        for _usulan, kriteria, nilai in values:
            check_nilai(kriteria, nilai, skema)
        if penilai is not None and all(one.id != penilai for one in meeting.penilai):
            raise NotFound(apa=_("Penilai"))
        for usulan, kriteria, nilai in values:
            discussed = _discussed(meeting, usulan)
            if penilai is None:
                discussed.nilai = _with(discussed.nilai, kriteria, nilai)
            else:
                own = _with(discussed.nilai_penilai.get(str(penilai), {}), kriteria, nilai)
                others = {who: given for who, given in discussed.nilai_penilai.items() if who != str(penilai)}
                discussed.nilai_penilai = {**others, str(penilai): own} if own else others
        name = _("nilai usulan") if len(values) == 1 else _("nilai {n} sel").format(n=len(values))
        unit.commit(name, by, at)


def _with(given: Mapping[str, int], kriteria: str, nilai: int | None) -> dict[str, int]:
    rest = {name: points for name, points in given.items() if name != kriteria}
    return rest if nilai is None else {**rest, kriteria: nilai}


def _discussed(meeting: Musyawarah, usulan: UUID) -> Bahasan:
    found = next((one for one in meeting.bahasan if one.usulan_id == usulan), None)
    if found is None:
        raise NotFound(apa=_("Usulan dalam musyawarah ini"))
    return found


def _stop_if_frozen(unit: Unit, meeting: Musyawarah) -> None:
    stop_if_locked(unit, Musyawarah, meeting)
    if meeting.is_penilaian_dikunci:
        raise Locked(jenis=_("Penilaian"))


def count_hands(
    database: Database, key: UUID, hands: Sequence[tuple[UUID, str, int | None]], *, by: str, at: datetime
) -> None:
    """Hands counted for proposals as one step: (proposal, `l` or `p`, people or None for not counted).

    Raises InvalidInput for a negative number, NotFound, Locked; then nothing changed.
    """
    for _usulan, sex, people in hands:
        if people is not None and people < 0:
            raise InvalidInput({f"dukungan_{sex}": _("Nilai tidak boleh kurang dari nol.")})
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        _stop_if_frozen(unit, meeting)
        for usulan, sex, people in hands:
            setattr(_discussed(meeting, usulan), "dukungan_l" if sex == "l" else "dukungan_p", people)
        unit.commit(_("hitung dukungan {n} usulan").format(n=len(hands)), by, at)


def choose_way(
    database: Database,
    key: UUID,
    aturan: Aturan,
    *,
    by: str,
    at: datetime,
    cara: CaraNilai | None = None,
    skema: str | None = None,
) -> None:
    """How this meeting values proposals, or by which criteria. What was valued before stays.

    Raises InvalidInput for criteria that the rules do not know, Locked once the scoring is locked.
    """
    if skema is not None and skema not in {one.kunci for one in daftar_skema(aturan)}:
        raise InvalidInput({"skema_nilai": _("Kriteria {nama} tidak dikenal.").format(nama=skema)})
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        _stop_if_frozen(unit, meeting)
        if cara is not None:
            meeting.cara_nilai = cara
        if skema is not None:
            meeting.skema_nilai = skema
        unit.commit(_("pilih cara penilaian"), by, at)


def add_scorer(database: Database, key: UUID, nama: str, *, by: str, at: datetime) -> UUID:
    """One more person who values on his or her own; the group is that of the participant of this name.

    Raises InvalidInput without a name or for one that is there, Locked once the scoring is locked.
    """
    name = " ".join(nama.split())
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        _stop_if_frozen(unit, meeting)
        if not name:
            raise InvalidInput({"nama": _("Isi nama penilai.")})
        if any(one.nama.casefold() == name.casefold() for one in meeting.penilai):
            raise InvalidInput({"nama": _("{nama} sudah menjadi penilai.").format(nama=name)})
        known = next((one for one in meeting.peserta if one.nama.casefold() == name.casefold()), None)
        made = Penilai(nama=name, unsur=known.unsur if known else "", urut=len(meeting.penilai) + 1)
        meeting.penilai.append(made)
        unit.commit(_("penilai {nama}").format(nama=name), by, at)
    return made.id


def remove_scorer(database: Database, key: UUID, penilai: UUID, *, by: str, at: datetime) -> None:
    """Somebody does not value after all: the person and the values given go; undo brings them back.

    Raises NotFound, Locked once the scoring is locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        _stop_if_frozen(unit, meeting)
        gone = next((one for one in meeting.penilai if one.id == penilai), None)
        if gone is None:
            raise NotFound(apa=_("Penilai"))
        for one in meeting.bahasan:
            if str(penilai) in one.nilai_penilai:
                one.nilai_penilai = {who: v for who, v in one.nilai_penilai.items() if who != str(penilai)}
        unit.remove(gone)
        number([one for one in meeting.penilai if one is not gone])
        unit.commit(_("hapus penilai {nama}").format(nama=gone.nama), by, at)


def propose_signers(database: Database, key: UUID, aturan: Aturan, *, by: str, at: datetime) -> list[UUID]:
    """Write the usual signers of a berita acara below those there are: chair, Kepala Desa, Ketua BPD, and
    two delegates of the citizens, a woman first (ux.md 5.4). Returns the new rows; nobody signs twice.

    Raises NotFound, Locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        there = {one.nama.strip().casefold() for one in meeting.penandatangan}
        rows = [
            {"nama": one.nama, "jabatan": one.jabatan, "jk": one.jk}
            for one in usual_signers(
                meeting, _officers(unit, meeting.tanggal or at.astimezone().date()), aturan
            )
            if one.nama.strip().casefold() not in there
        ]
        made = insert_rows(meeting, KINDS[Penandatangan], rows) if rows else []
        unit.commit(_("usulkan {n} penanda tangan").format(n=len(made)), by, at)
    return made


def _officers(unit: Unit, pada: date) -> list[Pejabat]:
    """Those in office on this day: whose term ended signs nothing any more."""
    desa = unit.get(Desa, office.require(unit).id)
    return [
        Pejabat(one.nama, one.jabatan, one.jk)
        for one in desa.perangkat
        if one.nama.strip() and is_in_office(one, pada)
    ]


def usual_signers(meeting: Musyawarah, officers: Iterable[Pejabat], aturan: Aturan) -> list[Pejabat]:
    """Who signs this kind of meeting (perencanaan.md 5.4), then delegates of the citizens who are present,
    a woman first. Nobody is named twice.
    """
    known = list(officers)
    wanted = RANCANGAN[meeting.jenis]
    found: list[Pejabat] = []
    for one in wanted.penanda:
        if one == PIMPINAN:
            found += _named(meeting.pimpinan, meeting.pimpinan_dari, _("Pimpinan musyawarah"), known)
        elif one == NOTULIS:
            found += _named(meeting.notulis, "", _("Notulis"), known, keep_title=False)
        else:
            wanted_office = office_of(_(one))
            holder = next((each for each in known if office_of(each.jabatan) == wanted_office), None)
            found += [holder] if holder is not None else []
    found += [
        Pejabat(one.nama, _("Wakil masyarakat"), one.jk) for one in _delegates(meeting, aturan, wanted.wakil)
    ]
    unique = {one.nama.casefold(): one for one in reversed(found)}
    return [one for one in found if unique[one.nama.casefold()] is one]


def _named(
    nama: str, dari: str, usual: str, officers: Sequence[Pejabat], *, keep_title: bool = True
) -> list[Pejabat]:
    """The leader or the writer as typed, with the title Data Desa knows; nobody without a name."""
    if not nama.strip():
        return []
    officer = next((one for one in officers if one.nama.casefold() == nama.strip().casefold()), None)
    title = (dari or (officer.jabatan if officer else usual)) if keep_title else usual
    return [Pejabat(nama, title, officer.jk if officer else "")]


def _delegates(meeting: Musyawarah, aturan: Aturan, count: int) -> list[Peserta]:
    groups = {one.kunci for one in aturan.unsur if one.is_masyarakat}
    citizens = [one for one in meeting.peserta if one.is_hadir and one.unsur in groups and one.nama.strip()]
    women = [one for one in citizens if one.jk == "P"][:1]
    return (women + [one for one in citizens if one not in women])[:count]
