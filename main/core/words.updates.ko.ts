import type { updatesEn } from './words.updates.en.ts';

/** 이 앱의 업데이트. */
export const updatesKo: Readonly<Record<keyof typeof updatesEn, string>> = {
  'update.title': '업데이트',
  'update.auto': '자동으로 업데이트 확인',
  'update.autoSay':
    '하루에 한 번, 온라인이고 다른 작업이 없을 때만 확인합니다. 새 버전은 다시 시작하거나 종료할 때 설치됩니다.',
  'update.autoElse':
    '하루에 한 번, 온라인이고 다른 작업이 없을 때만 확인합니다. 이 사본은 스스로 업데이트할 수 없습니다.',
  'update.idle': '아직 확인하지 않았습니다.',
  'update.looking': '새 버전을 확인하는 중…',
  'update.newest': '최신 버전입니다. {ago} 확인.',
  'update.found': '새 버전 {version} 있음. {ago} 확인.',
  'update.foundElse':
    '새 버전 {version} 있음. 이 사본은 스스로 업데이트할 수 없으니 릴리스 페이지에서 받으세요. {ago} 확인.',
  'update.coming': '버전 {version} 받는 중: {pct}%',
  'update.ready':
    '버전 {version} 준비 완료. 다시 시작하면 새 버전을 사용합니다. 서명은 그때 macOS가 확인합니다.',
  'update.here': '오프라인 모드 {version} 버전이 준비되었습니다. 다시 시작하면 새 버전을 사용합니다.',
  'update.using': '버전 {version} 설치를 macOS에 맡기는 중…',
  'update.handed':
    '버전 {version} 설치 대기 중. 이 앱을 다음에 종료하거나 다시 시작할 때 macOS가 설치합니다.',
  'update.built': '직접 빌드한 사본이라 스스로 업데이트하지 않습니다.',
  'update.bar.away': '엔진이 응답하지 않습니다.',
  'update.bar.unwatched': '아직 지켜보기를 시작하지 않았습니다.',
  'update.bar.silent': '확인 서버를 쓰지 않도록 설정되어 있어 묻지 않았습니다.',
  'update.bar.drill': '훈련이 진행 중입니다.',
  'update.bar.offline': '오프라인 모드가 켜져 있습니다.',
  'update.bar.line': '지금은 인터넷에 연결되지 않습니다.',
  'update.bar.switch': 'OpenClaw 구성을 전환하는 중입니다.',
  'update.bar.job': '준비 작업이 진행 중입니다.',
  'update.bar.debt': 'OpenClaw 구성이 아직 오프라인용입니다.',
  'update.not.look': '업데이트를 확인하지 않았습니다.',
  'update.not.get': '업데이트를 받지 않았습니다.',
  'update.not.use': '새 버전을 설치하지 않았습니다.',
  'update.fault.unreachable': '릴리스 서버에 연결하지 못했습니다({ago}). 나중에 다시 시도하세요.',
  'update.fault.none': '이 Mac용 릴리스가 아직 나오지 않았습니다. {ago} 확인.',
  'update.fault.feed': '릴리스 서버의 응답을 이해할 수 없습니다({ago}). 나중에 다시 시도하세요.',
  'update.fault.unsafe':
    '릴리스 서버가 암호화되지 않은 주소로 안내했습니다({ago}). 그곳에서는 아무것도 받지 않았습니다.',
  'update.fault.cut':
    '버전 {version}: 다운로드가 중간에 끊겼습니다({ago}). 받은 부분은 지웠습니다. 다시 시도하세요.',
  'update.fault.digest':
    '버전 {version}: 받은 파일이 손상되어 삭제했습니다({ago}). 다시 시도하세요. 계속 그렇다면 릴리스 자체의 문제입니다.',
  'update.fault.room':
    '버전 {version}: 디스크 공간이 부족해 받지 못했습니다. 공간을 확보한 뒤 다시 시도하세요.',
  'update.fault.signature':
    '버전 {version}: 서명이 현재 버전과 달라 macOS가 설치를 거부했습니다. 받은 파일은 삭제했습니다.',
  'update.fault.place':
    '앱이 지금 있는 곳에서는 macOS가 새 버전으로 바꿀 수 없습니다. 앱을 종료하고 응용 프로그램 폴더로 옮겨서 연 뒤 버전 {version} 받기를 다시 시도하세요.',
  'update.fault.install': '버전 {version}: macOS가 설치하지 못했습니다({ago}). 다시 시도하세요.',
  'update.fault.slow':
    '버전 {version}: macOS가 아직 처리하고 있습니다. 처리가 끝나면 이 앱을 다음에 종료하거나 다시 시작할 때 설치됩니다.',
  'update.fault.bug':
    '이 앱에 문제가 생겨 업데이트하지 못했습니다({ago}). 문제의 위치는 로그에 있습니다. 다시 시도하세요.',
  'update.do.look': '지금 확인',
  'update.do.get': '받기',
  'update.do.restart': '다시 시작',
  'update.do.page': '릴리스 페이지 열기',
  'menu.update': '업데이트 확인…',
  'menu.updateReady': '다시 시작하고 버전 {version} 사용',
};
