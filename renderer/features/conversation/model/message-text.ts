import type { MessageView } from '#shared/contract/entities/message.ts'
import { assertNever } from '#shared/lib/assert-never.ts'

/** What "copy text" copies: the text or the caption, as it was written. */
export function readMessageText({ content }: Pick<MessageView, 'content'>): string {
  switch (content.kind) {
    case 'text':
      return content.text.text
    case 'media':
      return content.caption?.text ?? ''
    case 'service':
    case 'unsupported':
      return ''
    default:
      return assertNever(content)
  }
}
