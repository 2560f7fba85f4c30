import type { readyEn } from './words.ready.en.ts';

/** 오프라인 준비에 관한 문장. words.ko.ts 참고. */
export const readyKo: Readonly<Record<keyof typeof readyEn, string>> = {
  'p.job-offline':
    '‘{about}’ 작업에는 인터넷이 필요한데 지금은 연결되어 있지 않습니다. 인터넷이 돌아오면 다시 시도하세요.',
  'p.job-offline-mode':
    '‘{about}’ 작업에는 인터넷이 필요한데 ‘오프라인’이 선택되어 있습니다. 먼저 ‘자동’이나 ‘온라인’을 선택하세요.',
  'p.job-unknown': '‘{about}’에 해당하는 작업이 없습니다.',
  'p.job-bad-name':
    '‘{about}’ 이름은 모델이나 이미지에 쓸 수 없습니다. 글자나 숫자로 시작하고 글자, 숫자, . _ : / -만 쓸 수 있습니다.',
  'p.job-busy': '다운로드 중에는 ‘{about}’ 동작을 할 수 없습니다. 끝나기를 기다리거나 먼저 중단하세요.',
  'p.pull-no-server': 'Ollama 응답이 없어 {about} 모델을 내려받을 수 없습니다. 먼저 Ollama를 시작하세요.',
  'p.pull-not-found': '레지스트리에 {about} 모델이 없습니다. 이름과 태그를 확인하세요.',
  'p.pull-refused':
    'Ollama가 {about} 모델을 내려받지 못했습니다: {detail}. 지금까지 받은 것은 그대로 있습니다.',
  'p.pull-stalled':
    '{about} 데이터가 {detail}초 동안 오지 않았습니다. 지금까지 받은 것은 그대로 있으며 자동으로 다시 시도합니다.',
  'p.pull-too-big':
    '{about} 모델에는 메모리가 약 {need} 필요하지만 이 컴퓨터에는 {has}뿐이라 실행할 수 없습니다. 더 작은 모델을 고르세요.',
  'p.pull-no-room':
    '{about} 모델에는 저장 공간 {need} 정도가 필요하지만 {has}만 남았습니다. 먼저 공간을 확보하세요.',
  'p.pull-digest':
    '{about} 모델이 손상된 채 도착하여({detail}) 버렸습니다. 다시 시도하고, 또 생기면 디스크와 회선을 확인하세요.',
  'p.pull-cloud':
    '{about} 모델은 Ollama 클라우드에서 실행됩니다. 내려받을 것이 없고 오프라인에서는 쓸 수 없습니다.',
  'p.pull-there':
    '{about} 모델은 이미 있습니다. 레지스트리의 새 버전으로 바꾸려면 --update를 붙이세요. 그러면 지난 훈련 결과는 더 이상 유효하지 않습니다.',
  'p.blob-damaged': '{about} 파일이 디스크에서 손상되었습니다: {detail}. 인터넷이 있을 때 복구하세요.',
  'p.blob-missing':
    '{about} 파일이 디스크에 온전하지 않습니다: {detail}. 인터넷이 있을 때 다시 내려받으세요.',
  'p.not-on-disk': '{about} 파일이 이 컴퓨터에 없어 여기서는 확인할 수 없습니다.',
  'p.image-broken': '압축 파일 {about} 손상됨: {detail}. 이미지는 그대로이니 다시 저장하세요.',
  'p.image-short': '압축 파일 {about} 내용이 중간에 끊겼습니다: {detail}. 다시 저장하세요.',
  'p.image-foreign': '{about} 파일은 컨테이너 이미지의 압축 파일이 아닙니다({detail}).',
  'p.image-other': '압축 파일 {about} 안에는 다른 이미지가 있습니다: {detail}. 아무것도 바꾸지 않았습니다.',
  'p.image-there':
    '{about} 이름의 다른 이미지가 이미 있습니다. 불러오면 그 이름을 가져갑니다. 그래도 되면 --replace를 붙이세요.',
  'p.image-engine': '{about} 작업 중에 Podman이 응답을 멈췄습니다: {detail}. 지난 백업은 그대로입니다.',
  'p.image-no-context':
    '{about} 이미지를 만들 폴더가 없습니다. ‘settings set image.context 폴더’로 정하세요.',
  'p.image-build': '{about} 이미지를 만들지 못했습니다: {detail}. 있던 이미지는 그대로입니다.',
  'p.image-pull': '{about} 이미지를 내려받지 못했습니다: {detail}.',
  'p.image-no-bases': '{about} 파일에 바탕이 되는 이미지가 적혀 있지 않습니다.',
  'p.backup-missing': '{about} 위치에 백업이 없습니다.',
  'p.backup-no-room':
    '백업 {about} 저장에 {need} 정도가 필요하지만 {has}만 남았습니다. 먼저 공간을 확보하세요. 아무것도 바꾸지 않았습니다.',
  'p.deps-no-folder':
    '{about} 위치에 폴더가 없습니다. ‘settings set deps.folder 폴더’로 프로젝트를 정하세요.',
  'p.deps-no-lock':
    '{about} 폴더에 pnpm-lock.yaml 파일이 없습니다. 그곳에서 pnpm install을 한 번 실행하세요.',
  'p.deps-no-pnpm': '이 컴퓨터에 pnpm이 설치되어 있지 않습니다. 인터넷이 있을 때 설치하세요.',
  'p.deps-missing': '{about} 프로젝트는 오프라인에서 설치할 수 없습니다: {detail}.',
  'p.deps-failed': 'pnpm이 {about} 패키지를 내려받지 못했습니다: {detail}.',
  'p.machine-there': 'Podman 머신이 이미 있습니다: {about}.',
  'p.machine-mac': 'Podman 머신은 Mac에서만 필요합니다.',
  'p.machine-failed': 'Podman 머신을 만들지 못했습니다: {detail}.',
  'p.answer-cloud':
    '답이 이 컴퓨터의 모델이 아닌 {about} 모델에서 왔습니다. 오프라인 준비를 증명하지 못합니다.',
  'p.answer-none': 'OpenClaw가 시험 질문에 답하지 않았습니다: {detail}.',
  'p.proofs-unreadable':
    '이전 확인 기록을 읽을 수 없어 모두 다시 확인해야 합니다. 예전 파일은 {about} 위치에 있습니다.',
};
