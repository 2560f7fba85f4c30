import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { joinLab, type Lab, needsNft } from '../lab/lab.ts';
import { hasProgram } from '../lab/possible.ts';
import { PROXY_URL } from '../lab/world.ts';
import { removeFolders } from './app.ts';
import { askWhy, openPanel, openSide, pattern, picture, readPanel, readStatus, type Side } from './pair.ts';
import { type Face, faces, word } from './states.ts';
import { terminal } from './terminal.ts';

let lab: Lab;
let pair: readonly Side[] = [];

beforeAll(async () => {
  lab = await joinLab();
});
afterAll(async () => {
  await lab.close();
  removeFolders();
});

const soon = { timeout: 60_000, interval: 200 };
const each = <T>(act: (side: Side) => Promise<T>): Promise<T[]> => Promise.all(pair.map(act));

const truth = async ({ app }: Side) => {
  const frame = await (await app.page()).evaluate(() => window.offline.read());
  return frame?.snapshot;
};
const set = ({ app }: Side, key: string, value: string) => terminal(app.home, 'settings', 'set', key, value);

/** No outage is left over, so that the next drop is told as a drop. */
const isReady = async (side: Side): Promise<void> => {
  const calm = { outageSince: null, internet: { checking: false } };
  await expect.poll(() => truth(side), soon).toMatchObject(calm);
  await expect.poll(async () => (await truth(side))?.internet.state, soon).toMatch(/online|degraded/);
};

/** The panel, the menu and the terminal: all in the same words, and the same list of evidence. */
async function saysSo(side: Side, face: Face): Promise<void> {
  const { lang } = side;
  const is = (text: string, inside: string) => new RegExp(`^${inside}$`).test(text) || `${text} ≠ ${inside}`;
  const any = (keys: Face['lan']) => `(?:${keys.map((key) => pattern(lang, key)).join('|')})`;
  const lasted = '(?: · [^·.]+)?';
  const net = `${pattern(lang, face.net)}${lasted}`;
  const [head, sub, say] = [face.head, face.sub, face.say].map((key) => pattern(lang, key));
  const axes = pattern(lang, 'menu.axes').split('[^{}]+');
  const panel = await readPanel(side);
  expect(is(panel.head, head ?? '')).toBe(true);
  expect(is(panel.sub, sub ?? '')).toBe(true);
  expect(is(panel.net, net)).toBe(true);
  expect(is(panel.say, say ?? '')).toBe(true);
  expect(is(panel.lan, any(face.lan))).toBe(true);
  expect(panel.fix).toBe(face.fix ? word(lang)(face.fix) : '');
  const menu = await side.app.menu();
  expect(is(menu[0] ?? '', `\\(${head}\\)`)).toBe(true);
  expect(is(menu[1] ?? '', `\\(${axes[0]}${net}${axes[1]}${any(face.lan)}${lasted}${axes[2]}\\)`)).toBe(true);
  if (face.fix) expect(menu[2]).toBe(word(lang)(face.fix));
  const screen = await readStatus(side);
  expect([screen.head, screen.sub]).toEqual([panel.head, panel.sub]);
  expect(is(screen.net, `${word(lang)('axis.net')}\\s+${net}\\. ${say}`)).toBe(true);
  expect(is(screen.lan, `${word(lang)('axis.lan')}\\s+${any(face.lan)}${lasted}\\. .+`)).toBe(true);
}

/** The list moves on while two faces are read, so they are read until they show the same moment. */
async function sameEvidence(side: Side): Promise<void> {
  const both = async () => [(await readPanel(side)).evidence, (await readStatus(side)).evidence] as const;
  await expect
    .poll(async () => {
      const [panel, screen] = await both();
      return panel.length > 1 && panel.join('\n') === screen.join('\n') ? 'same' : { panel, screen };
    }, soon)
    .toBe('same');
}

async function look(side: Side, face: Face): Promise<void> {
  await sameEvidence(side);
  await vi.waitFor(() => saysSo(side, face), { timeout: 20_000, interval: 500 });
  expect(await picture(side, face.name)).toBeGreaterThan(5_000);
  await side.app.closePanel();
}

const arrives = ({ state, cause }: Face) =>
  each((side) => expect.poll(() => truth(side), soon).toMatchObject({ internet: { state, cause } }));

/** Nobody is interrupted: what would be told after five seconds was not believed to be an outage. */
async function seenCalmly(face: Face): Promise<void> {
  if (face.fault) await lab.fault(face.fault);
  // While somebody looks the app asks more often, so that a lossy line is known sooner.
  await each(openPanel);
  await arrives(face);
  await each(async (side) => {
    const before = (await side.app.notifications()).length;
    await look(side, face);
    await new Promise((done) => setTimeout(done, 5_500));
    expect(await truth(side)).toMatchObject({ stance: 'online', outageSince: null });
    expect((await side.app.notifications()).length).toBe(before);
  });
}

async function seenAndTold(face: Face, notice: NonNullable<Face['notice']>): Promise<void> {
  const before = await each(async ({ app }) => (await app.notifications()).length);
  if (face.fault) await lab.fault(face.fault);
  await arrives(face);
  await each(async (side) => {
    const { app, lang } = side;
    const told = async () => (await app.notifications()).slice(before[pair.indexOf(side)]);
    const { title, body } = notice;
    const words = { title: word(lang)(title), body: body(word(lang)) };
    await expect.poll(async () => (await told()).at(-1), soon).toEqual(words);
    await askWhy(side);
    await look(side, face);
  });
}

/** The third drop in half an hour is told as a flap, so each pair of apps lives for two. */
const lives: readonly (readonly [string, string | null, readonly Face[]])[] = [
  ['a line that is lost', null, [faces.online, faces.lossy, faces['link-down'], faces['upstream-dead']]],
  ['a line that hides its names', null, [faces.slow, faces['vpn-dead'], faces['dns-broken']]],
  ['a proxy', PROXY_URL, [faces['proxy-only'], faces['no-gateway'], faces['gateway-dead']]],
  ['nobody asked, then a sign-in page', null, [faces.unknown, faces.captive]],
];

const hasNft = hasProgram('nft', '--version');
const isPossible = ({ fault }: Face) => hasNft || fault === null || !needsNft(fault);

describe.each(lives)('every face, in both languages: %s', (_title, proxy, seen) => {
  beforeAll(async () => {
    pair = [await openSide('en', proxy), await openSide('ko', proxy)];
  });
  beforeEach(async () => {
    await each(isReady);
    await each(({ app }) => app.closePanel());
  });
  afterEach(() => lab.heal());
  afterAll(async () => {
    const faults = await each(({ app }) => app.pageErrors());
    await each(({ app }) => app.close());
    expect(faults.flat()).toEqual([]);
  });

  test.each(seen.filter(isPossible))('$name', async (face) => {
    if (face === faces.unknown) {
      await each((side) => set(side, 'probe.enabled', 'false'));
      onTestFinished(() => each((side) => set(side, 'probe.enabled', 'true')).then(() => undefined));
    }
    await (face.notice ? seenAndTold(face, face.notice) : seenCalmly(face));
  });
});
