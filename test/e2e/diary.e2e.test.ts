import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type App, type AppOptions, newFolder, openApp, removeFolders } from './app.ts';
import { week, writeDiary } from './diary-file.ts';
import { terminal } from './terminal.ts';

const open: App[] = [];
async function watching(options: AppOptions = {}): Promise<{ app: App; page: Page }> {
  const app = await openApp(options);
  open.push(app);
  const page = await app.page();
  await page.getByRole('button', { name: /^(Start watching|지켜보기 시작)$/ }).click();
  await page.getByRole('heading', { level: 1, name: /^(The internet works|인터넷이 정상입니다)$/ }).waitFor();
  return { app, page };
}
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const soon = { timeout: 20_000, interval: 100 };
/** What the AI did is noted in the same file. */
const ofOutages = (type: string) => type === 'began' || type === 'ended' || type === 'cause';
const rows = (page: Page) => page.getByRole('tabpanel').getByRole('listitem');

function seeded(): string {
  const home = newFolder();
  writeDiary(home);
  return home;
}

describe('the diary', () => {
  test('its row says how the week was; the page lists day and week, by keyboard alone', async () => {
    const { app, page } = await watching({ home: seeded() });
    await page.getByRole('button', { name: 'Diary 3 this week' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Diary' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '1 outage, 5 min' }).waitFor();
    expect(await rows(page).count(), 'the drill is in the list, not in the sum').toBe(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('24 hours');
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused, soon).toBe('7 days');
    await page.getByRole('heading', { level: 2, name: '3 outages, 3 h 5 min in all' }).waitFor();
    const table = page.getByRole('table', { name: 'The chart as a table' });
    expect(await table.getByRole('row').count(), 'a head, and a row each').toBe(5);
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Day',
      'From',
      'To',
      'Cause',
      'AI',
    ]);
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused, soon).toBe('30 days');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('heading', { level: 2, name: '3 outages, 3 h 5 min in all' }).waitFor();
    const texts = (await rows(page).allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
    expect(texts.map((text) => text.split('\n')[1])).toEqual([
      'No link · a drill, not counted',
      'DNS broken',
      'Down · 1 h 30 min asleep or not watched, not counted',
      'Router silent',
    ]);
    expect(texts[2]).toContain('2 h 18 min');
    const bars = await page
      .locator('.strip > svg rect')
      .evaluateAll((all) => all.map((bar) => bar.getAttribute('width')));
    expect(bars.length).toBeGreaterThanOrEqual(week.length);
    expect(Math.min(...bars.map(Number))).toBeGreaterThanOrEqual(3);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'The internet works' }).waitFor();
    expect(await app.pageErrors()).toEqual([]);
  });

  test('an outage that goes on is there at once, ends, and is on disk; the terminal reads the same', async () => {
    const { app, page } = await watching();
    await page.getByRole('button', { name: 'Diary no outage this week' }).waitFor();
    await app.change({ link: false });
    await page.getByRole('button', { name: /^Diary outage now, \d+\ss$/ }).waitFor();
    await page.keyboard.press('Control+y');
    await page.getByText(/^Now, since \d\d:\d\d$/).waitFor();
    const beside = JSON.parse((await terminal(app.home, 'diary', '--json')).out);
    expect(beside.outages).toMatchObject([{ to: null, cause: 'link-down', isEndKnown: true }]);
    await app.change({ link: true });
    await page.getByText(/^Today \d\d:\d\d$/).waitFor({ timeout: 30_000 });
    const ended = JSON.parse((await terminal(app.home, 'diary', '--json')).out);
    expect(ended).toMatchObject({ total: { outages: 1 }, outages: [{ cause: 'link-down' }] });
    expect(ended.outages[0].to).toBeGreaterThan(ended.outages[0].from);
    const lines = readFileSync(join(app.home, 'diary.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).type).filter(ofOutages)).toEqual(['began', 'ended']);
  });

  test('the app is killed in an outage: the next start goes on with the same one', async () => {
    const { app, page } = await watching();
    await app.change({ link: false });
    await page.getByRole('button', { name: /^Diary outage now/ }).waitFor();
    const read = async () => JSON.parse((await terminal(app.home, 'diary', '--json')).out).outages;
    await expect.poll(async () => (await read()).length, soon).toBe(1);
    app.electron.process().kill('SIGKILL');
    await expect.poll(read, soon).toMatchObject([{ cause: 'link-down', isEndKnown: false }]);
    // In the new process's world the link is there again.
    const again = await openApp({ home: app.home });
    open.push(again);
    await expect
      .poll(read, { ...soon, timeout: 40_000 })
      .toMatchObject([{ cause: 'link-down', isEndKnown: true }]);
    await expect.poll(async () => (await read())[0].to, { ...soon, timeout: 40_000 }).not.toBeNull();
    const lines = readFileSync(join(app.home, 'diary.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).type).filter(ofOutages)).toEqual(['began', 'ended']);
  });

  test('⌘C copies what is shown; Export… saves it where the person says, or says why not', async () => {
    const { app, page } = await watching({ home: seeded() });
    const answer = (filePath: string) =>
      app.electron.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: path === '', filePath: path });
      }, filePath);
    await page.keyboard.press('Control+y');
    await page.getByRole('tab', { name: '7 days' }).click();
    await page.keyboard.press('Control+c');
    const copied = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());
    await expect
      .poll(copied, soon)
      .toMatch(/^3 outages, 3 h 5 min in all\..*\n\n\| When \| Cause \| Length \| AI \|\n/);
    expect((await copied()).trim().split('\n')).toHaveLength(8);
    const save = page.getByRole('button', { name: 'Export…' });
    await answer('');
    await save.click();
    await save.waitFor();
    expect(await page.getByRole('alert').count(), 'nothing was chosen, and nothing went wrong').toBe(0);
    const folder = newFolder();
    mkdirSync(join(folder, 'taken.csv'));
    await answer(join(folder, 'taken.csv'));
    await save.click();
    await page.getByRole('alert').filter({ hasText: 'Not saved' }).waitFor();
    await answer(join(folder, 'diary.csv'));
    await save.click();
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    const csv = readFileSync(join(folder, 'diary.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(',gateway-dead,2520,0,false,true,');
    await answer(join(folder, 'diary.md'));
    await page.getByRole('button', { name: 'Saved' }).click();
    const letter = () => {
      try {
        return readFileSync(join(folder, 'diary.md'), 'utf8');
      } catch {
        return '';
      }
    };
    await expect.poll(letter, soon).toContain('| Router silent | 42 min |');
  });

  test('empty, in Korean: it says so, and no English is left', async () => {
    const { page } = await watching({ locale: 'ko-KR' });
    await page.getByRole('button', { name: '끊김 기록 이번 주 끊김 없음' }).click();
    await page.getByRole('heading', { level: 2, name: '기록된 끊김이 없습니다' }).waitFor();
    expect(await page.getByRole('button', { name: '내보내기…' }).count()).toBe(0);
    expect((await page.locator('main').innerText()).replaceAll(/Mac|AI/g, '')).not.toMatch(/[A-Za-z]{3,}/);
    await page.getByRole('tab', { name: '7일' }).click();
    await page.getByText('24:00').waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });
});
