import { z } from 'zod';
import type { Check } from '../../core/parts/parts.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';
import { atHome } from './look.ts';

/** OpenClaw's command takes 1.4 to 3 s here, more on a busy machine. In ms. */
const timeoutMs = 30_000;

const Said = z.object({
  valid: z.boolean(),
  issues: z
    .array(z.object({ path: z.string().max(300), message: z.string().max(2_000) }))
    .max(100)
    .optional(),
});

/** OpenClaw's own check of a config. It reads and changes nothing. What it says is told without any value of a key. */
export async function checkConfig(
  { programs, machine }: Pick<Tools, 'programs' | 'machine'>,
  about: Pick<Check, 'path' | 'changedAt' | 'version'>,
  signal: AbortSignal,
): Promise<Check> {
  const env = { OPENCLAW_CONFIG_PATH: atHome(about.path, machine.home), OPENCLAW_NO_AUTO_UPDATE: '1' };
  const ran = await programs.run('openclaw', ['config', 'validate', '--json'], { timeoutMs, signal, env });
  const unknown: Check = { ...about, valid: 'unknown', issue: null };
  if (!ran.ok) return unknown;
  const said = Said.safeParse(parseJson(ran.value.stdout));
  if (!said.success) return unknown;
  if (said.data.valid) return { ...about, valid: 'yes', issue: null };
  const [first] = said.data.issues ?? [];
  // Of a file that is not there it says no without a word of why.
  return first ? { ...about, valid: 'no', issue: complaint(first) } : unknown;
}

/** The key it is about, and the complaint; whatever looks like a value is left out. */
function complaint({ path, message }: { path: string; message: string }): string {
  const safe = message.replace(/[A-Za-z0-9_\-+/=]{20,}/g, '…').replace(/\s+/g, ' ');
  return `${path}: ${safe}`.slice(0, 160);
}
