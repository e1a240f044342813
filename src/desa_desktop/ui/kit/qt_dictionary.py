"""The texts of Qt that this program can show, English to Indonesian. `&` marks the key as in Qt."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    # buttons of standard dialogs
    "OK": "Oke", "&OK": "&Oke", "Save": "Simpan", "&Save": "&Simpan", "Save All": "Simpan semua",
    "Open": "Buka", "&Open": "&Buka", "&Yes": "&Ya", "Yes to &All": "Ya untuk &semua", "&No": "&Tidak",
    "N&o to All": "Tidak untuk s&emua", "Abort": "Hentikan", "Retry": "Coba lagi", "Ignore": "Abaikan",
    "Close": "Tutup", "&Close": "&Tutup", "Cancel": "Batal", "&Cancel": "&Batal", "Discard": "Buang",
    "Help": "Bantuan", "Apply": "Terapkan", "Reset": "Setel ulang", "Restore Defaults": "Kembalikan awal",
    "Don't Save": "Jangan simpan", "Close without Saving": "Tutup tanpa menyimpan",
    "Enter a value:": "Isi:",
    # context menus of text
    "&Undo": "&Urungkan", "&Redo": "U&langi", "Cu&t": "Po&tong", "&Copy": "&Salin",
    "Copy &Link Location": "Salin &alamat tautan", "&Paste": "&Tempel", "Delete": "Hapus",
    "Select All": "Pilih semua",
    # calendar
    "Previous Month": "Bulan sebelumnya", "Next Month": "Bulan berikutnya", "Today": "Hari ini",
    # file dialog
    "Look in:": "Cari di:", "Back": "Kembali", "Go back": "Kembali", "Forward": "Maju",
    "Go forward": "Maju", "Parent Directory": "Folder induk",
    "Go to the parent directory": "Ke folder induk",
    "Create New Folder": "Buat folder baru", "Create a New Folder": "Buat folder baru",
    "List View": "Tampilan daftar", "Change to list view mode": "Tampilkan sebagai daftar",
    "Detail View": "Tampilan rinci", "Change to detail view mode": "Tampilkan dengan rincian",
    "Sidebar": "Bilah sisi", "List of places and bookmarks": "Daftar tempat dan penanda",
    "Files": "Berkas", "Files of type:": "Jenis berkas:", "&File name:": "&Nama berkas:",
    "File &name:": "&Nama berkas:", "Directory:": "Folder:", "Directories": "Folder",
    "All Files (*)": "Semua berkas (*)", "All files (*)": "Semua berkas (*)", "Name": "Nama",
    "Size": "Ukuran", "Type": "Jenis", "Kind": "Jenis", "Date Modified": "Tanggal diubah",
    "&Rename": "Ganti &nama", "&Delete": "&Hapus", "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "&New Folder": "Folder &baru", "New Folder": "Folder baru", "Recent Places": "Tempat terakhir",
    "Computer": "Komputer", "My Computer": "Komputer ini", "Find Directory": "Cari folder",
    "Show ": "Tampilkan ",
    "&Choose": "&Pilih", "Remove": "Keluarkan", "Save As": "Simpan sebagai", "Drive": "Penyimpanan",
    "File": "Berkas", "File Folder": "Folder berkas", "Folder": "Folder", "Alias": "Tautan",
    "Shortcut": "Pintasan", "Unknown": "Tidak dikenal", "%1 File": "Berkas %1",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
        "%1\nBerkas tidak ditemukan.\nPeriksa kembali nama berkasnya.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
        "%1\nFolder tidak ditemukan.\nPeriksa kembali nama foldernya.",
    "'%1' is write protected.\nDo you want to delete it anyway?":
        "“%1” dilindungi dari perubahan.\nTetap hapus?",
    "Are you sure you want to delete '%1'?": "Hapus “%1”?", "Could not delete directory.":
        "Folder tidak dapat dihapus.", "Invalid filename": "Nama berkas tidak dapat dipakai",
    "<b>The name \"%1\" cannot be used.</b><p>Try using another name, with fewer characters or no "
    "punctuation marks.": "<b>Nama “%1” tidak dapat dipakai.</b><p>Pakai nama lain yang lebih pendek "
    "atau tanpa tanda baca.",
    "%1 bytes": "%1 bita", "%1 byte": "%1 bita", "%1 KB": "%1 KB", "%1 MB": "%1 MB", "%1 GB": "%1 GB",
    "%1 TB": "%1 TB", "KiB": "KiB", "Open %1": "Buka %1",
    # print dialog and page setup
    "Print": "Cetak", "&Print": "&Cetak", "Print dialog": "Cetak", "Printer": "Pencetak",
    "Print To File ...": "Cetak ke berkas…", "&Options >>": "&Pilihan >>", "&Options <<": "&Pilihan <<",
    "Print to File (PDF)": "Cetak ke berkas (PDF)", "Local file": "Berkas di laptop",
    "Write PDF file": "Tulis berkas PDF", "File exists": "Berkas sudah ada",
    "<qt>Do you want to overwrite it?</qt>": "<qt>Ganti berkas yang ada?</qt>",
    "Location:": "Tempat:", "&Name:": "&Nama:", "P&roperties": "&Sifat", "Preview": "Pratinjau",
    "Type:": "Jenis:",
    "Output &file:": "&Berkas hasil:", "Print range": "Halaman yang dicetak", "Print all": "Semua",
    "Pages from": "Halaman", "to": "sampai", "Current Page": "Halaman ini", "Selection": "Yang dipilih",
    "Output Settings": "Hasil cetak", "Copies:": "Rangkap:", "Collate": "Urut per rangkap",
    "Reverse": "Dari halaman akhir", "Options": "Pilihan", "Color Mode": "Warna", "Color": "Berwarna",
    "Grayscale": "Hitam putih", "Duplex Printing": "Bolak-balik", "None": "Tidak",
    "Long side": "Sisi panjang",
    "Short side": "Sisi pendek", "Pages": "Halaman", "Page Set:": "Pilihan halaman:", "All Pages": "Semua",
    "Odd Pages": "Ganjil", "Even Pages": "Genap", "Copies": "Rangkap", "Page Setup": "Atur halaman",
    "Paper": "Kertas", "Page size:": "Ukuran kertas:", "Width:": "Lebar:", "Height:": "Tinggi:",
    "Paper source:": "Asal kertas:", "Orientation": "Arah", "Portrait": "Tegak", "Landscape": "Mendatar",
    "Reverse landscape": "Mendatar terbalik", "Reverse portrait": "Tegak terbalik", "Margins": "Pinggir",
    "top margin": "pinggir atas", "left margin": "pinggir kiri", "right margin": "pinggir kanan",
    "bottom margin": "pinggir bawah", "Page Layout": "Tata halaman", "Page order:": "Urutan halaman:",
    "Pages per sheet:": "Halaman per lembar:", "Custom": "Ukuran sendiri",
    "Millimeters (mm)": "Milimeter (mm)", "Centimeters (cm)": "Sentimeter (cm)", "Inches (in)": "Inci (in)",
    "Points (pt)": "Poin (pt)", "Pica (P̸)": "Pika (P̸)", "Didot (DD)": "Didot (DD)",
    "Cicero (CC)": "Cicero (CC)",
    "mm": "mm", "pt": "pt", "in": "in", "P̸": "P̸", "DD": "DD", "CC": "CC",
    "Double Sided Printing": "Cetak bolak-balik", "Long side binding": "Jilid sisi panjang",
    "Short side binding": "Jilid sisi pendek", "Off": "Tidak", "...": "…",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
    "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.":
        "Tulis nomor halaman dipisah koma; rentang dengan tanda hubung. Contoh: 3,5-7,9.",
    "Scroll Left": "Gulung kiri", "Scroll Right": "Gulung kanan",
    "Job Options": "Pilihan kerja", "Job Control": "Kendali kerja", "Scheduled printing:": "Waktu cetak:",
    "Billing information:": "Catatan biaya:", "Job priority:": "Prioritas:",
    "Banner Pages": "Halaman sampul",
    "Banner page at end": "Sampul di akhir", "Banner page at start": "Sampul di awal",
    "Start:": "Awal:", "End:": "Akhir:", "Advanced": "Lanjutan",
    "OK ": "Oke", "Print Properties": "Sifat cetak", "Printer Properties": "Sifat pencetak",
    # keys, as Qt names them on screen; Return and Enter keep apart, or one could not be read any more
    "Ctrl": "Ctrl", "Shift": "Shift", "Alt": "Alt", "Del": "Delete", "Delete ": "Delete", "Left": "Kiri",
    "Right": "Kanan", "Up": "Atas", "Down": "Bawah", "Enter": "Enter", "Esc": "Esc",
    "Tab": "Tab", "Backspace": "Backspace", "Space": "Spasi", "Home": "Home", "End": "End",
    "PgUp": "PgUp", "PgDown": "PgDown", "Ins": "Insert", "Insert": "Insert", "Meta": "Windows",
    "Num": "Num",
    # spin boxes, scroll bars, windows
    "&Step up": "&Naik", "Step &down": "&Turun", "&Select All": "&Pilih semua",
    "Scroll here": "Gulung ke sini",
    "Left edge": "Tepi kiri", "Right edge": "Tepi kanan", "Top": "Atas", "Bottom": "Bawah",
    "Page left": "Halaman kiri", "Page right": "Halaman kanan", "Page up": "Halaman atas",
    "Page down": "Halaman bawah", "Scroll left": "Gulung kiri", "Scroll right": "Gulung kanan",
    "Scroll up": "Gulung atas", "Scroll down": "Gulung bawah", "Show Details...": "Tampilkan rincian…",
    "Hide Details...": "Sembunyikan rincian…", "Close Tab": "Tutup tab", "Open drop-down": "Buka daftar",
}  # fmt: skip
