import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './rich-text.module.css'

interface Props {
  readonly isExpandable?: boolean
  readonly children: ReactNode
}

/** A quotation; an expandable one shows three lines until it is opened. */
export function BlockQuote({ isExpandable = false, children }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const content = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(!isExpandable)
  const [isCut, setIsCut] = useState(false)

  useLayoutEffect(() => {
    const element = content.current
    if (!isExpandable || isOpen || element === null) return
    setIsCut(element.scrollHeight > element.clientHeight + 1)
  }, [isExpandable, isOpen])

  const canToggle = isExpandable && (isCut || isOpen)
  return (
    <blockquote className={styles.quote}>
      <div ref={content} className={isOpen ? undefined : styles.folded} dir="auto">
        {children}
      </div>
      {canToggle && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-label={isOpen ? t('message.showLess') : t('message.showAll')}
          title={isOpen ? t('message.showLess') : t('message.showAll')}
          onClick={() => {
            setIsOpen(!isOpen)
          }}
        >
          {isOpen ? <ChevronUp aria-hidden="true" size={14} /> : <ChevronDown aria-hidden="true" size={14} />}
        </button>
      )}
    </blockquote>
  )
}
