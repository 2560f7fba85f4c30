/** The workflows as data, and what must not be in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';

const Step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.unknown()).optional(),
});
const Permissions = z.union([z.string(), z.record(z.string(), z.string())]);
const Job = z.looseObject({
  'runs-on': z.unknown().optional(),
  uses: z.string().optional(),
  if: z.string().optional(),
  permissions: Permissions.optional(),
  'timeout-minutes': z.number().optional(),
  strategy: z.looseObject({ 'fail-fast': z.boolean().optional() }).optional(),
  secrets: z.unknown().optional(),
  env: z.unknown().optional(),
  steps: z.array(Step).optional(),
});
const Workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: Permissions.optional(),
  concurrency: z.unknown().optional(),
  env: z.unknown().optional(),
  jobs: z.record(z.string(), Job),
});
const Action = z.looseObject({
  runs: z.looseObject({ using: z.literal('composite'), steps: z.array(Step) }),
});

type Job = z.infer<typeof Job>;
type Step = z.infer<typeof Step>;
export interface Flow {
  readonly name: string;
  readonly text: string;
}

export const root = join(import.meta.dirname, '../..');
const read = (path: string): Flow => ({ name: path, text: readFileSync(join(root, path), 'utf8') });

export const workflows: readonly Flow[] = readdirSync(join(root, '.github/workflows'))
  .sort()
  .map((name) => read(`.github/workflows/${name}`));
export const actions: readonly Flow[] = readdirSync(join(root, '.github/actions')).map((name) =>
  read(`.github/actions/${name}/action.yml`),
);

/** Which jobs may write, and what. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'release.yml publish': ['contents', 'id-token', 'attestations'],
};
/** The one step that may see a secret, by its id. */
const sealing = 'release.yml build-mac seal';

const stepsOf = ({ steps = [] }: Job): readonly Step[] => steps;

/** What is wrong with a workflow by itself; empty: nothing. */
export function faultsOf({ name: path, text }: Flow): string[] {
  const name = path.split('/').at(-1) ?? '';
  const flow = Workflow.parse(load(text));
  const jobs = Object.entries(flow.jobs);
  return [
    ...pins(text),
    ...Object.keys(flow.on)
      .filter((event) => event === 'pull_request_target' || event === 'workflow_run')
      .map((event) => `is started by ${event}`),
    ...(JSON.stringify(flow.permissions) === '{"contents":"read"}' ? [] : ['has not only contents: read']),
    ...(flow.concurrency === undefined ? ['has no concurrency'] : []),
    ...(JSON.stringify(flow.env ?? '').includes('secrets') ? ['gives a secret to all'] : []),
    ...jobs.flatMap(([id, job]) => jobFaults(`${name} ${id}`, job).map((fault) => `${id}: ${fault}`)),
  ];
}

export function actionFaults({ text }: Flow): string[] {
  const { steps } = Action.parse(load(text)).runs;
  return [...pins(text), ...steps.flatMap((step) => stepFaults('', step))];
}

function jobFaults(name: string, job: Job): string[] {
  const { permissions = {}, strategy } = job;
  const may = writers[name] ?? [];
  const writes =
    typeof permissions === 'string'
      ? [permissions]
      : Object.keys(permissions).filter((what) => permissions[what] === 'write');
  const isOwn = JSON.stringify(job['runs-on'] ?? '').includes('vars.');
  const keepsOut = job.if?.startsWith("github.event_name != 'pull_request' && ") ?? false;
  return [
    ...writes.filter((what) => !may.includes(what)).map((what) => `may write ${what}`),
    ...(writes.length > 0 && stepsOf(job).some(runsCode) ? ['runs our code where it may write'] : []),
    ...(job.uses === undefined && job['timeout-minutes'] === undefined ? ['has no timeout'] : []),
    ...(strategy && strategy['fail-fast'] !== false ? ['fails fast'] : []),
    ...(isOwn && !keepsOut ? ['runs a stranger’s code on a machine of one’s own'] : []),
    ...(job.secrets === undefined ? [] : ['hands on secrets']),
    ...(JSON.stringify(job.env ?? '').includes('secrets') ? ['gives a secret to all steps'] : []),
    ...stepsOf(job).flatMap((step) => stepFaults(name, step)),
  ];
}

const runsCode = ({ run = '', uses = '' }: Step) =>
  /\b(node|npm|npx|bash)\b/.test(run) || /^(\.\/|actions\/(checkout|setup-node)@)/.test(uses);

function stepFaults(job: string, { run = '', uses = '', id, with: given, env, ...rest }: Step): string[] {
  const seesSecret = /\bsecrets\b/.test(JSON.stringify([run, given, env, rest]));
  const isCheckout = uses.startsWith('actions/checkout@');
  return [
    ...(run.includes('${{')
      ? [`has an expression in what is run, where its value would be code: ${run}`]
      : []),
    ...(seesSecret && `${job} ${String(id)}` !== sealing ? ['sees a secret'] : []),
    ...(isCheckout && given?.['persist-credentials'] !== false ? ['leaves a token in the checkout'] : []),
  ];
}

export interface Pin {
  readonly action: string;
  readonly hash: string;
  readonly version: string;
}

/** `uses:` of others, as they are written: a comment is no data. */
const usesIn = (text: string): string[] =>
  [...text.matchAll(/\buses:\s*(.*)$/gm)]
    .map(([, said = '']) => said)
    .filter((said) => !said.startsWith('./'));
const pinned = /^([\w.-]+\/[\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/;

const pins = (text: string): string[] =>
  usesIn(text)
    .filter((said) => !pinned.test(said))
    .map((said) => `is not pinned by a hash with its version: ${said}`);

export const pinsIn = (text: string): Pin[] =>
  usesIn(text).flatMap((said) => {
    const [, action = '', hash = '', version = ''] = pinned.exec(said) ?? [];
    return hash === '' ? [] : [{ action, hash, version }];
  });

/** Actions that are there in more than one version or hash. */
export function split(all: readonly Pin[]): string[] {
  const by = Map.groupBy(all, ({ action }) => action);
  return [...by].flatMap(([action, found]) => {
    const ways = new Set(found.map(({ hash, version }) => `${hash} ${version}`));
    return ways.size > 1 ? [`${action} is ${[...ways].join(' and ')}`] : [];
  });
}

/** All that is run: of steps, and of the scripts that they run with bash. */
export function runsIn({ text }: Flow): string[] {
  const parsed: unknown = load(text);
  const flow = Workflow.safeParse(parsed);
  const steps = flow.success
    ? Object.values(flow.data.jobs).flatMap(stepsOf)
    : Action.parse(parsed).runs.steps;
  const runs = steps.map(({ run = '' }) => run);
  const scripts = runs.flatMap((run) => [...run.matchAll(/\bbash (\S+\.sh)/g)].map(([, path = '']) => path));
  return [...runs, ...scripts.filter((path) => existsSync(join(root, path))).map((path) => read(path).text)];
}

export interface Ours {
  readonly scripts: ReadonlySet<string>;
  readonly tiers: ReadonlySet<string>;
  readonly has: (path: string) => boolean;
}

/** Names of ours that are run and are not there. */
export function strangers(run: string, { scripts, tiers, has }: Ours): string[] {
  const named = [...run.matchAll(/\bnpm run (?:-\S+ )*([\w:-]+)/g)].map(([, name = '']) => name);
  const files = [...run.matchAll(/\b(?:node|bash) ([\w./-]+\.\w+)/g)].map(([, path = '']) => path);
  const asked = [...run.matchAll(/(?:\bnpm test --|\bnode build\/test\.mjs)((?: +[a-z0-9]+)+)/g)];
  const words = asked.flatMap(([, list = '']) => list.trim().split(/ +/));
  return [
    ...named.filter((name) => !scripts.has(name)).map((name) => `npm run ${name}`),
    ...files.filter((path) => !path.startsWith('node_modules/') && !has(path)),
    ...words.filter((tier) => !tiers.has(tier)).map((tier) => `tier ${tier}`),
  ];
}
