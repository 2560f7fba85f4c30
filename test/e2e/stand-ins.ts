/** The image that OpenClaw's is built from. Nobody is asked for it: the stand-in of Podman has it. */
export const base = 'registry.example/node:22';
/** OpenClaw's own, as Podman names it. */
export const own = 'localhost/openclaw:local';

/** An image that the stand-in of Podman has, or can get: the archive that it writes of it. */
export interface HeldImage {
  readonly name: string;
  readonly id: string;
  readonly archive: string;
  readonly bytes: number;
}

/**
 * An OpenClaw that takes every config for a good one. Its gateway's secret is not in the config, so it is asked by this command,
 * and what it says of a question is that the first model has answered.
 */
export const openclawScript = (main: string) => `#!/bin/sh
case "$1 $3" in
  '--version ') echo 'OpenClaw 2026.9.6 (0000000)' ;;
  'config --json') echo '{"valid":true}' ;;
  'gateway agent') echo '{"result":{"meta":{"executionTrace":{"winnerProvider":"ollama","winnerModel":"${main}"}}}}' ;;
  *) exit 1 ;;
esac
`;

/** A Podman whose images are here when there is a file of their number; they come by a pull, a build or a load. */
export const podmanScript = ({
  home,
  there,
  images,
}: {
  readonly home: string;
  readonly there: string;
  readonly images: readonly HeldImage[];
}) => {
  const each = (line: (image: HeldImage, n: number) => string) => images.map(line).join('\n');
  return `#!/bin/sh
PATH=/usr/bin:/bin
echo "$*" >> '${home}/podman.log'
for last; do :; done
[ "$last" = openclaw:local ] && last='${own}'
n=none
${each(({ name, id, archive }, n) => `case "$last" in '${name}'|'${id}') n=${n}; id='${id}'; archive='${archive}' ;; esac`)}
case "$1 $2" in
  '--version '*) echo 'podman version 5.8.6' ;;
  'ps '*) echo '[]' ;;
  'images '*)
    list=''
${each(({ name, id, bytes }, n) => `    [ -e '${there}/${n}' ] && list="$list,{\\"Id\\":\\"${id}\\",\\"Names\\":[\\"${name}\\"],\\"RepoTags\\":null,\\"Size\\":${bytes},\\"Created\\":1700000000}"`)}
    echo "[\${list#,}]" ;;
  'image inspect')
    [ -e "${there}/$n" ] || { echo "Error: $last: image not known" >&2; exit 125; }
    echo "[{\\"Id\\":\\"$id\\",\\"Size\\":700000}]" ;;
  'pull --')
    [ $n = none ] && { echo 'Error: manifest unknown' >&2; exit 125; }
    echo 'Copying blob sha256:0123456789ab' >&2; sleep 0.2; touch '${there}'/$n ;;
  'build '*)
    [ -e '${there}/0' ] || touch '${there}/0'
    echo 'STEP 1/2: FROM ${base}'; sleep 0.2; echo 'STEP 2/2: RUN true'; sleep 0.2; touch '${there}/1' ;;
  'save --output') [ -e "${there}/$n" ] && cat "$archive" > "$3" ;;
  'load --input')
${each(({ archive }, n) => `    cmp -s "$3" '${archive}' && touch '${there}/${n}'`)}
    true ;;
  *) exit 125 ;;
esac
`;
};
