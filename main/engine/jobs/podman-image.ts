import { z } from 'zod';
import { cleaned } from '../../core/jobs/pull-failure.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { lastLine, podman } from '../claw/form-engine.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';

/** An image as Podman knows it. */
export interface PodmanImage {
  /** 64 hex digits. */
  readonly id: string;
  /** Of all its layers, unpacked; its archive is larger by some kB a layer. */
  readonly bytes: number;
}

const Inspected = z
  .array(z.object({ Id: z.string().regex(/^(?:sha256:)?[0-9a-f]{64}$/), Size: z.number().min(0) }))
  .min(1);

/**
 * The image of that name, which has to be looked at before (`safeName`). `no-image` where there is none, `image-engine` where
 * nobody answers.
 */
export async function inspectImage(
  tools: Tools,
  name: string,
  signal: AbortSignal,
): Promise<Result<PodmanImage>> {
  const ran = await podman(tools, ['image', 'inspect', '--', name], signal);
  if (signal.aborted) return fail('called-off', name);
  if (!ran.ok) return { ok: false, problem: unstarted(ran.problem, name) };
  const { exitCode, stderr, stdout } = ran.value;
  if (exitCode !== 0) return { ok: false, problem: whyNot(stderr, name, 'podman image inspect') };
  const [found] = Inspected.safeParse(parseJson(stdout)).data ?? [];
  if (!found) return fail('unexpected-reply', 'podman image inspect');
  return ok({ id: found.Id.replace(/^sha256:/, ''), bytes: found.Size });
}

/** The program is not there, or did not answer in time. */
export const unstarted = (problem: Problem, about: string): Problem =>
  problem.code === 'no-program'
    ? { code: 'not-installed', about: 'podman' }
    : problem.code === 'called-off'
      ? { code: 'called-off', about }
      : { code: 'image-engine', about, detail: problem.code };

/** Podman's words where its engine is away, or has gone away in the middle. */
const away =
  /unable to connect to Podman|Cannot connect to Podman|unexpected EOF|connection refused|connection reset|broken pipe|server closed|: EOF$/im;

/** What Podman said last, fit to be shown: a registry's answer may come with the address that it was asked at, and its keys. */
export const lastWords = (stderr: string): string => cleaned(lastLine(stderr));

/** Why Podman has ended with a code, by what it said last. `act`: what it was told to do. */
export function whyNot(stderr: string, about: string, act: string): Problem {
  const detail = lastWords(stderr);
  if (away.test(stderr)) return { code: 'image-engine', about, detail };
  if (/image not known|no such image|unable to find/i.test(stderr)) return { code: 'no-image', about };
  return { code: 'act-failed', about: act, detail: detail || 'no word' };
}

/** Where the engine answers no more it may come back by itself. */
export const mayComeBack = ({ code }: Problem): boolean => code === 'image-engine';
