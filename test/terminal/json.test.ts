import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PrintedBeside, printed } from '../../main/core/printed.ts';
import { jsonSchemaOf, jsonSchemaOfAll } from '../../main/core/printed-schema.ts';
import { ok } from '../../main/core/problem.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { findCommand, pathOf } from '../../main/terminal/commands.ts';
import { fakeGateway } from '../fakes/gateway.ts';
import { tailnet } from '../fakes/stack.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { fakeWifi } from '../fakes/wifi.ts';
import { paths, type World } from '../fakes/world.ts';

const home = withHome();

/** A machine on which everything can be done. */
function place(): World {
  const { world } = stackWorld();
  fakeWifi(world);
  fakeGateway(world);
  world.streams.set('127.0.0.1:11434/api/generate', async function* () {
    yield `${JSON.stringify({ response: 'one', done: false })}\n`;
    yield `${JSON.stringify({ response: '', done: true, load_duration: 4e9, eval_count: 32, eval_duration: 4e9 })}\n`;
  });
  const [began, ended] = [world.clock.wall() - 600_000, world.clock.wall() - 60_000];
  const evidence = ['dns 1.1.1.1:53: silent'];
  world.disk.set(
    '/home/me/settings.json',
    JSON.stringify({ app: 'offline-mode', schema: 1, settings: { 'hooks.on': false } }),
  );
  world.disk.set(
    paths.diary,
    `${JSON.stringify({ v: 1, type: 'began', id: began, at: began, cause: 'link-down', evidence, isDrill: false })}\n${JSON.stringify({ v: 1, type: 'ended', id: began, at: ended, slept: 0, lasted: 540_000, isKnown: true })}\n`,
  );
  return world;
}

/** A Podman that makes whatever it is told to. */
function podman(world: World, isThere: boolean): void {
  const info = {
    host: { security: { rootless: true }, slirp4netns: { executable: '/usr/bin/slirp4netns' } },
  };
  const probed = {
    ...{ interfaces: ['lo'], hasRoute: false, name: 'EAI_AGAIN', ollama: 'ok' },
    ways: [{ to: '1.1.1.1:443', is: 'ENETUNREACH' }],
  };
  const image = [{ Config: { Entrypoint: null, Cmd: ['node', 'openclaw.mjs', 'gateway'] } }];
  world.disk.set('/home/me/work/notes.txt', 'x');
  world.commands.set('podman', async (args) => {
    const line = args.join(' ');
    const stdout = line.startsWith('exec')
      ? JSON.stringify(probed)
      : line.startsWith('container inspect')
        ? JSON.stringify([{ State: { Running: isThere }, Config: { Labels: { 'offline-mode.form': 'A' } } }])
        : line.startsWith('info')
          ? JSON.stringify(info)
          : line.startsWith('image inspect')
            ? JSON.stringify(image)
            : line.endsWith('--version')
              ? 'v24.21.0\n'
              : '';
    return ok({ stdout, stderr: '', exitCode: line.startsWith('container exists') && !isThere ? 1 : 0 });
  });
}

const seen = new Set<string>();

/** Every line is what the schema says, and has nothing that the schema does not know. */
function holds(argv: readonly string[], { out, err }: Pick<Ran, 'out' | 'err'>): void {
  const found = findCommand(argv.filter((word) => !word.startsWith('-')));
  const path = found?.form ? pathOf(found.command, found.form) : '';
  const what = printed[path];
  if (!what) throw new Error(`${path} prints no JSON`);
  const lines = out.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const value: unknown = JSON.parse(line);
    expect(what.schema.parse(value), path).toEqual(value);
  }
  if (what.is === 'one') expect(lines.length, path).toBeLessThanOrEqual(1);
  for (const line of err.split('\n').filter((text) => text !== '')) {
    const value: unknown = JSON.parse(line);
    expect(PrintedBeside.parse(value)).toEqual(value);
  }
  expect(out + err).not.toMatch(/[가-힣]/);
  if (lines.length > 0) seen.add(path);
}

const run = (world: World, argv: readonly string[], more: Partial<Parameters<typeof runIn>[1]> = {}) =>
  runIn(world, { ...more, argv: [...argv, '--json', '--lang', 'ko'], folder: home.folder() });

const settle = async (world: World) => {
  for (let n = 0; n < 60; n += 1) await world.clock.pass(100);
};

/** What is typed, its exit code, and whether an app runs meanwhile. */
type Case = readonly [string, number, ('app' | 'alone')?];
const cases: readonly Case[] = [
  ['status', 0],
  ['status', 0, 'app'],
  ['wait --until online', 0],
  ['wait --until offline --timeout 1s', 3],
  ['diary', 0],
  ['guide', 0],
  ['guide', 0, 'app'],
  ['hooks', 0],
  ['settings export', 0],
  ['settings import /home/me/settings.json', 0],
  ['settings reset --yes', 0],
  ['hooks try offline', 1],
  ['doctor', 0],
  ['uninstall --dry-run', 0],
  ['uninstall --yes', 0],
  ['log', 0],
  ['mode', 0],
  ['mode offline', 0, 'app'],
  ['mode auto --quick', 0],
  ['switch', 0],
  ['switch yes', 1],
  ['switch no', 1],
  ['switch again', 1],
  ['switch repin', 1],
  ['switch mend', 1],
  ['openclaw restore', 1],
  ['openclaw keep', 1],
  ['leaks', 3],
  ['snooze 2h', 0],
  ['snooze off', 0],
  ['back', 3],
  ['check', 0],
  ['check --deep qwen2.5-coder:32b', 1],
  ['prepare', 2],
  ['pull', 0],
  ['pull nobody/has:this', 1],
  ['image list', 0],
  ['image save', 1],
  ['image verify', 1],
  ['image load /nowhere.tar', 1],
  ['image build', 1],
  ['image base', 1],
  ['image bridge', 3],
  ['deps', 1],
  ['jobs', 0],
  ['jobs stop', 0],
  ['jobs forget all', 0],
  ['jobs resume nothing', 1],
  ['drill', 0],
  ['drill wifi --yes', 0],
  ['drill app', 2],
  ['drill report', 3],
  ['drill stop', 1],
  ['start ollama', 0],
  ['stop podman', 1],
  ['restart nobody', 1],
  ['warm', 0],
  ['unload', 0],
  ['close ollama', 1],
  ['open ollama', 1],
  ['trust nobody', 1],
  ['models', 0],
  ['peers', 0],
  ['peers --ping', 0],
  ['share', 0],
  ['share off', 0],
  ['share 8.8.8.8', 1],
  ['settings', 0],
  ['settings get probe.dns', 0],
  ['settings set quiet.from 22:00', 0],
  ['settings unset quiet.from', 0],
  ['settings path', 0],
  ['settings get nope', 1],
  ['help', 0],
  ['help drill', 0],
  ['version', 0],
  ['man', 0],
  ['help --man', 0],
  ['completion bash', 0],
];

describe('what is printed is what its schema says', () => {
  const typed = cases.map(([line, code, who]) => [line, code, who ?? 'alone'] as const);
  test.each(typed)('%s ends with %d', async (line, code, who) => {
    const world = place();
    const app = who === 'app' ? await appIn(world, home.folder()) : null;
    if (app) await settle(world);
    const ran = await run(world, line.split(' '));
    holds(line.split(' '), ran);
    expect({ code: ran.code, err: ran.code === 0 ? '' : ran.err }).toMatchObject({ code });
    await app?.leave();
  });

  test('watch: a verdict, and the AI', async () => {
    const world = place();
    const ran = await run(world, ['watch'], {
      during: ({ out }, end) => out.includes('"ai"') && out.includes('"state"') && end(),
    });
    holds(['watch'], ran);
    expect(ran.out.trim().split('\n').length).toBeGreaterThan(1);
  });

  test('a drill, then its report', async () => {
    const world = place();
    holds(['drill', 'app'], await run(world, ['drill', 'app', '--yes']));
    const report = await run(world, ['drill', 'report']);
    holds(['drill', 'report'], report);
    expect(report.code).toBe(0);
  });

  test('prepare to its end', async () => {
    const world = place();
    const ran = await run(world, ['prepare', '--yes', '--only', 'answer']);
    holds(['prepare'], ran);
    expect(ran.out).toContain('"acts"');
  });

  test.each(['create --dry-run', 'create', 'isolation', 'remove', 'init'])('openclaw %s', async (line) => {
    const { world } = stackWorld({ gateway: 'down', ...(line === 'init' ? { config: null } : {}) });
    for (const at of world.services.keys()) if (at.endsWith(':18789')) world.services.delete(at);
    podman(world, line === 'isolation' || line === 'remove');
    const words = ['openclaw', ...line.split(' ')];
    const ran = await run(world, words);
    holds(words, ran);
    expect(ran).toMatchObject({ code: 0, err: '' });
  });

  test('a job that was stopped goes on', async () => {
    const world = place();
    const now = world.clock.wall();
    const job = { kind: 'answer', what: '', isForced: false, isStopped: true, reached: null };
    const kept = { version: 1, stance: 'online', stanceSince: now, outage: null, jobs: [job] };
    world.disk.set(paths.journal, JSON.stringify(kept));
    const ran = await run(world, ['jobs', 'resume', 'answer:']);
    holds(['jobs', 'resume'], ran);
  });

  test('peers of a tailnet that does not run are told of beside', async () => {
    const { world } = stackWorld({ tailscale: { ...tailnet(), BackendState: 'NeedsLogin' } as never });
    const ran = await run(world, ['peers']);
    holds(['peers'], ran);
  });
});

/** Every schema has been held against something that was really printed. */
afterAll(() => {
  const held = new Set([...seen].map((path) => printed[path]?.schema));
  const missing = Object.entries(printed).flatMap(([path, what]) =>
    what && path !== 'schema' && !held.has(what.schema) ? [path] : [],
  );
  expect(missing, 'of these nothing was printed').toEqual([]);
});

/** With everything in the place where it is named. */
function expanded(node: unknown, defs: Readonly<Record<string, unknown>> = {}): unknown {
  if (Array.isArray(node)) return node.map((one) => expanded(one, defs));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as Record<string, unknown>;
  const others = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, expanded(one, defs)]));
  // One or the other type is written in two ways.
  if (Array.isArray(others.type)) {
    const { type, ...more } = others;
    return { ...more, anyOf: type.map((one) => ({ type: one })) };
  }
  if ($ref === undefined) return others;
  const name = String($ref).replace('#/$defs/', '');
  if (!(name in defs)) throw new Error(`${$ref} leads nowhere`);
  return { ...Object(expanded(defs[name], defs)), ...others };
}

/** The same schema as the library writes it without any reference. */
function inFull(what: z.ZodType): unknown {
  const { $schema, ...rest } = z.toJSONSchema(what, {
    ...{ metadata: z.registry<{ id?: string }>(), unrepresentable: 'any', reused: 'inline' },
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return expanded(JSON.parse(JSON.stringify(rest)));
}

describe('the schema of', () => {
  const paths = Object.entries(printed).flatMap(([path, what]) => (what ? [[path, what] as const] : []));

  test.each(paths)('%s can be printed', async (path, what) => {
    const schema = jsonSchemaOf(what.schema);
    const text = JSON.stringify(schema);
    expect(text).not.toContain('"additionalProperties":false');
    const ran = await runIn(stackWorld().world, {
      argv: ['schema', ...path.split(' ')],
      folder: home.folder(),
    });
    expect(ran).toMatchObject({ code: 0, err: '' });
    const { $defs, $schema, ...rest } = JSON.parse(ran.out);
    expect($schema).toContain('2020-12');
    expect({ ...rest, $schema, $defs }).toEqual({ $defs: undefined, ...JSON.parse(text) });
    expect(expanded(rest, $defs)).toEqual(inFull(what.schema));
    expect(ran.out.length).toBeLessThan(90_000);
  });

  test('all of them, and what comes beside', async () => {
    const ran = await runIn(stackWorld().world, { argv: ['schema'], folder: home.folder() });
    const all = JSON.parse(ran.out);
    expect(Object.keys(all.commands)).toEqual(paths.map(([path]) => path));
    expect(all).toEqual(JSON.parse(JSON.stringify(jsonSchemaOfAll())));
    for (const [path, what] of paths) {
      expect(all.commands[path].is).toBe(what.is);
      expect(expanded(all.commands[path].schema, all.$defs), path).toEqual(inFull(what.schema));
    }
    expect(expanded(all.stderr, all.$defs)).toEqual(inFull(PrintedBeside));
    // It was 2,000 kB with everything spelled out wherever it stands.
    expect(ran.out.length).toBeLessThan(170_000);
  });

  test.each([
    ['openclaw shell', 1, 'prints no JSON'],
    ['nope', 2, 'There is no command “nope”'],
    ['settings sett', 2, '“settings set”'],
  ])('%s: none', async (words, code, says) => {
    const ran = await runIn(stackWorld().world, {
      argv: ['schema', ...words.split(' ')],
      folder: home.folder(),
    });
    expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
    expect(ran.err).toContain(says);
  });
});

test('wrong usage is an object too, and says what is needed', async () => {
  expect(readArgs(['mode', 'sideways']).wanted.ok).toBe(false);
  const ran = await run(place(), ['mode', 'sideways']);
  expect(ran).toMatchObject({ code: 2, out: '' });
  expect(JSON.parse(ran.err)).toEqual({
    schema: 1,
    problem: { code: 'refused', about: 'mode', detail: 'auto, offline, online' },
  });
});
