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
