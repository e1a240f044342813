"""What is asked of the plan besides its matrix: estimates, lists of a tag, the register, the sheet for
Siskeudes, and what the checks say. Forms J and N of perencanaan.md 6, sections 8 and 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desa_desktop.documents import (
    buku_rencana,
    daftar_prioritas,
    entri_siskeudes,
    lembar_pemeriksaan,
    matriks_rkp,
    rab,
)
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.aturan import Aturan, Tanda
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.matriks import (
    months_text,
    nomor_kegiatan,
    pemakaian_earmark,
    sumber_text,
)
from desa_desktop.domain.pemeriksaan_desa import is_in_office
from desa_desktop.domain.rab import order_for_rab
from desa_desktop.domain.rkp import (
    BarisRab,
    Kegiatan,
    KelompokRab,
    RkpDesa,
)
from desa_desktop.domain.tim import ketua_tim
from desa_desktop.domain.wording import (
    show_money,
    show_number,
    show_percent,
)
from desa_desktop.errors import InvalidInput, NotFound, NothingToPrint
from desa_desktop.i18n import _
from desa_desktop.services import pemeriksaan, siskeudes
from desa_desktop.services.printing_rencana_dasar import (
    by_column,
    daftar_bidang,
    head_of,
    in_order,
    lokasi_of,
    manfaat_of,
    money_of,
    plan_of,
    satuan_of,
    waktu_of,
)

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

STUNTING = "stunting"


# ------------------------------------------------------------------ estimates (J)


def collect_rab(desk: Meja) -> rab.DaftarRab:
    """The estimate of the activity named by `--id`, or of every activity that has one.

    The form follows the lines: a share of citizens makes it J3, material, tools or wages J1, else J2.
    Raises NotFound without an estimate, InvalidInput for a form nobody knows.
    """
    plan = plan_of(desk)
    form = desk.pesanan.bentuk_rab
    if form and form not in rab.BENTUK:
        sentence = _("Bentuk RAB {bentuk} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"bentuk": sentence.format(bentuk=form, pilihan=", ".join(rab.BENTUK))})
    key = desk.pesanan.key
    ordered = [(bidang, one) for bidang, one in in_order(plan, desk.aturan) if key is None or one.id == key]
    if key is not None and not ordered:
        raise NotFound(apa=_("Kegiatan {id}").format(id=key))
    numbers = nomor_kegiatan(plan.kegiatan, desk.aturan)
    day = plan.tanggal_perdes or desk.today
    estimates = tuple(
        _rab(desk, bidang, one, numbers[one.id], form, day) for bidang, one in ordered if one.rab
    )
    if not estimates:
        raise NothingToPrint(apa=_("RAB {tahun}").format(tahun=plan.tahun), layar=_("RKPDes, halaman RAB"))
    return rab.DaftarRab(
        **{
            **head_of(desk, plan),
            "ketua_tim": Penanda(jabatan=_("Tim Penyusun RKP Desa"), nama=ketua_tim(plan)),
        },
        rab=estimates,
    )


_PARTS = {KelompokRab.BAHAN: 0, KelompokRab.ALAT: 1, KelompokRab.UPAH: 2, KelompokRab.LAIN: 3, None: 4}


def form_of(rows: Sequence[BarisRab]) -> str:
    """Which form the lines call for: `j1`, `j2` or `j3`."""
    if any(one.volume_swadaya for one in rows):
        return "j3"
    is_physical = any(one.kelompok not in (None, KelompokRab.LAIN) for one in rows)
    return "j1" if is_physical else "j2"


def _rab(desk: Meja, bidang: int, one: Kegiatan, number: int, form: str, pada: date) -> rab.Rab:
    lines = order_for_rab(one.rab)
    names = dict(daftar_bidang(desk.aturan, has_others=True))
    kode = f"{one.kode} " if one.kode else ""
    output = f"{show_number(one.volume)} {one.satuan}".strip() if one.volume is not None else one.target
    return rab.Rab(
        nomor=str(number),
        bidang=names[bidang],
        kegiatan=f"{kode}{one.nama}",
        bentuk=form or form_of(lines),
        baris=tuple(
            rab.BarisRab(
                bagian=_PARTS[row.kelompok],
                uraian=row.uraian,
                kode=row.kode,
                kategori=row.kategori,
                volume=row.volume,
                swadaya=row.volume_swadaya,
                satuan=satuan_of(row),
                harga=row.harga_satuan,
                sumber=row.sumber or _only_source(one),
            )
            for row in lines
        ),
        waktu=months_text(one.bulan_mulai, one.bulan_selesai),
        keluaran=output,
        pelaksana=_doer(desk, one.pelaksana, pada),
    )


def _only_source(one: Kegiatan) -> str:
    """The source of a line that names none: the activity's, if it has just one."""
    names = {row.sumber for row in one.sumber_biaya}
    return names.pop() if len(names) == 1 else ""


def _doer(desk: Meja, pelaksana: str, pada: date) -> Penanda:
    """Who carries it out: the officer of that office or name who serves on the paper's day, else room."""
    desa = desk.unit.find(Desa, desk.kantor.id)
    wanted = pelaksana.strip().casefold()
    staff: Sequence[Perangkat] = desa.perangkat if desa is not None and wanted else ()
    for one in staff:
        if is_in_office(one, pada) and wanted in (one.jabatan.casefold(), one.nama.casefold()):
            return Penanda(jabatan=_("Pelaksana Kegiatan"), nama=one.nama, nomor=one.nip)
    return Penanda(jabatan=_("Pelaksana Kegiatan"))


# ------------------------------------------------------------------ what supervisors ask for (N)


def collect_prioritas(desk: Meja) -> daftar_prioritas.DaftarPrioritas:
    """The activities of the tag that is asked for, or of every tag that has any, one section each."""
    plan = plan_of(desk)
    wanted = desk.pesanan.tanda
    if wanted:
        tag = desk.aturan.find_tanda(wanted)
        if tag is None:
            names = ", ".join(one.kunci for one in desk.aturan.tanda)
            sentence = _("Tanda {tanda} tidak dikenal. Pilihan: {pilihan}.")
            raise InvalidInput({"tanda": sentence.format(tanda=wanted, pilihan=names)})
        tags: tuple[Tanda, ...] = (tag,)
    else:
        used = {tanda for one in plan.kegiatan for tanda in one.tanda}
        tags = tuple(one for one in desk.aturan.tanda if one.kunci in used)
        if not tags:
            raise NothingToPrint(
                apa=_("Kegiatan bertanda {tahun}").format(tahun=plan.tahun),
                layar=_("RKPDes, rincian kegiatan"),
            )
    return daftar_prioritas.DaftarPrioritas(
        **head_of(desk, plan), bagian=tuple(_section(plan, tag, desk.aturan) for tag in tags)
    )


def collect_stunting(desk: Meja) -> daftar_prioritas.DaftarPrioritas:
    """The stunting list, which is the list of that tag."""
    plan = plan_of(desk)
    tag = desk.aturan.find_tanda(STUNTING)
    if tag is None:
        raise NotFound(apa=_("Tanda {tanda}").format(tanda=STUNTING))
    return daftar_prioritas.DaftarPrioritas(**head_of(desk, plan), bagian=(_section(plan, tag, desk.aturan),))


def _section(plan: RkpDesa, tag: Tanda, aturan: Aturan) -> daftar_prioritas.BagianPrioritas:
    own = [(bidang, one) for bidang, one in in_order(plan, aturan) if tag.kunci in one.tanda]
    part = sum(jumlah or 0 for _bidang, one in own for jumlah, _sumber in money_of(one))
    whole = sum(jumlah or 0 for one in plan.kegiatan for jumlah, _sumber in money_of(one))
    notes = []
    if whole:
        sentence = _("Bagian dari seluruh RKP Desa: {persen} ({bagian} dari {semua}).")
        notes.append(
            sentence.format(
                persen=show_percent(Decimal(100 * part) / whole),
                bagian=show_money(part, rp=True),
                semua=show_money(whole, rp=True),
            )
        )
    notes += [one.teks for one in pemakaian_earmark(plan, aturan) if one.earmark.tanda == tag.kunci]
    return daftar_prioritas.BagianPrioritas(
        nama=tag.nama,
        baris=tuple(
            daftar_prioritas.BarisPrioritas(
                bidang=bidang,
                nama=one.nama,
                lokasi=lokasi_of(one),
                volume=one.volume,
                satuan=satuan_of(one),
                penerima=manfaat_of(one),
                waktu=waktu_of(one.bulan_mulai, one.bulan_selesai),
                biaya=tuple(money_of(one)),
                pola=matriks_rkp.POLA[one.pola.value] if one.pola is not None else "",
            )
            for bidang, one in own
        ),
        catatan=tuple(notes),
    )


_BUKU = {
    "DDS": "pemerintah",
    "ADD": "kabupaten",
    "PBH": "kabupaten",
    "PBK": "kabupaten",
    "PBP": "provinsi",
}
"""Which column of the register a source belongs to; what is not there is the village's own: SWADAYA."""


def collect_buku_rencana(desk: Meja) -> buku_rencana.BukuRencana:
    """Buku Rencana Pembangunan: every activity with four amounts; Ket. names the village's own sources."""
    plan = plan_of(desk)
    rows = tuple(
        buku_rencana.BarisRencana(
            nama=one.nama,
            lokasi=lokasi_of(one),
            jumlah=by_column(one, _BUKU, "swadaya"),
            pelaksana=one.pelaksana,
            manfaat=one.sasaran or manfaat_of(one),
            keterangan=sumber_text(one),
        )
        for _bidang, one in in_order(plan, desk.aturan)
    )
    return buku_rencana.BukuRencana(**head_of(desk, plan), baris=rows)


# ------------------------------------------------------------------ Siskeudes, and what the checks say


def collect_entri(desk: Meja) -> entri_siskeudes.LembarEntri:
    """The plan in code order, one row for each activity and source."""
    plan = plan_of(desk)
    rows: list[entri_siskeudes.BarisEntri] = []
    for entry in siskeudes.entries(desk.unit, desk.kantor, desk.aturan, plan):
        known = desk.aturan.kegiatan(entry.kode.rstrip(".")) if entry.kode else None
        for place, row in enumerate(entry.baris):
            name = row.nama_kegiatan
            if known is not None and known.nama_pendek.casefold() != name.casefold():
                name = f"{name}\n({known.nama_pendek})"
            rows.append(
                entri_siskeudes.BarisEntri(
                    kode_bidang=f"{bidang_of(entry.kode)}." if entry.kode else "",
                    nama_bidang=row.nama_bidang or _("BELUM ADA KODE YANG SAH"),
                    kode=entry.kode,
                    nama=name,
                    sumber=row.kd_sumber,
                    biaya=row.biaya,
                    volume=row.volume,
                    satuan=row.satuan,
                    lokasi=row.lokasi,
                    pria=row.pria,
                    wanita=row.wanita,
                    artm=row.artm,
                    waktu=row.waktu,
                    mulai=row.mulai,
                    selesai=row.selesai,
                    pola=row.pola,
                    pelaksana=row.pelaksana,
                    is_lanjutan=place > 0,
                )
            )
    return entri_siskeudes.LembarEntri(**head_of(desk, plan), baris=tuple(rows))


def collect_pemeriksaan(desk: Meja) -> lembar_pemeriksaan.LembarPemeriksaan:
    """What the checks find in the dokumen of the year. Raises NotFound when none was begun."""
    found = pemeriksaan.findings(desk.unit, desk.aturan, desk.tahun, desk.today)
    if not found:
        raise NotFound(apa=_("RKPDes {tahun}").format(tahun=desk.tahun))
    parts = tuple(
        (
            name,
            tuple(
                lembar_pemeriksaan.Temuan(
                    aturan=one.pemeriksaan.aturan,
                    tingkat=one.pemeriksaan.level.value,
                    teks=one.pemeriksaan.teks,
                    tempat=one.tempat,
                )
                for one in own
            ),
        )
        for name, own in found
    )
    return lembar_pemeriksaan.LembarPemeriksaan(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        tahun=desk.tahun,
        kepala_desa=desk.officer(_("Kepala Desa")),
        ketua_tim=desk.officer(_("Sekretaris Desa")),
        tanggal=desk.today,
        bagian=parts,
    )
