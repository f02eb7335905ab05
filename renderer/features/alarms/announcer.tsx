import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { entities } from '../../entities/core.ts'
import styles from './alarms.module.css'
import { type AlarmNews, tellChanges } from './model/tell-changes.ts'
import { isolate } from './use-words.ts'

/** Reads out at once what happens to alarms. */
export function AlarmAnnouncer(): ReactNode {
  const { t } = useTranslation('alarms')
  const [text, setText] = useState('')
  useEffect(() => {
    const describe = ({ alarm, kind }: AlarmNews): string => {
      const title = isolate(alarm.title)
      switch (kind) {
        case 'raised':
          return alarm.note === undefined
            ? t('announce.raised', { title, name: alarm.raisedBy.name })
            : t('announce.raisedNote', { title, name: alarm.raisedBy.name, note: alarm.note })
        case 'again':
          return t('announce.again', { title })
        case 'taken':
          return t('announce.taken', { title, name: alarm.taken?.by.name ?? '' })
        case 'done':
          return t('announce.done', { title })
      }
    }
    return entities.alarms.subscribe((state, before) => {
      if (state.value === undefined || state.value === before.value) return
      const news = tellChanges(before.value, state.value)
      if (news.length > 0) setText(news.map(describe).join(' '))
    })
  }, [t])
  return (
    <div className={styles.spoken} aria-live="assertive" data-alarm-news="">
      {text}
    </div>
  )
}
