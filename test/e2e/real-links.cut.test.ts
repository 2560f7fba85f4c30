import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { belief } from '../../main/core/belief.ts';
import { languages } from '../../main/core/words.ts';
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

/** Until the mode may change at once: a drop within the minimum stay is told twice, waiting and then in force. */
async function stayed(): Promise<void> {
  const since = async () => Date.now() - (await status(app.home)).stanceSince;
  await expect.poll(since, settled).toBeGreaterThan(belief.stay);
}

/** What was told since there were so many. */
const told = async (before: number) => (await app.notifications()).slice(before);

const outages: readonly (readonly [FaultName, string, string | null, RegExp, string])[] = [
  ['link-down', 'offline', 'link-down', /Internet: No link/, 'Cause: no Wi-Fi and no cable.'],
  ['blackhole', 'offline', 'upstream-dead', /Internet: Down/, 'Cause: nothing beyond your network answers.'],
];

describe('real links are cut, and every face tells the same', () => {
  test('the person starts watching', async () => {
    const page = await app.page();
    // A wish that comes before the engine is there is refused, and a person would press again.
    const press = () => window.offline.send({ type: 'setting.set', key: 'watching', value: true });
    await expect.poll(async () => (await page.evaluate(press)).ok, { timeout: 20_000 }).toBe(true);
    await expect.poll(async () => (await app.bar()).icon, { timeout: 20_000 }).toBe('online');
    await app.closePanel();
  });

  test.each(outages)('%s', { timeout: 180_000 }, async (fault, state, cause, tip, why) => {
    await stayed();
    const before = (await app.notifications()).length;
    await lab.fault(fault);
    await expect.poll(async () => (await app.bar()).icon, settled).toBe('offline');
    await expect.poll(async () => (await told(before)).length, settled).toBeGreaterThan(0);
    expect(await told(before)).toHaveLength(1);
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
    await expect.poll(async () => (await told(before)).length, settled).toBeGreaterThan(1);
    expect(await told(before)).toHaveLength(2);
    const back = await faces();
    expect(back.said).toMatchObject({ stance: 'online', internet: { state: 'online', cause: null } });
    expect(back.panel).toMatchObject({ state: 'online', cause: null });
    expect(back.bar.tip).toMatch(/^The internet works\. Internet: Works/);
    expect((await app.notifications()).at(-1)?.title).toMatch(/^Internet is back after/);
  });

  test('a third drop is told as a line that comes and goes, and its return is not', async () => {
    await stayed();
    const before = (await app.notifications()).length;
    await lab.fault('portal-honest');
    await expect.poll(async () => (await app.bar()).icon, settled).toBe('offline');
    await expect.poll(async () => (await told(before)).length, settled).toBe(1);
    expect((await told(before))[0]?.title).toBe(languages.en['note.flap.title']);
    const down = await faces();
    expect(down.said.internet).toMatchObject({ state: 'captive', cause: null });
    expect(down.bar.tip).toMatch(/Internet: Sign-in page/);
    await lab.heal();
    await expect.poll(async () => (await app.bar()).icon, settled).toBe('online');
    expect(await told(before)).toHaveLength(1);
  }, 180_000);

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
