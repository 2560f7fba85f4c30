import { expect, test } from 'vitest';
import { stand } from '../parts/stand.ts';

test('a job that tells at once where it is has begun once, and ends as it ends', async () => {
  const { engine, world } = await stand();
  await engine.send({ type: 'jobs.start', wishes: [{ kind: 'answer', what: '', isForced: false }] });
  await world.clock.pass(1_000);
  const told = world.events.filter(({ type }) => type === 'job.progressed');
  expect(told).toHaveLength(1);
  expect(engine.state().jobs.list.map(({ problem }) => problem?.code)).not.toContain('bug');
});
