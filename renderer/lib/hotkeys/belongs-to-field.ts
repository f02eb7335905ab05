type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>

/** Whether a key that is pressed in a field is for the field, not for a shortcut. `isForFields`: as in `Shortcut`. */
export function belongsToField(event: Press, isForFields: boolean, isMac: boolean): boolean {
  const { altKey, ctrlKey, key, metaKey } = event
  if (isMac && altKey) {
    // These walk the words of a field.
    if (key === 'ArrowLeft' || key === 'ArrowRight') return true
    // Option writes: `@`, `[` and `{` have no other keys on many layouts, and a dead key waits for its letter.
    if (!ctrlKey && !metaKey && (key === 'Dead' || /^.$/su.test(key))) return true
  }
  // AltGr writes characters, and reports itself as Ctrl and Alt on Windows.
  if (event.getModifierState('AltGraph')) return true
  if (ctrlKey || metaKey || /^F\d+$/u.test(key)) return false
  return !isForFields || !altKey
}
