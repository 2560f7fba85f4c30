import { isRecord, type JsonRecord, valueAt } from './change.ts';

/** What OpenClaw calls its agent where a config names none. */
const unnamed = 'main';

/**
 * Whom OpenClaw asks where nobody says whom: the agent that a newer config records, else the one that an older one marks, else
 * the only one. Of several without a mark it asks none by itself; here it is the first. Where a config names agents OpenClaw
 * knows no others: also no `main`.
 */
export function defaultAgent(config: JsonRecord): string {
  const agents = rosterOf(config);
  const recorded = valueAt(config, ['agents', 'defaults', 'systemAgent', 'agentId']);
  const own = typeof recorded === 'string' ? named(recorded) : null;
  const found =
    agents.find(({ id }) => id === own) ?? agents.find(({ isDefault }) => isDefault) ?? agents[0] ?? null;
  return found?.id ?? unnamed;
}

interface Agent {
  readonly id: string;
  readonly isDefault: boolean;
}

/** `agents.entries` where it is there, else the older `agents.list`. */
function rosterOf(config: JsonRecord): Agent[] {
  const entries = valueAt(config, ['agents', 'entries']);
  const list = valueAt(config, ['agents', 'list']);
  const pairs: [unknown, unknown][] = isRecord(entries)
    ? Object.entries(entries)
    : Array.isArray(list)
      ? list.map((agent) => [isRecord(agent) ? agent.id : null, agent])
      : [];
  return pairs.flatMap(([id, agent]) =>
    isRecord(agent)
      ? [{ id: named(typeof id === 'string' ? id : ''), isDefault: agent.default === true }]
      : [],
  );
}

/** As OpenClaw makes an id of a name. */
function named(name: string): string {
  const small = name.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(small)) return small;
  return (
    small
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 64) || unnamed
  );
}
