import type { clawEn } from './words.claw.en.ts';

/** OpenClaw 구성과 전환에 관한 말. */
export const clawKo: Readonly<Record<keyof typeof clawEn, string>> = {
  'p.claw-offline-key':
    'OpenClaw 구성에 ‘offline’ 키가 있는데, OpenClaw는 이 키가 있는 구성을 거부합니다. 키를 지우거나 ‘offline-mode switch mend’를 실행하세요. 이 앱은 그 키 없이 전환합니다.',
  'p.claw-no-mode':
    'OpenClaw 구성에 gateway.mode가 없어 OpenClaw가 시작되지 않습니다. gateway.mode를 ‘local’로 정하거나 ‘offline-mode switch mend’를 실행하세요.',
  'p.claw-no-model':
    '이 기기에 OpenClaw에 답해 줄 모델이 없습니다. 인터넷이 있을 때 도구를 쓸 수 있는 모델을 내려받으세요.',
  'p.file-linked':
    '{about} 파일은 링크이거나 이름이 둘입니다. 고치면 둘이 서로 달라지므로 그대로 두었습니다. 그 자리에 파일 자체를 두세요.',
  'p.file-foreign':
    '{about} 파일은 이 기기의 다른 사용자 것이어서 그대로 두었습니다. 소유자를 바꾸거나 그 사용자로 전환하세요.',
  'p.file-readonly':
    '{about} 파일은 읽기 전용이어서 그대로 두었습니다. 이 앱이 고쳐도 된다면 쓰기를 허용하세요.',
  'p.file-changed': '{about} 파일이 방금 다른 곳에서 바뀌어 그대로 두었습니다. 다시 시도하세요.',
  'p.file-not-text': '{about} 파일은 똑같이 되돌릴 수 있는 텍스트가 아니어서 그대로 두었습니다.',
  'p.claw-missing':
    '{about} 위치에 OpenClaw 구성이 없습니다. 이 앱의 설정에서 위치를 지정하거나 ‘offline-mode openclaw init’으로 첫 구성을 만드세요.',
  'p.claw-garbled':
    '{about} 파일을 구성으로 읽을 수 없어서 그대로 두었습니다. 괄호나 쉼표가 빠졌을 수 있습니다.',
  'p.pins-refused':
    'OpenClaw가 {about} 대화에 선택한 모델을 받아들이지 않았습니다. 그 대화에서 직접 다시 선택하세요.',
  'p.claw-unwritten':
    '{about} 파일에 쓸 수 없어({detail}) 그대로 두었습니다. 폴더의 소유자와 쓰기 권한을 확인하세요.',
  'p.claw-unread': '{about} 파일을 읽을 수 없어 아무것도 전환하지 않았습니다. 읽기 권한과 폴더를 확인하세요.',
  'p.claw-include':
    'OpenClaw 구성에 포함된 {about} 파일이 없거나, 읽을 수 없거나, 서로를 포함하거나, 폴더 밖에 있습니다.',
  'p.claw-uneditable': '{about} 파일은 안전하게 고칠 수 없는 방식으로 쓰여 있어서 그대로 두었습니다.',
  'p.claw-no-copy':
    'OpenClaw 구성의 사본 ‘{about}’: 없거나 손상되어 자동으로 되돌릴 수 없습니다. 더 오래된 사본이 있다면 snapshots 폴더에 있습니다.',
  'p.claw-many': '{about} 구성은 파일이 너무 많아 사본을 보관할 수 없으므로 그대로 두었습니다.',
  'p.claw-gone':
    '다른 곳에서 {about} 파일을 지웠습니다. 사본이 있으니 ‘offline-mode openclaw restore’로 되돌리세요.',
  'p.claw-unmerged':
    '{about} 파일이 다른 곳에서 바뀌어 이 앱의 변경과 합칠 수 없습니다. 둘 다 보관했으니 ‘offline-mode openclaw restore’나 ‘offline-mode openclaw keep’으로 선택하세요.',
  'p.claw-leaky':
    'OpenClaw 구성을 그대로 두었습니다. 오프라인에서도 {about} 경로로 클라우드 호출이 나갈 수 있습니다. 그 부분을 고친 뒤 전환하세요.',
  'p.claw-refused': 'OpenClaw가 오프라인 구성을 거부해서({about}) 이전 구성을 되돌려 놓았습니다.',
  'p.claw-refused-kept':
    'OpenClaw가 오프라인 구성을 거부했는데({about}), 다른 프로그램이 파일에 쓰고 있어 이전 구성을 되돌려 놓지 못했습니다. 그 프로그램을 닫고 다시 시도하거나 ‘offline-mode openclaw restore’를 실행하세요.',
  'p.claw-leaks':
    '오프라인 구성은 적용되어 있지만 {about} 경로로 아직 클라우드 모델에 질문이 나갈 수 있습니다. ‘offline-mode leaks’로 유출 경로를 확인하세요.',
  'p.claw-refused-own':
    'OpenClaw가 지금 구성을 거부합니다({about}). 이 앱이 바꾼 것은 없습니다. ‘openclaw config validate’로 자세히 볼 수 있습니다.',
  'p.claw-invalid': 'OpenClaw가 거부할 오프라인 구성이어서({about}) 아무것도 쓰지 않았습니다.',
  'p.claw-cloud':
    'OpenClaw에 보낸 시험 질문에 이 기기에 없는 {about} 모델이 답했습니다. 오프라인 구성은 적용되어 있으니, 유출 경로 목록을 확인하세요.',
  'p.claw-unproved':
    '오프라인 구성은 적용되어 있지만 OpenClaw에 보낸 시험 질문에 답이 없습니다({about}). Ollama와 OpenClaw가 실행 중인지 확인하세요.',
  'p.claw-other':
    '아직 되돌리지 않은 다른 OpenClaw 구성이 있습니다: {about}. 먼저 온라인으로 전환한 뒤 이 구성을 전환하세요.',
  'p.cloud-not-ours':
    '이 {about} 서버는 이 앱이 시작한 것이 아니어서 클라우드 설정을 그대로 두었습니다. 그 앱의 설정에서 닫거나 OLLAMA_NO_CLOUD=1로 시작하세요.',
  'p.pull-unfinished':
    '{about} 다운로드가 아직 끝나지 않았습니다. 다시 시작하면 받은 것을 잃을 수 있으니 끝난 뒤에 시도하세요.',
  'p.claw-auth':
    '{about} 게이트웨이가 이 앱의 질문을 받지 않습니다. 이 앱은 게이트웨이가 쓰는 인증 정보(토큰 또는 비밀번호)를 알지 못합니다.',
  'step.draft': '구성 만들기',
  'step.write': '구성 저장',
  'step.back': '구성 되돌리기',
  'step.take': 'OpenClaw에 적용',
  'step.warm': '모델 불러오기',
  'step.prove': '시험 질문',
  'step.audit': '유출 경로 확인',
  'switch.title': 'OpenClaw 구성 파일',
  'switch.steps': '마지막 전환',
  'switch.step': '{n}단계 중 {k}단계: {step}',
  'switch.secs': '{n}초',
  'switch.to.offline': '오프라인으로 전환하는 중…',
  'switch.to.local': '클라우드 모델을 빼는 중…',
  'switch.to.online': '구성을 되돌리는 중…',
  'switch.side.online': 'OpenClaw가 원래 구성을 사용합니다.',
  'switch.side.local': '선택하신 대로 OpenClaw가 클라우드 모델을 쓰지 않습니다.',
  'switch.side.offline': 'OpenClaw가 오프라인 구성을 사용합니다.',
  'switch.spoilt': '다른 곳에서 OpenClaw 구성을 바꾸어 더 이상 오프라인 구성이 아닙니다.',
  'switch.spoilt.local': '다른 곳에서 OpenClaw 구성을 바꾸어 클라우드 모델이 다시 쓰일 수 있습니다.',
  'switch.proved': '오프라인 확인 완료: {model} 모델이 OpenClaw를 거친 시험 질문에 답했습니다.',
  'switch.provedSecond': '오프라인 확인 완료: 첫 모델 대신 {model} 모델이 시험 질문에 답했습니다.',
  'switch.unproved': '전환했지만 아직 확인하지 못했습니다. 적용되었는지 OpenClaw에 물어볼 수 없었습니다.',
  'switch.unproved.file':
    '전환했지만 아직 확인하지 못했습니다. OpenClaw가 이 앱의 질문을 받지 않습니다. 지금 확실한 것은 오프라인 구성이 파일에 있고 OpenClaw가 그 파일을 따르도록 설정되어 있다는 것뿐입니다.',
  'switch.byCommand': 'OpenClaw의 자체 명령으로 물었습니다.',
  'switch.unproved.unasked':
    'OpenClaw가 오프라인 구성을 사용합니다. 시험 질문을 보낼 수 없어 아직 확인하지 못했습니다.',
  'switch.unproved.off':
    '전환했지만 아직 확인하지 못했습니다. OpenClaw가 실행 중에는 구성을 다시 읽지 않습니다(gateway.reload.mode: off). 다시 시작하면 적용됩니다.',
  'switch.unproved.down':
    '전환했지만 아직 확인하지 못했습니다. OpenClaw가 실행 중이 아니며, 다음에 시작할 때 오프라인 구성을 사용합니다.',
  'switch.unproved.busy':
    '전환했지만 아직 적용되지 않았습니다. OpenClaw가 구성을 읽었고, 하던 작업이 끝나면 적용합니다. 자동으로 다시 확인합니다.',
  'switch.untaken.off':
    'OpenClaw가 실행 중에는 구성을 다시 읽지 않습니다(gateway.reload.mode: off). 다시 시작하면 적용됩니다.',
  'switch.untaken.down': 'OpenClaw가 실행 중이 아니며, 다음에 시작할 때 이 구성을 사용합니다.',
  'switch.untaken.busy': 'OpenClaw가 구성을 읽었고, 하던 작업이 끝나면 적용합니다. 자동으로 다시 확인합니다.',
  'switch.untaken.unknown': '적용되었는지 OpenClaw에 물어볼 수 없었습니다.',
  'switch.untaken.file':
    'OpenClaw가 이 앱의 질문을 받지 않습니다. 지금 확실한 것은 구성이 파일에 있고 OpenClaw가 그 파일을 따르도록 설정되어 있다는 것뿐입니다.',
  'switch.back.bytes': '구성 파일을 바이트까지 그대로 되돌렸습니다.',
  'switch.back.merged': '구성 파일을 되돌렸습니다. 그사이 다른 곳에서 바꾼 내용은 그대로 두었습니다.',
  'switch.back.theirs':
    '구성 파일을 되돌렸습니다. 다만 그사이 다른 곳에서 바꾼 부분은 그대로입니다: {paths}.',
  'switch.back.nothing': '구성 파일이 원래대로여서 되돌릴 것이 없습니다.',
  'switch.ask.offline': 'OpenClaw가 아직 온라인 구성을 사용합니다. 인터넷이 돌아올 때까지 클라우드를 뺄까요?',
  'switch.ask.online': '인터넷이 돌아왔습니다. OpenClaw를 원래 구성으로 되돌릴까요?',
  'switch.ask.local': '인터넷이 돌아왔습니다. OpenClaw를 클라우드 모델만 뺀 원래 구성으로 되돌릴까요?',
  'switch.yes': '전환',
  'switch.no': '나중에',
  'switch.always': '항상 자동으로',
  'switch.consent': 'OpenClaw 자동 전환',
  'switch.consentSay': '인터넷이 끊기면 아래 내용이 바뀝니다. 돌아오면 파일을 바이트까지 그대로 되돌립니다.',
  'switch.consentAsk': '인터넷이 끊기면 아래 내용이 바뀝니다. 돌아왔을 때의 동작은 아래에서 선택합니다.',
  'switch.enter': '끊겼을 때',
  'switch.leave': '돌아왔을 때',
  'switch.rule.auto': '자동',
  'switch.rule.ask': '물어보기',
  'switch.rule.never': '안 함',
  'switch.noCloud': '온라인에서도 클라우드 모델 안 쓰기',
  'switch.memory': '오프라인에서는 키워드로 기억 검색',
  'switch.memorySay':
    '기억 검색에 외부 서비스를 쓰는 구성에만 해당합니다. 전환할 때마다 OpenClaw를 다시 시작합니다.',
  'switch.left':
    '오프라인에서는 OpenClaw가 기억을 검색하지 못합니다. 외부 서비스를 쓰는 설정: {paths}. ‘오프라인에서는 키워드로 기억 검색’(switch.memory)을 켜면 검색할 수 있으며, 이때 OpenClaw를 다시 시작합니다.',
  'switch.warm': '끊김이 의심되면 모델 미리 불러오기',
  'switch.again': '다시 시도',
  'switch.restore': '사본으로 되돌리기',
  'switch.keep': '지금 그대로 두기',
  'switch.diff': '바뀌는 것',
  'switch.undone': '되돌린 것',
  'switch.same': '바뀌는 것이 없습니다. 이미 오프라인에서 작동하는 구성입니다.',
  'switch.noClaw': 'OpenClaw 구성 파일을 찾지 못해 전환할 것이 없습니다.',
  'switch.inForce': '{time} 만에 적용됨',
  'diff.hidden': '바뀜 (표시 안 함)',
  'diff.none': '—',
  'chain.title': 'OpenClaw가 쓰는 모델 순서',
  'chain.local': '내 기기',
  'chain.cloud': '클라우드',
  'chain.unknown': '알 수 없음',
  'chain.none': '지정된 모델이 없습니다.',
  'leak.title': '밖으로 나갈 수 있는 것',
  'leak.none': '클라우드로 나갈 수 있는 호출이 없습니다.',
  'leak.modelsNone': '클라우드 모델로는 질문이 나갈 수 없습니다. 다른 서비스로는 나갈 수 있습니다.',
  'leak.modelsNoneUnsure':
    '클라우드 모델로는 질문이 나갈 수 없습니다. 다른 서비스는 여기서 확인할 수 없습니다.',
  'leak.could': '클라우드 모델로 질문이 나갈 수 있습니다.',
  'leak.unknown': '클라우드 모델로 질문이 나갈 수 있는지 여기서는 확인할 수 없습니다.',
  'leak.before': '전환 전: {say}',
  'leak.after': '전환 후: {say}',
  'list.more': '외 {n}개',
  'leak.any': '키가 있는 서비스',
  'leak.why.cloud': '클라우드 모델 {to}에 물음',
  'leak.why.unlisted': '내 것으로 등록하지 않은 주소의 {to}에 물음',
  'leak.why.unfilled': '{to}: 값이 다른 곳에서 정해짐',
  'leak.why.policy': '대화에서 고를 수 있음: {to}',
  'leak.why.key': '{to} 키가 있어 OpenClaw가 자동으로 사용함',
  'leak.why.plugin': '{to} 키가 있으며, 이 키를 쓰는 플러그인이 설치되어 있는지는 여기서 볼 수 없음',
  'leak.why.store': 'OpenClaw 저장소의 키는 여기서 볼 수 없음',
  'leak.why.unread': 'OpenClaw 예약 작업을 읽지 못함. 작업마다 다른 모델을 쓸 수 있음',
  'leak.why.search': '웹 검색: {to}',
  'leak.why.fetch': '웹 페이지를 가져옴',
  'leak.why.update': '시작할 때 업데이트 확인: {to}',
  'leak.why.catalog': '모델 목록 확인: {to}',
  'leak.why.speech': '음성 합성: {to}',
  'leak.why.embedding': '기억 검색: {to}',
  'leak.why.media': '이미지와 소리 처리: {to}',
  'leak.why.address': '{to} 주소로 연결됨',
  'leak.why.used': '사용: {to}',
  'switch.pins.risk':
    '모델을 따로 선택한 대화입니다. 오프라인일 때 메시지를 받으면 그 선택이 사라집니다: {chats}.',
  'switch.pins.lost': '따로 선택한 모델이 사라진 대화입니다: {chats}.',
  'switch.pins.again': '다시 선택',
  'doing.close': '클라우드 닫는 중…',
  'doing.open': '클라우드 여는 중…',
  'note.switchFailed': 'OpenClaw 구성을 전환하지 못했습니다',
  'note.switchUnproved': '전환했지만 확인하지 못했습니다',
  'note.switchAsk': 'OpenClaw 구성도 바꿀까요?',
  'p.switch-unasked': '지금은 OpenClaw 구성과 관련해 정할 것이 없습니다.',
  'do.undo': '되돌리기',
  'head.notSwitched': '오프라인으로 전환하지 못했습니다',
  'sub.notSwitched': 'OpenClaw가 아직 온라인 구성을 사용합니다.',
  'head.unproved': '오프라인이지만 확인하지 못했습니다',
  'sub.below': '아래에서 문제를 확인하세요.',
  'sub.question': '모두 정상입니다. 아래에 확인할 것이 하나 있습니다.',
  'sub.config': 'OpenClaw 구성을 바꾸는 중입니다.',
  'switch.proving': '전환했지만 아직 확인하지 못했습니다. 시험 질문에 답이 와야 확인됩니다.',
  'switch.unmerged':
    '{about} 파일이 다른 곳에서 바뀌어 이 앱의 변경과 합칠 수 없습니다. 둘 다 보관했습니다. 어느 쪽을 남길까요?',
  'switch.gone': '다른 곳에서 {about} 파일을 지웠습니다. 사본은 보관되어 있습니다.',
  'switch.refusedBack':
    '구성 파일은 되돌렸지만 OpenClaw가 받아들이지 않습니다({about}). 받아들일 때까지 오프라인 구성으로 계속 작동합니다.',
  'switch.wouldRefuse': 'OpenClaw가 거부할 구성이어서 저장하지 않습니다.',
  'switch.mend': '구성 고치기',
  'switch.working': '무엇이 바뀔지 확인하는 중…',
  'switch.settings': '전환 시점',
  'switch.found': '찾음',
  'switch.notFound': '찾지 못함',
  'set.own': '내 모델 서버',
  'set.own.say':
    '내 모델을 실행하는 서버입니다. OpenClaw가 여기에 묻는 것은 밖으로 나가는 것으로 보지 않습니다.',
  'set.g.outage': '인터넷이 끊기면',
  'menu.switch.offline': 'OpenClaw에서 클라우드 빼기',
  'menu.switch.online': 'OpenClaw를 원래 구성으로 되돌리기',
  'menu.switch.local': 'OpenClaw를 클라우드 모델만 뺀 원래 구성으로 되돌리기',
  'p.file-there':
    '{about} 파일이 이미 있어서 그대로 두었습니다. 새로 시작하려면 먼저 그 파일의 이름을 바꾸세요.',
  'p.no-machine': 'Podman 머신이 아직 없습니다. 인터넷이 있을 때 ‘podman machine init’으로 만드세요.',
  'p.machine-down':
    'Podman 머신이 실행 중이 아닙니다. ‘offline-mode start podman’으로 시작한 뒤 다시 시도하세요.',
  'p.no-image':
    '여기에 ‘{about}’ 이미지가 없습니다. 인터넷이 있을 때 빌드하거나, 저장해 둔 것을 ‘offline-mode image load FILE’ 명령으로 불러오세요.',
  'p.image-no-node': '‘{about}’ 이미지에 node가 없는데, A와 B 형태에는 필요합니다. D 형태를 쓰세요.',
  'p.name-taken':
    'Podman에 이미 ‘{about}’ 컨테이너가 있어 아무것도 바꾸지 않았습니다. ‘offline-mode settings set openclaw.container NAME’으로 다른 이름을 정하세요.',
  'p.no-folder': '이 기기에 {about} 폴더가 없습니다. 만들거나 다른 폴더를 선택하세요.',
  'p.bad-folder':
    '{about} 경로에는 콜론이나 줄바꿈이 있어 컨테이너에 넘길 수 없습니다. 다른 폴더를 선택하세요.',
  'p.no-container': '‘{about}’ 컨테이너가 없습니다. ‘offline-mode openclaw create’로 만드세요.',
  'p.not-running': '‘{about}’ 컨테이너가 실행 중이 아닙니다. ‘offline-mode start openclaw’로 시작하세요.',
  'p.not-made-here':
    '‘{about}’ 컨테이너는 ‘offline-mode openclaw create’로 만든 것이 아니어서 그대로 두었습니다.',
  'p.no-shell':
    '‘{about}’ 안에는 bash도 sh도 없습니다. 안에 있는 프로그램을 ‘offline-mode openclaw run -- PROGRAM’으로 실행하세요.',
  'p.no-command': '‘{detail}’ 이미지에 ‘{about}’ 프로그램이 없습니다. 이미지에 있는 프로그램을 쓰세요.',
  'p.no-node': '‘{about}’ 안에 node가 없어 외부로 나가는 경로를 안에서 확인할 수 없습니다.',
  'p.form-https':
    '{about} 주소의 Ollama에는 https로 연결하는데, 중계 컨테이너는 https를 전달할 수 없습니다. D 형태를 쓰세요.',
  'p.form-port':
    'Ollama 주소: {about}. 중계 컨테이너는 {detail}보다 작은 포트를 쓸 수 없습니다. D 형태를 쓰거나 Ollama의 포트를 바꾸세요.',
  'p.claw-none-inside':
    '{about} 위치에 OpenClaw 구성이 없습니다. 이 앱의 설정에서 위치를 지정하거나 ‘offline-mode openclaw init --form podman’으로 컨테이너용 첫 구성을 만드세요.',
  'p.claw-ended':
    '‘{about}’ 컨테이너가 시작된 뒤 종료 코드 {detail}로 끝났습니다. 이유는 ‘podman logs {about}’에서 볼 수 있습니다. 다시 시도하기 전에 ‘offline-mode openclaw remove’로 지우세요.',
  'p.claw-ended-config':
    '‘{about}’ 컨테이너가 시작된 뒤 종료 코드 {detail}로 끝났습니다. OpenClaw가 구성을 거부합니다. 이유는 ‘podman logs {about}’에서 볼 수 있습니다. 구성을 고친 뒤 ‘offline-mode start openclaw’를 실행하세요.',
  'p.claw-restarts':
    '‘{about}’ 컨테이너가 시작된 뒤 자꾸 끝납니다(지금까지 {detail}번). 이유는 ‘podman logs {about}’에서 볼 수 있습니다.',
  'p.left-over':
    '‘{about}’ 컨테이너를 위해 만든 것이 일부 남아 있어 아무것도 바꾸지 않았습니다. ‘offline-mode openclaw remove’로 지운 뒤 다시 시도하세요.',
  'form.made.D':
    '‘{name}’ 컨테이너가 실행 중입니다. 안에서 인터넷에 연결할 수 있으며, OpenClaw 구성만이 클라우드를 막습니다(D 형태).',
  'form.made.B':
    '‘{name}’ 컨테이너가 외부 경로 없는 네트워크에서 실행 중입니다. 중계 컨테이너가 Ollama와 대시보드만 전달합니다(B 형태).',
  'form.made.A':
    '‘{name}’ 컨테이너가 네트워크 없이 실행 중입니다. Ollama와 대시보드는 소켓으로 연결됩니다(A 형태).',
  'form.ollama': '컨테이너 안에서 Ollama 주소는 {url}입니다. OpenClaw 구성에 이 주소를 써야 합니다.',
  'form.dashboard': '대시보드: http://127.0.0.1:{port}/',
  'form.see': '외부로 나가는 경로 직접 확인하기: offline-mode openclaw isolation',
  'form.would': '아무것도 바꾸지 않았습니다. 실행할 명령:',
  'form.undo': '되돌리는 명령:',
  'form.removed':
    '‘{name}’ 컨테이너와 함께 만든 것을 모두 지웠습니다. OpenClaw의 구성과 상태는 그대로입니다.',
  'iso.total': '안에서는 Ollama에만 연결됩니다. 네트워크가 없습니다.',
  'iso.inside': '안에서는 Ollama에만 연결됩니다. 네트워크에 외부 경로가 없습니다.',
  'iso.total.none': '안에서는 아무 데도 연결되지 않습니다. 네트워크가 없습니다.',
  'iso.inside.none': '안에서는 아무 데도 연결되지 않습니다. 네트워크에 외부 경로가 없습니다.',
  'iso.reached': '안에서 인터넷에 연결됩니다. OpenClaw 구성만이 클라우드를 막습니다.',
  'iso.quiet':
    '지금은 안에서 인터넷에 연결되지 않지만 외부 경로는 있습니다. OpenClaw 구성만이 클라우드를 막습니다.',
  'iso.names': '안에서 DNS가 작동합니다. DNS 질문에는 무엇이든 실어 보낼 수 있습니다.',
  'iso.ollama.ok': '안에서 Ollama에 연결됩니다.',
  'iso.ollama.not': '안에서 Ollama에 연결되지 않습니다({detail}). Ollama가 실행 중이어야 합니다.',
  'iso.ollama.bridge':
    '안에서 Ollama에 연결되지 않습니다({detail}). Ollama가 실행 중이어야 하고, Linux의 B 형태에서는 루프백이 아닌 주소에서도 연결을 받아야 합니다.',
  'iso.ollama.noWay':
    'Ollama에 연결할 수 없습니다. 이 컨테이너에는 네트워크가 없습니다. ‘offline-mode openclaw create --form A’로 만든 컨테이너에서는 연결됩니다.',
  'init.host':
    '{path} 파일을 만들었습니다. 이 기기에서 바로 실행하는 OpenClaw를 위한 것으로, 로컬 모델만 씁니다. ‘openclaw gateway’로 시작하세요.',
  'init.podman':
    '{path} 파일을 만들었습니다. 컨테이너 안의 OpenClaw를 위한 것으로, 로컬 모델만 씁니다. ‘offline-mode openclaw create’로 컨테이너를 만드세요.',
  'init.models': '모델: {models}',
  'init.token':
    '게이트웨이에 전용 토큰을 만들었습니다. 토큰은 그 파일에 있으며 다른 사용자는 읽을 수 없습니다.',
};
