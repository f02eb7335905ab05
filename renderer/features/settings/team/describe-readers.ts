import type { TFunction } from 'i18next'
import type { ChannelReaders } from '#shared/contract/entities/team.ts'

/** Who else would read what the team writes in a group; undefined: known colleagues alone. */
export function describeReaders(
  readers: ChannelReaders | undefined,
  t: TFunction<'team'>,
): string | undefined {
  if (readers === undefined) return t('readers.unread')
  const { count, isWhole, strangers } = readers
  if (count === 0) return undefined
  const [first] = strangers
  if (first === undefined) return t(isWhole ? 'readers.customers' : 'readers.hidden', { count })
  const name = `\u2068${first.name}\u2069`
  return count === 1 ? t('readers.one', { name }) : t('readers.more', { name, count: count - 1 })
}

/** A group that may be chosen by one press: nobody in it is a stranger. */
export function isPlain(readers: ChannelReaders | undefined): boolean {
  return readers?.count === 0
}
