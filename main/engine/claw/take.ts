import { z } from 'zod';
import { valueAt } from '../../core/claw/change.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import type { Took } from '../../core/claw/run.ts';
import { ok, type Result } from '../../core/problem.ts';
import { pause } from '../pause.ts';
import type { Tools } from '../tools/tools.ts';
import { openedConfig } from './opened.ts';
import { type Rpc, withRpc } from './rpc.ts';

type TakeTools = Pick<Tools, 'files' | 'machine' | 'env' | 'net' | 'clock'>;

/** The gateway waits until a file has been quiet for 200 ms, and keeps an answer for 250 ms. */
const firstLook = 300;
const step = 150;
/** Measured 0.9 to 2.6 s; with a busy gateway, or one that has to ask before it starts anew, longer. In ms. */
const patience = 12_000;

const Got = z.looseObject({
  valid: z.boolean(),
  raw: z.string().nullish(),
  configRevisionHash: z.string().max(200).nullish(),
  appliedConfigHash: z.string().max(200).nullish(),
  issues: z
    .array(z.looseObject({ path: z.string().max(300) }))
    .max(200)
    .nullish(),
});
type Got = z.infer<typeof Got>;

/**
 * Whether the gateway has the file that is there now. It says so itself: what it reads is our text, and the hash of what it
 * runs with is the hash of what it reads. Its health would not tell a file that it refuses.
 */
export async function take(tools: TakeTools, gateway: GatewayAsk, signal: AbortSignal): Promise<Took> {
  if (!gateway.isUp) return { what: 'down', how: 'none', detail: '' };
  const opened = await openedConfig(tools, gateway);
  const isOff = valueAt(opened?.whole, ['gateway', 'reload', 'mode']) === 'off';
  const unsure: Took = { what: isOff ? 'off' : 'unknown', how: 'none', detail: '' };
  if (!opened || opened.secret === undefined) return unsure;
  const { secret, text } = opened;
  const asked = await withRpc(
    tools,
    { port: gateway.port, secret, scopes: ['operator.read'] },
    signal,
    (rpc) => watchTaking(tools, rpc, text, isOff, signal),
  );
  if (asked.ok) return asked.value;
  // It has closed the door in the middle: it starts anew.
  const isGone = asked.problem.code === 'unreachable' && asked.problem.detail === 'ECONNRESET';
  return isGone ? { what: 'restarts', how: 'rpc', detail: '' } : unsure;
}

async function watchTaking(
  { clock }: Pick<Tools, 'clock'>,
  rpc: Rpc,
  text: string,
  isOff: boolean,
  signal: AbortSignal,
): Promise<Result<Took>> {
  const began = clock.mono();
  let wait = firstLook;
  while (clock.mono() - began < patience && !signal.aborted) {
    await pause(clock, wait, signal);
    wait = step;
    const got = await rpc.call('config.get', {}, Got, 5_000);
    if (!got.ok && got.problem.code !== 'act-failed') return got;
    const took = got.ok ? tookBy(got.value, text, isOff) : null;
    if (took) return ok(took);
  }
  return ok({ what: 'unknown', how: 'rpc', detail: '' });
}

/** Null: it has not come to it yet. */
function tookBy(got: Got, text: string, isOff: boolean): Took | null {
  const isOurs = typeof got.raw === 'string' && isSameText(text, got.raw);
  if (!isOurs) return null;
  if (!got.valid) {
    const [issue] = got.issues ?? [];
    return { what: 'refused', how: 'rpc', detail: issue?.path || '?' };
  }
  const { configRevisionHash: read, appliedConfigHash: runs } = got;
  if (read && read === runs) return { what: 'applied', how: 'rpc', detail: '' };
  return isOff ? { what: 'off', how: 'rpc', detail: '' } : null;
}

/** What the gateway writes instead of a secret. */
const mask = '__OPENCLAW_REDACTED__';

/** The gateway shows the file as it reads it, with its secrets masked: the same but for what is behind the masks. */
export function isSameText(ours: string, masked: string): boolean {
  const [first = '', ...parts] = masked.split(mask);
  if (!ours.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const found = isLast ? ours.length - part.length : ours.indexOf(part, at);
    if (found < at || !ours.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return at === ours.length;
}
