import type { Context } from './context.ts';
import type { PodmanFacts } from './facts.ts';
import { containerLine } from './openclaw-lines.ts';
import { type Judgement, line, type PartLine, type Phrase, phrase } from './part.ts';

/** A machine whose clock is further off than this (ms) breaks TLS inside its containers. */
const driftMost = 30_000;

/** `openclaw:local` is `localhost/openclaw:local` where it was built; a name without a tag means `latest`. */
export function imageName(name: string): string {
  const tagged = /:[^/]*$/.test(name) ? name : `${name}:latest`;
  return tagged.includes('/') ? tagged : `localhost/${tagged}`;
}

type Standing = Omit<Judgement, 'lines'>;

export function judgePodman(facts: PodmanFacts, context: Context): Judgement {
  return { ...standing(facts, context), lines: linesOf(facts) };
}

function standing(facts: PodmanFacts, { internet }: Context): Standing {
  const is = (health: Standing['health'], offline: Standing['offline'], fact: Phrase, rule: Phrase) => ({
    ...{ health, offline, fact, rule },
    act: null,
  });
  if (facts.version === null) return is('absent', 'no', phrase('svc.missing'), phrase('rule.podman.install'));
  const { engine } = facts;
  switch (engine) {
    case 'no-machine':
      return is('absent', 'no', phrase('podman.v.no-machine'), phrase('rule.podman.init'));
    case 'stopped': {
      const rule = phrase(internet === 'offline' ? 'rule.podman.stoppedOffline' : 'rule.podman.stopped');
      return { ...is('down', 'no', phrase('podman.v.stopped'), rule), act: 'start' };
    }
    case 'starting':
      return is('pending', 'unknown', phrase('svc.starting'), phrase('rule.podman.stopped'));
    case 'silent':
    case 'odd':
      return is('mute', 'unknown', phrase(`podman.v.${engine}`), phrase('rule.podman.ask'));
    case 'down':
      return is('down', 'no', phrase('podman.v.down'), phrase('rule.podman.ask'));
    case 'up': {
      const fact = phrase(facts.container ? 'podman.v.carries' : 'podman.v.up', {
        name: facts.containerName,
      });
      const { offline, rule } = offlineRule(facts);
      return is('up', offline, fact, rule);
    }
  }
}

function offlineRule(facts: PodmanFacts): Pick<Judgement, 'offline' | 'rule'> {
  const { container, image, isImageKnown, drift, imageName: wanted, containerName: name } = facts;
  if (container === null && image === null && isImageKnown)
    return { offline: 'unknown', rule: phrase('rule.podman.nothing', { image: wanted }) };
  if (!isImageKnown) return { offline: 'unknown', rule: phrase('rule.podman.unlisted') };
  if (drift !== null && Math.abs(drift) > driftMost)
    return { offline: 'partly', rule: phrase('rule.podman.clock') };
  if (image === null) return { offline: 'partly', rule: phrase('rule.podman.image', { image: wanted }) };
  if (container?.isAutoRemoved) return { offline: 'partly', rule: phrase('rule.podman.rm', { name }) };
  return { offline: 'yes', rule: phrase('rule.podman.here') };
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
