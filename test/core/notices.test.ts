import { describe, expect, test } from 'vitest';
import { accept, Command } from '../../main/core/command.ts';
import { noticeWords } from '../../main/core/notice-words.ts';
import { isQuietHour, snoozeLeft } from '../../main/core/quiet.ts';
import { defaultSettings } from '../../main/core/settings.ts';
import { newState } from '../../main/core/state.ts';
import type { ToldNotice } from '../../main/core/told.ts';
import { noticeKinds, verdictKeys } from '../../main/core/verdicts.ts';

const base: ToldNotice = {
  id: 1,
  kind: 'down',
  cause: 'upstream-dead',
  at: 0,
  lasted: 720_000,
  count: 3,
  isSilent: true,
  isUpdate: false,
  isOver: false,
  asks: false,
  ai: null,
};
const [en, ko] = [
  { lang: 'en', now: 0 },
  { lang: 'ko', now: 0 },
] as const;

describe('a notice in words', () => {
  test.each<[string, Partial<ToldNotice>, string, string, string, string]>([
    [
      'a drop',
      {},
      'Internet is down, you are offline now',
      'Cause: nothing beyond your network answers. Nothing to do.',
      'why',
      'Why?',
    ],
    [
      'a drop that the switch has not followed',
      { kind: 'down-waiting' },
      'Internet is down',
      'Offline mode follows in a moment. Cause: nothing beyond your network answers.',
      'why',
      'Why?',
    ],
    [
      'a drop for whom chose Online',
      { kind: 'down-online' },
      'Internet is down',
      'You chose Online, so nothing was switched. Cause: nothing beyond your network answers.',
      'go-offline',
      'Go offline',
    ],
    [
      'a sign-in page',
      { cause: 'captive' },
      'This network wants you to sign in',
      'Nothing gets through until you do. Offline mode is on.',
      'sign-in',
      'Open sign-in page',
    ],
    [
      'a sign-in page for whom chose Online',
      { kind: 'down-online', cause: 'captive' },
      'This network wants you to sign in',
      'Nothing gets through until you do. You chose Online, so nothing was switched.',
      'sign-in',
      'Open sign-in page',
    ],
    [
      'a broken DNS',
      { cause: 'dns-broken' },
      'Internet is down, you are offline now',
      'Cause: DNS cannot look up names. Restart the router, or choose another DNS server in System Settings.',
      'why',
      'Why?',
    ],
    [
      'a dead VPN',
      { cause: 'vpn-dead' },
      'Internet is down, you are offline now',
      'Cause: nothing comes back through the VPN. Disconnect the VPN, or connect it again.',
      'why',
      'Why?',
    ],
    [
      'coming and going',
      { kind: 'flap' },
      'The internet comes and goes',
      '3 drops in 12 min. Quiet until it has held for 10 min.',
      'why',
      'Why?',
    ],
    [
      'a return that nobody may ask about',
      { kind: 'ask-back', cause: 'link-down' },
      'The network is back. Is the internet there?',
      'You chose not to ask test servers, so offline mode stays on until you say so.',
      'go-online',
      'Go online',
    ],
    [
      'a return',
      { kind: 'back' },
      'Internet is back after 12 min',
      'Cause: nothing beyond your network answers.',
      'why',
      'Why?',
    ],
    ['quiet hours', { kind: 'morning' }, 'During quiet hours', 'Outages: 3, 12 min in all.', 'why', 'Show'],
    [
      'quiet hours, and it is still down',
      { kind: 'morning-down' },
      'During quiet hours',
      'Outages: 3, 12 min in all. The internet is still down.',
      'why',
      'Show',
    ],
  ])('%s', (_title, change, title, body, act, button) => {
    expect(noticeWords({ ...base, ...change }, en)).toEqual({ title, body, act, button, id: null });
  });

  test('every kind with every cause is whole in both languages, and says nothing of the AI', () => {
    for (const kind of noticeKinds)
      for (const cause of verdictKeys)
        for (const say of [en, ko]) {
          const { title, body, button } = noticeWords({ ...base, kind, cause }, say);
          expect(`${title} ${body} ${button}`).not.toMatch(/[{}]|\bAI\b|\s{2}/);
          expect(body).toMatch(/[.?]$/);
        }
  });

  test('a cause that a newer engine names is told as not known', () => {
    expect(noticeWords({ ...base, cause: 'volcano' }, en).body).toBe('Cause: not known. Nothing to do.');
  });
});

describe('quiet hours', () => {
  test.each([
    ['', '', '03:00', false],
    ['22:00', '', '23:00', false],
    ['', '07:00', '03:00', false],
    ['22:00', '22:00', '22:00', false],
    ['22:00', '07:00', '21:59', false],
    ['22:00', '07:00', '22:00', true],
    ['22:00', '07:00', '00:00', true],
    ['22:00', '07:00', '06:59', true],
    ['22:00', '07:00', '07:00', false],
    ['13:00', '14:30', '12:59', false],
    ['13:00', '14:30', '14:29', true],
    ['13:00', '14:30', '14:30', false],
  ])('from “%s” to “%s”: at %s it is %s', (from, to, now, isQuiet) => {
    const settings = { ...defaultSettings, 'quiet.from': from, 'quiet.to': to };
    const [hour = 0, minute = 0] = now.split(':').map(Number);
    expect(isQuietHour({ settings, minuteOfDay: hour * 60 + minute })).toBe(isQuiet);
  });

  test.each([
    ['22:00', true],
    ['00:00', true],
    ['', true],
    ['24:00', false],
    ['7:00', false],
    ['22:60', false],
    ['22', false],
    [' 22:00', false],
    [2200, false],
  ])('“%s” is a time of day: %s', (value, isRight) => {
    const result = accept({ type: 'setting.set', key: 'quiet.from', value }, newState(0, 0));
    expect(result.ok).toBe(isRight);
    if (!result.ok) expect(result.problem).toMatchObject({ code: 'settings-invalid', detail: 'time' });
  });
});

test.each([
  ['none', 0, 0],
  ['an hour from now', 3_600_000, 3_600_000],
  ['over', -1, 0],
  ['further than anybody can wish, after a clock was set back', 90_000_000, 0],
])('a snooze: %s', (_title, from, left) => {
  const epoch = 1_800_000_000_000;
  const until = from === 0 ? 0 : epoch + 5_000 + from;
  expect(
    snoozeLeft({ settings: { ...defaultSettings, 'notices.snoozedUntil': until }, at: 5_000, epoch }),
  ).toBe(left);
});

test.each([
  [{ type: 'notices.snooze', forMs: 3_600_000 }, true],
  [{ type: 'notices.snooze', forMs: 0 }, true],
  [{ type: 'notices.snooze', forMs: -1 }, false],
  [{ type: 'notices.snooze', forMs: 1.5 }, false],
  [{ type: 'notices.snooze', forMs: 86_400_001 }, false],
  [{ type: 'notices.snooze' }, false],
  [{ type: 'return.confirm' }, true],
  [{ type: 'return.confirm', really: true }, false],
])('%j is a wish: %s', (wish, isRight) => {
  expect(Command.safeParse(wish).success).toBe(isRight);
});
