import { z } from 'zod';
import { readTurn, type Turn } from './turn.ts';

/** A session of its own unless named, so that no turn inherits anything from the one before. */
export type AskOptions = { readonly agent?: string; readonly session?: string; readonly model?: string };

const Job = z.object({ id: z.string() });

/** What tests ask of a gateway, by the calls that OpenClaw's CLI and its control page make. */
export function makeWishes(call: (method: string, params: unknown) => Promise<unknown>) {
  let count = 0;
  const next = () => `lab-${++count}`;
  return {
    /** One turn of an agent. Throws, with the gateway's words, when no model answered. */
    async ask(message: string, { agent = 'main', session = next(), model }: AskOptions = {}): Promise<Turn> {
      const from = Date.now();
      const sessionKey = `agent:${agent}:${session}`;
      const chosen = model === undefined ? {} : { model };
      const params = { message, agentId: agent, sessionKey, idempotencyKey: next(), ...chosen };
      return readTurn(await call('agent', params), Date.now() - from);
    },
    /** A session whose user has chosen this model in the chat; gives its name for `ask`. */
    async pinSession(model: string, session = next(), agent = 'main'): Promise<string> {
      await call('sessions.patch', { key: `agent:${agent}:${session}`, model });
      return session;
    },
    /** A job that would run at night; gives its id. */
    async addCron(model: string, fallbacks: readonly string[] = []): Promise<string> {
      const payload = { kind: 'agentTurn', message: 'summarise the day', model, fallbacks };
      const schedule = { kind: 'cron', expr: '0 3 * * *' };
      const job = { name: next(), schedule, sessionTarget: 'isolated', wakeMode: 'now', payload };
      return Job.parse(await call('cron.add', { ...job, delivery: { mode: 'none' } })).id;
    },
  };
}
