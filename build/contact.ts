import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Difference,
  designed,
  differences,
  drawnElsewhere,
  everywhere,
  same,
} from '../test/panel/differences.ts';
import { screens } from '../test/panel/screens.ts';

const kinds = ['en.light', 'en.dark', 'ko.light', 'ko.dark'] as const;

/**
 * One page, FOLDER/index.html: ours beside the design's of the same name, and below what differs and why. FOLDER/ours is
 * there already; the design's are copied beside it, so that the folder can be moved. Returns the page's path.
 */
export function contactSheet(folder: string, design: string): string {
  mkdirSync(join(folder, 'design'), { recursive: true });
  const names = [...new Set([...screens.map(({ name }) => name), ...drawnElsewhere])];
  const body = [
    `<h1>Ours and the design’s</h1><h2>Everywhere</h2>${table(everywhere)}`,
    ...names.map((name) => section(name, folder, design)),
  ];
  const page = join(folder, 'index.html');
  writeFileSync(page, `${head}${body.join('\n')}\n`);
  return page;
}

function section(name: string, folder: string, design: string): string {
  const pairs = kinds.map((kind) => {
    const file = `${name}.${kind}.png`;
    const ours = existsSync(join(folder, 'ours', file));
    // Of the tray there is one for all.
    const from = [file, `${name}.png`].find((one) => existsSync(join(design, one)));
    if (from) copyFileSync(join(design, from), join(folder, 'design', from));
    const isAnother = name === 'tray' && kind !== 'en.light';
    const pictures = [
      ours ? image(`ours/${file}`, 380, `${name}, ours`) : '',
      from && !isAnother ? image(`design/${from}`, 428, `${name}, the design’s`) : '',
    ];
    return pictures.join('') && `<figure><figcaption>${kind}</figcaption>${pictures.join('')}</figure>`;
  });
  return `<section id="${name}"><h2>${name}</h2>${said(name)}<div>${pairs.join('')}</div></section>`;
}

function said(name: string): string {
  if (!designed.includes(name)) return '<p>The design has words for this one, and no picture.</p>';
  if (same.includes(name)) return '<p>As the design has it.</p>';
  return table(differences.filter(({ screen }) => screen === name));
}

const image = (from: string, width: number, alt: string) =>
  `<img src="${from}" width="${width}" alt="${alt}" loading="lazy">`;

function table(rows: readonly Omit<Difference, 'screen'>[]): string {
  const cells = rows.map(({ ours, design, why }) => `<tr><td>${ours}<td>${design}<td>${why}`);
  return `<table><tr><th>Ours<th>The design<th>Why${cells.join('')}</table>`;
}

const head = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ours and the design’s</title>
<style>
body { margin: 24px; background: #9a9a9e; color: #111; font: 14px/20px system-ui, sans-serif; }
section { margin-top: 40px; border-top: 1px solid #777; }
section > div { display: flex; flex-wrap: wrap; gap: 24px; align-items: start; }
figure { display: flex; flex-wrap: wrap; gap: 8px; align-items: start; margin: 0; }
figcaption { width: 100%; }
table { max-width: 1200px; margin-bottom: 16px; border-collapse: collapse; background: #fff; }
th, td { border: 1px solid #bbb; padding: 4px 8px; text-align: left; vertical-align: top; }
</style>
`;
