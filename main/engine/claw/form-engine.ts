import { z } from 'zod';
import type { FormEngine, FormImage, FormWish } from '../../core/claw/form.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import { whyNot } from '../parts/podman.ts';
import { pause } from '../pause.ts';
import { isNetError, type Output, type Tools } from '../tools/tools.ts';

/** How long Podman may take for one act, in ms: on a Mac it talks to a machine that may be waking up. */
const takes = 60_000;
/** An image's description with a long history, in bytes. */
const most = 4_000_000;

/** One act of Podman; how it ended is for whoever asked to judge. */
export const podman = (tools: Tools, args: readonly string[], signal: AbortSignal): Promise<Result<Output>> =>
  tools.programs.run('podman', args, { timeoutMs: takes, signal, most });

/** One act that has to work; else its own last word. */
export async function must(
  tools: Tools,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Result<Output>> {
  const ran = await podman(tools, args, signal);
  if (!ran.ok || ran.value.exitCode === 0) return ran;
  return fail('act-failed', `podman ${args.slice(0, 2).join(' ')}`, lastLine(ran.value.stderr));
}

export const lastLine = (stderr: string): string =>
  (stderr.split('\n').findLast((line) => line.trim() !== '') ?? '')
    .replace(/^Error: /, '')
    .replace(/\.$/, '')
    .slice(0, 300);

const program = z
  .object({ executable: z.string().max(1_000).catch('') })
  .nullish()
  .catch(null);
const Info = z.object({
  host: z.object({
    security: z.object({ rootless: z.boolean(), selinuxEnabled: z.boolean().catch(false) }),
    slirp4netns: program,
    pasta: program,
  }),
});

/** What Podman says of itself, or why nothing can be made with it. */
export async function lookEngine(tools: Tools, signal: AbortSignal): Promise<Result<FormEngine>> {
  if (tools.programs.find('podman') === null) return fail('not-installed', 'podman');
  const ran = await podman(tools, ['info', '--format', 'json'], signal);
  const output = ran.ok ? ran.value : null;
  const info = output?.exitCode === 0 ? Info.safeParse(parseJson(output.stdout)) : null;
  if (!info?.success) {
    const why = ran.ok ? '' : ran.problem.code;
    return { ok: false, problem: awayBecause(await whyNot({ tools, signal }, { output, why })) };
  }
  const { security, slirp4netns, pasta } = info.data.host;
  const { platform, person } = tools;
  const isSlirp = Boolean(slirp4netns?.executable);
  // Of the two, pasta wants an interface to copy from, and offline there may be none.
  const way = isSlirp ? 'slirp4netns' : pasta?.executable && security.rootless ? 'pasta' : 'usual';
  return ok({
    ...{ platform, uid: person.uid, gid: person.gid, isRootless: security.rootless },
    isLabelled: platform === 'linux' && security.selinuxEnabled,
    way: platform === 'linux' ? way : 'usual',
  });
}

function awayBecause({ engine, detail }: Awaited<ReturnType<typeof whyNot>>): Problem {
  if (engine === 'no-machine') return { code: 'no-machine', about: 'podman' };
  if (engine === 'stopped' || engine === 'starting') return { code: 'machine-down', about: 'podman' };
  return { code: 'unreachable', about: 'Podman', detail: detail || engine };
}

/** An old image may have them as one text, which only a shell could read. */
const words = z
  .union([z.array(z.string().max(10_000)).max(200), z.string()])
  .nullish()
  .catch(null);
const Images = z
  .array(
    z.object({
      Config: z.object({ Entrypoint: words, Cmd: words }).nullish().catch(null),
    }),
  )
  .min(1);

/** What the image would start by itself. It is never fetched: offline that is a long wait for nothing. */
export async function lookImage(tools: Tools, name: string, signal: AbortSignal): Promise<Result<FormImage>> {
  const ran = await podman(tools, ['image', 'inspect', name], signal);
  if (!ran.ok) return ran;
  if (ran.value.exitCode !== 0) return fail('no-image', name);
  const found = Images.safeParse(parseJson(ran.value.stdout));
  if (!found.success) return fail('unexpected-reply', 'podman image inspect');
  const config = found.data[0]?.Config;
  const list = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return ok({ name, entrypoint: list(config?.Entrypoint), command: list(config?.Cmd) });
}

/** The bridge is Node's work, so where the image has none there is no bridge. */
export async function hasNode(tools: Tools, image: string, signal: AbortSignal): Promise<Result<null>> {
  const apart = ['--rm', '--pull', 'never', '--network', 'none', '--cap-drop', 'ALL'];
  const args = ['run', ...apart, '--entrypoint', 'node', image, '--version'];
  const ran = await podman(tools, args, signal);
  if (!ran.ok) return ran;
  if (ran.value.exitCode === 0 && /^v\d/m.test(ran.value.stdout)) return ok(null);
  const isMissing = ran.value.exitCode === 126 || ran.value.exitCode === 127;
  return isMissing
    ? fail('image-no-node', image)
    : fail('act-failed', 'podman run', lastLine(ran.value.stderr));
}

const States = z
  .array(
    z.object({
      State: z.object({
        Running: z.boolean(),
        ExitCode: z.number(),
        StartedAt: z.string(),
      }),
      RestartCount: z.number().catch(0),
    }),
  )
  .min(1);

async function stateOf(tools: Tools, name: string, signal: AbortSignal) {
  const ran = await podman(tools, ['container', 'inspect', name], signal);
  const found = ran.ok ? States.safeParse(parseJson(ran.value.stdout)).data?.[0] : undefined;
  return found ? { ...found.State, restarts: found.RestartCount } : null;
}

/** Podman says of what was never started that it was in the year 1. Where nobody can tell, it was started. */
export async function wasStarted(tools: Tools, name: string, signal: AbortSignal): Promise<boolean> {
  return !(await stateOf(tools, name, signal))?.StartedAt.startsWith('0001-');
}

/** In ms. Where it is started again and again, it is looked at for longer: only an end tells its exit code. */
const watches = { every: 500, steady: 12_000, restarting: 30_000 } as const;
/** By this OpenClaw says that it refuses its config. */
const refusing = 78;

/**
 * Looks whether what was just started goes on, until somebody answers at its port or a little time has passed; else how
 * it has ended. OpenClaw needs some seconds to find that it does not like its config.
 */
export async function staysUp(
  tools: Tools,
  { container: name, port }: Pick<FormWish, 'container' | 'port'>,
  signal: AbortSignal,
): Promise<Result<null>> {
  const begun = tools.clock.mono();
  for (;;) {
    await pause(tools.clock, watches.every, signal);
    const state = await stateOf(tools, name, signal);
    if (state === null || signal.aborted) return ok(null);
    const { Running, ExitCode, restarts } = state;
    if (!Running)
      return fail(ExitCode === refusing ? 'claw-ended-config' : 'claw-ended', name, String(ExitCode));
    if (port !== null && (await isAnswering(tools, port, signal))) return ok(null);
    const isOver = tools.clock.mono() - begun >= (restarts > 0 ? watches.restarting : watches.steady);
    if (isOver) return restarts > 0 ? fail('claw-restarts', name, String(restarts)) : ok(null);
  }
}

/** A connection alone tells nothing: Podman itself takes it, before anybody listens inside. */
async function isAnswering({ net }: Tools, port: number, signal: AbortSignal): Promise<boolean> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(1_000)]);
  const ask = { scheme: 'http', method: 'GET', path: '/healthz', host: '127.0.0.1', most: 1_000 } as const;
  try {
    await net.web({ address: '127.0.0.1', port, family: 4 }, ask, within);
    return true;
  } catch (error) {
    if (isNetError(error) || within.aborted) return false;
    throw error;
  }
}
