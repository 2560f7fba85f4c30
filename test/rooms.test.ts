import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Which rooms and packages a room may import; `node:` stands for Node's own modules. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'main/core': ['main/core', 'zod'],
  'main/engine': [
    'main/core',
    'main/engine',
    'node:',
    'execa',
    'zod',
    'dns-packet',
    'json5',
    '@humanwhocodes/momoa',
    'js-yaml',
    'ollama',
    'tar-stream',
  ],
  'main/desktop': [
    'main/core',
    'main/engine',
    'main/desktop',
    'preload/contract.ts',
    'node:',
    'electron',
    'menubar',
    'electron-store',
    'electron-updater',
    'zod',
  ],
  'main/terminal': ['main/core', 'main/engine', 'main/terminal', 'node:', 'zod'],
  'main/app.ts': ['main/core', 'main/desktop', 'main/terminal', 'electron'],
  preload: ['main/core (types)', 'preload', 'electron'],
  renderer: [
    'renderer',
    'preact',
    'main/core (types)',
    'preload/contract.ts (types)',
    ...[
      'view',
      'banners',
      'bug',
      'shortcut',
      'sentence',
      ...['compare', 'drill', 'say', 'shown', 'strip'].map((name) => `drill/${name}`),
      'claw/say',
      ...['answers', 'say'].map((name) => `first/${name}`),
      'hooks/say',
      'updates/say',
      'shortened',
      'sizes',
      'claw/say-form',
      'claw/say-leaks',
      'rows',
      'jobs/reach',
      'jobs/say',
      'ready/prepare',
      'ready/say',
      'ready/shelf',
      'share-lines',
      'parts/targets',
      'diary/view',
      'guide/say',
      'diary/lanes',
      'words',
      'words.en',
      'words.ko',
      'times',
      'verdicts',
      'targets',
      'parts/part',
      'patience',
      'setting-fault',
      'setting-say',
      'settings-change',
      'settings-warn',
      'shortcut',
      'standard-settings',
    ].map((name) => `main/core/${name}.ts`),
  ],
};

/** Modules of Node that touch the world, and the only places that may import them. */
const worldly = ['fs', 'fs/promises', 'net', 'http', 'https', 'tls', 'dgram', 'dns', 'child_process', 'os'];
const doors = [
  'main/engine/tools/',
  'main/engine/claim.ts',
  'main/engine/line.ts',
  'main/engine/frames.ts',
  'main/engine/paths.ts',
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

function importsIn(file: string, text: string): Import[] {
  const statements = [
    ...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';?$/gms),
  ];
  const lazy = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].map((found) => ({
    target: found[1] ?? '',
    isType: false,
  }));
  const still = statements.map((found) => ({
    target: found[2] ?? '',
    isType: found[1] !== undefined || onlyTypes(found[0]),
  }));
  return [...still, ...lazy].map(({ target, isType }) => ({ file, target: absolute(file, target), isType }));
}

/** `import { type A, type B }` brings nothing at run time either. */
function onlyTypes(statement: string): boolean {
  const names =
    /\{([^}]*)\}/
      .exec(statement)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return (
    names.length > 0 && names.every((name) => name.startsWith('type ')) && !/^import\s+\w/.test(statement)
  );
}

function absolute(file: string, target: string): string {
  return target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target;
}

function trespass({ file, target, isType }: Import): string | null {
  const room = Object.keys(rooms).find((name) => file === name || file.startsWith(`${name}/`));
  if (!room) return null;
  const allowed = rooms[room] ?? [];
  const may = allowed.some((entry) => {
    const [place = '', only] = entry.split(' ');
    if (only === '(types)' && !isType) return false;
    return (
      target === place || target.startsWith(`${place}/`) || (place === 'node:' && target.startsWith('node:'))
    );
  });
  if (!may) return `${file} may not import ${target}`;
  const isOwnFile =
    !target.includes(':') &&
    target.includes('/') &&
    (target.startsWith('main/') || target.startsWith('renderer') || target.startsWith('preload'));
  if (isOwnFile && !/\.(ts|tsx|css)$/.test(target)) return `${file} imports ${target} without its ending`;
  const isWorldly = target.startsWith('node:') && worldly.includes(target.slice(5));
  const isDoor = doors.some((door) => file.startsWith(door));
  if (room === 'main/engine' && isWorldly && !isDoor && !isType)
    return `${file} touches the world by ${target}`;
  if (target === 'execa' && !isDoor) return `${file} starts programs past the border`;
  if (target === 'menubar' && file !== 'main/desktop/panel.ts')
    return `${file} imports menubar, which belongs to panel.ts`;
  return null;
}

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const sources = ['main', 'preload', 'renderer']
  .flatMap(files)
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

describe('the rooms', () => {
  test('every import is one that its room may have', () => {
    const all = sources.flatMap(({ file, text }) => importsIn(file, text));
    expect(all.length).toBeGreaterThan(150);
    expect(all.flatMap((one) => trespass(one) ?? [])).toEqual([]);
  });

  test.each([
    [
      'main/core/x.ts',
      "import { readFile } from 'node:fs/promises';",
      'main/core/x.ts may not import node:fs/promises',
    ],
    [
      'main/core/x.ts',
      "import { createEngine } from '../engine/engine.ts';",
      'main/core/x.ts may not import main/engine/engine.ts',
    ],
    ['main/engine/x.ts', "import { app } from 'electron';", 'main/engine/x.ts may not import electron'],
    [
      'main/engine/x.ts',
      "import { connect } from 'node:net';",
      'main/engine/x.ts touches the world by node:net',
    ],
    [
      'main/terminal/x.ts',
      "const e = await import('electron');",
      'main/terminal/x.ts may not import electron',
    ],
    [
      'renderer/x.ts',
      "import { Settings } from '../main/core/settings.ts';",
      'renderer/x.ts may not import main/core/settings.ts',
    ],
    [
      'renderer/x.ts',
      "import { view } from '../main/core/view';",
      'renderer/x.ts may not import main/core/view',
    ],
    [
      'main/desktop/x.ts',
      "import { menubar } from 'menubar';",
      'main/desktop/x.ts imports menubar, which belongs to panel.ts',
    ],
  ])('the check sees it: %s, %s', (file, text, complaint) => {
    expect(importsIn(file, text).flatMap((one) => trespass(one) ?? [])).toEqual([complaint]);
  });

  test('only ipc.ts handles calls from the window', () => {
    const users = sources.filter(({ text }) => /\bipcMain\b/.test(text)).map(({ file }) => file);
    expect(users).toEqual(['main/desktop/ipc.ts']);
  });

  test('what the panel takes from core at run time brings no zod with it', () => {
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = sources.find((source) => source.file === file)?.text ?? '';
      for (const { target, isType } of importsIn(file, text)) if (!isType && target !== 'zod') walk(target);
      expect(
        importsIn(file, text).filter(({ target, isType }) => target === 'zod' && !isType),
        file,
      ).toEqual([]);
    };
    for (const entry of rooms.renderer ?? []) if (entry.startsWith('main/core/')) walk(entry);
    expect(seen.size).toBeGreaterThan(5);
  });

  test('only http.ts takes a module of Node’s past an import', () => {
    const users = sources.filter(({ text }) => text.includes('getBuiltinModule')).map(({ file }) => file);
    expect(users).toEqual(['main/engine/tools/http.ts']);
  });

  test('no any, and no mock of a module of ours', () => {
    const loose = sources.filter(({ text }) => /(:|\bas)\s+any\b/.test(text)).map(({ file }) => file);
    expect(loose).toEqual([]);
  });
});

test('the top of the tree holds what it should and nothing else', () => {
  const folders = ['main', 'renderer', 'preload', 'assets', 'build', 'test'];
  const made = ['node_modules', 'out', 'dist'];
  const papers = [
    ...['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'LICENSE'],
    ...[
      'README',
      'README.ko',
      'MANUAL',
      'MEASURED',
      'ARCHITECTURE',
      'KNOWN-ISSUES',
      'CONTRIBUTING',
      'SECURITY',
      'CHANGELOG',
    ].map((name) => `${name}.md`),
  ];
  const found = readdirSync(root).filter((name) => !name.startsWith('.'));
  expect(found.filter((name) => ![...folders, ...made, ...papers].includes(name))).toEqual([]);
});
