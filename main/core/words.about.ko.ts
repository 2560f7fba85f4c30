import type { aboutEn } from './words.about.en.ts';

export const aboutKo: Record<keyof typeof aboutEn, string> = {
  'set.about': '이 앱에 관하여',
  'about.log': '로그',
  'about.logSay':
    '언제 무슨 일이 있었는지 기록합니다. 이름, 주소, 키는 남기지 않으며 이 Mac 밖으로 나가지 않습니다.',
  'cli.log': '로그의 마지막 줄과 로그 파일 위치',
  'cli.logAt': '로그: {file}',
  'cli.logNone': '아직 로그가 없습니다. 생기면 여기에 있습니다: {file}',
};
