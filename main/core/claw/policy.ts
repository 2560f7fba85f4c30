import { isRecord, type JsonRecord, type Path, valueAt } from './change.ts';
import { type Names, namesOf, type Ref, refsOf } from './refs.ts';
import { matches } from './sites.ts';

/** Which models an agent's chats, cron jobs and commands may ask; null: all there are. */
export interface Policy {
  readonly path: Path;
  readonly allow: readonly string[] | null;
}

/** The shared policy, and those of agents that have one of their own: it replaces the shared one, also when it is empty. */
export function policiesOf(config: JsonRecord): Policy[] {
  return [sharedPolicy(config), ...agentsOf(config).flatMap((agent) => ownPolicy(config, agent) ?? [])];
}

/** The policy that counts for a place in the config. */
export function policyAt(config: JsonRecord, path: Path): Policy | null {
  const [first, second] = path;
  if (first !== 'agents') return null;
  const agent = second === 'defaults' ? null : path.slice(0, 3);
  return (agent && ownPolicy(config, agent)) ?? sharedPolicy(config);
}

/** Where the agents are: `agents.entries.<id>`, and `agents.list[n]` in older files. */
export const agentsOf = (config: JsonRecord): Path[] =>
  [
    ['agents', 'entries', '*'],
    ['agents', 'list', '[]'],
  ].flatMap((pattern) =>
    matches(config, pattern).flatMap(({ path, value }) => (isRecord(value) ? [path] : [])),
  );

/** Where an agent of that id is, whether or not it is there. */
export const agentNamed = (config: JsonRecord, id: string): Path =>
  agentsOf(config).find((path) => valueAt(config, [...path, 'id']) === id) ?? ['agents', 'entries', id];

const sharedPath: Path = ['agents', 'defaults', 'modelPolicy', 'allow'];

const sharedPolicy = (config: JsonRecord): Policy => ({
  path: sharedPath,
  allow: allowOf(valueAt(config, sharedPath)),
});

function ownPolicy(config: JsonRecord, agent: Path): Policy | null {
  const path = [...agent, 'modelPolicy', 'allow'];
  const value = valueAt(config, path);
  return value === undefined ? null : { path, allow: allowOf(value) };
}

function allowOf(value: unknown): readonly string[] | null {
  const names = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return names.length > 0 ? names : null;
}

/** Whether a policy lets a model through. `provider/*` is any model of that provider. */
export function allows({ allow }: Policy, ref: Ref, names: Names): boolean {
  if (allow === null) return true;
  return allow.some((entry) => {
    const prefix = /^(.+)\/\*$/.exec(entry.trim())?.[1];
    if (prefix !== undefined) return `${ref.provider}/${ref.model}`.startsWith(`${prefix.toLowerCase()}/`);
    if (entry.trim() === '*') return true;
    return refsOf(entry, names).some(
      ({ provider, model }) => provider === ref.provider && model.toLowerCase() === ref.model.toLowerCase(),
    );
  });
}

/** The policy of a chat's agent, with whose name the chat's key begins: `agent:main:…`. */
export const policyOfChat = (config: JsonRecord, session: string): Policy | null =>
  policyAt(config, agentNamed(config, /^agent:([^:]+):/.exec(session)?.[1] ?? 'main'));

/** Whether a chat may ask a model, by the policy of its agent. */
export function mayAsk(config: JsonRecord, session: string, text: string): boolean {
  const policy = policyOfChat(config, session);
  const names = namesOf(config);
  return policy === null || refsOf(text, names).every((ref) => allows(policy, ref, names));
}
