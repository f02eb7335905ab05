import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const inProject = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }

// Packages with native parts, or that resolve their own files, stay outside of the bundles; the rest goes in,
// so that a start reads few files.
const bundled = ['@noble/hashes', 'birpc', 'fractional-indexing', 'tinyqueue', 'valibot']

export default defineConfig({
  main: {
    define: { __WATCHFLOOR_BUILD__: JSON.stringify(version) },
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: {
          index: inProject('electron/main/index.ts'),
          'core-utility': inProject('electron/hosts/utility/utility-entry.ts'),
          'browser-host': inProject('electron/hosts/browser/browser-host-entry.ts'),
          'browser-core': inProject('electron/hosts/browser/browser-core-entry.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: inProject('electron/preload/index.ts') },
        // A sandboxed preload script is loaded as CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: inProject('renderer'),
    plugins: [react()],
    build: {
      outDir: inProject('out/renderer'),
      emptyOutDir: true,
      // A start reads and compiles a third of it.
      minify: true,
      // One sheet: rules keep their order whatever is opened first, and a part that is loaded later brings no sheet.
      cssCodeSplit: false,
      // Read from this machine: a larger first part costs no network.
      chunkSizeWarningLimit: 1_000,
      // The content security policy admits no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: inProject('renderer/index.html') },
        // A feature's public file names what is shown first beside what is not: what nobody takes of it stays out.
        treeshake: {
          moduleSideEffects: [
            { test: /\/renderer\/(?:features|shell|ui|lib)\/.*\.tsx?$/u, sideEffects: false },
          ],
        },
      },
    },
  },
})
