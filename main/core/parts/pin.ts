import { fail, ok, type Result } from '../problem.ts';
import type { State } from '../state.ts';
import { partNamed } from './acts.ts';
import { nameOfLan } from './part.ts';
import { partIds, readingOf } from './parts.ts';
import { parseService, pinned } from './targets.ts';

/**
 * The services as the person named them, with one of them known by the certificate that it shows now. Only for one that
 * shows another certificate than the one it is known by.
 */
export function acceptPin(state: State, text: string): Result<readonly string[]> {
  const id = partNamed(state, text);
  if (id === null) return fail('no-part', text, partIds(state.settings).join(', '));
  const facts = readingOf(state, id)?.facts;
  if (facts?.kind !== 'lan' || facts.rung !== 'pin' || facts.pinSeen === null)
    return fail('no-new-pin', nameOfLan(id));
  const { pinSeen } = facts;
  return ok(
    state.settings['lan.services'].map((written) =>
      parseService(written)?.name === facts.name ? pinned(written, pinSeen) : written,
    ),
  );
}
