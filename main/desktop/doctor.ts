import { basename, join } from 'node:path';
import { app, clipboard, dialog } from 'electron';
import type { ShownDoctor } from '../../preload/contract.ts';
import { doctorMarkdown, doctorOf } from '../core/doctor/report.ts';
import { usualName } from '../core/doctor/usual-name.ts';
import { sentence } from '../core/sentence.ts';
import { unsaved } from '../core/unsaved.ts';
import { speaker } from '../core/words.ts';
import { lookAtOwn, lookAtSystem } from '../engine/doctor.ts';
import type { Paths } from '../engine/paths.ts';
import { systemRelease } from '../engine/tools/machine.ts';
import type { Tools } from '../engine/tools/tools.ts';
import type { Seen } from './face.ts';

interface Room {
  readonly tools: Tools;
  readonly paths: Paths;
  readonly version: string;
  readonly commit: string;
  seen(): Seen | null;
  /** Another report, or what became of saving it, is to be shown. */
  changed(): void;
  /** The system's window took the panel's place: it comes back. */
  comeBack(): void;
}

export interface DoctorDesk {
  /** The report as the panel shows it; what is copied and saved is this text and no other. */
  shown(): ShownDoctor | null;
  look(): Promise<void>;
  close(): void;
  copy(): void;
  save(): Promise<void>;
}

export function openDoctor({ tools, paths, version, commit, seen, changed, comeBack }: Room): DoctorDesk {
  let held: ShownDoctor | null = null;

  async function look(): Promise<void> {
    const now = seen();
    if (!now) return;
    const { frame } = now;
    const { arch, versions } = process;
    const runtime = {
      arch,
      release: systemRelease(),
      node: versions.node,
      electron: versions.electron ?? null,
    };
    const from = frame.isAway ? 'away' : frame.snapshot.engine.owner;
    const own = await lookAtOwn(tools, paths);
    const system = await lookAtSystem(tools, paths.folder, runtime);
    const at = tools.clock.wall();
    const doctor = doctorOf({
      snapshot: frame.snapshot,
      trouble: null,
      from,
      version,
      commit,
      system,
      own,
      now: at,
    });
    held = { ...doctorMarkdown(doctor, frame.lang), at, saved: null };
    changed();
  }

  async function save(): Promise<void> {
    const [report, lang] = [held, seen()?.frame.lang ?? 'en'];
    if (!report) return;
    const say = speaker(lang);
    // An app without a place in the Dock would show it behind all others.
    app.focus({ steal: true });
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: join(tools.machine.home, usualName(report.at)),
    });
    if (!canceled && filePath) {
      const written = await tools.files.write(filePath, report.text);
      const text = written.ok
        ? say('doctor.saved', { file: basename(filePath) })
        : sentence(unsaved(written.problem), say);
      // Unless another one is shown by now, which was not saved.
      if (held === report) held = { ...report, saved: { isDone: written.ok, text } };
      changed();
    }
    comeBack();
  }

  return {
    shown: () => held,
    look,
    close() {
      held = null;
      changed();
    },
    copy: () => held && clipboard.writeText(held.text),
    save,
  };
}
