"""Musyawarah: prepare a meeting, hold it live or record it from a file, ratify what was agreed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kuorum import with_setelan
from desa_desktop.domain.matriks_rpjm import plan_for
from desa_desktop.domain.musyawarah import (
    Agenda,
    Bahasan,
    JenisMusyawarah,
    KeadaanKuorum,
    Kehadiran,
    Musyawarah,
    Penilai,
    Peserta,
    biaya_disepakati,
    is_rapat_rpjm,
    kehadiran,
    kemajuan_penilai,
    kuorum,
    peringkat,
    skema_musyawarah,
    take_from_hitung,
)
from desa_desktop.domain.pemeriksaan import Pemeriksaan, stop_on_galat
from desa_desktop.domain.pemeriksaan_desa import is_in_office
from desa_desktop.domain.pemeriksaan_musyawarah import check_musyawarah
from desa_desktop.domain.penilaian import SeriDiputus, SkemaNilai, seri_diputus
from desa_desktop.domain.rapat import (
    RANCANGAN,
    Bahan,
    bagian_rapat,
    is_dibahas,
    nama_bagian,
    nama_rapat,
    officer_of,
    undangan,
)
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.usulan import DaftarUsulan, PeringkatUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import number, stop_if_locked
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

NAMES: Mapping[JenisMusyawarah, str] = {jenis: one.nama for jenis, one in RANCANGAN.items()}


@dataclass(frozen=True, slots=True)
class RuangTampil:
    """Everything the meeting room shows at one moment.

    `aturan` are the rules with what this village set (its quorum); `seri` the ties and what decided them;
    `kemajuan` each scorer with the number of proposals valued in full; `sebelum` the meeting it repeats;
    `usulan_baru` how many proposals belong on the table and are not there yet.
    """

    musyawarah: Musyawarah
    usulan: Mapping[UUID, Usulan]
    kehadiran: Kehadiran
    kuorum: KeadaanKuorum | None
    peringkat: tuple[PeringkatUsulan, ...]
    biaya_disepakati: int
    pemeriksaan: tuple[Pemeriksaan, ...]
    aturan: Aturan
    skema: SkemaNilai
    seri: tuple[SeriDiputus, ...] = ()
    kemajuan: tuple[tuple[Penilai, int], ...] = ()
    sebelum: Musyawarah | None = None
    usulan_baru: int = 0


def list_musyawarah(database: Database, tahun: int | None = None) -> list[lists.MusyawarahRow]:
    """The meetings of the own village, newest first."""
    with database.read() as unit:
        return lists.musyawarah_rows(unit, office.require(unit).id, tahun)


def room(database: Database, aturan: Aturan, key: UUID, today: date, penjelasan: str = "") -> RuangTampil:
    """The meeting with its proposals, counters, ranking and findings. Raises NotFound."""
    with database.read() as unit:
        meeting = unit.get(Musyawarah, key)
        usulan = proposals_of(unit, meeting)
        own = rules_of(unit, aturan)
        earlier, officers = _earlier(unit, meeting), _officers(unit, meeting)
    return show(meeting, usulan, own, today, penjelasan, earlier, officers)


def show(
    meeting: Musyawarah,
    usulan: Mapping[UUID, Usulan],
    aturan: Aturan,
    today: date,
    penjelasan: str = "",
    sebelum: Musyawarah | None = None,
    perangkat: Sequence[Perangkat] = (),
) -> RuangTampil:
    """A meeting that was read, counted and ranked; `aturan` with the village's own quorum."""
    ranked = tuple(peringkat(meeting, usulan.values(), aturan))
    skema = skema_musyawarah(meeting, aturan)
    return RuangTampil(
        meeting,
        usulan,
        kehadiran(meeting, aturan),
        kuorum(meeting, aturan),
        ranked,
        biaya_disepakati(meeting, usulan),
        tuple(
            check_musyawarah(meeting, usulan, aturan, today, penjelasan or meeting.alasan, sebelum, perangkat)
        ),
        aturan,
        skema,
        tuple(seri_diputus(ranked, skema)),
        tuple(kemajuan_penilai(meeting, skema)),
        sebelum,
        len(waiting_among(usulan.values(), meeting)),
    )


def rules_of(unit: Unit, aturan: Aturan) -> Aturan:
    """The rules with the quorum that this village set for itself."""
    return with_setelan(aturan, office.require(unit).setelan)


def _earlier(unit: Unit, meeting: Musyawarah) -> Musyawarah | None:
    return unit.find(Musyawarah, meeting.rapat_sebelum_id) if meeting.rapat_sebelum_id is not None else None


def _officers(unit: Unit, meeting: Musyawarah) -> Sequence[Perangkat]:
    """Everybody in Data Desa who holds or held an office in the village of the meeting."""
    village = unit.find(Desa, meeting.desa_id)
    return village.perangkat if village is not None else ()


def proposals_of(unit: Unit, meeting: Musyawarah) -> dict[UUID, Usulan]:
    """The proposals of the meeting's village and plan year by id."""
    found = unit.select(DaftarUsulan, desa_id=meeting.desa_id, tahun=meeting.tahun)
    return {one.id: one for daftar in found for one in daftar.usulan}


def prepare(
    database: Database,
    jenis: JenisMusyawarah,
    tahun: int,
    *,
    by: str,
    at: datetime,
    tanggal: date | None = None,
    tempat: str = "",
    bagian: str = "",
    nama: str = "",
) -> UUID:
    """A new meeting with agenda, invited people, leader and writer, and the open proposals it concerns.

    `bagian` is the dusun of a musdus or the name of a group. A musrenbangdes also discusses what an earlier
    musdes of the year agreed to.
    """
    with database.unit() as unit:
        uid = office.require(unit).id
        desa = unit.get(Desa, uid)
        meeting = Musyawarah(
            desa_id=desa.id,
            jenis=jenis,
            tahun=tahun,
            nama=nama or usual_name(unit, uid, jenis, tahun, bagian),
            tanggal=tanggal,
            tempat=tempat or _usual_place(desa, jenis, bagian),
        )
        day = tanggal or at.astimezone().date()
        _name_leaders(meeting, [one for one in desa.perangkat if is_in_office(one, day)], bagian)
        meeting.agenda += [Agenda(uraian=_(text), menit=menit) for text, menit in RANCANGAN[jenis].acara]
        meeting.peserta += undangan(jenis, desa, bagian, day)
        discuss_open(unit, meeting, _agreed_in_musdes(unit, meeting))
        for rows in (meeting.agenda, meeting.peserta, meeting.bahasan):
            number(rows)
        unit.add(meeting)
        unit.commit(_("siapkan {nama}").format(nama=meeting.nama), by, at)
    return meeting.id


def usual_name(unit: Unit, desa: UUID, jenis: JenisMusyawarah, tahun: int, bagian: str = "") -> str:
    """The name a new meeting begins with.

    A special one is for the plan that is being changed: the RKP Desa of the year, else the RPJM Desa.
    """
    if jenis is not JenisMusyawarah.MUSRENBANGDES_KHUSUS:
        return nama_rapat(jenis, bagian)
    yearly = unit.find(RkpDesa, dokumen_id(desa, "rkp-desa", str(tahun)))
    long = plan_for(unit.select(RpjmDesa, desa_id=desa), tahun)
    is_yearly = yearly is not None and _is_changing(yearly)
    return nama_khusus(rpjm=not is_yearly and long is not None and _is_changing(long))


def nama_khusus(*, rpjm: bool) -> str:
    """The name of a special meeting on the RPJM Desa or on the RKP Desa."""
    name = nama_rapat(JenisMusyawarah.MUSRENBANGDES_KHUSUS)
    return _("{nama} RPJM Desa").format(nama=name) if rpjm else name


def _is_changing(plan: RkpDesa | RpjmDesa) -> bool:
    return plan.revisi > 0 and plan.status is StatusDokumen.KONSEP


def _usual_place(desa: Desa, jenis: JenisMusyawarah, bagian: str) -> str:
    if RANCANGAN[jenis].bahan is Bahan.DUSUN and bagian:
        return _("Dusun {nama}").format(nama=nama_bagian(bagian))
    return _("Balai Desa {nama}").format(nama=desa.nama)


def _name_leaders(meeting: Musyawarah, perangkat: Sequence[Perangkat], bagian: str) -> None:
    """Who usually leads and writes this kind of meeting, if Data Desa names that officer."""
    wanted = RANCANGAN[meeting.jenis]
    chair = officer_of(perangkat, wanted.pimpinan, bagian)
    writer = officer_of(perangkat, wanted.notulis)
    if chair is not None:
        meeting.pimpinan, meeting.pimpinan_dari = chair.nama, chair.jabatan
    if writer is not None:
        meeting.notulis, meeting.notulis_dari = writer.nama, writer.jabatan


_ON_TOP_OF_MUSDES = frozenset({JenisMusyawarah.MUSRENBANGDES, JenisMusyawarah.MUSRENBANGDES_RPJM})


def _agreed_in_musdes(unit: Unit, meeting: Musyawarah) -> frozenset[UUID]:
    """Proposals an earlier musdes of the year agreed to and no musrenbangdes has discussed since."""
    if meeting.jenis not in _ON_TOP_OF_MUSDES:
        return frozenset()
    held = unit.select(
        Musyawarah, desa_id=meeting.desa_id, tahun=meeting.tahun, status=StatusDokumen.DISAHKAN
    )
    agreed = _proposals_in(held, {JenisMusyawarah.MUSDES})
    return agreed - _proposals_in(held, _ON_TOP_OF_MUSDES)


def _proposals_in(held: Iterable[Musyawarah], kinds: Collection[JenisMusyawarah]) -> frozenset[UUID]:
    return frozenset(
        one.usulan_id
        for meeting in held
        if meeting.jenis in kinds
        for one in meeting.bahasan
        if one.usulan_id is not None and one.putusan is StatusUsulan.DISEPAKATI
    )


def waiting_among(
    usulan: Iterable[Usulan], meeting: Musyawarah, juga: Collection[UUID] = frozenset()
) -> list[Usulan]:
    """Those of the year's proposals that belong on this table and are not there yet, in their order.

    Proposals without an outcome, and of `juga` those that are agreed.
    """
    if meeting.jenis is JenisMusyawarah.MUSRENBANGDES_KHUSUS and is_rapat_rpjm(meeting.jenis, meeting.nama):
        return []  # it agrees on the changed plan, not on the proposals of a year
    known = {one.usulan_id for one in meeting.bahasan}
    part = bagian_rapat(meeting.jenis, meeting.nama)
    found = [
        one
        for one in usulan
        if one.id not in known
        and is_dibahas(meeting.jenis, part, one)
        and (
            one.status is StatusUsulan.DIUSULKAN or (one.status is StatusUsulan.DISEPAKATI and one.id in juga)
        )
    ]
    return sorted(found, key=lambda one: (one.urut, one.nomor))


def discuss_open(unit: Unit, meeting: Musyawarah, juga: Collection[UUID] = frozenset()) -> int:
    """Put every waiting proposal on the table; returns how many. See `waiting_among`."""
    waiting = waiting_among(proposals_of(unit, meeting).values(), meeting, juga)
    fresh = [Bahasan(usulan_id=one.id) for one in waiting]
    meeting.bahasan += fresh
    number(meeting.bahasan)
    return len(fresh)


def take_open_proposals(database: Database, key: UUID, *, by: str, at: datetime) -> int:
    """Bring proposals that were added meanwhile onto the table; returns how many. Raises Locked."""
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        count = discuss_open(unit, meeting)
        unit.commit(_("bahas {n} usulan").format(n=count), by, at)
    return count


# ------------------------------------------------------------------ during the meeting


def mark_present(
    database: Database, key: UUID, peserta: UUID, *, by: str, at: datetime, hadir: bool = True
) -> None:
    """Somebody of the list came in (or was marked by mistake). A quick count of the same group goes down."""
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        person = next((one for one in meeting.peserta if one.id == peserta), None)
        if person is None:
            raise NotFound(apa=_("Peserta"))
        if hadir and not person.is_hadir:
            meeting.hitung_cepat = take_from_hitung(meeting.hitung_cepat, person.unsur, person.jk)
        person.is_hadir, person.hadir_pada = hadir, at if hadir else None
        text = _("tandai {nama} hadir") if hadir else _("tandai {nama} tidak hadir")
        unit.commit(text.format(nama=person.nama), by, at)


def add_guest(
    database: Database,
    key: UUID,
    *,
    nama: str,
    jk: str,
    unsur: str,
    dusun: str = "",
    lembaga: str = "",
    kelompok_rentan: tuple[str, ...] = (),
    by: str,
    at: datetime,
) -> UUID:
    """Somebody who was not on the list came in. Raises InvalidInput without a name or with another L/P."""
    wrong = {}
    if not nama.strip():
        wrong["nama"] = _("Isi nama peserta.")
    if jk not in ("", "L", "P"):
        wrong["jk"] = _("Isi L atau P.")
    if wrong:
        raise InvalidInput(wrong)
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        guest = Peserta(
            nama=nama.strip(), jk=jk, unsur=unsur, dusun=dusun.strip(), lembaga=lembaga.strip(),
            kelompok_rentan=tuple(kelompok_rentan), is_hadir=True, is_tamu=True, hadir_pada=at,
            urut=len(meeting.peserta) + 1,
        )  # fmt: skip
        meeting.peserta.append(guest)
        meeting.hitung_cepat = take_from_hitung(meeting.hitung_cepat, unsur, jk)
        unit.commit(_("tamu baru {nama}").format(nama=guest.nama), by, at)
    return guest.id


def check_nilai(kriteria: str, nilai: object, skema: SkemaNilai) -> None:
    """Refuse a value that is not on the scale, or a criterion of another list. Raises InvalidInput."""
    if kriteria not in skema.bobot:
        raise InvalidInput({"kriteria": _("Kriteria {nama} tidak dikenal.").format(nama=kriteria)})
    low, high = skema.terendah, skema.tertinggi
    if nilai is None:
        return
    if isinstance(nilai, bool) or not isinstance(nilai, int) or not low <= nilai <= high:
        raise InvalidInput(
            {
                kriteria: _("Nilai {nilai} tidak bisa. Isi angka {a} sampai {b}.").format(
                    nilai=nilai, a=low, b=high
                )
            }
        )


def _bahasan(meeting: Musyawarah, usulan: UUID) -> Bahasan:
    for one in meeting.bahasan:
        if one.usulan_id == usulan:
            return one
    raise NotFound(apa=_("Usulan dalam musyawarah ini"))


def lock_scoring(database: Database, key: UUID, *, by: str, at: datetime, locked: bool = True) -> None:
    """`Kunci penilaian` (or open it again while the meeting is a draft)."""
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        meeting.is_penilaian_dikunci = locked
        unit.commit(_("kunci penilaian") if locked else _("buka penilaian"), by, at)


def decide(
    database: Database, key: UUID, putusan: Mapping[UUID, tuple[StatusUsulan, str]], *, by: str, at: datetime
) -> None:
    """Write down what became of proposals: proposal id -> (putusan, alasan).

    `Tidak disepakati` needs a reason. The proposals themselves change only at `Sahkan`.
    Raises InvalidInput, NotFound, Locked.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        usulan = proposals_of(unit, meeting)
        for which, (status, alasan) in putusan.items():
            _check_reason(usulan, which, status, alasan)
            discussed = _bahasan(meeting, which)
            discussed.putusan, discussed.alasan = status, alasan.strip()
        unit.commit(_("putuskan {n} usulan").format(n=len(putusan)), by, at)


def _check_reason(usulan: Mapping[UUID, Usulan], which: UUID, status: StatusUsulan, alasan: str) -> None:
    if status is StatusUsulan.TIDAK_DISEPAKATI and not alasan.strip():
        nomor = usulan[which].nomor if which in usulan else "?"
        raise InvalidInput(
            {
                "alasan": _(
                    "Usulan {nomor} tidak disepakati. Tulis alasannya supaya warga bisa membacanya."
                ).format(nomor=nomor)
            }
        )


# ------------------------------------------------------------------ ratifying


def ratify(
    database: Database, aturan: Aturan, key: UUID, *, kid: str, by: str, at: datetime, alasan: str = ""
) -> Musyawarah:
    """`Sahkan`: decisions become the proposals' states, the meeting becomes r01 and is locked.

    `alasan` answers the Peringatan. Raises RuleBroken, Locked, NotFound; then nothing changed.
    """
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        usulan = proposals_of(unit, meeting)
        own, today = rules_of(unit, aturan), at.astimezone().date()
        reason = alasan or meeting.alasan
        earlier, officers = _earlier(unit, meeting), _officers(unit, meeting)
        findings = check_musyawarah(meeting, usulan, own, today, reason, earlier, officers)
        stop_on_galat(findings, alasan)
        _carry_over(meeting, usulan)
        dokumen.ratify(unit, meeting, meeting.desa_id, alasan=alasan, kid=kid, at=at)
        unit.commit(_("sahkan {nama}").format(nama=meeting.nama), by, at, kind="sahkan")
    return meeting


def _carry_over(meeting: Musyawarah, usulan: Mapping[UUID, Usulan]) -> None:
    """Decisions become the proposals' states. What a hamlet, a group or the rembuk stunting agreed to is
    carried to the village's own meeting and stays open until then.
    """
    settles = RANCANGAN[meeting.jenis].is_menetapkan
    for one in meeting.bahasan:
        satu = usulan.get(one.usulan_id) if one.usulan_id is not None else None
        is_carried = one.putusan is StatusUsulan.DISEPAKATI and not settles
        if satu is not None and one.putusan is not StatusUsulan.DIUSULKAN and not is_carried:
            satu.status, satu.alasan = one.putusan, one.alasan


def count_quickly(database: Database, key: UUID, hitung: Mapping[str, int], *, by: str, at: datetime) -> None:
    """`Hitung cepat`: people per `unsur:L` or `unsur:P` who will sign on paper later."""
    if any(isinstance(one, bool) or one < 0 for one in hitung.values()):
        raise InvalidInput({"hitung_cepat": _("Nilai tidak boleh kurang dari nol.")})
    with database.unit() as unit:
        meeting = unit.get(Musyawarah, key)
        stop_if_locked(unit, Musyawarah, meeting)
        meeting.hitung_cepat = {name: people for name, people in hitung.items() if people}
        unit.commit(_("hitung cepat peserta"), by, at)


def remove(database: Database, keys: Sequence[UUID], *, by: str, at: datetime) -> None:
    """Remove draft meetings; undo brings them back. Raises Locked for a ratified one."""
    with database.unit() as unit:
        for key in keys:
            meeting = unit.get(Musyawarah, key)
            stop_if_locked(unit, Musyawarah, meeting)
            unit.remove(meeting)
        unit.commit(_("hapus {n} musyawarah").format(n=len(keys)), by, at)
