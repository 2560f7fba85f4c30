#!/bin/sh
# The command-line tool of the app: a link to this file stands in a folder on PATH. It follows the link to the app that it lies
# in, wherever that is now, and starts its one program as a terminal. What was typed stands behind "--", so that none of it is
# taken for a switch of Chromium's.
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self") || exit 1
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
here=$(CDPATH= cd -P "$(dirname "$self")" && pwd) || exit 1

for app in "$here/../MacOS/Offline Mode" "$here/../offline-mode-app"; do
  [ -x "$app" ] && exec "$app" --terminal -- "$@"
done
echo "offline-mode: the app that this command belongs to is not beside it any more ($here)." >&2
exit 127
