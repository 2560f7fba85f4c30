import type { Path } from './change.ts';
import { placeOfRef, type Surroundings } from './places.ts';
import { isNobody } from './providers.ts';
import { findSites } from './sites.ts';

/**
 * The places by which OpenClaw searches its memory with a service outside that is named. Such a one makes memory unavailable
 * while it cannot be reached, and changing the place restarts the gateway (8 to 16 s).
 */
export function memoryElsewhere(around: Surroundings): Path[] {
  return findSites(around.config).flatMap(({ site, path, value }): Path[] => {
    if (site.kind !== 'embedding' || !path.includes('memory') || typeof value !== 'string') return [];
    const provider = value.trim().toLowerCase();
    return isNobody(provider) || placeOfRef({ provider, model: '' }, around) === 'local' ? [] : [path];
  });
}
