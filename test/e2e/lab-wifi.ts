import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOST_ADDRESSES, HOST_ROUTES } from '../lab/namespaces.ts';

/**
 * What the lab's `networksetup` makes of what it is told. `lies`: it ends well, says why it may not, and does nothing; `deaf`: it
 * ends well, says nothing, and changes nothing; `second`: it changes something at the second time; `hangs`: it never ends.
 */
export type WifiWay = 'works' | 'lies' | 'deaf' | 'second' | 'hangs';

/** The Wi-Fi of a lab's machine: its link en0, which a program under a root of programs turns on and off. */
export interface LabWifi {
  be(way: WifiWay): void;
  /** Takes the program away, or puts it back. */
  exist(isThere: boolean): void;
  /** What it was called with, line by line, since it was last forgotten. */
  calls(): string[];
  forget(): void;
  /** On, whatever a test has left. */
  mend(): void;
}

/** The link is up: what a Mac calls Wi-Fi being on. Asked of the kernel, not of the program. */
export function isWifiOn(): boolean {
  const flags = readFileSync('/sys/class/net/en0/flags', 'utf8');
  return (Number(flags) & 1) === 1;
}

/** What of Linux the engine needs beside it. */
const linked = ['sh', 'ip', 'ss'];
const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Puts that program, and what else is looked up, under a root of programs. `at`: where it writes down how it is called. */
export async function labWifi(root: string, at: string): Promise<LabWifi> {
  const bin = join(root, 'usr', 'sbin');
  const path = join(bin, 'networksetup');
  for (const folder of [bin, at]) await mkdir(folder, { recursive: true });
  for (const name of linked) {
    const real = folders.map((folder) => join(folder, name)).find((one) => existsSync(one));
    if (real) await symlink(real, join(bin, name));
  }
  await writeFile(path, networksetup(at));
  await chmod(path, 0o755);
  const [log, away] = [join(at, 'calls'), join(at, 'away')];
  return {
    be(way) {
      for (const power of ['on', 'off']) rmSync(join(at, `tries-${power}`), { force: true });
      writeFileSync(join(at, 'way.new'), `${way}\n`);
      renameSync(join(at, 'way.new'), join(at, 'way'));
    },
    exist: (isThere) => {
      const [from, to] = isThere ? [away, path] : [path, away];
      if (existsSync(from)) renameSync(from, to);
    },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []),
    forget: () => rmSync(log, { force: true }),
    mend() {
      if (existsSync(away)) renameSync(away, path);
      rmSync(join(at, 'way'), { force: true });
      execFileSync(path, ['-setairportpower', 'en0', 'on']);
    },
  };
}

/**
 * Prints what macOS prints and takes a second to switch, as that does. An "on" puts back what a link loses that was down. It has
 * a PATH of its own: whoever calls it may have none that leads to `ip`.
 */
const networksetup = (at: string) => `#!/bin/sh
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
echo "$*" >>'${at}/calls'
way=works
[ ! -e '${at}/way' ] || read -r way <'${at}/way'
case $way in
  hangs) exec sleep 600 ;;
  lies) echo 'AuthorizationCreate() failed: -60008'; exit 0 ;;
esac

power() {
  case $(ip -o link show dev en0) in
    *'<UP'[,\\>]* | *,UP[,\\>]*) echo On ;;
    *) echo Off ;;
  esac
}

change() {
  sleep 0.7
  if [ "$1" = off ]; then
    ip link set en0 down
  elif [ "$(power)" = Off ] || [ -z "$(ip route show default dev en0)" ]; then
    ip -batch - <<'END'
link set en0 up
${[...HOST_ADDRESSES, ...HOST_ROUTES].join('\n')}
END
  fi
  sleep 0.3
}

is_wifi() {
  [ "$1" = en0 ] && return 0
  echo "$1 is not a Wi-Fi interface."
  echo '** Error: Error obtaining wireless information.'
  exit 10
}

case $1 in
  -listallhardwareports)
    cat <<'END'

Hardware Port: Ethernet Adapter (en3)
Device: en3
Ethernet Address: 7a:00:00:00:00:01

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 7a:00:00:00:00:02

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 7a:00:00:00:00:03

VLAN Configurations
===================

END
    ;;
  -getairportpower)
    is_wifi "$2"
    echo "Wi-Fi Power ($2): $(power)"
    ;;
  -setairportpower)
    [ $# -eq 3 ] || { echo 'The amount of parameters was not correct'; exit 1; }
    is_wifi "$2"
    case $way in
      deaf) ;;
      second)
        if [ "$3 $(power)" = 'on On' ]; then :
        elif [ -e '${at}'/tries-"$3" ]; then change "$3"
        else : >'${at}'/tries-"$3"
        fi
        ;;
      *) change "$3" ;;
    esac
    ;;
  *)
    echo 'Unrecognized command'
    exit 4
    ;;
esac
`;
