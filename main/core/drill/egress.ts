import type { Form } from '../claw/form.ts';
import type { Isolation } from '../claw/isolation.ts';
import type { WordKey } from '../words.ts';
import { isIsolated } from './steps.ts';

interface Egress {
  readonly is: 'pass' | 'fail' | 'unsure';
  readonly say: WordKey;
}

/**
 * What it means whom somebody inside of the container reached. Where there is a way out, that nobody was reached says
 * nothing while there is a line: it may just be down. `isCut`: the line itself is dead.
 */
export function egressOf(
  form: Form | null,
  { is, internet, names }: Pick<Isolation, 'is' | 'internet' | 'names'>,
  isCut: boolean,
): Egress {
  const isToBe = isIsolated(form);
  const isReached = internet === 'reached' || names === 'answered';
  if (isReached && isToBe) return { is: 'fail', say: 'drill.e.reached' };
  if (!isReached && (isCut || is !== 'open')) return { is: 'pass', say: 'drill.e.nobody' };
  return { is: 'unsure', say: isToBe ? 'drill.e.wayOut' : 'drill.e.byConfig' };
}
