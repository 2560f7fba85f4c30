import type { Span } from '../../main/core/diary/view.ts';
import type { SettingKey } from '../../main/core/settings.ts';
import type { WordKey } from '../../main/core/words.ts';
import type { PanelWish } from '../../preload/contract.ts';
import type { ListKey } from './target-list.tsx';

export type Place =
  | 'home'
  | 'asks'
  | 'ready'
  | 'prepare'
  | 'drill'
  | 'settings'
  | 'diary'
  | 'devices'
  | 'share'
  | 'claw'
  | 'guide'
  | 'doctor'
  | SettingsPlace
  | 'leaks'
  | 'chain'
  | 'form'
  | 'ollama'
  | ListKey;

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
] as const;
export type SettingsPlace = (typeof settingsPages)[number];
export const isSettingsPage = (place: Place): place is SettingsPlace =>
  settingsPages.some((known) => known === place);

const pages: readonly Place[] = [
  ...([
    'home',
    'asks',
    'ready',
    'prepare',
    'drill',
    'settings',
    'diary',
    'devices',
    'share',
    'claw',
    'guide',
    'doctor',
    'leaks',
    'chain',
    'form',
    'ollama',
  ] as const),
  ...settingsPages,
];
export const isList = (place: Place): place is ListKey => !pages.includes(place);

/** Where somebody came from who was led to a page. */
interface Way {
  /** A setting was to be chosen on this very page. */
  readonly isWanted: boolean;
  readonly drillFrom: 'home' | 'ready';
  /** The page that the guide led to. */
  readonly guided: Place | null;
  /** The first run goes on: what is chosen there leads back to it. */
  readonly isFirst: boolean;
  readonly doctorFrom: 'home' | 'settings';
  readonly clawFrom: 'home' | 'settings';
}
const plain: Way = {
  isWanted: false,
  drillFrom: 'home',
  guided: null,
  isFirst: false,
  doctorFrom: 'settings',
  clawFrom: 'settings',
};

/** Where the arrow back leads. */
export function placeBefore(
  place: Place,
  { isWanted, drillFrom, guided, isFirst, doctorFrom, clawFrom }: Way = plain,
): Place {
  if (place === guided) return 'guide';
  if (isWanted) return isFirst ? 'home' : 'ready';
  if (place === 'openclaw.own' || place === 'leaks' || place === 'chain' || place === 'form') return 'claw';
  if (place === 'claw') return clawFrom;
  if (place === 'ollama.more' || place === 'set.skip') return 'set.models';
  if (place.startsWith('probe.')) return 'set.watch';
  if (place === 'drill') return drillFrom;
  if (place === 'doctor') return doctorFrom;
  if (place === 'prepare') return 'ready';
  const isBelow = isList(place) || isSettingsPage(place) || place === 'share';
  return isBelow ? 'settings' : 'home';
}

/** What the arrow back calls a page that it leads to. */
export const nameOfPlace = (place: Place): WordKey => names[place] ?? 'app.name';
const names: Partial<Record<Place, WordKey>> = {
  ready: 'nav.ready',
  settings: 'app.settings',
  'set.models': 'set.models',
  'set.watch': 'set.servers',
  claw: 'switch.title',
  guide: 'nav.guide',
};

/** The page that has this setting. */
export function placeOf(key: string): Place {
  const list = lists.find((known) => known === key);
  if (list) return list;
  return pageOf[key] ?? 'settings';
}

const lists: readonly ListKey[] = [
  ...(['probe.dns', 'probe.tls', 'probe.pages', 'ollama.places', 'ollama.more'] as const),
  ...(['openclaw.own', 'lan.services'] as const),
];

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
