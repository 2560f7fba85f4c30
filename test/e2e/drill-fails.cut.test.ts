import { describe, expect, test } from 'vitest';
import type { DrillLab } from './drill-lab.ts';
import { app, drillRoom, isBack, soon, wifi } from './drill-room.ts';
import { isOver, problemOf, reportIn, saidIn, stepsIn } from './drill-told.ts';
import { isWifiOn } from './lab-wifi.ts';
import type { Going } from './prepare-lab.ts';

const room = drillRoom();

/** Behind that step; what comes behind the config takes its time. */
async function slowly(it: DrillLab, going: Going, step: string): Promise<void> {
  if (step !== 'gone') {
    await isOver(going, 'config');
    it.claw.winner = 'silent';
    it.ollama.wait(step === 'config' ? 1_500 : 300);
  }
  await isOver(going, step);
}

describe('a step that fails', () => {
  test('Ollama dies', async () => {
    const it = await room.place({ takes: 200 });
    const going = it.begin(...app);
    await isOver(going, 'config');
    await it.ollama.be('gone');
    const ended = await going.ended;
    expect(problemOf(reportIn(ended), 'cold')).toBe('answer-none');
    expect([ended.code, reportIn(ended)?.outcome]).toEqual([3, 'fail']);
    await isBack(it);
  });

  test('OpenClaw dies; its config is given back all the same', async () => {
    const it = await room.place({ takes: 200 });
    const going = it.begin(...app);
    await isOver(going, 'cold');
    await it.claw.die();
    const ended = await going.ended;
    expect(stepsIn(reportIn(ended))).toContain('claw fail');
    expect([ended.code, reportIn(ended)?.outcome]).toEqual([3, 'fail']);
    await isBack(it);
  });

  test('OpenClaw refuses the offline config', async () => {
    const it = await room.place();
    it.claw.how = 'refuses';
    const ended = await it.run(...wifi);
    expect(problemOf(reportIn(ended), 'config')).toBe('claw-refused');
    expect(ended.code).toBe(3);
    await isBack(it);
  });

  test('one of two services of the local network dies', async () => {
    const [radio, printer] = [await room.service('radio', 8_081), await room.service('printer', 8_082)];
    const it = await room.place({ takes: 200, services: [radio.setting, printer.setting] });
    const going = it.begin(...app);
    await isOver(going, 'config');
    await printer.die();
    const ended = await going.ended;
    expect(stepsIn(reportIn(ended))).toContain('lan fail');
    expect(ended.code).toBe(3);
    await isBack(it);
  });

  test('somebody changes the config meanwhile: their change stays, and the drill proves nothing', async () => {
    const it = await room.place({ takes: 200 });
    const going = it.begin(...app);
    await isOver(going, 'config');
    it.edit((text) => text.replace('// local first', '// local first, and mine'));
    const ended = await going.ended;
    expect(stepsIn(reportIn(ended))).toContain('restored unsure');
    expect(ended.code).toBe(3);
    expect(it.config()).toBe(it.before.replace('// local first', '// local first, and mine'));
  });
});

describe('called off by a ^C', () => {
  test.each([
    ['while Wi-Fi goes off', 'the off'],
    ['while the config is changed', 'gone'],
    ['while the model loads', 'config'],
    ['while OpenClaw is asked', 'warm'],
  ] as const)('%s', async (_title, behind) => {
    const it = await room.place();
    const going = it.begin(...wifi);
    if (behind === 'the off')
      await expect.poll(() => it.wifi.calls(), soon).toContain('-setairportpower en0 off');
    else await slowly(it, going, behind);
    going.signal('SIGINT');
    const ended = await going.ended;
    expect([ended.code, reportIn(ended)?.outcome]).toEqual([1, 'stopped']);
    await isBack(it);
  });
});

describe('two at once', () => {
  test('the second is refused, and may call the first one off', async () => {
    const it = await room.place();
    const going = it.begin(...wifi);
    await slowly(it, going, 'warm');
    const other = await it.run(...wifi);
    expect([other.code, saidIn(other)]).toEqual([1, expect.stringContaining('A drill is running')]);
    expect(isWifiOn()).toBe(false);
    const stop = await it.run('drill', 'stop');
    expect([stop.code, stop.out]).toEqual([1, expect.stringContaining('Drill stopped')]);
    expect((await going.ended).code).toBe(1);
    await isBack(it);
  });
});
