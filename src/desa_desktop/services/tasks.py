"""Beranda: what must be done next, where the plan year stands, what was worked on last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from desa_desktop.checklists import Template
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id, nomor_perubahan
from desa_desktop.domain.kalender import (
    BelumDikirim,
    DokumenDesa,
    IsianTerbuka,
    KeadaanRencana,
    KeadaanRpjm,
    LangkahPosisi,
    PerubahanTerbuka,
    TelaahTerbuka,
    Tugas,
    empty_sentence,
    posisi,
    posisi_sentence,
    postpone_problem,
    tasks,
)
from desa_desktop.domain.kantor import CatatanTahap, Kantor, KeadaanTahap, Peran
from desa_desktop.domain.matriks_rpjm import plan_for
from desa_desktop.domain.musyawarah import Musyawarah, rapat_khusus
from desa_desktop.domain.pemeriksaan_desa import is_acting, office_of
from desa_desktop.domain.plain import to_isi
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.tahap import bukti_rkp, bukti_rpjm, langkah_musyawarah, terpenuhi
from desa_desktop.domain.telaah import HasilTelaah, Telaah
from desa_desktop.domain.turunan_rkp import rpjm_berlaku
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import aturan_terbit, exchange, isian, kecamatan, kit
from desa_desktop.services import kantor as office
from desa_desktop.services.dokumen import content_of, title_of
from desa_desktop.store import archive
from desa_desktop.store.queries import lists, recent
from desa_desktop.store.unit import Database, Unit

RATIFIED: Mapping[str, type[Any]] = {
    "musyawarah": Musyawarah,
    "rpjm-desa": RpjmDesa,
    "rkp-desa": RkpDesa,
    "durkp": Durkp,
}
STEP_OF = {"rkp-desa": "rkpdes", "durkp": "durkp"}  # the plans that a kecamatan reviews, as calendar steps


@dataclass(frozen=True, slots=True)
class Beranda:
    """Everything on the first screen; `kiriman` is the transport state of each own dokumen by its id."""

    tugas: tuple[Tugas, ...]
    posisi: tuple[LangkahPosisi, ...]
    posisi_kalimat: str
    kosong: str
    terakhir: tuple[recent.RecentRow, ...]
    cadangan_terakhir: date | None
    kiriman: Mapping[UUID, exchange.KeadaanKirim]


def show(
    database: Database,
    laptop: exchange.Laptop,
    aturan: Aturan,
    templates: Mapping[str, Template],
    today: date,
    *,
    by: str,
    at: datetime,
) -> Beranda:
    """The tasks, the position line and what was worked on last. Raises NotFound before the set-up."""
    sent = exchange.transport_states(database)
    with database.read() as unit:
        kantor = office.require(unit)
        state, backup = _state(database, laptop, unit, kantor, aturan, today, sent)
        last = tuple(recent.last_worked_on(unit, 5))
    if kantor.peran is Peran.DESA:
        state = _with_checklists(state, isian.list_isian(database, templates, by=by, at=at))
    found = tasks(state, aturan, today)
    line = posisi(state, aturan)
    return Beranda(
        tuple(found),
        tuple(line),
        posisi_sentence(line),
        empty_sentence(found),
        last,
        backup,
        sent,
    )


def list_tasks(
    database: Database,
    laptop: exchange.Laptop,
    aturan: Aturan,
    templates: Mapping[str, Template],
    today: date,
    *,
    by: str,
    at: datetime,
    sampai: date | None = None,
) -> Sequence[Tugas]:
    """The tasks due up to a day, for `tugas`."""
    found = show(database, laptop, aturan, templates, today, by=by, at=at).tugas
    return [one for one in found if sampai is None or one.batas <= sampai]


def _state(
    database: Database,
    laptop: exchange.Laptop,
    unit: Unit,
    kantor: Kantor,
    aturan: Aturan,
    today: date,
    sent: Mapping[UUID, exchange.KeadaanKirim],
) -> tuple[KeadaanRencana, date | None]:
    backups = archive.backups(unit)
    newest = backups[0]["pada"].astimezone().date() if backups else None
    first = recent.first_used(unit)
    state = KeadaanRencana(
        tahun=kantor.tahun_rencana,
        pertama_dipakai=first or today,
        peran=kantor.peran,
        urutan=kantor.urutan_tahap,
        selesai=_done(unit, kantor, aturan),
        kemajuan=_progress(unit, kantor, aturan),
        catatan=unit.select(CatatanTahap, tahun=kantor.tahun_rencana),
        belum_dikirim=_unsent(unit, kantor, sent),
        telaah=_reviews(database, unit, kantor, today),
        paket_baru=aturan_terbit.new_offers(unit) if kantor.peran is Peran.DESA else (),
        perubahan=_changes(unit, kantor, today),
        **_of_villages(database, unit, kantor),
        cadangan_terakhir=newest,
        sisa_wisaya=_set_up_steps(database, laptop, unit, kantor),
        rpjm=_rpjm(unit, kantor, aturan),
    )
    return state, newest


def _of_villages(database: Database, unit: Unit, kantor: Kantor) -> dict[str, Any]:
    """What villages wait for at their kecamatan, as fields of KeadaanRencana: inbox, reviews, who is late."""
    if kantor.peran is not Peran.KECAMATAN:
        return {}
    rows = exchange.inbox(database)
    states = Counter(one.status for one in rows)
    asked = sum(one.kode == "D_FORK" and one.status == "karantina" and not one.alasan for one in rows)
    plans = kecamatan.review_list(database, kantor.tahun_rencana)
    ratified = [one for one in plans if one.status == StatusDokumen.DISAHKAN.value]
    waiting = [one for one in ratified if one.keadaan == kecamatan.MENUNGGU]
    days = _arrived(unit, [one.digest for one in waiting])
    there = {(one.desa_id, one.jenis) for one in ratified}
    return {
        "kiriman_masuk": states["baru"],
        "kiriman_ditahan": states["ditahan"],
        "nomor_ganda": asked,
        "dokumen_desa": [DokumenDesa(one.judul, one.desa, days[one.digest]) for one in waiting],
        "belum_mengirim": {
            STEP_OF[jenis]: [
                one.desa for one in plans if one.jenis == jenis and (one.desa_id, jenis) not in there
            ]
            for jenis in STEP_OF
        },
    }


def _arrived(unit: Unit, digests: Sequence[str]) -> dict[str, date]:
    """The day on which each of these snapshots was accepted, of a backup the day it claims."""
    accepted = {one.digest: one.pada for one in archive.ledger(unit)}
    found = {}
    for row in archive.snapshots_of(unit, digests=digests):
        moment = accepted.get(row.dari_kiriman or "") or datetime.fromisoformat(row.pada)
        found[row.digest] = moment.astimezone().date()
    return found


def _set_up_steps(database: Database, laptop: exchange.Laptop, unit: Unit, kantor: Kantor) -> dict[str, str]:
    """What was put off when the program was set up."""
    found = {} if kit.is_noted(unit) else {"kit": _("Buat Kit Pemulihan")}
    if kantor.peran is not Peran.DESA:
        return found
    is_open = exchange.enrolment_state(database, laptop) in ("belum_percaya", "belum_minta")
    return found | ({"daftar": _("Daftar ke kecamatan")} if is_open else {})


def _done(unit: Unit, kantor: Kantor, aturan: Aturan) -> frozenset[str]:
    """Keys of the calendar steps that the data itself shows as taken."""
    if kantor.peran is not Peran.DESA:
        return frozenset()
    tahun = kantor.tahun_rencana
    meetings = unit.select(Musyawarah, desa_id=kantor.id, tahun=tahun)
    plan = unit.find(RkpDesa, dokumen_id(kantor.id, "rkp-desa", str(tahun)))
    upwards = unit.find(Durkp, dokumen_id(kantor.id, "durkp", str(tahun)))
    done = set(terpenuhi(aturan.rencana.tahap, bukti_rkp(plan, upwards, meetings)))
    done |= {
        langkah_musyawarah(aturan, kantor.urutan_tahap, one.jenis)
        for one in meetings
        if one.status is StatusDokumen.DISAHKAN
    }
    answered, asked = _answered(unit, kantor)
    if answered == asked:  # nothing was passed upwards last year, or all of it is answered
        done.add("jawaban_durkp")
    return frozenset(done)


def _answered(unit: Unit, kantor: Kantor) -> tuple[int, int]:
    """How many proposals of last year's ratified DU-RKP are answered, and how many there are."""
    before = unit.find(Durkp, dokumen_id(kantor.id, "durkp", str(kantor.tahun_rencana - 1)))
    if before is None or not before.revisi:
        return 0, 0
    return sum(bool(one.jawaban) for one in before.baris), len(before.baris)


def _rpjm(unit: Unit, kantor: Kantor, aturan: Aturan) -> KeadaanRpjm | None:
    """How the RPJM Desa stands; None for an office that has none."""
    if kantor.peran is not Peran.DESA:
        return None
    found = unit.select(RpjmDesa, desa_id=kantor.id)
    ratified = [one for one in found if one.revisi]
    current = rpjm_berlaku(ratified, kantor.tahun_rencana) or max(
        ratified, key=lambda one: one.daftar_tahun[-1] if one.daftar_tahun else one.tahun, default=None
    )
    drafts = [one for one in found if not one.revisi]
    draft = max(drafts, key=lambda one: one.tahun, default=None)
    held = unit.select(Musyawarah, desa_id=kantor.id) if draft is not None else []
    shown = bukti_rpjm(draft, held)
    return KeadaanRpjm(
        awal=current.daftar_tahun[0] if current is not None and current.daftar_tahun else None,
        akhir=current.daftar_tahun[-1] if current is not None and current.daftar_tahun else None,
        pelantikan=(draft.tanggal_pelantikan if draft is not None else None) or _sworn_in(unit, kantor),
        selesai=frozenset(
            one.kunci for one in aturan.rencana.langkah_rpjm if any(word in shown for word in one.bukti)
        ),
        has_konsep=draft is not None and bool(draft.kegiatan or draft.visi.strip() or draft.tim),
    )


def _sworn_in(unit: Unit, kantor: Kantor) -> date | None:
    """The day on which the term of the Kepala Desa began, as far as it is written down.

    Who only stands in for one is not sworn in to a term and makes no RPJM Desa of his own.
    """
    desa = unit.find(Desa, kantor.id)
    days = [
        one.mulai
        for one in (desa.perangkat if desa is not None else ())
        if one.mulai is not None and office_of(one.jabatan) == "kepala_desa" and not is_acting(one.jabatan)
    ]
    return max(days, default=None)


def _progress(unit: Unit, kantor: Kantor, aturan: Aturan) -> dict[str, str]:
    """How far the steps are that have begun."""
    said: dict[str, str] = {}
    if kantor.peran is not Peran.DESA:
        return said
    tahun = kantor.tahun_rencana
    for row in lists.musyawarah_rows(unit, kantor.id, tahun):
        step = langkah_musyawarah(aturan, kantor.urutan_tahap, row.jenis)
        if step and row.status is StatusDokumen.KONSEP:
            said[step] = _("Sudah disiapkan: {hadir} hadir, {usulan} usulan.").format(
                hadir=row.hadir, usulan=row.usulan
            )
    plan = unit.find(RkpDesa, dokumen_id(kantor.id, "rkp-desa", str(tahun)))
    if plan is not None and plan.kegiatan:
        said["rkpdes"] = _("{n} kegiatan, belum disahkan.").format(n=len(plan.kegiatan))
    if plan is not None and plan.kegiatan:
        traced = sum(one.rpjm_id is not None or bool(one.alasan_rpjm.strip()) for one in plan.kegiatan)
        if traced:
            said["pencermatan_rpjm"] = _("{n} dari {semua} kegiatan sudah dicocokkan.").format(
                n=traced, semua=len(plan.kegiatan)
            )
    answered, asked = _answered(unit, kantor)
    if answered:
        said["jawaban_durkp"] = _("{n} dari {semua} usulan sudah dijawab.").format(n=answered, semua=asked)
    upwards = unit.find(Durkp, dokumen_id(kantor.id, "durkp", str(tahun)))
    if upwards is not None and upwards.baris:
        said["durkp"] = _("{n} usulan, belum disahkan.").format(n=len(upwards.baris))
    return said


def _changes(unit: Unit, kantor: Kantor, today: date) -> list[PerubahanTerbuka]:
    """Ratified plans of the plan year that somebody began to change."""
    if kantor.peran is not Peran.DESA:
        return []
    tahun = kantor.tahun_rencana
    meetings = unit.select(Musyawarah, desa_id=kantor.id)
    special = {
        "rkp-desa": rapat_khusus((one for one in meetings if one.tahun == tahun), rpjm=False),
        "rpjm-desa": rapat_khusus(meetings, rpjm=True),
    }
    rkp = unit.find(RkpDesa, dokumen_id(kantor.id, "rkp-desa", str(tahun)))
    rpjm = plan_for(unit.select(RpjmDesa, desa_id=kantor.id), tahun)
    found = []
    for jenis, place, root in (("rkp-desa", "rkpdes", rkp), ("rpjm-desa", "rpjm", rpjm)):
        if root is None or not root.revisi or root.status is not StatusDokumen.KONSEP:
            continue
        day = root.diubah_pada.astimezone().date() if root.diubah_pada is not None else today
        title = _title(jenis, root)
        held = len(special[jenis]) >= nomor_perubahan(root.revisi, root.status)
        found.append(PerubahanTerbuka(str(root.id), title, root.dasar_perubahan, day, held, place))
    return found


def _unsent(unit: Unit, kantor: Kantor, states: Mapping[UUID, exchange.KeadaanKirim]) -> list[BelumDikirim]:
    """Ratified dokumen of this village that were not written to a flash disk since."""
    if kantor.peran is not Peran.DESA:
        return []
    found = []
    for jenis, cls in RATIFIED.items():
        for root in unit.select(cls, desa_id=kantor.id):
            state = states.get(root.id)
            word = state.keadaan if state is not None else "belum_dikirim"
            if not root.revisi or word not in ("belum_dikirim", "berubah"):
                continue
            day = ratified_on(unit, root.id)
            if day is not None:
                title = _ratified_title(unit, jenis, root)
                found.append(BelumDikirim(str(root.id), title, day, word == "berubah"))
    return found


def _title(jenis: str, root: Any) -> str:
    return title_of(jenis, to_isi(root))


def _ratified_title(unit: Unit, jenis: str, root: Any) -> str:
    """The name under which it was ratified: a change under way may have given it other years."""
    rows = [one for one in archive.snapshots_of(unit, root.id) if one.status == StatusDokumen.DISAHKAN.value]
    if root.status is StatusDokumen.DISAHKAN or not rows:
        return _title(jenis, root)
    return title_of(jenis, dict(content_of(unit, rows[-1].digest).isi))


def ratified_on(unit: Unit, key: UUID) -> date | None:
    """The claimed day of the newest ratified snapshot."""
    rows = [one for one in archive.snapshots_of(unit, key) if one.status == StatusDokumen.DISAHKAN.value]
    return datetime.fromisoformat(rows[-1].pada).astimezone().date() if rows else None


def _reviews(database: Database, unit: Unit, kantor: Kantor, today: date) -> list[TelaahTerbuka]:
    """Plans that came back with notes and were not changed since."""
    if kantor.peran is not Peran.DESA:
        return []
    rows = []
    tahun = kantor.tahun_rencana
    held = plan_for(unit.select(RpjmDesa, desa_id=kantor.id), tahun)
    keys = [dokumen_id(kantor.id, jenis, str(tahun)) for jenis in ("rkp-desa", "durkp")]
    for key in (*keys, *([held.id] if held is not None else [])):
        one = exchange.notes_of(database, key)
        if one is None or one.is_lama or one.hasil != HasilTelaah.DIKEMBALIKAN.value:
            continue
        count = sum(len(notes) for notes in one.catatan.values()) or 1
        arrived = [
            found.diubah_pada for found in unit.select(Telaah, dokumen=one.dokumen) if found.diubah_pada
        ]
        day = max(arrived).astimezone().date() if arrived else today
        place = "rpjm" if one.jenis == "rpjm-desa" else "rkpdes"
        rows.append(TelaahTerbuka(str(one.dokumen), one.judul, count, day, place))
    return rows


def _with_checklists(state: KeadaanRencana, rows: Sequence[isian.IsianRingkas]) -> KeadaanRencana:
    waiting = [
        IsianTerbuka(str(one.id), one.judul, one.terisi, one.jumlah, deadline_of(one.periode))
        for one in rows
        if one.keadaan != "selesai" and (one.jumlah or not one.per_keluarga)
    ]
    return replace(state, isian=waiting)


def deadline_of(periode: str) -> date:
    """Ten days after the end of a period (ux.md 14.5)."""
    tahun, _dash, part = periode.partition("-")
    year = int(tahun)
    month = 12
    if part.startswith("S"):
        month = 6 * int(part[1:])
    elif part.startswith("TW"):
        month = 3 * int(part[2:])
    elif part:
        month = int(part)
    following = date(year + month // 12, month % 12 + 1, 1)
    return following + timedelta(days=9)


def postpone(
    database: Database,
    aturan: Aturan,
    kunci: str,
    sampai: date,
    alasan: str,
    today: date,
    *,
    by: str,
    at: datetime,
) -> None:
    """`Tunda sampai`: at most 14 days, with a reason. Raises InvalidInput."""
    problem = postpone_problem(sampai, today, aturan)
    if problem:
        raise InvalidInput({"sampai": problem})
    if not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis alasannya, supaya nanti masih jelas.")})
    _note(database, kunci, KeadaanTahap.DITUNDA, sampai, alasan, by, at)


def done_outside(
    database: Database, kunci: str, tanggal: date, alasan: str, *, by: str, at: datetime
) -> None:
    """`Sudah dikerjakan di luar aplikasi`, with its date and a note."""
    _note(database, kunci, KeadaanTahap.DI_LUAR, tanggal, alasan, by, at)


def _note(
    database: Database, kunci: str, keadaan: KeadaanTahap, tanggal: date, alasan: str, by: str, at: datetime
) -> None:
    with database.read() as unit:
        tahun = office.require(unit).tahun_rencana
    office.note_step(database, tahun, kunci, keadaan, by=by, at=at, tanggal=tanggal, alasan=alasan.strip())
