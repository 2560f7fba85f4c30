import { describe, expect, test } from 'vitest';
import type { ToldItem } from '../../main/core/ready/told.ts';
import { settingNames } from '../../main/core/setting-say.ts';
import { fileSettings, type SettingKey, settingKeys } from '../../main/core/settings.ts';
import { speaker } from '../../main/core/words.ts';
import { moments } from './moments.ts';
import { withSettings, withThese } from './settings-stage.ts';

const say = speaker('en');
const { stage, again, at, sent, title } = withSettings();
const focused = () => stage().page.locator(':focus').getAttribute('data-at');

describe('a file of settings', () => {
  test('what it would change is read first, and used only after a press', async () => {
    await at('Export, import, reset');
    await stage().page.getByRole('button', { name: 'Import…' }).click();
    await stage().show(await moments.fileRead());
    await stage().page.getByText('Be ready for').waitFor();
    expect((await stage().page.locator('.changes').innerText()).replaceAll('\u00a0', ' ')).toContain(
      '14 days → 7 days',
    );
    await stage().page.getByText('It names a file. Choose that file on this Mac.').waitFor();
    await expect.poll(() => stage().page.locator(':focus').textContent()).toBe('What would change');
    expect((await sent()).map(({ type }) => type)).toEqual(['settings.import']);
    await stage().page.getByRole('button', { name: 'Use these settings' }).click();
    expect((await sent()).map(({ type }) => type)).toEqual(['settings.import', 'settings.use']);
  });

  test('where it went and what was left out; why it could not be read', async () => {
    const moment = await at('Export, import, reset');
    await stage().show(
      withThese(
        moment,
        {},
        { is: 'saved', path: '/Users/me/x.json', left: [{ key: 'deps.folder', why: 'file' }] },
      ),
    );
    await stage().page.getByText('Saved: /Users/me/x.json').waitFor();
    await stage()
      .page.getByText(/could hold a secret: Project to install offline\.$/)
      .waitFor();
    const problem = { code: 'import-foreign', about: '/x.json' } as const;
    await stage().show(withThese(moment, {}, { is: 'refused', problem }));
    await stage().page.getByRole('alert').filter({ hasText: 'is not a settings file' }).waitFor();
  });

  test('the standard: shown first, then one press', async () => {
    await at('Export, import, reset', { 'outage.days': 30 });
    await stage().page.getByRole('button', { name: 'Use default settings…' }).click();
    expect((await stage().page.locator('.changes').innerText()).replaceAll('\u00a0', ' ')).toContain(
      '30 days → 14 days',
    );
    expect(await sent()).toEqual([]);
    await stage().page.getByRole('button', { name: 'Use these settings' }).click();
    expect(await sent()).toEqual([{ type: 'settings.reset' }]);
  });
});

describe('every setting is somewhere', () => {
  /** Chosen where it belongs: on Home, in the first run, by snoozing. */
  const elsewhere: ReadonlySet<SettingKey> = new Set(['mode', 'watching', 'notices.snoozedUntil']);
  /** The page is the setting. */
  const pages: Readonly<Partial<Record<SettingKey, string>>> = {
    'ready.skip': say('set.skip'),
    'parts.needed': say('set.needs'),
    'quiet.to': say('app.settings'),
    'switch.consent': say('switch.title'),
  };
  const lists = settingKeys.filter((key) =>
    /^(probe\.(dns|tls|pages)|ollama\.(places|more)|openclaw\.own|lan\.services)$/.test(key),
  );

  test.each(settingKeys.filter((key) => !elsewhere.has(key)))('%s', async (key) => {
    const moment = await moments.online();
    const item: ToldItem = {
      ...({ id: key, group: 'net', isMust: false, state: 'fail', at: null, problem: null } as const),
      ...{ name: { key: settingNames[key], values: {} }, proof: { key: 'ready.x.drill', values: {} } },
      fix: { do: 'choose', key },
    };
    const { ready } = moment.frame.snapshot;
    if (!ready) throw new Error('no readiness');
    const snapshot = { ...moment.frame.snapshot, ready: { ...ready, items: [item] } };
    await stage().open({ frame: { ...moment.frame, snapshot }, now: moment.now });
    await stage()
      .page.getByRole('button', { name: say('nav.ready') })
      .click();
    await stage()
      .page.getByRole('button', { name: /^Choose…/ })
      .click();
    const page = pages[key] ?? (lists.includes(key) ? say(settingNames[key]) : null);
    if (page === null) await expect.poll(focused).toBe(key);
    else await expect.poll(title).toBe(page);
    await stage().page.keyboard.press('Escape');
    await expect.poll(title).toBe(say('nav.ready'));
  });

  test('a file is chosen in the system’s window, and never typed', async () => {
    await at('Models and files');
    await stage().page.getByRole('button', { name: 'Choose… Image backup' }).click();
    expect(await stage().wishes()).toContainEqual({ type: 'file.choose', key: 'image.backup' });
    for (const key of fileSettings)
      expect(await stage().page.locator(`input[data-at="${key}"]`).count(), key).toBe(0);
  });
});

describe('by keyboard', () => {
  test('the arrow back leads to the row that one came from', async () => {
    await at('Test servers');
    await stage().page.getByRole('button', { name: 'DNS servers' }).click();
    const to = () => stage().page.locator(':focus').getAttribute('data-to');
    await stage().page.keyboard.press('Escape');
    await expect.poll(to).toBe('probe.dns');
    await stage().page.keyboard.press('Control+[');
    await expect.poll(to).toBe('set.watch');
  });

  test('what counts as ready is switched off and brought back', async () => {
    const moment = await at('Models and files', { 'ready.skip': ['gone'] });
    await stage().page.getByRole('button', { name: 'What counts as ready' }).click();
    await stage().page.getByRole('switch', { name: 'gone' }).press('Space');
    await stage().page.getByRole('switch', { name: 'Drill' }).press('Space');
    expect(await sent()).toMatchObject([
      { key: 'ready.skip', value: [] },
      { key: 'ready.skip', value: ['gone', 'drill'] },
    ]);
    await stage().show(withThese(moment, { 'ready.skip': ['drill'] }));
    await expect
      .poll(() => stage().page.getByRole('switch', { name: 'Drill' }).getAttribute('aria-checked'))
      .toBe('false');
  });
});

describe('larger type', () => {
  test.each([
    ['standard', 380, 1],
    ['larger', 420, 1.15],
    ['largest', 460, 1.3],
    ['double', 720, 2],
  ] as const)(
    '%s at %i px: nothing is cut, and the window is as high as that needs',
    async (size, width, scale) => {
      await again({ width });
      await at('Headscale', { 'text.size': size });
      await stage().toFit();
      const isCut = await stage()
        .page.locator('.scroll')
        .evaluate((middle) => middle.scrollHeight > middle.clientHeight);
      const past = await stage()
        .page.locator('.scroll *')
        .evaluateAll(
          (all, edge) => all.filter((one) => one.getBoundingClientRect().right > edge).length,
          width + 0.5,
        );
      expect({ isCut, past }).toEqual({ isCut: false, past: 0 });
      const box = await stage().page.locator('.panel').boundingBox();
      expect(Math.abs((box?.height ?? 0) - (stage().page.viewportSize()?.height ?? 0))).toBeLessThan(2);
      const type = await stage()
        .page.locator('h1')
        .evaluate((head) => head.getBoundingClientRect().height);
      expect(type).toBeCloseTo(18 * scale, 0);
    },
  );
});
