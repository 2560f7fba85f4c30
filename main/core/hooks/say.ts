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
  /** How the last run ended, or that it goes on; empty where it has not run since the start. */
  readonly state: string;
  readonly isBad: boolean;
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
      state: isRunning ? say('hooks.running') : last ? endSay(last, now, say) : '',
      isBad: !isRunning && last?.problem != null,
      said: isRunning || !last || last.said === '' ? '' : say('hooks.said', { said: last.said }),
    };
  });
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
