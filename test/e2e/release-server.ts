import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The zip of a version; what is in it does not matter to anybody here. In bytes. */
export const zip = Buffer.alloc(300_000, 'a version of the app ');
const digestOf = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('base64');

/** A release as electron-builder writes it; `file`: where its zip is. */
export const release = (
  version: string,
  file = `Offline-Mode-${version}.zip`,
  sha512 = digestOf(zip),
): string =>
  `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${zip.length}\npath: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-01T00:00:00.000Z'\nreleaseName: <img src=x onerror=alert(1)>\nreleaseNotes: <script>alert(1)</script>\n`;

type Answer = (response: ServerResponse) => void;

/** A server of releases on loopback, whose answers a test chooses. */
export interface ReleaseServer {
  readonly address: string;
  /** What was asked, as paths without their queries. */
  readonly asked: string[];
  readonly headers: IncomingHttpHeaders[];
  /** Questions that the asker has hung up on before the answer was whole. */
  readonly left: string[];
  feed: Answer;
  file: Answer;
  /** Nobody listens there any more; or somebody does again. */
  listen(is: boolean): Promise<void>;
  close(): Promise<void>;
}

export const text =
  (body: string, status = 200): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/yaml' }).end(body);

export const redirect =
  (to: string): Answer =>
  (response) =>
    void response.writeHead(302, { location: to }).end();

const headed = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/zip', 'content-length': zip.length });
export const wholeFile: Answer = (response) => void headed(response).end(zip);
export const half: Answer = (response) => void headed(response).write(zip.subarray(0, zip.length / 2));
/** Half of it, and the connection is cut. */
export const cut: Answer = (response) =>
  void headed(response).write(zip.subarray(0, zip.length / 2), () => response.destroy());

export async function serveReleases(): Promise<ReleaseServer> {
  const server = createServer(({ url = '/', headers }, response) => {
    const path = url.replace(/\?.*/, '');
    releases.asked.push(path);
    releases.headers.push(headers);
    response.on('close', () => {
      if (!response.writableFinished) releases.left.push(path);
    });
    (path.endsWith('.yml') ? releases.feed : releases.file)(response);
  });
  const listen = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  };
  const releases: ReleaseServer = {
    ...{ address: `http://127.0.0.1:${port}/`, asked: [], headers: [], left: [] },
    ...{ feed: text(release('0.2.0')), file: wholeFile },
    listen: async (is) => void (is ? await listen(port) : await stop()),
    close: stop,
  };
  return releases;
}
