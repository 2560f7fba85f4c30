// `npm test`: lint, types, unit, integration, end to end, and the namespace lab where it can run.
// Ends with one line: N passed, N failed, N skipped.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, buildWorld, node, root, run, tool } from './run.mjs';

const only = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'offline-mode-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
const failures = [];

const steps = [
  ['lint', () => check('lint', () => tool('biome', 'check', '.'))],
  ['types', () => check('types', types)],
  ['unit', () => suite('unit')],
  ['integration', () => suite('integration')],
  ['build', () => check('build', async () => (await build()) || buildWorld())],
  ['pack', () => suite('pack')],
  ['panel', () => suite('panel')],
  ['e2e', () => suite('e2e')],
  ['real', () => suite('real')],
  ['lab', lab],
];
/** Real programs that take minutes: only by their names (`npm run test:real`, `npm run test:openclaw`). */
const asked = [
  ['go', () => suite('go')],
  ['openclaw', () => suite('openclaw')],
];

for (const [name, step] of [...steps, ...asked.filter(([name]) => only.includes(name))]) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`\n--- ${name}`);
  const begun = Date.now();
  await step();
  console.log(`--- ${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
rmSync(folder, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
if (broken.length > 0) console.log(`\nNot in order: ${broken.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || broken.length > 0 ? 1 : 0;

async function check(name, step) {
  if ((await step()) !== 0) broken.push(name);
}

async function types() {
  for (const project of ['.', 'main/core', 'preload', 'renderer', 'test/e2e']) {
    const code = await tool('tsc', '-p', project);
    if (code !== 0) return code;
  }
  return 0;
}

async function suite(name, runner = (args) => tool('vitest', ...args)) {
  const file = join(folder, `${name}.json`);
  const args = ['run', '--config', 'build/vitest.config.ts', '--project', name];
  const code = await runner([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    failures.push(...failed(name, report));
  } catch {
    broken.push(name);
  }
  if (code !== 0 && !broken.includes(name)) broken.push(name);
}

/** What failed is said once more at the very end, where a long log is read first. */
function failed(suiteName, report) {
  return report.testResults.flatMap((file) => {
    const where = `${suiteName}: ${relative(root, file.name)}`;
    const tests = file.assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0 && file.status === 'failed') return [`  ${where}: ${firstLines(file.message)}`];
    return tests.map((test) => `  ${where} › ${test.fullName}\n    ${firstLines(test.failureMessages[0])}`);
  });
}

function firstLines(text = '') {
  const lines = stripVTControlCharacters(text).split('\n');
  const own = lines.filter((line) => line.trim() !== '' && !/node_modules|node:/.test(line));
  return own.slice(0, 4).join('\n    ');
}

/** Real cuts of real links, through the built bundles, in namespaces of its own: needs root on Linux. */
async function lab() {
  const { labPossible } = await import(join(root, 'test/lab/lab.ts')).catch((error) => ({
    labPossible: () => ({ ok: false, why: error.message }),
  }));
  const possible = labPossible();
  if (!possible.ok) {
    console.log(`skipped: the namespace lab cannot run here: ${possible.why}`);
    total.skipped += 1;
    return;
  }
  await suite('lab');
  await suite('cuts', (args) =>
    run(node, ['test/lab/run.ts', '--', node, 'node_modules/vitest/vitest.mjs', ...args]));
}
