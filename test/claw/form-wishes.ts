import type { Form, FormEngine, FormWish } from '../../main/core/claw/form.ts';
import type { WebPlace } from '../../main/core/parts/targets.ts';

export const mac: FormEngine = {
  platform: 'darwin',
  ...{ isRootless: true, isLabelled: false, way: 'usual', uid: 501, gid: 20 },
};
export const linux: FormEngine = { ...mac, platform: 'linux', way: 'slirp4netns', uid: 1_000, gid: 1_000 };

export const own: WebPlace = { scheme: 'http', host: '127.0.0.1', port: 11_434, path: '/' };
export const far: WebPlace = { ...own, host: '192.168.1.100' };

export const formWish = (form: Form, more: Partial<FormWish> = {}): FormWish => ({
  ...{ form, container: 'openclaw', engine: mac, ollama: own, port: 18_789, subnet: '10.89.187.0/24' },
  image: {
    name: 'localhost/openclaw:local',
    entrypoint: [],
    command: ['node', 'openclaw.mjs', 'gateway', '--allow-unconfigured'],
  },
  ...{ config: '/Users/me/.openclaw', workspace: '/Users/me/work' },
  ...more,
});
