import { dirname, join } from 'node:path';
import {
  containerName,
  type Form,
  type FormImage,
  type FormWish,
  ollamaOf,
  type Step,
  subnets,
} from '../../core/claw/form.ts';
import { bridgeOf, firstFreePort, makeForm, unmakeForm } from '../../core/claw/forms.ts';
import { imageName } from '../../core/parts/podman.ts';
import { urlOf, type WebPlace } from '../../core/parts/targets.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import type { Settings } from '../../core/settings.ts';
import { readConfig, usualConfig } from '../parts/claw-config.ts';
import { atHome } from '../parts/look.ts';
import { isNetError, type Tools } from '../tools/tools.ts';
import { hasNode, lookEngine, lookImage, must, podman, staysUp } from './form-engine.ts';
import { leftOf, leftRuns, madeHere } from './form-look.ts';

/** What a person asks for; everything else is in their settings and on their machine. */
export interface FormAsk {
  readonly form: Form;
  readonly settings: Settings;
  /** An absolute path; null: the folder inside the config's. */
  readonly workspace: string | null;
  /** A name for another container than the settings name: for a run that ends. */
  readonly container?: string;
}

const usualPort = 18_789;

export const configPathOf = (tools: Pick<Tools, 'env' | 'machine'>, settings: Settings): string =>
  settings['openclaw.config'] ? atHome(settings['openclaw.config'], tools.machine.home) : usualConfig(tools);

/** All that a form is made from, looked up and found good; or the first thing that is missing. Nothing is changed. */
export async function wishFor(
  tools: Tools,
  { form, settings, workspace, container }: FormAsk,
  signal: AbortSignal,
): Promise<Result<FormWish>> {
  const engine = await lookEngine(tools, signal);
  if (!engine.ok) return engine;
  const image = await lookImage(tools, imageName(settings['openclaw.image'] || 'openclaw:local'), signal);
  if (!image.ok) return image;
  const folder = dirname(configPathOf(tools, settings));
  const file = join(folder, 'openclaw.json');
  if ((await tools.files.about(file)) === null) return fail('claw-none-inside', file);
  const folders = await checkFolders(tools, workspace === null ? [folder] : [folder, workspace]);
  if (!folders.ok) return folders;
  const ollama = ollamaOf(settings);
  const bridged = form === 'D' ? ok(null) : await mayBridge(tools, image.value, ollama, signal);
  if (!bridged.ok) return bridged;
  const config = await readConfig(tools, file, { isInContainer: true, hasKey: false, own: [] });
  return ok({
    ...{ form, image: image.value, engine: engine.value, config: folder, workspace, ollama },
    container: container ?? containerName(settings),
    port: container === undefined ? settings['openclaw.port'] || config.port || usualPort : null,
    subnet: subnets[0],
  });
}

/** A bridge passes on what comes as it is, which is nobody's certificate; has no rights; and is Node's work. */
async function mayBridge(
  tools: Tools,
  { name }: FormImage,
  ollama: WebPlace,
  signal: AbortSignal,
): Promise<Result<null>> {
  if (ollama.scheme === 'https') return fail('form-https', urlOf(ollama));
  if (ollama.port < firstFreePort) return fail('form-port', urlOf(ollama), String(firstFreePort));
  return hasNode(tools, name, signal);
}

/** Podman cuts at colons, and takes what is missing for a mistake that it explains badly. */
async function checkFolders({ files }: Tools, folders: readonly string[]): Promise<Result<null>> {
  for (const folder of folders) {
    if (/[:\n\r]/.test(folder)) return fail('bad-folder', folder);
    if (!(await files.about(folder))?.isFolder) return fail('no-folder', folder);
  }
  return ok(null);
}

/**
 * Makes OpenClaw's container and what stands around it, starts it, and sees whether it goes on. Never takes the place of
 * another one. What has started and ended stays, for its log tells why.
 */
export async function createForm(tools: Tools, wish: FormWish, signal: AbortSignal): Promise<Result<null>> {
  const free = await isFree(tools, wish, signal);
  if (!free.ok) return free;
  const made = await withSubnets(wish, async (one) => {
    const { steps, start } = makeForm(one);
    const made = await makeAll(tools, steps, signal);
    if (!made.ok) return made;
    const started = await must(tools, start, signal);
    if (started.ok) return ok(null);
    await undoAll(tools, steps);
    return started;
  });
  return made.ok ? staysUp(tools, wish, signal) : made;
}

/** Somebody's network may be in one of our ranges already: then the next one is tried. */
export async function withSubnets(
  wish: FormWish,
  make: (wish: FormWish) => Promise<Result<null>>,
): Promise<Result<null>> {
  let last: Result<null> = ok(null);
  for (const subnet of wish.form === 'B' ? subnets : subnets.slice(0, 1)) {
    last = await make({ ...wish, subnet });
    if (last.ok || !isRangeTaken(last.problem)) return last;
  }
  return last;
}

const isRangeTaken = ({ about, detail = '' }: Problem): boolean =>
  about === 'podman network create' && /subnet .* (?:already|is) (?:being )?used/.test(detail);

async function isFree(tools: Tools, wish: FormWish, signal: AbortSignal): Promise<Result<null>> {
  const { container: name, form } = wish;
  const taken = await isTaken(tools, name, signal);
  if (!taken.ok) return taken;
  if (taken.value) return fail('name-taken', name);
  const left = await leftOf(tools, name, signal);
  if (!left.ok) return left;
  if (left.value.length > 0) return fail('left-over', name);
  const bridge = form === 'D' ? ok(false) : await isTaken(tools, bridgeOf(wish), signal);
  if (!bridge.ok) return bridge;
  if (bridge.value) return fail('name-taken', bridgeOf(wish));
  return wish.port !== null && (await isHeard(tools, wish.port, signal))
    ? fail('port-taken', String(wish.port))
    : ok(null);
}

async function isTaken(tools: Tools, name: string, signal: AbortSignal): Promise<Result<boolean>> {
  const ran = await podman(tools, ['container', 'exists', name], signal);
  return ran.ok ? ok(ran.value.exitCode === 0) : ran;
}

/** Whether somebody listens there already. */
async function isHeard({ net }: Tools, port: number, signal: AbortSignal): Promise<boolean> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(1_000)]);
  try {
    await net.touch({ address: '127.0.0.1', port, family: 4 }, within);
    return true;
  } catch (error) {
    if (isNetError(error) || within.aborted) return false;
    throw error;
  }
}

/** Step by step; one that fails takes back those before it, and nothing that was there before. */
export async function makeAll(
  tools: Tools,
  steps: readonly Step[],
  signal: AbortSignal,
): Promise<Result<null>> {
  for (const [at, { make }] of steps.entries()) {
    const made = await must(tools, make, signal);
    if (made.ok) continue;
    await undoAll(tools, steps.slice(0, at));
    return made;
  }
  return ok(null);
}

/** Also when everything else was called off: what was made by us does not stay behind. */
export async function undoAll(tools: Tools, steps: readonly Step[]): Promise<void> {
  for (const { undo } of steps.toReversed()) await podman(tools, undo, new AbortController().signal);
}

/**
 * Takes a container of ours away with what was made for it, and runs that a closed terminal has left; those of others are
 * left alone. A removal that stopped half way goes on where it stopped.
 */
export async function removeForm(tools: Tools, name: string, signal: AbortSignal): Promise<Result<null>> {
  const found = await madeHere(tools, name, signal);
  if (!found.ok && found.problem.code !== 'no-container') return found;
  const form = found.ok ? found.value.form : null;
  if (found.ok && form === null) return fail('not-made-here', name);
  const runs = await leftRuns(tools, name, signal);
  if (!runs.ok) return runs;
  const own = form === null ? await leftOf(tools, name, signal) : ok(unmakeForm(form, name));
  if (!own.ok) return own;
  const acts = [...own.value, ...runs.value];
  if (acts.length === 0) return fail('no-container', name);
  for (const args of acts) {
    const done = await must(tools, args, signal);
    if (!done.ok && !/no such|not found|unable to find/.test(done.problem.detail ?? '')) return done;
  }
  return ok(null);
}
