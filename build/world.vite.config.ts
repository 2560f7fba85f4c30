import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const at = (...parts: string[]) => resolve(import.meta.dirname, '..', ...parts);

/** The scripted network for `npm run demo`, screenshots and tests, as one module an Electron main process can load. */
export default defineConfig({
  root: at('.'),
  logLevel: 'warn',
  build: {
    ssr: at('test/fakes/scripted.ts'),
    outDir: at('out/world'),
    emptyOutDir: true,
    target: 'node22',
    rolldownOptions: { output: { entryFileNames: 'world.js' } },
  },
  ssr: { noExternal: true },
});
