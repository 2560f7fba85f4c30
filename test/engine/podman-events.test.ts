import { expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import { followPodman } from '../../main/engine/parts/events.ts';
import { newWorld } from '../fakes/world.ts';

async function following() {
  const { tools, clock } = newWorld();
  let tell: (line: string) => void = () => {};
  let ended: () => void = () => {};
  const programs: typeof tools.programs = {
    ...tools.programs,
    follow: (_name, _args, line) => {
      tell = line;
      return new Promise((resolve) => {
        ended = () => resolve(ok(null));
      });
    },
  };
  let looks = 0;
  const ending = new AbortController();
  const end = followPodman({ programs, clock }, () => (looks += 1), ending.signal);
  const say = (status: string) => tell(`{"Status":"${status}"}`);
  return { clock, say, ended: () => ended(), end, looks: () => looks };
}

test('the first news is told at once; a flood is one look in two seconds, and its last word is not lost', async () => {
  const at = await following();
  at.say('died');
  expect(at.looks()).toBe(1);
  for (let index = 0; index < 1_000; index += 1) at.say('build');
  expect(at.looks()).toBe(1);
  await at.clock.pass(2_100);
  expect(at.looks()).toBe(2);
  await at.clock.pass(10_000);
  expect(at.looks()).toBe(2);
  at.say('start');
  expect(at.looks()).toBe(3);
});

test('checks of its health change nothing', async () => {
  const at = await following();
  at.say('health_status');
  at.say('exec');
  expect(at.looks()).toBe(0);
});

test('a stream that never came up tells of nothing; one that ends later may have missed something', async () => {
  const short = await following();
  short.ended();
  expect(await short.end).toMatchObject({ ok: false, problem: { code: 'monitor-ended' } });
  expect(short.looks()).toBe(0);
  const long = await following();
  await long.clock.pass(60_000);
  long.ended();
  await long.end;
  expect(long.looks()).toBe(1);
});
