// Loaded into every Node process of a gateway by NODE_OPTIONS: one JSON line per outward act goes to OMSPY_FILE.
// CommonJS, because it has to be there before the first module of OpenClaw is. It must never be why something fails.
const { appendFileSync, readFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const child = require('node:child_process');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const { OMSPY_FILE, OMSPY_NET } = process.env;

function tell(act, host, port = 0, detail = '') {
  const line = { atMs: Date.now(), pid: process.pid, act, host: String(host), port: Number(port), detail };
  try {
    appendFileSync(OMSPY_FILE, `${JSON.stringify(line)}\n`);
  } catch {}
}

/** The port on this computer that stands for a host of the internet just now; undefined when it cannot be reached. */
function standIn(host) {
  try {
    return JSON.parse(readFileSync(OMSPY_NET, 'utf8'))[host];
  } catch {
    return undefined;
  }
}

/** `look` sees the arguments first and may give others; whatever happens in it, the wrapped one is called. */
function wrap(owner, name, look) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  const wrapped = function (...args) {
    let changed;
    try {
      changed = look(args);
    } catch {}
    return Reflect.apply(original, this, changed ?? args);
  };
  // dns.lookup carries a promisified twin under a symbol.
  Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
  owner[name] = wrapped;
}

/** All ways to call it: options, path, port and host, or Node's own list of [options, callback]. */
function connecting(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const isPort = typeof first === 'number' || /^\d+$/.test(first);
  const options = isPort ? { port: first, host: second } : first;
  if (typeof options !== 'object') return tell('socket', options);
  if (options.path) return tell('socket', options.path);
  const host = typeof options.host === 'string' ? options.host : 'localhost';
  tell('connect', host, options.port);
  const port = standIn(host);
  const called = (Array.isArray(args[0]) ? args[0] : args).find((one) => typeof one === 'function');
  return port && [{ ...options, host: '127.0.0.1', port, lookup: undefined }, called].filter(Boolean);
}

function sending(args) {
  const given = args.slice(1).filter((one) => typeof one !== 'function');
  const host = given.findLast((one) => typeof one === 'string');
  tell(
    'datagram',
    host ?? 'localhost',
    given.findLast((one) => typeof one === 'number'),
  );
}

/** A host that is stood in for gets an address as of the internet: what guards against private ones stays calm. */
function asking(name) {
  return ([host, ...rest]) => {
    tell('dns', host, 0, name);
    return name === 'lookup' && standIn(host) ? ['93.184.215.14', ...rest] : undefined;
  };
}

function watchNames() {
  const names = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
    for (const name of names) wrap(owner, name, asking(name));
}

/** A child that is no Node is out of sight, so that it was started is what there is to see. */
function watchPrograms() {
  const told = (file, args) => tell('program', file, 0, [args ?? []].flat().join(' ').slice(0, 300));
  wrap(child.ChildProcess.prototype, 'spawn', ([how]) => told(how.file, how.args?.slice(1)));
  for (const name of ['spawnSync', 'execFileSync', 'execSync'])
    wrap(child, name, ([file, args]) => told(file, Array.isArray(args) ? args : []));
}

if (OMSPY_FILE) {
  wrap(net.Socket.prototype, 'connect', connecting);
  wrap(dgram.Socket.prototype, 'send', sending);
  watchNames();
  watchPrograms();
  syncBuiltinESMExports();
}
