import { describe, expect, test } from 'vitest';
import { fail } from '../../main/core/problem.ts';
import { mendTarget, takePlace } from '../../main/engine/jobs/backup-file.ts';
import type { Bulk, Tools } from '../../main/engine/tools/tools.ts';
import { newWorld } from '../fakes/world.ts';

const target = '/home/me/backups/image.tar';

/** A backup, the one before it and what is to take its place; and what its names held after each step. */
function place(other: Partial<Bulk> = {}) {
  const world = newWorld();
  world.disk.set(target, 'last');
  world.disk.set(`${target}.previous`, 'the one before');
  world.disk.set(`${target}.part`, 'new');
  const steps: (string | undefined)[] = [];
  const bulk: Bulk = { ...world.tools.bulk, ...other };
  const seen =
    (act: Bulk['rename']): Bulk['rename'] =>
    async (from, to) => {
      const ended = await act(from, to);
      steps.push(world.disk.get(target));
      return ended;
    };
  const tools: Tools = {
    ...world.tools,
    bulk: { ...bulk, rename: seen(bulk.rename), link: seen(bulk.link) },
  };
  const held = () => [target, `${target}.previous`, `${target}.part`].map((path) => world.disk.get(path));
  return { tools, steps, held };
}

const noLinks: Partial<Bulk> = { link: async (_from, to) => fail('not-writable', to, 'ENOTSUP') };

describe('a backup that takes the place of the last one', () => {
  test('there is a backup under its name at every moment, and the last one is kept', async () => {
    const { tools, steps, held } = place();
    expect(await takePlace(tools, target, false)).toMatchObject({ ok: true });
    expect(steps).toEqual(['last', 'new']);
    expect(held()).toEqual(['new', 'last', undefined]);
  });

  test('on a disk without second names by two renames, and a kill between them is mended', async () => {
    const { tools, steps, held } = place(noLinks);
    expect(await takePlace(tools, target, false)).toMatchObject({ ok: true });
    expect(steps).toEqual(['last', undefined, 'new']);
    expect(held()).toEqual(['new', 'last', undefined]);
    const killed = place();
    await killed.tools.bulk.rename(target, `${target}.previous`);
    await mendTarget(killed.tools, target);
    expect(killed.held()).toEqual(['last', undefined, 'new']);
  });

  test.each([
    ['with second names', {}],
    ['without them', noLinks],
  ])('where the new one does not get its name the last one has it: %s', async (_, links) => {
    const { tools, held } = place(links);
    const rename: Bulk['rename'] = async (from, to) =>
      from === `${target}.part` ? fail('not-writable', to, 'EIO') : tools.bulk.rename(from, to);
    expect(await takePlace({ ...tools, bulk: { ...tools.bulk, rename } }, target, false)).toMatchObject({
      problem: { code: 'backup-unwritable', about: target, detail: 'EIO' },
    });
    expect([held()[0], held()[2]]).toEqual(['last', 'new']);
  });
});
