import type { Level } from '../../main/core/drill/drill.ts';
import type { Report } from '../../main/core/drill/report.ts';
import type { ToldDrill } from '../../main/core/drill/told.ts';

type Step = Report['steps'][number];
type Now = NonNullable<ToldDrill['now']>;
type Pre = NonNullable<ToldDrill['pre']>;

/** A step as it is told. */
export const step = (
  id: Step['id'],
  is: Step['is'],
  ms: number | null = null,
  rest: Partial<Step> = {},
): Step => ({
  ...{ id, is, ms, isAsserted: is !== 'left', evidence: [], problem: null },
  ...rest,
});

const seen = (key: string, values: Step['evidence'][number]['values'] = {}): Partial<Step> => ({
  evidence: [{ key, values }],
});

/** Wi-Fi was off for a minute and a half, and all went well. */
export const passedSteps: readonly Step[] = [
  step('cut', 'pass', 1_240),
  step('gone', 'pass', 2_130, seen('net.link-down')),
  step('config', 'pass', 18_420, seen('drill.e.switched', { span: { span: 18_000 } })),
  step('cold', 'pass', 24_600, seen('drill.e.answered', { model: 'qwen2.5-coder:32b' })),
  step('warm', 'pass', 900, seen('drill.e.answered', { model: 'qwen2.5-coder:32b' })),
  step('claw', 'pass', 38_200, seen('drill.e.answered', { model: 'qwen2.5-coder:32b' })),
  step('egress', 'pass', 6_400, seen('drill.e.nobody')),
  step('lan', 'left'),
  step('peers', 'left'),
  step('back', 'pass', 3_600),
  step('online', 'pass', 9_800, seen('net.online')),
  step('restored', 'pass', 14_100, seen('drill.e.bytes')),
];

/** Another outcome for one of them, and none for those behind it up to where all is given back. */
export function failedAt(id: Step['id'], rest: Partial<Step> = {}): Step[] {
  const at = passedSteps.findIndex((one) => one.id === id);
  const back = passedSteps.findIndex((one) => one.id === 'back');
  return passedSteps.map((one, n) => {
    if (n === at) return { ...one, is: 'fail', evidence: [], ...rest };
    return n > at && n < back && one.is !== 'left' ? { ...one, is: 'todo', ms: null, evidence: [] } : one;
  });
}

export const report = (rest: Partial<Report> = {}): Report => ({
  ...{ at: 0, level: 'wifi', outcome: 'pass', end: 'done', ms: 120_000, offMs: 93_000 },
  steps: [...passedSteps],
  figures: { loadMs: 24_600, firstMs: 900, speed: 6.8 },
  model: 'qwen2.5-coder:32b',
  of: { models: [], config: '', image: '', form: '', versions: {} },
  ...rest,
});

/** One that goes on, four minutes before its promise is due. */
export const running = (now: number, rest: Partial<Now> = {}): Now => ({
  ...{ seq: 7, level: 'wifi', phase: 'running', at: now - 67_000, atMost: 300_000, until: now + 233_000 },
  stepAt: now - 21_700,
  steps: passedSteps.map((one, n) =>
    n < 5 || one.is === 'left' ? one : step(one.id, n === 5 ? 'doing' : 'todo'),
  ),
  ...{ checks: [], problem: null, end: null, figures: { loadMs: null, firstMs: null, speed: null } },
  ...rest,
});

const asked: Readonly<Record<Level, readonly Pre['checks'][number]['id'][]>> = {
  check: ['ready'],
  app: ['jobs', 'ready', 'claw', 'cloud', 'power', 'mode', 'line', 'login'],
  wifi: ['wifi', 'switch', 'path', 'remote', 'jobs', 'ready', 'power', 'mode', 'line', 'login', 'loses'],
};

/** Nothing stands against it. */
export const pre = (level: Level, rest: Partial<Pre> = {}): Pre => ({
  level,
  checks: asked[level].map((id) =>
    id === 'loses'
      ? { id, is: 'no', isMust: false, about: 'telmeet, Tailscale, AirPlay' }
      : { id, is: 'yes', isMust: id !== 'login', about: '' },
  ),
  problem: null,
  ...rest,
});

/** No drill yet, and none goes on. */
export const told = (rest: Partial<ToldDrill> = {}): ToldDrill => ({
  ...{ now: null, isOwed: false, pre: null, last: null, before: null, spoilt: null, paidAt: null },
  ...{ isPaidWifi: true, isWifiOwed: false },
  ...rest,
});
