import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../entities/hooks.ts'
import { changeSettings } from '../shell/change-settings.ts'
import styles from './app.module.css'

export const listWidths = { min: 240, max: 720, step: 16 } as const

interface Props {
  readonly width: number
  /** Its width while it is dragged; undefined: the setting applies. */
  readonly onDrag: (width: number | undefined) => void
}

/** The edge between list and conversation; arrows move it too. */
export function Splitter({ width, onDrag }: Props): ReactNode {
  const { t } = useTranslation('common')
  const kept = useSetting('listWidth')
  const grip = useRef<{ readonly startX: number; readonly startWidth: number }>(undefined)
  const keep = (next: number): void => {
    onDrag(next)
    // The dragged width is kept until the core's answer is on screen; otherwise the edge would jump back for a
    // moment.
    void changeSettings({ listWidth: next }).then(() => {
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          onDrag(undefined)
        })
      })
    })
  }
  const drag = (event: PointerEvent): void => {
    if (grip.current === undefined) return
    onDrag(limitWidth(grip.current.startWidth + event.clientX - grip.current.startX))
  }
  const drop = (): void => {
    if (grip.current === undefined) return
    grip.current = undefined
    if (width !== kept) keep(width)
  }
  const step = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    keep(limitWidth(width + direction * listWidths.step))
  }
  return (
    // A separator that can be moved is a control.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('listWidth')}
      aria-valuenow={width}
      aria-valuemin={listWidths.min}
      aria-valuemax={listWidths.max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.splitter}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { startX: event.clientX, startWidth: width }
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={step}
    />
  )
}

export function limitWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, listWidths.min), listWidths.max))
}
