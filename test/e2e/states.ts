import type { Lang, WordKey } from '../../main/core/words.ts';
import { languages } from '../../main/core/words.ts';
import type { FaultName } from '../lab/lab.ts';

/** What every face has to say in one state of the internet, as keys of the words. */
export interface Face {
  readonly name: string;
  /** Null: nothing is broken. */
  readonly fault: FaultName | null;
  readonly state: string;
  readonly cause: string | null;
  readonly head: WordKey;
  readonly sub: WordKey;
  readonly net: WordKey;
  readonly say: WordKey;
  readonly lan: readonly WordKey[];
  readonly fix?: WordKey;
  /** The sentences of the notification; none where Auto goes on as before. */
  readonly notice?: { readonly title: WordKey; readonly body: (word: (key: WordKey) => string) => string };
}

type Cause = 'dns-broken' | 'link-down' | 'no-gateway' | 'gateway-dead' | 'upstream-dead' | 'vpn-dead';

const down = (cause: Cause, need: WordKey): NonNullable<Face['notice']> => ({
  title: 'note.down.title',
  body: (word) => `${word('note.cause').replace('{cause}', word(`cause.${cause}`))} ${word(need)}`,
});

/** A line that works, or that is worse than it should be: nobody is interrupted. */
const calm = (
  name: 'online' | 'lossy' | 'slow' | 'proxy-only',
  fault: FaultName | null,
  words: Pick<Face, 'head' | 'sub'>,
): Face => ({
  name,
  fault,
  state: name === 'online' ? 'online' : 'degraded',
  cause: name === 'online' ? null : name,
  net: `net.${name}`,
  say: `say.${name}`,
  lan: ['lan.up'],
  ...words,
});

const outage = (cause: Cause, fault: FaultName, face: Partial<Face>, need: WordKey): Face => ({
  name: cause,
  fault,
  state: cause === 'dns-broken' ? 'degraded' : 'offline',
  cause,
  head: 'head.island',
  sub: 'sub.down',
  net: `net.${cause}`,
  say: `say.${cause}`,
  lan: ['lan.up'],
  notice: down(cause, need),
  ...face,
});

const nothing = 'need.nothing';

export const faces = {
  online: calm('online', null, { head: 'head.online', sub: 'ai.none' }),
  lossy: calm('lossy', 'loss-30', { head: 'head.shaky', sub: 'sub.shaky' }),
  slow: calm('slow', 'delay-2000', { head: 'head.slow', sub: 'sub.slow' }),
  'proxy-only': calm('proxy-only', 'proxy-only', { head: 'head.proxy', sub: 'sub.proxy' }),
  unknown: {
    name: 'unknown',
    fault: null,
    state: 'unknown',
    cause: null,
    head: 'head.unasked',
    sub: 'sub.unasked',
    net: 'net.unknown',
    say: 'say.unknown',
    lan: ['lan.up', 'lan.unknown'],
  },
  captive: {
    name: 'captive',
    fault: 'portal-honest',
    state: 'captive',
    cause: null,
    head: 'head.island',
    sub: 'sub.captive',
    net: 'net.captive',
    say: 'say.captive',
    lan: ['lan.up'],
    fix: 'do.signIn',
    notice: {
      title: 'note.captive.title',
      body: (word) => `${word('note.captive.body')} ${word('note.did.down')}`,
    },
  },
  'dns-broken': outage('dns-broken', 'dns-dead', { sub: 'sub.dns' }, 'need.dns'),
  'link-down': outage('link-down', 'link-down', { lan: ['lan.none'] }, nothing),
  'no-gateway': outage('no-gateway', 'no-route', { lan: ['lan.up', 'lan.unknown'] }, nothing),
  'gateway-dead': outage('gateway-dead', 'gateway-dead', { lan: ['lan.down'] }, nothing),
  'upstream-dead': outage('upstream-dead', 'blackhole', { say: 'say.upstreamOutside' }, nothing),
  'vpn-dead': outage('vpn-dead', 'vpn-dead', { sub: 'sub.vpn', lan: ['lan.up', 'lan.unknown'] }, 'need.vpn'),
} as const satisfies Record<string, Face>;

export const word = (lang: Lang) => (key: WordKey) => languages[lang][key];
