import { describe, expect, test } from 'vitest';
import { problemCodes } from '../../main/core/problem.ts';
import { sentence } from '../../main/core/sentence.ts';
import { defaultSettings, settingHints, settingKeys, settingSchemas } from '../../main/core/settings.ts';
import { verdictKeys } from '../../main/core/verdicts.ts';
import { en } from '../../main/core/words.en.ts';
import { ko } from '../../main/core/words.ko.ts';
import { chooseLang, speaker, type WordKey } from '../../main/core/words.ts';

const keys = Object.keys(en).filter((key): key is keyof typeof en => key in en);
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort();

describe('words', () => {
  test.each(keys)('%s is said in both languages, with the same things filled in', (key) => {
    expect(en[key]).not.toMatch(/^\s*$|\s{2}/);
    expect(ko[key]).not.toMatch(/^\s*$|\s{2}/);
    expect(holes(ko[key])).toEqual(holes(en[key]));
  });

  test('a Korean sentence is Korean', () => {
    // The names of languages and products; where nothing but what is filled in is said there is nothing to translate.
    const names = [
      'claw.podman',
      'ollama.v.owner.homebrew',
      'podman.engine',
      'ready.g.claw',
      'ready.t.ollama',
      'ready.t.openclaw',
      'set.hs',
      'set.lang.en',
      'ts.state',
      'why.v.ms',
    ];
    const isSaid = (key: WordKey) => /[a-z]/i.test(en[key].replaceAll(/\{\w+\}/g, ''));
    expect(keys.filter((key) => isSaid(key) && !/[가-힣]/.test(ko[key])).sort()).toEqual(names);
  });

  test('Korean never joins a particle that depends on the letter before to what is filled in', () => {
    const risky = keys.filter((key) => /\}(은|는|이|가|을|를|와|과)(?=[\s.,])/.test(ko[key]));
    expect(risky).toEqual([]);
  });

  test('every problem is a whole sentence in both languages, with nothing left open', () => {
    for (const code of problemCodes) {
      for (const lang of ['en', 'ko'] as const) {
        const text = sentence(
          { code, about: 'something', detail: code === 'settings-invalid' ? 'choice:a, b' : '3' },
          speaker(lang),
        );
        expect(text).not.toMatch(/[{}]/);
        expect(text).toMatch(/[.?!]$/);
      }
    }
  });

  test('every verdict has a word, a sentence and a cause', () => {
    for (const key of verdictKeys)
      expect([`net.${key}`, `say.${key}`, `cause.${key}`].every((word) => word in en)).toBe(true);
  });

  test.each([
    ['job-offline', 'base', '', 'en', /^“Save the base image” needs the internet/],
    ['job-offline-mode', 'base', '', 'ko', /^‘기반 이미지 저장’ 작업에는/],
    ['job-busy', 'qwen3:0.6b', '', 'en', /^“qwen3:0.6b” cannot be done/],
    ['deps-no-folder', '', '', 'en', /^No project is chosen\. Choose yours with “offline-mode settings/],
    ['deps-no-folder', '/a b', '', 'ko', /^‘\/a b’ 폴더가 없습니다/],
    ['image-foreign', '/x.tar', 'folder', 'ko', /보관 파일이 아닙니다\(폴더\)\.$/],
    ['image-foreign', '/x.tar', 'no tar', 'en', /is not a container image archive \(not a tar file\)\.$/],
    ['image-foreign', '/x.tar', 'a twice', 'ko', /\(a 항목이 서로 다른 내용으로 두 번 있음\)\.$/],
    ['image-foreign', '/x.tar', 'too many members', 'en', /\(it contains too many files\)\.$/],
    ['image-foreign', '/x.tar', 'a.txt', 'en', /\(a\.txt\)\.$/],
    ['image-broken', '/x.tar', 'after a b', 'en', /is damaged: what follows a b cannot be read\./],
    ['image-broken', '/x.tar', '0123456789ab.tar', 'en', /is damaged: 0123456789ab\.tar\./],
    [
      'image-broken',
      '/x.tar',
      'a lies about its size',
      'ko',
      /손상되었습니다\(a 크기가 있을 수 없는 값임\)\./,
    ],
    [
      'answer-none',
      'tiny',
      'empty',
      'en',
      /^A test question to tiny got no answer: it ended without a word\. /,
    ],
    ['answer-none', 'tiny', 'empty', 'ko', /^tiny: 시험 질문에 답이 없습니다\(내용 없이 끝남\)\. /],
    ['answer-none', 'tiny', 'no-way', 'en', /got no answer: there is no route to it\. /],
    ['answer-none', 'tiny', 'no-name', 'ko', /답이 없습니다\(이름을 찾지 못함\)\. /],
    ['answer-none', 'OpenClaw', 'HTTP 500', 'en', /got no answer: HTTP 500\. /],
    ['image-short', '/x.tar', '', 'ko', /끊겼습니다: 온전한 것이 없음\./],
  ] as const)('%s about “%s” (%s) in %s', (code, about, detail, lang, said) => {
    expect(sentence({ code, about, detail }, speaker(lang))).toMatch(said);
  });

  test.each(['en', 'ko'] as const)(
    'the terminal calls a drill that never was as the panel does, in %s',
    (lang) => {
      const say = speaker(lang);
      expect(say('cli.drillNone')).toContain(`${say('drill.title')}: ${say('nav.never')}. `);
    },
  );

  test('what others wrote is filled in as it is', () => {
    expect(speaker('en')('why.gateway', { target: '{n} <b>' })).toBe('Router {n} <b>');
  });

  test.each([
    ['system', ['ko-KR', 'en-US'], 'ko'],
    ['system', ['de-DE', 'ko-KR'], 'ko'],
    ['system', ['ko_KR.UTF-8'], 'ko'],
    ['system', ['C'], 'en'],
    ['system', [], 'en'],
    ['en', ['ko-KR'], 'en'],
    ['ko', ['en-US'], 'ko'],
  ] as const)('setting %s, system %s → %s', (setting, system, lang) => {
    expect(chooseLang(setting, system)).toBe(lang);
  });
});

describe('settings', () => {
  test.each(settingKeys)('%s: the standard passes its own check, nonsense does not', (key) => {
    expect(settingSchemas[key].safeParse(defaultSettings[key]).success).toBe(true);
    const refused = settingSchemas[key].safeParse(Symbol('nonsense'));
    expect(refused.success).toBe(false);
    expect(settingHints).toContain(refused.error?.issues[0]?.message);
  });
});
