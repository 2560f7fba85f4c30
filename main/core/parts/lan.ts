import { type Context, horizonOf } from './context.ts';
import type { LanFacts, Rung } from './facts.ts';
import { type Judgement, line, type PartLine, type Phrase, phrase } from './part.ts';
import { distanceOf, parseService } from './targets.ts';

/** Where asking stopped, and why. */
export const rungSay = (rung: Rung, detail: string): Phrase => phrase(`rung.${rung}`, { detail });

/** macOS keeps this app from the local network: whoever is there cannot be asked. */
export const keptOut: Omit<Judgement, 'lines'> = {
  health: 'mute',
  offline: 'unknown',
  fact: phrase('svc.lan.denied'),
  rule: phrase('rule.lan.denied'),
  act: 'why',
};

export function judgeLan(facts: LanFacts, context: Context): Judgement {
  const lines = linesOf(facts, context);
  const { offline, rule } = offlineRule(facts, context);
  if (facts.answer === 'ok' && hasEnded(facts, context))
    return { health: 'down', offline: 'no', fact: phrase('svc.certEnded'), rule, act: 'again', lines };
  if (facts.answer === 'ok')
    return {
      health: 'up',
      offline,
      fact: phrase('svc.lan.ok', { n: Math.round(facts.ms ?? 0) }),
      rule,
      act: null,
      lines,
    };
  if (facts.isDenied) return { ...keptOut, lines };
  if (context.lan === 'down' && whereOf(facts) !== 'here')
    return { health: 'down', offline: 'no', fact: phrase('svc.noLan'), rule, act: null, lines };
  const fact =
    facts.rung === null
      ? phrase(`answer.${facts.answer}`, { detail: facts.detail })
      : rungSay(facts.rung, facts.detail);
  const how = facts.rung === 'pin' ? phrase('rule.lan.pin', { service: facts.name }) : rule;
  return { health: 'down', offline: 'no', fact, rule: how, act: 'again', lines };
}

/** One that nobody vouches for is taken by its print, whatever its date. */
export const hasEnded = (
  { certEnds, certTrouble }: Pick<LanFacts, 'certEnds' | 'certTrouble'>,
  { now }: Pick<Context, 'now'>,
): boolean => certEnds !== null && certEnds <= now && certTrouble === 'CERT_HAS_EXPIRED';

const whereOf = ({ address, where }: LanFacts) =>
  distanceOf(address ?? parseService(`x=${where}`)?.host ?? '');

function offlineRule(facts: LanFacts, context: Context): Pick<Judgement, 'offline' | 'rule'> {
  const where = whereOf(facts);
  if (where === 'outside') return { offline: 'no', rule: phrase('rule.lan.outside') };
  if (facts.certEnds !== null && hasEnded(facts, context))
    return { offline: 'no', rule: phrase('rule.lan.certEnded', { t: { day: facts.certEnds } }) };
  if (facts.certEnds !== null && facts.certEnds <= horizonOf(context))
    return {
      offline: 'partly',
      rule: phrase(facts.certEnds <= context.now ? 'rule.certOld' : 'rule.lan.cert', {
        t: { day: facts.certEnds },
      }),
    };
  if (where === 'here') return { offline: 'yes', rule: phrase('rule.lan.here') };
  if (where === 'tailnet') return { offline: 'partly', rule: phrase('rule.lan.tailnet') };
  const needsDns = distanceOf(parseService(`x=${facts.where}`)?.host ?? '') === 'outside';
  return needsDns
    ? { offline: 'partly', rule: phrase('rule.lan.dns') }
    : { offline: 'yes', rule: phrase('rule.lan.lan') };
}

function linesOf(facts: LanFacts, context: Context): PartLine[] {
  const { where, address, answer, rung, detail, status, ms, certTrouble, certEnds, pin, pinSeen, isDenied } =
    facts;
  const isOk = answer === 'ok';
  const verdict = isOk
    ? phrase('why.v.ms', { n: Math.round(ms ?? 0) })
    : rung === null
      ? phrase(`answer.${answer}`, { detail })
      : rungSay(rung, detail);
  return [
    line(isOk ? 'good' : 'bad', phrase('lan.where', { where }), verdict),
    ...(address !== null ? [line('none', phrase('lan.address'), phrase('say.text', { text: address }))] : []),
    ...(status !== null
      ? [line('none', phrase('lan.status'), phrase('say.text', { text: String(status) }))]
      : []),
    ...(certTrouble !== null
      ? [line('warn', phrase('lan.trust'), phrase('say.text', { text: certTrouble }))]
      : []),
    ...(certEnds !== null
      ? [
          line(
            certEnds <= horizonOf(context) ? 'warn' : 'good',
            phrase('hs.cert'),
            phrase('ts.v.ends', { t: { day: certEnds } }),
          ),
        ]
      : []),
    ...(pin !== null
      ? [line('none', phrase('lan.pin'), phrase('say.text', { text: `${pin.slice(0, 16)}…` }))]
      : []),
    ...(rung === 'pin' && pinSeen !== null
      ? [line('bad', phrase('lan.pinSeen'), phrase('say.text', { text: `${pinSeen.slice(0, 16)}…` }))]
      : []),
    ...(isDenied ? [line('bad', phrase('lan.permission'), phrase('lan.v.denied'))] : []),
  ];
}
