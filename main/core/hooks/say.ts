import { sentence } from '../sentence.ts';
import type { Settings, Stance } from '../settings.ts';
import { ago, length } from '../times.ts';
import type { Say } from '../words.ts';
import type { ToldHooks } from './told.ts';

/** A command of the person's own, as every face shows it. Arguments are each in their own place: no shell reads them. */
export interface HookLine {
  readonly stance: Stance;
  readonly name: string;
  /** Empty where none is set. */
  readonly argv: readonly string[];
  /** The command as one text, each argument with a space in it in quotes. */
  readonly command: string;
  /** How the last run ended, that it goes on, or that none was seen; empty where none is set, or the other one ran after it. */
  readonly state: string;
  readonly isBad: boolean;
  /** The last run that was seen did its work. */
  readonly isGood: boolean;
  readonly isRunning: boolean;
  /** The last that it said; empty where it said nothing. */
  readonly said: string;
}

export function hookLines(settings: Settings, told: ToldHooks | null, now: number, say: Say): HookLine[] {
  return (['offline', 'online'] as const).map((stance) => {
    const argv = settings[`hooks.${stance}`];
    const last = told?.last?.stance === stance ? told.last : null;
    const isRunning = told?.now?.stance === stance;
    return {
      ...{ stance, argv, isRunning },
      name: say(`hooks.${stance}`),
      command: argv.length === 0 ? say('hooks.none') : argv.map(quoted).join(' '),
      state: stateSay(stance, argv, told, now, say),
      isBad: !isRunning && last?.problem != null,
      isGood: !isRunning && last !== null && last.problem === null,
      said: isRunning || !last || last.said === '' ? '' : say('hooks.said', { said: last.said }),
    };
  });
}

function stateSay(
  stance: Stance,
  argv: readonly string[],
  told: ToldHooks | null,
  now: number,
  say: Say,
): string {
  if (told?.now?.stance === stance) return say('hooks.running');
  if (told?.last?.stance === stance) return endSay(told.last, now, say);
  return argv.length > 0 && !told?.last ? say('hooks.unseen') : '';
}

const quoted = (text: string): string => {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
  return /^[\w@%+=:,./~-]+$/.test(plain) ? plain : `'${plain}'`;
};

function endSay({ at, ms, isTry, problem }: NonNullable<ToldHooks['last']>, now: number, say: Say): string {
  const when = ago(say, now - at);
  if (problem)
    return say(isTry ? 'hooks.badTry' : 'hooks.bad', { ago: when, problem: sentence(problem, say) });
  return say(isTry ? 'hooks.wellTry' : 'hooks.well', { ago: when, len: length(say, ms) });
}
