import type { Context } from './context.ts';
import type { MacFacts } from './facts.ts';
import { type Judgement, line, type PartLine, phrase } from './part.ts';

/** What else is known of the machine, beside a look at it. */
export interface MacContext {
  readonly isOnBattery: boolean;
  /** How far (ms) this clock is ahead of a witness's; null while none has said. */
  readonly clockOff: number | null;
  readonly notifications: 'unknown' | 'shown' | 'refused';
  /** Whether the app opens at login; null where nobody can say. */
  readonly opensAtLogin: boolean | null;
  /** macOS keeps the app from the local network. */
  readonly isLocalDenied: boolean;
}

/** TLS breaks for others when a clock is off by days; five minutes are what Kerberos and most tokens bear. In ms. */
const clockMost = 300_000;
/** Less free space than this (bytes) stops logs, images and downloads. */
const diskLeast = 5_000_000_000;

export function judgeMac(facts: MacFacts, _context: Context, mac: MacContext): Judgement {
  const { diskFree } = facts;
  const lines = linesOf(facts, mac);
  const isFull = diskFree !== null && diskFree < diskLeast;
  const isWrong = mac.clockOff !== null && Math.abs(mac.clockOff) > clockMost;
  const base = { health: 'up' as const, lines, act: null };
  if (mac.isLocalDenied)
    return {
      ...base,
      offline: 'partly',
      fact: phrase('svc.lan.denied'),
      rule: phrase('rule.lan.denied'),
      act: 'why',
    };
  if (isFull)
    return {
      ...base,
      offline: 'partly',
      fact: phrase('mac.full', { size: { bytes: diskFree } }),
      rule: phrase('rule.mac.disk'),
    };
  if (isWrong)
    return {
      ...base,
      offline: 'partly',
      fact: phrase('mac.clockWrong', { span: { span: Math.abs(mac.clockOff ?? 0) } }),
      rule: phrase('rule.mac.clock'),
    };
  return {
    ...base,
    offline: 'yes',
    fact: phrase('mac.fine', { size: { bytes: facts.memory } }),
    rule: phrase('rule.mac.fine'),
  };
}

function linesOf({ memory, diskFree, diskSize }: MacFacts, mac: MacContext): PartLine[] {
  return [
    line('none', phrase('mac.memory'), phrase('mac.v.size', { size: { bytes: memory } })),
    ...(diskFree !== null
      ? [
          line(
            diskFree < diskLeast ? 'bad' : 'good',
            phrase('mac.disk'),
            phrase('mac.v.free', { free: { bytes: diskFree }, size: { bytes: diskSize ?? 0 } }),
          ),
        ]
      : []),
    line('none', phrase('mac.power'), phrase(mac.isOnBattery ? 'mac.v.battery' : 'mac.v.mains')),
    ...(mac.clockOff !== null
      ? [
          line(
            Math.abs(mac.clockOff) > clockMost ? 'bad' : 'good',
            phrase('mac.clock'),
            phrase('mac.v.off', { span: { span: Math.abs(mac.clockOff) } }),
          ),
        ]
      : []),
    ...(mac.notifications !== 'unknown'
      ? [
          line(
            mac.notifications === 'shown' ? 'good' : 'warn',
            phrase('mac.notices'),
            phrase(`mac.v.notices.${mac.notifications}`),
          ),
        ]
      : []),
    ...(mac.opensAtLogin !== null
      ? [
          line(
            mac.opensAtLogin ? 'good' : 'none',
            phrase('mac.login'),
            phrase(mac.opensAtLogin ? 'mac.v.yes' : 'mac.v.no'),
          ),
        ]
      : []),
    ...(mac.isLocalDenied ? [line('bad', phrase('lan.permission'), phrase('lan.v.denied'))] : []),
  ];
}
