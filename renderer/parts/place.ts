import type { Span } from '../../main/core/diary/view.ts';
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
  | ListKey;

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
  ] as const),
];
export const isList = (place: Place): place is ListKey => !pages.includes(place);

/** Where somebody came from who was led to a page. */
interface Way {
  /** A setting was to be chosen. */
  readonly isWanted: boolean;
  readonly drillFrom: 'home' | 'ready';
  /** The page that the guide led to. */
  readonly guided: Place | null;
  /** The first run goes on: what is chosen there leads back to it. */
  readonly isFirst: boolean;
  readonly doctorFrom: 'home' | 'settings';
}
const plain: Way = {
  isWanted: false,
  drillFrom: 'home',
  guided: null,
  isFirst: false,
  doctorFrom: 'settings',
};

/** Where the arrow back leads. */
export function placeBefore(
  place: Place,
  { isWanted, drillFrom, guided, isFirst, doctorFrom }: Way = plain,
): Place {
  if (place === guided) return 'guide';
  if (isFirst && isWanted && (place === 'settings' || isList(place))) return 'home';
  if (place === 'openclaw.own') return 'claw';
  if (place === 'drill') return drillFrom;
  if (place === 'doctor') return doctorFrom;
  if (place === 'prepare' || (place === 'settings' && isWanted)) return 'ready';
  return isList(place) || place === 'share' || place === 'claw' ? 'settings' : 'home';
}

/** What the arrow back calls a page that it leads to. */
export const nameOfPlace = (place: Place): WordKey => names[place] ?? 'app.name';
const names: Partial<Record<Place, WordKey>> = {
  ready: 'nav.ready',
  settings: 'app.settings',
  claw: 'switch.title',
  guide: 'nav.guide',
};

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
