import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basesOf } from '../../main/core/jobs/containerfile.ts';

describe('what an image is built from', () => {
  test.each([
    ['one', 'FROM node:24', ['node:24']],
    ['whatever the letters', 'from Node:24\nCopy . /app', ['Node:24']],
    [
      'with a platform',
      'FROM --platform=linux/arm64 docker.io/library/node:24 AS build',
      ['docker.io/library/node:24'],
    ],
    [
      'stages of its own are none',
      'FROM node:24 AS Build\nRUN make\nFROM debian:12-slim\nCOPY --from=build /a /a\nFROM build\n',
      ['node:24', 'debian:12-slim'],
    ],
    ['nothing at all', 'FROM scratch\nCOPY server /server', []],
    ['the same twice', 'FROM node:24 AS a\nFROM node:24 AS b', ['node:24']],
    ['an ARG with a default', 'ARG VERSION=24\nFROM node:%{VERSION}-slim', ['node:24-slim']],
    ['quoted, and without braces', 'ARG BASE="node:24"\nFROM $BASE', ['node:24']],
    ['an ARG made of another', 'ARG A=no\nARG B=%{A}de C=24\nFROM $B:$C', ['node:24']],
    ['a default in the braces', 'ARG A\nFROM %{A:-node}:%{B:-24}%{A:+-no}', ['node:24']],
    ['an ARG of a stage is not one for FROM', 'FROM a:1 AS x\nARG V=2\nFROM b:%{V:-3}', ['a:1', 'b:3']],
    ['what is not known is empty', 'FROM node:%{NOWHERE}', ['node:']],
    ['by digest', `FROM node@sha256:${'a'.repeat(64)}`, [`node@sha256:${'a'.repeat(64)}`]],
    ['comments and blanks', '# FROM not:this\n\n  # nor:this\n  FROM node:24\n', ['node:24']],
    [
      'lines that go on',
      'FROM \\\n  # a word between\n\n  --platform=linux/amd64 \\\n  node:24 \\\n  AS x',
      ['node:24'],
    ],
    ['lines of another system', '\uFEFFARG A=24\r\nFROM node:$A\r\n', ['node:24']],
    [
      'files of another image',
      'FROM a:1\nCOPY --chown=1:1 --from=quay.io/x/tool:2 /t /t\nCOPY --from=0 /a /b',
      ['a:1', 'quay.io/x/tool:2'],
    ],
    [
      'what is typed into a command is no recipe',
      'FROM a:1\nRUN <<EOF\nFROM b:2\nEOF\nFROM c:3',
      ['a:1', 'c:3'],
    ],
    ['two of them', 'FROM a:1\nCOPY <<A <<B /\nFROM b:2\nA\nFROM c:3\nB\nFROM d:4', ['a:1', 'd:4']],
    ['a word that is itself the text', 'FROM a:1\nRUN cat <<<EOF\nFROM b:2\nEOF', ['a:1', 'b:2']],
    ['a text that never ends is none', 'FROM a:1\nRUN echo $((1<<N))\nFROM b:2', ['a:1', 'b:2']],
    [
      'nor two of which one never ends',
      'FROM a:1\nRUN <<A <<B\nFROM b:2\nA\nFROM c:3',
      ['a:1', 'b:2', 'c:3'],
    ],
    ['one that would have ended before', 'EOF\nFROM a:1\nRUN <<EOF\nFROM b:2', ['a:1', 'b:2']],
    ['a mention in a command', 'FROM a:1\nRUN echo FROM b:2', ['a:1']],
    ['nothing to be taken from an empty text', '', []],
  ])('%s', (_what, recipe, bases) => {
    // Written with another sign, because these are no placeholders of ours.
    expect(basesOf(recipe.replaceAll('%{', '${'))).toEqual(bases);
  });

  test('whatever is in a recipe, it ends, and names at most fifty', () => {
    const word = fc.constantFrom(
      'FROM ',
      'ARG ',
      'COPY ',
      '--from=',
      '${',
      '}',
      ':-',
      '\\\n',
      '\n',
      '<<EOF',
      'a',
      '$a',
      '#',
      '"',
      '=',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        expect(basesOf(words.join('')).length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 2_000 },
    );
    expect(basesOf(Array.from({ length: 80 }, (_, at) => `FROM a:${at}\n`).join('')).length).toBe(50);
  });
});
