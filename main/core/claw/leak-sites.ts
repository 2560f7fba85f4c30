import { distanceOf } from '../parts/targets.ts';
import { type Path, pathText } from './change.ts';
import type { Leak } from './leak.ts';
import type { Check } from './leak-check.ts';
import {
  blockOf,
  isCloudTag,
  type Place,
  placeOfRef,
  pluginFor,
  shownUrl,
  webPlaceOf,
  worst,
} from './places.ts';
import { allows, type Policy, policyAt } from './policy.ts';
import { isNobody, localSpeech } from './providers.ts';
import { chainOf, isUnfilled, type Ref, refsOf, refText } from './refs.ts';
import type { Found } from './sites.ts';

/** What stands at one place of the config could let out. */
export function atSite({ site, path, value }: Found, check: Check): Leak[] {
  const where = pathText(path);
  switch (site.kind) {
    case 'ref':
      return typeof value === 'string' ? atRef(value, path, site.isGated, check) : [];
    case 'chain':
      return atChain(value, path, site.isGated, check);
    case 'speech':
    case 'embedding':
    case 'media':
    case 'compactor':
      return typeof value === 'string' ? atProvider(value, where, site.kind, check) : [];
    case 'url':
      return typeof value === 'string' ? atUrl(value, where, check) : [];
    case 'used':
      return value === '' || (Array.isArray(value) && value.length === 0)
        ? []
        : [{ where, kind: 'service', to: typeof value === 'string' ? value : '', why: 'used', isSure: true }];
  }
}

function atChain(value: unknown, path: Path, isGated: boolean, check: Check): Leak[] {
  const chain = chainOf(value);
  if (!chain) return [];
  const first = chain.isText ? path : [...path, 'primary'];
  return [
    ...(chain.primary === null ? [] : atRef(chain.primary, first, isGated, check)),
    ...chain.fallbacks.flatMap((text, at) => atRef(text, [...path, 'fallbacks', at], false, check)),
  ];
}

function atRef(text: string, path: Path, isGated: boolean, check: Check): Leak[] {
  const policy = isGated ? policyAt(check.config, path) : null;
  return ofText(text, pathText(path), policy, check);
}

/** What one text that names a model could let out, where that policy keeps others back. */
export function ofText(text: string, where: string, policy: Policy | null, check: Check): Leak[] {
  if (isUnfilled(text)) return [{ where, kind: 'model', to: text, why: 'unfilled', isSure: false }];
  const open = refsOf(text, check.names).filter(
    (ref) => !isClosed(ref, check) && (policy === null || allows(policy, ref, check.names)),
  );
  const place = worst(open.map((ref) => placeOfRef(ref, check)));
  const [ref] = open.filter((one) => placeOfRef(one, check) === place);
  if (place === 'local' || !ref) return [];
  const isSure = place === 'cloud';
  return [{ where, kind: 'model', to: refText(ref), why: isSure ? 'cloud' : 'unlisted', isSure }];
}

/** Its plugin is shut off, or Ollama keeps from its cloud. */
function isClosed(ref: Ref, { config, denied, facts }: Check): boolean {
  const plugin = pluginFor(ref.provider, config);
  if (plugin !== null) return denied.has(plugin);
  return ref.provider === 'ollama' && isCloudTag(ref.model) && facts.ollamaCloud === 'closed';
}

function atProvider(
  text: string,
  where: string,
  why: 'speech' | 'embedding' | 'media' | 'compactor',
  check: Check,
): Leak[] {
  const id = text.trim().toLowerCase();
  if (isNobody(id) || (why === 'speech' && localSpeech.has(id))) return [];
  const ref = { provider: id, model: '' };
  const place = isClosed(ref, check) ? 'local' : placeOfProvider(ref, check);
  if (place === 'local') return [];
  const reason = why === 'compactor' ? 'used' : why;
  return [{ where, kind: 'service', to: id, why: reason, isSure: place === 'cloud' }];
}

/** Of a provider that nobody knows nobody can tell. */
function placeOfProvider(ref: Ref, check: Check): Place {
  const isKnown =
    blockOf(ref.provider, check.config) !== null || pluginFor(ref.provider, check.config) !== null;
  const place = placeOfRef(ref, check);
  return isKnown || place === 'local' ? place : 'unknown';
}

function atUrl(url: string, where: string, { own }: Check): Leak[] {
  if (url.trim() === '') return [];
  const place = webPlaceOf(url.replace(/^ws/, 'http'));
  const distance = place ? distanceOf(place.host) : null;
  if (distance !== null && distance !== 'outside') return [];
  if (place && own.some((text) => webPlaceOf(text)?.host === place.host)) return [];
  return [{ where, kind: 'service', to: shownUrl(url), why: 'address', isSure: distance === 'outside' }];
}
