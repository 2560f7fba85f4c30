import type { Report } from '../drill/report.ts';
import { phraseSay } from '../rows.ts';
import { ago } from '../times.ts';
import { type Lang, type Say, speaker } from '../words.ts';
import { type Form, forms } from './form.ts';
import type { ToldSwitch } from './told.ts';

type Container = ToldSwitch['container'];

/** What can be copied of the page of forms: how to get each form, and how to see which ways lead out. */
export const formCopies = [...forms, 'isolation'] as const;
export type FormCopy = (typeof formCopies)[number];

/**
 * What a person types for a container of that form. One of ours has to go first; one of somebody else's is left alone, so
 * that the new one gets another name.
 */
export function formCommand(container: Container, which: FormCopy): string {
  const tool = 'offline-mode openclaw';
  if (which === 'isolation') return `${tool} isolation`;
  const create = `${tool} create --form ${which}`;
  if (container === null) return create;
  if (container.form !== null) return `${tool} remove && ${create}`;
  return `offline-mode settings set openclaw.container openclaw-${which.toLowerCase()} && ${create}`;
}

export interface FormRow {
  readonly form: Form;
  readonly name: string;
  readonly say: string;
  readonly isNow: boolean;
  readonly command: string;
}

/** The forms, the one that is there marked. */
export const formRows = (container: Container, say: Say): FormRow[] =>
  forms.map((form) => ({
    form,
    name: say(`form.name.${form}`),
    say: say(`form.say.${form}`),
    isNow: container?.form === form,
    command: formCommand(container, form),
  }));

/** What is there, and what keeps it from the cloud. */
export function formSay(container: Container, say: Say): { head: string; sub: string; isApart: boolean } {
  if (container === null) return { head: say('form.none'), sub: say('form.keeps.none'), isApart: false };
  const { name, form, network } = container;
  const isApart = form === 'A' || form === 'B' || (form === null && network === 'none');
  const head =
    form === null ? say('form.foreign', { name }) : say('form.is', { name, form: say(`form.name.${form}`) });
  const keeps = form ?? (network === 'none' ? 'alone' : 'foreign');
  return { head, sub: say(`form.keeps.${keeps}`), isApart };
}

/** What a drill found last of the ways out; null where none has looked. */
export function egressSay(last: Report | null, lang: Lang, now: number): string | null {
  const step = last?.steps.find(({ id, is }) => id === 'egress' && is !== 'left' && is !== 'todo');
  if (!last || !step) return null;
  const say = speaker(lang);
  const found = step.evidence.map((one) => phraseSay(one, say, lang, now)).join(' · ');
  return found === '' ? null : say('form.drill', { ago: ago(say, now - last.at), found });
}
