import { aiSay, type PartRow, rowOf } from '../../main/core/rows.ts';
import type { Settings } from '../../main/core/settings.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { view } from '../../main/core/view.ts';
import type { Engine } from '../../main/engine/engine.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import { commandOf, configPath, goodStack, type Stack, serversOf, stackSettings } from '../fakes/stack.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

/** A world with a whole stack in it, and the real engine that looks at it. */
export interface Standing {
  readonly world: World;
  readonly engine: Engine;
  readonly stack: Stack;
  /** Lets time pass, in ms. */
  pass(ms: number): Promise<void>;
  snapshot(): Snapshot;
  /** The row of a part, as an English reader gets it. */
  row(id: string): PartRow;
  part(id: string): Snapshot['parts'][number];
  /** The sentence about the AI. */
  ai(): string;
  head(): string;
}

export interface Given {
  readonly stack?: Partial<Stack>;
  readonly settings?: Partial<Settings>;
  readonly platform?: 'darwin' | 'linux';
  readonly tools?: Partial<Tools>;
  /** False: the person has not said "Start watching", unless the settings say so. */
  readonly isConsenting?: boolean;
  /** Done to the world before the engine starts. */
  readonly prepare?: (world: World, stack: Stack) => void;
}

export { configPath };

const viewing = (now: number) => ({ lang: 'en' as const, now, isAway: false });

/** Starts the engine on that world and lets it look once at everything. */
export async function stand({
  stack: part = {},
  settings = {},
  platform = 'linux',
  tools,
  isConsenting = true,
  prepare,
}: Given = {}): Promise<Standing> {
  const world = newWorld();
  const stack: Stack = { ...goodStack(), clock: () => Math.floor(world.clock.wall() / 1_000), ...part };
  for (const [place, served] of serversOf(stack)) world.services.set(place, served);
  for (const name of ['podman', 'tailscale', 'ollama', 'openclaw']) {
    const command = commandOf(stack, name);
    if (command) world.commands.set(name, command);
  }
  if (stack.config !== null) world.disk.set(configPath, stack.config);
  world.disk.set(paths.settings, JSON.stringify({ version: 1, ...stackSettings, ...settings }));
  prepare?.(world, stack);
  const engine = await world.start(isConsenting, { platform, ...tools });
  // Long enough for the slowest look and a second one.
  await world.clock.pass(16_000);
  const now = () => snapshotOf(engine.state(), { owner: 'app', pid: 1, version: 'test' });
  const part_ = (id: string) => {
    const found = now().parts.find((one) => one.id === id);
    if (!found) throw new Error(`no part ${id}`);
    return found;
  };
  return {
    world,
    engine,
    stack,
    pass: (ms) => world.clock.pass(ms),
    snapshot: now,
    part: part_,
    row: (id) => rowOf(part_(id), now(), viewing(world.clock.wall())),
    ai() {
      const { ai } = now();
      return ai ? `${ai.state}: ${aiSay(ai, viewing(world.clock.wall()))}` : 'none';
    },
    head: () => view(now(), viewing(world.clock.wall())).head,
  };
}

/** How a part stands, in the words that a person reads. */
export interface Told {
  readonly health: string;
  readonly offline: string;
  readonly fact: string;
  readonly rule?: string | RegExp;
  readonly act?: string | null;
}

export function told({ part, row }: Standing, id: string) {
  const { health, offline, act } = part(id);
  const { fact, rule } = row(id);
  return { health, offline, fact, rule, act };
}
