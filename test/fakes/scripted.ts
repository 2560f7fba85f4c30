import { fail, ok } from '../../main/core/problem.ts';
import type { Programs, Tools } from '../../main/engine/tools/tools.ts';
import { type FakeGateway, fakeGateway } from './gateway.ts';
import { envOf, type Line, proxyAt, type SimNet, simNet, talkWith } from './net.ts';
import { scriptedAnswer } from './scripted-answer.ts';
import { scriptedConfig } from './scripted-config.ts';
import { scriptedPull } from './scripted-pull.ts';
import { commandOf, goodStack, type Stack, serversOf } from './stack.ts';
import { type FakeWifi, newWifi, wifiProgram } from './wifi.ts';
import { seeded } from './world.ts';

/** What a test or a demonstration holds of the app's world: `globalThis.offlineWorld` in the main process. */
export interface Script {
  readonly line: Line;
  change(part: Partial<Line>): void;
  /** Changes the parts; the first word of it brings them into being. */
  parts(part: Partial<Stack>): void;
  /** Changes how OpenClaw's gateway behaves when its config is changed and it is asked. */
  gateway(part: Partial<FakeGateway>): void;
  /** Changes the Wi-Fi and the program that switches it. */
  wifi(part: Partial<FakeWifi>): void;
  /** OpenClaw's config as it is there now. */
  config(): string | null;
  /** What was done to the parts. */
  done(): readonly string[];
  asked(): number;
}

/**
 * A scripted network under the real app: real clock, real files, real everything but the line. Loaded by
 * an unpacked app when OFFLINE_MODE_WORLD names the built module.
 */
export function makeWorld(real: Tools): Tools {
  const net = simNet(real.clock, seeded(1));
  const monitors = new Set<(text: string) => void>();
  const news = new Set<(text: string) => void>();
  const change = (part: Partial<Line>) => {
    Object.assign(net.line, part);
    for (const tell of monitors) tell('RTM_IFINFO: iface status change');
  };
  // There is nothing on this machine until somebody says so.
  const stack: Stack = { ...goodStack(), ...emptyStack };
  for (const [place, served] of serversOf(stack)) net.services.set(place, served);
  net.streams.set('127.0.0.1:11434/api/pull', scriptedPull(real.clock, stack));
  net.streams.set('127.0.0.1:11434/api/generate', scriptedAnswer(real.clock));
  const wifi = newWifi({ change });
  const parts = (part: Partial<Stack>) => {
    Object.assign(stack, part);
    for (const tell of news) tell('{"Type":"container","Status":"died","Name":"openclaw"}');
  };
  const config = scriptedConfig(real, stack);
  const gateway = fakeGateway({ clock: real.clock, talkers: net.talkers, ...config });
  const script: Script = {
    line: net.line,
    change,
    parts,
    gateway: (part) => void Object.assign(gateway, part),
    wifi: ({ power, ...how }) => {
      Object.assign(wifi, how);
      if (power) wifi.press(power);
    },
    config: () => stack.config,
    done: () => stack.done,
    asked: () => net.asked,
  };
  if (process.env.OFFLINE_MODE_STACK) parts(goodStack());
  Object.assign(globalThis, { offlineWorld: script });
  if (process.env.OFFLINE_MODE_DEMO) play(real, change);
  const env = envOf(net.line);
  return {
    ...real,
    net,
    env,
    files: { ...real.files, ...config.files },
    edits: config.edits,
    machine,
    programs: programsIn(real, { line: net.line, talkers: net.talkers, monitors, news, stack, wifi }),
  };
}

const emptyStack: Partial<Stack> = {
  ...{ ollama: 'down', hasOllama: false, gateway: 'down', config: null, podman: 'absent', container: 'gone' },
  ...{ tailscale: 'absent', headscale: 'down', telmeet: 'down' },
};

/** A machine of which nothing depends on the one that this runs on. */
const machine = {
  memory: () => 38_654_705_664,
  disk: async () => ({ free: 212_000_000_000, size: 494_000_000_000 }),
  home: '/Users/me',
};

interface Scripted {
  readonly line: Line;
  readonly talkers: SimNet['talkers'];
  readonly monitors: Set<(text: string) => void>;
  readonly news: Set<(text: string) => void>;
  readonly stack: Stack;
  readonly wifi: FakeWifi;
}

function programsIn(real: Tools, { line, talkers, monitors, news, stack, wifi }: Scripted): Programs {
  const isSystem = (name: string) =>
    ['route', 'arp', 'ndp', 'scutil', 'ip', 'netstat', 'ss', 'pmset'].includes(name);
  const networksetup = wifiProgram(wifi, real);
  const commandFor = (name: string) => (name === 'networksetup' ? networksetup : commandOf(stack, name));
  return {
    ...real.programs,
    find: (name) => (isSystem(name) || commandFor(name) ? `/usr/bin/${name}` : null),
    run: async (name, args, options) =>
      // How this copy is signed is no part of the stack: a test plants a codesign of its own.
      name === 'codesign'
        ? real.programs.run(name, args, options)
        : isSystem(name)
          ? ok({ stdout: said(name, line), stderr: '', exitCode: 0 })
          : ((await commandFor(name)?.(args, options)) ?? fail('no-program', name)),
    // Podman's way into its container leads to the gateway in it.
    converse: (name, args, hear, signal) => {
      const server = name === 'podman' && args[0] === 'exec' ? talkers.get('127.0.0.1:18789') : undefined;
      return server ? talkWith(server, real.clock, hear, signal) : null;
    },
    launch: async (name) => {
      stack.done.push(`launch ${name}`);
      // A drill's shell is none of its parts.
      if (name !== 'sh') stack.ollama = 'up';
      return ok({ pid: 4_000, startedAt: '1' });
    },
    isRunning: () => false,
    end: () => {},
    follow: (name, _args, tell, signal) =>
      new Promise((resolve) => {
        const listeners = isSystem(name) ? monitors : news;
        listeners.add(tell);
        signal.addEventListener('abort', () => {
          listeners.delete(tell);
          resolve(ok(null));
        });
      }),
  };
}

/** What macOS's own programs say of that line. */
function said(name: string, line: Line): string {
  if (name === 'route') return '   gateway: 192.168.1.1\n  interface: en0\n';
  if (name === 'arp') return '? (192.168.1.1) at a4:b1:c1:0:11:22 on en0 ifscope [ethernet]\n';
  if (name !== 'scutil' || !line.hasProxy) return '';
  return `<dictionary> {\n  HTTPEnable : 1\n  HTTPPort : 3128\n  HTTPProxy : ${proxyAt}\n}\n`;
}

const scenes: readonly (readonly [string, Partial<Line>, number])[] = [
  ['the internet works', {}, 20],
  ['the line beyond the router dies', { upstream: 'silent' }, 45],
  ['it comes back', { upstream: 'ok' }, 45],
  ['the link is cut', { link: false }, 30],
  ['the link is back', { link: true }, 45],
  ['a sign-in page stands in the way', { portal: 'honest' }, 40],
  ['somebody signed in', { portal: 'no' }, 45],
  ['a third of everything gets lost', { loss: 0.33 }, 90],
  ['nothing gets lost', { loss: 0 }, 60],
  ['everything takes a second and a half', { latency: 750 }, 40],
  ['and is quick again', { latency: 10 }, 40],
  ['a VPN carries everything', { vpn: 'up' }, 20],
  ['and nothing comes out of it', { vpn: 'dead' }, 45],
  ['the VPN is off', { vpn: 'no' }, 45],
  ['only the proxy leads out', { hasProxy: true, only: 'proxy' }, 45],
  ['everything leads out', { hasProxy: false, only: 'all' }, 45],
  ['names stop resolving', { resolver: 'dead' }, 30],
  ['names resolve again', { resolver: 'ok' }, 45],
];

/** Plays the scenes over and over, saying each on stderr. */
function play({ clock }: Pick<Tools, 'clock'>, change: (part: Partial<Line>) => void, index = 0): void {
  const [what, part, seconds] = scenes[index % scenes.length] ?? ['', {}, 10];
  process.stderr.write(`demo: ${what} (for ${seconds} s)\n`);
  change(part);
  clock.after(seconds * 1_000, () => play({ clock }, change, index + 1));
}
