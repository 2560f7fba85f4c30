import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const call = promisify(execFile);
const build = join(import.meta.dirname, '../../build/release');
let place = '';

/** A project with the two scripts and what a build leaves, and the Mac's programs as scripts that write down how they were called. */
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'om-'));
  for (const folder of ['bin', 'build/release', 'dist/mac-universal/Offline Mode.app'])
    mkdirSync(join(place, folder), { recursive: true });
  for (const name of ['seal.sh', 'sealed.sh'])
    copyFileSync(join(build, name), join(place, 'build/release', name));
  writeFileSync(join(place, 'dist/Offline Mode.dmg'), '');
  for (const name of ['codesign', 'spctl']) program(name, '');
  program('xcrun', `[ "$1" != notarytool ] || cp "$5" "${place}/key-then"`);
  program(
    'npm',
    `env >"${place}/env"; [ -z "\${APPLE_API_KEY:-}" ] || cp -p "$APPLE_API_KEY" "${place}/key"`,
  );
});
afterEach(() => rmSync(place, { recursive: true }));

function program(name: string, then: string): void {
  const file = join(place, 'bin', name);
  writeFileSync(file, `#!/bin/bash\necho "${name} $*" >>"${place}/calls"\n${then}\n`);
  chmodSync(file, 0o755);
}

const calls = () =>
  existsSync(join(place, 'calls')) ? readFileSync(join(place, 'calls'), 'utf8').trim().split('\n') : [];
const file = (name: string) => readFileSync(join(place, name), 'utf8');

async function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const own = {
    PATH: `${join(place, 'bin')}:/usr/bin:/bin`,
    TMPDIR: place,
    GITHUB_OUTPUT: join(place, 'output'),
  };
  const options = { env: { ...own, ...env }, encoding: 'utf8' as const };
  return call('/bin/bash', [join(place, 'build/release', script), ...args], options).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

const certificate = { CSC_LINK: 'p12', CSC_KEY_PASSWORD: 'word' };
const key = { NOTARY_KEY: '-----BEGIN\nkey\n', APPLE_API_KEY_ID: 'ID', APPLE_API_ISSUER: 'ISSUER' };
const none = {
  CSC_LINK: '',
  CSC_KEY_PASSWORD: '',
  NOTARY_KEY: '',
  APPLE_API_KEY_ID: '',
  APPLE_API_ISSUER: '',
};
const secret = /^(CSC_LINK|CSC_KEY_PASSWORD|NOTARY_KEY|APPLE_\w+)=/gm;

describe('building', () => {
  test.each([
    ['no secret', none],
    ['a key alone, with nothing to notarize', { ...none, ...key }],
  ])('%s: signed by nobody', async (_title, env) => {
    expect(await run('seal.sh', [], env)).toBe(0);
    expect(file('output')).toBe('seal=unsigned\n');
    expect(file('env')).toContain('CSC_IDENTITY_AUTO_DISCOVERY=false');
    expect(file('env').match(secret)).toBeNull();
    expect(calls()).toEqual(['npm run dist']);
  });
  test.each(['NOTARY_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'])('without %s: signed', async (missing) => {
    expect(await run('seal.sh', [], { ...certificate, ...key, [missing]: '' })).toBe(0);
    expect(file('output')).toBe('seal=signed\n');
    expect(file('env').match(secret)?.sort()).toEqual(['CSC_KEY_PASSWORD=', 'CSC_LINK=']);
    expect(calls()).toEqual(['npm run dist']);
  });
  test('with all of them notarized, and the disk image, too', async () => {
    expect(await run('seal.sh', [], { ...certificate, ...key })).toBe(0);
    expect(file('output')).toBe('seal=notarized\n');
    expect(file('env')).toMatch(/^APPLE_API_KEY=\/.*\/key\.p8$/m);
    expect(file('env')).not.toContain('BEGIN');
    expect([file('key'), file('key-then')]).toEqual([`${key.NOTARY_KEY}\n`, `${key.NOTARY_KEY}\n`]);
    const path = /^APPLE_API_KEY=(.*)$/m.exec(file('env'))?.[1] ?? '';
    expect(calls()).toEqual([
      'npm run dist',
      `xcrun notarytool submit dist/Offline Mode.dmg --key ${path} --key-id ID --issuer ISSUER --wait --timeout 45m`,
      'xcrun stapler staple dist/Offline Mode.dmg',
    ]);
    // The key does not outlive it.
    expect(existsSync(path)).toBe(false);
  });
  test.each(['npm', 'xcrun'])('%s fails: nothing is sealed', async (name) => {
    program(name, 'exit 3');
    expect(await run('seal.sh', [], { ...certificate, ...key })).toBe(3);
    expect(existsSync(join(place, 'output'))).toBe(false);
  });
});

describe('asking macOS', () => {
  const app = 'dist/mac-universal/Offline Mode.app';
  const image = 'dist/Offline Mode.dmg';
  const developer = 'echo "Authority=Developer ID Application: Somebody (ABC)" >&2';
  test('unsigned: only whether it is whole', async () => {
    expect(await run('sealed.sh', ['unsigned'])).toBe(0);
    expect(calls()).toEqual([`codesign --verify --deep --strict --verbose=2 ${app}`]);
  });
  test('signed by nobody is not signed', async () => {
    expect(await run('sealed.sh', ['signed'])).not.toBe(0);
    program('codesign', developer);
    expect(await run('sealed.sh', ['signed'])).toBe(0);
    expect(calls().some((line) => line.startsWith('spctl'))).toBe(false);
  });
  test('notarized: app and disk image, each by ticket and by Gatekeeper', async () => {
    program('codesign', developer);
    expect(await run('sealed.sh', ['notarized'])).toBe(0);
    expect(calls().slice(-4)).toEqual([
      `xcrun stapler validate ${app}`,
      `spctl --assess --type execute --verbose=2 ${app}`,
      `xcrun stapler validate ${image}`,
      `spctl --assess --type open --context context:primary-signature --verbose=2 ${image}`,
    ]);
    program('spctl', 'exit 3');
    expect(await run('sealed.sh', ['notarized'])).toBe(3);
  });
  test('no app, or a seal that nobody knows', async () => {
    expect(await run('sealed.sh', ['perfect'])).toBe(1);
    rmSync(join(place, app), { recursive: true });
    expect(await run('sealed.sh', ['unsigned'])).not.toBe(0);
  });
});
