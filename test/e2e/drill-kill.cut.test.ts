import { expect, test } from 'vitest';
import { seeded } from '../fakes/seeded.ts';
import { killed, undisturbed } from './drill-kills.ts';
import { drillRoom } from './drill-room.ts';

const room = drillRoom();
const seed = 20_261_130;

/** A hundred of them are `npm run bench:drill`. */
test('killed four times at moments that nobody chose: Wi-Fi is on within the promise, and the config what it was', async () => {
  const it = await room.place({ takes: 150 });
  const whole = await undisturbed(it);
  expect(whole.wrong).toEqual([]);
  expect(whole.backMs).toBeLessThan(3_000);
  const chance = seeded(seed);
  for (const part of [1, 2, 3]) {
    const share = (part + chance()) / 5;
    const again = await killed(it, share * whole.offMs, 'restarted');
    expect(again, `after ${Math.round(again.atMs)} ms`).toMatchObject({ wasOwing: true, wrong: [] });
  }
  // Nobody starts us again: the shell alone.
  const alone = await killed(it, 0.4 * whole.offMs, 'nobody');
  expect(alone).toMatchObject({ wasOff: true, wasOwing: true, wrong: [] });
  expect(alone.lateMs).toBeLessThan(2_000);
}, 300_000);
