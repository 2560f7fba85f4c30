import { spawnSync } from 'node:child_process';
import { newNames } from './namespaces.ts';
import { labNode } from './process.ts';

/** Whether a program of this name can be started at all. */
export function hasProgram(name: string, argument: string): boolean {
  return spawnSync(name, [argument], { stdio: 'ignore' }).error === undefined;
}

function ipWorks(...args: readonly string[]): { ok: boolean; complaint: string } {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  return { ok: status === 0, complaint: (stderr ?? '').trim() };
}

/** Makes and deletes one namespace with a veth pair, the only honest way to know. */
function tryNamespace(): string | undefined {
  const name = newNames().trial;
  const added = ipWorks('netns', 'add', name);
  if (!added.ok) return `this kernel or container allows no network namespaces (${added.complaint})`;
  try {
    const pair = ipWorks('-n', name, 'link', 'add', 'try0', 'type', 'veth', 'peer', 'name', 'try1');
    if (!pair.ok) return `this kernel has no veth pairs (${pair.complaint})`;
    const six = ipWorks('-n', name, '-6', 'addr', 'add', 'fd77::2/64', 'dev', 'try0');
    if (!six.ok) return `IPv6 is switched off in this kernel (${six.complaint})`;
    const inside = ipWorks('netns', 'exec', name, 'sh', '-c', 'mount --bind /dev/null /etc/resolv.conf');
    return inside.ok ? undefined : `mounting over /etc/resolv.conf is not allowed here (${inside.complaint})`;
  } finally {
    ipWorks('netns', 'del', name);
  }
}

/** Whether a lab can be opened here; when not, `why` says it in words that fit after "skipped,". */
export function labPossible(): { ok: true } | { ok: false; why: string } {
  const no = (why: string): { ok: false; why: string } => ({ ok: false, why });
  if (process.platform !== 'linux')
    return no(`network namespaces exist on Linux only, this is ${process.platform}`);
  if (process.getuid?.() !== 0) return no('only root may make network namespaces; run it as root');
  if (!hasProgram('ip', '-V')) return no("the program 'ip' is missing; apt-get install iproute2");
  if (!hasProgram('openssl', 'version'))
    return no("the program 'openssl' is missing; apt-get install openssl");
  if (labNode() === undefined)
    return no('this Node runs no TypeScript and npm install has brought no newer one');
  const why = tryNamespace();
  return why === undefined ? { ok: true } : no(why);
}
