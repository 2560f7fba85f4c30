import { expect, test } from 'vitest';
import type { JobWish } from '../../main/core/jobs/job.ts';
import { fail, type Result } from '../../main/core/problem.ts';
import { speaker } from '../../main/core/words.ts';
import { exitOf, type Followed, followJobs } from '../../main/terminal/follow-jobs.ts';
import type { Session } from '../../main/terminal/terminal.ts';
import { type ToldEngine, toldEngine } from '../fakes/told-engine.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';
import { job } from './told.ts';

const wishFor = (what: string): JobWish => ({ kind: 'pull', what, isForced: false });
const [a, b] = [wishFor('a'), wishFor('b')];
const running = (what: string, share = 0.5) => job({ what, share, done: share * 10, total: 10 });

interface Following {
  readonly world: World;
  readonly engine: ToldEngine;
  readonly ended: Promise<Result<Followed>>;
  /** What was written so far. */
  text(): string;
  interrupt(): void;
}

function following(wishes: readonly JobWish[], jobs = [] as readonly ReturnType<typeof job>[]): Following {
  const world = newWorld();
  const engine = toldEngine(world, jobs);
  return { world, engine, ...begun(world, engine, wishes) };
}

function begun(world: World, engine: ToldEngine, wishes: readonly JobWish[], isJson = false) {
  let text = '';
  const troubles: string[] = [];
  const ending = new AbortController();
  const write = (some: string) => {
    text += some;
  };
  const session: Session = {
    terminal: {
      ...{ argv: [], env: {}, isColoured: false, locale: 'en', version: '1', cwd: '/', paths },
      ...{ tools: world.tools, out: write, err: write, signal: ending.signal },
    },
    look: { isJson, isAscii: false, lang: null },
    lang: 'en',
    say: speaker('en'),
    paper: () => ({ lang: 'en', isAscii: false, isColoured: false, now: 0 }),
    wide: () => 80,
    raw: write,
    remark: (key) => void troubles.push(key),
    sit: async () => fail('owner-silent', 'engine'),
    mayAsk: true,
    trouble({ code, about }) {
      troubles.push(`${code} ${about}`);
      return 1;
    },
  };
  const ended = followJobs(session, engine.seat, wishes);
  return { ended, troubles, text: () => text, interrupt: () => ending.abort() };
}

const exitAfter = async (ended: Following['ended']) => {
  const followed = await ended;
  return followed.ok ? exitOf(followed.value) : followed.problem.code;
};

test('all of them are asked for, each by itself, and the end of the last is the end', async () => {
  const { world, engine, ended, text } = following([a, b]);
  await world.clock.pass(1);
  expect(engine.sent).toEqual([
    { type: 'jobs.start', wishes: [a] },
    { type: 'jobs.start', wishes: [b] },
  ]);
  engine.show(running('a'));
  engine.show(job({ what: 'a', is: 'done' }), running('b'));
  await world.clock.pass(1);
  engine.show(job({ what: 'b', is: 'done' }));
  expect(await exitAfter(ended)).toBe(0);
  expect(text()).toMatch(/✓ a: done\n[\s\S]*✓ b: done\n$/);
  expect(world.clock.pending(), 'nothing keeps the command from ending').toBe(0);
});

test('one that has failed is a problem, and the others are waited for', async () => {
  const { world, engine, ended, text } = following([a, b]);
  await world.clock.pass(1);
  engine.show(job({ what: 'a', is: 'failed', problem: { code: 'pull-not-found', about: 'a' } }));
  await world.clock.pass(1);
  expect(text()).toContain('▲ a: The registry knows no model named a.');
  engine.show(job({ what: 'b', is: 'done' }));
  expect(await exitAfter(ended)).toBe(1);
});

test('one that is refused is told, and the others are begun and waited for', async () => {
  const world = newWorld();
  const engine = toldEngine(world);
  engine.answer = (sent) =>
    sent.type === 'jobs.start' && sent.wishes[0]?.what === 'a' ? fail('job-bad-name', 'a') : null;
  const { ended, troubles } = begun(world, engine, [a, b]);
  await world.clock.pass(1);
  expect(troubles).toEqual(['job-bad-name a']);
  engine.show(running('b'));
  await world.clock.pass(1);
  engine.show(job({ what: 'b', is: 'done' }));
  expect(await exitAfter(ended), 'not all of it is there').toBe(1);
});

test('where all are refused each reason is told, the last by whoever asked', async () => {
  const world = newWorld();
  const engine = toldEngine(world);
  engine.answer = (sent) =>
    fail('job-offline', sent.type === 'jobs.start' ? (sent.wishes[0]?.what ?? '') : '');
  const { ended, troubles } = begun(world, engine, [a, b]);
  expect(await exitAfter(ended)).toBe('job-offline');
  expect(troubles).toEqual(['job-offline a']);
});

test('an engine that does not answer is not asked for the rest', async () => {
  const world = newWorld();
  const engine = toldEngine(world);
  engine.answer = () => fail('owner-silent', 'engine');
  expect(await exitAfter(begun(world, engine, [a, b]).ended)).toBe('owner-silent');
  expect(engine.sent).toHaveLength(1);
});

test('a refusal is a problem, and nothing is waited for', async () => {
  const world = newWorld();
  const engine = toldEngine(world);
  engine.answer = () => fail('job-offline', 'a');
  expect(await exitAfter(begun(world, engine, [a]).ended)).toBe('job-offline');
});

test('one that is tried again is waited for', async () => {
  const { world, engine, ended } = following([a]);
  await world.clock.pass(1);
  const problem = { code: 'pull-stalled', about: 'a', detail: '30' } as const;
  engine.show(job({ what: 'a', is: 'waiting', waitsFor: 'retry', retryIn: 9_000, problem }));
  await world.clock.pass(60_000);
  engine.show(job({ what: 'a', is: 'done' }));
  expect(await exitAfter(ended)).toBe(0);
});

test('a ^C stops what the command has begun and says how far it is', async () => {
  const { world, engine, ended, text, interrupt } = following([a]);
  await world.clock.pass(1);
  engine.show(running('a', 0.62));
  await world.clock.pass(1);
  interrupt();
  await world.clock.pass(1);
  expect(await exitAfter(ended)).toBe(1);
  expect(engine.sent.at(-1)).toEqual({ type: 'job.stop', id: 'pull:a' });
  expect(text()).toMatch(
    /\n\^C Stopped at 62%\. The same command resumes\. Keep Ollama running\. After an hour at rest, .*\.\n$/,
  );
  expect(world.clock.pending()).toBe(0);
});

test('a ^C leaves alone what was under way before, and says so', async () => {
  const { world, engine, ended, text, interrupt } = following([a, b], [running('a')]);
  await world.clock.pass(1);
  engine.show(running('b', 0.1));
  await world.clock.pass(1);
  interrupt();
  await world.clock.pass(1);
  expect(await exitAfter(ended)).toBe(1);
  expect(engine.sent.filter(({ type }) => type === 'job.stop')).toEqual([{ type: 'job.stop', id: 'pull:b' }]);
  expect(text()).toContain('^C Stopped at 10%.');
  expect(text()).toContain(
    'a was under way before this command, so it was not stopped; it continues in the app.',
  );
});

test('one that an engine only held for another is the command’s own, and is stopped with it', async () => {
  const held = job({ what: 'a', is: 'waiting', waitsFor: 'owner', share: 0.3 });
  const { world, engine, ended, interrupt } = following([a], [held]);
  await world.clock.pass(1);
  interrupt();
  await world.clock.pass(1);
  expect(await exitAfter(ended)).toBe(1);
  expect(engine.sent.at(-1)).toEqual({ type: 'job.stop', id: 'pull:a' });
});

test('an engine that does not say that it has stopped is waited for, but not for ever', async () => {
  const { world, engine, ended, text, interrupt } = following([a]);
  await world.clock.pass(1);
  engine.show(running('a'));
  engine.answer = ({ type }) => (type === 'job.stop' ? fail('owner-silent', 'engine') : null);
  await world.clock.pass(1);
  interrupt();
  await world.clock.pass(4_900);
  expect(text()).not.toContain('did not say');
  await world.clock.pass(200);
  expect(await exitAfter(ended)).toBe(1);
  expect(text()).toContain('The engine did not confirm that this has stopped: a.');
});

test('as JSON the stop is an object, and no sentence', async () => {
  const world = newWorld();
  const engine = toldEngine(world);
  const { ended, text, interrupt } = begun(world, engine, [a], true);
  await world.clock.pass(1);
  engine.show(running('a'));
  await world.clock.pass(1);
  interrupt();
  await world.clock.pass(1);
  await ended;
  const lines = text().trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ schema: 1, id: 'pull:a', is: 'stopped' });
});

test('what somebody else stops has ended, also where nothing of it is left', async () => {
  const { world, engine, ended, text } = following([a, b]);
  await world.clock.pass(1);
  engine.show(running('a'), running('b'));
  await world.clock.pass(1);
  engine.jobs = engine.jobs.filter(({ what }) => what !== 'a');
  engine.show(job({ what: 'b', is: 'stopped', share: 0.5 }));
  expect(await exitAfter(ended)).toBe(1);
  expect(text()).toContain('– b: stopped at 50%');
});

test('the engine moves: the same is asked for again, and nothing is believed before that', async () => {
  const { world, engine, ended } = following([a, b]);
  await world.clock.pass(1);
  engine.show(job({ what: 'a', is: 'done' }), running('b'));
  await world.clock.pass(1);
  // The new one knows of nothing: its journal could not be written, say.
  engine.move(true, []);
  await world.clock.pass(1);
  expect(engine.sent.at(-1)).toEqual({ type: 'jobs.start', wishes: [b] });
  engine.show(job({ what: 'b', is: 'done' }));
  expect(await exitAfter(ended)).toBe(0);
});

test('an engine that holds it and refuses at first is asked again and again', async () => {
  const { world, engine, ended } = following([a]);
  await world.clock.pass(1);
  engine.answer = () => fail('job-offline', 'a');
  const held = job({ what: 'a', is: 'waiting', waitsFor: 'owner' });
  engine.move(true, [held]);
  await world.clock.pass(6_000);
  engine.show(held);
  await world.clock.pass(1);
  engine.answer = () => null;
  const asked = engine.sent.length;
  expect(asked).toBe(3);
  await world.clock.pass(6_000);
  engine.show(held);
  await world.clock.pass(1);
  expect(engine.sent.length).toBe(asked + 1);
  engine.show(job({ what: 'a', is: 'done' }));
  expect(await exitAfter(ended)).toBe(0);
});
