"""The quorum as time goes by: enough came, wait at most three hours, else meet again within three days.

Source: perencanaan.md 5.3 (a kabupaten regulation that copies the ministerial text). The fraction is a
setting of the village, because its own rules of order may differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.musyawarah import KeadaanKuorum, Musyawarah, kuorum
from desa_desktop.domain.wording import show_date_day, show_time
from desa_desktop.i18n import _

SETELAN = "kuorum"
_FRACTION = re.compile(r"\s*(\d{1,3})\s*/\s*(\d{1,3})\s*")


class TahapKuorum(Enum):
    """Where a meeting stands on its way to a quorum."""

    TANPA_DAFTAR = "tanpa_daftar"
    TERCAPAI = "tercapai"
    KURANG = "kurang"
    DITUNDA = "ditunda"
    HABIS = "habis"
    RAPAT_KEDUA = "rapat_kedua"


@dataclass(frozen=True, slots=True)
class StatusKuorum:
    """The state at one moment. `is_wajib`: the rules ask for a quorum in this kind of meeting.

    `batas` is when waiting ends, `kedua_paling_lambat` the last day of a second meeting.
    """

    tahap: TahapKuorum
    is_wajib: bool
    keadaan: KeadaanKuorum | None
    sekarang: datetime
    batas: datetime | None = None
    kedua_paling_lambat: date | None = None

    @property
    def sisa(self) -> timedelta:
        """How long may still be waited; nothing when the meeting is not put off."""
        return max(self.batas - self.sekarang, timedelta()) if self.batas is not None else timedelta()

    @property
    def is_kurang(self) -> bool:
        """Whether too few are here and nothing makes up for it."""
        return self.tahap in (TahapKuorum.KURANG, TahapKuorum.DITUNDA, TahapKuorum.HABIS)

    @property
    def kalimat(self) -> str:
        """The state in words, as it stands beside the counters."""
        if self.tahap is TahapKuorum.RAPAT_KEDUA:
            return _("Rapat kedua: berlangsung dengan peserta yang hadir")
        if self.keadaan is None:
            return _("Kuorum belum dapat dihitung: isi daftar atau jumlah undangan")
        words = _("Kuorum {perlu}: hadir {hadir} dari {undangan}").format(
            perlu=self.keadaan.perlu, hadir=self.keadaan.hadir, undangan=self.keadaan.undangan
        )
        if self.tahap is TahapKuorum.DITUNDA and self.batas is not None:
            return _("{kalimat} · ditunda sampai {jam}, sisa {sisa}").format(
                kalimat=words, jam=show_time(self.batas.astimezone()), sisa=show_span(self.sisa)
            )
        if self.tahap is TahapKuorum.HABIS and self.kedua_paling_lambat is not None:
            return _("{kalimat} · waktu tunda habis. Siapkan rapat kedua, paling lambat {tanggal}").format(
                kalimat=words, tanggal=show_date_day(self.kedua_paling_lambat)
            )
        return words


def show_span(span: timedelta) -> str:
    """`1.42.10`: hours, minutes and seconds with points; without hours `12.05`."""
    seconds = max(int(span.total_seconds()), 0)
    hours, minutes = divmod(seconds // 60, 60)
    tail = f"{minutes:02d}.{seconds % 60:02d}"
    return f"{hours}.{tail}" if hours else tail


def read_kuorum(text: str) -> tuple[int, int] | None:
    """`2/3` as (2, 3); None for anything that is not a fraction between nothing and the whole."""
    found = _FRACTION.fullmatch(text)
    if found is None:
        return None
    part, whole = int(found[1]), int(found[2])
    return (part, whole) if 0 < part <= whole else None


def with_setelan(aturan: Aturan, setelan: Mapping[str, str]) -> Aturan:
    """The rules with the fraction this village set; unchanged without one, or if it cannot be read."""
    fraction = read_kuorum(setelan.get(SETELAN, ""))
    if fraction is None or fraction == (aturan.kuorum.pembilang, aturan.kuorum.penyebut):
        return aturan
    return replace(aturan, kuorum=replace(aturan.kuorum, pembilang=fraction[0], penyebut=fraction[1]))


def status_kuorum(musyawarah: Musyawarah, aturan: Aturan, sekarang: datetime) -> StatusKuorum:
    """Where the meeting stands now; `sekarang` with a time zone."""
    is_rule = musyawarah.jenis.value in aturan.kuorum.jenis
    state = kuorum(musyawarah, aturan)

    def made(tahap: TahapKuorum, batas: datetime | None = None, kedua: date | None = None) -> StatusKuorum:
        return StatusKuorum(tahap, is_rule, state, sekarang, batas, kedua)

    if musyawarah.rapat_sebelum_id is not None:
        return made(TahapKuorum.RAPAT_KEDUA)
    if state is None:
        return made(TahapKuorum.TANPA_DAFTAR)
    if state.is_tercapai:
        return made(TahapKuorum.TERCAPAI)
    if musyawarah.ditunda_pada is None:
        return made(TahapKuorum.KURANG)
    limit = musyawarah.ditunda_pada + timedelta(hours=aturan.kuorum.tunda_jam)
    if sekarang < limit:
        return made(TahapKuorum.DITUNDA, limit)
    return made(TahapKuorum.HABIS, limit, last_day_of_second(musyawarah, aturan))


def last_day_of_second(musyawarah: Musyawarah, aturan: Aturan) -> date | None:
    """The last day on which the second meeting may be held: three days after the first (a rule)."""
    first = musyawarah.tanggal
    if first is None and musyawarah.ditunda_pada is not None:
        first = musyawarah.ditunda_pada.astimezone().date()
    return first + timedelta(days=aturan.kuorum.rapat_ulang_hari) if first is not None else None
