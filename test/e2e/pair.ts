import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { marks } from '../../main/core/evidence.ts';
import { type Lang, languages, type WordKey } from '../../main/core/words.ts';
import { type App, handleNotifications, openApp } from './app.ts';
import { direct, terminal } from './terminal.ts';

/** One of the two apps that watch the same line, each in its own language and home. */
export interface Side {
  readonly lang: Lang;
  readonly app: App;
}

const locales = { en: 'en-US', ko: 'ko-KR' } as const;

export async function openSide(lang: Lang, proxy: string | null): Promise<Side> {
  const env = proxy === null ? direct : { ...direct, http_proxy: proxy, https_proxy: proxy };
  const app = await openApp({ isScripted: false, platform: 'linux', locale: locales[lang], env });
  const page = await app.page();
  const start = () =>
    page.evaluate(() => window.offline.send({ type: 'setting.set', key: 'watching', value: true }));
  // Refused until the engine is there.
  await vi.waitFor(async () => expect(await start()).toMatchObject({ ok: true }), 20_000);
  return { lang, app };
}

/** A sentence of ours as a pattern: what is filled in may be anything, but it is filled in. */
export function pattern(lang: Lang, key: WordKey): string {
  const escaped = languages[lang][key].replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return escaped.replace(/\{\w+\}/g, '[^{}]+');
}

/** One line of evidence without its age and its figures, which go on while two faces are read. */
const plain = (mark: string, name: string, value: string) =>
  `${mark} ${name}: ${value.replace(/[\d.:]*\d/g, '#')}`.trim();

/** The panel keeps a number and its unit on one line; a terminal has plain spaces. */
const unglued = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');

export interface Seen {
  readonly head: string;
  readonly sub: string;
  readonly net: string;
  readonly lan: string;
  readonly say: string;
  readonly fix: string;
  readonly evidence: readonly string[];
}

/** The open panel, as it stands in the page. */
export async function readPanel({ app }: Side): Promise<Seen> {
  const read = await (await app.page()).evaluate(() => {
    const text = (query: string, from: ParentNode = document) =>
      from.querySelector(query)?.textContent?.trim() ?? '';
    const rows = [...document.querySelectorAll('.why dl > div')].map((row) => ({
      mark: row.querySelector('dt > span[class]')?.className.replace('s-', '') ?? 'none',
      name: text('dt > span:last-child', row),
      value: row.querySelector('dd')?.firstChild?.textContent?.trim() ?? '',
    }));
    return {
      head: text('.verdict h1'),
      sub: text('.verdict p'),
      net: text('.tile b'),
      lan: text('.tile:last-child b'),
      say: text('.why > p'),
      fix: text('.verdict .btn.main'),
      rows,
    };
  });
  const { rows, ...rest } = JSON.parse(unglued(JSON.stringify(read))) as typeof read;
  const evidence = rows.map(({ mark, name, value }) => plain(markOf(mark), name, value));
  return { ...rest, evidence };
}

const markOf = (name: string) =>
  name === 'good' || name === 'bad' || name === 'warn' ? marks[name] : marks.none;

const isMarked = (line: string) => Object.values<string>(marks).includes(line.slice(0, 1)) && line[1] === ' ';

export interface Screen {
  readonly head: string;
  readonly sub: string;
  readonly net: string;
  readonly lan: string;
  readonly evidence: readonly string[];
}

/** What `status` prints for a person. */
export async function readStatus({ app, lang }: Side): Promise<Screen> {
  const { out, err, code } = await terminal(app.home, 'status', '--lang', lang);
  if (code !== 0) throw new Error(`status ended with ${code}: ${err}`);
  // The verdict, the parts, whether one is ready, the evidence of the line: the only list of marks and names.
  const [top = [], , ...rest] = out.split('\n\n').map((part) => part.split('\n'));
  const list = rest.find((lines) => lines.every(isMarked)) ?? [];
  const [head = '', sub = '', net = '', lan = ''] = top.map((line) => line.slice(2));
  const evidence = list.flatMap((line) => {
    const [name = '', value = ''] = line.slice(2).split(/\s{2,}/);
    // The panel draws the round trips.
    return name === languages[lang]['cli.trip'] ? [] : [plain(line.slice(0, 1), name, value)];
  });
  return { head, sub, net, lan, evidence };
}

/** A person opens the panel and the evidence of the internet, by the icon. */
export async function openPanel({ app }: Side): Promise<void> {
  const isOpen = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((one) => one.isVisible()),
    );
  // A click closes a panel that is open, and the first one after a person clicked elsewhere may only tell so.
  await vi.waitFor(
    async () => {
      if (!(await isOpen())) await app.clickIcon();
      expect(await isOpen()).toBe(true);
    },
    { timeout: 5_000, interval: 300 },
  );
  const tile = (await app.page()).locator('.tile').first();
  await tile.waitFor();
  if ((await tile.getAttribute('aria-expanded')) === 'false') await tile.click();
}

const click: Parameters<typeof handleNotifications>[1] = 'click';

/** The same by a click on the last notification, which asks "Why?". */
export async function askWhy({ app }: Side): Promise<void> {
  await app.electron.evaluate(handleNotifications, click);
  await (await app.page()).locator('.why').waitFor();
}

/** The panel as the app's window draws it, to be looked at. */
export async function picture({ app, lang }: Side, name: string): Promise<number> {
  const folder = join(new URL('../..', import.meta.url).pathname, 'out/pictures/states');
  mkdirSync(folder, { recursive: true });
  const png = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  const file = join(folder, `${name}.${lang}.png`);
  writeFileSync(file, Buffer.from(png, 'base64'));
  return statSync(file).size;
}
