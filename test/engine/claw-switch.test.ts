import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed } from '../../main/core/claw/change.ts';
import { withOwed } from '../../main/engine/claw/owed.ts';
import { draft } from '../../main/engine/claw/prepare.ts';
import { audit } from '../../main/engine/claw/steps.ts';
import { addPins, keepTaken } from '../../main/engine/claw/vault.ts';
import { restoreCopy } from '../../main/engine/claw/write.ts';
import { loadJournal } from '../../main/engine/stores.ts';
import { parsed, sampleText } from '../claw/configs.ts';
import { ask, newPlace, type Place, tools } from './claw-place.ts';
import { placesOfTests } from './claw-places.ts';

const hybrid = sampleText('06-hybrid-commented.VALID.json5');
const at = placesOfTests();

async function taken(place: Place, wish = {}): Promise<string> {
  const id = await place.offline(wish);
  if (!id.ok || typeof id.value !== 'string') throw new Error(JSON.stringify(id));
  return id.value;
}

describe('to offline and back', () => {
  test('the file says only local models, keeps comments, mode and owner, and comes back byte for byte', async () => {
    const place = at(hybrid);
    chmodSync(place.path, 0o640);
    const before = statSync(place.path);
    const id = await taken(place);
    expect(place.read()).toContain('// hybrid: local first, cloud when local fails');
    expect(parsed(place.read())).toMatchObject({
      agents: { defaults: { model: { fallbacks: ['ollama/llama3.3:latest'] } } },
    });
    const meanwhile = statSync(place.path);
    expect([meanwhile.mode, meanwhile.uid, meanwhile.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(await place.online(id)).toMatchObject({ value: { how: 'bytes', theirs: [], pins: [] } });
    expect(place.read()).toBe(hybrid);
    expect(statSync(place.path).mode).toBe(before.mode);
    expect(readdirSync(place.claw)).toEqual(['openclaw.json']);
  });

  test.each([
    ['line ends of Windows', hybrid.replaceAll('\n', '\r\n')],
    ['a mark at the beginning', `\uFEFF${hybrid}`],
    ['no line end at the end', hybrid.trimEnd()],
    ['all on one line', JSON.stringify(parsed(hybrid))],
  ])('with %s', async (_name, text) => {
    const place = at(text);
    const id = await taken(place);
    expect(place.read()).not.toBe(text);
    await place.online(id);
    expect(place.read()).toBe(text);
  });

  test('into the same file where a container has only that in sight', async () => {
    const place = at(hybrid);
    const { ino } = statSync(place.path);
    const id = await taken(place, { isInPlace: true });
    expect(statSync(place.path).ino).toBe(ino);
    await place.online(id, true);
    expect(statSync(place.path).ino).toBe(ino);
    expect(place.read()).toBe(hybrid);
  });

  test('an edit goes to the file that owns the key', async () => {
    const main = `{ gateway: { mode: 'local' }, $include: ['./a.json5', './b.json5'] } // end\n`;
    const a = `{ agents: { defaults: { model: { primary: 'anthropic/claude', fallbacks: ['openai/gpt'] } } } } // a\n`;
    const b = `{\n  // the second list is joined to the first\n  agents: { defaults: { model: { fallbacks: ['xai/grok'] } } }\n}\n`;
    const place = at(main, { 'a.json5': a, 'b.json5': b });
    const id = await taken(place);
    expect(parsed(place.read('a.json5'))).toMatchObject({
      agents: { defaults: { model: { primary: 'ollama/qwen2.5-coder:32b', fallbacks: [] } } },
    });
    expect(parsed(place.read('b.json5'))).toMatchObject({
      agents: { defaults: { model: { fallbacks: ['ollama/llama3.3:latest'] } } },
    });
    await place.online(id);
    expect([place.read(), place.read('a.json5'), place.read('b.json5')]).toEqual([main, a, b]);
  });

  test('what is offline already is left alone, and nothing is owed', async () => {
    const place = at(hybrid);
    await taken(place);
    const text = place.read();
    rmSync(place.paths.snapshots, { recursive: true });
    expect(await place.offline()).toEqual({ ok: true, value: null });
    expect(place.read()).toBe(text);
  });

  test('asked twice it owes once', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    expect(await place.offline({ debt: id })).toEqual({ ok: true, value: id });
    await place.online(id);
    expect(place.read()).toBe(hybrid);
  });

  test('a journal that was lost: the copy still tells what is owed', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const journal = await withOwed(tools, place.paths, await loadJournal(tools, place.paths, false));
    expect(journal.value.claw).toMatchObject({ copy: id, side: 'offline' });
    await place.online(id);
    expect((await withOwed(tools, place.paths, journal)).value.claw).toBeNull();
    expect(place.read()).toBe(hybrid);
  });

  test('twenty generations are kept, private', async () => {
    const place = at(hybrid);
    for (let round = 0; round < 24; round += 1) await place.online(await taken(place));
    const copies = readdirSync(place.paths.snapshots);
    expect(copies).toHaveLength(20);
    expect(statSync(join(place.paths.snapshots, copies[0] ?? '')).mode & 0o777).toBe(0o600);
    expect(place.read()).toBe(hybrid);
  });
});

describe('somebody else changes the file meanwhile', () => {
  test('their change stays, ours is undone', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const theirs = place
      .read()
      .replace('"bind": "loopback"', '"bind": "lan", "port": 18800')
      .replace('"deny": [', '"deny": ["my-own", ');
    writeFileSync(place.path, theirs);
    const given = await place.online(id);
    expect(given).toMatchObject({ value: { how: 'merged', theirs: [], pins: [] } });
    // What was undone in it, and nothing of theirs.
    const diff = given.ok ? given.value.diff : [];
    expect(diff.map(({ path }) => path)).toEqual([
      'agents.defaults.model.fallbacks',
      'agents.defaults.modelPolicy.allow',
      'models.catalogRefresh.enabled',
      'models.providers.ollama.api',
      'models.providers.ollama.models',
      'models.providers.ollama.timeoutSeconds',
      'plugins.deny',
      'tools.web.fetch.enabled',
      'tools.web.search.enabled',
      'update.checkOnStart',
    ]);
    expect(diff[0]).toEqual({
      path: 'agents.defaults.model.fallbacks',
      old: 'ollama/llama3.3:latest',
      now: 'ollama/llama3.3:latest, anthropic/claude-opus-4-6, openai/gpt-5.4',
    });
    const wanted = [
      { path: ['gateway', 'bind'], value: 'lan' },
      { path: ['gateway', 'port'], value: 18_800 },
      { path: ['plugins', 'deny'], value: ['my-own'] },
    ].reduce<unknown>(changed, parsed(hybrid));
    expect(parsed(place.read())).toEqual(wanted);
    expect(place.read()).toContain('// hybrid: local first');
    // As it was found it is kept.
    const copies = readdirSync(place.paths.snapshots).map((name) =>
      readFileSync(join(place.paths.snapshots, name), 'utf8'),
    );
    expect(copies.some((copy) => copy.includes('18800'))).toBe(true);
  });

  test('where they changed what was ours, theirs stays and is told', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    writeFileSync(
      place.path,
      place
        .read()
        .replace('"primary": "ollama/qwen2.5-coder:32b"', '"primary": "ollama/llama3.3:latest"')
        .replace('"api": "ollama"', '"api": "openai-completions"'),
    );
    const back = await place.online(id);
    expect(back).toMatchObject({
      value: { how: 'merged', theirs: ['models.providers.ollama.api'], pins: [] },
    });
    expect(parsed(place.read())).toMatchObject({
      agents: {
        defaults: {
          model: {
            primary: 'ollama/llama3.3:latest',
            fallbacks: ['ollama/llama3.3:latest', 'anthropic/claude-opus-4-6', 'openai/gpt-5.4'],
          },
        },
      },
    });
  });

  test('in a file that is one list, items are known by their names', async () => {
    const main = `{ gateway: { mode: 'local' }, agents: { list: { $include: './list.json5' } } }\n`;
    const list = `// all\n[\n  { id: 'w', model: 'anthropic/x' }, // w\n  { id: 'c', model: 'openai/y' },\n] // end\n`;
    const place = at(main, { 'list.json5': list });
    const id = await taken(place);
    expect(place.read('list.json5')).not.toContain('anthropic');
    const named = (text: string) =>
      text.replace("id: 'c',", "id: 'c', name: 'C',").replace('// end', '// mine');
    place.put('list.json5', named(place.read('list.json5')));
    expect(await place.online(id)).toMatchObject({ value: { how: 'merged', theirs: [] } });
    expect([place.read(), place.read('list.json5')]).toEqual([main, named(list)]);
  });

  test('a cloud model that they put in is taken out again, and given back with the rest', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const text = place
      .read()
      .replace(
        '"fallbacks": ["ollama/llama3.3:latest"]',
        '"fallbacks": ["ollama/llama3.3:latest", "xai/grok-5"]',
      );
    writeFileSync(place.path, text);
    const again = await taken(place, { debt: id });
    expect(again).not.toBe(id);
    expect(place.read()).not.toContain('xai/grok-5');
    await place.online(again);
    expect(parsed(place.read())).toMatchObject({
      agents: {
        defaults: {
          model: {
            fallbacks: [
              'ollama/llama3.3:latest',
              'xai/grok-5',
              'anthropic/claude-opus-4-6',
              'openai/gpt-5.4',
            ],
          },
        },
      },
    });
  });

  test('what cannot be brought together is left alone, and the copy can still be had', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    writeFileSync(place.path, '{ broken');
    expect(await place.online(id)).toMatchObject({ problem: { code: 'claw-unmerged' } });
    expect(place.read()).toBe('{ broken');
    expect(await restoreCopy(tools, place.paths, id, false)).toMatchObject({ ok: true });
    expect(place.read()).toBe(hybrid);
  });

  test('a file that is gone is told, and can be had again', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    rmSync(place.path);
    expect(await place.online(id)).toMatchObject({ problem: { code: 'claw-gone' } });
    expect(await restoreCopy(tools, place.paths, id, false)).toMatchObject({ value: { how: 'bytes' } });
    expect(place.read()).toBe(hybrid);
  });

  test('between the look and the write: whoever was first has won', async () => {
    const place = at(hybrid);
    const edited = hybrid.replace('loopback', 'lan');
    const swap = tools.edits.replace;
    const racing = {
      ...tools,
      edits: {
        ...tools.edits,
        replace: (path: string, text: string, expected: string) => {
          writeFileSync(place.path, edited);
          return swap(path, text, expected);
        },
      },
    };
    const { keepDraft, writeTaken } = await import('../../main/engine/claw/write.ts');
    const drafted = await draft(tools, place.paths, ask(place.path));
    if (!drafted.ok) throw new Error(drafted.problem.code);
    const id = await keepDraft(tools, place.paths, drafted.value);
    if (!id.ok || id.value === null) throw new Error('no copy');
    expect(await writeTaken(racing, place.paths, id.value, false)).toMatchObject({
      problem: { code: 'file-changed' },
    });
    expect(place.read()).toBe(edited);
  });
});

describe('bad input: a sentence each, and not a byte is touched', () => {
  const cases: [string, string, (place: Place) => void][] = [
    ['no file', 'claw-missing', ({ path }) => rmSync(path)],
    ['an empty file', 'claw-garbled', ({ path }) => writeFileSync(path, '')],
    ['no JSON5', 'claw-garbled', ({ path }) => writeFileSync(path, '{ agents: ')],
    ['a list', 'claw-garbled', ({ path }) => writeFileSync(path, '[1]')],
    ['no text', 'file-not-text', ({ path }) => writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['5 MB', 'too-large', ({ path }) => writeFileSync(path, `{ a: "${'x'.repeat(5_000_000)}" }`)],
    [
      'a link',
      'file-linked',
      ({ path }) => {
        renameSync(path, `${path}.real`);
        symlinkSync(`${path}.real`, path);
      },
    ],
    ['a second name', 'file-linked', ({ path }) => linkSync(path, `${path}.second`)],
    ['read-only', 'file-readonly', ({ path }) => chmodSync(path, 0o400)],
    [
      'a folder',
      'file-linked',
      ({ path }) => {
        rmSync(path);
        renameSync(join(path, '../../own'), path);
      },
    ],
    ['the folder gone', 'claw-missing', ({ claw }) => rmSync(claw, { recursive: true })],
    [
      'includes in a circle',
      'claw-include',
      ({ put }) => put('openclaw.json', `{ gateway: { mode: 'local' }, $include: './openclaw.json' }`),
    ],
    [
      'an include that is not there',
      'claw-include',
      ({ put }) => put('openclaw.json', `{ $include: './gone.json5' }`),
    ],
    [
      'an include that is a folder',
      'file-linked',
      ({ put, claw }) => {
        mkdirSync(join(claw, 'inside'));
        put('openclaw.json', `{ $include: './inside' }`);
      },
    ],
    [
      'an include outside',
      'claw-include',
      ({ put }) => put('openclaw.json', `{ $include: '/etc/hostname' }`),
    ],
  ];
  test.each(cases)('%s', async (_name, code, spoil) => {
    const place = at(hybrid);
    spoil(place);
    const look = () =>
      statSync(place.path, { throwIfNoEntry: false })?.isFile() ? readFileSync(place.path) : null;
    const before = look();
    expect(await place.offline()).toMatchObject({ ok: false, problem: { code } });
    expect(look()).toEqual(before);
  });

  test.skipIf(process.getuid?.() !== 0)('another owner', async () => {
    const place = at(hybrid);
    chownSync(place.path, 1_000, 1_000);
    expect(await place.offline()).toMatchObject({ problem: { code: 'file-foreign' } });
    expect(place.read()).toBe(hybrid);
  });

  test('a variable that nobody set is no reason to stop: its place becomes local', async () => {
    const place = at(
      `{ gateway: { mode: 'local' }, agents: { defaults: { model: { primary: '$${'{MY_MODEL}'}' } } } }`.replace(
        '$$',
        '$',
      ),
    );
    const id = await taken(place);
    expect(parsed(place.read())).toMatchObject({
      agents: { defaults: { model: { primary: 'ollama/qwen2.5-coder:32b' } } },
    });
    await place.online(id);
    expect(place.read()).toContain('{MY_MODEL}');
  });

  test('another config, while one is still owed: that one is not forgotten', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    place.put('other.json', hybrid);
    expect(await place.offline({ debt: id, path: join(place.claw, 'other.json') })).toMatchObject({
      problem: { code: 'claw-other' },
    });
    await place.online(id);
    expect(place.read()).toBe(hybrid);
  });

  test('a file that the config does not include any more is given back as well', async () => {
    const place = newPlace(`{ gateway: { mode: 'local' }, $include: './a.json5' }`, {
      'a.json5': `{ agents: { defaults: { model: { primary: 'anthropic/claude' } } } } // a\n`,
    });
    const id = await taken(place);
    expect(place.read('a.json5')).toContain('ollama/qwen2.5-coder:32b');
    place.put('openclaw.json', place.read().replace(/, \$include: '.\/a.json5'/, ''));
    expect(place.read()).not.toContain('a.json5');
    const again = await place.offline({ debt: id });
    if (!again.ok || again.value === null) throw new Error('not drafted anew');
    await place.online(again.value);
    expect(place.read('a.json5')).toBe(
      `{ agents: { defaults: { model: { primary: 'anthropic/claude' } } } } // a\n`,
    );
    place.end();
  });

  test('what a copy has no room for is not kept, and spoils none', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const pin = { session: 'agent:main:me', ref: `openai/${'x'.repeat(300)}` };
    await addPins(tools, place.paths, id, [pin]);
    expect(await place.online(id)).toMatchObject({ value: { how: 'bytes' } });
    expect(place.read()).toBe(hybrid);
    const full = { version: 1 as const, at: 0, config: place.path, files: [], pins: [pin], isOver: false };
    expect(await keepTaken(tools, place.paths, full)).toMatchObject({ problem: { code: 'claw-many' } });
  });

  test('a copy that is damaged: nothing is guessed', async () => {
    const place = at(hybrid);
    const id = await taken(place);
    const text = place.read();
    writeFileSync(join(place.paths.snapshots, `${id}.taken.json`), '{');
    expect(await place.online(id)).toMatchObject({ problem: { code: 'claw-no-copy' } });
    expect(place.read()).toBe(text);
  });
});

describe('secrets', () => {
  test('none of a config gets into what is told of it', async () => {
    const secret = 'sk-S3CRET-0123456789';
    const text = `{
      gateway: { mode: 'local', auth: { mode: 'token', token: '${secret}' } },
      env: { vars: { ANTHROPIC_API_KEY: '${secret}' } },
      agents: { defaults: { model: { primary: 'anthropic/claude', fallbacks: ['openai/gpt'] } } },
      models: { providers: {
        ollama: { baseUrl: 'http://user:${secret}@10.0.0.1:11434/v1?key=${secret}', apiKey: '${secret}', headers: { a: '${secret}' }, models: [{ id: '${secret}', name: 'x' }] },
        cloudy: { baseUrl: 'https://x:${secret}@api.example.com/v1', apiKey: '${secret}' },
      } },
      mcp: { servers: { a: { url: 'https://mcp.example.com/?token=${secret}', headers: { b: '${secret}' } } } },
    }`;
    const names = ['OPENAI_API_KEY', 'GROQ_API_KEY', 'UNHEARD_API_KEY', 'VLLM_API_KEY', 'PASSWORD'];
    const place = at(text, { '.env': names.map((name) => `${name}=${secret}\n`).join('') });
    const drafted = await draft(tools, place.paths, ask(place.path));
    if (!drafted.ok) throw new Error(drafted.problem.code);
    const { diff, leaksThen } = drafted.value;
    const now = await audit(tools, ask(place.path));
    if (!now.ok) throw new Error(now.problem.code);
    const leaksNow = now.value;
    expect(JSON.stringify({ diff, leaksNow, leaksThen })).not.toContain('S3CRET');
    const id = await taken(place);
    writeFileSync(place.path, place.read().replace("mode: 'local'", "mode: 'local', port: 1"));
    const back = await place.online(id);
    expect(back).toMatchObject({ value: { how: 'merged' } });
    expect(JSON.stringify(back)).toContain('models.providers.ollama.baseUrl');
    expect(JSON.stringify(back)).not.toContain('S3CRET');
    const keys = leaksNow.leaks.map(({ where }) => where).filter((where) => where.startsWith('env '));
    expect(keys.toSorted()).toEqual(
      ['ANTHROPIC', 'GROQ', 'OPENAI', 'UNHEARD'].map((name) => `env ${name}_API_KEY`),
    );
  });
});

test('whatever the file: it comes back byte for byte', async () => {
  const { document } = await import('../claw/json5-docs.ts');
  const cloudy = fc.constantFrom(
    'anthropic/claude',
    'ollama/x:cloud',
    'openai/gpt-5.4',
    'ollama/llama3.3:latest',
  );
  const property = fc.asyncProperty(document, cloudy, document, async (first, model, second) => {
    const text = `{ // top\n x: ${first},\n gateway: { mode: "local" }, agents: { defaults: { model: { primary: "${model}" /* m */ } } },\n y: ${second} }`;
    const place = newPlace(text);
    const id = await place.offline();
    if (!id.ok) {
      // Some odd names cannot be edited without risk: those are refused, and untouched.
      expect(id.problem.code).toMatch(/^claw-(uneditable|include)$/);
      expect(place.read()).toBe(text);
    } else {
      expect(place.read()).not.toBe(text);
      await place.online(id.value ?? '');
      expect(place.read()).toBe(text);
    }
    place.end();
  });
  await fc.assert(property, { numRuns: 100 });
}, 60_000);
