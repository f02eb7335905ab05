export { BlockedLine } from './blocked-line.tsx'
export { type ComposerHandle, ComposerView } from './composer-view.tsx'
export type { Composer } from './model/composer.ts'
export { findComposer } from './model/composers.ts'
