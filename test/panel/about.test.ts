import { describe, expect, test } from 'vitest';
import { pathLine, type ToldTool } from '../../main/core/tool.ts';
import { speaker } from '../../main/core/words.ts';
import { moments } from './moments.ts';
import { withStage } from './one-stage.ts';

const say = speaker('en');
const { stage } = withStage();
const to = '/Applications/Offline Mode.app/Contents/Resources/offline-mode';
const at = '/usr/local/bin/offline-mode';

async function about(tool: ToldTool | null): Promise<void> {
  const { frame, now } = await moments.online();
  await stage().open({ frame: { ...frame, tool }, now });
  await stage().page.keyboard.press('Control+,');
  await stage()
    .page.getByRole('button', { name: say('set.about') })
    .click();
}
const press = (name: string) => stage().page.getByRole('button', { name, exact: true }).click();
const buttons = () =>
  stage()
    .page.locator('.item.set')
    .filter({ hasText: say('about.tool') })
    .getByRole('button');
const sent = async () => (await stage().wishes()).filter(({ type }) => type.startsWith('tool.'));

describe('the command in a shell', () => {
  test('it is looked at when the page opens; nothing is linked before it was said what', async () => {
    await about({ is: 'none', at, to, line: null });
    await expect.poll(sent).toEqual([{ type: 'tool.look' }]);
    await press('Install…');
    await stage().page.getByText(`A link is made at ${at}. It leads to ${to}.`, { exact: false }).waitFor();
    expect(await sent()).toHaveLength(1);
    await press(say('prep.leave'));
    await press('Install…');
    await press('Make the link');
    expect(await sent()).toEqual([{ type: 'tool.look' }, { type: 'tool.install', at }]);
  });

  test('a folder that no shell looks into: the line, and a copy of it', async () => {
    await about({ is: 'installed', at: '/Users/me/.local/bin/offline-mode', to, line: pathLine });
    await stage().page.getByText(pathLine).waitFor();
    await press(say('do.copyIt'));
    await press('Remove Terminal command');
    expect((await sent()).slice(1)).toEqual([
      { type: 'tool.copy' },
      { type: 'tool.remove', at: '/Users/me/.local/bin/offline-mode' },
    ]);
  });

  test.each([
    [{ is: 'taken', at }, /is something else\. It is left alone\.$/],
    [{ is: 'nowhere', at }, /^No link is made at/],
    [{ is: 'built-here' }, /^This copy was built here\./],
    [{ is: 'elsewhere' }, /^Move Offline Mode to the Applications folder first\./],
    [null, null],
  ] as const)('%j has no button', async (tool, note) => {
    await about(tool);
    if (note) await stage().page.getByText(note).waitFor();
    expect(await buttons().count()).toBe(0);
  });
});

test('which one it is, also where another process has the engine; and the files', async () => {
  await stage().open(await moments.linked());
  await stage().page.keyboard.press('Control+,');
  await stage()
    .page.getByRole('button', { name: say('set.about') })
    .click();
  await stage().page.getByText('0.1.0 (abc1234)').waitFor();
  await stage().page.getByText('Engine, in another process').waitFor();
  await press('Show Files of this app');
  await press('Show Log');
  expect((await stage().wishes()).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['files.show', 'log.show']),
  );
});
