import { describe, expect, test } from 'vitest';
import { accept, Command } from '../../main/core/command.ts';
import { actsOf } from '../../main/core/parts/acts.ts';
import { bestActs, partActs } from '../../main/core/parts/part.ts';
import { fixAct } from '../../main/core/rows.ts';
import { view } from '../../main/core/view.ts';
import { cloudConfig, type Stack, tailnet } from '../fakes/stack.ts';
import { type Given, type Standing, stand } from './stand.ts';

/** Everything that a part may be, so that every button that can ever be drawn is drawn. */
const everything: readonly Given[] = [
  ...(['up', 'down', 'silent', 'odd', 'forbidden'] as const).map((ollama) => ({ stack: { ollama } })),
  ...(['ready', 'starting', 'down', 'silent', 'html', 'old'] as const).map((gateway) => ({
    stack: { gateway },
  })),
  ...(['running', 'exited', 'gone', 'paused', 'created'] as const).map((container) => ({
    stack: { container },
  })),
  ...(['up', 'down', 'absent', 'silent', 'odd'] as const).map((podman) => ({ stack: { podman } })),
  ...(['running', 'stopped', 'starting', 'none'] as const).map((machine) => ({
    platform: 'darwin' as const,
    stack: { machine },
  })),
  ...(['absent', 'daemon', 'gui', 'odd'] as const).map((tailscale) => ({ stack: { tailscale } })),
  ...['Running', 'Stopped', 'NeedsLogin', 'NoState', 'Starting', 'InUseOtherUser'].map((BackendState) => ({
    stack: { tailscale: tailnet([], { BackendState }) },
  })),
  { stack: { tailscale: tailnet([], { BackendState: 'Stopped' }), headscale: 'down' } },
  { stack: { tailscale: tailnet([], {}, { Expired: true }) } },
  ...(['pass', 'fail', 'down', 'html'] as const).map((headscale) => ({ stack: { headscale } })),
  ...(['ok', 'down', 'login', 'error'] as const).map((telmeet) => ({ stack: { telmeet } })),
];

/** What may ever be offered for a kind of part. Anything else is forbidden. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  ollama: ['start'],
  openclaw: ['start', 'restart'],
  podman: ['start'],
  tailscale: ['start', 'why'],
  headscale: ['why'],
  lan: ['again', 'why'],
  mac: ['why'],
};

describe('no button but the allowed ones', () => {
  test.each(everything.map((given, index) => [index, JSON.stringify(given), given] as const))(
    '%i: %s',
    async (_index, _text, given) => {
      const at = await stand(given);
      const snapshot = at.snapshot();
      for (const part of snapshot.parts) {
        if (part.act !== null) expect(allowed[part.kind], part.id).toContain(part.act);
        if (part.kind === 'tailscale' && part.act === 'start') {
          expect(at.part('headscale').health).toBe('up');
          expect(part.fact.key).toBe('svc.off');
        }
      }
      const { fix, rows } = view(snapshot, { lang: 'en', now: snapshot.at, isAway: false });
      const buttons = [
        ...rows.flatMap(({ act, kind }) => (act ? [[kind, act.do] as const] : [])),
        ...(fix?.id ? [[at.part(fix.id).kind, fix.do] as const] : []),
      ];
      for (const [kind, act] of buttons) expect(allowed[kind], `${kind} ${act}`).toContain(act);
      // A notification may offer what the headline offers, and nothing else.
      const act = fixAct(snapshot.ai);
      if (act !== null) expect(['ollama', 'openclaw', 'podman']).toContain(snapshot.ai?.cause);
      await at.engine.stop();
    },
  );

  test('the lists are the ones that the product has', () => {
    expect(Object.keys(allowed).sort()).toEqual(Object.keys(actsOf).sort());
    expect(bestActs).toEqual(['start', 'restart', 'why', 'again', 'prepare', 'close']);
  });
});

const wish = (id: string, act: string, model = '') => Command.parse({ type: 'part.act', id, act, model });

describe('what may be done at all', () => {
  test.each(
    Object.keys(actsOf).flatMap((kind) =>
      partActs.map((act) => [kind === 'lan' ? 'lan:telmeet' : kind, act] as const),
    ),
  )('%s %s', async (id, act) => {
    const at = await stand();
    const kind = id.startsWith('lan') ? 'lan' : id;
    const isAllowed = Object.entries(actsOf).some(([name, acts]) => name === kind && acts.includes(act));
    const result = accept(wish(id, act), at.engine.state());
    // A Tailscale that runs is not started either.
    expect(result.ok).toBe(isAllowed && kind !== 'tailscale');
    if (!result.ok) expect(['cannot-act', 'hands-off', 'no-coordinator']).toContain(result.problem.code);
    await at.engine.stop();
  });

  test('a part that nobody knows is refused with those there are', async () => {
    const at = await stand();
    expect(accept(wish('__proto__', 'start'), at.engine.state())).toMatchObject({
      ok: false,
      problem: {
        code: 'no-part',
        detail: 'ollama, openclaw, podman, tailscale, headscale, lan:telmeet, mac',
      },
    });
    await at.engine.stop();
  });
});

async function press(at: Standing, id: string, act: string, model = ''): Promise<void> {
  expect(await at.engine.send(wish(id, act, model))).toMatchObject({ ok: true });
}

describe('what a press does', () => {
  test.each<readonly [string, Given, string, string, readonly string[], string]>([
    [
      'a stopped Ollama is started as a server of our own',
      { stack: { ollama: 'down' } },
      'ollama',
      'start',
      ['launch ollama'],
      'up',
    ],
    [
      'a container that has ended',
      { stack: { container: 'exited' } },
      'openclaw',
      'start',
      ['podman start openclaw'],
      'up',
    ],
    [
      'a container that hangs',
      { stack: { gateway: 'silent' } },
      'openclaw',
      'restart',
      ['podman restart openclaw'],
      'up',
    ],
    ['a container that runs is stopped', {}, 'openclaw', 'stop', ['podman stop openclaw'], 'down'],
    [
      'a machine',
      { platform: 'darwin', stack: { machine: 'stopped' } },
      'podman',
      'start',
      ['podman machine start'],
      'up',
    ],
    [
      'a stopped Tailscale while its coordinator answers',
      { stack: { tailscale: tailnet([], { BackendState: 'Stopped' }) } },
      'tailscale',
      'start',
      ['tailscale up'],
      'up',
    ],
  ])('%s', async (_title, given, id, act, done, health) => {
    const at = await stand({ ...given, prepare: launching });
    await press(at, id, act);
    expect(at.part(id).doing).toMatchObject({ act });
    await at.pass(5_000);
    expect(at.stack.done).toEqual(done);
    expect(at.part(id)).toMatchObject({ health, doing: null });
    await at.engine.stop();
  });

  test('on a Mac the app is opened, never a second server beside it', async () => {
    const asked: string[] = [];
    const at = await stand({
      platform: 'darwin',
      stack: { ollama: 'down' },
      prepare: ({ commands, disk }) => {
        disk.set('/Applications/Ollama.app/Contents/Info.plist', '');
        commands.set('open', async (args) => {
          asked.push(args.join(' '));
          return { ok: true, value: { stdout: '', stderr: '', exitCode: 0 } };
        });
      },
    });
    await press(at, 'ollama', 'start');
    await at.pass(2_000);
    expect(asked).toEqual(['-j -a /Applications/Ollama.app']);
    expect(at.stack.done).toEqual([]);
    await at.engine.stop();
  });

  test('what has no effect is a failure with that name, and may be tried again', async () => {
    const at = await stand({ stack: { ollama: 'down' } });
    await press(at, 'ollama', 'start');
    await at.pass(25_000);
    expect(at.part('ollama').doing).toMatchObject({
      phase: 'failed',
      problem: { code: 'act-no-effect', about: 'ollama start' },
    });
    expect(at.row('ollama')).toMatchObject({ isFailed: true });
    expect(accept(wish('ollama', 'start'), at.engine.state()).ok).toBe(true);
    await at.engine.stop();
  });

  test('a second press while the first goes on is refused', async () => {
    const at = await stand({ stack: { ollama: 'down' } });
    await press(at, 'ollama', 'start');
    expect(await at.engine.send(wish('ollama', 'start'))).toMatchObject({
      ok: false,
      problem: { code: 'busy' },
    });
    await at.engine.stop();
  });

  test('an Ollama that somebody else runs is not stopped', async () => {
    const at = await stand();
    await press(at, 'ollama', 'stop');
    await at.pass(1_000);
    expect(at.part('ollama').doing).toMatchObject({ phase: 'failed', problem: { code: 'not-ours' } });
    expect(at.part('ollama').health).toBe('up');
    await at.engine.stop();
  });

  test('one that we started is remembered through a restart of ours, and may be stopped', async () => {
    const at = await stand({ stack: { ollama: 'down' }, prepare: launching });
    await press(at, 'ollama', 'start');
    await at.pass(5_000);
    expect(JSON.parse(at.world.disk.get('/home/me/offline/journal.json') ?? '{}').children).toEqual([
      { part: 'ollama', pid: 4_000, startedAt: '1' },
    ]);
    await at.engine.stop();
    const next = await at.world.start();
    await at.world.clock.pass(5_000);
    expect(next.state().parts.children).toEqual([{ part: 'ollama', pid: 4_000, startedAt: '1' }]);
    await next.stop();
  });

  test('beside an old container, OpenClaw’s own service is what is started and stopped', async () => {
    const native: Partial<Stack> = { hasOpenClaw: true, container: 'exited', gateway: 'native' };
    const at = await stand({ stack: native });
    expect(at.row('openclaw').fact).toBe('answers, local models only');
    const done = async (act: string) => {
      at.stack.done.length = 0;
      await press(at, 'openclaw', act);
      await at.pass(6_000);
      return at.stack.done.filter((one) => !one.startsWith('openclaw config'));
    };
    expect(await done('stop')).toEqual(['openclaw gateway stop']);
    expect(at.part('openclaw')).toMatchObject({ health: 'down', doing: null, act: 'start' });
    expect(await done('start')).toEqual(['openclaw gateway start']);
    expect(at.part('openclaw')).toMatchObject({ health: 'up', doing: null });
    at.stack.gateway = 'native-hung';
    await at.pass(20_000);
    expect(at.part('openclaw')).toMatchObject({ health: 'down', act: 'restart' });
    expect(await done('restart')).toEqual(['openclaw gateway restart']);
    expect(at.part('openclaw')).toMatchObject({ health: 'up' });
    await at.engine.stop();
  });

  test('what a new container brings, its own config above all, is seen at once', async () => {
    const at = await stand({
      stack: { container: 'gone' },
      tools: { env: { OPENCLAW_CONFIG_PATH: '/elsewhere.json' } },
      prepare: ({ disk }) => disk.set('/elsewhere.json', cloudConfig),
    });
    at.stack.container = 'running';
    at.world.podmanSays('{"Status":"start"}');
    await at.pass(500);
    expect(at.row('openclaw').fact).toBe('answers, local models only');
    await at.engine.stop();
  });

  test('a container that answered before Podman told of it is held as soon as Podman says so', async () => {
    const at = await stand({ stack: { container: 'exited', gateway: 'native' } });
    expect(at.part('openclaw')).toMatchObject({ health: 'up' });
    const told = async (container: Stack['container']) => {
      at.stack.container = container;
      await at.pass(2_500);
      const event = JSON.stringify({ Status: container === 'paused' ? 'pause' : 'start' });
      at.world.podmanSays(event);
      await at.pass(100);
    };
    await told('running');
    // What is paused takes a request and never answers.
    at.stack.gateway = 'native-hung';
    await told('paused');
    expect(at.row('openclaw')).toMatchObject({ fact: 'its container is paused', mark: 'bad' });
    await at.engine.stop();
  });

  test('a program that fails is told with its own last line', async () => {
    const at = await stand({ stack: { container: 'exited' } });
    at.stack.container = 'gone';
    await press(at, 'openclaw', 'start');
    await at.pass(1_000);
    expect(at.part('openclaw').doing).toMatchObject({
      phase: 'failed',
      problem: {
        code: 'act-failed',
        about: 'podman start',
        detail: 'no container with name or ID "openclaw" found: no such container',
      },
    });
    await at.engine.stop();
  });

  test('a container that vanishes with its end is not stopped', async () => {
    const at = await stand({ stack: { isAutoRemoved: true } });
    for (const act of ['stop', 'restart']) {
      await press(at, 'openclaw', act);
      await at.pass(1_000);
      expect(at.part('openclaw').doing).toMatchObject({
        phase: 'failed',
        problem: { code: 'would-vanish', about: 'openclaw' },
      });
    }
    expect(at.stack.done).toEqual([]);
    await at.engine.stop();
  });

  test('a mistake of ours ends what was pressed, with a sentence and without another try', async () => {
    let tries = 0;
    const at = await stand({
      stack: { container: 'exited' },
      prepare: ({ commands }) => {
        const podman = commands.get('podman');
        commands.set('podman', (args, options) => {
          if (args[0] === 'start') {
            tries += 1;
            throw new TypeError('a mistake');
          }
          return podman?.(args, options) ?? Promise.reject(new Error('no podman'));
        });
      },
    });
    await press(at, 'openclaw', 'start');
    await at.pass(30_000);
    expect(at.part('openclaw').doing).toMatchObject({ phase: 'failed', problem: { code: 'bug' } });
    expect(tries).toBe(1);
    await at.engine.stop();
  });

  test('a model is loaded and let go; without a name the main one is meant', async () => {
    const at = await stand();
    await press(at, 'ollama', 'warm');
    await at.pass(1_000);
    await press(at, 'ollama', 'unload', 'llama3.2:3b');
    await at.pass(1_000);
    expect(at.stack.done).toEqual(['warm qwen2.5-coder:32b', 'unload llama3.2:3b']);
    await at.engine.stop();
  });

  test('a login page that answers everything with 200 is no coordinator', async () => {
    const at = await stand({ stack: { tailscale: tailnet([], { BackendState: 'Stopped' }) } });
    at.stack.headscale = 'html';
    await press(at, 'tailscale', 'start');
    await at.pass(1_000);
    expect(at.part('tailscale').doing).toMatchObject({
      phase: 'failed',
      problem: { code: 'no-coordinator' },
    });
    await at.engine.stop();
  });

  test('Tailscale is not started when its coordinator has gone meanwhile', async () => {
    const at = await stand({ stack: { tailscale: tailnet([], { BackendState: 'Stopped' }) } });
    at.stack.headscale = 'down';
    await press(at, 'tailscale', 'start');
    await at.pass(2_000);
    expect(at.part('tailscale').doing).toMatchObject({
      phase: 'failed',
      problem: { code: 'no-coordinator' },
    });
    expect(at.stack.done).toEqual([]);
    await at.engine.stop();
  });
});

/** A server that is started answers. */
const launching: NonNullable<Given['prepare']> = (world, stack: Stack) => {
  Object.assign(world.tools.programs, {
    launch: async (name: string) => {
      stack.done.push(`launch ${name}`);
      stack.ollama = 'up';
      return { ok: true, value: { pid: 4_000, startedAt: '1' } };
    },
  });
};
