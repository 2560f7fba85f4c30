import { beforeAll, describe, expect, test } from 'vitest';
import { hearSnapshot } from '../../main/core/hear-snapshot.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { view } from '../../main/core/view.ts';
import { report, running, told as toldDrill } from '../fakes/drills.ts';
import { gap, job, mendable, readyWith } from '../fakes/jobs.ts';
import { stand } from '../parts/stand.ts';

let good: Snapshot;
beforeAll(async () => {
  const base = (await stand()).snapshot();
  good = {
    ...base,
    jobs: [job('pull', 'a'), job('save', '')],
    ready: readyWith({ items: [gap('deps'), mendable('pull', 'a')] }),
    drill: toldDrill({ now: running(base.at), last: report() }),
  };
});

/** The same with another value at a place. */
function withAt(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(good));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = copy;
  for (const key of keys) at = at[key];
  expect(at).toHaveProperty(last);
  at[last] = value;
  return copy;
}

describe('a snapshot of a newer version', () => {
  test('one of this version is heard as it is', () => {
    expect(hearSnapshot(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  test('unknown fields are not in the way', () => {
    expect(hearSnapshot({ ...good, novel: { a: 1 } })).toEqual(good);
  });

  test.each([
    ['parts.0.health', 'mute'],
    ['parts.0.offline', 'unknown'],
    ['parts.0.act', null],
    ['internet.state', 'unknown'],
    ['internet.cause', null],
    ['ready.items.0.state', 'unknown'],
    ['jobs.0.phase', null],
  ])('of %s nobody can say', (path, is) => {
    const heard = hearSnapshot(withAt(path, 'novel'));
    expect(path.split('.').reduce<unknown>((at, key) => Object(at)[key], heard)).toBe(is);
  });

  test('what cannot be shown at all is left out, and the rest stays', () => {
    expect(hearSnapshot(withAt('jobs.0.kind', 'novel'))?.jobs).toEqual(good.jobs.slice(1));
    expect(hearSnapshot(withAt('drill.now.steps.2.id', 'novel'))?.drill?.now?.steps).toHaveLength(11);
    expect(hearSnapshot(withAt('ready.items.1.fix', { do: 'novel' }))?.ready?.items[1]?.fix).toBeNull();
    expect(hearSnapshot(withAt('drill.now.phase', 'novel'))?.drill?.now).toBeNull();
    expect(hearSnapshot(withAt('ai.state', 'novel'))?.ai).toBeNull();
  });

  test('a problem that has no words here is still one', () => {
    const heard = hearSnapshot({ ...good, problems: [{ code: 'novel', about: 'x' }] });
    expect(heard?.problems).toEqual([{ code: 'newer', about: 'x' }]);
    expect(heard && view(heard, { lang: 'en', now: good.at, isAway: false }).problems).toEqual([
      'A newer version of Offline Mode reports something this version does not know. Update this app to read it.',
    ]);
  });

  test('an outage of a cause that is not known here is an outage', () => {
    const cut = { ...good, drill: null, internet: { ...good.internet, state: 'offline', cause: 'novel' } };
    const heard = hearSnapshot(cut);
    expect(heard && view(heard, { lang: 'en', now: good.at, isAway: false }).internet.word).toBe('Down');
  });

  test.each([
    ['another schema', () => ({ ...good, schema: 2 })],
    ['no snapshot', () => 'hello'],
    ['nothing', () => null],
    ['a number that is a word', () => withAt('at', 'now')],
    ['a list that is none', () => ({ ...good, parts: 3 })],
    ['a mode that is none', () => ({ ...good, mode: 'novel' })],
  ])('%s is refused whole', (_title, make) => {
    expect(hearSnapshot(make())).toBeNull();
  });
});
