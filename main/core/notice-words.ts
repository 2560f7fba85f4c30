import type { ToldSwitch } from './claw/told.ts';
import { percent } from './jobs/say.ts';
import type { ToldAi } from './parts/told.ts';
import { aiSay, fixAct, fixLabel } from './rows.ts';
import { sentence } from './sentence.ts';
import { clock, length } from './times.ts';
import type { ToldAiNotice, ToldJobNotice, ToldNotice } from './told.ts';
import { needOf, type VerdictKey, verdictKeys } from './verdicts.ts';
import { type Lang, type Say, speaker, type WordKey } from './words.ts';

/** What its button does. `why` opens the evidence, `prepare` the page of what is prepared, `report` that of the last drill, `drill` where one is begun,
 * `home` what stands there. */
export type NoticeAct =
  | 'why'
  | 'prepare'
  | 'report'
  | 'drill'
  | 'home'
  | 'resume'
  | 'switch'
  | 'switch-again'
  | 'sign-in'
  | 'go-offline'
  | 'go-online'
  | 'start'
  | 'restart';

/** A notice as a person reads it. One button: macOS shows only the first. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
  readonly act: NoticeAct;
  /** The part that it starts or restarts, or the job that it goes on with. */
  readonly id: string | null;
  readonly button: string;
}

export interface Reading {
  readonly lang: Lang;
  /** ms since the epoch. */
  readonly now: number;
}

/** What happened, what it means for the AI, what the mode did, what there is to do. */
export function noticeWords(notice: ToldNotice, { lang, now }: Reading): NoticeWords {
  const say = speaker(lang);
  const cause = verdictKeys.find((known) => known === notice.cause) ?? 'unknown';
  const ai = notice.kind.startsWith('down') && needOf(cause) === 'nothing' ? notice.ai : null;
  if (ai && (ai.state === 'partly' || ai.state === 'stopped')) {
    const why = say('note.cause', { cause: say(`cause.${cause}`) });
    return {
      title: say('note.downSick.title'),
      body: `${aiSay(ai, { lang, now })} ${why}`,
      // What a yes would mend needs no restart.
      ...(notice.asks && ai.cause === 'openclaw' ? switchAct(say) : actAt(ai, say)),
    };
  }
  const act = actOf(notice.kind, cause);
  const words = sentences(notice, cause, say);
  const title =
    ai?.state === 'works' && notice.kind !== 'down-online' ? say('note.downWorks.title') : words.title;
  return { ...words, title, act, id: null, button: say(buttonOf(notice.kind, act)) };
}

/** What is wrong with the AI apart from the line, and the one thing that mends it. */
export function aiNoticeWords({ ai, since }: ToldAiNotice, { lang, now }: Reading): NoticeWords {
  const say = speaker(lang);
  const title = say(ai.state === 'stopped' ? 'head.stopped' : 'head.partly');
  const body = `${aiSay(ai, { lang, now })} ${say('note.since', { t: clock(lang, since, now) })}`;
  return { title, body, ...actAt(ai, say) };
}

const switchAct = (say: Say): Pick<NoticeWords, 'act' | 'id' | 'button'> => ({
  act: 'switch',
  id: null,
  button: say('switch.yes'),
});

/** The config is in place; what was not so is that a model here answers. */
const isSwitched = (code: string): boolean => code === 'claw-unproved' || code === 'claw-cloud';

/** A switch of OpenClaw's config that went wrong by itself, or a question about one. */
export function switchNoticeWords(
  { to, problem }: NonNullable<ToldSwitch['notice']>,
  { lang }: Reading,
): NoticeWords {
  const say = speaker(lang);
  if (problem)
    return {
      ...{
        title: say(isSwitched(problem.code) ? 'note.switchUnproved' : 'note.switchFailed'),
        body: sentence(problem, say),
      },
      ...{ act: 'switch-again', id: null, button: say('switch.again') },
    };
  return {
    ...{ title: say('note.switchAsk'), body: say(`switch.ask.${to}`) },
    ...switchAct(say),
  };
}

/** A model has arrived; or it has not, and how much of it is kept, or why. */
export function jobNoticeWords(
  { job, model, problem, reached }: ToldJobNotice,
  { lang }: Reading,
): NoticeWords {
  const say = speaker(lang);
  if (problem === null)
    return {
      ...{ title: say('note.pulled.title', { model }), body: say('note.pulled.text') },
      ...{ act: 'prepare', id: null, button: say('do.show') },
    };
  const isKept = reached !== null && reached >= 0.01;
  return {
    title: say('note.pullFailed.title', { model }),
    body: isKept ? say('note.pullFailed.text', { pct: percent(reached) }) : sentence(problem, say),
    ...{ act: 'resume', id: job, button: say('note.resume') },
  };
}

function actAt(ai: ToldAi, say: Say): Pick<NoticeWords, 'act' | 'id' | 'button'> {
  const act = fixAct(ai);
  if (act === null || ai.cause === null) return { act: 'why', id: null, button: say('do.show') };
  return { act, id: ai.cause, button: fixLabel(act, ai.cause, say) };
}

function sentences(notice: ToldNotice, cause: VerdictKey, say: Say): { title: string; body: string } {
  const { kind, lasted, count } = notice;
  const why = say(`cause.${cause}`);
  switch (kind) {
    case 'down':
    case 'down-waiting':
    case 'down-online':
    case 'down-offline':
      return downSentences(kind, cause, say);
    default: {
      const values = { cause: why, len: length(say, lasted), n: count };
      return { title: say(`note.${kind}.title`, values), body: say(`note.${kind}.body`, values) };
    }
  }
}

type Down = Extract<ToldNotice['kind'], 'down' | `down-${string}`>;

function downSentences(kind: Down, cause: VerdictKey, say: Say): { title: string; body: string } {
  const did = say(`note.did.${kind}`);
  if (needOf(cause) === 'sign-in') {
    return { title: say('note.captive.title'), body: `${say('note.captive.body')} ${did}` };
  }
  const why = say('note.cause', { cause: say(`cause.${cause}`) });
  // Where Auto has switched the title says so already.
  const before = kind === 'down' ? [] : [did];
  return { title: say(`note.${kind}.title`), body: [...before, why, ...advice(kind, cause, say)].join(' ') };
}

/** "Nothing to do" only where it is true and does not contradict what was just said. */
function advice(kind: Down, cause: VerdictKey, say: Say): string[] {
  const need = needOf(cause);
  if (need === 'sign-in') return [];
  return need !== 'nothing' || kind === 'down' ? [say(`need.${need}`)] : [];
}

type LineAct = Extract<NoticeAct, 'why' | 'sign-in' | 'go-offline' | 'go-online'>;

function actOf(kind: ToldNotice['kind'], cause: VerdictKey): LineAct {
  if (kind === 'ask-back') return 'go-online';
  if (!kind.startsWith('down')) return 'why';
  if (needOf(cause) === 'sign-in') return 'sign-in';
  return kind === 'down-online' ? 'go-offline' : 'why';
}

function buttonOf(kind: ToldNotice['kind'], act: LineAct): WordKey {
  if (act === 'why') return kind === 'morning' || kind === 'morning-down' ? 'do.show' : 'do.why';
  const words = { 'sign-in': 'do.signIn', 'go-offline': 'do.goOffline', 'go-online': 'do.goOnline' } as const;
  return words[act];
}
