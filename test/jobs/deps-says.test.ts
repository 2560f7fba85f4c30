import { describe, expect, test } from 'vitest';
import { pnpmEar, troubleOf } from '../../main/engine/jobs/pnpm-says.ts';

/** As versions 9 to 11 report, on standard output. */
const v10 = [
  '{"time":1795343596978,"hostname":"mac","pid":10870,"level":"debug","name":"pnpm:context","currentLockfileExists":false,"storeDir":"/Users/me/Library/pnpm/store/v10"}',
  '{"time":1795343596980,"hostname":"mac","pid":10870,"level":"info","name":"pnpm","message":"Lockfile is up to date, resolution step is skipped","prefix":"/Users/me/proj"}',
  '{"time":1795343596987,"hostname":"mac","pid":10870,"level":"debug","name":"pnpm:progress","packageId":"is-odd@3.0.1","requester":"/Users/me/proj","status":"resolved"}',
  '{"time":1795343597107,"hostname":"mac","pid":10870,"level":"debug","name":"pnpm:progress","packageId":"is-odd@3.0.1","requester":"/Users/me/proj","status":"found_in_store"}',
  '{"time":1795343597108,"hostname":"mac","pid":10870,"level":"debug","name":"pnpm:progress","packageId":"is-number@6.0.0","requester":"/Users/me/proj","status":"fetched"}',
  '{"time":1795343597120,"hostname":"mac","pid":10870,"level":"debug","name":"pnpm:progress","method":"hardlink","requester":"/Users/me/proj","status":"imported","to":"/Users/me/proj/node_modules/.pnpm/is-odd@3.0.1/node_modules/is-odd"}',
];

/** As version 12 reports, on standard error. */
const v12 = [
  '{"time":1795343596334,"hostname":"mac","pid":10841,"name":"pnpm:lockfile-verification","level":"debug","status":"cached","verifiedAt":"2026-11-22T10:31:58.933Z","lockfilePath":"/Users/me/proj/pnpm-lock.yaml"}',
  '{"time":1795343596335,"hostname":"mac","pid":10841,"name":"pnpm:progress","level":"debug","status":"resolved","packageId":"is-number@6.0.0","requester":"/Users/me/proj"}',
  '{"time":1795343596335,"hostname":"mac","pid":10841,"name":"pnpm:progress","level":"debug","status":"found_in_store","packageId":"is-number@6.0.0","requester":"/Users/me/proj"}',
  '{"time":1795343596335,"hostname":"mac","pid":10841,"name":"pnpm:progress","level":"debug","status":"found_in_store","packageId":"is-number@6.0.0","requester":"/Users/me/proj"}',
  '{"time":1795343596335,"hostname":"mac","pid":10841,"name":"pnpm:progress","level":"debug","status":"found_in_store","packageId":"ms@2.1.3","requester":"/Users/me/proj"}',
  '{"time":1795343596335,"hostname":"mac","pid":10841,"name":"pnpm:package-import-method","level":"debug","method":"hardlink"}',
];

function hear(lines: readonly string[]) {
  const came: [number, string][] = [];
  const ear = pnpmEar((packages, last) => came.push([packages, last]));
  for (const text of lines) ear.take(text);
  return { came, trouble: ear.trouble() };
}

describe('how far pnpm is', () => {
  test('each package counts when it is in the store, and once', () => {
    expect(hear(v10).came).toEqual([
      [1, 'is-odd@3.0.1'],
      [2, 'is-number@6.0.0'],
    ]);
    expect(hear(v12).came).toEqual([
      [1, 'is-number@6.0.0'],
      [2, 'ms@2.1.3'],
    ]);
  });

  test('lines that are none of its reports are passed over', () => {
    expect(
      hear(['', '{', 'null', '[]', '{"name":7}', '{"name":"pnpm:progress","status":"fetched"}']).came,
    ).toEqual([]);
  });
});

describe('what pnpm reports as an error', () => {
  const missing9 =
    '{"time":1,"hostname":"mac","pid":1,"level":"error","name":"pnpm","code":"ERR_PNPM_NO_OFFLINE_TARBALL","name":"pnpm","err":{"name":"pnpm","message":"A package is missing from the store but cannot download it in offline mode. The missing package may be downloaded from http://me:secret@npm-registry.example/tiny-tree/-/tiny-tree-1.0.0.tgz.","code":"ERR_PNPM_NO_OFFLINE_TARBALL","stack":"pnpm: A package"}}';
  const failed9 =
    '{"time":1,"hostname":"mac","pid":1,"level":"warn","name":"pnpm:package-requester","message":"Fetching tiny-tree@1.0.0 failed!","prefix":"/tmp/x"}';
  const refused9 =
    '{"time":1,"hostname":"mac","pid":1,"level":"error","name":"pnpm","type":"system","errno":"ECONNREFUSED","code":"ECONNREFUSED","attempts":1,"err":{"name":"FetchError","message":"request to http://127.0.0.1:37507/tiny-tree/-/tiny-tree-1.0.0.tgz failed, reason: connect ECONNREFUSED 127.0.0.1:9","code":"ECONNREFUSED","stack":"FetchError"}}';
  const meta11 =
    '{"time":1,"hostname":"mac","pid":1,"level":"error","name":"pnpm","code":"ERR_PNPM_META_FETCH_FAIL","attempts":1,"name":"pnpm","err":{"name":"pnpm","message":"GET http://127.0.0.1:37507/@tiny%2Froot: fetch failed","code":"ERR_PNPM_META_FETCH_FAIL","stack":"pnpm: GET"}}';
  const offline11 =
    '{"time":1,"hostname":"mac","pid":1,"level":"error","name":"pnpm","code":"ERR_PNPM_NO_OFFLINE_META","name":"pnpm","err":{"name":"pnpm","message":"Failed to resolve @tiny/root in package mirror /Users/me/Library/Caches/pnpm/v12/metadata-full/npm-registry.example/@tiny/root.jsonl","code":"ERR_PNPM_NO_OFFLINE_META","stack":""}}';
  const offline12 =
    '{"time":1,"hostname":"mac","pid":1,"name":"pnpm","level":"error","code":"ERR_PNPM_META_FETCH_FAIL","message":"fetching dependencies: ERR_PNPM_NO_OFFLINE_META: Failed to resolve tiny-tree in package mirror /Users/me/x/tiny-tree.jsonl","prefix":"/tmp/x"}';
  const refused12 =
    '{"time":1,"hostname":"mac","pid":1,"name":"pnpm","level":"error","code":"ERR_PNPM_META_FETCH_FAIL","message":"fetching dependencies: ERR_PNPM_RESOLVING_NPM_RESOLVER_NETWORK_ERROR: Failed to fetch metadata from http://127.0.0.1:37507/@tiny%2Froot: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111)","prefix":"/tmp/x"}';
  const notFound =
    '{"time":1,"hostname":"mac","pid":1,"level":"error","name":"pnpm","code":"ERR_PNPM_FETCH_404","err":{"name":"pnpm","message":"GET http://registry.example/x/-/x-1.0.0.tgz: Not Found - 404","code":"ERR_PNPM_FETCH_404"}}';

  test('a package that is missing, by its name', () => {
    expect(hear([...v10, failed9, missing9]).trouble).toEqual({
      code: 'NO_OFFLINE_TARBALL',
      text: 'NO_OFFLINE_TARBALL: A package is missing from the store but cannot download it in offline mode (tiny-tree@1.0.0)',
      isNet: false,
    });
  });

  test.each([
    ['9 and 10, nobody there', refused9, 'ECONNREFUSED', true],
    ['11, nobody there', meta11, 'META_FETCH_FAIL', true],
    ['11, without its cache', offline11, 'NO_OFFLINE_META', false],
    ['12, without its cache', offline12, 'META_FETCH_FAIL', false],
    ['12, nobody there', refused12, 'META_FETCH_FAIL', true],
    ['a package that the registry does not have', notFound, 'FETCH_404', false],
  ])('%s', (_, text, code, isNet) => {
    const { trouble } = hear([text]);
    expect(trouble).toMatchObject({ code, isNet });
    expect(trouble.text).not.toMatch(/:\/\/|ERR_PNPM_/);
    expect(trouble.text.length).toBeGreaterThan(code.length + 10);
  });

  test('the first error counts', () => {
    expect(hear([refused9, missing9]).trouble.code).toBe('ECONNREFUSED');
  });
});

describe('what pnpm says in plain words, when it fails before it reports', () => {
  const cases: readonly (readonly [string, readonly string[], ReturnType<typeof troubleOf>])[] = [
    [
      '9 and 10',
      [
        'Importing packages to virtual store',
        ' ERR_PNPM_NO_OFFLINE_TARBALL  A package is missing from the store but cannot download it in offline mode. The missing package may be downloaded from https://npm-registry.example/is-odd/-/is-odd-3.0.1.tgz.',
      ],
      {
        code: 'NO_OFFLINE_TARBALL',
        text: 'NO_OFFLINE_TARBALL: A package is missing from the store but cannot download it in offline mode',
        isNet: false,
      },
    ],
    [
      '10, that cannot fetch the version that is pinned',
      [
        ' ERR_PNPM_META_FETCH_FAIL  GET https://npm-registry.example/pnpm: request to https://npm-registry.example/pnpm failed, reason: getaddrinfo EAI_AGAIN npm-registry.example',
        '',
        'This error happened while installing a direct dependency of /Users/me/Library/pnpm/.tools/pnpm/10.11.0_tmp_10299_0',
      ],
      {
        code: 'META_FETCH_FAIL',
        text: 'META_FETCH_FAIL: GET pnpm: request to pnpm failed, reason: getaddrinfo EAI_AGAIN npm-registry.example',
        isNet: true,
      },
    ],
    [
      '11',
      [
        '✓ Lockfile passes supply-chain policies (verified 2s ago)',
        '[ERR_PNPM_NO_OFFLINE_META] Failed to resolve is-number in package mirror /Users/me/x/is-number.jsonl',
      ],
      {
        code: 'NO_OFFLINE_META',
        text: 'NO_OFFLINE_META: Failed to resolve is-number in package mirror /Users/me/x/is-number.jsonl',
        isNet: false,
      },
    ],
    [
      '12, in a box of its own',
      [
        'Error: ERR_PNPM_NO_OFFLINE_TARBALL',
        '',
        '  × fetching dependencies',
        '  ╰─▶ Failed to fetch tarball for is-number@6.0.0 from https://',
        '      npm-registry.example/is-number/-/is-number-6.0.0.tgz in offline mode:',
        '      snapshot not present in local store',
        '  help: Drop `--offline` (or `offline=true` in pnpm-workspace.yaml) or run an',
        '        online install first to populate the store.',
      ],
      {
        code: 'NO_OFFLINE_TARBALL',
        text: 'NO_OFFLINE_TARBALL: fetching dependencies Failed to fetch tarball for is-number@6.0.0 from is-number-6.0.0.tgz in offline mode: snapshot not present in local store',
        isNet: false,
      },
    ],
    [
      'one without a code',
      [
        ' ERROR  Refusing to run pnpm@10.33.0: its npm registry signature could not be verified. The bytes differ.',
      ],
      {
        code: '',
        text: 'Refusing to run pnpm@10.33.0: its npm registry signature could not be verified',
        isNet: false,
      },
    ],
    ['nothing', [], { code: '', text: '', isNet: false }],
  ];
  test.each(cases)('%s', (_, lines, trouble) => expect(hear(lines).trouble).toEqual(trouble));

  test('names and passwords in addresses are never told, and nothing is told at length', () => {
    const addresses = [
      'https://me:secret@host/',
      'https://me:secret@host',
      'http://host/a?token=secret',
      'https://\n me:secret@host/x.tgz',
    ];
    for (const address of addresses)
      expect(troubleOf({ code: 'X', text: `GET ${address} failed` }).text, address).not.toContain('secret');
    expect(troubleOf({ code: 'X', text: 'a'.repeat(5_000) }).text.length).toBeLessThan(300);
  });
});
