import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Settings, settingFromText, settingKeys, settingSchemas } from '../../main/core/settings.ts';
import {
  familyOf,
  parseDnsTarget,
  parsePageTarget,
  parseQuestion,
  parseTlsTarget,
} from '../../main/core/targets.ts';
import { gatewayOnLinux, gatewayOnLinux6, gatewayOnMac } from '../../main/engine/network/gateway.ts';
import { isNewsOnLinux, isNewsOnMac } from '../../main/engine/network/monitor.ts';
import { neighbourOnLinux, neighbourOnMac } from '../../main/engine/network/neighbour.ts';
import { proxyFromEnv, proxyOnMac } from '../../main/engine/network/proxy.ts';
import { lineSplitter } from '../../main/engine/tools/programs.ts';

/** Text in which the parsers' own words are frequent, and now and then a very long run of one of them. */
const words = [
  ...['[', ']', ':', '::', '.', '%', '@', '=', ',', ';', '/', ' ', '\t', '\n', '"', '{', '}', '<', '>', '\0'],
  ...[
    'fe80::1%en0',
    '1.1.1.1',
    '::1',
    '53',
    '70000',
    'http://',
    'http://a.example/ 200',
    'dns.google=8.8.8.8',
  ],
  ...['gateway:', 'at', '(incomplete)', 'RTM_ADD:', 'RTM_IFINFO:', 'flags:<', 'HOST', 'awdl0', 'Deleted '],
  ...['  HTTPEnable : 1', '  HTTPProxy : ', '  ExceptionsList : <array> {', '0003', '0'.repeat(32), 'é', '𝄞'],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
);
const parsers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['familyOf', familyOf],
  ['parseDnsTarget', parseDnsTarget],
  ['parseTlsTarget', parseTlsTarget],
  ['parsePageTarget', parsePageTarget],
  ['parseQuestion', parseQuestion],
  ['gatewayOnLinux', (one) => gatewayOnLinux(one, 'eth0')],
  ['gatewayOnLinux6', (one) => gatewayOnLinux6(one, 'eth0')],
  ['gatewayOnMac', gatewayOnMac],
  ['neighbourOnLinux', (one) => neighbourOnLinux(one, '192.168.1.1')],
  ['neighbourOnMac', neighbourOnMac],
  ['proxyOnMac', proxyOnMac],
  ['proxyFromEnv', (one) => proxyFromEnv({ http_proxy: one, no_proxy: one })],
  ['isNewsOnMac', isNewsOnMac],
  ['isNewsOnLinux', isNewsOnLinux],
  ['settingFromText', (one) => settingKeys.map((key) => settingFromText(key, one))],
  ['lineSplitter', (one) => lineSplitter(() => {})(one)],
];

describe('text from outside', () => {
  test.each(parsers)('%s: nothing makes it throw', (_name, parse) => {
    fc.assert(
      fc.property(text, (one) => void parse(one)),
      { numRuns: 500 },
    );
  });

  /** A rule that looks at every pair of places in 200 kB would need minutes; a second is generous. */
  test.each(parsers)('%s: long text takes no longer than it should', (_name, parse) => {
    const begun = performance.now();
    for (const word of [...words, 'a', '1', 'x: y\n', 'a.']) parse(word.repeat(200_000 / word.length));
    parse(`RTM_ADD: ${'flags:<'.repeat(30_000)}`);
    parse(`http://${'a.'.repeat(100_000)} 200`);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('what is taken for a target has an address and a port that can be used', () => {
    fc.assert(
      fc.property(text, (one) => {
        const target = parseDnsTarget(one) ?? parseTlsTarget(one);
        if (target) expect(familyOf(target.address)).toBe(target.family);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['1:2', null],
    ['12345::', null],
    ['1:2:3:4:5:6:7:8:9', null],
    ['1::2::3', null],
    ['::', 6],
    ['1:2:3:4:5:6:7:8', 6],
    ['fe80::1%en0', 6],
    ['2001:db8::1%en0', null],
    ['fe80::1%', null],
    ['fe80::1%a b', null],
    ['256.1.1.1', null],
    ['1.1.1', null],
    ['01.1.1.1', null],
    ['localhost', null],
  ])('family of %s is %s', (address, family) => {
    expect(familyOf(address)).toBe(family);
  });

  test('settings refuse what is no witness', () => {
    for (const [key, value] of [
      ['probe.dns', ['localhost:53']],
      ['probe.dns', ['1:2:53']],
      ['probe.dns', ['1.1.1.1']],
      ['probe.dns', ['1.1.1.1:0']],
      ['probe.dns', ['[1:2]:53']],
      ['probe.tls', ['1.1.1.1:443']],
      ['probe.tls', ['a b@1.1.1.1:443']],
      ['probe.pages', ['https://a.example/ 200']],
      ['probe.pages', ['http://a.example/ 999']],
      ['probe.pages', ['http://user:pw@a.example/ 200']],
      ['probe.pages', ['http://a.example/é 200']],
      ['probe.question', 'dns.google'],
      ['probe.question', 'dns.google=::1'],
    ] as const)
      expect(settingSchemas[key].safeParse(value).success, JSON.stringify(value)).toBe(false);
    expect(Settings.safeParse({}).success).toBe(false);
  });
});
