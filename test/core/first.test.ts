import { describe, expect, test } from 'vitest';
import {
  type Answers,
  changesBy,
  givenAnswers,
  hereUrl,
  serviceOf,
  wrongIn,
} from '../../main/core/first/answers.ts';
import type { ToldFirst } from '../../main/core/first/found.ts';
import { foundRows, isLooking, localPermit, noticesPermit } from '../../main/core/first/say.ts';
import { defaultSettings, type SettingKey, Settings } from '../../main/core/settings.ts';
import { speaker } from '../../main/core/words.ts';

const say = speaker('en');
const told = (headscale: string | null, found: ToldFirst['found'] = []): ToldFirst => ({ found, headscale });
const set = (part: Partial<Settings>): Settings => ({ ...defaultSettings, ...part });
const answers = (part: Partial<Answers>): Answers => ({ headscale: 'none', url: '', service: '', ...part });

describe('what stands there before anybody types', () => {
  test.each([
    ['nothing set and nothing found', '', null, 'none', ''],
    ['one answers here', '', 'http://127.0.0.1:8080', 'here', ''],
    ['one is set here', 'http://localhost:9090', null, 'here', ''],
    [
      'one is set elsewhere, and another answers here',
      'https://hs.lan',
      'http://127.0.0.1:8080',
      'elsewhere',
      'https://hs.lan',
    ],
  ])('%s', (_title, url, found, headscale, typed) => {
    const given = givenAnswers(set({ 'headscale.url': url }), told(found));
    expect([given.headscale, given.url]).toEqual([headscale, typed]);
  });

  test('an engine that does not say what it found leaves the settings', () => {
    expect(givenAnswers(set({ 'lan.services': ['a=b:1'] }), null)).toEqual(answers({ service: 'a=b:1' }));
  });
});

test.each([
  ['', null],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('on this machine: the address that is set (%s), else the one found, else the usual', (url, kept) => {
  const settings = set({ 'headscale.url': url });
  expect(hereUrl(settings, told('https://127.0.0.1:50443'))).toBe(kept ?? 'https://127.0.0.1:50443');
  expect(hereUrl(settings, told(null))).toBe('http://127.0.0.1:8080');
});

test.each([
  ['https://telmeet.local', 'telmeet=https://telmeet.local'],
  [' https://telmeet.local/health ', 'telmeet=https://telmeet.local/health'],
  ['http://192.168.1.50:8443', '192.168.1.50=http://192.168.1.50:8443'],
  ['192.168.1.7:445', '192.168.1.7=192.168.1.7:445'],
  ['nas.lan:22', 'nas=nas.lan:22'],
  ['https://[fd00::1]:8443', 'fd00::1=https://[fd00::1]:8443'],
  ['video=https://telmeet.local 200', 'video=https://telmeet.local 200'],
  ['telmeet', null],
  ['telmeet.local', null],
  ['tel meet', null],
  ['=https://telmeet.local', null],
  ['https://', null],
  ['https://user@telmeet.local', null],
  ['192.168.1.7:99999', null],
  ['', null],
])('a service typed as %j is %j', (typed, service) => {
  expect(serviceOf(typed)).toBe(service);
  if (service !== null) expect(Settings.safeParse(set({ 'lan.services': [service] })).success).toBe(true);
});

test('what cannot be so is told, in the order of the page; an empty service is none', () => {
  expect(wrongIn(answers({}))).toEqual([]);
  expect(wrongIn(answers({ headscale: 'elsewhere' }))).toEqual(['url']);
  expect(wrongIn(answers({ headscale: 'elsewhere', url: 'hs.lan', service: 'x y' }))).toEqual([
    'url',
    'service',
  ]);
  // What was typed for elsewhere does not matter where it runs here.
  expect(wrongIn(answers({ headscale: 'here', url: 'hs.lan' }))).toEqual([]);
});

describe('the settings that the answers change', () => {
  const more = 'nas=192.168.1.7:445';
  test.each([
    ['nothing', {}, answers({}), {}],
    ['this machine', {}, answers({ headscale: 'here' }), { 'headscale.url': 'http://127.0.0.1:8080' }],
    [
      'elsewhere',
      {},
      answers({ headscale: 'elsewhere', url: ' https://hs.lan ' }),
      { 'headscale.url': 'https://hs.lan' },
    ],
    ['none any more', { 'headscale.url': 'https://hs.lan' }, answers({}), { 'headscale.url': '' }],
    [
      'another first service, the rest stays',
      { 'lan.services': ['a=b:1', more] },
      answers({ service: 'c.lan:2' }),
      { 'lan.services': ['c=c.lan:2', more] },
    ],
    ['no first service', { 'lan.services': ['a=b:1', more] }, answers({}), { 'lan.services': [more] }],
    ['the same service', { 'lan.services': [more] }, answers({ service: more }), {}],
  ])('%s', (_title, settings, given, changes) => {
    expect(changesBy(given, set(settings), told(null))).toEqual(changes);
  });
});

test('a part that is missing has a way to where it is told, where there is one', () => {
  const found = told(null, [
    { id: 'ollama', is: 'missing', what: null },
    { id: 'openclaw', is: 'unsure', what: { key: 'first.podman', values: {} } },
    { id: 'tailscale', is: 'missing', what: null },
  ]);
  const rows = foundRows(found, say, 'en', 0).map(({ name, mark, value, choose }) => [
    name,
    mark,
    value,
    choose,
  ]);
  expect(rows).toEqual([
    ['Ollama', 'rest', 'not found', 'ollama.places' satisfies SettingKey],
    ['OpenClaw', 'ask', 'Podman does not run', null],
    ['Tailscale', 'rest', 'not found', null],
  ]);
  expect(isLooking(found)).toBe(false);
  expect(isLooking(told(null, [{ id: 'ollama', is: 'looking', what: null }]))).toBe(true);
});

describe('a permission is never shown as more than was seen', () => {
  test.each([
    ['unknown', false, null, 'ask', false],
    ['unknown', true, 'wait', 'again', true],
    ['shown', true, 'good', 'again', true],
    ['refused', false, 'bad', 'again', true],
  ] as const)('notifications %s, tried %s', (is, isTried, mark, offer, isShut) => {
    expect(noticesPermit(is, { isTried, isMac: true }, say)).toMatchObject({ mark, offer, isShut });
    expect(noticesPermit(is, { isTried, isMac: false }, say).isShut).toBe(false);
  });

  test.each([
    ['unasked', null, 'ask', false],
    ['asking', 'wait', 'none', false],
    ['reached', 'good', 'none', false],
    ['denied', 'bad', 'again', true],
    ['silent', 'ask', 'again', false],
    ['nobody', 'ask', 'again', false],
  ] as const)('local network %s', (is, mark, offer, isShut) => {
    expect(localPermit(is, say)).toMatchObject({ mark, offer, isShut });
  });
});
