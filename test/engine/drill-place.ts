import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';

/**
 * How a program that switches Wi-Fi behaves. `refuses`: it ends well and has done nothing; `second`: it takes two to be heard;
 * `hangs`: it never ends, and has done nothing; `hangs-once`: only the first time that it is told; `foreign`: that device is no Wi-Fi; `lies`:
 * it switches, and reads Off; `doubts`: as before, but only the first time it is read.
 */
export type How = 'works' | 'refuses' | 'second' | 'hangs' | 'hangs-once' | 'foreign' | 'lies' | 'doubts';

export const tokenText = '{"a":"debt"}\n';

/** Tests that run at once share the polling of the test runner, so they look by themselves. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < 500; looks += 1) {
    if (isSo()) return;
    await sleep(50);
  }
  throw new Error('it never came');
}

/** The shells of this machine; a Mac has all of them, and /bin/sh is one of them. */
export const shells = ['/bin/dash', '/bin/bash', '/bin/zsh'].filter((path) => existsSync(path));

/** A machine of its own with a Wi-Fi that is a file, and a folder of ours. */
export function newPlace(how: How = 'works', shell = '/bin/sh') {
  const home = mkdtempSync(join(tmpdir(), 'omd-'));
  const at = (name: string) => join(home, name);
  for (const folder of ['root/bin', 'root/usr/sbin', 'root/usr/bin', 'wifi', 'own'])
    mkdirSync(at(folder), { recursive: true });
  chmodSync(at('own'), 0o700);
  symlinkSync(shell, at('root/bin/sh'));
  const power = (now?: 'On' | 'Off') => {
    if (now) writeFileSync(at('wifi/power'), `${now}\n`);
    return readFileSync(at('wifi/power'), 'utf8').trim();
  };
  power('Off');
  writeFileSync(at('wifi/calls'), '');
  const put = (path: string, text: string) => {
    writeFileSync(at(path), text);
    chmodSync(at(path), 0o755);
    return at(path);
  };
  const program = put('root/usr/sbin/networksetup', networksetup(at('wifi'), how));
  const paths = ownPaths({ OFFLINE_MODE_HOME: at('own') }, 'linux');
  const token = () => existsSync(paths.drillDebt);
  return {
    ...{ home, at, put, program, paths, power, token },
    tools: realTools({ programRoot: at('root'), isLogging: false }),
    owe: () => writeFileSync(paths.drillDebt, tokenText),
    ports: (text: string) => writeFileSync(at('wifi/ports'), text),
    /** Each call with the second at which it was made. */
    calls: () => readFileSync(at('wifi/calls'), 'utf8').trim().split('\n').filter(Boolean).map(callOf),
    end: () => rmSync(home, { recursive: true, force: true }),
  };
}
export type DrillPlace = ReturnType<typeof newPlace>;

function callOf(line: string) {
  const [second = '', ...words] = line.split(' ');
  return { second: Number(second), words: words.join(' ') };
}

const networksetup = (folder: string, how: How) => `#!/bin/sh
PATH=/usr/bin:/bin
cd '${folder}' || exit 1
echo "$(date +%s) $*" >>calls
tries=$(grep -c -e "$1" calls)
case ${how}-$tries$1 in
  refuses-*) echo 'AuthorizationCreate() failed: -60008'; exit 0 ;;
  hangs-once-1-set* | hangs-[0-9]*) exec sleep 600 ;;
  foreign-*)
    echo "$2 is not a Wi-Fi interface."
    echo '** Error: Error obtaining wireless information.'
    exit 10 ;;
esac
case $1 in
  -listallhardwareports) cat ports ;;
  -getairportpower)
    case ${how}-$tries in
      lies-* | doubts-1) echo "Wi-Fi Power ($2): Off" ;;
      *) echo "Wi-Fi Power ($2): $(cat power)" ;;
    esac ;;
  -setairportpower)
    [ ${how}-$tries = second-1 ] && exit 0
    case $3 in on) echo On >power ;; off) echo Off >power ;; esac ;;
esac
`;

/** The processes of a session beside its first one, as the kernel lists them. */
export function othersInSession(pid: number): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(pid))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state !== 'Z' && session === String(pid);
      } catch {
        return false;
      }
    });
}
