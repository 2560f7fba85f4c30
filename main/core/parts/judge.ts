import { asksReturn } from '../stance.ts';
import type { State } from '../state.ts';
import { sideOf } from '../verdicts.ts';
import type { Context } from './context.ts';
import type { OpenClawFacts, PartFacts } from './facts.ts';
import { judgeHeadscale } from './headscale.ts';
import { judgeLan } from './lan.ts';
import { judgeMac } from './mac.ts';
import { judgeOllama, mainModel } from './ollama.ts';
import { judgeOpenClaw } from './openclaw.ts';
import { type Judgement, type PartId, phrase } from './part.ts';
import { type Check, isChecked, macContext, patienceLooks, readingOf } from './parts.ts';
import { withPings } from './peers.ts';
import { judgePodman } from './podman.ts';
import { judgeTailscale } from './tailscale.ts';

/** What a part's rule may know, of a state. */
export function contextOf(state: State, id: PartId): Context {
  const { settings, network, at, epoch, stance } = state;
  const side = sideOf(network.verdict.key);
  const wellAt = readingOf(state, id)?.wellAt ?? null;
  return {
    settings,
    internet: asksReturn(state) || side === 'as-before' ? 'unknown' : side,
    lan: network.lan.state,
    stance: stance.is,
    now: at + epoch,
    of: (kind) => factsOf(state, kind),
    wellAt: wellAt === null ? null : wellAt + epoch,
  };
}

type OneKind = Exclude<PartFacts['kind'], 'lan'>;

export function factsOf<K extends OneKind>(state: State, kind: K): Extract<PartFacts, { kind: K }> | null {
  const facts = readingOf(state, kind)?.facts;
  const whole = facts?.kind === 'openclaw' ? withCheck(facts, state.parts.check) : facts;
  return isOf(kind, whole) ? whole : null;
}

/** OpenClaw's own check of its config comes later than the look, and counts for the file that it has read. */
function withCheck(facts: OpenClawFacts, check: Check | null): OpenClawFacts {
  if (check === null || !isChecked(check, facts)) return facts;
  return { ...facts, config: { ...facts.config, valid: check.valid, issue: check.issue } };
}

const isOf = <K extends PartFacts['kind']>(
  kind: K,
  facts: PartFacts | undefined,
): facts is Extract<PartFacts, { kind: K }> => facts?.kind === kind;

/** What the part's own module makes of its facts. */
export function judge(facts: PartFacts, context: Context, state: State): Judgement {
  switch (facts.kind) {
    case 'ollama':
      return judgeOllama(facts, context);
    case 'openclaw':
      return judgeOpenClaw(withCheck(facts, state.parts.check), context);
    case 'podman':
      return judgePodman(facts, context);
    case 'tailscale':
      return judgeTailscale(withPings(facts, state.parts.pings, context.now), context);
    case 'headscale':
      return judgeHeadscale(facts, context);
    case 'lan':
      return judgeLan(facts, context);
    case 'mac':
      return judgeMac(facts, context, macContext(state));
  }
}

/** Nobody has looked yet: that is its own state. */
const unlooked: Judgement = {
  health: 'pending',
  offline: 'unknown',
  fact: phrase('svc.looking'),
  rule: phrase('rule.looking'),
  act: null,
  lines: [],
};

/** How it stands with a part at this moment. One look that brought nothing is no proof of silence. */
export function standingOf(state: State, id: PartId): Judgement {
  const reading = readingOf(state, id);
  if (!reading) return unlooked;
  const judged = judge(reading.facts, contextOf(state, id), state);
  // Without a network there is nothing to ask again.
  const isDoubtful =
    judged.fact.key !== 'svc.noLan' &&
    judged.health === 'down' &&
    reading.misses > 0 &&
    reading.misses < patienceLooks;
  return isDoubtful ? { ...judged, health: 'pending', fact: phrase('svc.again'), act: null } : judged;
}

/** A failure that one more look may undo: silence, or a service somewhere else that refuses. */
export function isSoft(facts: PartFacts): boolean {
  switch (facts.kind) {
    case 'ollama':
      return (
        facts.used === null &&
        facts.places.some(({ answer, where }) => answer === 'silent' || where !== 'here')
      );
    case 'openclaw':
      return facts.gateway === 'silent';
    case 'podman':
      return facts.engine === 'silent';
    case 'tailscale':
      return facts.asked === 'silent' || (facts.backend === 'NoState' && facts.hasNodeKey);
    case 'headscale':
    case 'lan':
      return facts.answer !== 'ok' && facts.rung !== 'pin' && facts.rung !== 'text';
    case 'mac':
      return false;
  }
}

/** The model that "warm up" means when none is named; empty when there is none. */
export function modelToLoad(state: State): string {
  const facts = factsOf(state, 'ollama');
  return (facts && mainModel(facts, contextOf(state, 'ollama'))?.name) ?? '';
}
