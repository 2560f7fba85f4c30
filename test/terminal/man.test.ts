import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { speaker } from '../../main/core/words.ts';
import { commands, pathOf } from '../../main/terminal/commands.ts';
import { manPage } from '../../main/terminal/man.ts';
import { runIn, withHome } from '../fakes/terminal.ts';
import { newWorld, paths } from '../fakes/world.ts';

const home = withHome();
const isHere = (program: string) => spawnSync(program, ['--version']).error === undefined;
const page = (lang: 'en' | 'ko') =>
  manPage({ say: speaker(lang), terminal: { env: { HOME: '/home/me' }, paths } as never }, '9.9.9');
const through = (program: string, args: readonly string[], input: string) => {
  const ran = spawnSync(program, [...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return { out: ran.stdout, err: ran.stderr };
};

describe.each(['en', 'ko'] as const)('the page of the manual, in %s', (lang) => {
  const [isMandoc, isGroff] = [isHere('mandoc'), isHere('groff')];
  if (!isMandoc) console.info('mandoc is not on this machine, so the page was not looked at by it');
  if (!isGroff) console.info('groff is not on this machine, so the page was not set by it');

  test('has every form of every command and every option, and no line of it is a stray request', () => {
    const text = page(lang).replaceAll('\\-', '-');
    for (const command of commands)
      for (const form of command.forms) {
        expect(text).toContain(`.B ${command.forms.length > 1 ? pathOf(command, form) : command.name}`);
        for (const { name } of form.options) expect(text).toContain(`.B --${name}`);
      }
    const requests = text.split('\n').flatMap((line) => /^[.'](\S*)/.exec(line)?.[1] ?? []);
    expect([...new Set(requests)].filter((one) => !/^(TH|SH|SS|TP|B|I|PP|RS|RE|nf|fi)$/.test(one))).toEqual(
      [],
    );
    expect(text).not.toContain('/home/me');
  });

  test.skipIf(!isMandoc)('mandoc finds nothing wrong with it', () => {
    const { out, err } = through('mandoc', ['-T', 'lint', '-W', 'warning'], page(lang));
    // A page without a date is the same tomorrow.
    expect((out + err).split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual(
      [],
    );
  });

  test.skipIf(!isGroff)('groff sets it without a warning', () => {
    const { out, err } = through('groff', ['-man', '-Kutf8', '-Tutf8', '-ww', '-P-c'], page(lang));
    expect(err).toBe('');
    expect(out).toContain('offline-mode drill wifi --at-most 5m');
  });
});

test.each([['man'], ['help', '--man']])(
  '%s %s prints it, in the language that is asked for',
  async (...words) => {
    const ran = await runIn(newWorld(), { argv: [...words, '--lang', 'ko'], folder: home.folder() });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(/^\.TH OFFLINE\\-MODE 1 /);
    expect(ran.out).toContain('인터넷이 끊겨도');
  },
);
