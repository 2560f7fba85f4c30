import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether electron-builder finds a homepage, which a deb has to name: in package.json, or as the remote on GitHub of the clone in
 * `root`. Without one it stops in the middle of its work.
 */
export function hasHomepage(root: string): boolean {
  const { homepage, repository } = JSON.parse(textOf(join(root, 'package.json')) || '{}');
  if (homepage) return true;
  const address = typeof repository === 'string' ? repository : repository?.url;
  if (address) return /github|^[\w.-]+\/[\w.-]+$/.test(address);
  return /^\s*url\s*=\s*\S*github\.com[:/]/m.test(textOf(join(root, '.git', 'config')));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
