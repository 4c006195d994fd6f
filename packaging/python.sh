#!/bin/sh
# Runs a script with Python 3.11 or newer: in the project's own environment if it works (the fast way,
# taken by every later start), otherwise with the oldest supported Python on this machine. If there is
# none, it is installed where apt does that, as packaging/system_packages.py does with everything else.
root=$(dirname "$0")/..

is_enough='import sys; sys.exit(sys.version_info < (3, 11))'

# Ends this script if there is a Python.
run_with_python() {
    for candidate in "$root/.venv/bin/python" python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -I -S -c "$is_enough" 2>/dev/null; then
            exec "$candidate" "$@"
        fi
    done
}

# The packages to install, by what apt knows; Ubuntu 22.04 has a newer one beside its own.
packages() {
    minor=$(apt-cache show python3 2>/dev/null | sed -n 's/^Version: 3\.\([0-9]*\).*/\1/p' | head -n 1)
    name=python3
    if [ "${minor:-11}" -lt 11 ]; then
        for newer in python3.11 python3.12 python3.13 python3.14; do
            if apt-cache show "$newer" 2>/dev/null | grep -q '^Version:'; then
                name=$newer
                break
            fi
        done
    fi
    echo "$name $name-venv"
}

run_with_python "$@"

echo "OST My Heart needs Python 3.11 or newer, and this machine has none." >&2

if ! command -v apt-get >/dev/null; then
    cat >&2 <<'END'
  Fedora:    sudo dnf install python3
  Arch:      sudo pacman -S python
  openSUSE:  sudo zypper install python311
END
    exit 3
fi

# What to put before apt-get: nothing for root, sudo if it may work.
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 1 ]; }; }; then
    as_root="sudo DEBIAN_FRONTEND=noninteractive"
else
    cat >&2 <<END
You aren’t allowed to install packages here. Ask an administrator to run these commands, then start
again:
  sudo apt-get update
  sudo apt-get install -y --no-install-recommends $(packages)
END
    exit 3
fi

export DEBIAN_FRONTEND=noninteractive
echo "These commands install it:"
echo "  $as_root apt-get update" | sed 's/^   */  /'
if ! $as_root apt-get update; then
    echo "apt-get update reported errors; trying with the lists already here."
fi
install="apt-get install -y --no-install-recommends $(packages)"
echo "  $as_root $install" | sed 's/^   */  /'
if ! $as_root $install; then
    echo "The packages were not installed; the reason is printed above." >&2
    exit 1
fi

run_with_python "$@"
echo "The Python that apt-get installed is older than 3.11. Install a newer one, then start again." >&2
exit 3
