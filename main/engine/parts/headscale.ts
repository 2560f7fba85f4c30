import { z } from 'zod';
import type { HeadscaleFacts } from '../../core/parts/facts.ts';
import { distanceOf, parseBase, parseWebPlace, urlOf, type WebPlace } from '../../core/parts/targets.ts';
import { familyOf } from '../../core/targets.ts';
import { parseYaml } from '../yaml.ts';
import { type Heard, hear, hostsEntry, whereIs } from './ask.ts';
import { hearsKey } from './coordinator.ts';
import { isDenied } from './kept-out.ts';
import { atHome, type Looking } from './look.ts';

/** In ms. */
const patience = 3_000;

const Health = z.object({ status: z.string().max(40) });
const Version = z.object({ version: z.string().max(60) });
/** 0.29 leaves out `online` when it is false; 0.30 always says it. */
const NodeList = z.array(z.object({ online: z.boolean().nullish() })).max(10_000);
/** Bare, or under a name. */
const Nodes = z.union([z.object({ nodes: NodeList }).transform(({ nodes }) => nodes), NodeList]);
export const countNodes = (value: unknown): HeadscaleFacts['nodes'] => {
  const nodes = Nodes.safeParse(value);
  if (!nodes.success) return null;
  return { all: nodes.data.length, online: nodes.data.filter(({ online }) => online === true).length };
};
const Config = z.object({
  derp: z
    .object({
      server: z
        .object({ enabled: z.boolean().nullish(), region_code: z.string().max(60).nullish() })
        .nullish(),
      urls: z.array(z.string().max(500)).nullish(),
    })
    .nullish(),
  oidc: z
    .object({ issuer: z.string().max(500).nullish(), only_start_if_oidc_is_available: z.boolean().nullish() })
    .nullish(),
  tls_letsencrypt_hostname: z.string().max(300).nullish(),
  database: z
    .object({
      type: z.string().nullish(),
      postgres: z.object({ host: z.string().max(300).nullish() }).nullish(),
    })
    .nullish(),
});

const Listens = z.object({
  listen_addr: z.string().max(300).nullish(),
  tls_cert_path: z.string().max(1_000).nullish(),
});
const usualConfig = '/etc/headscale/config.yaml';

/** What a Headscale says of itself, how its name is found, and what it would need to start again. */
export async function lookHeadscale(looking: Looking): Promise<HeadscaleFacts> {
  const { tools, ask, signal, isDeep } = looking;
  const before = ask.before?.kind === 'headscale' ? ask.before : null;
  const place = parseBase(ask.settings['headscale.url']);
  if (!place) return { ...nothing, found: ask.isHereOnly ? await foundHere(looking, before) : null };
  const get = (path: string) => ({ method: 'GET' as const, path, within: patience, most: 200_000 });
  const health = await hear(tools, place, get('/health'), Health, signal, [500]);
  const name = await nameOf(looking, place);
  const { where, to } = await whereIs(tools, place, signal);
  const base = { ...nothing, url: urlOf(place), where, name };
  const own = () => ownConfig(looking, before);
  if (health.answer !== 'ok') {
    const rung = health.answer === 'no-name' ? 'name' : (health.error?.rung ?? null);
    const key = health.status === null ? null : await hearsKey(tools, place, signal);
    if (key) return { ...base, ...(await own()), answer: 'ok', status: 'key', ...ofReply(key) };
    return {
      ...base,
      isDenied: await isDenied(looking, to, health.detail, before?.url === base.url ? before : null),
      answer: health.answer,
      rung,
      detail: health.detail,
      ...(await own()),
    };
  }
  const isFresh = isDeep || before?.url !== base.url || before.answer !== 'ok';
  const version = isFresh ? await hear(tools, place, get('/version'), Version, signal) : null;
  const listed = isFresh ? await nodesOf(looking, place, health.reply.certificate?.trouble ?? null) : null;
  return {
    ...base,
    ...ofReply(health),
    answer: 'ok',
    status: health.value.status,
    version: version ? (version.answer === 'ok' ? version.value.version : null) : (before?.version ?? null),
    ...(listed ?? { nodes: before?.nodes ?? null, keyRefused: before?.keyRefused ?? false }),
    ...(await own()),
  };
}

const ofReply = ({ ms, reply: { certificate } }: Extract<Heard<unknown>, { answer: 'ok' }>) => ({
  ms,
  certEnds: certificate?.ends ?? null,
  certTrouble: certificate?.trouble ?? null,
});

const nothing: HeadscaleFacts = {
  ...{
    kind: 'headscale',
    url: null,
    found: null,
    where: 'here',
    answer: 'silent',
    rung: null,
    detail: '',
    ms: null,
    version: null,
  },
  ...{
    status: null,
    name: 'address',
    certEnds: null,
    certTrouble: null,
    isDenied: false,
    outside: null,
    hasOwnRelay: null,
    ownRegion: null,
    nodes: null,
    keyRefused: false,
  },
};

async function nameOf({ tools }: Looking, { host }: WebPlace): Promise<HeadscaleFacts['name']> {
  if (familyOf(host) !== null || /^localhost\.?$/i.test(host)) return 'address';
  if (await hostsEntry(tools, host)) return 'hosts';
  return /\.local\.?$/i.test(host) ? 'mdns' : 'dns';
}

/**
 * How many nodes there are, if the person has put an API key into a file. The key goes only to this machine or to
 * somebody whose certificate is trusted.
 */
async function nodesOf(
  looking: Looking,
  place: WebPlace,
  trouble: string | null,
): Promise<Pick<HeadscaleFacts, 'nodes' | 'keyRefused'>> {
  const { tools, ask, signal } = looking;
  const none = { nodes: null, keyRefused: false };
  const path = ask.settings['headscale.keyFile'];
  const isSafe = distanceOf(place.host) === 'here' || (place.scheme === 'https' && trouble === null);
  if (path === '' || !isSafe) return none;
  const text = await tools.files.read(atHome(path, tools.machine.home), 10_000);
  const key = text.ok ? (text.value ?? '').trim() : '';
  if (!/^[\w.-]{10,500}$/.test(key)) return none;
  const request = {
    method: 'GET' as const,
    path: '/api/v1/node',
    headers: { authorization: `Bearer ${key}` },
    // Another machine may answer this time: what was seen of the certificate before is no promise.
    isStrict: distanceOf(place.host) !== 'here',
    within: patience,
    most: 8_000_000,
  };
  const heard = await hear(tools, place, request, z.unknown(), signal);
  if (heard.answer !== 'ok') return { nodes: null, keyRefused: heard.status === 401 };
  return { nodes: countNodes(heard.value), keyRefused: false };
}

type Own = Pick<HeadscaleFacts, 'outside' | 'hasOwnRelay' | 'ownRegion'>;
const unread: Own = { outside: null, hasOwnRelay: null, ownRegion: null };

/** Where one listens unless its config says otherwise. */
const usualPlace = 'http://127.0.0.1:8080';

/** A Headscale on this machine: at the port that its config names, or its usual one. Only its own answer counts. */
async function foundHere({ tools, isDeep, signal }: Looking, before: HeadscaleFacts | null) {
  if (!isDeep && before) return before.found;
  const text = await tools.files.read(usualConfig, 500_000);
  const config = Listens.safeParse(text.ok && text.value !== null ? parseYaml(text.value) : undefined);
  const port = /:(\d{1,5})$/.exec(config.success ? (config.data.listen_addr ?? '') : '')?.[1];
  const isSecure = config.success && Boolean(config.data.tls_cert_path);
  const named = port ? `${isSecure ? 'https' : 'http'}://127.0.0.1:${port}` : usualPlace;
  const place = parseBase(named);
  return place && (await hearsKey(tools, place, signal)) ? urlOf(place) : null;
}

/** What its own config needs from outside at its next start; where it is not on this machine nobody can say. */
async function ownConfig({ tools, ask, isDeep }: Looking, before: HeadscaleFacts | null): Promise<Own> {
  if (!isDeep && before) {
    const { outside, hasOwnRelay, ownRegion } = before;
    return { outside, hasOwnRelay, ownRegion };
  }
  const chosen = ask.settings['headscale.config'];
  const path = chosen === '' ? usualConfig : atHome(chosen, tools.machine.home);
  const text = await tools.files.read(path, 500_000);
  if (!text.ok || text.value === null) return unread;
  return needsOutside(text.value);
}

/** Its start fetches the relay maps and asks the sign-in service; either keeps it from starting. */
export function needsOutside(yaml: string): Own {
  const config = Config.safeParse(parseYaml(yaml));
  if (!config.success) return unread;
  const { derp, oidc, tls_letsencrypt_hostname: acme, database } = config.data;
  const urls = derp?.urls ?? [];
  const issuer = oidc?.issuer && oidc.only_start_if_oidc_is_available !== false ? [oidc.issuer] : [];
  const hosts = [...urls, ...issuer].flatMap((url) => parseWebPlace(url)?.host ?? []);
  const store = database?.type === 'postgres' && database.postgres?.host ? [database.postgres.host] : [];
  const far = [...hosts, ...store].filter((host) => distanceOf(host) === 'outside');
  const renews = acme ? ['acme-v02.api.letsencrypt.org'] : [];
  return {
    outside: [...new Set([...far, ...renews])].slice(0, 20),
    hasOwnRelay: derp?.server?.enabled === true,
    ownRegion: derp?.server?.enabled === true ? (derp.server.region_code ?? null) : null,
  };
}
