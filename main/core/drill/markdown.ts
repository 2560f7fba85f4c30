import type { Viewing } from '../view.ts';
import { speaker } from '../words.ts';
import type { Report } from './report.ts';
import { endSay, figureRows, stepRows, untestedSay } from './say.ts';

const marks = { good: '✓', bad: '✗', ask: '?', turn: '…', wait: '–', rest: '–' } as const;

/** A report to be pasted elsewhere. What it names comes from programs of others, so nothing of it is taken for markup. */
export function markdown(report: Report, viewing: Viewing): string {
  const say = speaker(viewing.lang);
  const { head, say: sentence } = endSay(report, viewing);
  const rows = stepRows(report.steps, report.level, viewing).map(
    ({ mark, name, time, evidence }) =>
      `| ${marks[mark]} | ${cell(name)} | ${cell(time)} | ${cell(evidence)} |`,
  );
  const figures = figureRows(report, say).map(({ name, value }) => `- ${cell(name)}: ${cell(value)}`);
  const versions = Object.entries(report.of.versions).map(
    ([name, version]) => `- ${cell(name)} ${cell(version)}`,
  );
  const models = report.of.models.map(({ name, digest }) => `- ${cell(name)} (${digest.slice(0, 12)})`);
  const untested = untestedSay(report.steps, viewing.lang).map((text) => `- ${cell(text)}`);
  const sections = [
    `# ${say('drill.title')}: ${head}`,
    [new Date(report.at).toISOString(), say(`drill.l.${report.level}`), sentence]
      .filter(Boolean)
      .map(cell)
      .join(' · '),
    ['|   |   |   |   |', '|---|---|---|---|', ...rows].join('\n'),
    figures.join('\n'),
    untested.length > 0 ? `## ${say('drill.not')}\n\n${untested.join('\n')}` : '',
    [...models, ...versions].join('\n'),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

const cell = (text: string): string =>
  text.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[\\`*_{}[\]<>#|!~]/g, (letter) => `\\${letter}`);
