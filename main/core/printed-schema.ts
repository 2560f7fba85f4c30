import { z } from 'zod';
import { ToldJob } from './jobs/told.ts';
import { ToldPart, ToldPhrase } from './parts/told.ts';
import { PrintedBeside, printed } from './printed.ts';
import { ToldProblem } from './problem-told.ts';
import { ToldItem } from './ready/told.ts';

/** What has a name in a schema, besides what is only found to stand in it more than once. */
const names: Readonly<Record<string, z.ZodType>> = {
  ...{ Problem: ToldProblem, Phrase: ToldPhrase, Part: ToldPart, Job: ToldJob, ReadyLine: ToldItem },
};
const registry = z.registry<{ id?: string }>();
for (const [id, what] of Object.entries(names)) registry.add(what, { id });

/**
 * The JSON Schema of a value that is printed, with what stands in it twice under `$defs`. Fields are only ever added, so one
 * that is not named is no fault; what may be missing from an older engine is there in what this program prints.
 */
export const jsonSchemaOf = (what: z.ZodType): object => schemaOf(what);

/** The same of every command by its words, and of what is written beside: one document with one list of `$defs`. */
export function jsonSchemaOfAll(): object {
  const known = Object.entries(printed).flatMap(([path, what]) => (what ? [[path, what] as const] : []));
  const shape = Object.fromEntries(known.map(([path, { schema }]) => [path, schema]));
  const whole = schemaOf(z.object({ commands: z.object(shape), stderr: PrintedBeside }));
  const { properties, $defs, $schema } = Whole.parse(whole);
  const commands = known.map(([path, { is }]) => [
    path,
    { is, schema: properties.commands.properties[path] },
  ]);
  const { stderr } = properties;
  return { $schema, schema: 1, commands: Object.fromEntries(commands), stderr, $defs };
}

const Json = z.record(z.string(), z.unknown());
const Whole = z.object({
  $schema: z.string(),
  $defs: Json,
  properties: z.object({ commands: z.object({ properties: Json }), stderr: Json }),
});

function schemaOf(what: z.ZodType): object {
  const schema = z.toJSONSchema(what, {
    ...{ metadata: registry, unrepresentable: 'any', reused: 'ref' },
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const { $defs = {}, ...rest } = schema;
  const large = Object.entries($defs).filter(([, one]) => !isCrumb(one));
  const kept = large.map(([name, one]) => [name, inlined(one, $defs)]);
  const body = Object(inlined(rest, $defs));
  return kept.length === 0 ? body : { ...body, $defs: Object.fromEntries(kept) };
}

/** Shorter (in letters of JSON) than what would lead to it. */
const isCrumb = (schema: unknown): boolean => JSON.stringify(schema).length < 60;

/** With crumbs where they are named. */
function inlined(node: unknown, defs: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(node)) return node.map((one) => inlined(one, defs));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as Readonly<Record<string, unknown>>;
  const name = typeof $ref === 'string' ? $ref.replace('#/$defs/', '') : '';
  const others = Object.entries(rest).map(([key, value]) => [key, inlined(value, defs)]);
  if ($ref === undefined) return Object.fromEntries(others);
  const led = isCrumb(defs[name]) ? Object(inlined(defs[name], defs)) : { $ref };
  return { ...led, ...Object.fromEntries(others) };
}
