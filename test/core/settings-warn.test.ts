import { expect, test } from 'vitest';
import { warningOf } from '../../main/core/settings-warn.ts';
import { defaultSettings } from '../../main/core/standard-settings.ts';

test.each([
  ['ollama.places', ['http://evil.example.com:11434'], 'set.file.warn.ollama'],
  ['ollama.places', ['http://203.0.113.7:11434'], 'set.file.warn.ollama'],
  ['headscale.url', 'https://evil.example.com', 'set.file.warn.place'],
  ['lan.services', ['nas=203.0.113.7:445', 'x=https://10.evil.example.com/ 200'], 'set.file.warn.place'],
  ['openclaw.own', ['http://evil.example.com/v1'], 'set.file.warn.own'],
  ['probe.pages', ['http://evil.example.com/ 200'], 'set.file.warn.probe'],
  ['probe.dns', ['192.168.1.1:53'], 'set.file.warn.probe'],
] as const)('%s leading to %j is warned of', (key, to, word) => {
  const places = typeof to === 'string' ? to : to.join(', ');
  expect(warningOf({ key, from: [], to })).toEqual({ key: word, values: { places } });
});

test.each([
  ['ollama.places', ['http://127.0.0.1:11434', 'http://192.168.1.9:11434', 'http://[fd00::7]:11434']],
  ['ollama.places', ['http://mini.local:11434', 'http://100.101.102.103:11434', 'http://mini.tail1.ts.net']],
  ['lan.services', ['nas=192.168.1.7:445', 'telmeet=https://telmeet.lan/ 200']],
  ['headscale.url', ''],
  ['probe.pages', defaultSettings['probe.pages']],
  ['probe.dns', []],
] as const)('%s leading to %j is not', (key, to) => {
  expect(warningOf({ key, from: [], to })).toBeNull();
});

test('only what is new is warned of', () => {
  const [known, fresh] = ['http://ai.example.com', 'http://evil.example.com'];
  expect(warningOf({ key: 'ollama.places', from: [known], to: [known] })).toBeNull();
  expect(warningOf({ key: 'ollama.places', from: [known], to: [known, fresh] })).toMatchObject({
    values: { places: fresh },
  });
});
