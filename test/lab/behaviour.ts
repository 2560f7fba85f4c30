import { GATEWAY, PORTAL_LOGIN, PORTAL_NAME } from './world.ts';

/** How the lab's server processes behave; the faults that no router can make are made here. */
export interface Behaviour {
  /**
   * Milliseconds that the servers on the internet wait before they answer DNS, HTTP and TLS.
   * Not covered: the TCP handshake, because the kernel answers SYN at once. A real slow line makes HTTP and
   * TLS slower by two round trips, this one by one; ping and ICMP are not slower at all.
   */
  readonly delay: number;
  /** Milliseconds that only their DNS answers wait. */
  readonly dnsDelay: number;
  /** `forged`: every name leads to the portal; `honest`: DNS tells the truth, only pages are taken over. */
  readonly portal: 'no' | 'honest' | 'forged';
  /** What the portal says to a page request: a redirect to its login, or the login page itself. */
  readonly login: 'redirect' | 'page';
  /** The forwarder in the router, which is the system resolver of the machine under test. */
  readonly resolver: 'works' | 'silent' | 'servfail';
  /** It remembers answers for MEMORY, as most routers do, and goes on giving them when its provider is out of reach. */
  readonly memory: boolean;
}

/** Milliseconds an idle HTTP connection is kept open, as real servers do. */
export const KEEP_ALIVE = 65_000;

/** Seconds for which a router with a memory keeps an answer; short lives are usual for the names that we ask for. */
export const MEMORY = 60;

export const NORMAL: Behaviour = {
  delay: 0,
  dnsDelay: 0,
  portal: 'no',
  login: 'redirect',
  resolver: 'works',
  memory: false,
};

/** One HTTP answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const LOGIN_PAGE = `<!doctype html><html><head><title>Log in</title></head>
<body><form method="post" action="${PORTAL_LOGIN}"><input name="room"><button>Log in</button></form></body></html>
`;

/** What a captive portal answers; its own login page is always a page, or nobody could ever log in. */
export function portalReply(login: Behaviour['login'], host: string, path: string): Reply {
  const own = (host === PORTAL_NAME || host === GATEWAY.v4) && path === '/login';
  if (login === 'redirect' && !own) {
    return { status: 302, headers: { location: PORTAL_LOGIN, 'cache-control': 'no-store' }, body: '' };
  }
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  return { status: 200, headers, body: LOGIN_PAGE };
}
