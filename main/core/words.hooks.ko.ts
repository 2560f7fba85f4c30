import type { hooksEn } from './words.hooks.en.ts';

/** 사용자 명령: 오프라인이나 온라인이 된 뒤 실행하는 것. */
export const hooksKo: Readonly<Record<keyof typeof hooksEn, string>> = {
  'p.hook-none':
    '설정된 명령이 없습니다. ‘offline-mode settings set {about} \'["/전체/경로"]\'’ 명령으로 설정하세요.',
  'p.hook-busy': '사용자 명령이 실행 중입니다. 끝날 때까지 기다리세요.',
  'p.hook-missing':
    '‘{about}’ 파일이 없어 사용자 명령을 실행하지 않았습니다. 프로그램의 전체 경로를 적으세요.',
  'p.hook-not-program':
    '‘{about}’ 파일은 실행할 수 있는 프로그램이 아니어서 실행하지 않았습니다. chmod +x로 실행 권한을 주거나 다른 프로그램을 선택하세요.',
  'p.hook-loose':
    '사용자 명령 ‘{about}’: 다른 사용자가 ‘{detail}’ 경로에 쓸 수 있어, 내 권한으로 무엇이든 실행될 수 있으므로 실행하지 않았습니다. chmod go-w로 쓰기 권한을 없애세요.',
  'p.hook-foreign':
    '‘{about}’ 파일의 소유자가 다른 사용자여서 실행하지 않았습니다. 언제든 바뀔 수 있으니 직접 만든 사본을 쓰세요.',
  'p.hook-unstarted':
    '사용자 명령 ‘{about}’: 시작하지 못했습니다({detail}). 스크립트 첫 줄에 #!/bin/sh처럼 실행할 프로그램을 적으세요.',
  'p.hook-failed': '사용자 명령 ‘{about}’: 실패했습니다({detail}). 전환 자체에는 영향이 없습니다.',
  'p.hook-late':
    '사용자 명령 ‘{about}’: {detail}초를 넘겨 중단했습니다. 오래 걸리는 일은 백그라운드에서 하게 하거나 hooks.limit 설정으로 시간을 늘리세요.',
  'hint.command':
    '["/usr/bin/say", "offline"] 같은 목록으로 적으세요. 먼저 프로그램의 전체 경로, 그다음 인수입니다. 최대 20개, 하나에 1,000자까지입니다.',
  'hint.seconds': '1부터 60까지의 정수(초)로 적으세요.',
  'hooks.title': '사용자 명령',
  'hooks.say': '터미널에서만 설정합니다: offline-mode settings set hooks.offline \'["/전체/경로"]\'',
  'hooks.offline': '오프라인이 된 뒤',
  'hooks.online': '온라인이 된 뒤',
  'hooks.none': '없음',
  'hooks.limit': '제한 시간',
  'hooks.on': '명령 실행',
  'hooks.drill': '훈련 중에도 실행',
  'hooks.try': '실행해 보기',
  'hooks.tryOne': '실행해 보기: {name}',
  'hooks.running': '실행 중…',
  'hooks.well': '{ago} 정상 실행, {len} 걸림.',
  'hooks.wellTry': '{ago} 시험: 정상 실행, {len} 걸림.',
  'hooks.badTry': '{ago} 시험. {problem}',
  'hooks.bad': '{ago}: {problem}',
  'hooks.said': '출력: {said}',
  'hooks.off': '꺼짐: 명령을 자동으로 실행하지 않습니다. 켜려면: offline-mode settings set hooks.on true',
  'cli.hooks.list': '명령과 마지막 실행 결과 보기',
  'hooks.unseen': '아직 실행 기록이 없습니다.',
  'cli.hooks.try': '하나를 지금 실행',
  'cli.hooks': '오프라인 전환과 복귀 때 실행할 사용자 명령',
};
