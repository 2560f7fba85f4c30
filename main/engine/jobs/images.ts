import { baseImages } from './base-images.ts';
import { buildImage } from './build-image.ts';
import { loadImage } from './load-image.ts';
import { knowingMachine } from './machine-off.ts';
import { podmanMachine } from './podman-machine.ts';
import type { Performer } from './run.ts';
import { saveImage } from './save-image.ts';
import { verifyImage } from './verify-image.ts';

/** All that is done about images of containers, and the machine that they live in on a Mac. */
export const imageJobs: Readonly<
  Record<'save' | 'verify' | 'load' | 'build' | 'base' | 'machine', Performer>
> = {
  save: knowingMachine((run) => saveImage(run, run.ask.what)),
  verify: knowingMachine(verifyImage),
  load: knowingMachine(loadImage),
  build: knowingMachine(buildImage),
  base: knowingMachine(baseImages),
  machine: podmanMachine,
};
