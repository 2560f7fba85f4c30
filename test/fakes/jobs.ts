import type { ToldJob } from '../../main/core/jobs/told.ts';
import type { ToldItem, ToldReady, ToldWish } from '../../main/core/ready/told.ts';

/** A job as the engine tells one that has not begun. */
export const job = (kind: ToldJob['kind'], what: string, rest: Partial<ToldJob> = {}): ToldJob => ({
  ...{ id: `${kind}:${what}`, kind, what, is: 'waiting', waitsFor: 'turn', retryIn: null, phase: null },
  ...{ unit: 'bytes', done: 0, total: null, share: null, rate: null, rest: null, still: null, note: '' },
  ...{ problem: null, endedAt: null, ...rest },
});

const pull = (what: string, done: number, total: number, rest: Partial<ToldJob>) =>
  job('pull', what, { done, total, share: done / total, waitsFor: null, ...rest });

/** An afternoon in which everything is under way at once. */
export const manyJobs: readonly ToldJob[] = [
  pull('qwen2.5-coder:32b', 12.4e9, 19.9e9, {
    ...{ is: 'running', phase: 'downloading', rate: 42e6, rest: 178_000 },
  }),
  pull('deepseek-r1:32b', 5.1e9, 19.9e9, {
    ...{ is: 'running', phase: 'downloading', rate: 29e6, rest: 510_000 },
  }),
  pull('gpt-oss:20b', 8.5e9, 13.8e9, { is: 'stopped' }),
  pull('hf.co/somebody/A-Model-Of-A-Very-Long-Name-GGUF:Q4_K_M', 0.2e9, 4.1e9, {
    ...{ is: 'failed', problem: { code: 'pull-refused', about: 'a model', detail: 'EOF' } },
  }),
  job('save', '', { is: 'waiting' }),
  job('deps', '', { is: 'done', waitsFor: null, unit: 'packages', share: 1 }),
];

/** A line of the readiness; missing, and the thing itself does not say what would help. */
export const gap = (id: string, rest: Partial<ToldItem> = {}): ToldItem => ({
  ...{ id, group: 'claw', isMust: false, state: 'fail', name: { key: 'ready.t.deps', values: {} } },
  ...{ proof: { key: 'ready.x.depsUnproved', values: {} }, at: null, fix: null, problem: null, ...rest },
});

/** The same, with a job that would help. */
export const mendable = (
  kind: ToldJob['kind'],
  what = '',
  rest: Partial<ToldItem> & { readonly bytes?: number } = {},
): ToldItem => {
  const { bytes = null, ...item } = rest;
  const group = kind === 'pull' || kind === 'repair' ? 'models' : 'claw';
  const fix = { do: 'job', wish: { kind, what, isForced: false }, bytes } as const;
  return gap(`${kind}:${what}`, { group, fix, ...item });
};

/** A model that is wanted, and is not here. */
export const wished = (name: string, rest: Partial<ToldWish> = {}): ToldWish => ({
  ...{ name, isHere: false, bytes: 19_851_349_898, need: 20_851_349_898, fits: 'yes', ...rest },
});

export const readyWith = (rest: Partial<ToldReady> = {}): ToldReady => ({
  ...{ state: 'nearly', proved: 12, of: 13, days: 14, items: [], wishes: [], presets: [] },
  ...{ memory: 38_654_705_664, isSizing: false, ...rest },
});
