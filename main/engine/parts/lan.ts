import type { LanFacts, Rung } from '../../core/parts/facts.ts';
import { nameOfLan } from '../../core/parts/part.ts';
import { parseService, type Service } from '../../core/parts/targets.ts';
import { isNetError, NetError, type WebReply, type Where } from '../tools/tools.ts';
import { addressOf, answerOf, within } from './ask.ts';
import { isDenied } from './kept-out.ts';
import type { Looking } from './look.ts';

/** A name, a connection and an answer may take so long together, in ms. */
const patience = 4_500;
/** How much of a page is looked through for its text, in bytes. */
const most = 100_000;

/** The steps one after the other; the first that fails is named. "The service answers" is all it ever proves. */
export async function lookLan(looking: Looking): Promise<LanFacts> {
  const { tools, ask, signal } = looking;
  const name = nameOfLan(ask.id);
  const before = ask.before?.kind === 'lan' ? ask.before : null;
  const written = ask.settings['lan.services'].find((text) => parseService(text)?.name === name) ?? '';
  const service = parseService(written);
  // What stands behind a question mark may be a secret: it is asked with, and told nobody.
  const where = (written.slice(written.indexOf('=') + 1).split(' ', 1)[0] ?? '').replace(/\?.*$/, '');
  // What was seen of another address is no print of this one.
  const known = before?.where === where ? before.pin : null;
  const base: LanFacts = { ...nothing, name, where, pin: known };
  if (!service) return { ...base, answer: 'odd', detail: 'settings' };
  const begun = tools.clock.mono();
  let at: Where | null = null;
  try {
    return await within(tools, patience, signal, async (limited) => {
      at = { ...(await named(looking, service, limited)), port: service.port };
      const reply = await answered(looking, service, at, limited);
      return judged({ ...base, address: at.address, ms: tools.clock.mono() - begun }, service, reply);
    });
  } catch (error) {
    if (!isNetError(error)) throw error;
    return failed(looking, base, at, error);
  }
}

const nothing: LanFacts = {
  ...{
    kind: 'lan',
    name: '',
    where: '',
    answer: 'ok',
    rung: null,
    detail: '',
    status: null,
    ms: null,
    address: null,
  },
  ...{ certTrouble: null, certEnds: null, pin: null, pinSeen: null, isDenied: false },
};

/** A name that is not found in time is as good as none. */
async function named(
  { tools }: Looking,
  { host }: Service,
  signal: AbortSignal,
): Promise<Omit<Where, 'port'>> {
  try {
    return await within(tools, nameTakes, signal, (limited) => addressOf(tools, host, limited));
  } catch (error) {
    throw isNetError(error) && error.code === 'ABORTED' && !signal.aborted
      ? new NetError('ENOTFOUND')
      : error;
  }
}
const nameTakes = 2_000;

async function answered(
  { tools }: Looking,
  service: Service,
  at: Where,
  signal: AbortSignal,
): Promise<WebReply | null> {
  const { scheme, host, path } = service;
  if (scheme === 'tcp') {
    await tools.net.touch(at, signal);
    return null;
  }
  return tools.net.web(at, { scheme, method: 'GET', path: path || '/', host, most }, signal);
}

/** Any status below 500 shows that somebody is there, unless the person asked for one, for a text or for a certificate. */
function judged(base: LanFacts, { status, text, pin }: Service, reply: WebReply | null): LanFacts {
  if (!reply) return base;
  const { certificate } = reply;
  const seen = {
    ...base,
    status: reply.status,
    certTrouble: certificate?.trouble ?? null,
    certEnds: certificate?.ends ?? null,
    pinSeen: certificate?.print ?? null,
  };
  const no = (rung: Rung, detail: string): LanFacts => ({ ...seen, answer: 'odd', rung, detail });
  // One that nobody vouches for is trusted as first seen: the same address may be another machine after a change of network.
  const first = certificate?.trouble ? (base.pin ?? certificate.print) : null;
  const expected = pin ?? first;
  if (certificate && expected !== null && certificate.print !== expected)
    return { ...no('pin', ''), pin: expected };
  seen.pin = expected;
  if (status === null ? reply.status >= 500 : reply.status !== status)
    return no('status', String(reply.status));
  return reply.body.includes(text) ? seen : no('text', '');
}

async function failed(
  looking: Looking,
  base: LanFacts,
  at: Where | null,
  error: NetError,
): Promise<LanFacts> {
  const { code } = error;
  const answer = answerOf(code);
  const rung: Rung = at === null ? 'name' : (error.rung ?? 'connect');
  const detail = code === 'ABORTED' ? 'ETIMEDOUT' : code;
  const { before } = looking.ask;
  const last = before?.kind === 'lan' && before.where === base.where ? before : null;
  const keptOut = await isDenied(looking, at, detail, last);
  return { ...base, answer, rung, detail, address: at?.address ?? null, isDenied: keptOut };
}
