import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FormsRoom, formsPossible, formsRoom } from './forms-room.ts';
import { validate } from './openclaw.ts';

const possible = await formsPossible();
if (!possible.ok) console.log(`skipped: OpenClaw's containers: ${possible.why}`);

/** Answers where the gateway would, in a moment. */
const standIn = `require('http').createServer((ask, answer) => answer.end('stand-in ' + ask.url)).listen(18789);
process.on('SIGTERM', () => process.exit(0));`;

describe.skipIf(!possible.ok)(
  'a real Podman with OpenClaw in it, on a machine with an internet of its own',
  () => {
    let at: FormsRoom;
    const folder = () => join(at.home, '.openclaw');
    const config = () => join(folder(), 'openclaw.json');

    beforeAll(async () => {
      if (possible.ok) at = await formsRoom(possible.node, possible.entry);
    }, 120_000);
    afterAll(() => at?.dispose(), 60_000);

    async function until<T>(what: string, look: () => Promise<T | null>, withinMs = 60_000): Promise<T> {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const found = await look();
        if (found !== null) return found;
        if (Date.now() > deadline) throw new Error(`not ${what}: ${await at.logs('openclaw')}`);
        await sleep(250);
      }
    }
    const answers = (path: string, words: string) =>
      until(`answering "${words}"`, async () => ((await at.page(path)).includes(words) ? true : null));
    const isolation = async () => {
      const { stdout, exitCode, stderr } = await at.offline(['openclaw', 'isolation', '--json']);
      return { exitCode, stderr, ...JSON.parse(stdout || '{}') };
    };
    const inspect = async (format: string, name = 'openclaw') =>
      (await at.podman.podman(['inspect', '--format', format, name])).stdout.trim();
    const left = async () => {
      const [containers, networks, volumes] = await Promise.all(
        [
          ['ps', '--all', '--quiet'],
          ['network', 'ls', '--quiet'],
          ['volume', 'ls', '--quiet'],
        ].map((args) => at.podman.podman(args)),
      );
      return [containers?.stdout, networks?.stdout.replace('podman', ''), volumes?.stdout].join('').trim();
    };

    describe('a first config', () => {
      test('is what a container needs, and how to have one for it is said', async () => {
        for (const args of [['create'], ['run', '--', 'true']]) {
          const { exitCode, stderr } = await at.offline(['openclaw', ...args]);
          expect(exitCode).toBe(1);
          expect(stderr).toContain('offline-mode openclaw init --form podman');
        }
      });

      test.each([['host'], ['podman']])(
        'for %s: the real OpenClaw takes it, and nobody else can read it',
        async (kind) => {
          rmSync(folder(), { recursive: true, force: true });
          const { stdout, exitCode, stderr } = await at.offline(['openclaw', 'init', '--form', kind]);
          expect([exitCode, stderr]).toEqual([0, '']);
          expect(stdout).toContain('qwen2.5-coder:32b');
          expect(statSync(config()).mode & 0o777).toBe(0o600);
          expect(statSync(folder()).mode & 0o777).toBe(0o700);
          const { auth } = JSON.parse(readFileSync(config(), 'utf8')).gateway;
          expect(auth.token).toMatch(/^[0-9a-f]{48}$/);
          expect(stdout).not.toContain(auth.token);
          expect((await validate(config())).stdout).toContain('"valid":true');
        },
      );

      test('a second one is refused, and the first stays as it is', async () => {
        const before = readFileSync(config(), 'utf8');
        const { exitCode, stderr } = await at.offline(['openclaw', 'init']);
        expect(exitCode).toBe(1);
        expect(stderr).toContain('already exists');
        expect(readFileSync(config(), 'utf8')).toBe(before);
      });
    });

    describe('form D', () => {
      test('is made and starts; its gateway answers on this machine', async () => {
        const { exitCode, stderr } = await at.offline(['openclaw', 'create']);
        expect([exitCode, stderr]).toEqual([0, '']);
        await answers('/startupz', '"started"');
      });

      test('as hard as it says: no capabilities, nothing new to be had, state in the person’s folder', async () => {
        expect(
          await inspect('{{.HostConfig.SecurityOpt}} {{.EffectiveCaps}} {{.HostConfig.AutoRemove}}'),
        ).toBe('[no-new-privileges] [] false');
        const { stdout } = await at.podman.podman(['exec', 'openclaw', 'cat', '/proc/self/status']);
        expect(stdout).toMatch(/^CapEff:\s0{16}$/m);
        expect(stdout).toMatch(/^NoNewPrivs:\s1$/m);
      });

      test('Ollama on loopback is reached, and so is the internet: it says so', async () => {
        expect(await isolation()).toMatchObject({
          ...{ exitCode: 3, form: 'D', is: 'open', internet: 'reached', names: 'answered', ollama: 'ok' },
        });
      });

      test('a file that is replaced outside is the one that OpenClaw uses', async () => {
        const text = readFileSync(config(), 'utf8').replace('"timeoutSeconds": 300', '"timeoutSeconds": 301');
        writeFileSync(`${config()}.new`, text, { mode: 0o600 });
        renameSync(`${config()}.new`, config());
        const applied = /config hot reload applied \(models\.providers\.ollama\.timeoutSeconds\)/;
        await until('taken', async () => (applied.test(await at.logs('openclaw')) ? true : null), 20_000);
      });

      test('another one of that name is refused', async () => {
        const { exitCode, stderr } = await at.offline(['openclaw', 'create', '--form', 'A']);
        expect(exitCode).toBe(1);
        expect(stderr).toContain('Podman already has a container “openclaw”');
      });

      test('a shell in it, with what is typed and its own exit code', async () => {
        const typed = 'echo "$HOME $BASH_VERSION"; touch $HOME/.openclaw/from-inside; exit 5\n';
        const { exitCode, stdout } = await at.offline(['openclaw', 'shell'], typed);
        expect(stdout).toMatch(/^\/home\/node \d/);
        expect(exitCode).toBe(5);
        expect(statSync(join(folder(), 'from-inside')).uid).toBe(process.getuid?.());
      });

      test('taken away again: nothing is left but config and state', async () => {
        expect((await at.offline(['openclaw', 'remove'])).exitCode).toBe(0);
        expect(await left()).toBe('');
        expect(statSync(config()).isFile()).toBe(true);
        expect(statSync(join(folder(), 'state')).isDirectory()).toBe(true);
      });
    });

    describe('what does not go well', () => {
      test('a config that OpenClaw refuses: it has ended, and that is said', async () => {
        const good = readFileSync(config(), 'utf8');
        writeFileSync(config(), good.replace('"mode": "local",', ''));
        const { exitCode, stdout, stderr } = await at.offline(['openclaw', 'create']);
        writeFileSync(config(), good);
        expect([exitCode, stdout]).toEqual([1, '']);
        expect(stderr).toContain('ended with exit code 78: OpenClaw refuses its config');
        expect((await at.offline(['openclaw', 'remove'])).exitCode).toBe(0);
        expect(await left()).toBe('');
      });

      test.each([['A'], ['B']])('form %s, half taken away: it is named, and the rest goes', async (form) => {
        writeFileSync(join(folder(), 'stand-in.cjs'), standIn);
        expect((await at.offline(['openclaw', 'create', '--form', form])).exitCode).toBe(0);
        rmSync(join(folder(), 'stand-in.cjs'));
        // The bridge goes with what needs it on some versions of Podman only.
        await at.podman.podman(['rm', '--force', '--time', '0', 'openclaw']);
        expect(await left()).not.toBe('');
        const again = await at.offline(['openclaw', 'create', '--form', form]);
        expect([again.exitCode, again.stderr]).toEqual([1, expect.stringContaining('is still there')]);
        await at.podman.podman(['rm', '--force', '--time', '0', 'openclaw-bridge']);
        expect((await at.offline(['openclaw', 'create', '--form', form])).stderr).toContain('is still there');
        expect((await at.offline(['openclaw', 'remove'])).exitCode).toBe(0);
        expect(await left()).toBe('');
        expect((await at.offline(['openclaw', 'remove'])).stderr).toContain('There is no container');
      });

      test('somebody else’s without a network: no way to Ollama, and it is left alone', async () => {
        const flags = ['--detach', '--name', 'openclaw', '--network', 'none', '--pull', 'never', '--init'];
        await at.podman.podman(['run', ...flags, 'openclaw:local', 'sleep', '100']);
        const { exitCode, stdout } = await at.offline(['openclaw', 'isolation']);
        expect(exitCode).toBe(3);
        expect(stdout).toMatch(
          /^Nothing can be reached.*\nOllama cannot be reached.*create --form A” makes one that can reach it\.$/,
        );
        expect((await at.offline(['openclaw', 'remove'])).stderr).toContain('was not made by');
        await at.podman.podman(['rm', '--force', '--time', '0', 'openclaw']);
      });
    });

    describe('form B', () => {
      // Podman on Linux leads no bridge to this machine's loopback: here Ollama listens beyond it, as OLLAMA_HOST makes it.
      beforeAll(async () => {
        writeFileSync(join(folder(), 'stand-in.cjs'), standIn);
        await at.offline(['settings', 'set', 'ollama.places', 'http://127.0.0.1:11435']);
      });
      afterAll(async () => {
        rmSync(join(folder(), 'stand-in.cjs'));
        await at.offline(['settings', 'unset', 'ollama.places']);
      });

      test('there is no way out, not even for a name; Ollama is reached through the bridge', async () => {
        const { exitCode, stderr } = await at.offline(['openclaw', 'create', '--form', 'B']);
        expect([exitCode, stderr]).toEqual([0, '']);
        expect(await isolation()).toMatchObject({
          ...{ exitCode: 0, form: 'B', is: 'inside', internet: 'no-way', names: 'no-way', ollama: 'ok' },
          interfaces: ['lo', 'eth0'],
        });
      });

      test('its gateway is reached on this machine, also after a stop and a start by Podman alone', async () => {
        await answers('/x', 'stand-in /x');
        await at.podman.podman(['stop', 'openclaw', 'openclaw-bridge']);
        expect(await at.page('/x')).toBe('');
        await at.podman.podman(['start', 'openclaw']);
        await answers('/y', 'stand-in /y');
        expect(await isolation()).toMatchObject({ exitCode: 0, is: 'inside', ollama: 'ok' });
      });

      test('a range that is in use already: the next one is taken', async () => {
        await at.offline(['openclaw', 'remove']);
        await at.podman.podman(['network', 'create', '--subnet', '10.89.187.0/24', 'somebodys']);
        expect((await at.offline(['openclaw', 'create', '--form', 'B'])).exitCode).toBe(0);
        expect(await isolation()).toMatchObject({ exitCode: 0, is: 'inside', ollama: 'ok' });
        expect((await at.offline(['openclaw', 'remove'])).exitCode).toBe(0);
        await at.podman.podman(['network', 'rm', 'somebodys']);
        expect(await left()).toBe('');
      });
    });

    describe('form A', () => {
      test('has no interface but loopback, and reaches Ollama on this machine’s loopback by a socket', async () => {
        const { exitCode, stderr } = await at.offline(['openclaw', 'create', '--form', 'A']);
        expect([exitCode, stderr]).toEqual([0, '']);
        expect(await isolation()).toMatchObject({
          ...{ exitCode: 0, form: 'A', is: 'total', internet: 'no-way', names: 'no-way', ollama: 'ok' },
          interfaces: ['lo'],
        });
        expect(await inspect('{{.HostConfig.NetworkMode}}')).toBe('none');
      });

      test('the gateway in it is reached on this machine, and a model answers through it', async () => {
        await answers('/startupz', '"started"');
        const ask = ['infer', 'model', 'run', '--gateway', '--model', 'ollama/qwen2.5-coder:32b'];
        const asked = ['exec', 'openclaw', 'openclaw', ...ask, '--prompt', 'ping', '--json'];
        const { stdout, stderr } = await at.podman.podman(asked);
        expect(stdout + stderr).toContain('pong from ollama qwen2.5-coder:32b');
      });

      test('stopped by Podman it ends as OpenClaw does, in time', async () => {
        await at.podman.podman(['stop', 'openclaw']);
        expect(await inspect('{{.State.ExitCode}}')).toBe('0');
        expect((await at.offline(['openclaw', 'remove'])).exitCode).toBe(0);
        expect(await left()).toBe('');
      });
    });

    describe('a command that ends', () => {
      const ask =
        "fetch('http://host.containers.internal:11434/api/version').then((a) => a.text()).then(console.log)";

      test.each([['A'], ['D']])(
        'form %s: Ollama within reach, its exit code, and nothing left',
        async (form) => {
          const command = [
            'sh',
            '-c',
            `node -e "$0"; echo hi > ~/.openclaw/workspace/${form}.txt; exit 9`,
            ask,
          ];
          const workspace = join(at.home, 'work');
          const args = ['openclaw', 'run', '--form', form, '--workspace', workspace, '--', ...command];
          const missing = await at.offline(args);
          expect(missing.stderr).toContain('work is not a folder');
          mkdirSync(workspace);
          const { exitCode, stdout } = await at.offline(args);
          expect([exitCode, stdout]).toEqual([9, '{"version":"0.33.0"}']);
          expect(readFileSync(join(workspace, `${form}.txt`), 'utf8')).toBe('hi\n');
          rmSync(workspace, { recursive: true });
          expect(await left()).toBe('');
        },
      );

      test.each([['A'], ['B'], ['D']])(
        'form %s: two beside each other, one with 127 of its own',
        async (form) => {
          const run = (code: number) =>
            at.offline(['openclaw', 'run', '--form', form, '--', 'sh', '-c', `sleep 2; exit ${code}`]);
          const both = await Promise.all([run(127), run(4)]);
          expect(both.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
            [127, ''],
            [4, ''],
          ]);
          expect(await left()).toBe('');
        },
      );

      test('a program that the image has not', async () => {
        const { exitCode, stderr } = await at.offline(['openclaw', 'run', '--', 'no-such-program']);
        expect(exitCode).toBe(1);
        expect(stderr).toContain('There is no program “no-such-program” in the image');
        expect(await left()).toBe('');
      });
    });
  },
);
