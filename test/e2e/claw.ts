import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { cloudConfig } from '../fakes/stack.ts';
import { type App, type AppOptions, openApp } from './app.ts';

/** A hidden app looks at OpenClaw every 15 s. */
export const soon = { timeout: 30_000, interval: 100 };

/** What must never be seen by anybody: the gateway's own secret and a key of a cloud's. */
export const secrets = ['t0ken-sample', 'sk-ant-planted'] as const;

/** A model in the cloud is asked first, one on this machine second; with a key that is nobody's business. */
export const planted = cloudConfig.replace(
  '"providers": {',
  '"providers": { "anthropic": { "baseUrl": "https://api.anthropic.com", "apiKey": "sk-ant-planted" },',
);

/** The app beside an OpenClaw with that config, told to watch, once it is known what a switch would change. */
export async function besideClaw(
  options: AppOptions & {
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly config?: string;
  } = {},
): Promise<{ app: App; page: Page }> {
  const app = await openApp({ ...options, env: { OFFLINE_MODE_STACK: '1', ...options.env } });
  const page = await app.page();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await app.parts({ config: options.config ?? planted });
  for (const [key, value] of Object.entries({ watching: true, ...options.settings }))
    await set(page, key, value);
  await isKnown(page);
  return { app, page };
}

export async function set(page: Page, key: string, value: unknown): Promise<void> {
  const send = () =>
    page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value });
  await expect.poll(send, soon).toMatchObject({ ok: true });
}

/** OpenClaw has been looked at, and what a switch would change, or stands in its way, is worked out. */
export async function isKnown(page: Page): Promise<void> {
  const isThere = () =>
    page.evaluate(async () => {
      const ahead = (await window.offline.read())?.snapshot.switch?.ahead;
      return Boolean(ahead && (ahead.problem || ahead.diff.length > 0));
    });
  await expect.poll(isThere, soon).toBe(true);
}

/** What was drawn from now on: every step, every headline and sentence under the mode, as they came. */
export async function record(page: Page, words: readonly string[]): Promise<() => Promise<string[]>> {
  await page.evaluate((hidden) => {
    const seen: string[] = [];
    const look = () => {
      const text = (where: string) => document.querySelector(where)?.textContent ?? '';
      const thumb = text('[role=radio][aria-checked=true]');
      const line = `${text('h1')} | ${thumb} | ${text('.steps-say [role=status]')} | ${text('.mode > .say')}`;
      if (seen.at(-1) !== line) seen.push(line);
      const leaked = hidden.filter((word) => document.documentElement.outerHTML.includes(word));
      if (leaked.length > 0) seen.push(`LEAKED ${leaked.join(' ')}`);
    };
    look();
    new MutationObserver(look).observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    Object.assign(window, { seen });
  }, words);
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}
