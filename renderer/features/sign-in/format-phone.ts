/** A number as it is dialled, in one piece: TDLib leaves the plus out. */
export function formatPhone(phone: string): string {
  const trimmed = phone.trim().replaceAll(/\s+/gu, '\u00A0')
  return /^\d/u.test(trimmed) ? `+${trimmed}` : trimmed
}
