"""Pictures of screens: the one command that needs Qt, reached by its name so that no other loads it."""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, NotYet, WrongUse
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.penduduk.susun import Jenis
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import desa, exchange, isian, musyawarah, printing, selisih

SNAPSHOT = "desa_desktop.ui.snapshot"
QUIET = "default.warning=false"  # Qt's invisible screen complains about itself on standard error, in English
USUAL = (1366, 697)
ANNOUNCED = ("tindak-lanjut", "cadangan", "pengaturan")
WIZARD, PASTED, WALL, PAPER = "wisaya", "pratinjau-tempel", "proyektor", "pratinjau-cetak"
TABS = ("acara", "kehadiran", "usulan", "penilaian", "keputusan", "pengesahan")
PAGES = ("peran", "identitas", "pejabat", "wilayah", "posisi", "pengaman", "siap")
SAMPLE = (
    ("Dusun", "Uraian", "Lokasi", "Volume", "Satuan", "Perkiraan biaya", "L", "P"),
    ("{dusun}", "Rabat jalan RT 05", "RT 05", "180", "m", "64.000.000", "84", "91"),
    ("{dusun}n", "Sumur bor RT 01", "RT 01", "1", "unit", "35.000.000", "12", "14"),
    ("{dusun}", "Jalan usaha tani", "", "450", "m", "1,250,000", "", ""),
    ("{dusun}", "Talud RT 3", "RT 03", "120", "m", "85.000.000", "64", "71"),
    ("", "Posyandu Lor", "Lor", "1", "unit", "abc", "", ""),
)
"""What a village pasted from Excel (ux.md 9.2), with the first dusun of this folder."""


def _meeting(desk: Desk, given: Given) -> object:
    rows = musyawarah.list_musyawarah(desk.app.database)
    if not rows and not given.has("id"):
        raise NotFound(apa=_("Musyawarah"))
    return given.key("id") if given.has("id") else rows[0].id


def _tab(desk: Desk, given: Given) -> object:
    """The room of the newest meeting, or of the one named: `--id ID`, `penilaian`, `penilaian:ID`."""
    tab, colon, key = given.text("id").rpartition(":")
    if not colon and key in TABS:
        tab, key = key, ""
    if tab and tab not in TABS:
        raise WrongUse(_("--id: bagian {nama} tidak dikenal. Pilihan: {pilihan}.").format(
            nama=tab, pilihan=", ".join(TABS)), "cuplik")  # fmt: skip
    meeting = _meeting(desk, Given({"id": key} if key else {}))
    return f"{tab or TABS[0]}:{meeting}" if tab else meeting


def _wall(desk: Desk, given: Given) -> object:
    """What stands on the wall for a part of the meeting; the ranking unless another part is named."""
    found = _tab(desk, given)
    tab, _colon, key = found.partition(":") if isinstance(found, str) else ("penilaian", "", str(found))
    return f"proyektor:{key}:{tab}"


def _form(desk: Desk, given: Given) -> object:
    rows = isian.list_isian(desk.app.database, desk.app.templates, by=desk.by, at=desk.at)
    begun = [one.id for one in rows if one.keadaan != "belum"]
    if not begun and not given.has("id"):
        raise NotFound(apa=_("Isian yang sudah dimulai"))
    return given.key("id") if given.has("id") else begun[0]


def _copying(desk: Desk, given: Given) -> object:
    return "salin", _form(desk, given)


def _kiriman(desk: Desk, given: Given) -> object:
    found = sorted(exchange.inbox(desk.app.database), key=lambda one: one.tempat != "masuk")  # waiting first
    wanted = given.text("id")
    fitting = [one.sha256 for one in found if not wanted or wanted in (one.sha256, one.digest, one.berkas)]
    if not fitting:
        raise NotFound(apa=_("Kiriman di Kotak Masuk"))
    return fitting[0]


def _fork(desk: Desk, _given: Given) -> object:
    """Kotak Selisih with a dokumen that is Bercabang. NotFound if there is none."""
    if not selisih.list_forks(desk.app.database, desk.app.laptop, at=desk.at):
        raise NotFound(apa=_("Dokumen yang bercabang"))
    return "selisih"


def _resident(desk: Desk, given: Given) -> object:
    """The person or family with this id, a tab by its name (`mutasi`), `datang`, or an event `mati:ID`."""
    wanted = given.text("id")
    jenis, colon, orang = wanted.partition(":")
    if colon:
        key = Given({"id": orang}).key("id")
        if jenis not in {one.value for one in Jenis}:
            raise WrongUse(_("--id: peristiwa {nama} tidak dikenal.").format(nama=jenis), "cuplik")
        return f"{jenis}:{key}"
    return given.key("id") if "-" in wanted else wanted


PARTS: Mapping[tuple[Peran, str], tuple[str, str | Callable[[Desk, Given], object]]] = {
    (Peran.DESA, "ruang-musyawarah"): ("musyawarah", _tab),
    (Peran.DESA, WALL): ("musyawarah", _wall),
    (Peran.DESA, "daftar-isian"): ("isian", ""),
    (Peran.DESA, "isi-daftar"): ("isian", _form),
    (Peran.DESA, "templat"): ("isian", "templat"),
    (Peran.KECAMATAN, "daftar-isian"): ("isian", ""),
    (Peran.KECAMATAN, "isi-daftar"): ("isian", _form),
    (Peran.KECAMATAN, "templat"): ("isian", "templat"),
    (Peran.DESA, "salin-web"): ("isian", _copying),
    (Peran.DESA, "penduduk"): ("penduduk", _resident),
    (Peran.DESA, "rpjm"): ("rpjm", lambda _desk, given: given.text("id")),
    (Peran.DESA, "keluarga"): ("penduduk", "keluarga"),
    (Peran.DESA, "terima"): ("kirim", "terima"),
    (Peran.DESA, "riwayat"): ("kirim", "riwayat"),
    (Peran.DESA, "kotak-selisih"): ("kirim", "selisih"),
    (Peran.DESA, "berbagi-data"): ("pengaturan", "berbagi"),
    (Peran.KECAMATAN, "tinjau"): ("kotak-masuk", _kiriman),
    (Peran.KECAMATAN, "kunci-desa"): ("kotak-masuk", "laptop"),
    (Peran.KECAMATAN, "riwayat"): ("kotak-masuk", "riwayat"),
    (Peran.KECAMATAN, "kotak-selisih"): ("kotak-masuk", "selisih"),
    (Peran.KECAMATAN, "bercabang"): ("kotak-masuk", _fork),
    (Peran.KECAMATAN, "penduduk"): ("penduduk-desa", _resident),
    (Peran.KECAMATAN, "telaah"): ("perencanaan", "telaah"),
    (Peran.KECAMATAN, "kompilasi"): ("perencanaan", "kompilasi"),
}
"""Words of cli.md that name a part of a screen: the screen, and the tab or the record in it."""


def daftar(desk: Desk, _given: Given) -> Answer:
    """`cuplik daftar`: the screens of this office."""
    names = _screens(desk)
    return Answer({"layar": names}, "\n".join(names))


def cuplik(desk: Desk, given: Given) -> Answer:
    """`cuplik LAYAR`: one screen with this folder's data as a PNG."""
    screen, target = given.text("layar"), given.file("ke")
    known = _screens(desk)
    if screen not in known:
        if screen in ANNOUNCED:
            raise NotYet(_("Layar {kata}").format(kata=screen))
        sentence = _("Layar {nama} tidak dikenal. Pilihan: {pilihan}.")
        raise WrongUse(sentence.format(nama=screen, pilihan=", ".join(known)), "cuplik")
    size = _size(given.text("ukuran"))
    place, key = PARTS.get((_role(desk), screen), (screen, ""))
    if screen == WIZARD:
        place, key = WIZARD, _page
    elif screen == PASTED:
        place = "usulan"
    elif screen == PAPER:
        place, key = "rkpdes", ""
    _snapshot().draw(
        desk.app,
        place,
        target,
        size=size,
        text_scale=int(given.text("huruf") or 100),
        theme=given.text("tema") or "terang",
        key=key(desk, given) if callable(key) else key or None,
        block=_pasted(desk) if screen == PASTED else (),
        beside="musyawarah.proyektor" if screen == WALL else "",
        paper=_paper(given) if screen == PAPER else "",
    )
    text = _("Gambar layar ditulis ke {berkas}.").format(berkas=target)
    return Answer({"berkas": str(target), "layar": screen, "ukuran": size}, text)


def _role(desk: Desk) -> Peran:
    is_desa = desk.app.kantor is None or desk.app.kantor.peran is Peran.DESA
    return Peran.DESA if is_desa else Peran.KECAMATAN


def _screens(desk: Desk) -> list[str]:
    """The places of this office, and the parts of them that have a word of their own."""
    places = list(_snapshot().names(desk.app.mode.value))
    role = _role(desk)
    parts = [word for (peran, word), (place, _key) in PARTS.items() if peran is role and place in places]
    always = [WIZARD] if WIZARD not in places else []
    village = [PASTED, PAPER] if "usulan" in places else []
    return list(dict.fromkeys([*places, *parts, *village, *always]))


def _page(_desk: Desk, given: Given) -> object:
    """The page of the wizard: the first, or the one named with --id."""
    page = given.text("id") or PAGES[0]
    if page not in PAGES:
        sentence = _("--id: halaman {nama} tidak dikenal. Pilihan: {pilihan}.")
        raise WrongUse(sentence.format(nama=page, pilihan=", ".join(PAGES)), "cuplik")
    return page


def _paper(given: Given) -> str:
    """The document in Pratinjau Cetak: the matrix of the plan unless another is named with --id."""
    kind = given.text("id") or "matriks-rkp"
    if kind not in {one.kind for one in printing.list_documents()}:
        sentence = _("--id: dokumen {nama} tidak dikenal. Lihat: desa-desktop cetak daftar.")
        raise WrongUse(sentence.format(nama=kind), "cuplik")
    return kind


def _pasted(desk: Desk) -> list[list[str]]:
    dusun = desa.profile(desk.app.database).dusun
    name = dusun[0].nama if dusun else "Krajan"
    return [[cell.format(dusun=name) for cell in row] for row in SAMPLE]


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{3,4})[xX×]([0-9]{3,4})", text) if text else None
    if text and found is None:
        raise WrongUse(_("--ukuran: {isi} tidak jelas. Contoh: 1366x697.").format(isi=text), "cuplik")
    return (int(found[1]), int(found[2])) if found else USUAL


def _snapshot() -> Any:
    os.environ.setdefault("QT_LOGGING_RULES", QUIET)
    return importlib.import_module(SNAPSHOT)
