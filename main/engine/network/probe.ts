import { isCertificateTrouble } from '../../core/network/certificate.ts';
import type { Ask, Heard } from '../../core/network/network.ts';
import {
  familyOf,
  type PageTarget,
  parseDnsTarget,
  parsePageTarget,
  parseQuestion,
  parseTlsTarget,
} from '../../core/targets.ts';
import { isNetError, type PageReply, type Tools } from '../tools/tools.ts';
import { type DnsAnswer, type DnsQuestion, decodeAnswer, encodeQuestion } from './dns.ts';

type ProbeTools = Pick<Tools, 'net' | 'clock' | 'random'>;

/** Asks one witness one question until `signal` ends it. Never throws: whatever happens is something heard. */
export async function probe(ask: Ask, tools: ProbeTools, signal: AbortSignal): Promise<Heard> {
  const begun = tools.clock.mono();
  try {
    const heard = await put(ask, tools, signal);
    return { ...heard, ms: tools.clock.mono() - begun };
  } catch (error) {
    if (!isNetError(error)) throw error;
    return heardError(error.code, tools.clock.mono() - begun);
  }
}

function heardError(code: string, ms: number): Heard {
  if (code === 'ABORTED' || code === 'ETIMEDOUT') return { answer: 'silent', detail: '', ms: null };
  if (isCertificateTrouble(code)) return { answer: 'odd', detail: code, ms };
  return { answer: 'error', detail: code, ms };
}

type Said = Omit<Heard, 'ms'>;

function put(ask: Ask, tools: ProbeTools, signal: AbortSignal): Promise<Said> {
  switch (ask.witness) {
    case 'dns':
      return askDns(ask, tools, signal);
    case 'resolver':
      return askResolver(ask, tools, signal);
    case 'page':
      return askPage(ask, tools, signal);
    case 'proxy':
      return askProxy(ask, tools, signal);
    case 'tls':
      return askTls(ask, tools, signal);
    case 'gateway':
      return askGateway(ask, tools, signal);
  }
}

const nonsense: Said = { answer: 'error', detail: 'bad target' };

async function askDns(ask: Ask, tools: ProbeTools, signal: AbortSignal): Promise<Said> {
  const where = parseDnsTarget(ask.target);
  const constant = parseQuestion(ask.detail);
  if (!where || !constant) return nonsense;
  const answer = await question(
    where,
    { id: randomId(tools), name: constant.name, family: 4 },
    tools,
    signal,
  );
  const isTrue = answer.addresses.some((address) => constant.answers.includes(address));
  if (isTrue) return { answer: 'ok', detail: answer.code };
  const told = answer.addresses.filter((address) => !isNowhere(address));
  const isForged = answer.code === 'NOERROR' && told.length > 0;
  return {
    answer: isForged ? 'forged' : 'odd',
    detail: isForged ? (told[0] ?? '') : (answer.addresses[0] ?? answer.code),
  };
}

/** A filter's "there is no such name". A portal would say where somebody can sign in. */
const isNowhere = (address: string) => /^(0\.0\.0\.0|127\..*|::1?)$/.test(address);

/** The system's resolver is alive when it says yes or no; SERVFAIL means that it cannot find out. */
async function askResolver(ask: Ask, tools: ProbeTools, signal: AbortSignal): Promise<Said> {
  const where = {
    address: ask.target,
    port: 53,
    family: familyOf(ask.target) ?? 4,
  };
  const asked = { id: randomId(tools), name: ask.detail, family: ask.family };
  const answer = await question(where, asked, tools, signal);
  const isAlive = answer.code === 'NOERROR' || answer.code === 'NXDOMAIN';
  return {
    answer: isAlive ? 'ok' : 'error',
    detail: answer.code,
    addresses: answer.addresses.filter((address) => !isNowhere(address)),
    ttl: answer.ttl,
  };
}

function question(
  where: { address: string; port: number; family: 4 | 6 },
  asked: DnsQuestion,
  { net }: ProbeTools,
  signal: AbortSignal,
): Promise<DnsAnswer> {
  return net.datagram(where, encodeQuestion(asked), (bytes) => decodeAnswer(bytes, asked), signal);
}

const randomId = ({ random }: ProbeTools) => Math.floor(random() * 65_536);

async function askPage(ask: Ask, { net, clock }: ProbeTools, signal: AbortSignal): Promise<Said> {
  const wanted = parsePageTarget(ask.target);
  if (!wanted) return nonsense;
  const where = { address: ask.detail, port: wanted.port, family: ask.family };
  const { host, path } = wanted;
  const reply = await net.page(where, { host, path, isKept: ask.isKept }, signal);
  return { ...judgePage(reply, wanted), ...clockOf(reply, clock.wall()) };
}

/** The same page through the system's proxy: `detail` is the proxy's address and the page, as in the settings. */
async function askProxy(ask: Ask, { net }: ProbeTools, signal: AbortSignal): Promise<Said> {
  const gap = ask.detail.indexOf(' ');
  const address = ask.detail.slice(0, gap);
  const wanted = parsePageTarget(ask.detail.slice(gap + 1));
  if (!wanted || !URL.canParse(ask.target)) return nonsense;
  const port = Number(new URL(ask.target).port || 80);
  const { host, path, url } = wanted;
  const where = { address, port, family: familyOf(address) ?? 4 };
  return judgePage(await net.page(where, { host, path, url, isKept: ask.isKept }, signal), wanted);
}

function clockOf({ date }: PageReply, now: number): Pick<Heard, 'clockOff'> {
  const theirs = Date.parse(date);
  return Number.isNaN(theirs) ? {} : { clockOff: Math.round(now - theirs) };
}

function judgePage(reply: PageReply, wanted: PageTarget): Said {
  const status = String(reply.status);
  if (reply.status === wanted.status && reply.body.includes(wanted.text))
    return { answer: 'ok', detail: status };
  return isSomebodyElse(reply)
    ? { answer: 'portal', detail: status, location: (reply.location ?? wanted.url).slice(0, 2_000) }
    : { answer: 'odd', detail: status };
}

/** A redirect, a page with another text, or 511 is a portal's answer; an error status may be the true server's. */
function isSomebodyElse({ status }: PageReply): boolean {
  return status === 511 || (status >= 200 && status < 400);
}

async function askTls(ask: Ask, { net }: ProbeTools, signal: AbortSignal): Promise<Said> {
  const where = parseTlsTarget(ask.target);
  if (!where) return nonsense;
  await net.hello(where, where.name, signal);
  return { answer: 'ok', detail: 'certificate verified' };
}

/** Most routers have one of these open or refuse it at once; either shows that it is there. */
async function askGateway(ask: Ask, { net }: ProbeTools, signal: AbortSignal): Promise<Said> {
  await net.knock({ address: ask.target, port: 53, family: ask.family }, signal);
  return { answer: 'ok', detail: '' };
}
