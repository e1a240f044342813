"""Musyawarah: prepare a meeting, hold it live or record it from a file, ratify what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.musyawarah import (
    Agenda,
    Bahasan,
    JenisMusyawarah,
    KeadaanKuorum,
    Kehadiran,
    Musyawarah,
    Peserta,
    biaya_disepakati,
    kehadiran,
    kuorum,
    peringkat,
    take_from_hitung,
)
from desa_desktop.domain.pemeriksaan import Pemeriksaan, stop_on_galat
from desa_desktop.domain.pemeriksaan_musyawarah import check_musyawarah
from desa_desktop.domain.usulan import DaftarUsulan, PeringkatUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services import dokumen
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import number, stop_if_locked
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

NAMES: Mapping[JenisMusyawarah, str] = {
    JenisMusyawarah.MUSDUS: N_("Musyawarah Dusun"),
    JenisMusyawarah.KELOMPOK: N_("Musyawarah Kelompok"),
    JenisMusyawarah.MUSDES: N_("Musyawarah Desa"),
    JenisMusyawarah.REMBUK_STUNTING: N_("Rembuk Stunting"),
    JenisMusyawarah.MUSRENBANGDES: N_("Musrenbangdes RKP Desa"),
    JenisMusyawarah.MUSRENBANGDES_RPJM: N_("Musrenbangdes RPJM Desa"),
    JenisMusyawarah.MUSDES_PENGESAHAN: N_("Musdes Pengesahan"),
    JenisMusyawarah.MUSRENBANGDES_KHUSUS: N_("Musrenbangdes Khusus"),
    JenisMusyawarah.MUSRENBANG_KECAMATAN: N_("Musrenbang Kecamatan"),
}
AGENDA = (
    (N_("Pembukaan dan laporan panitia"), 15),
    (N_("Pemaparan rancangan RKP Desa dan pagu indikatif"), 30),
    (N_("Pembahasan usulan per dusun"), 60),
    (N_("Penilaian dan penetapan prioritas"), 45),
    (N_("Pembacaan keputusan dan penandatanganan berita acara"), 20),
)


@dataclass(frozen=True, slots=True)
class RuangTampil:
    """Everything the meeting room shows at one moment."""

    musyawarah: Musyawarah
    usulan: Mapping[UUID, Usulan]
    kehadiran: Kehadiran
    kuorum: KeadaanKuorum | None
    peringkat: tuple[PeringkatUsulan, ...]
    biaya_disepakati: int
    pemeriksaan: tuple[Pemeriksaan, ...]


def list_musyawarah(database: Database, tahun: int | None = None) -> list[lists.MusyawarahRow]:
    """The meetings of the own village, newest first."""
    with database.read() as unit:
        return lists.musyawarah_rows(unit, office.require(unit).id, tahun)


def room(database: Database, aturan: Aturan, key: UUID, today: date, penjelasan: str = "") -> RuangTampil:
    """The meeting with its proposals, counters, ranking and findings. Raises NotFound."""
    with database.read() as unit:
        meeting = unit.get(Musyawarah, key)
        usulan = proposals_of(unit, meeting)
    return RuangTampil(
        meeting,
        usulan,
        kehadiran(meeting, aturan),
        kuorum(meeting, aturan),
        tuple(peringkat(meeting, usulan.values(), aturan)),
        biaya_disepakati(meeting, usulan),
        tuple(check_musyawarah(meeting, usulan, aturan, today, penjelasan or meeting.alasan)),
    )


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
) -> UUID:
    """A new meeting with agenda, the notables and officers as invited, and the open proposals to discuss."""
    with database.unit() as unit:
        uid = office.require(unit).id
        desa = unit.get(Desa, uid)
        meeting = Musyawarah(
            desa_id=desa.id,
            jenis=jenis,
            tahun=tahun,
            nama=_(NAMES[jenis]),
            tanggal=tanggal,
            tempat=tempat or _("Balai Desa {nama}").format(nama=desa.nama),
        )
        meeting.agenda += [Agenda(uraian=_(text), menit=menit) for text, menit in AGENDA]
        meeting.peserta += _invited(desa)
        discuss_open(unit, meeting)
        for rows in (meeting.agenda, meeting.peserta, meeting.bahasan):
            number(rows)
        unit.add(meeting)
        unit.commit(_("siapkan {nama}").format(nama=meeting.nama), by, at)
    return meeting.id


def _invited(desa: Desa) -> list[Peserta]:
    officers = [
        Peserta(nama=one.nama, jk=one.jk, unsur=_unsur_of(one.jabatan), lembaga=one.jabatan)
        for one in desa.perangkat
    ]
    notables = [
        Peserta(
            nama=one.nama, jk=one.jk, unsur=one.unsur, dusun=one.dusun, lembaga=one.lembaga or one.jabatan
        )
        for one in desa.tokoh
    ]
    return [one for one in (*officers, *notables) if one.nama.strip()]


def _unsur_of(jabatan: str) -> str:
    return "bpd" if "bpd" in jabatan.casefold() else "pemdes"


def discuss_open(unit: Unit, meeting: Musyawarah) -> int:
    """Put every proposal of the year that is not yet on the table there; returns how many."""
    known = {one.usulan_id for one in meeting.bahasan}
    fresh = [
        Bahasan(usulan_id=one.id)
        for one in sorted(proposals_of(unit, meeting).values(), key=lambda one: (one.urut, one.nomor))
        if one.id not in known and one.status is StatusUsulan.DIUSULKAN
    ]
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
            is_hadir=True, is_tamu=True, hadir_pada=at, urut=len(meeting.peserta) + 1,
        )  # fmt: skip
        meeting.peserta.append(guest)
        meeting.hitung_cepat = take_from_hitung(meeting.hitung_cepat, unsur, jk)
        unit.commit(_("tamu baru {nama}").format(nama=guest.nama), by, at)
    return guest.id


def check_nilai(kriteria: str, nilai: object, aturan: Aturan) -> None:
    """Refuse a value that is not on the scale, or a criterion of another list. Raises InvalidInput."""
    if kriteria not in aturan.bobot:
        raise InvalidInput({"kriteria": _("Kriteria {nama} tidak dikenal.").format(nama=kriteria)})
    low, high = aturan.nilai_terendah, aturan.nilai_tertinggi
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
        findings = check_musyawarah(meeting, usulan, aturan, at.astimezone().date(), alasan or meeting.alasan)
        stop_on_galat(findings, alasan)
        for one in meeting.bahasan:
            if one.usulan_id in usulan and one.putusan is not StatusUsulan.DIUSULKAN:
                usulan[one.usulan_id].status = one.putusan
                usulan[one.usulan_id].alasan = one.alasan
        dokumen.ratify(unit, meeting, meeting.desa_id, alasan=alasan, kid=kid, at=at)
        unit.commit(_("sahkan {nama}").format(nama=meeting.nama), by, at, kind="sahkan")
    return meeting


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
