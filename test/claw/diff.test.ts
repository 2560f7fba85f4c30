import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedBy } from '../../main/core/claw/change.ts';
import { diffBetween, diffOf } from '../../main/core/claw/diff.ts';
import { offlineProfile } from '../../main/core/claw/profile.ts';
import { config, profileFacts } from './configs.ts';

test('from one config to another, a line for each value; what may be a secret is not shown', () => {
  const from = {
    agents: { list: [{ id: 'w', model: 'ollama/x', note: 'a' }, { id: 'c' }] },
    tools: { web: { search: { enabled: false } } },
    models: {
      providers: {
        ollama: { baseUrl: 'http://u:sk-1@here:1/?k=sk-2', apiKey: 'sk-3', models: [{ id: 'x' }] },
      },
    },
  };
  const to = {
    agents: { list: [{ id: 'w', model: 'anthropic/y', note: 'b' }, { id: 'c' }] },
    models: { providers: { ollama: { baseUrl: 'http://there:2', apiKey: 'sk-4', models: [] } } },
    update: { channel: 'sk-5' },
  };
  const diff = diffBetween(from, to);
  expect(diff).toEqual([
    { path: 'agents.list[0].model', old: 'ollama/x', now: 'anthropic/y' },
    { path: 'agents.list[0].note', old: null, now: null },
    { path: 'models.providers.ollama.apiKey', old: null, now: null },
    { path: 'models.providers.ollama.baseUrl', old: 'http://here:1', now: 'http://there:2' },
    { path: 'models.providers.ollama.models', old: null, now: '[]' },
    { path: 'tools.web.search.enabled', old: 'false', now: '' },
    { path: 'update.channel', old: '', now: null },
  ]);
  expect(JSON.stringify(diff)).not.toContain('sk-');
  expect(diffBetween(undefined, to)).toEqual([]);
});

test('whatever is switched: the way there and the way back tell of the same places', () => {
  const top = (paths: readonly { readonly path: string }[]) =>
    [...new Set(paths.map(({ path }) => path.split(/[.[]/).slice(0, 2).join('.')))].toSorted();
  const property = fc.property(config, (before) => {
    const made = offlineProfile(profileFacts(before));
    if (!made.ok) throw new Error(made.problem.code);
    const after = changedBy(before, made.value.changes);
    expect(top(diffBetween(after, before))).toEqual(top(diffOf(before, made.value.changes)));
  });
  fc.assert(property, { numRuns: 200 });
});
