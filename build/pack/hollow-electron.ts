import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import plist from 'plist';

/** What stands before the fuses in Electron's program (@electron/fuses): its mark, the version of the wire, its length, the fuses as a new Electron has them. */
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100111'),
]);

const languages = ['de', 'en', 'en_GB', 'es_419', 'fr', 'ja', 'ko', 'zh_TW'];
const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'];

/**
 * A hollow Electron for macOS: names, Info.plist and fuses as in a real one, and no program. With it electron-builder packs the
 * app where the real one cannot be had; what comes out is checked, and never run.
 */
export async function hollowElectron(folder: string, version: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  const put = (name: string, data: string | Buffer = '', mode = 0o644) => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, data, { mode });
  };
  put('version', version);
  put('LICENSE', 'hollow');
  put('LICENSES.chromium.html', 'hollow');
  const app = 'Electron.app/Contents';
  put(`${app}/Info.plist`, plist.build(infoOf(version)));
  put(`${app}/MacOS/Electron`, 'hollow', 0o755);
  put(`${app}/Resources/electron.icns`, 'hollow');
  put('default_app/main.js', '// What a bare Electron shows.');
  await createPackage(join(folder, 'default_app'), join(folder, app, 'Resources', 'default_app.asar'));
  rmSync(join(folder, 'default_app'), { recursive: true });
  const framework = `${app}/Frameworks/Electron Framework.framework`;
  put(`${framework}/Electron Framework`, fuses, 0o755);
  for (const lang of languages) {
    put(`${app}/Resources/${lang}.lproj/.keep`);
    put(`${framework}/Resources/${lang}.lproj/locale.pak`, 'hollow');
    put(`${framework}/Versions/A/Resources/${lang}.lproj/locale.pak`, 'hollow');
  }
  for (const kind of helpers) {
    const name = `Electron Helper${kind}`;
    put(
      `${app}/Frameworks/${name}.app/Contents/Info.plist`,
      plist.build({ ...common(version, name, 'com.github.Electron.helper'), LSUIElement: true }),
    );
    put(`${app}/Frameworks/${name}.app/Contents/MacOS/${name}`, 'hollow', 0o755);
  }
  return folder;
}

const common = (version: string, name: string, id: string) => ({
  CFBundleExecutable: name,
  CFBundleIdentifier: id,
  CFBundleName: name,
  CFBundlePackageType: 'APPL',
  CFBundleVersion: version,
});

/** As electron/shell/browser/resources/mac/Info.plist has it: with leave for devices that we never ask for. */
const infoOf = (version: string) => ({
  ...common(version, 'Electron', 'com.github.Electron'),
  CFBundleDisplayName: 'Electron',
  CFBundleIconFile: 'electron.icns',
  CFBundleShortVersionString: version,
  LSApplicationCategoryType: 'public.app-category.developer-tools',
  LSMinimumSystemVersion: '12.0',
  NSMainNibFile: 'MainMenu',
  NSPrincipalClass: 'AtomApplication',
  NSSupportsAutomaticGraphicsSwitching: true,
  NSHighResolutionCapable: true,
  NSRequiresAquaSystemAppearance: false,
  NSMicrophoneUsageDescription: 'This app needs access to the microphone',
  NSCameraUsageDescription: 'This app needs access to the camera',
  NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
});
