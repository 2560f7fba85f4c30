import type { Path } from './change.ts';
import { placeOfRef, type Surroundings } from './places.ts';
import { findSites } from './sites.ts';

/** No service by that name: words alone, whatever there is a key for, or a program on this machine. */
const nobody: ReadonlySet<string> = new Set(['', 'none', 'auto', 'local']);

/**
 * The places by which OpenClaw searches its memory with a service outside that is named. Such a one makes memory unavailable
 * while it cannot be reached, and changing the place restarts the gateway (8 to 16 s).
 */
export function memoryElsewhere(around: Surroundings): Path[] {
  return findSites(around.config).flatMap(({ site, path, value }): Path[] => {
    if (site.kind !== 'embedding' || !path.includes('memory') || typeof value !== 'string') return [];
    const provider = value.trim().toLowerCase();
    return nobody.has(provider) || placeOfRef({ provider, model: '' }, around) === 'local' ? [] : [path];
  });
}
