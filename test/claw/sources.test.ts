import { expect, test } from 'vitest';
import { fail, ok } from '../../main/core/problem.ts';
import { loadSources } from '../../main/engine/claw/sources.ts';

test.each(['unreachable', 'not-a-file'] as const)(
  'an included file of which the system says “%s” is what is wrong with the config',
  async (code) => {
    const main = '/home/me/.openclaw/openclaw.json';
    const read = async (path: string) => (path === main ? ok(`{ $include: './inside' }`) : fail(code, path));
    expect(await loadSources(read, main)).toMatchObject({
      ok: false,
      problem: { code: 'claw-include', about: '/home/me/.openclaw/inside' },
    });
  },
);

test.each(['../x.json5', '../../x', 'more/../../x', '/etc/x', '../.openclaw-other/x', '..'])(
  'an include that leads above the config’s folder (%s) is not even read, so nothing of it is copied anywhere',
  async (include) => {
    const main = '/home/me/.openclaw/openclaw.json';
    const asked: string[] = [];
    const read = async (path: string) => {
      asked.push(path);
      return ok(path === main ? JSON.stringify({ $include: include }) : '{}');
    };
    expect(await loadSources(read, main)).toMatchObject({
      ok: false,
      problem: { code: 'claw-include', about: include },
    });
    expect(asked).toEqual([main]);
  },
);

test('an include counts from the file that it is in, and may go up as far as the config’s folder', async () => {
  const at = (name: string) => `/home/me/.openclaw/${name}`;
  const texts = new Map([
    [at('openclaw.json'), `{ $include: './a/b/one.json5' }`],
    [at('a/b/one.json5'), `{ $include: '../../two.json5' }`],
    [at('two.json5'), `{ $include: '../three.json5' }`],
  ]);
  const loaded = await loadSources(async (path) => ok(texts.get(path) ?? null), at('openclaw.json'));
  expect(loaded).toMatchObject({ ok: false, problem: { code: 'claw-include', about: '../three.json5' } });
  texts.set(at('two.json5'), '{}');
  const whole = await loadSources(async (path) => ok(texts.get(path) ?? null), at('openclaw.json'));
  expect(whole.ok && [...whole.value.files.keys()]).toEqual([...texts.keys()]);
});
