"""Whether the planning year kept its days and its order (V-30, V-31, V-32; perencanaan.md 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_kegiatan import years_named
from desa_desktop.domain.pemeriksaan_latar import LatarDesa
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.tahap import bukti_rkp, langkah_musyawarah, tahap_hilang
from desa_desktop.domain.wording import read_date, show_date
from desa_desktop.i18n import N_, _

_TITLE_FIELDS = ("judul", "kop", "kepala")
_INTERNAL = "tertunda/"
_CHECKED_ELSEWHERE = ("musrenbangdes", "rancangan")
_IN_ORDER = (
    (JenisMusyawarah.MUSDES, N_("Musdes perencanaan")),
    (JenisMusyawarah.MUSRENBANGDES, N_("Musrenbangdes")),
    (JenisMusyawarah.MUSDES_PENGESAHAN, N_("Musdes pengesahan")),
)


def check_tahun(
    rkp: RkpDesa, aturan: Aturan, desa: LatarDesa, missing: Level, say: Callable[..., None]
) -> None:
    """Steps that nothing shows, days after their deadline, days in the wrong order, years of old texts.

    `missing`: how much a step weighs that is only not taken yet.
    """
    bukti = bukti_rkp(rkp, desa.durkp, desa.musyawarah)
    for step in tahap_hilang(aturan, desa.urutan, bukti, desa.di_luar):
        if step.kunci in _CHECKED_ELSEWHERE:
            continue
        sentence = _(
            "Langkah {nama} belum tercatat. Kerjakan, atau catat di Beranda bila sudah di luar aplikasi."
        )
        say(missing, "V-32", sentence.format(nama=step.nama), field=_field_of(step.kunci))
    late_step(aturan, "tim", rkp.tahun, rkp.tanggal_sk, _("SK tim penyusun"), say, field="tanggal_sk")
    for meeting in desa.musyawarah:
        if meeting.tanggal is not None and meeting.jenis in dict(_IN_ORDER):
            step_key = langkah_musyawarah(aturan, desa.urutan, meeting.jenis)
            name = _name(meeting)
            late_step(aturan, step_key, rkp.tahun, meeting.tanggal, name, say, meeting.id, "tanggal")
    _check_pagu_late(rkp, aturan, desa.today, say)
    _check_order(rkp, desa.musyawarah, say)
    check_texts(rkp.teks, rkp.tahun, say)


def _field_of(kunci: str) -> str:
    return {"tim": "tim", "pagu": "pagu", "pencermatan_rpjm": "rpjm_id"}.get(kunci, "")


def late_step(
    aturan: Aturan,
    kunci: str,
    tahun: int,
    tanggal: date | None,
    nama: str,
    say: Callable[..., None],
    record: object = None,
    field: str = "",
) -> None:
    """A day after the last day of a calendar step; what is `unconfirmed` is only advice (V-30)."""
    step = aturan.find_langkah(kunci)
    if step is None or tanggal is None or tanggal <= step.batas(tahun):
        return
    if step.unconfirmed:
        sentence, level = _("{nama} bertanggal {tanggal}, sesudah tanggal anjuran {batas}."), Level.SARAN
    else:
        sentence, level = _("{nama} bertanggal {tanggal}, sesudah batas {batas}."), Level.PERINGATAN
    text = sentence.format(nama=nama, tanggal=show_date(tanggal), batas=show_date(step.batas(tahun)))
    say(level, "V-30", text, record, field)


def _check_pagu_late(rkp: RkpDesa, aturan: Aturan, today: date, say: Callable[..., None]) -> None:
    step = aturan.find_langkah("pagu")
    has_pagu = any(one.jumlah is not None for one in rkp.pagu)
    if step is None or has_pagu or today <= step.batas(rkp.tahun):
        return
    sentence = _("Pagu indikatif {tahun} belum dicatat, padahal batasnya {batas}.")
    text = sentence.format(tahun=rkp.tahun, batas=show_date(step.batas(rkp.tahun)))
    say(Level.PERINGATAN, "V-30", text, field="pagu")


def _name(meeting: Musyawarah) -> str:
    return meeting.nama.strip() or next(
        (_(word) for jenis, word in _IN_ORDER if jenis is meeting.jenis), _("Musyawarah")
    )


def _check_order(rkp: RkpDesa, meetings: Iterable[Musyawarah], say: Callable[..., None]) -> None:
    """Musdes, Musrenbangdes, pengesahan, Perdes: none before the one in front of it (V-31).

    The Musrenbangdes against the Perdes is said by the check of the Perdes.
    """
    days: list[tuple[str, date, object, str]] = []
    for jenis, word in _IN_ORDER:
        held = [one for one in meetings if one.jenis is jenis and one.tanggal is not None]
        last = max(held, key=lambda one: one.tanggal or date.min, default=None)
        if last is not None and last.tanggal is not None:
            days.append((_(word), last.tanggal, last.id, "tanggal"))
    if rkp.tanggal_perdes is not None and days and days[-1][0] != _(_IN_ORDER[1][1]):
        days.append((_("Perdes RKPDes"), rkp.tanggal_perdes, None, "tanggal_perdes"))
    for (earlier, first, _one, _field), (later, second, record, field) in pairwise(days):
        if second < first:
            sentence = _("{sesudah} bertanggal {kedua}, lebih awal dari {sebelum} {pertama}.")
            text = sentence.format(
                sesudah=later, kedua=show_date(second), sebelum=earlier, pertama=show_date(first)
            )
            say(Level.PERINGATAN, "V-31", text, record, field)


def check_texts(teks: Mapping[str, str], tahun: int, say: Callable[..., None]) -> None:
    """The year of the plan in every title and heading the village wrote itself (V-31).

    In running text the year before is allowed (the evaluation tells of it); in titles and in lines of capital
    letters only the plan year.
    """
    for key, text in teks.items():
        if key.startswith(_INTERNAL) or not isinstance(text, str):
            continue
        is_title = any(word in key for word in _TITLE_FIELDS)
        for line in text.splitlines() or [text]:
            shouts = line.isupper() or is_title
            wrong = [one for one in years_named(line) if one < tahun - 1 or (shouts and one != tahun)]
            if wrong:
                sentence = _(
                    'Teks dokumen menyebut tahun {lama}, padahal rencana ini tahun {tahun}: "{baris}".'
                )
                shown = line.strip() if len(line.strip()) <= 60 else f"{line.strip()[:57]}…"
                say(
                    Level.PERINGATAN,
                    "V-31",
                    sentence.format(lama=wrong[0], tahun=tahun, baris=shown),
                    field=f"teks.{key}",
                )
                break


def check_surat(musyawarah: Musyawarah, say: Callable[..., None]) -> None:
    """The invitation: before the meeting, and of the right year in its subject and title (V-31)."""
    day = tanggal_surat(musyawarah)
    if day is not None and musyawarah.tanggal is not None and day >= musyawarah.tanggal:
        sentence = _("Undangan bertanggal {undangan}, seharusnya sebelum musyawarah {tanggal}.")
        text = sentence.format(undangan=show_date(day), tanggal=show_date(musyawarah.tanggal))
        say(Level.PERINGATAN, "V-31", text, musyawarah.id, "surat")
    for field, title in (("nama", musyawarah.nama), ("surat", musyawarah.surat.get("hal", ""))):
        wrong = [one for one in years_named(title) if one not in (musyawarah.tahun, musyawarah.tahun - 1)]
        if wrong:
            sentence = _('"{judul}" menyebut tahun {lama}, padahal untuk rencana tahun {tahun}.')
            text = sentence.format(judul=title, lama=wrong[0], tahun=musyawarah.tahun)
            say(Level.PERINGATAN, "V-31", text, musyawarah.id, field)


def tanggal_surat(musyawarah: Musyawarah) -> date | None:
    """The date of the invitation, written as ISO or as people write it; None if there is none."""
    text = str(musyawarah.surat.get("tanggal", "")).strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return read_date(text, musyawarah.tanggal or date(musyawarah.tahun - 1, 1, 1)).value


def check_durkp_tanggal(durkp: Durkp, aturan: Aturan, say: Callable[..., None]) -> None:
    """The day of the DU-RKP: not after the advice, in the year before the plan or in it (V-30, V-31)."""
    late_step(aturan, "durkp", durkp.tahun, durkp.tanggal, _("DURKP"), say, field="tanggal")
    if durkp.tanggal is not None and durkp.tanggal.year not in (durkp.tahun - 1, durkp.tahun):
        sentence = _("Tanggal DURKP {tanggal} tidak sesuai tahun rencana {tahun}. Periksa tahunnya.")
        text = sentence.format(tanggal=show_date(durkp.tanggal), tahun=durkp.tahun)
        say(Level.PERINGATAN, "V-31", text, field="tanggal")
