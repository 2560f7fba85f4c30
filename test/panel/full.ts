import type { Snapshot } from '../../main/core/snapshot.ts';
import { pre, report, told as toldDrill } from '../fakes/drills.ts';
import { gap, job, mendable, readyWith, wished } from '../fakes/jobs.ts';

type Part = Snapshot['parts'][number];
type Switch = NonNullable<Snapshot['switch']>;

/** A snapshot in which everything has something to say, and every text that others have chosen is `name`. */
export function full(base: Snapshot, name: string): Snapshot {
  const { at } = base;
  const problem = { code: 'unreachable', about: name, detail: name } as const;
  return {
    ...base,
    ai: { ...aiOf(base), model: name },
    internet: { ...base.internet, portal: name, vpn: name, proxy: name },
    models: [name, `${name}2`],
    parts: [...base.parts.map((part) => named(part, name)), ...services(base, 6, name)],
    peers: {
      list: [...Array(8)].map((_, n) => ({
        ...{ name, address: `100.64.0.${n}`, path: 'direct', stays: 'stays', ms: 3, askedAt: at, seenAt: at },
      })),
      ...{ count: 9, isAsking: false },
    },
    jobs: [
      job('pull', name, {
        ...{ is: 'running', phase: 'downloading', done: 12.4e9, total: 19.9e9, share: 0.62, rate: 42e6 },
        ...{ rest: 178_000, waitsFor: null },
      }),
      job('pull', `${name}2`, { is: 'failed', problem, waitsFor: null, share: 0.2, done: 1e9, total: 5e9 }),
      job('pull', `${name}3`, { is: 'stopped', waitsFor: null, share: 0.3, done: 2e9, total: 5e9 }),
      job('save', name, { is: 'failed', problem, waitsFor: null, note: name }),
      job('deep', name, { is: 'done', waitsFor: null, share: 1 }),
    ],
    ready: readyWith({
      state: 'no',
      items: [
        gap('model', { isMust: true, name: { key: 'ready.t.model', values: {} }, problem }),
        gap('fits', { proof: { key: 'ready.x.model', values: { model: name } }, at: at - 90_000 }),
        mendable('pull', name, { proof: { key: 'ready.x.model', values: { model: name } }, bytes: 19.9e9 }),
        gap('config', { state: 'ok', proof: { key: 'ready.v.model', values: { model: name } }, at }),
      ],
      wishes: [
        wished(name),
        wished(`${name}4`, { fits: 'no', need: 70e9 }),
        wished(`${name}5`, { isHere: true }),
      ],
      presets: [wished(name)],
    }),
    drill: toldDrill({ pre: pre('wifi'), last: report({ at: at - 3_600_000, model: name }) }),
    switch: base.switch && switchOf(base.switch, name, at),
    problems: [problem],
    share: null,
    shareable: ['192.168.7.20', name],
    settings: { ...base.settings, 'ollama.main': name, 'ollama.fallback': name, 'ollama.more': [name] },
  };
}

const aiOf = ({ ai }: Snapshot) =>
  ai ?? {
    ...{ state: 'works' as const, because: { key: 'ai.fine', values: {} }, about: null, cause: null },
    ...{ act: null, answerer: null, model: null },
  };

const named = (part: Part, name: string): Part => ({
  ...part,
  fact: { ...part.fact, values: texts(part.fact.values, name) },
  rule: { ...part.rule, values: texts(part.rule.values, name) },
  lines: part.lines.map((line) => ({
    ...line,
    name: { ...line.name, values: texts(line.name.values, name) },
    value: line.value && { ...line.value, values: texts(line.value.values, name) },
  })),
});

type Values = Part['fact']['values'];
const texts = (values: Values, name: string): Values =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? name : value]),
  );

/** So many services of a person's own. */
export const services = ({ parts, at }: Snapshot, n: number, name: string): Part[] => {
  const [first] = parts;
  if (!first) return [];
  return [...Array(n)].map((_, at_) => ({
    ...{ ...first, id: `lan:${name}${at_}`, kind: 'lan' as const, name: `${name}${at_}`, at, doing: null },
    ...{ health: 'down' as const, fact: { key: 'svc.silent', values: { t: { at } } }, act: 'again' as const },
  }));
};

function switchOf(told: Switch, name: string, at: number): Switch {
  const leaks: NonNullable<Switch['ahead']>['now'] = {
    ...{ models: 'could', services: 'could', more: 3 },
    leaks: [
      { where: name, kind: 'model', to: name, why: 'cloud', isSure: true },
      { where: 'agents.defaults.model', kind: 'model', to: '', why: 'key', isSure: false },
      { where: `sessions.${name}`, kind: 'service', to: name, why: 'search', isSure: true },
    ],
  };
  const diff = [
    { path: 'agents.defaults.model', old: name, now: name },
    { path: name, old: null, now: '' },
  ];
  const link = {
    isHere: true,
    bytes: 19.9e9,
    need: 40e9,
    memory: 36e9,
    fits: 'no',
    hasTools: false,
  } as const;
  return {
    ...told,
    isThere: true,
    container: { name, isRunning: false, form: null, network: name },
    chain: [
      { ref: name, place: 'local', model: link },
      { ref: `${name}/2`, place: 'cloud', model: null },
      { ref: `${name}/3`, place: 'unknown', model: null },
    ],
    lost: [{ session: name, ref: name }],
    ahead: {
      ...{
        at,
        problem: null,
        diff,
        more: 2,
        valid: 'yes',
        pins: [{ session: name, ref: name }],
        left: [name],
      },
      ...{ now: leaks, after: leaks },
      chain: [{ ref: name, place: 'local', model: { ...link, isHere: false, hasTools: null } }],
    },
  };
}
