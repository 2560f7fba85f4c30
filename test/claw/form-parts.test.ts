import { describe, expect, test } from 'vitest';
import type { Form } from '../../main/core/claw/form.ts';
import { ok, type Result } from '../../main/core/problem.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { speaker } from '../../main/core/words.ts';
import { runOnce } from '../../main/engine/claw/form-run.ts';
import { createForm, removeForm, wishFor } from '../../main/engine/claw/forms.ts';
import { goodStack, type Stack, serversOf } from '../fakes/stack.ts';
import { newWorld, type World } from '../fakes/world.ts';
import { type Given, stand, told } from '../parts/stand.ts';
import { formWish } from './form-wishes.ts';

/** The container as Podman tells it: without a network, or in one of its own; its bridge has the port. */
function made(labels: Record<string, string>, network: string): NonNullable<Given['prepare']> {
  return (world: World, stack: Stack) => {
    const podman = world.commands.get('podman');
    if (!podman) throw new Error('no podman');
    stack.network = network;
    world.commands.set('podman', async (args, options) => {
      const said = await podman(args, options);
      if (!said.ok || (args[0] !== 'ps' && args[0] !== 'inspect')) return said;
      const [found] = JSON.parse(said.value.stdout);
      const now =
        args[0] === 'ps'
          ? { ...found, Ports: null }
          : { ...found, Config: { ...found.Config, Labels: labels } };
      return ok({ ...said.value, stdout: JSON.stringify([now]) });
    });
  };
}
const form = (name: string) => ({ 'offline-mode.form': name, 'offline-mode.port': '18789' });

test.each<[string, Record<string, string>, string, string, string]>([
  ['ours without a network reaches Ollama all the same', form('A'), 'none', 'yes', ''],
  ['ours in a network without a way out', form('B'), 'bridge', 'yes', ''],
  [
    'somebody else’s without a network does not',
    {},
    'none',
    'no',
    'Its container has no network, so it cannot reach Ollama.',
  ],
])('%s', async (_name, labels, network, offline, rule) => {
  const at = await stand({ prepare: made(labels, network) });
  expect(told(at, 'openclaw')).toMatchObject({ health: 'up', offline });
  if (rule !== '') expect(told(at, 'openclaw').rule).toBe(rule);
  await at.engine.stop();
});

test('its port is the one that its bridge has', async () => {
  const at = await stand({ prepare: made(form('A'), 'none'), stack: { gateway: 'down' } });
  // Whoever has a port can be knocked at: that nobody answers is then no wall.
  expect(told(at, 'openclaw').fact).not.toBe(
    told(await stand({ prepare: made({}, 'none'), stack: { gateway: 'down' } }), 'openclaw').fact,
  );
  await at.engine.stop();
});

interface Thing {
  readonly kind: 'container' | 'network' | 'volume';
  readonly form: Form | null;
  readonly state?: string;
  readonly startedAt?: string;
  readonly exitCode?: number;
  readonly restarts?: number;
  /** Seconds since the epoch. */
  readonly created?: number;
}

/** A Podman that keeps what is made, and takes away what it is told to; `answer`: what it says otherwise. */
interface KeptPodman {
  readonly world: World;
  readonly things: Map<string, Thing>;
  answer: (args: readonly string[]) => { stdout?: string; stderr?: string; exitCode?: number } | undefined;
}

const labelled = (form: Form | null) => (form === null ? null : { 'offline-mode.form': form });

function described({
  form,
  state = 'running',
  startedAt = '2026-11-29T14:09:38Z',
  exitCode = 0,
  restarts = 0,
}: Thing): string {
  const State = { Running: state === 'running', ExitCode: exitCode, StartedAt: startedAt };
  const Labels = labelled(form);
  return JSON.stringify([
    { State, RestartCount: restarts, Config: { Labels }, ...(Labels ? { Labels, labels: Labels } : {}) },
  ]);
}

const info = { host: { security: { rootless: true }, slirp4netns: { executable: '/usr/bin/slirp4netns' } } };

function keptPodman(known: Readonly<Record<string, Thing>> = {}): KeptPodman {
  const world = newWorld();
  const things = new Map(Object.entries(known));
  const kept: KeptPodman = { world, things, answer: () => undefined };
  const formOf = (args: readonly string[]) =>
    (['A', 'B', 'D'] as const).find((one) => args.includes(`offline-mode.form=${one}`)) ?? null;
  const act = (args: readonly string[]) => {
    const [command = '', act = ''] = args;
    const last = args.at(-1) ?? '';
    const thing = things.get(last);
    if (command === 'info') return { stdout: JSON.stringify(info) };
    if (command === 'image') return { stdout: '[{"Config":{"Entrypoint":null,"Cmd":["node"]}}]' };
    if (last === '--version') return { stdout: 'v24.21.0\n' };
    if (args.includes('exists')) return { exitCode: thing ? 0 : 1 };
    if (command === 'ps') return { stdout: listed(things) };
    if (args.includes('inspect')) {
      const kind = command === 'inspect' ? args[2] : command;
      return thing && thing.kind === kind ? { stdout: described(thing) } : { stdout: '[]\n', exitCode: 125 };
    }
    if (command === 'create' || command === 'run') {
      things.set(args[2] ?? '', { kind: 'container', form: formOf(args), state: 'created' });
    } else if ((command === 'network' || command === 'volume') && act === 'create') {
      things.set(last, { kind: command, form: formOf(args) });
    } else if (command === 'start') {
      if (thing) things.set(last, { ...thing, state: 'running' });
    } else if (command === 'rm' || act === 'rm') {
      if (!things.delete(last) && command !== 'rm')
        return { exitCode: 1, stderr: `Error: no such ${command}\n` };
    }
    return {};
  };
  world.commands.set('podman', async (args) =>
    ok({ stdout: '', stderr: '', exitCode: 0, ...(kept.answer(args) ?? act(args)) }),
  );
  return kept;
}

const listed = (things: ReadonlyMap<string, Thing>) =>
  JSON.stringify(
    [...things]
      .filter(([, { kind }]) => kind === 'container')
      .map(([name, { state = 'running', form, created = 0 }]) => ({
        ...{ Names: [name], State: state, Created: created, Labels: labelled(form) },
      })),
  );

/** While the world's clock goes on. */
async function ended<T>({ clock }: World, doing: Promise<T>): Promise<T> {
  let isOver = false;
  void doing.finally(() => {
    isOver = true;
  });
  while (!isOver) await clock.pass(500);
  return doing;
}

const never = new AbortController().signal;
const codeOf = (done: Result<unknown>) => (done.ok ? 'ok' : done.problem.code);
const container = (form: Form | null, more: Partial<Thing> = {}): Thing => ({
  kind: 'container',
  form,
  ...more,
});

describe('a removal', () => {
  const remove = ({ world }: KeptPodman) => ended(world, removeForm(world.tools, 'openclaw', never));

  test.each<['A' | 'B' | 'D']>([['A'], ['B'], ['D']])(
    'takes all of form %s, wherever an earlier one has stopped',
    async (form) => {
      const whole = keptPodman();
      await ended(whole.world, createForm(whole.world.tools, formWish(form, { port: null }), never));
      const order = ['openclaw', 'openclaw-bridge'];
      expect([...whole.things.keys()]).toEqual(expect.arrayContaining(form === 'D' ? ['openclaw'] : order));
      for (const gone of [0, 1, 2]) {
        const podman = keptPodman(Object.fromEntries(whole.things));
        for (const name of order.slice(0, gone)) podman.things.delete(name);
        const had = podman.things.size;
        expect(codeOf(await remove(podman))).toBe(had > 0 ? 'ok' : 'no-container');
        expect([...podman.things.keys()]).toEqual([]);
        expect(codeOf(await remove(podman))).toBe('no-container');
      }
    },
  );

  test('nothing of somebody else’s, whatever its name', async () => {
    const theirs: Record<string, Thing> = {
      'openclaw-bridge': container(null),
      'openclaw-inside': { kind: 'network', form: null },
      'openclaw-sockets': { kind: 'volume', form: null },
      'openclaw-run-01234567': container(null, { state: 'exited' }),
    };
    const podman = keptPodman(theirs);
    expect(codeOf(await remove(podman))).toBe('no-container');
    podman.things.set('openclaw', container(null));
    expect(codeOf(await remove(podman))).toBe('not-made-here');
    expect([...podman.things.keys()]).toEqual([...Object.keys(theirs), 'openclaw']);
  });

  test('runs that a closed terminal has left go too; those that run or begin do not', async () => {
    const podman = keptPodman();
    const now = podman.world.clock.wall() / 1_000;
    for (const [name, thing] of Object.entries<Thing>({
      openclaw: container('D'),
      'openclaw-run-00000001': container('D', { state: 'exited' }),
      'openclaw-run-00000002-bridge': container('A'),
      'openclaw-run-00000002-sockets': { kind: 'volume', form: 'A' },
      'openclaw-run-00000003-bridge': container('A'),
      'openclaw-run-00000003': container('A'),
      'openclaw-run-00000004-bridge': container('A', { created: now - 5 }),
      'openclaw-run-00000005': container('D', { state: 'paused' }),
      'other-run-00000006': container('D', { state: 'exited' }),
    }))
      podman.things.set(name, thing);
    expect(codeOf(await remove(podman))).toBe('ok');
    expect([...podman.things.keys()]).toEqual([
      ...['openclaw-run-00000003-bridge', 'openclaw-run-00000003', 'openclaw-run-00000004-bridge'],
      ...['openclaw-run-00000005', 'other-run-00000006'],
    ]);
  });

  test.each<[string, Thing]>([
    ['openclaw-bridge', container('B')],
    ['openclaw-inside', { kind: 'network', form: 'B' }],
  ])('is named where a new one finds our %s', async (name, thing) => {
    const podman = keptPodman({ [name]: thing });
    const { world } = podman;
    const made = await ended(world, createForm(world.tools, formWish('B', { port: null }), never));
    expect(codeOf(made)).toBe('left-over');
    expect([...podman.things.keys()]).toEqual([name]);
  });
});

describe('what was just started', () => {
  test.each<[string, Partial<Thing>, object]>([
    ['goes on', {}, { ok: true }],
    [
      'has ended by its config',
      { state: 'exited', exitCode: 78, restarts: 5 },
      { problem: { code: 'claw-ended-config', about: 'openclaw', detail: '78' } },
    ],
    [
      'has ended by another thing',
      { state: 'exited', exitCode: 1 },
      { problem: { code: 'claw-ended', detail: '1' } },
    ],
    ['ends again and again', { restarts: 3 }, { problem: { code: 'claw-restarts', detail: '3' } }],
  ])('%s', async (_name, then, expected) => {
    const podman = keptPodman();
    const { world, things } = podman;
    podman.answer = (args) => {
      if (args[0] !== 'start') return undefined;
      things.set('openclaw', container('D'));
      world.clock.after(2_500, () => things.set('openclaw', container('D', then)));
      return {};
    };
    const made = await ended(world, createForm(world.tools, formWish('D', { port: null }), never));
    expect(made).toMatchObject(expected);
    expect(things.has('openclaw')).toBe(true);
  });

  test('whoever answers is there: nobody is kept waiting', async () => {
    const podman = keptPodman();
    const { world } = podman;
    podman.answer = (args) => {
      if (args[0] === 'start')
        for (const [at, served] of serversOf(goodStack())) world.services.set(at, served);
      return undefined;
    };
    const before = world.clock.mono();
    expect(codeOf(await ended(world, createForm(world.tools, formWish('D'), never)))).toBe('ok');
    expect(world.clock.mono() - before).toBeLessThan(5_000);
  });
});

describe('a command that ends', () => {
  const created = container('D', { state: 'created', startedAt: '0001-01-01T00:00:00Z' });
  test.each<[string, Thing | null, number, object]>([
    ['127 by itself', container('D', { state: 'exited', exitCode: 127 }), 127, { ok: true, value: 127 }],
    ['a program that the image has not', created, 127, { problem: { code: 'no-command', about: 'bash' } }],
    ['127, and nobody can tell', null, 127, { ok: true, value: 127 }],
    ['7', container('D', { state: 'exited', exitCode: 7 }), 7, { ok: true, value: 7 }],
  ])('%s: its own code, and nothing stays', async (_name, thing, exitCode, expected) => {
    const podman = keptPodman({ openclaw: container('A') });
    podman.answer = (args) => {
      if (args[0] !== 'run') return undefined;
      if (thing) podman.things.set(args[2] ?? '', thing);
      return { exitCode };
    };
    for (const form of ['A', 'B', 'D'] as const) {
      const wish = formWish(form, { container: 'openclaw-run-01234567' });
      expect(await runOnce(podman.world.tools, wish, ['bash'], never)).toMatchObject(expected);
      expect([...podman.things.keys()]).toEqual(['openclaw']);
    }
  });
});

describe('before anything is made', () => {
  const asking = (form: Form, part: Partial<Settings> = {}) => {
    const { world } = keptPodman();
    const settings = { ...defaultSettings, ...part };
    return { world, ask: () => wishFor(world.tools, { form, settings, workspace: null }, never) };
  };

  test('without a config, the one for a container is named', async () => {
    expect(await asking('D').ask()).toMatchObject({ problem: { code: 'claw-none-inside' } });
    for (const lang of ['en', 'ko'] as const)
      expect(speaker(lang)('p.claw-none-inside', { about: '~/x' })).toContain('openclaw init --form podman');
  });

  test.each<[Form, string, string]>([
    ['A', 'http://studio.lan', 'form-port'],
    ['B', 'http://127.0.0.1:1023', 'form-port'],
    ['A', 'http://127.0.0.1:1024', 'ok'],
    ['D', 'http://studio.lan', 'ok'],
  ])('form %s, Ollama at %s: %s', async (form, place, code) => {
    const { world, ask } = asking(form, { 'ollama.places': [place] });
    world.disk.set('/home/me/.openclaw/openclaw.json', '{}');
    expect(codeOf(await ask())).toBe(code);
  });
});
