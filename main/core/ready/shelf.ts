import { presets } from '../jobs/presets.ts';
import { size } from '../sizes.ts';
import type { Say } from '../words.ts';
import type { ToldReady, ToldWish } from './told.ts';

/** A model that is known by name, as a face offers it. */
export interface ShelfRow {
  readonly name: string;
  /** "19.9 GB, fits here". */
  readonly note: string;
  readonly isHere: boolean;
  readonly isWished: boolean;
  /** One of the three that guides name. */
  readonly isUsual: boolean;
}

/** The models that guides name and smaller ones, as this machine can run them. */
export const shelfOf = ({ presets: known, wishes }: ToldReady, say: Say): ShelfRow[] =>
  known.map((one) => ({
    ...{ name: one.name, note: noteOf(one, say), isHere: one.isHere },
    isWished: wishes.some(({ name }) => name === one.name),
    isUsual: presets.some(({ name, isUsual }) => isUsual && name === one.name),
  }));

function noteOf({ bytes, fits }: ToldWish, say: Say): string {
  if (bytes === null) return say('prep.noSize');
  return fits === 'unknown' ? size(bytes) : say(`prep.fits.${fits}`, { size: size(bytes) });
}

/** What the three take together. */
export const usualSay = (say: Say): string =>
  say('prep.presetsSay', {
    size: size(presets.filter(({ isUsual }) => isUsual).reduce((sum, { bytes }) => sum + bytes, 0)),
  });
