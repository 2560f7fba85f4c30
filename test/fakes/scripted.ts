import { ok } from '../../main/core/problem.ts';
import type { Programs, Tools } from '../../main/engine/tools/tools.ts';
import { type Line, simNet } from './net.ts';
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
  return { ...real, net, programs: programsIn(real, monitors) };
}

function programsIn(real: Tools, monitors: Set<(text: string) => void>): Programs {
  return {
    ...real.programs,
    run: async (name) => {
      const stdout = name === 'route' ? '   gateway: 192.168.1.1\n  interface: en0\n' : '';
      return ok({ stdout, stderr: '', exitCode: 0 });
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

const scenes: readonly (readonly [string, Partial<Line>, number])[] = [
  ['the internet works', {}, 20],
  ['the line beyond the router dies', { upstream: 'silent' }, 45],
  ['it comes back', { upstream: 'ok' }, 45],
  ['the link is cut', { link: false }, 30],
  ['the link is back', { link: true }, 45],
  ['a sign-in page stands in the way', { portal: 'honest' }, 40],
  ['somebody signed in', { portal: 'no' }, 45],
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
