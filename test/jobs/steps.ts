import type { Fact } from '../../main/core/event.ts';
import {
  gaveUp,
  type JobEnd,
  type JobKind,
  type JobWish,
  type Progressed,
} from '../../main/core/jobs/job.ts';
import { jobActions } from '../../main/core/jobs/plan.ts';
import type { Job } from '../../main/core/jobs/queue.ts';
import { type Journal, newJournal } from '../../main/core/journal.ts';
import type {
  OllamaFacts,
  OpenClawFacts,
  PartFacts,
  PodmanFacts,
  TailscaleFacts,
} from '../../main/core/parts/facts.ts';
import { lanId } from '../../main/core/parts/part.ts';
import { noProofs } from '../../main/core/ready/proofs.ts';
import { reduce } from '../../main/core/reduce.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { newState, type State } from '../../main/core/state.ts';

const wall = 1_700_000_000_000;

/** A state that time and facts are put through by hand. */
export interface Bench {
  state: State;
  at: number;
  tell(fact: Fact): void;
  /** A look at a part brought this. */
  see(facts: PartFacts): void;
  /** Lets so many ms pass. */
  pass(ms: number): void;
  job(id: string): Job | undefined;
  /** The ids of jobs that are to be under way. */
  running(): string[];
  ask(...wishes: readonly string[]): void;
  progress(id: string, done: number, total?: number): void;
  end(id: string, end: JobEnd): void;
  /** An attempt that was called off has ended. */
  endOld(id: string, seq: number): void;
}

/** `pull:llama3.3`, `save:`. */
export function wishOf(text: string): JobWish {
  const [kind = '', ...what] = text.split(':');
  return { kind: kind as JobKind, what: what.join(':'), isForced: false };
}

interface Given {
  readonly journal?: Journal;
  readonly isResuming?: boolean;
  readonly settings?: Partial<Settings>;
  /** The parts have been looked at. */
  readonly isSeen?: boolean;
}

const here = { url: 'http://127.0.0.1:11434', where: 'here', needsDns: false, isDenied: false } as const;
/** An Ollama on this machine that answers, or does not. */
export const ollama = (isUp = true): OllamaFacts => ({
  kind: 'ollama',
  places: [{ ...here, answer: isUp ? 'ok' : 'refused', detail: '', ms: 1, version: null }],
  ...{ used: isUp ? 0 : null, isListed: isUp, cloud: 'closed', models: [], checked: [], loaded: [] },
  ...{ needs: [], exposed: [], own: [], owner: 'unknown', program: 'none' },
});
export const claw: OpenClawFacts = {
  ...{ kind: 'openclaw', setUp: 'none', isBeside: false, port: 18_789, gateway: 'refused', ms: null },
  ...{ version: null, failing: [], primary: null, fallbacks: [], hasCommand: false },
  config: {
    ...{ path: '~/x', state: 'missing', changedAt: 0, print: '', valid: 'unknown', issue: null },
    hasMode: false,
  },
  ollama: { url: null, block: 'none' },
};
export const podman: PodmanFacts = {
  ...{ kind: 'podman', version: null, engine: 'down', machine: null, containerName: 'openclaw' },
  ...{ container: null, hadContainer: false, imageName: 'x', image: null, isImageKnown: false },
  ...{ drift: null, detail: '' },
};
export const tailscale: TailscaleFacts = {
  ...{ kind: 'tailscale', asked: 'absent', detail: '', backend: '', hasNodeKey: false, isOnline: false },
  ...{ address: null, version: '', peers: [], keyEnds: null, isExpired: false, isRemembered: false },
  health: [],
};
const parts: readonly PartFacts[] = [
  ollama(),
  claw,
  podman,
  { kind: 'mac', memory: 36e9, diskFree: 2e11, diskSize: 5e11 },
];

export function bench({
  journal = newJournal(wall),
  isResuming = true,
  settings = {},
  isSeen = true,
}: Given = {}): Bench {
  const it: Bench = {
    state: newState(0, wall),
    at: 0,
    tell(fact) {
      it.state = reduce(it.state, { ...fact, at: it.at, wall: wall + it.at, minuteOfDay: 600, late: 0 });
    },
    see(facts) {
      const id = facts.kind === 'lan' ? lanId(facts.name) : facts.kind;
      const { generation, news } = it.state.parts;
      it.tell({ type: 'part.looked', id, generation, news: news[id] ?? 0, isDeep: true, facts });
    },
    pass(ms) {
      it.at += ms;
      it.tell({ type: 'ticked' });
    },
    job: (id) => it.state.jobs.list.find((job) => job.id === id),
    running: () => jobActions(it.state).map(({ ask }) => ask.id),
    ask: (...wishes) => it.tell({ type: 'jobs.asked', wishes: wishes.map(wishOf) }),
    progress(id, done, total = 100) {
      const progress: Progressed = { phase: 'downloading', unit: 'bytes', done, total };
      it.tell({ type: 'job.progressed', id, seq: it.job(id)?.seq ?? -1, progress });
    },
    endOld: (id, seq) =>
      it.tell({ type: 'job.ended', id, seq, end: gaveUp({ code: 'called-off', about: id }) }),
    end: (id, end) => it.tell({ type: 'job.ended', id, seq: it.job(id)?.seq ?? -1, end }),
  };
  it.tell({
    type: 'engine.started',
    ...{
      settings: { ...defaultSettings, ...settings },
      journal,
      isConsenting: true,
      problems: [],
      diary: [],
    },
    ...{ proofs: noProofs, isResuming },
  });
  for (const facts of isSeen ? parts : []) it.see(facts);
  return it;
}
