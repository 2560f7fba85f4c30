import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type SiteKind, sites } from '../../main/core/claw/sites.ts';

const file = join(import.meta.dirname, '../fixtures/openclaw/leak-check-paths.json');
/** What OpenClaw's own schema has that can name a model, a service or an address. */
const { rows } = z
  .object({ rows: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

/** Looked at elsewhere, or of no weight by itself. */
const others: Readonly<Record<string, readonly string[]>> = {
  'policy.ts': ['agents.defaults.modelPolicy.allow', 'agents.entries.*.modelPolicy.allow'],
  'refs.ts: what short names stand for': ['agents.defaults.models', 'agents.entries.*.models'],
  'places.ts': ['models.providers.*.baseUrl', 'models.providers.*.models.[].baseUrl'],
  'leak-ways.ts: asks by itself, whoever it is': [
    'models.providers.*.request.proxy.url',
    'models.catalogRefresh.url',
    'models.catalogRefresh.enabled',
    'tools.web.search.provider',
    'tools.web.fetch.provider',
    'plugins.entries.google.config.webSearch.model',
    'plugins.entries.xai.config.webSearch.model',
    'update.checkOnStart',
    // Goes with the look for updates, and with nothing else.
    'telemetry.enabled',
  ],
  'the provider beside it decides': [
    'agents.entries.*.tts.providers',
    'memory.search.model',
    'talk.realtime.model',
    'tools.media.models.[].model',
  ],
  'a plugin that is shut off': [
    'plugins.entries.xai.config.xSearch.model',
    'plugins.entries.xai.config.codeExecution.model',
  ],
  'variables.ts, keys.ts: names of keys': ['env.vars.*', 'auth.profiles.*.provider'],
  'names nobody who is sent anything': ['gateway.tailscale.mode', 'tools.links.models.[].command'],
};

/** What a site has to be for what the schema says of it. */
function kindsFor(kind: string): readonly SiteKind[] {
  if (kind.startsWith('model-config')) return ['chain'];
  if (kind.startsWith('model-ref')) return ['ref'];
  if (kind.startsWith('embedding provider')) return ['embedding'];
  if (/^(speech|realtime) provider/.test(kind)) return ['speech'];
  if (kind.startsWith('url')) return ['url'];
  return ['compactor', 'media', 'used'];
}

test('every place of OpenClaw’s schema is looked at as what it is', () => {
  const known = new Map(sites.map(({ pattern, kind }) => [pattern.join('.'), kind]));
  const elsewhere = new Set(Object.values(others).flat());
  const wrong = Object.entries(rows).flatMap(([path, kind]) => {
    const site = known.get(path);
    const isRight = site ? kindsFor(kind).includes(site) : elsewhere.has(path);
    return isRight ? [] : [`${path}: ${kind}, as ${site ?? 'nothing'}`];
  });
  expect(wrong).toEqual([]);
  expect([...elsewhere].filter((path) => !(path in rows) || known.has(path))).toEqual([]);
});
