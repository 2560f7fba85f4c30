import { traceOf } from '../../core/bug.ts';
import type { HookAsk, HookEnd } from '../../core/hooks/hook.ts';
import { mostSaid } from '../../core/hooks/hook.ts';
import type { Problem } from '../../core/problem.ts';
import type { CommandEnd, Tools } from '../tools/tools.ts';

/**
 * Runs a command of the person's own once, and says how it ended. It is never tried again, so whatever goes wrong is an end, a
 * mistake of ours, too.
 */
export async function runHook(tools: Tools, ask: HookAsk, signal: AbortSignal): Promise<HookEnd> {
  const began = tools.clock.mono();
  const [program = ''] = ask.argv;
  const ended = (rest: Pick<HookEnd, 'exitCode' | 'said' | 'problem'>): HookEnd => ({
    ms: tools.clock.mono() - began,
    ...rest,
  });
  try {
    const ran = await tools.programs.command(ask.argv, {
      env: environment(tools, ask),
      home: tools.machine.home,
      timeoutMs: ask.limitMs,
      signal,
      most: 4 * mostSaid,
    });
    if (!ran.ok) return ended({ exitCode: null, said: '', problem: ran.problem });
    const { exitCode, said } = ran.value;
    return ended({ exitCode, said: lastSeen(said), problem: problemOf(program, ran.value, ask) });
  } catch (error) {
    tools.log.write('error', 'hook', traceOf(error));
    return ended({ exitCode: null, said: '', problem: { code: 'bug', about: 'hook.run' } });
  }
}

function problemOf(program: string, end: CommandEnd, { limitMs }: HookAsk): Problem | null {
  if (end.isLate) return { code: 'hook-late', about: program, detail: String(limitMs / 1_000) };
  if (end.exitCode === 0) return null;
  return { code: 'hook-failed', about: program, detail: String(end.exitCode ?? end.endedBy ?? '') };
}

/** The last that can be seen of it: nothing that a terminal would obey or that turns the text around. */
function lastSeen(said: string): string {
  const plain = said.replace(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}]+/gu, ' ').trim();
  return [...plain.slice(-mostSaid)].join('').replace(/^[\uDC00-\uDFFF]/, '');
}

/** Nothing of ours and nothing of OpenClaw's: where programs are, where home is, and what has happened. */
function environment({ machine }: Pick<Tools, 'machine'>, ask: HookAsk): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
    HOME: machine.home,
    OFFLINE_MODE_STANCE: ask.stance,
    OFFLINE_MODE_CAUSE: ask.cause,
    OFFLINE_MODE_SINCE: new Date(ask.since).toISOString(),
    ...(ask.isDrill ? { OFFLINE_MODE_DRILL: '1' } : {}),
  };
}
