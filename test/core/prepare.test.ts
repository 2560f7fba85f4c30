import { describe, expect, test } from 'vitest';
import { jobKinds } from '../../main/core/jobs/job.ts';
import { jobName } from '../../main/core/jobs/name.ts';
import { jobLine, overallOf, overallSay, preparingOf } from '../../main/core/jobs/say.ts';
import { fixesOf } from '../../main/core/ready/fixes.ts';
import { prepareOf } from '../../main/core/ready/prepare.ts';
import { readyGroups, readyRow } from '../../main/core/ready/say.ts';
import { shelfOf, usualSay } from '../../main/core/ready/shelf.ts';
import { type ToldReady, toldReady } from '../../main/core/ready/told.ts';
import { speaker } from '../../main/core/words.ts';
import { gap, job, manyJobs, mendable, readyWith, wished } from '../fakes/jobs.ts';
import { stand } from '../parts/stand.ts';

const [en, ko] = [speaker('en'), speaker('ko')];
const viewing = { lang: 'en', now: 0, isAway: false } as const;
const big = wished('llama3.3:latest', { need: 43_520_413_916, fits: 'no' });
const names = (ready: ToldReady) => fixesOf(ready).map(({ kind, what }) => `${kind} ${what}`.trim());
const prepare = (ready: ToldReady, jobs: Parameters<typeof prepareOf>[0]['jobs'] = [], mayDownload = true) =>
  prepareOf({ ready, jobs, mayDownload }, viewing);

describe('what can be done about what is missing', () => {
  test('in the order in which one needs the other, whatever order it was found in', () => {
    const items = [
      ...[mendable('pull', 'qwen2.5-coder:32b', { id: 'model', isMust: true }), mendable('repair', 'a:1b')],
      ...[mendable('answer'), mendable('deps'), mendable('verify'), mendable('save'), mendable('load')],
      ...[mendable('base', 'docker.io/library/node:22'), mendable('build'), mendable('machine')],
      mendable('pull', 'llama3.2:3b', { id: 'fallback' }),
    ];
    expect(names(readyWith({ items }))).toEqual([
      ...['machine', 'pull qwen2.5-coder:32b', 'pull llama3.2:3b', 'repair a:1b', 'build'],
      ...['base docker.io/library/node:22', 'load', 'save', 'verify', 'deps', 'answer'],
    ]);
  });

  test('each once; nothing that is proved, not wanted, or takes a choice', () => {
    const items = [
      ...[mendable('save', '', { id: 'backup' }), mendable('save', '', { id: 'base' })],
      ...[mendable('deps', '', { state: 'ok' }), mendable('build', '', { state: 'not-wanted' })],
      gap('fallback', { fix: { do: 'choose', key: 'ollama.fallback' } }),
      gap('hs', { fix: { do: 'why', part: 'headscale' } }),
      ...[mendable('verify', '', { state: 'warn' }), mendable('answer', '', { state: 'unknown' })],
    ];
    expect(names(readyWith({ items }))).toEqual(['save', 'verify', 'answer']);
  });

  test('a model that the memory cannot hold is left out; one of unknown size is not', () => {
    const items = [mendable('pull', 'llama3.3:latest'), mendable('pull', 'new:1b')];
    const wishes = [big, wished('new:1b', { bytes: null, need: null, fits: 'unknown' })];
    expect(names(readyWith({ items, wishes }))).toEqual(['pull new:1b']);
    expect(names(readyWith({ items, presets: [big] }))).toEqual(['pull new:1b']);
  });

  test('a real engine beside a whole stack: the same list from what it tells', async () => {
    const { engine } = await stand({ settings: { 'ollama.more': ['deepseek-r1:32b', 'llama3.3:latest'] } });
    const ready = toldReady(engine.state());
    expect(names(ready)).toContain('pull deepseek-r1:32b');
    expect(names(ready)).not.toContain('pull llama3.3:latest');
    expect(prepare(ready).missing.map(({ name, note }) => [name, note])).toEqual([
      ['deepseek-r1:32b', '19.9 GB'],
    ]);
  });
});

describe('the page of what is prepared', () => {
  test('how much there is to do, and what that downloads', () => {
    const items = [
      mendable('pull', 'qwen2.5-coder:32b', { bytes: 19_851_349_898 }),
      mendable('pull', 'llama3.2:3b', { bytes: 2_019_393_189 }),
      mendable('save', '', { bytes: 1_400_000_000 }),
    ];
    const all = prepare(readyWith({ items }));
    expect([all.head, all.sub, all.isBusy]).toEqual(['3 things to do', '21.9 GB to download', false]);
    expect(prepare(readyWith({ items: items.slice(2) })).head).toBe('1 thing to do');
  });

  test('while something is under way: how far all of it is, and what waits for nothing is not offered again', () => {
    const ready = readyWith({
      items: [mendable('pull', 'qwen2.5-coder:32b'), mendable('save'), mendable('deps')],
      wishes: [wished('qwen2.5-coder:32b'), wished('gpt-oss:20b'), wished('qwen3:0.6b')],
    });
    const all = prepare(ready, manyJobs);
    expect([all.head, all.sub, all.isBusy]).toEqual(['Preparing', '17.5 of 39.8 GB, about 9 min left', true]);
    expect(all.share).toBeCloseTo(0.44, 2);
    expect(all.models.map(({ name }) => name)).toHaveLength(4);
    expect(all.others.map(({ name, status }) => [name, status])).toEqual([
      ['Save the container image', 'waiting its turn'],
      ['Fetch dependencies', 'done'],
    ]);
    expect(all.missing.map(({ name }) => name)).toEqual(['qwen3:0.6b']);
    // What is done and missing again can be done again.
    expect(all.gaps.map(({ name, note, label }) => [name, note, label])).toEqual([
      ['Fetch dependencies', 'Dependencies: not proved yet', 'Fetch'],
    ]);
    expect(all.wishes.map(({ kind }) => kind)).toEqual(['deps']);
  });

  test('every model that is here can be read through, unless that is under way', () => {
    const ready = readyWith({ wishes: [wished('a:1b', { isHere: true }), wished('b:1b')] });
    const all = prepare(ready, [job('deep', 'a:1b', { is: 'stopped' })]);
    expect(all.checks).toEqual([{ kind: 'deep', what: 'a:1b', isForced: false }]);
    expect(all.isChecking).toBe(false);
    expect(prepare(ready, [job('deep', 'x', { is: 'waiting' })]).isChecking).toBe(true);
  });

  test('what was stopped is to be done, and Prepare all goes on with it', () => {
    const ready = readyWith({ items: [mendable('pull', 'gpt-oss:20b')], wishes: [wished('gpt-oss:20b')] });
    const all = prepare(ready, [job('pull', 'gpt-oss:20b', { is: 'stopped', share: 0.61 })]);
    expect([all.head, all.isGuarded]).toEqual(['1 thing to do', true]);
    expect(all.missing).toEqual([]);
    expect(all.wishes).toEqual([{ kind: 'pull', what: 'gpt-oss:20b', isForced: false }]);
  });

  test.each([
    ['running', false],
    ['done', false],
    ['waiting', true],
    ['stopped', true],
    ['failed', true],
  ] as const)('a download that is %s: the one-hour rule is said: %s', (is, isSaid) => {
    expect(prepare(readyWith(), [job('pull', 'a:1b', { is })]).isGuarded).toBe(isSaid);
    expect(prepare(readyWith(), [job('save', '', { is })]).isGuarded).toBe(false);
  });

  test('what is here can be asked for anew, and not twice', () => {
    const ready = readyWith({ wishes: [wished('a:1b', { isHere: true }), wished('b:1b')] });
    expect(prepare(ready).updates.map(({ wish }) => wish)).toEqual([
      { kind: 'pull', what: 'a:1b', isForced: true },
    ]);
    expect(prepare(ready, [job('pull', 'a:1b', { is: 'running' })]).updates).toEqual([]);
  });

  test('without internet only what needs none is begun', () => {
    const items = [mendable('pull', 'a:1b'), mendable('base', 'b'), mendable('machine'), mendable('save')];
    expect(prepare(readyWith({ items }), [], false).wishes.map(({ kind }) => kind)).toEqual(['save']);
  });

  test('a model that is too large is left out, offered only against a warning, and a smaller one is offered', () => {
    const ready = readyWith({ items: [mendable('pull', big.name)], wishes: [big] });
    const all = prepare({ ...ready, memory: 17_179_869_184 });
    expect(all.tooBig).toMatchObject([
      {
        say: 'llama3.3:latest is left out: it needs 43.5 GB of memory, this machine has 17.2 GB.',
        wish: { kind: 'pull', what: 'llama3.3:latest', isForced: true },
        sure: 'It needs 43.5 GB of memory, and this machine has 17.2 GB: it may not start, or take minutes for an answer.',
      },
    ]);
    const begun = job('pull', big.name, { is: 'running' });
    expect(prepare({ ...ready, memory: 17_179_869_184 }, [begun]).tooBig).toEqual([]);
    expect(all.smaller?.note).toBe('A smaller one that fits: qwen2.5-coder:14b, 9.0 GB.');
    expect([all.missing, all.wishes]).toEqual([[], []]);
    const here = wished('qwen2.5-coder:14b', { isHere: true });
    expect(prepare({ ...ready, memory: 17_179_869_184, presets: [here] }).smaller).toBeNull();
    // Nobody knows how much memory there is, so nobody knows what fits.
    expect(prepare({ ...ready, memory: null }).smaller).toBeNull();
  });

  test('a damaged model is offered for repair, and a first one where none is chosen', () => {
    const items = [mendable('repair', 'a:1b'), mendable('pull', 'qwen2.5-coder:14b')];
    expect(prepare(readyWith({ items })).missing.map(({ name, label }) => [name, label])).toEqual([
      ['Repair a:1b', 'Repair'],
      ['qwen2.5-coder:14b', 'Download'],
    ]);
  });

  test('everything is here; or what is left takes a choice, and nothing claims otherwise', () => {
    const drill = gap('drill', { group: 'mac' });
    expect(prepare(readyWith({ items: [drill] })).head).toBe('Everything is here');
    const fallback = gap('fallback', { group: 'models', fix: { do: 'choose', key: 'ollama.fallback' } });
    const all = prepare(readyWith({ items: [fallback] }));
    expect([all.head, all.tone]).toEqual(['Nearly ready', 'warn']);
    expect(all.sub).toMatch(/^Nothing more can be prepared here/);
    expect(prepare(readyWith({ state: 'checking', items: [fallback] })).head).toBe('Checking…');
  });

  test('the models that guides name: what each takes, and the three together', () => {
    const presets = [
      big,
      wished('qwen2.5-coder:32b', { isHere: true }),
      wished('qwen3:0.6b', { bytes: 520_000_000 }),
    ];
    const rows = shelfOf(readyWith({ presets, wishes: [wished('qwen3:0.6b')] }), en);
    expect(rows.map(({ note, isHere, isWished, isUsual }) => [note, isHere, isWished, isUsual])).toEqual([
      ['19.9 GB, too large for this machine', false, false, true],
      ['19.9 GB, fits here', true, false, true],
      ['520 MB, fits here', false, true, false],
    ]);
    expect(usualSay(en)).toBe('All three together are 82.2 GB.');
    expect(usualSay(ko)).toBe('세 모델을 합치면 82.2 GB 정도입니다.');
  });
});

describe('a job in words', () => {
  test.each(manyJobs.map((one, n) => [one.what || one.kind, one, n] as const))('%s', (_name, one, n) => {
    const { amount, status, mark, acts } = jobLine(one, en);
    const said = [
      ['12.4 of 19.9 GB · 42 MB/s', 'about 3 min', 'turn', ['stop']],
      ['5.1 of 19.9 GB · 29 MB/s', 'about 9 min', 'turn', ['stop']],
      ['8.5 of 13.8 GB', 'stopped at 61%', 'rest', ['resume', 'forget']],
      ['200 MB of 4.1 GB', 'did not work', 'bad', ['retry', 'forget']],
      ['', 'waiting its turn', 'wait', ['stop']],
      ['', 'done', 'good', []],
    ];
    expect([amount, status, mark, acts]).toEqual(said[n]);
  });

  test('how far it is beside the icon: nothing where nothing is under way, no figure where nobody knows one', () => {
    expect(preparingOf(manyJobs)).toBe('43%');
    expect(preparingOf([job('machine', '', { is: 'running' })])).toBe('');
    expect(preparingOf([job('pull', 'a:1b', { is: 'stopped' })])).toBeNull();
    const two = overallOf(manyJobs.slice(0, 2));
    expect(two && overallSay(two, en)).toBe('17.5 of 39.8 GB, about 9 min left');
  });

  test('when one of several ends the share does not fall, and when the last ends there is none', () => {
    const [first, second] = manyJobs;
    if (!first || !second) throw new Error('no jobs');
    const ended = { ...first, is: 'done', done: 19.9e9, share: 1, rate: null, rest: null } as const;
    const shares = [
      [first, second],
      [ended, second],
      [ended, { ...second, done: 19e9 }],
    ].map((jobs) => overallOf(jobs)?.share ?? 0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[1]).toBeCloseTo(25 / 39.8, 3);
    expect(overallOf([ended, { ...second, is: 'done' }])).toBeNull();
    // What is done says nothing of one whose size nobody knows.
    expect(preparingOf([ended, job('machine', '', { is: 'running' })])).toBe('');
  });

  test.each(['en', 'ko'] as const)('without a name of its own there is no gap in it, in %s', (lang) => {
    for (const kind of jobKinds)
      expect(jobName({ kind, what: '' }, speaker(lang))).not.toMatch(/\s\s|^\s|\s$/);
    expect(jobName({ kind: 'save', what: '' }, ko)).toBe('컨테이너 이미지 저장');
    expect(jobName({ kind: 'verify', what: '/a  b.tar' }, en)).toBe('Verify the backup /a  b.tar');
  });
});

test('a line says how it stands, also where it is not needed', () => {
  const items = [gap('a', { state: 'ok', at: -720_000 }), gap('b', { state: 'not-wanted' })];
  const [group] = readyGroups(readyWith({ items }), viewing);
  expect(group?.age).toBe('12 min ago');
  expect(group?.rows.map(({ state, mark, age }) => [state, mark, age])).toEqual([
    ['ok', 'good', '12 min'],
    ['not-wanted', 'rest', ''],
  ]);
});

describe('one of something, and none', () => {
  test.each([
    ['ready.x.hs', { n: 1 }, 'needs an outside address to start'],
    ['ready.x.hs', { n: 2 }, 'needs 2 outside addresses to start'],
    ['ready.x.keys', { thing: 'Headscale', d: 1 }, 'Headscale ends in a day'],
    ['ready.x.keys', { thing: 'Headscale', d: 0 }, 'Headscale ends today'],
    ['ready.x.keys', { thing: 'Headscale', d: 2 }, 'Headscale ends in 2 days'],
    ['ready.v.keys', { thing: 'Headscale', d: 1 }, 'first one ends in a day'],
    ['ready.x.deps', { n: 1 }, 'a package is missing'],
    ['ready.v.lanCert', { d: 1 }, 'answers, certificate 1 day'],
  ] as const)('%s %j', (key, values, said) => {
    expect(readyRow(gap('a', { proof: { key, values } }), viewing).proof).toBe(said);
    const korean = readyRow(gap('a', { proof: { key, values } }), { ...viewing, lang: 'ko' }).proof;
    expect(korean).not.toMatch(/ready\.|[{}]/);
  });
});
