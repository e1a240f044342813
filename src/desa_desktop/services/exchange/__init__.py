"""The exchange of kiriman: prepare, seal, look, preview, accept, send back, answer (architecture.md 9).

`files` in the functions is `app.files`, `laptop` is `app.laptop`. One module a step: `enrolment` whose
keys are known, `preparing` what travels, `sending` sealing and copies, `inbox` and `judging` what came,
`previewing` what it would change, `accepting` and `returning` what a person decides, `states` where each
dokumen stands.
"""

from __future__ import annotations

from desa_desktop.services.exchange.accepting import accept, accept_one
from desa_desktop.services.exchange.enrolment import (
    KunciLaptop,
    NomorKunci,
    enrolment_state,
    install_grant,
    list_keys,
    make_root,
    own_number,
    trust_digits,
    write_request,
)
from desa_desktop.services.exchange.granting import (
    Dikenalkan,
    Permintaan,
    introduce,
    read_request,
)
from desa_desktop.services.exchange.inbox import check, inbox, look, resume
from desa_desktop.services.exchange.izin import TidakDiminta, decide, get_izin
from desa_desktop.services.exchange.photos import FotoTampil, photos_of
from desa_desktop.services.exchange.preparing import LAPTOP, has_other_laptops, what_travels
from desa_desktop.services.exchange.previewing import NotAcceptable, preview, read_foto
from desa_desktop.services.exchange.reporting import save_report
from desa_desktop.services.exchange.results import (
    BarisKirim,
    BedaTampil,
    CatatanTampil,
    Diterima,
    DokumenTerkirim,
    Folders,
    Gagal,
    HasilTerima,
    KeadaanKirim,
    KirimanKeluar,
    KirimanMasuk,
    Laptop,
    Muatan,
    Pengirim,
    Peringatan,
    RencanaKirim,
    Salinan,
    TelaahTampil,
    Tertulis,
    Tinjauan,
    TinjauanDokumen,
    UmpanBalik,
    claimed_moment,
)
from desa_desktop.services.exchange.returning import (
    TidakBisaDibatalkan,
    hold,
    refuse,
    send_back,
    settle_double_number,
    undo_acceptance,
)
from desa_desktop.services.exchange.sending import copy_to, outbox, seal, seal_if_needed
from desa_desktop.services.exchange.states import (
    last_answer,
    note_kode_terima,
    notes_for,
    notes_of,
    transport_states,
    unsent_count,
)
from desa_desktop.services.exchange.terputus import go_on
from desa_desktop.services.exchange.trust import BelumAdaAkar, BelumTerdaftar, KunciDicabut
from desa_desktop.services.exchange.wanted import Terputus, find_interrupted
from desa_desktop.services.exchange.withdrawing import withdraw
from desa_desktop.sync.certificates import NomorKunciWrong
from desa_desktop.sync.drives import Drive, eject, find_drives
from desa_desktop.sync.rejection import KirimanRejected
from desa_desktop.sync.stick import Listing, list_kiriman

__all__ = [
    "LAPTOP",
    "BarisKirim",
    "BedaTampil",
    "BelumAdaAkar",
    "BelumTerdaftar",
    "CatatanTampil",
    "Dikenalkan",
    "Diterima",
    "DokumenTerkirim",
    "Drive",
    "Folders",
    "FotoTampil",
    "Gagal",
    "HasilTerima",
    "KeadaanKirim",
    "KirimanKeluar",
    "KirimanMasuk",
    "KirimanRejected",
    "KunciDicabut",
    "KunciLaptop",
    "Laptop",
    "Listing",
    "Muatan",
    "NomorKunci",
    "NomorKunciWrong",
    "NotAcceptable",
    "Pengirim",
    "Peringatan",
    "Permintaan",
    "RencanaKirim",
    "Salinan",
    "TelaahTampil",
    "Terputus",
    "Tertulis",
    "TidakBisaDibatalkan",
    "TidakDiminta",
    "Tinjauan",
    "TinjauanDokumen",
    "UmpanBalik",
    "accept",
    "accept_one",
    "check",
    "claimed_moment",
    "copy_to",
    "decide",
    "eject",
    "enrolment_state",
    "find_drives",
    "find_interrupted",
    "get_izin",
    "go_on",
    "has_other_laptops",
    "hold",
    "inbox",
    "install_grant",
    "introduce",
    "last_answer",
    "list_keys",
    "list_kiriman",
    "look",
    "make_root",
    "note_kode_terima",
    "notes_for",
    "notes_of",
    "outbox",
    "own_number",
    "photos_of",
    "preview",
    "read_foto",
    "read_request",
    "refuse",
    "resume",
    "save_report",
    "seal",
    "seal_if_needed",
    "send_back",
    "settle_double_number",
    "transport_states",
    "trust_digits",
    "undo_acceptance",
    "unsent_count",
    "what_travels",
    "withdraw",
    "write_request",
]
