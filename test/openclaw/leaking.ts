import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { isPrompt, isRunElsewhere, isSeenInCloud } from './acts.ts';
import { byItself, clawLab, type Lab, type Ports } from './lab.ts';
import { keys, loose, reachable } from './loose.ts';
import { makeSteps, taken } from './steps.ts';
import type { Way } from './way.ts';

/** What is to come by itself, after an act that is over, has this long (ms). */
export const late = 1_000;

/** A gateway with keys of three clouds around it and the internet in reach, at a config of that text. */
export async function looseLab(config: (ports: Ports) => string) {
  let ports: Ports = { ollama: 0, cloud: 0 };
  const wish = { models: ['qwen2.5-coder:32b', 'glm-5.2:cloud'], env: keys, internet: reachable };
  const remember = (given: Ports) => {
    ports = given;
    return config(given);
  };
  const lab = await clawLab({ ...wish, config: remember });
  lab.reach(...reachable);
  for (const agent of ['main', 'writer']) lab.retry(0, agent);
  const steps = makeSteps(lab, keys);
  const stop = async () => {
    steps.end();
    await lab.stop();
  };
  return { lab, ports, steps, stop };
}
export type Loose = Awaited<ReturnType<typeof looseLab>>;

/** Whom it turned to, apart from the lab's own Ollama and what no setting keeps it from. */
export const gone = (lab: Lab) => ({
  cloud: lab.cloud.asked.map(({ path }) => path),
  internet: lab.far.asked.map(({ host, path }) => host + path),
  names: lab.outward().filter((host) => !byItself.includes(host)),
  elsewhere: isRunElsewhere(lab),
});
export const nothing = { cloud: [], internet: [], names: [], elsewhere: false };

const act = ({ act: does }: Way, lab: Lab, made: string) =>
  does(lab, made).then(
    () => {},
    () => {},
  );

/** With this config it leaves; with our profile upon it the same act is silent; and the config comes back. */
export async function leaksAndThenNot({ lab, ports, steps }: Loose, way: Way): Promise<void> {
  for (const [name, text] of Object.entries(way.beside ?? {}))
    writeFileSync(join(dirname(lab.configPath), name), text, { mode: 0o600 });
  lab.write(loose(ports, way.config(ports)));
  await taken(lab);
  const before = readFileSync(lab.configPath, 'utf8');
  const made = (await way.make?.(lab)) ?? '';
  await lab.ollama.be(way.isAlone ? 'gone' : 'up');
  lab.mark();
  await act(way, lab, made);
  const isLeak = way.isLeak ?? isSeenInCloud;
  await vi.waitFor(() => expect(isLeak(lab), JSON.stringify(gone(lab))).toBe(true), 10_000);

  const { leaksNow, leaksThen } = await steps.offline();
  expect(leaksNow.leaks.map(({ where }) => where)).toContainEqual(expect.stringMatching(way.where));
  expect(leaksThen).toEqual({ models: 'none', services: 'none', leaks: [] });
  lab.mark();
  await act(way, lab, made);
  await sleep(late);
  expect(gone(lab)).toEqual(nothing);
  expect(lab.ollama.asked.some(isPrompt)).toBe(way.isAnswered);

  await lab.ollama.be('up');
  await steps.online();
  expect(readFileSync(lab.configPath, 'utf8')).toBe(before);
}
