import { describe, expect, test } from 'vitest';
import { isRecord, valueAt } from '../../main/core/claw/change.ts';
import { ok, type Result } from '../../main/core/problem.ts';
import type { Output, Tools } from '../../main/engine/tools/tools.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';
import { configPath, goodStack, type Stack, serversOf } from '../fakes/stack.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

type Answer = Partial<Output> | undefined;

/** A Podman that says yes to everything but what the test answers for it; what it was told, a line each. */
interface FakePodman {
  readonly told: string[];
  answer: (line: string) => Answer;
}

const info = { host: { security: { rootless: true }, slirp4netns: { executable: '/usr/bin/slirp4netns' } } };
const image = [{ Config: { Entrypoint: null, Cmd: ['node', 'openclaw.mjs', 'gateway'] } }];
const no = (exitCode: number, stderr = ''): Answer => ({ exitCode, stderr });

const usual = (line: string): Answer => {
  if (line.startsWith('info')) return { stdout: JSON.stringify(info) };
  if (line.startsWith('image inspect')) return { stdout: JSON.stringify(image) };
  if (line.startsWith('container exists')) return no(1);
  if (line.includes('--entrypoint node') && line.endsWith('--version')) return { stdout: 'v24.21.0\n' };
  return undefined;
};

function withPodman(world: World, answer: FakePodman['answer'] = () => undefined): FakePodman {
  const fake: FakePodman = { told: [], answer };
  world.commands.set('podman', async (args) => {
    const line = args.join(' ');
    fake.told.push(line);
    const said = fake.answer(line) ?? usual(line) ?? {};
    return ok({ stdout: '', stderr: '', exitCode: 0, ...said }) satisfies Result<Output>;
  });
  return fake;
}

/** What changes something, by its first words. */
const changes = ({ told }: FakePodman) =>
  told
    .filter((line) => /^(create|start|rm|network|volume|run|exec)/.test(line) && !line.endsWith('--version'))
    .map((line) => line.split(' ').slice(0, 3).join(' '));

async function run(world: World, argv: readonly string[], other: Partial<Tools> = {}) {
  let [out, err] = ['', ''];
  const running = runTerminal({
    ...{ argv, env: { LANG: 'C' }, isColoured: false, cwd: '/', locale: 'en-US', paths, version: '9.9.9' },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    tools: { ...world.tools, ...other },
    columns: () => 1_000,
    signal: new AbortController().signal,
  });
  let code: number | null = null;
  void running.then((ended) => {
    code = ended;
  });
  while (code === null) {
    await world.clock.pass(20);
    await new Promise((done) => setTimeout(done, 1));
  }
  return { code, out, err };
}

/** A machine with a config, a workspace and an image. */
function ready(stack: Partial<Stack> = {}): World {
  const world = newWorld();
  const whole: Stack = { ...goodStack(), gateway: 'down', ...stack };
  for (const [place, served] of serversOf(whole))
    if (!place.endsWith(':18789') || whole.gateway !== 'down') world.services.set(place, served);
  if (whole.config !== null) world.disk.set(configPath, whole.config);
  world.disk.set('/home/me/work/notes.txt', 'x');
  return world;
}

describe('what is typed', () => {
  test.each<[string[], unknown]>([
    [['create'], { do: 'claw.create', form: 'D', workspace: null, isDry: false }],
    [['create', '--form', 'a', '--dry-run'], { do: 'claw.create', form: 'A', isDry: true }],
    [
      ['run', '--form', 'B', '--', 'bash', '-lc', 'ls'],
      { do: 'claw.run', form: 'B', command: ['bash', '-lc', 'ls'] },
    ],
    [['run', 'ls'], { do: 'claw.run', command: ['ls'] }],
    [['shell'], { do: 'claw.shell' }],
    [['isolation', '--json'], { do: 'claw.isolation' }],
    [['remove'], { do: 'claw.remove' }],
    [['init'], { do: 'claw.init', kind: 'host' }],
    [['init', '--form', 'podman'], { do: 'claw.init', kind: 'podman' }],
    [['restore'], { do: 'switch', act: 'restore' }],
  ])('openclaw %j', (words, wanted) => {
    expect(readArgs(['openclaw', ...words]).wanted).toMatchObject({ ok: true, value: wanted });
  });

  test.each<[string[], string]>([
    [['openclaw'], 'create, run, shell'],
    [['openclaw', 'creat'], 'create, run, shell'],
    [['openclaw', 'create', '--form', 'C'], '“--form” needs A, B, D.'],
    [['openclaw', 'create', '--form'], '“--form” needs A, B, D.'],
    [['openclaw', 'create', 'now'], '“now” does not belong here. Usage: offline-mode '],
    [['openclaw', 'create', '--workspace', ''], '“--workspace” needs DIR.'],
    [['openclaw', 'run'], '“openclaw run” needs -- COMMAND.'],
    [['openclaw', 'run', '--dry-run', '--', 'ls'], 'There is no option “--dry-run” here.'],
    [['openclaw', 'shell', '--form', 'A'], 'There is no option “--form” here.'],
    [['openclaw', 'init', '--form', 'A'], '“--form” needs host, podman.'],
    [['openclaw', 'restore', '--form', 'A'], 'There is no option “--form” here.'],
    [['status', '--dry-run'], 'There is no option “--dry-run” here.'],
    [['models', '--workspace', 'x'], 'There is no option “--workspace” here.'],
  ])('%j is wrong usage', async (argv, words) => {
    const ran = await run(newWorld(), argv);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(words);
  });
});

describe('openclaw create', () => {
  test('makes it, starts it, and says how far apart it really is', async () => {
    const world = ready();
    const podman = withPodman(world);
    const ran = await run(world, ['openclaw', 'create', '--workspace', '/home/me/work']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('only OpenClaw’s config keeps it from the cloud (form D)');
    expect(ran.out).toContain('Ollama is at http://host.containers.internal:11434');
    expect(changes(podman)).toEqual(['create --name openclaw', 'start openclaw']);
    expect(podman.told.find((line) => line.startsWith('create'))).toContain(
      '--volume /home/me/.openclaw:/home/node/.openclaw:rw --volume /home/me/work:',
    );
  });

  test('a dry run changes nothing and shows every command, and what takes it back', async () => {
    const world = ready();
    const podman = withPodman(world);
    const ran = await run(world, ['openclaw', 'create', '--form', 'B', '--dry-run']);
    expect(ran.code).toBe(0);
    expect(changes(podman)).toEqual([]);
    const lines = ran.out.split('\n').filter((line) => line.startsWith('podman '));
    expect(lines.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual([
      ...['network create', 'create --name', 'create --name', 'start openclaw'],
      ...['rm --force', 'rm --force', 'network rm'],
    ]);
  });

  test.each<[string, (line: string) => Answer, string, string[]]>([
    [
      'the bridge cannot be made',
      (line) =>
        line.startsWith('create --name openclaw-bridge') ? no(125, 'Error: no space left\n') : undefined,
      '“podman create --name” did not work: no space left.',
      ['network create --internal', 'create --name openclaw-bridge', 'network rm openclaw-inside'],
    ],
    [
      'it does not start',
      (line) =>
        line.startsWith('start') ? no(127, 'Error: crun: executable file `node` not found.') : undefined,
      'executable file `node` not found',
      [
        ...['network create --internal', 'create --name openclaw-bridge', 'create --name openclaw'],
        ...['start openclaw', 'rm --force --time', 'rm --force --time', 'network rm openclaw-inside'],
      ],
    ],
    [
      'somebody has a network of that name: it is not ours to take away',
      (line) => (line.startsWith('network create') ? no(125, 'Error: network already exists') : undefined),
      'network already exists',
      ['network create --internal'],
    ],
  ])('what was begun is taken back: %s', async (_name, answer, words, told) => {
    const world = ready();
    const podman = withPodman(world, answer);
    const ran = await run(world, ['openclaw', 'create', '--form', 'B']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
    expect(changes(podman)).toEqual(told);
  });

  test('a range that is in use already: the next one is taken', async () => {
    const world = ready();
    const said = 'Error: subnet 10.89.187.0/24 is already used on the host or by another config\n';
    const podman = withPodman(world, (line) =>
      line.includes('--subnet 10.89.187.0/24') ? no(125, said) : undefined,
    );
    expect(await run(world, ['openclaw', 'create', '--form', 'B'])).toMatchObject({ code: 0 });
    const own = podman.told.findLast((line) => line.startsWith('create --name openclaw '));
    expect(own).toContain('openclaw-inside:ip=10.89.211.3');
  });

  const stoppedMachine = '[{"Name":"m","Default":true,"Running":false,"VMType":"applehv"}]';
  const away = (list: string) => (line: string) =>
    line.startsWith('machine list')
      ? { stdout: list }
      : line.startsWith('info')
        ? no(125, 'Error: unable to connect to Podman socket')
        : undefined;
  test.each<[string, string[], (line: string) => Answer, Partial<Tools>, string]>([
    ['no machine', [], away('[]'), { platform: 'darwin' }, 'podman machine init'],
    ['its machine is stopped', [], away(stoppedMachine), { platform: 'darwin' }, 'offline-mode start podman'],
    ['an engine that is away', [], away('[]'), {}, 'Podman cannot be reached'],
    [
      'info that does not understand',
      [],
      (line) => (line.startsWith('info') ? { stdout: '<html>' } : undefined),
      {},
      'Podman cannot be reached',
    ],
    [
      'no image',
      [],
      (line) => (line.startsWith('image') ? no(125) : undefined),
      {},
      'There is no image “localhost/openclaw:local” here.',
    ],
    [
      'the name is taken',
      [],
      (line) => (line === 'container exists openclaw' ? no(0) : undefined),
      {},
      'Podman already has a container “openclaw”',
    ],
    [
      'the bridge’s name is taken',
      ['--form', 'A'],
      (line) => (line === 'container exists openclaw-bridge' ? no(0) : undefined),
      {},
      '“openclaw-bridge”',
    ],
    [
      'an image without Node',
      ['--form', 'A'],
      (line) => (line.endsWith('--version') ? no(127) : undefined),
      {},
      'does not contain node',
    ],
    [
      'no such workspace',
      ['--workspace', '/home/me/nowhere'],
      () => undefined,
      {},
      '/home/me/nowhere is not a folder',
    ],
    [
      'a file for a workspace',
      ['--workspace', '/home/me/work/notes.txt'],
      () => undefined,
      {},
      'is not a folder',
    ],
    [
      'a colon in a path',
      ['--workspace', '/home/me/a:b'],
      () => undefined,
      {},
      'cannot be passed to a container',
    ],
  ])('nothing is changed: %s', async (_name, more, answer, tools, words) => {
    const world = ready();
    const podman = withPodman(world, answer);
    const ran = await run(world, ['openclaw', 'create', ...more], tools);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
    expect(changes(podman)).toEqual([]);
  });

  test('an Ollama that is asked by https goes with D only', async () => {
    const world = ready();
    withPodman(world);
    const settings = { version: 1, 'ollama.places': ['https://studio.lan'] };
    world.disk.set(paths.settings, JSON.stringify(settings));
    expect((await run(world, ['openclaw', 'create', '--form', 'A'])).err).toContain(
      'over https at https://studio.lan',
    );
    expect((await run(world, ['openclaw', 'create'])).out).toContain('Ollama is at https://studio.lan.');
  });

  test('without Podman, without a config, and with a port that somebody has', async () => {
    expect((await run(ready(), ['openclaw', 'create'])).err).toContain('“podman” is not installed');
    const bare = ready({ config: null });
    withPodman(bare);
    expect((await run(bare, ['openclaw', 'create'])).err).toContain('There is no OpenClaw config at');
    const busy = ready({ gateway: 'ready' });
    const podman = withPodman(busy);
    expect((await run(busy, ['openclaw', 'create'])).err).toContain('is already listening on port 18789');
    expect(changes(podman)).toEqual([]);
  });
});

const inspected =
  (running: boolean, form: string | null) =>
  (line: string): Answer =>
    line.startsWith('container inspect')
      ? {
          stdout: JSON.stringify([
            { State: { Running: running }, Config: { Labels: form ? { 'offline-mode.form': form } : null } },
          ]),
        }
      : undefined;

describe('openclaw isolation', () => {
  const probed = {
    ...{ interfaces: ['lo'], hasRoute: false, name: 'EAI_AGAIN', ollama: 'ok' },
    ways: [{ to: '1.1.1.1:443', is: 'ENETUNREACH' }],
  };
  const saying = (form: string | null, said: unknown) => (line: string) =>
    line.startsWith('exec') ? { stdout: `${JSON.stringify(said)}\n` } : inspected(true, form)(line);
  const open = { ...probed, interfaces: ['lo', 'eth0'], hasRoute: true };

  test.each<[string, unknown, number, string]>([
    ['A', probed, 0, 'it has no network'],
    ['B', { ...probed, interfaces: ['lo', 'eth0'] }, 0, 'its network has no way out'],
    [
      'D',
      { ...open, ways: [{ to: '1.1.1.1:443', is: 'ok' }], name: 'ok' },
      3,
      'The internet can be reached from inside',
    ],
    ['D', open, 3, 'there is a way out'],
    ['A', { ...probed, ollama: 'ECONNREFUSED' }, 3, 'Ollama cannot be reached from inside (ECONNREFUSED)'],
    // Whatever it was made as: what is found counts.
    ['A', open, 3, 'there is a way out'],
  ])('form %s, %j: exit %i', async (form, said, code, words) => {
    const world = ready();
    withPodman(world, saying(form, said));
    const ran = await run(world, ['openclaw', 'isolation']);
    expect(ran.code).toBe(code);
    expect(ran.out).toContain(words);
    const json = JSON.parse((await run(world, ['openclaw', 'isolation', '--json'])).out);
    expect(json).toMatchObject({ schema: 1, form });
  });

  test.each<[string, (line: string) => Answer, string]>([
    [
      'no container',
      (line) => (line.startsWith('container inspect') ? no(125) : undefined),
      'There is no container “openclaw”.',
    ],
    ['it does not run', inspected(false, 'A'), 'offline-mode start openclaw'],
    [
      'it has no Node',
      (line) => (line.startsWith('exec') ? no(127) : inspected(true, 'A')(line)),
      '“openclaw” does not contain node',
    ],
    ['it lies', saying('A', { ...probed, ways: [] }), 'does not understand'],
  ])('%s', async (_name, answer, words) => {
    const world = ready();
    withPodman(world, answer);
    const ran = await run(world, ['openclaw', 'isolation']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
  });
});

describe('openclaw run and shell', () => {
  test('the command’s own exit code, and nothing stays behind', async () => {
    const world = ready();
    const podman = withPodman(world, (line) => (line.startsWith('run --name') ? no(7) : undefined));
    expect(await run(world, ['openclaw', 'run', '--form', 'A', '--', 'make', '-j2'])).toMatchObject({
      code: 7,
    });
    expect(changes(podman)).toEqual([
      ...[
        'volume create --label',
        'create --name openclaw-run-f00df00d-bridge',
        'start openclaw-run-f00df00d-bridge',
      ],
      ...['run --name openclaw-run-f00df00d', 'rm --force --volumes', 'rm --force --time'],
      'volume rm openclaw-run-f00df00d-sockets',
    ]);
    expect(podman.told.find((line) => line.startsWith('run --name'))).toMatch(/ -- make -j2$/);
  });

  const begun = (at: string) => ({
    State: { Running: false, ExitCode: 127, StartedAt: at },
    RestartCount: 0,
  });
  const ending127 = (startedAt: string) => (line: string) =>
    line.startsWith('run --name')
      ? no(127)
      : line.startsWith('container inspect')
        ? { stdout: JSON.stringify([begun(startedAt)]) }
        : undefined;

  test('127 that is the command’s own', async () => {
    const world = ready();
    withPodman(world, ending127('2026-11-29T14:09:38Z'));
    expect(await run(world, ['openclaw', 'run', '--', 'bash'])).toMatchObject({ code: 127, err: '' });
  });

  test('a program that the image has not', async () => {
    const world = ready();
    withPodman(world, ending127('0001-01-01T00:00:00Z'));
    const ran = await run(world, ['openclaw', 'run', '--', 'bash']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('There is no program “bash” in the image “localhost/openclaw:local”.');
  });

  test.each<[string, string[], string]>([
    ['bash where there is one', ['bash', 'sh'], 'openclaw bash'],
    ['else sh', ['sh'], 'openclaw sh'],
  ])('%s', async (_name, has, words) => {
    const world = ready();
    const podman = withPodman(world, (line) => {
      const shell = /^exec openclaw (\w+) -c exit 0$/.exec(line)?.[1];
      return shell ? no(has.includes(shell) ? 0 : 127) : inspected(true, null)(line);
    });
    expect(await run(world, ['openclaw', 'shell'])).toMatchObject({ code: 0 });
    expect(podman.told.at(-1)).toBe(`exec --interactive --detach-keys= ${words}`);
  });

  test('neither: a sentence', async () => {
    const world = ready();
    withPodman(world, (line) => (line.startsWith('exec') ? no(127) : inspected(true, null)(line)));
    expect((await run(world, ['openclaw', 'shell'])).err).toContain('“openclaw” has neither bash nor sh');
  });
});

describe('openclaw remove', () => {
  test('what was made for it goes too; what is gone already is no trouble', async () => {
    const world = ready();
    const podman = withPodman(world, (line) =>
      line.startsWith('network rm') ? no(1, 'Error: no such network') : inspected(false, 'B')(line),
    );
    expect(await run(world, ['openclaw', 'remove'])).toMatchObject({ code: 0 });
    expect(podman.told.slice(-3)).toEqual([
      'rm --force --time 30 openclaw',
      'rm --force --time 30 openclaw-bridge',
      'network rm openclaw-inside',
    ]);
  });

  test('somebody else’s is left alone', async () => {
    const world = ready();
    const podman = withPodman(world, inspected(true, null));
    expect((await run(world, ['openclaw', 'remove'])).err).toContain('was not made by');
    expect(changes(podman)).toEqual([]);
  });
});

describe('openclaw init', () => {
  test('writes a config with the models that are here, and shows no token', async () => {
    const world = ready({ config: null });
    const ran = await run(world, ['openclaw', 'init', '--form', 'podman']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const config: unknown = JSON.parse(world.disk.get(configPath) ?? '');
    if (!isRecord(config)) throw new Error('no object');
    expect(valueAt(config, ['gateway', 'auth', 'token'])).toBe('f00d'.repeat(12));
    expect(ran.out).not.toContain('f00d');
    const [primary] = [valueAt(config, ['agents', 'defaults', 'model', 'primary'])];
    expect(ran.out).toContain(String(primary).replace('ollama/', ''));
    expect(valueAt(config, ['models', 'providers', 'ollama', 'baseUrl'])).toBe(
      'http://host.containers.internal:11434',
    );
  });

  test('never takes the place of a config', async () => {
    const world = ready();
    const before = world.disk.get(configPath);
    const ran = await run(world, ['openclaw', 'init']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('already exists');
    expect(world.disk.get(configPath)).toBe(before);
  });

  test.each<[string, Partial<Stack>, string]>([
    ['Ollama does not answer', { ollama: 'down' }, 'cannot be reached'],
    ['there is no model', { models: [] }, 'No model on this machine'],
  ])('%s: nothing is written', async (_name, stack, words) => {
    const world = ready({ config: null, ...stack });
    const ran = await run(world, ['openclaw', 'init']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain(words);
    expect(world.disk.has(configPath)).toBe(false);
  });
});
