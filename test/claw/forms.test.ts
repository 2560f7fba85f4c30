import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Args, type FormWish, forms } from '../../main/core/claw/form.ts';
import { markedBy } from '../../main/core/claw/form-flags.ts';
import { gatewayCommand, makeForm, ollamaInside, unmakeForm } from '../../main/core/claw/forms.ts';
import { relayScript } from '../../main/core/claw/relay.ts';
import { runForm, runName, runOf } from '../../main/core/claw/run-form.ts';
import { far, formWish, linux, mac, own } from './form-wishes.ts';

const shown = (args: Args) => args.map((word) => (word === relayScript ? '<relay>' : word)).join(' ');
const making = (wish: FormWish) => makeForm(wish).steps.map(({ make }) => shown(make));

const hard = (form: string) =>
  '--pull never --security-opt no-new-privileges --cap-drop ALL --userns keep-id --user 501:20 ' +
  `--label offline-mode.form=${form}`;
const inside =
  '--env HOME=/home/node --env OPENCLAW_NO_RESPAWN=1 --env CHOKIDAR_USEPOLLING=1 --env OPENCLAW_CONFIG_READONLY=1 ' +
  '--env NPM_CONFIG_CACHE=/home/node/.openclaw/.npm --env XDG_CACHE_HOME=/home/node/.openclaw/.cache ' +
  '--volume /Users/me/.openclaw:/home/node/.openclaw:rw --volume /Users/me/work:/home/node/.openclaw/workspace:rw';
const kept = '--init --restart on-failure:5 --stop-timeout 30';
const gateway = 'node openclaw.mjs gateway --bind lan --port 18789';
const labelled = '--label offline-mode.port=18789';
const bridge = (form: string) => `${hard(form)} --init --restart on-failure:5 --stop-timeout 2`;

describe('the commands that make each form, on a Mac', () => {
  test('D: the usual network, the port on loopback only', () => {
    expect(making(formWish('D'))).toEqual([
      `create --name openclaw ${hard('D')} ${labelled} ${inside} ${kept} ` +
        `--publish 127.0.0.1:18789:18789 localhost/openclaw:local ${gateway}`,
    ]);
  });

  test('B: a network without a way out and without names, and a bridge that is on both', () => {
    expect(making(formWish('B'))).toEqual([
      'network create --internal --disable-dns --label offline-mode.form=B --subnet 10.89.187.0/24 openclaw-inside',
      `create --name openclaw-bridge ${bridge('B')} --network podman --network openclaw-inside:ip=10.89.187.2 ` +
        '--publish 127.0.0.1:18789:18789 --entrypoint node localhost/openclaw:local -e <relay> ' +
        '10.89.187.2:11434=host.containers.internal:11434 0.0.0.0:18789=10.89.187.3:18789',
      `create --name openclaw ${hard('B')} ${labelled} ${inside} ${kept} --requires openclaw-bridge ` +
        '--network openclaw-inside:ip=10.89.187.3 --add-host host.containers.internal:10.89.187.2 ' +
        `--add-host openclaw-bridge:10.89.187.2 localhost/openclaw:local ${gateway}`,
    ]);
  });

  test('A: no network, and two sockets in a volume that both see', () => {
    const shared = '--volume openclaw-sockets:/run/offline-mode --security-opt label=level:s0:c187,c789';
    const [model, door] = ['/run/offline-mode/ollama.sock', '/run/offline-mode/gateway.sock'];
    expect(making(formWish('A'))).toEqual([
      'volume create --label offline-mode.form=A openclaw-sockets',
      `create --name openclaw-bridge ${bridge('A')} ${shared} --publish 127.0.0.1:18789:18789 --entrypoint node ` +
        `localhost/openclaw:local -e <relay> ${model}=host.containers.internal:11434 0.0.0.0:18789=${door}`,
      `create --name openclaw ${hard('A')} ${labelled} ${inside} ${kept} --requires openclaw-bridge --network none ` +
        `--add-host host.containers.internal:127.0.0.1 ${shared} --entrypoint node localhost/openclaw:local ` +
        `-e <relay> 127.0.0.1:11434=${model} ${door}=127.0.0.1:18789 -- ${gateway}`,
    ]);
  });
});

describe('the way to Ollama', () => {
  const slirp = '--network slirp4netns:allow_host_loopback=true';
  test.each<[string, FormWish, number, string]>([
    [
      'Linux, D',
      formWish('D', { engine: linux }),
      0,
      `${slirp} --add-host host.containers.internal:10.0.2.2 --p`,
    ],
    ['Linux, A', formWish('A', { engine: linux }), 1, `${slirp} --volume openclaw-sockets`],
    ['Linux, A, its target', formWish('A', { engine: linux }), 1, 'ollama.sock=10.0.2.2:11434'],
    [
      'pasta, D',
      formWish('D', { engine: { ...linux, way: 'pasta' } }),
      0,
      '--network pasta:-T,11434 --add-host host.containers.internal:127.0.0.1 --p',
    ],
    ['pasta, A', formWish('A', { engine: { ...linux, way: 'pasta' } }), 1, 'ollama.sock=127.0.0.1:11434'],
    ['another machine, B', formWish('B', { ollama: far }), 1, '10.89.187.2:11434=192.168.1.100:11434'],
    [
      'another machine, A',
      formWish('A', { ollama: far, engine: linux }),
      1,
      'ollama.sock=192.168.1.100:11434',
    ],
    ['IPv6, A', formWish('A', { ollama: { ...own, host: 'fd00::5' } }), 1, 'ollama.sock=[fd00::5]:11434'],
    ['another port, A', formWish('A', { ollama: { ...own, port: 11_500 } }), 2, '127.0.0.1:11500=/run/'],
  ])('%s', (_name, wish, at, words) => {
    expect(making(wish)[at]).toContain(words);
  });

  test('another machine in D is asked by its own address, by the network as it is', () => {
    const [command] = making(formWish('D', { ollama: far, engine: linux }));
    expect(command).not.toMatch(/--network|--add-host/);
    expect(ollamaInside({ form: 'D', ollama: far })).toBe('http://192.168.1.100:11434');
  });

  test('one config goes with all forms', () => {
    for (const form of forms)
      expect(ollamaInside({ form, ollama: own })).toBe('http://host.containers.internal:11434');
    expect(ollamaInside({ form: 'A', ollama: far })).toBe('http://host.containers.internal:11434');
  });
});

describe('whoever it is', () => {
  test('a Podman of root needs no names of users to be kept', () => {
    const engine = { ...linux, isRootless: false, uid: 0, gid: 0 };
    expect(making(formWish('D', { engine }))[0]).toContain('--cap-drop ALL --user 0:0');
  });

  test('under SELinux folders are marked, so that the next container sees them too', () => {
    const [command] = making(formWish('D', { engine: { ...linux, isLabelled: true } }));
    expect(command).toContain('/Users/me/.openclaw:/home/node/.openclaw:rw,z');
    expect(command).toContain('/Users/me/work:/home/node/.openclaw/workspace:rw,z');
  });

  test('without a workspace of its own it has the one inside the config’s folder', () => {
    expect(making(formWish('D', { workspace: null }))[0]).not.toContain('workspace');
  });
});

test.each<[string, readonly string[], readonly string[], string]>([
  ['the official image', [], ['node', 'openclaw.mjs', 'gateway', '--allow-unconfigured'], `${gateway}`],
  ['one with its own command', ['openclaw'], [], 'gateway --bind lan --port 18789'],
  ['one that starts a gateway', ['/usr/bin/openclaw', 'gateway'], [], '--bind lan --port 18789'],
  ['by a path', ['node', '/app/openclaw.mjs'], ['status'], 'gateway --bind lan --port 18789'],
  ['the seed’s, which starts a shell', [], ['bash'], 'openclaw gateway --bind lan --port 18789'],
  [
    'one that starts by a shell’s line',
    [],
    ['/bin/sh', '-c', 'openclaw gateway'],
    'openclaw gateway --bind lan --port 18789',
  ],
])('what starts the gateway: %s', (_name, entrypoint, command, words) => {
  expect(gatewayCommand({ name: 'x', entrypoint, command }).join(' ')).toBe(words);
});

describe('for any wish', () => {
  const folder = fc.stringMatching(/^\/[A-Za-z0-9 ._-]{1,30}$/);
  const wish = fc
    .record({
      form: fc.constantFrom(...forms),
      config: folder,
      workspace: fc.option(folder),
      port: fc.integer({ min: 1, max: 65_535 }),
      ollama: fc.constantFrom(own, far),
      engine: fc.constantFrom(mac, linux, { ...linux, isRootless: false }),
    })
    .map(({ form, ...more }) => formWish(form, more));

  test('paths are absolute, all is hardened, nothing is fetched, and the port is on loopback only', () => {
    fc.assert(
      fc.property(wish, (one) => {
        for (const { make } of makeForm(one).steps) {
          const behind = (flag: string) => make.filter((_, at) => make[at - 1] === flag);
          for (const volume of behind('--volume'))
            expect(volume).toMatch(
              /^(?:\/.+:\/home\/node\/\.openclaw(?:\/workspace)?:rw|openclaw-sockets:\/run\/)/,
            );
          for (const port of behind('--publish')) expect(port).toMatch(/^127\.0\.0\.1:\d+:18789$/);
          if (make[0] !== 'create') continue;
          expect(behind('--pull')).toEqual(['never']);
          expect(behind('--cap-drop')).toEqual(['ALL']);
          expect(behind('--security-opt')).toContain('no-new-privileges');
          expect(make).not.toContain('--rm');
          expect(make).not.toContain('--privileged');
        }
      }),
    );
  });

  test('what is made is taken back, last things first', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const undo = makeForm(one)
          .steps.map((step) => step.undo)
          .toReversed();
        expect(unmakeForm(one.form, one.container)).toEqual(undo);
      }),
    );
  });

  test('in A and B OpenClaw itself has no other network than that', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const own = makeForm(one).steps.at(-1)?.make ?? [];
        const networks = own.filter((_, at) => own[at - 1] === '--network');
        if (one.form === 'A') expect(networks).toEqual(['none']);
        if (one.form === 'B') expect(networks).toEqual(['openclaw-inside:ip=10.89.187.3']);
        if (one.form !== 'D') expect(own).not.toContain('--publish');
      }),
    );
  });
});

describe('a command that ends', () => {
  const running = (wish: FormWish) => {
    const { steps, run, undo } = runForm({ ...wish, container: 'openclaw-run' }, ['bash', '-lc', 'ls']);
    const typed = shown(run(['--interactive', '--tty']));
    return { steps: steps.map(({ make }) => shown(make)), run: typed, undo: shown(undo) };
  };

  test('D: the seed’s line', () => {
    const { steps, run, undo } = running(formWish('D'));
    expect(steps).toEqual([]);
    expect(undo).toBe('rm --force --volumes --time 10 openclaw-run');
    expect(run).toBe(
      `run --name openclaw-run --interactive --tty ${hard('D')} ${inside} localhost/openclaw:local bash -lc ls`,
    );
  });

  test('A: with Ollama within reach, and no door', () => {
    const { steps, run } = running(formWish('A'));
    expect(steps.join('\n')).not.toMatch(/--publish|gateway/);
    expect(run).toContain('--network none');
    expect(run).toMatch(/-e <relay> 127\.0\.0\.1:11434=\/run\/offline-mode\/ollama\.sock -- bash -lc ls$/);
  });

  test('A: what the image wraps around a command stays around it', () => {
    const image = { name: 'x', entrypoint: ['docker-entrypoint.sh'], command: [] };
    expect(running(formWish('A', { image })).run).toMatch(/-- docker-entrypoint\.sh bash -lc ls$/);
  });

  test('B: its own network and bridge, which nobody else uses', () => {
    const { steps, run } = running(formWish('B'));
    expect(steps.map((one) => one.split(' ').slice(0, 3).join(' '))).toEqual([
      'network create --internal',
      'create --name openclaw-run-bridge',
    ]);
    expect(run).toContain('--network openclaw-run-inside:ip=10.89.187.3');
  });

  test('two runs do not meet', () => {
    const [one, other] = ['0123456789ab', 'fedcba987654'].map((secret) => runName('openclaw', secret));
    expect([one, other]).toEqual(['openclaw-run-01234567', 'openclaw-run-fedcba98']);
  });

  test.each<[string, string | null]>([
    ['openclaw-run-01234567', 'openclaw-run-01234567'],
    ['openclaw-run-01234567-bridge', 'openclaw-run-01234567'],
    ['openclaw-run-0123456', null],
    ['openclaw-run-my-tools', null],
    ['openclaw-run-a-01234567', null],
    ['other-run-01234567', null],
    ['openclaw', null],
    ['openclaw-bridge', null],
  ])('the run that “%s” belongs to: %s', (name, run) => {
    expect(runOf('openclaw', name)).toBe(run);
  });
});

test.each<[Record<string, string>, unknown]>([
  [{}, { form: null, port: null }],
  [
    { 'offline-mode.form': 'A', 'offline-mode.port': '18789' },
    { form: 'A', port: 18_789 },
  ],
  [
    { 'offline-mode.form': 'E', 'offline-mode.port': '18789' },
    { form: null, port: null },
  ],
  [
    { 'offline-mode.form': 'B', 'offline-mode.port': '99999' },
    { form: 'B', port: null },
  ],
  [
    { 'offline-mode.form': 'B', 'offline-mode.port': '1e3' },
    { form: 'B', port: null },
  ],
  [{ 'offline-mode.port': '80' }, { form: null, port: null }],
])('labels %j', (found, made) => {
  expect(markedBy(found)).toEqual(made);
});
