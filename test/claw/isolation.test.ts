import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Isolation,
  isolationOf,
  isolationSays,
  Probed,
  probeLine,
  probeScript,
} from '../../main/core/claw/isolation.ts';
import { clawKo } from '../../main/core/words.claw.ko.ts';
import { speaker } from '../../main/core/words.ts';
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

describe('the probe itself, by this machine’s Node', () => {
  /** Nobody listens there, so it is done at once. */
  const nobody = '127.0.0.1:1';
  test.each<[string, string]>([
    ['http://127.0.0.1:1', 'ECONNREFUSED'],
    ['https://127.0.0.1:1', 'ECONNREFUSED'],
    ['http://[::', 'ERR_INVALID_URL'],
    ['gopher://127.0.0.1', 'ERR_INVALID_PROTOCOL'],
  ])('an Ollama at %s: %s', async (url, code) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', probeScript, url, nobody]);
    const found = Probed.parse(parseJson(probeLine(stdout)));
    expect(found).toMatchObject({ ollama: code, ways: [{ to: nobody, is: 'ECONNREFUSED' }] });
  });
});

describe('what a person is told', () => {
  const total: Isolation = { ...isolationOf(cut), ollama: 'ECONNREFUSED' };
  const inside: Isolation = { ...total, is: 'inside', interfaces: ['lo', 'eth0'] };
  const open: Isolation = { ...inside, is: 'open', internet: 'reached', names: 'answered' };
  const said = (found: Isolation, form: 'A' | 'B' | 'D' | null, platform: 'darwin' | 'linux' = 'linux') =>
    isolationSays(found, { form, platform }).map(([key]) => key);

  test.each<[string, Isolation, 'A' | 'B' | 'D' | null, 'darwin' | 'linux', string[]]>([
    ['A works', { ...total, ollama: 'ok' }, 'A', 'darwin', ['iso.total', 'iso.ollama.ok']],
    ['B works', { ...inside, ollama: 'ok' }, 'B', 'linux', ['iso.inside', 'iso.ollama.ok']],
    ['A without Ollama', total, 'A', 'linux', ['iso.total.none', 'iso.ollama.not']],
    ['B without Ollama, Linux', inside, 'B', 'linux', ['iso.inside.none', 'iso.ollama.bridge']],
    ['B without Ollama, a Mac', inside, 'B', 'darwin', ['iso.inside.none', 'iso.ollama.not']],
    ['somebody else’s network', inside, null, 'linux', ['iso.inside.none', 'iso.ollama.not']],
    ['no network, made by others', total, null, 'linux', ['iso.total.none', 'iso.ollama.noWay']],
    ['D without Ollama', open, 'D', 'linux', ['iso.reached', 'iso.names', 'iso.ollama.not']],
  ])('%s', (_name, found, form, platform, keys) => {
    expect(said(found, form, platform)).toEqual(keys);
  });

  test.each(['en', 'ko'] as const)('nothing is reached, and the next line agrees: %s', (lang) => {
    const say = speaker(lang);
    for (const found of [total, inside]) {
      const lines = isolationSays(found, { form: null, platform: 'linux' });
      const text = lines.map(([key, values]) => say(key, values)).join('\n');
      expect(text).not.toMatch(/Nothing but Ollama|Ollama 말고|form B|B 형태|[{}]/);
    }
    const noWay = isolationSays(total, { form: null, platform: 'linux' }).at(-1)?.[0];
    expect(noWay && say(noWay)).toContain('offline-mode openclaw create --form A');
  });

  test('in Korean a bridge is no bridge over a river, and loopback has a word of its own', () => {
    expect(Object.values(clawKo).join('\n')).not.toMatch(/다리 컨테이너|loopback/);
  });
});
