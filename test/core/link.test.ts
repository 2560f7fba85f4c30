import { describe, expect, test } from 'vitest';
import { linkIn, linkPages, parseLink } from '../../main/core/link.ts';
import { answerTo, commandsFor } from '../../main/core/link-answer.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { createLinks } from '../../main/desktop/links.ts';
import { stand } from '../parts/stand.ts';

describe('what a link asks for', () => {
  test.each<readonly [string, unknown]>([
    ['offline-mode://open', { do: 'open', page: 'home' }],
    ['offline-mode://mode/offline', { do: 'mode', mode: 'offline' }],
    ['offline-mode://mode/auto/', { do: 'mode', mode: 'auto' }],
    ['OFFLINE-MODE://check', { do: 'check' }],
    ['offline-mode://prepare', { do: 'prepare' }],
    ['offline-mode://drill/check', { do: 'drill' }],
    ...linkPages.map((page) => [`offline-mode://open/${page}`, { do: 'open', page }] as const),
  ])('%s', (address, link) => expect(parseLink(address)).toEqual(link));

  test.each([
    ['offline-mode://drill/wifi', 'taking'],
    ['offline-mode://drill/app', 'taking'],
    ['offline-mode://drill', 'unknown'],
    ['offline-mode://mode/Offline', 'unknown'],
    ['offline-mode://mode/offline?now=1', 'unknown'],
    ['offline-mode://mode/offline#yes', 'unknown'],
    ['offline-mode://mode/offline//', 'unknown'],
    ['offline-mode://open/../mode/offline', 'unknown'],
    ['offline-mode://mode%2Foffline', 'unknown'],
    ['offline-mode://someone@mode/offline', 'unknown'],
    ['offline-mode://constructor', 'unknown'],
    ['offline-mode:mode/offline', 'unknown'],
    ['https://mode/offline', 'unknown'],
    [`offline-mode://open/${'x'.repeat(10_000)}`, 'unknown'],
    [' offline-mode://check', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('%s is left alone: %s', (address, why) => expect(parseLink(address)).toBe(why));

  test('among a program’s arguments', () => {
    expect(linkIn(['/app', '--flag', 'offline-mode://open'])).toBe('offline-mode://open');
    expect(linkIn(['/app', '--x=offline-mode://open'])).toBeNull();
  });
});

describe('what becomes of it', () => {
  test('reading and opening needs nobody; what changes something is asked; what is so already is shown', async () => {
    const snapshot = (await stand()).snapshot();
    const of = (address: string, more: Partial<Snapshot> = {}) =>
      answerTo(parseLink(address), { ...snapshot, ...more });
    expect(of('offline-mode://check')).toEqual({ is: 'check' });
    expect(of('offline-mode://open/diary')).toEqual({ is: 'open', page: 'diary' });
    expect(of('offline-mode://mode/offline')).toEqual({ is: 'ask', what: 'offline' });
    expect(of('offline-mode://mode/auto')).toEqual({ is: 'open', page: 'home' });
    expect(of('offline-mode://drill/check')).toEqual({ is: 'ask', what: 'drill' });
    expect(of('offline-mode://drill/wifi')).toEqual({ is: 'told', why: 'taking' });
    expect(of('offline-mode://mode/offline', { probing: 'not-yet' })).toEqual({ is: 'told', why: 'early' });
    expect(of('offline-mode://prepare', { ready: null })).toEqual({ is: 'open', page: 'prepare' });
    const missing = of('offline-mode://prepare');
    expect(missing).toEqual({ is: 'ask', what: 'prepare' });
    expect(commandsFor('prepare', snapshot).map(({ type }) => type)).toContain('jobs.start');
    expect(commandsFor('drill', snapshot)).toMatchObject([{ type: 'drill.start', level: 'check' }]);
  });
});

describe('one question at a time', () => {
  async function room() {
    const snapshot = (await stand()).snapshot();
    const sent: unknown[] = [];
    const opened: string[] = [];
    const timers: { at: number; call: () => void }[] = [];
    let now = 0;
    const held = { snapshot: null as Snapshot | null };
    const links = createLinks({
      clock: {
        after(ms, call) {
          const timer = { at: now + ms, call };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
        },
      },
      snapshot: () => held.snapshot,
      open: (page) => void opened.push(page),
      send: async (command) => {
        sent.push(command);
        return { ok: true, value: null };
      },
      changed: () => {},
    });
    const pass = (ms: number) => {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.call();
      }
    };
    const wake = (more: Partial<Snapshot> = {}) =>
      Object.assign(held, { snapshot: { ...snapshot, ...more } });
    return { links, sent, opened, pass, wake };
  }

  test('the link that has started the app waits for the first snapshot; of several the newest counts', async () => {
    const { links, opened, wake } = await room();
    links.take('offline-mode://mode/offline');
    links.take('offline-mode://open/diary');
    expect(opened).toEqual([]);
    wake();
    links.ready();
    expect(opened).toEqual(['diary']);
    expect(links.now()).toBeNull();
  });

  test('a flood of a thousand leaves one question, and an answer to an older one does nothing', async () => {
    const { links, sent, opened, pass, wake } = await room();
    wake();
    links.take('offline-mode://mode/online');
    const first = links.now();
    for (let at = 0; at < 1_000; at += 1) links.take('offline-mode://mode/offline');
    expect(links.now()).toBe(first);
    pass(500);
    const second = links.now();
    expect(second).toMatchObject({ asks: 'offline' });
    expect(opened).toEqual(['home', 'home']);
    await links.answer(first?.n ?? 0, true);
    expect(sent).toEqual([]);
    expect(links.now()).toBe(second);
    await links.answer(second?.n ?? 0, true);
    expect(sent).toEqual([{ type: 'mode.set', mode: 'offline' }]);
    expect(links.now()).toBeNull();
  });

  test('nobody answers: it is gone after a minute, and nothing was changed', async () => {
    const { links, sent, pass, wake } = await room();
    wake();
    links.take('offline-mode://mode/offline');
    pass(59_000);
    expect(links.now()).toMatchObject({ asks: 'offline' });
    pass(1_000);
    expect(links.now()).toBeNull();
    await links.answer(1, true);
    expect(sent).toEqual([]);
  });

  test('what it said or asked goes once it is no longer so', async () => {
    const { links, pass, wake } = await room();
    wake({ probing: 'not-yet' });
    links.take('offline-mode://mode/offline');
    expect(links.now()).toMatchObject({ told: 'early' });
    wake();
    expect(links.now()).toBeNull();
    pass(500);
    links.take('offline-mode://mode/offline');
    expect(links.now()).toMatchObject({ asks: 'offline' });
    wake({ mode: 'offline' });
    expect(links.now()).toBeNull();
    // What was settled is not asked again.
    wake({ mode: 'auto' });
    expect(links.now()).toBeNull();
    pass(500);
    links.take('offline-mode://nonsense');
    expect(links.now()).toMatchObject({ told: 'unknown' });
  });

  test('“Not now” changes nothing; looking again is a machine’s wish, which breaks no silence', async () => {
    const { links, sent, pass, wake } = await room();
    wake();
    links.take('offline-mode://mode/offline');
    await links.answer(links.now()?.n ?? 0, false);
    expect(sent).toEqual([]);
    pass(500);
    links.take('offline-mode://check');
    expect(sent).toEqual([{ type: 'look.again', by: 'machine' }]);
  });
});
