"""Who signs a paper: the officer who is in office on the paper's own day, as Data Desa knows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desa_desktop.documents.office import Penanda
from desa_desktop.domain.desa import Perangkat
from desa_desktop.domain.pemeriksaan_desa import is_in_office, office_of
from desa_desktop.domain.teks import plain_words


def pejabat(perangkat: Iterable[Perangkat], jabatan: str, pada: date, dokumen: str = "") -> Penanda:
    """The officer who signs as `jabatan` (`Kepala Desa`, `Ketua BPD`) on the day `pada` of the paper.

    Whose term does not cover that day is not printed: then the office stands alone, with dots to sign on.
    Of several holders the one goes first whose record names the paper `dokumen` (a word of `cetak`), then
    who began last. An acting holder is printed as such (`Pj. Kepala Desa`), and so is the village's own
    name of the office (`Kuwu`).
    """
    fitting = [
        one for one in perangkat if one.nama.strip() and _holds(one, jabatan) and is_in_office(one, pada)
    ]
    if not fitting:
        return Penanda(jabatan=jabatan)
    holder = max(
        fitting, key=lambda one: (bool(dokumen) and dokumen in one.tanda_tangan, one.mulai or date.min)
    )
    return Penanda(jabatan=_printed(holder.jabatan, jabatan), nama=holder.nama, nomor=holder.nip)


def penanda_surat(
    perangkat: Iterable[Perangkat],
    jabatan: str,
    pada: date,
    dokumen: str,
    atas_nama: Sequence[str] = ("sekretaris_desa",),
) -> Penanda:
    """As `pejabat`, but a deputy (an office of `atas_nama`) signs in the holder's name where that is said.

    That is: the deputy's record names this paper, the holder's does not. Printed `a.n. Kepala Desa`.
    """
    known = list(perangkat)
    holder = pejabat(known, jabatan, pada, dokumen)
    named = [
        one for one in known if dokumen in one.tanda_tangan and one.nama.strip() and is_in_office(one, pada)
    ]
    if any(_holds(one, jabatan) for one in named):
        return holder
    deputy = next((one for one in named if office_of(one.jabatan) in atas_nama), None)
    if deputy is None:
        return holder
    return Penanda(jabatan=f"a.n. {holder.jabatan}\n{deputy.jabatan}", nama=deputy.nama, nomor=deputy.nip)


def _holds(one: Perangkat, jabatan: str) -> bool:
    office = office_of(jabatan)
    if office:
        return office_of(one.jabatan) == office
    return plain_words(one.jabatan).startswith(plain_words(jabatan))


def _printed(recorded: str, asked: str) -> str:
    """The office as it is printed: the asked words, unless the record says acting or another name for it."""
    return asked if plain_words(recorded).startswith(plain_words(asked)) else recorded.strip()
