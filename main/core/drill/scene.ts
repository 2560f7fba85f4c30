import type { OpenClawFacts } from '../parts/facts.ts';
import { contextOf, factsOf, standingOf } from '../parts/judge.ts';
import { mainModel, placeOf } from '../parts/ollama.ts';
import { kindOf, type PartId } from '../parts/part.ts';
import { partIds } from '../parts/parts.ts';
import { parseBase } from '../parts/targets.ts';
import type { State } from '../state.ts';
import type { Scene } from './steps.ts';

/** What there is to be tried, as far as it is known now. */
export function sceneOf(state: State): Scene {
  return {
    claw: clawOf(state),
    isLocalFirst: factsOf(state, 'openclaw')?.primary?.place === 'local',
    hasModel: drillModel(state) !== null,
    hasServices: servicesOf(state).length > 0,
    peers: peersOf(state),
  };
}

function clawOf(state: State): Scene['claw'] {
  const claw: OpenClawFacts | null = factsOf(state, 'openclaw');
  if (!claw || claw.setUp === 'none' || claw.config.state === 'missing') return 'none';
  if (claw.setUp === 'native') return 'native';
  return factsOf(state, 'podman')?.container?.form ?? 'foreign';
}

function peersOf(state: State): Scene['peers'] {
  const peers = (factsOf(state, 'tailscale')?.peers ?? []).filter(({ isExpired }) => !isExpired);
  if (peers.length === 0) return 'none';
  const ollama = factsOf(state, 'ollama');
  return ollama && placeOf(ollama)?.where === 'tailnet' ? 'needed' : 'there';
}

/** The tailnet's address of the device where the models are; null: it is none of those that Tailscale tells of. */
export function modelPeer(state: State): string | null {
  const ollama = factsOf(state, 'ollama');
  const host = parseBase((ollama && placeOf(ollama)?.url) ?? '')?.host.toLowerCase();
  const peers = factsOf(state, 'tailscale')?.peers ?? [];
  const found = peers.find(({ address, name }) => {
    const short = name.toLowerCase();
    return host !== undefined && (host === address || host === short || host.startsWith(`${short}.`));
  });
  return found?.address ?? null;
}

/** The services near by that are well now: of one that does not answer anyhow a drill proves nothing. */
export const servicesOf = (state: State): readonly PartId[] =>
  partIds(state.settings).filter((id) => kindOf(id) === 'lan' && standingOf(state, id).health === 'up');

/** The model that an outage is met with, and where it answers; null where none does. */
export function drillModel(state: State): { readonly url: string; readonly model: string } | null {
  const ollama = factsOf(state, 'ollama');
  const place = ollama && placeOf(ollama);
  const model = ollama && mainModel(ollama, contextOf(state, 'ollama'));
  return place && model ? { url: place.url, model: model.name } : null;
}
