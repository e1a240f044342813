"""What papers about residents say: registers A.4 and B, family sheets, lists, statistics, monthly report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.documents import buku, daftar_warga, laporan_penduduk, lembar_keluarga, statistik_penduduk
from desa_desktop.documents.blocks import Cell, Page
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.penduduk import Peristiwa, age_on, show_nomor_sementara
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.mutasi import PENAMBAHAN, PENGURANGAN
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.penduduk.orang import ISTRI, KEPALA, SUAMI
from desa_desktop.domain.statistik import TABEL, is_wajib_ktp, months_old
from desa_desktop.domain.statistik.angka import MISKIN
from desa_desktop.domain.statistik.rekap import KOLOM, BarisRekap, Bulan, Orang
from desa_desktop.domain.statistik.warga import HAMIL, Warga
from desa_desktop.domain.teks import plain_words
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import statistik
from desa_desktop.store.queries import statistik as queries
from desa_desktop.store.queries.statistik import BukuRow, PeristiwaRow
from desa_desktop.store.unit import Unit

_BALITA = 59  # last completed month of a child on the list of a posyandu


@dataclass(frozen=True, slots=True, kw_only=True)
class Bahan:
    """What every collector here needs. `tahun` and `bulan` are the time asked for, None: that of today.

    `key` is a family or a dusun, `pilihan` words of TABEL.
    """

    unit: Unit
    desa: UUID
    aturan: Aturan
    kode: KodePenduduk
    identitas: Identitas
    cetakan: Cetakan
    kepala_desa: Penanda
    sekretaris: Penanda
    today: date
    tahun: int | None = None
    bulan: int | None = None
    key: UUID | None = None
    pilihan: tuple[str, ...] = ()

    @property
    def masa(self) -> Bulan:
        """The month asked for; of another year without a month, its last."""
        if self.bulan is not None and not 1 <= self.bulan <= 12:
            raise InvalidInput({"bulan": _("Bulan adalah angka 1 sampai 12.")})
        tahun = self.tahun if self.tahun is not None else self.today.year
        bulan = self.bulan or (self.today.month if tahun == self.today.year else 12)
        return Bulan(tahun, bulan)

    @property
    def dusun(self) -> Mapping[str, str]:
        """The names of the dusun by the text of their id."""
        return dict(queries.dusun_names(self.unit, self.desa))

    def buku(
        self,
        kode: str,
        nama: str,
        baris: Iterable[Sequence[Cell]],
        *,
        masa: str = "",
        jumlah: tuple[tuple[int, Cell], ...] = (),
        catatan: str = "",
    ) -> buku.Buku:
        """A register of the rules with these rows, numbered in the first column."""
        return buku.Buku(
            identitas=self.identitas,
            cetakan=self.cetakan,
            register=self.aturan.register[kode],
            baris=tuple((number, *cells) for number, cells in enumerate(baris, 1)),
            kepala_desa=self.kepala_desa,
            sekretaris=self.sekretaris,
            nama_berkas=nama,
            masa=masa,
            jumlah=jumlah,
            catatan=catatan,
            tanggal=self.today,
        )


def _people(desk: Bahan) -> list[BukuRow]:
    """The living residents, of one family or dusun if one was asked for. Raises NotFound without any."""
    dusun = {UUID(key) for key in desk.dusun}
    limit = {"dusun": desk.key} if desk.key in dusun else {"keluarga": desk.key}
    found = queries.buku_rows(desk.unit, desk.desa, **limit)
    if not found:
        raise NotFound(apa=_("Penduduk"))
    return found


def _address(one: BukuRow, names: Mapping[str, str]) -> str:
    """`Jl. Melati, RT 001/RW 002, Dusun Krajan`."""
    rt_rw = "/".join(
        part for part in (f"RT {one.rt}" if one.rt else "", f"RW {one.rw}" if one.rw else "") if part
    )
    dusun = names.get(one.dusun_id.hex, "") if one.dusun_id is not None else ""
    own = one.alamat or (one.alamat_sekarang if one.keluarga_id is None else "")
    return ", ".join(part for part in (own, rt_rw, f"Dusun {dusun}" if dusun else "") if part)


def _dusun(one: BukuRow, names: Mapping[str, str]) -> str:
    return names.get(one.dusun_id.hex, "") if one.dusun_id is not None else ""


def _called(nama: str, panggilan: str) -> str:
    return f"{nama} / {panggilan}" if panggilan else nama


def _stand_in(one: BukuRow) -> str:
    """What stands in Ket. where a NIK is missing."""
    if one.nik:
        return ""
    return _("belum ada NIK") + (
        f", {show_nomor_sementara(one.nomor_sementara)}" if one.nomor_sementara else ""
    )


# ------------------------------------------------------------------ registers B


def collect_induk(desk: Bahan) -> buku.Buku:
    """B.1: every living resident; NIK in full, it is an official register."""
    word, names = desk.kode.word, desk.dusun

    def cells(one: BukuRow) -> tuple[Cell, ...]:
        return (
            _called(one.nama_lengkap, one.nama_panggilan),
            one.jk,
            word("status_kawin", one.status_kawin),
            one.tempat_lahir,
            one.tanggal_lahir,
            word("agama", one.agama),
            word("pendidikan_kk", one.pendidikan_kk),
            word("pekerjaan", one.pekerjaan),
            word("dapat_membaca", one.dapat_membaca),
            word("warganegara", one.warganegara),
            _address(one, names),
            word("shdk", one.shdk),
            one.nik,
            one.no_kk,
            _stand_in(one),
        )

    masa = _("KEADAAN {tanggal}").format(tanggal=show_date_short(desk.today))
    return desk.buku("B.1", "BukuIndukPenduduk", map(cells, _people(desk)), masa=masa)


def collect_mutasi(desk: Bahan) -> buku.Buku:
    """B.2: who came and who left in a year, or in a month if one was asked for."""
    masa = desk.masa
    rows = [
        one
        for one in queries.peristiwa_rows(desk.unit, desk.desa, PENAMBAHAN | PENGURANGAN)
        if one.tanggal_peristiwa.year == masa.tahun
        and (desk.bulan is None or one.tanggal_peristiwa.month == masa.bulan)
    ]
    title = _("BULAN {bulan}").format(bulan=str(masa).upper()) if desk.bulan else f"TAHUN {masa.tahun}"
    name = f"BukuMutasiPenduduk_{masa.tahun}" + (f"-{masa.bulan:02d}" if desk.bulan else "")
    return desk.buku("B.2", name, (_mutasi_cells(desk, one) for one in rows), masa=title)


def _mutasi_cells(desk: Bahan, one: PeristiwaRow) -> tuple[Cell, ...]:
    word, day = desk.kode.word, one.tanggal_peristiwa
    notes = [one.catatan] if one.catatan else []
    came: tuple[Cell, Cell] = ("", None)
    left: tuple[Cell, Cell] = ("", None)
    died: tuple[Cell, Cell] = ("", None)
    match one.peristiwa:
        case Peristiwa.LAHIR:
            came = (_("lahir"), day)
        case Peristiwa.DATANG:
            came = (one.alamat_asal or _("datang"), day)
        case Peristiwa.KEMBALI:
            came = (_("kembali"), day)
        case Peristiwa.MATI:
            died = (one.meninggal_di or _("meninggal"), day)
        case Peristiwa.PINDAH:
            left = (one.alamat_tujuan or word("tujuan_pindah", one.tujuan_pindah) or _("pindah"), day)
        case _:
            left = (_("hilang") if one.peristiwa is Peristiwa.HILANG else _("pergi"), day)
    return (
        _called(one.nama, one.nama_panggilan),
        one.tempat_lahir,
        one.tanggal_lahir,
        one.jk,
        word("warganegara", one.warganegara),
        *came,
        *left,
        *died,
        "; ".join(notes),
    )


def collect_rekapitulasi(desk: Bahan) -> buku.Buku:
    """B.3: a line for each dusun of a month, with sums that add up or say why not."""
    masa = desk.masa
    rekap = statistik.perjalanan(desk.unit, desk.desa).rekap(masa)
    total = rekap.total
    sums = tuple(enumerate(_rekap_cells(total)[1:-1], 3))
    state = "" if rekap.is_tertutup else _("Bulan ini belum ditutup. ")
    return desk.buku(
        "B.3",
        f"BukuRekapitulasiPenduduk_{masa.tahun}-{masa.bulan:02d}",
        map(_rekap_cells, rekap.baris),
        masa=_("BULAN {bulan}").format(bulan=str(masa).upper()),
        jumlah=sums,
        catatan=state + rekap.sentence,
    )


def _rekap_cells(one: BarisRekap) -> tuple[Cell, ...]:
    """The columns 2 to 33: WNA L, WNA P, WNI L, WNI P of each part, families and souls at both ends."""

    def four(people: Orang) -> tuple[int, ...]:
        return people.values[:4]

    def souls(people: Orang, kk: int) -> tuple[int, ...]:
        return (*four(people), kk, people.jumlah - kk, people.jumlah)

    events = [number for column in KOLOM for number in four(getattr(one, column))]
    return (
        one.nama,
        *souls(one.awal, one.kk_awal),
        *events,
        *souls(one.akhir, one.kk_akhir),
        "; ".join(one.catatan),
    )


def collect_sementara(desk: Bahan) -> buku.Buku:
    """B.4: the guests of a year."""
    tahun = desk.tahun if desk.tahun is not None else desk.today.year
    rows = queries.sementara_rows(desk.unit, desk.desa, date(tahun, 1, 1), date(tahun, 12, 31))

    def cells(one: queries.SementaraRow) -> tuple[Cell, ...]:
        day = show_date_short(one.tanggal_lahir) if one.tanggal_lahir is not None else ""
        age = _("{n} tahun").format(n=one.umur) if one.umur is not None and not day else ""
        return (
            one.nama,
            True if one.jk == "L" else None,
            True if one.jk == "P" else None,
            one.identitas,
            ", ".join(part for part in (one.tempat_lahir, day or age) if part),
            one.pekerjaan,
            one.kebangsaan,
            one.keturunan,
            one.datang_dari,
            one.maksud,
            one.nama_alamat_didatangi,
            one.tanggal_datang,
            one.tanggal_pergi,
            one.keterangan,
        )

    return desk.buku("B.4", f"BukuPendudukSementara_{tahun}", map(cells, rows), masa=f"TAHUN {tahun}")


def collect_ktp_kk(desk: Bahan) -> buku.Buku:
    """B.5: every living resident in the order of the KK."""
    word, names = desk.kode.word, desk.dusun

    def cells(one: BukuRow) -> tuple[Cell, ...]:
        issued = show_date_short(one.tanggal_cetak_ktp) if one.tanggal_cetak_ktp is not None else ""
        born = show_date_short(one.tanggal_lahir) if one.tanggal_lahir is not None else ""
        return (
            one.no_kk,
            one.nama_lengkap,
            one.nik,
            one.jk,
            ", ".join(part for part in (one.tempat_lahir, born) if part),
            word("golongan_darah", one.golongan_darah),
            word("agama", one.agama),
            word("pendidikan_kk", one.pendidikan_kk),
            word("pekerjaan", one.pekerjaan),
            _address(one, names),
            word("status_kawin", one.status_kawin),
            ", ".join(part for part in (one.tempat_cetak_ktp, issued) if part),
            word("shdk", one.shdk),
            word("warganegara", one.warganegara),
            one.nama_ayah,
            one.nama_ibu,
            one.tanggal_mulai_tinggal,
            _stand_in(one),
        )

    masa = _("KEADAAN {tanggal}").format(tanggal=show_date_short(desk.today))
    return desk.buku("B.5", "BukuKTPdanKK", map(cells, _people(desk)), masa=masa)


# ------------------------------------------------------------------ register A.4


def collect_aparat(desk: Bahan) -> buku.Buku:
    """A.4 from the officers of Data Desa; birth, religion and schooling from the register of residents.

    An officer is looked up by name, and only where exactly one grown resident is called so. Who belongs to
    BPD or LPMD is no officer of the village government.
    """
    desa = desk.unit.get(Desa, desk.desa)
    by_name: dict[str, list[BukuRow]] = {}
    for one in queries.buku_rows(desk.unit, desk.desa) if desa.perangkat else ():
        by_name.setdefault(_bare(one.nama), []).append(one)

    def cells(officer: Perangkat) -> tuple[Cell, ...]:
        person = _resident(officer, by_name.get(_bare(officer.nama), []), desk.today)
        born = ""
        if person is not None:
            day = show_date_short(person.tanggal_lahir) if person.tanggal_lahir is not None else ""
            born = ", ".join(part for part in (person.tempat_lahir, day) if part)
        ended = officer.selesai is not None and officer.selesai < desk.today
        return (
            officer.nama,
            "",
            officer.nip,
            officer.jk or (person.jk if person is not None else ""),
            born,
            desk.kode.word("agama", person.agama) if person is not None else "",
            "",
            officer.jabatan,
            desk.kode.word("pendidikan_kk", person.pendidikan_kk) if person is not None else "",
            _since(officer.mulai),
            _since(officer.selesai) if ended else "",
            "",
        )

    officers = sorted((one for one in desa.perangkat if _serves_government(one)), key=lambda one: one.urut)
    return desk.buku("A.4", "BukuAparatPemerintahDesa", map(cells, officers))


def _serves_government(officer: Perangkat) -> bool:
    return not {"bpd", "lpmd", "lpm"} & set(plain_words(officer.jabatan).split())


def _since(day: date | None) -> str:
    """The number of a decision is not known to the program; the day of its effect is."""
    return _("Nomor …, berlaku {tanggal}").format(tanggal=show_date_short(day)) if day is not None else ""


def _bare(nama: str) -> str:
    """A name without titles: `Lestari Wulandari, S.Pd` and `LESTARI WULANDARI` are one."""
    words = nama.partition(",")[0].casefold().replace(".", " ").split()
    return " ".join(word for word in words if word not in ("h", "hj", "drs", "dra", "dr", "ir"))


def _resident(officer: Perangkat, found: Sequence[BukuRow], today: date) -> BukuRow | None:
    grown = [
        one
        for one in found
        if (one.tanggal_lahir is None or age_on(one.tanggal_lahir, today) >= 17)
        and (not officer.jk or not one.jk or officer.jk == one.jk)
    ]
    return grown[0] if len(grown) == 1 else None


# ------------------------------------------------------------------ families and lists


def collect_lembar(desk: Bahan) -> lembar_keluarga.LembarKeluarga:
    """The sheet of one family (`key`), of a dusun, or of every family."""
    word, names = desk.kode.word, desk.dusun
    families = _families(_people(desk))
    if not families:
        raise NotFound(apa=_("Keluarga"))

    def member(one: BukuRow) -> lembar_keluarga.Anggota:
        return lembar_keluarga.Anggota(
            nama=one.nama_lengkap,
            nik=one.nik or (show_nomor_sementara(one.nomor_sementara) if one.nomor_sementara else ""),
            jk=one.jk,
            tempat_lahir=one.tempat_lahir,
            tanggal_lahir=one.tanggal_lahir,
            agama=word("agama", one.agama),
            pendidikan=word("pendidikan_kk", one.pendidikan_kk),
            pekerjaan=word("pekerjaan", one.pekerjaan),
            golongan_darah=word("golongan_darah", one.golongan_darah),
            status_kawin=word("status_kawin", one.status_kawin),
            tanggal_kawin=one.tanggal_kawin,
            shdk=word("shdk", one.shdk),
            warganegara=word("warganegara", one.warganegara),
            paspor=one.dokumen_paspor,
            kitas=one.dokumen_kitas,
            ayah=one.nama_ayah,
            ibu=one.nama_ibu,
        )

    return lembar_keluarga.LembarKeluarga(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        keluarga=tuple(
            lembar_keluarga.Lembar(
                no_kk=members[0].no_kk,
                kepala=_head(members),
                alamat=members[0].alamat,
                rt=members[0].rt,
                rw=members[0].rw,
                dusun=_dusun(members[0], names),
                kode_pos=members[0].kode_pos,
                anggota=tuple(map(member, members)),
            )
            for members in families.values()
        ),
        kepala_desa=desk.kepala_desa,
        tanggal=desk.today,
    )


def _head(members: Sequence[BukuRow]) -> str:
    return next((one.nama_lengkap for one in members if one.shdk == KEPALA), "")


def _families(people: Iterable[BukuRow]) -> dict[UUID, list[BukuRow]]:
    found: dict[UUID, list[BukuRow]] = {}
    for one in people:
        if one.keluarga_id is not None:
            found.setdefault(one.keluarga_id, []).append(one)
    return found


def collect_posyandu(desk: Bahan) -> daftar_warga.DaftarPosyandu:
    """Children of 0 to 59 months and pregnant women, by dusun."""
    names, today, people = desk.dusun, desk.today, _people(desk)
    families = _families(people)
    children = []
    for one in people:
        if one.tanggal_lahir is None or not 0 <= months_old(one.tanggal_lahir, today) <= _BALITA:
            continue
        parents = " / ".join(part for part in (one.nama_ibu, one.nama_ayah) if part)
        children.append(
            daftar_warga.Balita(
                dusun=_dusun(one, names),
                nama=one.nama_lengkap,
                jk=one.jk,
                tanggal_lahir=one.tanggal_lahir,
                umur=months_old(one.tanggal_lahir, today),
                orang_tua=parents or (_head(families.get(one.keluarga_id, [])) if one.keluarga_id else ""),
                alamat=_address(one, {}),
                nik=mask_nik(one.nik),
            )
        )
    women = [
        daftar_warga.IbuHamil(
            dusun=_dusun(one, names),
            nama=one.nama_lengkap,
            tanggal_lahir=one.tanggal_lahir,
            umur=age_on(one.tanggal_lahir, today) if one.tanggal_lahir is not None else None,
            suami=_husband(one, families.get(one.keluarga_id, []) if one.keluarga_id else []),
            alamat=_address(one, {}),
            nik=mask_nik(one.nik),
        )
        for one in people
        if one.hamil == HAMIL and one.jk != "L"
    ]
    ageless = sum(one.tanggal_lahir is None for one in people)
    note = _("{n} penduduk belum punya tanggal lahir di register, jadi tidak bisa dipilih menurut umur.")
    return daftar_warga.DaftarPosyandu(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        balita=tuple(children),
        ibu_hamil=tuple(women),
        kepala_desa=desk.kepala_desa,
        tanggal=today,
        catatan=note.format(n=ageless) if ageless else "",
    )


def _husband(wife: BukuRow, members: Sequence[BukuRow]) -> str:
    """Her husband on the KK, for the wife of the head the head; else the head of her family."""
    if wife.shdk == KEPALA:
        return next((one.nama_lengkap for one in members if one.shdk == SUAMI), "")
    head = _head(members)
    return head if wife.shdk == ISTRI or not head else _("{nama} (kepala keluarga)").format(nama=head)


def collect_pemilih(desk: Bahan) -> daftar_warga.DaftarPemilih:
    """Who may vote in a polling of a dusun: residents of 17 and more, or (once) married."""
    names, today, word = desk.dusun, desk.today, desk.kode.word
    voters, unknown = [], 0
    for one in _people(desk):
        umur = age_on(one.tanggal_lahir, today) if one.tanggal_lahir is not None else None
        if not is_wajib_ktp(Warga(one.id.hex, status_kawin=one.status_kawin), umur):
            unknown += umur is None
            continue
        voters.append(
            daftar_warga.Pemilih(
                dusun=_dusun(one, names),
                nama=one.nama_lengkap,
                jk=one.jk,
                tempat_lahir=one.tempat_lahir,
                tanggal_lahir=one.tanggal_lahir,
                umur=umur,
                status_kawin=word("status_kawin", one.status_kawin),
                alamat=_address(one, {}),
                nik=mask_nik(one.nik),
            )
        )
    note = _("{n} penduduk tanpa tanggal lahir tidak ada di daftar ini; lengkapi dahulu di register.")
    return daftar_warga.DaftarPemilih(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        pada=today,
        pemilih=tuple(voters),
        kepala_desa=desk.kepala_desa,
        catatan=note.format(n=unknown) if unknown else "",
    )


def collect_bantuan(desk: Bahan) -> daftar_warga.DaftarBantuan:
    """Families with their programmes, those with several in view, and poor families without any."""
    names, word = desk.dusun, desk.kode.word
    entries = queries.bantuan_rows(desk.unit, desk.desa, desk.today)
    if not entries:
        raise NotFound(apa=_("Peserta bantuan"))
    held: dict[UUID, dict[str, list[str]]] = {}
    alone = 0
    for entry in entries:
        if entry.keluarga_id is None:
            alone += 1
            continue
        held.setdefault(entry.keluarga_id, {}).setdefault(entry.program, []).append(entry.nama)
    families = _families(queries.buku_rows(desk.unit, desk.desa))
    gone = sum(key not in families for key in held)
    rows = [
        daftar_warga.Penerima(
            dusun=_dusun(members[0], names),
            kepala=_head(members) or members[0].nama_lengkap,
            no_kk=mask_nik(members[0].no_kk),
            alamat=_address(members[0], {}),
            kelas=word("kelas_sosial", members[0].kelas_sosial),
            program=tuple(
                (program, ", ".join(one for one in who if one) or "KK")
                for program, who in held.get(key, {}).items()
            ),
        )
        for key, members in families.items()
        if key in held or members[0].kelas_sosial in MISKIN
    ]
    notes = []
    if alone:
        notes.append(
            _("{n} peserta tidak punya keluarga di register dan tidak ada di daftar ini.").format(n=alone)
        )
    if gone:
        notes.append(
            _("{n} keluarga penerima tidak punya anggota lagi di desa (meninggal atau pindah).").format(
                n=gone
            )
        )
    return daftar_warga.DaftarBantuan(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        pada=desk.today,
        program=tuple(dict.fromkeys(entry.program for entry in entries)),
        penerima=tuple(rows),
        kepala_desa=desk.kepala_desa,
        sekretaris=desk.sekretaris,
        catatan=" ".join(notes),
    )


# ------------------------------------------------------------------ figures


def collect_statistik(desk: Bahan) -> statistik_penduduk.StatistikPenduduk:
    """The tables asked for, else the usual ones; of the last day of a past year if one was asked for."""
    pada = desk.today
    if desk.tahun is not None and desk.tahun < desk.today.year:
        pada = date(desk.tahun, 12, 31)
    data = statistik.penghitung(desk.unit, desk.kode, pada=pada, today=desk.today)
    if not data.warga:
        raise NotFound(apa=_("Penduduk"))
    return statistik_penduduk.StatistikPenduduk(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        pada=pada,
        tabel=tuple(TABEL[kunci](data) for kunci in desk.pilihan or statistik.BAWAAN),
        kepala_desa=desk.kepala_desa,
        sekretaris=desk.sekretaris,
    )


def collect_laporan(desk: Bahan) -> laporan_penduduk.LaporanPenduduk:
    """The monthly report."""
    return laporan_penduduk.LaporanPenduduk(
        identitas=desk.identitas,
        cetakan=desk.cetakan,
        rekap=statistik.perjalanan(desk.unit, desk.desa).rekap(desk.masa),
        kepala_desa=desk.kepala_desa,
        sekretaris=desk.sekretaris,
        tanggal=desk.today,
    )


COLLECTORS: Mapping[str, Callable[[Bahan], Page]] = {
    "buku-aparat-pemerintah-desa": lambda desk: buku.compose(collect_aparat(desk)),
    "buku-induk-penduduk": lambda desk: buku.compose(collect_induk(desk)),
    "buku-mutasi-penduduk-desa": lambda desk: buku.compose(collect_mutasi(desk)),
    "buku-rekapitulasi-jumlah-penduduk": lambda desk: buku.compose(collect_rekapitulasi(desk)),
    "buku-penduduk-sementara": lambda desk: buku.compose(collect_sementara(desk)),
    "buku-ktp-dan-kk": lambda desk: buku.compose(collect_ktp_kk(desk)),
    "lembar-keluarga": lambda desk: lembar_keluarga.compose(collect_lembar(desk)),
    "daftar-posyandu": lambda desk: daftar_warga.compose_posyandu(collect_posyandu(desk)),
    "daftar-pemilih-dusun": lambda desk: daftar_warga.compose_pemilih(collect_pemilih(desk)),
    "daftar-bantuan": lambda desk: daftar_warga.compose_bantuan(collect_bantuan(desk)),
    "statistik-penduduk": lambda desk: statistik_penduduk.compose(collect_statistik(desk)),
    "laporan-penduduk": lambda desk: laporan_penduduk.compose(collect_laporan(desk)),
}

WORKBOOKS: Mapping[str, Callable[[Bahan], Page]] = {
    "lembar-keluarga": lambda desk: lembar_keluarga.compose_sheet(collect_lembar(desk)),
}
"""Papers that a workbook has in another arrangement than the page."""
