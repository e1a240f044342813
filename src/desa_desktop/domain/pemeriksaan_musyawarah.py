"""What must be there before a berita acara can be ratified, and what should be explained (ux.md 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.kuorum import last_day_of_second
from desa_desktop.domain.musyawarah import (
    Bahasan,
    JenisMusyawarah,
    Kehadiran,
    Musyawarah,
    is_mulai_dinilai,
    kehadiran,
    kuorum,
)
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_pejabat import check_penandatangan
from desa_desktop.domain.pemeriksaan_tahap import check_surat
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.domain.wording import show_date, show_percent
from desa_desktop.i18n import _

_UNDECIDED_AT_MOST_NAMED = 3


def check_musyawarah(
    musyawarah: Musyawarah,
    usulan: Mapping[UUID, Usulan],
    aturan: Aturan,
    today: date,
    penjelasan: str = "",
    sebelum: Musyawarah | None = None,
    perangkat: Sequence[Perangkat] = (),
) -> list[Pemeriksaan]:
    """Everything that stands in the way of Sahkan, the gravest first (V-31, V-41 to V-43, K-410, K-411).

    `usulan` are the proposals of the year by id. People counted without names are explained by the meeting's
    `alasan_hitung` (then K-411 is a Saran) or by `penjelasan`, the reason given at Sahkan (a Peringatan);
    without either it is a Galat. `sebelum` is the meeting that this one repeats for lack of a quorum,
    `perangkat` are the officers of the village.
    """
    findings: list[Pemeriksaan] = []

    def say(level: Level, rule: str, field: str, text: str, record: UUID | None = None) -> None:
        findings.append(Pemeriksaan(level, text, rule, record or musyawarah.id, field))

    here = kehadiran(musyawarah, aturan)
    _check_form(musyawarah, say)
    _check_when(musyawarah, today, say)
    _check_names(here, musyawarah.alasan_hitung, penjelasan, say)
    _check_representation(musyawarah, here, aturan, say)
    _check_second(musyawarah, sebelum, aturan, say)
    _check_decisions(musyawarah, usulan, say)
    _check_signers(musyawarah, say)

    def say_also(level: Level, rule: str, text: str, record: UUID | None = None, field: str = "") -> None:
        say(level, rule, field, text, record)

    check_surat(musyawarah, say_also)
    check_penandatangan(musyawarah, perangkat, say_also)
    weight = list(Level)
    return sorted(findings, key=lambda found: weight.index(found.level))


def _check_form(musyawarah: Musyawarah, say: Callable[..., None]) -> None:
    if not musyawarah.pimpinan.strip():
        say(Level.GALAT, "V-42", "pimpinan", _("Pimpinan musyawarah belum diisi."))
    if not musyawarah.notulis.strip():
        say(Level.GALAT, "V-42", "notulis", _("Notulis belum diisi."))
    if not musyawarah.tempat.strip():
        say(Level.PERINGATAN, "V-42", "tempat", _("Tempat musyawarah belum diisi."))


def _check_when(musyawarah: Musyawarah, today: date, say: Callable[..., None]) -> None:
    tanggal = musyawarah.tanggal
    if tanggal is None:
        say(Level.GALAT, "V-42", "tanggal", _("Tanggal musyawarah belum diisi."))
    elif tanggal > today:
        sentence = _("Tanggal musyawarah {tanggal} belum tiba. Periksa tanggalnya.")
        say(Level.GALAT, "V-31", "tanggal", sentence.format(tanggal=show_date(tanggal)))
    elif not musyawarah.tahun - 1 <= tanggal.year <= musyawarah.tahun:
        sentence = _("Tanggal musyawarah {tanggal} tidak sesuai tahun rencana {tahun}. Periksa tahunnya.")
        text = sentence.format(tanggal=show_date(tanggal), tahun=musyawarah.tahun)
        say(Level.PERINGATAN, "V-31", "tanggal", text)
    if musyawarah.mulai is None:
        say(Level.PERINGATAN, "V-42", "mulai", _("Jam mulai belum diisi."))
    if musyawarah.selesai is None:
        say(Level.PERINGATAN, "V-42", "selesai", _("Jam selesai belum diisi."))
    elif musyawarah.mulai is not None and musyawarah.selesai <= musyawarah.mulai:
        say(Level.PERINGATAN, "V-31", "selesai", _("Jam selesai tidak sesudah jam mulai. Periksa jamnya."))


def _check_names(here: Kehadiran, alasan: str, penjelasan: str, say: Callable[..., None]) -> None:
    if not here.hadir:
        say(Level.GALAT, "V-42", "peserta", _("Daftar hadir masih kosong. Isi peserta yang hadir."))
    elif here.tanpa_nama and alasan.strip():
        text = _("{n} orang dihitung tanpa nama, dijelaskan: {alasan}")
        say(Level.SARAN, "K-411", "hitung_cepat", text.format(n=here.tanpa_nama, alasan=alasan.strip()))
    elif here.tanpa_nama:
        level = Level.PERINGATAN if penjelasan.strip() else Level.GALAT
        sentence = _(
            "Jumlah hadir {hadir} belum cocok dengan nama ({nama}). Lengkapi {kurang} nama atau jelaskan."
        )
        text = sentence.format(hadir=here.hadir, nama=here.bernama, kurang=here.tanpa_nama)
        say(level, "K-411", "hitung_cepat", text)
    unknown = here.hadir - here.l - here.p
    if unknown:
        sentence = _("L atau P belum diisi untuk {n} peserta yang hadir.")
        say(Level.PERINGATAN, "V-41", "peserta", sentence.format(n=unknown))


def _check_representation(
    musyawarah: Musyawarah, here: Kehadiran, aturan: Aturan, say: Callable[..., None]
) -> None:
    if here.persen_p is not None and here.persen_p < aturan.anjuran_perempuan:
        sentence = _(
            "Peserta perempuan {persen}, di bawah anjuran {anjuran}. "
            "Lanjutkan dengan alasan, atau tambah peserta."
        )
        text = sentence.format(
            persen=show_percent(here.persen_p), anjuran=show_percent(aturan.anjuran_perempuan)
        )
        say(Level.PERINGATAN, "K-410", "peserta", text)
    missing = [satu.nama.lower() for satu in here.unsur if satu.is_pokok and satu.is_kosong]
    if missing:
        sentence = _(
            "Unsur masyarakat belum ada: {unsur}. Tambah peserta, atau tandai tidak ada di desa ini."
        )
        say(Level.PERINGATAN, "V-41", "unsur", sentence.format(unsur=", ".join(missing)))
    others = [satu.nama.lower() for satu in here.unsur if not satu.is_pokok and satu.is_kosong]
    if others:
        say(Level.SARAN, "V-41", "unsur", _("Belum ada wakil: {unsur}.").format(unsur=", ".join(others)))
    _check_quorum(musyawarah, aturan, say)


def _check_quorum(musyawarah: Musyawarah, aturan: Aturan, say: Callable[..., None]) -> None:
    state = kuorum(musyawarah, aturan)
    if state is None or state.is_tercapai:
        return
    if musyawarah.rapat_sebelum_id is not None:
        text = _("Rapat kedua: berlangsung dengan {n} peserta yang hadir.").format(n=state.hadir)
        say(Level.SARAN, "V-41", "peserta", text)
        return
    is_rule = musyawarah.jenis.value in aturan.kuorum.jenis
    sentence = _(
        "Hadir {hadir} dari {undangan} undangan, kurang dari kuorum {perlu}. "
        "Tunda musyawarah, atau lanjutkan dengan alasan."
    )
    text = sentence.format(hadir=state.hadir, undangan=state.undangan, perlu=state.perlu)
    say(Level.PERINGATAN if is_rule else Level.SARAN, "V-41", "peserta", text)


def _check_second(
    musyawarah: Musyawarah, sebelum: Musyawarah | None, aturan: Aturan, say: Callable[..., None]
) -> None:
    """A second meeting is held within three days after the first (perencanaan.md 5.3)."""
    if sebelum is None or musyawarah.tanggal is None:
        return
    limit = last_day_of_second(sebelum, aturan)
    if limit is not None and musyawarah.tanggal > limit:
        sentence = _("Rapat kedua lewat dari batas {tanggal}. Lanjutkan dengan alasan.")
        say(Level.PERINGATAN, "V-41", "tanggal", sentence.format(tanggal=show_date(limit)))


def _check_decisions(musyawarah: Musyawarah, usulan: Mapping[UUID, Usulan], say: Callable[..., None]) -> None:
    undecided = [satu for satu in musyawarah.bahasan if satu.putusan is StatusUsulan.DIUSULKAN]
    for satu in undecided:
        if is_mulai_dinilai(satu, musyawarah):
            sentence = _("Usulan {n} sudah dinilai tetapi belum diputuskan.").format(n=_number(satu, usulan))
            say(Level.GALAT, "V-42", "putusan", sentence, satu.id)
    unscored = [satu for satu in undecided if not is_mulai_dinilai(satu, musyawarah)]
    if unscored:
        numbers = ", ".join(str(_number(satu, usulan)) for satu in unscored[:_UNDECIDED_AT_MOST_NAMED])
        if len(unscored) > _UNDECIDED_AT_MOST_NAMED:
            numbers += ", …"
        sentence = _("Belum dinilai dan belum diputuskan: {n} usulan (nomor {nomor}).")
        text = sentence.format(n=len(unscored), nomor=numbers)
        say(Level.PERINGATAN, "V-42", "putusan", text, unscored[0].id)
    for satu in musyawarah.bahasan:
        if satu.putusan is StatusUsulan.TIDAK_DISEPAKATI and not satu.alasan.strip():
            sentence = _("Alasan usulan {n} tidak disepakati belum diisi.").format(n=_number(satu, usulan))
            say(Level.GALAT, "V-42", "alasan", sentence, satu.id)
    decided = len(musyawarah.bahasan) - len(undecided)
    if not decided and not any(satu.uraian.strip() for satu in musyawarah.keputusan):
        say(Level.GALAT, "V-42", "keputusan", _("Belum ada keputusan. Isi paling sedikit satu keputusan."))


def _number(bahasan: Bahasan, usulan: Mapping[UUID, Usulan]) -> int:
    """The number people call the proposal by; the place in this meeting if the proposal is gone."""
    found = usulan.get(bahasan.usulan_id) if bahasan.usulan_id is not None else None
    return found.nomor if found else bahasan.urut


def _check_signers(musyawarah: Musyawarah, say: Callable[..., None]) -> None:
    signers = [satu for satu in musyawarah.penandatangan if satu.nama.strip()]
    if not signers:
        say(Level.GALAT, "V-42", "penandatangan", _("Penanda tangan berita acara belum diisi."))
    elif not any(satu.jk == "P" for satu in signers):
        text = _("Belum ada perempuan di antara penanda tangan. Tambahkan seorang wakil perempuan.")
        say(Level.SARAN, "V-42", "penandatangan", text)
    led_by_others = musyawarah.pimpinan.strip() and "bpd" not in musyawarah.pimpinan_dari.lower()
    is_musdes = musyawarah.jenis in (JenisMusyawarah.MUSDES, JenisMusyawarah.MUSDES_PENGESAHAN)
    if is_musdes and led_by_others:
        text = _("Musdes dipimpin Ketua BPD. Periksa unsur pimpinan musyawarah.")
        say(Level.PERINGATAN, "V-43", "pimpinan_dari", text)
