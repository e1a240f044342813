"""What the papers of a meeting say: undangan, daftar hadir, notulen, rekap penilaian, berita acara."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from desa_desktop.documents import berita_acara, daftar_hadir, notulen, rekap_penilaian, undangan
from desa_desktop.documents.blocks import Page
from desa_desktop.documents.office import Penanda
from desa_desktop.domain.acara import is_acara
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import Skema
from desa_desktop.domain.desa import Desa, Perangkat
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.kuorum import with_setelan
from desa_desktop.domain.musyawarah import (
    Bahasan,
    CaraNilai,
    Catatan,
    JenisMusyawarah,
    Kehadiran,
    Musyawarah,
    Peserta,
    is_rapat_rpjm,
    kehadiran,
    kuorum,
    nilai_berlaku,
    peringkat,
    skema_musyawarah,
)
from desa_desktop.domain.naskah import paragraphs
from desa_desktop.domain.nomor_surat import nomor_surat
from desa_desktop.domain.pemeriksaan_pejabat import OLEH_BPD
from desa_desktop.domain.penilaian import seri_diputus
from desa_desktop.domain.rapat import bagian_rapat
from desa_desktop.domain.rkp import RkpDesa
from desa_desktop.domain.setelan_surat import FORMAT_NOMOR, empty_rows
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services.pejabat import pejabat, penanda_surat
from desa_desktop.services.teks_rencana import rpjm_of

if TYPE_CHECKING:
    from desa_desktop.services.printing import Meja

CARA = {"mufakat": "musyawarah mufakat", "aklamasi": "aklamasi", "suara": "pemungutan suara"}
MUSDES = OLEH_BPD
GAGASAN = (JenisMusyawarah.MUSDUS, JenisMusyawarah.KELOMPOK)
SKEMA_PRIORITAS = "permendesa21"
_LEAST_WAKIL = 5
_OFFICIAL = ("pemdes", "bpd", "kecamatan", "pendamping", "opd")

_TUJUAN = {
    JenisMusyawarah.MUSDUS: "Penggalian gagasan warga untuk pembangunan desa Tahun {tahun}",
    JenisMusyawarah.KELOMPOK: "Penggalian gagasan kelompok untuk pembangunan desa Tahun {tahun}",
    JenisMusyawarah.MUSDES: "Perencanaan pembangunan desa Tahun {tahun}",
    JenisMusyawarah.REMBUK_STUNTING: "Pencegahan stunting dalam pembangunan desa Tahun {tahun}",
    JenisMusyawarah.MUSRENBANGDES: "Penyusunan RKP Desa Tahun {tahun}",
    JenisMusyawarah.MUSRENBANGDES_RPJM: "Penyusunan RPJM Desa",
    JenisMusyawarah.MUSDES_PENGESAHAN: "Pembahasan dan pengesahan RKP Desa dan DU-RKP Desa Tahun {tahun}",
    JenisMusyawarah.MUSRENBANGDES_KHUSUS: "Perubahan RKP Desa Tahun {tahun}",
    JenisMusyawarah.MUSRENBANG_KECAMATAN: "Penyusunan rencana pembangunan kecamatan Tahun {tahun}",
}
"""What a kind of meeting is held for, written as inside a sentence; headings print it in capitals."""


def find_meeting(desk: Meja, jenis: Sequence[JenisMusyawarah] = ()) -> Musyawarah:
    """The meeting named by the order, else the newest of the plan year (of these kinds). Raises NotFound."""
    if desk.pesanan.key is not None:
        return desk.unit.get(Musyawarah, desk.pesanan.key)
    found = [
        one
        for one in desk.unit.select(Musyawarah, desa_id=desk.kantor.id, tahun=desk.tahun)
        if not jenis or one.jenis in jenis
    ]
    if not found:
        raise NotFound(apa=_("Musyawarah {tahun}").format(tahun=desk.tahun))
    return max(found, key=lambda one: (one.tanggal or date.min, str(one.id)))


def rules(desk: Meja) -> Aturan:
    """The rules with the quorum this village set."""
    return with_setelan(desk.aturan, desk.kantor.setelan)


def officers(desk: Meja) -> list[Perangkat]:
    """Everybody in Data Desa who holds or held an office."""
    desa = desk.unit.find(Desa, desk.kantor.id)
    return list(desa.perangkat) if desa is not None else []


def _title(meeting: Musyawarah) -> str:
    return meeting.nama if str(meeting.tahun) in meeting.nama else f"{meeting.nama} {meeting.tahun}"


def tujuan(desk: Meja, meeting: Musyawarah) -> str:
    """What the meeting is for: `Penyusunan RKP Desa Tahun 2027`; of a long plan its first and last year."""
    if is_rapat_rpjm(meeting.jenis, meeting.nama):
        is_special = meeting.jenis is JenisMusyawarah.MUSRENBANGDES_KHUSUS
        work = "Perubahan" if is_special else "Penyusunan"
        plan = rpjm_of(desk.unit, desk.kantor.id, meeting.tahun)
        if plan is None:
            return f"{work} RPJM Desa"
        first, last = plan.daftar_tahun[0], plan.daftar_tahun[-1]
        return f"{work} RPJM Desa Tahun {first} sampai dengan Tahun {last}"
    return _TUJUAN[meeting.jenis].format(tahun=meeting.tahun)


def _proposals(desk: Meja, meeting: Musyawarah) -> list[Usulan]:
    lists = desk.unit.select(DaftarUsulan, desa_id=meeting.desa_id, tahun=meeting.tahun)
    return [one for daftar in lists for one in daftar.usulan]


# ------------------------------------------------------------------ undangan


def collect_undangan(desk: Meja) -> undangan.Undangan:
    """The letter: its own facts from `surat`, the people invited, the agenda, who holds the meeting."""
    meeting = find_meeting(desk)
    letter = meeting.surat
    day = letter_date(meeting)
    signed = day or meeting.tanggal or desk.today
    holder = _("Ketua BPD") if meeting.jenis in MUSDES else _("Kepala Desa")
    purpose = tujuan(desk, meeting)
    values = {
        "desa": desk.identitas.desa,
        "kecamatan": desk.identitas.kecamatan,
        "kabupaten": desk.identitas.kabupaten,
        "tahun": str(meeting.tahun),
        "musyawarah": meeting.nama,
        "tujuan": purpose[:1].lower() + purpose[1:],
    }
    own = {f"undangan.{name}": letter.get(name, "") for name in ("isi", "penutup")}
    text = desk.texts
    return undangan.Undangan(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        jenis=meeting.jenis.value,
        nomor=nomor_surat(letter.get("nomor", ""), desk.kantor.setelan.get(FORMAT_NOMOR, ""), day),
        tanggal=day,
        sifat=letter.get("sifat", "") or _("Penting"),
        lampiran=letter.get("lampiran", "") or "-",
        hal=letter.get("hal", "") or _("Undangan {nama}").format(nama=meeting.nama),
        kepada=_recipients(meeting, {one.kunci: one.nama for one in desk.aturan.unsur}),
        isi=text.isi("undangan.isi", values, own),
        hari=meeting.tanggal,
        mulai=meeting.mulai,
        selesai=meeting.selesai,
        tempat=meeting.tempat,
        acara=tuple(one.uraian for one in sorted(meeting.agenda, key=lambda one: one.urut) if one.uraian),
        penutup=text.isi("undangan.penutup", values, own),
        penanda=_camat(desk)
        if meeting.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN
        else penanda_surat(officers(desk), holder, signed, "undangan", _deputies(holder)),
        tembusan=paragraphs(letter.get("tembusan", "")),
    )


def letter_date(meeting: Musyawarah) -> date | None:
    """The day of the invitation itself; None while it has none."""
    return stored_date(meeting.surat.get("tanggal", ""))


def stored_date(text: str) -> date | None:
    """A day that is kept as text (`2026-08-05`); None for an empty text or another one."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _deputies(holder: str) -> tuple[str, ...]:
    """Who may sign in the name of the holder: only the Sekretaris Desa, for the Kepala Desa."""
    return ("sekretaris_desa",) if holder == _("Kepala Desa") else ()


def _camat(desk: Meja) -> Penanda:
    return Penanda(jabatan=_("Camat"), nama=desk.kantor.kepala)


def _recipients(meeting: Musyawarah, unsur: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The list typed into the letter, one a line (`Nama; unsur`), else everybody invited by name."""
    typed = paragraphs(meeting.surat.get("kepada", ""))
    if typed:
        parted = (line.partition(";") for line in typed)
        return tuple((name.strip(), rest.strip()) for name, _sign, rest in parted)
    return tuple(
        (one.nama, one.lembaga or unsur.get(one.unsur, one.unsur))
        for one in sorted(meeting.peserta, key=lambda one: one.urut)
        if not one.is_tamu and one.nama.strip()
    )


# ------------------------------------------------------------------ daftar hadir and notulen


def collect_hadir(desk: Meja) -> daftar_hadir.DaftarHadir:
    """Who was present; before anybody is marked, everybody invited."""
    meeting = find_meeting(desk)
    names = {one.kunci: one.nama for one in desk.aturan.unsur}
    present = [one for one in meeting.peserta if one.is_hadir] or list(meeting.peserta)
    here = kehadiran(meeting, desk.aturan)
    return daftar_hadir.DaftarHadir(
        identitas=desk.identitas,
        cetakan=desk.cetakan(None),
        acara=_title(meeting),
        tanggal=meeting.tanggal,
        mulai=meeting.mulai,
        selesai=meeting.selesai,
        tempat=meeting.tempat,
        hadirin=tuple(
            daftar_hadir.Hadirin(
                nama=one.nama,
                jk=one.jk,
                keterangan=" / ".join(
                    part for part in (one.dusun, names.get(one.unsur, one.unsur), one.lembaga) if part
                ),
                lembaga=one.lembaga or names.get(one.unsur, one.unsur),
                alamat=one.dusun,
            )
            for one in present
        ),
        baris_kosong=empty_rows(desk.kantor.setelan),
        is_kecamatan=meeting.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN,
        jumlah=_total_line(here),
        penanda=tuple(
            Penanda(jabatan=jabatan, nama=name)
            for jabatan, name in (
                (_("Pimpinan musyawarah"), meeting.pimpinan),
                (_("Notulis"), meeting.notulis),
            )
            if name
        ),
    )


def _total_line(here: Kehadiran) -> str:
    """The line of totals: to be written by hand before anybody is marked; with people counted without names.

    "" otherwise: then the names of the list are counted.
    """
    if not here.hadir:
        return "Jumlah hadir: ............ orang: ............ laki-laki, ............ perempuan"
    if not here.tanpa_nama:
        return ""
    words = "Jumlah {n} orang: {orang}; {m} di antaranya dihitung tanpa nama"
    return words.format(n=here.hadir, orang=_by_sex(here), m=here.tanpa_nama)


def collect_notulen(desk: Meja) -> notulen.Notulen:
    """The agenda, who said what of which unsur and the answer, and the decisions."""
    meeting = find_meeting(desk)
    names = {one.kunci: one.nama for one in desk.aturan.unsur}
    agenda = sorted(meeting.agenda, key=lambda one: one.urut)
    notes = sorted(meeting.catatan, key=lambda one: one.urut)
    known = {one.id for one in agenda}
    parts = [
        notulen.Bagian(
            judul=item.uraian, ucapan=_spoken((one for one in notes if one.agenda_id == item.id), names)
        )
        for item in agenda
    ]
    rest = _spoken((one for one in notes if one.agenda_id not in known), names)
    here = kehadiran(meeting, desk.aturan)
    return notulen.Notulen(
        identitas=desk.identitas,
        cetakan=desk.cetakan(meeting.status, meeting.id, meeting.revisi),
        jenis=meeting.jenis.value,
        acara=_title(meeting),
        tanggal=meeting.tanggal,
        mulai=meeting.mulai,
        selesai=meeting.selesai,
        tempat=meeting.tempat,
        pimpinan=_from(meeting.pimpinan, meeting.pimpinan_dari),
        hadir=(
            f"{here.hadir} orang ({_by_sex(here)}), sebagaimana daftar hadir terlampir" if here.hadir else ""
        ),
        agenda=tuple(one.uraian for one in agenda if one.uraian),
        bagian=(*parts, notulen.Bagian(judul="", ucapan=rest)),
        keputusan=_decisions(meeting, _proposals(desk, meeting)),
        notulis=Penanda(jabatan=_("Notulis"), nama=meeting.notulis),
        mengetahui=Penanda(jabatan=_("Pimpinan Rapat"), nama=meeting.pimpinan),
    )


def _by_sex(here: Kehadiran) -> str:
    """`15 laki-laki, 9 perempuan`, and those whose sex nobody noted."""
    unknown = here.hadir - here.l - here.p
    rest = f", {unknown} belum diisi L/P" if unknown else ""
    return f"{here.l} laki-laki, {here.p} perempuan{rest}"


def _from(nama: str, dari: str) -> str:
    return f"{nama} ({dari})" if nama and dari else nama


def _spoken(notes: Iterable[Catatan], names: Mapping[str, str]) -> tuple[notulen.Ucapan, ...]:
    return tuple(
        notulen.Ucapan(
            isi=one.isi,
            pembicara=one.pembicara,
            unsur=names.get(one.unsur, one.unsur),
            tanggapan=one.tanggapan,
            pukul=one.pukul,
        )
        for one in notes
        if not is_acara(one) and (one.isi.strip() or one.tanggapan.strip())
    )


def _decisions(meeting: Musyawarah, usulan: Iterable[Usulan]) -> tuple[str, ...]:
    """The sentences decided, then what became of the proposals, counted."""
    said = [one.uraian for one in sorted(meeting.keputusan, key=lambda one: one.urut) if one.uraian]
    known: dict[UUID, Usulan] = {one.id: one for one in usulan}
    for status, word in berita_acara.PUTUSAN.items():
        numbers = sorted(
            known[one.usulan_id].nomor
            for one in meeting.bahasan
            if one.putusan.value == status and one.usulan_id is not None and one.usulan_id in known
        )
        if numbers:
            said.append(f"{word}: {len(numbers)} usulan (nomor {', '.join(map(str, numbers))}).")
    return tuple(said)


# ------------------------------------------------------------------ berita acara


def collect_berita_acara(desk: Meja) -> berita_acara.BeritaAcara:
    """What the meeting recorded: counts, quorum, ranking, decisions, signers."""
    meeting = find_meeting(desk)
    usulan = _proposals(desk, meeting)
    putusan = {one.usulan_id: one for one in meeting.bahasan}
    ranked = tuple(
        berita_acara.UsulanPeringkat(
            peringkat=row.peringkat,
            usulan=row.usulan.uraian,
            dusun=row.usulan.dusun,
            skor=row.skor,
            biaya=row.usulan.perkiraan_biaya,
            putusan=_word(putusan[row.usulan.id]),
            alasan=putusan[row.usulan.id].alasan,
        )
        for row in peringkat(meeting, usulan, desk.aturan)
    )
    return record_of(desk, meeting, peringkat=ranked)


def _word(one: Bahasan) -> str:
    return one.putusan.value if one.putusan is not StatusUsulan.DIUSULKAN else ""


def record_of(
    desk: Meja,
    meeting: Musyawarah,
    *,
    peringkat: tuple[berita_acara.UsulanPeringkat, ...] = (),
) -> berita_acara.BeritaAcara:
    """The berita acara of a meeting, everything of perencanaan.md 5.4 but the ranking that is given."""
    here = kehadiran(meeting, desk.aturan)
    signers, below = _signers(desk, meeting)
    return berita_acara.BeritaAcara(
        identitas=desk.identitas,
        cetakan=desk.cetakan(meeting.status, meeting.id, meeting.revisi),
        jenis=meeting.jenis.value,
        tahun=meeting.tahun,
        perihal=_perihal(desk, meeting),
        nomor=nomor_surat(meeting.nomor_ba, desk.kantor.setelan.get(FORMAT_NOMOR, ""), meeting.tanggal),
        tanggal=meeting.tanggal,
        mulai=meeting.mulai,
        selesai=meeting.selesai,
        tempat=meeting.tempat,
        undangan=meeting.jumlah_undangan,
        kuorum=_quorum(desk, meeting),
        unsur_kosong=_missing(here, desk.aturan) if here.hadir else (),
        catatan_hadir=_why_unnamed(meeting, here),
        hadir=tuple(
            berita_acara.UnsurHadir(
                unsur=one.nama, jumlah_l=one.l, jumlah_p=one.p, jumlah_lain=one.jumlah - one.l - one.p
            )
            for one in here.unsur
            if one.jumlah
        ),
        materi=tuple(one.uraian for one in sorted(meeting.agenda, key=lambda one: one.urut) if one.uraian),
        pimpinan=berita_acara.Orang(nama=meeting.pimpinan, dari=meeting.pimpinan_dari),
        notulis=berita_acara.Orang(nama=meeting.notulis, dari=meeting.notulis_dari),
        narasumber=tuple(
            berita_acara.Orang(nama=part.strip())
            for part in meeting.narasumber.replace("\n", ";").split(";")
            if part.strip()
        ),
        peringkat=peringkat,
        is_dukungan=meeting.cara_nilai is CaraNilai.DUKUNGAN,
        keputusan=tuple(
            one.uraian for one in sorted(meeting.keputusan, key=lambda one: one.urut) if one.uraian
        ),
        cara=CARA.get(meeting.cara_putusan, meeting.cara_putusan),
        penanda=signers,
        mengetahui=below,
        wakil=tuple(
            berita_acara.Orang(nama=one.nama, dari=one.dusun or one.lembaga)
            for one in delegates([one for one in meeting.peserta if one.is_hadir])[:_LEAST_WAKIL]
        ),
    )


def _perihal(desk: Meja, meeting: Musyawarah) -> str:
    """The line under the title: the hamlet of a musdus, the purpose of the others."""
    part = bagian_rapat(meeting.jenis, meeting.nama)
    if part and meeting.jenis is JenisMusyawarah.MUSDUS:
        return f"Dusun {part} Tahun {meeting.tahun}"
    if part:
        return f"{part} Tahun {meeting.tahun}"
    return tujuan(desk, meeting)


def _quorum(desk: Meja, meeting: Musyawarah) -> berita_acara.SyaratHadir | None:
    """The quorum as it stood, where the rules ask for one or the meeting was put off or repeated for it."""
    aturan = rules(desk)
    state = kuorum(meeting, aturan)
    first = desk.unit.find(Musyawarah, meeting.rapat_sebelum_id) if meeting.rapat_sebelum_id else None
    is_asked = meeting.jenis.value in aturan.kuorum.jenis or meeting.ditunda_pada is not None
    if first is None and (state is None or not is_asked):
        return None
    put_off = meeting.ditunda_pada
    return berita_acara.SyaratHadir(
        perlu=state.perlu if state else 0,
        hadir=state.hadir if state else 0,
        undangan=state.undangan if state else 0,
        ditunda=put_off.astimezone().time() if put_off is not None else None,
        rapat_pertama=first.tanggal if first is not None else None,
    )


def _missing(here: Kehadiran, aturan: Aturan) -> tuple[str, ...]:
    names = {one.kunci: one.nama for one in aturan.unsur}
    return tuple(names[kunci] for kunci in here.unsur_kosong)


def _why_unnamed(meeting: Musyawarah, here: Kehadiran) -> str:
    if not here.tanpa_nama:
        return ""
    reason = meeting.alasan_hitung.strip() or meeting.alasan.strip() or "menyusul"
    return f"{here.tanpa_nama} orang dihitung tanpa nama dalam daftar ({reason.rstrip('.')})."


def delegates(present: Sequence[Peserta]) -> list[Peserta]:
    """Who stands for the citizens on the paper: at least one woman first, then in the order of the list."""
    citizens = [one for one in present if one.unsur not in _OFFICIAL]
    women = [one for one in citizens if one.jk == "P"]
    return women[:1] + [one for one in citizens if one not in women[:1]]


def _signers(desk: Meja, meeting: Musyawarah) -> tuple[tuple[Penanda, ...], Penanda | None]:
    """Those named at Pengesahan, else the usual ones of perencanaan.md 5.4; with who signs below, if anybody.

    In a musdus or a group's meeting the Kepala Desa signs below, `Mengetahui`.
    """
    rows = [
        one
        for one in sorted(meeting.penandatangan, key=lambda one: one.urut)
        if one.nama.strip() or one.jabatan.strip()
    ]
    if any(one.nama.strip() for one in rows):
        signers = [Penanda(jabatan=one.jabatan, nama=one.nama) for one in rows]
        if meeting.jenis in GAGASAN:
            heads = [one for one in signers if one.jabatan.casefold().startswith("kepala desa")]
            return tuple(one for one in signers if one not in heads), next(iter(heads), None)
        return tuple(signers), None
    return usual_signers(desk, meeting)


def usual_signers(desk: Meja, meeting: Musyawarah) -> tuple[tuple[Penanda, ...], Penanda | None]:
    """The table of perencanaan.md 5.4, by the officers in office on the day of the meeting."""
    day = meeting.tanggal or desk.today
    known = officers(desk)
    chair = Penanda(jabatan=_("Pimpinan Musyawarah"), nama=meeting.pimpinan)
    clerk = Penanda(jabatan=_("Notulis"), nama=meeting.notulis)
    citizen = next(iter(delegates([one for one in meeting.peserta if one.is_hadir])), None)
    people = Penanda(jabatan=_("Wakil Masyarakat"), nama=citizen.nama if citizen is not None else "")
    if meeting.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN:
        return (_camat(desk), people), None
    head = pejabat(known, _("Kepala Desa"), day, "berita-acara")
    council = pejabat(known, _("Ketua BPD"), day, "berita-acara")
    if meeting.jenis in GAGASAN:
        return (chair, clerk), head
    if meeting.jenis in MUSDES:
        leader = council if council.nama else Penanda(jabatan=council.jabatan, nama=_led(meeting, "bpd"))
        return (leader, clerk, head, people), None
    if meeting.jenis is JenisMusyawarah.REMBUK_STUNTING:
        return (chair, clerk, head, people), None
    return (council, head, people), None


def _led(meeting: Musyawarah, word: str) -> str:
    """The chair, if he or she comes from there."""
    return meeting.pimpinan if word in meeting.pimpinan_dari.casefold() else ""


# ------------------------------------------------------------------ penilaian


def collect_rekap(desk: Meja) -> rekap_penilaian.RekapPenilaian:
    """The ranking with every value, in the way this meeting valued."""
    meeting = find_meeting(desk)
    skema = skema_musyawarah(meeting, desk.aturan)
    table = {one.usulan_id: one for one in meeting.bahasan}
    ranked = peringkat(meeting, _proposals(desk, meeting), desk.aturan)
    is_hands = meeting.cara_nilai is CaraNilai.DUKUNGAN
    return rekap_penilaian.RekapPenilaian(
        identitas=desk.identitas,
        cetakan=desk.cetakan(meeting.status, meeting.id, meeting.revisi),
        acara=_title(meeting),
        tahun=meeting.tahun,
        kriteria=tuple(
            rekap_penilaian.KriteriaNilai(kunci=one.kunci, nama=one.nama, pendek=one.pendek, bobot=one.bobot)
            for one in (() if is_hands else skema.kriteria)
        ),
        usulan=tuple(
            rekap_penilaian.UsulanDinilai(
                nomor=row.usulan.nomor,
                usulan=row.usulan.uraian,
                dusun=row.usulan.dusun,
                nilai=tuple(_exact(row.nilai.get(one.kunci)) for one in skema.kriteria),
                skor=row.skor,
                peringkat=row.peringkat,
                dukungan_l=table[row.usulan.id].dukungan_l,
                dukungan_p=table[row.usulan.id].dukungan_p,
                biaya=row.usulan.perkiraan_biaya,
                putusan=_decided(table[row.usulan.id]),
            )
            for row in ranked
        ),
        skema="" if is_hands else skema.nama,
        cara=_way(meeting),
        is_dukungan=is_hands,
        penilai=tuple(
            _from(one.nama, unsur_name(desk.aturan, one.unsur)) for one in meeting.penilai if one.nama
        )
        if meeting.cara_nilai is CaraNilai.PENILAI
        else (),
        seri=() if is_hands else tuple(one.kalimat for one in seri_diputus(ranked, skema)),
        tanggal=meeting.tanggal,
        tempat=meeting.tempat,
        penanda=_scorers(meeting),
    )


def unsur_name(aturan: Aturan, text: str) -> str:
    """The name of a group by its key; everything else as it was written (`Perangkat Desa`)."""
    return next((one.nama for one in aturan.unsur if one.kunci == text.strip()), text)


def _way(meeting: Musyawarah) -> str:
    if meeting.cara_nilai is CaraNilai.DUKUNGAN:
        return "dukungan peserta yang dihitung, laki-laki dan perempuan"
    if meeting.cara_nilai is CaraNilai.PENILAI:
        return f"rata-rata nilai {len(meeting.penilai)} penilai"
    return "nilai yang disepakati bersama"


def _scorers(meeting: Musyawarah) -> tuple[Penanda, ...]:
    return (
        Penanda(jabatan=_("Ketua Kelompok"), nama=meeting.pimpinan),
        Penanda(jabatan=_("Sekretaris Kelompok"), nama=meeting.notulis),
    )


def _exact(value: Fraction | int | None) -> Decimal | int | None:
    """A value as it is printed: whole, or the mean of several scorers with two decimals, halves upwards."""
    if value is None or isinstance(value, int):
        return value
    return Decimal(int(value * 100 + Fraction(1, 2))).scaleb(-2).normalize() + 0


def _decided(one: Bahasan) -> str:
    word = berita_acara.PUTUSAN.get(_word(one), "")
    if one.alasan:
        return f"{word}: {one.alasan}" if word else one.alasan
    return word


def collect_prioritas(desk: Meja) -> rekap_penilaian.RekapPenilaian:
    """Forms H2 and H3. Raises InvalidInput for a meeting that valued by other criteria."""
    meeting = find_meeting(desk)
    skema = desk.aturan.skema(SKEMA_PRIORITAS)
    if skema is None or meeting.skema_nilai != SKEMA_PRIORITAS:
        sentence = _(
            "{nama} tidak dinilai dengan empat kriteria Permendesa 21/2020. Data aman; cetak Rekap Penilaian."
        )
        raise InvalidInput({"jenis": sentence.format(nama=_title(meeting))})
    usulan: dict[UUID, Usulan] = {one.id: one for one in _proposals(desk, meeting)}
    valued = [
        (usulan[one.usulan_id], nilai_berlaku(one, meeting))
        for one in meeting.bahasan
        if one.usulan_id is not None and one.usulan_id in usulan
    ]
    rkp = desk.unit.find(RkpDesa, dokumen_id(desk.kantor.id, "rkp-desa", str(meeting.tahun)))
    paid = {
        one.usulan_id: ", ".join(row.sumber for row in one.sumber_biaya if row.sumber)
        for one in (rkp.kegiatan if rkp is not None else ())
    }
    rows = [(one, values, _sum(values, skema)) for one, values in valued]
    rows.sort(key=lambda row: (row[2] is None, -(row[2] or 0), row[0].nomor))
    return rekap_penilaian.RekapPenilaian(
        identitas=desk.identitas,
        cetakan=desk.cetakan(meeting.status, meeting.id, meeting.revisi),
        acara=_title(meeting),
        tahun=meeting.tahun,
        kriteria=tuple(
            rekap_penilaian.KriteriaNilai(kunci=one.kunci, nama=one.nama) for one in skema.kriteria
        ),
        usulan=tuple(
            replace(_priority(one, values, total, place, desk, skema), sumber=paid.get(one.id, ""))
            for place, (one, values, total) in enumerate(rows, 1)
        ),
        skema=skema.nama,
        cara=_way(meeting),
        keterangan=_legend(skema),
        tanggal=meeting.tanggal,
        tempat=meeting.tempat,
        penanda=_scorers(meeting),
    )


def _legend(skema: Skema) -> str:
    """What the values and the classes of form H2 mean; the classes are those of the rules."""
    tops = (skema.tertinggi, *(least - 1 for _name, least in skema.peringkat))
    classes = ", ".join(
        f"{name} = {least}–{top}" for (name, least), top in zip(skema.peringkat, tops, strict=False)
    )
    words = "Nilai setiap kriteria: 76–100 sangat sesuai, 51–75 sesuai, 26–50 cukup, 1–25 kurang."
    return f"{words} Prioritas: {classes}." if classes else words


def _sum(values: Mapping[str, Fraction | int], skema: Skema) -> Fraction | None:
    """The total of all criteria; None while one has no value."""
    if any(one.kunci not in values for one in skema.kriteria):
        return None
    return sum((Fraction(one.bobot) * values[one.kunci] for one in skema.kriteria), Fraction())


def _priority(
    one: Usulan,
    values: Mapping[str, Fraction | int],
    total: Fraction | None,
    place: int,
    desk: Meja,
    skema: Skema,
) -> rekap_penilaian.UsulanDinilai:
    return rekap_penilaian.UsulanDinilai(
        nomor=one.nomor,
        usulan=one.uraian,
        bidang=desk.aturan.bidang(one.bidang or bidang_of(one.kode_kegiatan)),
        nilai=tuple(_exact(values.get(name.kunci)) for name in skema.kriteria),
        jumlah=_exact(total),
        golongan="" if total is None else skema.golongan(int(total + Fraction(1, 2))),
        peringkat=None if total is None else place,
        sdgs=one.sdgs,
        data_eksisting=one.masalah,
        lokasi=one.lokasi or one.dusun,
        volume=one.volume,
        satuan=one.satuan or one.teks_asli.get("volume", ""),
        penerima_l=one.penerima_l,
        penerima_p=one.penerima_p,
        penerima_rtm=one.penerima_rtm,
        biaya=one.perkiraan_biaya,
    )


COLLECTORS: Mapping[str, Callable[[Meja], Page]] = {
    "undangan": lambda desk: undangan.compose(collect_undangan(desk)),
    "daftar-hadir": lambda desk: daftar_hadir.compose(collect_hadir(desk)),
    "notulen": lambda desk: notulen.compose(collect_notulen(desk)),
    "berita-acara": lambda desk: berita_acara.compose(collect_berita_acara(desk)),
    "rekap-penilaian": lambda desk: rekap_penilaian.compose(collect_rekap(desk)),
    "rekap-prioritas": lambda desk: rekap_penilaian.compose_prioritas(collect_prioritas(desk)),
}
