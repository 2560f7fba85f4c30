import type { deskEn } from './words.desk.en.ts';

export const deskKo: Record<keyof typeof deskEn, string> = {
  'err.hidden': 'macOS가 이 아이콘을 숨기고 있습니다. {key} 키로 언제든 열 수 있습니다.',
  'err.hiddenOff':
    'macOS가 이 아이콘을 숨기고 있습니다. 이 앱을 한 번 더 열면 패널이 나타납니다. 단축키를 정해 두어도 됩니다.',
  'err.hiddenTaken':
    'macOS가 이 아이콘을 숨기고 있고, {key} 키는 다른 앱이 쓰고 있습니다. 다른 단축키를 선택하세요.',
  'err.local': 'macOS가 로컬 네트워크 접근을 허용하지 않았습니다.',
  'err.bug': '이 앱에 문제가 생겼습니다({code}). AI에는 영향이 없습니다.',
  'err.panel': '패널에 표시할 수 없습니다({code}). AI에는 영향이 없습니다.',
  'err.start': '오프라인 모드를 시작하지 못했습니다({code}).',
  'err.startSay': '한 번 더 열어 보세요. 그래도 안 되면 터미널에서 시작하세요: offline-mode status.',
  'err.away.app':
    '엔진이 다른 오프라인 모드 앱(프로세스 {pid})에서 실행 중입니다. 그 앱을 종료하거나 활성 상태 보기에서 끝내면 이 앱이 이어받습니다.',
  'err.away.terminal':
    '엔진이 터미널(프로세스 {pid})에서 실행 중입니다. 그곳에서 Ctrl-C로 끝내면 이 앱이 이어받습니다.',
  'err.away.own':
    '이 앱이 응답을 멈췄습니다. 활성 상태 보기에서 강제 종료한 뒤 다시 여세요. 훈련으로 꺼진 것은 그래도 다시 켜집니다.',
  'do.useKey': '{key} 사용',
  'do.chooseKey': '선택…',
  'do.seen': '확인',
  'do.reload': '다시 불러오기',
  'do.close': '닫기',
  'do.openPage': '설정 열기',

  'menu.settings': '설정…',
  'menu.guide': '안내',

  'link.title': '링크',
  'link.ask.offline': '링크가 오프라인 모드를 요청합니다.',
  'link.ask.online': '링크가 온라인 모드를 요청합니다.',
  'link.ask.auto': '링크가 자동 모드를 요청합니다.',
  'link.ask.prepare': '링크가 부족한 것을 모두 준비하도록 요청합니다.',
  'link.ask.drill': '링크가 점검만 하는 훈련을 요청합니다. 바뀌는 것은 없습니다.',
  'link.yes.offline': '오프라인으로 전환',
  'link.yes.online': '온라인으로 전환',
  'link.yes.auto': '자동 선택',
  'link.yes.prepare': '모두 준비',
  'link.yes.drill': '훈련 시작',
  'link.no': '나중에',
  'link.told.unknown': '링크를 무시했습니다. 알 수 없는 요청입니다.',
  'link.told.taking': '링크를 무시했습니다. 연결을 끊는 훈련은 이 앱에서만 시작할 수 있습니다.',
  'link.told.early': '링크를 무시했습니다. 아직 지켜보기를 시작하지 않았습니다.',
};
