import type { clawEn } from './words.claw.en.ts';

/** OpenClaw 설정과 전환에 관한 말. */
export const clawKo: Readonly<Record<keyof typeof clawEn, string>> = {
  'p.claw-offline-key':
    'OpenClaw 설정에 “offline”이라는 키가 있는데, OpenClaw는 이 키가 있는 설정을 거부합니다. 그 줄을 지워 주세요. 이 앱은 그 키 없이 전환합니다.',
  'p.claw-no-mode':
    'OpenClaw 설정에 gateway.mode가 없어서 OpenClaw가 시작되지 않습니다. gateway.mode의 값을 "local"로 정해 주세요.',
  'p.claw-no-model':
    '이 기기에 OpenClaw 대신 답할 모델이 없습니다. 인터넷이 있을 때 도구를 쓸 수 있는 모델을 내려받으세요.',
  'p.file-linked':
    '{about} 파일은 링크이거나 이름이 둘입니다. 고치면 둘이 갈라지므로 그대로 두었습니다. 그 자리에 파일 자체를 두세요.',
  'p.file-foreign':
    '{about} 파일은 이 기기의 다른 사용자 것이어서 그대로 두었습니다. 소유자를 바꾸거나 그 사용자로 전환하세요.',
  'p.file-readonly':
    '{about} 파일은 읽기 전용이어서 그대로 두었습니다. 이 앱이 고쳐도 된다면 쓰기를 허용하세요.',
  'p.file-changed': '{about} 파일을 방금 다른 프로그램이 바꾸어서 그대로 두었습니다. 다시 시도하세요.',
  'p.file-not-text': '{about} 파일은 그대로 되돌릴 수 있는 텍스트가 아니어서 손대지 않았습니다.',
  'p.claw-missing':
    '{about} 자리에 OpenClaw 설정이 없습니다. OpenClaw를 설정하거나 이 앱의 설정에서 위치를 알려 주세요.',
  'p.claw-garbled':
    '{about} 파일을 설정으로 읽을 수 없어서 그대로 두었습니다. 괄호나 쉼표가 빠졌을 수 있습니다.',
  'p.claw-include':
    'OpenClaw 설정이 포함하는 {about} 파일이 없거나, 읽을 수 없거나, 서로를 포함하거나, 폴더 밖에 있습니다.',
  'p.claw-uneditable': '{about} 파일은 안전하게 고칠 수 없는 방식으로 쓰여 있어서 그대로 두었습니다.',
  'p.claw-no-copy':
    'OpenClaw 설정의 사본 ‘{about}’이 없거나 손상되어 저절로 되돌릴 수 없습니다. 더 오래된 사본은 snapshots 폴더에 있습니다.',
  'p.claw-gone':
    '그 사이 {about} 파일이 지워졌습니다. 사본이 있으니 “offline-mode openclaw restore”로 되돌리세요.',
  'p.claw-unmerged':
    '그 사이 {about} 파일이 바뀌어 우리 변경과 합칠 수 없습니다. 둘 다 보관했으니 “offline-mode openclaw restore”나 “offline-mode openclaw keep”으로 고르세요.',
  'p.claw-leaky':
    'OpenClaw 설정을 그대로 두었습니다. 오프라인에서도 {about} 경로로 클라우드 호출이 나갈 수 있습니다. 그 부분을 고친 뒤 전환하세요.',
  'p.claw-refused': 'OpenClaw가 오프라인 설정을 거부해서({about}) 이전 설정을 되돌려 놓았습니다.',
  'p.claw-invalid': 'OpenClaw가 오프라인 설정을 거부할 것이어서({about}) 아무것도 쓰지 않았습니다.',
  'p.claw-cloud':
    'OpenClaw에 보낸 시험 질문에 이 기기에 없는 {about} 모델이 답했습니다. 오프라인 설정은 적용되어 있으니, 나갈 수 있는 경로 목록을 확인하세요.',
  'p.claw-unproved':
    '오프라인 설정은 적용되어 있지만 OpenClaw에 보낸 시험 질문에 답이 없습니다({about}). Ollama와 OpenClaw가 실행 중인지 확인하세요.',
  'p.claw-auth':
    '{about} 게이트웨이가 이 앱의 질문을 받지 않습니다. 설정에 있는 비밀번호가 실행 중인 것과 다릅니다.',
};
