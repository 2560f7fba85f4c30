import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../main/core/problem.ts';
import { outsideOf } from '../../main/engine/claw/outside.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { audit } from '../../main/engine/claw/steps.ts';
import { take } from '../../main/engine/claw/take.ts';
import { giveBack, keepDraft, writeTaken } from '../../main/engine/claw/write.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';
import { ask } from '../engine/claw-ask.ts';
import type { Lab } from './lab.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const gatewayOf = ({ configPath, port }: Lab) => ({ path: configPath, port, isUp: true, container: null });
const { signal } = new AbortController();
const tools = realTools({ programRoot: '/nowhere', isLogging: false });

/** Waits until the gateway runs with the file that is there now, as the product does. */
export async function taken(lab: Lab, around: Pick<Tools, 'env'> = tools): Promise<void> {
  for (let tries = 1; tries <= 3; tries += 1) {
    const { what } = await take({ ...tools, env: around.env }, gatewayOf(lab), true, signal);
    if (what === 'applied' || what === 'restarts') return;
  }
  throw new Error('the gateway does not take the file');
}

/**
 * The product's own steps at a lab's config, without an engine around them: fast, and one at a time. `env`: what OpenClaw has
 * around it.
 */
export function makeSteps(lab: Lab, env: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'om-steps-'));
  const paths = ownPaths({ OFFLINE_MODE_HOME: folder }, process.platform);
  const own = { ...tools, env };
  const gateway = gatewayOf(lab);
  const models = [{ name: 'qwen2.5-coder:32b', context: 32_768 }];
  const { url } = lab.ollama;
  const wish = ask(lab.configPath, { models, chain: 1, ollama: url, own: [url], container: null });
  let copy = '';
  return {
    /** Gives what could leave before, and what could still leave by the config as it is then. */
    async offline() {
      const outside = await outsideOf(own, gateway, signal);
      const known = { ...wish, ...outside };
      const leaksNow = value(await audit(own, known));
      const drafted = value(await draft(own, paths, known));
      copy = value(await keepDraft(own, paths, drafted)) ?? '';
      value(await writeTaken(own, paths, copy, false));
      await taken(lab, own);
      return { leaksNow, leaksThen: drafted.leaksThen };
    },
    async online(): Promise<void> {
      value(await giveBack(own, paths, copy, false));
      await taken(lab, own);
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
