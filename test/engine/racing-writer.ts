import { readFileSync, writeFileSync } from 'node:fs';

// A program that writes into a file, over and over, a text that counts. What it has written last, it says at its end.

const [path = '', many = '0'] = process.argv.slice(2);
let last = '';
for (let count = 1; count <= Number(many); count += 1) {
  last = `// theirs ${count}\n${readFileSync(path, 'utf8').replace(/^\/\/ theirs \d+\n/, '')}`;
  writeFileSync(path, last);
  const until = performance.now() + Math.random() * 3;
  while (performance.now() < until);
}
process.stdout.write(String(many));
