import { createHash } from 'node:crypto';
import JSON5 from 'json5';
import { z } from 'zod';
import { isRecord, valueAt } from '../../main/core/claw/change.ts';
import type { Clock } from '../../main/engine/tools/tools.ts';
import type { SimNet, Talker } from './net.ts';
import { configPath } from './stack.ts';

/** The part of a world that a gateway lives in: a simulated one, or the scripted one under the real app. */
export interface Housing {
  readonly clock: Pick<Clock, 'wall' | 'after'>;
  readonly talkers: SimNet['talkers'];
  readonly disk: { get(path: string): string | undefined };
  /** When a file was last changed, in ms. */
  readonly changed: { get(path: string): number | undefined };
}

/** How OpenClaw's gateway is at this moment, by its own protocol as the real one was seen to speak it. */
export interface FakeGateway {
  /** The text that it runs with. */
  runs: string;
  /** How long it takes to see and apply a file, in ms: the real one takes 0.9 to 2.6 s. */
  applies: number;
  /** Whom it takes the secret from; `deaf`: it greets and says nothing more; `busy`: it reads the file and puts it off. */
  how: 'open' | 'shut' | 'deaf' | 'refuses' | 'off' | 'busy';
  /** Who answers a question; null: the first model of the config it runs with. `silent`: nobody. */
  winner: string | null | 'silent';
  readonly asked: { readonly method: string; readonly params: unknown }[];
  /** Chats as the real one lists them. */
  sessions: { key: string; modelOverrideSource?: string; modelProvider: string; model: string }[];
  /** Jobs by the clock. */
  jobs: { id: string; payload: { model?: string; fallbacks?: string[] } }[];
  /** What OpenClaw's own command says when it asks the gateway; it knows another secret than the config's. */
  readonly cli: (args: readonly string[]) => string;
}

const Request = z.object({ id: z.string(), method: z.string(), params: z.unknown() });
const secret = 't0ken-sample';
const mask = '__OPENCLAW_REDACTED__';
const printed = (text: string) => createHash('sha256').update(text).digest('hex');

/** As the real one: where a secret is a reference it shows no text, and of what the text says not where that leads. */
const isKeptElsewhere = (text: string) => isRecord(valueAt(JSON5.parse(text), ['gateway', 'auth', 'token']));
const maskedValue = (text: string): unknown =>
  JSON5.parse(text.replaceAll(secret, mask), (key, value) => (key === 'id' ? mask : value));

/** As the real one: where its config names agents it knows no others, also none called `main`. */
function knows(config: string, params: unknown): boolean {
  const { agentId } = z.object({ agentId: z.string() }).parse(params);
  const { agents } = z.object({ agents: Roster }).parse(JSON5.parse(config));
  const named = agents.entries ? Object.keys(agents.entries) : agents.list?.map(({ id }) => id);
  return (named ?? ['main']).some((name) => name.toLowerCase() === agentId);
}
const Roster = z.object({
  entries: z.record(z.string(), z.unknown()).optional(),
  list: z.array(z.object({ id: z.string() })).optional(),
});

export function fakeGateway(world: Housing, port = 18_789): FakeGateway {
  const gateway: FakeGateway = {
    runs: world.disk.get(configPath) ?? '',
    applies: 1_200,
    how: 'open',
    winner: null,
    asked: [],
    sessions: [],
    jobs: [],
    cli: ([, , method = '']) => {
      gateway.asked.push({ method: `cli ${method}`, params: null });
      return JSON.stringify(method === 'config.get' ? configNow() : answer());
    },
  };
  const talker: Talker = (reply) => {
    reply(JSON.stringify({ type: 'event', event: 'connect.challenge', payload: { nonce: 'x' } }));
    return (frame) => {
      const { id, method, params } = Request.parse(JSON.parse(frame));
      gateway.asked.push({ method, params });
      if (gateway.how === 'deaf') return;
      const say = (payload: unknown) => reply(JSON.stringify({ type: 'res', id, ok: true, payload }));
      const refuse = (code: string) =>
        reply(JSON.stringify({ type: 'res', id, ok: false, error: { code, message: `no ${secret}` } }));
      if (method === 'connect') {
        const isRight = gateway.how !== 'shut' && JSON.stringify(params).includes(secret);
        return isRight ? say({ type: 'hello-ok', protocol: 4 }) : refuse('INVALID_REQUEST');
      }
      if (method === 'config.get') {
        const age = world.clock.wall() - (world.changed.get(configPath) ?? 0);
        const news = JSON.stringify({ type: 'event', event: 'config.changed', payload: {} });
        if (gateway.how === 'open' && age < gateway.applies)
          world.clock.after(gateway.applies - age, () => reply(news));
        return say(configNow());
      }
      if (method === 'sessions.list') return say({ sessions: gateway.sessions, nextOffset: null });
      if (method === 'sessions.patch') return say(patched(params));
      if (method === 'cron.list') return say({ jobs: gateway.jobs });
      if (method !== 'agent' || gateway.winner === 'silent') return;
      if (!knows(gateway.runs, params)) return refuse('INVALID_REQUEST');
      say({ runId: 'r', status: 'accepted' });
      world.clock.after(1_000, () => say(answer()));
    };
  };
  world.talkers.set(`127.0.0.1:${port}`, talker);
  world.talkers.set('container', talker);

  /** As the real one: the model of a chat is set by hand, where the policy lets it through. */
  function patched(params: unknown) {
    const { key, model } = z.object({ key: z.string(), model: z.string() }).parse(params);
    const [modelProvider = '', ...rest] = model.split('/');
    const others = gateway.sessions.filter((one) => one.key !== key);
    gateway.sessions = [
      ...others,
      { key, modelOverrideSource: 'user', modelProvider, model: rest.join('/') },
    ];
    return {};
  }

  function configNow() {
    const text = world.disk.get(configPath) ?? '';
    const age = world.clock.wall() - (world.changed.get(configPath) ?? 0);
    const valid = gateway.how !== 'refuses' && !text.includes('"offline"');
    if (valid && gateway.how !== 'off' && gateway.how !== 'busy' && age >= gateway.applies)
      gateway.runs = text;
    return {
      valid,
      // Of a file that it refuses it shows no text.
      raw: valid && !isKeptElsewhere(text) ? text.replaceAll(secret, mask) : null,
      parsed: valid ? maskedValue(text) : null,
      configRevisionHash: valid ? printed(text) : null,
      appliedConfigHash: printed(gateway.runs),
      issues: valid ? [] : [{ path: 'models.providers.ollama', message: `Unrecognized key near ${secret}` }],
    };
  }

  function answer() {
    const model = valueAt(JSON5.parse(gateway.runs), ['agents', 'defaults', 'model']);
    const first = typeof model === 'string' ? model : String(valueAt(model, ['primary']));
    const winner = gateway.winner ?? first;
    const slash = winner.indexOf('/');
    return {
      runId: 'r',
      status: 'ok',
      result: {
        payloads: [{ text: 'pong' }],
        meta: {
          executionTrace: {
            winnerProvider: winner.slice(0, slash),
            winnerModel: winner.slice(slash + 1),
            fallbackUsed: winner !== first,
          },
        },
      },
    };
  }
  return gateway;
}
