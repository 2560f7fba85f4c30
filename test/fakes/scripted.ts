import { ok } from '../../main/core/problem.ts';
import type { Programs, Tools } from '../../main/engine/tools/tools.ts';
import { envOf, type Line, proxyAt, simNet } from './net.ts';
import { seeded } from './world.ts';

/** What a test or a demonstration holds of the app's world: `globalThis.offlineWorld` in the main process. */
export interface Script {
  readonly line: Line;
  change(part: Partial<Line>): void;
  asked(): number;
}

/**
 * A scripted network under the real app: real clock, real files, real everything but the line. Loaded by
 * an unpacked app when OFFLINE_MODE_WORLD names the built module.
 */
export function makeWorld(real: Tools): Tools {
  const net = simNet(real.clock, seeded(1));
  const monitors = new Set<(text: string) => void>();
  const change = (part: Partial<Line>) => {
    Object.assign(net.line, part);
    for (const tell of monitors) tell('RTM_IFINFO: iface status change');
  };
  const script: Script = { line: net.line, change, asked: () => net.asked };
  Object.assign(globalThis, { offlineWorld: script });
  if (process.env.OFFLINE_MODE_DEMO) play(real, change);
  const env = envOf(net.line);
  return { ...real, net, env, programs: programsIn(real, net.line, monitors) };
}

function programsIn(real: Tools, line: Line, monitors: Set<(text: string) => void>): Programs {
  return {
    ...real.programs,
    run: async (name) => {
      return ok({ stdout: said(name, line), stderr: '', exitCode: 0 });
    },
    follow: (_name, _args, line, signal) =>
      new Promise((resolve) => {
        monitors.add(line);
        signal.addEventListener('abort', () => {
          monitors.delete(line);
          resolve(ok(null));
        });
      }),
  };
}

/** What macOS's own programs say of that line. */
function said(name: string, line: Line): string {
  if (name === 'route') return '   gateway: 192.168.1.1\n  interface: en0\n';
  if (name === 'arp') return '? (192.168.1.1) at a4:b1:c1:0:11:22 on en0 ifscope [ethernet]\n';
  if (name !== 'scutil' || !line.hasProxy) return '';
  return `<dictionary> {\n  HTTPEnable : 1\n  HTTPPort : 3128\n  HTTPProxy : ${proxyAt}\n}\n`;
}

const scenes: readonly (readonly [string, Partial<Line>, number])[] = [
  ['the internet works', {}, 20],
  ['the line beyond the router dies', { upstream: 'silent' }, 45],
  ['it comes back', { upstream: 'ok' }, 45],
  ['the link is cut', { link: false }, 30],
  ['the link is back', { link: true }, 45],
  ['a sign-in page stands in the way', { portal: 'honest' }, 40],
  ['somebody signed in', { portal: 'no' }, 45],
  ['a third of everything gets lost', { loss: 0.33 }, 90],
  ['nothing gets lost', { loss: 0 }, 60],
  ['everything takes a second and a half', { latency: 750 }, 40],
  ['and is quick again', { latency: 10 }, 40],
  ['a VPN carries everything', { vpn: 'up' }, 20],
  ['and nothing comes out of it', { vpn: 'dead' }, 45],
  ['the VPN is off', { vpn: 'no' }, 45],
  ['only the proxy leads out', { hasProxy: true, only: 'proxy' }, 45],
  ['everything leads out', { hasProxy: false, only: 'all' }, 45],
  ['names stop resolving', { resolver: 'dead' }, 30],
  ['names resolve again', { resolver: 'ok' }, 45],
];

/** Plays the scenes over and over, saying each on stderr. */
function play({ clock }: Pick<Tools, 'clock'>, change: (part: Partial<Line>) => void, index = 0): void {
  const [what, part, seconds] = scenes[index % scenes.length] ?? ['', {}, 10];
  process.stderr.write(`demo: ${what} (for ${seconds} s)\n`);
  change(part);
  clock.after(seconds * 1_000, () => play({ clock }, change, index + 1));
}
