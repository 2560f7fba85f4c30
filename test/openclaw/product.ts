import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standsSay } from '../../main/core/claw/say.ts';
import type { ToldRun } from '../../main/core/claw/told.ts';
import type { Settings } from '../../main/core/settings.ts';
import { speaker } from '../../main/core/words.ts';
import { wrapClaw } from '../real/openclaw.ts';
import { type RealStand, realStand } from '../real/stand.ts';
import { secrets } from './cloud-first.ts';
import type { Lab } from './lab.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
export const stepsOf = (run: ToldRun): string =>
  run.steps.map(({ id, state }) => `${id} ${state}`).join(', ');
export const allDone = 'draft done, write done, take done, warm done, prove done, audit done';

/** How the product finds a lab's gateway and its Ollama; nobody outside is asked anything. */
export const settingsFor = ({ port, configPath, ollama }: Lab): Partial<Settings> => ({
  mode: 'online',
  'openclaw.port': port,
  'openclaw.config': configPath,
  'ollama.places': [ollama.url],
});

export type Room = Awaited<ReturnType<typeof roomBeside>>;

/**
 * What the product has beside a lab: a folder that stands for `/`, with the real `openclaw` in it, at home where the lab's
 * gateway is, and a home of its own.
 */
export async function roomBeside(lab: Lab) {
  const [root, home] = ['om-root-', 'om-home-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  if (root === undefined || home === undefined) throw new Error('no folder');
  await wrapClaw(root, lab.home);
  const end = () => {
    for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true });
  };
  return { root, home, end };
}

export type Product = Awaited<ReturnType<typeof product>>;

/** The product's own engine with its real tools, beside a lab's gateway. */
export async function product(lab: Lab, { root, home }: Room, more: Partial<Settings> = {}) {
  const env = { ANTHROPIC_API_KEY: secrets[1] };
  const at = await realStand({ root, home, env, settings: { ...settingsFor(lab), ...more } });
  /** What a switch would change has been worked out and checked, so that nothing else goes on. */
  const rested = () => at.until('rested', ({ switch: told }) => told?.ahead != null, 90_000);
  await at.until('looked at', ({ switch: told }) => told?.isThere === true, 60_000);
  await rested();
  return {
    at,
    rested,
    to: (mode: 'offline' | 'online') => switchTo(at, mode),
    side: () => at.engine.state().claw.side,
    config: () => readFileSync(lab.configPath, 'utf8'),
    diary: () =>
      existsSync(join(home, 'diary.jsonl')) ? readFileSync(join(home, 'diary.jsonl'), 'utf8') : '',
    /** How it stands, as every face says it. */
    says: () => {
      const told = at.snapshot().switch;
      return told && standsSay(told, speaker('en'));
    },
    stop: () => at.stop(),
  };
}

/** Chooses the mode and waits until the switch that follows is over. */
async function switchTo(at: RealStand, mode: 'offline' | 'online'): Promise<ToldRun> {
  const before = at.engine.state().claw.seq;
  const sent = await at.engine.send({ type: 'mode.set', mode });
  if (!sent.ok) throw new Error(`mode ${mode}: ${sent.problem.code}`);
  const isOver = () => at.engine.state().claw.seq > before && at.snapshot().switch?.run?.isOver === true;
  await at.until(mode, isOver, 120_000);
  const run = at.snapshot().switch?.run;
  if (run?.to !== mode) throw new Error(`a run to ${run?.to}`);
  return run;
}
