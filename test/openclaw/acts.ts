import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { JsonRecord } from '../../main/core/claw/change.ts';
import type { Lab } from './lab.ts';

/** What is put to OpenClaw in every way; wherever it turns up, it went. */
export const words = 'my secret question';

export const big = 'cloudy/big-model';

export const ask = (lab: Lab) => lab.ask(words);
export const askWriter = (lab: Lab) => lab.ask(words, { agent: 'writer' });
export const title = (lab: Lab) => lab.call('sessions.title.prepare', { agentId: 'main', message: words });
export const invoke = (name: string, args: JsonRecord) => (lab: Lab) =>
  lab.call('tools.invoke', { name, args, sessionKey: 'agent:main:main' });

/** What runs by itself has no answer to wait for: it is over when somebody was asked. */
export async function untilAsked(lab: Lab, begin: () => Promise<unknown>): Promise<void> {
  const count = () => [lab.ollama, lab.cloud, lab.far].flatMap(({ asked }) => asked.filter(isPrompt)).length;
  const before = count();
  await begin();
  for (let waited = 0; count() === before && waited < 20_000; waited += 100) await sleep(100);
}

export const isPrompt = ({ path }: { readonly path: string }) => /chat|messages/.test(path);

const Jobs = z.object({
  jobs: z.array(z.object({ id: z.string(), payload: z.looseObject({ kind: z.string() }) })),
});
const Runs = z.object({ entries: z.array(z.looseObject({ runId: z.string(), action: z.string() })) });
const Begun = z.object({ runId: z.string() });

/** Runs a job now, and waits until its run is in the list of those that ended. */
export async function runJob(lab: Lab, id: string): Promise<void> {
  const { runId } = Begun.parse(await lab.call('cron.run', { id, mode: 'force' }));
  for (;;) {
    const { entries } = Runs.parse(await lab.call('cron.runs', { id }));
    if (entries.some((one) => one.runId === runId && one.action === 'finished')) return;
    await sleep(200);
  }
}

export async function heartbeat(lab: Lab): Promise<void> {
  const { jobs } = Jobs.parse(await lab.call('cron.list', { includeDisabled: true }));
  const job = jobs.find(({ payload }) => payload.kind === 'heartbeat');
  if (!job) throw new Error('no heartbeat');
  await runJob(lab, job.id);
}

export async function compact(lab: Lab): Promise<void> {
  const session = `compact-${Date.now()}`;
  for (const more of ['', ' and more', ' and again']) await lab.ask(`${words}${more}`, { session });
  await lab.call('sessions.compact', { key: `agent:main:${session}` });
}

export const postHook = (lab: Lab) =>
  untilAsked(lab, () => {
    const headers = { authorization: `Bearer ${hookToken}`, 'content-type': 'application/json' };
    return fetch(`${lab.url}/hooks/lab`, { method: 'POST', headers, body: '{}' });
  });
export const hookToken = 'hook-S3CRET';
export const asked = (host: string, path: string) => (lab: Lab) =>
  lab.far.asked.some((one) => one.host === host && one.path.startsWith(path));
/** Ollama runs such a model elsewhere: that it was asked for it is enough. */
export const isRunElsewhere = (lab: Lab) =>
  lab.ollama.asked.some((one) => isPrompt(one) && /[:-]cloud$/.test(one.model ?? ''));

/** Whether the words, or what belongs to them, got to somebody outside. */
export const isSeenInCloud = ({ cloud, far }: Lab): boolean =>
  [...cloud.asked, ...far.asked].some((one) => one.carries(words));
export const isCloudAsked = ({ cloud }: Lab): boolean => cloud.asked.some(isPrompt);
