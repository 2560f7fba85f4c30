import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineMost, veiled, writtenLine } from '../../main/core/log/line.ts';

const stamp = { at: Date.UTC(2026, 10, 30, 21, 4, 33), pid: 4711 };
const written = (text: string, area = 'net') => writtenLine({ level: 'info', area, text }, stamp);

describe('a line of the log', () => {
  test('says when, who, what about, and ends', () => {
    expect(written('offline link-down')).toBe('2026-11-30T21:04:33.000Z 4711 info/net offline link-down\n');
  });

  test.each([
    ['one\ntwo\r\nthree', 'one\\ntwo\\nthree'],
    ['a\u2028b\u0000c\u001b[31md\te', 'a\\nbc[31md e'],
    ['left \u202eright', 'left right'],
  ])('%j is one line without control characters', (text, said) => {
    expect(veiled(text)).toBe(said);
  });

  test.each([
    ['https://kim:s3cr3t@example.com/v1?key=abc#frag', 'https://example.com/v1'],
    ['asks http://example.com:8080/a?token=x now', 'asks http://example.com:8080/a now'],
    ['http://u:p@ss?w@example.com/', 'http://example.com/'],
    ['Authorization: Bearer abcdef123456', '[removed]'],
    ['key sk-proj-canary1234567890', 'key [removed]'],
    ['at /Users/kim/x.ts 192.168.1.20 nas.local', 'at [removed]/x.ts [removed] [removed]'],
  ])('%s → %s', (text, said) => {
    const line = veiled(text);
    if (text.startsWith('Authorization')) expect(line).not.toContain('abcdef');
    else expect(line).toBe(said);
  });

  test('a secret that the end of a long text would cut in two is not half written', () => {
    const secret = 'sk-canary00112233445566778899aabbccddeeff';
    for (let pad = 8_150; pad < 8_195; pad += 1) {
      const line = written(`${'x '.repeat(pad / 2)}${secret} tail`);
      expect(line).not.toContain('canary');
    }
    expect(veiled('k'.repeat(9_000))).toBe('…');
  });

  test('no text takes longer than its length: hundreds of the worst are done before patience ends', () => {
    const [line, belt] = ['log/line', 'doctor/belt'].map(
      (name) => new URL(`../../main/core/${name}.ts`, import.meta.url).href,
    );
    const script = `
      import { veiled } from ${JSON.stringify(line)};
      import { belted } from ${JSON.stringify(belt)};
      for (const piece of ['a-', 'a', 'a.', '/a', 'a+', '://', 'a:']) {
        const text = piece.repeat(4_000 / piece.length);
        for (let n = 0; n < 50; n += 1) veiled(text + text);
        belted(text.repeat(25));
      }
      console.log('done');
    `;
    // By the square it would take a quarter of an hour, and takes a second.
    const args = ['--input-type=module', '-e', script];
    expect(spawnSync(process.execPath, args, { timeout: 25_000, encoding: 'utf8' }).stdout).toBe('done\n');
  }, 30_000);

  test.each([
    [`${'a'.repeat(30)}://kim:s3cr3t@host/x`, `${'a'.repeat(30)}://host/x`],
    ['a-b-c://kim@host', 'a-b-c://host'],
    [`${'k'.repeat(70)}@example.com`, `${'k'.repeat(6)}[removed]`],
    [`x.${'nas.'.repeat(3)}local`, '[removed]'],
  ])('however long what comes before is: %s', (text, said) => {
    expect(veiled(text)).toBe(said);
  });

  test('any text is one line, of at most so many bytes, whose head can be read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 9_000 }), fc.string(), (text, area) => {
        const line = written(text, area);
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(lineMost);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(line).toMatch(/^2026-11-30T21:04:33\.000Z 4711 info\/[\w.-]* /);
      }),
    );
  });
});
