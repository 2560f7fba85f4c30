import { z } from 'zod';
import type { OllamaFacts, OpenClawFacts, PodmanFacts } from '../parts/facts.ts';
import { mayLook } from '../parts/here.ts';
import { factsOf, standingOf } from '../parts/judge.ts';
import { type PartId, type Phrase, phrase } from '../parts/part.ts';
import { ToldPhrase, toldPhrase } from '../parts/told.ts';
import { isHereOnly } from '../probing.ts';
import type { State } from '../state.ts';

/** The parts that the first run tells of, in their order; whether there is a Headscale it asks. */
export const foundParts = ['ollama', 'openclaw', 'tailscale'] as const;
type FoundPart = (typeof foundParts)[number];

/**
 * `there`: it answers; `rests`: it is here and does not run; `elsewhere`: not on this machine, so nobody has asked;
 * `unsure`: nobody can say as long as something else does not run.
 */
export const foundStates = ['looking', 'there', 'rests', 'missing', 'elsewhere', 'unsure'] as const;

/** What was found on this machine before anybody beyond it was asked; null in a snapshot once that is over. */
export const ToldFirst = z.object({
  found: z
    .array(z.object({ id: z.enum(foundParts), is: z.enum(foundStates), what: ToldPhrase.nullable() }))
    .max(foundParts.length),
  /** An address on this machine at which a Headscale answers. */
  headscale: z.string().max(300).nullable(),
});
export type ToldFirst = z.infer<typeof ToldFirst>;

interface Found {
  readonly is: (typeof foundStates)[number];
  readonly what: Phrase | null;
}

const looking: Found = { is: 'looking', what: null };
const missing: Found = { is: 'missing', what: null };

export function toldFirst(state: State): ToldFirst | null {
  if (!isHereOnly(state)) return null;
  const found = foundParts.map((id) => {
    const { is, what } = foundOf(state, id);
    return { id, is, what: what && toldPhrase(what) };
  });
  return { found, headscale: factsOf(state, 'headscale')?.found ?? null };
}

function foundOf(state: State, id: FoundPart): Found {
  if (!mayLook(state, id)) return { is: 'elsewhere', what: null };
  switch (id) {
    case 'ollama': {
      const facts = factsOf(state, 'ollama');
      return facts ? ollama(facts) : looking;
    }
    case 'openclaw':
      return openclaw(state);
    case 'tailscale':
      return tailscale(state);
  }
}

function ollama({ used, models, program, places }: OllamaFacts): Found {
  const here = models.filter(({ isCloud }) => !isCloud);
  if (used !== null) return { is: 'there', what: modelsSay(here) };
  if (program !== 'none' || models.length > 0) return { is: 'rests', what: phrase('svc.off') };
  const isMute = places.some(({ answer }) => answer !== 'refused');
  return isMute ? { is: 'unsure', what: phrase('first.mute') } : missing;
}

function modelsSay(models: OllamaFacts['models']): Phrase {
  const size = { bytes: models.reduce((sum, { bytes }) => sum + bytes, 0) };
  if (models.length === 0) return phrase('svc.ollama.none');
  return models.length === 1
    ? phrase('first.model', { size })
    : phrase('first.ollama', { n: models.length, size });
}

function openclaw(state: State): Found {
  const [claw, podman] = [factsOf(state, 'openclaw'), factsOf(state, 'podman')];
  if (!claw || !podman) return looking;
  const kept = keeper(claw, podman);
  if (kept) return kept;
  if (claw.setUp !== 'none') return standsAt(claw, podman);
  // Podman has just told of a container: what was asked before that says nothing.
  return isAskedAgain(state, 'openclaw') ? looking : missing;
}

/** While Podman does not run nobody can say what it would carry. */
function keeper({ setUp, gateway }: OpenClawFacts, { version, engine }: PodmanFacts): Found | null {
  if (version === null || engine === 'up' || engine === 'no-machine') return null;
  if (gateway === 'ok' || setUp === 'native') return null;
  const isMute = engine === 'silent' || engine === 'odd';
  return { is: 'unsure', what: phrase(isMute ? 'first.podmanMute' : 'first.podman') };
}

function standsAt({ setUp, gateway }: OpenClawFacts, { containerName: name }: PodmanFacts): Found {
  const isAnswering = gateway === 'ok' || gateway === 'starting' || gateway === 'draining';
  const is = isAnswering ? 'there' : 'rests';
  if (setUp === 'container')
    return { is, what: phrase(isAnswering ? 'first.claw' : 'first.clawMute', { name }) };
  return { is, what: phrase(isAnswering ? 'first.here' : 'first.hereMute') };
}

function tailscale(state: State): Found {
  const facts = factsOf(state, 'tailscale');
  if (!facts) return looking;
  if (facts.asked === 'absent') return missing;
  if (facts.asked !== 'ok' || facts.backend !== 'Running')
    return { is: 'rests', what: standingOf(state, 'tailscale').fact };
  const n = facts.peers.length;
  return {
    is: 'there',
    what: n === 0 ? phrase('first.alone') : phrase(n === 1 ? 'first.device' : 'first.ts', { n }),
  };
}

const isAskedAgain = ({ parts }: State, id: PartId): boolean =>
  parts.looks[id]?.askedAt === Number.NEGATIVE_INFINITY;
