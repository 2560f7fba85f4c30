import { distanceOf, urlOf, type WebPlace } from '../parts/targets.ts';
import type { Args, Form, FormImage, FormWish, Step } from './form.ts';
import { bridgeFlags, innerPort, markOf, openclawFlags, staying } from './form-flags.ts';
import { relayScript, relayTo, spotOf } from './relay.ts';

/** The name by which OpenClaw asks Ollama in every form, so that one config goes with all of them. */
export const hostInside = 'host.containers.internal';

/** What the config has to say of where Ollama is. */
export function ollamaInside({ form, ollama }: Pick<FormWish, 'form' | 'ollama'>): string {
  return isOwn(ollama) || form !== 'D' ? urlOf({ ...ollama, host: hostInside }) : urlOf(ollama);
}

/**
 * A bridge listens where Ollama does, so that one config goes with all forms; but whoever has no rights may not listen below
 * this.
 */
export const firstFreePort = 1_024;

const isOwn = ({ host }: WebPlace): boolean => distanceOf(host) === 'here';

/** What stands around OpenClaw's container, and how that container is tied to it. */
export interface Around {
  readonly steps: readonly Step[];
  /** The bridge's name; null where there is none. */
  readonly bridge: string | null;
  readonly flags: Args;
  /** Image and command, the command given. */
  command(command: Args): Args;
}

export const insideOf = (container: string): string => `${container}-inside`;
export const withoutInside = (container: string): Args => ['network', 'rm', insideOf(container)];
export const socketsOf = (container: string): string => `${container}-sockets`;
export const withoutVolume = (container: string): Args => ['volume', 'rm', socketsOf(container)];

export const removal = (name: string): Args => ['rm', '--force', '--time', '30', name];

/** Everything that is made for a form apart from OpenClaw's own container, in order. */
export function around(wish: FormWish): Around {
  if (wish.form === 'A') return withoutNetwork(wish);
  return wish.form === 'B' ? withoutWayOut(wish) : usualNetwork(wish);
}

/** All of it, in order. `podman start` of the container starts its bridge first, for it says that it needs it. */
export function makeForm(wish: FormWish): { readonly steps: readonly Step[]; readonly start: Args } {
  const { container, image } = wish;
  const { steps, bridge, flags, command } = around(wish);
  const own = [
    ...['create', '--name', container, ...openclawFlags(wish)],
    ...staying('30'),
    ...(bridge === null ? [] : ['--requires', bridge]),
    ...[...flags, ...command(gatewayCommand(image))],
  ];
  return { steps: [...steps, { make: own, undo: removal(container) }], start: ['start', container] };
}

/** What takes a form back, whether or not all of it was made. The config's folder stays as it is. */
export function unmakeForm(form: Form, container: string): readonly Args[] {
  const own = [removal(container)];
  if (form === 'D') return own;
  const rest = form === 'A' ? withoutVolume(container) : withoutInside(container);
  return [...own, removal(bridgeOf({ container })), rest];
}

/** As its maker starts it, but to be reached from outside of the container; whatever else the image would do is left out. */
export function gatewayCommand({ entrypoint, command }: FormImage): Args {
  const flags = ['--bind', 'lan', '--port', String(innerPort)];
  if (entrypoint.includes('gateway')) return flags;
  const at = command.indexOf('gateway');
  if (at >= 0) return [...command.slice(0, at + 1), ...flags];
  const isOpenClaw = /(^|\/)openclaw(\.mjs)?$/.test(entrypoint.at(-1) ?? '');
  return [...(isOpenClaw ? [] : ['openclaw']), 'gateway', ...flags];
}

const publish = (port: number | null): Args =>
  port === null ? [] : ['--publish', `127.0.0.1:${port}:${innerPort}`];

/** How whoever is on a usual network gets to Ollama. */
function reach({ ollama, engine }: FormWish): { readonly flags: Args; readonly host: string } {
  if (!isOwn(ollama)) return { flags: [], host: ollama.host };
  if (engine.way === 'slirp4netns')
    return { flags: ['--network', 'slirp4netns:allow_host_loopback=true'], host: '10.0.2.2' };
  if (engine.way === 'pasta') return { flags: ['--network', `pasta:-T,${ollama.port}`], host: '127.0.0.1' };
  return { flags: [], host: hostInside };
}

const named = (host: string): Args => ['--add-host', `${hostInside}:${host}`];

function usualNetwork(wish: FormWish): Around {
  const { flags, host } = reach(wish);
  const isNamed = isOwn(wish.ollama) && host !== hostInside;
  return {
    steps: [],
    bridge: null,
    flags: [...flags, ...(isNamed ? named(host) : []), ...publish(wish.port)],
    command: (command) => [wish.image.name, ...command],
  };
}

/** A bridge is a container of the same image in which Node passes on what comes. */
function bridgeStep(wish: FormWish, flags: Args, pairs: Args): Step {
  const name = bridgeOf(wish);
  const own = ['create', '--name', name, ...bridgeFlags(wish), ...flags, ...publish(wish.port)];
  const command = ['--entrypoint', 'node', wish.image.name, '-e', relayScript, ...pairs];
  return { make: [...own, ...command], undo: removal(name) };
}

export const bridgeOf = ({ container }: Pick<FormWish, 'container'>): string => `${container}-bridge`;

/**
 * Without a resolver, for Podman's would pass on names to outside, and a name may carry anything. So the two have
 * addresses that are known beforehand.
 */
function withoutWayOut(wish: FormWish): Around {
  const { container, subnet, ollama, port, image } = wish;
  const network = insideOf(container);
  const at = (last: number) => subnet.replace(/\.0\/\d+$/, `.${last}`);
  const pairs = [
    relayTo(`${at(2)}:${ollama.port}`, spotOf({ ...ollama, host: isOwn(ollama) ? hostInside : ollama.host })),
    ...(port === null ? [] : [relayTo(`0.0.0.0:${innerPort}`, `${at(3)}:${innerPort}`)]),
  ];
  const both = ['--network', 'podman', '--network', `${network}:ip=${at(2)}`];
  const shut = ['--internal', '--disable-dns', ...markOf('B')];
  const create = ['network', 'create', ...shut, '--subnet', subnet, network];
  return {
    steps: [{ make: create, undo: withoutInside(container) }, bridgeStep(wish, both, pairs)],
    bridge: bridgeOf(wish),
    flags: [
      '--network',
      `${network}:ip=${at(3)}`,
      ...named(at(2)),
      '--add-host',
      `${bridgeOf(wish)}:${at(2)}`,
    ],
    command: (command) => [image.name, ...command],
  };
}

const sockets = '/run/offline-mode';
/** Where two containers share a socket under SELinux, both have to be of one level. */
const level: Args = ['--security-opt', 'label=level:s0:c187,c789'];

/** The two share a volume, which is inside the machine that runs containers: a socket does not come out of it, or in. */
function withoutNetwork(wish: FormWish): Around {
  const { container, ollama, port, image } = wish;
  const volume = socketsOf(container);
  const shared = ['--volume', `${volume}:${sockets}`, ...level];
  const [model, gateway] = [`${sockets}/ollama.sock`, `${sockets}/gateway.sock`];
  const out = reach(wish);
  const isOpen = port !== null;
  const outer = [
    relayTo(model, spotOf({ ...ollama, host: out.host })),
    ...(isOpen ? [relayTo(`0.0.0.0:${innerPort}`, gateway)] : []),
  ];
  const inner = [
    relayTo(`127.0.0.1:${ollama.port}`, model),
    ...(isOpen ? [relayTo(gateway, `127.0.0.1:${innerPort}`)] : []),
  ];
  return {
    steps: [
      { make: ['volume', 'create', ...markOf('A'), volume], undo: withoutVolume(container) },
      bridgeStep(wish, [...out.flags, ...shared], outer),
    ],
    bridge: bridgeOf(wish),
    flags: ['--network', 'none', ...named('127.0.0.1'), ...shared, '--entrypoint', 'node'],
    command: (command) => [image.name, '-e', relayScript, ...inner, '--', ...image.entrypoint, ...command],
  };
}
