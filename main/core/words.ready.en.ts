/** Being ready, and preparing. See words.en.ts. */
export const readyEn = {
  'p.job-offline': '“{about}” needs the internet, which is not there now. Try again when it is back.',
  'p.job-offline-mode': '“{about}” needs the internet, and you chose Offline. Choose Auto or Online first.',
  'p.job-unknown': 'There is nothing to stop or resume named “{about}”.',
  'p.job-bad-name':
    '“{about}” is no name of a model or image. Names have letters, digits and . _ : / - and begin with a letter or a digit.',
  'p.job-busy': '“{about}” cannot be done while a download is under way. Wait for it, or stop it first.',
  'p.pull-no-server': 'Ollama does not answer, so {about} cannot be downloaded. Start Ollama first.',
  'p.pull-not-found': 'The registry knows no model named {about}. Check the name and its tag.',
  'p.pull-refused': 'Ollama could not download {about}: {detail}. What has come so far is kept.',
  'p.pull-stalled':
    'No data came for {about} in {detail} s. What has come so far is kept; it is tried again by itself.',
  'p.pull-too-big':
    '{about} needs about {need} of memory, this machine has {has}. It would not run here. Choose a smaller one.',
  'p.pull-no-room': '{about} needs {need} of disk space, {has} are free. Make room first.',
  'p.pull-digest':
    '{about} arrived damaged ({detail}) and was thrown away. Try again; if it happens again, look at the disk and the line.',
  'p.pull-cloud':
    "{about} runs in Ollama's cloud. There is nothing of it to download, and it does not work offline.",
  'p.pull-there':
    "{about} is here already. To replace it by the registry's newer one, say so: --update. The last drill no longer holds then.",
  'p.blob-damaged': '{about} is damaged on disk: {detail}. Repair it while there is internet.',
  'p.blob-missing': '{about} is not whole on disk: {detail}. Download it again while there is internet.',
  'p.not-on-disk': 'The files of {about} are not on this machine, so they cannot be checked here.',
  'p.image-broken': 'The archive {about} is damaged: {detail}. The image was not touched; save it again.',
  'p.image-short': 'The archive {about} ends too early: {detail}. Save it again.',
  'p.image-foreign': '{about} is no archive of a container image ({detail}).',
  'p.image-other': 'The archive {about} holds another image: {detail}. Nothing was changed.',
  'p.image-there':
    'There is another image named {about} already. Loading would take its name; --replace says that this is meant.',
  'p.image-engine':
    'Podman stopped answering while it worked on {about}: {detail}. The last backup was not touched.',
  'p.image-no-context':
    'There is no folder to build {about} from. Choose one with “settings set image.context FOLDER”.',
  'p.image-build': '{about} could not be built: {detail}. The image that was there is unchanged.',
  'p.image-pull': 'The image {about} could not be downloaded: {detail}.',
  'p.image-no-bases': '{about} says no image that it is built from.',
  'p.backup-missing': 'There is no backup at {about}.',
  'p.backup-no-room':
    'The backup {about} needs {need}, {has} are free. Make room first; nothing was changed.',
  'p.deps-no-folder':
    'There is no folder at {about}. Choose your project with “settings set deps.folder FOLDER”.',
  'p.deps-no-lock': 'There is no pnpm-lock.yaml in {about}. Run pnpm install there once.',
  'p.deps-no-pnpm': 'pnpm is not installed on this machine. Install it while there is internet.',
  'p.deps-missing': 'An offline install of {about} would fail: {detail}.',
  'p.deps-failed': 'pnpm could not fetch the packages of {about}: {detail}.',
  'p.machine-there': 'There is a Podman machine already: {about}.',
  'p.machine-mac': 'Only on a Mac does Podman need a machine of its own.',
  'p.machine-failed': "Podman's machine could not be made: {detail}.",
  'p.answer-cloud': 'The answer came from {about}, not from a model here. It proves nothing for an outage.',
  'p.answer-none': 'OpenClaw gave no answer to a test question: {detail}.',
  'p.proofs-unreadable':
    'What was proved before could not be read, so all has to be checked again. The old file is {about}.',
} as const;
