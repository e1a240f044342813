"""Printing: collect what a paper says, let `documents` compose and draw it.

Every kind of cli.md that has landed is here; the screen's preview and `cetak` use the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from desa_desktop.checklists import Template
from desa_desktop.documents import (
    DOCUMENTS,
    Document,
    excel,
    kartu_kunci,
    kit_pemulihan,
    kompilasi_durkp,
    pdf,
    word,
)
from desa_desktop.documents.blocks import Page, Paper
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.naskah import Naskah
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.setelan_surat import LOGO
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import (
    dokumen,
    kecamatan,
    latihan,
    pejabat,
    printing_isian,
    printing_jejak,
    printing_kecamatan,
    printing_kiriman,
    printing_musyawarah,
    printing_naskah,
    printing_papan,
    printing_penduduk,
    printing_rencana,
    printing_rpjm,
    printing_tim,
)
from desa_desktop.services import kantor as office
from desa_desktop.services.tasks import Beranda
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit

PAPERS: Mapping[str, Paper] = {"f4": Paper.F4, "a4": Paper.A4, "folio": Paper.FOLIO}


@dataclass(frozen=True, slots=True)
class Pesanan:
    """What is to be printed: the kind, and the year or the record it is about.

    For papers about residents also the month, and the tables of a statistic by their words; for those of
    checklists the template and its period, and whether only what is filled in is wanted. For papers of the
    plan: the tag of a list, the form of an estimate (`j1`, `j2`, `j3`), and a ratified revision. `nomor` is
    that of a kiriman; two numberings may both have one, so a screen names its `digest` (or how it begins).
    `desa` is the village, by code or name, whose kiriman a paper of the kecamatan is about.
    """

    jenis: str
    tahun: int | None = None
    key: UUID | None = None
    kertas: str = "f4"
    bulan: int | None = None
    pilihan: tuple[str, ...] = ()
    templat: str = ""
    periode: str = ""
    is_ringkas: bool = False
    tanda: str = ""
    bentuk_rab: str = ""
    revisi: int | None = None
    nomor: int | None = None
    digest: str = ""
    desa: str = ""


@dataclass(frozen=True, slots=True)
class Hasil:
    """A drawn paper: its bytes, how many pages, the file name to suggest.

    A workbook counts as one page; a .docx as 0, since Word lays its pages out when it opens it. `sah` are
    the ratified dokumen it was made from, with their revision.
    """

    isi: bytes
    halaman: int
    nama: str
    sah: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meja:
    """What every collector needs. `nomor_kunci` are the 30 digits of this office, '' where not known; for the
    sheet of the Kit Pemulihan they are those of the kit, which nothing else keeps.

    `kode` reads the code lists of residents, `templates` are the checklists, `naskah` the texts of letters
    and regulations, `beranda` what the first screen knows; only their papers ask for them. In `sah` gathers
    which ratified dokumen the paper says, with their revision.
    """

    unit: Unit
    kantor: Kantor
    aturan: Aturan
    pesanan: Pesanan
    today: date
    nomor_kunci: str
    is_latihan: bool
    kode: Callable[[], KodePenduduk] | None = None
    templates: Mapping[str, Template] | None = None
    naskah: Callable[[], Naskah] | None = None
    beranda: Beranda | None = None
    sah: dict[UUID, int] = field(default_factory=dict)

    @property
    def tahun(self) -> int:
        """The plan year asked for, else the one the office works on."""
        return self.pesanan.tahun if self.pesanan.tahun is not None else self.kantor.tahun_rencana

    def cetakan(self, status: StatusDokumen | None, key: UUID | None = None, revisi: int = 0) -> Cetakan:
        """How this copy is printed; `status` None is a paper without KONSEP (lists, cards)."""
        is_draft = status is not None and status is not StatusDokumen.DISAHKAN
        code = qr = ""
        if key is not None and not is_draft:
            code = f"{str(key)[:8]}-r{revisi:02d}"
            qr = f"{code} {self._check_sum(key, revisi)}".rstrip()
            self.sah[key] = revisi
        return Cetakan(
            paper=PAPERS[self.pesanan.kertas],
            is_konsep=is_draft,
            is_contoh=self.is_latihan,
            tanggal=self.today,
            kode=code,
            qr=qr,
        )

    def _check_sum(self, key: UUID, revisi: int) -> str:
        """How the digest of a ratified revision begins; "" where no snapshot of it is stored here."""
        for row in archive.snapshot_heads(self.unit, key):
            if row.revisi == revisi and row.status == StatusDokumen.DISAHKAN:
                return row.digest[:12]
        return ""

    @property
    def identitas(self) -> Identitas:
        """The office as the forms name it."""
        is_desa = self.kantor.peran is Peran.DESA
        return Identitas(
            desa=self.kantor.nama if is_desa else "",
            kecamatan=self.kantor.kecamatan if is_desa else self.kantor.nama,
            kabupaten=self.kantor.kabupaten,
            provinsi=self.kantor.provinsi,
            alamat=self.kantor.alamat,
            logo=self.logo,
        )

    def officer(self, jabatan: str, pada: date | None = None) -> Penanda:
        """Who signs this paper as `jabatan` on its day `pada` (today without one); see `pejabat.pejabat`."""
        desa = self.unit.find(Desa, self.kantor.id)
        known = desa.perangkat if desa is not None else ()
        return pejabat.pejabat(known, jabatan, pada or self.today, self.pesanan.jenis)

    @property
    def texts(self) -> Naskah:
        """The texts of letters and decrees."""
        if self.naskah is None:
            raise TypeError("letters and decrees need their texts")
        return self.naskah()

    @property
    def logo(self) -> bytes | None:
        """The picture of the kop surat, None if the office gave none."""
        name = self.kantor.setelan.get(LOGO, "")
        return archive.attachment(self.unit, name) if name else None


def list_documents() -> tuple[Document, ...]:
    """The papers that can be printed now (`cetak daftar`)."""
    return DOCUMENTS


def draw(
    database: Database,
    aturan: Aturan,
    pesanan: Pesanan,
    bentuk: str,
    *,
    fonts: Path,
    today: date,
    nomor_kunci: str = "",
    is_latihan: bool = False,
    kode: Callable[[], KodePenduduk] | None = None,
    templates: Mapping[str, Template] | None = None,
    naskah: Callable[[], Naskah] | None = None,
    beranda: Callable[[], Beranda] | None = None,
) -> Hasil:
    """Draw one paper as `pdf`, `docx` or `xlsx`; `fonts` is the folder of the shipped fonts.

    `kode` gives the code lists of residents, `templates` the checklists, `naskah` the texts of letters and
    decrees, `beranda` what the first screen knows; their papers need them.
    Raises InvalidInput for an unknown kind, format or paper, NotFound when there is nothing to print.
    """
    document = next((one for one in DOCUMENTS if one.kind == pesanan.jenis), None)
    if document is None or pesanan.jenis not in COLLECTORS:
        raise InvalidInput(
            {"jenis": _("Dokumen {jenis} belum bisa dicetak di versi ini.").format(jenis=pesanan.jenis)}
        )
    if bentuk not in document.formats:
        known = ", ".join(document.formats)
        raise InvalidInput(
            {"bentuk": _("{judul} tersedia sebagai: {bentuk}.").format(judul=document.title, bentuk=known)}
        )
    if pesanan.kertas not in PAPERS:
        raise InvalidInput(
            {"kertas": _("Kertas {nama} tidak dikenal. Pilihan: f4, a4, folio.").format(nama=pesanan.kertas)}
        )
    printing_rencana.stop_on_other_choices(pesanan, document.title)
    printing_kiriman.stop_on_other_choices(pesanan)
    first = beranda() if beranda is not None and pesanan.jenis in printing_papan.OF_TASKS else None
    with database.read() as unit:
        desk = Meja(
            unit,
            office.require(unit),
            aturan,
            pesanan,
            today,
            nomor_kunci,
            is_latihan or latihan.is_latihan(unit),
            kode,
            templates,
            naskah,
            first,
        )
        collect = COLLECTORS[pesanan.jenis]
        if bentuk == "xlsx":
            collect = WORKBOOKS.get(pesanan.jenis, collect)
        page = collect(desk)
    sah = tuple(desk.sah.items())
    if bentuk == "xlsx":
        return Hasil(excel.write(page), 1, f"{page.title}.xlsx", sah)
    if bentuk == "docx":
        return Hasil(word.write(page, fonts), 0, f"{page.title}.docx", sah)
    drawn = pdf.draw(page, fonts)
    return Hasil(drawn.data, drawn.pages, f"{page.title}.pdf", sah)


def note_word(database: Database, jenis: str, made: Hasil, *, by: str, at: datetime) -> None:
    """Note in the history that a Word copy `made` of the paper `jenis` left after Sahkan (ux.md 3.14).

    Nothing is noted for a draft or a paper of no dokumen. It changes nothing that could be undone.
    """
    if not made.sah:
        return
    with database.unit() as unit:
        for key, revisi in made.sah:
            what = f"{jenis}.docx r{revisi:02d}"
            dokumen.note_export(unit, key, what, by=by, at=at, laptop=database.laptop)
        unit.commit(jenis, by, at)


# ------------------------------------------------------------------ keys, kecamatan, residents, checklists


def collect_kartu(desk: Meja) -> kartu_kunci.KartuKunci:
    """The card with the 30 digits of the kecamatan's root; of a laptop's own key the Lembar Pendaftaran.

    An assistant's laptop and a further one of the kecamatan have no card to hand out: a village that typed
    their digits would trust the wrong key.
    """
    is_desa = desk.kantor.peran is Peran.DESA
    if not desk.nomor_kunci:
        raise NotFound(apa=_("Nomor Kunci"))
    jenis = kartu_kunci.JenisKartu.PENDAFTARAN
    if not is_desa:
        has_root = desk.kantor.peran is Peran.KECAMATAN and bool(archive.statements(desk.unit, "akar"))
        jenis = kartu_kunci.JenisKartu.KECAMATAN if has_root else kartu_kunci.JenisKartu.SEKANTOR
    return kartu_kunci.KartuKunci(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        jenis=jenis,
        kode=desk.kantor.kode,
        nama=desk.kantor.nama,
        nomor_kunci=desk.nomor_kunci,
        label=desk.kantor.label,
        kid=desk.kantor.kid,
        sejak=None,
        penanda=desk.officer(_("Kepala Desa"))
        if is_desa
        else Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala),
    )


def collect_kit(desk: Meja) -> kit_pemulihan.KitPemulihan:
    """The sheet for the safe with the digits of `nomor_kunci`; without them boxes to be filled by hand."""
    is_desa = desk.kantor.peran is Peran.DESA
    return kit_pemulihan.KitPemulihan(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        kode=desk.kantor.kode,
        nama=(_("Desa {nama}") if is_desa else _("Kecamatan {nama}")).format(nama=desk.kantor.nama),
        angka=desk.nomor_kunci,
        label=desk.kantor.label,
        penanda=desk.officer(_("Kepala Desa"))
        if is_desa
        else Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala),
    )


def collect_kompilasi(desk: Meja) -> kompilasi_durkp.KompilasiDurkp:
    """The compilation of the kecamatan; with KONSEP across it until it is locked."""
    made = kecamatan.compiled(desk.unit, desk.aturan, desk.tahun)
    is_locked = made.status == StatusDokumen.DISAHKAN.value
    return printing_kecamatan.kompilasi(
        made,
        desk.identitas,
        desk.cetakan(StatusDokumen.DISAHKAN if is_locked else StatusDokumen.KONSEP),
        Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala),
        desk.aturan,
        desk.today,
    )


def _of_residents(collect: Callable[[printing_penduduk.Bahan], Page]) -> Callable[[Meja], Page]:
    """A paper about residents, from what this desk knows. Raises NotFound in an office that is no village."""

    def draw_page(desk: Meja) -> Page:
        if desk.kode is None:
            raise TypeError("papers about residents need the code lists")
        if desk.kantor.peran is not Peran.DESA:
            raise NotFound(apa=_("Register penduduk"))
        bahan = printing_penduduk.Bahan(
            unit=desk.unit,
            desa=desk.kantor.id,
            aturan=desk.aturan,
            kode=desk.kode(),
            identitas=desk.identitas,
            cetakan=desk.cetakan(None),
            kepala_desa=desk.officer(_("Kepala Desa")),
            sekretaris=desk.officer(_("Sekretaris Desa")),
            today=desk.today,
            tahun=desk.pesanan.tahun,
            bulan=desk.pesanan.bulan,
            key=desk.pesanan.key,
            pilihan=desk.pesanan.pilihan,
        )
        return collect(bahan)

    return draw_page


def _of_checklists(collect: Callable[[printing_isian.Lemari], Page]) -> Callable[[Meja], Page]:
    """A paper of a checklist, from what this desk knows."""

    def draw_page(desk: Meja) -> Page:
        if desk.templates is None:
            raise TypeError("papers of checklists need the templates")
        is_desa = desk.kantor.peran is Peran.DESA

        def cetakan(record: Isian | None) -> Cetakan:
            if record is None:
                return desk.cetakan(None)
            return desk.cetakan(record.status, record.id, record.revisi)

        lemari = printing_isian.Lemari(
            unit=desk.unit,
            kantor=desk.kantor.id,
            templates=desk.templates,
            identitas=desk.identitas,
            cetakan=cetakan,
            kepala=desk.officer(_("Kepala Desa"))
            if is_desa
            else Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala),
            pengisi=desk.officer(_("Sekretaris Desa")) if is_desa else Penanda(jabatan=_("Yang mengisi")),
            today=desk.today,
            kode=desk.kode,
            key=desk.pesanan.key,
            form_id=desk.pesanan.templat,
            periode=desk.pesanan.periode,
            tahun=desk.pesanan.tahun,
            is_ringkas=desk.pesanan.is_ringkas,
        )
        return collect(lemari)

    return draw_page


def _of_line(collect: Callable[[printing_jejak.Bahan], Page]) -> Callable[[Meja], Page]:
    """A paper about one proposal over the years."""

    def draw_page(desk: Meja) -> Page:
        return collect(
            printing_jejak.Bahan(
                unit=desk.unit,
                identitas=desk.identitas,
                cetakan=desk.cetakan(None),
                penanda=desk.officer(_("Sekretaris Desa")),
                today=desk.today,
                key=desk.pesanan.key,
                ambang=desk.aturan.ambang_mirip,
            )
        )

    return draw_page


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    **{jenis: _of_line(collect) for jenis, collect in printing_jejak.COLLECTORS.items()},
    **printing_musyawarah.COLLECTORS,
    **printing_tim.COLLECTORS,
    **{jenis: _of_checklists(collect) for jenis, collect in printing_isian.COLLECTORS.items()},
    **{jenis: _of_residents(collect) for jenis, collect in printing_penduduk.COLLECTORS.items()},
    **printing_rpjm.COLLECTORS,
    **printing_rencana.COLLECTORS,
    **printing_naskah.COLLECTORS,
    **printing_papan.COLLECTORS,
    **printing_kiriman.COLLECTORS,
    "kartu-kunci": lambda desk: kartu_kunci.compose(collect_kartu(desk)),
    "kit-pemulihan": lambda desk: kit_pemulihan.compose(collect_kit(desk)),
    "kompilasi-durkp": lambda desk: kompilasi_durkp.compose(collect_kompilasi(desk)),
}
WORKBOOKS: Mapping[str, Callable[[Meja], Page]] = {
    jenis: _of_residents(collect) for jenis, collect in printing_penduduk.WORKBOOKS.items()
}
