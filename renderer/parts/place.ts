import type { Span } from '../../main/core/diary/view.ts';
import type { SettingKey } from '../../main/core/settings.ts';
import type { WordKey } from '../../main/core/words.ts';
import type { PanelWish } from '../../preload/contract.ts';

/** What is rarely chosen has a page of its own. */
const settingsPages = [
  'set.watch',
  'set.models',
  'set.skip',
  'set.drill',
  'set.headscale',
  'set.needs',
  'set.shortcut',
  'set.hooks',
  'set.file',
  'set.update',
  'set.about',
] as const;
export type SettingsPlace = (typeof settingsPages)[number];
export const isSettingsPage = (place: Place): place is SettingsPlace => isOneOf(settingsPages, place);

const lists = [
  'probe.dns',
  'probe.tls',
  'probe.pages',
  'ollama.places',
  'ollama.more',
  'openclaw.own',
  'lan.services',
] as const;
/** A setting that is a list has a page of its own, by the setting's name. */
export type ListKey = (typeof lists)[number];
export const isList = (place: Place): place is ListKey => isOneOf(lists, place);

const isOneOf = (known: readonly string[], place: Place) => known.includes(place);

/** What each page is called: its title, and the arrow that leads back to it. */
export const pageTitles = {
  home: 'app.name',
  asks: 'first.title',
  ready: 'nav.ready',
  prepare: 'prep.title',
  drill: 'drill.title',
  settings: 'app.settings',
  diary: 'diary.title',
  devices: 'peer.title',
  share: 'share.title',
  claw: 'switch.title',
  guide: 'nav.guide',
  doctor: 'doctor.title',
  leaks: 'leak.page',
  chain: 'chain.page',
  form: 'form.page',
  ollama: 'ready.t.ollama',
  'set.watch': 'set.servers',
  'set.models': 'set.models',
  'set.skip': 'set.skip',
  'set.drill': 'drill.title',
  'set.headscale': 'set.hs',
  'set.needs': 'set.needs',
  'set.shortcut': 'set.hotkey',
  'set.hooks': 'hooks.title',
  'set.file': 'set.file',
  'set.update': 'update.title',
  'set.about': 'set.about',
  'probe.dns': 'set.dns',
  'probe.tls': 'set.tls',
  'probe.pages': 'set.pages',
  'ollama.places': 'set.ollama',
  'ollama.more': 'prep.list',
  'openclaw.own': 'set.own',
  'lan.services': 'set.lan',
} as const satisfies Record<string, WordKey>;
export type Place = keyof typeof pageTitles;

/** The page that has this setting. */
export function placeOf(key: string): Place {
  return lists.find((known) => known === key) ?? pageOf[key] ?? 'settings';
}

const pageOf: Partial<Record<string, Place>> = {
  'probe.enabled': 'set.watch',
  'probe.pace': 'set.watch',
  'probe.preset': 'set.watch',
  'probe.whileOffline': 'set.watch',
  'probe.question': 'set.watch',
  'ollama.canary': 'set.models',
  'image.context': 'set.models',
  'image.backup': 'set.models',
  'deps.folder': 'set.models',
  'ready.skip': 'set.skip',
  'openclaw.config': 'claw',
  'openclaw.container': 'claw',
  'openclaw.image': 'claw',
  'openclaw.port': 'claw',
  'switch.enter': 'claw',
  'switch.leave': 'claw',
  'switch.consent': 'claw',
  'switch.noCloud': 'claw',
  'switch.warm': 'claw',
  'switch.memory': 'claw',
  'headscale.url': 'set.headscale',
  'headscale.config': 'set.headscale',
  'headscale.keyFile': 'set.headscale',
  'parts.needed': 'set.needs',
  'drill.days': 'set.drill',
  'drill.remind': 'set.drill',
  'drill.byItself': 'set.drill',
  shortcut: 'set.shortcut',
  'hooks.offline': 'set.hooks',
  'hooks.online': 'set.hooks',
  'hooks.on': 'set.hooks',
  'hooks.drill': 'set.hooks',
  'hooks.limit': 'set.hooks',
  'update.check': 'set.update',
} satisfies Partial<Record<SettingKey, Place>>;

interface Open {
  readonly open: string | null;
  readonly span: Span;
  /** The report of a drill is shown. */
  readonly isReading: boolean;
}

/** What ⌘C copies, if there is anything of ours to copy. */
export function copyWish(place: Place, { open, span, isReading }: Open): PanelWish | null {
  if (place === 'diary') return { type: 'diary.copy', span };
  if (place === 'doctor') return { type: 'doctor.copy' };
  if (place === 'drill') return isReading ? { type: 'drill.copy' } : null;
  return place === 'home' && open ? { type: 'report.copy' } : null;
}
