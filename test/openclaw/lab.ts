import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSON5 from 'json5';
import { z } from 'zod';
import { makeCertificate } from '../engine/certificates.ts';
import { type Claw, runClaw, startClaw } from '../real/openclaw.ts';
import { fakeCloud } from './fake-cloud.ts';
import { fakeOllama } from './fake-ollama.ts';
import { reloaded } from './reload.ts';
import { openRpc, type Rpc } from './rpc.ts';
import { makeSpy } from './spy.ts';
import { makeWishes } from './wishes.ts';

/** A gateway looks for plugins there by itself, once, some seconds after its start: there is no setting against it. */
export const byItself = ['clawhub.ai'];

/** For a config to point at. `cloud` speaks HTTP, as a provider of the user's own would. */
export type Ports = { readonly ollama: number; readonly cloud: number };

export interface LabWish {
  /** The first config: an object, or the text of the file. */
  readonly config: (ports: Ports) => unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly models?: readonly string[];
  /** Hosts of the internet that `far` can stand in for, once `reach` says so. */
  readonly internet?: readonly string[];
}

export type Lab = Awaited<ReturnType<typeof clawLab>>;
type Undo = () => unknown;

const Guarded = z.object({ gateway: z.object({ auth: z.object({ token: z.string() }) }) });
const usual = ['qwen2.5-coder:32b', 'llama3.3:latest'];

/** What a cloud needs to be taken for these hosts, and what makes a gateway take it for them. */
function disguise(folder: string, hosts: readonly string[]) {
  const authority = makeCertificate({ name: 'claw lab', isAuthority: true });
  const { key, cert } = makeCertificate({ name: 'cloud', names: hosts }, authority);
  const path = join(folder, 'authority.pem');
  writeFileSync(path, authority.cert);
  const identity = { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
  return { identity, env: { NODE_EXTRA_CA_CERTS: path } };
}

/** The fakes and the spy; `undo` grows with what has to be taken down, in whatever state this ends. */
async function scenery({ models = usual, internet = [] }: LabWish, undo: Undo[]) {
  const folder = mkdtempSync(join(tmpdir(), 'om-clawlab-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const { identity, env } = disguise(folder, internet);
  const ollama = await fakeOllama(models);
  undo.push(ollama.close);
  const cloud = await fakeCloud();
  undo.push(cloud.close);
  const far = await fakeCloud(identity);
  undo.push(far.close);
  const spy = makeSpy(folder);
  return { ollama, cloud, far, spy, env: { ...env, ...spy.env } };
}

/** All of it, even when a part fails. */
async function takeDown(undo: Undo[]): Promise<void> {
  const failed: unknown[] = [];
  for (const step of undo.splice(0).reverse())
    try {
      await step();
    } catch (error) {
      failed.push(error);
    }
  if (failed.length > 0) throw new AggregateError(failed, 'the lab did not come down clean');
}

/** One line to a gateway, dialled again when it has hung up: it does so when it restarts. */
function makeLine(url: string, token: string, undo: Undo[]) {
  let rpc: Rpc | undefined;
  undo.push(() => rpc?.close());
  return async (method: string, params: unknown): Promise<unknown> => {
    if (!rpc?.isOpen()) rpc = await openRpc(url, token);
    return rpc.call(method, params);
  };
}

/** The files of a gateway that people write, written as an editor that takes care writes them. */
function makeFiles({ configPath, home, log }: Pick<Claw, 'configPath' | 'home' | 'log'>) {
  let since = Date.now();
  let from = log().length;
  return {
    configPath,
    write(text: string): void {
      const beside = `${configPath}.lab`;
      writeFileSync(beside, text, { mode: 0o600 });
      from = log().length;
      since = Date.now();
      renameSync(beside, configPath);
    },
    /** What the gateway made of the last write, and how long after it. */
    applied: () => reloaded(log, configPath, from, since),
    /**
     * How often a model that cannot be reached is tried again before the next one is; null as OpenClaw ships, which
     * takes 60 to 90 s a model. Where requests go stays the same, they only go there once.
     */
    retry(times: number | null, agent = 'main'): void {
      const folder = join(home, '.openclaw', 'agents', agent, 'agent');
      const settings = times === null ? {} : { retry: { provider: { maxRetries: times } } };
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
    },
  };
}

/**
 * A real gateway between a fake Ollama and a fake cloud, with a spy in it. A start takes 13 to 35 s, so tests share
 * one: `write` another config, wait until it is `applied`, `mark`, and ask.
 */
export async function clawLab(wish: LabWish) {
  const undo: Undo[] = [];
  const stop = () => takeDown(undo);
  try {
    const { ollama, cloud, far, spy, env } = await scenery(wish, undo);
    const config = wish.config({ ollama: ollama.port, cloud: cloud.port });
    const { token } = Guarded.parse(typeof config === 'string' ? JSON5.parse(config) : config).gateway.auth;
    const claw = await startClaw({ config, env: { ...env, ...wish.env } });
    undo.push(claw.stop);
    const { home, url, port, configPath, log } = claw;
    const call = makeLine(url, token, undo);
    const own = [ollama.port, cloud.port, port];
    const mine = { HOME: home, OPENCLAW_HOME: home, OPENCLAW_CONFIG_PATH: configPath };
    return {
      ...makeFiles(claw),
      ...makeWishes(call),
      url,
      port,
      token,
      home,
      log,
      call,
      ollama,
      cloud,
      /** The internet's stand-in, by TLS. */
      far,
      /** Runs OpenClaw's CLI against this gateway: 1.5 to 14 s a command. */
      cli: (...args: string[]) => runClaw(args, { ...mine, OPENCLAW_GATEWAY_PORT: String(port) }),
      acts: spy.acts,
      /** Whom the gateway turned to since the last mark, by name or address: all but this lab's own servers. */
      outward: () => spy.outward(own),
      /** These hosts can be reached from now on, and no others; at first, and with none given, there is no internet. */
      reach: (...hosts: string[]) => spy.reach(Object.fromEntries(hosts.map((host) => [host, far.port]))),
      /** Forgets what was seen so far. */
      mark: () => {
        spy.mark();
        for (const fake of [ollama, cloud, far]) fake.forget();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
