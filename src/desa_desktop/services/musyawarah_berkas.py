"""A whole meeting written down in a file: `musyawarah catat FILE.json` (cli.md).

Everything that is not understood is named at once, and then nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.musyawarah import (
    Bahasan,
    Catatan,
    JenisMusyawarah,
    Keputusan,
    Musyawarah,
    Penandatangan,
    Peserta,
)
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import number
from desa_desktop.services.musyawarah import NAMES, check_nilai, discuss_open, proposals_of
from desa_desktop.store.unit import Database

_KEYS = frozenset(
    {
        *("jenis", "nama", "tahun", "tanggal", "mulai", "selesai", "tempat"),
        *("pimpinan", "pimpinan_dari", "notulis", "notulis_dari", "narasumber", "penandatangan"),
        *("jumlah_undangan", "hadir", "nilai", "keputusan", "catatan"),
    }
)
_ROW_KEYS = {  # "" stands for a row that is a bare text
    "hadir": frozenset({"", "nama", "jk", "unsur", "dusun", "lembaga", "kelompok_rentan"}),
    "keputusan": frozenset({"", "usulan", "putusan", "alasan", "uraian"}),
    "catatan": frozenset({"", "isi", "pembicara"}),
    "penandatangan": frozenset({"", "nama", "jabatan", "jk"}),
}
_PERSON_KEYS = frozenset({"nama", "dari"})
_PUTUSAN = (
    StatusUsulan.DISEPAKATI,
    StatusUsulan.DITUNDA,
    StatusUsulan.TIDAK_DISEPAKATI,
    StatusUsulan.DITERUSKAN,
)


def record(
    database: Database, aturan: Aturan, content: Mapping[str, Any], *, by: str, at: datetime
) -> Musyawarah:
    """A whole meeting as the JSON of cli.md (`musyawarah catat`), as one step.

    Raises InvalidInput naming every field that is not understood; then nothing was stored.
    """
    reader = _Reader(content, aturan)
    with database.unit() as unit:
        uid = office.require(unit).id
        desa = unit.get(Desa, uid)
        meeting = reader.meeting(desa)
        usulan = {one.nomor: one for one in proposals_of(unit, meeting).values()}
        discuss_open(unit, meeting)
        for nomor, nilai in reader.values(usulan).items():
            _ensure_discussed(meeting, usulan[nomor]).nilai = nilai
        for nomor, (status, alasan) in reader.decisions(usulan).items():
            discussed = _ensure_discussed(meeting, usulan[nomor])
            discussed.putusan, discussed.alasan = status, alasan
        reader.stop_on_wrong()
        for rows in (
            meeting.peserta,
            meeting.bahasan,
            meeting.keputusan,
            meeting.catatan,
            meeting.penandatangan,
        ):
            number(rows)
        unit.add(meeting)
        unit.commit(_("catat {nama}").format(nama=meeting.nama), by, at)
    return meeting


def _ensure_discussed(meeting: Musyawarah, usulan: Usulan) -> Bahasan:
    found = next((one for one in meeting.bahasan if one.usulan_id == usulan.id), None)
    if found is None:
        found = Bahasan(usulan_id=usulan.id, urut=len(meeting.bahasan) + 1)
        meeting.bahasan.append(found)
    return found


def _word(row: Mapping[str, Any], key: str) -> str:
    """A text of a row; null is an empty one. A bare text stands for the row's main field."""
    value = row.get(key, row.get("") if key in ("nama", "isi", "uraian") else None)
    return "" if value is None else str(value).strip()


class _Reader:
    """Understands the JSON of a meeting and collects every sentence about what it cannot."""

    def __init__(self, content: Mapping[str, Any], aturan: Aturan) -> None:
        self._content = content
        self._aturan = aturan
        self._wrong: dict[str, str] = {}

    def stop_on_wrong(self) -> None:
        if self._wrong:
            raise InvalidInput(self._wrong)

    def _known(self, where: str, given: Mapping[str, Any], keys: frozenset[str]) -> None:
        """A key with a slip in it (`kehadiran`) would silently lose everything below it."""
        for key in given:
            if key not in keys:
                sentence = _("{tempat}: kunci {kunci} tidak dikenal. Pilihan: {pilihan}.")
                self._wrong[f"{where}.{key}" if where else str(key)] = sentence.format(
                    tempat=where or _("Berkas"), kunci=key, pilihan=", ".join(sorted(keys - {""}))
                )

    def meeting(self, desa: Desa) -> Musyawarah:
        self._known("", self._content, _KEYS)
        jenis = self._jenis()
        tahun = self._content.get("tahun")
        if not isinstance(tahun, int) or isinstance(tahun, bool) or not 2000 <= tahun <= 2100:
            self._wrong["tahun"] = _("tahun: isi tahun rencana, misalnya 2027.")
            tahun = 2000
        meeting = Musyawarah(
            desa_id=desa.id,
            jenis=jenis,
            tahun=tahun,
            nama=self._text("nama") or _(NAMES[jenis]),
            tanggal=self._date("tanggal"),
            mulai=self._time("mulai"),
            selesai=self._time("selesai"),
            tempat=self._text("tempat"),
            narasumber=self._text("narasumber"),
            jumlah_undangan=self._count("jumlah_undangan"),
        )
        meeting.pimpinan, meeting.pimpinan_dari = self._person("pimpinan")
        meeting.notulis, meeting.notulis_dari = self._person("notulis")
        meeting.peserta = self._people()
        meeting.catatan = self._notes()
        meeting.penandatangan = self._signers()
        self._other_decisions(meeting)
        return meeting

    def _jenis(self) -> JenisMusyawarah:
        word = self._content.get("jenis", "")
        try:
            return JenisMusyawarah(word)
        except ValueError:
            known = ", ".join(one.value for one in JenisMusyawarah)
            if not word:
                self._wrong["jenis"] = _("jenis: isi jenis musyawarah. Pilihan: {pilihan}.").format(
                    pilihan=known
                )
                return JenisMusyawarah.MUSRENBANGDES
            self._wrong["jenis"] = _("jenis: {kata} tidak dikenal. Pilihan: {pilihan}.").format(
                kata=word, pilihan=known
            )
            return JenisMusyawarah.MUSRENBANGDES

    def _text(self, key: str) -> str:
        value = self._content.get(key, "")
        if not isinstance(value, str):
            self._wrong[key] = _("{kunci}: isi dengan teks.").format(kunci=key)
            return ""
        return value.strip()

    def _count(self, key: str) -> int | None:
        value = self._content.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._wrong[key] = _("{kunci}: isi dengan angka, misalnya 40.").format(kunci=key)
            return None
        return value

    def _date(self, key: str) -> date | None:
        text = self._text(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._wrong[key] = _("{kunci}: {isi} bukan tanggal. Contoh: 2026-08-12.").format(
                kunci=key, isi=text
            )
            return None

    def _time(self, key: str) -> time | None:
        text = self._text(key)
        if not text:
            return None
        try:
            given = time.fromisoformat(text.replace(".", ":"))
            if given.tzinfo is not None:  # a clock on the wall has no zone, and no column keeps one
                raise ValueError(text)
            return given.replace(second=0, microsecond=0)
        except ValueError:
            self._wrong[key] = _("{kunci}: {isi} bukan jam. Contoh: 09.10.").format(kunci=key, isi=text)
            return None

    def _person(self, key: str) -> tuple[str, str]:
        value = self._content.get(key, "")
        if isinstance(value, Mapping):
            self._known(key, value, _PERSON_KEYS)
            return _word(value, "nama"), _word(value, "dari")
        return self._text(key), self._text(f"{key}_dari")

    def _rows(self, key: str) -> list[Mapping[str, Any]]:
        rows = self._content.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(one, (Mapping, str)) for one in rows):
            self._wrong[key] = _("{kunci}: isi dengan daftar.").format(kunci=key)
            return []
        given = [one if isinstance(one, Mapping) else {"": one} for one in rows]
        for index, row in enumerate(given, start=1):
            self._known(f"{key}[{index}]", row, _ROW_KEYS[key])
        return given

    def _people(self) -> list[Peserta]:
        people = []
        for index, row in enumerate(self._rows("hadir"), start=1):
            name, jk = _word(row, "nama"), self._jk(row, "hadir", index)
            unsur = _word(row, "unsur")
            if not name:
                self._wrong[f"hadir[{index}].nama"] = _("hadir baris {n}: nama kosong.").format(n=index)
            found = self._aturan.find_unsur(unsur) if unsur else None
            if unsur and found is None:
                self._wrong[f"hadir[{index}].unsur"] = _(
                    "hadir baris {n}: unsur {unsur} tidak dikenal."
                ).format(n=index, unsur=unsur)
            people.append(
                Peserta(
                    nama=name,
                    jk=jk,
                    unsur=found.kunci if found else "",
                    dusun=_word(row, "dusun"),
                    lembaga=_word(row, "lembaga"),
                    is_hadir=True,
                    kelompok_rentan=self._groups(row, index),
                )
            )
        return people

    def _jk(self, row: Mapping[str, Any], key: str, index: int) -> str:
        """L or P; a word such as `Pria` is asked about, for its first letter would make a man a woman."""
        jk = _word(row, "jk").upper()
        if jk in ("", "L", "P"):
            return jk
        self._wrong[f"{key}[{index}].jk"] = _(
            "{kunci} baris {n}: jk {jk} tidak dikenal, isi L atau P."
        ).format(kunci=key, n=index, jk=jk)
        return ""

    def _groups(self, row: Mapping[str, Any], index: int) -> tuple[str, ...]:
        given = row.get("kelompok_rentan") or []
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            self._wrong[f"hadir[{index}].kelompok_rentan"] = _("{kunci}: isi dengan daftar.").format(
                kunci=f"hadir baris {index}"
            )
            return ()
        found = [self._aturan.find_rentan(one) for one in given]
        for one, group in zip(given, found, strict=True):
            if group is None:
                self._wrong[f"hadir[{index}].kelompok_rentan"] = _(
                    "hadir baris {n}: kelompok rentan {kata} tidak dikenal."
                ).format(n=index, kata=one)
        return tuple(group.kunci for group in found if group is not None)

    def _notes(self) -> list[Catatan]:
        return [
            Catatan(
                isi=_word(row, "isi"),
                pembicara=_word(row, "pembicara"),
            )
            for row in self._rows("catatan")
        ]

    def _signers(self) -> list[Penandatangan]:
        return [
            Penandatangan(
                nama=_word(row, "nama"),
                jabatan=_word(row, "jabatan"),
                jk=self._jk(row, "penandatangan", index),
            )
            for index, row in enumerate(self._rows("penandatangan"), start=1)
        ]

    def _other_decisions(self, meeting: Musyawarah) -> None:
        for row in self._rows("keputusan"):
            if "usulan" not in row:
                meeting.keputusan.append(Keputusan(uraian=_word(row, "uraian")))

    def values(self, usulan: Mapping[int, Usulan]) -> dict[int, dict[str, int]]:
        """Proposal number -> criterion -> value."""
        given = self._content.get("nilai", {})
        result: dict[int, dict[str, int]] = {}
        if not isinstance(given, Mapping):
            self._wrong["nilai"] = _("{kunci}: isi dengan daftar.").format(kunci="nilai")
            return result
        for key, points in given.items():
            nomor = self._nomor(key, usulan, "nilai")
            if nomor is None or not isinstance(points, Mapping):
                continue
            try:
                for kriteria, nilai in points.items():
                    check_nilai(str(kriteria), nilai, self._aturan)
            except InvalidInput as wrong:
                self._wrong[f"nilai[{key}]"] = _("nilai usulan {n}: {sebab}").format(
                    n=key, sebab=" ".join(wrong.fields.values())
                )
                continue
            result[nomor] = {str(kriteria): nilai for kriteria, nilai in points.items() if nilai is not None}
        return result

    def decisions(self, usulan: Mapping[int, Usulan]) -> dict[int, tuple[StatusUsulan, str]]:
        """Proposal number -> (putusan, alasan)."""
        result: dict[int, tuple[StatusUsulan, str]] = {}
        for row in self._rows("keputusan"):
            if "usulan" not in row:
                continue
            nomor = self._nomor(row["usulan"], usulan, "keputusan")
            word, alasan = _word(row, "putusan"), _word(row, "alasan")
            status = next((one for one in _PUTUSAN if one.value == word), None)
            if status is None:
                self._wrong[f"keputusan[{row['usulan']}]"] = _(
                    "keputusan usulan {n}: putusan {kata} tidak dikenal. Pilihan: {pilihan}."
                ).format(n=row["usulan"], kata=word, pilihan=", ".join(one.value for one in _PUTUSAN))
                continue
            if nomor is None:
                continue
            if nomor in result:
                self._wrong[f"keputusan[{nomor}]"] = _(
                    "keputusan usulan {n}: ada lebih dari satu putusan."
                ).format(n=nomor)
            if status is StatusUsulan.TIDAK_DISEPAKATI and not alasan:
                self._wrong[f"keputusan[{nomor}].alasan"] = _(
                    "keputusan usulan {n}: alasan belum ditulis."
                ).format(n=nomor)
            result[nomor] = (status, alasan)
        return result

    def _nomor(self, value: object, usulan: Mapping[int, Usulan], key: str) -> int | None:
        text = str(value)
        if text.isdecimal() and int(text) in usulan:
            return int(text)
        self._wrong[f"{key}[{text}]"] = _("{kunci}: usulan nomor {n} tidak ada.").format(kunci=key, n=text)
        return None
