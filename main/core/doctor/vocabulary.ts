import { jobKinds } from '../jobs/job.ts';
import { answers } from '../parts/facts.ts';
import { partKinds } from '../parts/part.ts';
import { defaultSettings, settingKeys } from '../settings.ts';

const errors = [
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'ETIMEDOUT',
    'EPIPE',
    'EADDRINUSE',
  ],
  ...[
    'EADDRNOTAVAIL',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EACCES',
    'EPERM',
    'ENOENT',
    'ENOTDIR',
    'EISDIR',
    'EEXIST',
    'EBUSY',
  ],
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'EXDEV', 'ENOEXEC', 'ESRCH', 'ABORTED'],
  ...['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED', 'FORMERR', 'NOTIMP', 'unknown'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ...[
    'Error',
    'TypeError',
    'RangeError',
    'ReferenceError',
    'SyntaxError',
    'AbortError',
    'ZodError',
    'NetError',
  ],
  ...['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP', 'SIGSEGV', 'SIGABRT', 'SIGPIPE'],
];

const programs = [
  ...[
    'ip',
    'route',
    'arp',
    'ndp',
    'scutil',
    'netstat',
    'ss',
    'lsof',
    'ps',
    'pmset',
    'ping',
    'open',
    'sh',
    'node',
  ],
  ...['ollama', 'podman', 'tailscale', 'headscale', 'openclaw', 'pnpm', 'networksetup', 'nmcli'],
];

/** What the engine does, as a fault of ours names it. */
const doings = [
  ...['network.monitor', 'network.look', 'ask', 'part.look', 'part.act', 'share.serve', 'podman.follow'],
  ...[
    'peers.ping',
    'settings.save',
    'journal.write',
    'diary.append',
    'proofs.write',
    'job.run',
    'ready.look',
  ],
  ...[
    'ready.size',
    'hook.run',
    'drill.look',
    'drill.arm',
    'drill.cut',
    'drill.ask',
    'drill.claw',
    'drill.egress',
  ],
  ...[
    'drill.on',
    'drill.settle',
    'claw.check',
    'claw.draft',
    'claw.write',
    'claw.back',
    'claw.take',
    'claw.retake',
  ],
  ...[
    'claw.warm',
    'claw.prove',
    'claw.audit',
    'claw.rehearse',
    'claw.pin',
    'claw.early',
    'claw.mend',
    'claw.recall',
  ],
  ...['claw.close', 'engine', 'ipc', 'monitor', 'diary', 'drill'],
];

const seen = [
  ...['route', 'tunnel', 'no-route', 'down', 'certificate verified', 'bad target', 'script', 'choice'],
  ...['http://host.containers.internal:11434', 'host.containers.internal', 'pasta', 'slirp4netns', 'none'],
  ...['no answer', 'empty', '—'],
  ...answers.map((answer) => `Ollama: ${answer}`),
  ...['Running', 'Starting', 'Stopped', 'NeedsLogin', 'NeedsMachineAuth', 'NoState'],
  ...['Wi-Fi', 'Ethernet', 'IPv4', 'IPv6', 'host', 'bridge', 'rootless', 'rootful', 'A', 'B', 'C', 'D'],
];

/** The names of our own files, wherever they are. */
export const ownFiles = ['settings.json', 'journal.json', 'diary.jsonl', 'proofs.json', 'drill-debt.json'];

/** Everything that a text may be and be told as it is: words that are the same on every machine. All others are told by an alias. */
export const vocabulary: ReadonlySet<string> = new Set([
  ...[...errors, ...programs, ...doings, ...seen, ...ownFiles],
  ...[...settingKeys, ...partKinds, ...jobKinds],
  ...Object.values(defaultSettings).flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value : [],
  ),
]);

/** What a system calls its links: a letter or some, and a number. A name that a person gave one is none of these. */
const links =
  /^(?:en|eth|wlan|wl|wlp|eno|ens|enp|utun|tun|tap|wg|ppp|lo|bridge|awdl|llw|anpi|ap|tailscale|veth|docker|podman)\d{1,3}(?:s\d{1,3})?$/;
export const isLinkName = (text: string): boolean => text === 'lo' || links.test(text);

/** A program's version, and nothing else that has dots in it. */
export const isVersion = (text: string): boolean =>
  /^v?\d{1,4}\.\d{1,3}(?:\.\d{1,3})?(?:-(?:alpha|beta|rc|dev|pre)(?:[.-]?\d{1,3})?)?$/.test(text);
