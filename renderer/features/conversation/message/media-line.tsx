import {
  AudioLines,
  BookUser,
  ChartColumn,
  CircleDollarSign,
  CircleHelp,
  CirclePlay,
  Clapperboard,
  Dices,
  EyeOff,
  File,
  Film,
  Gamepad2,
  Gift,
  Image,
  ListChecks,
  type LucideIcon,
  MapPin,
  MapPinned,
  Mic,
  Music,
  Phone,
  Receipt,
  Sticker,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaKind, MessageContent } from '#shared/contract/entities/message.ts'
import { formatPlayingTime, formatSize } from '../model/media-words.ts'
import { RichText } from '../text/rich-text.tsx'
import styles from './media-line.module.css'

const icons: Readonly<Record<MediaKind, LucideIcon>> = {
  photo: Image,
  video: Film,
  animation: Clapperboard,
  audio: Music,
  voice: Mic,
  video_note: CirclePlay,
  document: File,
  sticker: Sticker,
  poll: ChartColumn,
  contact: BookUser,
  location: MapPin,
  venue: MapPinned,
  dice: Dices,
  game: Gamepad2,
  invoice: Receipt,
  story: AudioLines,
  checklist: ListChecks,
  gift: Gift,
  call: Phone,
  paid_media: CircleDollarSign,
}

type MediaContent = Extract<MessageContent, { kind: 'media' }>

/** Content that has no view of its own yet: what it is, what it is called, how long and how big, and its caption. */
export function MediaLine({ content }: { readonly content: MediaContent }): ReactNode {
  const { t, i18n } = useTranslation('conversation')
  const Icon = icons[content.media]
  const facts = [
    content.durationS === undefined ? '' : formatPlayingTime(content.durationS),
    content.sizeBytes === undefined || content.sizeBytes === 0
      ? ''
      : formatSize(content.sizeBytes, i18n.language),
  ].filter((fact) => fact !== '')
  return (
    <>
      <div className={styles.media}>
        <Icon aria-hidden="true" size={14} className={styles.mediaIcon} />
        <span className={styles.mediaLabel}>{t(`media.${content.media}`)}</span>
        {content.detail !== undefined && content.detail !== '' && (
          <bdi className={styles.mediaDetail}>{content.detail}</bdi>
        )}
        {facts.length > 0 && <span className={styles.mediaFacts}>{facts.join(' · ')}</span>}
      </div>
      {content.caption !== undefined && content.caption.text !== '' && <RichText text={content.caption} />}
    </>
  )
}

/** Stands for a text in which a reader sees nothing. */
export function UnseenLine(): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <div className={styles.media}>
      <EyeOff aria-hidden="true" size={14} className={styles.mediaIcon} />
      <span className={styles.mediaLabel}>{t('message.unseen')}</span>
    </div>
  )
}

export function UnsupportedLine({ type }: { readonly type: string }): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <div className={styles.media} title={type}>
      <CircleHelp aria-hidden="true" size={14} className={styles.mediaIcon} />
      <span className={styles.mediaLabel}>{t('message.unsupported')}</span>
    </div>
  )
}
