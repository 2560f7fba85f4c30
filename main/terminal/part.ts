import { parseService, type Service } from '../core/parts/targets.ts';
import { fail, ok, type Result } from '../core/problem.ts';
import { rowOf } from '../core/rows.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Seat } from '../engine/seat.ts';
import type { Wanted } from './args.ts';
import { brief } from './keep.ts';
import { exits, type Session } from './terminal.ts';
import { until } from './until.ts';

/** How long (ms) a first look at all parts may take; the longest that a virtual machine may take to start, and a little. */
const patience = { look: 8_000, act: 240_000 } as const;

/** Starts, stops, restarts a part, or loads a model. Returns when that has had its effect, or says why it has not. */
export async function actOnPart(session: Session, wanted: Extract<Wanted, { do: 'act' }>): Promise<number> {
  const told = await brief(session, (seat) => act(session, seat, wanted));
  return told.ok ? tell(session, told.value) : session.trouble(told.problem);
}

/** Knows a service by its new certificate from now on. Returns when it was looked at again. */
export async function trust(session: Session, service: string): Promise<number> {
  const told = await brief(session, (seat) => accept(session, seat, service));
  if (!told.ok) return session.trouble(told.problem);
  const { name, pin } = told.value.service;
  if (!session.look.isJson)
    session.terminal.out(`${session.say('cli.trusted', { service: name, print: pin ?? '' })}\n`);
  return tell(session, told.value);
}

/** How a part is after something was done to it. */
export function tell({ terminal, look, say, lang }: Session, { part, snapshot }: Told): number {
  const row = rowOf(part, snapshot, { lang, now: terminal.tools.clock.wall(), isAway: false });
  const line = say('cli.acted', { service: row.name, fact: row.fact });
  terminal.out(`${look.isJson ? JSON.stringify({ schema: 1, part }) : line}\n`);
  return exits.done;
}

async function accept(
  session: Session,
  seat: Seat,
  text: string,
): Promise<Result<Told & { readonly service: Service }>> {
  const known = await lookedAt(session, seat, text);
  if (!known.ok) return known;
  const shown = partIn(known.value, text);
  if (!shown) return noPart(known.value, text);
  if (shown.newPin === null) return fail('no-new-pin', shown.name);
  const sent = await seat.send({ type: 'pin.accept', id: shown.id, print: shown.newPin });
  if (!sent.ok) return sent;
  const done = await until(session, seat, patience.look, (now) => partIn(now, text)?.newPin === null);
  if (!done.ok) return done;
  const part = partIn(done.value, text);
  const service = done.value.settings['lan.services']
    .flatMap((written) => parseService(written) ?? [])
    .find(({ name }) => name === part?.name);
  if (!part || !service) return noPart(done.value, text);
  return ok({ part, snapshot: done.value, service });
}

interface Told {
  readonly part: Snapshot['parts'][number];
  readonly snapshot: Snapshot;
}

/** An engine of our own has to know the parts before it is asked for anything; a command called off asks for nothing. */
async function lookedAt(session: Session, seat: Seat, about: string): Promise<Result<Snapshot>> {
  const known = await until(session, seat, patience.look, ({ parts }) =>
    parts.every(({ at }) => at !== null),
  );
  return session.terminal.signal.aborted ? fail('called-off', about) : known;
}

const noPart = ({ parts }: Snapshot, name: string) =>
  fail('no-part', name, parts.map(({ id }) => id).join(', '));

const partIn = ({ parts }: Snapshot, name: string) =>
  parts.find(
    ({ id }) => id.toLowerCase() === name.toLowerCase() || id.toLowerCase() === `lan:${name.toLowerCase()}`,
  );

/** Does it and waits for the effect; the problem says why there is none. */
export async function act(
  session: Session,
  seat: Seat,
  { act: what, part: name, model }: Extract<Wanted, { do: 'act' }>,
): Promise<Result<Told>> {
  const known = await lookedAt(session, seat, `${name} ${what}`);
  if (!known.ok) return known;
  const sent = await seat.send({ type: 'part.act', id: name, act: what, model });
  if (!sent.ok) return sent;
  const done = await until(session, seat, patience.act, (snapshot) => {
    const doing = partIn(snapshot, name)?.doing;
    return doing === null || doing?.phase === 'failed';
  });
  if (!done.ok) return done;
  if (session.terminal.signal.aborted) return fail('called-off', `${name} ${what}`);
  const part = partIn(done.value, name);
  if (!part) return noPart(done.value, name);
  if (part.doing?.phase === 'failed')
    return { ok: false, problem: part.doing.problem ?? { code: 'act-no-effect', about: name } };
  return ok({ part, snapshot: done.value });
}
