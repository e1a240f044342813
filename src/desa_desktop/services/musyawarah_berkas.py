"""A whole meeting written down in a file: `musyawarah catat FILE.json` (cli.md).

Everything that is not understood is named at once, and then nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.musyawarah import (
    Agenda,
    Bahasan,
    CaraNilai,
    Catatan,
    JenisMusyawarah,
    Keputusan,
    Musyawarah,
    Penandatangan,
    Penilai,
    Peserta,
    skema_musyawarah,
)
from desa_desktop.domain.penilaian import daftar_skema
from desa_desktop.domain.rapat import RANCANGAN
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import number
from desa_desktop.services.musyawarah import check_nilai, discuss_open, proposals_of, usual_name
from desa_desktop.store.unit import Database, Unit

_KEYS = frozenset(
    {
        *("jenis", "nama", "tahun", "tanggal", "mulai", "selesai", "tempat"),
        *("pimpinan", "pimpinan_dari", "notulis", "notulis_dari", "narasumber", "penandatangan"),
        *("jumlah_undangan", "hadir", "nilai", "keputusan", "catatan"),
        *("skema_nilai", "cara_nilai", "penilai", "dukungan", "unsur_tidak_ada"),
        *("agenda", "hitung_cepat", "alasan_hitung", "kuorum", "cara_putusan", "undangan"),
    }
)
_ROW_KEYS = {  # "" stands for a row that is a bare text
    "hadir": frozenset({"", "nama", "jk", "unsur", "dusun", "lembaga", "kelompok_rentan"}),
    "keputusan": frozenset({"", "usulan", "putusan", "alasan", "uraian"}),
    "catatan": frozenset({"", "isi", "pembicara", "unsur", "tanggapan", "pukul", "agenda"}),
    "penandatangan": frozenset({"", "nama", "jabatan", "jk"}),
    "penilai": frozenset({"", "nama", "unsur", "nilai"}),
    "agenda": frozenset({"", "uraian", "menit"}),
    "undangan": frozenset({"", "nama", "jk", "unsur", "dusun", "lembaga"}),
}
_KUORUM_KEYS = frozenset({"ditunda_pada", "rapat_sebelum"})
_WAYS = ("mufakat", "aklamasi", "suara")
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
        if not meeting.nama:
            meeting.nama = usual_name(unit, uid, meeting.jenis, meeting.tahun)
        usulan = {one.nomor: one for one in proposals_of(unit, meeting).values()}
        discuss_open(unit, meeting)
        for nomor, nilai in reader.values(usulan, meeting).items():
            _ensure_discussed(meeting, usulan[nomor]).nilai = nilai
        for who, values in reader.scorers(usulan, meeting):
            meeting.penilai.append(who)
            for nomor, nilai in values.items():
                discussed = _ensure_discussed(meeting, usulan[nomor])
                discussed.nilai_penilai = {**discussed.nilai_penilai, str(who.id): nilai}
        for nomor, (men, women) in reader.hands(usulan).items():
            discussed = _ensure_discussed(meeting, usulan[nomor])
            discussed.dukungan_l, discussed.dukungan_p = men, women
        for nomor, (status, alasan) in reader.decisions(usulan).items():
            discussed = _ensure_discussed(meeting, usulan[nomor])
            discussed.putusan, discussed.alasan = status, alasan
        reader.second_of(unit, meeting)
        reader.stop_on_wrong()
        for rows in (
            meeting.agenda,
            meeting.penilai,
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
            nama=self._text("nama"),
            tanggal=self._date("tanggal"),
            mulai=self._time("mulai"),
            selesai=self._time("selesai"),
            tempat=self._text("tempat"),
            narasumber=self._text("narasumber"),
            jumlah_undangan=self._count("jumlah_undangan"),
            cara_putusan=self._way(),
            skema_nilai=self._skema(),
            cara_nilai=self._cara_nilai(),
            unsur_tidak_ada=self._absent(),
            hitung_cepat=self._quick_count(),
            alasan_hitung=self._text("alasan_hitung"),
        )
        meeting.agenda = self._agenda(jenis)
        meeting.pimpinan, meeting.pimpinan_dari = self._person("pimpinan")
        meeting.notulis, meeting.notulis_dari = self._person("notulis")
        meeting.peserta = self._people()
        meeting.peserta += self._invited(meeting.peserta)
        meeting.catatan = self._notes(meeting.agenda)
        self._postponed(meeting)
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
        return self._hour(self._text(key), key)

    def _hour(self, text: str, key: str) -> time | None:
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
            one = self._person_of(row, "hadir", index)
            one.is_hadir, one.kelompok_rentan = True, self._groups(row, index)
            people.append(one)
        return people

    def _invited(self, here: list[Peserta]) -> list[Peserta]:
        """Who was called and did not come; whoever stands in `hadir` is not written twice.

        With a list of the invited, somebody who is here and not on it is a guest.
        """
        if "undangan" not in self._content:
            return []
        called = [
            self._person_of(row, "undangan", n) for n, row in enumerate(self._rows("undangan"), start=1)
        ]
        names = {one.nama.casefold() for one in called}
        for one in here:
            one.is_tamu = one.nama.casefold() not in names
        came = {one.nama.casefold() for one in here}
        return [one for one in called if one.nama.casefold() not in came]

    def _person_of(self, row: Mapping[str, Any], key: str, index: int) -> Peserta:
        name, jk = _word(row, "nama"), self._jk(row, key, index)
        if not name:
            sentence = _("{kunci} baris {n}: nama kosong.")
            self._wrong[f"{key}[{index}].nama"] = sentence.format(kunci=key, n=index)
        return Peserta(
            nama=name,
            jk=jk,
            unsur=self._unsur(_word(row, "unsur"), key, index),
            dusun=_word(row, "dusun"),
            lembaga=_word(row, "lembaga"),
        )

    def _unsur(self, unsur: str, key: str, index: int) -> str:
        found = self._aturan.find_unsur(unsur) if unsur else None
        if unsur and found is None:
            sentence = _("{kunci} baris {n}: unsur {unsur} tidak dikenal.")
            self._wrong[f"{key}[{index}].unsur"] = sentence.format(kunci=key, n=index, unsur=unsur)
        return found.kunci if found else ""

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

    def _agenda(self, jenis: JenisMusyawarah) -> list[Agenda]:
        """The agenda as given; without one that of the kind if a note names an item of it."""
        if "agenda" not in self._content:
            notes = self._content.get("catatan")
            rows = notes if isinstance(notes, list) else []
            if not any(isinstance(one, Mapping) and one.get("agenda") is not None for one in rows):
                return []
            return [Agenda(uraian=_(text), menit=menit) for text, menit in RANCANGAN[jenis].acara]
        items = []
        for index, row in enumerate(self._rows("agenda"), start=1):
            menit = row.get("menit")
            if menit is not None and (isinstance(menit, bool) or not isinstance(menit, int) or menit < 0):
                sentence = _("{kunci}: isi dengan angka, misalnya 40.")
                self._wrong[f"agenda[{index}].menit"] = sentence.format(kunci=f"agenda baris {index} menit")
                menit = None
            items.append(Agenda(uraian=_word(row, "uraian"), menit=menit))
        return items

    def _notes(self, agenda: Sequence[Agenda]) -> list[Catatan]:
        """Who said what; `agenda` is the number of the item, `pukul` the hour."""
        notes = []
        for index, row in enumerate(self._rows("catatan"), start=1):
            notes.append(
                Catatan(
                    isi=_word(row, "isi"),
                    pembicara=_word(row, "pembicara"),
                    unsur=self._unsur(_word(row, "unsur"), "catatan", index),
                    tanggapan=_word(row, "tanggapan"),
                    pukul=self._hour(_word(row, "pukul"), f"catatan[{index}].pukul"),
                    agenda_id=self._item(row.get("agenda"), agenda, index),
                )
            )
        return notes

    def _item(self, value: object, agenda: Sequence[Agenda], index: int) -> UUID | None:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= len(agenda):
            return agenda[value - 1].id
        sentence = _("catatan baris {n}: acara nomor {nomor} tidak ada.")
        self._wrong[f"catatan[{index}].agenda"] = sentence.format(n=index, nomor=value)
        return None

    def _way(self) -> str:
        word = self._text("cara_putusan") or _WAYS[0]
        if word not in _WAYS:
            self._unknown("cara_putusan", word, _WAYS)
        return word

    def _skema(self) -> str:
        word, known = self._text("skema_nilai"), [one.kunci for one in daftar_skema(self._aturan)]
        if word and word not in known:
            self._unknown("skema_nilai", word, known)
            return ""
        return word

    def _cara_nilai(self) -> CaraNilai:
        """The way that was said; else the one that the facts given belong to."""
        word = self._text("cara_nilai")
        if not word:
            given = {"penilai": CaraNilai.PENILAI, "dukungan": CaraNilai.DUKUNGAN}
            return next((way for key, way in given.items() if self._content.get(key)), CaraNilai.BERSAMA)
        found = next((one for one in CaraNilai if one.value == word), None)
        if found is None:
            self._unknown("cara_nilai", word, [one.value for one in CaraNilai])
        return found or CaraNilai.BERSAMA

    def _unknown(self, key: str, word: str, known: Iterable[str]) -> None:
        sentence = _("{kunci}: {kata} tidak dikenal. Pilihan: {pilihan}.")
        self._wrong[key] = sentence.format(kunci=key, kata=word, pilihan=", ".join(known))

    def _absent(self) -> tuple[str, ...]:
        given = self._content.get("unsur_tidak_ada", [])
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            self._wrong["unsur_tidak_ada"] = _("{kunci}: isi dengan daftar.").format(kunci="unsur_tidak_ada")
            return ()
        found = [self._unsur(one, "unsur_tidak_ada", n) for n, one in enumerate(given, start=1)]
        return tuple(one for one in found if one)

    def _quick_count(self) -> dict[str, int]:
        """`{"tani": {"l": 2, "p": 1}}` as `tani:L` and `tani:P`."""
        given = self._content.get("hitung_cepat", {})
        if not isinstance(given, Mapping):
            self._wrong["hitung_cepat"] = _("{kunci}: isi dengan daftar.").format(kunci="hitung_cepat")
            return {}
        counted: dict[str, int] = {}
        for index, (word, people) in enumerate(given.items(), start=1):
            unsur = self._unsur(str(word), "hitung_cepat", index)
            for sex, count in self._by_sex(people, f"hitung_cepat[{word}]").items():
                if count:
                    counted[f"{unsur}:{sex.upper()}"] = count
        return counted

    def _by_sex(self, given: object, key: str) -> dict[str, int | None]:
        """`{"l": 2, "p": 1}`; anything else is asked about."""
        if not isinstance(given, Mapping) or set(given) - {"l", "p"}:
            sentence = _("{kunci}: isi dengan l dan p, misalnya {contoh}.")
            self._wrong[key] = sentence.format(kunci=key, contoh='{"l": 2, "p": 1}')
            return {}
        for count in given.values():
            if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
                self._wrong[key] = _("{kunci}: isi dengan angka, misalnya 40.").format(kunci=key)
                return {}
        return {str(sex): count for sex, count in given.items()}

    def _postponed(self, meeting: Musyawarah) -> None:
        """`kuorum`: when the meeting was put off, or which meeting it repeats."""
        given = self._content.get("kuorum", {})
        if not isinstance(given, Mapping):
            self._wrong["kuorum"] = _("{kunci}: isi dengan daftar.").format(kunci="kuorum")
            return
        self._known("kuorum", given, _KUORUM_KEYS)
        hour = self._hour(_word(given, "ditunda_pada"), "kuorum.ditunda_pada")
        if hour is None:
            return
        if meeting.tanggal is None:
            self._wrong["kuorum.ditunda_pada"] = _("kuorum: isi tanggal musyawarah dulu.")
            return
        meeting.ditunda_pada = datetime.combine(meeting.tanggal, hour).astimezone()

    def second_of(self, unit: Unit, meeting: Musyawarah) -> None:
        """The meeting that this one repeats must be there."""
        given = self._content.get("kuorum", {})
        word = _word(given, "rapat_sebelum") if isinstance(given, Mapping) else ""
        if not word:
            return
        try:
            key = UUID(word)
        except ValueError:
            key = None
        if key is None or unit.find(Musyawarah, key) is None:
            sentence = _("kuorum: musyawarah {id} tidak ada.")
            self._wrong["kuorum.rapat_sebelum"] = sentence.format(id=word)
            return
        meeting.rapat_sebelum_id = key

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

    def values(self, usulan: Mapping[int, Usulan], meeting: Musyawarah) -> dict[int, dict[str, int]]:
        """Proposal number -> criterion -> agreed value."""
        return self._values_in(self._content.get("nilai", {}), "nilai", usulan, meeting)

    def _values_in(
        self, given: object, where: str, usulan: Mapping[int, Usulan], meeting: Musyawarah
    ) -> dict[int, dict[str, int]]:
        result: dict[int, dict[str, int]] = {}
        if not isinstance(given, Mapping):
            self._wrong[where] = _("{kunci}: isi dengan daftar.").format(kunci=where)
            return result
        skema = skema_musyawarah(meeting, self._aturan)
        for key, points in given.items():
            nomor = self._nomor(key, usulan, where)
            if nomor is None or not isinstance(points, Mapping):
                continue
            try:
                for kriteria, nilai in points.items():
                    check_nilai(str(kriteria), nilai, skema)
            except InvalidInput as wrong:
                self._wrong[f"{where}[{key}]"] = _("nilai usulan {n}: {sebab}").format(
                    n=key, sebab=" ".join(wrong.fields.values())
                )
                continue
            result[nomor] = {str(kriteria): nilai for kriteria, nilai in points.items() if nilai is not None}
        return result

    def scorers(
        self, usulan: Mapping[int, Usulan], meeting: Musyawarah
    ) -> list[tuple[Penilai, dict[int, dict[str, int]]]]:
        """Each person who valued alone, with proposal number -> criterion -> value."""
        found: list[tuple[Penilai, dict[int, dict[str, int]]]] = []
        for index, row in enumerate(self._rows("penilai"), start=1):
            name = _word(row, "nama")
            if not name:
                self._wrong[f"penilai[{index}].nama"] = _("{kunci} baris {n}: nama kosong.").format(
                    kunci="penilai", n=index
                )
            if any(who.nama.casefold() == name.casefold() for who, _values in found):
                self._wrong[f"penilai[{index}].nama"] = _("{nama} sudah menjadi penilai.").format(nama=name)
            who = Penilai(nama=name, unsur=self._unsur(_word(row, "unsur"), "penilai", index))
            values = self._values_in(row.get("nilai", {}), f"penilai[{index}].nilai", usulan, meeting)
            found.append((who, values))
        return found

    def hands(self, usulan: Mapping[int, Usulan]) -> dict[int, tuple[int | None, int | None]]:
        """Proposal number -> hands of men and women."""
        given = self._content.get("dukungan", {})
        if not isinstance(given, Mapping):
            self._wrong["dukungan"] = _("{kunci}: isi dengan daftar.").format(kunci="dukungan")
            return {}
        result: dict[int, tuple[int | None, int | None]] = {}
        for key, people in given.items():
            nomor = self._nomor(key, usulan, "dukungan")
            counted = self._by_sex(people, f"dukungan[{key}]")
            if nomor is not None:
                result[nomor] = (counted.get("l"), counted.get("p"))
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
