import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { gap, job, manyJobs, mendable, wished } from '../fakes/jobs.ts';
import { type App, isRealElectron, removeFolders } from './app.ts';
import { besideClaw, set, soon } from './claw.ts';
import { show } from './shown.ts';
import { status, terminal } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

const telmeet = { 'lan.services': ['telmeet=http://192.168.1.50:8443/health 200'] };

async function beside(options: Parameters<typeof besideClaw>[0] = {}): Promise<{ app: App; page: Page }> {
  const started = await besideClaw({ ...options, settings: { ...telmeet, ...options.settings } });
  open.push(started.app);
  return started;
}
const installed = { env: { OFFLINE_MODE_INSPECT: 'installed' } } as const;
interface Records {
  loginApproval: boolean;
  isElsewhere: boolean;
  inApplications: string | null;
  moved: boolean;
}
interface System {
  readonly __electronStandIn: { readonly records: Records };
}
const title = (page: Page) =>
  expect.poll(() => page.getByRole('heading', { level: 1 }).first().textContent(), soon);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
const said = (page: Page, name: string) => expect.poll(() => row(page, name).first().textContent(), soon);
async function toReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Ready for an outage|오프라인 준비)/ }).click();
  await title(page).toMatch(/^(Ready for an outage|오프라인 준비)$/);
}
async function toPrepare(page: Page): Promise<void> {
  await toReady(page);
  await page.getByRole('button', { name: /^(Prepare…|준비하기…)$/ }).click();
  await title(page).toMatch(/^(Prepare|준비하기)$/);
}
const kept = async (app: App) => (await terminal(app.home, 'settings')).out;
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

describe('ready for an outage', () => {
  test('the row on Home says how much is proved; the page names each proof, and one button for each gap', async () => {
    const { app, page } = await beside();
    const nav = page.getByRole('button', { name: /^Ready for an outage/ });
    await expect.poll(() => nav.textContent(), soon).toMatch(/^Ready for an outage\d+ of \d+$/);
    const score =
      /(\d+) of (\d+)$/
        .exec((await nav.textContent()) ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    await toReady(page);
    const lines = await page.locator('.group .card > li').count();
    expect(lines).toBe(score[1]);
    const ring = page.getByRole('img');
    await expect.poll(() => ring.getAttribute('aria-label'), soon).toBe(`${score[0]} of ${score[1]} proved`);
    await said(page, 'Container image').toMatch(/proved, openclaw:local, built/);
    await said(page, 'Disk').toMatch(/proved, 212 GB free/);
    expect(await row(page, 'Disk').getByRole('button').count()).toBe(0);
    await said(page, 'Answer through OpenClaw').toMatch(/needs attention, not yetAsk$/);
    // The age is heard, and so is the one thing that stands against it.
    await said(page, 'Disk').toMatch(/212.GB free, (now|\d+ (s|min))$/);
    await page
      .getByRole('status')
      .getByText(/^If the internet died now: ready, with limits /)
      .waitFor();
    await said(page, 'telmeet').toMatch(/proved, answers/);
    expect(await app.pageErrors()).toEqual([]);
  });

  test('a drill is missing: its button leads to where one is started, and the arrow back here', async () => {
    const { page } = await beside();
    await toReady(page);
    await said(page, 'Drill').toMatch(/needs attention, not yetStart drill$/);
    await button(page, 'Start drill Drill').click();
    await title(page).toBe('Drill');
    await button(page, 'Ready for an outage').click();
    await title(page).toBe('Ready for an outage');
  });

  test('what is not needed here is folded away, and opened by keyboard', async () => {
    const { page } = await beside();
    await toReady(page);
    const fold = page.getByRole('button', { name: /^Not needed here \(\d+\)$/ });
    expect(await page.getByText('Base image', { exact: true }).count()).toBe(0);
    await fold.focus();
    await page.keyboard.press('ArrowRight');
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
    await said(page, 'Base image').toMatch(/not wanted, not built here/);
    await page.keyboard.press('ArrowLeft');
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    // Tab goes on to the buttons below, and from there nowhere else on this page.
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Check all again');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Prepare…');
  });

  test('“Choose…” leads to that very setting, and back to where one came from', async () => {
    const { app, page } = await beside({
      settings: { 'ollama.main': 'qwen2.5-coder:32b', 'ollama.fallback': 'llama3.3:latest' },
    });
    await toReady(page);
    await page.getByRole('button', { name: /^Choose… Fallback/ }).click();
    await title(page).toBe('Settings');
    await expect.poll(() => focused(page), soon).toBe('Fallback');
    const fallback = page.getByRole('combobox', { name: 'Fallback' });
    expect(await fallback.locator('option').allTextContents()).toEqual(
      expect.arrayContaining(['as OpenClaw says', 'qwen2.5-coder:32b', 'llama3.2:3b', 'llama3.3:latest']),
    );
    // What is not here can be chosen too, and is then what is missing.
    expect(await fallback.locator('option').allTextContents()).toContain('qwen2.5-coder:14b (not here)');
    await fallback.selectOption('qwen2.5-coder:14b');
    await expect.poll(() => kept(app), soon).toContain('ollama.fallback = qwen2.5-coder:14b');
    await fallback.selectOption('llama3.2:3b');
    await expect.poll(() => kept(app), soon).toContain('ollama.fallback = llama3.2:3b');
    await page.keyboard.press('Escape');
    await title(page).toBe('Ready for an outage');
  });

  test('a file of the person’s own is chosen on the page that has it', async () => {
    const { app, page } = await beside();
    await toReady(page);
    const fix = { do: 'choose', key: 'headscale.config' } as const;
    await show(app, { ready: { items: [gap('hs', { group: 'net', fix })] } });
    await button(page, 'Choose… Dependencies').click();
    await title(page).toBe('Headscale');
    await expect.poll(() => focused(page), soon).toBe('Choose… Config file');
    await app.electron.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/etc/headscale/config.yaml'] });
    });
    await page.keyboard.press('Enter');
    await page.getByText('/etc/headscale/config.yaml').waitFor();
    await page.keyboard.press('Escape');
    await title(page).toBe('Ready for an outage');
  });

  test('“Why?” opens that part’s evidence; “Start” starts it; a test question is asked where things are prepared', async () => {
    const { app, page } = await beside({ settings: { 'headscale.url': 'http://127.0.0.1:8080' } });
    await app.parts({ headscale: 'down' });
    await toReady(page);
    await button(page, 'Check all again').click();
    await button(page, 'Why? Headscale restart').click();
    await page.getByRole('region', { name: 'Headscale' }).waitFor();
    await app.parts({ headscale: 'pass', machine: 'stopped', podman: 'down' });
    await toReady(page);
    await button(page, 'Check all again').click();
    await button(page, 'Start Podman machine').click();
    await expect.poll(() => app.done(), soon).toContain('podman machine start');
    await app.parts({ machine: 'running', podman: 'up' });
    await button(page, 'Ask Answer through OpenClaw').click();
    await title(page).toBe('Prepare');
    await said(page, 'Ask OpenClaw a test question').toMatch(/./);
    await page.keyboard.press('Escape');
    await title(page).toBe('Ready for an outage');
    await page.keyboard.press('Control+[');
    await expect.poll(() => page.getByRole('radio', { name: 'Auto' }).count(), soon).toBe(1);
  });
});

describe('prepare', () => {
  test('what is missing and what is too large; a model of the guide’s is added to what is wanted', async () => {
    const { app, page } = await beside({
      settings: { 'ollama.more': ['deepseek-r1:32b', 'llama3.3:latest'] },
    });
    await toPrepare(page);
    await button(page, 'Download deepseek-r1:32b').waitFor();
    await page.getByText(/^llama3\.3:latest is left out: it needs 43\.5 GB of memory/).waitFor();
    expect(await button(page, 'Download llama3.3:latest').count()).toBe(0);
    await said(page, 'Save the container image').toMatch(/Image backup: noneSave$/);
    await button(page, 'Models that many download').click();
    await page.getByText('All three together are 82.2 GB.').waitFor();
    await button(page, 'Add qwen3:0.6b').click();
    await expect.poll(() => kept(app), soon).toContain('qwen3:0.6b');
    await button(page, 'Download qwen3:0.6b').waitFor();
    expect(await button(page, 'Prepare all').isEnabled()).toBe(true);
  });

  test('Prepare all: one that is refused is told of, and the others are begun', async () => {
    const { app, page } = await beside();
    await app.gateway({ winner: 'silent' });
    await toPrepare(page);
    await show(app, { ready: { items: [mendable('pull', '../x'), mendable('answer')] } });
    await button(page, 'Download ../x').waitFor();
    await button(page, 'Prepare all').click();
    await page
      .getByRole('alert')
      .getByText('“../x” cannot be the name of a model or image.', { exact: false })
      .waitFor();
    await expect.poll(async () => (await terminal(app.home, 'jobs')).out, soon).toContain('[answer:]');
    await button(page, 'Stop all').click();
  });

  test('all models that are here are read through with one press, once at a time', async () => {
    const { app, page } = await beside();
    await toPrepare(page);
    const here = { isHere: true };
    await show(app, { ready: { wishes: [wished('a:1b', here), wished('b:1b', here), wished('c:1b')] } });
    await button(page, 'Download c:1b').waitFor();
    await button(page, 'Check digests').click();
    await expect
      .poll(async () => (await terminal(app.home, 'jobs')).out, soon)
      .toMatch(/\[deep:a:1b\]\n.*\[deep:b:1b\]/);
    await show(app, { jobs: [job('deep', 'a:1b', { is: 'running' })] });
    await expect.poll(() => button(page, 'Check digests').isDisabled(), soon).toBe(true);
    await show(app, { ready: { wishes: [wished('a:1b')] } });
    await expect.poll(() => button(page, 'Check digests').count(), soon).toBe(0);
  });

  test('without internet the list stays, the buttons of downloads go, and that is said', async () => {
    const { app, page } = await beside({ settings: { 'ollama.more': ['deepseek-r1:32b'] } });
    await toPrepare(page);
    const download = button(page, 'Download deepseek-r1:32b');
    await download.waitFor();
    await app.change({ upstream: 'silent' });
    await page.getByText('Downloads need the internet. They go on when it is back.').waitFor();
    await expect.poll(() => download.count(), soon).toBe(0);
    await page.getByText('deepseek-r1:32b').first().waitFor();
    expect(await app.menu()).toContain('(Prepare…)');
    // The menu has taken the focus, and the panel goes with it; hidden, it is shown nothing.
    await expect.poll(() => page.evaluate(() => document.visibilityState), soon).toBe('hidden');
    await app.clickIcon();
    // Auto stays offline for half a minute, and goes back when the internet has held.
    await app.change({ upstream: 'ok' });
    await download.waitFor({ timeout: 60_000 });
  });

  test('chosen to be offline is the same, and a refusal is a sentence', async () => {
    const { app, page } = await beside({ settings: { 'ollama.more': ['deepseek-r1:32b'] } });
    await page.getByRole('radio', { name: 'Offline' }).click();
    await expect.poll(async () => (await status(app.home)).mode, soon).toBe('offline');
    await toReady(page);
    await button(page, 'Download Model deepseek-r1:32b').click();
    await page
      .getByRole('alert')
      .getByText(/needs the internet, and you chose Offline/)
      .waitFor();
    await title(page).toBe('Ready for an outage');
    await button(page, 'Prepare…').click();
    await page.getByText('You chose Offline, so nothing is downloaded.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /^Download/ }).count()).toBe(0);
  });

  test('downloads under way: each a bar that says how far it is, and what can be done about it', async () => {
    const { app, page } = await beside();
    await toPrepare(page);
    await show(app, { jobs: manyJobs });
    const bar = page.getByRole('progressbar', { name: 'qwen2.5-coder:32b' });
    await bar.waitFor();
    expect((await bar.getAttribute('aria-valuetext'))?.replaceAll('\u00a0', ' ')).toBe(
      '12.4 of 19.9 GB · 42 MB/s, about 3 min',
    );
    expect(await bar.evaluate((one: HTMLProgressElement) => one.value)).toBe(62.3);
    await title(page).toBe('Prepare');
    await page.getByText('Keep Ollama running.', { exact: false }).waitFor();
    for (const name of ['Stop qwen2.5-coder:32b', 'Resume gpt-oss:20b', 'Dismiss gpt-oss:20b', 'Stop all'])
      expect(await button(page, name).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const nav = page.getByRole('button', { name: /^Ready for an outage/ });
    await expect.poll(() => nav.textContent(), soon).toBe('Ready for an outage43%');
  });

  test('the menu leads there; while something is under way it says so', async () => {
    const { app, page } = await beside();
    await app.closePanel();
    await app.choose('Prepare…');
    await title(page).toBe('Prepare');
    await page.keyboard.press('Escape');
    await title(page).toBe('Your AI works');
    // A gateway that says nothing keeps a test question waiting.
    await app.gateway({ winner: 'silent' });
    await page.evaluate(() =>
      window.offline.send({ type: 'jobs.start', wishes: [{ kind: 'answer', what: '', isForced: false }] }),
    );
    await expect.poll(() => app.menu(), soon).toContain('(Preparing…)');
    await app.closePanel();
    await app.choose('Prepare…');
    await title(page).toBe('Prepare');
    await button(page, 'Stop all').click();
    await expect.poll(() => app.menu(), soon).not.toContain('(Preparing…)');
  });
});

describe.skipIf(isRealElectron)('what only macOS itself may be asked', () => {
  test('a folder is chosen in its own window, kept, and let go of; the page cannot name one', async () => {
    const { app, page } = await beside();
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: /^Models and files/ }).click();
    await dialogAnswers(app, { canceled: true, filePaths: [] });
    await button(page, 'Choose… Folder the container image is built from').click();
    await dialogAnswers(app, { canceled: false, filePaths: ['/Users/me/my claw/컨테이너'] });
    await button(page, 'Choose… Folder the container image is built from').click();
    await expect.poll(() => kept(app), soon).toContain('image.context = /Users/me/my claw/컨테이너');
    await page.getByText('/Users/me/my claw/컨테이너').waitFor();
    expect(await asked(app)).toEqual([['openDirectory'], ['openDirectory']]);
    const sent = await page.evaluate(() =>
      window.offline.send({ type: 'setting.set', key: 'image.context', value: '/etc' }),
    );
    expect(sent).toMatchObject({ ok: false, problem: { code: 'refused' } });
    await button(page, 'Remove Folder the container image is built from').click();
    await expect.poll(() => kept(app), soon).toMatch(/image\.context = *\n/);
    expect(await app.pageErrors()).toEqual([]);
  });

  test('macOS wants a yes of its own before it opens at login: that is said, and where to give it', async () => {
    const { app, page } = await beside(installed);
    await app.electron.evaluate(() => {
      (globalThis as unknown as System).__electronStandIn.records.loginApproval = true;
    });
    await toReady(page);
    await button(page, 'Turn on Opens at login').click();
    await page.getByText('macOS is waiting for your permission.', { exact: false }).waitFor();
    // Waiting is not open: the line stays a gap, for a terminal too.
    await said(page, 'Opens at login').not.toMatch(/proved/);
    await page.keyboard.press('Control+,');
    const toggle = page.getByRole('switch', { name: 'Open at login' });
    await page.getByText('macOS is waiting for your permission.', { exact: false }).waitFor();
    expect(await toggle.getAttribute('aria-checked')).toBe('false');
    await button(page, 'Open System Settings').click();
    await expect
      .poll(() => app.opened(), soon)
      .toContain('x-apple.systempreferences:com.apple.LoginItems-Settings.extension');
    // The person has given it there: the app hears nothing of that, and looks.
    await app.electron.evaluate(() => {
      (globalThis as unknown as System).__electronStandIn.records.loginApproval = false;
    });
    await expect.poll(() => toggle.getAttribute('aria-checked'), soon).toBe('true');
  });

  test('what macOS did not turn on is not shown as on', async () => {
    const { app, page } = await beside(installed);
    await app.electron.evaluate(({ app: own }) => {
      Reflect.set(own, 'setLoginItemSettings', () => {});
    });
    await page.keyboard.press('Control+,');
    const toggle = page.getByRole('switch', { name: 'Open at login' });
    await toggle.click();
    await page.getByText('macOS has not turned it on.', { exact: false }).waitFor();
    expect(await toggle.getAttribute('aria-checked')).toBe('false');
  });

  test('outside the Applications folder nothing holds: it offers to move there, and replaces no copy that runs', async () => {
    const { app, page } = await beside(installed);
    const records = (part: Partial<Records>) =>
      app.electron.evaluate((_electron, wanted) => {
        Object.assign((globalThis as unknown as System).__electronStandIn.records, wanted);
      }, part);
    await records({ isElsewhere: true, inApplications: 'existsAndRunning' });
    await page.keyboard.press('Control+,');
    await page.getByText('macOS forgets it where the app is now.', { exact: false }).waitFor();
    expect(await page.getByRole('switch', { name: 'Open at login' }).isDisabled()).toBe(true);
    await button(page, 'Move there').click();
    await page
      .getByText('Another Offline Mode is open in the Applications folder.', { exact: false })
      .waitFor();
    const moved = () =>
      app.electron.evaluate(() => (globalThis as unknown as System).__electronStandIn.records.moved);
    expect(await moved()).toBe(false);
    await records({ inApplications: null });
    const gone = app.electron.waitForEvent('close');
    await button(page, 'Move there').click();
    await gone;
    open.splice(open.indexOf(app), 1);
  });

  test('whether it opens at login: turned on from Ready, seen in Settings, and turned off there', async () => {
    const { app, page } = await beside(installed);
    await toReady(page);
    await button(page, 'Turn on Opens at login').click();
    await said(page, 'Opens at login').toMatch(/proved, yes/);
    const atLogin = () => app.electron.evaluate(({ app: own }) => own.getLoginItemSettings().openAtLogin);
    expect(await atLogin()).toBe(true);
    await page.keyboard.press('Control+,');
    const toggle = page.getByRole('switch', { name: 'Open at login' });
    await expect.poll(() => toggle.getAttribute('aria-checked'), soon).toBe('true');
    await toggle.click();
    await expect.poll(() => toggle.getAttribute('aria-checked'), soon).toBe('false');
    expect(await atLogin()).toBe(false);
  });

  test('a copy that was built here says nothing of login', async () => {
    const { app, page } = await beside();
    await page.keyboard.press('Control+,');
    await page.getByRole('switch', { name: 'Text beside the icon' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Open at login' }).count()).toBe(0);
    await page.evaluate(() => window.offline.send({ type: 'login.set', on: true }));
    expect(await app.electron.evaluate(({ app: own }) => own.getLoginItemSettings().openAtLogin)).toBe(false);
  });

  test('a system that says nothing of login is not asked about it', async () => {
    const { page } = await beside({ platform: 'linux' });
    await page.keyboard.press('Control+,');
    await page.getByRole('switch', { name: 'Text beside the icon' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Open at login' }).count()).toBe(0);
  });
});

test('in Korean', async () => {
  const { app, page } = await beside({ locale: 'ko-KR', settings: { 'ollama.more': ['deepseek-r1:32b'] } });
  expect(await app.menu()).toContain('준비하기…');
  await toReady(page);
  await said(page, '저장 공간').toMatch(/212 GB/);
  await page.getByRole('button', { name: /^여기서는 필요 없음 \(\d+\)$/ }).waitFor();
  await page.getByRole('button', { name: '준비하기…' }).click();
  await title(page).toBe('준비하기');
  await page.getByRole('button', { name: '내려받기 deepseek-r1:32b' }).waitFor();
  await set(page, 'tray.title', true);
  expect(await app.pageErrors()).toEqual([]);
});

interface Records {
  readonly __electronStandIn: {
    readonly records: {
      readonly dialogAnswers: unknown[];
      readonly dialogs: { readonly options: { readonly properties: string[] } }[];
    };
  };
}

/** What the person answers when macOS next asks for a folder. */
const dialogAnswers = (app: App, answer: { canceled: boolean; filePaths: string[] }) =>
  app.electron.evaluate((_electron, one) => {
    (globalThis as unknown as Records).__electronStandIn.records.dialogAnswers.push(one);
  }, answer);

const asked = (app: App) =>
  app.electron.evaluate(() =>
    (globalThis as unknown as Records).__electronStandIn.records.dialogs.map(
      ({ options }) => options.properties,
    ),
  );
