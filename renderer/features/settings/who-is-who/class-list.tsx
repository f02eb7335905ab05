import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../entities/core.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Segments } from '../../../ui/segments.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { filterRows, type ClassFilter, type ClassRow } from './class-changes.ts'
import styles from './class-list.module.css'
import { refreshPreview, usePreview } from './rules-preview.ts'

const rowPx = 28
const choices = ['auto', 'customer', 'team', 'other'] as const

interface Props {
  /** Marks changes of class and offers a filter for them; the first set-up has nothing to compare with. */
  readonly hasChanges?: boolean
}

/** Every chat with its class and the reason; a class can be set by hand, at once. Scrolls with the page around it. */
export function ClassList({ hasChanges = false }: Props): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { rows, counts, isBusy, problem } = usePreview()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ClassFilter>('all')
  // Without changes their filter disappears.
  const filter = chosen === 'changed' && (!hasChanges || counts.changed === 0) ? 'all' : chosen
  const shown = useMemo(() => filterRows(rows ?? [], filter, query), [rows, filter, query])
  const filters: readonly ClassFilter[] = [
    'all',
    'customer',
    'team',
    'other',
    ...(hasChanges && counts.changed > 0 ? (['changed'] as const) : []),
  ]
  return (
    <>
      <div className={styles.top}>
        <Segments
          label={t('filterClass')}
          value={filter}
          options={filters.map((value) => ({ value, label: t(`filters.${value}`), count: counts[value] }))}
          onChange={setChosen}
        />
        <div className={styles.find}>
          <TextField
            label={t('filterChats')}
            isLabelHidden
            placeholder={t('filterChats')}
            type="search"
            value={query}
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.target.value)
            }}
          />
        </div>
      </div>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {shown.length === 0 ? (
        <p className={styles.none} role="status">
          {rows === undefined ? t('previewing') : t(rows.length === 0 ? 'noChatsYet' : 'noChats')}
        </p>
      ) : (
        <Rows rows={shown} isBusy={isBusy} hasChanges={hasChanges} />
      )}
    </>
  )
}

interface RowsProps {
  readonly rows: readonly ClassRow[]
  readonly isBusy: boolean
  readonly hasChanges: boolean
}

function Rows({ rows, isBusy, hasChanges }: RowsProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const list = useRef<HTMLDivElement>(null)
  const marginPx = useMarginInScroller(list)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => findScroller(list.current),
    estimateSize: () => rowPx,
    overscan: 8,
    scrollMargin: marginPx,
  })
  return (
    <div
      ref={list}
      role="list"
      aria-label={t('chats')}
      aria-busy={isBusy}
      className={styles.rows}
      style={{ height: rows.length * rowPx }}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]
        return row === undefined ? undefined : (
          <Row
            key={row.chatId}
            row={row}
            position={index + 1}
            count={rows.length}
            topPx={start - marginPx}
            hasChanges={hasChanges}
          />
        )
      })}
    </div>
  )
}

function findScroller(element: HTMLElement | null): HTMLElement | null {
  return element?.closest<HTMLElement>('[data-scroll]') ?? null
}

/** How far below the beginning of the page the list begins; what stands above it grows and shrinks. */
function useMarginInScroller(list: React.RefObject<HTMLElement | null>): number {
  const [marginPx, setMarginPx] = useState(0)
  useLayoutEffect(() => {
    const element = list.current
    const scroller = findScroller(element)
    if (element === null || scroller === null) return
    const measure = (): void => {
      const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      setMarginPx(Math.round(top + scroller.scrollTop))
    }
    measure()
    const observer = new ResizeObserver(measure)
    if (scroller.firstElementChild !== null) observer.observe(scroller.firstElementChild)
    return () => {
      observer.disconnect()
    }
  }, [list])
  return marginPx
}

interface RowProps {
  readonly row: ClassRow
  readonly position: number
  readonly count: number
  readonly topPx: number
  readonly hasChanges: boolean
}

function Row({ row, position, count, topPx, hasChanges }: RowProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const isChanged = hasChanges && row.before !== undefined
  return (
    <div
      role="listitem"
      aria-posinset={position}
      aria-setsize={count}
      data-chat-id={row.chatId}
      data-class={row.class}
      className={joinClasses(styles.row, isChanged && styles.changed)}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <bdi className={styles.title} title={row.title}>
        {row.title}
      </bdi>
      <span className={joinClasses(styles.class, row.class === 'customer' && styles.customer)}>
        {t(`classes.${row.class}`)}
      </span>
      <span className={styles.reason}>
        {isChanged && row.before !== undefined ? (
          <em>{t('was', { class: t(`classes.${row.before}`) })}</em>
        ) : undefined}
        {t(`reasons.${row.reason}`, { detail: row.detail ?? '' })}
      </span>
      <Select
        isQuiet
        label={t('setBy', { title: row.title })}
        value={row.reason === 'by_hand' ? row.class : 'auto'}
        options={choices.map((value) => ({ value, label: t(`choices.${value}`) }))}
        onChange={(choice) => {
          void setByHand(row, choice)
        }}
      />
    </div>
  )
}

async function setByHand(row: ClassRow, choice: (typeof choices)[number]): Promise<void> {
  const call = core.calls['chat.setClass']({ chatId: row.chatId, class: choice })
  if (await reportFailure(call, 'rules')) refreshPreview()
}
