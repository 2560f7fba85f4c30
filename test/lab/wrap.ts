/**
 * Runs a command on the machine under test. `ip netns exec` gives it a mount namespace of its own whose mounts
 * do not travel back, so only this command sees the lab's resolv.conf.
 */
export function wrapIn(host: string, resolvConf: string, argv: readonly string[]): string[] {
  const script = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
  return ['ip', 'netns', 'exec', host, 'sh', '-c', script, resolvConf, ...argv];
}
