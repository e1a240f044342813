"""The one table of screens: place, label, icon, key, dotted module and class, by mode.

Screens are imported at their first opening; this is the one door for that (architecture.md 10). A place
is listed only when its module has been written, so the navigation has no dead entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from desa_desktop.i18n import N_, _

if TYPE_CHECKING:
    from desa_desktop.ui.screen import Screen

_SCREENS = "desa_desktop.ui.screens"
DESA, KECAMATAN = "desa", "kecamatan"
BOTH = frozenset({DESA, KECAMATAN})


@dataclass(frozen=True, slots=True)
class Place:
    """One place a person can go to. `key` as Qt writes it; `below` puts it under the line.

    `pendamping` is the class that an assistant's laptop for visits has in its stead, as `module:Class`.
    """

    name: str
    label_: str
    icon: str
    key: str
    modes: frozenset[str]
    below: bool = False
    listed: bool = True
    module: str = ""
    class_name: str = ""
    pendamping: str = ""

    @property
    def label(self) -> str:
        """The word in the navigation, in the language in use."""
        return _(self.label_)

    @property
    def dotted(self) -> str:
        """The module that holds the screen: `ui.screens.<name>` unless said otherwise."""
        return self.module or f"{_SCREENS}.{self.name}"

    @property
    def screen_class(self) -> str:
        """The class in that module: `usulan` is UsulanScreen unless said otherwise."""
        return self.class_name or "".join(part.title() for part in self.name.split("_")) + "Screen"

    def load(self, peran: str = "") -> type[Screen]:
        """Import the screen of an office with this role."""
        module, name = self.dotted, self.screen_class
        if peran == "pendamping" and self.pendamping:
            module, name = self.pendamping.split(":")
        return cast("type[Screen]", getattr(import_module(module), name))


_D, _K = frozenset({DESA}), frozenset({KECAMATAN})
PLACES: tuple[Place, ...] = (
    Place("beranda", N_("Beranda"), "beranda", "Ctrl+1", BOTH),
    Place("data_desa", N_("Data Desa"), "data-desa", "Ctrl+2", _D),
    Place("penduduk", N_("Penduduk"), "penduduk", "Ctrl+Shift+P", _D,
          module="desa_desktop.ui.screens.penduduk.screen"),
    Place("usulan", N_("Usulan"), "usulan", "Ctrl+3", _D),
    Place("musyawarah", N_("Musyawarah"), "musyawarah", "Ctrl+4", _D),
    Place("rpjm", N_("RPJM Desa"), "rpjm", "Ctrl+Shift+J", _D),
    Place("rkpdes", N_("RKPDes"), "rkpdes", "Ctrl+5", _D),
    Place("isian", N_("Daftar Isian"), "isian", "Ctrl+6", _D),
    Place("tindak_lanjut", N_("Tindak Lanjut"), "tindak-lanjut", "Ctrl+7", _D),
    Place("pengaduan", N_("Pengaduan"), "pengaduan", "Ctrl+8", _D),
    Place("kirim", N_("Kirim & Terima"), "kirim", "Ctrl+9", _D),
    Place("kotak_masuk", N_("Kirim & Terima"), "kotak-masuk", "Ctrl+2", _K,
          pendamping=f"{_SCREENS}.kirim:PendampingScreen"),
    Place("desa", N_("Desa"), "desa", "Ctrl+3", _K),
    Place("penduduk_desa", N_("Penduduk"), "penduduk", "Ctrl+Shift+P", _K,
          module="desa_desktop.ui.screens.penduduk.kecamatan", class_name="PendudukKecamatanScreen"),
    Place("perencanaan", N_("Perencanaan"), "perencanaan", "Ctrl+4", _K),
    Place("solid_center", N_("Solid Center"), "solid-center", "Ctrl+5", _K),
    Place("pendampingan", N_("Pendampingan"), "pendampingan", "Ctrl+6", _K),
    Place("kartu_skor", N_("Kartu Skor"), "kartu-skor", "Ctrl+7", _K),
    # its own key: Ctrl+6 is Pendampingan there, Ctrl+7 Kartu Skor, where ux.md 6.7 puts the templates later
    Place("isian", N_("Daftar Isian"), "isian", "Ctrl+Shift+L", _K),
    Place("belajar", N_("Belajar"), "belajar", "Ctrl+Shift+B", BOTH),
    Place("cadangan", N_("Cadangan"), "cadangan", "", BOTH, below=True),
    Place("pengaturan", N_("Pengaturan"), "pengaturan", "Ctrl+,", BOTH, below=True),
    Place("wisaya", N_("Selamat datang"), "beranda", "", frozenset({"baru"}), listed=False),
    Place("pratinjau_cetak", N_("Pratinjau Cetak"), "cetak", "", BOTH | {"baru"}, listed=False,
          module="desa_desktop.ui.print_screen", class_name="PrintScreen"),
)  # fmt: skip
LANJUT = "lanjutkan"  # a key of that place: go on with what the power cut off
EXCHANGE = {DESA: "kirim", KECAMATAN: "kotak_masuk"}


def places_of(mode: str) -> list[Place]:
    """The places of a mode (`desa`, `kecamatan`, `latihan` is a village) whose screens exist."""
    real = DESA if mode == "latihan" else mode
    return [place for place in PLACES if real in place.modes and _is_written(place.dotted)]


@cache  # a program has the same modules from its start to its end
def _is_written(dotted: str) -> bool:
    spec = find_spec(dotted)
    return spec is not None and spec.loader is not None and spec.has_location
