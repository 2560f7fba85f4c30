import { cleaned } from '../../core/jobs/pull-failure.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { pause } from '../pause.ts';
import type { Output, Tools } from '../tools/tools.ts';
import {
  deviceShapes,
  devicesIn,
  isMissingIn,
  type Links,
  type Power,
  portsIn,
  powerIn,
  type WifiKind,
} from './wifi-words.ts';

/** The Wi-Fi of this machine, and who switches it. */
export interface Wifi {
  readonly device: string;
  /** The absolute path, for whoever has nothing of ours. */
  readonly program: string;
  readonly kind: WifiKind;
  /** All links as the system calls them, by their devices. */
  readonly names: ReadonlyMap<string, string>;
}

type WifiTools = Pick<Tools, 'programs' | 'clock'>;

/** The longest that one call of a program may take, in ms. */
const callMost = 5_000;
/** How long it is tried to switch, how often it is told to, and how often read, in ms. */
const [switchMost, tellEvery, readEvery] = [10_000, 2_000, 200];

/** Null: there is none here that we know how to switch. */
export async function findWifi(
  tools: Pick<Tools, 'programs'>,
  signal: AbortSignal,
): Promise<Result<Wifi | null>> {
  for (const kind of ['networksetup', 'nmcli'] as const) {
    const program = tools.programs.find(kind);
    if (program === null) continue;
    const links = await lookers[kind](tools, signal);
    if (!links.ok) return links;
    if (links.value === null || links.value.wifi === null) return ok(null);
    return ok({ device: links.value.wifi, program, kind, names: links.value.names });
  }
  return ok(null);
}

type Look = (tools: Pick<Tools, 'programs'>, signal: AbortSignal) => Promise<Result<Links | null>>;
const lookers: Readonly<Record<WifiKind, Look>> = { networksetup: lookOnMac, nmcli: lookOnLinux };

async function lookOnMac(tools: Pick<Tools, 'programs'>, signal: AbortSignal): Promise<Result<Links | null>> {
  const options = { timeoutMs: callMost, signal };
  const ran = await tools.programs.run('networksetup', ['-listallhardwareports'], options);
  if (signal.aborted) return fail('called-off', 'networksetup');
  const links = ran.ok ? portsIn(ran.value.stdout) : null;
  return links === null ? fail('drill-wifi', 'networksetup', wordsOf(ran)) : ok(links);
}

/** Without NetworkManager nmcli has nobody to tell, and ends with a code of its own. */
async function lookOnLinux(
  { programs }: Pick<Tools, 'programs'>,
  signal: AbortSignal,
): Promise<Result<Links | null>> {
  const options = { timeoutMs: callMost, signal };
  for (const args of [
    ['-t', 'general'],
    ['-t', '-f', 'DEVICE,TYPE,STATE,CONNECTION', 'device'],
  ]) {
    const ran = await programs.run('nmcli', args, options);
    if (signal.aborted) return fail('called-off', 'nmcli');
    if (!ran.ok) return fail('drill-wifi', 'nmcli', wordsOf(ran));
    if (ran.value.exitCode !== 0) return ok(null);
    if (args.includes('device')) return ok(devicesIn(ran.value.stdout));
    if (isMissingIn(ran.value.stdout)) return ok(null);
  }
  return ok(null);
}

type Switched = Pick<Wifi, 'device' | 'kind'>;

const readArgs = ({ device, kind }: Switched): string[] =>
  kind === 'networksetup' ? ['-getairportpower', device] : ['-t', 'radio', 'wifi'];
const tellArgs = ({ device, kind }: Switched, power: 'on' | 'off'): string[] =>
  kind === 'networksetup' ? ['-setairportpower', device, power] : ['radio', 'wifi', power];

export async function powerOf(
  tools: Pick<Tools, 'programs'>,
  wifi: Switched,
  signal: AbortSignal,
): Promise<Power> {
  if (!deviceShapes[wifi.kind].test(wifi.device)) return 'unknown';
  return (await read(tools, wifi, callMost, signal)).power;
}

async function read(
  { programs }: Pick<Tools, 'programs'>,
  wifi: Switched,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{ readonly power: Power; readonly words: string }> {
  const ran = await programs.run(wifi.kind, readArgs(wifi), { timeoutMs, signal });
  return { power: ran.ok ? powerIn(ran.value.stdout, wifi.kind) : 'unknown', words: wordsOf(ran) };
}

/**
 * Tells it, and reads until it is so. How the program ends proves nothing: it may end well and have refused, or be late and
 * have done it.
 */
export async function setPower(
  { programs, clock }: WifiTools,
  wifi: Switched,
  power: 'on' | 'off',
  signal: AbortSignal,
): Promise<Result<null>> {
  if (!deviceShapes[wifi.kind].test(wifi.device)) return fail('drill-wifi', wifi.device.slice(0, 20), 'name');
  const until = clock.mono() + switchMost;
  // One that hangs near the end may not hold us for long.
  const options = () => ({
    timeoutMs: Math.round(Math.min(callMost, Math.max(500, until - clock.mono()))),
    signal,
  });
  let tellAt = clock.mono();
  let [told, seen] = ['', ''];
  do {
    if (clock.mono() >= tellAt) {
      tellAt = clock.mono() + tellEvery;
      told = wordsOf(await programs.run(wifi.kind, tellArgs(wifi, power), options())) || told;
    }
    const now = await read({ programs }, wifi, options().timeoutMs, signal);
    if (signal.aborted) return fail('called-off', wifi.device);
    if (now.power === power) return ok(null);
    seen = now.words || seen;
    await pause(clock, readEvery, signal);
  } while (clock.mono() < until && !signal.aborted);
  if (signal.aborted) return fail('called-off', wifi.device);
  return fail('drill-wifi', wifi.device, told || seen || 'no word');
}

/** The last that a program said, or why it said nothing: short, and without the full stop of a sentence of its own. */
function wordsOf(ran: Result<Output>): string {
  if (!ran.ok) return ran.problem.code;
  const lines = `${ran.value.stderr}\n${ran.value.stdout}`.split('\n');
  const last = cleaned(lines.findLast((line) => line.trim() !== '') ?? '');
  return last
    .replace(/^(\*\* )?Error: /, '')
    .replace(/\.+$/, '')
    .slice(0, 120);
}
