import { fail, type Result } from '../../core/problem.ts';
import type { Launched, Tools } from '../tools/tools.ts';
import { deviceShapes, type WifiKind } from './wifi-words.ts';

/**
 * The shell that pays if we do not. It has nothing but what every Mac and Linux has, and its values come as parameters. Its
 * words are those that dash, bash 3.2 and zsh as sh have in common. What has to be known to read it:
 * - A sleep in the background can be left at once when TERM comes; the shell waits for one in the foreground first.
 * - A program may hang in the kernel, where no signal reaches it. So nothing here waits for one without an end.
 * - A program that has ended is gone for `kill -0` as soon as the shell has waited for the next sleep.
 * - A folder that is gone, or a full disk, must not keep Wi-Fi off: only what was read back needs a file.
 * - `cat <was >file` leaves the file alone where there is nothing to read, as it is opened in this order. Written over first
 *   and cut only where it was longer, a file is not empty at any moment that is not needed.
 * - What was kept is void once it is paid: a later drill keeps what is there then.
 * - What it has paid it leaves word of, before the token goes: a start that finds the token pays, and one that does not can tell.
 * - A debt whose device was crossed off owes the config alone: Wi-Fi is on, and who turns it off now means it.
 * - A debt that names another drill is another shell's; one that cannot be read is everybody's.
 */
export const shellScript = `
PATH=/usr/bin:/bin
export PATH
exec </dev/null >/dev/null 2>&1
umask 077
token=$1 deadline=$2 most=$3 device=$4 program=$5 kind=$6 folder=$7 id=$8
said=$folder/said paid=$folder/paid
stop=
trap '' HUP INT
trap 'stop=1' TERM

ours() {
  [ -e "$token" ] || return 1
  case $(cat "$token") in
    *'"id":"'"$id"'"'*) return 0 ;;
    *'"id":"'*) return 1 ;;
  esac
  return 0
}

call() {
  out=$1
  shift
  "$@" >"$out" 2>&1 &
  child=$!
  tenths=0
  while kill -0 "$child"; do
    if [ "$tenths" -ge 50 ] || [ ! -e "$token" ]; then kill -9 "$child"; fi
    [ "$tenths" -lt 60 ] || return 0
    sleep 0.1 || sleep 1
    tenths=$((tenths + 1))
  done
}

turn_on() {
  rm -f "$said"
  if [ "$kind" = nmcli ]; then
    call /dev/null "$program" radio wifi on
    call "$said" "$program" -t radio wifi
    case $(cat "$said") in enabled*) return 0 ;; esac
  else
    call /dev/null "$program" -setairportpower "$device" on
    call "$said" "$program" -getairportpower "$device"
    case $(cat "$said") in *': On'*) return 0 ;; esac
  fi
  return 1
}

give_back() {
  was=$folder/$1.was
  wrote=$folder/$1.wrote
  file=$(cat "$folder/$1.path")
  back=$file.offline-mode-back
  case $file in /*) ;; *) return 0 ;; esac
  if [ -h "$file" ] || [ ! -f "$file" ] || [ ! -f "$was" ]; then return 0; fi
  cmp -s "$wrote" "$file" || return 0
  if [ -e "$folder/$1.inplace" ]; then
    cat <"$was" 1<>"$file"
    cmp -s "$was" "$file" || cat <"$was" >"$file"
    return 0
  fi
  rm -f "$back"
  if cp -p "$file" "$back" && cat <"$was" >"$back" && cmp -s "$was" "$back" && cmp -s "$wrote" "$file"; then
    mv -f "$back" "$file"
  fi
  rm -f "$back"
}

naps=0
while [ -z "$stop" ] && [ "$naps" -lt "$most" ]; do
  ours || exit 0
  now=$(date +%s)
  case $now in
    '' | *[!0-9]*) ;;
    *) [ "$now" -lt "$deadline" ] || break ;;
  esac
  sleep 1 &
  nap=$!
  wait "$nap"
  if [ -n "$stop" ]; then
    kill "$nap"
    wait "$nap"
  fi
  naps=$((naps + 1))
done

trap '' TERM
case $(cat "$token") in *'"device":null'*) device= ;; esac
owes= what=config
[ -z "$device" ] || owes=1 what=wifi
tries=0
while [ -n "$owes" ] && [ "$tries" -lt 3600 ]; do
  ours || exit 0
  if turn_on; then owes=; else sleep 1; fi
  tries=$((tries + 1))
done

ours || exit 0
n=1
while [ -e "$folder/$n.path" ]; do
  give_back "$n"
  n=$((n + 1))
done

[ -z "$owes" ] || exit 1
while [ "$n" -gt 1 ]; do
  n=$((n - 1))
  rm -f "$folder/$n.path" "$folder/$n.was" "$folder/$n.wrote" "$folder/$n.inplace"
done
rm -f "$said"
ours || exit 0
echo "$what" >"$paid"
rm -f "$token"
`;

export interface Order {
  /** Of the debt. */
  readonly id: string;
  /** The file of the debt: while it is there something is owed. */
  readonly token: string;
  /** In ms since the epoch. */
  readonly until: number;
  /** Null where Wi-Fi was left on. */
  readonly device: string | null;
  readonly program: string | null;
  readonly kind: WifiKind;
  /** Where the config's files are kept. */
  readonly folder: string;
}

type ShellTools = Pick<Tools, 'programs' | 'clock' | 'files'>;

/** It begins a second before what was promised. The naps are counted as well: the wall clock may be set back. */
export function shellArgs(order: Order, wall: number): string[] {
  const deadline = Math.floor(order.until / 1_000) - 1;
  const most = Math.max(0, Math.ceil(deadline - wall / 1_000)) + 2;
  const { id, token, device, program, kind, folder } = order;
  return [token, String(deadline), String(most), device ?? '', program ?? '', kind, folder, id];
}

/** Starts it in a session of its own: neither our end nor a key at our terminal reaches it. */
export async function armShell(tools: ShellTools, order: Order): Promise<Result<Launched>> {
  const { device, program, kind } = order;
  if (device !== null && !(deviceShapes[kind].test(device) && program?.startsWith('/')))
    return fail('drill-wifi', device.slice(0, 20), 'name');
  const folder = await tools.files.privateFolder(order.folder);
  if (!folder.ok) return folder;
  const args = shellArgs(order, tools.clock.wall());
  return tools.programs.launch('sh', ['-c', shellScript, 'offline-mode-drill', ...args], {});
}
