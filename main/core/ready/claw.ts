import { isAmong, ownImage } from '../jobs/image-name.ts';
import { isCarried } from '../parts/carried.ts';
import type { OpenClawFacts, PodmanFacts } from '../parts/facts.ts';
import { standingOf } from '../parts/judge.ts';
import { modelNamed } from '../parts/ollama.ts';
import { phrase } from '../parts/part.ts';
import type { State } from '../state.ts';
import { archiveItem } from './archives.ts';
import { type Fix, type Item, wish } from './item.ts';
import { proofFor } from './proofs.ts';
import { item, type Rules } from './rules.ts';

/** The agent: its image and the image's backup, its machine, its config, an answer through it, and packages of a project. */
export function clawItems(rules: Rules): Item[] {
  const { context, state } = rules;
  const [claw, podman] = [context.of('openclaw'), context.of('podman')];
  const isContained = hasImage(rules, claw, podman);
  const image = imageItem(rules, podman, isContained);
  const backup = backupItem(rules, podman, isContained);
  return [
    gatewayItem(rules, claw),
    image,
    backup,
    ...baseItems(rules),
    bridgeItem(rules, podman, image, backup),
    machineItem(rules, podman, isContained),
    configItem(rules, claw),
    answerItem(rules, claw),
    ...(state.ready.facts ? [depsItem(rules)] : []),
  ];
}

/** A config that is in order answers nobody by itself. */
function gatewayItem({ seenAt, state }: Rules, claw: OpenClawFacts | null): Item {
  const line = item('openclaw', 'claw', true, phrase('ready.t.openclaw'));
  if (claw?.setUp === 'none') return line('not-wanted', phrase('ready.v.noClaw'));
  if (!claw) return line('unknown', phrase('ready.x.unknown'));
  const at = seenAt('openclaw');
  if (claw.gateway === 'ok') return line('ok', phrase('ready.v.openclaw'), { at });
  if (claw.gateway === 'starting' || claw.gateway === 'draining')
    return line('unknown', phrase('ready.x.openclawStarts'), { at, fix: { do: 'again' } });
  return line('fail', phrase('ready.x.openclawOff'), { at, fix: startClaw(state) });
}

/** What its own row offers. */
function startClaw(state: State): Fix {
  const { act } = standingOf(state, 'openclaw');
  return act === 'start' ? { do: 'act', part: 'openclaw' } : { do: 'why', part: 'openclaw' };
}

/** It runs in a container, or is to be built into one; null while nobody has looked. */
function hasImage({ state }: Rules, claw: OpenClawFacts | null, podman: PodmanFacts | null): boolean | null {
  if (state.settings['image.context'] !== '') return true;
  if (!claw || !podman) return null;
  // An engine that is away hides its containers: without a command of its own on this machine OpenClaw can be nowhere else.
  const isHidden = podman.version !== null && podman.engine !== 'up' && !claw.hasCommand;
  return isCarried(claw, podman) || podman.hadContainer || (isHidden && claw.config.state === 'read');
}

function imageItem(rules: Rules, podman: PodmanFacts | null, isContained: boolean | null): Item {
  const line = item('image', 'claw', true, phrase('ready.t.image'));
  const at = rules.seenAt('podman');
  if (isContained === null || podman === null) return line('unknown', phrase('ready.x.unknown'));
  if (!isContained) return line('not-wanted', phrase('ready.v.noContainer'), { at });
  const name = shortImage(podman.imageName);
  if (podman.image)
    return line('ok', phrase('ready.v.image', { image: name, t: { day: podman.image.builtAt } }), { at });
  if (!podman.isImageKnown || podman.engine !== 'up')
    return line('unknown', phrase('ready.x.engine'), { at, fix: engineFix(podman) });
  return line('fail', phrase('ready.x.image', { image: name }), { at, fix: imageFix(rules) });
}

/** From its backup it is back in a minute and without a net; else it is built. */
function imageFix({ state }: Rules): Item['fix'] {
  const { facts, proofs } = state.ready;
  const backup = facts?.backup;
  const proof = backup && proofFor(proofs.backups[backup.path], backup.found);
  // Nobody has read it: the load does, before Podman gets it.
  const mayLoad =
    backup?.found && (!proof || (proof.isWhole && isAmong(proof.names, ownImage(state.settings))));
  if (mayLoad) return wish('load');
  if (state.settings['image.context'] !== '') return wish('build');
  return { do: 'choose', key: 'image.context' };
}

const engineFix = ({ engine }: PodmanFacts): Item['fix'] =>
  engine === 'stopped'
    ? { do: 'act', part: 'podman' }
    : engine === 'no-machine'
      ? wish('machine')
      : { do: 'again' };

const shortImage = (name: string): string => name.replace(/^localhost\//, '');

function backupItem(rules: Rules, podman: PodmanFacts | null, isContained: boolean | null): Item {
  const line = item('backup', 'claw', false, phrase('ready.t.backup'));
  const { facts } = rules.state.ready;
  if (isContained === null || !facts) return line('unknown', phrase('ready.x.unknown'));
  if (!isContained) return line('not-wanted', phrase('ready.v.noContainer'));
  // One that is to be built is saved afterwards.
  const isComing =
    podman?.image == null && rules.state.settings['image.context'] !== '' && !facts.backup.found;
  if (isComing) return line('fail', phrase('ready.x.noBackup'), { at: rules.filesAt, fix: wish('save') });
  const name = ownImage(rules.state.settings);
  return archiveItem(rules, line, facts.backup, { image: podman?.image?.id ?? null, name, what: '' });
}

function baseItems(rules: Rules): Item[] {
  const build = rules.state.ready.facts?.build;
  if (!build)
    return [item('base', 'claw', false, phrase('ready.t.base'))('not-wanted', phrase('ready.v.notBuilt'))];
  const at = rules.filesAt;
  const choose = { do: 'choose', key: 'image.context' } as const;
  if (build.state !== 'there')
    return [
      item(
        'base',
        'claw',
        false,
        phrase('ready.t.base'),
      )('fail', phrase(`ready.x.build.${build.state}`), {
        at,
        fix: choose,
      }),
    ];
  return build.bases.map(({ name, image, backup }) => {
    const line = item(`base:${name}`, 'claw', false, phrase('ready.t.baseOf', { image: name }));
    if (image === null) return line('unknown', phrase('ready.x.engine'), { at });
    if (image === '') return line('fail', phrase('ready.x.base'), { at, fix: wish('base', name) });
    return archiveItem(rules, line, backup, { image, name, what: name });
  });
}

/** A forwarder of its own would be an image more to keep; ours runs from OpenClaw's, and is as well kept as that. */
function bridgeItem(rules: Rules, podman: PodmanFacts | null, image: Item, backup: Item): Item {
  const line = item('bridge', 'claw', false, phrase('ready.t.bridge'));
  const form = podman?.container?.form ?? null;
  if (form !== 'A' && form !== 'B')
    return line('not-wanted', phrase('ready.v.noBridge'), { at: rules.seenAt('podman') });
  const bad = [image, backup].find(({ state }) => state !== 'ok');
  if (bad) return line(bad.state, bad.proof, { at: bad.at, fix: bad.fix });
  return line('ok', phrase('ready.v.bridge'), { at: backup.at });
}

function machineItem(rules: Rules, podman: PodmanFacts | null, isContained: boolean | null): Item {
  const line = item('machine', 'claw', false, phrase('ready.t.machine'));
  const at = rules.seenAt('podman');
  if (isContained === null || podman === null) return line('unknown', phrase('ready.x.unknown'));
  if (!isContained) return line('not-wanted', phrase('ready.v.noContainer'), { at });
  if (podman.version === null)
    return line('fail', phrase('ready.x.noPodman'), { at, fix: { do: 'why', part: 'podman' } });
  switch (podman.engine) {
    case 'no-machine':
      return line('fail', phrase('ready.x.machine'), { at, fix: wish('machine') });
    case 'stopped':
      return line('warn', phrase('ready.x.machineOff'), { at, fix: { do: 'act', part: 'podman' } });
    case 'up':
      // Without a machine there is none that could be missing.
      return podman.machine === null
        ? line('not-wanted', phrase('ready.v.noMachine'), { at })
        : line('ok', phrase('ready.v.machine'), { at });
    default:
      return line('unknown', phrase('ready.x.engine'), { at, fix: { do: 'again' } });
  }
}

function configItem({ state, context }: Rules, claw: OpenClawFacts | null): Item {
  const line = item('config', 'claw', true, phrase('ready.t.config'));
  if (claw?.setUp === 'none') return line('not-wanted', phrase('ready.v.noClaw'));
  const { rehearsal } = state.claw;
  if (!claw || !rehearsal) return line('unknown', phrase('ready.x.unknown'));
  // Which models there are says only an Ollama that answers.
  if (context.of('ollama')?.used === null) return line('unknown', phrase('ready.x.ollamaOff'));
  const at = Math.round(rehearsal.at + state.epoch);
  const why = { at, fix: { do: 'why', part: 'openclaw' } } as const;
  if (rehearsal.problem)
    return line('fail', phrase('ready.x.configNone'), { ...why, problem: rehearsal.problem });
  if (rehearsal.valid === 'no')
    return line('fail', phrase('ready.x.config', { detail: rehearsal.issue }), why);
  if (rehearsal.leaksThen?.models === 'could') return line('fail', phrase('ready.x.configLeaks'), why);
  if (claw.config.valid === 'no')
    return line('fail', phrase('ready.x.config', { detail: claw.config.issue ?? '' }), why);
  if (rehearsal.valid === 'unknown') return line('warn', phrase('ready.v.configUnasked'), why);
  return claw.config.valid === 'yes'
    ? line('ok', phrase('ready.v.config'), { at })
    : line('ok', phrase('ready.v.configOffline'), { at });
}

function answerItem({ state, context }: Rules, claw: OpenClawFacts | null): Item {
  const line = item('answer', 'claw', false, phrase('ready.t.answer'));
  if (claw?.setUp === 'none') return line('not-wanted', phrase('ready.v.noClaw'));
  if (!claw) return line('unknown', phrase('ready.x.unknown'));
  const { answer } = state.ready.proofs;
  const fix = claw.gateway === 'ok' ? wish('answer') : startClaw(state);
  if (!answer) return line('fail', phrase('ready.x.answer'), { fix });
  const ollama = context.of('ollama');
  const isHere = !ollama || modelNamed(ollama, answer.model) !== undefined;
  const known = [claw.config.print, state.claw.rehearsal?.print];
  const { at, model } = answer;
  return isHere && known.includes(answer.config)
    ? line('ok', phrase('ready.v.answer', { model }), { at })
    : line('warn', phrase('ready.x.answerOld', { model }), { at, fix });
}

function depsItem({ state, filesAt: at }: Rules): Item {
  const line = item('deps', 'claw', false, phrase('ready.t.deps'));
  const { facts, proofs } = state.ready;
  const project = facts?.project ?? null;
  if (project === null) return line('not-wanted', phrase('ready.v.noDeps'), { at });
  if ('code' in project)
    return line('fail', phrase('ready.x.depsNone'), {
      at,
      problem: project,
      fix: { do: 'choose', key: 'deps.folder' },
    });
  const proof = proofs.deps;
  const fix = wish('deps');
  if (!proof || proof.folder !== project.folder)
    return line('fail', phrase('ready.x.depsUnproved'), { at, fix });
  if (proof.print !== project.print) return line('fail', phrase('ready.x.depsOld'), { at: proof.at, fix });
  if (proof.isWhole) return line('ok', phrase('ready.v.deps'), { at: proof.at });
  return proof.missing === null
    ? line('fail', phrase('ready.x.depsSome'), { at: proof.at, fix })
    : line('fail', phrase('ready.x.deps', { n: proof.missing }), { at: proof.at, fix });
}
