import { parseBase, parseName } from './parts/targets.ts';
import type { SettingKey } from './settings.ts';
import { parseQuestion } from './targets.ts';
import type { WordKey } from './words.ts';

/** Settings that a person types. */
export type TypedSetting = Extract<
  SettingKey,
  'openclaw.container' | 'openclaw.image' | 'openclaw.port' | 'headscale.url' | 'probe.question'
>;

const isPort = (text: string) => /^\d+$/.test(text) && Number(text) <= 65_535;
const isName = (text: string) => text === '' || parseName(text) !== null;

const rules: Readonly<Record<TypedSetting, readonly [isGood: (text: string) => boolean, hint: WordKey]>> = {
  'openclaw.container': [isName, 'hint.name'],
  'openclaw.image': [isName, 'hint.name'],
  'openclaw.port': [(text) => text === '' || isPort(text), 'hint.port'],
  'headscale.url': [
    (text) => text === '' || (text.length <= 300 && parseBase(text) !== null),
    'hint.address',
  ],
  'probe.question': [(text) => text.length <= 300 && parseQuestion(text) !== null, 'hint.question'],
};

/** What is wrong with what was typed so far, as the setting's own check sees it; null: nothing. */
export function faultOf(key: TypedSetting, text: string): WordKey | null {
  const [isGood, hint] = rules[key];
  return isGood(text.trim()) ? null : hint;
}

/** What was typed without a fault, as a value. */
export function typedValue(key: TypedSetting, text: string): string | number {
  const typed = text.trim();
  return key === 'openclaw.port' && /^\d*$/.test(typed) ? Number(typed) : typed;
}

/** The value as it is typed: a port that the config decides is an empty field. */
export const typedText = (value: string | number): string => (value === 0 ? '' : String(value));
