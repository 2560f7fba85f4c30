import { type Context, horizonOf } from './context.ts';
import type { HeadscaleFacts } from './facts.ts';
import { hasEnded, keptOut, rungSay } from './lan.ts';
import { type Judgement, line, type PartLine, type Phrase, phrase } from './part.ts';

export function judgeHeadscale(facts: HeadscaleFacts, context: Context): Judgement {
  if (facts.url === null)
    return {
      health: 'absent',
      offline: 'unknown',
      fact: phrase('svc.unset'),
      rule: phrase('rule.hs.set'),
      act: null,
      lines: [],
    };
  const lines = linesOf(facts, context);
  const { offline, rule } = offlineRule(facts, context);
  if (facts.answer === 'ok' && hasEnded(facts, context))
    return { health: 'down', offline: 'no', fact: phrase('svc.certEnded'), rule, act: 'why', lines };
  if (isWell(facts)) {
    const isTrap = facts.outside !== null && facts.outside.length > 0 && facts.where !== 'outside';
    return {
      health: 'up',
      offline,
      fact: phrase(wellSay(facts, isTrap)),
      rule,
      act: isTrap ? 'why' : null,
      lines,
    };
  }
  if (facts.answer === 'ok' || facts.answer === 'odd' || facts.answer === 'forbidden') {
    const isIll = facts.status === 'fail';
    return {
      health: isIll ? 'down' : 'mute',
      offline: isIll ? 'no' : 'unknown',
      fact: phrase(isIll ? 'svc.hs.fail' : 'svc.odd'),
      rule: isIll ? rule : phrase('rule.odd', { where: facts.url }),
      act: 'why',
      lines,
    };
  }
  if (facts.isDenied) return { ...keptOut, lines };
  const needsLan = facts.where !== 'here' && context.lan === 'down';
  return {
    health: 'down',
    offline: 'no',
    fact: phrase(needsLan ? 'svc.noLan' : 'svc.hs.away'),
    rule,
    act: 'why',
    lines,
  };
}

/** One that runs and could not start again is told of before it ends. */
function wellSay({ status, where }: HeadscaleFacts, isTrap: boolean) {
  if (isTrap) return 'svc.hs.trap';
  return status === 'key' ? 'svc.hs.key' : where === 'here' ? 'svc.hs.ok' : 'svc.hs.elsewhere';
}

/** `key`: a proxy hides its health, and it answers what every client asks first. */
const isWell = ({ answer, status }: HeadscaleFacts) =>
  answer === 'ok' && (status === 'pass' || status === 'key');

function offlineRule(facts: HeadscaleFacts, context: Context): Pick<Judgement, 'offline' | 'rule'> {
  const { where, name, outside, certEnds } = facts;
  if (where === 'outside')
    return { offline: 'no', rule: phrase(name === 'dns' ? 'rule.hs.dns' : 'rule.hs.outside') };
  if (outside !== null && outside.length > 0)
    return { offline: 'partly', rule: phrase('rule.hs.trap', { n: outside.length }) };
  if (certEnds !== null && hasEnded(facts, context))
    return { offline: 'no', rule: phrase('rule.hs.certEnded', { t: { day: certEnds } }) };
  if (certEnds !== null && certEnds <= horizonOf(context))
    return {
      offline: 'partly',
      rule: phrase(certEnds <= context.now ? 'rule.certOld' : 'rule.hs.cert', { t: { day: certEnds } }),
    };
  if (where === 'here')
    return {
      offline: outside === null ? 'partly' : 'yes',
      rule: phrase(outside === null ? 'rule.hs.unread' : 'rule.hs.here'),
    };
  return { offline: 'partly', rule: phrase(name === 'dns' ? 'rule.hs.lanDns' : 'rule.hs.lan') };
}

const nameSays: Readonly<Record<HeadscaleFacts['name'], Phrase>> = {
  address: phrase('hs.v.address'),
  hosts: phrase('hs.v.hosts'),
  mdns: phrase('hs.v.mdns'),
  dns: phrase('hs.v.dns'),
};

function linesOf(facts: HeadscaleFacts, context: Context): PartLine[] {
  const { url, ms, version, certEnds, certTrouble, outside, hasOwnRelay, nodes, keyRefused, name } = facts;
  const isOk = isWell(facts);
  const horizon = horizonOf(context);
  return [
    line(
      isOk ? 'good' : 'bad',
      phrase('hs.health', { url: url ?? '' }),
      isOk ? phrase('why.v.ms', { n: Math.round(ms ?? 0) }) : answerSay(facts),
    ),
    ...(version !== null ? [line('none', phrase('hs.version'), phrase('say.text', { text: version }))] : []),
    line(name === 'dns' ? 'warn' : 'good', phrase('hs.name'), nameSays[name]),
    ...(certEnds !== null
      ? [
          line(
            certEnds <= horizon ? 'warn' : 'good',
            phrase('hs.cert'),
            phrase('ts.v.ends', { t: { day: certEnds } }),
          ),
        ]
      : []),
    ...(certTrouble !== null
      ? [line('warn', phrase('lan.trust'), phrase('say.text', { text: certTrouble }))]
      : []),
    ...(outside !== null
      ? [
          line(
            outside.length > 0 ? 'warn' : 'good',
            phrase('hs.restart'),
            outside.length > 0
              ? phrase('hs.v.needs', { where: outside.slice(0, 3).join(', ') })
              : phrase('hs.v.needsNone'),
          ),
        ]
      : []),
    ...(hasOwnRelay !== null
      ? [
          line(
            hasOwnRelay ? 'good' : 'warn',
            phrase('hs.relay'),
            phrase(hasOwnRelay ? 'hs.v.ownRelay' : 'hs.v.noRelay'),
          ),
        ]
      : []),
    ...(nodes
      ? [line('none', phrase('hs.nodes'), phrase('hs.v.nodes', { n: nodes.all, k: nodes.online }))]
      : []),
    ...(keyRefused ? [line('warn', phrase('hs.apiKey'), phrase('hs.v.keyRefused'))] : []),
  ];
}

function answerSay({ answer, detail, rung, status }: HeadscaleFacts): Phrase {
  if (status !== null && status !== 'key') return phrase('hs.v.status', { status });
  return rung === null ? phrase(`answer.${answer}`, { detail }) : rungSay(rung, detail);
}
