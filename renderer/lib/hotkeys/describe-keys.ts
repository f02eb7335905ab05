const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Comma: ',',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  Control: 'Ctrl',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Backslash: '\\',
  Minus: '-',
  Equal: '=',
  Delete: 'Del',
  Insert: 'Ins',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num -',
  NumpadMultiply: 'Num *',
  NumpadDivide: 'Num /',
  NumpadDecimal: 'Num .',
  NumpadEnter: 'Num Enter',
}
const macNames: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Control: '⌃',
  Meta: '⌘',
}

/** Writes a binding as it is printed on keys: `$mod+KeyK` is "Ctrl K", on a Mac "⌘ K". */
export function describeKeys(binding: string, isMac: boolean): string {
  return binding
    .replace('[Shift]+', '')
    .split('+')
    .map((part) => {
      if (isMac && macNames[part] !== undefined) return macNames[part]
      if (part === '$mod') return 'Ctrl'
      return names[part] ?? part.replace(/^(?:Key|Digit)/u, '').replace(/^Numpad(?=\d)/u, 'Num ')
    })
    .join(' ')
}
