import { nameOfPart } from '../parts/part.ts';
import type { ToldPart } from '../parts/told.ts';
import type { Problem } from '../problem.ts';
import type { Snapshot } from '../snapshot.ts';
import { verdictOf, verdictRules } from '../verdicts.ts';
import { isWord, type WordKey } from '../words.ts';
import type { DoctorAsk, Finding } from './doctor.ts';
import type { Veil } from './veil.ts';

type Rest = Partial<Omit<Finding, 'id'>>;
const finding = (id: string, isBad: boolean, rest: Rest): Finding => ({
  ...{ id, isBad, about: '', phrases: [], problem: null, todo: null },
  ...rest,
});
const said = (key: WordKey, values: Finding['phrases'][number]['values'] = {}) => ({ key, values });

/** What looks wrong, the worst first. */
export function findingsOf(ask: DoctorAsk, veil: Veil): Finding[] {
  const { snapshot } = ask;
  const found = [...ofEngine(ask, veil), ...ofOwn(ask), ...(snapshot ? ofSnapshot(snapshot, veil) : [])];
  return [...found.filter(({ isBad }) => isBad), ...found.filter(({ isBad }) => !isBad)];
}

const ofProblem = (problem: Problem, veil: Veil, isBad = true): Finding =>
  finding(problem.code, isBad, { problem: veil.problem(problem) });

function ofEngine({ snapshot, trouble, from, version }: DoctorAsk, veil: Veil): Finding[] {
  const found: Finding[] = [];
  if (trouble) found.push(ofProblem(trouble, veil));
  if (from === 'away') found.push(finding('engine-away', true, { phrases: [said('doctor.away')] }));
  if (snapshot === null && !trouble)
    found.push(finding('no-look', true, { phrases: [said('doctor.noLook')] }));
  if (snapshot && snapshot.engine.version !== version)
    found.push(finding('other-version', false, { phrases: [said('doctor.otherVersion')] }));
  return found;
}

function ofOwn({ own, snapshot }: DoctorAsk): Finding[] {
  const found: Finding[] = [];
  if (own.folder !== 'good' && own.folder !== 'none')
    found.push(finding(`folder-${own.folder}`, true, { phrases: [said(`doctor.folder.${own.folder}`)] }));
  for (const { name, is } of own.files) {
    if (is === 'good' || is === 'none') continue;
    // The engine that found it says more.
    if (name === 'settings.json' && snapshot?.problems.some(({ code }) => code.startsWith('settings-')))
      continue;
    found.push(finding(`file-${is}`, true, { about: name, phrases: [said(`doctor.file.${is}`)] }));
  }
  return found;
}

function ofSnapshot(snapshot: Snapshot, veil: Veil): Finding[] {
  return [
    ...snapshot.problems.map((problem) => ofProblem(problem, veil)),
    ...ofAi(snapshot),
    ...snapshot.parts.flatMap((part) => ofPart(part, snapshot, veil)),
    ...ofNet(snapshot),
    ...ofSwitch(snapshot, veil),
    ...ofReady(snapshot, veil),
    ...ofJobs(snapshot, veil),
    ...ofRest(snapshot),
  ];
}

function ofAi({ ai, parts }: Snapshot): Finding[] {
  if (ai?.state !== 'partly' && ai?.state !== 'stopped') return [];
  const isTold = parts.some(({ id, health }) => id === ai.cause && (health === 'down' || health === 'mute'));
  const todo = isTold ? null : said('doctor.do.status');
  return [
    finding(`ai-${ai.state}`, ai.state === 'stopped', { phrases: [said(`doctor.ai.${ai.state}`)], todo }),
  ];
}

function ofPart(part: ToldPart, { ai }: Snapshot, veil: Veil): Finding[] {
  const { health, kind, needed, fact, doing, act } = part;
  const about = kind === 'lan' ? veil.know('service', part.name || part.id) : nameOfPart(kind);
  const found: Finding[] = [];
  const isMeant = needed || kind !== 'tailscale' || ai?.cause === part.id;
  if ((health === 'down' || (health === 'mute' && needed)) && isMeant) {
    const isStart = act === 'start' || act === 'restart';
    const todo =
      isStart && kind !== 'lan' ? said(`doctor.do.${act}`, { part: kind }) : said('doctor.do.status');
    found.push(finding(`part-${health}`, needed, { about, phrases: [veil.phrase(fact)], todo }));
  }
  if (doing?.phase === 'failed' && doing.problem)
    found.push(finding(doing.problem.code, needed, { about, problem: veil.problem(doing.problem) }));
  return found;
}

function ofNet(snapshot: Snapshot): Finding[] {
  const key = verdictOf(snapshot.internet);
  const { state, tone } = verdictRules[key];
  if (snapshot.probing === 'not-yet')
    return [finding('not-watching', false, { phrases: [said('doctor.notYet')] })];
  if (tone !== 'warn') return [];
  const word = `doctor.net.${key}`;
  return [
    finding(`net-${key}`, state === 'offline', {
      phrases: [said(`net.${key}`)],
      todo: isWord(word) ? said(word) : null,
    }),
  ];
}

function ofSwitch({ switch: told }: Snapshot, veil: Veil): Finding[] {
  if (!told) return [];
  const found: Finding[] = [];
  const { run, unread, asks } = told;
  if (run?.problem && !run.isPast) found.push(ofProblem(run.problem, veil));
  if (unread && unread.code !== 'claw-missing') found.push(ofProblem(unread, veil));
  if (told.isSpoilt) found.push(finding('config-changed', false, { phrases: [said('doctor.spoilt')] }));
  if (asks !== null) found.push(finding('asks', false, { phrases: [said('doctor.asks')] }));
  return found;
}

function ofReady({ ready }: Snapshot, veil: Veil): Finding[] {
  return (ready?.items ?? [])
    .filter(({ isMust, state }) => isMust && state === 'fail')
    .map(({ group, name, proof, problem }) =>
      finding(`ready-${group}`, false, {
        phrases: [veil.phrase(name), veil.phrase(proof)],
        problem: problem && veil.problem(problem),
        todo: said('doctor.do.ready'),
      }),
    );
}

function ofJobs({ jobs }: Snapshot, veil: Veil): Finding[] {
  return jobs
    .filter(({ is, problem }) => is === 'failed' && problem !== null)
    .flatMap(({ problem }) => (problem ? [ofProblem(problem, veil, false)] : []));
}

function ofRest({ notifications, drill, saved, problems, settings }: Snapshot): Finding[] {
  const found: Finding[] = [];
  if (notifications === 'refused' && settings.notifications)
    found.push(finding('notifications', false, { phrases: [said('doctor.notices')] }));
  if (drill?.isOwed && (drill.now === null || drill.now.phase === 'over'))
    found.push(finding('drill-owed', true, { phrases: [said('doctor.owed')] }));
  if (!saved && problems.length === 0)
    found.push(finding('unsaved', false, { phrases: [said('doctor.unsaved')] }));
  return found;
}
