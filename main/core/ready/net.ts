import { horizonOf } from '../parts/context.ts';
import type { HeadscaleFacts, TailscaleFacts } from '../parts/facts.ts';
import { judgeLan } from '../parts/lan.ts';
import { lanId, nameOfLan, phrase } from '../parts/part.ts';
import { partIds, readingOf } from '../parts/parts.ts';
import type { Item } from './item.ts';
import { item, type Rules } from './rules.ts';

/** What has to outlive the outage on the network: keys, certificates, a coordinator that can start again, services with a name. */
export function netItems(rules: Rules): Item[] {
  const { context } = rules;
  const [tailscale, headscale] = [context.of('tailscale'), context.of('headscale')];
  return [
    keysItem(rules, tailscale, headscale),
    headscaleItem(rules, headscale),
    peersItem(rules, tailscale),
    ...lanItems(rules),
  ];
}

const day = 86_400_000;

interface Ending {
  readonly thing: string;
  readonly part: string;
  readonly ends: number;
}

function endings(
  { state }: Rules,
  tailscale: TailscaleFacts | null,
  headscale: HeadscaleFacts | null,
): Ending[] {
  const lans = partIds(state.settings).flatMap((id): Ending[] => {
    const facts = readingOf(state, id)?.facts;
    return facts?.kind === 'lan' && facts.certEnds !== null
      ? [{ thing: nameOfLan(id), part: id, ends: facts.certEnds }]
      : [];
  });
  const own = tailscale?.asked === 'ok' ? tailscale.keyEnds : null;
  const cert = headscale?.certEnds ?? null;
  return [
    ...(own === null ? [] : [{ thing: 'Tailscale', part: 'tailscale', ends: own }]),
    ...(cert === null ? [] : [{ thing: 'Headscale', part: 'headscale', ends: cert }]),
    ...lans,
  ].sort((a, b) => a.ends - b.ends);
}

function keysItem(rules: Rules, tailscale: TailscaleFacts | null, headscale: HeadscaleFacts | null): Item {
  const line = item('keys', 'net', true, phrase('ready.t.keys'));
  const { now, context } = rules;
  const at = rules.seenAt('tailscale');
  if (!tailscale || !headscale) return line('unknown', phrase('ready.x.unknown'));
  const [first] = endings(rules, tailscale, headscale);
  if (tailscale.asked === 'ok' && tailscale.isExpired)
    return line('fail', phrase('ready.x.keyEnded'), { at, fix: { do: 'why', part: 'tailscale' } });
  const isKnown = tailscale.asked === 'ok' || tailscale.asked === 'absent';
  if (first && (isKnown || first.ends <= horizonOf(context))) {
    const said = { thing: first.thing, d: Math.max(0, Math.floor((first.ends - now) / day)) };
    return first.ends <= horizonOf(context)
      ? line('fail', phrase('ready.x.keys', said), { at, fix: { do: 'why', part: first.part } })
      : line('ok', phrase('ready.v.keys', said), { at });
  }
  const isAbsent = tailscale.asked === 'absent' && headscale.url === null;
  if (isAbsent) return line('not-wanted', phrase('ready.v.noKeys'), { at });
  return isKnown
    ? line('ok', phrase('ready.v.neverEnds'), { at })
    : line('unknown', phrase('ready.x.unknown'), { at, fix: { do: 'why', part: 'tailscale' } });
}

function headscaleItem(rules: Rules, headscale: HeadscaleFacts | null): Item {
  const line = item('headscale', 'net', false, phrase('ready.t.hs'));
  const at = rules.seenAt('headscale');
  const fix = { do: 'why', part: 'headscale' } as const;
  if (!headscale) return line('unknown', phrase('ready.x.unknown'));
  const { url, where, outside, answer, name } = headscale;
  if (url === null) return line('not-wanted', phrase('ready.v.noHs'), { at });
  if (where === 'outside') return line('fail', phrase('ready.x.hsOutside'), { at, fix });
  if (outside !== null && outside.length > 0)
    return line('fail', phrase('ready.x.hs', { n: outside.length }), { at, fix });
  if (answer !== 'ok') return line('fail', phrase('ready.x.hsSilent'), { at, fix });
  if (name === 'dns') return line('warn', phrase('ready.x.nameDns'), { at, fix });
  if (where !== 'here') return line('ok', phrase('ready.v.hsLan'), { at });
  return outside === null
    ? line('warn', phrase('ready.x.hsUnread'), { at, fix: { do: 'choose', key: 'headscale.config' } })
    : line('ok', phrase('ready.v.hs'), { at });
}

function peersItem(rules: Rules, tailscale: TailscaleFacts | null): Item {
  const line = item('peers', 'net', false, phrase('ready.t.peers'));
  const at = rules.seenAt('tailscale');
  if (!tailscale) return line('unknown', phrase('ready.x.unknown'));
  if (tailscale.asked === 'absent') return line('not-wanted', phrase('ready.v.noTs'), { at });
  const fix = { do: 'why', part: 'tailscale' } as const;
  if (tailscale.asked !== 'ok') return line('unknown', phrase('ready.x.unknown'), { at, fix });
  return tailscale.isRemembered
    ? line('ok', phrase('ready.v.peers'), { at })
    : line('fail', phrase('ready.x.peers'), { at, fix });
}

/** The services that the person named: they answer now, and would be found without the internet. */
function lanItems(rules: Rules): Item[] {
  const { state, context, seenAt } = rules;
  return partIds(state.settings)
    .filter((id) => id.startsWith('lan:'))
    .map((id) => {
      const name = nameOfLan(id);
      const line = item(lanId(name), 'net', false, phrase('say.text', { text: name }));
      const facts = readingOf(state, id)?.facts;
      const at = seenAt(id);
      if (facts?.kind !== 'lan') return line('unknown', phrase('ready.x.unknown'));
      const again = { at, fix: { do: 'again' } } as const;
      if (facts.isDenied)
        return line('unknown', phrase('svc.lan.denied'), { at, fix: { do: 'why', part: id } });
      if (facts.answer !== 'ok') return line('fail', phrase('ready.x.lan'), again);
      const { rule, offline } = judgeLan(facts, context);
      if (rule.key === 'rule.lan.outside') return line('fail', phrase('ready.x.lanOutside'), again);
      if (rule.key === 'rule.lan.dns') return line('warn', phrase('ready.x.nameDns'), again);
      if (offline !== 'yes' && rule.key === 'rule.lan.tailnet')
        return line('warn', phrase('ready.v.lanTailnet'), { at });
      return facts.certEnds === null
        ? line('ok', phrase('ready.v.lan'), { at })
        : line(
            'ok',
            phrase('ready.v.lanCert', { d: Math.max(0, Math.floor((facts.certEnds - rules.now) / day)) }),
            { at },
          );
    });
}
