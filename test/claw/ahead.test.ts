import { describe, expect, test } from 'vitest';
import { cloudConfig } from '../fakes/stack.ts';
import { at, type Switching } from './switching.ts';

const allDone = 'draft done, write done, take done, warm done, prove done, audit done';

describe('OpenClaw’s own word on a config', () => {
  const checksOf = ({ stack }: Switching) => stack.done.filter((line) => line.endsWith('(copy)')).length;

  test('a no is asked for again when it is about to be switched, so that a newer OpenClaw helps', async () => {
    const one = await at({}, { check: 'refused' });
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.snapshot().switch?.run?.problem).toMatchObject({ code: 'claw-invalid' });
    expect(one.config()).toBe(cloudConfig);
    one.stack.check = 'valid';
    expect(await one.engine.send({ type: 'switch.retry' })).toMatchObject({ ok: true });
    await one.pass(20_000);
    expect(one.steps()).toBe(allDone);
    await one.engine.stop();
  });

  test('a no that nobody can ask for again stays one', async () => {
    const one = await at({}, { check: 'refused' });
    one.stack.check = 'broken';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.snapshot().switch?.run?.problem).toMatchObject({ code: 'claw-invalid' });
    await one.engine.stop();
  });

  test.each([
    ['refused', 'no'],
    ['broken', 'unknown'],
  ] as const)(
    '%s ahead of time is asked for again every five minutes, and a yes no more',
    async (check, word) => {
      const one = await at({}, { check });
      expect(one.snapshot().switch?.ahead?.valid).toBe(word);
      one.stack.check = 'valid';
      await one.pass(310_000);
      expect(one.snapshot().switch?.ahead?.valid).toBe('yes');
      const asked = checksOf(one);
      await one.pass(1_200_000);
      expect(checksOf(one)).toBe(asked);
      await one.engine.stop();
    },
  );
});

describe('chats and jobs that were read once', () => {
  const chat = {
    key: 'agent:main:me',
    modelOverrideSource: 'user',
    modelProvider: 'anthropic',
    model: 'claude-opus-4-6',
  };
  const job = { id: 'nightly', payload: { model: 'anthropic/claude-opus-4-6' } };
  const ahead = ({ snapshot }: Switching) => snapshot().switch?.ahead;
  const leaks = (one: Switching) => ahead(one)?.now?.leaks.map(({ where }) => where) ?? [];
  const age = (one: Switching) => one.world.clock.wall() - (ahead(one)?.at ?? 0);

  test('by OpenClaw’s own command, which is not started every five minutes: they stay, and grow older', async () => {
    const config = cloudConfig.replace('"token": "t0ken-sample"', '"token": { "source": "exec", "id": "x" }');
    let started = 0;
    const one = await at(
      {},
      { config },
      {
        prepare: (world) => {
          const usual = world.commands.get('openclaw');
          world.commands.set('openclaw', async (args, options) => {
            if (args[1] !== 'call')
              return usual?.(args, options) ?? { ok: false, problem: { code: 'no-program', about: '' } };
            started += 1;
            const said = args[2] === 'cron.list' ? { jobs: [job] } : { sessions: [chat], nextOffset: null };
            return { ok: true, value: { stdout: JSON.stringify(said), stderr: '', exitCode: 0 } };
          });
        },
      },
    );
    expect([ahead(one)?.pins.length, leaks(one), started]).toEqual([
      1,
      expect.arrayContaining(['cron nightly']),
      2,
    ]);
    await one.pass(700_000);
    expect([ahead(one)?.pins.length, leaks(one), started]).toEqual([
      1,
      expect.arrayContaining(['cron nightly']),
      2,
    ]);
    expect(age(one)).toBeGreaterThan(690_000);
    await one.engine.stop();
  });

  test('by a gateway that does not run any more: they stay, until it is there again and says otherwise', async () => {
    const one = await at();
    Object.assign(one.gateway, { sessions: [chat], jobs: [job] });
    await one.pass(310_000);
    expect(ahead(one)?.pins).toHaveLength(1);
    one.stack.gateway = 'native-down';
    await one.pass(620_000);
    expect([ahead(one)?.pins.length, leaks(one)]).toEqual([1, expect.arrayContaining(['cron nightly'])]);
    expect(age(one)).toBeGreaterThan(310_000);
    one.gateway.sessions = [];
    one.gateway.jobs = [];
    one.stack.gateway = 'native';
    await one.pass(620_000);
    expect([ahead(one)?.pins, leaks(one).includes('cron nightly')]).toEqual([[], false]);
    expect(age(one)).toBeLessThan(310_000);
    await one.engine.stop();
  });
});
