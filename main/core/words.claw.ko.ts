import type { clawEn } from './words.claw.en.ts';

/** OpenClaw 설정과 전환에 관한 말. */
export const clawKo: Readonly<Record<keyof typeof clawEn, string>> = {
  'p.claw-offline-key':
    'OpenClaw 설정에 “offline”이라는 키가 있는데, OpenClaw는 이 키가 있는 설정을 거부합니다. 그 줄을 지워 주세요. 이 앱은 그 키 없이 전환합니다.',
  'p.claw-no-mode':
    'OpenClaw 설정에 gateway.mode가 없어서 OpenClaw가 시작되지 않습니다. gateway.mode의 값을 "local"로 정해 주세요.',
  'p.claw-no-model':
    '이 기기에 OpenClaw 대신 답할 모델이 없습니다. 인터넷이 있을 때 도구를 쓸 수 있는 모델을 내려받으세요.',
};
