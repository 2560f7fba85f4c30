import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { draft } from '../../main/engine/claw/prepare.ts';
import { giveBack, keepDraft, writeTaken } from '../../main/engine/claw/write.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { sampleText } from '../claw/configs.ts';
import { ask, tools } from './claw-place.ts';

const hybrid = sampleText('06-hybrid-commented.VALID.json5');
/** In bytes. */
const page = 4_096;
const room = 40 * page;

/** A disk of its own, so small that it can be filled. Null where this user may make none. */
function smallDisk(): string | null {
  const disk = mkdtempSync(join(tmpdir(), 'om-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${room}`, 'tmpfs', disk], { stdio: 'ignore' });
    return disk;
  } catch {
    rmSync(disk, { recursive: true });
    return null;
  }
}
const disk = process.platform === 'linux' ? smallDisk() : null;
if (!disk) console.log('skipped: a disk that is full: this user may not mount one');
afterAll(() => {
  if (!disk) return;
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

describe.skipIf(!disk)('a disk that is full, at each write', () => {
  const at = (name: string) => join(disk ?? '', name);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'om-own-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    for (const name of readdirSync(disk ?? '')) rmSync(at(name), { recursive: true });
  });

  const fill = () => {
    rmSync(at('ballast'), { force: true });
    expect(() => writeFileSync(at('ballast'), Buffer.alloc(2 * room))).toThrow('ENOSPC');
  };
  /** A config of two pages: what replaces it does not fit in one, and in place it grows into a third. */
  const long = `${hybrid}// ${'x'.repeat(2 * page - hybrid.length - 8)}\n`;
  const config = () => {
    mkdirSync(at('claw'), { mode: 0o700 });
    writeFileSync(at('claw/openclaw.json'), long, { mode: 0o600 });
    return at('claw/openclaw.json');
  };

  test('no room for a copy: the config is not touched', async () => {
    const path = config();
    const paths = ownPaths({ OFFLINE_MODE_HOME: at('own') }, process.platform);
    await tools.files.privateFolder(paths.folder);
    const drafted = await draft(tools, paths, ask(path));
    if (!drafted.ok) throw new Error(drafted.problem.code);
    fill();
    expect(await keepDraft(tools, paths, drafted.value)).toMatchObject({ problem: { code: 'disk-full' } });
    expect(readFileSync(path, 'utf8')).toBe(long);
  });

  test.each([
    ['replaced', false],
    ['written into', true],
  ])('no room where it is %s, there and back: what is there stays whole', async (_name, isInPlace) => {
    const path = config();
    const paths = ownPaths({ OFFLINE_MODE_HOME: folder }, process.platform);
    const drafted = await draft(tools, paths, ask(path, { isInPlace }));
    if (!drafted.ok) throw new Error(drafted.problem.code);
    const id = await keepDraft(tools, paths, drafted.value);
    if (!id.ok || id.value === null) throw new Error('no copy');
    fill();
    expect(await writeTaken(tools, paths, id.value, isInPlace)).toMatchObject({
      problem: { code: 'disk-full' },
    });
    expect(readFileSync(path, 'utf8')).toBe(long);
    expect(readdirSync(at('claw'))).toEqual(['openclaw.json']);

    rmSync(at('ballast'));
    expect(await writeTaken(tools, paths, id.value, isInPlace)).toMatchObject({ ok: true });
    const offline = readFileSync(path, 'utf8');
    expect(offline).not.toBe(long);
    fill();
    const back = await giveBack(tools, paths, id.value, isInPlace);
    // What gets shorter in its place needs no room.
    expect(back.ok).toBe(isInPlace);
    expect(readFileSync(path, 'utf8')).toBe(isInPlace ? long : offline);

    rmSync(at('ballast'));
    expect(await giveBack(tools, paths, id.value, isInPlace)).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe(long);
  });
});
