import { afterAll, expect, test } from 'vitest';
import { removeFolders } from './app.ts';
import { besideClaw, soon } from './claw.ts';
import { terminal } from './terminal.ts';

afterAll(removeFolders);

test('the guide tells what is so before an outage and in it, the same in panel and terminal', async () => {
  const { app, page } = await besideClaw({ settings: { 'switch.consent': true } });
  try {
    await page.keyboard.press('Control+Shift+?');
    await page.getByText('Auto is on', { exact: true }).waitFor();
    const cloud = page.getByRole('listitem').filter({ hasText: 'Cloud models' });
    await expect.poll(() => cloud.textContent(), soon).toContain('may be asked now');
    await app.change({ upstream: 'silent' });
    // By itself: nobody presses anything.
    await expect.poll(() => cloud.textContent(), soon).toContain('out of the config now');
    await page.getByText('Works now', { exact: true }).waitFor();
    const { out } = await terminal(app.home, 'guide');
    expect(out).toContain('✓ out of the config now\n');
    expect(out).toContain('✓ Works now\n');
    expect(await app.pageErrors()).toEqual([]);
  } finally {
    await app.close();
  }
});
