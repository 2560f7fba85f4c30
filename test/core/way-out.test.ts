import { expect, test } from 'vitest';
import { wayOut } from '../../main/desktop/way-out.ts';

async function left(wrong: 'giveBack' | 'useUpdate' | null): Promise<string[]> {
  const did: string[] = [];
  const step = (name: string) => async () => {
    did.push(name);
    if (name === wrong) throw new TypeError('of /Users/kim');
  };
  await wayOut({
    ...{ giveBack: step('giveBack'), useUpdate: step('useUpdate'), end: () => void did.push('end') },
    log: { write: (level, area, text) => void did.push(`${level} ${area} ${text.split(' ', 1)[0]}`) },
  });
  return did;
}

test('what is borrowed is given back, then a new version is put in place, then the app ends', async () => {
  expect(await left(null)).toEqual(['giveBack', 'useUpdate', 'end']);
});

test('where giving back goes wrong the app ends at once, with a line in the log and without a new version', async () => {
  expect(await left('giveBack')).toEqual(['giveBack', 'error quit TypeError', 'end']);
});

test('where the new version goes wrong the app ends at once', async () => {
  expect(await left('useUpdate')).toEqual(['giveBack', 'useUpdate', 'error quit TypeError', 'end']);
});
