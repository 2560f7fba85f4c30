import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FaultName, joinLab, type Lab } from '../lab/lab.ts';
import { type App, openApp, removeFolders } from './app.ts';
import { follow, status } from './terminal.ts';

let lab: Lab;
let app: App;

beforeAll(async () => {
  lab = await joinLab();
  app = await openApp({ isScripted: false, platform: 'linux' });
});
afterEach(() => lab.heal());
afterAll(async () => {
  await app.close();
  await lab.close();
  removeFolders();
});

const settled = { timeout: 60_000, interval: 200 };

/** Every face at this moment: they must tell the same. */
async function faces() {
  const said = await status(app.home);
  const frame = await (await app.page()).evaluate(() => window.offline.read());
  const [bar, menu] = [await app.bar(), await app.menu()];
  return { said, panel: frame?.snapshot.internet, stance: frame?.snapshot.stance, bar, menu };
}

const outages: readonly (readonly [FaultName, string, string | null, RegExp, string])[] = [
  ['link-down', 'offline', 'link-down', /Internet: No link/, 'Cause: no Wi-Fi and no cable.'],
  ['blackhole', 'offline', 'upstream-dead', /Internet: Down/, 'Cause: nothing beyond your network answers.'],
  ['portal-honest', 'captive', null, /Internet: Sign-in page/, 'Cause: this network wants a sign-in.'],
];

describe('real links are cut, and every face tells the same', () => {
  test('the person starts watching', async () => {
    const page = await app.page();
    await page.evaluate(() => window.offline.send({ type: 'setting.set', key: 'watching', value: true }));
    await expect.poll(async () => (await app.bar()).icon, { timeout: 20_000 }).toBe('online');
    await app.closePanel();
  });

  test.each(outages)('%s', async (fault, state, cause, tip, why) => {
    const before = (await app.notifications()).length;
    await lab.fault(fault);
    await expect.poll(async () => (await app.bar()).icon, settled).toBe('offline');
    await expect.poll(async () => (await app.notifications()).length, settled).toBe(before + 1);
    const down = await faces();
    expect(down.said.internet).toMatchObject({ state, cause });
    expect(down.panel).toMatchObject({ state, cause });
    expect([down.said.stance, down.stance]).toEqual(['offline', 'offline']);
    expect(down.bar.tip).toMatch(tip);
    expect(down.menu[1]).toMatch(tip);
    expect((await app.notifications()).at(-1)).toMatchObject({ body: expect.stringContaining(why) });

    await lab.heal();
    await expect.poll(async () => (await status(app.home)).internet.state, settled).toBe('online');
    await expect.poll(async () => (await app.bar()).icon, settled).toBe('online');
    await expect.poll(async () => (await app.notifications()).length, settled).toBe(before + 2);
    const back = await faces();
    expect(back.said).toMatchObject({ stance: 'online', internet: { state: 'online', cause: null } });
    expect(back.panel).toMatchObject({ state: 'online', cause: null });
    expect(back.bar.tip).toMatch(/^The internet works\. Internet: Works/);
    expect((await app.notifications()).at(-1)?.title).toMatch(/^Internet is back after/);
  });

  test('the terminal follows the app through other faults, each by its name', async () => {
    const shell = follow(app.home);
    await expect.poll(() => shell.lines.at(-1)?.state, settled).toBe('online');
    const others: readonly (readonly [FaultName, string, string | null])[] = [
      ['no-route', 'offline', 'no-gateway'],
      ['dns-dead', 'degraded', 'dns-broken'],
      ['gateway-dead', 'offline', 'gateway-dead'],
    ];
    for (const [fault, state, cause] of others) {
      await lab.fault(fault);
      await expect.poll(() => shell.lines.at(-1), settled).toMatchObject({ state, cause });
      expect((await status(app.home)).internet).toMatchObject({ state, cause });
      await lab.heal();
      await expect.poll(() => shell.lines.at(-1)?.state, settled).toBe('online');
    }
    expect(await shell.end()).toBe(0);
  });

  test('no fault of the page', async () => {
    expect(await app.pageErrors()).toEqual([]);
  });
});
