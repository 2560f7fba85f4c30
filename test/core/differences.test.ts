import { describe, expect, test } from 'vitest';
import { designed, differences, drawnElsewhere, everywhere, same } from '../panel/differences.ts';
import { screens } from '../panel/screens.ts';

const names = new Set(screens.map(({ name }) => name));
const argued = new Set(differences.map(({ screen }) => screen));

describe('the list of what differs from the design', () => {
  test.each(designed)('%s is in it, or said to be the same, and not both', (name) => {
    expect([argued.has(name), same.includes(name)].filter(Boolean)).toHaveLength(1);
  });

  test('what the design has a picture of is a screen of the panel, or drawn elsewhere', () => {
    expect(designed.filter((name) => names.has(name) === drawnElsewhere.includes(name))).toEqual([]);
  });

  test('names nothing that does not exist, and stands in the order of the design', () => {
    const order = differences.map(({ screen }) => designed.indexOf(screen));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect([...same, ...drawnElsewhere].filter((name) => !designed.includes(name))).toEqual([]);
  });

  test('argues each in sentences, and none twice', () => {
    for (const { ours, design, why } of [...differences, ...everywhere]) {
      expect(ours).not.toBe(design);
      expect(why).toMatch(/^(macOS|[A-Z“]).{12,}\.$/);
    }
    const all = differences.map(({ screen, ours }) => `${screen}: ${ours}`);
    expect(new Set(all).size).toBe(all.length);
  });
});
