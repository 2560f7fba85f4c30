import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownPaths } from '../../main/engine/paths.ts';
import { realFiles } from '../../main/engine/tools/files.ts';
import { nearest, readDuration } from '../../main/terminal/arg-words.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { columns } from '../../main/terminal/columns.ts';
import { runTerminal } from '../../main/terminal/terminal.ts';
import { commandOf, goodStack, type Stack, serversOf, tailnet } from '../fakes/stack.ts';
import { newWorld, type World } from '../fakes/world.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omc-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in the simulated world, on a real disk, turning the clock until it ends. */
async function run(
  world: World,
  argv: readonly string[],
  during: (out: () => string, end: () => void) => Promise<void> = async () => {},
): Promise<Ran> {
  let [out, err] = ['', ''];
  const ending = new AbortController();
  const running = runTerminal({
    argv,
    env: { LANG: 'C' },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isColoured: false,
    cwd: '/',
    columns: () => 1_000,
    locale: 'en-US',
    tools: {
      ...world.tools,
      files: {
        ...realFiles,
        read: (path, limit) =>
          path.startsWith('/proc') ? world.tools.files.read(path, limit) : realFiles.read(path, limit),
      },
    },
    paths: ownPaths({ OFFLINE_MODE_HOME: home }, 'linux'),
    version: '9.9.9',
    signal: ending.signal,
  });
  let code: number | null = null;
  void running.then((ended) => {
    code = ended;
  });
  const turn = async () => {
    while (code === null) {
      await world.clock.pass(20);
      // Sockets and files are real and need real moments.
      await new Promise((done) => setTimeout(done, 1));
    }
  };
  const turning = turn();
  await during(
    () => out,
    () => ending.abort(),
  );
  await turning;
  return { code: await running, out, err };
}

describe('what is typed', () => {
  test.each([
    [['statsu'], 2, 'There is no command “statsu”. Did you mean “status”?'],
    [['xyzzy'], 2, 'There is no command “xyzzy”. `offline-mode --help` lists them all.'],
    [['help', 'xyzzy'], 2, 'There is no command “xyzzy”. `offline-mode --help` lists them all.'],
    [['wach'], 2, 'Did you mean “watch”?'],
    [['settings', 'lst'], 2, 'Did you mean “settings list”?'],
    [['status', '--jsn'], 2, 'There is no option “--jsn” here.'],
    [['mode', 'sideways'], 2, '“mode” needs auto, offline, online.'],
    [['wait'], 2, '“wait” needs --until online|offline.'],
    [['wait', '--until', 'online', '--timeout', 'soon'], 2, '“soon” is not a duration.'],
    [['settings', 'get'], 2, '“settings get” needs KEY.'],
    [['settings', 'set', 'mode'], 2, '“settings set” needs VALUE.'],
    [['status', 'now'], 2, '“now” does not belong here. Usage: offline-mode '],
    [['--lang', 'xx', 'status'], 2, '“--lang” needs en, ko.'],
    [['snooze', 'soon'], 2, '“soon” is not a duration.'],
    [['snooze', '25h'], 2, '“25h” is too long: 24h at most.'],
    [['snooze', '999999h'], 2, '“999999h” is too long: 24h at most.'],
    [['snooze', '-3'], 2, 'There is no option “-3” here.'],
    [['diary', '--since', 'long'], 2, 'Write it like 500ms, 30s, 5m, 2h or 7d.'],
    [['snooze', '1h', 'please'], 2, '“please” does not belong here. Usage: offline-mode '],
    [['back', 'now'], 2, '“now” does not belong here. Usage: offline-mode '],
    [['settings', 'set', 'quiet.from', '7:00'], 1, 'Write a time of day like 22:00.'],
    [['settings', 'get', 'nope'], 1, 'There is no setting “nope”.'],
    [['settings', 'set', 'mode', 'x'], 1, 'Choose one of auto, offline, online.'],
    [['settings', 'set', 'probe.dns', '1.1.1.1'], 1, 'A DNS server is written with its port'],
    [['settings', 'set', 'notifications', 'maybe'], 1, 'Use true or false.'],
  ])('%j ends with %d and says why', async (argv, code, words) => {
    const ran = await run(newWorld(), argv);
    expect(ran.err).toContain(words);
    expect(ran).toMatchObject({ code, out: '' });
  });

  test.each([
    ['30s', 30_000],
    ['500ms', 500],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['2', 2_000],
    ['1.5s', 1_500],
    ['7d', 604_800_000],
    ['99999999999d', 1e14],
    ['-1s', null],
    ['s', null],
    ['', null],
  ])('a duration: %s', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  test('nothing at all is a call for help; the nearest word is the one with the fewest changes', () => {
    expect(readArgs([]).wanted).toMatchObject({ ok: true, value: { do: 'help' } });
    expect(nearest('stat', ['watch', 'status', 'mode'])).toBe('status');
  });
});

describe('the commands', () => {
  test('help and version', async () => {
    const help = await run(newWorld(), ['--help', '--lang', 'ko']);
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('사용법: offline-mode');
    expect((await run(newWorld(), ['--version'])).out).toBe('offline-mode 9.9.9\n');
  });

  test('mode and settings keep what they are told, on disk, and send nothing', async () => {
    const world = newWorld();
    expect(await run(world, ['mode', 'offline'])).toEqual({
      code: 0,
      out: 'Mode is now Offline.\n',
      err: '',
    });
    expect((await run(world, ['mode', '--json'])).out).toBe(
      '{"schema":1,"mode":"offline","stance":"offline"}\n',
    );
    expect((await run(world, ['settings', 'set', 'probe.dns', '9.9.9.9:53'])).out).toBe(
      'probe.dns = 9.9.9.9:53\n',
    );
    expect((await run(world, ['settings', 'get', 'probe.dns', '--json'])).out).toBe('["9.9.9.9:53"]\n');
    expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toEqual({
      version: 1,
      mode: 'offline',
      'probe.dns': ['9.9.9.9:53'],
    });
    expect((await run(world, ['settings', 'unset', 'mode'])).out).toBe('mode = auto\n');
    const list = JSON.parse((await run(world, ['settings', 'list', '--json'])).out);
    expect(list).toMatchObject({ mode: 'auto', watching: false, 'probe.dns': ['9.9.9.9:53'] });
    expect((await run(world, ['settings', 'path'])).out).toBe(`${join(home, 'settings.json')}\n`);
    expect(world.asked()).toBe(0);
  });

  test('snooze: for an hour, for what is typed, off; and it is on disk', async () => {
    const world = newWorld();
    const until = async () => Number((await run(world, ['settings', 'get', 'notices.snoozedUntil'])).out);
    const begun = world.clock.wall();
    expect(await run(world, ['snooze'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^No notifications until \d\d:\d\d\.\n$/),
      err: '',
    });
    expect((await until()) - begun).toBeLessThan(3_601_000);
    const json = JSON.parse((await run(world, ['snooze', '30m', '--json'])).out);
    expect(json).toEqual({ schema: 1, snoozedUntil: await until() });
    expect((await run(world, ['snooze', 'off'])).out).toBe('Notifications are shown again.\n');
    expect(await until()).toBe(0);
  });

  test('back: the word of the person brings online, where they were asked; else nothing is changed', async () => {
    const world = newWorld();
    expect(await run(world, ['back'])).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^No question was waiting, so nothing was changed\./),
    });
    const outage = { since: world.clock.wall(), cause: 'link-down', isTold: true };
    const journal = { version: 1, stance: 'offline', stanceSince: world.clock.wall(), outage };
    writeFileSync(join(home, 'journal.json'), JSON.stringify(journal));
    await run(world, ['settings', 'set', 'probe.enabled', 'false']);
    expect(await run(world, ['back'])).toEqual({ code: 0, out: 'Online now.\n', err: '' });
    expect(JSON.parse(readFileSync(join(home, 'journal.json'), 'utf8'))).toMatchObject({ stance: 'online' });
    expect(world.asked()).toBe(0);
  });

  test('status is one look: it says that it asks, what it found, and keeps nothing', async () => {
    const ran = await run(newWorld(), ['status']);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('This asks public servers');
    expect(ran.out).toContain('– The internet works\n  Neither Ollama nor OpenClaw was found here.');
    expect(ran.out).toContain('Checked directly; the app is not running.');
    const plain = await run(newWorld(), ['status', '--ascii', '--json']);
    expect(JSON.parse(plain.out)).toMatchObject({
      schema: 1,
      mode: 'auto',
      stance: 'online',
      lan: 'up',
      internet: { state: 'online', cause: null },
    });
  });

  test('status without an internet, in Korean, in plain letters', async () => {
    const world = newWorld();
    world.line.upstream = 'silent';
    const ran = await run(world, ['status', '--lang', 'ko', '--ascii']);
    expect(ran.out).toContain('part 인터넷이 끊겼습니다');
    expect(ran.out).toContain('문제는 바깥 회선에 있습니다');
    expect(ran.out).not.toMatch(/[✓✗]/);
  });

  test('watch: the first line is the first verdict, then one line a change, and a clean end', async () => {
    const world = newWorld();
    const ran = await run(world, ['watch', '--json'], async (out, end) => {
      await expect.poll(() => out().split('\n').length, { timeout: 10_000 }).toBe(2);
      world.change({ link: false });
      await expect.poll(() => out().split('\n').length, { timeout: 10_000 }).toBe(3);
      world.change({ link: true });
      await expect.poll(() => out().split('\n').length, { timeout: 10_000 }).toBe(4);
      end();
    });
    expect(ran.code).toBe(0);
    const lines = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ state, cause }) => [state, cause])).toEqual([
      ['online', null],
      ['offline', 'link-down'],
      ['online', null],
    ]);
    expect(lines.every((line) => Object.keys(line).join() === 'at,state,cause')).toBe(true);
  });

  test('wait: met, and not met in time', async () => {
    const world = newWorld();
    expect((await run(world, ['wait', '--until', 'online', '--timeout', '1h'])).code).toBe(0);
    await world.clock.pass(1_000);
    expect(world.clock.pending(), 'nothing keeps the command from ending').toBe(0);
    const unmet = await run(newWorld(), ['wait', '--until', 'offline', '--timeout', '3s']);
    expect(unmet).toMatchObject({ code: 3, out: '' });
    expect(unmet.err).toContain('Not Offline within 3s.');
    for (const [typed, said] of [
      ['2', 'Not Offline within 2s.\n'],
      ['0', 'Not Offline yet.\n'],
    ] as const) {
      const ran = await run(newWorld(), ['wait', '--until', 'offline', '--timeout', typed]);
      expect(ran).toMatchObject({ code: 3, err: expect.stringContaining(said) });
    }
  });
});

test.each([
  ['abc', 3],
  ['인터넷', 6],
  ['LAN 서비스', 10],
  ['✓', 1],
])('%s takes %d columns', (text, wide) => {
  expect(columns(text)).toBe(wide);
});

describe('the parts', () => {
  const withStack = (part: Partial<Stack> = {}): { world: World; stack: Stack } => {
    const world = newWorld();
    const stack = { ...goodStack(), ...part };
    for (const [place, served] of serversOf(stack)) world.services.set(place, served);
    for (const name of ['podman', 'tailscale', 'ollama']) {
      const command = commandOf(stack, name);
      if (command) world.commands.set(name, command);
    }
    return { world, stack };
  };

  test('status: a row each, with its age, whether it works without internet, and why', async () => {
    const { world } = withStack();
    const { code, out } = await run(world, ['status']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /✓ Ollama {5}qwen2\.5-coder:32b ready · now\n {13}Without internet: works\. The models are on this machine\.\n/,
    );
    expect(out).toMatch(/✓ Tailscale {2}3 direct, 1 relayed, 1 idle · now\n/);
    expect(out).toMatch(/– Headscale {2}not set up · now\n/);
  });

  test('status in letters only', async () => {
    const { out } = await run(withStack({ gateway: 'silent' }).world, ['status', '--ascii']);
    expect(out).toMatch(/^part Your AI partly works\n/m);
    expect(out).toMatch(/^ok {3}Ollama /m);
    expect(out).toMatch(/^BAD {2}OpenClaw /m);
    expect(out).toMatch(/^- {4}Headscale/m);
  });

  test.each([
    [['start'], 2, /“start” needs/],
    [['start', 'ollama', 'x'], 2, /“x” does not belong here/],
    [['warm', 'ollama', 'a', 'b'], 2, /“b” does not belong here/],
    [['image', 'lst'], 2, /“image” needs list, build, base, save, verify, load, bridge/],
    [['peers', 'x'], 2, /“x” does not belong here/],
    [['peers', '--updates'], 2, /There is no option “--updates”/],
    [['share', '192.168.1.20', '--for', 'ever'], 2, /“ever” is not a duration/],
    [['share', '192.168.1.20', '--for', '48h'], 2, /“--for” needs/],
    [['trust'], 2, /“trust” needs SERVICE/],
    [['trust', 'telmeet', '--for', '1h'], 2, /There is no option “--for”/],
    [['trust', 'ollama'], 1, /shows the certificate it is already known by/],
    [['trust', 'nobody at all'], 1, /There is no part “nobody at all”/],
    [['start', 'headscale'], 1, /only watched/],
    [['stop', 'tailscale'], 1, /never does “tailscale stop”/],
    [['restart', 'ollama'], 1, /“ollama restart” is not possible/],
    [['start', 'nope'], 1, /There is no part “nope”\. The parts are: ollama, openclaw, podman/],
    [['stop', 'ollama'], 1, /did not start Ollama/],
    [['share', '0.0.0.0'], 1, /is not an address on a local network/],
    [['share', '192.168.1.77'], 1, /is not an address of this machine\. Its addresses: 192\.168\.1\.20/],
  ] as const)('%j ends with %d', async (argv, code, sentence) => {
    const ran = await run(withStack().world, argv);
    expect(ran.err).toMatch(sentence);
    expect(ran.code).toBe(code);
    expect(ran.err).not.toMatch(/ at .*\.ts:/);
  });

  test('start: waits for the effect and says how it is then', async () => {
    const { world, stack } = withStack({ container: 'exited' });
    const ran = await run(world, ['start', 'openclaw']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toBe('OpenClaw: answers.\n');
    expect(stack.done).toEqual(['podman start openclaw']);
  });

  test('trust: a renewed certificate is accepted, and written down', async () => {
    const [old, renewed] = ['a1'.repeat(32), 'b2'.repeat(32)];
    const written = (pin: string) => `telmeet=https://192.168.1.50:8443/health 200 pin=${pin}`;
    const { world } = withStack({ telmeetPrint: renewed });
    expect((await run(world, ['settings', 'set', 'lan.services', written(old)])).code).toBe(0);
    const ran = await run(world, ['trust', 'telmeet']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(
      new RegExp(
        `^The new certificate of telmeet is accepted: ${renewed}\\.\ntelmeet: answers in \\d+ ms\\.\n$`,
      ),
    );
    const kept = await run(world, ['settings', 'get', 'lan.services']);
    expect(kept.out).toContain(written(renewed));
    expect((await run(world, ['trust', 'telmeet'])).err).toMatch(
      /shows the certificate it is already known by/,
    );
  });

  test.each([[['start', 'openclaw']], [['trust', 'telmeet']]] as const)(
    '%j that is called off while the parts are looked at does nothing',
    async (argv) => {
      const { world, stack } = withStack({ container: 'exited', telmeetPrint: 'b2'.repeat(32) });
      const written = `telmeet=https://192.168.1.50:8443/health 200 pin=${'a1'.repeat(32)}`;
      await run(world, ['settings', 'set', 'lan.services', written]);
      const ran = await run(world, argv, async (_out, end) => end());
      expect(ran.code).toBe(1);
      expect(ran.err).toMatch(/was cancelled/);
      expect(stack.done).toEqual([]);
      expect((await run(world, ['settings', 'get', 'lan.services'])).out).toBe(`${written}\n`);
    },
  );

  test('models, peers and images as lists, and as JSON', async () => {
    const models = await run(withStack().world, ['models']);
    expect(models.out).toMatch(/^qwen2\.5-coder:32b {8}19\.9.GB {2}5565d943dfff/);
    const peers = await run(withStack().world, ['peers', '--json']);
    expect(JSON.parse(peers.out).peers).toHaveLength(5);
    const images = await run(withStack().world, ['image', 'list']);
    expect(images.out).toMatch(/^localhost\/openclaw:local {2}8cf42df6bafd {2}1\.8.GB/);
    expect((await run(withStack({ podman: 'absent' }).world, ['image', 'list'])).code).toBe(1);
    expect((await run(withStack({ tailscale: 'absent' }).world, ['peers'])).code).toBe(1);
    expect((await run(withStack({ ollama: 'down' }).world, ['models'])).err).toMatch(
      /127\.0\.0\.1:11434 cannot be reached/,
    );
  });

  test('peers --ping: each is asked, and what it prints decides', async () => {
    const pings = new Map([
      ['100.64.0.6', { stdout: 'pong from iphone (100.64.0.6) via DERP(fra) in 36ms\n', exitCode: 1 }],
    ]);
    const { out } = await run(withStack({ pings }).world, ['peers', '--ping']);
    expect(out).toMatch(/iphone +100\.64\.0\.6 +relayed +36 ms/);
  });

  test('models --updates without internet: nothing is guessed, and the exit code says so', async () => {
    const ran = await run(withStack().world, ['models', '--updates']);
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/The registry cannot be reached \(ENOTFOUND\)/);
  });

  test('models --updates: another model under the same name is told, with what that means for a drill', async () => {
    const { world } = withStack();
    world.names.set('registry.ollama.ai', '203.0.113.50');
    world.services.set('203.0.113.50:443', () => ({
      status: 200,
      type: 'application/json',
      body: '{"layers":[]}',
      isWhole: true,
      certificate: { print: '', ends: null, trouble: null },
    }));
    const ran = await run(world, ['models', '--updates']);
    expect(ran.out).toMatch(/could not be compared/);
    world.services.set('203.0.113.50:443', () => ({
      status: 200,
      type: 'application/json',
      body: '{"layers":[]}',
      isWhole: true,
      certificate: { print: '', ends: null, trouble: 'SELF_SIGNED_CERT_IN_CHAIN' },
    }));
    expect((await run(world, ['models', '--updates'])).err).toMatch(/SELF_SIGNED_CERT_IN_CHAIN/);
  });

  test('share: opened, told with its truth and the lines for the other machine, and closed at the end', async () => {
    const { world } = withStack();
    const ran = await run(world, ['share', '192.168.1.20', '--for', '10m'], async (out, end) => {
      while (!out().includes('OLLAMA_HOST=')) await new Promise((done) => setTimeout(done, 5));
      expect(world.services.has('192.168.1.20:11434')).toBe(true);
      end();
    });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(
      /Shared at 192\.168\.1\.20:11434\nOllama asks for no password: everyone who reaches/,
    );
    expect(ran.out).toContain('"baseUrl": "http://192.168.1.20:11434", "apiKey": "local-only"');
    expect(world.services.has('192.168.1.20:11434')).toBe(false);
  });

  test('an act that is called off does not wait for its effect, and says so', async () => {
    const { world } = withStack({ ollama: 'down' });
    const ran = await run(world, ['start', 'ollama'], async (_out, end) => {
      await new Promise((done) => setTimeout(done, 60));
      end();
    });
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^“ollama start” was cancelled/);
  });

  test('peers: of a tailnet that does not run its state is told before the list', async () => {
    const { world } = withStack({ tailscale: tailnet([], { BackendState: 'NeedsLogin' }) });
    const ran = await run(world, ['peers']);
    expect(ran.err).toMatch(/^Tailscale: signed out\. /);
  });

  test('share: a door that fails while the command holds it ends the command with the reason', async () => {
    const { world, stack } = withStack();
    const ran = await run(world, ['share', '192.168.1.20'], async (out) => {
      while (!out().includes('OLLAMA_HOST=')) await new Promise((done) => setTimeout(done, 5));
      stack.ollama = 'down';
    });
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/Ollama is not shared at 192\.168\.1\.20/);
  });

  test('watch: a line when it stands differently with the AI', async () => {
    const { world, stack } = withStack();
    const ran = await run(world, ['watch'], async (out, end) => {
      while (!out().includes('Your AI')) await new Promise((done) => setTimeout(done, 5));
      stack.ollama = 'down';
      while (!out().includes('has stopped')) await new Promise((done) => setTimeout(done, 5));
      end();
    });
    expect(ran.out).toMatch(/\d\d:\d\d:\d\d {2}Your AI {2}works\. Everything answers\./);
    expect(ran.out).toMatch(/Your AI {2}has stopped\. Ollama: stopped\./);
  });
});
