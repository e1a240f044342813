"""The first start on a laptop with nothing but Python: fetch what the program needs, then start it.

Standard library only. Makes `.venv` from the hashed lock file, finds or fetches the system libraries Qt
needs on Linux, then becomes the environment's own Python. When all is in place it costs a few stat calls.
Written so that Python 3.6 can still read it: only then can it say which Python is wanted.
(platform.md 2)
"""

import contextlib
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import typing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOCK = ROOT / "resources" / "requirements.lock"
STAMP = VENV / "siap"  # written last: its absence means that set-up has not finished
UNFINISHED = VENV / "belum-selesai"
LOG = VENV / "persiapan.log"
GUARD = ROOT / ".venv.kunci"
SYSLIBS = VENV / "syslibs"

OLDEST, NEWEST = (3, 11), (3, 13)
ROOM_NEEDED = 1200 * 1024 * 1024  # bytes: 560 MB of libraries, the downloads, and some air
STILL_BUSY = 30  # seconds between two signs of life

# shared library -> packages that hold it (Debian 12, then the newer name); enough without a display
QT_LIBS = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11.so.6": ("libx11-6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "libglib2.0-0t64"),
    "libxkbcommon.so.0": ("libxkbcommon0",),
}
# wanted on top once there is a display
XCB_LIBS = {
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
# what those need themselves when they are unpacked one by one (no mesa: widgets never call OpenGL)
DEEP = (
    "libglvnd0 libglx0 libxau6 libxdmcp6 libbsd0 libmd0 libxcb1 libpng16-16 libpng16-16t64 libbrotli1 "
    "libexpat1 libpcre2-8-0 libffi8 fontconfig-config"
).split()
FEDORA = "mesa-libEGL mesa-libGL libxkbcommon-x11 fontconfig dbus-libs glib2 xcb-util-cursor xcb-util-wm"

ASK_LOADER = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""

# what pip and apt say -> what a person can do; the first that fits
REASONS = (
    (("no space left", "disk quota"), "ruang disk habis. Kosongkan sekitar 1,2 GB"),
    (("do not match the hashes",), "berkas yang diunduh berbeda dari daftar resmi. Periksa jaringan"),
    (("certificate_verify_failed",), "sambungan aman ditolak. Periksa tanggal dan jam laptop"),
    (
        (
            "name resolution", "failed to establish", "unreachable", "connection", "timed out",
            "temporary failure", "could not resolve", "failed to fetch", "could not find a version",
        ),
        "unduhan gagal. Sambungkan laptop ke internet",
    ),
    (
        ("permission denied", "read-only file system"),
        "folder program tidak boleh ditulisi. Salin ke folder Anda",
    ),
)  # fmt: skip


class SetupFailed(Exception):
    """Set-up cannot go on; the text is one Indonesian sentence for the person at the laptop."""


def say(sentence: str) -> None:
    """A line of progress on standard error, so that standard output stays the program's own."""
    print("[persiapan] " + sentence, file=sys.stderr, flush=True)


def is_root() -> bool:
    """Whether packages of the system may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def venv_python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_python(version: "tuple[int, int]") -> None:
    """Refuse a Python for which Qt's binding has no wheel."""
    if not OLDEST <= version <= NEWEST:
        raise SetupFailed(
            f"Python di laptop ini versi {version[0]}.{version[1]}, sedangkan Desa Desktop memerlukan "
            "Python 3.11, 3.12, atau 3.13. Pasang salah satunya, lalu ulangi, misalnya dengan python3.11."
        )


def reason(text: str) -> str:
    """Why a foreign tool failed, as the middle of an Indonesian sentence; `text` is its output."""
    lower = text.lower()
    for signs, words in REASONS:
        if any(sign in lower for sign in signs):
            return words
    return "alat pemasang berhenti dengan galat. Baca rinciannya"


def run(*command: object, cwd: "Path | None" = None) -> None:
    """Run one tool with its output in the log. SetupFailed with a sentence when it fails."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    start = LOG.stat().st_size if LOG.exists() else 0
    with LOG.open("ab") as log:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cwd and str(cwd), env=clean_environment(),
        )  # fmt: skip
        waited = 0
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=STILL_BUSY)
                    break
                waited += STILL_BUSY
                say(f"masih bekerja ({waited} detik)")
        finally:
            if process.poll() is None:  # the person stopped us: no pip may go on in the dark
                process.kill()
                process.wait()
    if process.returncode:
        said = LOG.read_bytes()[start:].decode("utf-8", "replace")
        raise SetupFailed(
            f"Persiapan belum selesai: {reason(said)}, lalu ulangi perintah ini. Rincian: {LOG}"
        )


def clean_environment() -> "dict[str, str]":
    """The environment for tools: without what would send pip elsewhere than into `.venv`."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    kept.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", DEBIAN_FRONTEND="noninteractive")
    return dict(kept, LC_ALL="C.UTF-8")  # `reason` reads English


# --- system packages -------------------------------------------------------------------------------------


def apt_options(state: Path) -> "list[str]":
    """Options that let apt's own client work in a folder of ours, without being root."""
    for sub in ("lists/partial", "cache/archives/partial", "debs"):
        (state / sub).mkdir(parents=True, exist_ok=True)
    places = [f"Dir::State::lists={state}/lists", f"Dir::Cache={state}/cache"]
    return [word for one in [*places, "Debug::NoLocking=1", "APT::Sandbox::User="] for word in ("-o", one)]


def apt_known(packages: "list[str]", options: "list[str]") -> "list[str]":
    """Those of `packages` that this release can install (names differ between releases)."""
    answer = subprocess.run(
        ["apt-cache", *options, "policy", *packages],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, env=dict(os.environ, LC_ALL="C"),
    )  # fmt: skip
    name, known = "", []
    for line in answer.stdout.decode().splitlines():
        if not line.startswith(" "):
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            known.append(name)
    return known


def apt_refresh(packages: "list[str]", options: "list[str]") -> "list[str]":
    """Fetch the package lists; those of `packages` to ask for. One broken source among several may fail."""
    trouble = None
    try:
        run("apt-get", *options, "-qq", "update")
    except SetupFailed as failure:
        trouble = failure
    known = apt_known(packages, options)
    if trouble is not None and not known:
        raise trouble
    return known


def apt_install(packages: "list[str]") -> None:
    """As root: install packages of the system."""
    known = apt_refresh(packages, [])
    wait = ("-o", "DPkg::Lock::Timeout=300")
    run("apt-get", "-qq", *wait, "install", "-y", "--no-install-recommends", *known)


def apt_fetch(packages: "list[str]", into: Path) -> None:
    """As anyone: download packages with apt's own client and unpack them into a folder."""
    state = VENV / "apt"
    options = apt_options(state)
    known = apt_refresh(packages, options)
    run("apt-get", *options, "-qq", "download", *known, cwd=state / "debs")
    for deb in sorted((state / "debs").glob("*.deb")):
        run("dpkg-deb", "-x", deb, into)
    shutil.rmtree(str(state))


def library_environment() -> "dict[str, str]":
    """What the environment's Python needs so that fetched libraries are found."""
    folders = [
        str(found)
        for found in sorted([*SYSLIBS.glob("usr/lib/*-linux-gnu"), *SYSLIBS.glob("lib/*-linux-gnu")])
    ]
    if not folders:
        return {}
    there = os.environ.get("LD_LIBRARY_PATH")
    extra = {"LD_LIBRARY_PATH": os.pathsep.join(folders + ([there] if there else []))}
    if not Path("/etc/fonts/fonts.conf").exists():
        extra["FONTCONFIG_PATH"] = os.environ.get("FONTCONFIG_PATH", str(SYSLIBS / "etc/fonts"))
    return extra


def missing(libraries: typing.Iterable[str]) -> "list[str]":
    """Those shared libraries that the environment's Python cannot load."""
    answer = subprocess.run(
        [str(venv_python()), "-I", "-c", ASK_LOADER, *libraries],
        stdout=subprocess.PIPE, check=False, env=dict(os.environ, **library_environment()),
    )  # fmt: skip
    return answer.stdout.decode().split()


def wanted_libraries(display: bool) -> "dict[str, tuple[str, ...]]":
    """The libraries for this kind of screen; nothing outside Linux, where the wheels have all."""
    if not sys.platform.startswith("linux"):
        return {}
    return dict(QT_LIBS, **XCB_LIBS) if display else dict(QT_LIBS)


def make_libraries(display: bool) -> None:
    """Find or fetch the system libraries of Qt. SetupFailed names the packages that a person must install."""
    libraries = wanted_libraries(display)
    absent = missing(libraries)
    if absent and shutil.which("apt-get"):
        if is_root():
            packages = sorted({name for library in absent for name in libraries[library]})
            say("memasang pustaka sistem untuk layar: " + " ".join(packages))
            apt_install(packages)
        else:
            say("mengambil pustaka sistem untuk layar, tanpa hak admin")
            every = dict(QT_LIBS, **XCB_LIBS)
            apt_fetch(sorted({name for names in every.values() for name in names} | set(DEEP)), SYSLIBS)
        absent = missing(libraries)
    if absent:
        names = " ".join(sorted({libraries[library][0] for library in absent}))
        raise SetupFailed(
            f"Pustaka sistem untuk layar belum ada. Pasang paket ini, lalu ulangi: {names} "
            f"(Debian, Ubuntu), atau {FEDORA} (Fedora)."
        )


# --- the Python environment ------------------------------------------------------------------------------


def venv_works() -> bool:
    """Whether `.venv` holds an interpreter of an allowed version that finds its own libraries."""
    if not venv_python().exists():
        return False
    code = "import sys, sysconfig; print(*sys.version_info[:2], sysconfig.get_path('purelib'))"
    answer = subprocess.run(
        [str(venv_python()), "-I", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    words = answer.stdout.decode().split(None, 2)
    if answer.returncode or len(words) < 3:
        return False
    return OLDEST <= (int(words[0]), int(words[1])) <= NEWEST and Path(words[2].strip()).is_dir()


def make_venv() -> None:
    """A new, empty environment, made by a Python outside it."""
    check_python(sys.version_info[:2])
    if VENV.exists():
        shutil.rmtree(str(VENV))
    VENV.mkdir()
    UNFINISHED.write_text("baru")
    python = getattr(sys, "_base_executable", None) or sys.executable
    try:
        import ensurepip  # noqa: F401  Debian keeps it in python3-venv

        run(python, "-m", "venv", VENV)
    except ImportError:
        run(python, "-m", "venv", "--without-pip", VENV)


def ensure_pip() -> None:
    """Give the environment a pip: from Python itself, or from Debian's package of wheels."""
    python = venv_python()
    for ask in (["-m", "pip", "--version"], ["-m", "ensurepip"]):
        answer = subprocess.run(
            [str(python), "-I", *ask],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=clean_environment(),
        )  # fmt: skip
        if answer.returncode == 0:
            return
    if not shutil.which("apt-get"):
        raise SetupFailed(
            "Alat pemasang Python belum ada. Pasang paket python3-venv, lalu ulangi perintah ini."
        )
    say("mengambil pip (paket python3-venv belum terpasang)")
    if is_root():
        apt_install(["python3-pip-whl"])
        folder = Path("/usr/share/python-wheels")
    else:
        apt_fetch(["python3-pip-whl"], VENV / "pipwhl")
        folder = VENV / "pipwhl/usr/share/python-wheels"
    wheel = next(iter(sorted(folder.glob("pip-*.whl"))), None)
    if wheel is None:
        raise SetupFailed(
            "Alat pemasang Python tidak ditemukan. Pasang paket python3-venv, lalu ulangi perintah ini."
        )
    run(python, "-I", f"{wheel}/pip", "install", "--no-index", "--no-deps", wheel)


def install_packages(again: bool) -> None:
    """Install exactly what the lock names, hashes checked; `again` overwrites half-written packages."""
    ensure_pip()
    say("memasang pustaka Python ke .venv (sekali saja, beberapa menit)")
    install = [venv_python(), "-I", "-m", "pip", "install", "--require-hashes", "--no-deps", "--retries", "2"]
    run(*install, *(["--ignore-installed"] if again else []), "-r", LOCK)
    ask = [str(venv_python()), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.check_output(ask).decode().strip())
    (site / "desa_desktop_src.pth").write_text(str(ROOT / "src") + "\n", encoding="utf-8")
    # PYTHONDONTWRITEBYTECODE and read-only folders would make every later start slow
    subprocess.call([str(venv_python()), "-I", "-m", "compileall", "-q", str(ROOT / "src" / "desa_desktop")])


def stamp() -> str:
    """What a finished set-up belongs to: this lock, this interpreter, this folder."""
    parts = [LOCK.read_bytes(), str(ROOT).encode(), os.path.realpath(str(venv_python())).encode(), b"1"]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def ready(qt: bool, display: bool) -> bool:
    """Whether an earlier set-up did all that this start needs."""
    if not STAMP.exists() or UNFINISHED.exists():
        return False
    done = STAMP.read_text().split()
    libraries = ["qt"] if qt else []
    return done[:1] == [stamp()] and set(libraries + (["layar"] if qt and display else [])) <= set(done[1:])


@contextlib.contextmanager
def alone() -> "typing.Iterator[None]":
    """Let only one set-up work on this folder; a second one waits until the first has ended."""
    with GUARD.open("a+b") as handle:
        take_lock(handle)
        yield  # closing the file, or the death of the process, gives the lock back


def take_lock(handle: typing.IO[bytes]) -> None:
    """Hold the operating system's lock on `handle`, waiting for whoever has it."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            with contextlib.suppress(OSError):
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # tries for ten seconds
                return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES):
            raise
        say("menunggu persiapan yang sedang berjalan di jendela lain")
        fcntl.flock(handle, fcntl.LOCK_EX)


def prepare(qt: bool, display: bool) -> None:
    """Do what is not yet done, so that it can be cut off anywhere and simply be repeated."""
    earlier = UNFINISHED.read_text() if UNFINISHED.exists() else ""
    done = STAMP.read_text().split() if STAMP.exists() else []
    if done[:1] != [stamp()] or earlier:
        done = []
        if shutil.disk_usage(str(ROOT)).free < ROOM_NEEDED and not venv_works():
            raise SetupFailed("Ruang disk kurang. Kosongkan sekitar 1,2 GB, lalu ulangi perintah ini.")
        fresh = earlier == "baru" or not venv_works()
        if fresh:
            make_venv()
        else:
            UNFINISHED.write_text("tambahan")
        try:
            install_packages(again=earlier == "tambahan")
        except SetupFailed:
            if not fresh and not earlier:  # pip has put the old packages back: leave them usable
                UNFINISHED.unlink()
            raise
    if qt:
        make_libraries(display)
    marks = set(done[1:]) | ({"qt"} if qt else set()) | ({"layar"} if qt and display else set())
    STAMP.write_text("\n".join([stamp(), *sorted(marks)]) + "\n")
    if UNFINISHED.exists():
        UNFINISHED.unlink()


def start(arguments: typing.Sequence[str], qt: bool = True) -> None:
    """Prepare if need be, then become the environment's Python with `arguments`. Does not return.

    `qt`: whether Qt will be imported, so that its system libraries are needed. Exits with 1 and one
    sentence when set-up fails, with 130 when the person stops it.
    """
    display = bool(os.environ.get("DISPLAY"))
    try:
        if not ready(qt, display):
            with alone():
                if not ready(qt, display):
                    prepare(qt, display)
                    say("siap")
    except SetupFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        say("dihentikan; ulangi perintah yang sama untuk melanjutkan")
        sys.exit(130)
    except OSError as error:
        why = reason(os.strerror(error.errno or 0))
        sys.exit(f"Persiapan belum selesai: {why}, lalu ulangi perintah ini. ({error})")
    environment = dict(os.environ, **library_environment())
    command = [str(venv_python()), "-P", *arguments]
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)
