"""The options that narrow the list of residents, as commands and their help name them."""

from __future__ import annotations

from desa_desktop.cli.parsing import Option, Sort
from desa_desktop.i18n import N_

SEMUA = "semua"
# the words of `StatusDasar` and `KelompokRentan`, which are not imported before a command runs
KEADAAN = ("hidup", "mati", "pindah", "hilang", "pergi", SEMUA)
RENTAN = ("balita", "lansia", "disabilitas", "ibu_hamil", "sakit_menahun")
CARI = Option("cari", N_("penduduk dan keluarga: nama, NIK, Nomor KK, dusun, RT, atau alamat"))


def _many(name: str, about: str, choices: tuple[str, ...] = ()) -> Option:
    return Option(name, about, choices=choices, is_many=True)


SARING = (
    CARI,
    _many("dusun", N_("penduduk: nama dusun; boleh diulang")),
    _many("rw", N_("penduduk: RW; boleh diulang")),
    _many("rt", N_("penduduk: RT; boleh diulang")),
    Option("umur", N_("penduduk: umur dalam tahun, misalnya 0-5, 60-, atau 17"), takes="DARI-SAMPAI"),
    _many("jk", N_("penduduk: jenis kelamin"), ("L", "P")),
    _many(
        "rentan",
        N_("penduduk: kelompok rentan; boleh diulang"),
        RENTAN,
    ),
    _many("pendidikan", N_("penduduk: kode atau kata pendidikan; boleh diulang")),
    _many("pekerjaan", N_("penduduk: kode atau kata pekerjaan; boleh diulang")),
    _many("cacat", N_("penduduk: kode atau kata jenis disabilitas; boleh diulang")),
    _many("kawin", N_("penduduk: kode atau kata status perkawinan; boleh diulang")),
    _many("agama", N_("penduduk: kode atau kata agama; boleh diulang")),
    _many("hubungan", N_("penduduk: kode atau kata hubungan dalam keluarga; boleh diulang")),
    _many(
        "keadaan",
        N_("penduduk: keadaan, bila bukan yang masih tinggal di desa; boleh diulang"),
        KEADAAN,
    ),
    Option("tak-lengkap", N_("penduduk: hanya yang belum lengkap"), Sort.FLAG),
    Option("tanpa-nik", N_("penduduk: hanya yang tanpa NIK"), Sort.FLAG),
    Option("tanpa-keluarga", N_("penduduk: hanya yang belum masuk keluarga"), Sort.FLAG),
)
