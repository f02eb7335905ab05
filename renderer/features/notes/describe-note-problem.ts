import { language } from '../../lib/i18n/start-i18n.ts'

const ownCodes = [
  'is_note',
  'is_note_edit',
  'no_team',
  'no_right',
  'chat_not_found',
  'store_failed',
  'note_not_found',
  'text_empty',
] as const
const commonCodes = ['disconnected', 'timeout'] as const

/** Why something was not done with a note; the text of it is never lost by that. */
export function describeNoteProblem(code: string): string {
  const own = ownCodes.find((known) => known === code)
  if (own !== undefined) return language.t(`problem.${own}`, { ns: 'notes' })
  const common = commonCodes.find((known) => known === code)
  return language.t(`problem.${common ?? 'other'}`, { ns: 'common' })
}
