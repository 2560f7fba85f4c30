import { describe, expect, test } from 'vitest';
import type { GatewayAsk } from '../../main/core/claw/plan.ts';
import { setPins } from '../../main/engine/claw/outside.ts';
import { isSameValue, take } from '../../main/engine/claw/take.ts';
import { NetError, type Programs } from '../../main/engine/tools/tools.ts';
import { type FakeGateway, fakeGateway } from '../fakes/gateway.ts';
import type { Talker } from '../fakes/net.ts';
import { cloudConfig, commandOf, configPath, goodStack } from '../fakes/stack.ts';
import { newWorld, type World } from '../fakes/world.ts';

const door = '127.0.0.1:18789';
const { signal } = new AbortController();

/** A gateway on the config that is there, and nothing else. */
function place(container: string | null = null): { world: World; gateway: FakeGateway; ask: GatewayAsk } {
  const world = newWorld();
  world.disk.set(configPath, cloudConfig);
  return {
    world,
    gateway: fakeGateway(world),
    ask: { path: configPath, port: 18_789, isUp: true, container },
  };
}

/** The config has just been changed, and the gateway has another one yet. */
function changes({ changed, clock }: World, gateway: FakeGateway): void {
  Object.assign(gateway, { runs: '{}', applies: 3_000 });
  changed.set(configPath, clock.wall());
}

/** What it comes to, and after how many ms. */
async function timed<T>({ clock }: World, work: Promise<T>): Promise<{ value: T; ms: number }> {
  const from = clock.mono();
  let ms = -1;
  const timing = work.then((value) => {
    ms = clock.mono() - from;
    return value;
  });
  await clock.pass(120_000);
  return { value: await timing, ms };
}

/** It answers that question, hangs up, and hears nothing any more. */
function hangsUpAfter({ clock, talkers }: World, method: string): void {
  const usual = talkers.get(door);
  const leaving: Talker = (reply, end) => {
    const hear = usual?.(reply, end);
    let isGone = false;
    return (frame) => {
      if (isGone) return;
      hear?.(frame);
      if (!frame.includes(`"${method}"`)) return;
      isGone = true;
      // Its answer is still on the way.
      clock.after(5, end);
      if (usual) talkers.set(door, usual);
    };
  };
  talkers.set(door, leaving);
}

describe('a gateway that hangs up between two questions', () => {
  test('starts anew: it is dialled again at once, and has the config then', async () => {
    const { world, gateway, ask } = place();
    changes(world, gateway);
    hangsUpAfter(world, 'config.get');
    const { value, ms } = await timed(world, take(world.tools, ask, false, signal));
    expect(value).toMatchObject({ what: 'restarts', how: 'rpc' });
    expect(ms).toBeLessThan(6_000);
  });

  test('is not waited for, chat by chat', async () => {
    const { world, ask } = place();
    hangsUpAfter(world, 'sessions.patch');
    const pins = ['a', 'b', 'c'].map((name) => ({ session: `agent:main:${name}`, ref: 'anthropic/x' }));
    const { value, ms } = await timed(world, setPins(world.tools, ask, pins, signal));
    expect(value).toEqual({ ok: true, value: pins.slice(1) });
    expect(ms).toBeLessThan(1_000);
  });

  test('from inside its container, where the pipe to it breaks first', async () => {
    const { world, gateway, ask } = place('openclaw');
    changes(world, gateway);
    const { programs } = world.tools;
    let calls = 0;
    const breaking: Programs['converse'] = (...args) => {
      const talk = programs.converse(...args);
      calls += 1;
      if (!talk || calls > 1) return talk;
      const send = (frame: string) => {
        if (gateway.asked.some(({ method }) => method === 'config.get')) throw new NetError('EPIPE', 'http');
        talk.send(frame);
      };
      return { ...talk, send };
    };
    const tools = { ...world.tools, programs: { ...programs, converse: breaking } };
    const { value } = await timed(world, take(tools, ask, false, signal));
    expect(value).toMatchObject({ what: 'restarts', how: 'rpc' });
  });

  test('before it greets: nobody was there, and that is known at once', async () => {
    const { world, ask } = place();
    world.talkers.set(door, (_reply, end) => {
      end();
      return () => {};
    });
    const { value, ms } = await timed(world, take(world.tools, ask, false, signal));
    expect(value).toMatchObject({ what: 'unknown' });
    expect(ms).toBeLessThan(1_000);
  });
});

describe('a secret that its config does not say', () => {
  const bare = cloudConfig.replace(', "auth": { "mode": "token", "token": "t0ken-sample" }', '');

  test.each([
    ['the file beside it', null, { '.env': 'OPENCLAW_GATEWAY_TOKEN="t0ken-sample"\n' }, {}],
    ['the file beside it, in a container', 'openclaw', { '.env': 'OPENCLAW_GATEWAY_TOKEN=t0ken-sample' }, {}],
    ['what we were started with', null, {}, { OPENCLAW_GATEWAY_PASSWORD: 't0ken-sample' }],
  ])('is that of %s, as OpenClaw itself has it', async (_name, container, files, env) => {
    const { world, gateway, ask } = place(container);
    for (const [name, text] of Object.entries(files))
      world.disk.set(configPath.replace('openclaw.json', name), text);
    world.disk.set(configPath, bare);
    gateway.runs = bare;
    const { value } = await timed(world, take({ ...world.tools, env }, ask, false, signal));
    expect(value).toMatchObject({ what: 'applied', how: 'rpc' });
  });

  test('but of a container it is not what we were started with', async () => {
    const { world, ask } = place('openclaw');
    world.disk.set(configPath, bare);
    const tools = { ...world.tools, env: { OPENCLAW_GATEWAY_TOKEN: 't0ken-sample' } };
    const { value } = await timed(world, take(tools, ask, false, signal));
    expect(value).toMatchObject({ what: 'unknown', how: 'file' });
  });
});

describe('a gateway that lets nobody in', () => {
  const pins = [{ session: 'agent:main:a', ref: 'anthropic/x' }];

  test.each([true, false])(
    'with OpenClaw’s own command here (%s): no chat is called refused',
    async (hasOpenClaw) => {
      const { world, gateway, ask } = place();
      gateway.how = 'shut';
      const command = commandOf({ ...goodStack(), hasOpenClaw }, 'openclaw');
      if (command) world.commands.set('openclaw', command);
      const { value } = await timed(world, setPins(world.tools, ask, pins, signal));
      expect(value).toMatchObject({ ok: false, problem: { code: 'claw-auth' } });
    },
  );

  test('and whose own command says that it starts anew is asked again', async () => {
    const { world, gateway, ask } = place();
    gateway.how = 'shut';
    let asked = 0;
    world.commands.set('openclaw', async (_args, { env }) => {
      asked += 1;
      // It would look for the gateway where its config says, and else at the usual port.
      expect(env).toMatchObject({ OPENCLAW_CONFIG_PATH: configPath, OPENCLAW_GATEWAY_PORT: '18789' });
      const busy = JSON.stringify({ ok: false, error: { code: 'UNAVAILABLE', message: 'draining' } });
      return asked === 1
        ? { ok: true, value: { stdout: busy, stderr: '', exitCode: 1 } }
        : {
            ok: true,
            value: { stdout: gateway.cli(['gateway', 'call', 'config.get']), stderr: '', exitCode: 0 },
          };
    });
    const { value } = await timed(world, take(world.tools, ask, false, signal));
    expect(value).toMatchObject({ what: 'restarts', how: 'cli' });
  });
});

test.each<[boolean, unknown, unknown]>([
  [true, { a: [1, { token: 'x' }] }, { a: [1, { token: '__OPENCLAW_REDACTED__' }] }],
  [false, { a: [1, {}] }, { a: [1, { token: '__OPENCLAW_REDACTED__' }] }],
  [false, { a: [1], b: 2 }, { a: [1] }],
  [false, { a: [1] }, { a: [1, 2] }],
  [false, { a: [1, 2] }, { a: [1] }],
  [false, { a: {} }, { a: [] }],
  [false, { a: 'x' }, { a: 'y' }],
  [false, { a: null }, null],
  [false, undefined, null],
])('%s: %j says what is shown as %j', (isSame, ours, shown) => {
  expect(isSameValue(ours, shown)).toBe(isSame);
});
