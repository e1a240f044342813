#!/usr/bin/env bash
# Three hundred thousand kiriman damaged at random, then a minute of bytes thrown at every parser of foreign
# files. Led by atheris where it can be installed, in a folder beside the environment so that what people get
# stays as it is locked; else by the seeded generator of the tests with other seeds, which is said.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
python=$PWD/.venv/bin/python
[ -x "$python" ] || { echo "SKIPPED fuzz: the tests made no .venv"; exit 0; }
beside=$(mktemp -d)
trap 'rm -rf "$beside"' EXIT
wanted=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["lempar"][0])')
timeout 180 "$python" -m pip install -q --no-deps --only-binary=:all: --disable-pip-version-check \
    --target "$beside" "$wanted" >"$beside/pip.log" 2>&1 ||
    echo "fuzz: atheris cannot be installed here: $(tail -n 1 "$beside/pip.log")"
PYTHONPATH=src timeout 300 "$python" tests/acak_kiriman.py --jumlah 300000 || exit 1
PYTHONPATH="src:$beside" QT_QPA_PLATFORM=offscreen timeout 300 "$python" tests/lempar.py --detik 60
