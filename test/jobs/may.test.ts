import { describe, expect, test } from 'vitest';
import { mayJob } from '../../main/core/jobs/may.ts';
import { newState } from '../../main/core/state.ts';

const state = newState(0, 0);
const offline = { ...state, settings: { ...state.settings, mode: 'offline' as const } };

describe('what may be asked for', () => {
  test.each([
    'qwen2.5-coder:32b',
    'llama3.3',
    'library/llama3.3:latest',
    'hf.co/bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M',
    '127.0.0.1:5000/me/model:tag',
    'localhost/openclaw:local',
  ])('%s may be downloaded', (text) => {
    expect(mayJob({ kind: 'pull', what: text }, state).ok).toBe(true);
  });

  test.each([
    'openclaw:local',
    'docker.io/library/node:24-slim',
    'ghcr.io/openclaw/openclaw@sha256:0123456789ab',
  ])('%s is an image', (text) => {
    expect(mayJob({ kind: 'base', what: text }, state).ok).toBe(true);
  });

  test.each([
    ...['--help', '-rf', ';rm -rf ~', 'a;b', 'a b', 'a\nb', '../../etc/passwd', 'a/../b', './a', '/a', 'a/'],
    ...[
      'a//b',
      '$(id)',
      '`id`',
      'a|b',
      'a&b',
      'a>b',
      '모델',
      'a\u0000b',
      'x'.repeat(301),
      '.',
      '..',
      'a..b',
      'a:',
    ],
  ])('%j is none, and no program gets to see it', (text) => {
    for (const kind of ['pull', 'deep', 'repair'] as const)
      expect(mayJob({ kind, what: text }, state)).toMatchObject({ problem: { code: 'job-bad-name' } });
  });

  test.each(['--help', ';rm', 'a b', 'a\nb', '../x', 'a/../b', '$(id)', '이미지', 'a\u0000b'])(
    '%j is no image either',
    (text) => {
      for (const kind of ['base', 'save', 'verify', 'load'] as const)
        expect(mayJob({ kind, what: text }, state)).toMatchObject({ problem: { code: 'job-bad-name' } });
    },
  );

  test('a job that has no object takes none', () => {
    for (const kind of ['build', 'deps', 'machine', 'answer'] as const)
      expect(mayJob({ kind, what: 'x' }, state)).toMatchObject({ problem: { code: 'job-bad-name' } });
  });

  test('a model always has a name; an archive may be a path, and nothing else may', () => {
    expect(mayJob({ kind: 'deep', what: '' }, state)).toMatchObject({ problem: { code: 'job-bad-name' } });
    expect(mayJob({ kind: 'save', what: '' }, state).ok).toBe(true);
    expect(mayJob({ kind: 'verify', what: '/backups/내 백업.tar' }, state).ok).toBe(true);
    expect(mayJob({ kind: 'verify', what: '/a\nb' }, state).ok).toBe(false);
    expect(mayJob({ kind: 'save', what: '/backups/x.tar' }, state).ok).toBe(false);
    expect(mayJob({ kind: 'deps', what: 'x' }, state).ok).toBe(false);
  });

  test('offline by choice: downloads are refused with a sentence, what is here is not', () => {
    for (const kind of ['pull', 'repair', 'base', 'machine'] as const)
      expect(mayJob({ kind, what: kind === 'machine' ? '' : 'llama3.2:3b' }, offline)).toMatchObject({
        problem: { code: 'job-offline-mode' },
      });
    for (const kind of ['save', 'verify', 'load', 'deps', 'build', 'answer'] as const)
      expect(mayJob({ kind, what: '' }, offline).ok).toBe(true);
  });
});
