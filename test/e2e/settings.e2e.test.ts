import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newFolder, openApp, removeFolders } from './app.ts';
import { terminal } from './terminal.ts';

afterAll(removeFolders);
const soon = { timeout: 10_000 };

test('a wrong address, a shortcut, larger type, and settings that go out and come in by files', async () => {
  const app = await openApp();
  try {
    const page = await app.page();
    await page.getByRole('button', { name: 'Start watching' }).click();
    const kept = async (key: string) => (await terminal(app.home, 'settings', 'get', key)).out.trim();
    const to = async (name: string | RegExp) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('button', { name }).click();
    };
    await to('Headscale');
    const field = page.getByRole('textbox', { name: 'Address' });
    await field.pressSequentially('headscale.lan');
    await page.getByText('An address is written like').waitFor();
    await field.press('Enter');
    // The engine goes on telling meanwhile: what is typed stays.
    await app.change({ link: false });
    await page.waitForTimeout(1_500);
    expect([await field.inputValue(), await kept('headscale.url')]).toEqual(['headscale.lan', '']);
    await field.fill('http://headscale.lan:8080');
    await field.press('Enter');
    await expect.poll(() => kept('headscale.url'), soon).toBe('http://headscale.lan:8080');

    await to('Shortcut');
    await page.getByRole('button', { name: /^Shortcut/ }).press('Enter');
    await page.keyboard.press('Control+Alt+o');
    await expect.poll(() => kept('shortcut'), soon).toBe('Control+Alt+O');

    const width = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().width);
    await page.keyboard.press('Control+,');
    expect(await width()).toBe(380);
    await page.getByRole('combobox', { name: 'Text size' }).selectOption('largest');
    await expect.poll(width, soon).toBe(460);

    const folder = newFolder();
    const out = join(folder, 'out.json');
    const brought = join(folder, 'in.json');
    await app.electron.evaluate(
      ({ dialog }, [save, open]) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: save ?? '' });
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [open ?? ''] });
      },
      [out, brought],
    );
    await to(/^Export, import/);
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByText(`Saved: ${out}`).waitFor();
    expect(JSON.parse(readFileSync(out, 'utf8')).settings).toEqual({
      shortcut: 'Control+Alt+O',
      'text.size': 'largest',
      'headscale.url': 'http://headscale.lan:8080',
    });
    const settings = { 'outage.days': 7, 'deps.folder': '/evil', 'switch.consent': true };
    writeFileSync(brought, JSON.stringify({ app: 'offline-mode', schema: 1, settings }));
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByText('14 days → 7 days').waitFor();
    expect(await kept('outage.days')).toBe('14');
    await page.getByRole('button', { name: 'Use these settings' }).click();
    await page.getByText('These settings are in use now.').waitFor();
    await expect.poll(() => kept('outage.days'), soon).toBe('7');
    expect([await kept('deps.folder'), await kept('switch.consent')]).toEqual(['', 'false']);
    expect(await app.pageErrors()).toEqual([]);
  } finally {
    await app.close();
  }
});
