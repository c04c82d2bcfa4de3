#!/usr/bin/env bash
# Accepts the pictures of the interface (tests/snapshots/*.png) as they are rendered now, and packs them without loss.
#
#   tests/accept-pictures.sh       those that differ from what was accepted, and new ones
#   tests/accept-pictures.sh all   all of them; those that no test takes any more are deleted
#
# Look at each before you commit it, and commit it once: every version stays in the history for good.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v oxipng >/dev/null || { echo "oxipng is not there; get it with: cargo install oxipng" >&2; exit 1; }

pictures=(-name '*.png' ! -name '*.old.png' ! -name '*.new.png' ! -name '*.diff.png')
before=$(mktemp)
trap 'rm -f "$before"' EXIT
# Files are told apart by their times, in whole seconds on some disks.
sleep 1
if [ "${1:-}" = all ]; then
  find tests/snapshots "${pictures[@]}" -delete
fi
UPDATE_SNAPSHOTS=1 cargo test --locked --test screens

find tests/snapshots \( -name '*.old.png' -o -name '*.new.png' -o -name '*.diff.png' \) -delete
find tests/snapshots "${pictures[@]}" -newer "$before" -print0 | xargs -0 -r oxipng --opt 4 --strip all --quiet

# What was packed must still be what is rendered.
cargo test --locked --test screens -- look
echo "$(find tests/snapshots "${pictures[@]}" | wc -l) pictures, $(du -ch tests/snapshots/*.png | tail -1 | cut -f1) in all." \
  "tests/core/pictures.rs says how much there may be."
