import { phraseSay } from '../rows.ts';
import { sentence } from '../sentence.ts';
import { type Lang, type Say, speaker } from '../words.ts';
import { belted } from './belt.ts';
import {
  type Cell,
  type Doctor,
  type DoctorAsk,
  type Finding,
  type SectionId,
  sectionIds,
} from './doctor.ts';
import { factsOf, iso } from './facts.ts';
import { findingsOf } from './findings.ts';
import { newVeil } from './veil.ts';

/** What was looked at, without anything that is the person's own. Pure: the same look gives the same report. */
export function doctorOf(ask: DoctorAsk): Doctor {
  const veil = newVeil();
  const { snapshot } = ask;
  // A name that is known to be a model's is called one wherever it stands.
  for (const name of [...(snapshot?.models ?? []), ...(snapshot?.ready?.wishes ?? []).map((one) => one.name)])
    veil.know('model', name);
  for (const { kind, name } of snapshot?.parts ?? []) if (kind === 'lan') veil.know('service', name);
  const findings = findingsOf(ask, veil);
  const sections = Object.fromEntries(factsOf(ask, veil).filter(([, rows]) => rows.length > 0));
  return { schema: 1, at: iso(ask.now), findings, sections, hidden: veil.hidden() };
}

/** A report as it is shown, and as it is saved: there is no other. */
export interface DoctorText {
  readonly text: string;
  /** What looks wrong, a sentence each. */
  readonly findings: readonly string[];
  /** So many of them, the first, keep something from working. */
  readonly bad: number;
}

/** As Markdown, in the language of whoever reads it. */
export function doctorMarkdown(doctor: Doctor, lang: Lang): DoctorText {
  const draft = written(doctor, lang);
  const { found } = belted(draft.text);
  if (found.length === 0) return draft;
  const told = written(withFault(doctor, found), lang);
  return { ...told, text: belted(told.text).text, findings: told.findings.map((one) => belted(one).text) };
}

/** As JSON, for a program; never translated. */
export function doctorJson(doctor: Doctor): string {
  const found: string[] = [];
  const cut = (_key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    const clean = belted(value);
    found.push(...clean.found);
    return clean.text;
  };
  const draft = JSON.stringify(doctor, cut);
  return found.length === 0 ? draft : JSON.stringify(withFault(doctor, found), cut);
}

function withFault(doctor: Doctor, found: readonly string[]): Doctor {
  const fault: Finding = {
    ...{ id: 'belt', isBad: true, about: '', problem: null, todo: null },
    phrases: [{ key: 'doctor.belt', values: { n: found.length, kinds: [...new Set(found)].join(', ') } }],
  };
  return { ...doctor, findings: [fault, ...doctor.findings] };
}

function written(doctor: Doctor, lang: Lang): DoctorText {
  const say = speaker(lang);
  const findings = doctor.findings.map((one) => findingSay(one, say, lang, Date.parse(doctor.at)));
  const there = sectionIds.filter((id) => doctor.sections[id] !== undefined);
  const titles = [say('doctor.wrong'), ...there.map((id) => say(`doctor.s.${id}`))];
  const hidden = Object.entries(doctor.hidden).map(([kind, n]) => `${kind} ${n}`);
  const lines = [
    ...[`# ${say('doctor.doc')}`, '', say('doctor.intro'), '', `## ${say('doctor.contents')}`, ''],
    ...titles.map((title, n) => `${n + 1}. ${title}`),
    ...['', `## 1. ${titles[0]}`, ''],
    ...(findings.length === 0 ? [say('doctor.well')] : findings.map((text) => `- ${text}`)),
    ...there.flatMap((id, n) => section(`${n + 2}. ${titles[n + 1]}`, id, doctor, say, lang)),
    ...[
      '',
      '---',
      '',
      `${say('doctor.at', { at: doctor.at })} ${say('doctor.hidden', { list: hidden.join(', ') || '0' })}`,
    ],
  ];
  const bad = doctor.findings.filter(({ isBad }) => isBad).length;
  return { text: `${lines.join('\n')}\n`, findings, bad };
}

/** One line: what it is, and what to do. */
export function findingSay(
  { about, phrases, problem, todo }: Finding,
  say: Say,
  lang: Lang,
  now: number,
): string {
  const what = [
    ...(about === '' ? [] : [about]),
    ...phrases.map((one) => phraseSay(one, say, lang, now)),
  ].join(': ');
  const parts = [what, problem ? sentence(problem, say) : '', todo ? phraseSay(todo, say, lang, now) : ''];
  return parts
    .filter((part) => part !== '')
    .map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

function section(title: string, id: SectionId, { sections, at }: Doctor, say: Say, lang: Lang): string[] {
  const rows = sections[id] ?? [];
  const text = (value: Cell): string =>
    typeof value === 'object' && value !== null
      ? phraseSay(value, say, lang, Date.parse(at))
      : String(value ?? '–');
  return [
    ...['', `## ${title}`, '', `| ${say('doctor.col.what')} | ${say('doctor.col.is')} |`, '| --- | --- |'],
    ...rows.map(({ name, value }) => `| ${cell(name)} | ${cell(text(value))} |`),
  ];
}

const cell = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').replaceAll('|', '\\|');
