"""Berita acara of a musyawarah: who met, what was discussed, what was decided, who signed.

Content of the field notes on village planning, sections 5.4 and 6.D; F4 portrait. Counts stand in
digits and in words, and the date is spelled out in the opening sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Align,
    Band,
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Kind,
    Level,
    Page,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import Cetakan, Identitas, Penanda, file_name, page, place_and_date
from desa_desktop.domain.wording import date_in_words, show_date, show_date_day, show_time, terbilang

_DOTS = "...................."
_LEAST_WAKIL = 5

NAMA = {
    "musdus": "Musyawarah Dusun",
    "kelompok": "Musyawarah Kelompok",
    "musdes": "Musyawarah Desa",
    "rembuk_stunting": "Rembuk Stunting",
    "musrenbangdes": "Kegiatan Musyawarah Rencana Pembangunan Desa (Musrenbangdes)",
    "musrenbangdes_rpjm": "Kegiatan Musyawarah Rencana Pembangunan Desa (Musrenbangdes) RPJM Desa",
    "musdes_pengesahan": "Musyawarah Desa Pengesahan RKP Desa",
    "musrenbangdes_khusus": "Kegiatan Musyawarah Rencana Pembangunan Desa (Musrenbangdes) Khusus",
    "musrenbang_kecamatan": "Kesepakatan Hasil Musrenbang Kecamatan",
    "tim": "Musyawarah Pembentukan Tim",
    "rancangan": "Hasil Penyusunan Rancangan RKP Desa",
}
"""What a kind of meeting is called on paper, by the words of cli.md; the last two are none
of their own: the forming of a team (D4) and the draft that the team hands to the Kepala Desa.
"""

_KEGIATAN = {
    "rancangan": "rapat Tim Penyusun RKP Desa yang menyerahkan hasil penyusunan rancangan RKP Desa dan "
    "DU-RKP Desa kepada Kepala Desa",
}
"""What was held, where the title names its result and not the meeting."""

PUTUSAN = {
    "disepakati": "Disepakati",
    "ditunda": "Ditunda",
    "tidak_disepakati": "Tidak disepakati",
    "diteruskan": "Diteruskan ke DU-RKP",
}


_AIM_OF_YEAR = "penyusunan rencana pembangunan desa tahun {tahun}"
_AIM = {"musrenbangdes_rpjm": "penyusunan RPJM Desa"}
_CHANGE = "musrenbangdes_khusus"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsurHadir:
    """How many of one unsur came: men, women, and people whose sex nobody noted (`jumlah_lain`)."""

    unsur: str
    jumlah_l: int = 0
    jumlah_p: int = 0
    jumlah_lain: int = 0

    @property
    def jumlah(self) -> int:
        """All of them."""
        return self.jumlah_l + self.jumlah_p + self.jumlah_lain


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """A name with the institution it speaks for (or its address)."""

    nama: str
    dari: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyaratHadir:
    """The quorum as it stood: how many had to come, how many of those invited came, and what was done.

    `ditunda` is when waiting began, `rapat_pertama` the day of the meeting that this second one repeats.
    """

    perlu: int
    hadir: int
    undangan: int
    ditunda: time | None = None
    rapat_pertama: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnggotaTim:
    """A member of the team that was formed: name, office in the team, whom he or she stands for."""

    nama: str
    jabatan: str = ""
    unsur: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanPeringkat:
    """One proposal with its rank and score, its cost in rupiah, and what was decided (`disepakati` ...)."""

    peringkat: int | None
    usulan: str
    dusun: str = ""
    skor: Decimal | None = None
    biaya: int | None = None
    putusan: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeritaAcara:
    """Everything on the paper. `jenis` is a key of NAMA; `cara` says how decisions were taken.

    `undangan` is how many were invited, None if nobody counted. Fewer than five `wakil` leave empty
    rows to be filled by hand. `unsur_kosong` are the groups that nobody spoke for; `tim` is a team that was
    formed, `catatan_hadir` why people counted stayed without a name. `mengetahui` signs below the others.
    With `is_dukungan` the score of a proposal is the number of hands. `kolom_wakil` heads what stands behind
    the names of those who agree.
    """

    identitas: Identitas
    cetakan: Cetakan
    jenis: str
    tahun: int
    perihal: str = ""
    nomor: str = ""
    tanggal: date | None = None
    mulai: time | None = None
    selesai: time | None = None
    tempat: str = ""
    undangan: int | None = None
    kuorum: SyaratHadir | None = None
    unsur_kosong: tuple[str, ...] = ()
    catatan_hadir: str = ""
    hadir: tuple[UnsurHadir, ...] = ()
    materi: tuple[str, ...] = ()
    pimpinan: Orang = Orang(nama="")
    notulis: Orang = Orang(nama="")
    narasumber: tuple[Orang, ...] = ()
    peringkat: tuple[UsulanPeringkat, ...] = ()
    keputusan: tuple[str, ...] = ()
    tim: tuple[AnggotaTim, ...] = ()
    cara: str = "musyawarah mufakat"
    penanda: tuple[Penanda, ...] = ()
    mengetahui: Penanda | None = None
    wakil: tuple[Orang, ...] = ()
    is_dukungan: bool = False
    kolom_wakil: str = "Alamat"

    @property
    def jumlah_l(self) -> int:
        """Men present."""
        return sum(unsur.jumlah_l for unsur in self.hadir)

    @property
    def jumlah_p(self) -> int:
        """Women present."""
        return sum(unsur.jumlah_p for unsur in self.hadir)

    @property
    def jumlah(self) -> int:
        """Everybody present, as many as the attendance list has."""
        return sum(unsur.jumlah for unsur in self.hadir)


def compose(data: BeritaAcara) -> Page:
    """The berita acara, F4 portrait."""
    place = data.identitas.desa or data.identitas.kecamatan
    day = data.tanggal.isoformat() if data.tanggal else str(data.tahun)
    number = (Paragraph(f"Nomor: {data.nomor}", align=Align.CENTRE),) if data.nomor else ()
    return page(
        f"BeritaAcara_{file_name(data.jenis.capitalize())}_{day}_{file_name(place)}",
        f"Berita Acara {place}, {show_date(data.tanggal) if data.tanggal else data.tahun}",
        data.identitas,
        data.cetakan,
        (
            Heading(_title(data)),
            *number,
            Paragraph(_opening(data), align=Align.JUSTIFY),
            *_attendance(data),
            *_topics(data),
            *_decisions(data),
            *_closing(data),
        ),
        size=10.5,
    )


def _title(data: BeritaAcara) -> tuple[str, ...]:
    name = f"BERITA ACARA {NAMA[data.jenis].upper()}"
    lines = (
        name,
        data.perihal.upper(),
        data.identitas.heading,
        f"PROVINSI {data.identitas.provinsi.upper()}",
    )
    return tuple(line for line in lines if line)


def _opening(data: BeritaAcara) -> str:
    """The first sentence: why, when in words, where, and how many came, in digits and words."""
    if data.tanggal is None:
        when = f"pada hari ini {_DOTS} tanggal {_DOTS}"
    else:
        when = f"pada hari ini {date_in_words(data.tanggal)} ({show_date(data.tanggal)})"
    start = show_time(data.mulai) if data.mulai else "....."
    end = show_time(data.selesai) if data.selesai else "selesai"
    where = data.identitas.sentence
    aim = _AIM.get(data.jenis, _AIM_OF_YEAR).format(tahun=data.tahun)
    if data.jenis == _CHANGE and data.perihal:  # which plan is changed stands in its subject
        aim = data.perihal[:1].lower() + data.perihal[1:]
    return (
        f"Dalam rangka {aim} di {where}, {when}, "
        f"pukul {start} sampai dengan {end}, bertempat di {data.tempat or _DOTS}, telah diselenggarakan "
        f"{_KEGIATAN.get(data.jenis, NAMA[data.jenis])} yang dihadiri oleh {_present(data)}"
        + (f" dari {_count(data.undangan)} undangan" if data.undangan is not None else "")
        + ", sebagaimana tercantum dalam daftar hadir terlampir."
    )


def _present(data: BeritaAcara) -> str:
    """How many came; dots to write on before anybody is marked."""
    if not data.jumlah:
        return f"{_DOTS} orang, terdiri atas {_DOTS} laki-laki dan {_DOTS} perempuan"
    unknown = data.jumlah - data.jumlah_l - data.jumlah_p
    men, women = f"{_count(data.jumlah_l)} laki-laki", f"{_count(data.jumlah_p)} perempuan"
    parts = (
        f"{men}, {women}, dan {_count(unknown)} orang belum diisi L/P" if unknown else f"{men} dan {women}"
    )
    return f"{_count(data.jumlah)} orang, terdiri atas {parts}"


def _count(number: int) -> str:
    return f"{number} ({terbilang(number)})"


def _attendance(data: BeritaAcara) -> tuple[Block, ...]:
    rows: list[Row | Band] = [
        Row((place, unsur.unsur, unsur.jumlah_l, unsur.jumlah_p, unsur.jumlah))
        for place, unsur in enumerate(data.hadir, 1)
    ]
    total = (2, data.jumlah_l), (3, data.jumlah_p), (4, data.jumlah)
    rows.append(Band(Level.TOTAL, "Jumlah", values=total if data.jumlah else ()))
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Unsur yang hadir", 100),
        Column("L", 18, Kind.NUMBER, "Jumlah (orang)"),
        Column("P", 18, Kind.NUMBER, "Jumlah (orang)"),
        Column("L + P", 22, Kind.NUMBER, "Jumlah (orang)"),
    )
    intro = Paragraph("Kehadiran menurut unsur:", after=1.0, keep_next=True)
    table = Table(columns, tuple(rows), sheet="Kehadiran", size=9.0)
    notes = _attendance_notes(data)
    return intro, table, Paragraph("", after=0.0), *(Paragraph(text, align=Align.JUSTIFY) for text in notes)


def _attendance_notes(data: BeritaAcara) -> list[str]:
    """The quorum and what it led to, the groups that were missing, and people without a name."""
    notes = []
    facts = data.kuorum
    if facts is not None and facts.rapat_pertama is not None:
        notes.append(
            f"Musyawarah ini merupakan rapat kedua, karena rapat pada {show_date_day(facts.rapat_pertama)} "
            "tidak mencapai kuorum; rapat kedua berlangsung dengan peserta yang hadir."
        )
    elif facts is not None:
        reached = "tercapai" if facts.hadir >= facts.perlu else "tidak tercapai"
        notes.append(
            f"Dari {_count(facts.undangan)} undangan hadir {_count(facts.hadir)} orang; kuorum "
            f"{_count(facts.perlu)} orang {reached}."
        )
        if facts.ditunda is not None:
            notes.append(f"Musyawarah sempat ditunda sejak pukul {show_time(facts.ditunda)} menunggu kuorum.")
    if data.unsur_kosong:
        notes.append(f"Unsur masyarakat yang tidak terwakili: {', '.join(data.unsur_kosong)}.")
    if data.catatan_hadir:
        notes.append(f"Keterangan kehadiran: {data.catatan_hadir}")
    return notes


def _topics(data: BeritaAcara) -> tuple[Block, ...]:
    leaders = [
        ("Pimpinan musyawarah", _person(data.pimpinan)),
        ("Sekretaris/notulis", _person(data.notulis)),
    ]
    leaders += [(f"Narasumber {n}", _person(orang)) for n, orang in enumerate(data.narasumber, 1)]
    return (
        Paragraph("A. Materi dan unsur pimpinan", is_bold=True, keep_next=True),
        Paragraph("I. Materi atau topik yang dibahas:", keep_next=True, after=1.0),
        Items(data.materi or (_DOTS,), indent=5.0),
        Paragraph("II. Unsur pimpinan rapat dan narasumber:", keep_next=True, after=1.0),
        Fields(tuple(leaders), label_width=48.0),
    )


def _person(orang: Orang) -> str:
    if not orang.nama:
        return _DOTS
    return f"{orang.nama} dari {orang.dari}" if orang.dari else orang.nama


def _decisions(data: BeritaAcara) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Paragraph("B. Keputusan", is_bold=True, keep_next=True),
        Paragraph(
            "Setelah dilakukan pembahasan terhadap materi di atas, peserta musyawarah memutuskan dan "
            f"menyepakati secara {data.cara} hal-hal berikut:",
            align=Align.JUSTIFY,
            keep_next=True,
        ),
    ]
    if data.peringkat:
        blocks += [_ranking(data), Paragraph("", after=0.0)]
    if data.keputusan or not data.peringkat:
        blocks.append(Items(data.keputusan or (_DOTS,), indent=5.0))
    if data.tim:
        blocks += [_team(data.tim), Paragraph("", after=0.0)]
    return tuple(blocks)


def _team(tim: tuple[AnggotaTim, ...]) -> Table:
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Nama", 65),
        Column("Jabatan dalam tim", 50),
        Column("Unsur", 55),
    )
    rows = tuple(Row((number, one.nama, one.jabatan, one.unsur)) for number, one in enumerate(tim, 1))
    return Table(columns, rows, sheet="Susunan tim", size=9.0)


def _ranking(data: BeritaAcara) -> Table:
    """Proposals by rank; the total counts only what was agreed."""
    columns = (
        Column("Peringkat", 17, Kind.CENTRED),
        Column("Usulan", 62),
        Column("Dusun", 24),
        Column("Dukungan", 18, Kind.NUMBER)
        if data.is_dukungan
        else Column("Skor", 14, Kind.NUMBER, decimals=1),
        Column("Perkiraan biaya (Rp)", 26, Kind.MONEY),
        Column("Keputusan", 37),
    )
    rows: list[Row | Band] = []
    for usulan in sorted(
        data.peringkat, key=lambda usulan: (usulan.peringkat is None, usulan.peringkat or 0)
    ):
        decided = PUTUSAN.get(usulan.putusan, "")
        if usulan.alasan:
            decided = f"{decided}: {usulan.alasan}" if decided else usulan.alasan
        rows.append(Row((usulan.peringkat, usulan.usulan, usulan.dusun, usulan.skor, usulan.biaya, decided)))
    agreed = sum(usulan.biaya or 0 for usulan in data.peringkat if usulan.putusan == "disepakati")
    rows.append(Band(Level.TOTAL, "Jumlah biaya usulan yang disepakati", values=((4, agreed),)))
    return Table(columns, tuple(rows), sheet="Peringkat", size=8.5)


def _closing(data: BeritaAcara) -> tuple[Block, ...]:
    place = data.identitas.desa or data.identitas.kecamatan
    day = show_date_day(data.tanggal) if data.tanggal else _DOTS
    signers = data.penanda or (Penanda(jabatan="Pimpinan musyawarah", nama=data.pimpinan.nama),)
    above = [""] * (len(signers) - 1) + [place_and_date(place, data.tanggal)]
    blocks: list[Block] = [
        Paragraph(
            f"Demikian berita acara ini dibuat dan disahkan pada {day} agar dapat dipergunakan "
            "sebagaimana mestinya.",
            align=Align.JUSTIFY,
            keep_next=True,
        )
    ]
    # three fit side by side; four stand two by two, so that nobody signs alone below the others
    across = 2 if len(signers) == 4 else 3
    for start in range(0, len(signers), across):
        part = zip(signers[start : start + across], above[start : start + across], strict=True)
        is_last = start + across >= len(signers) and data.mengetahui is None
        row = tuple(penanda.signer(words) for penanda, words in part)
        blocks.append(Signatures(row, keep_next=not is_last))
    if data.mengetahui is not None:
        blocks.append(Signatures((data.mengetahui.signer("Mengetahui,"),)))
    empty = (Orang(nama=""),) * max(0, _LEAST_WAKIL - len(data.wakil))
    rows = tuple(
        Row(
            (
                place,
                orang.nama,
                orang.dari,
                f"{place}." if place % 2 else "",
                "" if place % 2 else f"{place}.",
            ),
            height=9,
        )
        for place, orang in enumerate((*data.wakil, *empty), 1)
    )
    columns = (
        Column("No", 10, Kind.CENTRED),
        Column("Nama", 60),
        Column(data.kolom_wakil, 55),
        Column("", 28, group="Tanda tangan"),
        Column("", 28, group="Tanda tangan"),
    )
    title = Paragraph(
        "Mengetahui dan menyetujui, wakil dan peserta musyawarah:", before=4.0, after=1.0, keep_next=True
    )
    return (*blocks, title, Table(columns, rows, sheet="Wakil peserta", size=9.0, together=True))
