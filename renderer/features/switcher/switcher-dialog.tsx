import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { navigationStore, openChat } from '../../shell/navigation.ts'
import { entities } from '../../entities/core.ts'
import { useChat } from '../../entities/hooks.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { findChats, type FoundChat } from './find-chats.ts'
import styles from './switcher.module.css'
import { closeSwitcher, setSwitcherQuery, switcherStore } from '../../shell/switcher-view.ts'

/** Finds a chat by a few letters; Enter opens it. */
export function SwitcherDialog(): ReactNode {
  const { t } = useTranslation('switcher')
  const { isOpen } = useStore(switcherStore)
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={closeSwitcher}
      title={t('title')}
      isBare
      size="medium"
      initialFocus={field}
    >
      <Finder field={field} />
    </Dialog>
  )
}

function Finder({ field }: { readonly field: RefObject<HTMLInputElement | null> }): ReactNode {
  const { t } = useTranslation('switcher')
  const query = useStore(switcherStore, (state) => state.query)
  const [active, setActive] = useState(0)
  const found = useMemo(() => searchAll(query), [query])
  const rows = useRef<HTMLDivElement>(null)

  const choose = (chatId: ChatId | undefined): void => {
    if (chatId === undefined) return
    closeSwitcher()
    openChat(chatId)
  }
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      const next = (active + step + found.length) % found.length
      setActive(next)
      rows.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(found[active]?.chatId)
    }
  }
  return (
    <>
      <input
        ref={field}
        role="combobox"
        className={styles.field}
        aria-label={t('title')}
        aria-expanded={found.length > 0}
        aria-controls="switcher-list"
        aria-activedescendant={found.length > 0 ? `switcher-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('placeholder')}
        value={query}
        onChange={(event) => {
          setSwitcherQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={walk}
      />
      <Results ref={rows} found={found} isRecent={query.trim() === ''} active={active} onChoose={choose} />
      <div className={styles.hint} aria-hidden="true">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> {t('choose')}
        <Kbd>Enter</Kbd> {t('open')}
        <span>{t('found', { count: found.length })}</span>
      </div>
    </>
  )
}

interface ResultsProps {
  readonly ref: Ref<HTMLDivElement>
  readonly found: readonly FoundChat[]
  /** Nothing was typed: these were open last. */
  readonly isRecent: boolean
  readonly active: number
  readonly onChoose: (chatId: ChatId) => void
}

function Results({ ref, found, isRecent, active, onChoose }: ResultsProps): ReactNode {
  const { t } = useTranslation('switcher')
  if (found.length === 0) {
    return (
      <div className={styles.none} role="status">
        <strong>{t('none')}</strong>
        <span>{t('noneHint')}</span>
      </div>
    )
  }
  return (
    <div
      ref={ref}
      id="switcher-list"
      role="listbox"
      aria-label={t(isRecent ? 'recent' : 'results')}
      className={styles.rows}
    >
      {found.map((item, index) => (
        <FoundRow
          key={item.chatId}
          item={item}
          index={index}
          isActive={index === active}
          onChoose={onChoose}
        />
      ))}
    </div>
  )
}

interface FoundRowProps {
  readonly item: FoundChat
  readonly index: number
  readonly isActive: boolean
  readonly onChoose: (chatId: ChatId) => void
}

function FoundRow({ item, index, isActive, onChoose }: FoundRowProps): ReactNode {
  const chat = useChat(item.chatId)
  if (chat === undefined) return undefined
  return (
    // The keys are the field's above, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={`switcher-${index}`}
      tabIndex={-1}
      aria-selected={isActive}
      data-chat-id={item.chatId}
      className={joinClasses(styles.row, isActive && styles.active, chat.unreadCount > 0 && styles.unread)}
      onPointerDown={(event) => {
        // The field keeps the focus.
        event.preventDefault()
      }}
      onClick={() => {
        onChoose(item.chatId)
      }}
    >
      <Avatar initials={chat.initials} accent={chat.accent} size="small" />
      <span className={styles.title} dir="auto">
        {markTitle(chat.title, item.positions)}
      </span>
      {chat.unreadCount > 0 ? <span className={styles.count}>{chat.unreadCount}</span> : undefined}
    </div>
  )
}

/** The title with what matched in bold; neighbouring letters share one mark. */
function markTitle(title: string, positions: readonly number[]): readonly ReactNode[] {
  const marked = new Set(positions)
  const parts: { readonly isMarked: boolean; text: string; readonly at: number }[] = []
  let at = 0
  for (const char of title) {
    const isMarked = marked.has(at)
    const last = parts.at(-1)
    if (last?.isMarked === isMarked) last.text += char
    else parts.push({ isMarked, text: char, at })
    at += char.length
  }
  return parts.map(({ isMarked, text, at: key }) =>
    isMarked ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>,
  )
}

function searchAll(query: string): readonly FoundChat[] {
  const chats = entities.chats.getState().byId
  const lists = entities.lists.getState().byId
  const { recent, openChatId } = navigationStore.getState()
  return findChats(query, {
    findTitle: (chatId) => chats.get(chatId)?.title,
    recent,
    all: [
      ...(lists.get('main')?.chats ?? []),
      ...(lists.get('archive')?.chats ?? []),
      // A chat that was left is in no list, and what is typed in it must not be out of reach.
      ...[...chats.values()].filter((chat) => chat.draftPreview !== undefined).map(({ id }) => id),
    ],
    openChatId,
  })
}
