import { isHereOnly } from '../probing.ts';
import type { Settings } from '../settings.ts';
import { type ShareAsk, shareAsk } from '../share.ts';
import type { State } from '../state.ts';
import { isCarried } from './carried.ts';
import type { PartFacts, PodmanFacts } from './facts.ts';
import { settingsToAsk } from './here.ts';
import { factsOf } from './judge.ts';
import { wantedModels } from './ollama.ts';
import type { PartAct, PartId } from './part.ts';
import { type Child, isCheckDue, readingOf, wantedLooks } from './parts.ts';

/** What a look or an act at a part has to know; nothing of it is secret. */
export interface PartAsk {
  readonly id: PartId;
  readonly settings: Settings;
  /** What was known before: a quick look keeps what only a deep one finds out. */
  readonly before: PartFacts | null;
  /** Something was heard of it: what a quick look would keep may have changed. */
  readonly isNews: boolean;
  readonly podman: PodmanFacts | null;
  /** The models that an outage is to be met with, the most wanted first. */
  readonly wanted: readonly string[];
  readonly children: readonly Child[];
  /** The address at which we ourselves pass this machine's Ollama on; null when we do not. */
  readonly shared: string | null;
  /** Nothing beyond this machine is to be asked, nor a program of others that might. */
  readonly isHereOnly: boolean;
}

export type PartAction =
  | {
      readonly lane: string;
      readonly do: 'part.look';
      readonly ask: PartAsk;
      readonly generation: number;
      readonly news: number;
      readonly isDeep: boolean;
    }
  | {
      readonly lane: string;
      readonly do: 'part.act';
      readonly ask: PartAsk;
      readonly act: PartAct;
      readonly model: string;
      readonly seq: number;
    }
  /** OpenClaw's own check of its config; it takes seconds, so it is made once for each change. */
  | {
      readonly lane: 'claw-check';
      readonly do: 'claw.check';
      readonly path: string;
      readonly changedAt: number;
      readonly version: string | null;
    }
  | { readonly lane: string; readonly do: 'share.serve'; readonly share: ShareAsk }
  | { readonly lane: 'podman-events'; readonly do: 'podman.follow' }
  | { readonly lane: 'peers'; readonly do: 'peers.ping'; readonly addresses: readonly string[] };

/** Nobody waits for more than so many pings. */
const mostPings = 50;

export function partActions(state: State): PartAction[] {
  const { parts } = state;
  const actions: PartAction[] = wantedLooks(state).map(({ id, isDeep }) => ({
    // Another generation is another lane: what was asked before everything changed is called off.
    lane: `part:${id}#${parts.generation}`,
    do: 'part.look',
    ask: askOf(state, id),
    generation: parts.generation,
    news: parts.news[id] ?? 0,
    isDeep,
  }));
  for (const [id, { act, model, seq, phase }] of Object.entries(parts.acts)) {
    const ask = askOf(state, id === 'openclaw' || id === 'podman' || id === 'tailscale' ? id : 'ollama');
    if (phase === 'asked') actions.push({ lane: `act:${id}`, do: 'part.act', ask, act, model, seq });
  }
  const [claw, podman] = [factsOf(state, 'openclaw'), factsOf(state, 'podman')];
  // A container's config is for the OpenClaw inside it, which may be another version.
  if (
    claw?.hasCommand &&
    // It is another's program: what that asks beyond this machine nobody here can say.
    !isHereOnly(state) &&
    podman !== null &&
    !isCarried(claw, podman) &&
    claw.config.state === 'read' &&
    isCheckDue(parts.check, claw, state.at) &&
    // It would take the processor from a gateway that is busy with a new config, and that says itself what it thinks of it.
    state.claw.run?.isOver !== false
  )
    actions.push({
      lane: 'claw-check',
      do: 'claw.check',
      path: claw.config.path,
      changedAt: claw.config.changedAt,
      version: claw.version,
    });
  if (state.share && state.share.stand !== 'shut' && state.share.until > state.at)
    actions.push({ lane: `share:${state.share.id}`, do: 'share.serve', share: shareAsk(state, state.share) });
  // News are worth a program of its own only where there is an engine to tell some.
  if (podman?.engine === 'up' && state.asleep === null)
    actions.push({ lane: 'podman-events', do: 'podman.follow' });
  if (parts.pingAsked !== null) {
    const peers = factsOf(state, 'tailscale')?.peers ?? [];
    actions.push({
      lane: 'peers',
      do: 'peers.ping',
      // Of the idle ones nobody knows anything else.
      addresses: peers
        .toSorted((a, b) => Number(b.path === 'idle') - Number(a.path === 'idle'))
        .slice(0, mostPings)
        .map(({ address }) => address),
    });
  }
  return actions;
}

function askOf(state: State, id: PartId): PartAsk {
  return {
    id,
    settings: settingsToAsk(state),
    before: readingOf(state, id)?.facts ?? null,
    isNews: state.parts.looks[id]?.askedAt === Number.NEGATIVE_INFINITY,
    podman: factsOf(state, 'podman'),
    wanted: wantedModels({ settings: state.settings, of: (kind) => factsOf(state, kind) }),
    children: state.parts.children,
    shared: state.share && state.share.stand !== 'shut' ? state.share.address : null,
    isHereOnly: isHereOnly(state),
  };
}
