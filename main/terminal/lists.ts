import type { Context } from '../core/parts/context.ts';
import type { HeadscaleFacts, Model, Peer } from '../core/parts/facts.ts';
import type { Ping } from '../core/parts/parts.ts';
import { peerStays, withPings } from '../core/parts/peers.ts';
import type { PartAsk } from '../core/parts/plan.ts';
import { judgeTailscale } from '../core/parts/tailscale.ts';
import { phraseSay } from '../core/rows.ts';
import { size } from '../core/sizes.ts';
import { day } from '../core/times.ts';
import { lookHeadscale } from '../engine/parts/headscale.ts';
import { lookOllama } from '../engine/parts/ollama.ts';
import { pingPeers } from '../engine/parts/ping.ts';
import { imagesOf } from '../engine/parts/podman.ts';
import { lookTailscale } from '../engine/parts/tailscale.ts';
import { type Update, updateOf } from '../engine/parts/updates.ts';
import { loadSettings } from '../engine/stores.ts';
import { table } from './table.ts';
import { exits, type Session } from './terminal.ts';

/** These look by themselves: they are asked for now, in full, and change nothing. */
async function lookingOf({ terminal }: Session, id: PartAsk['id']) {
  const { tools, paths, signal } = terminal;
  const kept = await loadSettings(tools, paths, false);
  const settings = kept.value;
  const wanted = [settings['ollama.main'], settings['ollama.fallback']].filter((name) => name !== '');
  const ask: PartAsk = {
    id,
    settings,
    before: null,
    isNews: false,
    podman: null,
    wanted,
    children: [],
    shared: null,
    isHereOnly: false,
  };
  return { tools, ask, isDeep: true, signal };
}

const out = ({ terminal, wide }: Session, rows: readonly (readonly string[])[]): void => {
  for (const line of table(rows, wide())) terminal.out(`${line}\n`);
};

/** All devices of the tailnet, and with `isPinging` how each is reached at this moment. */
export async function peers(session: Session, isPinging: boolean): Promise<number> {
  const { terminal, look, say } = session;
  const looking = await lookingOf(session, 'tailscale');
  const facts = await lookTailscale(looking);
  if (facts.asked === 'absent') return session.trouble({ code: 'not-installed', about: 'tailscale' });
  if (facts.asked !== 'ok')
    return session.trouble({ code: 'unreachable', about: 'Tailscale', detail: facts.detail || facts.asked });
  const now = terminal.tools.clock.wall();
  const { settings } = looking.ask;
  const headscale = await lookHeadscale({ ...looking, ask: { ...looking.ask, id: 'headscale' } });
  if (facts.backend !== 'Running') {
    const { fact, rule } = judgeTailscale(facts, bare(settings, headscale, now));
    const [is, why] = [fact, rule].map((one) => phraseSay(one, say, session.lang, now));
    if (look.isJson)
      for (const note of [fact, rule]) terminal.err(`${JSON.stringify({ schema: 1, note })}\n`);
    else terminal.err(`Tailscale: ${is}. ${why}\n`);
  }
  const { ownRegion } = headscale;
  const pings: Record<string, Ping> = {};
  const addresses = facts.peers.map(({ address }) => address);
  if (isPinging) {
    await pingPeers(
      terminal.tools,
      addresses,
      (address, ping) => {
        pings[address] = ping;
      },
      terminal.signal,
    );
  }
  const list = withPings(facts, pings, terminal.tools.clock.wall()).peers;
  if (look.isJson)
    terminal.out(
      `${JSON.stringify({ schema: 1, peers: list.map((peer) => ({ ...peer, stays: peerStays(peer, ownRegion) })) })}\n`,
    );
  else if (list.length === 0) terminal.out(`${say('peer.none')}\n`);
  else
    out(
      session,
      list.map((peer) => peerCells(session, peer, ownRegion)),
    );
  return exits.done;
}

/** Of a list that is asked for by itself nothing else is known than what stands there, and the coordinator. */
const bare = (settings: PartAsk['settings'], headscale: HeadscaleFacts, now: number): Context => ({
  ...{ settings, now, internet: 'unknown', lan: 'unknown', stance: 'online', wellAt: null },
  of: (kind) => (kind === 'headscale' ? (headscale as never) : null),
});

function peerCells({ say, lang, terminal }: Session, peer: Peer, ownRegion: string | null): string[] {
  const key =
    peer.keyEnds === null
      ? ''
      : say('ts.v.ends', { t: day(lang, peer.keyEnds, terminal.tools.clock.wall()) });
  const took = peer.ms === null ? '' : say('why.v.ms', { n: peer.ms });
  return [
    peer.name,
    peer.address,
    say(`peer.${peer.path}`),
    took,
    [say(`peer.say.${peerStays(peer, ownRegion)}`), key].filter((text) => text !== '').join(' · '),
  ];
}

/** The models on this machine: whole or not, cloud stubs apart; with updates, what the registry has under the same name. */
export async function models(session: Session, isAsking: boolean): Promise<number> {
  const { terminal, look, say } = session;
  const looking = await lookingOf(session, 'ollama');
  const facts = await lookOllama(looking);
  if (facts.used === null && facts.models.length === 0) {
    const [first] = facts.places;
    return session.trouble({
      code: 'unreachable',
      about: first?.url ?? 'Ollama',
      detail: first?.detail ?? '',
    });
  }
  if (facts.used === null) session.remark('models.onDisk');
  const updates = new Map<string, Update>();
  for (const model of isAsking ? facts.models : []) {
    const update = await updateOf(terminal.tools, model, terminal.signal);
    if (!update.ok) {
      session.remark('models.offline', { detail: update.problem.detail ?? update.problem.code });
      return exits.unmet;
    }
    updates.set(model.name, update.value);
  }
  const loaded = new Set(facts.loaded.map(({ name }) => name));
  if (look.isJson) {
    const list = facts.models.map((model) => ({
      ...model,
      isLoaded: loaded.has(model.name),
      update: updates.get(model.name) ?? null,
    }));
    terminal.out(`${JSON.stringify({ schema: 1, models: list })}\n`);
    return exits.done;
  }
  if (facts.models.length === 0) terminal.out(`${say('models.none')}\n`);
  out(
    session,
    facts.models.map((model) => modelCells(session, model, loaded, updates.get(model.name))),
  );
  if ([...updates.values()].includes('newer')) terminal.out(`\n${say('models.drill')}\n`);
  return exits.done;
}

function modelCells(
  { say }: Session,
  model: Model,
  loaded: ReadonlySet<string>,
  update: Update | undefined,
): string[] {
  const { name, bytes, digest, isCloud, state } = model;
  const states = {
    whole: '✓',
    unchecked: ' ',
    gone: say('ollama.v.gone'),
    short: say('ollama.v.short'),
    broken: say('ollama.v.broken'),
  };
  const notes = [
    isCloud ? say('models.cloud') : states[state],
    loaded.has(name) ? say('models.loaded') : '',
    update ? say(`models.${update}`) : '',
  ];
  return [
    name,
    isCloud ? '-' : size(bytes),
    digest.slice(0, 12),
    notes.filter((note) => note.trim() !== '').join(', '),
  ];
}

/** The container images on this machine. */
export async function images(session: Session): Promise<number> {
  const { terminal, look, say, lang } = session;
  if (terminal.tools.programs.find('podman') === null)
    return session.trouble({ code: 'not-installed', about: 'podman' });
  const list = await imagesOf(await lookingOf(session, 'podman'));
  if (!list) return session.trouble({ code: 'unreachable', about: 'Podman', detail: 'podman images' });
  if (look.isJson) terminal.out(`${JSON.stringify({ schema: 1, images: list })}\n`);
  else if (list.length === 0) terminal.out(`${say('images.none')}\n`);
  else
    out(
      session,
      list.map(({ names, id, bytes, builtAt }) => [
        names[0] ?? '<none>',
        id.slice(0, 12),
        size(bytes),
        day(lang, builtAt, terminal.tools.clock.wall()),
      ]),
    );
  return exits.done;
}
