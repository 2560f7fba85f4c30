import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openStages, type Stage, type Staging } from './stage.ts';

export interface OneStage {
  readonly stage: () => Stage;
  /** Another window instead. */
  again(staging: Staging): Promise<void>;
}

/** A panel of its own for each test of the file, in one browser. */
export function withStage(): OneStage {
  let stages: Awaited<ReturnType<typeof openStages>>;
  let stage: Stage;
  beforeAll(async () => {
    stages = await openStages();
  });
  afterAll(() => stages.close());
  beforeEach(async () => {
    stage = await stages.stage();
  });
  afterEach(() => stage.close());
  return {
    stage: () => stage,
    async again(staging) {
      await stage.close();
      stage = await stages.stage(staging);
    },
  };
}
