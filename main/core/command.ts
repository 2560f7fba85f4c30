import { z } from 'zod';
import { mendable } from './claw/mend.ts';
import { askedSide } from './claw/wanted.ts';
import { drillMost, levels } from './drill/drill.ts';
import { isDrilling } from './drill/follow.ts';
import { mayTry } from './hooks/follow.ts';
import { jobKinds } from './jobs/job.ts';
import { mayJob } from './jobs/may.ts';
import { mayAct } from './parts/acts.ts';
import { partActs } from './parts/part.ts';
import { acceptPin } from './parts/pin.ts';
import { fail, ok, type Result } from './problem.ts';
import { isSettingKey, modes, settingSchemas, snoozeMost } from './settings.ts';
import { refusalOf } from './settings-file.ts';
import { mayShare, shareMost, shareUsual } from './share.ts';
import type { State } from './state.ts';
import { familyOf } from './targets.ts';

/** A wish, from any face. Strict: an unknown field is refused, not ignored. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mode.set'), mode: z.enum(modes) }),
  z.strictObject({ type: z.literal('setting.set'), key: z.string().max(100), value: z.unknown() }),
  z.strictObject({ type: z.literal('setting.unset'), key: z.string().max(100) }),
  /** Several at once, from a file that was shown to the person: all of them or none. */
  z.strictObject({ type: z.literal('settings.take'), values: z.record(z.string().max(100), z.unknown()) }),
  /** The standard of all but what the person has agreed to, and the mode. */
  z.strictObject({ type: z.literal('settings.reset') }),
  /** A person presses "Check again"; `machine`: a screen was locked or unlocked, say. */
  z.strictObject({ type: z.literal('look.again'), by: z.enum(['person', 'machine']).optional() }),
  /** "I need to know sooner", for at most a minute: whoever asks must ask again, so that nobody is forgotten. */
  z.strictObject({
    type: z.literal('attention.ask'),
    pace: z.enum(['eager', 'urgent']),
    forMs: z.number().min(0).max(60_000),
  }),
  /** Shows no notification for this long (ms); 0 shows them again. */
  z.strictObject({ type: z.literal('notices.snooze'), forMs: z.number().int().min(0).max(snoozeMost) }),
  /** The internet is back, says the person; asked for where the app may ask nobody else. */
  z.strictObject({ type: z.literal('return.confirm') }),
  /** Start, stop, restart a part by its id, or load a model (empty: the main one) into memory or out of it. */
  z.strictObject({
    type: z.literal('part.act'),
    id: z.string().max(60),
    act: z.enum(partActs),
    model: z.string().max(200).default(''),
  }),
  /**
   * A service shows another certificate than the one it is known by, and the person says that this is right. `print` is the
   * fingerprint they were shown: what it shows since then is not accepted unseen.
   */
  z.strictObject({
    type: z.literal('pin.accept'),
    id: z.string().max(60),
    print: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** Pings every peer once, to know how each is reached. */
  z.strictObject({ type: z.literal('peers.ask') }),
  /** Passes this machine's Ollama on to one network, for `forMs`; only to the guests named, if any are. */
  z.strictObject({
    type: z.literal('share.start'),
    address: z.string().max(60),
    forMs: z.number().int().min(1_000).max(shareMost).default(shareUsual),
    allow: z
      .array(
        z
          .string()
          .max(60)
          .refine((text) => familyOf(text) !== null),
      )
      .max(20)
      .default([]),
  }),
  z.strictObject({ type: z.literal('share.stop') }),
  /** Whether OpenClaw's config may follow, where the person is asked. */
  z.strictObject({ type: z.literal('switch.answer'), yes: z.boolean() }),
  /** A switch that failed is tried again. */
  z.strictObject({ type: z.literal('switch.retry') }),
  /** A config that OpenClaw would not start with: what keeps it from that is taken out of it. */
  z.strictObject({ type: z.literal('switch.mend') }),
  /** Chats that have lost the model chosen for them get it again. */
  z.strictObject({ type: z.literal('switch.repin') }),
  /** These are to be prepared; the same wish twice is one job. */
  z.strictObject({
    type: z.literal('jobs.start'),
    wishes: z
      .array(
        z.strictObject({
          kind: z.enum(jobKinds),
          what: z.string().max(1_000).default(''),
          isForced: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(40),
  }),
  /** Stops what is under way, and keeps what has come; forgets what has stopped. */
  z.strictObject({ type: z.literal('job.stop'), id: z.string().max(1_100) }),
  z.strictObject({ type: z.literal('job.resume'), id: z.string().max(1_100) }),
  z.strictObject({ type: z.literal('jobs.stop') }),
  /** Practises losing the internet; `atMost`: the longest that anything stays taken, in ms. */
  z.strictObject({
    type: z.literal('drill.start'),
    level: z.enum(levels),
    atMost: z.number().int().min(drillMost.least).max(drillMost.most).default(drillMost.usual),
  }),
  z.strictObject({ type: z.literal('drill.stop') }),
  /** A person was told what a drill that was cut short had left. */
  z.strictObject({ type: z.literal('drill.heard') }),
  /** What stands against a level, for somebody who chooses. At `wifi` a Wi-Fi that is on is told to be on, and nothing more. */
  z.strictObject({ type: z.literal('drill.look'), level: z.enum(levels) }),
  /** Runs the person's own command for that stance, to see whether it works. */
  z.strictObject({ type: z.literal('hook.try'), stance: z.enum(['online', 'offline']) }),
  /** Asks the registry what the missing models weigh. */
  z.strictObject({ type: z.literal('sizes.ask') }),
  /** What becomes of a config that cannot be brought together: the copy comes back, or it stays as it is. */
  z.strictObject({ type: z.literal('switch.settle'), how: z.enum(['restore', 'keep']) }),
]);
export type Command = z.infer<typeof Command>;

/** A wish as it is carried out: accepting a certificate is writing it into the person's list. */
export type Accepted = Exclude<Command, { type: 'pin.accept' }>;

/** Whether a wish makes sense at all; a refusal says why and changes nothing. */
export function accept(command: Command, state: State): Result<Accepted> {
  if (command.type === 'share.start') {
    const may = mayShare(state, command.address);
    return may.ok ? ok(command) : may;
  }
  if (command.type === 'part.act') return acceptAct(command, state);
  if (command.type === 'jobs.start') return acceptJobs(command, state);
  if (command.type === 'job.resume') return acceptResume(command, state);
  if (command.type === 'job.stop' && !state.jobs.list.some(({ id }) => id === command.id))
    return fail('job-unknown', command.id);
  // What an earlier one owes would be taken for what this one does.
  if (command.type === 'drill.start' || command.type === 'drill.look') {
    if (isDrilling(state)) return fail('drill-busy', command.level);
    if (state.drill.owed !== null) return fail('drill-owed', command.level);
  }
  if (command.type === 'drill.stop' && !isDrilling(state)) return fail('drill-none', 'drill');
  if (command.type === 'hook.try') {
    const may = mayTry(state, command.stance);
    return may.ok ? ok(command) : may;
  }
  if (isSwitch(command)) return acceptSwitch(command, state);
  if (command.type === 'pin.accept') {
    const list = acceptPin(state, command.id, command.print);
    return list.ok ? accept({ type: 'setting.set', key: 'lan.services', value: list.value }, state) : list;
  }
  if (command.type === 'settings.take') return acceptTake(command, state);
  if (command.type !== 'setting.set' && command.type !== 'setting.unset') return ok(command);
  if (!isSettingKey(command.key)) return fail('settings-unknown-key', command.key);
  if (command.type === 'setting.unset') return ok(command);
  const checked = settingSchemas[command.key].safeParse(command.value);
  if (checked.success) return ok(command);
  return fail('settings-invalid', command.key, checked.error.issues[0]?.message ?? 'choice');
}

/** Looked at once more: what was shown may be old, and a face may be wrong. */
function acceptTake(
  command: Extract<Command, { type: 'settings.take' }>,
  { settings }: State,
): Result<Accepted> {
  for (const [key, value] of Object.entries(command.values)) {
    const refused = refusalOf(key, value, settings);
    if (refused?.why === 'unknown') return fail('settings-unknown-key', key);
    if (refused?.why === 'value') return fail('settings-invalid', key, refused.hint ?? 'choice');
    if (refused) return fail('refused', key);
  }
  return ok(command);
}

function acceptAct(command: Extract<Command, { type: 'part.act' }>, state: State): Result<Accepted> {
  const may = mayAct(state, command.id, command.act);
  return may.ok ? ok({ ...command, id: may.value }) : may;
}

/** A name that is none is refused before anything is begun, and so is what needs the internet while there is none. */
function acceptJobs(command: Extract<Command, { type: 'jobs.start' }>, state: State): Result<Accepted> {
  const asked = command.wishes.map((wish) => ({ wish, may: mayJob(wish, state) }));
  const wishes = asked.filter(({ may }) => may.ok).map(({ wish }) => wish);
  // Of several, what may be done is done: the rest is still missing afterwards, and says so.
  const [first] = asked;
  return wishes.length === 0 && first && !first.may.ok ? first.may : ok({ ...command, wishes });
}

function acceptResume(command: Extract<Command, { type: 'job.resume' }>, state: State): Result<Accepted> {
  const job = state.jobs.list.find(({ id }) => id === command.id);
  if (!job) return fail('job-unknown', command.id);
  const may = mayJob(job, state);
  return may.ok ? ok(command) : may;
}

const isSwitch = (command: Command): command is Extract<Command, { type: `switch.${string}` }> =>
  command.type.startsWith('switch.');

/** A word about the switch makes sense only where one is asked for. */
function acceptSwitch(command: Accepted, state: State): Result<Accepted> {
  return isAsked(command.type, state) ? ok(command) : fail('switch-unasked', command.type);
}

function isAsked(type: Accepted['type'], state: State): boolean {
  const { run, debt, side, lost } = state.claw;
  if (type === 'switch.answer') return askedSide(state) !== null;
  if (type === 'switch.retry') return run?.problem != null;
  if (type === 'switch.mend') return mendable.has(state.claw.rehearsal?.problem?.code ?? '');
  const isAtRest = run?.isOver !== false;
  return isAtRest && (type === 'switch.repin' ? side !== 'offline' && lost.length > 0 : debt !== null);
}
