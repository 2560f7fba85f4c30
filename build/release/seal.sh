#!/usr/bin/env bash
# Builds the app for the Mac and has Apple's word stapled to it, as far as there are secrets for that; the release workflow runs
# it. Says what has become of it, as `seal=notarized|signed|unsigned` in the file of the step's outputs.
#   CSC_LINK, CSC_KEY_PASSWORD             the certificate "Developer ID Application" with its key, a .p12 as base64
#   NOTARY_KEY                             the text of the .p8 key for App Store Connect's API
#   APPLE_API_KEY_ID, APPLE_API_ISSUER     which key that is, and whose
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

key=${NOTARY_KEY:-}
unset NOTARY_KEY
# To electron-builder an empty one is one.
[ -n "${CSC_LINK:-}" ] || unset CSC_LINK CSC_KEY_PASSWORD
if [ -z "${CSC_LINK:-}" ] || [ -z "$key" ] || [ -z "${APPLE_API_KEY_ID:-}" ] || [ -z "${APPLE_API_ISSUER:-}" ]; then
  key=
  unset APPLE_API_KEY_ID APPLE_API_ISSUER
fi

if [ -z "${CSC_LINK:-}" ]; then
  seal=unsigned
  export CSC_IDENTITY_AUTO_DISCOVERY=false
elif [ -z "$key" ]; then
  seal=signed
else
  seal=notarized
  # The variable wants a file.
  export APPLE_API_KEY=$folder/key.p8
  (umask 077 && printf '%s\n' "$key" >"$APPLE_API_KEY")
fi
key=

npm run dist

# The app has its ticket by now; the disk image needs one of its own, or a first start without internet is refused.
if [ "$seal" = notarized ]; then
  for image in dist/*.dmg; do
    xcrun notarytool submit "$image" --key "$APPLE_API_KEY" --key-id "$APPLE_API_KEY_ID" --issuer "$APPLE_API_ISSUER" --wait --timeout 45m
    xcrun stapler staple "$image"
  done
fi

echo "seal=$seal" >>"${GITHUB_OUTPUT:-/dev/stdout}"
