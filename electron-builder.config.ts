import type { Configuration } from 'electron-builder'

/** Packages that the built output has inside of it already. */
const bundledPackages = [
  '@base-ui',
  '@noble',
  '@tanstack',
  'birpc',
  'fractional-indexing',
  'i18next',
  'lucide-react',
  'react',
  'react-dom',
  'react-i18next',
  'tinykeys',
  'tlds',
  'tinyqueue',
  'uqr',
  'valibot',
  'zustand',
]

const configuration: Configuration = {
  appId: 'io.watchfloor.console',
  productName: 'Watchfloor',
  directories: { output: 'dist', buildResources: 'resources' },
  files: ['out/**', 'package.json', ...bundledPackages.map((name) => `!node_modules/${name}/**`)],
  asar: true,
  // The system's loader opens these; it does not read archives.
  asarUnpack: ['**/*.node', '**/libtdjson.*', '**/tdjson.dll'],
  // Native parts come with their packages; nothing is compiled.
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: { target: ['AppImage', 'deb'], category: 'Network', icon: 'resources/icons/watchfloor.png' },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.business',
    icon: 'resources/icons/watchfloor.png',
    hardenedRuntime: true,
  },
  // TDLib's prebuilt library covers 64-bit Intel alone on Windows.
  win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: 'resources/icons/watchfloor.png' },
}

export default configuration
