import { describe, expect, test } from 'vitest';
import { standsSay } from '../../main/core/claw/say.ts';
import { fail } from '../../main/core/problem.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { speaker } from '../../main/core/words.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { cloudConfig } from '../fakes/stack.ts';
import { paths, type World } from '../fakes/world.ts';
import { configPath } from '../parts/stand.ts';
import { at, type Switching } from './switching.ts';

const local = '"primary": "ollama/qwen2.5-coder:32b"';
const offline = async (one: Switching) => {
  one.world.change({ upstream: 'silent' });
  await one.pass(40_000);
  expect(one.config()).toContain(local);
};
const says = (engine: Engine) => {
  const told = snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' }).switch;
  return told && standsSay(told, speaker('en'));
};
const anew = async (one: Switching, change: (world: World) => void = () => {}, ms = 60_000) => {
  await one.engine.stop();
  change(one.world);
  const engine = await one.world.start();
  await one.pass(ms);
  return engine;
};
const edited = (text: string) => text.replace('"mode": "local"', '"mode": "local", "bind": "loopback"');

describe('after a start', () => {
  test('the journal is lost, and the internet is there: the config is given back all the same', async () => {
    const one = await at();
    await offline(one);
    const engine = await anew(one, (world) => {
      world.disk.delete(paths.journal);
      world.change({ upstream: 'ok' });
    });
    expect(one.config()).toBe(cloudConfig);
    expect(engine.state().claw).toMatchObject({ side: 'online', debt: null });
    await engine.stop();
  });

  test('the same, and somebody has changed the config: their change stays', async () => {
    const one = await at();
    await offline(one);
    const engine = await anew(one, (world) => {
      world.disk.delete(paths.journal);
      world.disk.set(configPath, edited(one.config()));
      world.change({ upstream: 'ok' });
    });
    expect(one.config()).toBe(edited(cloudConfig));
    await engine.stop();
  });

  test('killed before the gateway said that it has it: it is asked, and only then is it proved', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await offline(one);
    const engine = await anew(one, () => {
      one.gateway.how = 'open';
    });
    expect(engine.state().claw.run).toMatchObject({ isOver: true, problem: null, proof: { what: 'local' } });
    expect(says(engine)).toMatch(/^Offline, and proved/);
    await engine.stop();
  });

  test('killed before the gateway said that it refuses it: the one from before is back', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await offline(one);
    const engine = await anew(one, () => {
      one.gateway.how = 'refuses';
    });
    expect(one.config()).toBe(cloudConfig);
    expect(engine.state().claw.run).toMatchObject({ problem: { code: 'claw-refused' } });
    await engine.stop();
  });

  test.each([
    ['gone', null, 'claw-gone'],
    ['no config any more', '{ broken', 'claw-unmerged'],
  ] as const)(
    'it is %s: that is told, while it is offline and after, and the copy can be had',
    async (_name, text, code) => {
      const one = await at();
      await offline(one);
      const engine = await anew(one, (world) => {
        if (text === null) world.disk.delete(configPath);
        else world.disk.set(configPath, text);
      });
      expect(engine.state().claw.run).toMatchObject({ isOver: true, problem: { code } });
      one.world.change({ upstream: 'ok' });
      await one.pass(60_000);
      expect(engine.state().claw.run).toMatchObject({ to: 'online', isOver: true, problem: { code } });
      expect(await engine.send({ type: 'switch.settle', how: 'restore' })).toMatchObject({ ok: true });
      await one.pass(20_000);
      expect(one.config()).toBe(cloudConfig);
      await engine.stop();
    },
  );

  test('a yes was for that time: where somebody has put a cloud model in, the person is asked again', async () => {
    const one = await at({ 'switch.consent': false });
    one.world.change({ upstream: 'silent' });
    await one.pass(30_000);
    await one.engine.send({ type: 'switch.answer', yes: true });
    await one.pass(20_000);
    const engine = await anew(one, (world) => {
      world.disk.set(configPath, one.config().replace(local, '"primary": "openai/gpt-5.4"'));
    });
    const told = snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' }).switch;
    expect([told?.asks, told && standsSay(told, speaker('en'))]).toEqual([
      'offline',
      'OpenClaw’s config was changed elsewhere and is no longer the offline one.',
    ]);
    await engine.send({ type: 'switch.answer', yes: true });
    await one.pass(40_000);
    expect(one.config()).toContain(local);
    await engine.stop();
  });

  test('taken a second time, for the outage after a lasting choice: the first bytes come back all the same', async () => {
    const one = await at({ 'switch.noCloud': true });
    await one.pass(20_000);
    expect(one.config()).toContain(local);
    await offline(one);
    const engine = await anew(one);
    expect(engine.state().claw).toMatchObject({ side: 'offline', debt: expect.any(String) });
    one.world.change({ upstream: 'ok' });
    await engine.send({ type: 'setting.unset', key: 'switch.noCloud' });
    await one.pass(60_000);
    expect(one.config()).toBe(cloudConfig);
    await engine.stop();
  });

  test('killed before a second switch was written: it is done, and the first bytes come back', async () => {
    const one = await at({ 'switch.noCloud': true });
    await offline(one);
    const offlineText = one.config();
    const { replace } = one.world.tools.edits;
    let release = (): void => {};
    const hanging: typeof replace = (path) =>
      new Promise((done) => {
        release = () => done(fail('not-writable', path, 'EIO'));
      });
    Object.assign(one.world.tools.edits, { replace: hanging });
    one.world.change({ upstream: 'ok' });
    await one.pass(40_000);
    expect(one.steps()).toContain('write doing');
    const journal = one.world.disk.get(paths.journal) ?? '';
    expect(journal).toContain('"side":"local"');
    release();
    const engine = await anew(one, (world) => {
      world.disk.set(paths.journal, journal);
      Object.assign(world.tools.edits, { replace });
    });
    expect(one.config()).toContain(local);
    expect(one.config()).not.toBe(offlineText);
    expect(engine.state().claw).toMatchObject({ side: 'local', run: { problem: null } });
    await engine.send({ type: 'setting.unset', key: 'switch.noCloud' });
    await one.pass(60_000);
    expect(one.config()).toBe(cloudConfig);
    await engine.stop();
  });

  test('"never" for leaving holds, also where somebody has changed the config meanwhile', async () => {
    const one = await at({ 'switch.leave': 'never' });
    await offline(one);
    const engine = await anew(one, (world) => {
      world.disk.set(configPath, edited(one.config()));
      world.change({ upstream: 'ok' });
    });
    expect(one.config()).toContain(local);
    await engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(edited(cloudConfig));
    await engine.stop();
  });
});

describe('while it is offline', () => {
  test('somebody puts a cloud model in: it is taken out again, and theirs when the internet is back', async () => {
    const one = await at();
    await offline(one);
    const theirs = one.config().replace(local, '"primary": "openai/gpt-5.4"');
    one.world.disk.set(configPath, theirs);
    await one.pass(60_000);
    expect(one.config()).toContain(local);
    expect(one.snapshot().switch).toMatchObject({ ahead: { now: { models: 'none' } } });
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    expect(one.config()).toContain('"primary": "openai/gpt-5.4"');
    await one.engine.stop();
  });

  test('asleep in the middle of the test question: it is asked again, and nothing has failed', async () => {
    const one = await at();
    one.gateway.winner = 'silent';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(10_000);
    expect(one.steps()).toContain('prove doing');
    one.engine.tell({ type: 'machine.slept' });
    await one.world.clock.sleep(600_000);
    one.gateway.winner = null;
    one.engine.tell({ type: 'machine.woke' });
    await one.pass(60_000);
    expect(one.engine.state().claw.run).toMatchObject({
      isOver: true,
      problem: null,
      proof: { what: 'local' },
    });
    await one.engine.stop();
  });

  test('a job that could still ask a cloud: that is what is said, not that somebody had answered', async () => {
    const cloudy = '"cloudy": { "baseUrl": "https://api.cloudy.example/v1", "models": [{ "id": "big" }] },';
    const one = await at({}, { config: cloudConfig.replace('"providers": {', `"providers": { ${cloudy}`) });
    await one.pass(20_000);
    one.gateway.jobs = [{ id: 'daily', payload: { fallbacks: ['cloudy/big'] } }];
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(30_000);
    expect(one.snapshot().switch?.run).toMatchObject({
      ...{ proof: 'local', problem: { code: 'claw-leaks', about: 'cron daily' } },
    });
    expect(says(one.engine)).toMatch(
      /^The offline config is in place, .* could still be asked through cron daily/,
    );
    await one.engine.stop();
  });

  test('a gateway that hangs is not said to be down', async () => {
    const one = await at({}, { gateway: 'native-hung' });
    one.gateway.how = 'deaf';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(60_000);
    expect(one.engine.state().claw.run).toMatchObject({ took: { what: 'unknown' } });
    expect(says(one.engine)).not.toMatch(/is not running/);
    await one.engine.stop();
  });

  test('a server of one’s own that answers is no cloud', async () => {
    const config = cloudConfig.replace(
      '"providers": {',
      '"providers": { "homebox": { "baseUrl": "http://192.168.1.9:8000/v1", "api": "openai-completions", "models": [{ "id": "qwen" }] },',
    );
    expect(config).not.toBe(cloudConfig);
    const one = await at({ 'openclaw.own': ['http://192.168.1.9:8000'] }, { config });
    one.gateway.winner = 'homebox/qwen';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({ problem: null, proof: { what: 'fallback' } });
    await one.engine.stop();
  });
});

describe('the person decides', () => {
  test('"keep it as it is" is for good: the next outage starts from there, and the return gives that back', async () => {
    const one = await at({ 'switch.leave': 'ask' });
    await offline(one);
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    const kept = one.config();
    await one.engine.send({ type: 'switch.settle', how: 'keep' });
    await one.pass(10_000);
    expect(one.engine.state().claw).toMatchObject({ debt: null, closing: null });
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(kept);
    expect(one.engine.state().claw).toMatchObject({ side: 'online', run: { problem: null, isOver: true } });
    await one.engine.stop();
  });

  test('also where the engine ends at once', async () => {
    const one = await at({ 'switch.leave': 'ask' });
    await offline(one);
    one.world.change({ upstream: 'ok' });
    await one.pass(60_000);
    const kept = one.config();
    await one.engine.send({ type: 'switch.settle', how: 'keep' });
    const engine = await anew(one);
    expect(engine.state().claw).toMatchObject({ debt: null, side: 'online' });
    expect(one.config()).toBe(kept);
    await engine.stop();
  });
});

describe('what was known ahead', () => {
  test('a job that is gone by now keeps nobody from going offline', async () => {
    const cloudy = '"cloudy": { "baseUrl": "https://api.cloudy.example/v1", "models": [{ "id": "big" }] },';
    const one = await at(
      {},
      { config: cloudConfig.replace('"providers": {', `"providers": { ${cloudy}`) },
      { prepare: () => {} },
    );
    one.gateway.jobs = [{ id: 'daily', payload: { fallbacks: ['cloudy/big'] } }];
    await one.pass(320_000);
    expect(one.snapshot().switch?.ahead?.now?.leaks.map(({ where }) => where)).toContain('cron daily');
    one.gateway.jobs = [];
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({ problem: null, proof: { what: 'local' } });
    await one.engine.stop();
  });

  test('a model that was chosen after that is not called lost', async () => {
    const one = await at();
    const chosen = (model: string) => ({
      ...{ key: 'agent:main:me', modelOverrideSource: 'user', modelProvider: 'anthropic', model },
    });
    one.gateway.sessions = [chosen('claude-opus-4-6')];
    await one.pass(320_000);
    one.gateway.sessions = [chosen('claude-sonnet-4-6')];
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.snapshot().switch?.run).toMatchObject({ to: 'online', isOver: true, pins: [] });
    await one.engine.stop();
  });
});

describe('a file that changes under our hands', () => {
  /** Somebody writes into it just when we would, so many times. */
  const racing = (one: Switching, times: number) => {
    const { replace } = one.world.tools.edits;
    let left = times;
    const raced: typeof replace = async (path, text, expected) => {
      if (left <= 0) return replace(path, text, expected);
      left -= 1;
      return fail('file-changed', path);
    };
    Object.assign(one.world.tools.edits, { replace: raced });
  };

  test('on the way back: it is tried again at once', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    racing(one, 2);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    await one.engine.stop();
  });

  test('when a refused config is taken back, and again and again: both are said', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    racing(one, 50);
    one.gateway.how = 'refuses';
    await one.pass(40_000);
    expect(says(one.engine)).toMatch(/^OpenClaw refused the offline config .* could not be restored/);
    await one.engine.stop();
  });
});
