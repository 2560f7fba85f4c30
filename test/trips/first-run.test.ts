import { expect, test } from 'vitest';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import type { Net, Programs, Where } from '../../main/engine/tools/tools.ts';
import { commandOf, configPath, goodConfig, goodStack, type Stack, serversOf } from '../fakes/stack.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const id = { owner: 'app' as const, pid: 1, version: 'test' };

/** Everything that went over the border: to which address, which name was looked up, which program ran, which file was written. */
interface Border {
  readonly sent: string[];
  readonly names: string[];
  readonly ran: string[];
  readonly written: string[];
}

interface Begun extends Border {
  readonly world: World;
  readonly engine: Engine;
}

const isLoopback = (place: string) => /^(127\.|::1\b)/.test(place);

/** An engine that nobody has told to watch, in a world with a whole stack, and all that crosses its border. */
async function begin(part: Partial<Stack>, settings: Readonly<Record<string, unknown>> = {}): Promise<Begun> {
  const world = newWorld();
  const stack: Stack = { ...goodStack(), ...part };
  for (const [place, served] of serversOf(stack)) world.services.set(place, served);
  for (const name of ['podman', 'tailscale', 'ollama', 'openclaw']) {
    const command = commandOf(stack, name);
    if (command) world.commands.set(name, command);
  }
  if (stack.config !== null) world.disk.set(configPath, stack.config);
  world.disk.set(paths.settings, JSON.stringify({ version: 1, ...settings }));
  const border: Border = { sent: [], names: [], ran: [], written: [] };
  const engine = await world.start(false, watchedBorder(world, border));
  await world.clock.pass(12_000);
  return { world, engine, ...border };
}

function watchedBorder({ tools }: World, { sent, names, ran, written }: Border) {
  const noted = (to: Where) => void sent.push(`${to.address}:${to.port}`);
  const net: Net = {
    ...tools.net,
    datagram: (to, ...rest) => {
      noted(to);
      return tools.net.datagram(to, ...rest);
    },
    page: (to, ...rest) => {
      noted(to);
      return tools.net.page(to, ...rest);
    },
    hello: (to, ...rest) => {
      noted(to);
      return tools.net.hello(to, ...rest);
    },
    knock: (to, ...rest) => {
      noted(to);
      return tools.net.knock(to, ...rest);
    },
    touch: (to, ...rest) => {
      noted(to);
      return tools.net.touch(to, ...rest);
    },
    web: (to, ...rest) => {
      noted(to);
      return tools.net.web(to, ...rest);
    },
    stream: (to, ...rest) => {
      noted(to);
      return tools.net.stream(to, ...rest);
    },
    talk: (to, ...rest) => {
      noted(to);
      return tools.net.talk(to, ...rest);
    },
    lookup: (name, signal) => {
      names.push(name);
      return tools.net.lookup(name, signal);
    },
  };
  const programs: Programs = {
    ...tools.programs,
    run: (name, args, options) => {
      ran.push([name, ...args].join(' '));
      return tools.programs.run(name, args, options);
    },
  };
  const files = {
    ...tools.files,
    write: (path: string, text: string) => {
      written.push(path);
      return tools.files.write(path, text);
    },
  };
  return { net, programs, files };
}

/** Parts of the person's own that are not on this machine, by address and by name. */
const elsewhere = {
  'ollama.places': ['http://127.0.0.1:11434', 'http://192.168.1.77:11434', 'http://ollama.example.com'],
  'headscale.url': 'https://headscale.example.com',
  'lan.services': ['telmeet=http://192.168.1.50:8443/health 200', 'nas=https://nas.lan'],
};

const found = ({ engine }: Begun) => snapshotOf(engine.state(), id).first;

test('before “Start watching” nobody beyond this machine is asked, no name is looked up, nothing of others is written', async () => {
  const begun = await begin({ config: goodConfig, hasOpenClaw: true }, elsewhere);
  const { engine, world, sent, names, ran, written } = begun;
  await engine.send({ type: 'attention.ask', pace: 'eager', forMs: 60_000 });
  await engine.send({ type: 'look.again' });
  await world.clock.pass(120_000);
  // Another network is no reason either.
  world.change({ link: false });
  await world.clock.pass(5_000);
  world.change({ link: true });
  await world.clock.pass(30_000);
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((place) => !isLoopback(place))).toEqual([]);
  expect(names).toEqual([]);
  expect([world.asked(), world.askedOutside()]).toEqual([0, 0]);
  expect(written.filter((path) => !path.startsWith(`${paths.folder}/`))).toEqual([]);
  expect(world.disk.get(configPath)).toBe(goodConfig);
  expect(ran.filter((line) => /^(openclaw|ollama|nc)\b/.test(line))).toEqual([]);
  const programs = new Set(ran.map((line) => line.split(' ').slice(0, 2).join(' ')));
  expect([...programs].sort()).toEqual([
    'podman --version',
    'podman images',
    'podman inspect',
    'podman ps',
    'tailscale status',
  ]);
  await engine.stop();
});

test('“Start watching” asks all of them at once, and the first run is over', async () => {
  const begun = await begin({ hasOpenClaw: true, gateway: 'native', podman: 'absent' }, elsewhere);
  const { engine, world, sent, names, ran } = begun;
  expect(found(begun)).not.toBeNull();
  await engine.send({ type: 'setting.set', key: 'watching', value: true });
  await world.clock.pass(10_000);
  expect(found(begun)).toBeNull();
  expect(sent).toEqual(
    expect.arrayContaining(['192.168.1.77:11434', '192.168.1.50:8443', '192.168.1.1:53', '1.1.1.1:53']),
  );
  expect(names).toEqual(expect.arrayContaining(['headscale.example.com', 'nas.lan', 'ollama.example.com']));
  expect(ran.some((line) => line.startsWith('openclaw config validate'))).toBe(true);
  await engine.stop();
});

const states = async (part: Partial<Stack>, settings = {}) => {
  const begun = await begin(part, settings);
  const told = found(begun);
  await begun.engine.stop();
  return {
    ...Object.fromEntries(
      (told?.found ?? []).map(({ id: part, is, what }) => [part, [is, what?.key ?? null]]),
    ),
    headscale: told?.headscale,
  };
};

test('what is here is found, also a Headscale that nobody has named', async () => {
  expect(await states({})).toEqual({
    ollama: ['there', 'first.ollama'],
    openclaw: ['there', 'first.claw'],
    tailscale: ['there', 'first.ts'],
    headscale: 'http://127.0.0.1:8080',
  });
});

test('what is not here is missing, and nothing is called so that only rests', async () => {
  const none = { ollama: 'down', hasOllama: false, gateway: 'down', config: null, podman: 'absent' } as const;
  expect(await states({ ...none, tailscale: 'absent', headscale: 'html' })).toEqual({
    ollama: ['missing', null],
    openclaw: ['missing', null],
    tailscale: ['missing', null],
    headscale: null,
  });
  expect(await states({ ollama: 'down', gateway: 'down', tailscale: 'daemon', headscale: 'down' })).toEqual({
    ollama: ['rests', 'svc.off'],
    openclaw: ['rests', 'first.clawMute'],
    tailscale: ['rests', 'svc.off'],
    headscale: null,
  });
  expect(await states({ gateway: 'down', config: null, podman: 'down' })).toMatchObject({
    openclaw: ['unsure', 'first.podman'],
  });
});

test('an Ollama that is only elsewhere is not looked for, and not called missing', async () => {
  expect(await states({}, { 'ollama.places': ['http://192.168.1.77:11434'] })).toMatchObject({
    ollama: ['elsewhere', null],
  });
});

test('while a look is under way nothing is called missing', async () => {
  const world = newWorld();
  const engine = await world.start(false);
  const told = snapshotOf(engine.state(), id).first;
  expect(told?.found.map(({ is }) => is)).toEqual(['looking', 'looking', 'looking']);
  await engine.stop();
});

test('a command that a person has typed asks what they have named, and nobody else', async () => {
  const world = newWorld();
  const border: Border = { sent: [], names: [], ran: [], written: [] };
  world.disk.set(paths.settings, JSON.stringify({ version: 1, ...elsewhere }));
  const engine = createEngine({
    tools: { ...world.tools, ...watchedBorder(world, border) },
    paths,
    id: { ...id, owner: 'terminal' },
    isConsenting: false,
    isKeeping: true,
  });
  await engine.start();
  await world.clock.pass(10_000);
  expect(border.sent).toEqual(expect.arrayContaining(['192.168.1.77:11434', '192.168.1.50:8443']));
  expect(world.askedOutside()).toBe(0);
  expect(snapshotOf(engine.state(), id).first).toBeNull();
  await engine.stop();
});
