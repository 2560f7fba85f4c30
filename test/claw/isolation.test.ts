import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isolationOf, Probed, probeLine } from '../../main/core/claw/isolation.ts';
import { parseJson } from '../../main/engine/json.ts';

const ways = (...codes: string[]) => codes.map((is, at) => ({ to: `1.1.1.${at}:443`, is }));
/** As form A answers. */
const cut: Probed = {
  interfaces: ['lo'],
  hasRoute: false,
  ways: ways('ENETUNREACH', 'ENETUNREACH'),
  name: 'EAI_AGAIN',
  ollama: 'ok',
};

test.each<[string, Partial<Probed>, Record<string, unknown>]>([
  ['nothing but loopback', {}, { is: 'total', internet: 'no-way', names: 'no-way', ollama: 'ok' }],
  ['a network, and no way out of it', { interfaces: ['lo', 'eth0'] }, { is: 'inside', internet: 'no-way' }],
  [
    'the usual network, online',
    { interfaces: ['lo', 'eth0'], hasRoute: true, ways: ways('ok', 'ETIMEDOUT'), name: 'ok' },
    { is: 'open', internet: 'reached', names: 'answered' },
  ],
  [
    'the usual network while nobody is reached: that proves nothing',
    { interfaces: ['lo', 'tap0'], hasRoute: true, ways: ways('ETIMEDOUT', 'ECONNREFUSED') },
    { is: 'open', internet: 'silent', names: 'no-way' },
  ],
  [
    'a route, though nothing goes there at the moment',
    { interfaces: ['lo', 'eth0'], hasRoute: true },
    { is: 'open', internet: 'no-way' },
  ],
  [
    'no route, but a resolver that passes names on',
    { interfaces: ['lo', 'eth0'], name: 'ok' },
    { is: 'open', internet: 'no-way', names: 'answered' },
  ],
  [
    'no route, but somebody refuses: the packet got somewhere',
    { interfaces: ['lo', 'eth0'], ways: ways('ENETUNREACH', 'ECONNREFUSED') },
    { is: 'open', internet: 'silent' },
  ],
  ['cut off, and Ollama is too', { ollama: 'ECONNREFUSED' }, { is: 'total', ollama: 'ECONNREFUSED' }],
  ['no interface is told at all', { interfaces: [] }, { is: 'total' }],
])('%s', (_name, part, expected) => {
  expect(isolationOf({ ...cut, ...part })).toMatchObject(expected);
});

describe('what comes from inside is not believed blindly', () => {
  const read = (stdout: string) => Probed.safeParse(parseJson(probeLine(stdout)));

  test('the last line that could be it, whatever was said before', () => {
    const line = JSON.stringify(cut);
    expect(read(`(node:1) Warning\n{"old":1}\n${line}\n`).data).toEqual(cut);
    expect(read(`${line}\nbye\n`).success).toBe(true);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no ways asked: that would look cut off', JSON.stringify({ ...cut, ways: [] })],
    ['words where a code belongs', JSON.stringify({ ...cut, ollama: 'ok\u001b[2J' })],
    ['a code of a novel’s length', JSON.stringify({ ...cut, name: 'E'.repeat(41) })],
    ['thousands of interfaces', JSON.stringify({ ...cut, interfaces: Array(5_000).fill('eth0') })],
    ['an interface with a line break', JSON.stringify({ ...cut, interfaces: ['lo\nx'] })],
    ['a route that is neither', JSON.stringify({ ...cut, hasRoute: 'no' })],
    ['a way to somewhere odd', JSON.stringify({ ...cut, ways: [{ to: 'x"; rm', is: 'ENETUNREACH' }] })],
  ])('%s', (_name, stdout) => {
    expect(read(stdout).success).toBe(false);
  });

  test('any text at all is either refused or made of codes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const found = read(text);
        if (found.success) expect(isolationOf(found.data).ollama).toMatch(/^\w{1,40}$/);
      }),
    );
  });
});
