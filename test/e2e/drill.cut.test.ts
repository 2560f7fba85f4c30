import { describe, expect, test } from 'vitest';
import { app, drillRoom, isBack, passes, soon, wifi } from './drill-room.ts';
import { isOver, problemOf, reportIn, saidIn, stepsIn, toldSteps } from './drill-told.ts';
import { isWifiOn } from './lab-wifi.ts';

const room = drillRoom();

describe('a drill that passes', () => {
  test('Wi-Fi goes off and comes back: every step, the exit code, the report, and the config byte for byte', async () => {
    const it = await room.place();
    const going = it.begin('drill', 'wifi', '--yes');
    await expect.poll(() => isWifiOn(), soon).toBe(false);
    // The shell was armed before, and the debt names it.
    expect(it.owed()).toMatchObject({ shell: { pid: expect.any(Number) } });
    await going.says(/Offline config in place/);
    expect(it.config()).not.toContain('claude-opus');
    const { code, out } = await going.ended;
    expect(out).toMatch(
      /✓ Everything as before .*\n {2}byte for byte\n\n✓ Drill passed\. Wi-Fi was off for \d+ s/,
    );
    expect(code).toBe(0);
    await isBack(it);
    const report = reportIn(await it.run('drill', 'report', '--json'));
    expect(report).toMatchObject({ level: 'wifi', outcome: 'pass', end: 'done', offMs: expect.any(Number) });
    expect(stepsIn(report)).toBe(
      `${passes('cut', 'gone', 'config', 'cold', 'warm', 'claw')}, egress left, ${passes('back', 'online', 'restored')}`,
    );
    expect(report?.steps.find(({ id }) => id === 'back')?.ms).toBeLessThan(3_000);
    // A harmless "on" to see whether it may be switched, the cut, and the way back; told again only where it is slow.
    const told = it.wifi.calls().filter((call) => call.startsWith('-set'));
    expect(told.filter((call, at) => call !== told[at - 1]).map((call) => call.split(' ').at(-1))).toEqual([
      'on',
      'off',
      'on',
    ]);
  });

  test('only the apps are cut off: Wi-Fi is never touched, the local network answers, the cloud is out of the config', async () => {
    const [radio, printer] = [await room.service('radio', 8_081), await room.service('printer', 8_082)];
    const it = await room.place({ services: [radio.setting, printer.setting] });
    const going = it.begin(...app);
    await isOver(going, 'config');
    expect(it.config()).not.toContain('claude-opus');
    const ended = await going.ended;
    expect(stepsIn(reportIn(ended))).toBe(
      `${passes('config', 'cold', 'warm', 'claw')}, egress left, ${passes('lan', 'restored')}`,
    );
    expect(ended.code).toBe(0);
    expect(it.wifi.calls()).toEqual([]);
    await isBack(it);
  });
});

describe('what would make a pass false', () => {
  test('another link is up: refused, and it is named', async () => {
    const it = await room.place();
    await room.plugIn();
    const ended = await it.run(...wifi);
    expect([ended.code, saidIn(ended)]).toEqual([
      1,
      expect.stringContaining('Ethernet Adapter (en3) is still connected'),
    ]);
    expect(it.wifi.calls()).not.toContain('-setairportpower en0 off');
    await isBack(it);
  });

  test('the internet is still there although Wi-Fi is off: the drill fails, and gives back', async () => {
    const it = await room.place();
    await room.lab().fault('vpn-on');
    const ended = await it.run('drill', 'wifi', '--yes');
    expect(ended.out).toMatch(/\? No other way out +.*utun4/);
    expect(ended.out).toMatch(
      /\n. Internet is gone +30\.0 s\n {2}Works · The internet was still there[\s\S]*Drill failed/,
    );
    expect(ended.code).toBe(3);
    await isBack(it);
  });

  test('there is no internet anyhow: refused', async () => {
    const it = await room.place();
    await room.lab().fault('blackhole');
    const ended = await it.run(...app);
    expect([ended.code, saidIn(ended)]).toEqual([
      1,
      expect.stringContaining('A drill needs it to come back to'),
    ]);
    expect(it.owed()).toBeNull();
    await isBack(it);
  });
});

describe('a program that is not what it should be', () => {
  test.each([
    [
      'it says why it may not and ends well',
      'lies',
      /^Wi-Fi \(\w+\) could not be switched: AuthorizationCreate/m,
    ],
    ['it never ends', 'hangs', /^Wi-Fi \(\w+\) could not be switched: /m],
  ] as const)('%s: refused before anything is taken', async (_title, way, words) => {
    const it = await room.place();
    it.wifi.be(way);
    const ended = await it.run(...wifi);
    expect([ended.code, saidIn(ended)]).toEqual([1, expect.stringMatching(words)]);
    expect(it.owed()).toBeNull();
    await isBack(it);
  });

  test('it is not there: refused', async () => {
    const it = await room.place();
    it.wifi.exist(false);
    const ended = await it.run(...wifi);
    expect([ended.code, saidIn(ended)]).toEqual([1, expect.stringContaining('Wi-Fi is not on')]);
    await isBack(it);
  });

  test('it ends well and does nothing: the drill fails at its first step', async () => {
    const it = await room.place();
    it.wifi.be('deaf');
    const ended = await it.run(...wifi);
    expect(problemOf(reportIn(ended), 'cut')).toBe('drill-wifi');
    expect(ended.code).toBe(3);
    await isBack(it);
  });

  test('it does what it is told the second time: all passes', async () => {
    const it = await room.place();
    it.wifi.be('second');
    const ended = await it.run(...wifi);
    expect(toldSteps(ended)).toContain('back pass');
    expect(ended.code).toBe(0);
    await isBack(it);
  });

  test('it stops working while Wi-Fi is off: it is tried until it works again', async () => {
    const it = await room.place();
    const going = it.begin(...wifi);
    await isOver(going, 'gone');
    it.wifi.be('lies');
    await isOver(going, 'claw');
    await new Promise((done) => setTimeout(done, 6_000));
    expect(isWifiOn()).toBe(false);
    it.wifi.be('works');
    const ended = await going.ended;
    expect(toldSteps(ended)).toContain('back pass');
    expect(ended.code).toBe(0);
    await isBack(it);
  });
});
