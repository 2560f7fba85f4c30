import { describe, expect, test } from 'vitest';
import { logLines } from '../../main/core/log/lines.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { at } from '../claw/switching.ts';
import { running, told } from '../fakes/drills.ts';

const texts = (before: Snapshot | null, after: Snapshot) =>
  logLines(before, after).map(({ area, text }) => `${area} ${text}`);

describe('what is written down of an engine', () => {
  test('an outage with its switch, in words that stay: and nobody’s name, address or model', async () => {
    const it = await at({ watching: true, 'lan.services': ['mum=https://secret-host.lan:8443/ 200'] });
    await it.pass(120_000);
    const calm = it.snapshot();
    expect(texts(null, calm)).toEqual(
      expect.arrayContaining([
        'net online',
        'lan up',
        'mode auto',
        'stance online',
        'config online',
        'ai works',
      ]),
    );
    expect(logLines(calm, calm)).toEqual([]);
    it.world.change({ upstream: 'silent' });
    const lines: string[] = [];
    let before = calm;
    for (let n = 0; n < 600; n += 1) {
      await it.pass(200);
      const now = it.snapshot();
      lines.push(...texts(before, now));
      before = now;
    }
    const order = ['net offline upstream-dead', 'stance offline', 'switch 1 begins to offline by auto'];
    const places = [...order, 'switch 1 write done', 'switch 1 ends took applied proof local'].map((one) =>
      lines.findIndex((line) => line.startsWith(one)),
    );
    expect(places, lines.join('\n')).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    expect(lines).toEqual(expect.arrayContaining(['config offline owed', 'notice line down']));
    const all = [...texts(null, calm), ...lines].join('\n');
    const { settings, models } = calm;
    for (const own of ['mum', 'secret-host', ...models, ...settings['ollama.places'], '192.168', '100.64'])
      expect(all).not.toContain(own);
    await it.engine.stop();
  });

  test('jobs by their place, problems by their code, a drill by its steps, and what is over', async () => {
    const it = await at({ watching: true });
    await it.pass(60_000);
    const calm = { ...it.snapshot(), jobs: [], problems: [], drill: told({}) };
    await it.engine.stop();
    const job = {
      ...{ id: 'pull:kims-model', kind: 'pull' as const, what: 'kims-model', is: 'running' as const },
      ...{ waitsFor: null, retryIn: null, phase: null, unit: 'bytes' as const, done: 0, total: null },
      ...{ share: null, rate: null, rest: null, still: null, note: '', problem: null, endedAt: null },
    };
    const problem = { code: 'pull-stalled' as const, about: 'kims-model' };
    const busy = { ...calm, jobs: [job], problems: [{ code: 'disk-full' as const, about: '/Users/kim' }] };
    expect(texts(calm, busy)).toEqual(['job 1 pull running', 'problem disk-full']);
    const ended = { ...calm, jobs: [{ ...job, is: 'failed' as const, problem }] };
    expect(logLines(busy, ended).map(({ level, text }) => `${level} ${text}`)).toEqual([
      'warn 1 pull failed pull-stalled',
      'info disk-full over',
    ]);
    expect(texts(ended, calm)).toEqual(['job pull forgotten']);
    const now = running(calm.at);
    const drilling = { ...calm, drill: told({ now, isOwed: true, isWifiOwed: true }) };
    expect(texts(calm, drilling)[0]).toBe('drill owes wifi');
    expect(texts(calm, drilling)).toContain(`drill ${now.seq} wifi running`);
    const over = { ...calm, drill: told({ now: { ...now, phase: 'over', end: 'done' } }) };
    expect(texts(drilling, over)).toEqual(
      expect.arrayContaining([
        'drill owes nothing',
        `drill ${now.seq} wifi over`,
        `drill ${now.seq} ends done`,
      ]),
    );
  });
});
