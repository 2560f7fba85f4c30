import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { belted } from '../../main/core/doctor/belt.ts';
import type { DoctorAsk } from '../../main/core/doctor/doctor.ts';
import { doctorJson, doctorMarkdown, doctorOf } from '../../main/core/doctor/report.ts';
import { newVeil } from '../../main/core/doctor/veil.ts';
import { isVersion } from '../../main/core/doctor/vocabulary.ts';
import type { Problem } from '../../main/core/problem.ts';
import { Snapshot } from '../../main/core/snapshot.ts';
import { at } from '../claw/switching.ts';
import { report } from '../fakes/drills.ts';
import { cloudConfig } from '../fakes/stack.ts';
import { stand } from '../parts/stand.ts';

/** A machine of which everything is known: parts, devices, a switch, a drill, jobs, problems, commands of its own. */
async function fullSnapshot(): Promise<Snapshot> {
  const it = await at({
    'lan.services': ['telmeet=http://192.168.1.50:8080/health'],
    'headscale.url': 'https://hs.example.org',
    'ollama.main': 'qwen2.5-coder:32b',
    'ollama.more': ['gpt-oss:20b'],
    'openclaw.own': ['http://192.168.1.77:8000'],
    'probe.dns': ['1.1.1.1:53', '192.168.1.9:53'],
    'hooks.offline': ['/bin/tell', 'off'],
    'hooks.on': true,
    'deps.folder': '/home/me/project',
    'quiet.from': '22:00',
  });
  it.world.commands.set('/bin/tell', async () => ({
    ok: true,
    value: { stdout: 'said', stderr: '', exitCode: 3 },
  }));
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(30_000);
  const wishes = [{ kind: 'pull' as const, what: 'qwen3:0.6b', isForced: false }];
  await it.engine.send({ type: 'jobs.start', wishes });
  const snapshot = it.snapshot();
  await it.engine.stop();
  const there = (await stand()).snapshot();
  const problem: Problem = { code: 'not-writable', about: '/home/me/x', detail: 'EACCES' };
  const job = {
    ...{
      id: 'pull:a',
      kind: 'pull' as const,
      what: 'a',
      is: 'failed' as const,
      waitsFor: null,
      retryIn: null,
    },
    ...{
      phase: null,
      unit: 'bytes' as const,
      done: 0,
      total: null,
      share: null,
      rate: null,
      rest: null,
      still: null,
      note: 'n',
      problem,
      endedAt: null,
    },
  };
  const drill = report({
    of: {
      models: [{ name: 'm', digest: 'd' }],
      config: 'c',
      image: 'i',
      form: 'A',
      versions: { ollama: '0.1.2' },
    },
  });
  return {
    ...snapshot,
    parts: [...snapshot.parts, ...there.parts],
    peers: there.peers,
    internet: { ...snapshot.internet, proxy: '10.0.0.1:3128', vpn: 'utun3', portal: 'http://portal.lan/' },
    problems: [
      ...snapshot.problems,
      problem,
      { code: 'bug', about: 'part.look', detail: 'TypeError' },
      { code: 'pull-no-room', about: 'a', detail: '5/4' },
    ],
    share: { address: '192.168.1.2', port: 11_434, allow: ['192.168.1.3'], until: 5, stand: 'shut', problem },
    jobs: [job],
    drill: snapshot.drill && { ...snapshot.drill, last: drill },
    outages: [
      {
        from: 5,
        to: 9,
        cause: 'upstream-dead',
        lasted: 4,
        slept: 0,
        isDrill: false,
        isEndKnown: true,
        ai: null,
      },
    ],
  };
}

const askOf = (snapshot: Snapshot | null, rest: Partial<DoctorAsk> = {}): DoctorAsk => ({
  ...{ snapshot, trouble: null, from: 'self', version: '1.2.3', now: 1_800_000_000_000 },
  system: {
    platform: 'darwin',
    arch: 'arm64',
    release: '25.1.0',
    node: '24.1.0',
    electron: '45.4.1',
    memory: 5,
    free: 5,
  },
  own: { folder: 'good', files: [{ name: 'settings.json', is: 'good', bytes: 12 }] },
  ...rest,
});

const all = (ask: DoctorAsk): string[] => {
  const doctor = doctorOf(ask);
  return [doctorMarkdown(doctor, 'en').text, doctorMarkdown(doctor, 'ko').text, doctorJson(doctor)];
};

type Path = readonly (string | number)[];
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
function put(root: unknown, path: Path, text: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  if (Array.isArray(root)) return root.map((one, n) => (n === key ? put(one, rest, text) : one));
  if (typeof root !== 'object' || root === null) return root;
  return { ...root, [key]: put(Reflect.get(root, key), rest, text) };
}

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('');
const some = (min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: min, maxLength: max });
const hex = (n: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: n, maxLength: n });
const byte = fc.integer({ min: 1, max: 254 });

/** Secrets as they come, and what is a person's own. */
const secret = fc.oneof(
  some(20, 48).map((x) => `sk-${x}`),
  some(36).map((x) => `ghp_${x}`),
  fc.tuple(some(20), some(30), some(30)).map((parts) => `eyJ${parts.join('.')}`),
  some(24).map((x) => `Bearer ${x}`),
  hex(48),
  hex(64),
  some(40).map((x) => `${x}==`),
  fc.uuid(),
  fc.tuple(some(8), some(12)).map(([user, pass]) => `https://${user}:${pass}@${user}.example.org/path`),
  fc.tuple(byte, byte).map(([a, b]) => `192.168.${a}.${b}:8${a}`),
  fc.tuple(byte, byte, byte).map(([a, b, c]) => `10.${a}.${b}.${c}`),
  hex(8).map((x) => `fd7a:115c:a1e0::${x.slice(0, 4)}:${x.slice(4)}`),
  some(8, 12).map((x) => `${x}.tail${x}.ts.net`),
  some(8, 12).map((x) => `${x}s-macbook.local`),
  some(8, 14).map((x) => `/Users/${x}/Library/${x}`),
  some(8, 14).map((x) => `~/${x}/secret.json`),
  some(9, 14).map((x) => `${x}@example.org`),
  some(9, 16),
  some(9, 12).map((x) => `카페 ${x} 와이파이`),
  some(9, 12).map((x) => `| ${x} |\n## <b>${x}</b>\u202e \u001b[31m`),
  some(9, 12).map((x) => `{about} {detail} ${x}`),
  some(9, 12).map((x) => `${x}\t1.2.3`),
  hex(12).map((x) => x.match(/../g)?.join(':') ?? x),
  some(9, 200),
);

/** What would give it away: the whole of it, or the longest piece that is its own. */
const pieces = (text: string): string[] => [
  text,
  ...text.split(/[^A-Za-z0-9]+/).filter((one) => one.length >= 9),
];

const linesWith = (text: string, mark: string) => text.split('\n').filter((line) => line.includes(mark));

describe('nothing of the person’s own gets into a report', async () => {
  const snapshot = await fullSnapshot();
  const probe = 'q1w2e3r4t5';
  const free = leaves(snapshot).filter((path) => Snapshot.safeParse(put(snapshot, path, probe)).success);

  /** A secret in nearly every text; where one has to have a certain form, what stood there stays. */
  function seeded(secrets: readonly string[], shift: number): Snapshot {
    const world = structuredClone(snapshot);
    const set = (path: Path, text: unknown) => {
      const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), world);
      Reflect.set(Object(parent), path.at(-1) ?? '', text);
    };
    free.forEach((path, n) => {
      // Not all at once: a text that follows from another would never be reached.
      if ((n + shift) % 7 > 0) set(path, secrets[(n + shift) % secrets.length]);
    });
    for (const { path } of Snapshot.safeParse(world).error?.issues ?? []) {
      const where = path.map((key) => (typeof key === 'symbol' ? '' : key));
      set(
        where,
        where.reduce<unknown>((at, key) => Reflect.get(Object(at), key), snapshot),
      );
    }
    return Snapshot.parse(world);
  }

  test('the world is full, and as good as every text in it can be anything', () => {
    expect(free.length).toBeGreaterThan(250);
    for (const word of [
      'parts',
      'problems',
      'jobs',
      'switch',
      'drill',
      'settings',
      'peers',
      'hooks',
      'internet',
      'share',
      'models',
    ])
      expect(
        free.some(([first]) => first === word),
        word,
      ).toBe(true);
    expect(Snapshot.safeParse(snapshot).success).toBe(true);
  });

  test('secrets of every form in every text at once', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 0, max: 29 }),
        (secrets, shift) => {
          const parsed = seeded(secrets, shift);
          const trouble: Problem = { code: 'owner-silent', about: secrets[0] ?? '', detail: secrets[1] };
          const system = {
            platform: secrets[2] ?? '',
            arch: secrets[3] ?? '',
            release: secrets[4] ?? '',
            node: secrets[5] ?? '',
            electron: secrets[6] ?? '',
            memory: 1,
            free: 1,
          };
          const out = all(askOf(parsed, { trouble, system, version: secrets[7] ?? '' })).join('\n');
          for (const one of secrets)
            for (const piece of pieces(one)) expect(out.includes(piece), piece).toBe(false);
          // The list of what may get in does that alone: the second net has nothing to catch.
          expect(linesWith(out, '[removed]')).toEqual([]);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('one secret in one text at a time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...free), secret, (path, text) => {
        const seeded = Snapshot.safeParse(put(snapshot, path, text));
        if (!seeded.success) return;
        const out = all(askOf(seeded.data)).join('\n');
        for (const piece of pieces(text))
          expect(out.includes(piece), `${path.join('.')}: ${piece}`).toBe(false);
        expect(linesWith(out, '[removed]')).toEqual([]);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  test('what a config of OpenClaw’s holds does not get as far', async () => {
    const key = 'sk-or-v1-0123456789abcdef0123456789abcdef';
    const it = await at({}, { config: cloudConfig.replace(/"apiKey":\s*"[^"]*"/, `"apiKey": "${key}"`) });
    const told = all(askOf(it.snapshot())).join('\n');
    expect(told).not.toContain(key);
    expect(told).not.toContain('[removed]');
    await it.engine.stop();
  });

  test('an alias is the same all through, and says what kind it is', () => {
    const veil = newVeil();
    expect([
      veil.text('192.168.1.4:53'),
      veil.text('http://192.168.1.5/'),
      veil.text('192.168.1.4:53'),
    ]).toEqual(['lan-1', 'lan-2', 'lan-1']);
    expect([
      veil.text('100.64.0.9'),
      veil.text('a.tail1.ts.net'),
      veil.text('hs.example.org'),
      veil.text('/Users/min/x'),
    ]).toEqual(['tailnet-1', 'tailnet-2', 'server-1', 'file-1']);
    expect([
      veil.link('en0'),
      veil.link('Minsus iPhone'),
      veil.text('ECONNREFUSED'),
      veil.text('1.1.1.1:53'),
      veil.text('204'),
    ]).toEqual(['en0', 'link-1', 'ECONNREFUSED', '1.1.1.1:53', '204']);
    veil.know('model', 'mine:7b');
    expect([veil.model('ollama/mine:7b'), veil.text('mine:7b')]).toEqual(['model-1', 'model-1']);
    expect(['2026.9.6', '0.33.0', '4.3.1', '24.21.0', '1.2.3-rc.1'].every(isVersion)).toBe(true);
    expect(['192.168.1.4', '1', 'sk-1.2.3', '1.2.3-secret'].some(isVersion)).toBe(false);
  });
});

describe('numbers', () => {
  const own = ['90 s', '1500 ms', '5 min', '1.4 GB', '14.8\u00a0GB', '12', 'HTTP 503', 'no answer'];
  test.each([...own, 'Ollama: silent'])('%s is of our own sentences, and stays', (text) => {
    expect(newVeil().text(text)).toBe(text);
  });

  test.each([
    ...['01012345678', '1234567890 s', '1234', '12345 s', '90 sk', '90s', '90 s ', '9.12.34.56 s', '1.2.3'],
    ...['HTTP 5031', 'HTTP 503 abcdefghi', 'Ollama: hunter2hunter2', '90 s\nabcdefghi', '90\ts'],
  ])('%j is not, and has an alias', (text) => {
    expect(newVeil().text(text)).not.toBe(text);
  });

  test('a test question that brought no answer in time, and a file that is too large, are told in full', () => {
    const veil = newVeil();
    const late = { code: 'claw-unproved' as const, about: '90 s' };
    expect(veil.problem(late)).toEqual(late);
    expect(veil.problem({ code: 'too-large', about: '/Users/min/x', detail: '200000' })).toEqual({
      ...{ code: 'too-large', about: 'file-1', detail: '200000' },
    });
    expect(veil.problem({ code: 'unreachable', about: '/Users/min/x', detail: '200000' })).toMatchObject({
      detail: 'text-1',
    });
  });
});

describe('the second net', () => {
  test.each([
    'sk-abcdef123456',
    'token=abcdefgh',
    'Bearer abcdefgh1234',
    'eyJhbGciOi.eyJzdWIi.abc',
    'https://me:pass@host/',
    `${'a'.repeat(20)}0123456789abcdef`,
    '0123456789abcdef0123456789ABCDEF',
    '/Users/minsu/x',
    'me@example.org',
    '192.168.1.5',
    'fd7a:115c:a1e0::1',
    'mac.tail1.ts.net',
    'a4:b1:c1:00:11:22',
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('%s is caught, and told as a fault of ours', (text) => {
    expect(belted(`before ${text} after`).found).not.toEqual([]);
    const doctor = doctorOf(askOf(null));
    const broken = {
      ...doctor,
      sections: { ...doctor.sections, app: [{ name: 'x', value: `a ${text} b` }] },
    };
    const shown = doctorMarkdown(broken, 'en');
    expect(shown.text).toContain('[removed]');
    expect(shown.findings[0]).toContain('a bug in this app');
    const json = JSON.parse(doctorJson(broken));
    expect(json.findings[0].id).toBe('belt');
    expect(json.sections.app[0].value).toContain('[removed]');
  });

  test('it leaves alone what is the same everywhere', async () => {
    const texts = all(askOf((await stand()).snapshot()));
    for (const text of texts) expect(text).not.toContain('[removed]');
  });
});

describe('what looks wrong', () => {
  test('what is well says so', async () => {
    const { findings } = doctorMarkdown(
      doctorOf(askOf((await stand()).snapshot(), { version: 'test' })),
      'en',
    );
    expect(findings).toEqual([]);
  });

  test('every line is a sentence with what to do, the bad ones first, in both languages', async () => {
    const snapshot = await fullSnapshot();
    const doctor = doctorOf(
      askOf(snapshot, {
        from: 'away',
        own: { folder: 'full', files: [{ name: 'proofs.json', is: 'garbled', bytes: 3 }] },
      }),
    );
    expect(doctor.findings.length).toBeGreaterThan(8);
    const worst = doctor.findings.map(({ isBad }) => isBad);
    expect(worst.indexOf(false)).toBe(worst.lastIndexOf(true) + 1);
    for (const lang of ['en', 'ko'] as const)
      for (const line of doctorMarkdown(doctor, lang).findings) {
        expect(line).toMatch(/[.?!…]$/);
        expect(line).not.toMatch(/[{}]|\.\.$/);
      }
    const { text, findings } = doctorMarkdown(doctor, 'en');
    expect(findings).toContain(
      'proofs.json: It is damaged. At its next start, the app puts it aside and goes on without it.',
    );
    expect(
      findings.some((line) => line.includes('Your command “file-') && line.includes('ended with 3')),
    ).toBe(true);
    expect(text.indexOf('## 1. What looks wrong')).toBeLessThan(text.indexOf('## 2. App and machine'));
    const titles = [...text.matchAll(/^## (\d+\. .*)$/gm)].map(([, title]) => title);
    const contents = [...text.matchAll(/^(\d+\. .*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(contents);
  });

  test('without any look it says that, and what is known of the app', () => {
    const trouble: Problem = { code: 'owner-silent', about: '/home/x/1.sock' };
    const { findings, text } = doctorMarkdown(doctorOf(askOf(null, { trouble })), 'en');
    expect(findings).toEqual([expect.stringContaining('owns the engine but does not answer')]);
    expect(text).toContain('| electron | 45.4.1 |');
    expect(text).not.toContain('1.sock');
  });
});
