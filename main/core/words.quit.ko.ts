import type { quitEn } from './words.quit.en.ts';

export const quitKo: Record<keyof typeof quitEn, string> = {
  'quit.title': '오프라인 모드를 종료하겠습니까?',
  'quit.wifi': '훈련으로 Wi-Fi가 꺼져 있습니다. 먼저 Wi-Fi를 다시 켭니다.',
  'quit.drill': '훈련이 진행 중입니다. 훈련을 끝내고 바꾼 것을 먼저 되돌립니다.',
  'quit.config':
    'OpenClaw 구성이 오프라인 상태입니다. 오프라인 모드를 다시 열어 되돌릴 때까지 그대로 있습니다.',
  'quit.jobs': '진행 중인 작업: {n}개. 오프라인 모드를 다시 열면 이어집니다.',
  'quit.pulls':
    '진행 중인 작업: {n}개. 오프라인 모드를 다시 열면 이어지며, 이미 내려받은 부분은 남아 있습니다.',
  'quit.share': 'Ollama를 공유하고 있습니다. 공유가 중단됩니다.',
  'quit.yes': '종료',
  'quit.putBack': '되돌리고 종료',
  'quit.stay': '종료하지 않음',
  'quit.notBack': 'OpenClaw 구성을 되돌리지 못했습니다',
  'quit.late': '예상보다 오래 걸리고 있습니다. 오프라인 모드가 열린 채로 계속합니다.',
  'quit.mode': '모드는 이제 온라인입니다.',
  'quit.seen': '확인',
};
