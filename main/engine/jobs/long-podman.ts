import { fail, ok, type Result } from '../../core/problem.ts';
import type { Tools } from '../tools/tools.ts';
import { unstarted } from './podman-image.ts';

/** How much of what it says on its way is kept for the case that it fails: lines, and characters of each. */
const [lines, characters] = [20, 500];

export interface LongEnd {
  readonly exitCode: number;
  /** The last lines it has said of its troubles. */
  readonly stderr: string;
}

/** Work of Podman that may take long. `line`: each line as it comes, of both outputs. */
export async function workPodman(
  tools: Tools,
  args: readonly string[],
  about: string,
  signal: AbortSignal,
  line: (text: string, from: 'out' | 'err') => void = () => {},
): Promise<Result<LongEnd>> {
  const said: string[] = [];
  const worked = await tools.programs.work('podman', args, {
    signal,
    line: (text, from) => {
      if (from === 'err' && text.trim() !== '') said.push(text.slice(0, characters));
      if (said.length > lines) said.shift();
      line(text, from);
    },
  });
  if (signal.aborted) return fail('called-off', about);
  if (!worked.ok) return { ok: false, problem: unstarted(worked.problem, about) };
  // Whoever has ended it by force has let it say nothing; 128 and more are signals.
  const isKilled = worked.value >= 128 && said.length === 0;
  return isKilled
    ? fail('image-engine', about, `exit ${worked.value}`)
    : ok({ exitCode: worked.value, stderr: said.join('\n') });
}
