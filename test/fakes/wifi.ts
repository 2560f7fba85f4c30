import { fail, ok, type Result } from '../../main/core/problem.ts';
import type { Clock, Output, Programs } from '../../main/engine/tools/tools.ts';
import type { Line } from './net.ts';
import type { World } from './world.ts';

/** A Mac's Wi-Fi, and what its program makes of what it is told. */
export interface FakeWifi {
  power: 'On' | 'Off';
  /** `lies`: it ends well and does nothing; `second`: it does what it is told the second time. */
  how: 'works' | 'lies' | 'second' | 'hangs';
  /** What it was told, in order. */
  readonly told: string[];
  /** Somebody presses the switch in the menu bar. */
  press(power: 'On' | 'Off'): void;
}

const ports = `
Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 7a:00:00:00:00:02

Hardware Port: Ethernet Adapter (en3)
Device: en3
Ethernet Address: 7a:00:00:00:00:01

VLAN Configurations
===================
`;

interface Around {
  readonly clock: Pick<Clock, 'after'>;
  change(part: Partial<Line>): void;
}

export function newWifi({ change }: Pick<Around, 'change'>): FakeWifi {
  const wifi: FakeWifi = {
    ...{ power: 'On', how: 'works', told: [] },
    press(power) {
      wifi.power = power;
      change({ link: power === 'On', route: power === 'On' });
    },
  };
  return wifi;
}

/** macOS's own program for it. Switching takes a second, as on a Mac. */
export function wifiProgram(wifi: FakeWifi, { clock }: Pick<Around, 'clock'>) {
  let refused = 0;
  return async (
    [verb = '', device = '', power = '']: readonly string[],
    { signal }: Parameters<Programs['run']>[2],
  ): Promise<Result<Output>> => {
    if (wifi.how === 'hangs')
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(said('')), { once: true });
      });
    if (verb === '-listallhardwareports') return said(ports);
    if (verb === '-getairportpower') return said(`Wi-Fi Power (${device}): ${wifi.power}\n`);
    if (verb !== '-setairportpower') return fail('no-program', verb);
    wifi.told.push(power);
    const isDeaf = wifi.how === 'lies' || (wifi.how === 'second' && refused++ === 0);
    const wanted = power === 'on' ? 'On' : 'Off';
    if (!isDeaf && wifi.power !== wanted) clock.after(1_000, () => wifi.press(wanted));
    return said('');
  };
}

const said = (stdout: string) => ok<Output>({ stdout, stderr: '', exitCode: 0 });

/** Gives a world a Wi-Fi that carries its line. */
export function fakeWifi(world: World): FakeWifi {
  const wifi = newWifi(world);
  world.commands.set('sh', async () => said(''));
  world.commands.set('networksetup', wifiProgram(wifi, world));
  return wifi;
}
