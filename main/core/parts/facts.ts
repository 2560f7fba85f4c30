import type { Form } from '../claw/form.ts';

/**
 * What a look at a part brings: plain values, already parsed. Nothing secret is ever in them. Moments are ms since the
 * epoch, sizes bytes, durations ms, unless a name says otherwise.
 */

/** What became of a question. `no-way`: no route, or not allowed; `odd`: somebody else answers there. */
export const answers = ['ok', 'refused', 'silent', 'forbidden', 'odd', 'no-way', 'no-name'] as const;
export type Answer = (typeof answers)[number];

/**
 * `gone`, `short`: a blob is missing or too small on disk; `broken`: Ollama itself cannot load it; `unchecked`: its
 * files are not on this machine, or could not be read.
 */
export type ModelState = 'whole' | 'unchecked' | 'gone' | 'short' | 'broken';

export interface Model {
  readonly name: string;
  readonly bytes: number;
  /** The digest of its manifest, 64 hex digits. */
  readonly digest: string;
  /** Its weights are elsewhere: useless without internet. */
  readonly isCloud: boolean;
  /** Can answer a question, as against one that only makes embeddings. */
  readonly isAnswering: boolean;
  readonly hasTools: boolean;
  readonly state: ModelState;
  /** Null where Ollama was not asked, or did not say. */
  readonly shape: ModelShape | null;
}

/** What a model can hold, in tokens, and what that takes. */
export interface ModelShape {
  /** The longest context that it was made for. */
  readonly longest: number | null;
  /** What each token of it takes in memory, in bytes. */
  readonly perToken: number | null;
}

export interface Loaded {
  readonly name: string;
  readonly bytes: number;
  /** Null: for ever. */
  readonly until: number | null;
}

/** One address where the person's Ollama may be, in their order. */
export interface Place {
  readonly url: string;
  /** Where it is, which decides whether it survives an outage. */
  readonly where: 'here' | 'lan' | 'tailnet' | 'outside';
  readonly answer: Answer;
  readonly detail: string;
  readonly ms: number | null;
  readonly version: string | null;
  /** Its name has to be resolved by DNS, which may be outside though the address is not. */
  readonly needsDns: boolean;
  /** macOS keeps this app from the local network. */
  readonly isDenied: boolean;
}

export interface OllamaFacts {
  readonly kind: 'ollama';
  readonly places: readonly Place[];
  /** The first that answers, as an index; null when none does. */
  readonly used: number | null;
  /** Whether it gave its list of models this time; if not, the last one stands. */
  readonly isListed: boolean;
  /** Whether it may use cloud models; older servers do not say. */
  readonly cloud: 'open' | 'closed' | 'unknown';
  readonly models: readonly Model[];
  /** The models that Ollama itself was asked to read. */
  readonly checked: readonly string[];
  readonly loaded: readonly Loaded[];
  /** What wanted models need in memory with the context Ollama would give them; those are missing of which it cannot be said. */
  readonly needs: readonly { readonly model: string; readonly bytes: number }[];
  /** Own addresses beyond loopback at which it answers anybody, without a password. */
  readonly exposed: readonly string[];
  /** This machine's own addresses on local networks and the tailnet. */
  readonly own: readonly string[];
  readonly owner: 'app' | 'homebrew' | 'ours' | 'someone' | 'unknown';
  /** What could be started on this machine. */
  readonly program: 'app' | 'command' | 'none';
}

/** A model as OpenClaw's config names it. */
export interface ClawModel {
  readonly ref: string;
  /** Where it runs; `unknown` for a name that is filled in elsewhere. */
  readonly place: 'local' | 'cloud' | 'unknown';
}

export interface OpenClawFacts {
  readonly kind: 'openclaw';
  /** How it was set up here; `none`: no trace of it. */
  readonly setUp: 'container' | 'native' | 'none';
  /** It is another one than the container's, which did not live when it answered. */
  readonly isBeside: boolean;
  readonly port: number;
  readonly gateway: Answer | 'starting' | 'draining';
  readonly ms: number | null;
  readonly version: string | null;
  /** What keeps it from being ready, in its own words; a dead chat channel is expected offline. */
  readonly failing: readonly string[];
  readonly config: {
    /** With `~` for the home folder. */
    readonly path: string;
    readonly state: 'read' | 'missing' | 'unreadable' | 'garbled';
    /** ms since the epoch; 0 when there is none. */
    readonly changedAt: number;
    /** What tells it from all others, by all its files: SHA-256; empty where it was not read. */
    readonly print: string;
    /** OpenClaw's own check of it; `unknown` where its command is not at hand. */
    readonly valid: 'yes' | 'no' | 'unknown';
    /** Which key it complains of, never a value. */
    readonly issue: string | null;
    /** Without it the gateway does not start. */
    readonly hasMode: boolean;
  };
  readonly primary: ClawModel | null;
  readonly fallbacks: readonly ClawModel[];
  /** Where its Ollama provider points, and whether OpenClaw would ask it at all. */
  readonly ollama: { readonly url: string | null; readonly block: 'works' | 'no-key' | 'none' };
  /** Its command is on this machine. */
  readonly hasCommand: boolean;
}

export interface Container {
  readonly name: string;
  /** Podman's own word: running, exited, created, paused… */
  readonly state: string;
  readonly exitCode: number;
  readonly startedAt: number | null;
  readonly exitedAt: number | null;
  readonly image: string;
  readonly isAutoRemoved: boolean;
  /** `none`, `host`, `pasta`, `bridge`… as it was created; null when it was not asked. */
  readonly network: string | null;
  /** The port on this machine that leads to the gateway inside; null when none does. */
  readonly port: number | null;
  /** We have made it, in this form: in B and A it has no network to outside, and its bridge leads to Ollama all the same. */
  readonly form: Form | null;
  /** The config file on this machine that it sees; null when it cannot be said. */
  readonly configPath: string | null;
  /** Its environment has a key for Ollama; only that there is one. */
  readonly hasOllamaKey: boolean;
  /** Names of variables in it that hold a provider's key. */
  readonly keys: readonly string[];
  /** How OpenClaw's config gets in: a single file hides a replaced one; null when it cannot be said. */
  readonly configMount: 'file' | 'folder' | null;
}

export interface PodmanFacts {
  readonly kind: 'podman';
  /** Null: not installed. */
  readonly version: string | null;
  readonly engine: 'up' | 'down' | 'silent' | 'no-machine' | 'stopped' | 'starting' | 'odd';
  /** The virtual machine that carries it on a Mac; null on Linux, and where there is none. */
  readonly machine: { readonly name: string; readonly vm: string } | null;
  readonly containerName: string;
  readonly container: Container | null;
  /** There was one of that name when the engine last answered. */
  readonly hadContainer: boolean;
  readonly imageName: string;
  readonly image: { readonly id: string; readonly builtAt: number; readonly bytes: number } | null;
  /** Whether the list of images came; without it a missing image is not known to be missing. */
  readonly isImageKnown: boolean;
  /** How far (ms) the machine's clock is behind or ahead of this one's; null when it was not asked. */
  readonly drift: number | null;
  readonly detail: string;
}

/** `idle`: no traffic lately, so nobody knows the path; it is not trouble. */
export type PeerPath = 'direct' | 'relay' | 'peer-relay' | 'idle' | 'unreachable';

export interface Peer {
  readonly name: string;
  readonly address: string;
  readonly os: string;
  readonly path: PeerPath;
  /** The relay's or the peer's address, as Tailscale says it. */
  readonly via: string;
  /** Null: it does not expire. */
  readonly keyEnds: number | null;
  readonly isExpired: boolean;
  /** Only from a ping. */
  readonly ms: number | null;
  /** When it was asked by a ping; null: as the status says. */
  readonly askedAt: number | null;
  readonly seenAt: number | null;
}

export interface TailscaleFacts {
  readonly kind: 'tailscale';
  /** `absent`: no command; `daemon`: it runs no daemon; `cannot`: it may not be asked, in `detail`. */
  readonly asked: 'ok' | 'absent' | 'daemon' | 'cannot' | 'silent' | 'odd';
  readonly detail: string;
  readonly backend: string;
  readonly hasNodeKey: boolean;
  /** Whether the coordinator has this machine on its line. */
  readonly isOnline: boolean;
  readonly address: string | null;
  readonly version: string;
  readonly peers: readonly Peer[];
  readonly keyEnds: number | null;
  readonly isExpired: boolean;
  /** The coordinator lets this machine remember its peers through a restart. */
  readonly isRemembered: boolean;
  readonly health: readonly string[];
}

export interface HeadscaleFacts {
  readonly kind: 'headscale';
  /** Null: not set up. */
  readonly url: string | null;
  /** Before "Start watching": an address on this machine at which one answers that nobody has named yet. */
  readonly found: string | null;
  readonly where: 'here' | 'lan' | 'tailnet' | 'outside';
  readonly answer: Answer;
  /** The step at which it failed. */
  readonly rung: Rung | null;
  readonly detail: string;
  readonly ms: number | null;
  readonly version: string | null;
  /** `pass`, or what it says of itself. */
  readonly status: string | null;
  /** How the name becomes an address: none is needed, this machine knows it, the local network does, or only DNS. */
  readonly name: 'address' | 'hosts' | 'mdns' | 'dns';
  readonly certEnds: number | null;
  /** What stands in the way of trusting its certificate, in the system's word. */
  readonly certTrouble: string | null;
  /** macOS keeps this app from the local network. */
  readonly isDenied: boolean;
  /** Addresses beyond the local network that its own config needs at its next start; null when it was not read. */
  readonly outside: readonly string[] | null;
  readonly hasOwnRelay: boolean | null;
  /** The name of its own relay among all relays; null where it has none or the name was not read. */
  readonly ownRegion: string | null;
  /** Null where no key was given or it was refused. */
  readonly nodes: { readonly all: number; readonly online: number } | null;
  readonly keyRefused: boolean;
}

/** The steps of asking a service; the first that fails is named. */
export const rungs = ['name', 'connect', 'tls', 'http', 'status', 'text', 'pin'] as const;
export type Rung = (typeof rungs)[number];

export interface LanFacts {
  readonly kind: 'lan';
  readonly name: string;
  readonly where: string;
  readonly answer: Answer;
  readonly rung: Rung | null;
  readonly detail: string;
  readonly status: number | null;
  readonly ms: number | null;
  readonly address: string | null;
  /** What stands in the way of trusting its certificate, in the system's word; null when nothing does, or there is none. */
  readonly certTrouble: string | null;
  readonly certEnds: number | null;
  /** SHA-256 of the certificate that is expected, 64 hex digits; only of one that nobody vouches for, or that the person wrote down. */
  readonly pin: string | null;
  /** That of the certificate it has shown. */
  readonly pinSeen: string | null;
  /** Apple's own tools reach it and this app does not: macOS keeps it from the local network. */
  readonly isDenied: boolean;
}

export interface MacFacts {
  readonly kind: 'mac';
  readonly memory: number;
  /** Where models are kept; null when it cannot be said. */
  readonly diskFree: number | null;
  readonly diskSize: number | null;
}

export type PartFacts =
  | OllamaFacts
  | OpenClawFacts
  | PodmanFacts
  | TailscaleFacts
  | HeadscaleFacts
  | LanFacts
  | MacFacts;
