/** The system's proxy for plain HTTP, as it is set up; nothing of it has been tried. */
export interface SystemProxy {
  /** `http://host:port`, without name and password; null when none is named. */
  readonly url: string | null;
  /** A script or the network decides for each address; we do not run it. */
  readonly isPac: boolean;
  /** Hosts that are asked directly: `*.local`, `169.254/16`, `.example.com`. */
  readonly exceptions: readonly string[];
}

/** More exceptions than a person would set up, in entries; the rest is left out. */
const mostExceptions = 200;

/** `scutil --proxy`. Only lines indented by two spaces: deeper ones are lists, or belong to one interface. */
export function proxyOnMac(text: string): SystemProxy {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const entries = lines.flatMap((line) => {
    const found = /^ {2}(\w+) : (.*)$/.exec(line);
    return found ? [[found[1] ?? '', found[2] ?? ''] as const] : [];
  });
  const top = new Map<string, string>(entries);
  const isOn = (key: string) => top.get(key) === '1';
  const named = (kind: 'HTTP' | 'HTTPS') =>
    isOn(`${kind}Enable`) ? plain(bracketed(top.get(`${kind}Proxy`) ?? ''), top.get(`${kind}Port`)) : null;
  return {
    url: named('HTTP') ?? named('HTTPS'),
    isPac: isOn('ProxyAutoConfigEnable') || isOn('ProxyAutoDiscoveryEnable'),
    exceptions: exceptionsIn(lines),
  };
}

/** The entries `    0 : *.local` between `  ExceptionsList : <array> {` and its `  }`. */
function exceptionsIn(lines: readonly string[]): readonly string[] {
  const begin = lines.indexOf('  ExceptionsList : <array> {');
  const rest = begin < 0 ? [] : lines.slice(begin + 1);
  const end = rest.indexOf('  }');
  const inside = rest.slice(0, Math.min(end < 0 ? 0 : end, mostExceptions));
  return inside.flatMap((line) => /^ {4}\d+ : (\S+)$/.exec(line)?.[1] ?? []);
}

/** The variables that programs on Linux go by, in the order in which a plain page would be asked through them. */
const variables = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

export function proxyFromEnv(env: Readonly<Record<string, string | undefined>>): SystemProxy {
  const urls = variables.map((name) => plain((env[name] ?? '').trim()));
  const exceptions = (env.no_proxy ?? env.NO_PROXY ?? '').split(',').map((part) => part.trim());
  return {
    url: urls.find((url) => url !== null) ?? null,
    isPac: false,
    exceptions: exceptions.filter((part) => part !== '').slice(0, mostExceptions),
  };
}

const bracketed = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/** What was written, as `http://host:port`; null for another kind of proxy (socks, https) and for nonsense. */
function plain(text: string, port?: string): string | null {
  if (text === '' || text.length > 500) return null;
  const address = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' || url.hostname === '') return null;
  const number = Number(port ?? (url.port === '' ? '80' : url.port));
  return Number.isInteger(number) && number > 0 && number < 65_536
    ? `http://${url.hostname}:${number}`
    : null;
}
