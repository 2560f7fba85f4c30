import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes down, for one bundle, whose code went into it and on what terms: their licenses want to be where their code is. A
 * package without a word on that ends the build.
 */
export function licensesInto(file: string): Plugin {
  return {
    name: 'licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? Object.keys(part.modules) : [],
      );
      const folders = new Set(modules.flatMap((id) => packageOf(id) ?? []));
      const texts = [...folders].sort().map(textOf);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, texts.join('\n\n'));
    },
  };
}

/** The folder of the package that a module is in; null for our own. */
function packageOf(id: string): string | null {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? null;
}

function textOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const paper = readdirSync(folder).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  if (!paper && !license) throw new Error(`${name} comes without a license`);
  const text =
    paper && existsSync(join(folder, paper)) ? readFileSync(join(folder, paper), 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}`.trim();
}
