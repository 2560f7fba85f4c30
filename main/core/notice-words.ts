import { length } from './times.ts';
import type { ToldNotice } from './told.ts';
import { needOf, type VerdictKey, verdictKeys } from './verdicts.ts';
import type { Say, WordKey } from './words.ts';

/** What its button does. `why` opens the evidence, as a click on the text does. */
export type NoticeAct = 'why' | 'sign-in' | 'go-offline' | 'go-online';

/** A notice as a person reads it. One button: macOS shows only the first. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
  readonly act: NoticeAct;
  readonly button: string;
}

/**
 * What happened, what the mode did, what there is to do. Nothing is said of the AI: nobody has asked it.
 */
export function noticeWords(notice: ToldNotice, say: Say): NoticeWords {
  const cause = verdictKeys.find((known) => known === notice.cause) ?? 'unknown';
  const act = actOf(notice.kind, cause);
  return { ...sentences(notice, cause, say), act, button: say(buttonOf(notice.kind, act)) };
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

function actOf(kind: ToldNotice['kind'], cause: VerdictKey): NoticeAct {
  if (kind === 'ask-back') return 'go-online';
  if (!kind.startsWith('down')) return 'why';
  if (needOf(cause) === 'sign-in') return 'sign-in';
  return kind === 'down-online' ? 'go-offline' : 'why';
}

function buttonOf(kind: ToldNotice['kind'], act: NoticeAct): WordKey {
  if (act === 'why') return kind === 'morning' || kind === 'morning-down' ? 'do.show' : 'do.why';
  const words = { 'sign-in': 'do.signIn', 'go-offline': 'do.goOffline', 'go-online': 'do.goOnline' } as const;
  return words[act];
}
