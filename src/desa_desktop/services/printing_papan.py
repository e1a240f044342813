"""What hangs on the wall: the infographic of the plan, the calendar of the year, the list of tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desa_desktop.documents import daftar_tugas, infografis, kalender
from desa_desktop.documents.blocks import Page
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.grafik_kalender import Acara, TandaHari
from desa_desktop.domain.kalender import kunci_langkah
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.matriks import jumlah_biaya, order_for_matrix, pemakaian_pagu
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.rapat import nama_rapat
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.errors import NotFound, NothingToPrint
from desa_desktop.i18n import _
from desa_desktop.services.printing_naskah import change_of, full_number
from desa_desktop.services.teks_rencana import fill, plan_of
from desa_desktop.store import archive

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

_LARGEST = 10


# ------------------------------------------------------------------ infographic


def collect_infografis(desk: Meja) -> infografis.Infografis:
    """Sums and the ten largest activities of the plan; no name and no number of a person.

    Raises NotFound for a plan without activities.
    """
    plan: RkpDesa = plan_of(desk.unit, desk.kantor.id, "rkp", desk.tahun)
    if not plan.kegiatan:
        raise NothingToPrint(apa=_("Kegiatan RKPDes {tahun}").format(tahun=plan.tahun), layar=_("RKPDes"))
    cetakan = desk.cetakan(plan.status, plan.id, plan.revisi)
    if plan.status is StatusDokumen.DISAHKAN:
        cetakan = replace(cetakan, qr=_code(desk, plan))
    names = {one.kunci: one.nama.partition(" (")[0] for one in desk.aturan.sumber_dana}
    office = desk.identitas
    values = {
        "desa": office.desa,
        "kecamatan": office.kecamatan,
        "kabupaten": office.kabupaten,
        "provinsi": office.provinsi,
        "alamat": office.alamat or f"Kecamatan {office.kecamatan}",
        "tahun": str(plan.tahun),
    }
    largest = sorted(plan.kegiatan, key=lambda one: (-(one.biaya or 0), one.urut))[:_LARGEST]
    return infografis.Infografis(
        identitas=office,
        cetakan=cetakan,
        tahun=plan.tahun,
        jumlah_kegiatan=len(plan.kegiatan),
        total=jumlah_biaya(plan.kegiatan),
        is_perubahan=change_of(desk, plan).is_perubahan,
        nomor_perdes=full_number(plan.nomor_perdes, plan.tanggal_perdes),
        tanggal=plan.tanggal_perdes,
        sumber=tuple(
            infografis.SumberPapan(
                nama=names.get(one.sumber, one.sumber), batas=one.batas, terpakai=one.terpakai
            )
            for one in pemakaian_pagu(plan, desk.aturan)
        ),
        bidang=tuple(
            (group.nama or _("Tanpa kode"), group.jumlah)
            for group in order_for_matrix(plan.kegiatan, desk.aturan)
            if group.jumlah
        ),
        terbesar=tuple(
            infografis.KegiatanPapan(nama=one.nama, lokasi=one.lokasi, biaya=one.biaya or 0)
            for one in largest
            if one.biaya
        ),
        penerima_l=sum(one.penerima_l or 0 for one in plan.kegiatan),
        penerima_p=sum(one.penerima_p or 0 for one in plan.kegiatan),
        penerima_rtm=sum(one.penerima_rtm or 0 for one in plan.kegiatan),
        tanya=fill(desk.texts, "infografis.tempat-bertanya", values, plan, desk.kantor),
    )


def _code(desk: Meja, plan: RkpDesa) -> str:
    """`RKP-2027-r02 8d3f91aa0b12`: the revision and the beginning of its check sum."""
    rows = [row for row in archive.snapshot_heads(desk.unit, plan.id) if row.revisi == plan.revisi]
    digest = rows[-1].digest[:12] if rows else ""
    return f"RKP-{plan.tahun}-r{plan.revisi:02d} {digest}".rstrip()


# ------------------------------------------------------------------ calendar


def collect_kalender(desk: Meja) -> kalender.Kalender:
    """The year in which the plan of `tahun` is made: last days of the rules, and meetings with a day.

    Raises NotFound in an office that is no village.
    """
    if desk.kantor.peran is not Peran.DESA:
        raise NotFound(apa=_("Kalender perencanaan desa"))
    year = desk.tahun - 1
    return kalender.Kalender(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=year,
        tahun_rencana=desk.tahun,
        acara=tuple(sorted((*_deadlines(desk, year), *_meetings(desk, year)), key=lambda one: one.tanggal)),
        dasar=f"Batas waktu menurut {desk.aturan.judul} nomor {desk.aturan.nomor}. "
        "Yang tidak menyebut dasar adalah anjuran; jadwal setempat dapat berbeda.",
    )


def _deadlines(desk: Meja, year: int) -> Iterator[Acara]:
    """The steps of the rules; of the year the office works on, those no longer among the tasks are done."""
    is_now = desk.beranda is not None and desk.tahun == desk.kantor.tahun_rencana
    waiting = {one.kunci for one in desk.beranda.tugas} if desk.beranda is not None else set()
    for one in desk.aturan.langkah_of(desk.kantor.urutan_tahap):
        day = one.batas(desk.tahun)
        if one.peran != desk.kantor.peran.value or day.year != year:
            continue
        is_done = is_now and kunci_langkah(one.kunci) not in waiting
        yield Acara(
            day,
            one.judul,
            TandaHari.SELESAI if is_done else TandaHari.BATAS,
            one.kutipan,
        )


def _meetings(desk: Meja, year: int) -> Iterator[Acara]:
    for one in desk.unit.select(Musyawarah, desa_id=desk.kantor.id, tahun=desk.tahun):
        if one.tanggal is None or one.tanggal.year != year:
            continue
        if one.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN:
            continue
        is_done = one.status is StatusDokumen.DISAHKAN
        yield Acara(
            one.tanggal, one.nama or nama_rapat(one.jenis), TandaHari.SELESAI if is_done else TandaHari.RAPAT
        )


# ------------------------------------------------------------------ tasks


def collect_tugas(desk: Meja) -> daftar_tugas.DaftarTugas:
    """The list of the first screen as it is today. Raises TypeError where nobody handed it over."""
    if desk.beranda is None:
        raise TypeError("the list of tasks needs the first screen")
    return daftar_tugas.DaftarTugas(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=desk.kantor.tahun_rencana,
        pada=desk.today,
        tugas=tuple(
            daftar_tugas.BarisTugas(
                keadaan=one.keadaan.value,
                judul=one.judul,
                sebab=one.sebab,
                batas=one.batas,
                jarak=one.jarak,
                dasar=one.dasar,
            )
            for one in desk.beranda.tugas
        ),
        posisi=desk.beranda.posisi_kalimat if desk.beranda.posisi else "",
        kosong=desk.beranda.kosong,
    )


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "infografis": lambda desk: infografis.compose(collect_infografis(desk)),
    "kalender": lambda desk: kalender.compose(collect_kalender(desk)),
    "daftar-tugas": lambda desk: daftar_tugas.compose(collect_tugas(desk)),
}
OF_TASKS = frozenset({"kalender", "daftar-tugas"})
"""Papers that need what the first screen knows."""
