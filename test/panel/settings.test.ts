import { describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { withSettings, withThese } from './settings-stage.ts';

const say = speaker('en');
const { stage, at, sent, heard, title } = withSettings();

describe('what is typed', () => {
  const wrong = 'An address is written like http://192.168.1.100:11434.';

  test('is judged at once, stays whatever arrives, and is sent only when it is right', async () => {
    const moment = await at('Headscale', { 'headscale.url': '' });
    const field = stage().page.getByRole('textbox', { name: 'Address' });
    await field.fill('headscale.lan');
    expect(await heard()).toEqual([wrong]);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const id = await field.getAttribute('aria-describedby');
    expect(await stage().page.locator(`[id="${id}"]`).getAttribute('aria-live')).toBe('polite');
    await field.press('Enter');
    await stage().show(withThese(moment, { 'headscale.url': 'http://other:1', 'outage.days': 3 }));
    expect(await field.inputValue()).toBe('headscale.lan');
    await stage().page.keyboard.press('Tab');
    expect(await field.inputValue(), 'left as it is').toBe('headscale.lan');
    expect(await sent()).toEqual([]);
    await field.fill('http://headscale.lan:8080');
    expect(await heard()).toEqual([]);
    await field.press('Enter');
    expect(await sent()).toEqual([
      { type: 'setting.set', key: 'headscale.url', value: 'http://headscale.lan:8080' },
    ]);
    // What is shown is what is, not what was wished.
    expect(await field.inputValue()).toBe('http://other:1');
  });

  test('and refused by the engine: its sentence beside it, and nothing is lost', async () => {
    await at('OpenClaw config');
    await stage().refuse('setting.set', { ok: false, problem: { code: 'owner-silent', about: 'app' } });
    const field = stage().page.getByRole('textbox', { name: 'Gateway port' });
    await field.fill('70000');
    expect(await heard()).toEqual([say('hint.port')]);
    await field.fill('18789');
    await field.press('Enter');
    await expect.poll(heard).toEqual([say('p.owner-silent', { about: 'app' })]);
    expect(await field.inputValue()).toBe('18789');
    expect(await sent()).toEqual([{ type: 'setting.set', key: 'openclaw.port', value: 18_789 }]);
  });

  test('Escape gives back what is set, and only then leads back', async () => {
    await at('Test servers');
    const field = stage().page.getByRole('textbox', { name: 'Control question' });
    const before = await field.inputValue();
    await field.fill('nonsense');
    await field.press('Escape');
    expect([await field.inputValue(), await title()]).toEqual([before, 'Test servers']);
    await field.press('Escape');
    expect(await title()).toBe('Settings');
    expect(await sent()).toEqual([]);
  });

  test('a key file chosen: the address cannot be changed here, and the row says where', async () => {
    await at('Headscale', { 'headscale.keyFile': '/Users/me/key' });
    const field = stage().page.getByRole('textbox', { name: 'Address' });
    expect(await field.isDisabled()).toBe(true);
    await stage().page.getByText(say('set.hs.locked')).waitFor();
  });
});

describe('quiet hours', () => {
  test.each([
    [{ 'quiet.from': '22:00', 'quiet.to': '' }, [say('set.quietBoth')]],
    [{ 'quiet.from': '', 'quiet.to': '07:00' }, [say('set.quietBoth')]],
    [{ 'quiet.from': '07:00', 'quiet.to': '07:00' }, [say('set.quietSame')]],
    [{ 'quiet.from': '22:00', 'quiet.to': '07:00' }, []],
  ])('%o: %j', async (part, said) => {
    await at(null, part);
    await stage().page.getByLabel('Quiet from').waitFor();
    expect(await heard()).toEqual(said);
  });

  test('off, they are turned on with hours that can be changed; a half-typed time is not sent', async () => {
    const moment = await at(null);
    await stage().page.getByRole('button', { name: 'Turn quiet hours on' }).click();
    expect(await sent()).toMatchObject([
      { key: 'quiet.from', value: '22:00' },
      { key: 'quiet.to', value: '07:00' },
    ]);
    await stage().show(withThese(moment, { 'quiet.from': '22:00', 'quiet.to': '07:00' }));
    const from = stage().page.getByLabel('Quiet from');
    await from.focus();
    await stage().page.keyboard.press('Backspace');
    await expect.poll(heard).toEqual([say('hint.time')]);
    await stage().show(withThese(moment, { 'quiet.from': '22:00', 'quiet.to': '07:00', 'outage.days': 3 }));
    await stage().page.keyboard.type('0930PM');
    expect(await from.inputValue()).toBe('21:30');
    expect((await sent()).at(-1)).toMatchObject({ key: 'quiet.from', value: '21:30' });
    await stage().page.getByRole('button', { name: 'Turn quiet hours off' }).click();
    expect((await sent()).slice(-2)).toMatchObject([{ value: '' }, { value: '' }]);
  });
});

describe('a shortcut', () => {
  const row = () => stage().page.getByRole('button', { name: /^Shortcut/ });
  const keys = (text: string) => stage().page.keyboard.press(text);

  test('is pressed to be recorded; what cannot be one is said, and Escape leaves it', async () => {
    await at('Shortcut');
    await row().click();
    await stage().page.getByText('Press the keys…').waitFor();
    await keys('Control+o');
    await expect.poll(heard).toEqual([say('set.hotkey.few')]);
    await keys('Shift+Meta+4');
    await expect.poll(heard).toEqual([say('set.hotkey.taken')]);
    await keys('Escape');
    expect(await title(), 'not led back').toBe('Shortcut');
    expect(await sent()).toEqual([]);
    await row().press('Enter');
    await keys('Control+Alt+o');
    await expect.poll(sent).toEqual([{ type: 'setting.set', key: 'shortcut', value: 'Control+Alt+O' }]);
  });

  test('is cleared by Backspace, and offered where there is none', async () => {
    const moment = await at('Shortcut', { shortcut: 'Control+Alt+O' });
    expect(await row().textContent()).toBe('Shortcut⌃⌥O');
    await row().click();
    await keys('Backspace');
    await stage().show(withThese(moment, { shortcut: '' }));
    await stage().page.getByRole('button', { name: 'Use ⌃⌥O' }).click();
    expect((await sent()).map((wish) => 'value' in wish && wish.value)).toEqual(['', 'Control+Alt+O']);
  });
});
