"""The life line of a proposal: from gagasan over meetings to RPJM, RKP, DU-RKP and answer (perencanaan.md 3).

Everything is found in what the village holds anyway; nothing is stored for it. A proposal that comes back
in a later year belongs to the same line (`asal_usulan_id`), and one that was merged follows the one it
went into.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from desa_desktop.domain.dokumen import StatusDokumen, nomor_perubahan
from desa_desktop.domain.musyawarah import Bahasan, JenisMusyawarah, Musyawarah
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.pemeriksaan_usulan import AMBANG_MIRIP, Sebanding
from desa_desktop.domain.rkp import BarisDurkp, Durkp, Kegiatan, RkpDesa
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.domain.usulan import DaftarUsulan, StatusUsulan, Usulan
from desa_desktop.domain.wording import show_date, show_money
from desa_desktop.i18n import N_, _


class Tahap(Enum):
    """The stations of a proposal, in their order within one plan year."""

    GAGASAN = "gagasan"
    GABUNGAN = "gabungan"
    MUSYAWARAH = "musyawarah"
    RPJM = "rpjm"
    RKP = "rkp"
    DURKP = "durkp"
    JAWABAN = "jawaban"
    KEMBALI = "kembali"


class Keadaan(Enum):
    """What a station means for the one who asks: done, under way, put off, refused."""

    SELESAI = "selesai"
    BERJALAN = "berjalan"
    DITUNDA = "ditunda"
    DITOLAK = "ditolak"


NAMA_TAHAP: Mapping[Tahap, str] = {
    Tahap.GAGASAN: N_("Gagasan"),
    Tahap.GABUNGAN: N_("Penggabungan"),
    Tahap.MUSYAWARAH: N_("Musyawarah"),
    Tahap.RPJM: N_("RPJM Desa"),
    Tahap.RKP: N_("RKP Desa"),
    Tahap.DURKP: N_("DU-RKP Desa"),
    Tahap.JAWABAN: N_("Jawaban kabupaten"),
    Tahap.KEMBALI: N_("Diusulkan lagi"),
}
_PUTUSAN: Mapping[StatusUsulan, tuple[str, Keadaan]] = {
    StatusUsulan.DIUSULKAN: (N_("Dibahas, belum diputuskan"), Keadaan.BERJALAN),
    StatusUsulan.DISEPAKATI: (N_("Disepakati"), Keadaan.SELESAI),
    StatusUsulan.DITUNDA: (N_("Ditunda"), Keadaan.DITUNDA),
    StatusUsulan.TIDAK_DISEPAKATI: (N_("Tidak disepakati"), Keadaan.DITOLAK),
    StatusUsulan.DITERUSKAN: (N_("Diteruskan ke kabupaten"), Keadaan.SELESAI),
}
_JAWABAN: Mapping[str, tuple[str, Keadaan]] = {
    "diterima": (N_("Diterima"), Keadaan.SELESAI),
    "ditunda": (N_("Ditunda"), Keadaan.DITUNDA),
    "ditolak": (N_("Ditolak"), Keadaan.DITOLAK),
}


@dataclass(frozen=True, slots=True)
class LangkahJejak:
    """One station: plan year, day where one is known, what happened, and the reason where there is one.

    `kunci` is the record one can jump to.
    """

    tahap: Tahap
    tahun: int
    tanggal: date | None
    judul: str
    keterangan: str
    keadaan: Keadaan
    kunci: UUID | None = None

    @property
    def kapan(self) -> str:
        """The day in words, else the plan year."""
        return show_date(self.tanggal) if self.tanggal is not None else _("Tahun {n}").format(n=self.tahun)


@dataclass(frozen=True, slots=True)
class Rujukan:
    """Another proposal that is named beside this one: plan year, number, what it asks for, how alike."""

    id: UUID
    tahun: int
    nomor: int
    uraian: str
    dusun: str
    status: StatusUsulan
    persen: int = 100


@dataclass(frozen=True, slots=True)
class JejakUsulan:
    """The whole line. `gabungan` are the proposals merged into it, `mirip` look-alikes of any year.

    `posisi` is the one sentence a citizen asked for: where the proposal is now.
    """

    usulan: Usulan
    tahun: int
    langkah: tuple[LangkahJejak, ...]
    gabungan: tuple[Rujukan, ...]
    mirip: tuple[Rujukan, ...]
    posisi: str
    keadaan: Keadaan


@dataclass(frozen=True, slots=True)
class BahanJejak:
    """All years the village holds; a part that it does not keep stays empty.

    `rkp_sah` are the ratified states of plans that were changed afterwards, the working copy left aside;
    `nama_musyawarah` is what people call each kind of meeting.
    """

    daftar: Sequence[DaftarUsulan] = ()
    musyawarah: Sequence[Musyawarah] = ()
    rpjm: Sequence[RpjmDesa] = ()
    rkp: Sequence[RkpDesa] = ()
    rkp_sah: Sequence[RkpDesa] = ()
    durkp: Sequence[Durkp] = ()
    nama_musyawarah: Mapping[JenisMusyawarah, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Peta:
    """The same material by the ids that are followed."""

    names: Mapping[JenisMusyawarah, str] = field(default_factory=dict)
    usulan: dict[UUID, tuple[int, Usulan]] = field(default_factory=dict)
    bahasan: dict[UUID, list[tuple[Musyawarah, Bahasan]]] = field(default_factory=dict)
    rpjm: dict[UUID, list[tuple[RpjmDesa, KegiatanRpjm]]] = field(default_factory=dict)
    rkp: dict[UUID, list[tuple[RkpDesa, Kegiatan]]] = field(default_factory=dict)
    rkp_of_rpjm: dict[UUID, list[tuple[RkpDesa, Kegiatan]]] = field(default_factory=dict)
    versi: dict[int, list[RkpDesa]] = field(default_factory=dict)
    durkp: dict[UUID, list[tuple[Durkp, BarisDurkp]]] = field(default_factory=dict)
    merged_into: dict[UUID, UUID] = field(default_factory=dict)
    again: dict[UUID, list[UUID]] = field(default_factory=dict)


def _map(bahan: BahanJejak) -> _Peta:
    found = _Peta(names=bahan.nama_musyawarah)
    for daftar in bahan.daftar:
        for one in daftar.usulan:
            found.usulan[one.id] = (daftar.tahun, one)
    for tahun, one in found.usulan.values():
        origin = asal_of(one, tahun, found.usulan)
        if origin is not None:
            found.again.setdefault(origin, []).append(one.id)
        for source in _merged(one, tahun, found.usulan):
            found.merged_into[source] = one.id
    for meeting in bahan.musyawarah:
        for talk in meeting.bahasan:
            if talk.usulan_id is not None:
                found.bahasan.setdefault(talk.usulan_id, []).append((meeting, talk))
    for rpjm in bahan.rpjm:
        for row in rpjm.kegiatan:
            for key in _keys_of(row.usulan_id, row.gabungan_dari):
                found.rpjm.setdefault(key, []).append((rpjm, row))
    for rkp in bahan.rkp:
        for activity in rkp.kegiatan:
            if activity.usulan_id is not None:
                found.rkp.setdefault(activity.usulan_id, []).append((rkp, activity))
            if activity.rpjm_id is not None:
                found.rkp_of_rpjm.setdefault(activity.rpjm_id, []).append((rkp, activity))
    for signed in sorted(bahan.rkp_sah, key=lambda one: one.revisi):
        found.versi.setdefault(signed.tahun, []).append(signed)
    for now in bahan.rkp:
        if now.tahun in found.versi:
            found.versi[now.tahun].append(now)
    for durkp in bahan.durkp:
        for line in durkp.baris:
            if line.usulan_id is not None:
                found.durkp.setdefault(line.usulan_id, []).append((durkp, line))
    return found


def _keys_of(usulan_id: UUID | None, gabungan: Iterable[str]) -> list[UUID]:
    keys = [] if usulan_id is None else [usulan_id]
    return [*keys, *(key for key in (_uuid(one) for one in gabungan) if key is not None and key not in keys)]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def asal_of(usulan: Usulan, tahun: int, known: Mapping[UUID, tuple[int, Usulan]]) -> UUID | None:
    """The earlier year's proposal that this one comes from.

    Before `asal_usulan_id` existed, `Usulkan lagi` wrote it among the merged ones.
    """
    if usulan.asal_usulan_id is not None:
        return usulan.asal_usulan_id
    for text in usulan.gabungan_dari:
        key = _uuid(text)
        if key is not None and key in known and known[key][0] < tahun:
            return key
    return None


def _merged(usulan: Usulan, tahun: int, known: Mapping[UUID, tuple[int, Usulan]]) -> list[UUID]:
    """The proposals of the same year that were merged into this one."""
    keys = (_uuid(text) for text in usulan.gabungan_dari)
    return [key for key in keys if key is not None and (key not in known or known[key][0] == tahun)]


def jejak_usulan(bahan: BahanJejak, key: UUID, ambang: int = AMBANG_MIRIP) -> JejakUsulan | None:
    """The life line of one proposal, over all years; None when no list holds it."""
    peta = _map(bahan)
    if key not in peta.usulan:
        return None
    tahun, usulan = peta.usulan[key]
    family = _family(key, peta)
    steps: list[LangkahJejak] = []
    for place, one in enumerate(family):
        steps += _steps_of(one, peta, is_again=place > 0)
    last = steps[-1]
    # what went on is no longer under way
    steps = [
        replace(one, keadaan=Keadaan.SELESAI) if one.keadaan is Keadaan.BERJALAN and one is not last else one
        for one in steps
    ]
    sources = [
        source
        for one in family
        for source in _merged(peta.usulan[one][1], peta.usulan[one][0], peta.usulan)
        if source in peta.usulan
    ]
    return JejakUsulan(
        usulan,
        tahun,
        tuple(steps),
        tuple(_reference(one, peta) for one in sources),
        _alike(usulan, {*family, *sources}, peta, ambang),
        _position(last),
        last.keadaan,
    )


def _family(key: UUID, peta: _Peta) -> list[UUID]:
    """The proposal, where it came from, what it went into and what came of it, the oldest first."""
    first, seen = key, {key}
    while True:
        tahun, one = peta.usulan[first]
        origin = asal_of(one, tahun, peta.usulan)
        if origin is None or origin not in peta.usulan or origin in seen:
            break
        first = origin
        seen.add(origin)
    line, known = [first], {first}
    at = first
    while True:
        after = peta.merged_into.get(at)
        later = (
            [after]
            if after is not None
            else sorted(
                peta.again.get(at, []),
                key=lambda one: (one not in seen, peta.usulan[one][0], peta.usulan[one][1].nomor),
            )
        )
        fresh = [one for one in later if one not in known and one in peta.usulan]
        if not fresh:
            return line
        at = fresh[0]
        line.append(at)
        known.add(at)


def _steps_of(key: UUID, peta: _Peta, *, is_again: bool) -> list[LangkahJejak]:
    tahun, one = peta.usulan[key]
    steps = [
        _idea(one, tahun, is_again=is_again, is_merged_target=is_again and key in peta.merged_into.values())
    ]
    steps += _meetings(one, tahun, peta)
    if key in peta.merged_into:
        target = peta.usulan.get(peta.merged_into[key])
        number = target[1].nomor if target is not None else 0
        words = _("Digabung ke usulan nomor {n}").format(n=number)
        steps.append(LangkahJejak(Tahap.GABUNGAN, tahun, None, words, "", Keadaan.SELESAI, key))
        return steps
    plans = peta.rpjm.get(key, [])
    steps += [_in_rpjm(rpjm, row) for rpjm, row in plans]
    activities = list(peta.rkp.get(key, []))
    for _rpjm, row in plans:
        activities += [pair for pair in peta.rkp_of_rpjm.get(row.id, []) if pair not in activities]
    in_plans = [_in_rkp(rkp, row) for rkp, row in activities]
    rows = {row.id for _rpjm, row in plans}
    for year in peta.versi:
        in_plans += _taken_out(peta.versi[year], key, rows)
    steps += sorted(in_plans, key=lambda one: one.tahun)
    for durkp, line in sorted(peta.durkp.get(key, []), key=lambda pair: pair[0].tahun):
        steps.append(_in_durkp(durkp, line))
        if line.jawaban in _JAWABAN:
            steps.append(_answer(durkp, line))
    return steps


def _idea(one: Usulan, tahun: int, *, is_again: bool, is_merged_target: bool) -> LangkahJejak:
    where = one.dusun or one.asal
    if is_merged_target:
        words = _("Menjadi usulan nomor {n} untuk {tahun}")
        return LangkahJejak(
            Tahap.GABUNGAN,
            tahun,
            None,
            words.format(n=one.nomor, tahun=tahun),
            one.uraian,
            Keadaan.BERJALAN,
            one.id,
        )
    if is_again:
        words = _("Diusulkan lagi untuk {tahun} sebagai usulan nomor {n}").format(tahun=tahun, n=one.nomor)
        return LangkahJejak(Tahap.KEMBALI, tahun, None, words, where, Keadaan.BERJALAN, one.id)
    words = _("Diusulkan untuk {tahun} sebagai usulan nomor {n}").format(tahun=tahun, n=one.nomor)
    return LangkahJejak(Tahap.GAGASAN, tahun, None, words, where, Keadaan.BERJALAN, one.id)


def _meetings(one: Usulan, tahun: int, peta: _Peta) -> list[LangkahJejak]:
    talks = sorted(
        peta.bahasan.get(one.id, []), key=lambda pair: (pair[0].tanggal or date.max, str(pair[0].id))
    )
    steps = []
    for meeting, talk in talks:
        is_final = meeting.status is StatusDokumen.DISAHKAN
        word, state = _PUTUSAN[talk.putusan if is_final else StatusUsulan.DIUSULKAN]
        name = meeting.nama or peta.names.get(meeting.jenis, meeting.jenis.value)
        steps.append(
            LangkahJejak(
                Tahap.MUSYAWARAH,
                tahun,
                meeting.tanggal,
                f"{name}: {_(word)}",
                talk.alasan if is_final else "",
                state,
                meeting.id,
            )
        )
    decided = [pair for pair in talks if pair[0].status is StatusDokumen.DISAHKAN]
    if not decided and one.status is not StatusUsulan.DIUSULKAN:
        word, state = _PUTUSAN[one.status]
        steps.append(LangkahJejak(Tahap.MUSYAWARAH, tahun, None, _(word), one.alasan, state, one.id))
    return steps


def _in_rpjm(rpjm: RpjmDesa, row: KegiatanRpjm) -> LangkahJejak:
    title = _("Masuk RPJM Desa {a}–{b}").format(a=rpjm.tahun, b=rpjm.daftar_tahun[-1])
    years = ", ".join(str(one) for one in sorted(row.tahun))
    planned = _("dijadwalkan tahun {tahun}").format(tahun=years) if years else _("tahunnya belum ditentukan")
    done = rpjm.status is StatusDokumen.DISAHKAN
    state = Keadaan.SELESAI if done else Keadaan.BERJALAN
    return LangkahJejak(Tahap.RPJM, rpjm.tahun, rpjm.tanggal_perdes, title, planned, state, row.id)


def _in_rkp(rkp: RkpDesa, row: Kegiatan) -> LangkahJejak:
    done = rkp.status is StatusDokumen.DISAHKAN
    title = _("Masuk RKP Desa {tahun}").format(tahun=rkp.tahun)
    words = [row.nama] if row.nama else []
    if row.biaya:
        words.append(show_money(row.biaya, rp=True))
    if done and rkp.nomor_perdes:
        words.append(_("Perdes {nomor}").format(nomor=rkp.nomor_perdes))
    elif not done:
        words.append(_("masih rancangan"))
    state = Keadaan.SELESAI if done else Keadaan.BERJALAN
    day = rkp.tanggal_perdes if done else None
    return LangkahJejak(Tahap.RKP, rkp.tahun, day, title, " · ".join(words), state, row.id)


def _taken_out(versions: Sequence[RkpDesa], key: UUID, rpjm: Collection[UUID]) -> list[LangkahJejak]:
    """Two stations of a proposal that a change threw out of a ratified plan: that it was in, and by what.

    `versions` are the ratified states in their order, the plan as it stands now behind them.
    """

    def rows_of(plan: RkpDesa, known: Collection[UUID]) -> list[Kegiatan]:
        return [
            one for one in plan.kegiatan if one.usulan_id == key or one.rpjm_id in rpjm or one.id in known
        ]

    first = next((plan for plan in versions if rows_of(plan, set())), None)
    if first is None:
        return []
    inside = rows_of(first, set())
    known = {one.id for one in inside}
    if rows_of(versions[-1], known):
        return []
    last = max(place for place, plan in enumerate(versions) if rows_of(plan, known))
    change = versions[last + 1]
    before = _in_rkp(first, inside[0])
    number = nomor_perubahan(first.revisi, first.status)
    which = _("perubahan ke-{n}").format(n=number) if number else _("murni")
    title = _("{judul} ({versi})").format(judul=before.judul, versi=which)
    return [replace(before, judul=title), _thrown_out(change, inside[0])]


def _thrown_out(change: RkpDesa, row: Kegiatan) -> LangkahJejak:
    done = change.status is StatusDokumen.DISAHKAN
    number = nomor_perubahan(change.revisi, change.status)
    title = (
        _("Dikeluarkan dari RKP Desa {tahun} oleh perubahan ke-{n}")
        if done
        else _("Akan keluar dari RKP Desa {tahun} oleh perubahan ke-{n}")
    )
    words = [part for part in (change.dasar_perubahan.strip().rstrip("."),) if part]
    if done and change.nomor_perdes:
        words.append(_("Perdes {nomor}").format(nomor=change.nomor_perdes))
    return LangkahJejak(
        Tahap.RKP,
        change.tahun,
        change.tanggal_perdes if done else None,
        title.format(tahun=change.tahun, n=number),
        " · ".join(words),
        Keadaan.DITUNDA if done else Keadaan.BERJALAN,
        row.id,
    )


def _in_durkp(durkp: Durkp, row: BarisDurkp) -> LangkahJejak:
    done = durkp.status is StatusDokumen.DISAHKAN
    title = _("Masuk DU-RKP Desa {tahun}").format(tahun=durkp.tahun)
    words = [_("prioritas {n}").format(n=row.prioritas)] if row.prioritas else []
    if row.opd_tujuan:
        words.append(_("kepada {dinas}").format(dinas=row.opd_tujuan))
    if not done:
        words.append(_("masih rancangan"))
    day = durkp.tanggal if done else None
    return LangkahJejak(Tahap.DURKP, durkp.tahun, day, title, " · ".join(words), Keadaan.BERJALAN, row.id)


def _answer(durkp: Durkp, row: BarisDurkp) -> LangkahJejak:
    word, state = _JAWABAN[row.jawaban]
    title = _("Jawaban kabupaten: {jawaban}").format(jawaban=_(word))
    return LangkahJejak(
        Tahap.JAWABAN, durkp.tahun, row.jawaban_tanggal, title, row.jawaban_alasan, state, row.id
    )


def _position(last: LangkahJejak) -> str:
    reason = (
        f" {_('Alasan: {alasan}').format(alasan=last.keterangan.rstrip('.'))}." if last.keterangan else ""
    )
    if last.tahap in (Tahap.GAGASAN, Tahap.KEMBALI):
        return _("Usulan ini menunggu dibahas dalam musyawarah.")
    if last.tahap is Tahap.GABUNGAN:
        return _("{judul}.").format(judul=last.judul)
    if last.keadaan in (Keadaan.DITUNDA, Keadaan.DITOLAK):
        return f"{last.judul}.{reason}"
    if last.tahap is Tahap.MUSYAWARAH:
        return (
            _("{judul}. Usulan ini menunggu masuk rencana.").format(judul=last.judul)
            if (last.keadaan is Keadaan.SELESAI)
            else _("Usulan ini sedang dibahas.")
        )
    if last.tahap is Tahap.RPJM:
        return _("{judul}, {keterangan}.").format(judul=last.judul, keterangan=last.keterangan)
    if last.tahap is Tahap.RKP:
        if last.keadaan is Keadaan.SELESAI:
            return _("{judul} dan dibiayai desa.").format(judul=last.judul)
        return _("{judul}, masih rancangan.").format(judul=last.judul)
    if last.tahap is Tahap.DURKP:
        return _("{judul}. Desa menunggu jawaban kabupaten.").format(judul=last.judul)
    return f"{last.judul}.{reason}"


def _reference(key: UUID, peta: _Peta, persen: int = 100) -> Rujukan:
    tahun, one = peta.usulan[key]
    return Rujukan(one.id, tahun, one.nomor, one.uraian, one.dusun, one.status, persen)


def _alike(usulan: Usulan, line: set[UUID], peta: _Peta, ambang: int) -> tuple[Rujukan, ...]:
    """Look-alikes of any year that do not belong to the line already, the most alike first."""
    others = Sebanding((one for _tahun, one in peta.usulan.values() if one.id not in line), ambang)
    found = [(_reference(one.usulan.id, peta, one.persen)) for one in others.alike(usulan)]
    return tuple(sorted(found, key=lambda one: (-one.persen, -one.tahun, one.nomor)))


@dataclass(frozen=True, slots=True)
class MiripLalu:
    """A proposal of an earlier year that a new one looks like, and what became of it."""

    tahun: int
    usulan: Usulan
    persen: int


class MiripTahunLalu:
    """The proposals of earlier years that new ones are held against, the newest year first."""

    def __init__(self, lalu: Iterable[tuple[int, Usulan]], ambang: int = AMBANG_MIRIP) -> None:
        self._year: dict[UUID, int] = {}
        self._others = Sebanding(ambang=ambang)
        for tahun, one in lalu:
            self._year[one.id] = tahun
            self._others.add(one)

    def of(self, usulan: Usulan) -> MiripLalu | None:
        """The nearest one, unless the proposal comes from it anyway."""
        if not self._year or usulan.asal_usulan_id is not None or not usulan.uraian.strip():
            return None
        found = [
            MiripLalu(self._year[one.usulan.id], one.usulan, one.persen) for one in self._others.alike(usulan)
        ]
        return max(found, key=lambda one: (one.persen, one.tahun), default=None)


def check_tahun_lalu(usulan: Iterable[Usulan], lalu: MiripTahunLalu) -> list[Pemeriksaan]:
    """A hint for every proposal that looks like one of an earlier year, with what became of that one."""
    findings: list[Pemeriksaan] = []
    for one in usulan:
        found = lalu.of(one)
        if found is None:
            continue
        word, _state = _PUTUSAN[found.usulan.status]
        sentence = _("Usulan {n} mirip dengan usulan nomor {lain} tahun {tahun} ({putusan}).")
        text = sentence.format(
            n=one.nomor, lain=found.usulan.nomor, tahun=found.tahun, putusan=_(word).lower()
        )
        if found.usulan.alasan:
            text += " " + _("Alasan waktu itu: {alasan}.").format(alasan=found.usulan.alasan.rstrip("."))
        findings.append(Pemeriksaan(Level.SARAN, text, "", one.id, "uraian"))
    return findings
