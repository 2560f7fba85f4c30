import { fail, ok, type Result } from '../problem.ts';
import type { State } from '../state.ts';
import { partNamed } from './acts.ts';
import type { PartFacts } from './facts.ts';
import { nameOfLan } from './part.ts';
import { partIds, readingOf } from './parts.ts';
import { parseService, pinned } from './targets.ts';

/**
 * The services as the person named them, with one of them known from now on by the certificate of that fingerprint
 * (SHA-256, 64 hex digits). Only for one that shows another certificate than the one it is known by, and shows this one.
 */
export function acceptPin(state: State, text: string, print: string): Result<readonly string[]> {
  const id = partNamed(state, text);
  if (id === null) return fail('no-part', text, partIds(state.settings).join(', '));
  const name = nameOfLan(id);
  const seen = newPinOf(readingOf(state, id)?.facts);
  if (seen === null) return fail('no-new-pin', name);
  if (seen !== print) return fail('other-pin', name);
  return ok(
    state.settings['lan.services'].map((written) =>
      parseService(written)?.name === name ? pinned(written, print) : written,
    ),
  );
}

/** The fingerprint of the certificate that it shows, where that is not the one it is known by. */
export const newPinOf = (facts: PartFacts | undefined): string | null =>
  facts?.kind === 'lan' && facts.rung === 'pin' ? facts.pinSeen : null;
