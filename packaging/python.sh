#!/bin/sh
# Runs a script with Python 3.11 or newer: in the project's own environment if it works (the fast way,
# taken by every later start), otherwise with the oldest supported Python on this machine.
root=$(dirname "$0")/..

is_enough='import sys; sys.exit(sys.version_info < (3, 11))'
for candidate in "$root/.venv/bin/python" python3.11 python3.12 python3.13 python3.14 python3; do
    if "$candidate" -I -S -c "$is_enough" 2>/dev/null; then
        exec "$candidate" "$@"
    fi
done

cat >&2 <<'END'
OST My Heart needs Python 3.11 or newer, and this machine has none.
  Debian 12, Ubuntu 24.04 and newer:  sudo apt-get install python3 python3-venv
  Ubuntu 22.04:                       sudo apt-get install python3.11 python3.11-venv
  Fedora: sudo dnf install python3    Arch: sudo pacman -S python
END
exit 3
