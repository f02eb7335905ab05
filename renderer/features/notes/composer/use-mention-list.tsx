import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { useColleagues } from '../../../entities/hooks.ts'
import { findColleagues } from '../model/find-colleagues.ts'
import { findMentionQuery, writeMention } from '../model/mentions.ts'
import { MentionOptions, optionId } from './mention-options.tsx'

export interface MentionInsert {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Options {
  readonly isNote: boolean
  readonly text: string
  readonly insert: (mention: MentionInsert) => void
}

export interface MentionList {
  readonly list: ReactNode
  /** True: the key was for the list. */
  readonly takeKey: (event: KeyboardEvent) => boolean
  /** Where the caret is now. */
  readonly noticeCaret: (caret: number) => void
  readonly fieldProps: {
    readonly 'aria-autocomplete'?: 'list'
    readonly 'aria-controls'?: string
    readonly 'aria-activedescendant'?: string
  }
}

/** Colleagues to name while a note is written: `@` opens the list, arrows walk it, Enter or Tab takes one. */
export function useMentionList({ insert, isNote, text }: Options): MentionList {
  const listId = useId()
  const colleagues = useColleagues()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  /** The `@` whose list was closed by Esc, as a place in the text. */
  const [closedAt, setClosedAt] = useState<number>()
  const under = isNote ? findMentionQuery(text, Math.min(caret, text.length)) : undefined
  const found = under === undefined || under.start === closedAt ? [] : findColleagues(colleagues, under.query)
  const isOpen = under !== undefined && found.length > 0
  const index = Math.min(chosen, found.length - 1)

  const take = (person: TeamPerson | undefined): void => {
    if (under === undefined || person === undefined) return
    setChosen(0)
    insert({ start: under.start, end: caret, text: `@${writeMention(person, colleagues)} ` })
  }

  return {
    noticeCaret: (next) => {
      if (next === caret) return
      setCaret(next)
      setChosen(0)
      if (closedAt !== undefined && next <= closedAt) setClosedAt(undefined)
    },
    takeKey: (event) => {
      const action = isOpen ? findListAction(event) : undefined
      if (action === undefined) return false
      if (action === 'take') take(found[index])
      else if (action === 'close') setClosedAt(under?.start)
      else setChosen((index + (action === 'next' ? 1 : -1) + found.length) % found.length)
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    fieldProps: isOpen
      ? {
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          'aria-activedescendant': optionId(listId, index),
        }
      : {},
    list: isOpen ? (
      <MentionOptions listId={listId} colleagues={found} chosenIndex={index} onTake={take} />
    ) : undefined,
  }
}

type ListAction = 'next' | 'previous' | 'take' | 'close'

const actions: Readonly<Record<string, ListAction>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Enter: 'take',
  Tab: 'take',
  Escape: 'close',
}

/** What the key does to the open list; undefined: it is the field's. */
function findListAction(event: KeyboardEvent): ListAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  return actions[event.key]
}
