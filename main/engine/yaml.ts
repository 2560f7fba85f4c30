import { CORE_SCHEMA, load } from 'js-yaml';

/** A file of a person's own repeats itself now and then; one that is made of repetitions is meant to be larger than it looks. */
const mostAliases = 50;

/** What a YAML text says, as plain data, for zod to look at; undefined: it is none, or has more than `most` aliases. Never throws. */
export function parseYaml(text: string, most = mostAliases): unknown {
  if ((text.match(/(?<=^|[\s,[{])\*[^\s,\]}]+/gm) ?? []).length > most) return undefined;
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}
