import type { z } from 'zod';
import { isImageName } from '../../core/jobs/image-name.ts';
import { done, gaveUp, type JobEnd, type Progressed, retryable } from '../../core/jobs/job.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { podman } from '../claw/form-engine.ts';
import { parseJson } from '../json.ts';
import { Machines } from '../parts/podman-shapes.ts';
import { endedBy } from './ended.ts';
import { workPodman } from './long-podman.ts';
import { lastWords, unstarted } from './podman-image.ts';
import type { JobRun } from './run.ts';

/** Makes Podman's virtual machine on a Mac, which downloads it, and starts it; one that is there is only started. */
export async function podmanMachine(run: JobRun): Promise<JobEnd> {
  if (run.tools.platform !== 'darwin') return gaveUp({ code: 'machine-mac', about: 'podman' });
  const machines = await machinesOf(run);
  if (!machines.ok) return endedBy(machines.problem);
  const running = machines.value.find(({ Running }) => Running);
  if (running) return gaveUp({ code: 'machine-there', about: running.Name });
  const known = machines.value.find(({ Default }) => Default) ?? machines.value[0];
  if (!known) {
    const made = await act(run, ['machine', 'init'], 'downloading');
    if (made) return made;
  }
  // Podman's own default is the one that it has just made.
  const name = known && isImageName(known.Name) ? ['--', known.Name] : [];
  return (await act(run, ['machine', 'start', ...name], 'starting')) ?? done();
}

async function machinesOf({ tools, signal }: JobRun): Promise<Result<z.infer<typeof Machines>>> {
  const ran = await podman(tools, ['machine', 'list', '--format', 'json'], signal);
  if (!ran.ok) return { ok: false, problem: unstarted(ran.problem, 'podman machine') };
  const found = Machines.safeParse(parseJson(ran.value.stdout));
  if (ran.value.exitCode !== 0 || !found.success)
    return fail('machine-failed', 'podman', lastWords(ran.value.stderr) || 'no list');
  return ok(found.data);
}

/** The line, or whoever answers for it, may be better in a while. */
const isPassing = /no such host|timeout|timed out|connection re|network is unreachable|unexpected EOF/i;

/** Null where it went well. */
async function act(run: JobRun, args: readonly string[], phase: Progressed['phase']): Promise<JobEnd | null> {
  const { tools, signal, told } = run;
  told({ phase, unit: 'bytes', done: 0, total: null });
  const worked = await workPodman(tools, args, 'podman machine', signal, (line) => {
    const amount = amountIn(line);
    if (amount) told({ phase, unit: 'bytes', ...amount });
  });
  if (!worked.ok) return endedBy(worked.problem);
  const { exitCode, stderr } = worked.value;
  if (exitCode === 0) return null;
  const problem = {
    code: 'machine-failed',
    about: 'podman',
    detail: lastWords(stderr) || `exit ${exitCode}`,
  } as const;
  return isPassing.test(stderr) ? retryable(problem) : gaveUp(problem);
}

const units: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 1024,
  MIB: 1048576,
  GIB: 1073741824,
};

/** `40.1MiB / 800.2MiB` somewhere in a line, in bytes; each version draws its bar in another way. */
export function amountIn(line: string): { readonly done: number; readonly total: number } | null {
  const found = /([\d.]{1,12})\s?([kKMG]?i?B)\s*\/\s*([\d.]{1,12})\s?([kKMG]?i?B)/.exec(line);
  if (!found) return null;
  const bytes = (amount = '', unit = '') =>
    Math.round(Number(amount) * (units[unit.toUpperCase()] ?? Number.NaN));
  const [done, total] = [bytes(found[1], found[2]), bytes(found[3], found[4])];
  return Number.isFinite(done) && Number.isFinite(total) && done <= total ? { done, total } : null;
}
