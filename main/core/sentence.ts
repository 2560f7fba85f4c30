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
};

/** A problem as a sentence: what happened and what to do. */
export function sentence(problem: Problem, say: Say): string {
  const { code, about, detail = '' } = problem;
  const [hintCode = '', choices = ''] = detail.split(':');
  const hintWord = code === 'settings-invalid' ? hintWords[hintCode] : undefined;
  const hint = hintWord ? say(hintWord, { choices }) : detail;
  // Two sizes: what is needed, and what there is.
  const [need, has] = detail.split('/').map((bytes) => size(Number(bytes) || 0));
  return say(`p.${code}`, { about, detail, hint, need: need ?? '', has: has ?? '' });
}
