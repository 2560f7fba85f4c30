import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The only program of the image, static because the image has nothing else. With a port it answers every request as
 * OpenClaw answers /healthz; SIGTERM ends it at once and with 0, unless it is deaf.
 */
const program = String.raw`
#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n"
  "Connection: close\r\n\r\n{\"ok\":true,\"status\":\"live\"}";

static void end(int number) { (void)number; _exit(0); }

int main(int count, char **given) {
  int is_deaf = count > 2 && strcmp(given[2], "deaf") == 0;
  int port = count > 1 ? atoi(given[1]) : 0, yes = 1;
  signal(SIGTERM, is_deaf ? SIG_IGN : end);
  signal(SIGPIPE, SIG_IGN);
  while (port == 0) pause();
  int door = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = INADDR_ANY};
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(door, (struct sockaddr *)&here, sizeof here) != 0 || listen(door, 16) != 0) return 1;
  for (;;) {
    char question[2048];
    int guest = accept(door, NULL, NULL);
    if (guest < 0) continue;
    if (read(guest, question, sizeof question) > 0) (void)!write(guest, answer, sizeof answer - 1);
    close(guest);
  }
}
`;

const recipe = 'FROM scratch\nCOPY server /server\nENTRYPOINT ["/server"]\n';

/** The command that compiles the program beside its source; it needs a C compiler and a static libc. */
export const compile = ['cc', '-static', '-O1', '-s', '-o', 'server', 'server.c'] as const;

/** Does not start it, because a runtime leaves a folder wherever it is started. */
const isInstalled = (name: string) => spawnSync('sh', ['-c', 'command -v "$0"', name]).status === 0;

/**
 * Podman sets higher limits than a root without CAP_SYS_RESOURCE may, and counts processes with a controller that an
 * old cgroup tree does not hand out. A network of its own is made without the machine's firewall being touched.
 */
function configuration(runtime: string | null, volumes: readonly string[]): string {
  const network = ['slirp4netns', 'pasta'].find(isInstalled);
  return `[containers]
volumes = ${JSON.stringify(volumes)}
pids_limit = 0
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
${network === undefined ? '' : `netns = "${network}"`}
[network]
network_backend = "netavark"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
pull_policy = "never"
${runtime === null ? '' : `runtime = "crun"\n[engine.runtimes]\ncrun = ["${runtime}"]`}
`;
}

/** Plain folders, because layers cannot be mounted everywhere. */
const storageConfiguration = `[storage]
driver = "vfs"
runroot = "/run/containers/storage"
graphroot = "/var/lib/containers/storage"
`;

/**
 * crun before 1.14 raises a limit before it restricts devices, which a root without CAP_SYS_RESOURCE may not. It
 * leaves both alone where all devices are allowed.
 */
const lenientRuntime = `#!/bin/sh
for id; do :; done
config="/var/lib/containers/storage/vfs-containers/$id/userdata/config.json"
[ ! -f "$config" ] || sed -i 's/{"allow":false,"access":"rwm"}/{"allow":true,"access":"rwm"}/' "$config"
exec crun "$@"
`;

/** Writes all that a Podman of its own needs into a new folder, and what `podman build` takes, all but the program. */
export function furnish(volumes: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'om-podman-'));
  const at = (...names: readonly string[]) => join(folder, ...names);
  for (const name of ['etc', 'storage', 'image', 'usr/bin']) mkdirSync(at(name), { recursive: true });
  writeFileSync(at('image/server.c'), program);
  writeFileSync(at('image/Containerfile'), recipe);
  const runtime = isInstalled('crun') ? at('runtime') : null;
  if (runtime !== null) writeFileSync(runtime, lenientRuntime, { mode: 0o755 });
  writeFileSync(at('etc/containers.conf'), configuration(runtime, volumes));
  writeFileSync(at('etc/storage.conf'), storageConfiguration);
  writeFileSync(at('etc/policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}');
  return folder;
}
