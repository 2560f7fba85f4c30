import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { refusalOf } from '../../main/core/updates/refusal.ts';
import {
  barOf,
  nextByItself,
  type UpdateBar,
  type UpdateFacts,
  updateBars,
  updatePace,
  useBarOf,
} from '../../main/core/updates/rule.ts';
import { updateLine } from '../../main/core/updates/say.ts';
import { scrubbed } from '../../main/core/updates/scrubbed.ts';
import { isVersion, type ToldUpdate, updateFaults } from '../../main/core/updates/told.ts';
import { speaker } from '../../main/core/words.ts';
import { isSafeAddress, readFeed, releasePage } from '../../main/engine/updates/feed.ts';
import { bundleOf, isDeveloperId } from '../../main/engine/updates/signed.ts';
import { running, told } from '../fakes/drills.ts';
import { newWorld } from '../fakes/world.ts';
import { stand } from '../parts/stand.ts';
import { job } from '../terminal/told.ts';

const calm = (await stand()).snapshot();
const claw = (part: object): Pick<Snapshot, 'switch'> => {
  if (calm.switch === null) throw new Error('no switch');
  return { switch: { ...calm.switch, ...part } };
};
const net = (state: Snapshot['internet']['state'], cause: Snapshot['internet']['cause'] = null) => ({
  internet: { ...calm.internet, state, cause },
});
const facts = (part: Partial<UpdateFacts> = {}): UpdateFacts => ({ ...calm, isAway: false, ...part });
const working = job({ is: 'running' });

describe('what stands against an update', () => {
  test.each<readonly [string, Partial<UpdateFacts>, UpdateBar | null]>([
    ['online, and all is quiet', {}, null],
    ['the engine is silent', { isAway: true }, 'away'],
    ['before “Start watching”', { probing: 'not-yet' }, 'unwatched'],
    ['test servers are never asked', { probing: 'off' }, 'silent'],
    ['there is no test server', { probing: 'nobody' }, 'silent'],
    ['offline, and nobody is asked meanwhile', { probing: 'paused' }, 'offline'],
    ['a drill that only checks', { drill: told({ now: running(calm.at, { level: 'check' }) }) }, 'drill'],
    ['a drill that has taken Wi-Fi', { drill: told({ now: running(calm.at) }) }, 'drill'],
    ['what a drill has taken is owed', { drill: told({ isOwed: true }) }, 'drill'],
    ['a drill that is over', { drill: told({ now: running(calm.at, { phase: 'over' }) }) }, null],
    ['offline by choice, with a line that works', { mode: 'offline' }, 'offline'],
    ['the line has just come back', { stance: 'offline', stanceWanted: 'online' }, 'offline'],
    ['about to go offline', { stanceWanted: 'offline' }, 'offline'],
    ['the line is dead, and not yet believed', net('offline', 'upstream-dead'), 'line'],
    ['the line is dead in online mode', { mode: 'online', ...net('offline', 'link-down') }, 'line'],
    ['a portal', net('captive'), 'line'],
    ['names do not resolve', net('degraded', 'dns-broken'), 'line'],
    ['nobody knows', net('unknown'), 'line'],
    ['a shaky line is one', net('degraded', 'lossy'), null],
    ['only through the proxy', net('degraded', 'proxy-only'), null],
    ['OpenClaw’s config is being switched', claw({ run: { isOver: false } }), 'switch'],
    ['it has been', claw({ run: { isOver: true } }), null],
    ['a job', { jobs: [working] }, 'job'],
    ['jobs that wait or are done', { jobs: [job({ is: 'waiting' }), job({ is: 'done' })] }, null],
  ])('%s', (_title, part, bar) => expect(barOf(facts(part))).toBe(bar));

  test('a version that is here is not used while a config is still the offline one, unless somebody presses', () => {
    const lent = facts(claw({ isOwed: true, side: 'offline', run: null }));
    expect([useBarOf(lent, true), useBarOf(lent, false)]).toEqual(['debt', null]);
    // Without cloud models the config is owed for as long as that is wanted.
    expect(useBarOf(facts(claw({ isOwed: true, side: 'local', run: null })), true)).toBeNull();
    expect(useBarOf(facts({ mode: 'offline' }), false)).toBe('offline');
    expect(useBarOf(facts({ drill: told({ isOwed: true }) }), true)).toBe('drill');
  });
});

describe('when it is looked for by itself', () => {
  const [min, h] = [60_000, 3_600_000];
  const now = 1_000 * h;
  const past = { startedAt: now, answeredAt: 0, failedAt: 0 };
  const inMin = (part: Partial<typeof past>, chance = 0) => {
    const next = nextByItself({ ...past, ...part }, now, chance);
    return [(next.look - now) / min, (next.get - now) / min];
  };
  test.each<readonly [string, Partial<typeof past>, readonly number[]]>([
    ['not in the first ten minutes', {}, [10, 10]],
    ['once a day, also over a start', { answeredAt: now - 2 * h }, [22 * 60, 10]],
    ['a day and more ago', { startedAt: now - 50 * h, answeredAt: now - 25 * h }, [-60, -50 * 60 + 10]],
    ['an hour after it came to nothing', { startedAt: now - 5 * h, failedAt: now }, [60, 60]],
    ['a clock that has been set back since', { answeredAt: now + 400 * h }, [10, 10]],
  ])('%s', (_title, part, next) => expect(inMin(part)).toEqual(next));

  test('not everybody in the same minute, and never sooner', () => {
    expect(inMin({}, 1)).toEqual([12.5, 12.5]);
    expect(inMin({ answeredAt: now }, 1)[0]).toBe(24 * 60 * 1.25);
    expect(updatePace.every).toBe(24 * h);
  });
});

describe('what is said', () => {
  const say = speaker('en');
  const base: ToldUpdate = {
    ...{ is: 'idle', version: null, percent: 0, at: 0, fault: null, held: null },
    ...{ canGet: true, hasPage: true },
  };
  const line = (part: Partial<ToldUpdate>) => {
    const { say: text, do: button } = updateLine({ ...base, ...part }, 180_000, say);
    return `${text} | ${button?.label ?? ''}`.replaceAll('\u00a0', ' ');
  };
  test.each<readonly [Partial<ToldUpdate>, string]>([
    [{}, 'Not asked yet. | Check now'],
    [{ is: 'looking' }, 'Asking for a newer version… | '],
    [{ is: 'newest' }, 'This is the newest version. Asked 3 min ago. | Check now'],
    [{ is: 'found', version: '0.2.0' }, 'Version 0.2.0 is out. Asked 3 min ago. | Get it'],
    [
      { is: 'found', version: '0.2.0', canGet: false },
      'Version 0.2.0 is out. This copy cannot replace itself: get it from the release page. Asked 3 min ago. | Open the release page',
    ],
    [{ is: 'coming', version: '0.2.0', percent: 41 }, 'Fetching version 0.2.0: 41% | '],
    [
      { is: 'ready', version: '0.2.0' },
      'Version 0.2.0 is ready. Restart to use it. macOS checks its signature then. | Restart',
    ],
    [
      { is: 'handed', version: '0.2.0' },
      'macOS has version 0.2.0 already: it comes in when this app next quits or restarts. | Restart',
    ],
    [
      { is: 'handed', version: '0.2.0', held: { bar: 'line', what: 'use' } },
      'There is no working internet now. macOS has version 0.2.0 already: it comes in when this app next quits or restarts. | Restart',
    ],
    [{ is: 'built' }, 'This copy was built here. It does not update itself. | Open the release page'],
    [{ is: 'built', hasPage: false }, 'This copy was built here. It does not update itself. | '],
    [
      { is: 'failed', fault: 'unreachable' },
      'The release server could not be reached, 3 min ago. Try again later. | Check now',
    ],
    [
      { is: 'failed', fault: 'none' },
      'No release for this Mac has been published yet. Asked 3 min ago. | Check now',
    ],
    [
      { is: 'failed', fault: 'cut', version: '0.2.0' },
      'The download of version 0.2.0 broke off, 3 min ago. Nothing of it was kept. Try again. | Get it',
    ],
    [
      { is: 'failed', fault: 'signature', version: '0.2.0' },
      'macOS refused version 0.2.0: it is not signed by whoever signed this one. It was thrown away. | Open the release page',
    ],
    [{ held: { bar: 'offline', what: 'look' } }, 'Offline mode is on. Nothing was asked. | Check now'],
    [
      { is: 'ready', version: '0.2.0', held: { bar: 'drill', what: 'use' } },
      'A drill is under way. The new version was not used. | Restart',
    ],
  ])('%j', (part, text) => expect(line(part)).toBe(text));

  test.each(['en', 'ko'] as const)('every reason and every fault leaves nothing open: %s', (lang) => {
    const said = [
      ...updateBars.map((bar) => ({ held: { bar, what: 'get' as const } })),
      ...updateFaults.map((fault) => ({ is: 'failed' as const, version: '0.2.0', fault })),
    ].map((part) => updateLine({ ...base, ...part }, 0, speaker(lang)).say);
    for (const text of said) expect(text).toMatch(/^[^{}]+[.…]$/);
    expect(new Set(said).size).toBe(said.length);
  });
});

describe('words of strangers', () => {
  test.each([
    ['0.2.0', true],
    ['1.0.0-beta.1', true],
    ['1.0.0+build', true],
    ['v0.2.0', false],
    ['0.2', false],
    ['01.2.3', false],
    ['0.2.0 <b>', false],
    ['0.2.0\n', false],
    [`0.2.0-${'a'.repeat(60)}`, false],
  ])('a version: %j', (text, is) => expect(isVersion(text)).toBe(is));

  test.each([
    ['https://example.com/a.zip', true],
    ['http://127.0.0.1:4000/a.zip', true],
    ['http://[::1]/a.zip', true],
    ['http://example.com/a.zip', false],
    ['http://127.0.0.1.example.com/', false],
    ['http://localhost/', false],
    ['https://me:secret@example.com/', false],
    ['file:///etc/passwd', false],
    ['nothing', false],
  ])('an address: %s', (address, isSafe) => expect(isSafeAddress(address)).toBe(isSafe));

  test.each([
    [
      'provider: generic\nurl: https://example.com/feed',
      { provider: 'generic', url: 'https://example.com/feed' },
    ],
    ['provider: github\nowner: a\nrepo: b-c\ntoken: s3cret', { provider: 'github', owner: 'a', repo: 'b-c' }],
    ['provider: generic\nurl: http://example.com/feed', null],
    ['provider: github\nowner: ../a\nrepo: b', null],
    ['provider: s3\nbucket: b', null],
    ['a: &a [1]\nb: [*a, *a]\nprovider: generic\nurl: https://example.com', null],
    ['<html>', null],
    ['', null],
  ])('a feed: %j', async (text, feed) => {
    const world = newWorld();
    world.disk.set('/app-update.yml', text);
    expect(await readFeed(world.tools, '/app-update.yml')).toEqual(feed);
    expect(await readFeed(world.tools, '/none.yml')).toBeNull();
  });

  test('the release page is one over TLS, or none', () => {
    const of = (releases: unknown) => releasePage(JSON.stringify({ offlineMode: { releases } }));
    expect(of('https://example.com/releases')).toBe('https://example.com/releases');
    for (const bad of [
      'http://127.0.0.1/',
      'http://example.com',
      'javascript:alert(1)',
      'file:///x',
      7,
      null,
    ])
      expect(of(bad)).toBeNull();
    expect([releasePage('{}'), releasePage('no json')]).toEqual([null, null]);
  });

  const developer = [
    'Executable=/Applications/Offline Mode.app/Contents/MacOS/Offline Mode',
    'Identifier=app.offline-mode',
    'Authority=Developer ID Application: Somebody (ABCDE12345)',
    'Authority=Developer ID Certification Authority',
    'Authority=Apple Root CA',
    'TeamIdentifier=ABCDE12345',
  ].join('\n');
  test.each([
    ['a Developer ID', developer, true],
    ['ad hoc', 'Identifier=app\nSignature=adhoc\nTeamIdentifier=not set', false],
    ['for development', developer.replace('Developer ID Application', 'Apple Development'), false],
    ['no team', developer.replace('ABCDE12345\n', 'not set\n').replace(/TeamIdentifier=.*/, ''), false],
    [
      'an identifier that says so',
      'Identifier=Authority=Developer ID Application: X\nTeamIdentifier=ABCDE12345',
      false,
    ],
    ['not at all', 'code object is not signed at all', false],
  ])('codesign says: %s', (_title, text, is) => expect(isDeveloperId(text)).toBe(is));

  test('the bundle around the program', () => {
    expect(bundleOf('/Applications/Offline Mode.app/Contents/MacOS/Offline Mode')).toBe(
      '/Applications/Offline Mode.app',
    );
    expect(bundleOf('/usr/bin/electron')).toBe('/usr/bin/electron');
  });

  test.each([
    [
      'Code signature at URL file:///x.app/ did not pass validation: code failed to satisfy specified code requirement(s)',
      'signature',
    ],
    ['Cannot update while running on a read-only volume.', 'place'],
    ['Could not get code signature for running application', 'install'],
    ['The request timed out.', 'install'],
  ])('Squirrel says: %s', (message, fault) => expect(refusalOf(message)).toBe(fault));

  test('the log has no secret, and no address beyond its host', () => {
    expect(scrubbed('Error: 403\nHeaders: { "cookie": "s3cret" }')).toBe('Error: 403');
    expect(scrubbed('get (url: https://me:s3cret@example.com/a?token=s3cret)')).toBe(
      'get (url: https://example.com/…)',
    );
    expect(scrubbed(`/${'a1'.repeat(64)}.zip requested`)).toBe('….zip requested');
    expect(scrubbed('x'.repeat(1_000)).length).toBeLessThan(301);
  });
});
