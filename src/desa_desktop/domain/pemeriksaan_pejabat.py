"""Who drafts and who signs: teams and terms of office (V-40, V-43; perencanaan.md 2.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.musyawarah import JenisMusyawarah, Musyawarah
from desa_desktop.domain.pemeriksaan import Level
from desa_desktop.domain.pemeriksaan_desa import (
    is_in_office,
    office_of,
    penandatangan,
    penandatangan_dokumen,
)
from desa_desktop.domain.pemeriksaan_tahap import tanggal_surat
from desa_desktop.domain.rkp import JenisTim, RkpDesa
from desa_desktop.domain.teks import compact
from desa_desktop.domain.wording import show_date, show_percent
from desa_desktop.i18n import _

OLEH_BPD = (JenisMusyawarah.MUSDES, JenisMusyawarah.MUSDES_PENGESAHAN)
"""Meetings that the BPD holds: its Ketua invites (perencanaan.md 5.2); to all others the Kepala Desa does."""
_PAPER = "undangan"
_BY_HEAD = (
    JenisMusyawarah.MUSRENBANGDES,
    JenisMusyawarah.MUSRENBANGDES_RPJM,
    JenisMusyawarah.MUSRENBANGDES_KHUSUS,
)


class _Anggota(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def nama(self) -> str: ...

    @property
    def jk(self) -> str: ...


def check_tim_rkp(rkp: RkpDesa, aturan: Aturan, dasar_tim: str, say: Callable[..., None]) -> None:
    """The drafting team of the yearly plan (V-40)."""
    team = [one for one in rkp.tim if one.tim is JenisTim.PENYUSUN]
    check_tim(team, aturan, dasar_tim, _("Tim penyusun RKPDes"), say)


def check_tim(
    anggota: Sequence[_Anggota], aturan: Aturan, dasar_tim: str, siapa: str, say: Callable[..., None]
) -> None:
    """Size and women against the rule the office follows; a warning, never more. The pembina counts too."""
    team = [one for one in anggota if one.nama.strip()]
    if not team:
        return
    rule, count = aturan.tim(dasar_tim), len(team)
    if count < rule.paling_sedikit or (rule.paling_banyak and count > rule.paling_banyak):
        wanted = (
            _("{a} sampai {b} orang").format(a=rule.paling_sedikit, b=rule.paling_banyak)
            if rule.paling_banyak
            else _("paling sedikit {a} orang").format(a=rule.paling_sedikit)
        )
        sentence = _("{tim} berisi {n} orang, seharusnya {wajar} ({dasar}).")
        text = sentence.format(tim=siapa, n=count, wajar=wanted, dasar=rule.nama)
        say(Level.PERINGATAN, "V-40", text, team[0].id, "tim")
    women = sum(one.jk == "P" for one in team)
    if women < rule.perempuan_paling_sedikit or women * 100 < rule.perempuan_persen * count:
        wanted = (
            show_percent(rule.perempuan_persen, decimals=0)
            if rule.perempuan_persen
            else _("{n} orang").format(n=rule.perempuan_paling_sedikit)
        )
        sentence = _("{tim}: perempuan {p} dari {n} orang, seharusnya paling sedikit {wajar} ({dasar}).")
        text = sentence.format(tim=siapa, p=women, n=count, wajar=wanted, dasar=rule.nama)
        say(Level.PERINGATAN, "V-40", text, team[0].id, "jk")


def check_kepala_desa(
    perangkat: Sequence[Perangkat], tanggal: date | None, surat: str, field: str, say: Callable[..., None]
) -> None:
    """Whether a Kepala Desa is in office on the day of a paper he signs (V-43)."""
    heads = [one for one in perangkat if office_of(one.jabatan) == "kepala_desa" and one.nama.strip()]
    if tanggal is None or not heads or penandatangan(heads, "kepala_desa", tanggal) is not None:
        return
    sentence = _("{surat} bertanggal {tanggal}, di luar masa jabatan Kepala Desa {nama}.")
    text = sentence.format(surat=surat, tanggal=show_date(tanggal), nama=heads[-1].nama)
    say(Level.PERINGATAN, "V-43", text, field=field)


def check_penandatangan(
    musyawarah: Musyawarah, perangkat: Sequence[Perangkat], say: Callable[..., None]
) -> None:
    """Who signs the berita acara is in office on its day, who signs the invitation is who calls (V-43)."""
    day = musyawarah.tanggal
    for one in musyawarah.penandatangan:
        office = office_of(one.jabatan)
        known = [
            other
            for other in perangkat
            if office and office_of(other.jabatan) == office and compact(other.nama) == compact(one.nama)
        ]
        if day is not None and known and not any(is_in_office(other, day) for other in known):
            sentence = _("{nama} menandatangani sebagai {jabatan}, di luar masa jabatannya pada {tanggal}.")
            text = sentence.format(nama=one.nama, jabatan=one.jabatan, tanggal=show_date(day))
            say(Level.PERINGATAN, "V-43", text, one.id, "penandatangan")
    _check_undangan(musyawarah, perangkat, say)


def _check_undangan(musyawarah: Musyawarah, perangkat: Sequence[Perangkat], say: Callable[..., None]) -> None:
    """The invitation as it is printed: by the officer of its kind of meeting, in office on its day.

    Who that is stands in Data Desa: the holder of the office, or whom its column names for the paper.
    """
    written = tanggal_surat(musyawarah)
    day = written or musyawarah.tanggal
    is_written = written is not None or bool(musyawarah.surat.get("nomor"))
    if day is None or not is_written or musyawarah.jenis is JenisMusyawarah.MUSRENBANG_KECAMATAN:
        return
    office = "ketua_bpd" if musyawarah.jenis in OLEH_BPD else "kepala_desa"
    holders = [one for one in perangkat if office_of(one.jabatan) == office and one.nama.strip()]
    if holders and not any(is_in_office(one, day) for one in holders):
        sentence = _("Undangan bertanggal {tanggal}, di luar masa jabatan {jabatan} {nama}.")
        last = holders[-1]
        text = sentence.format(tanggal=show_date(day), jabatan=last.jabatan, nama=last.nama)
        say(Level.PERINGATAN, "V-43", text, musyawarah.id, "surat")
        return
    named = penandatangan_dokumen(perangkat, _PAPER, day)
    if not named or any(office_of(one.jabatan) == office for one in named):
        return
    sentence = ""
    if musyawarah.jenis in OLEH_BPD and not holders:
        sentence = _(
            "Undangan Musdes ditandatangani Ketua BPD. Di Data Desa penanda tangannya {nama} ({jabatan})."
        )
    elif musyawarah.jenis in _BY_HEAD:
        sentence = _(
            "Undangan Musrenbangdes ditandatangani Kepala Desa. "
            "Di Data Desa penanda tangannya {nama} ({jabatan})."
        )
    if sentence:
        text = sentence.format(nama=named[0].nama, jabatan=named[0].jabatan)
        say(Level.PERINGATAN, "V-43", text, musyawarah.id, "surat")
