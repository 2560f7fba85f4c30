import { z } from 'zod';
import { type Args, containerName, type Form, ollamaOf } from '../../core/claw/form.ts';
import { markedBy } from '../../core/claw/form-flags.ts';
import {
  bridgeOf,
  insideOf,
  ollamaInside,
  socketsOf,
  unmakeForm,
  withoutInside,
  withoutVolume,
} from '../../core/claw/forms.ts';
import {
  type Isolation,
  isolationOf,
  Probed,
  probeLine,
  probeScript,
  witnesses,
} from '../../core/claw/isolation.ts';
import { runOf } from '../../core/claw/run-form.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';
import { lastLine, lookEngine, podman } from './form-engine.ts';

const Labels = z.record(z.string(), z.string()).nullish().catch(null);
const Found = z
  .array(
    z.object({
      State: z.object({ Running: z.boolean().catch(false) }),
      Config: z.object({ Labels }).nullish().catch(null),
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

/** A container tells of its labels in its config, a volume by itself, and a network in small letters. */
const Marked = z
  .array(z.object({ Config: z.object({ Labels }).nullish().catch(null), Labels, labels: Labels }))
  .min(1);

/** The form for which we have made that; null where it is not there, or not ours. */
async function madeFor(
  tools: Tools,
  kind: 'container' | 'network' | 'volume',
  name: string,
  signal: AbortSignal,
): Promise<Result<Form | null>> {
  const ran = await podman(tools, ['inspect', '--type', kind, name], signal);
  if (!ran.ok) return ran;
  const [found] = Marked.safeParse(parseJson(ran.value.stdout)).data ?? [];
  return ok(markedBy(found?.Config?.Labels ?? found?.Labels ?? found?.labels ?? {}).form);
}

/** What takes away the things of ours that are left of a container that is gone itself; empty where nothing is. */
export async function leftOf(
  tools: Tools,
  name: string,
  signal: AbortSignal,
): Promise<Result<readonly Args[]>> {
  const bridge = await madeFor(tools, 'container', bridgeOf({ container: name }), signal);
  if (!bridge.ok) return bridge;
  if (bridge.value !== null) return ok(unmakeForm(bridge.value, name));
  const network = await madeFor(tools, 'network', insideOf(name), signal);
  const volume = await madeFor(tools, 'volume', socketsOf(name), signal);
  if (!network.ok) return network;
  if (!volume.ok) return volume;
  return ok([
    ...(network.value === null ? [] : [withoutInside(name)]),
    ...(volume.value === null ? [] : [withoutVolume(name)]),
  ]);
}

const Listed = z.array(
  z.object({
    Names: z.array(z.string()),
    State: z.string(),
    Created: z.number(),
    Labels,
  }),
);
/** A run that is only just being made has a bridge, and no container yet; in seconds. */
const beginning = 60;
const idle: readonly string[] = ['created', 'exited', 'stopped'];

/** What takes away the runs whose terminal was closed before they could be tidied; those that still run are left alone. */
export async function leftRuns(
  tools: Tools,
  name: string,
  signal: AbortSignal,
): Promise<Result<readonly Args[]>> {
  const ran = await podman(tools, ['ps', '--all', '--format', 'json'], signal);
  if (!ran.ok) return ran;
  const listed = Listed.safeParse(parseJson(ran.value.stdout)).data ?? [];
  const before = tools.clock.wall() / 1_000 - beginning;
  const busy = new Set(
    listed.filter((one) => !idle.includes(one.State) || one.Created > before).flatMap(({ Names }) => Names),
  );
  const runs = new Map<string, Form>();
  for (const { Names, Labels, Created } of listed) {
    const run = runOf(name, Names[0] ?? '');
    const { form } = markedBy(Labels ?? {});
    if (run !== null && form !== null && !busy.has(run) && Created <= before) runs.set(run, form);
  }
  return ok([...runs].flatMap(([run, form]) => unmakeForm(form, run)));
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
