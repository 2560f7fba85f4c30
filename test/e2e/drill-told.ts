import { z } from 'zod';
import { Report, ReportStep } from '../../main/core/drill/report.ts';
import { ToldProblem } from '../../main/core/problem-told.ts';
import { sentence } from '../../main/core/sentence.ts';
import { speaker } from '../../main/core/words.ts';
import type { Going } from './prepare-lab.ts';
import type { Run } from './terminal.ts';

const StepLine = z.object({ step: ReportStep });

const valuesOf = (out: string): unknown[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The report that `drill … --json` ends with; null where it was refused. */
export function reportIn({ out }: Pick<Run, 'out'>): Report | null {
  const last = Report.safeParse(valuesOf(out).at(-1));
  return last.success ? last.data : null;
}

/** Each step that is a part of it: "cut pass, gone fail". */
export const stepsIn = (report: Report | null): string =>
  (report?.steps ?? []).map(({ id, is }) => `${id} ${is}`).join(', ');

/** Why a step was not a pass. */
export const problemOf = (report: Report | null, step: string): string | undefined =>
  report?.steps.find(({ id }) => id === step)?.problem?.code;

/** Resolves when a step is told of as over. */
export const isOver = (going: Going, step: string): Promise<void> =>
  going.says(new RegExp(`"step":\\{"id":"${step}"`));

/** The steps that have been told of one by one. */
export const toldSteps = ({ out }: Pick<Run, 'out'>): string[] =>
  valuesOf(out).flatMap((line) => {
    const told = StepLine.safeParse(line);
    return told.success ? [`${told.data.step.id} ${told.data.step.is}`] : [];
  });

const Beside = z.object({ problem: ToldProblem });

/** What stood beside the objects, as an English reader would have it; with `--json` a problem is an object. */
export const saidIn = ({ err }: Pick<Run, 'err'>): string =>
  err
    .split('\n')
    .map((line) => {
      const told = line.startsWith('{') ? Beside.safeParse(JSON.parse(line)) : null;
      return told?.success
        ? sentence(told.data.problem as Parameters<typeof sentence>[0], speaker('en'))
        : line;
    })
    .join('\n');
