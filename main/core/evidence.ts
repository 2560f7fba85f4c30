import { isCertificateTrouble } from './network/certificate.ts';
import type { Evidence } from './snapshot.ts';
import { age, length } from './times.ts';
import type { Say } from './words.ts';

export interface Line {
  /** Stays the same while the witness is the same. */
  readonly id: string;
  readonly mark: 'good' | 'bad' | 'warn' | 'none';
  readonly name: string;
  readonly value: string;
  /** How old this reading is, in words; empty where it has no age. */
  readonly age: string;
}

/** How a mark is written where there are only letters. */
export const marks = { good: '✓', bad: '✗', warn: '!', none: ' ' } as const;

/**
 * The list a person reads, the same in every face. What was answered before `begun`, when the line died, is not how it
 * is: it gets no mark, and its age in seconds instead of "now".
 */
export function evidenceLines(evidence: readonly Evidence[], say: Say, now: number, begun = 0): Line[] {
  const links = evidence.filter(({ witness }) => witness === 'link');
  // With one way out the link's own line says which; with several every line says its own.
  const hasManyWays = links.length > 1;
  return evidence.map((line) => {
    const isEarlier = line.witness !== 'link' && line.at < begun;
    return {
      id: `${line.witness} ${line.target} ${line.family}`,
      mark: isEarlier ? 'none' : markOf(line),
      name: nameOf(line, say),
      value: factOf(line, say) + (hasManyWays ? wayOf(line, links, say) : ''),
      age: (isEarlier ? length : age)(say, now - line.at),
    };
  });
}

/** By which interface where they are not all the same, and by which family where the address does not show it. */
function wayOf({ witness, via, family }: Evidence, links: readonly Evidence[], say: Say): string {
  if (witness === 'link' || via === null) return '';
  const isOneLink = new Set(links.map(({ target }) => target)).size === 1;
  const by = isOneLink ? '' : `, ${via}`;
  // A resolver is asked for addresses of either family; that is not the way to it.
  if (witness === 'resolver') return by + say('why.v.for', { family: `IPv${family}` });
  return witness === 'page' ? `${by}, IPv${family}` : by;
}

function markOf({ answer }: Evidence): Line['mark'] {
  if (answer === 'ok') return 'good';
  return answer === 'odd' ? 'warn' : 'bad';
}

function nameOf({ witness, target }: Evidence, say: Say): string {
  if (witness === 'link') return target === '' ? say('why.noLink') : say('why.link', { name: target });
  const short =
    witness === 'page' || witness === 'proxy'
      ? target.replace(/^http:\/\/([^/ ]+).*$/, '$1')
      : target.replace(/^[^@]*@/, '').replace(/:(53|443)$/, '');
  return say(`why.${witness}`, { target: short.replace(/^\[(.*)\]$/, '$1') });
}

function factOf({ witness, answer, detail, ms, family }: Evidence, say: Say): string {
  if (witness === 'link') {
    const word = detail === 'tunnel' ? 'why.v.tunnel' : 'why.v.connected';
    if (answer === 'ok') return say(word, { via: family === 6 ? 'IPv6' : 'IPv4' });
    return say(detail === 'down' ? 'why.v.down' : 'why.v.noRoute');
  }
  if (answer === 'ok') return say('why.v.ms', { n: ms === null ? 0 : ms < 10 ? ms : Math.round(ms) });
  if (answer === 'odd' && isCertificateTrouble(detail)) return say('why.v.certificate');
  if (answer === 'error' && noWay.has(detail)) return say('why.v.noWay');
  return say(`why.v.${answer}`, { detail });
}

/** What the system says when a packet could not even be sent there. */
const noWay = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL']);
