import { expect, test } from 'vitest';
import { blockedBy, preflightOf } from '../../main/core/drill/checks.ts';
import type { DrillFacts } from '../../main/core/drill/preflight.ts';
import { checkRows } from '../../main/core/drill/say.ts';
import { newState } from '../../main/core/state.ts';

const facts: DrillFacts = {
  wifi: { device: 'en0', power: 'on', maySwitch: 'yes', detail: '' },
  ...{ ways: [], vpn: null, remote: [], battery: null, isOnBattery: false },
};
const ethernet = { device: 'en3', name: 'USB 10/100/1000 LAN' };

test.each([
  ['nothing else', {}, 'good', '', false],
  ['a link', { ways: [ethernet] }, 'bad', 'USB 10/100/1000 LAN', true],
  ['a link, and a tunnel', { ways: [ethernet], vpn: 'utun4' }, 'bad', 'USB 10/100/1000 LAN', true],
  ['a tunnel that may go over Wi-Fi', { vpn: 'utun4' }, 'ask', 'cannot tell: utun4', false],
  ['nobody could tell', { ways: null }, 'ask', 'cannot tell', false],
] as const)('another way out: %s', (_title, found, mark, about, isRefused) => {
  const preflight = preflightOf(newState(0, 0), { ...facts, ...found }, 'wifi', null);
  const row = checkRows(preflight.checks, 'en').find(({ id }) => id === 'path');
  expect(row).toMatchObject({ mark, about });
  expect(blockedBy(preflight).some(({ code }) => code === 'drill-path')).toBe(isRefused);
});

test('of what was not looked at yet nobody knows whether it is there: not begun', () => {
  const preflight = preflightOf(newState(0, 0), facts, 'app', null);
  expect(preflight.checks).toContainEqual({ id: 'ready', is: 'unknown', isMust: true, about: 'Ollama' });
  expect(blockedBy(preflight)).toContainEqual({ code: 'drill-unseen', about: 'Ollama' });
});
