import { z } from 'zod';
import { containerName, type Form, ollamaOf } from '../../core/claw/form.ts';
import { markedBy } from '../../core/claw/form-flags.ts';
import { ollamaInside } from '../../core/claw/forms.ts';
import {
  type Isolation,
  isolationOf,
  Probed,
  probeLine,
  probeScript,
  witnesses,
} from '../../core/claw/isolation.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';
import { lastLine, lookEngine, podman } from './form-engine.ts';

const Found = z
  .array(
    z.object({
      State: z.object({ Running: z.boolean().catch(false) }),
      Config: z
        .object({ Labels: z.record(z.string(), z.string()).nullish() })
        .nullish()
        .catch(null),
    }),
  )
  .min(1);

export interface Made {
  /** Null: somebody else has made it. */
  readonly form: Form | null;
  readonly isRunning: boolean;
}

/** A container of that name, and in which form we have made it. */
export async function madeHere(tools: Tools, name: string, signal: AbortSignal): Promise<Result<Made>> {
  const engine = await lookEngine(tools, signal);
  if (!engine.ok) return engine;
  const ran = await podman(tools, ['container', 'inspect', name], signal);
  if (!ran.ok) return ran;
  if (ran.value.exitCode !== 0) return fail('no-container', name);
  const found = Found.safeParse(parseJson(ran.value.stdout));
  if (!found.success) return fail('unexpected-reply', 'podman container inspect');
  const { form } = markedBy(found.data[0]?.Config?.Labels ?? {});
  return ok({ form, isRunning: found.data[0]?.State.Running ?? false });
}

/** The same, where it has to be running to be of use. */
export async function runningHere(tools: Tools, name: string, signal: AbortSignal): Promise<Result<Made>> {
  const found = await madeHere(tools, name, signal);
  return found.ok && !found.value.isRunning ? fail('not-running', name) : found;
}

/** Asks from inside which ways lead out, as whoever is in there would find them. */
export async function askIsolation(
  tools: Tools,
  settings: Settings,
  signal: AbortSignal,
): Promise<Result<Made & { readonly isolation: Isolation }>> {
  const name = containerName(settings);
  const found = await runningHere(tools, name, signal);
  if (!found.ok) return found;
  const url = ollamaInside({ form: found.value.form ?? 'D', ollama: ollamaOf(settings) });
  const ran = await podman(tools, ['exec', name, 'node', '-e', probeScript, url, ...witnesses], signal);
  if (!ran.ok) return ran;
  const { exitCode, stdout, stderr } = ran.value;
  if (exitCode === 126 || exitCode === 127) return fail('no-node', name);
  if (exitCode !== 0) return fail('act-failed', 'podman exec', lastLine(stderr) || String(exitCode));
  const probed = Probed.safeParse(parseJson(probeLine(stdout)));
  return probed.success
    ? ok({ ...found.value, isolation: isolationOf(probed.data) })
    : fail('unexpected-reply', name);
}
