import { type ReactNode, useMemo } from 'react'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { useSessionPart, useColleagues } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { cutAtMentions } from './model/mentions.ts'
import styles from './notes.module.css'

/** What the note says, with the colleagues it names. Plain text: nothing in it is a link or a style. */
export function NoteText({ note }: { readonly note: NoteView }): ReactNode {
  const colleagues = useColleagues()
  const selfId = useSessionPart((session) => session?.me?.id)
  const { mentions, text } = note
  const parts = useMemo(() => {
    const known = new Map(colleagues.map((person) => [person.userId, person]))
    return cutAtMentions(
      text,
      mentions.map((mention) => known.get(mention.userId) ?? mention),
    )
  }, [mentions, colleagues, text])
  return (
    <bdi>
      {parts.map(({ text: part, userId }, index) =>
        userId === undefined ? (
          part
        ) : (
          // The parts are always made anew from the whole text, so indexes can be keys.
          <b key={index} className={joinClasses(styles.mention, userId === selfId && styles.ownMention)}>
            {part}
          </b>
        ),
      )}
    </bdi>
  )
}
