import { describe, expect, test } from 'vitest';
import { type Candidate, faultsOf, notesOf, sectionOf } from '../../build/release/release.ts';

const changelog = `# Changelog

## 1.2.0, 2026-12-01
- One thing.
- Another,
  on two lines.

## 1.1.0, 2026-11-01
- Older.

## 1.0.0, not released

## 1.2.0-beta.1, 2026-11-20
- Before.
`;
const good: Candidate = { tag: 'v1.2.0', version: '1.2.0', locked: '1.2.0', changelog };

describe('a section of the changelog', () => {
  test.each([
    ['1.2.0', '1.2.0, 2026-12-01', '- One thing.\n- Another,\n  on two lines.'],
    ['1.1.0', '1.1.0, 2026-11-01', '- Older.'],
    ['1.0.0', '1.0.0, not released', ''],
    ['1.2.0-beta.1', '1.2.0-beta.1, 2026-11-20', '- Before.'],
  ])('%s', (version, heading, body) => {
    expect(sectionOf(changelog, version)).toEqual({ heading, body });
  });
  test.each(['1.2', '1.2.0-beta', '2.0.0', ''])('%j has none', (version) => {
    expect(sectionOf(changelog, version)).toBeNull();
  });
});

describe('what stands against a release', () => {
  test('nothing', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, tag: null })).toEqual([]);
  });
  test.each<[string, Partial<Candidate>, RegExp[]]>([
    ['another tag', { tag: 'v1.2.1' }, [/The tag is v1\.2\.1/]],
    ['a tag without v', { tag: '1.2.0' }, [/has to be v1\.2\.0/]],
    ['another lockfile', { locked: '1.1.0' }, [/package-lock\.json says 1\.1\.0/]],
    ['no section', { tag: 'v1.3.0', version: '1.3.0', locked: '1.3.0' }, [/has no section for 1\.3\.0/]],
    [
      'no day, and nothing said',
      { tag: 'v1.0.0', version: '1.0.0', locked: '1.0.0' },
      [/not released/, /says nothing of 1\.0\.0/],
    ],
    ['no version', { tag: 'v1', version: '1', locked: '1' }, [/1 is no version/, /no section/]],
  ])('%s', (_title, other, told) => {
    const faults = faultsOf({ ...good, ...other });
    expect(faults).toHaveLength(told.length);
    for (const [at, pattern] of told.entries()) expect(faults[at]).toMatch(pattern);
  });
  test('a rehearsal may be of what is still being written', () => {
    const text = changelog.replace('2026-12-01', 'not released');
    expect(faultsOf({ ...good, tag: null, changelog: text })).toEqual([]);
    expect(faultsOf({ ...good, changelog: text })).toHaveLength(1);
  });
});

describe('the notes', () => {
  test.each([
    ['notarized', /first start needs no internet/, /not notarized|-unsigned/],
    ['signed', /\*\*not notarized\*\*/, /-unsigned|needs no internet/],
    ['unsigned', /named `-unsigned`/, /signed and notarized|needs no internet/],
  ] as const)('%s', (seal, says, neverSays) => {
    const notes = notesOf(changelog, '1.2.0', seal, 'someone/offline-mode');
    expect(notes).toMatch(says);
    expect(notes).not.toMatch(neverSays);
    expect(notes).toContain('- Another,\n  on two lines.');
    expect(notes).toContain('gh attestation verify FILE --repo someone/offline-mode');
    expect(notes).not.toContain('Older');
  });
});
