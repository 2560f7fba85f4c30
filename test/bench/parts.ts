// What the parts cost: a look at all of them, one with hundreds of everything, one that hangs, and ten hidden minutes.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { PartFacts } from '../../main/core/parts/facts.ts';
import { partIds } from '../../main/core/parts/parts.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { snapshotOf } from '../../main/core/snapshot.ts';
import { createEngine } from '../../main/engine/engine.ts';
import { lookAt } from '../../main/engine/parts/look.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { partAsk } from '../fakes/part-ask.ts';
import { commandOf, goodStack, type PeerShape, tailnet } from '../fakes/stack.ts';
import { median, printRows, quantile, type Row } from './figures.ts';

const Ports = z.object({
  ollama: z.number(),
  gateway: z.number(),
  headscale: z.number(),
  service: z.number(),
  silent: z.number(),
});
type Ports = z.infer<typeof Ports>;

const folder = mkdtempSync(join(tmpdir(), 'om-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const log = join(folder, 'started');

/** Programs that say what real ones said, as shell scripts: starting one is most of what it costs. Each notes that it ran. */
async function programRoot(peers: number): Promise<string> {
  const root = mkdtempSync(join(folder, 'root-'));
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  const shapes: PeerShape[] = Array.from({ length: peers }, (_, index) => ({
    name: `device-with-a-long-name-${index}`,
    address: `100.64.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    path: index % 3 === 0 ? 'direct' : 'idle',
    KeyExpiry: '2027-12-01T00:00:00Z',
  }));
  const stack = { ...goodStack(), ...(peers > 0 ? { tailscale: tailnet(shapes) } : {}) };
  const signal = new AbortController().signal;
  for (const [name, args, env] of [
    ['podman', ['--version'], {}],
    ['podman', ['ps'], {}],
    ['podman', ['images'], {}],
    ['podman', ['inspect'], {}],
    ['tailscale', ['status'], { TAILSCALE_BE_CLI: '1' }],
  ] as const) {
    const said = await commandOf(stack, name)?.(args, { timeoutMs: 1_000, signal, env });
    writeFileSync(join(root, `${name}${args[0]}`), said?.ok ? said.value.stdout : '');
  }
  for (const name of ['podman', 'tailscale']) {
    const script = `#!/bin/sh\necho ${name} "$1" >> ${log}\n[ "$1" = events ] && exec /bin/sleep 3600\nexec /bin/cat ${join(root, name)}"$1"\n`;
    writeFileSync(join(root, 'usr/bin', name), script);
    chmodSync(join(root, 'usr/bin', name), 0o755);
  }
  return root;
}

async function servers(isMany: boolean): Promise<{ ports: Ports; end: () => void }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'parts-servers.ts'), ...(isMany ? ['--many'] : [])],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { ports: Ports.parse(JSON.parse(line)), end: () => child.stdin.end() };
  }
  throw new Error('the servers did not start');
}

function settingsFor(ports: Ports, services: number): Settings {
  const list = Array.from(
    { length: services },
    (_, index) => `service-number-${index}=http://127.0.0.1:${ports.service}/health-${index} 200`,
  );
  return {
    ...defaultSettings,
    watching: true,
    'probe.enabled': false,
    'ollama.places': [`http://127.0.0.1:${ports.ollama}`],
    'openclaw.port': ports.gateway,
    'headscale.url': `http://127.0.0.1:${ports.headscale}`,
    'lan.services': list,
  };
}

const rounds = 21;

/** Looks at everything at once, as the engine does, deeply every time: the dearest look there is. */
async function look(root: string, settings: Settings) {
  const tools = realTools({ programRoot: root, isLogging: false });
  const signal = new AbortController().signal;
  const ids = partIds(settings);
  const took: number[] = [];
  const cpu: number[] = [];
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  let facts: PartFacts[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round === 1) stalls.enable();
    const [begun, used] = [performance.now(), process.cpuUsage()];
    facts = await Promise.all(
      ids.map((id) =>
        lookAt({
          tools,
          ask: partAsk(id, settings),
          isDeep: true,
          signal,
        }),
      ),
    );
    // The first round compiles what all others run.
    if (round === 0) continue;
    const spent = process.cpuUsage(used);
    took.push(performance.now() - begun);
    cpu.push((spent.user + spent.system) / 1_000);
  }
  stalls.disable();
  return { took, cpu, stall: stalls.max / 1e6, facts };
}

/** The built loop with all of it, until everything was seen; then its snapshot. */
async function whole(root: string, settings: Settings, needs: (ids: readonly string[]) => readonly string[]) {
  const home = mkdtempSync(join(folder, 'home-'));
  const paths = ownPaths({ OFFLINE_MODE_HOME: home }, process.platform);
  writeFileSync(paths.settings, JSON.stringify({ version: 1, ...settings }), { mode: 0o600 });
  const id = { owner: 'terminal' as const, pid: process.pid, version: 'bench' };
  const engine = createEngine({
    tools: realTools({ programRoot: root, isLogging: false }),
    paths,
    id,
    isConsenting: true,
    isKeeping: true,
  });
  const begun = performance.now();
  await engine.start();
  const took = await new Promise<number>((resolve) => {
    const undo = engine.watch(({ parts }) => {
      const wanted = needs(parts.map((part) => part.id));
      if (!parts.filter((part) => wanted.includes(part.id)).every(({ at }) => at !== null)) return;
      queueMicrotask(() => undo());
      resolve(performance.now() - begun);
    });
  });
  const making: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const at = performance.now();
    bytes = JSON.stringify(snapshotOf(engine.state(), id)).length;
    making.push(performance.now() - at);
  }
  return { engine, took, bytes, making: median(making) };
}

const row = (what: string, promise: string, measured: string, isHeld: boolean): Row => ({
  what,
  promise,
  measured,
  isHeld,
});
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

async function usual(): Promise<Row[]> {
  const { ports, end } = await servers(false);
  const root = await programRoot(0);
  const settings = settingsFor(ports, 1);
  const { took, cpu, stall } = await look(root, settings);
  const hanging = { ...settings, 'ollama.places': [`http://127.0.0.1:${ports.silent}`] };
  const { engine, took: others } = await whole(root, hanging, (ids) => ids.filter((id) => id !== 'ollama'));
  await engine.stop();
  end();
  return [
    row('a deep look at all parts, median', '<= 300 ms', ms(median(took)), median(took) <= 300),
    row('the same, worst of 20', '<= 300 ms', ms(quantile(took, 1)), quantile(took, 1) <= 300),
    row('its processor time in our process', '-', ms(median(cpu)), true),
    row('the longest that our loop stood still in it', '<= 50 ms', ms(stall), stall <= 50),
    row('all others known while Ollama hangs, from a cold start', '<= 600 ms', ms(others), others <= 600),
  ];
}

async function many(): Promise<Row[]> {
  const { ports, end } = await servers(true);
  const root = await programRoot(500);
  const settings = settingsFor(ports, 50);
  const { took, cpu } = await look(root, settings);
  const { engine, bytes, making } = await whole(root, settings, (ids) => ids);
  await engine.stop();
  end();
  return [
    row(
      '200 models, 500 peers, 50 services: a deep look, processor time',
      '<= 100 ms',
      ms(median(cpu)),
      median(cpu) <= 100,
    ),
    row('the same, on the clock', '-', ms(median(took)), true),
    row('its snapshot', '<= 100 kB', `${(bytes / 1_000).toFixed(0)} kB`, bytes <= 100_000),
    row('making that snapshot and writing it as JSON', '-', ms(making), true),
  ];
}

/** Ten minutes in which nobody looks: how many programs were started, and what it took. */
async function hidden(minutes: number): Promise<Row[]> {
  const { ports, end } = await servers(false);
  const root = await programRoot(0);
  const { engine } = await whole(root, settingsFor(ports, 1), (ids) => ids);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  writeFileSync(log, '');
  const used = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, minutes * 60_000));
  const spent = process.cpuUsage(used);
  const started = existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [];
  await engine.stop();
  end();
  const a = started.length / minutes;
  const cpu = (spent.user + spent.system) / 1_000 / minutes;
  return [
    row(`hidden for ${minutes} min: programs a minute`, '<= 1', a.toFixed(1), a <= 1),
    row('the same: processor time a minute, of our process', '-', ms(cpu), true),
  ];
}

const minutes = Number(/--minutes=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 10);
const rows = [...(await usual()), ...(await many()), ...(minutes > 0 ? await hidden(minutes) : [])];
printRows(rows);
process.exit(rows.every(({ isHeld }) => isHeld) ? 0 : 1);
