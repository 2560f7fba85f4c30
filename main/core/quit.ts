import { runningIn } from './drill/shown.ts';
import { isOpen } from './jobs/queue.ts';
import type { Snapshot } from './snapshot.ts';
import type { Say } from './words.ts';

/** Something that is still open when the app quits. */
export type Open =
  /** A drill goes on, or something of one is still to be given back: that is done first. */
  | { readonly is: 'drill'; readonly isWifi: boolean }
  /** OpenClaw's config is offline by our hand, and stays so until the next start. */
  | { readonly is: 'config' }
  /** Preparations are under way, or wait to be: they go on at the next start. */
  | { readonly is: 'jobs'; readonly n: number; readonly isDownload: boolean }
  /** This machine's Ollama is passed on by a door of ours, which shuts. */
  | { readonly is: 'share' };

/**
 * What quitting now would leave behind or break off. Nothing: nobody is asked. A config without cloud models for good
 * (`switch.noCloud`) is a choice, and no debt that somebody waits for.
 */
export function whatQuitLeaves(snapshot: Snapshot): readonly Open[] {
  const { drill, jobs, share } = snapshot;
  const now = runningIn(snapshot);
  const isDrill = now !== null || drill?.isOwed === true;
  const open = jobs.filter((job) => isOpen(job) && job.waitsFor !== 'owner');
  const isSharing = share?.stand === 'open' || share?.stand === 'opening';
  return [
    ...(isDrill ? [{ is: 'drill', isWifi: drill?.isWifiOwed === true } as const] : []),
    // What a drill has borrowed is given back with the rest of it.
    ...(!isDrill && isConfigOut(snapshot) ? [{ is: 'config' } as const] : []),
    ...(open.length > 0
      ? [{ is: 'jobs', n: open.length, isDownload: open.some(({ kind }) => kind === 'pull') } as const]
      : []),
    ...(isSharing ? [{ is: 'share' } as const] : []),
  ];
}

/** OpenClaw's config is offline by our hand. */
export const isConfigOut = ({ switch: told }: Pick<Snapshot, 'switch'>): boolean =>
  told?.isOwed === true && told.side === 'offline';

/** The config was to be put back: it is, or it will not be by itself; null while that goes on. */
export function putBack({ switch: told }: Pick<Snapshot, 'switch'>, seqBefore: number): boolean | null {
  const run = told?.run ?? null;
  if (told && told.side !== 'offline' && run?.isOver !== false) return true;
  const isOurs = run !== null && run.seq > seqBefore && run.to !== 'offline';
  return isOurs && run.isOver ? false : null;
}

export type QuitAnswer = 'quit' | 'put-back' | 'stay';

export interface QuitWords {
  readonly title: string;
  /** A sentence for each thing that is open. */
  readonly body: string;
  readonly buttons: readonly { readonly is: QuitAnswer; readonly label: string }[];
}

/** The question; staying comes last, and is what Return and Escape do. */
export function quitWords(open: readonly Open[], say: Say): QuitWords {
  const hasConfig = open.some(({ is }) => is === 'config');
  return {
    title: say('quit.title'),
    body: open.map((one) => openSay(one, say)).join('\n'),
    buttons: [
      { is: 'quit', label: say('quit.yes') },
      ...(hasConfig ? [{ is: 'put-back', label: say('quit.putBack') } as const] : []),
      { is: 'stay', label: say('quit.stay') },
    ],
  };
}

function openSay(open: Open, say: Say): string {
  if (open.is === 'drill') return say(open.isWifi ? 'quit.wifi' : 'quit.drill');
  if (open.is !== 'jobs') return say(`quit.${open.is}`);
  return say(open.isDownload ? 'quit.pulls' : 'quit.jobs', { n: open.n });
}
