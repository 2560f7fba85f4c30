import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Lab } from '../lab/lab.ts';
import { GATEWAY } from '../lab/world.ts';

/** A service on the local network: at the router, which is reached by en0 alone. */
export interface LanService {
  /** As the settings name it. */
  readonly setting: string;
  die(): Promise<void>;
}

const server = `
const [name, port, host] = process.argv.slice(1);
require('node:http').createServer((ask, answer) => answer.end(name)).listen(Number(port), host, () => console.log('up'));
process.stdin.on('end', () => process.exit(0)).resume();
`;

export async function lanService({ host }: Lab, name: string, port: number): Promise<LanService> {
  const router = host.replace(/host$/, 'gw');
  const words = [process.execPath, '-e', server, name, String(port), GATEWAY.v4];
  const child = spawn('ip', ['netns', 'exec', router, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    setting: `${name}=http://${GATEWAY.v4}:${port}/ 200 ${name}`,
    async die() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
