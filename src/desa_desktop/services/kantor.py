"""The office itself: set up once, and what each plan year needs to begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import AngkaPokok, AngkaPokokId, BarisAngka, Desa, DesaId, Perangkat
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.identity import office_uid
from desa_desktop.domain.kantor import CatatanTahap, DesaBinaan, Kantor, KantorId, KeadaanTahap, Peran
from desa_desktop.domain.rkp import Durkp, DurkpId, RkpDesa, RkpDesaId
from desa_desktop.domain.usulan import DaftarUsulan, DaftarUsulanId
from desa_desktop.domain.wilayah import DESA_DIGITS, KECAMATAN_DIGITS, read_kode
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.store import archive
from desa_desktop.store.unit import Database, Unit

_FURTHER = "laptop_tambahan"
STEPS = ("identitas", "pejabat", "wilayah", "posisi", "pengaman", "siap")
DONE = ""
PILIHAN_ATURAN = ("permendagri114", "permendesa21")
PILIHAN_LABEL = ("rkp", "berikutnya")
"""The year on the DU-RKP: that of the RKP Desa, or the year after (perencanaan.md 4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persiapan:
    """What is typed at set-up; `kode` may carry points. Names of officials may stay empty."""

    peran: Peran
    kode: str
    nama: str
    kecamatan: str = ""
    kabupaten: str = ""
    provinsi: str = ""
    kepala: str = ""
    sekretaris: str = ""
    bpd: str = ""
    label: str = ""
    tahun: int | None = None
    tambahan: bool = False
    """A further laptop of a kecamatan that has its key already: it makes none, it is enrolled."""


def find(database: Database) -> Kantor | None:
    """The office of this laptop, or None before the set-up."""
    with database.read() as unit:
        found = unit.select(Kantor)
    return found[0] if found else None


def is_further(unit: Unit) -> bool:
    """Whether this laptop was set up as a further one of its kecamatan (kiriman-format.md 10.1)."""
    return bool(archive.meta(unit, _FURTHER))


def is_further_laptop(database: Database) -> bool:
    """The same, for screens."""
    with database.read() as unit:
        return is_further(unit)


def require(unit: Unit) -> Kantor:
    """The office of this laptop. Raises NotFound before the set-up."""
    found = unit.select(Kantor)
    if not found:
        raise NotFound(apa=_("Kantor"))
    return found[0]


def check_given(given: Persiapan, at: datetime) -> tuple[str, int]:
    """The bare code and the plan year of what was typed, before anything is made on the disk.

    Raises InvalidInput (K-130 for a wrong code; `nama`, `tahun`).
    """
    digits = DESA_DIGITS if given.peran is Peran.DESA else KECAMATAN_DIGITS
    kode = read_kode(given.kode, digits)
    if not given.nama.strip():
        raise InvalidInput({"nama": _("Isi nama kantor, misalnya Tursino.")})
    tahun = given.tahun if given.tahun is not None else at.astimezone().year + 1
    if not 2000 <= tahun <= 2100:
        raise InvalidInput({"tahun": _("Tahun {tahun} tidak wajar. Contoh: 2027.").format(tahun=tahun)})
    return kode, tahun


def set_up(
    database: Database,
    given: Persiapan,
    aturan: Aturan,
    *,
    kid: str,
    by: str,
    at: datetime,
    wisaya: str = DONE,
) -> Kantor:
    """Make the office, for a desa with its profile and the dokumen of the plan year, as one step.

    `wisaya` is the step at which the wizard goes on; empty when all was given at once.
    Raises InvalidInput (K-130 for a wrong code; `nama`, `tahun`).
    """
    kode, tahun = check_given(given, at)
    uid = office_uid(kode)
    with database.unit() as unit:
        if unit.select(Kantor):
            raise InvalidInput({"": _("Kantor di folder data ini sudah disiapkan. Data tidak diubah.")})
        kantor = Kantor(
            id=KantorId(uid),
            peran=given.peran,
            kode=kode,
            nama=given.nama.strip(),
            kecamatan=given.kecamatan.strip()
            or (given.nama.strip() if given.peran is not Peran.DESA else ""),
            kabupaten=given.kabupaten.strip(),
            provinsi=given.provinsi.strip(),
            kepala=given.kepala.strip(),
            label=given.label.strip() or _default_label(given),
            tahun_rencana=tahun,
            wisaya=wisaya,
            kid=kid,
        )
        unit.add(kantor)
        if given.tambahan and given.peran is Peran.KECAMATAN:
            archive.put_meta(unit, _FURTHER, "ya")
        if given.peran is Peran.DESA:
            _add_profile(unit, kantor, given)
            begin_year(unit, DesaId(uid), tahun, aturan)
        # a milestone: Ctrl+Z on a fresh Data Desa must not take the office away
        unit.commit(_("siapkan kantor {nama}").format(nama=kantor.nama), by, at, kind="sahkan")
    return kantor


def _default_label(given: Persiapan) -> str:
    if given.tambahan and given.peran is Peran.KECAMATAN:
        return _("Laptop tambahan")
    return {
        Peran.DESA: _("Laptop Sekdes"),
        Peran.KECAMATAN: _("Laptop Kasi PMD"),
        Peran.PENDAMPING: _("Laptop pendamping"),
    }[given.peran]


def _add_profile(unit: Unit, kantor: Kantor, given: Persiapan) -> None:
    officers = (
        (given.kepala, _("Kepala Desa")),
        (given.sekretaris, _("Sekretaris Desa")),
        (given.bpd, _("Ketua BPD")),
    )
    named = [(name.strip(), title) for name, title in officers if name.strip()]
    unit.add(
        Desa(
            id=DesaId(kantor.id),
            kode=kantor.kode,
            nama=kantor.nama,
            kecamatan=kantor.kecamatan,
            kabupaten=kantor.kabupaten,
            provinsi=kantor.provinsi,
            perangkat=[
                Perangkat(urut=index, nama=name, jabatan=title)
                for index, (name, title) in enumerate(named, start=1)
            ],
        )
    )


def begin_year(unit: Unit, desa: DesaId, tahun: int, aturan: Aturan) -> None:
    """Make the dokumen that a plan year has one of, where they are missing (empty ones do not travel)."""
    key = str(tahun)
    if unit.find(DaftarUsulan, dokumen_id(desa, "daftar-usulan", key)) is None:
        unit.add(
            DaftarUsulan(id=DaftarUsulanId(dokumen_id(desa, "daftar-usulan", key)), desa_id=desa, tahun=tahun)
        )
    if unit.find(RkpDesa, dokumen_id(desa, "rkp-desa", key)) is None:
        unit.add(RkpDesa(id=RkpDesaId(dokumen_id(desa, "rkp-desa", key)), desa_id=desa, tahun=tahun))
    if unit.find(Durkp, dokumen_id(desa, "durkp", key)) is None:
        unit.add(
            Durkp(id=DurkpId(dokumen_id(desa, "durkp", key)), desa_id=desa, tahun=tahun, tahun_target=tahun)
        )
    angka = AngkaPokokId(dokumen_id(desa, "angka-pokok", str(tahun - 1)))
    if unit.find(AngkaPokok, angka) is None:
        unit.add(
            AngkaPokok(
                id=angka,
                desa_id=desa,
                tahun=tahun - 1,
                baris=[
                    BarisAngka(urut=index, kunci=one.kunci, nama=one.nama, satuan=one.satuan)
                    for index, one in enumerate(aturan.angka_pokok, start=1)
                ],
            )
        )


def change_year(database: Database, tahun: int, aturan: Aturan, *, by: str, at: datetime) -> None:
    """Work on another plan year from now on; the earlier ones stay. Raises InvalidInput."""
    if not 2000 <= tahun <= 2100:
        raise InvalidInput({"tahun": _("Tahun {tahun} tidak wajar. Contoh: 2027.").format(tahun=tahun)})
    with database.unit() as unit:
        kantor = require(unit)
        kantor.tahun_rencana = tahun
        if kantor.peran is Peran.DESA:
            begin_year(unit, DesaId(kantor.id), tahun, aturan)
        unit.commit(_("ganti Tahun Rencana menjadi {tahun}").format(tahun=tahun), by, at)


def set_wizard_step(database: Database, step: str, *, by: str, at: datetime) -> None:
    """Remember where the wizard goes on; the empty step means `Siap dipakai`."""
    with database.unit() as unit:
        require(unit).wisaya = step
        unit.commit(_("lanjutkan penyiapan"), by, at)


def correct_identity(database: Database, values: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Change name and place of the office, and of its profile alike. The code stays (kiriman-format.md 9).

    `values` are fields of Kantor (nama, kecamatan, kabupaten, provinsi, kepala, alamat, label).
    Raises InvalidInput for an empty name.
    """
    if not values.get("nama", "x").strip():
        raise InvalidInput({"nama": _("Isi nama kantor, misalnya Tursino.")})
    with database.unit() as unit:
        kantor = require(unit)
        desa = unit.find(Desa, kantor.id)
        for field, value in values.items():
            setattr(kantor, field, value.strip())
            if desa is not None and field in ("nama", "kecamatan", "kabupaten", "provinsi", "alamat"):
                setattr(desa, field, value.strip())
        unit.commit(_("ubah identitas kantor"), by, at)


def choose_rules(database: Database, values: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Choose where the rules leave a choice: `urutan_tahap` (perencanaan.md 4.3), `dasar_tim` (2.1),
    `label_durkp` (4.2).

    Raises InvalidInput for a word that is none of the two.
    """
    for field, value in values.items():
        offered = PILIHAN_LABEL if field == "label_durkp" else PILIHAN_ATURAN
        if field not in ("urutan_tahap", "dasar_tim", "label_durkp") or value not in offered:
            raise InvalidInput({field: _("Pilih {satu} atau {dua}.").format(satu=offered[0], dua=offered[1])})
    with database.unit() as unit:
        kantor = require(unit)
        if "urutan_tahap" in values:
            kantor.urutan_tahap = values["urutan_tahap"]
        own = {name: value for name, value in values.items() if name != "urutan_tahap"}
        if own:
            kantor.setelan = {**kantor.setelan, **own}
        unit.commit(_("pilih aturan yang diikuti"), by, at)


def set_officers(database: Database, names: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Name the officials of the wizard's fourth step; `names` maps a jabatan to a name (empty: leave)."""
    with database.unit() as unit:
        desa = unit.get(Desa, require(unit).id)
        for jabatan, name in names.items():
            if not name.strip():
                continue
            holder = next(
                (one for one in desa.perangkat if one.jabatan.casefold() == jabatan.casefold()), None
            )
            if holder is None:
                desa.perangkat.append(
                    Perangkat(urut=len(desa.perangkat) + 1, nama=name.strip(), jabatan=jabatan)
                )
            else:
                holder.nama = name.strip()
        unit.commit(_("isi pejabat"), by, at)


def set_villages(database: Database, rows: Sequence[tuple[str, str]], *, by: str, at: datetime) -> int:
    """Add villages (code, name) to the kecamatan's own list, or rename those known; returns how many changed.

    Raises InvalidInput naming the first wrong code, or one outside this kecamatan; then nothing changed.
    """
    changed = 0
    with database.unit() as unit:
        kantor = require(unit)
        known = {one.kode: one for one in unit.select(DesaBinaan)}
        for number, (text, name) in enumerate(rows, start=1):
            kode = _village_code(text, kantor.kode, number)
            if kode in known:
                if name.strip() and known[kode].nama != name.strip():
                    known[kode].nama = name.strip()
                    changed += 1
                continue
            known[kode] = DesaBinaan(id=office_uid(kode), kode=kode, nama=name.strip(), urut=len(known) + 1)
            unit.add(known[kode])
            changed += 1
        unit.commit(_("isi {n} desa").format(n=changed), by, at)
    return changed


def drop_villages(database: Database, kode: Sequence[str], *, by: str, at: datetime) -> int:
    """Take villages (bare codes) out of the kecamatan's own list; returns how many were there.

    What they sent stays: only the list that the matrix is made of becomes shorter.
    """
    with database.unit() as unit:
        gone = [one for one in unit.select(DesaBinaan) if one.kode in set(kode)]
        for one in gone:
            unit.remove(one)
        unit.commit(_("hapus {n} desa").format(n=len(gone)), by, at)
    return len(gone)


def _village_code(text: str, kecamatan: str, number: int) -> str:
    try:
        kode = read_kode(text, DESA_DIGITS)
    except InvalidInput as wrong:
        sentence = _("Baris {nomor}: {sebab}").format(nomor=number, sebab=wrong.fields["kode"])
        raise InvalidInput({"kode": sentence}) from wrong
    if kode[:6] != kecamatan:
        sentence = _("Baris {nomor}: kode {kode} bukan desa di kecamatan ini.").format(
            nomor=number, kode=text
        )
        raise InvalidInput({"kode": sentence})
    return kode


def villages(database: Database) -> list[DesaBinaan]:
    """The kecamatan's own list of villages in its order."""
    with database.read() as unit:
        return sorted(unit.select(DesaBinaan), key=lambda one: (one.urut, one.kode))


def find_village(unit: Unit, text: str) -> DesaBinaan:
    """The village of this kecamatan with that code (with or without dots) or name. Raises InvalidInput."""
    digits = "".join(one for one in text if one.isdigit())
    for one in unit.select(DesaBinaan):
        if one.kode == digits or one.nama.casefold() == text.strip().casefold():
            return one
    sentence = _("Desa {kode} tidak ada di daftar desa kecamatan ini.")
    raise InvalidInput({"desa": sentence.format(kode=text)})


def note_step(
    database: Database,
    tahun: int,
    kunci: str,
    keadaan: KeadaanTahap,
    *,
    by: str,
    at: datetime,
    tanggal: date | None = None,
    alasan: str = "",
) -> None:
    """Say of a task `Sudah dikerjakan di luar aplikasi` (done on `tanggal`) or `Tunda sampai` (`tanggal`)."""
    with database.unit() as unit:
        found = unit.select(CatatanTahap, tahun=tahun, kunci=kunci)
        note = found[0] if found else CatatanTahap(tahun=tahun, kunci=kunci, keadaan=keadaan)
        note.keadaan, note.tanggal, note.alasan = keadaan, tanggal, alasan
        if not found:
            unit.add(note)
        unit.commit(_("catat tugas"), by, at)


def forget_note(database: Database, tahun: int, kunci: str, *, by: str, at: datetime) -> None:
    """Take back what was said of a task: it counts by its own date again."""
    with database.unit() as unit:
        for note in unit.select(CatatanTahap, tahun=tahun, kunci=kunci):
            unit.remove(note)
        unit.commit(_("batalkan catatan tugas"), by, at)


def notes_of(database: Database, tahun: int) -> list[CatatanTahap]:
    """What was said of the steps of a plan year."""
    with database.read() as unit:
        return unit.select(CatatanTahap, tahun=tahun)
