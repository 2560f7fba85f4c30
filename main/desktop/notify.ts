import { Notification } from 'electron';
import type { Snapshot } from '../core/snapshot.ts';
import { length } from '../core/times.ts';
import { verdictKeys } from '../core/verdicts.ts';
import type { Say, WordKey } from '../core/words.ts';

export interface Notifier {
  /** Shows the snapshot's notice if it was not shown yet. */
  take(snapshot: Snapshot, say: Say): void;
}

export interface NotifierOptions {
  /** The panel is seen, so the person knows already. */
  isWatched(): boolean;
  opened(): void;
  failed(why: string): void;
  shown(words: { title: string; body: string }): void;
}

/** Notices → notifications. One on the line at a time: a newer one replaces the older. */
export function createNotifier({ isWatched, opened, failed, shown: told }: NotifierOptions): Notifier {
  let seen = '';
  let shown: Notification | null = null;
  let isFirst = true;

  return {
    take(snapshot, say) {
      const { notice, settings } = snapshot;
      const mark = notice ? `${snapshot.engine.pid}/${notice.id}/${notice.kind}` : '';
      const isNew = mark !== '' && mark !== seen && !isFirst;
      seen = mark === '' ? seen : mark;
      isFirst = false;
      if (!notice || !isNew || !settings.notifications || isWatched()) return;
      shown?.close();
      const words = wordsOf(notice, say);
      shown = new Notification({ ...words, silent: notice.isSilent });
      shown.on('click', opened);
      shown.on('failed', (_event, error) => failed(error));
      shown.show();
      told(words);
    },
  };
}

function wordsOf(notice: NonNullable<Snapshot['notice']>, say: Say): { title: string; body: string } {
  const key = verdictKeys.find((known) => known === notice.cause) ?? 'unknown';
  const causeWord: WordKey = `cause.${key}`;
  const values = { cause: say(causeWord), len: length(say, notice.lasted) };
  return { title: say(`note.${notice.kind}.title`, values), body: say(`note.${notice.kind}.body`, values) };
}
