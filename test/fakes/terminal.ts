import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Seat, takeSeat } from '../../main/engine/seat.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import { runTerminal, type Terminal } from '../../main/terminal/terminal.ts';
import { commandOf, goodStack, type Stack, serversOf } from './stack.ts';
import { newWorld, paths, type World } from './world.ts';

/** The engine's sockets are real and need a real folder; all else of that world is in memory. */
export function withHome(): { readonly folder: () => string } {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'omt-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return { folder: () => folder };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Typing {
  readonly argv: readonly string[];
  /** Where the engine has its sockets. */
  readonly folder: string;
  readonly terminal?: Partial<Terminal>;
  readonly tools?: Partial<Tools>;
  /** Called again and again while the command runs, with what it has said; `end` is a ^C. */
  readonly during?: (said: Omit<Ran, 'code'>, end: () => void) => void;
}

/** Runs a command in the simulated world, turning the clock until it ends. */
export async function runIn(world: World, { argv, folder, terminal, tools, during }: Typing): Promise<Ran> {
  let [out, err] = ['', ''];
  const ending = new AbortController();
  const running = runTerminal({
    ...{ argv, env: { LANG: 'C' }, isColoured: false, locale: 'en-US', version: '9.9.9', cwd: '/home/me' },
    paths: { ...paths, folder },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    tools: { ...world.tools, ...tools },
    // Sentences are looked for as they are; how they are wrapped is looked at where that is the point.
    columns: () => 1_000,
    signal: ending.signal,
    ...terminal,
  });
  let code: number | null = null;
  void running.then((ended) => {
    code = ended;
  });
  while (code === null) {
    await world.clock.pass(20);
    during?.({ out, err }, () => ending.abort());
    // Sockets are real and need real moments.
    await new Promise((done) => setTimeout(done, 1));
  }
  return { code, out, err };
}

/** A world with a stack in it. */
export function stackWorld(part: Partial<Stack> = {}): { readonly world: World; readonly stack: Stack } {
  const world = newWorld();
  const stack = { ...goodStack(), ...part };
  for (const [place, served] of serversOf(stack)) world.services.set(place, served);
  for (const name of ['podman', 'tailscale', 'ollama']) {
    const command = commandOf(stack, name);
    if (command) world.commands.set(name, command);
  }
  if (stack.config !== null) world.disk.set('/home/me/.openclaw/openclaw.json', stack.config);
  return { world, stack };
}

/** An app that has the engine, in the same world. */
export async function appIn(world: World, folder: string): Promise<Seat> {
  const taken = await takeSeat({
    ...{ tools: world.tools, paths: { ...paths, folder }, version: '9.9.9' },
    ...{ owner: 'app', isConsenting: true },
    record: (event) => void world.events.push(event),
  });
  if (!taken.ok) throw new Error(taken.problem.code);
  return taken.value;
}
