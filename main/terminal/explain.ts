import type { Problem } from '../core/problem.ts';
import { sentence } from '../core/sentence.ts';
import { isSettingKey, settingHints, settingSchemas } from '../core/settings.ts';
import type { Say } from '../core/words.ts';
import { isUsage, usageWords } from './arg-words.ts';
import { plain } from './plain.ts';

/** In one line, also where what it is about has several: that may be anything that was typed, or stands in a file. */
export const explain = (problem: Problem, say: Say): string => plain(explained(problem, say));

function explained(problem: Problem, say: Say): string {
  const [key = '', ...rest] = (problem.detail ?? '').split('|');
  const detail = rest.join('|');
  const word = usageWords.find((known) => known === key);
  if (word) return say(word, { about: problem.about, detail });
  return sentence(problem.code === 'settings-invalid' ? withChoices(problem) : problem, say);
}

/** A choice that was refused is told with what may be chosen. */
function withChoices(problem: Problem): Problem {
  const hint = settingHints.find((known) => known === problem.detail);
  if (hint !== 'choice' || !isSettingKey(problem.about)) return problem;
  const schema = settingSchemas[problem.about];
  const choices = 'options' in schema ? schema.options.join(', ') : '';
  return { ...problem, detail: `choice:${choices}` };
}

/** As `--json` tells it: never translated, and of wrong usage what is needed instead of a sentence's key. */
export function jsonProblem(problem: Problem): string {
  const { code, about, detail } = problem;
  const said = isUsage(problem) && detail?.includes('|') ? detail.slice(detail.indexOf('|') + 1) : detail;
  return JSON.stringify({ schema: 1, problem: { code, about, ...(said ? { detail: said } : {}) } });
}
