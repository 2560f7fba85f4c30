import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { UpdateFault } from '../../main/core/updates/told.ts';
import { handMost, handOver } from '../../main/desktop/updates/hand-over.ts';
import { VirtualClock } from '../fakes/clock.ts';

/** Squirrel, which says what a test has it say. */
function handing() {
  const clock = new VirtualClock();
  const squirrel = Object.assign(new EventEmitter(), { checkForUpdates: () => {} });
  const said: (UpdateFault | null)[] = [];
  const late: (UpdateFault | null)[] = [];
  const listening = () => squirrel.eventNames().length;
  const begin = () =>
    void handOver(squirrel, { clock }, (one) => late.push(one)).then((one) => said.push(one));
  return { clock, squirrel, said, late, listening, begin };
}

test.each([
  ['update-downloaded', null],
  ['update-not-available', 'install'],
  ['error', 'signature'],
] as const)('in time, and too late: %s', async (event, fault) => {
  const error = new Error('The code signature did not pass validation');
  const soon = handing();
  soon.begin();
  soon.squirrel.emit(event, error);
  await soon.clock.pass(2 * handMost);
  expect([soon.said, soon.late, soon.listening()]).toEqual([[fault], [], 0]);
  const slow = handing();
  slow.begin();
  await slow.clock.pass(handMost);
  expect([slow.said, slow.late]).toEqual([['slow'], []]);
  slow.squirrel.emit(event, error);
  expect([slow.said, slow.late, slow.listening()]).toEqual([['slow'], [fault], 0]);
});

test('Squirrel that cannot begin leaves nothing behind', async () => {
  const { squirrel, clock, listening } = handing();
  squirrel.checkForUpdates = () => {
    throw new Error('Update URL is not set');
  };
  expect(() => handOver(squirrel, { clock }, () => {})).toThrow();
  expect(listening()).toBe(0);
});
