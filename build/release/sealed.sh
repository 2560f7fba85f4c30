#!/usr/bin/env bash
# Asks macOS what it thinks of what was built: `build/release/sealed.sh notarized|signed|unsigned`. Ends with 1 where that is less.
set -euo pipefail
cd "$(dirname "$0")/../.."

shopt -s failglob
app=(dist/mac*/'Offline Mode.app')
codesign --verify --deep --strict --verbose=2 "${app[@]}"

case $1 in
  unsigned) ;;
  signed | notarized)
    # Signed by the developer, and not by nobody: that would verify, too.
    codesign --display --verbose=2 "${app[@]}" 2>&1 | grep '^Authority=Developer ID Application'
    for image in dist/*.dmg; do codesign --verify --strict --verbose=2 "$image"; done
    ;;
  *)
    echo "no seal: $1" >&2
    exit 1
    ;;
esac

if [ "$1" = notarized ]; then
  xcrun stapler validate "${app[@]}"
  spctl --assess --type execute --verbose=2 "${app[@]}"
  for image in dist/*.dmg; do
    xcrun stapler validate "$image"
    spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
  done
fi
