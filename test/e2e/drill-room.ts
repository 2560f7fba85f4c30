import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { joinLab, type Lab } from '../lab/lab.ts';
import { run } from '../lab/process.ts';
import { type DrillLab, type DrillLabOptions, drillLab } from './drill-lab.ts';
import { isWifiOn } from './lab-wifi.ts';
import { type LanService, lanService } from './lan-service.ts';

export const wifi = ['drill', 'wifi', '--yes', '--json'] as const;
export const app = ['drill', 'app', '--yes', '--json'] as const;

/** An engine that has just started looks at everything before it begins. */
export const soon = { timeout: 40_000, interval: 50 };

export const passes = (...ids: readonly string[]) => ids.map((id) => `${id} pass`).join(', ');

/** Whatever happened: Wi-Fi is on, the config is what it was, nothing is owed, and nothing of it runs any more. */
export async function isBack(it: DrillLab): Promise<void> {
  expect([isWifiOn(), it.config() === it.before, it.owed()]).toEqual([true, true, null]);
  await expect.poll(() => it.left(), soon).toEqual([]);
}

/** What the tests of a file need, and what tidies up behind each of them. */
export function drillRoom() {
  let net: Lab | null = null;
  const undo: (() => Promise<unknown>)[] = [];
  const lab = (): Lab => {
    if (!net) throw new Error('no lab');
    return net;
  };
  beforeAll(async () => {
    net = await joinLab();
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
    await lab().heal();
  });
  afterAll(() => net?.close());
  return {
    lab,
    later: (step: () => Promise<unknown>) => void undo.push(step),
    async place(options: DrillLabOptions = {}): Promise<DrillLab> {
      const it = await drillLab(options);
      undo.push(it.end);
      return it;
    },
    async service(name: string, port: number): Promise<LanService> {
      const it = await lanService(lab(), name, port);
      undo.push(it.die);
      return it;
    },
    /** A cable is plugged in: another link, with an address. */
    async plugIn(): Promise<void> {
      const ip = (...words: string[]) => run(['ip', ...words]);
      await ip('link', 'add', 'en3', 'type', 'veth', 'peer', 'name', 'far3');
      undo.push(() => ip('link', 'del', 'en3'));
      for (const end of ['en3', 'far3']) await ip('link', 'set', end, 'up');
      await ip('addr', 'add', '192.168.88.2/24', 'dev', 'en3');
    },
  };
}
