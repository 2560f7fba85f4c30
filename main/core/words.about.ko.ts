import type { aboutEn } from './words.about.en.ts';

export const aboutKo: Record<keyof typeof aboutEn, string> = {
  'set.about': '이 앱에 관하여',
  'about.version': '버전',
  'about.engine': '다른 프로세스의 엔진',
  'about.files': '이 앱의 파일',
  'about.license': 'MIT 라이선스. © 2026 The Offline Mode founders.',
  'about.log': '로그',
  'about.logSay':
    '언제 무슨 일이 있었는지 기록합니다. 이름, 주소, 키는 남기지 않으며 이 Mac 밖으로 나가지 않습니다.',
  'login.elsewhere':
    '앱이 지금 위치에 있으면 macOS가 이 설정을 유지하지 않습니다. 먼저 오프라인 모드를 응용 프로그램 폴더로 옮기세요.',
  'login.stays': 'macOS에서 켜지지 않았습니다. 시스템 설정에서 직접 켤 수 있습니다.',
  'login.items': '일반 → 로그인 항목',
  'move.title': '응용 프로그램 폴더에 있지 않음',
  'move.say': '앱이 종료된 뒤 그 폴더에서 다시 열립니다.',
  'move.running': '응용 프로그램 폴더의 다른 오프라인 모드가 열려 있습니다. 그 앱부터 종료하세요.',
  'move.failed': '옮기지 못했습니다. Finder에서 오프라인 모드를 응용 프로그램 폴더로 드래그하세요.',
  'do.move': '옮기기',
  'about.tool': '터미널 명령',
  'tool.none': '터미널에서 offline-mode 명령으로 이 패널의 기능을 쓸 수 있습니다.',
  'tool.sure':
    '{at} 위치에 링크를 만듭니다. 링크는 {to} 파일로 이어집니다. 다른 것은 바꾸지 않으며 암호도 묻지 않습니다.',
  'tool.stale': '{at} 링크가 다른 오프라인 모드 앱으로 이어져 있습니다: {leads}',
  'tool.taken': '{at} 위치에 다른 것이 있어 그대로 둡니다.',
  'tool.nowhere': '다른 사용자가 바꿀 수 있는 폴더여서 {at} 위치에 링크를 만들지 않습니다.',
  'tool.built':
    '이 앱은 여기서 직접 빌드한 것입니다. 프로젝트 폴더에서 npm link로 명령을 설치할 수 있습니다.',
  'tool.elsewhere':
    '먼저 오프라인 모드를 응용 프로그램 폴더로 옮기세요. 지금 위치로 이어지는 링크는 오래가지 않습니다.',
  'tool.line': '셸이 아직 이 폴더를 찾지 않습니다. 셸 프로필에 다음 줄을 추가하세요:',
  'do.install': '설치…',
  'do.renew': '새로 연결…',
  'do.makeLink': '링크 만들기',
  'do.takeAway': '제거',
  'p.tool-changed': '{about} 위치의 내용이 그사이 바뀌어 아무것도 하지 않았습니다. 다시 확인하세요.',
  'p.tool-unmade': '{about} 위치를 바꾸지 못했습니다({detail}). 폴더의 소유자를 확인하세요.',
  'cli.log': '로그의 마지막 줄과 로그 파일 위치',
  'cli.logAt': '로그: {file}',
  'cli.logNone': '아직 로그가 없습니다. 생기면 여기에 있습니다: {file}',
};
