/** The longest recipe that is read, in characters, and the most images that are taken from it. */
const [longest, mostBases] = [200_000, 50];

/**
 * The images that a Containerfile is built from, each once, in their order: of FROM and of COPY --from. Stages of its own and
 * `scratch` are none; `${}` is filled in from the ARGs before the first FROM. The names are as they are written, so whoever
 * hands them on looks at them first.
 */
export function basesOf(recipe: string): readonly string[] {
  const args = new Map<string, string>();
  const stages = new Set(['scratch']);
  const bases = new Set<string>();
  let hasBegun = false;
  const take = (name: string) => {
    if (name !== '' && !stages.has(name.toLowerCase()) && bases.size < mostBases) bases.add(name);
  };
  for (const { word, rest } of instructions(recipe.slice(0, longest))) {
    if (word === 'ARG' && !hasBegun) for (const [key, value] of argsIn(rest, args)) args.set(key, value);
    if (word === 'COPY') take(otherStage(rest));
    if (word !== 'FROM') continue;
    hasBegun = true;
    const { name, stage } = fromIn(rest, args);
    take(name);
    if (stage !== '') stages.add(stage.toLowerCase());
  }
  return [...bases];
}

interface Instruction {
  /** In capital letters. */
  readonly word: string;
  readonly rest: string;
}

/** Lines that go on are put together; comments, also between them, and what is typed into a command are left out. */
function* instructions(recipe: string): Generator<Instruction> {
  let begun = '';
  const lines = recipe.replace(/^\uFEFF/, '').split(/\r?\n/);
  const lastAt = new Map(lines.map((line, at) => [line.trim(), at]));
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^\s*#/.test(line) || (begun !== '' && line.trim() === '')) continue;
    const isOpen = /\\\s*$/.test(line);
    begun += isOpen ? `${line.replace(/\\\s*$/, '')} ` : line;
    if (isOpen) continue;
    const found = /^\s*([A-Za-z]+)\s+(.*)$/.exec(begun);
    begun = '';
    if (!found) continue;
    const [, word = '', rest = ''] = found;
    if (/^(run|copy|add)$/i.test(word)) at = behind(typedIn(rest), lines, lastAt, at);
    yield { word: word.toUpperCase(), rest: rest.trim() };
  }
}

/** The line at which the last of these texts ends; one that never ends is none, and what follows is the recipe's own. */
function behind(
  ends: readonly string[],
  lines: readonly string[],
  lastAt: ReadonlyMap<string, number>,
  from: number,
): number {
  let at = from;
  for (const end of ends) {
    if ((lastAt.get(end) ?? -1) <= at) return from;
    do at += 1;
    while (lines[at]?.trim() !== end);
  }
  return at;
}

/** The words at which texts end that follow a command: `RUN <<EOF`. With a third `<` the word itself is the text. */
const typedIn = (rest: string): string[] =>
  [...rest.matchAll(/(?<!<)<<(?!<)-?\s*(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/g)].map((found) => found[2] ?? '');

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

function argsIn(rest: string, before: ReadonlyMap<string, string>): [string, string][] {
  return rest.split(/\s+/).map((one) => {
    const at = one.indexOf('=');
    return at < 0 ? [one, ''] : [one.slice(0, at), filled(unquoted(one.slice(at + 1)), before)];
  });
}

/** `$NAME`, `${NAME}`, `${NAME:-else}` and `${NAME:+then}`; what is not known is empty. */
function filled(text: string, args: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::([-+])([^}]*))?\})/g,
    (_all, bare: string | undefined, braced: string | undefined, how: string | undefined, word = '') => {
      const value = args.get(bare ?? braced ?? '') ?? '';
      if (how === '-') return value === '' ? word : value;
      return how === '+' ? (value === '' ? '' : word) : value;
    },
  );
}

function fromIn(rest: string, args: ReadonlyMap<string, string>): { name: string; stage: string } {
  const words = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const [name = '', as = '', stage = ''] = words;
  return { name: filled(unquoted(name), args), stage: as.toLowerCase() === 'as' ? stage : '' };
}

/** Another image that files are copied from; stages have names or numbers. */
function otherStage(rest: string): string {
  const from = /^(?:--\S+\s+)*?--from=(\S+)/.exec(rest)?.[1] ?? '';
  return /^\d+$/.test(from) || from.includes('$') ? '' : unquoted(from);
}
