import type { z } from 'zod';
import { markedBy } from '../../core/claw/form-flags.ts';
import { isKeyName } from '../../core/claw/providers.ts';
import type { Container, PodmanFacts } from '../../core/parts/facts.ts';
import { imageName } from '../../core/parts/podman.ts';
import { parseJson } from '../json.ts';
import type { Output, Tools } from '../tools/tools.ts';
import type { Looking } from './look.ts';
import { Images, Inspected, Listed, Machines } from './podman-shapes.ts';

/** Podman's client answers in 0.1 s; after a wake its machine may take minutes. In ms. */
const timeoutMs = 6_000;
/** Lists of hundreds of images and containers, in bytes. */
const most = 8_000_000;
/** What Podman says of its engine, of the container OpenClaw runs in, and of its image. */
export async function lookPodman(looking: Looking): Promise<PodmanFacts> {
  const { tools, ask, signal } = looking;
  const before = ask.before?.kind === 'podman' ? ask.before : null;
  const containerName = ask.settings['openclaw.container'];
  const image = imageName(ask.settings['openclaw.image'] || 'openclaw:local');
  const base = {
    kind: 'podman' as const,
    containerName,
    imageName: image,
    container: null,
    hadContainer: before?.hadContainer ?? false,
    isImageKnown: before?.isImageKnown ?? false,
    image: before?.image ?? null,
    drift: null,
    detail: '',
  };
  if (tools.programs.find('podman') === null)
    return { ...base, version: null, engine: 'down', machine: null };
  const version = before?.version ?? (await versionOf(tools, signal));
  const ran = await podman(looking, ['ps', '-a', '--format', 'json']);
  const listed = ran.output?.exitCode === 0 ? Listed.safeParse(parseJson(ran.output.stdout)) : null;
  if (!listed?.success) return { ...base, version, ...(await whyNot(looking, ran)) };
  const found = listed.data.find(({ Names }) => (Names ?? []).includes(containerName));
  const isSame = before?.container?.startedAt === startOf(found) && before?.container !== null;
  const inspected = found && (!isSame || looking.isDeep) ? await inspect(looking, containerName) : null;
  const container = found ? containerOf(found, containerName, inspected ?? before?.container ?? null) : null;
  const hasImage = looking.isDeep || ask.isNews || before?.imageName !== image || before.image === null;
  const isMac = tools.platform === 'darwin';
  return {
    ...base,
    version,
    engine: 'up',
    container,
    hadContainer: container !== null,
    ...(hasImage
      ? await imageOf(looking, image, before)
      : { image: before.image, isImageKnown: before.isImageKnown }),
    machine: isMac ? (looking.isDeep || !before ? await machineOf(looking) : before.machine) : null,
    drift: isMac && looking.isDeep ? await driftOf(looking) : (before?.drift ?? null),
  };
}

export type Asking = Pick<Looking, 'tools' | 'signal'>;

export interface Ran {
  readonly output: Output | null;
  readonly why: string;
}

async function podman({ tools, signal }: Asking, args: readonly string[]): Promise<Ran> {
  const ran = await tools.programs.run('podman', args, { timeoutMs, signal, most });
  return ran.ok ? { output: ran.value, why: '' } : { output: null, why: ran.problem.code };
}

async function versionOf({ programs }: Tools, signal: AbortSignal): Promise<string> {
  const ran = await programs.run('podman', ['--version'], { timeoutMs, signal });
  return (ran.ok ? /podman version (\S{1,40})/.exec(ran.value.stdout)?.[1] : undefined) ?? '?';
}

/** The engine gave no list: is there none, does it not run, or does it run and not answer? */
export async function whyNot(
  looking: Asking,
  { output, why }: Ran,
): Promise<Pick<PodmanFacts, 'engine' | 'machine' | 'detail'>> {
  const said = firstLine(output?.stderr ?? '');
  if (looking.tools.platform === 'darwin') {
    const machines = await podman(looking, ['machine', 'list', '--format', 'json']);
    const list = Machines.safeParse(parseJson(machines.output?.stdout ?? ''));
    if (list.success) {
      const machine = list.data.find(({ Default }) => Default) ?? list.data[0];
      if (!machine) return { engine: 'no-machine', machine: null, detail: '' };
      const known = { name: machine.Name, vm: machine.VMType };
      if (machine.Starting) return { engine: 'starting', machine: known, detail: '' };
      if (!machine.Running) return { engine: 'stopped', machine: known, detail: '' };
      return { engine: why === 'timed-out' ? 'silent' : 'down', machine: known, detail: said };
    }
  }
  if (why === 'timed-out') return { engine: 'silent', machine: null, detail: '' };
  const isAway = /unable to connect to Podman|Cannot connect to Podman/.test(output?.stderr ?? '');
  return { engine: isAway || output?.exitCode === 125 ? 'down' : 'odd', machine: null, detail: said };
}

const firstLine = (text: string) =>
  (text.split('\n').findLast((one) => one.trim() !== '') ?? '').replace(/^Error: /, '').slice(0, 200);

function startOf(found: z.infer<typeof Listed>[number] | undefined): number | null {
  return found && found.StartedAt > 0 ? found.StartedAt * 1_000 : null;
}

type More = Pick<
  Container,
  'network' | 'configMount' | 'configPath' | 'hasOllamaKey' | 'keys' | 'form' | 'port'
>;

function containerOf(found: z.infer<typeof Listed>[number], name: string, more: More | null): Container {
  const ports = found.Ports ?? [];
  const port = ports.find(({ container_port }) => container_port === 18_789) ?? ports[0];
  return {
    name,
    state: found.State,
    exitCode: found.ExitCode,
    startedAt: startOf(found),
    exitedAt: found.ExitedAt > 0 ? found.ExitedAt * 1_000 : null,
    image: found.Image,
    isAutoRemoved: found.AutoRemove,
    port: port?.host_port ?? port?.hostPort ?? more?.port ?? null,
    form: more?.form ?? null,
    network: more?.network ?? null,
    configMount: more?.configMount ?? null,
    configPath: more?.configPath ?? null,
    hasOllamaKey: more?.hasOllamaKey ?? false,
    keys: more?.keys ?? [],
  };
}

/** Where OpenClaw keeps its config inside its official image. */
const inside = '/home/node/.openclaw';

async function inspect(looking: Looking, name: string): Promise<More | null> {
  const ran = await podman(looking, ['inspect', '--type', 'container', name]);
  const found = Inspected.safeParse(parseJson(ran.output?.stdout ?? ''));
  const [first] = found.success ? found.data : [];
  if (!first) return null;
  const mounts = first.Mounts ?? [];
  const file = mounts.find(({ Destination }) => Destination === `${inside}/openclaw.json`);
  const folder = mounts.find(({ Destination }) => Destination === inside);
  return {
    ...markedBy(first.Config?.Labels ?? {}),
    network: first.HostConfig.NetworkMode || null,
    configMount: file ? 'file' : folder ? 'folder' : null,
    configPath: file?.Source ?? (folder ? `${folder.Source}/openclaw.json` : null),
    hasOllamaKey: (first.Config?.Env ?? []).some((one) => /^OLLAMA_API_KEY=./.test(one)),
    keys: (first.Config?.Env ?? []).flatMap((one) => {
      const name = /^([A-Z0-9_]+)=./.exec(one)?.[1] ?? '';
      return isKeyName(name) ? [name] : [];
    }),
  };
}

async function imageOf(
  looking: Looking,
  wanted: string,
  before: PodmanFacts | null,
): Promise<Pick<PodmanFacts, 'image' | 'isImageKnown'>> {
  const images = await imagesOf(looking);
  if (!images) return { image: before?.image ?? null, isImageKnown: false };
  const image = images.find(({ names }) => names.some((name) => imageName(name) === wanted)) ?? null;
  return { image, isImageKnown: true };
}

export interface Image {
  readonly id: string;
  readonly names: readonly string[];
  readonly builtAt: number;
  readonly bytes: number;
}

/** All images there are; null when nobody could say. The client leaves `RepoTags` empty and fills `Names`. */
export async function imagesOf(looking: Asking): Promise<readonly Image[] | null> {
  const ran = await podman(looking, ['images', '--format', 'json']);
  const list = ran.output?.exitCode === 0 ? Images.safeParse(parseJson(ran.output.stdout)) : null;
  if (!list?.success) return null;
  return list.data.map(({ Id, Names, RepoTags, Size, Created }) => ({
    id: Id,
    names: Names ?? RepoTags ?? [],
    builtAt: Created * 1_000,
    bytes: Size,
  }));
}

async function machineOf(looking: Looking): Promise<PodmanFacts['machine']> {
  const ran = await podman(looking, ['machine', 'list', '--format', 'json']);
  const list = Machines.safeParse(parseJson(ran.output?.stdout ?? ''));
  const machine = list.success ? (list.data.find(({ Running }) => Running) ?? list.data[0]) : undefined;
  return machine ? { name: machine.Name, vm: machine.VMType } : null;
}

/** After sleep the machine's clock may lag behind, and TLS in its containers breaks. */
async function driftOf(looking: Looking): Promise<number | null> {
  const ran = await podman(looking, ['machine', 'ssh', 'date', '-u', '+%s']);
  const seconds = ran.output?.exitCode === 0 ? Number(ran.output.stdout.trim()) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0
    ? Math.round(seconds * 1_000 - looking.tools.clock.wall())
    : null;
}
