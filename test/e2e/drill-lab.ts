import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cloudConfig } from '../fakes/stack.ts';
import { fakeOllama } from '../openclaw/fake-ollama.ts';
import type { Fake } from '../openclaw/server.ts';
import { type ClawServer, serveClaw } from './claw-server.ts';
import { isWifiOn, type LabWifi, labWifi } from './lab-wifi.ts';
import { processesOf } from './leftovers.ts';
import { type Going, started } from './prepare-lab.ts';
import { openclawScript } from './stand-ins.ts';
import { direct, type Run } from './terminal.ts';

const program = new URL('../../out/main/terminal.js', import.meta.url).pathname;

/** The model that a cloud-first config falls back on; all there is on this machine. */
export const model = 'qwen2.5-coder:32b';

/** What is owed, as it lies on the disk. */
const Owed = z.object({ until: z.number(), shell: z.object({ pid: z.number() }).nullable() });
export type OwedNow = z.infer<typeof Owed>;

/**
 * A machine to hold drills on, inside the network lab: Wi-Fi that goes off for real, an Ollama, an OpenClaw that really follows its
 * file, and a home of its own. Nothing of ours is simulated: the built program, its files, its shell.
 */
export interface DrillLab {
  readonly home: string;
  /** Our own folder. */
  readonly own: string;
  readonly env: Readonly<Record<string, string>>;
  readonly wifi: LabWifi;
  readonly ollama: Fake;
  readonly claw: ClawServer;
  /** OpenClaw's config as a person wrote it, and as it is now. */
  readonly before: string;
  config(): string;
  /** Somebody changes it in an editor. */
  edit(change: (text: string) => string): void;
  /** What is owed now; `torn`: it cannot be read. */
  owed(): OwedNow | 'torn' | null;
  /** The built command, to be ended from outside, and to its end. */
  begin(...args: readonly string[]): Going;
  run(...args: readonly string[]): Promise<Run>;
  /** What runs that was started for this home, as "pid command". */
  left(): string[];
  end(): Promise<void>;
}

export interface DrillLabOptions {
  /** Services on the local network, as the settings name them. */
  readonly services?: readonly string[];
  /** How long (ms) every answer of Ollama takes. */
  readonly takes?: number;
}

export async function drillLab({ services = [], takes = 0 }: DrillLabOptions = {}): Promise<DrillLab> {
  const home = await mkdtemp(join(tmpdir(), 'om-drill-'));
  const at = (...parts: string[]) => join(home, ...parts);
  const [own, config, bin] = [at('own'), at('openclaw.json'), at('root', 'usr', 'bin')];
  for (const folder of [own, bin]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const wifi = await labWifi(at('root'), at('wifi'));
  const ollama = await fakeOllama([model]);
  ollama.wait(takes);
  const before = cloudConfig.replace('http://host.containers.internal:11434', ollama.url);
  await writeFile(config, before);
  const claw = await serveClaw(config);
  await writeFile(join(bin, 'openclaw'), openclawScript(model));
  await chmod(join(bin, 'openclaw'), 0o755);
  const settings = {
    ...{ version: 1, watching: true, 'ollama.places': [ollama.url], 'lan.services': services },
    ...{ 'openclaw.config': config, 'openclaw.port': claw.port },
  };
  await writeFile(join(own, 'settings.json'), JSON.stringify(settings));
  const env = {
    ...{
      ...direct,
      PATH: process.env.PATH ?? '',
      LANG: 'C',
      COLUMNS: '1000',
      HOME: home,
      OFFLINE_MODE_HOME: own,
    },
    ...{ OFFLINE_MODE_TEST_ROOT: at('root'), NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' },
  };
  const open = new Set<Going>();
  const begin = (...args: readonly string[]) => {
    const going = started([process.execPath, program, ...args], env);
    open.add(going);
    void going.ended.then(() => open.delete(going));
    return going;
  };
  return {
    ...{ home, own, env, wifi, ollama, claw, before, begin },
    config: () => readFileSync(config, 'utf8'),
    edit: (change) => writeFileSync(config, change(readFileSync(config, 'utf8'))),
    owed: () => owedIn(join(own, 'drill-debt.json')),
    run: (...args) => begin(...args).ended,
    left: () => processesOf(home),
    async end() {
      for (const going of open) going.signal('SIGKILL');
      await Promise.all([...open].map(({ ended }) => ended));
      await Promise.all([ollama.close(), claw.die()]);
      if (!isWifiOn()) wifi.mend();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function owedIn(path: string): OwedNow | 'torn' | null {
  if (!existsSync(path)) return null;
  try {
    return Owed.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return existsSync(path) ? 'torn' : null;
  }
}
