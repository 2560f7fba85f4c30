import { z } from 'zod';
import { isRecord, valueAt } from '../../core/claw/change.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import type { Took } from '../../core/claw/run.ts';
import { ok, type Result } from '../../core/problem.ts';
import { pause } from '../pause.ts';
import type { Tools } from '../tools/tools.ts';
import { type ChannelTools, reachGateway } from './channel.ts';
import { type Opened, openedConfig } from './opened.ts';
import type { Rpc } from './rpc.ts';
import { parseLoosely } from './sources.ts';

/** The gateway waits until a file has been quiet for 200 ms, and keeps an answer for 250 ms. */
const firstLook = 300;
/**
 * Between two looks, in ms: each costs a gateway that is busy with the file up to 0.25 s. It says itself when it has come to it,
 * up to 15 ms before or after it has: then it is looked at so many times soon.
 */
const step = 500;
const soon = 60;
const looksSoon = 5;
/**
 * One that has read a file and does not run with it for so long (ms) has put it off: work that was under way held a plugin.
 * It does not try again by itself, but when the file is said to have changed.
 */
const busy = 2_000;
/**
 * After two writes in a row a gateway that seems to have the second may still be busy with the first: a switch and its return
 * within a second. So long (ms) after a write it has come to the last of them, unless it was seen to come to it.
 */
const settles = 2_000;
/** Measured 0.9 to 2.6 s, once 4.5 s just after its start; one that waits for a long answer before it starts anew takes longer. In ms. */
const patience = 12_000;
/** A start anew takes 8 to 18 s, in ms; it is dialled again so often. */
const restartTakes = 60_000;
const redial = 1_000;
/** The first answer after a start took up to 3 s, in ms. */
const answerTakes = 8_000;

/** It has closed the door in the middle (`EPIPE`: of its container), or keeps it shut: it starts anew. */
const leaving: ReadonlySet<string> = new Set(['UNAVAILABLE', 'ECONNRESET', 'EPIPE']);

const Got = z.looseObject({
  valid: z.boolean(),
  raw: z.string().nullish(),
  parsed: z.unknown(),
  configRevisionHash: z.string().max(200).nullish(),
  appliedConfigHash: z.string().max(200).nullish(),
  issues: z
    .array(z.looseObject({ path: z.string().max(300) }))
    .max(200)
    .nullish(),
});
type Got = z.infer<typeof Got>;

type TakeTools = ChannelTools & Pick<Tools, 'edits'>;

/**
 * Whether the gateway has the file that is there now. It says so itself: what it reads is our text, and the hash of what it
 * runs with is the hash of what it reads; the hashes alone would be those of the old file for a moment. Its health would not
 * tell a file that it refuses, and its log does not say whose it is.
 */
export async function take(
  tools: TakeTools,
  gateway: GatewayAsk,
  isHasty: boolean,
  signal: AbortSignal,
): Promise<Took> {
  if (!gateway.isUp) return { what: 'down', how: 'none', detail: '' };
  const { clock } = tools;
  const begun = clock.mono();
  let [hasRestarted, isShut] = [false, false];
  while (clock.mono() - begun < (hasRestarted ? restartTakes : patience) && !signal.aborted) {
    const asked = await reachGateway(tools, gateway, ['operator.read'], signal, (rpc, opened) =>
      watchTaking(tools, rpc, opened, { isOff: isReloadOff(opened.whole), isHasty, begun }, signal),
    );
    if (asked.ok)
      return hasRestarted && asked.value.what === 'applied'
        ? { ...asked.value, what: 'restarts' }
        : asked.value;
    isShut = asked.problem.code === 'claw-auth';
    if (!hasRestarted && !leaving.has(asked.problem.detail ?? '')) break;
    hasRestarted = true;
    await pause(clock, redial, signal);
  }
  const opened = await openedConfig(tools, gateway);
  if (isReloadOff(opened?.whole)) return { what: 'off', how: 'none', detail: '' };
  return { what: 'unknown', how: isShut && opened ? 'file' : 'none', detail: '' };
}

const isReloadOff = (whole: unknown): boolean => valueAt(whole, ['gateway', 'reload', 'mode']) === 'off';

async function watchTaking(
  { clock, edits }: TakeTools,
  rpc: Rpc,
  { path, text }: Opened,
  { isOff, isHasty, begun }: { readonly isOff: boolean; readonly isHasty: boolean; readonly begun: number },
  signal: AbortSignal,
): Promise<Result<Took>> {
  await pause(clock, Math.max(0, firstLook - (clock.mono() - begun)), signal);
  let [stands, refusals, readAt, hasWaited, quick] = ['before' as Stands, 0, clock.mono(), false, 0];
  const until = clock.mono() + patience;
  const how = rpc.by;
  while (clock.mono() < until && !signal.aborted) {
    const got = await rpc.call('config.get', {}, Got, answerTakes);
    if (!got.ok) return got;
    stands = standsBy(got.value, text);
    const now = clock.mono();
    refusals = stands === 'refused' ? refusals + 1 : 0;
    // Once might be the file from before.
    if (refusals > 1) return ok({ what: 'refused', how, detail: got.value.issues?.[0]?.path || '?' });
    if (stands === 'applied' && (!isHasty || hasWaited || now - begun >= settles))
      return ok({ what: 'applied', how, detail: '' });
    if (stands === 'read' && isOff) return ok({ what: 'off', how, detail: '' });
    if (stands !== 'read') readAt = now;
    else if (now - readAt >= busy) {
      await edits.touch(path);
      readAt = now;
    }
    hasWaited ||= stands === 'read';
    const isTold = await rpc.changed(quick > 0 ? soon : step);
    quick = isTold ? looksSoon : quick - 1;
  }
  return ok({ what: stands === 'read' ? 'busy' : 'unknown', how, detail: '' });
}

/** `before`: it has not come to our file yet; `read`: it has, and runs with another. */
type Stands = 'before' | 'read' | 'applied' | 'refused';

function standsBy(
  { valid, raw, parsed, configRevisionHash: read, appliedConfigHash: runs }: Got,
  text: string,
): Stands {
  // Where it cannot mask a text for sure, as with a secret that is kept elsewhere, it shows what the text says.
  const isOurs = typeof raw === 'string' ? isSameText(text, raw) : isSameValue(parseLoosely(text), parsed);
  // Of a file that it refuses it shows no text.
  if (!valid) return typeof raw !== 'string' || isOurs ? 'refused' : 'before';
  if (!isOurs) return 'before';
  return read && read === runs ? 'applied' : 'read';
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

/** The same of what a text says. */
export function isSameValue(ours: unknown, masked: unknown): boolean {
  if (masked === mask) return ours !== undefined;
  if (Array.isArray(masked))
    return (
      Array.isArray(ours) &&
      ours.length === masked.length &&
      masked.every((item, index) => isSameValue(ours[index], item))
    );
  if (!isRecord(masked)) return ours === masked;
  const keys = Object.keys(masked);
  return (
    isRecord(ours) &&
    Object.keys(ours).length === keys.length &&
    keys.every((key) => Object.hasOwn(ours, key) && isSameValue(ours[key], masked[key]))
  );
}
