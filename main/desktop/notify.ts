import { Notification } from 'electron';
import { type NoticeAct, type NoticeWords, noticeWords } from '../core/notice-words.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Say } from '../core/words.ts';

export interface Notifier {
  /** Shows the snapshot's notice if it was not shown yet; takes back what is no longer so. */
  take(snapshot: Snapshot, say: Say): void;
}

export interface NotifierOptions {
  /** The panel is seen, so the person knows already. */
  isWatched(): boolean;
  act(act: NoticeAct): void;
  /** What macOS did with it, and its own word for why. */
  delivered(isShown: boolean, why: string): void;
  shown(words: Pick<NoticeWords, 'title' | 'body'>): void;
}

type Told = NonNullable<Snapshot['notice']>;

/** Notices → notifications. One on the line at a time: a newer one replaces the older, and no sentence comes twice in a row. */
export function createNotifier({ isWatched, act, delivered, shown }: NotifierOptions): Notifier {
  let seen = '';
  let isFirst = true;
  let standing: { readonly notification: Notification; readonly text: string } | null = null;
  if (!Notification.isSupported()) delivered(false, 'not supported');

  function isNews(notice: Told, pid: number): boolean {
    const mark = `${pid}/${notice.id}/${notice.kind}`;
    const isNew = mark !== seen && !isFirst;
    seen = mark;
    return isNew && !notice.isOver;
  }

  function withdraw(): void {
    standing?.notification.close();
    standing = null;
  }

  function show(words: NoticeWords, isSilent: boolean): void {
    const { title, body } = words;
    const text = `${title}\n${body}`;
    if (standing?.text === text) return;
    withdraw();
    const notification = make(words, isSilent);
    standing = { notification, text };
    const gone = () => {
      if (standing?.notification === notification) standing = null;
    };
    const acted = (what: NoticeAct) => {
      gone();
      act(what);
    };
    notification.on('close', gone);
    notification.on('click', () => acted('why'));
    notification.on('action', () => acted(words.act));
    notification.on('show', () => delivered(true, ''));
    notification.on('failed', (_event, why) => {
      gone();
      delivered(false, why);
    });
    notification.show();
    shown({ title, body });
  }

  return {
    take({ notice, settings, engine }, say) {
      const isNew = notice !== null && isNews(notice, engine.pid);
      isFirst = false;
      if (!notice) return;
      const mayShow = settings.notifications && !isWatched();
      if (isNew && mayShow) show(noticeWords(notice, say), notice.isSilent);
      // What stands is old by now, whether its successor was shown or not.
      else if (isNew || notice.isOver) withdraw();
    },
  };
}

/** All of the line belong together in Notification Center. */
function make(
  { title, body, button }: Pick<NoticeWords, 'title' | 'body' | 'button'>,
  isSilent: boolean,
): Notification {
  const actions = [{ type: 'button' as const, text: button }];
  return new Notification({ title, body, silent: isSilent, actions, groupId: 'line' });
}
