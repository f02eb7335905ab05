import type { MessagePreview } from '#shared/contract/entities/message.ts'
import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { removeDirectionMarks } from '#shared/lib/visible-text.ts'

export interface NotificationTexts {
  readonly title: string
  readonly body: string
}

/** The words of a language that notifications are made of. */
export interface NotificationVocabulary {
  readonly mention: (title: string) => string
  readonly red: (title: string, waitedMin: number) => string
  readonly breach: (title: string, waitedMin: number) => string
  readonly digest: (count: number) => string
  readonly redDigest: (count: number) => string
  readonly digestBody: (title: string) => string
  /** `isAgain`: nobody took it in time. */
  readonly alarm: (title: string, isAgain: boolean) => string
  readonly alarmBody: (author: string) => string
  readonly noteMention: (title: string) => string
  readonly more: (count: number) => string
  readonly describe: (preview: MessagePreview) => string
}

/** Title and text of a notification; the title says at once what is to be done. */
export function writeNotification(view: NotificationView, words: NotificationVocabulary): NotificationTexts {
  const { title, body } = writeParts(view, words)
  // The system shows both as plain lines: a mark in a customer's name would turn the words around it.
  return { title: removeDirectionMarks(title), body: removeDirectionMarks(body) }
}

function writeParts(
  { author, count, isAgain, kind, preview, title, waitedMin = 0 }: NotificationView,
  words: NotificationVocabulary,
): NotificationTexts {
  const text = preview === undefined ? '' : words.describe(preview)
  const line = author === undefined ? text : `${author}: ${text}`
  switch (kind) {
    case 'message':
      return { title, body: count > 1 ? `${line}\n${words.more(count - 1)}` : line }
    case 'mention':
      return { title: words.mention(title), body: line }
    case 'red':
      return { title: words.red(title, waitedMin), body: line }
    case 'breach':
      return { title: words.breach(title, waitedMin), body: line }
    case 'digest':
      return { title: words.digest(count), body: words.digestBody(title) }
    case 'red_digest':
      return { title: words.redDigest(count), body: words.digestBody(title) }
    case 'alarm':
      return {
        title: words.alarm(title, isAgain === true),
        body: preview === undefined ? words.alarmBody(author ?? '') : line,
      }
    case 'note_mention':
      return { title: words.noteMention(title), body: line }
    default:
      return assertNever(kind)
  }
}
