import type { Level } from '../../core/drill/drill.ts';
import type { DrillFacts, OtherWay, Remote } from '../../core/drill/preflight.ts';
import { tunnelOf } from '../../core/network/network.ts';
import { look as lookAtNetwork } from '../network/look.ts';
import type { Tools } from '../tools/tools.ts';
import { findWifi, powerOf, setPower, type Wifi } from './wifi.ts';

/** Programs that only tell something answer within this, in ms. */
const timeoutMs = 5_000;

/**
 * What stands for and against a drill. Only at the level that switches Wi-Fi anything is done: a Wi-Fi that is on is told to
 * be on, so that a machine that does not let us is found out before it is off.
 */
export async function lookBefore(tools: Tools, level: Level, signal: AbortSignal): Promise<DrillFacts> {
  const facts = await lookAtNetwork(tools, false, signal);
  const [found, remote, power] = await Promise.all([
    level === 'wifi' ? findWifi(tools, signal) : null,
    remoteHere(tools, signal),
    powerHere(tools, signal),
  ]);
  const wifi = found?.ok ? found.value : null;
  return {
    wifi:
      found && !found.ok ? refusing(found.problem.detail ?? '') : wifi && (await tried(tools, wifi, signal)),
    // Where no devices are listed nobody knows which of the links Wi-Fi is.
    ways: found && !found.ok ? null : waysBeside(facts.links, wifi),
    vpn: tunnelOf(facts),
    remote,
    ...power,
  };
}

/** Who lists no devices will not switch one either. */
const refusing = (detail: string): DrillFacts['wifi'] => ({
  ...{ device: 'networksetup', power: 'unknown', maySwitch: 'no', detail },
});

async function tried(tools: Tools, wifi: Wifi, signal: AbortSignal): Promise<DrillFacts['wifi']> {
  const { device } = wifi;
  const power = await powerOf(tools, wifi, signal);
  if (power !== 'on') return { device, power, maySwitch: 'unknown', detail: '' };
  const set = await setPower(tools, wifi, 'on', signal);
  return {
    device,
    power,
    maySwitch: set.ok ? 'yes' : 'no',
    detail: set.ok ? '' : (set.problem.detail ?? ''),
  };
}

function waysBeside(links: readonly string[], wifi: Wifi | null): readonly OtherWay[] {
  return links
    .filter((device) => device !== wifi?.device)
    .map((device) => ({ device, name: wifi?.names.get(device) ?? device }));
}

/** SSH and Screen Sharing, by the ports at which they are served. */
const served: Readonly<Record<string, Remote['kind']>> = { 22: 'ssh', 5900: 'screen' };

/** Connections to us at those ports: `netstat` on a Mac, `ss` on Linux. Null where neither says anything. */
async function remoteHere(
  { programs, platform }: Pick<Tools, 'programs' | 'platform'>,
  signal: AbortSignal,
): Promise<readonly Remote[] | null> {
  const [name, args] =
    platform === 'darwin' ? ['netstat', ['-an', '-p', 'tcp']] : ['ss', ['-tnH', 'state', 'established']];
  const ran = await programs.run(String(name), [...(args ?? [])], { timeoutMs, signal });
  return ran.ok && ran.value.exitCode === 0 ? remoteIn(ran.value.stdout) : null;
}

/** A Mac writes `10.0.0.5.22  10.0.0.9.50122  ESTABLISHED`, Linux `10.0.0.5:22  10.0.0.9:50122`. */
export function remoteIn(said: string): Remote[] {
  const found = said.split('\n').flatMap((line) => {
    if (/\b(LISTEN|TIME_WAIT|CLOSE\w*|FIN\w*|SYN\w*)\b/.test(line)) return [];
    const ends = line
      .split(/\s+/)
      .flatMap((word) => /^(\[?[0-9a-fA-F:.%\w]+\]?)[.:](\d{1,5})$/.exec(word) ?? []);
    const [, , port = '', , from = ''] = ends;
    const kind = served[port];
    const isOwn = /^\[?(127\.|::1|::ffff:127\.)/.test(from);
    return kind && from !== '' && !isOwn ? [{ kind, from: from.replace(/[[\]]/g, '') }] : [];
  });
  return found.slice(0, 20);
}

/** `pmset` tells of a Mac's battery, the kernel of Linux's. */
async function powerHere(
  { programs, files, platform }: Pick<Tools, 'programs' | 'files' | 'platform'>,
  signal: AbortSignal,
): Promise<Pick<DrillFacts, 'battery' | 'isOnBattery'>> {
  if (platform === 'darwin') {
    const ran = await programs.run('pmset', ['-g', 'batt'], { timeoutMs, signal });
    return batteryIn(ran.ok ? ran.value.stdout : '');
  }
  const folder = '/sys/class/power_supply';
  for (const name of (await files.list(folder, 20)) ?? []) {
    const [charge, status] = await Promise.all(
      ['capacity', 'status'].map((file) => files.read(`${folder}/${name}/${file}`, 100)),
    );
    const share = charge?.ok ? Number.parseInt(charge.value ?? '', 10) : Number.NaN;
    if (/^BAT/.test(name) && Number.isFinite(share))
      return {
        battery: share / 100,
        isOnBattery: status?.ok ? /^Discharging/.test(status.value ?? '') : false,
      };
  }
  return { battery: null, isOnBattery: false };
}

/** `Now drawing from 'Battery Power'` and `… 57%; discharging; …`. */
export function batteryIn(said: string): Pick<DrillFacts, 'battery' | 'isOnBattery'> {
  const share = /\b(\d{1,3})%;/.exec(said)?.[1];
  return {
    battery: share === undefined ? null : Math.min(1, Number(share) / 100),
    isOnBattery: /drawing from 'Battery Power'/.test(said),
  };
}
