import { holds, type Patience } from './patience.ts';
import type { SettingKey, Settings } from './settings.ts';
import { shortcutSay } from './shortcut.ts';
import type { Say, WordKey } from './words.ts';

/** What each setting is called where it is shown. */
export const settingNames: Readonly<Record<SettingKey, WordKey>> = {
  mode: 'set.mode',
  language: 'set.lang',
  'text.size': 'set.text',
  shortcut: 'set.hotkey',
  patience: 'set.patience',
  'tray.title': 'set.title',
  watching: 'set.watching',
  notifications: 'set.notify',
  'quiet.from': 'set.quietFrom',
  'quiet.to': 'set.quietTo',
  'notices.snoozedUntil': 'set.snooze',
  'probe.enabled': 'set.probe',
  'probe.pace': 'set.pace',
  'probe.preset': 'set.preset',
  'probe.whileOffline': 'set.silent',
  'probe.question': 'set.question',
  'probe.dns': 'set.dns',
  'probe.tls': 'set.tls',
  'probe.pages': 'set.pages',
  'ollama.places': 'set.ollama',
  'ollama.main': 'set.main',
  'ollama.fallback': 'set.fallback',
  'ollama.more': 'prep.list',
  'ollama.canary': 'set.canary',
  'openclaw.config': 'switch.title',
  'openclaw.own': 'set.own',
  'openclaw.container': 'set.container',
  'openclaw.image': 'set.image',
  'openclaw.port': 'set.port',
  'image.backup': 'set.backup',
  'image.context': 'set.context',
  'deps.folder': 'set.deps',
  'ready.skip': 'set.skip',
  'switch.enter': 'switch.enter',
  'switch.leave': 'switch.leave',
  'switch.consent': 'switch.consent',
  'switch.noCloud': 'switch.noCloud',
  'switch.warm': 'switch.warm',
  'switch.memory': 'switch.memory',
  'headscale.url': 'set.hs',
  'headscale.config': 'set.hs.config',
  'headscale.keyFile': 'set.hs.key',
  'lan.services': 'set.lan',
  'parts.needed': 'set.needs',
  'drill.days': 'set.drillDays',
  'drill.remind': 'set.drillRemind',
  'drill.byItself': 'set.drillByItself',
  'outage.days': 'set.days',
  'hooks.offline': 'hooks.offline',
  'hooks.online': 'hooks.online',
  'hooks.on': 'hooks.on',
  'hooks.drill': 'hooks.drill',
  'hooks.limit': 'hooks.limit',
  'update.check': 'update.auto',
};

type Choices = Readonly<Record<string, WordKey>>;
const rules: Choices = {
  auto: 'switch.rule.auto',
  ask: 'switch.rule.ask',
  never: 'switch.rule.never',
};

/** What the values of a choice are called. */
const choiceWords: Partial<Record<SettingKey, Choices>> = {
  mode: { auto: 'mode.auto', offline: 'mode.offline', online: 'mode.online' },
  language: { system: 'set.lang.system', en: 'set.lang.en', ko: 'set.lang.ko' },
  'text.size': {
    standard: 'set.text.standard',
    larger: 'set.text.larger',
    largest: 'set.text.largest',
    double: 'set.text.double',
  },
  'probe.pace': { auto: 'set.pace.auto', standard: 'set.pace.standard', gentle: 'set.pace.gentle' },
  'probe.preset': { all: 'set.preset.all', pages: 'set.preset.pages', own: 'set.preset.own' },
  'switch.enter': rules,
  'switch.leave': rules,
};

const days: ReadonlySet<SettingKey> = new Set(['drill.days', 'drill.remind', 'outage.days']);

/** What it means that nothing is written there. */
const emptyWords: Partial<Record<SettingKey, WordKey>> = {
  shortcut: 'set.off',
  'quiet.from': 'set.off',
  'quiet.to': 'set.off',
  'ollama.main': 'set.auto',
  'ollama.fallback': 'set.auto',
  'openclaw.config': 'set.claw.configNone',
  'parts.needed': 'set.pace.auto',
};

/** “Standard, 5 s”: a patience and how long it is. */
export const patienceSay = (patience: Patience, say: Say): string =>
  say(`set.patience.${patience}`, { n: Math.round(holds[patience].silence / 1_000) });

/** A value as a person reads it. `value` has passed the setting's own check. */
export function settingSay(key: SettingKey, value: unknown, say: Say): string {
  if (typeof value === 'boolean') return onOff(key === 'probe.whileOffline' ? !value : value, say);
  if (typeof value === 'number') return numberSay(key, value, say);
  if (Array.isArray(value)) return value.length === 0 ? noneSay(key, say) : value.join(', ');
  const text = String(value);
  if (text === '') return noneSay(key, say);
  if (key === 'shortcut') return shortcutSay(text);
  if (key === 'patience') return patienceSay(text === 'quick' || text === 'patient' ? text : 'standard', say);
  const word = choiceWords[key]?.[text];
  return word ? say(word) : text;
}

const onOff = (isOn: boolean, say: Say) => say(isOn ? 'set.on' : 'set.off');
const noneSay = (key: SettingKey, say: Say) => say(emptyWords[key] ?? 'set.none');

function numberSay(key: SettingKey, value: number, say: Say): string {
  if (key === 'openclaw.port' && value === 0) return say('set.portNone');
  if (key === 'drill.remind' && value === 0) return say('set.drillNever');
  if (key === 'notices.snoozedUntil' && value === 0) return say('set.none');
  return days.has(key) ? say('set.days.n', { n: value }) : String(value);
}

/** The choices of a setting that is one, with their names, in their order. */
export function choicesOf(key: SettingKey, say: Say): readonly (readonly [value: string, name: string])[] {
  const words = Object.entries(choiceWords[key] ?? {});
  return words.map(([value, word]) => [value, say(word)] as const);
}

/** Quiet hours that are not in force although something is written there: why, as a sentence; else null. */
export function quietFault(
  { 'quiet.from': from, 'quiet.to': to }: Pick<Settings, 'quiet.from' | 'quiet.to'>,
  say: Say,
): string | null {
  if (from === '' && to === '') return null;
  if (from === '' || to === '') return say('set.quietBoth');
  return from === to ? say('set.quietSame') : null;
}
