import { expect, test } from 'vitest';
import type { Form } from '../../main/core/claw/form.ts';
import type { Isolation } from '../../main/core/claw/isolation.ts';
import { egressOf } from '../../main/core/drill/egress.ts';
import { begunDrill } from '../../main/core/drill/follow.ts';
import { followDrill } from '../../main/core/drill/watch.ts';
import { newState, type State } from '../../main/core/state.ts';
import { ollama, tailscale } from '../jobs/steps.ts';

type Found = Pick<Isolation, 'is' | 'internet' | 'names'>;
const cutOff: Found = { is: 'total', internet: 'no-way', names: 'no-way' };
const silent: Found = { is: 'open', internet: 'silent', names: 'no-way' };
const reached: Found = { is: 'open', internet: 'reached', names: 'answered' };
const named: Found = { is: 'open', internet: 'silent', names: 'answered' };

test.each<[string, Form | null, Found, boolean, string]>([
  ['nothing leads out', 'A', cutOff, false, 'pass drill.e.nobody'],
  ['nobody answers, and there is a way out', 'A', silent, false, 'unsure drill.e.wayOut'],
  ['somebody outside is reached', 'B', reached, false, 'fail drill.e.reached'],
  ['a name is resolved', 'B', named, false, 'fail drill.e.reached'],
  ['nobody answers where the config alone keeps it', 'D', silent, false, 'unsure drill.e.byConfig'],
  ['the internet is there, and only the config keeps it', 'D', reached, false, 'unsure drill.e.byConfig'],
  ['nobody is reached where the line is dead', 'D', silent, true, 'pass drill.e.nobody'],
  ['nobody is reached, and the line is dead', 'A', silent, true, 'pass drill.e.nobody'],
  ['somebody is reached although the line is dead', null, reached, true, 'unsure drill.e.byConfig'],
])('%s (form %s): what that means', (_title, form, found, isCut, expected) => {
  const { is, say } = egressOf(form, found, isCut);
  expect(`${is} ${say}`).toBe(expected);
});

const peer = (name: string, address: string) => ({
  ...{ name, address, os: 'macOS', path: 'idle' as const, via: '', keyEnds: null, isExpired: false },
  ...{ ms: null, askedAt: null, seenAt: null },
});

/** The models are on a peer; both were just asked how they are reached. */
function asked(url: string, pings: State['parts']['pings']): string | undefined {
  const base = newState(0, 0);
  const seen = { misses: 0, at: 0, health: 'up' as const, since: 0, wellAt: 0 };
  const [place] = ollama().places;
  if (!place) throw new Error('no place');
  const readings = {
    ollama: { ...seen, facts: { ...ollama(), places: [{ ...place, url, where: 'tailnet' as const }] } },
    tailscale: {
      ...seen,
      facts: { ...tailscale, peers: [peer('Big', '100.64.0.9'), peer('phone', '100.64.0.7')] },
    },
  };
  const state = begunDrill({ ...base, parts: { ...base.parts, readings, pings } }, 'check', 60_000);
  const { now } = state.drill;
  if (!now) throw new Error('no drill');
  const steps = now.steps.map((step) => (step.id === 'peers' ? { ...step, is: 'doing' as const } : step));
  const next = followDrill({ ...state, drill: { ...state.drill, now: { ...now, phase: 'running', steps } } });
  return next.drill.now?.steps.find(({ id }) => id === 'peers')?.is;
}
const direct = { path: 'direct' as const, via: '10.0.0.9:41641', ms: 3, at: 0 };
const relayed = { ...direct, path: 'relay' as const, via: 'fra' };

test.each<[string, string, State['parts']['pings'], string]>([
  ['straight', 'http://100.64.0.9:11434', { '100.64.0.9': direct }, 'pass'],
  ['straight, by its name', 'http://big.tail.example:11434', { '100.64.0.9': direct }, 'pass'],
  ['by a relay', 'http://100.64.0.9:11434', { '100.64.0.9': relayed, '100.64.0.7': direct }, 'fail'],
  ['not, and another one straight', 'http://100.64.0.9:11434', { '100.64.0.7': direct }, 'unsure'],
  ['nobody knows which it is', 'http://100.64.0.30:11434', { '100.64.0.7': direct }, 'unsure'],
])('the device with the models is reached %s', (_title, url, pings, expected) => {
  expect(asked(url, pings)).toBe(expected);
});
