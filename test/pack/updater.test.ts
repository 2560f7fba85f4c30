import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { serveReleases } from '../e2e/release-server.ts';
import { newFolder, removeFolders, root } from './packed.ts';

afterAll(removeFolders);

/** The one file of the built app that brings electron-updater along. */
function updaterChunk(): string {
  const built = join(root, 'out/main');
  const files = readdirSync(built).filter((name) => name.endsWith('.js'));
  const [file = '', ...more] = files.filter((name) =>
    /\bexport\s*\{[^}]*\bas openSource\b/.test(readFileSync(join(built, name), 'utf8')),
  );
  expect([file, more]).toEqual([expect.stringMatching(/\.js$/), []]);
  return join(built, file);
}

/** As the app does it: looked for, fetched with its digest checked, handed to the system. */
const program = `
  import { registerHooks } from 'node:module';
  const [chunk, electron, address, configPath, folder] = process.argv.slice(1);
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context),
  });
  const { app } = await import(electron);
  Object.assign(app, { _version: '0.1.0', _appPath: folder, name: 'Offline Mode' });
  app._ready = true;
  app._whenReady.resolve();
  const { openSource } = await import(chunk);
  const clock = { after: (ms, then) => { const timer = setTimeout(then, ms); return () => clearTimeout(timer); } };
  const source = openSource({
    feed: { provider: 'generic', url: address },
    configPath,
    isPackaged: false,
    tools: { clock, files: {}, log: { write: (_level, _about, text) => console.error(text) } },
  });
  const signal = new AbortController().signal;
  const said = [await source.look(signal), await source.get(signal, () => {}), await source.hand(() => {})];
  console.log(JSON.stringify(said));
  process.exit(0);
`;

test('the updater of the built app loads, looks, fetches and hands over', async () => {
  const server = await serveReleases();
  const folder = newFolder();
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, `provider: generic\nurl: ${server.address}\nupdaterCacheDirName: om-updater\n`);
  const electron = pathToFileURL(join(root, 'test/electron/api.mjs')).href;
  const child = spawn(
    process.execPath,
    [
      ...['--input-type=module', '-e', program],
      ...[pathToFileURL(updaterChunk()).href, electron, server.address, config, folder],
    ],
    { env: { ...process.env, HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  await new Promise((done) => child.on('close', done));
  await server.close();
  expect(said.out, said.err).not.toBe('');
  expect(JSON.parse(said.out)).toEqual([
    { ok: true, value: { version: '0.2.0', mark: expect.stringMatching(/^0\.2\.0 [\w+/]{43}=$/) } },
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(server.asked).toEqual(['/latest-mac.yml', '/Offline-Mode-0.2.0.zip']);
});
