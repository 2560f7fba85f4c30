import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type App, isRealElectron, newFolder, openApp, removeFolders } from './app.ts';

afterAll(removeFolders);

/** What the person does in the system's own window the next time; only the stand-in can be told. */
const answerSaving = (app: App, filePath: string | null) =>
  app.electron.evaluate((_electron, path) => {
    const { records } = (globalThis as unknown as SavingStage).__electronStandIn;
    records.dialogAnswers.push({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
interface SavingStage {
  readonly __electronStandIn: {
    readonly records: { readonly dialogAnswers: { canceled: boolean; filePath: string }[] };
  };
}

describe.skipIf(isRealElectron)('the doctor', () => {
  test('is opened and read by keyboard, and saves what it shows and nothing else', async () => {
    const app = await openApp();
    try {
      const page = await app.page();
      await page.getByRole('button', { name: 'Start watching' }).click();
      await app.parts({ ollama: 'up', hasOllama: true });
      await page.getByRole('button', { name: 'Settings' }).waitFor();
      await page.keyboard.press('Control+,');
      await page.getByRole('button', { name: 'Doctor' }).press('Enter');
      const report = page.getByRole('region', { name: 'The whole report' });
      await report.waitFor();
      const isRead = () => report.evaluate((part) => part === document.activeElement);
      for (let n = 0; n < 20 && !(await isRead()); n += 1) await page.keyboard.press('Tab');
      expect(await isRead()).toBe(true);
      await page.keyboard.press('End');
      await page.waitForFunction(() => (document.querySelector('.report')?.scrollTop ?? 0) > 0);
      const shown = (await report.textContent()) ?? '';
      expect(shown).toContain('# Offline Mode: doctor’s report');
      expect(shown).not.toContain(app.home);
      expect(await page.getByText('This is all that would be saved.').count()).toBe(1);

      const file = join(newFolder(), 'report.md');
      await answerSaving(app, null);
      await page.getByRole('button', { name: 'Save…' }).press('Enter');
      await answerSaving(app, file);
      await page.getByRole('button', { name: 'Save…' }).press('Enter');
      await page.getByText('Saved: report.md').waitFor();
      expect(readFileSync(file, 'utf8')).toBe(shown);
      expect(statSync(file).mode & 0o777).toBe(0o600);

      await answerSaving(app, join(newFolder(), 'nowhere', 'report.md'));
      await page.getByRole('button', { name: 'Save…' }).press('Enter');
      await page.getByText(/that folder is not there/).waitFor();
      await page.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown);

      const set = (key: string, value: unknown) =>
        page.evaluate((wish) => window.offline.send(wish), { type: 'setting.set' as const, key, value });
      expect(await set('hooks.offline', ['/bin/sh', '-c', 'true'])).toMatchObject({ ok: false });
      expect(await set('hooks.on', false)).toMatchObject({ ok: true });
      await page.keyboard.press('Escape');
      await page.getByText('Your own commands').waitFor();
      expect(await app.pageErrors()).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
