import { jobKinds } from './jobs/job.ts';
import { jobName } from './jobs/name.ts';
import type { Problem } from './problem.ts';
import { size } from './sizes.ts';
import type { Say, WordKey } from './words.ts';

const hintWords: Readonly<Record<string, WordKey>> = {
  'dns-target': 'hint.dns-target',
  'tls-target': 'hint.tls-target',
  'page-target': 'hint.page-target',
  question: 'hint.question',
  choice: 'hint.choice',
  switch: 'hint.switch',
  list: 'hint.list',
  time: 'hint.time',
  moment: 'hint.moment',
  address: 'hint.address',
  service: 'hint.service',
  name: 'hint.name',
  days: 'hint.days',
  file: 'hint.file',
  shortcut: 'hint.shortcut',
  command: 'hint.command',
  seconds: 'hint.seconds',
  port: 'hint.port',
};

/** What a file is that should have been an archive of an image. */
const foreignWords: Readonly<Record<string, WordKey>> = {
  folder: 'foreign.folder',
  empty: 'foreign.empty',
  gzip: 'foreign.gzip',
  'no tar': 'foreign.tar',
};

/** What reading an archive stumbled over, as the engine writes it; the rest are names of what is in it. */
const archiveWords: readonly (readonly [RegExp, WordKey])[] = [
  [/^after (.*)$/, 'archive.after'],
  [/^(.*) lies about its size$/, 'archive.lies'],
  [/^(.*) twice$/, 'archive.twice'],
  [/^too many members$/, 'archive.many'],
  [/^$/, 'archive.start'],
];
const aboutArchives: ReadonlySet<Problem['code']> = new Set(['image-foreign', 'image-broken', 'image-short']);

/** The lines of the readiness that a drill depends on, by their ids. */
const redWords: Readonly<Record<string, WordKey>> = {
  ollama: 'ready.t.ollama',
  model: 'ready.t.model',
  fits: 'ready.t.fits',
  config: 'ready.t.config',
};

const aboutJobs: ReadonlySet<Problem['code']> = new Set(['job-offline', 'job-offline-mode', 'job-busy']);

/** A job that is about nothing with a name of its own is told of by its kind. */
function aboutSay({ code, about }: Problem, say: Say): string {
  const line = code === 'drill-ready' ? redWords[about] : undefined;
  if (line) return say(line);
  const kind = aboutJobs.has(code) ? jobKinds.find((known) => known === about) : undefined;
  return kind ? jobName({ kind, what: '' }, say) : about;
}

/** What a switch of Wi-Fi has said, where it is a word of ours. */
const wifiWords: Readonly<Record<string, WordKey>> = {
  'timed-out': 'wifi.late',
  'no word': 'wifi.mute',
  name: 'wifi.name',
};

/** Why a test question has no answer, as the engine writes it. */
const unansweredWords: Readonly<Record<string, WordKey>> = {
  refused: 'answer.refused',
  silent: 'answer.silent',
  forbidden: 'answer.forbidden',
  odd: 'answer.odd',
  empty: 'answer.empty',
  'no-way': 'answer.unrouted',
  'no-name': 'answer.no-name',
  '—': 'answer.unsaid',
};

function detailSay({ code, detail = '' }: Problem, say: Say): string {
  const unanswered = code === 'answer-none' ? unansweredWords[detail] : undefined;
  if (unanswered) return say(unanswered);
  const wifi = code === 'drill-wifi' ? wifiWords[detail] : undefined;
  if (wifi) return say(wifi);
  if (!aboutArchives.has(code)) return detail;
  const foreign = foreignWords[detail];
  if (foreign) return say(foreign);
  for (const [pattern, word] of archiveWords) {
    const found = pattern.exec(detail);
    if (found) return say(word, { member: found[1] ?? '' });
  }
  return detail;
}

/** Why a setting was refused, by the code that its check gives, which may have its choices behind a colon; null: no such code. */
export function hintSay(detail: string, say: Say): string | null {
  const [code = '', choices = ''] = detail.split(':');
  const word = hintWords[code];
  return word ? say(word, { choices }) : null;
}

/** A problem as a sentence: what happened and what to do. */
export function sentence(problem: Problem, say: Say): string {
  const { code, detail = '' } = problem;
  if (code === 'deps-no-folder' && problem.about === '') return say('deps.unchosen');
  if (code === 'unknown-command' && detail === '') return say('command.unknown', { about: problem.about });
  const hint = (code === 'settings-invalid' && hintSay(detail, say)) || detail;
  // Two sizes: what is needed, and what there is.
  const [need, has] = detail.split('/').map((bytes) => size(Number(bytes) || 0));
  return say(`p.${code}`, {
    about: aboutSay(problem, say),
    detail: detailSay(problem, say),
    hint,
    need: need ?? '',
    has: has ?? '',
  });
}
