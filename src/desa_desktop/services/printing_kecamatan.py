"""Papers of the kecamatan: what they say, collected from its own work."""

from __future__ import annotations

from datetime import date

from desa_desktop.documents.kompilasi_durkp import BarisKompilasi, KompilasiDurkp, SumberKompilasi
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.services.kecamatan import KompilasiTampil


def kompilasi(
    made: KompilasiTampil,
    identitas: Identitas,
    cetakan: Cetakan,
    penanda: Penanda,
    aturan: Aturan,
    today: date,
) -> KompilasiDurkp:
    """The compilation as the paper shows it: rows in its order, each village with its kiriman."""
    sources = {one.kunci: one.nama for one in aturan.sumber_dana_durkp}
    return KompilasiDurkp(
        identitas=identitas,
        cetakan=cetakan,
        tahun=made.tahun,
        baris=tuple(
            BarisKompilasi(
                nomor=one.nomor,
                desa=one.desa,
                urusan=one.urusan,
                uraian=one.baris.nama,
                lokasi=one.baris.lokasi,
                volume=one.baris.volume,
                satuan=one.baris.satuan,
                biaya=one.baris.perkiraan_biaya,
                penerima_l=one.baris.penerima_l,
                penerima_p=one.baris.penerima_p,
                prioritas=one.baris.prioritas,
                sumber=sources.get(one.baris.sumber, one.baris.sumber),
            )
            for one in made.baris
        ),
        penanda=penanda,
        sumber=tuple(
            SumberKompilasi(
                desa=one.desa,
                nomor_kiriman=one.kiriman,
                revisi=f"r{one.revisi:02d}",
                tanggal=one.tanggal.astimezone().date() if one.tanggal is not None else None,
                digest=one.digest[:8],
                baris=one.baris,
            )
            for one in made.sumber
        ),
        belum=made.belum,
        tanggal=today,
    )
