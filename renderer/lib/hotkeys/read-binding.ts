type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const modifierCodes = /^(?:Control|Shift|Alt|Meta|OS)(?:Left|Right)?$/u

/** The binding that this press would be, by the place of the key; undefined while only modifiers are held. */
export function readBinding(event: PressedKey, isMac: boolean): string | undefined {
  const { code } = event
  if (code === '' || modifierCodes.test(code) || event.key === 'AltGraph') return undefined
  const parts: string[] = []
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('$mod')
  if (isMac && event.ctrlKey) parts.push('Control')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey) parts.push('Shift')
  if (!isMac && event.metaKey) parts.push('Meta')
  return [...parts, code].join('+')
}
