import { z } from 'zod';
import { lastDrill, mostReports, Report } from '../drill/report.ts';

const epoch = z.number();
const hex = z.string().regex(/^[0-9a-f]{64}$/);
/** So many proofs are kept, and so long (characters) is what they are of. */
const most = { blobs: 20_000, backups: 50, models: 500 } as const;
const longestKey = 1_100;
const keyed = <T extends z.ZodType>(value: T, limit: number) =>
  z.record(z.string().max(longestKey), value).refine((all) => Object.keys(all).length <= limit);

/** A file as it was when it was read: with another size or time it is another file, and the proof says nothing of it. */
const file = { bytes: z.number().min(0), changedAt: z.number() };

/** What reading all of a blob showed: whether its SHA-256 is the one in its name. */
export const BlobProof = z.object({ ...file, isWhole: z.boolean(), at: epoch });
export type BlobProof = z.infer<typeof BlobProof>;

/** What reading all of an image archive showed. */
export const BackupProof = z.object({
  ...file,
  /** Every digest in it is right, and all that its manifest names is there. */
  isWhole: z.boolean(),
  /** The image in it, 64 hex digits; empty where none was found. */
  image: z.string().max(64),
  names: z.array(z.string().max(300)).max(50),
  at: epoch,
  /** When Podman really loaded it into an engine that did not have it; null: never. */
  loadedAt: epoch.nullable(),
});
export type BackupProof = z.infer<typeof BackupProof>;

/** What `pnpm fetch --offline` in an empty folder showed. */
export const DepsProof = z.object({
  folder: z.string().max(4_096),
  /** SHA-256 of the lockfile and of what else decides what is needed. */
  print: hex,
  pnpm: z.string().max(40),
  isWhole: z.boolean(),
  /** Packages in the lockfile, and those that are not in the store; null where nobody could say. */
  packages: z.number().nullable(),
  missing: z.number().nullable(),
  at: epoch,
});
export type DepsProof = z.infer<typeof DepsProof>;

/** An answer by a model here, through OpenClaw's own way. */
export const AnswerProof = z.object({
  model: z.string().max(300),
  /** Of the config that it was given with. */
  config: z.string().max(64),
  at: epoch,
});
export type AnswerProof = z.infer<typeof AnswerProof>;

/** What was proved, and when: kept on disk, because proofs outlive a restart. Nothing in it is secret. */
export const Proofs = z.object({
  version: z.literal(1),
  /** By digest, 64 hex digits. */
  blobs: keyed(BlobProof, most.blobs).default({}),
  /** By path. */
  backups: keyed(BackupProof, most.backups).default({}),
  deps: DepsProof.nullable().default(null),
  /** The digest of each model's manifest when it was downloaded or first proved, by whole name. */
  models: keyed(z.object({ digest: z.string().max(64), at: epoch }), most.models).default({}),
  answer: AnswerProof.nullable().default(null),
  /** Drills that are over, the newest last; one that this version cannot read takes no other proof along. */
  drills: z.array(Report).max(mostReports).default([]).catch([]),
});
export type Proofs = z.infer<typeof Proofs>;

export const noProofs: Proofs = {
  version: 1,
  blobs: {},
  backups: {},
  deps: null,
  models: {},
  answer: null,
  drills: [],
};

/** What a job adds; what it does not name stays. Null takes a proof away. */
export interface ProofPatch {
  readonly blobs?: Readonly<Record<string, BlobProof | null>>;
  readonly backups?: Readonly<Record<string, BackupProof | null>>;
  readonly deps?: DepsProof | null;
  readonly models?: Readonly<Record<string, { readonly digest: string; readonly at: number }>>;
  readonly answer?: AnswerProof | null;
  readonly drill?: Report;
}

export function withProofs(proofs: Proofs, patch: ProofPatch): Proofs {
  return {
    ...proofs,
    blobs: merged(proofs.blobs, patch.blobs, most.blobs),
    backups: merged(proofs.backups, patch.backups, most.backups),
    models: merged(proofs.models, patch.models, most.models),
    deps: patch.deps === undefined ? proofs.deps : patch.deps,
    answer: patch.answer === undefined ? proofs.answer : patch.answer,
    drills: patch.drill ? keptDrills([...proofs.drills, patch.drill]) : proofs.drills,
  };
}

/** The newest; and whichever decides what is ready, however many others there were since. */
function keptDrills(drills: readonly Report[]): Report[] {
  const held = [lastDrill(drills, 'pass'), lastDrill(drills, 'fail')];
  let more = drills.length - mostReports;
  return drills.filter((one) => {
    if (more <= 0 || held.includes(one)) return true;
    more -= 1;
    return false;
  });
}

/** Of more than are kept the newest stay. */
function merged<T extends { readonly at: number }>(
  before: Readonly<Record<string, T>>,
  patch: Readonly<Record<string, T | null>> = {},
  limit: number,
): Record<string, T> {
  const all = Object.entries({ ...before, ...patch });
  const kept = all.filter(
    (entry): entry is [string, T] => entry[1] !== null && entry[0].length <= longestKey,
  );
  const newest = kept.length > limit ? kept.toSorted((a, b) => b[1].at - a[1].at).slice(0, limit) : kept;
  return Object.fromEntries(newest);
}

/** What is proved of a file as it is now; null where nothing is. */
export const proofFor = <T extends FileSeen>(proof: T | undefined, found: FileSeen | null): T | null =>
  proof && found && isAbout(proof, found) ? proof : null;

/** Size in bytes and time of the last change, epoch ms. */
interface FileSeen {
  readonly bytes: number;
  readonly changedAt: number;
}

/** A proof about a file says something only as long as that is the same file. */
export const isAbout = (proof: FileSeen, found: FileSeen): boolean =>
  proof.bytes === found.bytes && proof.changedAt === found.changedAt;
