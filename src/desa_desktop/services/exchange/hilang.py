"""A lost flash disk: nothing to revoke, its content is encrypted; what was on it, and what the law asks then.

Source: kiriman-format.md 10.3; UU 27/2022 (Pelindungan Data Pribadi) article 46.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.izin import PENDUDUK
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.errors import NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.store import archive, journal
from desa_desktop.store.unit import Database, Unit

_STEPS = (
    N_("Isi kiriman disandikan. Tanpa laptop penerima, orang yang menemukannya tidak dapat membacanya."),
    N_("Pastikan laptop, lembar Kit Pemulihan, dan flashdisk cadangan tidak ikut hilang."),
    N_("Ikut hilang bersama laptop: minta kecamatan mencabut kunci laptop itu hari ini juga."),
    N_(
        "Bila isinya mungkin terbaca orang lain: beri tahu secara tertulis orang yang datanya ada di dalamnya"
        " dan lembaga pelindungan data, paling lambat 3 x 24 jam (UU 27/2022 pasal 46). Sebutkan data apa,"
        " kapan dan bagaimana hilangnya, serta yang sudah dilakukan."
    ),
    N_("Tulis kiriman berikutnya ke flashdisk lain. Yang belum diterima kecamatan ikut dengan sendirinya."),
)


@dataclass(frozen=True, slots=True)
class Tempat:
    """A stick or folder that kiriman were written to. `kunci` names it: its serial number, else its path."""

    kunci: str
    label: str
    kali: int
    terakhir: datetime


@dataclass(frozen=True, slots=True)
class FlashdiskHilang:
    """What was on it: numbers of kiriman, dokumen per jenis, whether residents' data was among them."""

    tempat: Tempat
    nomor: tuple[int, ...]
    dokumen: Mapping[str, int]
    ada_penduduk: bool

    @property
    def sentences(self) -> list[str]:
        """What to tell the person, the checklist last."""
        found = ", ".join(
            f"{show_number(count)} {jenis_name(jenis)}" for jenis, count in self.dokumen.items()
        )
        numbers = ", ".join(map(str, self.nomor))
        words = _("Di {tempat} ada {n} kiriman (nomor {nomor}), terakhir ditulis {tanggal}: {isi}.")
        said = words.format(
            tempat=self.tempat.label,
            n=len(self.nomor),
            nomor=numbers,
            tanggal=show_date(self.tempat.terakhir.astimezone().date()),
            isi=found or _("tanpa dokumen"),
        )
        people = (
            _("Data penduduk ada di dalamnya.")
            if self.ada_penduduk
            else _("Data penduduk tidak ada di dalamnya.")
        )
        return [said, people, *(_(one) for one in _STEPS)]


def list_sticks(database: Database) -> list[Tempat]:
    """Where our kiriman were written to, the place used last first."""
    with database.read() as unit:
        return _places(unit)


def note_lost_stick(database: Database, kunci: str, *, by: str, at: datetime) -> FlashdiskHilang:
    """Write into the history that this stick is lost, and say what was on it.

    `kunci` is the serial number, path or label. Raises NotFound for one that nothing was written to.
    """
    with database.unit() as unit:
        wanted = kunci.strip()
        found = [one for one in _places(unit) if wanted and wanted in (one.kunci, one.label)]
        if not found:
            raise NotFound(apa=_("Flashdisk {nama}").format(nama=kunci))
        place = found[0]
        rows = [one for one in archive.outbox(unit) if any(_key(copy) == place.kunci for copy in one.salinan)]
        newest = {str(one["id"]): one for row in rows for one in row.dokumen}
        journal.write_milestone(
            unit.connection,
            name=_("flashdisk {nama} hilang").format(nama=place.label),
            by=by,
            at=at,
            laptop=database.laptop,
            act="hilang",
            table="kiriman_keluar",
            key=place.label,
        )
        unit.touch("kiriman_keluar")
        unit.commit(_("catat flashdisk hilang"), by, at)
    return FlashdiskHilang(
        place,
        tuple(one.seq for one in rows),
        dict(sorted(Counter(str(one["jenis"]) for one in newest.values()).items())),
        any(
            one["jenis"] == PENDUDUK and one["status"] != StatusDokumen.DICABUT.value
            for one in newest.values()
        ),
    )


def _key(copy: Mapping[str, object]) -> str:
    return str(copy["serial"] or copy["tempat"])


def _places(unit: Unit) -> list[Tempat]:
    copies = [copy for row in archive.outbox(unit) for copy in row.salinan]
    found: dict[str, Tempat] = {}
    for copy in sorted(copies, key=lambda one: str(one["pada"])):
        key, moment = _key(copy), datetime.fromisoformat(str(copy["pada"]))
        before = found.get(key)
        label = str(copy["label"] or copy["tempat"])
        found[key] = Tempat(key, label, 1 + (before.kali if before else 0), moment)
    return sorted(found.values(), key=lambda one: one.terakhir, reverse=True)
