import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { LAB_VARIABLE, type Lab } from './lab.ts';
import { type Caller, makeCaller } from './wire.ts';
import { wrapIn } from './wrap.ts';

interface Address {
  readonly socket: string;
  readonly host: string;
  readonly ca: string;
  readonly resolvConf: string;
}

function readAddress(env: NodeJS.ProcessEnv): { text: string; address: Address } {
  const text = env[LAB_VARIABLE];
  if (text !== undefined) return { text, address: JSON.parse(text) as Address };
  throw new Error(`This process is in no lab: ${LAB_VARIABLE} is not set. Start it with test/lab/run.ts.`);
}

/** An open connection must not keep a finished test run alive, a call under way must. */
function calling(socket: Socket, caller: Caller) {
  return async (method: string, ...args: readonly unknown[]): Promise<unknown> => {
    socket.ref();
    try {
      return await caller.call(method, ...args);
    } finally {
      if (caller.pending() === 0) socket.unref();
    }
  };
}

/** The lab this process runs in, as its environment says; closing it only leaves it. */
export async function joinLab(env: NodeJS.ProcessEnv = process.env): Promise<Lab> {
  const { text, address } = readAddress(env);
  const { socket: path, host, ca, resolvConf } = address;
  const socket = connect(path);
  await once(socket, 'connect');
  socket.on('error', () => undefined).unref();
  const caller = makeCaller(socket, socket);
  socket.on('close', () =>
    caller.fail('The connection to the lab is closed: the lab has ended or was left.'),
  );
  const call = calling(socket, caller);
  return {
    ...{ host, ca, resolvConf },
    env: { [LAB_VARIABLE]: text, NODE_EXTRA_CA_CERTS: ca },
    wrap: (argv) => wrapIn(host, resolvConf, argv),
    fault: (name, on = true) => call('fault', name, on) as Promise<void>,
    heal: () => call('heal') as Promise<void>,
    traffic: () => call('traffic') as Promise<{ packets: number; bytes: number }>,
    asked: () => call('asked') as Promise<Record<string, number>>,
    close: async () => {
      socket.destroy();
    },
  };
}
