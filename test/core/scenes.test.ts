import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { report, view } from '../../main/core/view.ts';

const now = Date.UTC(2026, 10, 24, 9);
const base: Snapshot = {
  ...snapshotOf(newState(0, now), { owner: 'app', pid: 1, version: 'test' }),
  probing: 'on',
};
type Change = Partial<Omit<Snapshot, 'internet'>> & { internet?: Partial<Snapshot['internet']> };
const shot = ({ internet = {}, ...rest }: Change = {}): Snapshot => {
  const settled = { ...base.internet, state: 'online' as const, checking: false, since: now - 60_000 };
  return { ...base, ...rest, internet: { ...settled, ...internet } };
};
const offline = { stance: 'offline', stanceWanted: 'offline' } as const;
const down = { state: 'offline', cause: 'upstream-dead' } as const;
const see = (change: Change, isAway = false) => view(shot(change), { lang: 'en', now, isAway });

describe('what stands on top', () => {
  test.each<[string, Change, string, string, RegExp]>([
    ['all is well', {}, 'online', 'good', /^The internet works$/],
    [
      'shaky',
      { internet: { state: 'degraded', cause: 'lossy' } },
      'online',
      'warn',
      /^The internet is shaky$/,
    ],
    ['down, not believed yet', { internet: down }, 'switching', 'warn', /^The internet is down$/],
    [
      'going offline',
      { internet: down, stanceWanted: 'offline' },
      'switching',
      'busy',
      /^Switching to offline…$/,
    ],
    ['going online', { stance: 'offline' }, 'switching', 'busy', /^Switching to online…$/],
    ['down and offline', { internet: down, ...offline }, 'offline', 'good', /^Offline mode is on$/],
    [
      'names do not resolve',
      { internet: { state: 'degraded', cause: 'dns-broken' }, ...offline },
      'offline',
      'good',
      /^Offline mode is on$/,
    ],
    [
      'the person is asked',
      { internet: { state: 'unknown' }, probing: 'off', asksReturn: true, ...offline },
      'offline',
      'good',
      /^Offline mode is on$/,
    ],
    ['back, not held yet', { ...offline }, 'offline', 'good', /^Offline mode is on$/],
    [
      'offline by choice',
      { mode: 'offline', modeSaved: 'offline', ...offline },
      'offline',
      'good',
      /^Offline by your choice$/,
    ],
    [
      'down and online by choice',
      { mode: 'online', modeSaved: 'online', internet: down },
      'trouble',
      'warn',
      /^The internet is down$/,
    ],
    ['not looked yet', { internet: { state: 'unknown', checking: true } }, 'unknown', 'mute', /^Checking…$/],
    [
      'first run',
      { internet: { state: 'unknown' }, probing: 'not-yet' },
      'unknown',
      'mute',
      /^Not watching yet$/,
    ],
    [
      'never asked',
      { internet: { state: 'unknown' }, probing: 'off' },
      'online',
      'mute',
      /^Not watching the internet$/,
    ],
  ])('%s', (_title, change, glyph, tone, head) => {
    const seen = see(change);
    expect(seen).toMatchObject({ glyph, tone });
    expect(seen.head).toMatch(head);
    expect([seen.sub, seen.tip, seen.axes, seen.modeSay].join(' ')).not.toMatch(/[{}]|…\./);
    const korean = view(shot(change), { lang: 'ko', now, isAway: false });
    expect([korean.head, korean.sub, korean.tip].join(' ')).toMatch(/[가-힣]/);
  });

  test('an engine that is away is no verdict: nothing is claimed, the age is told', () => {
    const seen = see({ at: now - 120_000 }, true);
    expect(seen).toMatchObject({
      glyph: 'unknown',
      head: 'The engine does not answer',
      sub: 'What you see is from 2 min ago.',
    });
    expect([seen.internet.value, seen.lan.value]).toEqual(['Not asked', 'Not asked']);
    expect(seen.modeSay).toBe('Cannot switch while the engine is away.');
  });
});

describe('the switch shows what is, not what was asked', () => {
  test('asked and not kept yet', () => {
    expect(see({ mode: 'offline', modeSaved: 'auto' })).toMatchObject({
      mode: 'auto',
      modeAsked: 'offline',
      modeSay: 'Saving your choice…',
    });
  });
  test('asked, in force, and a disk that refuses: it has moved, and the problem says it will be forgotten', () => {
    const problems = [{ code: 'disk-full' as const, about: '/x/settings.json', detail: 'ENOSPC' }];
    const seen = see({ mode: 'offline', modeSaved: 'auto', problems, ...offline });
    expect(seen).toMatchObject({ mode: 'offline', modeAsked: null });
    expect(seen.problems).toEqual([expect.stringContaining('the disk is full')]);
  });
});

describe('what is offered', () => {
  const refused = { notifications: 'refused' as const };
  test.each<[string, Change, boolean, Partial<ReturnType<typeof see>>]>([
    ['nothing', {}, false, { fix: null, refused: null, snoozed: null }],
    [
      'a sign-in page',
      { internet: { state: 'captive' } },
      false,
      { fix: { do: 'sign-in', id: null, label: 'Open sign-in page' } },
    ],
    ['a sign-in page, engine away', { internet: { state: 'captive' } }, true, { fix: null }],
    [
      'a return that nobody else may be asked about',
      { internet: { state: 'unknown' }, probing: 'off', asksReturn: true, ...offline },
      false,
      {
        fix: { do: 'go-online', id: null, label: 'Go online' },
        sub: 'The network is back. Is the internet there?',
        modeSay: expect.stringMatching(/Goes back when you say the internet is back\.$/),
      },
    ],
    [
      'a broken DNS',
      { internet: { state: 'degraded', cause: 'dns-broken' }, ...offline },
      false,
      {
        fix: null,
        sub: 'DNS cannot look up names. Restart the router, or choose another DNS server.',
      },
    ],
    [
      'notifications that macOS refuses',
      refused,
      false,
      { refused: 'macOS blocks notifications from Offline Mode.' },
    ],
    [
      'notifications that nobody wants',
      { ...refused, settings: { ...base.settings, notifications: false } },
      false,
      { refused: null },
    ],
    [
      'a snooze',
      { snoozedUntil: now + 3_600_000 },
      false,
      { snoozed: expect.stringMatching(/^Snoozed until \d/) },
    ],
    ['a snooze that is over', { snoozedUntil: now }, false, { snoozed: null }],
  ])('%s', (_title, change, isAway, offered) => {
    expect(see(change, isAway)).toMatchObject(offered);
  });
});

test('the report is the same list as text, and a name of others is text in it', () => {
  const line = {
    witness: 'page' as const,
    target: 'http://<b>.example/ 200',
    family: 4 as const,
    via: 'en0',
    answer: 'portal' as const,
    detail: '302',
    ms: 12,
    at: now,
  };
  const text = report(shot({ internet: { evidence: [line] } }), { lang: 'en', now, isAway: false });
  expect(text).toContain('✗ Page <b>.example');
  expect(text).toContain('another page, now');
});
