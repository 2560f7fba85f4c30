import { describe, expect, test } from 'vitest';
import { accept, Command } from '../../main/core/command.ts';
import { settingFromText } from '../../main/core/settings.ts';
import { newState } from '../../main/core/state.ts';
import {
  familyOf,
  parseDnsTarget,
  parsePageTarget,
  parseQuestion,
  parseTlsTarget,
} from '../../main/core/targets.ts';
import { age, ago, clock, length } from '../../main/core/times.ts';
import { verdictRules } from '../../main/core/verdicts.ts';
import { speaker } from '../../main/core/words.ts';

const en = speaker('en');
const [s, min, h, d] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  ['online', 'online', null, 'online'],
  ['lossy', 'degraded', 'lossy', 'online'],
  ['slow', 'degraded', 'slow', 'online'],
  ['proxy-only', 'degraded', 'proxy-only', 'online'],
  ['dns-broken', 'degraded', 'dns-broken', 'offline'],
  ['captive', 'captive', null, 'offline'],
  ['link-down', 'offline', 'link-down', 'offline'],
  ['no-gateway', 'offline', 'no-gateway', 'offline'],
  ['gateway-dead', 'offline', 'gateway-dead', 'offline'],
  ['upstream-dead', 'offline', 'upstream-dead', 'offline'],
  ['vpn-dead', 'offline', 'vpn-dead', 'offline'],
  ['unknown', 'unknown', null, 'as-before'],
] as const)('the table: %s is %s/%s, and Auto goes %s', (key, state, cause, auto) => {
  expect(verdictRules[key]).toMatchObject({ state, cause, auto });
});

describe('targets', () => {
  test.each([
    ['1.1.1.1:53', { address: '1.1.1.1', port: 53, family: 4 }],
    [' [2620:fe::fe]:5353 ', { address: '2620:fe::fe', port: 5353, family: 6 }],
    ['1.1.1.1', null],
    ['1.1.1.1:', null],
    ['1.1.1.1:0', null],
    ['1.1.1.1:65536', null],
    ['1.1.1.256:53', null],
    ['dns.google:53', null],
    ['2620:fe::fe:53', null],
    ['[1.1.1.1]:53', null],
    ['', null],
    ['x'.repeat(300), null],
  ])('a DNS server: %s', (text, target) => {
    expect(parseDnsTarget(text)).toEqual(target);
  });
  test.each([
    ['dns.google@8.8.8.8:443', { name: 'dns.google', address: '8.8.8.8', port: 443, family: 4 }],
    ['a.b@[2001:db8::1]:8443', { name: 'a.b', address: '2001:db8::1', port: 8443, family: 6 }],
    ['dns.google@8.8.8.8', null],
    ['8.8.8.8:443', null],
    ['-@8.8.8.8:443', null],
    ['a b@8.8.8.8:443', null],
  ])('a secure server: %s', (text, target) => {
    expect(parseTlsTarget(text)).toEqual(target);
  });
  test.each([
    ['http://a.example/x 204', { host: 'a.example', port: 80, path: '/x', status: 204, text: '' }],
    [
      'http://a.example:8080/ 200 all is well',
      { host: 'a.example', port: 8080, path: '/', status: 200, text: 'all is well' },
    ],
    ['http://a.example 200', { host: 'a.example', port: 80, path: '/', status: 200, text: '' }],
    ['https://a.example/ 200', null],
    ['http://a.example/', null],
    ['http://a.example:0/ 200', null],
    ['http://a example/ 200', null],
    ['javascript:alert(1) 200', null],
  ])('a page: %s', (text, target) => {
    if (target === null) expect(parsePageTarget(text)).toBeNull();
    else expect(parsePageTarget(text)).toMatchObject(target);
  });
  test.each([
    ['dns.google=8.8.8.8,8.8.4.4', { name: 'dns.google', answers: ['8.8.8.8', '8.8.4.4'] }],
    ['dns.google', null],
    ['dns.google=', null],
    ['dns.google=x', null],
    ['=8.8.8.8', null],
    ['a=1.1.1.1=2.2.2.2', null],
  ])('a question: %s', (text, question) => {
    expect(parseQuestion(text)).toEqual(question);
  });
  test.each([
    ['::1', 6],
    ['fe80::1', 6],
    ['1.2.3.4', 4],
    ['1.2.3', null],
    [':::', null],
    ['abc', null],
  ])('the family of %s', (text, family) => {
    expect(familyOf(text)).toBe(family);
  });
});

describe('what a person types for a setting', () => {
  test.each([
    ['notifications', 'off', false],
    ['notifications', 'true', true],
    ['notifications', 'maybe', 'maybe'],
    ['mode', 'offline', 'offline'],
    ['probe.dns', '1.1.1.1:53, 8.8.8.8:53', ['1.1.1.1:53', '8.8.8.8:53']],
    ['probe.dns', '["[2620:fe::fe]:53"]', ['[2620:fe::fe]:53']],
    ['probe.dns', '[2620:fe::fe]:53', ['[2620:fe::fe]:53']],
    ['probe.dns', '', []],
  ] as const)('%s: %s', (key, text, value) => {
    expect(settingFromText(key, text)).toEqual(value);
  });
});

describe('wishes', () => {
  test.each([
    [{ type: 'mode.set', mode: 'offline' }, true],
    [{ type: 'mode.set', mode: 'sideways' }, false],
    [{ type: 'mode.set', mode: 'auto', extra: 1 }, false],
    [{ type: 'look.again' }, true],
    [{ type: 'quit' }, false],
    [null, false],
    ['mode.set', false],
  ])('%j has the right shape: %s', (wish, isRight) => {
    expect(Command.safeParse(wish).success).toBe(isRight);
  });
  test.each([
    [{ type: 'setting.set', key: 'nope', value: 1 }, 'settings-unknown-key'],
    [{ type: 'setting.unset', key: '__proto__' }, 'settings-unknown-key'],
    [{ type: 'setting.set', key: 'mode', value: 'x' }, 'settings-invalid'],
    [{ type: 'setting.set', key: 'probe.dns', value: ['1.1.1.1'] }, 'settings-invalid'],
    [{ type: 'setting.set', key: 'probe.dns', value: Array(13).fill('1.1.1.1:53') }, 'settings-invalid'],
  ] as const)('%j is refused as %s', (wish, code) => {
    expect(accept(Command.parse(wish), newState(0, 0))).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('times in words', () => {
  test.each([
    [-5 * s, 'now'],
    [9 * s, 'now'],
    [10 * s, '10 s'],
    [59 * s, '50 s'],
    [60 * s, '1 min'],
    [59 * min + 59 * s, '59 min'],
    [h, '1 h'],
    [30 * h, '1 d'],
    [400 * d, '400 d'],
  ])('an age of %d ms: %s', (ms, text) => {
    expect(age(en, ms)).toBe(text);
  });
  test.each([
    [0, '0 s'],
    [8_400, '8 s'],
    [41 * min + 20 * s, '41 min'],
    [2 * h + 5 * min, '2 h 5 min'],
    [3 * h, '3 h'],
    [60 * h, '3 d'],
  ])('a length of %d ms: %s', (ms, text) => {
    expect(length(en, ms)).toBe(text);
  });
  test('ago and the clock', () => {
    expect(ago(en, 12 * min)).toBe('12 min ago');
    expect(ago(speaker('ko'), 12 * min)).toBe('12분 전');
    const noon = new Date(2026, 10, 24, 12, 0, 0).getTime();
    const at = new Date(2026, 10, 24, 9, 5, 7).getTime();
    expect(clock('en', at, noon)).toBe('09:05');
    expect(clock('ko', at, noon, true)).toBe('09:05:07');
    expect(clock('en', at - d, noon)).toContain('Nov 23');
  });
});
