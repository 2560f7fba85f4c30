import { describe, expect, test } from 'vitest';
import { readArgs } from '../../main/terminal/args.ts';
import { whatFor } from '../../main/terminal/image.ts';

const wanted = (...argv: readonly string[]) => {
  const { wanted: read } = readArgs(argv);
  return read.ok ? read.value : `${read.problem.about} ${read.problem.detail}`;
};
const pull = { do: 'pull', models: [], isUpdating: false, isForced: false, isRepairing: false };

describe('what is typed about being ready', () => {
  test.each([
    [['check'], { do: 'check', isStrict: false, deep: null, isAgain: false }],
    [['check', '--strict', '--deep'], { do: 'check', isStrict: true, deep: '', isAgain: false }],
    [
      ['check', '--deep', 'qwen3:0.6b', '--again'],
      { do: 'check', isStrict: false, deep: 'qwen3:0.6b', isAgain: true },
    ],
    [['pull'], pull],
    [['pull', 'a:1', 'b'], { ...pull, models: ['a:1', 'b'] }],
    [['pull', '--update'], { ...pull, isUpdating: true, isForced: true }],
    [['pull', 'a', '--anyway'], { ...pull, models: ['a'], isForced: true }],
    [['pull', '--repair', 'a'], { ...pull, models: ['a'], isRepairing: true }],
    [['pull', '--', '--help', 'a;b', '../c'], { ...pull, models: ['--help', 'a;b', '../c'] }],
    [['image'], { do: 'images' }],
    [['image', 'list'], { do: 'images' }],
    [['image', 'build'], { do: 'image', act: 'build', what: '', isForced: false }],
    [['image', 'base', 'node:24'], { do: 'image', act: 'base', what: 'node:24', isForced: false }],
    [['image', 'save'], { do: 'image', act: 'save', what: '', isForced: false }],
    [['image', 'load', 'x.tar', '--replace'], { do: 'image', act: 'load', what: 'x.tar', isForced: true }],
    [['image', 'bridge'], { do: 'bridge' }],
    [['deps'], { do: 'deps' }],
    [['prepare', '--yes'], { do: 'prepare', isYes: true, only: null }],
    [['prepare', '--only', 'backup, answer,'], { do: 'prepare', isYes: false, only: ['backup', 'answer'] }],
    [['jobs'], { do: 'jobs', act: 'list', id: '' }],
    [['jobs', 'stop'], { do: 'jobs', act: 'stop', id: 'all' }],
    [['jobs', 'stop', 'pull:a'], { do: 'jobs', act: 'stop', id: 'pull:a' }],
    [['jobs', 'resume', 'a'], { do: 'jobs', act: 'resume', id: 'a' }],
    [['jobs', 'forget', 'all'], { do: 'jobs', act: 'forget', id: 'all' }],
  ] as const)('%j', (argv, meant) => {
    expect(wanted(...argv)).toEqual(meant);
  });

  test.each([
    [['check', 'qwen3'], 'qwen3 cli.noWord|check [MODEL] [OPTIONS]'],
    [['check', '--deep', 'a', 'b'], 'b cli.noWord|check [MODEL] [OPTIONS]'],
    [['check', '--again'], '--again cli.badOption|'],
    [['check', '--yes'], '--yes cli.badOption|'],
    [['pull', '--repair', '--update'], '--repair cli.needs|[MODEL...]'],
    [['pull', '--force'], '--force cli.badOption|'],
    [['image', 'lst'], 'image cli.needs|list, build, base, save, verify, load, bridge'],
    [['image', 'build', 'x'], 'x cli.noWord|image build [OPTIONS]'],
    [['image', 'list', 'x'], 'x cli.noWord|image list [OPTIONS]'],
    [['image', 'load', 'a', 'b'], 'b cli.noWord|image load [PATH] [OPTIONS]'],
    [['image', 'save', '--replace'], '--replace cli.badOption|'],
    [['deps', 'x'], 'x cli.noWord|deps'],
    [['prepare', 'x'], 'x cli.noWord|prepare [OPTIONS]'],
    [['prepare', '--only'], '--only cli.needs|ID,ID'],
    [['jobs', 'stpo'], 'jobs cli.needs|list, stop, resume, forget'],
    [['jobs', 'forget'], 'jobs forget cli.needs|ID|all'],
    [['jobs', 'resume'], 'jobs resume cli.needs|ID'],
    [['jobs', 'stop', 'a', 'b'], 'b cli.noWord|jobs stop [ID|all]'],
    [['status', '--strict'], '--strict cli.badOption|'],
    [['mode', '--only', 'x'], '--only cli.badOption|'],
    [['prepar'], 'prepar prepare'],
    [['chekc'], 'chekc check'],
  ] as const)('%j is wrong usage', (argv, said) => {
    expect(wanted(...argv)).toBe(said);
  });
});

test.each([
  ['verify', 'openclaw.tar', '/home/me/openclaw.tar'],
  ['verify', './a b/한글.tar', '/home/me/a b/한글.tar'],
  ['load', '../x.tar', '/home/x.tar'],
  ['load', '/mnt/x.tar', '/mnt/x.tar'],
  ['load', 'x.tar.previous', '/home/me/x.tar.previous'],
  ['load', 'localhost/openclaw:local', 'localhost/openclaw:local'],
  ['verify', '', ''],
  // What is no file of ours is left for the engine to judge.
  ['save', '../x.tar', '../x.tar'],
  ['base', '/x', '/x'],
] as const)('image %s %s is about %s', (act, typed, what) => {
  expect(whatFor(act, typed, '/home/me')).toBe(what);
});
