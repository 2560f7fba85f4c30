import { gaveUp } from '../../core/jobs/job.ts';
import { whyNot } from '../parts/podman.ts';
import type { Performer } from './run.ts';

/**
 * On a Mac, an engine that does not answer may be a machine that is off, or was never made: then the end says so. Neither comes
 * by itself, so it is not tried again; one that is just starting is.
 */
export const knowingMachine =
  (performer: Performer): Performer =>
  async (run) => {
    const end = await performer(run);
    const isAway = !end.isDone && end.problem.code === 'image-engine' && run.tools.platform === 'darwin';
    if (!isAway) return end;
    const { engine } = await whyNot(run, { output: null, why: '' });
    if (engine === 'no-machine') return gaveUp({ code: 'no-machine', about: 'podman' }, end.proofs);
    return engine === 'stopped' ? gaveUp({ code: 'machine-down', about: 'podman' }, end.proofs) : end;
  };
