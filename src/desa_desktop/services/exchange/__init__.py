"""The exchange of kiriman: prepare, seal, look, preview, accept, send back, answer (architecture.md 9).

`files` in the functions is `app.files`, `laptop` is `app.laptop`. One module a step:
`preparing` what travels, `sending` sealing and copies, `inbox` and `judging` what came, `previewing` what
it would change, `accepting` and `returning` what a person decides, `states` where each dokumen stands.
"""

from __future__ import annotations

from desa_desktop.services.exchange.accepting import accept, accept_one
from desa_desktop.services.exchange.inbox import check, inbox, look, resume
from desa_desktop.services.exchange.preparing import what_travels
from desa_desktop.services.exchange.previewing import NotAcceptable, preview
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
    Pengirim,
    Peringatan,
    RencanaKirim,
    Salinan,
    TelaahTampil,
    Tertulis,
    Tinjauan,
    TinjauanDokumen,
)
from desa_desktop.services.exchange.returning import (
    TidakBisaDibatalkan,
    hold,
    refuse,
    send_back,
    settle_double_number,
    undo_acceptance,
)
from desa_desktop.services.exchange.sending import copy_to, outbox, seal
from desa_desktop.services.exchange.states import (
    notes_for,
    transport_state,
    transport_states,
    unsent_count,
)
from desa_desktop.services.exchange.trust import BelumAdaAkar, BelumTerdaftar, KunciDicabut
from desa_desktop.sync.drives import Drive, eject, find_drives
from desa_desktop.sync.stick import Listing, list_kiriman

__all__ = [
    "BarisKirim",
    "BedaTampil",
    "BelumAdaAkar",
    "BelumTerdaftar",
    "CatatanTampil",
    "Diterima",
    "DokumenTerkirim",
    "Drive",
    "Folders",
    "Gagal",
    "HasilTerima",
    "KeadaanKirim",
    "KirimanKeluar",
    "KirimanMasuk",
    "KunciDicabut",
    "Laptop",
    "Listing",
    "NotAcceptable",
    "Pengirim",
    "Peringatan",
    "RencanaKirim",
    "Salinan",
    "TelaahTampil",
    "Tertulis",
    "TidakBisaDibatalkan",
    "Tinjauan",
    "TinjauanDokumen",
    "accept",
    "accept_one",
    "check",
    "copy_to",
    "eject",
    "find_drives",
    "hold",
    "inbox",
    "list_kiriman",
    "look",
    "notes_for",
    "outbox",
    "preview",
    "refuse",
    "resume",
    "seal",
    "send_back",
    "settle_double_number",
    "transport_state",
    "transport_states",
    "undo_acceptance",
    "unsent_count",
    "what_travels",
]
