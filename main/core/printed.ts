import { z } from 'zod';
import { forms } from './claw/form.ts';
import { ToldLeaks, ToldSwitch } from './claw/told.ts';
import { aiWas, ToldOutage } from './diary/record.ts';
import { sectionIds } from './doctor/doctor.ts';
import { aliasKinds } from './doctor/veil.ts';
import { levels } from './drill/drill.ts';
import { Report, ReportStep } from './drill/report.ts';
import { guideGroups } from './guide/guide.ts';
import { guidePages } from './guide/line.ts';
import { ToldHooks } from './hooks/told.ts';
import { jobKinds } from './jobs/job.ts';
import { ToldJob } from './jobs/told.ts';
import { ToldPart, ToldPhrase } from './parts/told.ts';
import { ToldProblem } from './problem-told.ts';
import { ToldItem, ToldReady } from './ready/told.ts';
import { rowMarks } from './rows.ts';
import { modes, Settings } from './settings.ts';
import { ToldShare } from './share.ts';
import { Snapshot } from './snapshot.ts';
import { ToldItems } from './uninstall/item.ts';

/** What a command prints with `--json`: one value, or one a line for as long as it goes on. */
export interface Printed {
  readonly is: 'one' | 'lines';
  readonly schema: z.ZodType;
}

const schema = z.literal(1);
const epoch = z.number().describe('ms since the epoch');
const one = (what: z.ZodType): Printed => ({ is: 'one', schema: what });
const lines = (what: z.ZodType): Printed => ({ is: 'lines', schema: what });

const Verdict = z.object({ at: epoch, ...Snapshot.shape.internet.pick({ state: true, cause: true }).shape });
const Ai = z.object({ at: epoch, ai: z.string(), cause: z.string().nullable() });
const Stance = z.enum(['online', 'offline']);
const Mode = z.object({ schema, mode: z.enum(modes), stance: Stance, switch: ToldSwitch.optional() });
const Switch = z.object({ schema, switch: ToldSwitch.nullable() });
const Leaks = z.union([
  z.object({ schema, leaks: z.null() }),
  z.object({ schema, at: epoch.nullable(), ...ToldLeaks.shape }),
]);

const total = { outages: z.number(), lasted: z.number().describe('ms') };
const Diary = z.object({
  schema,
  at: epoch,
  since: epoch,
  outages: z.array(
    ToldOutage.extend({
      causes: z.array(z.object({ at: epoch, cause: z.string() })),
      evidence: z.array(z.string()),
    }),
  ),
  total: z.object(total),
  days: z.array(z.object({ day: z.string(), ...total })),
  causes: z.array(z.object({ cause: z.string(), ...total })),
  ai: z.record(z.enum(aiWas), z.number()).describe('ms'),
  aiSpans: z.array(z.object({ from: epoch, to: epoch, is: z.enum(aiWas) })),
});

const GuideFact = z.object({ mark: z.enum(rowMarks), say: ToldPhrase, of: ToldPhrase.nullable() });
const GuideLine = z.object({
  ...{ id: z.string(), name: ToldPhrase.nullable(), example: ToldPhrase.nullable(), text: ToldPhrase },
  ...{ answer: GuideFact.nullable(), more: GuideFact.nullable(), command: z.string().nullable() },
  act: z
    .discriminatedUnion('do', [
      z.object({ do: z.literal('open'), page: z.enum(guidePages) }),
      z.object({ do: z.literal('choose'), key: z.string() }),
      z.object({ do: z.literal('why'), part: z.string() }),
    ])
    .nullable(),
});
const Guide = z.object({
  schema,
  at: epoch,
  isLive: z.boolean().describe('an engine has said what is so now'),
  groups: z.array(z.object({ id: z.enum(guideGroups), lines: z.array(GuideLine) })),
});

const SettingsFile = z.object({
  app: z.literal('offline-mode'),
  schema: z.number(),
  settings: z.record(z.string(), z.unknown()),
});
const LeftOut = z.object({ key: z.string(), why: z.enum(['file', 'secret']) });
const Changes = z.object({
  schema,
  changes: z.array(
    z.object({ key: z.string(), from: z.unknown(), to: z.unknown(), warning: ToldPhrase.nullable() }),
  ),
  refused: z.array(
    z.object({
      key: z.string(),
      why: z.enum(['unknown', 'file', 'own', 'key', 'value', 'warned']),
      hint: z.string().nullable(),
    }),
  ),
});

const Hooks = z.object({
  ...{ schema, isOn: z.boolean(), offline: z.array(z.string()), online: z.array(z.string()) },
  ...ToldHooks.partial().shape,
});

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null(), ToldPhrase]);
const Doctor = z.object({
  schema,
  at: z.iso.datetime(),
  findings: z.array(
    z.object({
      ...{ id: z.string(), isBad: z.boolean(), about: z.string(), phrases: z.array(ToldPhrase) },
      problem: ToldProblem.nullable(),
      todo: ToldPhrase.nullable(),
    }),
  ),
  sections: z.partialRecord(z.enum(sectionIds), z.array(z.object({ name: z.string(), value: Cell }))),
  hidden: z.partialRecord(z.enum(aliasKinds), z.number()).describe('how many have an alias'),
});

const Check = z.object({ schema, at: epoch, ...ToldReady.shape });
const Job = z.object({ schema, at: epoch, ...ToldJob.shape });
const Jobs = z.object({ schema, at: epoch, jobs: z.array(ToldJob) });
const Part = z.object({ schema, part: ToldPart });
const Plan = z.object({
  schema,
  at: epoch,
  acts: z.array(z.string()),
  jobs: z.array(
    z.object({
      kind: z.enum(jobKinds),
      what: z.string(),
      isForced: z.boolean(),
      bytes: z.number().nullable(),
    }),
  ),
  leftOut: z.array(z.string()),
});
const Step = z.object({ schema, level: z.enum(levels), step: ReportStep });
const Drill = z.object({ schema, ...Report.shape });

const Model = z.object({
  name: z.string(),
  bytes: z.number(),
  digest: z.string(),
  isCloud: z.boolean(),
  isAnswering: z.boolean(),
  hasTools: z.boolean(),
  state: z.enum(['whole', 'unchecked', 'gone', 'short', 'broken']),
  shape: z.object({ longest: z.number().nullable(), perToken: z.number().nullable() }).nullable(),
  isLoaded: z.boolean(),
  update: z.enum(['same', 'newer', 'unknown']).nullable(),
});
const Image = z.object({ id: z.string(), names: z.array(z.string()), builtAt: epoch, bytes: z.number() });
const Peer = z.object({
  name: z.string(),
  address: z.string(),
  os: z.string(),
  path: z.enum(['direct', 'relay', 'peer-relay', 'idle', 'unreachable']),
  via: z.string(),
  keyEnds: epoch.nullable(),
  isExpired: z.boolean(),
  ms: z.number().nullable(),
  askedAt: epoch.nullable(),
  seenAt: epoch.nullable(),
  stays: z.enum(['stays', 'lost', 'unknown', 'away']),
});

const Form = z.enum(forms);
const Args = z.array(z.array(z.string())).describe('arguments of podman');
const Made = z.union([
  z.object({ schema, form: Form, make: Args, undo: Args }),
  z.object({ schema, container: z.string(), form: Form, port: z.number().nullable(), ollama: z.string() }),
]);
const Isolation = z.object({
  schema,
  form: Form.nullable(),
  is: z.enum(['total', 'inside', 'open']),
  internet: z.enum(['reached', 'no-way', 'silent']),
  names: z.enum(['answered', 'no-way']),
  ollama: z.string(),
  interfaces: z.array(z.string()),
});

const Setting = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const Written = z.object({ shown: z.string(), is: z.string(), choices: z.array(z.string()) });
const Help = z.object({
  schema,
  commands: z.array(
    z.object({
      name: z.string(),
      usual: z.string().nullable(),
      forms: z.array(
        z.object({
          name: z.string(),
          args: z.array(Written.extend({ isOptional: z.boolean(), isMany: z.boolean() })),
          options: z.array(
            z.object({ name: z.string(), short: z.string().nullable(), value: Written.nullable() }),
          ),
        }),
      ),
      examples: z.array(z.string()),
    }),
  ),
});

const Text = z.object({
  schema,
  text: z.string().describe('a page or a script, as it is printed without --json'),
});

const part = one(Part);
const mode = one(Switch);
const job = lines(Job);
const drill = lines(z.union([Step, Drill]));

/** By the words that a person types; null: what it prints is another program's. */
export const printed: Readonly<Record<string, Printed | null>> = {
  status: one(Snapshot.omit({ settings: true })),
  watch: lines(z.union([Verdict, Ai])),
  wait: one(Verdict),
  diary: one(Diary),
  guide: one(Guide),
  'hooks list': one(Hooks),
  'hooks try': one(Hooks),
  doctor: one(Doctor),
  log: one(z.object({ schema, file: z.string(), lines: z.array(z.string()) })),
  mode: one(Mode),
  ...Object.fromEntries(
    ['show', 'yes', 'no', 'again', 'repin', 'mend'].map((word) => [`switch ${word}`, mode]),
  ),
  leaks: one(Leaks),
  snooze: one(z.object({ schema, snoozedUntil: epoch.nullable() })),
  back: one(z.object({ schema, stance: Stance })),
  check: lines(z.union([Job, Check])),
  prepare: lines(z.union([Plan, Part, Job, Check])),
  pull: job,
  'image list': one(z.object({ schema, images: z.array(Image) })),
  ...Object.fromEntries(['build', 'base', 'save', 'verify', 'load'].map((word) => [`image ${word}`, job])),
  'image bridge': one(z.object({ schema, at: epoch, backup: ToldItem.nullable() })),
  deps: job,
  'jobs list': one(Jobs),
  'jobs stop': one(Jobs),
  'jobs resume': lines(z.union([Job, z.object({ schema, resumed: z.string() })])),
  'jobs forget': one(Jobs),
  ...Object.fromEntries(['check', 'app', 'wifi', 'stop'].map((word) => [`drill ${word}`, drill])),
  'drill report': one(Drill),
  ...Object.fromEntries(
    ['start', 'stop', 'restart', 'warm', 'unload', 'close', 'open', 'trust'].map((word) => [word, part]),
  ),
  models: one(z.object({ schema, models: z.array(Model) })),
  peers: one(z.object({ schema, peers: z.array(Peer) })),
  share: one(z.object({ schema, share: ToldShare.nullable(), shareable: z.array(z.string()).optional() })),
  'openclaw init': one(z.object({ schema, path: z.string(), models: z.array(z.string()) })),
  'openclaw create': one(Made),
  'openclaw run': null,
  'openclaw shell': null,
  'openclaw isolation': one(Isolation),
  'openclaw remove': one(z.object({ schema, removed: z.string() })),
  'openclaw restore': mode,
  'openclaw keep': mode,
  'settings list': one(Settings),
  'settings get': one(Setting),
  'settings set': one(Setting),
  'settings unset': one(Setting),
  'settings path': one(z.string()),
  'settings export': one(
    z.union([SettingsFile, z.object({ schema, file: z.string(), left: z.array(LeftOut) })]),
  ),
  'settings import': one(Changes),
  'settings reset': one(Changes),
  uninstall: one(
    z.object({
      schema,
      isDry: z.boolean(),
      isDone: z.boolean().describe('nothing of what was to go is left'),
      items: ToldItems,
    }),
  ),
  completion: one(Text),
  schema: one(z.looseObject({}).describe('a JSON Schema')),
  man: one(Text),
  help: one(z.union([Help, Text])),
  version: one(
    z.object({
      schema,
      version: z.string(),
      commit: z.string().describe('empty where it was not built from git'),
    }),
  ),
};

/** What every command writes to the standard error with `--json`: why it did not, and what a person would be told beside. */
export const PrintedBeside = z.union([
  z.object({ schema, problem: ToldProblem }),
  z.object({
    schema,
    note: z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) }),
  }),
]);
