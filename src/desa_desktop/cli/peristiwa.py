"""What happens to residents, by command: one event, its cancelling, a record that should not have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any
from uuid import UUID

from desa_desktop.cli.answer import Answer, findings_data, of_finding
from desa_desktop.cli.desk import Desk, read_file, read_json, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.penduduk import Akibat, Keluarga, Penduduk
from desa_desktop.domain.penduduk.baca import read_rt, read_rw
from desa_desktop.domain.penduduk.nik import read_no_kk
from desa_desktop.domain.penduduk.susun import (
    ANGGOTA,
    BACK,
    HUBUNGAN,
    SOME,
    STEP,
    Jenis,
    Sekitar,
    Tersusun,
    compose,
    compose_arrival,
    new_family,
    offered,
)
from desa_desktop.domain.wording import read_time, show_date
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import foto_penduduk, hapus_penduduk
from desa_desktop.services import lihat_penduduk as shown
from desa_desktop.services import penduduk as service
from desa_desktop.services import peristiwa as whose

_TEXTS = {
    "surat": "dokumen",
    "catatan": "catatan",
    "tujuan": "alamat_tujuan",
    "asal": "alamat_asal",
    "di": "meninggal_di",
    "penolong": "penolong",
    "akta": "akta",
    "kk-asal": "no_kk_asal",
}
"""Options that are a field of the event as they stand."""
_PERSON = {
    "nama": "nama",
    "jk": "jk",
    "tempat-lahir": "tempat_lahir",
    "tanggal-lahir": "tanggal_lahir",
    "agama": "agama",
    "ayah": "nama_ayah",
    "ibu": "nama_ibu",
}
"""Options that say who is born or moves in."""
_OPTION_OF = {
    "siapa": "nik",
    "tujuan": "kk-tujuan",
    "kepala_baru": "kepala",
    "dokumen": "surat",
    **{field: option for option, field in _PERSON.items()},
}


def catat(desk: Desk, given: Given) -> Answer:
    """`data peristiwa`: record one event of one person, of several, or of a whole family."""
    _stop_outside_village(desk)
    jenis = Jenis(given.text("jenis").replace("-", "_"))
    if jenis is Jenis.DATANG:
        return _arrival(desk, given)
    people = _people(desk, given, jenis)
    values = _values(desk, given, people)
    if jenis is Jenis.LAHIR:
        values |= _newborn(desk, given)
    home = whose.find_keluarga(desk.app.database, given.text("kk-tujuan")) if given.has("kk-tujuan") else None
    around = whose.around(desk.app.database, people[0].id, desk.today, home.id if home is not None else None)
    _stop_if_not_offered(jenis, around, people)
    if jenis is Jenis.PECAH_KK and around.keluarga is not None:
        for name in ("alamat", "dusun_id", "rt", "rw"):
            values.setdefault(name, getattr(around.keluarga, name))
    if jenis in (Jenis.PECAH_KK, Jenis.GANTI_KEPALA):
        values.setdefault("kepala_baru", people[0].id)
    return _store(desk, given, jenis, compose(jenis, around, values))


def _stop_outside_village(desk: Desk) -> None:
    if desk.kantor.peran is not Peran.DESA:
        raise InvalidInput({"jenis": _("Data penduduk diisi di kantor desa.")})


# ------------------------------------------------------------------ whose event it is


def _people(desk: Desk, given: Given, jenis: Jenis) -> list[Penduduk]:
    """Who is named by --nik or --id, else everybody of --kk. Raises InvalidInput, NotFound."""
    words = [one.strip() for name in ("nik", "id") for one in given.text(name).split(",") if one.strip()]
    if jenis is Jenis.LAHIR:
        words = []  # the number is the child's; the family says whose it is
    people = [whose.find_orang(desk.app.database, one) for one in words]
    if len({one.id for one in people}) < len(people):
        raise InvalidInput({"nik": _("Satu orang disebut dua kali.")})
    if not people and given.has("kk"):
        people = _of_family(desk, given, jenis)
    if not people:
        if jenis is Jenis.LAHIR:
            raise InvalidInput({"kk": _("Tambahkan --kk: Nomor KK keluarganya.")})
        raise InvalidInput({"nik": _("Tambahkan --nik: NIK, nomor SEM-..., atau ID orangnya.")})
    if len(people) > 1 and jenis not in SOME and not given.has("kk"):
        raise InvalidInput({"nik": _("Peristiwa ini dicatat satu per satu. Sebut satu orang saja.")})
    if len({one.keluarga_id for one in people}) > 1:
        raise InvalidInput({"nik": _("Mereka bukan satu keluarga. Catat tiap keluarga sendiri.")})
    return people


def _of_family(desk: Desk, given: Given, jenis: Jenis) -> list[Penduduk]:
    family = whose.find_keluarga(desk.app.database, given.text("kk"))
    keluarga, anggota = service.get_keluarga(desk.app.database, family.id)
    if jenis in BACK:
        away = [one for one in anggota if jenis in offered(one, keluarga, anggota)]
        if not away:
            raise InvalidInput({"kk": _("Di keluarga ini tidak ada yang bisa dicatat kembali.")})
        return away
    living = [one for one in anggota if one.is_hidup]
    living.sort(key=lambda one: not one.is_kepala)
    if not living:
        raise InvalidInput({"kk": _("Di keluarga ini tidak ada lagi yang tinggal di desa.")})
    return living


def _stop_if_not_offered(jenis: Jenis, around: Sekitar, people: Sequence[Penduduk]) -> None:
    for one in people:
        possible = offered(one, around.keluarga, around.anggota)
        if jenis in possible:
            continue
        word = jenis.value.replace("_", "-")
        if possible:
            sentence = _("{nama}: {jenis} tidak dapat dicatat sekarang. Yang dapat: {pilihan}.")
            known = ", ".join(each.value.replace("_", "-") for each in possible)
        else:
            sentence = _("{nama}: tidak ada peristiwa yang dapat dicatat. Keadaannya {keadaan}.")
            known = ""
        state = one.status_dasar.value.replace("_", " ")
        raise InvalidInput(
            {"jenis": sentence.format(nama=one.nama, jenis=word, pilihan=known, keadaan=state)}
        )


# ------------------------------------------------------------------ what was typed about it


def _values(desk: Desk, given: Given, people: Sequence[Penduduk]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "tanggal": given.day("tanggal"),
        "lapor": given.day("lapor") or desk.today,
        "siapa": tuple(one.id for one in people),
        "warganegara": 1,
    }
    values |= {field: given.text(name) for name, field in _TEXTS.items() if given.has(name)}
    if given.has("alasan"):
        values["sebab"] = given.text("alasan")
    if given.has("jam"):
        values["jam"] = _time(given)
    if given.has("jenis-tujuan"):
        values["tujuan_pindah"] = _code(desk, given, "tujuan_pindah", "jenis-tujuan")
    if given.has("kepala"):
        values["kepala_baru"] = whose.find_orang(desk.app.database, given.text("kepala")).id
    if given.has("kk-asal"):
        values["no_kk_asal"] = _kk(given, "kk-asal")
    values |= _relations(desk, given, people)
    values |= _place(desk, given)
    return values


def _time(given: Given) -> time:
    found = read_time(given.text("jam"))
    if not isinstance(found.value, time):
        raise InvalidInput({"jam": found.problem or _("Tulis jam seperti 14.30.")})
    return found.value


def _code(desk: Desk, given: Given, field: str, option: str, text: str = "") -> int:
    daftar = desk.app.kode.of_field(field)
    assert daftar is not None
    word = text or given.text(option)
    code = daftar.find(word)
    if code is None:
        sentence = _("{kata} tidak ada di daftar. Pilihan: {pilihan}.")
        known = ", ".join(one.nama for one in daftar.isi)
        raise InvalidInput({option: sentence.format(kata=word, pilihan=known)})
    return code


def _kk(given: Given, option: str) -> str:
    found = read_no_kk(given.text(option))
    if not found.nilai:
        raise InvalidInput({option: found.teks or _("Tulis 16 angka Nomor KK.")})
    return found.nilai


def _relations(desk: Desk, given: Given, people: Sequence[Penduduk]) -> dict[str, Any]:
    """`--hubungan anak` for one, `--hubungan NIK=istri,NIK=anak` for several: by id of the person."""
    text = given.text("hubungan")
    if not text or given.text("jenis") in ("lahir", "datang"):
        return {}
    found: dict[str, Any] = {}
    for part in text.split(","):
        who, equals, word = part.partition("=")
        if equals:
            one = whose.find_orang(desk.app.database, who)
        elif len(people) == 1:
            one, word = people[0], part
        else:
            raise InvalidInput({"hubungan": _("Tulis untuk tiap orang: --hubungan NIK=istri,NIK=anak.")})
        found[f"{HUBUNGAN}{one.id}"] = _code(desk, given, "shdk", "hubungan", word.strip())
    return found


def _place(desk: Desk, given: Given) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if given.has("alamat"):
        values["alamat"] = given.text("alamat")
    if given.has("kk-baru"):
        values["no_kk"] = _kk(given, "kk-baru")
    for name, read in (("rt", read_rt), ("rw", read_rw)):
        if given.has(name):
            found = read(given.text(name))
            if not found.is_jelas:
                raise InvalidInput({name: found.teks})
            values[name] = found.nilai or ""
    if given.has("dusun"):
        known = {one.nama.casefold(): one.id for one in shown.list_dusun(desk.app.database)}
        word = given.text("dusun").strip().casefold().removeprefix("dusun ")
        if word not in known:
            sentence = _("Dusun {nama} belum ada. Yang ada: {pilihan}.")
            names = ", ".join(one.nama for one in shown.list_dusun(desk.app.database)) or _("belum satu pun")
            raise InvalidInput({"dusun": sentence.format(nama=given.text("dusun"), pilihan=names)})
        values["dusun_id"] = known[word]
    return values


# ------------------------------------------------------------------ people who come


def _newcomer_row(given: Given) -> dict[str, object]:
    row: dict[str, object] = {field: given.text(name) for name, field in _PERSON.items() if given.has(name)}
    if given.has("nik"):
        row["nik"] = given.text("nik")
    if given.has("hubungan"):
        row["shdk"] = given.text("hubungan")
    return row


def _newborn(desk: Desk, given: Given) -> dict[str, Any]:
    """The fields of the child, read as those of a sheet."""
    if not given.has("nama"):
        raise InvalidInput({"nama": _("Tambahkan --nama: nama anaknya.")})
    row = _newcomer_row(given)
    day = given.day("tanggal")
    row["tanggal_lahir"] = day.isoformat() if day is not None else ""
    row.setdefault("shdk", "Anak")
    [child], _home = whose.newcomers_of_rows(
        desk.app.database, desk.app.kode, [row], _("perintah"), desk.today, is_typed=True
    )
    names = ("nama", "nik", "jk", "tempat_lahir", "shdk", "agama", "nama_ayah", "nama_ibu")
    found = {name: getattr(child, name) for name in names if getattr(child, name) not in (None, "")}
    for name in ("berat", "panjang", "anak-ke"):
        number = given.number(name)
        if number is not None:
            found[name.replace("-", "_")] = number
    return found


def _arrival(desk: Desk, given: Given) -> Answer:
    """Who moves in: one person by options, or everybody of --file; one paper, one step."""
    people, home = _arriving(desk, given)
    values = _values(desk, given, ())
    family: Keluarga | None = None
    anggota: list[Penduduk] = []
    if given.has("kk"):
        family, anggota = service.get_keluarga(
            desk.app.database, whose.find_keluarga(desk.app.database, given.text("kk")).id
        )
    is_new = family is None
    if family is None:
        day = values["tanggal"]
        family = new_family(desk.kantor.id, {**home, **values}, day)
    for one in people:
        one.warganegara = one.warganegara or 1
    made = compose_arrival(people, family, anggota, values, desk.today, is_keluarga_baru=is_new)
    return _store(desk, given, Jenis.DATANG, made)


def _arriving(desk: Desk, given: Given) -> tuple[list[Penduduk], Any]:
    app = desk.app
    if not given.has("file"):
        if not given.has("nama"):
            sentence = _("Tambahkan --nama untuk satu orang, atau --file untuk satu keluarga.")
            raise InvalidInput({"nama": sentence})
        return whose.newcomers_of_rows(
            app.database, app.kode, [_newcomer_row(given)], _("perintah"), desk.today, is_typed=True
        )
    path = given.file("file")
    if path.suffix.lower() != ".json":
        return whose.newcomers_of_file(app.database, app.kode, path, desk.today)
    return whose.newcomers_of_rows(app.database, app.kode, _json_rows(path), path.stem, desk.today)


def _json_rows(path: Path) -> list[dict[str, object]]:
    content = read_json(path)
    rows = content.get("anggota") if isinstance(content, dict) else content
    if not isinstance(rows, list) or not rows or not all(isinstance(one, dict) for one in rows):
        sentence = _('Berkas {nama} harus berisi daftar orang: {{"anggota": [{{"nama": ...}}]}}.')
        raise InvalidInput({"file": sentence.format(nama=path.name)})
    return rows


# ------------------------------------------------------------------ storing it


def _store(desk: Desk, given: Given, jenis: Jenis, made: Tersusun) -> Answer:
    if made.akibat is None:
        name = made.field.removeprefix(ANGGOTA).partition(":")[2] or made.field
        name = "hubungan" if made.field.startswith(HUBUNGAN) or name == "shdk" else name
        raise InvalidInput({_OPTION_OF.get(name, name): made.kurang})
    akibat = made.akibat
    if given.has("uji"):
        service.stop_if_known(desk.app.database, akibat)
        return _answer(desk, akibat, jenis, "")
    step = _(STEP[jenis])
    service.record(desk.app.database, akibat, step, by=desk.by, at=desk.at)
    return _answer(desk, akibat, jenis, step)


def _answer(desk: Desk, akibat: Akibat, jenis: Jenis, step: str) -> Answer:
    when = show_date(akibat.mutasi[0].tanggal_peristiwa)
    keys: list[UUID] = list(dict.fromkeys(one.penduduk_id for one in akibat.mutasi))
    data = {
        "peristiwa": jenis.value,
        "langkah": step,
        "orang": keys,
        "mutasi": [one.id for one in akibat.mutasi],
        "keluarga_baru": [one.id for one in akibat.keluarga_baru],
        "pemeriksaan": findings_data(akibat.pemeriksaan),
    }
    sentence = (
        _("Tercatat: {langkah}, {tanggal}, {n} orang. Batalkan dengan: data urungkan.")
        if step
        else _("Hanya diperiksa, tidak ada yang disimpan: {langkah}, {tanggal}, {n} orang.")
    )
    named = step or _(STEP[jenis])
    lines = [sentence.format(langkah=named, tanggal=when, n=len(keys))]
    lines += [one.teks for one in akibat.pemeriksaan]
    return Answer(data, "\n".join(lines), 0, tuple(of_finding(one) for one in akibat.pemeriksaan))


def batal(desk: Desk, given: Given) -> Answer:
    """`data peristiwa batal`: a wrong event is cancelled by a counter-entry with its reason."""
    _stop_outside_village(desk)
    why = given.text("alasan").strip()
    if not why:
        raise InvalidInput({"alasan": _("Tulis alasannya.")})
    odd = service.cancel_event(
        desk.app.database, given.key("id"), why, given.day("tanggal") or desk.today, by=desk.by, at=desk.at
    )
    lines = [_("Peristiwa dibatalkan. Catatannya tetap tersimpan."), *(one.teks for one in odd)]
    data = {"id": given.text("id"), "pemeriksaan": findings_data(odd)}
    return Answer(data, "\n".join(lines))


def _one(desk: Desk, given: Given) -> Penduduk:
    """The one person of --nik or --id. Raises InvalidInput, NotFound."""
    word = given.text("nik") or given.text("id")
    if not word:
        raise InvalidInput({"nik": _("Tambahkan --nik: NIK, nomor SEM-..., atau ID orangnya.")})
    return whose.find_orang(desk.app.database, word)


def foto(desk: Desk, given: Given) -> Answer:
    """`data foto`: keep the photo of a person, write it to a file, or take it off."""
    _stop_outside_village(desk)
    asked = [name for name in ("file", "ke", "hapus") if given.has(name)]
    if len(asked) != 1:
        raise InvalidInput({"file": _("Pilih satu: --file untuk menyimpan, --ke untuk mengambil, --hapus.")})
    orang, database = _one(desk, given), desk.app.database
    if asked == ["file"]:
        foto_penduduk.set_foto(database, orang.id, read_file(given.file("file")), by=desk.by, at=desk.at)
        text = _("Foto {nama} disimpan.")
    elif asked == ["hapus"]:
        foto_penduduk.remove_foto(database, orang.id, by=desk.by, at=desk.at)
        text = _("Foto {nama} dihapus.")
    else:
        content = foto_penduduk.get_foto(database, orang.id)
        if content is None:
            raise NotFound(apa=_("Foto {nama}").format(nama=orang.nama))
        write_file(given.file("ke"), content, _("Foto"))
        text = _("Foto {nama} ditulis ke berkas.")
    return Answer({"id": orang.id, "berkas": given.text("ke")}, text.format(nama=orang.nama))


def hapus(desk: Desk, given: Given) -> Answer:
    """`data hapus`: take a record out that never should have been; who has events is refused."""
    _stop_outside_village(desk)
    orang = _one(desk, given)
    done = hapus_penduduk.remove_mistaken(
        desk.app.database, orang.id, given.text("alasan"), by=desk.by, at=desk.at
    )
    text = _("Catatan {nama} dihapus. Kembalikan dengan: data urungkan.").format(nama=done.nama)
    if done.is_keluarga_ikut:
        text += " " + _("Keluarganya yang menjadi kosong ikut dihapus.")
    return Answer({"id": orang.id, "keluarga_ikut": done.is_keluarga_ikut, "langkah": done.langkah}, text)
