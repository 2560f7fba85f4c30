import { gaveUp, type JobEnd, retryable } from '../../core/jobs/job.ts';
import type { Problem } from '../../core/problem.ts';
import type { ProofPatch } from '../../core/ready/proofs.ts';
import { mayComeBack } from './podman-image.ts';

/** How an image's job ends that has met this. */
export const endedBy = (problem: Problem, proofs: ProofPatch = {}): JobEnd =>
  mayComeBack(problem) ? retryable(problem, proofs) : gaveUp(problem, proofs);
