import { Notification } from 'electron';
import { drillNoticeWords } from '../core/drill/notice-words.ts';
import {
  aiNoticeWords,
  jobNoticeWords,
  type NoticeAct,
  type NoticeWords,
  noticeWords,
  switchNoticeWords,
} from '../core/notice-words.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type Lang, speaker } from '../core/words.ts';

export interface Notifier {
  /** Shows the snapshot's notices if they were not shown yet; takes back what is no longer so. */
  take(snapshot: Snapshot, lang: Lang, now: number): void;
  /** Shows one at once, whoever looks: a person wants to see how they come, and macOS asks whether they may. */
  sample(lang: Lang): void;
}

export interface NotifierOptions {
  /** The panel is seen, so the person knows already. */
  isWatched(): boolean;
  act(act: NoticeAct, id: string | null): void;
  /** What macOS did with it, and its own word for why. */
  delivered(isShown: boolean, why: string): void;
  shown(words: Pick<NoticeWords, 'title' | 'body'>): void;
}

/** What a slot is told: one thing at a time, in words that are only made when they are shown. */
interface Told {
  /** Another mark is another notice. */
  readonly mark: string;
  readonly isOver: boolean;
  readonly isSilent: boolean;
  readonly words: () => NoticeWords;
}

/** What every notice has, whatever it is of. */
interface Lasting {
  readonly id: string | number;
  readonly isOver: boolean;
}

/** Notices → notifications, in five slots: the line, the AI, OpenClaw's config, downloads, and drills. */
export function createNotifier(options: NotifierOptions): Notifier {
  if (!Notification.isSupported()) options.delivered(false, 'not supported');
  let sample: Notification | null = null;
  const line = slot('line', options);
  const ai = slot('ai', options);
  const claw = slot('switch', options);
  const pull = slot('pull', options);
  const drill = slot('drill', options);
  return {
    take({ notice, aiNotice, jobNotice, drillNotice, switch: told, settings, engine }, lang, now) {
      const mayShow = settings.notifications && !options.isWatched();
      const saying = { lang, now };
      const of = (one: Lasting, isSilent: boolean, words: () => NoticeWords): Told => {
        return { mark: `${engine.pid}/${one.id}`, isOver: one.isOver, isSilent, words };
      };
      const config = told?.notice ?? null;
      line(
        notice && {
          ...of(notice, notice.isSilent, () => noticeWords(notice, saying)),
          // The same outage that has become another one is told again.
          mark: `${engine.pid}/${notice.id}/${notice.kind}`,
        },
        mayShow,
      );
      ai(aiNotice && of(aiNotice, false, () => aiNoticeWords(aiNotice, saying)), mayShow);
      claw(config && of(config, config.problem === null, () => switchNoticeWords(config, saying)), mayShow);
      pull(jobNotice && of(jobNotice, true, () => jobNoticeWords(jobNotice, saying)), mayShow);
      drill(drillNotice && of(drillNotice, true, () => drillNoticeWords(drillNotice, saying)), mayShow);
    },
    sample(lang) {
      sample?.close();
      // One that nobody holds tells no more what became of it.
      sample = showSample(lang, options);
    },
  };
}

function showSample(lang: Lang, { act, delivered, shown }: NotifierOptions): Notification {
  const say = speaker(lang);
  const words = { title: say('first.noticeTitle'), body: say('first.notifySay'), button: say('do.show') };
  const notification = make('sample', words, false);
  notification.on('click', () => act('home', null));
  notification.on('action', () => act('home', null));
  notification.on('show', () => delivered(true, ''));
  notification.on('failed', (_event, why) => delivered(false, why));
  notification.show();
  shown({ title: words.title, body: words.body });
  return notification;
}

/** One notification at a time: a newer one replaces the older, and no sentence comes twice in a row. */
function slot(
  name: string,
  { act, delivered, shown }: NotifierOptions,
): (told: Told | null, mayShow: boolean) => void {
  let seen = '';
  let isFirst = true;
  let standing: { readonly notification: Notification; readonly text: string } | null = null;

  function isNews({ mark, isOver }: Told): boolean {
    const isNew = mark !== seen && !isFirst;
    seen = mark;
    return isNew && !isOver;
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
    const notification = make(name, words, isSilent);
    standing = { notification, text };
    const gone = () => {
      if (standing?.notification === notification) standing = null;
    };
    const acted = (what: NoticeAct) => {
      gone();
      act(what, words.id);
    };
    notification.on('close', gone);
    notification.on('click', () => acted(name === 'pull' ? 'prepare' : name === 'drill' ? words.act : 'why'));
    notification.on('action', () => acted(words.act));
    notification.on('show', () => delivered(true, ''));
    notification.on('failed', (_event, why) => {
      gone();
      delivered(false, why);
    });
    notification.show();
    shown({ title, body });
  }

  return (told, mayShow) => {
    const isNew = told !== null && isNews(told);
    isFirst = false;
    if (!told) return;
    if (isNew && mayShow) show(told.words(), told.isSilent);
    // What stands is old by now, whether its successor was shown or not.
    else if (isNew || told.isOver) withdraw();
  };
}

/** All of one slot belong together in Notification Center. */
function make(
  groupId: string,
  { title, body, button }: Pick<NoticeWords, 'title' | 'body' | 'button'>,
  isSilent: boolean,
): Notification {
  const actions = [{ type: 'button' as const, text: button }];
  return new Notification({ title, body, silent: isSilent, actions, groupId });
}
