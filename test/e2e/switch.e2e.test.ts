import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { goodConfig } from '../fakes/stack.ts';
import { type App, openApp, removeFolders } from './app.ts';
import { besideClaw, isKnown, planted, record, secrets, set, soon } from './claw.ts';
import { terminal } from './terminal.ts';

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close().catch(() => undefined);
});
afterAll(removeFolders);

async function beside(options: Parameters<typeof besideClaw>[0] = {}): Promise<{ app: App; page: Page }> {
  const begun = await besideClaw(options);
  open.push(begun.app);
  return begun;
}
const local = '"primary": "ollama/qwen2.5-coder:32b"';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const mode = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const proved = (page: Page) =>
  expect
    .poll(
      () => page.evaluate(async () => (await window.offline.read())?.snapshot.switch?.run?.proof ?? null),
      soon,
    )
    .toBe('local');
async function toPage(page: Page, name: RegExp = /^OpenClaw config/): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name }).click();
}

describe('the switch on home', () => {
  test('a click: step by step, never a wish as a fact, and back byte for byte; no secret is ever drawn', async () => {
    const { app, page } = await beside();
    const seen = await record(page, secrets);
    await mode(page, 'Offline').click();
    await proved(page);
    await expect.poll(() => page.locator('.steps-bar').count(), soon).toBe(0);
    expect(await app.config()).toContain(local);
    expect(await mode(page, 'Offline').getAttribute('aria-checked')).toBe('true');
    await mode(page, 'Online').click();
    await expect.poll(() => app.config(), soon).toBe(planted);
    await expect.poll(() => page.locator('.steps-bar').count(), soon).toBe(0);
    const lines = await seen();
    const proving = 'Switched, not yet proved: a test question has to be answered first.';
    expect(lines).toContain('Switching to offline… | Auto | Step 3 of 6: OpenClaw applies it | ');
    expect(lines).toContain(`Your AI works | Offline | Step 5 of 6: ask a test question | ${proving}`);
    expect(lines).toContain('Switching to online… | Offline | Step 2 of 2: OpenClaw applies it | ');
    // The thumb had never moved before the gateway had the config.
    expect(lines.filter((line) => /\| Offline \| Step [123] of 6/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('LEAKED'))).toEqual([]);
    expect(await app.pageErrors()).toEqual([]);
  });

  test('there is a way back while it goes on, to the mode from before', async () => {
    const { app, page } = await beside();
    await app.gateway({ applies: 600_000 });
    await mode(page, 'Offline').click();
    await page.getByText('Step 3 of 6').waitFor();
    expect(await app.config()).toContain(local);
    const bar = page.getByRole('progressbar');
    expect(await bar.getAttribute('aria-valuetext')).toBe('Step 3 of 6: OpenClaw applies it');
    await page.getByText('2 s', { exact: true }).waitFor();
    await app.gateway({ applies: 0 });
    await button(page, 'Go back').click();
    await expect.poll(() => app.config(), soon).toBe(planted);
    await expect.poll(() => mode(page, 'Auto').getAttribute('aria-checked'), soon).toBe('true');
    await page.getByText('Online now. Goes offline when the internet goes down.').waitFor();
  });

  test('refused: said in red, the old config is back, the headline does not claim it, and once more', async () => {
    const { app, page } = await beside();
    await app.gateway({ how: 'refuses' });
    await mode(page, 'Offline').click();
    const alert = page.getByRole('alert');
    await expect
      .poll(() => alert.textContent(), soon)
      .toMatch(/^OpenClaw refused the offline config \(models\.providers\.ollama\)/);
    expect(await app.config()).toBe(planted);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Not switched to offline');
    expect((await app.bar()).icon).toBe('trouble');
    await app.gateway({ how: 'open' });
    await button(page, 'Try again').click();
    await proved(page);
    await alert.waitFor({ state: 'detached' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your AI works');
  });

  test('a cloud that answers the test question is told, and the headline is not green', async () => {
    const { app, page } = await beside();
    await app.gateway({ winner: 'anthropic/claude-opus-4-6' });
    await mode(page, 'Offline').click();
    await expect
      .poll(() => page.getByRole('alert').textContent(), soon)
      .toContain('anthropic/claude-opus-4-6, which is not on this machine');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Offline, but not proved');
    await app.gateway({ winner: null });
    await button(page, 'Try again').click();
    await proved(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Your AI works');
  });

  test('a config that cannot be brought together: the person chooses which one stays', async () => {
    const { app, page } = await beside();
    await mode(page, 'Offline').click();
    await proved(page);
    await app.parts({ config: '{ broken' });
    await mode(page, 'Online').click();
    await button(page, 'Keep it as it is').waitFor();
    await page.getByText('Everything answers. One question for you below.').waitFor();
    await button(page, 'Restore the copy').click();
    await expect.poll(() => app.config(), soon).toBe(planted);
    await button(page, 'Restore the copy').waitFor({ state: 'detached' });
  });
});

describe('the question', () => {
  test('without consent the person is asked, sees what would change, and by keyboard says yes', async () => {
    const { app, page } = await beside();
    await app.change({ upstream: 'silent' });
    await page.getByText(/Remove the cloud from it until the internet is back\?$/).waitFor();
    expect(await app.config()).toBe(planted);
    const fold = button(page, 'What changes');
    await fold.focus();
    await page.keyboard.press('Enter');
    await page.getByText('agents.defaults.model.primary').waitFor();
    const diff = await page.locator('.diff').textContent();
    expect(diff).toContain('Online: anthropic/claude-opus-4-6 → , Offline: ollama/qwen2.5-coder:32b');
    for (const secret of secrets) expect(await page.content()).not.toContain(secret);
    await page.keyboard.press('Escape');
    await page.locator('.diff').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible');
    expect(await app.menu()).toContain('Remove the cloud from OpenClaw');
    await button(page, 'Switch').focus();
    await page.keyboard.press('Space');
    await proved(page);
    expect(await app.config()).toContain(local);
    await page.getByText(/until the internet is back\?$/).waitFor({ state: 'detached' });
  });

  test('“Not now” is heard, and nothing is touched', async () => {
    const { app, page } = await beside();
    await app.change({ upstream: 'silent' });
    await button(page, 'Not now').click();
    await button(page, 'Not now').waitFor({ state: 'detached' });
    await page.waitForTimeout(1_000);
    expect(await app.config()).toBe(planted);
    expect(await app.menu()).not.toContain('Remove the cloud from OpenClaw');
  });

  test('“Always automatically” makes Auto do it, this time and from then on', async () => {
    const { app, page } = await beside();
    await app.change({ link: false });
    await button(page, 'Always automatically').click();
    await proved(page);
    expect(await app.config()).toContain(local);
    expect((await terminal(app.home, 'settings')).out).toContain('switch.consent = true');
  });

  test('in the menu the same, and while it goes on the step', async () => {
    const { app, page } = await beside();
    await app.gateway({ applies: 600_000 });
    await app.change({ upstream: 'silent' });
    await expect.poll(() => app.menu(), soon).toContain('Remove the cloud from OpenClaw');
    await app.choose('Remove the cloud from OpenClaw');
    await expect.poll(() => app.menu(), soon).toContain('(Step 3 of 6: OpenClaw applies it)');
    expect((await app.menu())[0]).toBe('(Switching to offline…)');
    await app.gateway({ applies: 0 });
    await proved(page);
    expect(await app.menu()).not.toContain('Remove the cloud from OpenClaw');
  });

  test('the first run asks with every key in sight, and is off unless the person says so', async () => {
    const app = await openApp({ env: { OFFLINE_MODE_STACK: '1' } });
    open.push(app);
    const page = await app.page();
    await app.parts({ config: planted });
    await isKnown(page);
    const consent = page.getByRole('switch', { name: 'Switch OpenClaw automatically' });
    await consent.waitFor();
    expect(await consent.getAttribute('aria-checked')).toBe('false');
    await page.getByText('agents.defaults.model.primary').waitFor();
    await consent.click();
    await expect.poll(() => consent.getAttribute('aria-checked'), soon).toBe('true');
    await button(page, 'Start watching').click();
    await mode(page, 'Auto').waitFor();
    await app.change({ link: false });
    await proved(page);
    expect(await app.config()).toContain(local);
  });
});

describe('its page', () => {
  test.each([
    [
      'en-US',
      /^OpenClaw config/,
      /^Model chain/,
      /^Leaks/,
      'cloud',
      'Cloud models could be asked.',
      'asks anthropic/claude-opus-4-6, a cloud model',
      'Offline',
      /^In effect after \d+\.\d\ss$/,
      /^Checked (just now|\d+\s(s|min) ago)$/,
    ],
    [
      'ko-KR',
      /^OpenClaw 구성 파일/,
      /^모델 순서/,
      /^유출 경로/,
      '클라우드',
      '클라우드 모델로 질문이 나갈 수 있습니다.',
      '클라우드 모델 anthropic/claude-opus-4-6에 물음',
      '오프라인',
      /^\d+\.\d초 만에 적용됨$/,
      /^(방금|\d+(초|분) 전) 확인함$/,
    ],
  ] as const)(
    '%s: chain, leaks, what changes, and the last switch',
    async (locale, title, models, leaks, cloud, leak, why, offline, took, checked) => {
      const { page } = await beside({ locale });
      await toPage(page, title);
      await button(page, models).click();
      const first = page.getByRole('listitem').filter({ hasText: 'anthropic/claude-opus-4-6' }).first();
      expect(await first.textContent()).toBe(`1. anthropic/claude-opus-4-6${cloud}`);
      await page.keyboard.press('Escape');
      await button(page, leaks).click();
      await page.getByText(leak, { exact: true }).waitFor();
      await page.getByText(why, { exact: true }).waitFor();
      await page.getByText(checked).waitFor();
      await page.keyboard.press('Escape');
      await page.getByText('plugins.deny').first().waitFor();
      for (const secret of secrets) expect(await page.content()).not.toContain(secret);
      for (let n = 0; n < 2; n++) await page.keyboard.press('Escape');
      await mode(page, offline).click();
      await proved(page);
      await toPage(page, title);
      await page.getByText(took).waitFor();
      for (const secret of secrets) expect(await page.content()).not.toContain(secret);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: title }).waitFor();
    },
  );

  test('nothing is switched on before its keys are known, and the settings are the person’s', async () => {
    const { app, page } = await beside({ config: goodConfig.replace('"mode": "local", ', '') });
    await toPage(page);
    const consent = page.getByRole('switch', { name: 'Switch OpenClaw automatically' });
    expect(await consent.isDisabled()).toBe(true);
    await page.getByText(/does not set gateway\.mode/).waitFor();
    await button(page, 'Mend the config').click();
    await expect.poll(() => consent.isEnabled(), soon).toBe(true);
    const enter = page.getByRole('combobox', { name: 'When it goes down' });
    expect(await enter.locator('option').allTextContents()).toEqual(['Ask me', 'Never']);
    await consent.click();
    await expect.poll(() => enter.inputValue(), soon).toBe('auto');
    await page.getByRole('combobox', { name: 'When it is back' }).selectOption('ask');
    await page.getByRole('combobox', { name: 'Fallback' }).selectOption('llama3.2:3b');
    const kept = async () => (await terminal(app.home, 'settings')).out;
    await expect.poll(kept, soon).toContain('switch.leave = ask');
    expect(await kept()).toContain('ollama.fallback = llama3.2:3b');
    await button(page, /^Model servers of your own/).click();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'OpenClaw config' }).waitFor();
  });

  test('no cloud models even online: the config follows, and comes back', async () => {
    const { app, page } = await beside();
    await toPage(page);
    const lasting = page.getByRole('switch', { name: 'No cloud models, even online' });
    await lasting.click();
    await expect.poll(() => app.config(), soon).toContain(local);
    await page.getByText('OpenClaw uses no cloud models, by your choice.').waitFor();
    await lasting.click();
    await expect.poll(() => app.config(), soon).toBe(planted);
    await page.getByText('Your config is back, byte for byte.').waitFor();
    await set(page, 'switch.noCloud', false);
  });
});
