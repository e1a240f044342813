"""What was decided about a stored record, so that no file and no paste overwrites it unasked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.i18n import N_, _

_DECIDED: Mapping[StatusUsulan, str] = {
    StatusUsulan.DISEPAKATI: N_("sudah disepakati"),
    StatusUsulan.DITUNDA: N_("sudah ditunda"),
    StatusUsulan.TIDAK_DISEPAKATI: N_("sudah diputuskan tidak disepakati"),
    StatusUsulan.DITERUSKAN: N_("sudah diteruskan ke DURKP"),
}


@dataclass(frozen=True, slots=True)
class Putusan:
    """`nama` is the record (`usulan nomor 4`), `kata` what was decided about it (`sudah disepakati`)."""

    nama: str
    kata: str


def putusan_of(record: object, gabungan: Mapping[str, str]) -> Putusan | None:
    """What was decided about a proposal or a row of the DU-RKP; None while nothing is, or for other records.

    `gabungan`: id of a proposal that was merged -> what it was merged into.
    """
    if isinstance(record, Usulan):
        nama = _("usulan nomor {n}").format(n=record.nomor)
        if str(record.id) in gabungan:
            return Putusan(nama, _("sudah digabung ke {apa}").format(apa=gabungan[str(record.id)]))
        if record.status in _DECIDED:
            kata = _(_DECIDED[record.status])
            return Putusan(nama, f"{kata} ({record.alasan.strip()})" if record.alasan.strip() else kata)
    if isinstance(record, BarisDurkp) and record.jawaban:
        kata = _("sudah dijawab kabupaten: {jawaban}").format(jawaban=record.jawaban)
        return Putusan(_('baris DURKP "{nama}"').format(nama=record.nama), kata)
    return None


def gabungan_of(usulan: Iterable[Usulan]) -> dict[str, str]:
    """Which proposals were merged, by id: `usulan nomor 12` for each that stands in its `gabungan_dari`.

    A proposal of an earlier year stands there too when it was proposed again; it is none of this list.
    """
    return {key: _("usulan nomor {n}").format(n=one.nomor) for one in usulan for key in one.gabungan_dari}
