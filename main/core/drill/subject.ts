import { factsOf } from '../parts/judge.ts';
import { modelNamed, placeOf, wholeName } from '../parts/ollama.ts';
import { chainOf } from '../ready/wishes.ts';
import type { State } from '../state.ts';
import type { Report, Subject } from './report.ts';

/** What a drill would be about now. */
export function subjectOf(state: State): Subject {
  const [ollama, claw, podman, tailscale] = [
    factsOf(state, 'ollama'),
    factsOf(state, 'openclaw'),
    factsOf(state, 'podman'),
    factsOf(state, 'tailscale'),
  ];
  const { main, fallback } = chainOf(state);
  const models = [main, fallback].flatMap((name) => {
    const found = name && ollama ? modelNamed(ollama, name) : undefined;
    return found ? [{ name: wholeName(found.name), digest: found.digest }] : [];
  });
  const versions = {
    ollama: ollama && placeOf(ollama)?.version,
    openclaw: claw?.version,
    podman: podman?.version,
    tailscale: tailscale?.version,
  };
  return {
    models,
    // The switch changes it, and gives it back.
    config: state.claw.side === 'offline' ? '' : (claw?.config.print ?? ''),
    image: podman?.image?.id ?? '',
    form: podman?.container?.form ?? '',
    versions: Object.fromEntries(
      Object.entries(versions).flatMap(([name, version]) => (version ? [[name, version.slice(0, 60)]] : [])),
    ),
  };
}

/** What has changed since, in the order in which it matters. */
export const changes = ['model', 'config', 'image', 'version', 'age'] as const;
export type Change = (typeof changes)[number];

const day = 86_400_000;

/**
 * Why a report says nothing of today any more; null where it holds. What is not known now (a part that was not looked at, or
 * does not answer) has not changed. `now`: ms since the epoch; `days`: how long one holds.
 */
export function spoiltBy({ at, of }: Report, is: Subject, now: number, days: number): Change | null {
  const isOther = (name: string, digest: string) =>
    is.models.some((model) => model.name === name && model.digest !== digest);
  if (of.models.some(({ name, digest }) => isOther(name, digest))) return 'model';
  if (is.models[0] && of.models[0] && is.models[0].name !== of.models[0].name) return 'model';
  if (is.config !== '' && is.config !== of.config) return 'config';
  if (is.image !== '' && is.image !== of.image) return 'image';
  const isNewer = Object.entries(is.versions).some(
    ([name, version]) => (of.versions[name] ?? version) !== version,
  );
  if (isNewer) return 'version';
  return now - at > days * day ? 'age' : null;
}
