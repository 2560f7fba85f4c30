import { describe, expect, test } from 'vitest';
import { belief } from '../../main/core/belief.ts';
import { guideOf } from '../../main/core/guide/guide.ts';
import { guideView } from '../../main/core/guide/say.ts';
import { isSettingKey } from '../../main/core/settings.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { newState } from '../../main/core/state.ts';
import { en } from '../../main/core/words.en.ts';
import type { Lang } from '../../main/core/words.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { report, running, told } from '../fakes/drills.ts';
import { stand } from '../parts/stand.ts';

const live = (await stand()).snapshot();
const now = live.at;
type Change = Partial<Omit<Snapshot, 'internet' | 'settings'>> & {
  internet?: Partial<Snapshot['internet']>;
  settings?: Partial<Snapshot['settings']>;
};
const shot = ({ internet, settings, ...rest }: Change = {}): Snapshot => ({
  ...live,
  ...rest,
  internet: { ...live.internet, ...internet },
  settings: { ...live.settings, 'switch.consent': true, ...settings },
});
const see = (snapshot: Snapshot | null, lang: Lang = 'en', isAway = false) =>
  guideView(snapshot, { lang, now, isAway });
/** What a line says of now: its answer, and what stands below. */
function seen(id: string, snapshot: Snapshot, lang: Lang = 'en'): string {
  const row = see(snapshot, lang)
    .groups.flatMap(({ rows }) => rows)
    .find((one) => one.id === id);
  const say = (one: { mark: string; say: string } | null | undefined) => one && `${one.mark} ${one.say}`;
  return [say(row?.answer), say(row?.more)].filter(Boolean).join(' | ');
}
const part = (id: string, change: Partial<Snapshot['parts'][number]>): Snapshot['parts'] =>
  live.parts.map((one) => (one.id === id ? { ...one, ...change } : one));
const claw = (change: Partial<NonNullable<Snapshot['switch']>>): Change => {
  if (!live.switch) throw new Error('no switch');
  return { switch: { ...live.switch, ...change } };
};
const ahead = (change: Partial<NonNullable<NonNullable<Snapshot['switch']>['ahead']>>): Change => {
  if (!live.switch?.ahead) throw new Error('nothing was rehearsed');
  return claw({ ahead: { ...live.switch.ahead, ...change } });
};
const ai = (change: Partial<NonNullable<Snapshot['ai']>>): Change => {
  if (!live.ai) throw new Error('no word on the AI');
  return { ai: { ...live.ai, ...change } };
};
const leaks = { models: 'could' as const, services: 'none' as const, leaks: [], more: 0 };
const drilled = (figures: { loadMs: number | null; speed: number | null }): Change => ({
  drill: told({ last: report({ at: now, figures: { ...figures, firstMs: null } }) }),
});
const outage = {
  to: now - 60_000,
  cause: 'upstream-dead',
  slept: 0,
  isDrill: false,
  isEndKnown: true,
  ai: null,
};
const silent = { key: 'svc.silent', values: {} };

describe('what is so now', () => {
  test.each<[string, string, Change, string, string]>([
    ['the AI works', 'look', {}, 'good Works now', 'good 지금 작동 중'],
    [
      'the AI partly works',
      'look',
      ai({ state: 'partly', because: silent, about: 'openclaw', cause: 'openclaw' }),
      'part Partly works | part OpenClaw: no answer',
      'part 일부만 작동 | part OpenClaw: 응답 없음',
    ],
    [
      'the AI has stopped',
      'look',
      ai({ state: 'stopped', because: { key: 'svc.off', values: {} }, about: 'ollama', cause: 'ollama' }),
      'bad Has stopped | bad Ollama: stopped',
      'bad 멈춤 | bad Ollama: 멈춤',
    ],
    ['there is none', 'look', ai({ state: 'none' }), 'rest None found', 'rest 찾지 못함'],
    ['not looked yet', 'look', ai({ state: 'unknown' }), 'ask Not known yet', 'ask 아직 확인 전'],
    [
      'a drill goes on',
      'look',
      { drill: told({ now: running(now) }) },
      'wait Drill running',
      'wait 훈련 중입니다',
    ],
    ['Auto', 'mode', {}, 'good Auto is on', 'good 자동 켜짐'],
    [
      'Online is chosen',
      'mode',
      { mode: 'online', modeSaved: 'online' },
      'part Online is on',
      'part 온라인 켜짐',
    ],
    [
      'Offline is chosen',
      'mode',
      { mode: 'offline', modeSaved: 'offline' },
      'good Offline is on',
      'good 오프라인 켜짐',
    ],
    [
      'a mode that is not kept yet',
      'mode',
      { mode: 'offline' },
      'wait Saving your choice…',
      'wait 선택을 저장하는 중…',
    ],
    [
      'nobody watches yet',
      'mode',
      { probing: 'not-yet' },
      'ask Not watching yet',
      'ask 아직 지켜보지 않습니다',
    ],
    [
      'nobody has said yes to the switch',
      'mode',
      { settings: { 'switch.consent': false } },
      'good Auto is on | part OpenClaw’s config is switched only when you say yes.',
      'good 자동 켜짐 | part OpenClaw 구성은 허락하신 뒤에만 전환됩니다.',
    ],
    [
      'the switch is never wanted',
      'mode',
      { settings: { 'switch.enter': 'never' } },
      'good Auto is on | part By your choice, OpenClaw’s config is not switched.',
      'good 자동 켜짐 | part 선택하신 대로 OpenClaw 구성은 전환되지 않습니다.',
    ],
    [
      'the person is asked about the switch',
      'mode',
      claw({ asks: 'offline' }),
      'good Auto is on | part A question waits for your answer.',
      'good 자동 켜짐 | part 답을 기다리는 질문이 있습니다.',
    ],
    ['nothing to press', 'press', {}, 'rest None does now', 'rest 지금은 없음'],
    [
      'the cause can be restarted',
      'press',
      ai({ state: 'partly', because: silent, about: 'openclaw', cause: 'openclaw', act: 'restart' }),
      'bad Restart OpenClaw',
      'bad OpenClaw 다시 시작',
    ],
    [
      'a row offers a start',
      'press',
      { parts: part('tailscale', { act: 'start', health: 'down' }) },
      'part Start Tailscale',
      'part Tailscale 시작',
    ],
    [
      'all answer',
      'keep',
      { parts: part('headscale', { rule: { key: 'rule.hs.here', values: {} } }) },
      'good All answer',
      'good 모두 응답 중',
    ],
    [
      'one does not',
      'keep',
      { parts: part('headscale', { health: 'down', fact: silent }) },
      'bad Not all answer | bad Headscale: no answer',
      'bad 일부 응답 없음 | bad Headscale: 응답 없음',
    ],
    [
      'a restart would cost something',
      'keep',
      { parts: part('headscale', { rule: { key: 'rule.hs.trap', values: { n: 3 } } }) },
      'good All answer | part Headscale: It keeps running, but its next start needs 3 outside addresses.',
      'good 모두 응답 중 | part Headscale: 계속 실행되지만 다시 시작하려면 외부 주소 3개가 필요합니다.',
    ],
    ['models', 'pull', {}, 'good 3 models here', 'good 이 기기에 모델 3개'],
    ['one model', 'pull', { models: ['a:1'] }, 'good 1 model here', 'good 이 기기에 모델 1개'],
    ['no model', 'pull', { models: [] }, 'bad no model here', 'bad 이 기기에 모델 없음'],
    ['Ollama does not answer', 'pull', { parts: part('ollama', { health: 'down' }) }, '', ''],
    [
      'cloud models are out',
      'cloud',
      claw({ side: 'offline' }),
      'good out of the config now',
      'good 지금 구성에서 빠져 있음',
    ],
    [
      'somebody has put one back',
      'cloud',
      claw({ side: 'offline', isSpoilt: true }),
      'part one could still be asked',
      'part 아직 쓰일 수 있는 모델이 있음',
    ],
    [
      'cloud models may be asked',
      'cloud',
      ahead({ now: leaks }),
      'rest may be asked now',
      'rest 지금은 OpenClaw가 쓸 수 있음',
    ],
    [
      'nobody can tell',
      'cloud',
      ahead({ now: { ...leaks, models: 'unknown' } }),
      'ask not known for sure',
      'ask 확실히 알 수 없음',
    ],
    ['nothing was rehearsed', 'cloud', claw({ ahead: null, run: null }), '', ''],
    [
      'there is no config',
      'cloud',
      claw({ isThere: false, unread: { code: 'claw-missing', about: '' } }),
      'rest no OpenClaw config here',
      'rest OpenClaw 구성 파일 없음',
    ],
    ['devices', 'device', {}, 'good 5 remembered', 'good 기기 5대를 기억함'],
    [
      'no Tailscale',
      'device',
      { parts: part('tailscale', { health: 'absent' }) },
      'rest Tailscale is not installed',
      'rest Tailscale 설치 안 됨',
    ],
    [
      'it does not let us ask',
      'device',
      { parts: part('tailscale', { health: 'mute', fact: { key: 'svc.ts.cannot', values: {} } }) },
      'ask Tailscale: cannot be asked',
      'ask Tailscale: 확인할 수 없음',
    ],
    [
      'search goes off with the switch',
      'web',
      {},
      'rest offline mode turns it off in OpenClaw',
      'rest 오프라인 모드에서 OpenClaw의 웹 검색을 끔',
    ],
    [
      'memory is searched elsewhere',
      'web',
      ahead({ left: ['agents.defaults.memorySearch.provider'] }),
      'part OpenClaw’s memory search uses an outside service',
      'part OpenClaw가 기억 검색에 외부 서비스를 사용함',
    ],
    ['a backup is missing', 'build', {}, 'part Image backup: none', 'part 이미지 백업: 없음'],
    ['keys', 'keys', {}, 'good first one ends in 188 days', 'good 가장 빠른 만료 188일 후'],
    [
      'speed',
      'slower',
      drilled({ loadMs: null, speed: 6.84 }),
      'rest 6.8 tokens/s in the last drill',
      'rest 지난 훈련에서 초당 6.8토큰',
    ],
    ['no drill yet', 'slower', {}, '', ''],
    [
      'loading',
      'load',
      drilled({ loadMs: 24_600, speed: null }),
      'rest 25 s in the last drill',
      'rest 지난 훈련에서 25초',
    ],
    ['the line works', 'known', {}, 'good Works', 'good 정상'],
    [
      'it is down',
      'known',
      { internet: { state: 'offline', cause: 'upstream-dead' } },
      'part Down',
      'part 끊김',
    ],
    [
      'Offline stays',
      'back',
      { mode: 'offline', modeSaved: 'offline' },
      'part You chose Offline, and it stays so until you choose Auto.',
      'part ‘오프라인’을 선택하셔서 ‘자동’을 선택할 때까지 유지됩니다.',
    ],
    [
      'the person is asked',
      'back',
      { asksReturn: true, probing: 'off' },
      'part You are asked whether it is back.',
      'part 돌아왔는지 묻고 있습니다.',
    ],
    [
      'no outage',
      'diary',
      { outages: [] },
      'rest no outage in the last seven days',
      'rest 지난 7일 동안 끊김 없음',
    ],
  ])('%s', (_title, id, change, english, korean) => {
    expect(seen(id, shot(change))).toBe(english);
    expect(seen(id, shot(change), 'ko')).toBe(korean);
  });

  test('the last outage, and one that goes on; a drill is none', () => {
    const last = { ...outage, from: now - 2_520_000, lasted: 2_460_000 };
    const drill = { ...outage, from: now - 60_000, lasted: 30_000, isDrill: true };
    expect(seen('diary', shot({ outages: [last, drill] }))).toMatch(
      /^rest the last one: .*\d\d:\d\d, 41 min$/,
    );
    expect(seen('diary', shot({ outages: [{ ...last, to: null }] }))).toMatch(
      /^part down since .*\d\d:\d\d$/,
    );
  });

  test('a model that is still to come, and one that this machine could not run anyway', () => {
    const { ready } = live;
    if (!ready) throw new Error('nothing is known');
    const wish = { isHere: false, bytes: null, need: null };
    const wishes = [
      { ...wish, name: 'a:1', fits: 'yes' as const },
      { ...wish, name: 'b:400b', fits: 'no' as const },
    ];
    expect(seen('pull', shot({ ready: { ...ready, wishes } }))).toBe('part 3 here, 1 still to download');
  });

  test('parts with a condition say it themselves, and what is down is no such part', () => {
    const own = (snapshot: Snapshot) =>
      see(snapshot)
        .groups.find(({ id }) => id === 'own')
        ?.rows.map(({ name, text, answer }) => `${name}, ${answer?.say}: ${text}`) ?? [];
    expect(own(shot())).toEqual([
      'Tailscale, works partly: Some devices (1) are reached through the internet.',
      'Headscale, works partly: It keeps running. Whether it would start again is not known: its config was not read.',
    ]);
    const rule = { key: 'rule.claw.cloud', values: { model: 'anthropic/claude' } };
    expect(own(shot({ parts: part('openclaw', { offline: 'no', rule }) }))[0]).toBe(
      'OpenClaw, stops: It asks only the cloud (anthropic/claude).',
    );
    expect(own(shot({ parts: part('tailscale', { health: 'down' }) }))).toHaveLength(1);
  });
});

describe('without anything that is so now', () => {
  const facts = (view: ReturnType<typeof see>) =>
    view.groups.flatMap(({ rows }) => rows.flatMap(({ answer, more }) => [answer, more])).filter(Boolean);

  test.each(['en', 'ko'] as const)('the text stands, and claims nothing: %s', (lang) => {
    const text = see(null, lang);
    expect(text.isLive).toBe(false);
    expect(text.groups.map(({ id }) => id)).toEqual(['now', 'not', 'know', 'back']);
    expect(facts(text)).toEqual([]);
    const back = text.groups.at(-1)?.rows.find(({ id }) => id === 'back');
    expect(back?.text).toContain(
      lang === 'en' ? `after ${belief.back / 1_000}\u00a0s` : `${belief.back / 1_000}초 뒤`,
    );
  });

  test('an engine that is away is told of with the text alone, whatever it last said', () => {
    expect(see(shot(), 'en', true)).toEqual(see(null));
  });

  test('an engine that has looked at nothing yet claims nothing of what it would see', () => {
    const empty = snapshotOf(newState(0, now), { owner: 'app', pid: 1, version: 'test' });
    const said = facts(see(empty)).map((one) => one?.say);
    expect(said).toEqual(['Not known yet', 'Not watching yet', 'no outage in the last seven days']);
  });

  test('a look that is too old is no look', () => {
    const late = guideView(shot(), { lang: 'en', now: now + 3_600_000, isAway: false });
    const rows = late.groups.flatMap(({ rows: own }) => own);
    for (const id of ['press', 'keep', 'pull', 'device'])
      expect(
        rows.find((row) => row.id === id),
        id,
      ).toMatchObject({ answer: null, more: null });
    expect(late.groups.some(({ id }) => id === 'own')).toBe(false);
  });

  test('where nobody outside may be asked, nothing says that it would be known', () => {
    for (const change of [{ probing: 'off' }, { settings: { 'probe.whileOffline': false } }] as const) {
      const back = see(shot(change)).groups.at(-1);
      expect(back?.rows.map(({ id }) => id)).toEqual(['back', 'diary']);
      expect(back?.rows[0]?.text).toMatch(/^No test servers are asked/);
    }
  });
});

describe('whatever comes', () => {
  const many = Array.from({ length: 60 }, (_, n) => ({
    ...part('tailscale', {}).find(({ id }) => id === 'tailscale'),
    ...{ id: `lan:${n}`, kind: 'lan', name: '<b>\u202e'.repeat(10), offline: 'no' },
    rule: { key: 'rule.lan.outside', values: {} },
  })) as unknown as Snapshot['parts'];
  const states: Snapshot[] = [
    ...[
      shot(),
      shot(claw({ asks: 'offline' })),
      shot(ai({ state: 'stopped', act: 'start', cause: 'ollama' })),
    ],
    ...[shot({ mode: 'online', modeSaved: 'online' }), shot({ asksReturn: true, probing: 'off' })],
    shot({ parts: [...live.parts, ...many], models: ['m'.repeat(300)] }),
  ];

  test('every line is whole in both languages, and made of words that there are', () => {
    for (const snapshot of [null, ...states]) {
      const { groups } = guideOf(snapshot, { lang: 'en', now, isAway: false });
      const lines = groups.flatMap((group) => group.lines);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
      for (const { text, name, example, answer, more } of lines)
        for (const one of [text, name, example, answer?.say, answer?.of, more?.say, more?.of])
          if (one) expect(one.key in en, one.key).toBe(true);
      for (const lang of ['en', 'ko'] as const)
        for (const { title, rows } of see(snapshot, lang).groups)
          expect(
            `${title} ${JSON.stringify(rows.map(({ text, answer, more, label }) => [text, answer?.say, more?.say, label]))}`,
          ).not.toMatch(/\{\w+\}/);
    }
  });

  test('what could be typed is a command that there is, and a button leads to a setting that there is', () => {
    for (const snapshot of [null, ...states])
      for (const { command, act } of guideOf(snapshot, { lang: 'en', now, isAway: false }).groups.flatMap(
        ({ lines }) => lines,
      )) {
        if (command) expect(readArgs(command.split(' ').slice(1)).wanted.ok, command).toBe(true);
        if (act?.do === 'choose') expect(isSettingKey(act.key)).toBe(true);
      }
  });

  test('of sixty parts with a condition eight are told, and how many more there are', () => {
    const own = see(states.at(-1) ?? null).groups.find(({ id }) => id === 'own');
    expect(own?.rows).toHaveLength(9);
    expect(own?.rows.at(-1)?.text).toBe('and 54 more');
  });
});
