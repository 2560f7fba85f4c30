import type { Context } from './context.ts';
import type { PodmanFacts } from './facts.ts';
import { containerLine } from './openclaw-lines.ts';
import { type Judgement, line, type PartLine, phrase } from './part.ts';

/** A machine whose clock is further off than this (ms) breaks TLS inside its containers. */
const driftMost = 30_000;

/** `openclaw:local` is `localhost/openclaw:local` where it was built; a name without a tag means `latest`. */
export function imageName(name: string): string {
  const tagged = /:[^/]*$/.test(name) ? name : `${name}:latest`;
  return tagged.includes('/') ? tagged : `localhost/${tagged}`;
}

export function judgePodman(facts: PodmanFacts, context: Context): Judgement {
  const { version, engine, container, image, drift } = facts;
  const lines = linesOf(facts);
  const base = { act: null, lines };
  if (version === null)
    return {
      ...base,
      health: 'absent',
      offline: 'no',
      fact: phrase('svc.missing'),
      rule: phrase('rule.podman.install'),
    };
  if (engine === 'no-machine')
    return {
      ...base,
      health: 'absent',
      offline: 'no',
      fact: phrase('podman.v.no-machine'),
      rule: phrase('rule.podman.init'),
    };
  if (engine === 'stopped')
    return {
      ...base,
      health: 'down',
      offline: 'no',
      fact: phrase('podman.v.stopped'),
      act: 'start',
      rule: phrase(context.internet === 'offline' ? 'rule.podman.stoppedOffline' : 'rule.podman.stopped'),
    };
  if (engine === 'starting')
    return {
      ...base,
      health: 'pending',
      offline: 'unknown',
      fact: phrase('svc.starting'),
      rule: phrase('rule.podman.stopped'),
    };
  if (engine === 'silent' || engine === 'odd')
    return {
      ...base,
      health: 'mute',
      offline: 'unknown',
      fact: phrase(`podman.v.${engine}`),
      rule: phrase('rule.podman.ask'),
    };
  if (engine === 'down')
    return {
      ...base,
      health: 'down',
      offline: 'no',
      fact: phrase('podman.v.down'),
      rule: phrase('rule.podman.ask'),
    };
  const hasOwn = container !== null || image !== null || !facts.isImageKnown;
  const fact = phrase(container ? 'podman.v.carries' : 'podman.v.up', { name: facts.containerName });
  if (!hasOwn)
    return {
      ...base,
      health: 'up',
      offline: 'unknown',
      fact,
      rule: phrase('rule.podman.nothing', { image: facts.imageName }),
    };
  if (!facts.isImageKnown)
    return { ...base, health: 'up', offline: 'unknown', fact, rule: phrase('rule.podman.unlisted') };
  if (drift !== null && Math.abs(drift) > driftMost)
    return { ...base, health: 'up', offline: 'partly', fact, rule: phrase('rule.podman.clock') };
  if (image === null)
    return {
      ...base,
      health: 'up',
      offline: 'partly',
      fact,
      rule: phrase('rule.podman.image', { image: facts.imageName }),
    };
  if (container?.isAutoRemoved)
    return {
      ...base,
      health: 'up',
      offline: 'partly',
      fact,
      rule: phrase('rule.podman.rm', { name: facts.containerName }),
    };
  return { ...base, health: 'up', offline: 'yes', fact, rule: phrase('rule.podman.here') };
}

function linesOf(facts: PodmanFacts): PartLine[] {
  const { version, engine, machine, container, image, imageName: wanted, drift, detail } = facts;
  if (version === null) return [];
  const isUp = engine === 'up';
  return [
    line(isUp ? 'good' : 'bad', phrase('podman.engine', { version }), phrase(`podman.v.${engine}`)),
    ...(machine
      ? [
          line(
            'none',
            phrase('podman.machine'),
            phrase('say.text', { text: `${machine.name}, ${machine.vm}` }),
          ),
        ]
      : []),
    ...(isUp ? [containerLine(container)] : []),
    ...(isUp
      ? [
          image
            ? line(
                'good',
                phrase('podman.image', { name: wanted }),
                phrase('podman.v.image', { size: { bytes: image.bytes }, t: { day: image.builtAt } }),
              )
            : facts.isImageKnown
              ? line('bad', phrase('podman.image', { name: wanted }), phrase('podman.v.noImage'))
              : line('warn', phrase('podman.image', { name: wanted }), phrase('podman.v.unlisted')),
        ]
      : []),
    ...(drift !== null
      ? [
          line(
            Math.abs(drift) > driftMost ? 'bad' : 'good',
            phrase('podman.clock'),
            phrase('podman.v.drift', { span: { span: Math.abs(drift) } }),
          ),
        ]
      : []),
    ...(detail !== '' ? [line('none', phrase('say.said'), phrase('say.text', { text: detail }))] : []),
  ];
}
