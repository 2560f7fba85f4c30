import type { Leak, LeakFacts, LeakReport, LeakVerdict } from './leak.ts';
import { checkOf } from './leak-check.ts';
import { throughInstalled } from './leak-keys.ts';
import { atSite } from './leak-sites.ts';
import { byItself, outside, throughKeys, throughPolicy } from './leak-ways.ts';
import { policiesOf } from './policy.ts';
import { findSites } from './sites.ts';

/** Every way on which a call to a cloud could leave, by what is written. Pure. */
export function findLeaks(facts: LeakFacts): LeakReport {
  const check = checkOf(facts);
  const leaks = [
    ...findSites(facts.config).flatMap((found) => atSite(found, check)),
    ...policiesOf(facts.config).flatMap((policy) => throughPolicy(policy, check)),
    ...outside(check),
    ...byItself(check),
    ...throughKeys(check),
    ...throughInstalled(check),
  ].toSorted((a, b) => Number(b.isSure) - Number(a.isSure));
  return { models: verdictOf(leaks, 'model'), services: verdictOf(leaks, 'service'), leaks };
}

function verdictOf(leaks: readonly Leak[], kind: Leak['kind']): LeakVerdict {
  const own = leaks.filter((leak) => leak.kind === kind);
  if (own.length === 0) return 'none';
  return own.some(({ isSure }) => isSure) ? 'could' : 'unknown';
}
