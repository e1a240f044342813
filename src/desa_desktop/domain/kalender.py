"""What must be done next and by when: the planning calendar and the list of tasks (ux.md 5.1, 14.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from desa_desktop.domain.aturan import Aturan, LangkahKalender
from desa_desktop.domain.kantor import CatatanTahap, KeadaanTahap, Peran
from desa_desktop.domain.wording import show_date
from desa_desktop.i18n import _

_WEEK = 7
_YEAR = 366
_MOST_NAMES = 3
# whoever was done with them on one day has others to look at on the next
_COMES_AGAIN = ("kotak-masuk", "telaah-desa")


class KeadaanTugas(Enum):
    """How pressing a task is; the members stand in the order of the list."""

    TERLAMBAT = "terlambat"
    MINGGU_INI = "minggu_ini"
    BULAN_INI = "bulan_ini"
    NANTI = "nanti"


@dataclass(frozen=True, slots=True)
class Tugas:
    """One task. `hari` counts days to `batas`, below zero when late; `place` names the screen to open.

    `kunci` is lasting: what a person notes about a task (CatatanTahap) is kept under it. `dasar` is the
    source of the rule, empty for mere advice (`is_anjuran`). `tombol` is the word on its button.
    """

    kunci: str
    judul: str
    sebab: str
    batas: date
    keadaan: KeadaanTugas
    hari: int
    place: str
    dasar: str = ""
    tombol: str = ""
    is_anjuran: bool = False

    @property
    def jarak(self) -> str:
        """`Terlambat 12 hari`, `Hari ini`, `39 hari lagi`."""
        if self.hari < 0:
            return _("Terlambat {n} hari").format(n=-self.hari)
        return _("Hari ini") if self.hari == 0 else _("{n} hari lagi").format(n=self.hari)


@dataclass(frozen=True, slots=True)
class BelumDikirim:
    """A ratified dokumen the kecamatan does not have yet. `is_berubah`: it changed since it was sent."""

    id: str
    judul: str
    disahkan: date
    is_berubah: bool = False


@dataclass(frozen=True, slots=True)
class TelaahTerbuka:
    """Notes of the kecamatan nobody answered yet; `diterima` is the day they arrived."""

    id: str
    judul: str
    jumlah: int
    diterima: date
    place: str = "rkpdes"


@dataclass(frozen=True, slots=True)
class PerubahanTerbuka:
    """A ratified plan that is being changed (perencanaan.md 4.4).

    `terakhir` is the day somebody worked on it; `has_khusus`: its special musrenbangdes was held.
    """

    id: str
    judul: str
    dasar: str
    terakhir: date
    has_khusus: bool = False
    place: str = "rkpdes"


@dataclass(frozen=True, slots=True)
class PaketBaru:
    """A Paket Aturan of the kecamatan nobody looked at yet: its number and date, and the day it arrived."""

    id: str
    nomor: str
    tanggal: date
    diterima: date


@dataclass(frozen=True, slots=True)
class DokumenDesa:
    """A ratified plan of a village that nobody at the kecamatan reviewed; `diterima`: the day it arrived."""

    judul: str
    desa: str
    diterima: date


@dataclass(frozen=True, slots=True)
class IsianTerbuka:
    """A checklist that is not finished: how many of its required answers are there, and its last day."""

    id: str
    judul: str
    terisi: int
    wajib: int
    batas: date


@dataclass(frozen=True, slots=True)
class KeadaanRpjm:
    """How the RPJM Desa stands. `awal`, `akhir`: the years of the one that is ratified, None without one.

    `pelantikan`: the day the Kepala Desa took office, None if it is not known. `selesai`: keys of the steps
    of a new RPJM Desa that are taken (`sk_tim_rpjm`, ...); `has_konsep`: a new one has been begun.
    """

    awal: int | None = None
    akhir: int | None = None
    pelantikan: date | None = None
    selesai: frozenset[str] = frozenset()
    has_konsep: bool = False


@dataclass(frozen=True, slots=True)
class KeadaanRencana:
    """All that tasks depend on, as plain values. `services` fills it.

    `selesai`: keys of calendar steps done in the program (`musdes`, `pagu`, `rkpdes`, ...).
    `kemajuan`: key of a step -> a sentence on how far it is. `catatan`: what people noted of tasks.
    `pertama_dipakai`: the day this laptop began; older deadlines of checklists do not count as late.
    `cadangan_terakhir`: the day of the newest backup. `sisa_wisaya`: key -> title of set-up steps put off.
    Of a kecamatan: `kiriman_masuk` kiriman wait to be looked at, `kiriman_ditahan` are held, `nomor_ganda`
    lie in Karantina until the village was asked; `dokumen_desa` wait for their review; `belum_mengirim`:
    key of a village's step (`rkpdes`, `durkp`) -> the villages whose plan did not come. `rpjm`: None where
    nothing is to be said of it.
    """

    tahun: int
    pertama_dipakai: date
    peran: Peran = Peran.DESA
    urutan: str = "permendesa21"
    selesai: frozenset[str] = frozenset()
    kemajuan: Mapping[str, str] = field(default_factory=dict)
    catatan: Sequence[CatatanTahap] = ()
    belum_dikirim: Sequence[BelumDikirim] = ()
    telaah: Sequence[TelaahTerbuka] = ()
    paket_baru: Sequence[PaketBaru] = ()
    perubahan: Sequence[PerubahanTerbuka] = ()
    isian: Sequence[IsianTerbuka] = ()
    kiriman_masuk: int = 0
    kiriman_ditahan: int = 0
    nomor_ganda: int = 0
    dokumen_desa: Sequence[DokumenDesa] = ()
    belum_mengirim: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cadangan_terakhir: date | None = None
    sisa_wisaya: Mapping[str, str] = field(default_factory=dict)
    rpjm: KeadaanRpjm | None = None


def kunci_langkah(kunci: str) -> str:
    """The lasting key of the task of a calendar step, e.g. `langkah:musdes`."""
    return f"langkah:{kunci}"


def tasks(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> list[Tugas]:
    """Everything to be done, the most pressing first: late, within 7 days, this month, later.

    A task noted as done outside the program is gone; one put off until a day waits under `nanti`
    until then and afterwards counts by its own date again.
    """
    found = [
        *_calendar(keadaan, aturan, today),
        *_rpjm(keadaan, aturan, today),
        *_next_year(keadaan, aturan, today),
        *_changes(keadaan, today),
        *_sending(keadaan, aturan, today),
        *_answers(keadaan, today),
        *_of_villages(keadaan, aturan, today),
        *_checklists(keadaan, today),
        *_safety(keadaan, aturan, today),
    ]
    noted = {satu.kunci: satu for satu in keadaan.catatan if satu.tahun == keadaan.tahun}
    left = (_with_note(satu, noted.get(satu.kunci), today) for satu in found)
    order = list(KeadaanTugas)
    kept = [satu for satu in left if satu is not None]
    turn = {kunci_langkah(kunci): place for place, kunci in enumerate(_in_turn(keadaan.urutan, aturan))}
    last = len(turn)
    return sorted(
        kept,
        key=lambda satu: (
            order.index(satu.keadaan),
            satu.batas,
            turn.get(satu.kunci, last),
            satu.kunci,
        ),
    )


def _in_turn(urutan: str, aturan: Aturan) -> list[str]:
    """The calendar steps as this office takes them: of two with one last day the earlier comes first."""
    keys = [one.kunci for one in aturan.langkah_of(urutan)]
    steps = [one.kunci for one in aturan.tahap(urutan) if one.kunci in keys]
    following = iter(steps)
    return [next(following) if one in steps else one for one in keys]


def _task(
    kunci: str,
    judul: str,
    sebab: str,
    batas: date,
    today: date,
    place: str,
    tombol: str,
    dasar: str = "",
    *,
    is_anjuran: bool = False,
) -> Tugas:
    hari = (batas - today).days
    return Tugas(kunci, judul, sebab, batas, state_of(batas, today), hari, place, dasar, tombol, is_anjuran)


def state_of(batas: date, today: date) -> KeadaanTugas:
    """How pressing a last day is: the day itself is not late."""
    days = (batas - today).days
    if days < 0:
        return KeadaanTugas.TERLAMBAT
    if days <= _WEEK:
        return KeadaanTugas.MINGGU_INI
    if (batas.year, batas.month) == (today.year, today.month):
        return KeadaanTugas.BULAN_INI
    return KeadaanTugas.NANTI


def _calendar(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    for langkah in aturan.langkah_of(keadaan.urutan):
        if langkah.peran != keadaan.peran.value or langkah.kunci in keadaan.selesai:
            continue
        if keadaan.selesai & set(langkah.gugur):
            continue
        progress = keadaan.kemajuan.get(langkah.kunci, "")
        yield _task(
            kunci_langkah(langkah.kunci),
            langkah.judul,
            progress or langkah.sebab,
            langkah.batas(keadaan.tahun),
            today,
            langkah.tempat,
            _("Lanjutkan") if progress else _("Mulai"),
            langkah.kutipan,
            is_anjuran=langkah.unconfirmed,
        )


def _rpjm(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    """The RPJM Desa: its steps after a pelantikan, or that there is none for the plan year.

    One task while nothing has begun, so that a village whose RPJM Desa lies in a drawer is asked once.
    """
    state = keadaan.rpjm
    if state is None or keadaan.peran is not Peran.DESA:
        return
    is_covered = (
        state.awal is not None and state.akhir is not None and (state.awal <= keadaan.tahun <= state.akhir)
    )
    if is_covered and not state.has_konsep:
        return
    if state.pelantikan is not None and (state.has_konsep or _is_recent(state, aturan, today)):
        for langkah in aturan.rencana.langkah_rpjm:
            if langkah.kunci not in state.selesai:
                yield _task(
                    kunci_langkah(langkah.kunci),
                    langkah.judul,
                    langkah.sebab,
                    langkah.batas(state.pelantikan),
                    today,
                    "rpjm",
                    _("Lanjutkan") if state.has_konsep else _("Mulai"),
                    langkah.kutipan,
                    is_anjuran=langkah.unconfirmed,
                )
        return
    batas = date(keadaan.tahun - 1, 6, 30)
    if state.akhir is not None and state.akhir < keadaan.tahun:
        sebab = _("RPJM Desa {awal}–{akhir} berakhir sebelum tahun rencana {tahun}.").format(
            awal=state.awal, akhir=state.akhir, tahun=keadaan.tahun
        )
        judul = _("Perpanjang atau susun RPJM Desa")
    else:
        sebab = _(
            "RPJM Desa yang mencakup {tahun} belum ada di aplikasi, jadi kegiatan belum bisa ditelusuri."
        )
        sebab, judul = sebab.format(tahun=keadaan.tahun), _("Isi RPJM Desa")
    begun = _("Lanjutkan") if state.has_konsep else _("Mulai")
    yield _task("rpjm:belum-ada", judul, sebab, batas, today, "rpjm", begun, is_anjuran=True)


def _next_year(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    """The plan year has begun, so the year after it is to be planned; its steps show once it is chosen."""
    if keadaan.peran is not Peran.DESA or today.year < keadaan.tahun:
        return
    following = keadaan.tahun + 1
    steps = [one for one in aturan.langkah_of(keadaan.urutan) if one.peran == keadaan.peran.value]
    first = min(steps, key=lambda one: one.batas(following), default=None)
    if first is None:
        return
    sentence = _("Tahun {tahun} sudah berjalan. Ganti Tahun Rencana di Pengaturan, lalu langkahnya tampil.")
    yield _task(
        f"tahun:{following}",
        _("Mulai perencanaan {tahun}").format(tahun=following),
        sentence.format(tahun=keadaan.tahun),
        first.batas(following),
        today,
        "pengaturan",
        _("Buka"),
        is_anjuran=True,
    )


def _is_recent(state: KeadaanRpjm, aturan: Aturan, today: date) -> bool:
    """Whether the pelantikan asks for a new RPJM Desa: it is younger than the one that is ratified."""
    if state.pelantikan is None or state.pelantikan > today:
        return False
    if state.awal is not None and state.pelantikan.year <= state.awal:
        return False
    last = max((one.batas(state.pelantikan) for one in aturan.rencana.langkah_rpjm), default=today)
    return today <= last + timedelta(days=_YEAR)


def _changes(keadaan: KeadaanRencana, today: date) -> Iterable[Tugas]:
    """A change that was begun and lies still; no rule says by when, so a week after the last work on it."""
    for one in keadaan.perubahan:
        if one.has_khusus:
            words = _(
                "Musrenbangdes khusus sudah selesai. Yang disahkan dulu berlaku sampai ada Perdes baru."
            )
        else:
            words = _("Adakan Musrenbangdes khusus. Yang disahkan dulu berlaku sampai ada Perdes baru.")
        sebab = f"{one.dasar.rstrip('.')}. {words}" if one.dasar.strip() else words
        title = _("Selesaikan perubahan {judul}").format(judul=one.judul)
        batas = one.terakhir + timedelta(days=_WEEK)
        tombol = _("Lanjutkan")
        yield _task(f"perubahan:{one.id}", title, sebab, batas, today, one.place, tombol, is_anjuran=True)


def _sending(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    """What was ratified should reach the kecamatan within a few days."""
    for one in keadaan.belum_dikirim:
        judul = _("Kirim {judul}").format(judul=one.judul)
        if one.is_berubah:
            sebab = _("Ada perubahan sejak dikirim, disahkan {tanggal}.")
        else:
            sebab = _("Disahkan {tanggal}, belum dikirim ke kecamatan.")
        batas = one.disahkan + timedelta(days=aturan.pengingat.kirim_hari)
        text = sebab.format(tanggal=show_date(one.disahkan))
        yield _task(f"kirim:{one.id}", judul, text, batas, today, "kirim", _("Kirim"))


def _answers(keadaan: KeadaanRencana, today: date) -> Iterable[Tugas]:
    """Notes and kiriman of the other side; a week is what neighbours expect, no rule says so."""
    for one in keadaan.telaah:
        judul = _("Perbaiki {n} catatan telaah {judul}").format(n=one.jumlah, judul=one.judul)
        sebab = _("Dari kecamatan, {tanggal}.").format(tanggal=show_date(one.diterima))
        batas = one.diterima + timedelta(days=_WEEK)
        yield _task(f"telaah:{one.id}", judul, sebab, batas, today, one.place, _("Lanjutkan"))
    for rules in keadaan.paket_baru:
        judul = _("Lihat Paket Aturan {nomor} dari kecamatan").format(nomor=rules.nomor)
        words = _("Tertanggal {tanggal}, belum dipakai. Aturan yang sekarang tetap berlaku.")
        sebab = words.format(tanggal=show_date(rules.tanggal))
        batas = rules.diterima + timedelta(days=_WEEK)
        yield _task(f"paket:{rules.id}", judul, sebab, batas, today, "paket-aturan", _("Lihat"))
    if keadaan.kiriman_masuk:
        judul = _("Tinjau {n} kiriman di Kotak Masuk").format(n=keadaan.kiriman_masuk)
        sebab = _("Desa menunggu tanda terima.")
        yield _task("kotak-masuk", judul, sebab, today, today, "kotak-masuk", _("Tinjau"))
    if keadaan.kiriman_ditahan:
        judul = _("Putuskan {n} kiriman yang ditahan").format(n=keadaan.kiriman_ditahan)
        sebab = _("Tanyakan ke desa, lalu terima atau tolak.")
        yield _task("kotak-masuk:ditahan", judul, sebab, today, today, "kotak-masuk", _("Buka"))
    if keadaan.nomor_ganda:
        judul = _("Tanyakan {n} kiriman bernomor ganda").format(n=keadaan.nomor_ganda)
        sebab = _("Kiriman berikutnya dari laptop itu menunggu jawaban desa.")
        yield _task("kotak-masuk:ganda", judul, sebab, today, today, "kotak-masuk", _("Buka"))


def _of_villages(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    """The kecamatan's: plans that wait for their review, and villages late against the calendar."""
    waiting = sorted(keadaan.dokumen_desa, key=lambda one: one.diterima)
    if waiting:
        judul = _("Telaah {n} dokumen desa").format(n=len(waiting))
        named = [_("{judul} {desa}").format(judul=one.judul, desa=one.desa) for one in waiting]
        batas = waiting[0].diterima + timedelta(days=_WEEK)
        yield _task("telaah-desa", judul, _listed(named), batas, today, "telaah", _("Telaah"))
    for langkah in aturan.langkah:
        late = keadaan.belum_mengirim.get(langkah.kunci, ())
        batas = langkah.batas(keadaan.tahun)
        if not late or batas >= today:
            continue
        judul = _("Ingatkan {n} desa: {langkah} {tahun} belum diterima")
        title = judul.format(n=len(late), langkah=langkah.pendek, tahun=keadaan.tahun)
        yield _task(f"desa:{langkah.kunci}", title, _listed(late), batas, today, "desa", _("Lihat desa"))


def _listed(names: Sequence[str]) -> str:
    """`Tursino, Wirun, Kaligesing dan 4 lain.`"""
    shown = ", ".join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return f"{shown}."
    return _("{nama} dan {n} lain.").format(nama=shown, n=len(names) - _MOST_NAMES)


def _checklists(keadaan: KeadaanRencana, today: date) -> Iterable[Tugas]:
    for one in keadaan.isian:
        if one.batas < keadaan.pertama_dipakai:
            continue
        judul = _("Isi {judul}").format(judul=one.judul)
        sebab = _("{terisi} dari {wajib} terisi.").format(terisi=one.terisi, wajib=one.wajib)
        tombol = _("Lanjutkan") if one.terisi else _("Mulai")
        yield _task(f"isian:{one.id}", judul, sebab, one.batas, today, "daftar-isian", tombol)


def _safety(keadaan: KeadaanRencana, aturan: Aturan, today: date) -> Iterable[Tugas]:
    """The backup reminder, late after the second term, and the steps put off in the wizard."""
    remind = aturan.pengingat
    last = keadaan.cadangan_terakhir or keadaan.pertama_dipakai
    age = (today - last).days
    if age >= remind.cadangan_hari:
        if keadaan.cadangan_terakhir:
            sebab = _("Cadangan terakhir {n} hari lalu.").format(n=age)
        else:
            sebab = _("Data ini belum pernah dicadangkan.")
        batas = last + timedelta(days=remind.cadangan_mendesak_hari)
        yield _task("cadangan", _("Cadangkan data"), sebab, batas, today, "cadangan", _("Cadangkan"))
    for kunci, judul in keadaan.sisa_wisaya.items():
        batas = keadaan.pertama_dipakai + timedelta(days=remind.pengaman_hari)
        sebab = _("Langkah ini dilewati saat aplikasi disiapkan.")
        yield _task(f"wisaya:{kunci}", judul, sebab, batas, today, "pengaturan", _("Mulai"))


def _with_note(satu: Tugas, note: CatatanTahap | None, today: date) -> Tugas | None:
    if note is None:
        return satu
    if note.keadaan is KeadaanTahap.DI_LUAR:
        is_over = note.tanggal is not None and note.tanggal < today
        return satu if satu.kunci.startswith(_COMES_AGAIN) and is_over else None
    if note.tanggal is None or note.tanggal <= today:
        return satu
    sebab = _("Ditunda sampai {tanggal}.").format(tanggal=show_date(note.tanggal))
    if note.alasan:
        sebab += " " + note.alasan
    return replace(satu, keadaan=KeadaanTugas.NANTI, sebab=sebab)


def postpone_problem(sampai: date, today: date, aturan: Aturan) -> str:
    """Why a task cannot be put off until this day; "" if it can (at most 14 days, ux.md 5.1)."""
    most = today + timedelta(days=aturan.pengingat.tunda_paling_lama_hari)
    if today < sampai <= most:
        return ""
    sentence = _("Tugas dapat ditunda paling lama {n} hari, sampai {tanggal}.")
    return sentence.format(n=aturan.pengingat.tunda_paling_lama_hari, tanggal=show_date(most))


def empty_sentence(found: Sequence[Tugas]) -> str:
    """What Beranda says when nothing is due: the next task and its day."""
    later = [satu for satu in found if satu.keadaan is KeadaanTugas.NANTI]
    if not later:
        return _("Tidak ada tugas sampai akhir bulan.")
    first = min(later, key=lambda satu: satu.batas)
    sentence = _("Tidak ada tugas sampai akhir bulan. Tugas berikutnya: {judul}, {tanggal}.")
    return sentence.format(judul=first.judul, tanggal=show_date(first.batas))


class KeadaanLangkah(Enum):
    """The three marks of the position line."""

    SELESAI = "selesai"
    SEKARANG = "sekarang"
    BELUM = "belum"


@dataclass(frozen=True, slots=True)
class LangkahPosisi:
    """One mark of the line of seven steps."""

    langkah: LangkahKalender
    keadaan: KeadaanLangkah
    batas: date


def posisi(keadaan: KeadaanRencana, aturan: Aturan) -> list[LangkahPosisi]:
    """The seven steps of the plan year in this office's order; the first that is open is `sekarang`.

    Steps done outside the program count as done.
    """
    outside = {
        satu.kunci
        for satu in keadaan.catatan
        if satu.tahun == keadaan.tahun and satu.keadaan is KeadaanTahap.DI_LUAR
    }
    line, has_current = [], False
    for langkah in aturan.langkah_posisi(keadaan.urutan):
        if langkah.kunci in keadaan.selesai or kunci_langkah(langkah.kunci) in outside:
            mark = KeadaanLangkah.SELESAI
        elif not has_current:
            mark, has_current = KeadaanLangkah.SEKARANG, True
        else:
            mark = KeadaanLangkah.BELUM
        line.append(LangkahPosisi(langkah, mark, langkah.batas(keadaan.tahun)))
    return line


def posisi_sentence(line: Sequence[LangkahPosisi]) -> str:
    """`Langkah sekarang: DURKP, batas 31 Desember 2026.` under the position line."""
    current = next((satu for satu in line if satu.keadaan is KeadaanLangkah.SEKARANG), None)
    if current is None:
        return _("Semua langkah perencanaan selesai.")
    sentence = _("Langkah sekarang: {langkah}, batas {tanggal}.")
    return sentence.format(langkah=current.langkah.pendek, tanggal=show_date(current.batas))
