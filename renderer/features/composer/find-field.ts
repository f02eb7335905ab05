export const composerFieldId = 'composer-field'

/** The field of the open chat, for whoever has to give the keyboard back to it. */
export function findComposerField(): HTMLElement | undefined {
  return document.getElementById(composerFieldId) ?? undefined
}
