import type { aboutEn } from './words.about.en.ts';

export const aboutKo: Record<keyof typeof aboutEn, string> = {
  'set.about': '이 앱에 관하여',
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
  'cli.log': '로그의 마지막 줄과 로그 파일 위치',
  'cli.logAt': '로그: {file}',
  'cli.logNone': '아직 로그가 없습니다. 생기면 여기에 있습니다: {file}',
};
