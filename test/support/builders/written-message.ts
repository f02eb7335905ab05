import type * as Td from 'tdlib-types'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { unmapText } from '#core/telegram/map-text.ts'
import { type Message, toMessage } from '#core/telegram/message.ts'
import { makeTdValue } from '../td-values.ts'

/** A message as TDLib gives it that a person wrote; everything else of it is empty. */
export function makeWrittenMessage(id: number, userId: number, text: FormattedText): Message {
  return toMessage({
    ...(makeTdValue('message') as Td.message),
    id,
    sender_id: { _: 'messageSenderUser', user_id: userId },
    content: { _: 'messageText', text: unmapText(text) as Td.formattedText },
  })
}
