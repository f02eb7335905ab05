import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTeamPart } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ChooseChannel } from './choose-channel.tsx'
import { NotAddedNotice } from './not-added.tsx'
import styles from './team-page.module.css'

/** The shortest way to say who we are: a team channel. Gone once there is one. */
export function OfferTeam(): ReactNode {
  const { t } = useTranslation('team')
  const hasChannel = useTeamPart(({ channel }) => channel !== undefined)
  const [isOpen, setIsOpen] = useState(false)
  if (hasChannel) return <NotAddedNotice />
  return (
    <div className={styles.offer}>
      <p>{t('setup.offer')}</p>
      <Button
        onClick={() => {
          setIsOpen(true)
        }}
      >
        {t('setup.button')}
      </Button>
      {isOpen ? (
        <Dialog
          isOpen
          size="medium"
          title={t('setup.title')}
          description={t('page.intro')}
          onClose={() => {
            setIsOpen(false)
          }}
        >
          <div className={styles.inDialog}>
            <ChooseChannel />
          </div>
        </Dialog>
      ) : undefined}
    </div>
  )
}
