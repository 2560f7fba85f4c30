import { describe, expect, test } from 'vitest';
import { evidenceLines } from '../../main/core/evidence.ts';
import type { Evidence } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';

const now = Date.UTC(2026, 10, 25, 9);
const heard = (part: Partial<Evidence>): Evidence => ({
  witness: 'dns',
  target: '1.1.1.1:53',
  family: 4,
  via: 'en0',
  answer: 'ok',
  detail: 'NOERROR',
  ms: 12,
  at: now - 4_000,
  ...part,
});
const link = (family: 4 | 6, target = 'en0') =>
  heard({ witness: 'link', target, family, via: target, detail: 'route', ms: null });
const list = (evidence: readonly Evidence[], begun = 0) =>
  evidenceLines(evidence, speaker('en'), now, begun).map(
    ({ mark, name, value, age }) => `${mark}|${name}|${value}|${age}`,
  );

describe('the evidence, line by line', () => {
  test('what was heard before the line died has no mark and an age in seconds', () => {
    const lost = heard({ target: '8.8.8.8:53', answer: 'silent', ms: null, at: now - 1_000 });
    expect(list([link(4), heard({}), lost], now - 3_000)).toEqual([
      'good|en0|connected, IPv4|now',
      'none|DNS server 1.1.1.1|12 ms|4 s',
      'bad|DNS server 8.8.8.8|no answer|now',
    ]);
  });

  test('the family is said where the address does not show it', () => {
    const lines = list([
      link(4),
      link(6),
      heard({ target: '[2620:fe::fe]:53', family: 6 }),
      heard({ witness: 'page', target: 'http://captive.apple.com/ 200 Success', family: 6 }),
      heard({ witness: 'resolver', target: '192.168.1.1', family: 6 }),
      heard({ witness: 'tls', target: 'dns.google@[2001:4860:4860::8888]:443', family: 6 }),
    ]);
    expect(lines.slice(2)).toEqual([
      'good|DNS server 2620:fe::fe|12 ms|now',
      'good|Page captive.apple.com|12 ms, IPv6|now',
      'good|Your DNS 192.168.1.1|12 ms, for IPv6|now',
      'good|Secure server 2001:4860:4860::8888|12 ms|now',
    ]);
  });

  test('with two ways out every line says by which interface', () => {
    const page = heard({ witness: 'page', target: 'http://captive.apple.com/ 200', via: 'utun4' });
    expect(list([link(4), link(6, 'utun4'), heard({}), page]).slice(2)).toEqual([
      'good|DNS server 1.1.1.1|12 ms, en0|now',
      'good|Page captive.apple.com|12 ms, utun4, IPv4|now',
    ]);
  });

  test('a packet that could not leave was not refused by anybody', () => {
    const error = (detail: string) => list([heard({ answer: 'error', detail, ms: null })]);
    expect(error('ENETUNREACH')).toEqual(['bad|DNS server 1.1.1.1|no route|now']);
    expect(error('SERVFAIL')).toEqual(['bad|DNS server 1.1.1.1|failed (SERVFAIL)|now']);
  });
});
