import type { Span } from '../../main/core/diary/view.ts';
import type { PanelWish } from '../../preload/contract.ts';
import type { ListKey } from './target-list.tsx';

export type Place =
  | 'home'
  | 'ready'
  | 'prepare'
  | 'drill'
  | 'settings'
  | 'diary'
  | 'devices'
  | 'share'
  | 'claw'
  | ListKey;

const pages: readonly Place[] = [
  ...(['home', 'ready', 'prepare', 'drill', 'settings', 'diary', 'devices', 'share', 'claw'] as const),
];
export const isList = (place: Place): place is ListKey => !pages.includes(place);

/** Where somebody came from who was led to a page. */
interface Way {
  /** A setting was to be chosen. */
  readonly isWanted: boolean;
  readonly drillFrom: 'home' | 'ready';
}
const plain: Way = { isWanted: false, drillFrom: 'home' };

/** Where the arrow back leads. */
export function placeBefore(place: Place, { isWanted, drillFrom }: Way = plain): Place {
  if (place === 'openclaw.own') return 'claw';
  if (place === 'drill') return drillFrom;
  if (place === 'prepare' || (place === 'settings' && isWanted)) return 'ready';
  return isList(place) || place === 'share' || place === 'claw' ? 'settings' : 'home';
}

interface Open {
  readonly open: string | null;
  readonly span: Span;
  /** The report of a drill is shown. */
  readonly isReading: boolean;
}

/** What ⌘C copies, if there is anything of ours to copy. */
export function copyWish(place: Place, { open, span, isReading }: Open): PanelWish | null {
  if (place === 'diary') return { type: 'diary.copy', span };
  if (place === 'drill') return isReading ? { type: 'drill.copy' } : null;
  return place === 'home' && open ? { type: 'report.copy' } : null;
}
