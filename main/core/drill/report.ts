import { z } from 'zod';
import { ToldPhrase } from '../parts/told.ts';
import { ToldProblem } from '../problem-told.ts';
import { drillEnds, levels, stepIds, stepStates } from './drill.ts';
import { outcomes } from './outcome.ts';

const epoch = z.number();
const measured = z.number().min(0).nullable();

/** What was tried, as it is kept and shown. */
export const ReportStep = z.object({
  id: z.enum(stepIds),
  is: z.enum(stepStates),
  isAsserted: z.boolean(),
  ms: measured,
  evidence: z.array(ToldPhrase).max(60),
  problem: ToldProblem.nullable().catch(null),
});

/** What was there, so that a later one can be compared, and what it proved is known to hold no more. */
export const Subject = z.object({
  /** By their whole names, in the order in which they are wanted. */
  models: z.array(z.object({ name: z.string().max(300), digest: z.string().max(64) })).max(60),
  /** OpenClaw's config, by all its files; empty where there was none. */
  config: z.string().max(64),
  /** Of the container's image; empty where there was none. */
  image: z.string().max(64),
  form: z.string().max(10),
  /** By part: Ollama, OpenClaw, Podman, Tailscale; those that said one. */
  versions: z.record(z.string().max(20), z.string().max(60)),
});
export type Subject = z.infer<typeof Subject>;

/** A drill that is over. Nothing in it is secret. */
export const Report = z.object({
  at: epoch,
  level: z.enum(levels),
  outcome: z.enum(outcomes),
  end: z.enum(drillEnds),
  /** From Start to the end, and how long Wi-Fi was off. */
  ms: z.number().min(0),
  offMs: measured,
  steps: z.array(ReportStep).max(20),
  figures: z.object({ loadMs: measured, firstMs: measured, speed: measured }),
  /** The model that was asked. */
  model: z.string().max(300),
  of: Subject,
});
export type Report = z.infer<typeof Report>;

/** The last that took something away and ended so: what touches nothing proves nothing of an outage. */
export const lastDrill = (drills: readonly Report[], outcome: Report['outcome']): Report | undefined =>
  drills.findLast((one) => one.level !== 'check' && one.outcome === outcome);

/** So many are kept. */
export const mostReports = 20;
