import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A program root in which there is `ip` and nothing else: what watching the line costs is measured without the Podman or
 * the Tailscale that happen to be on this machine. The parts have a bench of their own.
 */
export function lineOnlyRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'om-line-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'usr/sbin'), { recursive: true });
  const ip = ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'].find((path) => existsSync(path));
  if (ip) symlinkSync(ip, join(root, 'usr/sbin/ip'));
  return root;
}
