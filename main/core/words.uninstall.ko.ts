import type { uninstallEn } from './words.uninstall.en.ts';

/** 터미널에서 앱의 흔적을 모두 지울 때 하는 말. */
export const uninstallKo: Readonly<Record<keyof typeof uninstallEn, string>> = {
  'p.uninstall-app':
    '{about} 앱이 실행 중이어서 아무것도 바꾸지 않았습니다. 메뉴 막대의 아이콘을 오른쪽 버튼으로 클릭해 ‘오프라인 모드 종료’를 선택한 다음 다시 시도하세요.',
  'p.uninstall-terminal':
    '다른 offline-mode 명령(프로세스 {about})이 작업 중이어서 아무것도 바꾸지 않았습니다. 끝날 때까지 기다리거나 그 창에서 Ctrl-C로 멈춘 다음 다시 시도하세요.',
  'p.uninstall-linked':
    '{about} 항목은 {detail} 쪽으로 이어진 링크여서 아무것도 바꾸지 않았습니다. 링크 너머에 있는 것은 지우지 않습니다. 그 자리에 실제 폴더를 두거나 둘 다 직접 지우세요.',
  'p.uninstall-owed':
    '이 앱이 바꾼 {about} 구성을 되돌리지 못해 아무것도 지우지 않았습니다. ‘offline-mode status’ 명령으로 확인한 다음 다시 시도하세요.',
  'p.uninstall-left':
    '{about} 항목을 지우지 못했습니다({detail}). 소유자와 쓰기 권한을 확인하고 ‘offline-mode uninstall’ 명령을 다시 실행하세요. 남은 것부터 이어서 합니다.',
  'p.uninstall-container': '‘{about}’ 컨테이너가 아직 남아 있습니다. ‘{detail}’ 명령으로 제거하세요.',
  'p.uninstall-login':
    'macOS 로그인 항목에 {about} 앱이 아직 있습니다. 시스템 설정 > 일반 > 로그인 항목에서 지우세요.',
  'cli.uninstall': '모두 되돌리고 이 프로그램의 흔적을 전부 제거',
  'cli.moreUninstall':
    '먼저 앱을 종료하세요. 무엇을 할지 보여 주고 물어본 다음 진행합니다. 다른 곳에 바꿔 둔 것은 지우기 전에 되돌리고, 되돌릴 수 없으면 아무것도 지우지 않습니다.',
  'cli.opt.keepData': '설정과 끊김 기록은 남기기',
  'cli.opt.containers': '이 앱이 만든 OpenClaw 컨테이너도 제거',
  'cli.opt.dryUninstall': '무엇을 할지 보기만 하기',
  'un.head.back': '먼저 되돌릴 것',
  'un.head.remove': '지울 것',
  'un.head.stay': '남을 것',
  'un.nothing': '여기에는 지울 오프라인 모드 파일이 없습니다.',
  'un.dry': '아무것도 바꾸지 않았습니다.',
  'un.ask': '진행할까요? 취소할 수 없습니다. ‘예’ 또는 yes를 입력하세요:',
  'un.no': '아무것도 바꾸지 않았습니다.',
  'un.yes': '아무것도 바꾸지 않았습니다. 묻지 않고 진행하려면 --yes를 붙이세요.',
  'un.done': '끝났습니다. 위의 항목은 모두 처리한 뒤 다시 확인했습니다.',
  'un.part':
    '아직 남은 것이 있습니다. ‘offline-mode uninstall’ 명령을 다시 실행하면 남은 것부터 이어서 합니다.',
  'un.kept': '아무것도 지우지 않았고, 구성 사본도 모두 그대로 있습니다.',
  'un.decide':
    '아무것도 지우지 않았고, 구성 사본도 모두 그대로 있습니다. 구성을 예전대로 되돌리려면 ‘offline-mode openclaw restore’, 지금 그대로 두려면 ‘offline-mode openclaw keep’ 명령을 실행한 다음 제거하세요.',
  'un.copyless':
    '아무것도 지우지 않았습니다. 지금 구성이 원하는 대로인지 확인하고 ‘offline-mode openclaw keep’ 명령을 실행한 다음 제거하세요.',
  'un.left': '직접 처리할 것:',
  'un.size': '{text} ({size})',
  'un.back.drill': '훈련 때 바꾼 Wi-Fi와 OpenClaw 구성',
  'un.back.config': 'OpenClaw 구성을 오프라인 모드가 바꾸기 전으로: {about}',
  'un.back.configTheirs':
    'OpenClaw 구성을 오프라인 모드가 바꾸기 전으로: {about}. 그 뒤 직접 바꾼 곳은 그대로: {how}',
  'un.back.hook': '온라인이 된 뒤의 사용자 명령을 한 번 실행: {about}',
  'un.remove.beside': '구성 파일 옆에 쓰다 만 사본: {about}',
  'un.remove.containers': 'OpenClaw 컨테이너와 함께 만든 것: {about}',
  'un.remove.login': '로그인 항목',
  'un.remove.link': '명령 링크: {about}',
  'un.remove.app-data': '앱 창의 데이터: {about}',
  'un.remove.caches': '{about}',
  'un.remove.logs': '로그: {about}',
  'un.remove.work': '작업 파일과 로그: {about}',
  'un.remove.proofs': '준비 상태를 확인한 기록: {about}',
  'un.remove.copies': 'OpenClaw 구성 사본: {about}',
  'un.remove.diary': '끊김 기록: {about}',
  'un.remove.settings': '설정: {about}',
  'un.remove.journal': '진행 기록: {about}',
  'un.remove.folder': '폴더 자체: {about}',
  'un.stay.data': '요청대로 남김: {about}',
  'un.stay.container':
    'OpenClaw 컨테이너 ‘{about}’: 에이전트가 그 안에 있습니다. 함께 제거하려면 --containers를 붙이거나 다음을 실행하세요: {how}',
  'un.stay.unseen':
    '이 앱이 만든 컨테이너가 있다면 그대로: Podman이 응답하지 않아 확인할 수 없습니다. 목록에 넣으려면 먼저 Podman을 시작하세요.',
  'un.stay.server': '오프라인 모드가 시작한 {about}: AI에 필요할 수 있어 계속 실행됩니다. 끝내려면: {how}',
  'un.stay.chats':
    '지정한 모델이 사라진 대화: {about}. OpenClaw에서 다시 선택하거나, 제거하기 전에 offline-mode switch repin 명령으로 되돌리세요',
  'un.stay.backup': '직접 저장한 이미지 백업: {about}',
  'un.stay.fetched':
    '다른 프로그램이 보관하는 것(이 앱을 통해 받거나 만든 것 포함): Ollama의 모델, Podman의 이미지와 가상 머신, pnpm 저장소의 패키지',
  'un.stay.claw': 'OpenClaw와 그 파일, 여기서 만든 첫 구성도 포함',
  'un.stay.npm': 'npm 링크: {about}. 지우려면: npm uninstall -g offline-mode (또는 npm unlink -g)',
  'un.stay.foreign': '이 앱의 파일이 아니어서 그대로 둠: {about}',
  'un.stay.linked': '링크여서 이어진 곳과 함께 그대로 둠: {about} → {how}',
  'un.stay.home':
    '기본 위치에 있는 것: OFFLINE_MODE_HOME이 설정되어({about}) 그곳은 살펴보지 않았습니다. 그곳도 지우려면 이 변수 없이 실행하세요',
  'un.stay.login-hand':
    '로그인 항목이 있다면 그대로: 시스템 설정 > 일반 > 로그인 항목에서 지우거나, 앱에 들어 있는 명령으로 실행하세요',
  'un.stay.shell': '직접 저장한 자동 완성과 설명서, 셸 설정에 직접 적은 줄',
  'un.stay.system':
    'macOS가 앱에 대해 기억하는 것: 권한, 알림, 서명된 앱이라면 키체인의 ‘Offline Mode Safe Storage’',
  'un.stay.app': '앱 자체: 응용 프로그램 폴더에서 휴지통으로 옮기세요',
};
