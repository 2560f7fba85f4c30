import type { Evidence } from './snapshot.ts';
import { age } from './times.ts';
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

export function evidenceLine(line: Evidence, say: Say, now: number): Line {
  return {
    id: `${line.witness} ${line.target} ${line.family}`,
    mark: markOf(line),
    name: nameOf(line, say),
    value: factOf(line, say),
    age: age(say, now - line.at),
  };
}

function markOf({ answer }: Evidence): Line['mark'] {
  if (answer === 'ok') return 'good';
  return answer === 'odd' ? 'warn' : 'bad';
}

function nameOf({ witness, target }: Evidence, say: Say): string {
  if (witness === 'link') return target === '' ? say('why.noLink') : say('why.link', { name: target });
  const short =
    witness === 'page' ? target.replace(/^http:\/\/([^/ ]+).*$/, '$1') : target.replace(/:(53|443)$/, '');
  return say(`why.${witness}`, { target: short.replace(/^\[(.*)\]$/, '$1') });
}

function factOf(line: Evidence, say: Say): string {
  const { witness, answer, detail, ms, family, via } = line;
  if (witness === 'link') {
    if (answer === 'ok') return say('why.v.connected', { via: family === 6 ? 'IPv6' : 'IPv4' });
    return say(detail === 'down' ? 'why.v.down' : 'why.v.noRoute');
  }
  const way = via === null ? '' : `, ${via} IPv${family}`;
  if (answer === 'ok') return say('why.v.ms', { n: ms === null ? 0 : ms < 10 ? ms : Math.round(ms) }) + way;
  if (answer === 'silent') return say('why.v.silent') + way;
  return say(`why.v.${answer}`, { detail }) + way;
}
