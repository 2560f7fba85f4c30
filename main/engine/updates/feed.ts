import { z } from 'zod';
import type { Tools } from '../tools/tools.ts';
import { parseYaml } from '../yaml.ts';

/** Whether an update may come from there: over TLS, or from this machine itself. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isHere(hostname));
}

const isHere = (host: string): boolean => host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const gitHubName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

/** Where this copy asks for newer ones, as the packer has written it beside the app. What else stands there is not used. */
const Feed = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('generic'), url: z.string().max(500).refine(isSafeAddress) }),
  z.object({ provider: z.literal('github'), owner: gitHubName, repo: gitHubName }),
]);
export type Feed = z.infer<typeof Feed>;

const most = 64_000;

/** The feed of `app-update.yml`; null where there is none, or it is none that may be asked. */
export async function readFeed({ files }: Pick<Tools, 'files'>, path: string): Promise<Feed | null> {
  const text = await files.read(path, most);
  if (!text.ok || text.value === null) return null;
  return Feed.safeParse(parseYaml(text.value, 0)).data ?? null;
}

const Packed = z.object({ offlineMode: z.object({ releases: z.string().max(500) }) });

/** The page of the releases, as the packer has written it into the app's own package.json; null where it has not. */
export function releasePage(packageJson: string): string | null {
  try {
    const page = Packed.safeParse(JSON.parse(packageJson)).data?.offlineMode.releases ?? '';
    return isSafeAddress(page) && page.startsWith('https://') ? page : null;
  } catch {
    return null;
  }
}
