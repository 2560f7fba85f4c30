import { type Args, type Form, type FormWish, forms } from './form.ts';

/** The gateway's port inside of its container. */
export const innerPort = 18_789;
/** Where OpenClaw's official image keeps its state, config and workspace included. */
export const homeInside = '/home/node/.openclaw';

/**
 * By these labels a container of ours is known again. The port is said because where a bridge has it, Podman does not
 * tell it of OpenClaw's container.
 */
export const labels = { form: 'offline-mode.form', port: 'offline-mode.port' } as const;

/** Also on a network and a volume, so that nobody else's is ever taken away. */
export const markOf = (form: Form): Args => ['--label', `${labels.form}=${form}`];

/** What the labels of a container say of it; of one that others have made, nothing. */
export function markedBy(found: Readonly<Record<string, string>>): {
  readonly form: Form | null;
  readonly port: number | null;
} {
  const form = forms.find((one) => one === found[labels.form]) ?? null;
  const port = /^[1-9]\d{0,4}$/.test(found[labels.port] ?? '') ? Number(found[labels.port]) : null;
  return { form, port: form !== null && port !== null && port <= 65_535 ? port : null };
}

/**
 * Nothing is fetched, and nobody in it can become more than they are. It runs as whoever owns the config, so that both can
 * read and write it.
 */
function hardening({ engine, form }: FormWish): Args {
  return [
    ...['--pull', 'never', '--security-opt', 'no-new-privileges', '--cap-drop', 'ALL'],
    ...(engine.isRootless ? ['--userns', 'keep-id'] : []),
    ...['--user', `${engine.uid}:${engine.gid}`, ...markOf(form)],
  ];
}

/**
 * What stays: an end that was not asked for is undone, but not for ever, for a config that OpenClaw refuses ends every start.
 * `--init` reaps what OpenClaw's tools leave behind, as its makers start it too; where a command is missing it hides that, so
 * what only runs once goes without.
 */
export const staying = (seconds: string): Args => [
  ...['--init', '--restart', 'on-failure:5', '--stop-timeout', seconds],
];

/** It holds nothing that could be lost, so it is not waited for. */
export const bridgeFlags = (wish: FormWish): Args => [...hardening(wish), ...staying('2')];

/**
 * What the gateway needs in a container: files of this machine do not tell of their changes there, so they are looked
 * at again and again; the config has an owner outside, so nothing in there rewrites it; and it restarts in place.
 */
const variables = {
  HOME: '/home/node',
  OPENCLAW_NO_RESPAWN: '1',
  CHOKIDAR_USEPOLLING: '1',
  OPENCLAW_CONFIG_READONLY: '1',
  NPM_CONFIG_CACHE: `${homeInside}/.npm`,
  XDG_CACHE_HOME: `${homeInside}/.cache`,
} as const;

/** The folder as a whole, never the file alone: a file that is replaced outside stays the old one inside. */
export function openclawFlags(wish: FormWish): Args {
  const { config, workspace, engine, port } = wish;
  const mark = engine.isLabelled ? 'rw,z' : 'rw';
  return [
    ...hardening(wish),
    ...(port === null ? [] : ['--label', `${labels.port}=${port}`]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...['--volume', `${config}:${homeInside}:${mark}`],
    ...(workspace === null ? [] : ['--volume', `${workspace}:${homeInside}/workspace:${mark}`]),
  ];
}
