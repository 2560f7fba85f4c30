import type { ToldJob } from '../../main/core/jobs/told.ts';
import type { ToldItem, ToldReady, ToldWish } from '../../main/core/ready/told.ts';

/** Values as an engine tells them, for what is printed of them. */
export function job(part: Partial<ToldJob> = {}): ToldJob {
  const [kind, what] = [part.kind ?? 'pull', part.what ?? 'qwen2.5-coder:32b'];
  return {
    ...{ id: `${kind}:${what}`, kind, what, is: 'running', waitsFor: null, retryIn: null },
    ...{ phase: 'downloading', unit: 'bytes', done: 0, total: null, share: null, rate: null, rest: null },
    ...{ still: null, note: '', problem: null, endedAt: null },
    ...part,
  };
}

export function item(id: string, part: Partial<ToldItem> = {}): ToldItem {
  return {
    ...{ id, group: 'models', isMust: false, state: 'ok' },
    ...{ name: { key: 'ready.t.canary', values: {} }, proof: { key: 'ready.x.drill', values: {} } },
    ...{ at: null, fix: null, problem: null },
    ...part,
  };
}

export function wish(name: string, part: Partial<ToldWish> = {}): ToldWish {
  return { name, isHere: false, bytes: null, need: null, fits: 'unknown', ...part };
}

export function ready(part: Partial<ToldReady> = {}): ToldReady {
  return {
    ...{ state: 'nearly', proved: 12, of: 13, days: 14, items: [], wishes: [], presets: [] },
    ...{ memory: 36_000_000_000, isSizing: false },
    ...part,
  };
}

export const jobFix = (
  kind: ToldJob['kind'],
  what = '',
  bytes: number | null = null,
): NonNullable<ToldItem['fix']> => ({ do: 'job', wish: { kind, what, isForced: false }, bytes });
