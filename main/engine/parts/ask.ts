import { z } from 'zod';
import type { Answer } from '../../core/parts/facts.ts';
import { distanceOf, type WebPlace } from '../../core/parts/targets.ts';
import { familyOf } from '../../core/targets.ts';
import { parseJson } from '../json.ts';
import { isNetError, NetError, type Tools, type WebAsk, type WebReply, type Where } from '../tools/tools.ts';

export type AskTools = Pick<Tools, 'net' | 'clock' | 'files'>;

/** What is asked of a place; how it is reached comes from the place. */
export type Request = Pick<WebAsk, 'method' | 'path'> &
  Partial<Pick<WebAsk, 'headers' | 'body' | 'most' | 'isStrict'>> & {
    /** In ms. */
    readonly within: number;
  };

/** Long enough for the tags of hundreds of models. */
const usual = 2_000_000;

/** Ends what it is given after so many ms, and when the one above ends. */
export async function within<T>(
  { clock }: Pick<Tools, 'clock'>,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const undoTimer = clock.after(ms, end);
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) end();
    return await work(ending.signal);
  } finally {
    undoTimer();
    signal.removeEventListener('abort', end);
  }
}

/** The address of a host: itself, this machine, the hosts file, or what the system finds; IPv4 first. */
export async function addressOf(
  tools: AskTools,
  host: string,
  signal: AbortSignal,
): Promise<Omit<Where, 'port'>> {
  const family = familyOf(host);
  if (family !== null) return { address: host, family };
  if (/^localhost\.?$|\.localhost\.?$/i.test(host)) return { address: '127.0.0.1', family: 4 };
  const known = await hostsEntry(tools, host);
  if (known) return known;
  const found = await tools.net.lookup(host, signal);
  const first = found.find((one) => one.family === 4) ?? found[0];
  if (!first) throw new NetError('ENOTFOUND');
  return first;
}

/** What this machine's own file says of a name; it costs no question and works without any network. */
export async function hostsEntry(
  { files }: Pick<Tools, 'files'>,
  host: string,
): Promise<Omit<Where, 'port'> | null> {
  const text = await files.read('/etc/hosts', 200_000);
  if (!text.ok || text.value === null) return null;
  const wanted = host.toLowerCase().replace(/\.$/, '');
  for (const written of text.value.split('\n')) {
    const [address = '', ...names] = (written.split('#', 1)[0] ?? '').trim().split(/\s+/);
    const family = familyOf(address);
    if (family !== null && names.some((name) => name.toLowerCase() === wanted)) return { address, family };
  }
  return null;
}

/** How far away a place is, by the address that its name leads to where the name itself does not tell. */
export async function whereIs(
  tools: AskTools,
  { host, port }: WebPlace,
  signal: AbortSignal,
): Promise<{
  readonly where: ReturnType<typeof distanceOf>;
  readonly needsDns: boolean;
  readonly to: Where | null;
}> {
  try {
    const found = await within(tools, nameTakes, signal, (limited) => addressOf(tools, host, limited));
    const byName = distanceOf(host);
    const isPublicName = familyOf(host) === null && byName === 'outside';
    return {
      where: isPublicName ? distanceOf(found.address) : byName,
      needsDns: isPublicName && (await hostsEntry(tools, host)) === null,
      to: { ...found, port },
    };
  } catch (error) {
    if (!isNetError(error)) throw error;
    return { where: distanceOf(host), needsDns: false, to: null };
  }
}
/** In ms. */
const nameTakes = 2_000;

/** One request to a place. Throws a `NetError` where there was no reply. */
export function ask(
  tools: AskTools,
  place: WebPlace,
  request: Request,
  signal: AbortSignal,
): Promise<WebReply> {
  const { method, path, headers, body, most = usual, isStrict = false } = request;
  return within(tools, request.within, signal, async (limited) => {
    const to = { ...(await addressOf(tools, place.host, limited)), port: place.port };
    const asked: WebAsk = {
      ...{ scheme: place.scheme, method, path, host: place.host, most, isStrict },
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    };
    return tools.net.web(to, asked, limited);
  });
}

export type Heard<T> =
  | {
      readonly answer: 'ok';
      readonly value: T;
      readonly status: number;
      readonly ms: number;
      readonly reply: WebReply;
    }
  | {
      readonly answer: Exclude<Answer, 'ok'>;
      readonly detail: string;
      readonly status: number | null;
      readonly error: NetError | null;
    };

/** A reply as JSON of a known shape, or what it was instead. `mayBe`: statuses whose body counts all the same. */
export async function hear<T>(
  tools: AskTools,
  place: WebPlace,
  request: Request,
  schema: z.ZodType<T>,
  signal: AbortSignal,
  mayBe: readonly number[] = [],
): Promise<Heard<T>> {
  const begun = tools.clock.mono();
  try {
    const reply = await ask(tools, place, request, signal);
    const ms = tools.clock.mono() - begun;
    const { status } = reply;
    if (status === 403 && !mayBe.includes(403))
      return { answer: 'forbidden', detail: '403', status, error: null };
    const body = schema.safeParse(reply.isWhole ? parseJson(reply.body) : undefined);
    const isFine = (status >= 200 && status < 300) || mayBe.includes(status);
    if (isFine && body.success) return { answer: 'ok', value: body.data, status, ms, reply };
    return { answer: 'odd', detail: reply.isWhole ? String(status) : 'too long', status, error: null };
  } catch (error) {
    if (!isNetError(error)) throw error;
    return { answer: answerOf(error.code), detail: error.code, status: null, error };
  }
}

/** The system's word for a failure, in ours. */
export function answerOf(code: string): Exclude<Answer, 'ok'> {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') return 'no-name';
  // A proxy in front of a container takes a connection and lets it go when nobody listens inside: nobody else is there.
  if (['ABORTED', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(code)) return 'silent';
  const isNoWay = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EPERM', 'ENETDOWN'].includes(
    code,
  );
  return isNoWay ? 'no-way' : 'odd';
}

/** For what is only looked at for one or two keys. */
export const text = z.string().max(2_000);
