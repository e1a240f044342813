"""What a screen hands to Pratinjau Cetak: one paper of `services.printing`, drawn when it is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from desa_desktop import paths
from desa_desktop.checklists import Template
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import printing, tasks
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.print_screen import Draw, PrintOrder

NAMES = {
    "matriks-rkp": "RKPDes",
    "matriks-rkp-a1": "RKPDes_Permendagri114",
    "matriks-rkp-lpr": "RKPDes_LPR",
    "matriks-rkp-a3": "RencanaKerjaKegiatan",
    "durkp": "DURKP",
    "rpjm": "RPJMDes",
    "rpjm-b2": "RPJMDes_Siskeudes",
    "rpjm-b3": "RPJMDes_Permendesa21",
    "kalender-musim": "KalenderMusim",
    "kelembagaan": "Kelembagaan",
    "masalah": "InventarisMasalah",
    "peringkat-tindakan": "PeringkatTindakan",
    "sketsa-desa": "SketsaDesa",
    "durkp-c2": "DURKP_Ringkas",
    "durkp-c3": "DURKP_Panjang",
    "formulir-usulan": "FormulirUsulan",
    "gagasan": "DaftarGagasan",
    "rekap-gagasan": "RekapGagasan",
    "program-masuk": "ProgramMasukDesa",
    "evaluasi-rkp": "EvaluasiRKP",
    "pagu": "PaguIndikatif",
    "pembiayaan": "Pembiayaan",
    "kerja-sama": "KerjaSama",
    "rktl": "RKTL",
    "rab": "RAB",
    "daftar-stunting": "DaftarStunting",
    "daftar-prioritas": "DaftarPrioritas",
    "buku-rencana": "BukuRencanaPembangunan",
    "entri-siskeudes": "EntriSiskeudes",
    "pemeriksaan": "LembarPemeriksaan",
    "berita-acara": "BeritaAcara",
    "daftar-hadir": "DaftarHadir",
    "undangan": "Undangan",
    "notulen": "Notulen",
    "rekap-penilaian": "RekapPenilaian",
    "rekap-prioritas": "RekapPrioritas",
    "berita-acara-tim": "BeritaAcara_Tim",
    "berita-acara-rancangan": "BeritaAcara_Rancangan",
    "sk-tim": "SK_TimRKP",
    "sk-tim-rpjm": "SK_TimRPJM",
    "sk-tim-verifikasi": "SK_TimVerifikasi",
    "verifikasi": "Verifikasi",
    "daftar-usulan": "DaftarUsulan",
    "jejak-usulan": "JejakUsulan",
    "isian-kosong": "FormulirIsian",
    "isian": "Isian",
    "kartu-skor": "KartuSkor",
    "profil-desa": "ProfilDesa",
    "perdes-rkp": "Perdes_RKPDes",
    "perdes-rpjm": "Perdes_RPJMDes",
    "dokumen-rkp": "DokumenRKPDes",
    "dokumen-rpjm": "DokumenRPJMDes",
    "laporan-rkp": "LaporanTimRKPDes",
    "infografis": "Infografis_RKPDes",
    "kalender": "KalenderPerencanaan",
    "daftar-tugas": "DaftarTugas",
}
"""How the file of a paper begins (ux.md 3.14); year and village follow."""


@dataclass(frozen=True, slots=True)
class Isian:
    """Which checklist a paper is about; `is_ringkas` prints only what is filled in."""

    templat: str = ""
    periode: str = ""
    is_ringkas: bool = False


@dataclass(frozen=True, slots=True)
class Rencana:
    """What a paper of the plan is limited to: a tag, the form of an estimate, a ratified revision."""

    tanda: str = ""
    bentuk_rab: str = ""
    revisi: int | None = None

    @property
    def suffix(self) -> str:
        """What the file's name has behind the year."""
        revision = f"-r{self.revisi:02d}" if self.revisi is not None else ""
        return revision + (f"-{self.tanda}" if self.tanda else "")


def open_paper(
    desk: Desk,
    jenis: str,
    place: str,
    *,
    tahun: int,
    key: UUID | None = None,
    bulan: int | None = None,
    pilihan: tuple[str, ...] = (),
    isian: Isian | None = None,
    rencana: Rencana | None = None,
    templates: Mapping[str, Template] | None = None,
) -> None:
    """Show a paper in Pratinjau Cetak; Kembali leads to `place`. `key` names the record it is about.

    `bulan` and `pilihan` (tables) are for papers about residents, `isian` for those of checklists, with
    `templates` those of a form that is not installed, `rencana` for those of the plan. What cannot be drawn
    yet (nothing to print) is said in the strip by the preview.
    """
    title = next((one.title for one in printing.list_documents() if one.kind == jenis), jenis)
    formats = next((one.formats for one in printing.list_documents() if one.kind == jenis), ("pdf",))
    pdf, xlsx, docx = (
        drawing(
            desk, jenis, bentuk, tahun=tahun, key=key, bulan=bulan, pilihan=pilihan, isian=isian,
            rencana=rencana, templates=templates,
        )
        for bentuk in ("pdf", "xlsx", "docx")
    )  # fmt: skip
    period = isian.periode if isian and isian.periode else f"{tahun}{rencana.suffix if rencana else ''}"
    order = PrintOrder(
        title=title,
        file_name=f"{file_name(desk, jenis, period)}.pdf",
        draw=pdf,
        excel=xlsx if "xlsx" in formats else None,
        word=docx if "docx" in formats else None,
        place=place,
    )
    desk.open("pratinjau_cetak", order)


def drawing(
    desk: Desk,
    jenis: str,
    bentuk: str,
    *,
    tahun: int,
    key: UUID | None = None,
    bulan: int | None = None,
    pilihan: tuple[str, ...] = (),
    isian: Isian | None = None,
    rencana: Rencana | None = None,
    templates: Mapping[str, Template] | None = None,
) -> Draw:
    """The work that draws a paper as `pdf`, `docx` or `xlsx` and returns its bytes; for the long lane."""
    app, today, by, now = desk.app, desk.today(), desk.person, desk.now
    is_latihan = app.is_latihan
    form, plan = isian or Isian(), rencana or Rencana()

    def draw(_progress: Progress) -> bytes:
        made = printing.draw(
            app.database,
            app.aturan,
            printing.Pesanan(
                jenis=jenis,
                tahun=tahun,
                key=key,
                bulan=bulan,
                pilihan=pilihan,
                templat=form.templat,
                periode=form.periode,
                is_ringkas=form.is_ringkas,
                tanda=plan.tanda,
                bentuk_rab=plan.bentuk_rab,
                revisi=plan.revisi,
            ),
            bentuk,
            fonts=paths.resources() / "fonts",
            today=today,
            is_latihan=is_latihan,
            kode=lambda: app.kode,
            templates=app.templates if templates is None else templates,
            naskah=lambda: app.naskah,
            beranda=first_screen(desk),
        )
        if bentuk == "docx":
            printing.note_word(app.database, jenis, made, by=by, at=now())
        return made.isi

    return draw


def first_screen(desk: Desk) -> Callable[[], tasks.Beranda]:
    """What the first screen knows, read when a paper asks for it."""
    app, today, by, at = desk.app, desk.today(), desk.person, desk.now()

    def read() -> tasks.Beranda:
        return tasks.show(app.database, app.laptop, app.aturan, app.templates, today, by=by, at=at)

    return read


def file_name(desk: Desk, jenis: str, tahun: int | str) -> str:
    """`RKPDes_2027_Tursino`, without an ending."""
    kantor = desk.app.kantor
    village = re.sub(r"[^\w-]+", "-", kantor.nama).strip("-") if kantor is not None else _("Desa")
    return f"{NAMES.get(jenis, jenis)}_{tahun}_{village}"
